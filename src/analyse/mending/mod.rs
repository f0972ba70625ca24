//! Trees mended with what mentions and quantities know: a name and an amount are one phrase each.
//!
//! Owns the repair of trees that break a name (*Vantage Wind* read as a verb and its object) or an
//! amount (*$75m* hung on the name before it), and of words that hang where they surely do not belong. Takes sentences with
//! their names and measures, changes heads, relations and tags in place; words keep their order and spans.

mod alike;
mod amounts;
mod apposed;
mod bare;
mod called;
mod clauses;
mod clusters;
mod compounds;
mod copulas;
mod counts;
mod floating;
mod fronted;
mod gainsaid;
mod gapped;
mod governed;
mod hyphens;
mod insertions;
mod introduced;
mod joined;
mod lifted;
mod listed;
mod misplaced;
mod nearby;
mod objects;
mod participles;
mod passives;
mod possessed;
mod posts;
mod predicates;
mod predicatives;
mod relatives;
mod reported;
mod resumed;
mod rooted;
mod sharing;
mod thats;
mod times;
mod titles;
mod towns;
mod trades;
mod unmarked;
mod verbs;

use std::ops::Range;
use std::sync::Arc;

use crate::model::analysis::{Measure, MeasureKind, TimeExpression};
use crate::model::{EntityKind, Mention, Sentence, Token, Upos};
use crate::ontology::{Ontology, Typology, WordClass};

/// What is known of a document's tokens beside their trees.
pub(super) struct Found<'f> {
    pub(super) mentions: &'f mut Vec<Mention>,
    pub(super) measures: &'f mut [Measure],
    pub(super) times: &'f [TimeExpression],
}

/// Mends the trees of a document; the heads of its mentions and measures follow. A sentence that would stop being
/// one tree keeps the parser's.
pub(super) fn mend(sentences: &mut [Sentence], found: &mut Found<'_>, ontology: &Ontology) {
    let arcs = |token: &Token| (token.head, token.deprel.clone(), token.upos, token.morph);
    let parsed: Vec<Vec<_>> = sentences.iter().map(|sentence| sentence.tokens.iter().map(arcs).collect()).collect();
    repair(sentences, found, ontology);
    for (at, parsed) in parsed.into_iter().enumerate() {
        if is_tree(&sentences[at].tokens) {
            continue;
        }
        for (token, arc) in sentences[at].tokens.iter_mut().zip(parsed) {
            (token.head, token.deprel, token.upos, token.morph) = arc;
        }
        let tokens = &sentences[at].tokens;
        for mention in found.mentions.iter_mut().filter(|mention| mention.sentence == at) {
            mention.head = top(tokens, &mention.tokens, mention.head);
        }
        for measure in found.measures.iter_mut().filter(|measure| measure.sentence == at) {
            measure.head = top(tokens, &measure.tokens, measure.head);
        }
    }
}

/// The repairs in their order, each of which may trust those before it: names and amounts become one phrase each, then
/// dates leave them, then clauses stand where they belong, which needs whole phrases; then what needs mentions and clauses
/// both: compounds, verbs read as nouns, relatives, posts and titles; what is left over hangs last.
fn repair(sentences: &mut [Sentence], found: &mut Found<'_>, ontology: &Ontology) {
    names(sentences, found.mentions);
    sums(sentences, found.measures, ontology);
    dates(sentences, found, ontology);
    clusters::mend(sentences, found);
    resumed::mend(sentences, found.mentions);
    listed::mend(sentences, found);
    sentences.iter_mut().for_each(|sentence| clauses(sentence, ontology));
    compounds::mend(sentences, found.mentions, &ontology.words);
    for sentence in sentences.iter_mut() {
        towns::mend(sentence, &ontology.words);
    }
    verbs::find(sentences, found.mentions, ontology);
    predicates::mend(sentences, found.mentions, &ontology.words);
    relatives::mend(sentences, found.mentions, &ontology.words);
    for sentence in sentences.iter_mut() {
        governed::mend(sentence, &ontology.words);
    }
    participles::lift_from_places(sentences, found.mentions, ontology);
    posts::mend(sentences, found.mentions, &ontology.words);
    called::mend(sentences, found.mentions);
    joined::mend_rows(sentences, found.mentions);
    titles::mend(sentences, found, ontology);
    introduced::mend(sentences, found, ontology);
    for (at, sentence) in sentences.iter_mut().enumerate() {
        alike::mend(sentence, &ontology.words);
        counts::mend(&mut sentence.tokens);
        unmarked::mend(&mut sentence.tokens, of_sentence(found.times, at, |it| it.sentence));
        misplaced::mend(sentence, of_sentence(found.measures, at, |it| it.sentence), &ontology.words);
    }
}

