//! Trees mended with what mentions and quantities know: a name and an amount are one phrase each.
//!
//! Owns the repair of trees that break a name (*Vantage Wind* read as a verb and its object) or an
//! amount (*$75m* hung on the name before it). Takes sentences with their names and measures, changes
//! heads, relations and tags in place; words keep their order and spans.

use std::ops::Range;
use std::sync::Arc;

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::{EntityKind, Mention, Mood, Morph, Sentence, Tense, Token, Upos, VerbForm};
use crate::ontology::{Ontology, PartOfSpeech, WordClass};

/// Mends the trees of a document; the heads of its mentions and measures follow.
pub(super) fn mend(sentences: &mut [Sentence], mentions: &mut [Mention], measures: &mut [Measure]) {
    for mention in mentions.iter_mut().filter(|mention| mention.proper && mention.kind != EntityKind::Sector) {
        let mut phrase = Phrase { tokens: &mut sentences[mention.sentence].tokens, range: mention.tokens.clone() };
        if let Some(top) = phrase.name() {
            mention.head = top;
        }
    }
    for measure in measures.iter_mut().filter(|measure| measure.kind == MeasureKind::Money) {
        let mut phrase = Phrase { tokens: &mut sentences[measure.sentence].tokens, range: measure.tokens.clone() };
        if let Some(top) = phrase.amount(measure.head) {
            measure.head = top;
        }
    }
}

/// Verbs that the tagger took for nouns: in a sentence without a verb, the one right behind a name that the lexicon
/// or the words of status know (*X plans to build*, *X weighs $200m loan to Y*).
pub(super) fn find_verbs(sentences: &mut [Sentence], mentions: &mut Vec<Mention>, ontology: &Ontology) {
    let mut verbs = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.proper && mention.kind != EntityKind::Sector) {
        let sentence = &mut sentences[mention.sentence];
        let verb = mention.tokens.end;
        let Some(root) = verb_at(sentence, verb, ontology) else { continue };
        let name = mention
            .tokens
            .clone()
            .find(|&at| sentence.tokens[at].head.is_none_or(|head| !mention.tokens.contains(&head)));
        if let Some(name) =
            name.filter(|&name| sentence.tokens[name].head == Some(verb) || sentence.tokens[name].head == Some(root))
        {
            make_verb(&mut sentence.tokens, name, verb, root);
            verbs.push((mention.sentence, verb));
        }
    }
    mentions.retain(|mention| {
        mention.proper
            || !verbs.iter().any(|&(sentence, verb)| mention.sentence == sentence && mention.tokens.contains(&verb))
    });
}

/// The root of the sentence, when the token at `verb` may be its verb.
fn verb_at(sentence: &Sentence, verb: usize, ontology: &Ontology) -> Option<usize> {
    let token = sentence.tokens.get(verb)?;
    let root = sentence.tokens.iter().position(|token| token.head.is_none())?;
    let nominal = |token: &Token| matches!(token.upos, Upos::Noun | Upos::Propn);
    let inflected = !token.form.eq_ignore_ascii_case(&token.lemma);
    let placed = verb == root || token.head == Some(root) && root > verb && &*token.deprel == "compound";
    if token.upos != Upos::Noun || !inflected || !placed || !nominal(&sentence.tokens[root]) {
        return None;
    }
    let has_verb = sentence.tokens.iter().any(|token| {
        token.head == Some(root) && matches!(token.deprel.split(':').next(), Some("cop" | "nsubj" | "aux"))
    });
    let language = sentence.language;
    let known = ontology.lexicon.starting_with(language, PartOfSpeech::Verb, &token.lemma).next().is_some()
        || [WordClass::StatusCue, WordClass::Reporting, WordClass::SupportVerb]
            .into_iter()
            .any(|class| ontology.words.has(language, class, &token.lemma));
    let goes_on = sentence
        .tokens
        .get(verb + 1)
        .is_some_and(|next| !matches!(next.upos, Upos::Punct | Upos::Verb | Upos::Aux | Upos::Cconj));
    (!has_verb && known && goes_on).then_some(root)
}

