//! Times that a text counts from one that it has told: *two years later*, *trois mois plus tôt*, *a year after it had bought X*.
//!
//! Owns their grammar: a number, a span and the side. Takes a place in a sentence and the time told before; leaves times that
//! are said in full or relative to the document's date to `times`.

use crate::model::{Date, Sentence, Upos};
use crate::ontology::WordClass;

use super::times::{Calendar, Found, Told, months_on, number};

/// How much time has passed, and where what says so ends.
pub(super) struct Span {
    count: i32,
    /// The years of a unit; none for months.
    years: Option<i32>,
    end: usize,
}

impl Calendar<'_> {
    /// The number and the unit at `at`: *two years*.
    pub(super) fn span(&self, sentence: &Sentence, at: usize) -> Option<Span> {
        let (token, form) = (sentence.tokens.get(at)?, Self::lower(sentence, at)?);
        if !matches!(token.upos, Upos::Num | Upos::Det) {
            return None;
        }
        let language = sentence.language;
        let unit = self.words.value(language, WordClass::Span, Self::lower(sentence, at + 1)?)?;
        // *Half a year later*.
        let before = at.checked_sub(1).and_then(|before| Self::lower(sentence, before));
        if before.is_some_and(|before| self.words.has(language, WordClass::Fraction, before)) {
            return None;
        }
        let count = match number(sentence, at) {
            Some(count) => i32::try_from(count).ok()?,
            None if self.words.has(language, WordClass::SpanArticle, form) => 1,
            None => self.words.value(language, WordClass::NumberWord, form)?.parse().ok()?,
        };
        Some(Span { count, years: unit.parse().ok(), end: at + 2 })
    }

    /// The time at `at` that is counted from the one told before.
    pub(super) fn elapsed(&self, sentence: &Sentence, at: usize, told: Told) -> Option<Found> {
        let span = self.span(sentence, at)?;
        let side = |class| self.phrase(sentence, span.end, class);
        let (sign, end, from) = match side(WordClass::Elapsed) {
            Some((sign, end)) => (sign, end, false),
            None => side(WordClass::ElapsedFrom).map(|(sign, end)| (sign, end, goes_on(sentence, end)))?,
        };
        // *Sold it in 2015, a year after it had bought X*: what follows was a year before.
        let later = (sign == "+") != from;
        if from && !told.here {
            return None;
        }
        let offset = if later { span.count } else { -span.count };
        let date = match span.years {
            Some(years) => Date::Year(told.date.year() + offset * years),
            None => months_on(told.date, offset)?,
        };
        Some(Found { date, end, relative: false })
    }
}

/// Whether what follows is the complement of the word before.
fn goes_on(sentence: &Sentence, at: usize) -> bool {
    sentence.tokens.get(at).is_some_and(|next| !matches!(next.upos, Upos::Punct | Upos::Cconj))
}