/// Makes each name one phrase.
fn names(sentences: &mut [Sentence], mentions: &mut [Mention]) {
    for mention in mentions.iter_mut().filter(|mention| is_name(mention)) {
        let mut phrase = Phrase { tokens: &mut sentences[mention.sentence].tokens, range: mention.tokens.clone() };
        if let Some(top) = phrase.name() {
            mention.head = top;
        }
        let tokens = &mut sentences[mention.sentence].tokens;
        // *The Danish brewer X*: a name stands beside the common noun before it, it is no part of it.
        let noun = tokens[mention.head].head.filter(|&noun| noun < mention.tokens.start);
        let common = noun.is_some_and(|noun| tokens[noun].upos == Upos::Noun && is_lower(&tokens[noun].form));
        let token = &mut tokens[mention.head];
        if common && &*token.deprel == "flat" {
            token.deprel = "appos".into();
        }
        if matches!(token.upos, Upos::Intj | Upos::X) {
            token.upos = Upos::Propn;
        }
    }
}

fn is_lower(form: &str) -> bool {
    form.starts_with(char::is_lowercase)
}

/// Makes each sum of money and percentage one phrase.
fn sums(sentences: &mut [Sentence], measures: &mut [Measure], ontology: &Ontology) {
    let kinds = [MeasureKind::Money, MeasureKind::Percent];
    for measure in measures.iter_mut().filter(|measure| kinds.contains(&measure.kind)) {
        let language = sentences[measure.sentence].language;
        let tokens = &mut sentences[measure.sentence].tokens;
        amounts::bounded(tokens, &measure.tokens, measure.head);
        if measure.kind == MeasureKind::Percent && amounts::bracketed(tokens, &measure.tokens, measure.head) {
            continue;
        }
        amounts::owned(tokens, &measure.tokens, measure.head);
        amounts::goods(tokens, &measure.tokens, measure.head, |token| {
            ontology.words.has(language, WordClass::PriceMarker, &token.lemma)
        });
        // *Est vendu 3 000 euros pièce*: where nouns come before what modifies them, no amount modifies the one behind it.
        let initial = ontology.words.is(language, Typology::HeadInitial);
        if !initial && amounts::precede(tokens, &measure.tokens, measure.head) {
            continue;
        }
        let mut phrase = Phrase { tokens: &mut sentences[measure.sentence].tokens, range: measure.tokens.clone() };
        if let Some(top) = phrase.amount(measure.head) {
            measure.head = top;
        }
    }
}

/// Parts dates from the counts behind them, and gives their verbs back what hangs on them.
fn dates(sentences: &mut [Sentence], found: &Found<'_>, ontology: &Ontology) {
    for measure in found.measures.iter().filter(|measure| measure.kind == MeasureKind::Count) {
        let sentence = &mut sentences[measure.sentence];
        let own = found.times.iter().filter(|time| time.sentence == measure.sentence);
        let dated = own.map(|time| time.tokens.clone()).find(|date| date.end == measure.tokens.start);
        if let Some(date) = dated.or_else(|| times::month_before(sentence, measure.tokens.start, ontology)) {
            times::part(&mut sentence.tokens, &date, &measure.tokens);
        }
    }
    for time in found.times {
        times::release(&mut sentences[time.sentence], &time.tokens, ontology);
    }
}

/// Puts the clauses of a sentence where they belong.
fn clauses(sentence: &mut Sentence, ontology: &Ontology) {
    for end in 1..=sentence.tokens.len() {
        if let Some(month) = times::month_before(sentence, end, ontology) {
            times::release(sentence, &month, ontology);
        }
    }
    hyphens::mend(&mut sentence.tokens);
    copulas::mend(sentence, &ontology.words);
    copulas::mend_expletives(&mut sentence.tokens);
    gainsaid::mend(&mut sentence.tokens);
    rooted::mend(&mut sentence.tokens);
    rooted::mend_predicates(&mut sentence.tokens);
    trades::mend(sentence, &ontology.words);
    apposed::mend(sentence, &ontology.words);
    clauses::part(&mut sentence.tokens);
    sharing::mend(&mut sentence.tokens);
    thats::mend(sentence, &ontology.words);
    bare::mend(sentence, &ontology.words);
    reported::mend(sentence, &ontology.words);
    participles::mend(sentence, ontology);
    participles::mend_asides(&mut sentence.tokens);
    participles::mend_disagreeing(&mut sentence.tokens);
    participles::mend_agreeing(&mut sentence.tokens);
    passives::mend(&mut sentence.tokens);
    floating::mend(sentence, &ontology.words);
    insertions::mend(sentence, &ontology.words);
    objects::mend(&mut sentence.tokens);
    objects::join(&mut sentence.tokens);
    apposed::mend_objects(&mut sentence.tokens);
    nearby::mend(sentence, &ontology.words);
    gapped::mend(&mut sentence.tokens);
    joined::mend(sentence, &ontology.words);
    joined::mend_obliques(&mut sentence.tokens);
    joined::part_rows(&mut sentence.tokens);
    times::days(sentence, ontology);
    times::ordinals(sentence, ontology);
    possessed::mend(sentence, &ontology.words);
}

