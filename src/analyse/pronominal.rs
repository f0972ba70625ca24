//! Clitics in the place of a genitive: *X fonde Y et en devient le président*, *X a 300 agences, Y en compte 450*.
//!
//! Owns what a number counts whose noun such a clitic stands for, and the clitic's place in the tree: it belongs to the noun
//! or number behind its verb (possessor raising), else to the verb. Takes the tokens of a sentence and the measures before;
//! leaves numbers whose noun stands behind them to `counted`, whom the clitic means to `extract`.

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::{Sentence, Token, Upos};
use crate::ontology::{WordClass, Words};

use super::quantities::Reading;

/// How many sentences before the number the noun stands that the clitic stands for.
const REACH: usize = 1;

/// The relation of a possessor.
const POSSESSOR: &str = "nmod:poss";

impl Reading<'_> {
    /// What the number at `start` counts, where a clitic before its verb stands for the noun.
    pub(super) fn taken_up(&self, index: usize, start: usize, before: &[Measure]) -> Option<String> {
        let tokens = &self.sentence.tokens;
        // *En compte plus de 300*: the adverb that bounds a number may stand above it.
        let bound = tokens[start].head.filter(|&bound| bound < start && tokens[bound].upos == Upos::Adv);
        let verb = tokens[bound.unwrap_or(start)].head.filter(|&verb| verb < start)?;
        let clitic = |at: usize| self.numerals.clitics.contains(self.forms[at]);
        let clitic = (0..verb).any(|at| clitic(at) && is_argument(tokens, at, verb));
        let last = before.iter().rev().take_while(|last| last.sentence + REACH >= index);
        let mut last = last.filter(|last| last.kind == MeasureKind::Count && !last.quantity.unit.is_empty());
        last.next().filter(|_| clitic).map(|last| last.quantity.unit.clone())
    }
}

/// Whether a pronoun is an argument of a verb.
fn is_argument(tokens: &[Token], at: usize, verb: usize) -> bool {
    tokens[at].upos == Upos::Pron && tokens[at].head == Some(verb) && tokens[verb].upos == Upos::Verb
}

/// Hangs each clitic in the place of a genitive on the noun or number that it belongs to, or on its verb.
pub(super) fn mend(sentence: &mut Sentence, measures: &[Measure], words: &Words) {
    let language = sentence.language;
    let tokens = &mut sentence.tokens;
    for clitic in 0..tokens.len() {
        let form = tokens[clitic].lower();
        let genitive = tokens[clitic].upos == Upos::Pron && words.has(language, WordClass::GenitiveClitic, form);
        let Some(above) = tokens[clitic].head.filter(|&above| genitive && clitic < above) else { continue };
        let (head, role) = match number(tokens, measures, above).or_else(|| possessed(tokens, above)) {
            Some(noun) => (noun, POSSESSOR),
            None => (above, "iobj"),
        };
        tokens[clitic].head = Some(head);
        tokens[clitic].deprel = role.into();
    }
}

/// The number without a noun of its own that the parser hung on a verb, which becomes its object.
fn number(tokens: &mut [Token], measures: &[Measure], verb: usize) -> Option<usize> {
    let bare = |measure: &&Measure| {
        measure.kind == MeasureKind::Count
            && measure.head > verb
            && tokens[measure.head].head == Some(verb)
            && measure.tokens.clone().all(|at| tokens[at].upos != Upos::Noun)
            && matches!(tokens[measure.head].relation(), "obl" | "advmod" | "nummod" | "xcomp" | "obj")
    };
    let number = measures.iter().find(bare)?.head;
    tokens[number].deprel = "obj".into();
    Some(number)
}

/// The noun that a predicate is or has, the latter with an article or a number: *en devient président*, *en prend la
/// direction*, *en détient 35 %*.
fn possessed(tokens: &[Token], predicate: usize) -> Option<usize> {
    let child = |of: usize, relations: &[&str]| {
        tokens.iter().any(|token| token.head == Some(of) && relations.contains(&token.relation()))
    };
    if tokens[predicate].upos == Upos::Noun {
        return child(predicate, &["cop"]).then_some(predicate);
    }
    let has = |&at: &usize| {
        tokens[at].head == Some(predicate)
            && matches!(tokens[at].upos, Upos::Noun | Upos::Sym)
            && (tokens[at].relation() == "xcomp" || tokens[at].relation() == "obj" && child(at, &["det", "nummod"]))
            && !child(at, &["case"])
    };
    (predicate + 1..tokens.len()).find(has)
}
