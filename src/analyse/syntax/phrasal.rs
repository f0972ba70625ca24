//! Verbs of two words that the parser tears apart: *shut down its arm*, *stopped producing televisions*.
//!
//! Owns particles that it took for adpositions and gerunds that it took for modifiers, where the lexicon knows the two words as
//! one verb; gerunds that it took for verbs where it knows them as one noun (*reported operating costs*), or for nouns before a
//! name (*mulls backing X*); and what a hyphen joins to a noun, which it took for a clause. Takes the tree of a sentence.

use crate::model::{Token, Upos, VerbForm};

use super::Syntax;

impl Syntax {
    /// Mends them in place.
    pub(super) fn phrasal(&self, tokens: &mut [Token]) {
        for verb in 0..tokens.len().saturating_sub(2) {
            if tokens[verb].upos == Upos::Verb {
                self.particle(tokens, verb);
                self.gerund(tokens, verb);
                self.gerund_of_name(tokens, verb);
                self.participle_of_term(tokens, verb);
                joined_by_hyphen(tokens, verb);
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

    /// *Is considering lending X 3 million*, *mulls backing X*: what stands bare between a verb and a name that it governs, or that
    /// an amount follows, is a gerund where the lexicon knows its verb.
    fn gerund_of_name(&self, tokens: &mut [Token], verb: usize) {
        let (at, name) = (verb + 1, verb + 2);
        // *Is weighing offering X a loan*: what no conjunction joins is its complement.
        if tokens[at].morph.verb_form == Some(VerbForm::Ger)
            && tokens[at].head == Some(verb)
            && &*tokens[at].deprel == "conj"
        {
            tokens[at].deprel = "xcomp".into();
        }
        let hangs = |child: usize, head: usize| tokens[child].head == Some(head);
        let bare = tokens[at].upos == Upos::Noun && tokens[name].upos == Upos::Propn;
        let governs = hangs(name, at) && &*tokens[name].deprel == "obj" && hangs(at, verb);
        // The amount behind the name, which seems its head.
        let amount = tokens[name].head.filter(|&amount| {
            name < amount
                && matches!(tokens[amount].upos, Upos::Sym | Upos::Num)
                && hangs(amount, verb)
                && hangs(at, verb)
        });
        if self.vocabulary.adjectives_follow || !bare || !(governs || amount.is_some()) {
            return;
        }
        let Some(lemma) = self.gerund_of_lexicon(&tokens[at].form) else { return };
        if let Some(amount) = amount {
            (tokens[name].head, tokens[name].deprel) = (Some(at), "iobj".into());
            (tokens[amount].head, tokens[amount].deprel) = (Some(at), "obj".into());
        }
        tokens[at].upos = Upos::Verb;
        tokens[at].lemma = lemma;
        tokens[at].morph.verb_form = Some(VerbForm::Ger);
        (tokens[at].head, tokens[at].deprel) = (Some(verb), "xcomp".into());
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

/// *Teamed up with self-driving truck maker X*: what is joined to a noun by a hyphen and marked by an adposition is no clause but
/// an adjective of the noun that seems its object.
fn joined_by_hyphen(tokens: &mut [Token], verb: usize) {
    let Some(adposition) = verb.checked_sub(3) else { return };
    let hangs = |at: usize, relation: &str| tokens[at].head == Some(verb) && &*tokens[at].deprel == relation;
    let joined = &*tokens[verb - 1].form == "-" && hangs(verb - 2, "compound");
    let marked = tokens[adposition].upos == Upos::Adp && hangs(adposition, "mark");
    let relation = match &*tokens[verb].deprel {
        "advcl" => "obl",
        "acl" => "nmod",
        _ => return,
    };
    let object = (verb + 1..tokens.len()).find(|&at| hangs(at, "obj") && tokens[at].upos == Upos::Noun);
    let bare = |noun: usize| !tokens[verb + 1..noun].iter().any(|token| matches!(token.upos, Upos::Det | Upos::Adp));
    let Some(noun) = object.filter(|&noun| joined && marked && bare(noun)) else { return };
    (tokens[noun].head, tokens[noun].deprel) = (tokens[verb].head, relation.into());
    (tokens[verb].head, tokens[verb].deprel) = (Some(noun), "amod".into());
    (tokens[adposition].head, tokens[adposition].deprel) = (Some(noun), "case".into());
}