/// Whether something hangs on `head` by one of `relations`, their subtypes aside.
fn has_child(tokens: &[Token], head: usize, relations: &[&str]) -> bool {
    tokens.iter().any(|token| token.head == Some(head) && relations.contains(&token.relation()))
}

/// Those of a sentence among `all`, which stand in the order of their sentences.
fn of_sentence<T>(all: &[T], sentence: usize, place: impl Fn(&T) -> usize) -> &[T] {
    let from = all.partition_point(|item| place(item) < sentence);
    let count = all[from..].partition_point(|item| place(item) == sentence);
    &all[from..from + count]
}

fn is_name(mention: &Mention) -> bool {
    mention.proper && mention.kind != EntityKind::Sector
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
        self.anchor(top);
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
        self.anchor(top);
        self.flatten(top, "nummod");
        if self.tokens[top].upos == Upos::Verb {
            self.tokens[top].upos = Upos::Noun;
        }
        self.attach(top);
        Some(top)
    }

    /// Makes a term of several words one noun: *chief executive*, *managing director*, *start-up*.
    fn term(&mut self) -> Option<usize> {
        let outward = self.outward();
        let nominal = |token: &usize| matches!(self.tokens[*token].upos, Upos::Noun | Upos::Propn);
        if outward.iter().any(|&token| self.tokens[token].head.is_none()) {
            return None;
        }
        let [only] = *outward else {
            let top = outward.iter().copied().find(nominal).or(outward.last().copied())?;
            self.tokens[top].upos = if nominal(&top) { self.tokens[top].upos } else { Upos::Noun };
            self.anchor(top);
            self.flatten(top, "compound");
            return Some(top);
        };
        if nominal(&only) {
            return Some(only);
        }
        let top = self.range.clone().rev().find(nominal).unwrap_or(only);
        let verbal = self.tokens[only].upos == Upos::Verb;
        self.tokens[top].head = self.tokens[only].head;
        self.tokens[top].deprel = match self.relation(only) {
            "amod" => "compound".into(),
            _ => self.tokens[only].deprel.clone(),
        };
        self.tokens[top].upos = Upos::Noun;
        self.flatten(top, "compound");
        if verbal {
            self.attach(top);
        }
        Some(top)
    }

    fn relation(&self, token: usize) -> &str {
        self.tokens[token].relation()
    }

    /// The tokens of the phrase whose head stands outside it.
    fn outward(&self) -> Vec<usize> {
        let inside = |head: usize| self.range.contains(&head);
        self.range.clone().filter(|&token| self.tokens[token].head.is_none_or(|head| !inside(head))).collect()
    }

    /// Gives `top` a head outside the phrase that does not hang on the phrase: its own if it has one, or else that
    /// of the phrase's highest token.
    fn anchor(&mut self, top: usize) {
        let free = |&token: &usize| {
            let above = self.tokens[token].head;
            let path = std::iter::successors(above, |&at| self.tokens[at].head).take(self.tokens.len());
            above.is_some() && !path.into_iter().any(|at| self.range.contains(&at))
        };
        if free(&top) {
            return;
        }
        if let Some(highest) = self.range.clone().find(free) {
            self.tokens[top].head = self.tokens[highest].head;
            if highest != top {
                self.tokens[top].deprel = self.tokens[highest].deprel.clone();
            }
        }
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
        let marker = self
            .range
            .start
            .checked_sub(1)
            .into_iter()
            .chain(self.range.clone())
            .find(|&at| self.introduces(at) && !descends(self.tokens, top, at));
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

    fn would_loop(&self, top: usize, above: usize) -> bool {
        descends(self.tokens, above, top)
    }
}

/// The first token of a range whose head stands outside it, or `head` when a loop leaves none.
fn top(tokens: &[Token], range: &Range<usize>, head: usize) -> usize {
    outward(tokens, range).unwrap_or(head)
}

/// The first token of a range whose head stands outside it.
fn outward(tokens: &[Token], range: &Range<usize>) -> Option<usize> {
    range.clone().find(|&at| tokens[at].head.is_none_or(|above| !range.contains(&above)))
}

/// Whether tokens have one root that all of them hang below, at any depth.
fn is_tree(tokens: &[Token]) -> bool {
    let mut below = vec![Vec::new(); tokens.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.head {
            Some(head) => below[head].push(at),
            None => open.push(at),
        }
    }
    let roots = open.len();
    let mut reached = 0;
    while let Some(at) = open.pop() {
        reached += 1;
        open.append(&mut below[at]);
    }
    reached == tokens.len() && roots <= 1
}

/// Whether the token at `low` is the one at `high` or hangs below it.
fn descends(tokens: &[Token], low: usize, high: usize) -> bool {
    std::iter::successors(Some(low), |&at| tokens[at].head).take(tokens.len()).any(|at| at == high)
}
