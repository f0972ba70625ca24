//! Verbs of two words that the parser tears apart: *shut down its arm*, *stopped producing televisions*.
//!
//! Owns particles that it took for adpositions and gerunds that it took for modifiers, where the lexicon knows the two words as
//! one verb; and gerunds that it took for verbs where it knows them as one noun (*reported operating costs*). Takes the tree of
//! a sentence.

use crate::model::{Token, Upos, VerbForm};

use super::Syntax;

impl Syntax {
    /// Mends them in place.
    pub(super) fn phrasal(&self, tokens: &mut [Token]) {
        for verb in 0..tokens.len().saturating_sub(2) {
            if tokens[verb].upos == Upos::Verb {
                self.particle(tokens, verb);
                self.gerund(tokens, verb);
                self.participle_of_term(tokens, verb);
            }
        }
    }

    /// *Shut down its arm*: the adposition right behind the verb is its particle, what it seems to govern the object.
    fn particle(&self, tokens: &mut [Token], verb: usize) {
        let at = verb + 1;
        let Some(noun) = tokens[at].head.filter(|&noun| noun > at && &*tokens[at].deprel == "case") else { return };
        let together = [&*tokens[verb].lemma, &*tokens[at].lemma].join(" ");
        // *Spun out of the miner*: an adposition of two words.
        let longer = tokens.iter().any(|token| token.head == Some(at) && &*token.deprel == "fixed")
            || tokens[at + 1].head == Some(noun) && &*tokens[at + 1].deprel == "case";
        let nominal = matches!(tokens[noun].upos, Upos::Noun | Upos::Propn) && tokens[noun].head == Some(verb);
        let taken =
            tokens.iter().any(|token| token.head == Some(verb) && matches!(&*token.deprel, "obj" | "nsubj:pass"));
        if !longer && nominal && !taken && &*tokens[noun].deprel == "obl" && self.vocabulary.phrasal.contains(&together)
        {
            tokens[at].head = Some(verb);
            tokens[at].deprel = "compound:prt".into();
            tokens[noun].deprel = "obj".into();
        }
    }

    /// *Stopped producing televisions*: the gerund right behind the verb governs the noun that it seems to modify.
    fn gerund(&self, tokens: &mut [Token], verb: usize) {
        let at = verb + 1;
        let object = |&noun: &usize| {
            noun > at
                && &*tokens[noun].deprel == "obj"
                && tokens[noun].head == Some(verb)
                && tokens[noun].upos == Upos::Noun
        };
        let Some(noun) = tokens[at].head.filter(object) else { return };
        let form = tokens[at].lower();
        let together = [&*tokens[verb].lemma, form].join(" ");
        let first = (at..noun).find(|&child| tokens[child].head == Some(noun)) == Some(at);
        if first && matches!(&*tokens[at].deprel, "amod" | "compound") && self.vocabulary.phrasal.contains(&together) {
            tokens[at].upos = Upos::Verb;
            tokens[at].morph.verb_form = Some(VerbForm::Ger);
            tokens[at].head = Some(verb);
            tokens[at].deprel = "xcomp".into();
            tokens[noun].head = Some(at);
        }
    }

    /// *Reported operating costs*: what the lexicon knows as one noun is the object of the verb before it.
    fn participle_of_term(&self, tokens: &mut [Token], verb: usize) {
        let (at, noun) = (verb + 1, verb + 2);
        let inside = &*tokens[at].deprel == "xcomp" && tokens[at].head == Some(verb) && tokens[noun].head == Some(at);
        let term = [&*tokens[at].form.to_lowercase(), &*tokens[noun].lemma].join(" ");
        if !inside || &*tokens[noun].deprel != "obj" || !self.vocabulary.pairs.contains(&term) {
            return;
        }
        for token in tokens.iter_mut().filter(|token| token.head == Some(at)) {
            token.head = Some(noun);
        }
        (tokens[noun].head, tokens[noun].deprel) = (Some(verb), "obj".into());
        (tokens[at].head, tokens[at].deprel) = (Some(noun), "amod".into());
    }
}
