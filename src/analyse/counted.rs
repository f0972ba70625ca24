//! What a number counts: the noun phrase behind it.
//!
//! Owns where that phrase begins and ends. Takes a number's place in its sentence; leaves numbers and units to `quantities`.

use crate::model::{Document, Measure, MeasureKind, Number, Upos};
use crate::ontology::WordClass;

use super::quantities::Reading;

impl Reading<'_> {
    /// The noun phrase that a number counts: the document's words and where they end.
    pub(super) fn counted(&self, document: &Document, at: usize) -> Option<(String, usize)> {
        let tokens = &self.sentence.tokens;
        // *A 400-bed hospital*: a hyphen ties the number to the noun.
        let tied = tokens.get(at + 1).filter(|noun| self.is_hyphen(at) && &*noun.deprel == "compound");
        if let Some(noun) = tied.filter(|noun| noun.upos == Upos::Noun) {
            let dated = self.numerals.dates.contains(self.forms[at + 1]);
            return (!dated).then(|| (document.slice(noun.span).to_owned(), at + 2));
        }
        let mut start = at;
        while self.links(start) {
            start += 1;
        }
        // *12 of its 74 shops*: what the second number counts.
        let whole =
            start > at && tokens.get(start).is_some_and(|_| self.numerals.determiners.contains(self.forms[start]));
        if whole {
            start += 1;
            // *Three of the group's seven mills*.
            let clitic = (start..tokens.len().min(start + 3)).find(|&at| tokens[at].upos == Upos::Part);
            start = clitic.map_or(start, |clitic| clitic + 1);
            if let Some(number) = (start < tokens.len()).then(|| self.number(start)).flatten() {
                return self.counted(document, number.end).map(|(unit, _)| (unit, start));
            }
        }
        // *Six of Zorvex's shops* are shops; *version 4 of Talmo* counts nobody, as a noun right before has the number.
        let named = |at: &usize| tokens[*at].upos == Upos::Propn;
        if start > at && start < tokens.len() && named(&start) {
            let behind = (start..tokens.len()).find(|at| !named(at)).filter(|&at| tokens[at].upos == Upos::Part);
            let labels = |number: usize| {
                number
                    .checked_sub(1)
                    .is_some_and(|noun| tokens[noun].upos == Upos::Noun && tokens[number].head == Some(noun))
            };
            if behind.is_none() && at.checked_sub(1).is_some_and(labels) {
                return None;
            }
            start = behind.map_or(start, |clitic| clitic + 1);
        }
        // *Six of Zorvex's 33 shops*, *six des 33 magasins*: a part of what the second number counts.
        if start > at
            && tokens.get(start).is_some_and(|token| token.upos == Upos::Num)
            && let Some(number) = self.number(start).filter(|number| number.value >= 2.0)
        {
            return self.counted(document, number.end).map(|(unit, _)| (unit, start));
        }
        let mut end = start;
        let mut noun = None;
        while let Some(token) = tokens.get(end) {
            // *Sold 300 cars last year*.
            if noun.is_some() && token.upos == Upos::Adj && self.is_time(end + 1) {
                break;
            }
            match token.upos {
                Upos::Noun | Upos::Propn => noun = Some(end),
                Upos::Adj if end - start < 3 => {}
                Upos::X | Upos::Sym if noun.is_some() => {}
                // *300 full- and part-time employees*, *300 full-time and other employees*.
                Upos::Punct if self.forms[end] == "-" && self.joins(end + 1) => {}
                Upos::Cconj if end > start + 1 && (self.forms[end - 1] == "-" || self.is_hyphen(end - 2)) => {}
                // *412 first-opinion practices*.
                _ if end > start && (self.is_hyphen(end) || self.is_hyphen(end - 1)) => {}
                Upos::Num if self.is_hyphen(end + 1) => {}
                _ => break,
            }
            end += 1;
            if noun.is_some()
                && self.numerals.adjectives_follow
                && tokens.get(end).is_none_or(|next| !matches!(next.upos, Upos::Adj | Upos::Propn))
            {
                break;
            }
        }
        let noun = noun.filter(|&noun| !self.numerals.dates.contains(self.forms[noun]))?;
        // *2 940 fin mai*, *40 fin 2025*: a noun right before a month or year opens a time.
        let month = |at: usize| self.numerals.dates.contains(self.forms[at]);
        let year = |at: usize| tokens[at].upos == Upos::Num && self.forms[at].len() == 4;
        if noun == start && start == at && end < tokens.len() && (month(end) || year(end)) {
            return None;
        }
        let end = end.min(noun + 3);
        let span = tokens[start].span.cover(tokens[end - 1].span);
        Some((document.slice(span).to_owned(), end))
    }

    /// The currency that the text has last told money in.
    pub(super) fn spoken(&self, before: &[Measure]) -> Option<String> {
        let last = before.iter().rev().find(|measure| measure.kind == MeasureKind::Money);
        last.map(|money| &money.quantity.unit).filter(|unit| self.numerals.currencies.contains(*unit)).cloned()
    }

    /// Whether what a number ending at `end` links to is a noun for money.
    pub(super) fn is_of_money(&self, end: usize) -> bool {
        let noun = self.sentence.tokens.get(end + 1).filter(|noun| noun.upos == Upos::Noun);
        self.links(end) && noun.is_some_and(|noun| self.numerals.money.contains(&*noun.lemma))
    }

    /// *Employs 900 people, 210 of them in Leeds*: whether a number is told of those whom a pronoun behind it takes up.
    pub(super) fn is_of_them(&self, end: usize) -> bool {
        self.links(end) && self.sentence.tokens.get(end + 1).is_some_and(|token| token.upos == Upos::Pron)
    }

    /// *Has plants in Spain (3 in Bilbao) and Poland (2 in Lodz)*: what a number in brackets before an adposition and a name
    /// counts, which is the noun in the plural before the last one with a place behind it.
    pub(super) fn in_brackets(&self, document: &Document, start: usize, end: usize) -> Option<String> {
        let tokens = &self.sentence.tokens;
        let upos = |at: usize, upos: Upos| tokens.get(at).is_some_and(|token| token.upos == upos);
        let opened = start.checked_sub(1).filter(|&at| &*tokens[at].form == "(")?;
        let article = usize::from(upos(end + 1, Upos::Det));
        let name = |at: usize| tokens.get(at).is_some_and(|token| token.form.starts_with(char::is_uppercase));
        if !upos(end, Upos::Adp) || !name(end + 1 + article) {
            return None;
        }
        let several = |at: usize| tokens[at].morph.number == Some(Number::Plur) && tokens[at].upos == Upos::Noun;
        let noun = (0..opened).rev().find(|&at| several(at))?;
        (upos(noun + 1, Upos::Adp)).then(|| document.slice(tokens[noun].span).to_owned())
    }

    /// Whether a noun for a stretch of time stands at `at`.
    fn is_time(&self, at: usize) -> bool {
        self.phrase(at, &[WordClass::Unit]).is_some_and(|(_, unit)| unit == "duration")
    }

    /// Whether the word before a number says that it counts what the number before counts.
    pub(super) fn counts_again(&self, start: usize) -> bool {
        let said = |&at: &usize| self.numerals.again.contains(self.forms[at]);
        (start.saturating_sub(2)..start)
            .rev()
            .find(|at| self.sentence.tokens[*at].upos != Upos::Adv)
            .is_some_and(|at| said(&at))
    }

    /// *X employs 900 people and Y over 3,000*: whether only a name, and words that bound the number, stand between a number
    /// in digits and the conjunction or comma at `joint`.
    pub(super) fn is_remnant(&self, start: usize, joint: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let joined = |at: usize| tokens[at].upos == Upos::Cconj || matches!(tokens[at].form.as_ref(), "," | ";");
        let (_, first, _) = self.bound(start, start + 1, false);
        let digits = self.forms[start].starts_with(|c: char| c.is_ascii_digit());
        let named = |at: usize| tokens[at].upos == Upos::Propn;
        digits && joint + 1 < first && joined(joint) && (joint + 1..first).all(named)
    }

    /// *400 stores in Spain and 30 in France*: whether a number stands with an adposition and a name like those behind the
    /// number before, which ends at `joint`, with nothing else between the two.
    pub(super) fn is_elsewhere(&self, (start, end): (usize, usize), joint: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let named = |at: usize| tokens.get(at).is_some_and(|token| token.upos == Upos::Propn);
        let name = |marker: usize| {
            let article = tokens.get(marker + 1).is_some_and(|token| token.upos == Upos::Det);
            marker + 1 + usize::from(article)
        };
        let noun = |at: &usize| matches!(tokens[*at].upos, Upos::Noun | Upos::Adj);
        let marker = joint + (joint..start).take_while(noun).count();
        let adposition = |at: usize| tokens.get(at).is_some_and(|token| token.upos == Upos::Adp);
        if !adposition(marker) || !adposition(end) || tokens[marker].lemma != tokens[end].lemma {
            return false;
        }
        let first = name(marker);
        let last = (first..start).take_while(|&at| named(at)).count() + first;
        let joined = |at: usize| tokens[at].upos == Upos::Cconj || &*tokens[at].form == ",";
        last > first && last < start && (last..start).all(joined) && named(name(end))
    }

    /// Whether a linking word stands at `at`, between a number and what it counts.
    pub(super) fn links(&self, at: usize) -> bool {
        self.sentence.tokens.get(at).is_some_and(|token| self.numerals.links.iter().any(|link| *link == *token.lemma))
    }

    /// Whether a hyphen stands at `at`, no blank on either side.
    pub(super) fn joins(&self, at: usize) -> bool {
        self.sentence.tokens.get(at).is_some_and(|token| token.upos == Upos::Cconj)
    }

    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let touches =
            |first: usize| tokens.get(first + 1).is_some_and(|second| tokens[first].span.end == second.span.start);
        at > 0 && self.forms.get(at).is_some_and(|&form| form == "-") && touches(at - 1) && touches(at)
    }
}