/// Makes the token at `verb` the verb of a clause whose subject is `name`; `root` is what it hung on, or itself.
fn make_verb(tokens: &mut [Token], name: usize, verb: usize, root: usize) {
    for at in 0..tokens.len() {
        if at == verb || at == name || tokens[at].head != Some(root) {
            continue;
        }
        let relation = tokens[at].deprel.split(':').next().unwrap_or_default().to_owned();
        if root != verb {
            if at < verb {
                tokens[at].head = Some(verb);
            }
            continue;
        }
        let marked = tokens.iter().any(|token| token.head == Some(at) && &*token.deprel == "case");
        tokens[at].deprel = match relation.as_str() {
            "acl" => "xcomp",
            "nmod" if marked => "obl",
            "nmod" | "appos" | "compound" | "flat" | "dep" if at > verb => "obj",
            other => other,
        }
        .into();
    }
    if root != verb {
        tokens[root].head = Some(verb);
        tokens[root].deprel = "obj".into();
        tokens[verb].head = None;
        tokens[verb].deprel = "root".into();
    }
    tokens[name].head = Some(verb);
    tokens[name].deprel = "nsubj".into();
    tokens[verb].upos = Upos::Verb;
    tokens[verb].morph =
        Morph { verb_form: Some(VerbForm::Fin), mood: Some(Mood::Ind), tense: Some(Tense::Pres), ..tokens[verb].morph };
}

/// A run of tokens that is one nominal whatever the parser made of it.
struct Phrase<'t> {
    tokens: &'t mut [Token],
    range: Range<usize>,
}

/// Relations that a nominal cannot have.
const OF_CLAUSES: [&str; 10] =
    ["acl", "advcl", "ccomp", "xcomp", "csubj", "parataxis", "advmod", "discourse", "punct", "mark"];

