//! Datelines: where and when a text was written, in front of its first sentence: *PARIS, 14 mars 2025 (AFP) - Le groupe*.
//!
//! Owns where a dateline ends and which day a document says it is of. Takes the surface words of a block; gives
//! token indices and dates. Leaves the dates inside sentences to `times`.

use crate::analyse::features::lower;
use crate::model::{Date, Language, Span};
use crate::ontology::{WordClass, Words};

use super::times;

/// The longest dateline, in surface words.
const LONGEST: usize = 18;

/// The longest heading whose date is that of the document, in surface words.
const HEADING: usize = 20;

/// The longest word in small letters inside a dateline: *le*, *and*, *h*.
const SMALL: usize = 3;

/// Surface words behind a dateline that names no day: a heading with a dash has fewer.
const SENTENCE: usize = 9;

/// A day that a dateline names by its weekday, without a year.
#[derive(Clone, Copy)]
pub(super) struct Yearless {
    weekday: i32,
    month: u8,
    day: u8,
}

impl Yearless {
    /// The day in the last of `years` or the one after it, in which it is of that weekday.
    pub(super) fn settled(self, years: &[i32]) -> Option<Date> {
        // A text is no older than what it tells.
        let last = *years.iter().max()?;
        let mut fitting =
            (last..=last + 1).filter(|&year| times::weekday_of(year, self.month, self.day) == self.weekday);
        Date::day(fitting.next()?, self.month, self.day)
    }
}

/// A block's surface words.
pub(super) struct Block<'b> {
    pub(super) text: &'b str,
    pub(super) tokens: &'b [Span],
    pub(super) language: Language,
    pub(super) words: &'b Words,
}

impl Block<'_> {
    fn form(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    fn has(&self, class: WordClass, at: usize) -> bool {
        self.words.has(self.language, class, &lower(self.form(at)))
    }

    /// Where the first sentence begins: behind the dash of a dateline, 0 where there is none.
    pub(super) fn opening(&self) -> usize {
        let limit = self.tokens.len().saturating_sub(1).min(LONGEST);
        let fits = (0..limit).take_while(|&at| self.belongs(at)).count();
        let Some(dash) = (1..fits).rev().find(|&at| self.is_dash(at)) else { return 0 };
        let dated = (0..dash).any(|at| self.has(WordClass::Month, at) && self.is_beside_number(at));
        let long = self.tokens.len() > dash + SENTENCE;
        if dated || long && (self.has_agency(dash) || self.shouts(dash)) { dash + 1 } else { 0 }
    }

    /// The day or month that the block says the document is of: that of its dateline, or one that a short block names.
    pub(super) fn date(&self) -> Option<Date> {
        (0..self.end()).rev().find_map(|at| self.dated(at))
    }

    /// *LYON, mardi 14 mars -*: the day that the block names in the same place without a year.
    pub(super) fn yearless(&self) -> Option<Yearless> {
        let end = if self.opening() == 0 { self.sentence() } else { self.opening() };
        (0..end).rev().find_map(|at| self.named_day(at))
    }

    /// Where the words end that may say of which day the document is.
    fn end(&self) -> usize {
        match self.opening() {
            0 if self.tokens.len() <= HEADING => self.tokens.len(),
            0 => self.sentence(),
            end => end,
        }
    }

    /// The weekday and the day around the month at a token.
    fn named_day(&self, at: usize) -> Option<Yearless> {
        let month = self.words.value(self.language, WordClass::Month, &lower(self.form(at)))?.parse().ok()?;
        let day = |at: usize| number(self.form(at)).and_then(|day| u8::try_from(day).ok()).filter(|day| *day <= 31);
        let before = at.checked_sub(1).filter(|&before| day(before).is_some());
        let number = before.unwrap_or(at + 1);
        let first = before.unwrap_or(at);
        let behind = first.checked_sub(1)?;
        let name = if self.form(behind) == "," { behind.checked_sub(1)? } else { behind };
        let value = self.words.value(self.language, WordClass::Weekday, &lower(self.form(name)))?;
        Some(Yearless { weekday: value.parse().ok()?, month, day: day(number)? })
    }

    /// *Paris, le 14 mars 2025. Le groupe*: where a dateline ends that is a sentence of its own, 0 where there is none.
    fn sentence(&self) -> usize {
        let place = self.form(0).chars().next().is_some_and(char::is_uppercase) && !self.has(WordClass::Month, 0);
        let limit = self.tokens.len().min(LONGEST);
        let end = (1..limit).find(|&at| self.form(at) == "." || !self.belongs(at)).filter(|&at| self.form(at) == ".");
        end.filter(|_| place && self.form(1) == ",").unwrap_or(0)
    }

    /// The date around the month at a token.
    fn dated(&self, at: usize) -> Option<Date> {
        let month = self.words.value(self.language, WordClass::Month, &lower(self.form(at)))?.parse().ok()?;
        let day = |at: usize| number(self.form(at)).and_then(|day| u8::try_from(day).ok()).filter(|day| *day <= 31);
        let year =
            |at: usize| number(self.form(at)).and_then(|year| i32::try_from(year).ok()).filter(|&year| year > 1500);
        let before = at.checked_sub(1).and_then(day);
        if let Some(year) = year(at + 1) {
            return before.and_then(|day| Date::day(year, month, day)).or_else(|| Date::month(year, month));
        }
        let comma = usize::from(self.form(at + 2) == ",");
        Date::day(year(at + 2 + comma)?, month, day(at + 1)?)
    }

    /// Whether a word may stand in a dateline.
    fn belongs(&self, at: usize) -> bool {
        let form = self.form(at);
        let small = || {
            form.chars().count() <= SMALL
                || [WordClass::Month, WordClass::Weekday].iter().any(|&class| self.has(class, at))
        };
        match form.chars().next() {
            Some(first) if first.is_uppercase() || first.is_ascii_digit() => true,
            Some(first) if first.is_alphabetic() => small(),
            _ => self.is_dash(at) || [",", ".", "/", "(", ")", "-"].contains(&form),
        }
    }

    /// A dash with blanks around it.
    fn is_dash(&self, at: usize) -> bool {
        let dash = ["-", "--", "\u{2013}", "\u{2014}", "\u{2015}"].contains(&self.form(at));
        dash && at > 0
            && at + 1 < self.tokens.len()
            && self.tokens[at - 1].end < self.tokens[at].start
            && self.tokens[at].end < self.tokens[at + 1].start
    }

    fn is_beside_number(&self, at: usize) -> bool {
        [at.checked_sub(1), Some(at + 1)].into_iter().flatten().any(|beside| number(self.form(beside)).is_some())
    }

    /// Whether a name in brackets stands right before the dash: *(Reuters) -*.
    fn has_agency(&self, dash: usize) -> bool {
        dash > 2 && self.form(dash - 1) == ")" && (dash.saturating_sub(5)..dash - 2).any(|at| self.form(at) == "(")
    }

    /// Whether one or two words in capitals are all that stands before the dash: *LONDON -*.
    fn shouts(&self, dash: usize) -> bool {
        let capital = |at: usize| {
            let form = self.form(at);
            form.chars().count() > SMALL && form.chars().all(char::is_uppercase)
        };
        dash <= 2 && (0..dash).all(capital)
    }
}