impl Phrase<'_> {
    /// Makes a broken name one phrase; gives its head, or `None` when the tree already had it whole.
    fn name(&mut self) -> Option<usize> {
        let outward = self.outward();
        let clausal = |&token: &usize| {
            matches!(self.tokens[token].upos, Upos::Verb | Upos::Aux) || OF_CLAUSES.contains(&self.relation(token))
        };
        let broken = outward.len() > 1 || outward.iter().any(clausal);
        if !broken || outward.iter().any(|&token| self.tokens[token].head.is_none()) {
            self.lift_followers(&outward);
            return None;
        }
        let top = outward.iter().copied().find(|token| !clausal(token)).unwrap_or(outward[0]);
        let verbal = clausal(&top);
        self.flatten(top, "flat");
        self.tokens[top].upos = Upos::Propn;
        if verbal {
            self.attach(top);
        }
        Some(top)
    }

    /// What continues a name hangs on the name, not on one of its words: *Ostler Rail and X*.
    fn lift_followers(&mut self, outward: &[usize]) {
        let [top] = *outward else { return };
        for token in self.range.end..self.tokens.len() {
            let inner = self.tokens[token].head.filter(|&head| head != top && self.range.contains(&head));
            let part = |head: usize| matches!(self.relation(head), "flat" | "compound");
            if inner.is_some_and(part) && matches!(self.relation(token), "conj" | "appos" | "acl") {
                self.tokens[token].head = Some(top);
            }
        }
    }

    /// Makes an amount one phrase and hangs it where an amount may stand.
    fn amount(&mut self, head: usize) -> Option<usize> {
        let outward = self.outward();
        if outward.iter().any(|&token| self.tokens[token].head.is_none()) {
            return None;
        }
        let misplaced = outward.iter().any(|&token| {
            let above = self.tokens[token].head.map(|above| self.tokens[above].upos);
            OF_CLAUSES.contains(&self.relation(token))
                || matches!(self.relation(token), "flat" | "dep" | "nsubj")
                    && token > self.tokens[token].head.unwrap_or(0)
                || self.relation(token) == "appos" && above == Some(Upos::Propn)
                || self.tokens[token].upos == Upos::Verb
        });
        if !misplaced && outward.len() <= 1 {
            return None;
        }
        let top = if self.range.contains(&head) { head } else { outward[0] };
        let above = outward.iter().find_map(|&token| self.tokens[token].head)?;
        if !outward.contains(&top) {
            self.tokens[top].head = Some(above);
        }
        self.flatten(top, "nummod");
        if self.tokens[top].upos == Upos::Verb {
            self.tokens[top].upos = Upos::Noun;
        }
        self.attach(top);
        Some(top)
    }

    fn relation(&self, token: usize) -> &str {
        self.tokens[token].deprel.split(':').next().unwrap_or_default()
    }

    /// The tokens of the phrase whose head stands outside it.
    fn outward(&self) -> Vec<usize> {
        let inside = |head: usize| self.range.contains(&head);
        self.range.clone().filter(|&token| self.tokens[token].head.is_none_or(|head| !inside(head))).collect()
    }

    /// Hangs every token of the phrase, and what hung on one of them, on `top`; what belongs to a verb goes on to
    /// the verb above.
    fn flatten(&mut self, top: usize, inner: &str) {
        let above = self.tokens[top].head.filter(|&above| self.tokens[above].upos == Upos::Verb);
        let relation: Arc<str> = inner.into();
        for token in 0..self.tokens.len() {
            let inside = self.range.contains(&token);
            if token == top {
                continue;
            }
            if inside {
                self.tokens[token].head = Some(top);
                self.tokens[token].deprel = relation.clone();
                if matches!(self.tokens[token].upos, Upos::Verb | Upos::Aux) {
                    self.tokens[token].upos = Upos::Propn;
                }
                continue;
            }
            if !self.tokens[token].head.is_some_and(|head| self.range.contains(&head)) || Some(token) == above {
                continue;
            }
            let of_verb = matches!(self.relation(token), "obl" | "obj" | "nsubj" | "advmod" | "advcl" | "aux" | "iobj");
            self.tokens[token].head = Some(if of_verb { above.unwrap_or(top) } else { top });
        }
    }

    /// Gives `top` the relation that its place allows: with an adposition an oblique, before its verb the
    /// subject, behind it the object.
    fn attach(&mut self, top: usize) {
        let Some(above) = self.tokens[top].head else { return };
        let marker =
            self.range.start.checked_sub(1).into_iter().chain(self.range.clone()).find(|&at| self.introduces(at));
        let above = if self.tokens[above].upos == Upos::Propn && marker.is_none() {
            self.verb_above(above).unwrap_or(above)
        } else {
            above
        };
        let verbal = matches!(self.tokens[above].upos, Upos::Verb | Upos::Aux);
        if let Some(marker) = marker {
            self.tokens[marker].upos = Upos::Adp;
            self.tokens[marker].head = Some(top);
            self.tokens[marker].deprel = "case".into();
        }
        let relation = match (marker, verbal) {
            (Some(_), true) => "obl",
            (Some(_), false) => "nmod",
            (None, true) if above > top => "nsubj",
            (None, true) => "obj",
            (None, false) if above > top => "compound",
            (None, false) => "appos",
        };
        if !self.would_loop(top, above) {
            self.tokens[top].head = Some(above);
            self.tokens[top].deprel = relation.into();
        }
    }

    /// Whether a token is an adposition, or a particle read for one, that opens the phrase.
    fn introduces(&self, at: usize) -> bool {
        let opens = self.tokens[at].upos == Upos::Adp
            || matches!(self.tokens[at].upos, Upos::Part | Upos::Sconj) && self.relation(at) == "mark";
        opens && self.relation(at) != "compound" && self.relation(at) != "fixed"
    }

    fn verb_above(&self, token: usize) -> Option<usize> {
        let steps = std::iter::successors(Some(token), |&at| self.tokens[at].head).take(self.tokens.len());
        steps.into_iter().find(|&at| self.tokens[at].upos == Upos::Verb && at < self.range.start)
    }

    /// Whether `above` hangs below `top`.
    fn would_loop(&self, top: usize, above: usize) -> bool {
        std::iter::successors(Some(above), |&at| self.tokens[at].head).take(self.tokens.len()).any(|at| at == top)
    }
}