/// The number that a form's digits make, an ordinal's ending left out.
fn number(form: &str) -> Option<u32> {
    let digits: String = form.chars().take_while(char::is_ascii_digit).collect();
    (form.len() <= digits.len() + 2).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::tokens::Tokenizer;
    use crate::ontology::Ontology;

    use super::*;

    fn opening_and_date(language: Language, text: &str) -> (String, Option<Date>) {
        let words = &Ontology::builtin().words;
        let tokens = Tokenizer::new(words, language).tokens(text, Span::new(0, text.len()));
        let block = Block { text, tokens: &tokens, language, words };
        (text[tokens[block.opening()].start..].to_owned(), block.date())
    }

    #[test]
    fn a_dateline_is_no_part_of_the_sentence_behind_it() {
        let day = |year, month, day| Date::day(year, month, day);
        let french = |text| opening_and_date(Language::French, text);
        assert_eq!(
            french("Lyon, le 9 octobre 2024 – Zorvex annonce."),
            ("Zorvex annonce.".to_owned(), day(2024, 10, 9))
        );
        assert_eq!(french("7 novembre 2012. - Le groupe paie."), ("Le groupe paie.".to_owned(), day(2012, 11, 7)));
        let english = |text| opening_and_date(Language::English, text);
        assert_eq!(english("OSLO, May 21 (Tradewire) - Zorvex pays."), ("Zorvex pays.".to_owned(), None));
        assert_eq!(
            english("OSLO, Norway, May 21, 2024 -- Zorvex pays."),
            ("Zorvex pays.".to_owned(), day(2024, 5, 21))
        );
    }

    #[test]
    fn a_dateline_may_be_a_sentence() {
        let text = "Paris, le 14 mars 2025. Le groupe Velmar a racheté mardi la plus grande des usines de l'est du pays, où \
                    il emploiera 300 personnes.";
        assert_eq!(opening_and_date(Language::French, text).1, Date::day(2025, 3, 14));
        let text = "Fondée à Paris, le 14 mars 1925. La maison Velmar y avait racheté la plus grande des usines de l'est du \
                    pays, où elle employait 300 personnes.";
        assert_eq!(opening_and_date(Language::French, text).1, None);
    }

    #[test]
    fn a_weekday_settles_the_year() {
        let day = |language, text| {
            let words = &Ontology::builtin().words;
            let tokens = Tokenizer::new(words, language).tokens(text, Span::new(0, text.len()));
            Block { text, tokens: &tokens, language, words }.yearless()
        };
        let french = "LYON, mardi 14 mars - Le groupe Velmar a racheté la plus grande des usines de l'est du pays.";
        let named = day(Language::French, french).expect("a day");
        assert_eq!(named.settled(&[2022, 2023]), Date::day(2023, 3, 14));
        assert_eq!(named.settled(&[2022, 2016]), Date::day(2023, 3, 14), "no text is older than what it tells");
        assert_eq!(named.settled(&[2020]), None);
        let english = "Oslo, Tuesday, March 14. Velmar has bought the largest of the plants in the east of the country, where \
                       it will employ 300 people.";
        assert_eq!(day(Language::English, english).expect("a day").settled(&[2022]), Date::day(2023, 3, 14));
    }

    #[test]
    fn a_heading_with_a_dash_is_whole_and_may_name_the_month() {
        let text = "Zorvex – the making of a giant";
        assert_eq!(opening_and_date(Language::English, text), (text.to_owned(), None));
        let text = "Les nouvelles de la chaîne en octobre 2021";
        assert_eq!(opening_and_date(Language::French, text), (text.to_owned(), Date::month(2021, 10)));
    }
}
