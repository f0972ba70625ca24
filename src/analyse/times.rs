//! Time expressions: dates, months, years, quarters, periods.
//!
//! Owns their grammar over tokens; month names and the like are data. What is relative is
//! resolved against the document's date, or left out when it has none.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use crate::model::analysis::TimeExpression;
use crate::model::{Date, Language, Period, Sentence, Tense, Token, Upos, VerbForm, time::days_in_month};
use crate::ontology::{Typology, WordClass, Words};

use super::features::lower;

/// The phrases of time of one language, by their first word.
pub(super) struct Phrases(FxHashMap<String, Vec<Phrase>>);

struct Phrase {
    words: Vec<String>,
    class: WordClass,
    value: String,
}

impl Phrases {
    pub(super) fn new(words: &Words, language: Language) -> Self {
        let mut by_first: FxHashMap<String, Vec<Phrase>> = FxHashMap::default();
        for class in PHRASES {
            for (form, value) in words.of(language, class) {
                let parts = |word: &str| -> Vec<String> {
                    let whole = words.has(language, WordClass::Whole, word);
                    if whole { vec![word.to_owned()] } else { word.split_inclusive('\'').map(str::to_owned).collect() }
                };
                let words: Vec<String> = form.split(' ').flat_map(parts).collect();
                let phrase = Phrase { words, class, value: value.to_owned() };
                by_first.entry(phrase.words[0].clone()).or_default().push(phrase);
            }
        }
        Self(by_first)
    }
}

/// Classes of phrases that are times or end them.
const PHRASES: [WordClass; 4] =
    [WordClass::YearPart, WordClass::RelativeTime, WordClass::Elapsed, WordClass::ElapsedFrom];

/// What finding times needs of the ontology and the document.
pub(super) struct Calendar<'w> {
    pub(super) words: &'w Words,
    /// In the order of `Language::ALL`.
    pub(super) phrases: &'w [Phrases; 2],
    pub(super) today: Option<Date>,
}

/// How many sentences back a time may stand that a text counts from: *two years later*.
const TOLD: usize = 2;

/// A date found at some tokens; `relative` to the document's date.
pub(super) struct Found {
    pub(super) date: Date,
    pub(super) end: usize,
    pub(super) relative: bool,
}

/// The last time that the text has said in full, or counted from such a one.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) date: Date,
    /// Whether in the same sentence.
    pub(super) here: bool,
}

impl Calendar<'_> {
    /// The times of a sentence, appended to `out`. Tokens for which `taken` holds belong to a quantity.
    pub(super) fn find(
        &self,
        text: &str,
        index: usize,
        sentence: &Sentence,
        taken: impl Fn(usize) -> bool,
        out: &mut Vec<TimeExpression>,
    ) {
        let mut at = 0;
        while at < sentence.tokens.len() {
            let told = out.iter().rev().find(|time| !time.relative && time.sentence + TOLD >= index);
            let told = told.map(|time| Told { date: time.period.start, here: time.sentence == index });
            let first = if self.may_begin(sentence, at) { self.date(sentence, at, told) } else { None };
            // *Five years later* is no quantity of years.
            let phrase =
                |at| self.phrase(sentence, at, WordClass::RelativeTime).is_some() || self.span(sentence, at).is_some();
            let Some(first) = first.filter(|found| phrase(at) || !(at..found.end).any(&taken)) else {
                at += 1;
                continue;
            };
            let second = self.period_end(sentence, first.end).filter(|_| !first.relative);
            let end = second.as_ref().map_or(first.end, |second| second.end);
            let tokens = at..end;
            let head = tokens
                .clone()
                .find(|&token| sentence.tokens[token].head.is_none_or(|head| !tokens.contains(&head)))
                .unwrap_or(at);
            let span = sentence.tokens[at].span.cover(sentence.tokens[end - 1].span);
            let period = Period {
                start: first.date,
                end: second.map(|second| second.date).filter(|date| date.days().0 >= first.date.days().0),
                text: Some(text[span.start..span.end].to_owned()),
            };
            out.push(TimeExpression { sentence: index, tokens, head, period, relative: first.relative });
            at = end;
        }
    }

    pub(super) fn lower(sentence: &Sentence, at: usize) -> Option<&str> {
        sentence.tokens.get(at).map(Token::lower)
    }

    /// Whether a time may begin at a token: with a digit, a month or the first word of a phrase.
    fn may_begin(&self, sentence: &Sentence, at: usize) -> bool {
        let language = sentence.language;
        sentence.tokens[at].form.starts_with(|c: char| c.is_ascii_digit())
            || Self::lower(sentence, at).is_some_and(|form| {
                self.words.has(language, WordClass::Month, form)
                    || self.words.has(language, WordClass::Weekday, form)
                    || self.phrases[language as usize].0.contains_key(form)
            })
            || self.span(sentence, at).is_some()
    }

    fn value(&self, sentence: &Sentence, at: usize, class: WordClass) -> Option<u8> {
        let form = Self::lower(sentence, at)?;
        self.words.value(sentence.language, class, form)?.parse().ok()
    }

    /// The time at a token; `told` is the one that the text is at.
    fn date(&self, sentence: &Sentence, at: usize, told: Option<Told>) -> Option<Found> {
        let numeric = Self::lower(sentence, at).and_then(iso);
        if let Some(date) = numeric {
            return Some(Found { date, end: at + 1, relative: false });
        }
        self.day(sentence, at)
            .or_else(|| self.month(sentence, at))
            .or_else(|| self.part(sentence, at))
            .or_else(|| self.relative(sentence, at, told))
            .or_else(|| self.elapsed(sentence, at, told?))
            .or_else(|| self.weekday(sentence, at))
            .or_else(|| self.bare_year(sentence, at))
    }

    /// *12 avril 2024*, *1er avril*, *April 12, 2024*, *12 April*.
    fn day(&self, sentence: &Sentence, at: usize) -> Option<Found> {
        let day_first =
            number(sentence, at).zip(self.value(sentence, at + 1, WordClass::Month)).map(|(d, m)| (d, m, at + 2));
        let month_first = || {
            let month = self.value(sentence, at, WordClass::Month)?;
            Some((number(sentence, at + 1)?, month, at + 2))
        };
        let (day, month, end) = day_first.or_else(month_first)?;
        let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        let comma = usize::from(Self::lower(sentence, end) == Some(","));
        if let Some(year) = year(sentence, end + comma) {
            Some(Found { date: Date::day(year, month, day)?, end: end + comma + 1, relative: false })
        } else {
            let year = self.nearest_year(month, side(sentence, at))?;
            Some(Found { date: Date::day(year, month, day)?, end, relative: true })
        }
    }

    /// *avril 2024*; a month alone is of the document's year or the one before.
    fn month(&self, sentence: &Sentence, at: usize) -> Option<Found> {
        let month = self.value(sentence, at, WordClass::Month)?;
        let link = usize::from(Self::lower(sentence, at + 1) == Some(",") || self.links(sentence, at + 1));
        if let Some(year) = year(sentence, at + 1)
            .map(|year| (year, at + 2))
            .or_else(|| year(sentence, at + 1 + link).map(|year| (year, at + 2 + link)))
        {
            return Some(Found { date: Date::month(year.0, month)?, end: year.1, relative: false });
        }
        // Alone, the word must be a name of a time: after an adposition.
        let before = at.checked_sub(1).map(|before| sentence.tokens[before].upos);
        let named = before == Some(Upos::Adp) && sentence.tokens[at].upos != Upos::Aux;
        let year = self.nearest_year(month, side(sentence, at)).filter(|_| named)?;
        Some(Found { date: Date::month(year, month)?, end: at + 1, relative: true })
    }

    fn links(&self, sentence: &Sentence, at: usize) -> bool {
        sentence
            .tokens
            .get(at)
            .is_some_and(|token| self.words.has(sentence.language, WordClass::GenitiveMarker, &token.lemma))
    }

    /// The year in which a month without one lies: where the verb is on neither `side` of the document's date, the last that
    /// is not after that date by more than half a year.
    fn nearest_year(&self, month: u8, side: Option<Ordering>) -> Option<i32> {
        let (_, (year, now, _)) = self.today?.days();
        let ahead = i32::from(month) - i32::from(now);
        Some(match side {
            Some(Ordering::Less) if ahead > 0 => year - 1,
            Some(Ordering::Greater) if ahead < 0 => year + 1,
            None if ahead > 6 => year - 1,
            _ => year,
        })
    }

    /// *premier trimestre 2025*, *Q3 2024*, *first half of 2025*, *2025 H1*.
    fn part(&self, sentence: &Sentence, at: usize) -> Option<Found> {
        let (part, end) = self.phrase(sentence, at, WordClass::YearPart)?;
        let link = usize::from(self.links(sentence, end));
        let article = usize::from(sentence.tokens.get(end + link).is_some_and(|token| token.upos == Upos::Det));
        let said =
            [end, end + link, end + link + article].into_iter().find_map(|at| Some((year(sentence, at)?, at + 1)));
        let (year, end, relative) = match said {
            Some((year, end)) => (year, end, false),
            None => (self.year_of_part(&part, side(sentence, at))?, end, true),
        };
        let number = part.as_bytes().get(1)?.checked_sub(b'0')?;
        let date = if part.starts_with('Q') { Date::Quarter(year, number) } else { Date::Half(year, number) };
        Some(Found { date, end, relative })
    }

    /// The year in which a quarter or a half without one lies: the document's, unless the verb is on the other side of its date.
    fn year_of_part(&self, part: &str, side: Option<Ordering>) -> Option<i32> {
        let (_, (year, now, _)) = self.today?.days();
        let number = part.as_bytes().get(1)?.checked_sub(b'0')?;
        let months = if part.starts_with('Q') { 3 } else { 6 };
        Some(match side {
            Some(Ordering::Less) if (number - 1) * months >= now => year - 1,
            Some(Ordering::Greater) if number * months < now => year + 1,
            _ => year,
        })
    }

    fn relative(&self, sentence: &Sentence, at: usize, told: Option<Told>) -> Option<Found> {
        let (value, end) = self.phrase(sentence, at, WordClass::RelativeTime)?;
        let split = value.rfind(['+', '-'])?;
        let (unit, offset) = (&value[..split], value[split..].parse::<i32>().ok()?);
        match unit {
            "then" => return Some(Found { date: Date::Year(told?.date.year() + offset), end, relative: false }),
            "then-month" => return Some(Found { date: months_on(told?.date, offset)?, end, relative: false }),
            _ => {}
        }
        let (_, (year, month, day)) = self.today?.days();
        let part = |months: i32| {
            let parts = year * (12 / months) + (i32::from(month) - 1) / months + offset;
            let number = u8::try_from(parts.rem_euclid(12 / months) + 1).ok()?;
            Some((parts.div_euclid(12 / months), number))
        };
        let date = match unit {
            "quarter" => part(3).map(|(year, number)| Date::Quarter(year, number))?,
            "half" => part(6).map(|(year, number)| Date::Half(year, number))?,
            "year" => Date::Year(year + offset),
            "month" => months_on(Date::Month(year, month), offset)?,
            "day" if matches!(self.today, Some(Date::Day(..))) => shifted(year, month, day, offset)?,
            // A week is no date of its own: the month it lies in, when it lies in one.
            "week" if matches!(self.today, Some(Date::Day(..))) => match shifted(year, month, day, offset * 7)? {
                Date::Day(year, month, _) => Date::Month(year, month),
                other => other,
            },
            _ => return None,
        };
        Some(Found { date, end, relative: true })
    }

    /// *Vendredi*: the last such day that is not after the document's, or the month where the document only names that.
    fn weekday(&self, sentence: &Sentence, at: usize) -> Option<Found> {
        let wanted = i32::from(self.value(sentence, at, WordClass::Weekday)?);
        let date = match self.today? {
            Date::Day(year, month, day) => {
                shifted(year, month, day, -(weekday_of(year, month, day) - wanted).rem_euclid(7))?
            }
            date @ Date::Month(..) => date,
            _ => return None,
        };
        Some(Found { date, end: at + 1, relative: true })
    }

    /// A year: after an adposition, a noun for time, in brackets, or at the start.
    fn bare_year(&self, sentence: &Sentence, at: usize) -> Option<Found> {
        let found = year(sentence, at)?;
        let before = at.checked_sub(1).map(|before| &sentence.tokens[before]);
        let plain = before.is_none_or(|before| {
            matches!(before.upos, Upos::Adp | Upos::Punct | Upos::Sconj | Upos::Cconj | Upos::Det)
                || before.upos == Upos::Noun && sentence.tokens[at].head == Some(at - 1)
        });
        let after = sentence.tokens.get(at + 1);
        let counts = after.is_some_and(|after| {
            matches!(after.upos, Upos::Noun | Upos::Sym) && self.words.is(sentence.language, Typology::HeadInitial)
        });
        (plain && !counts).then_some(Found { date: Date::Year(found), end: at + 1, relative: false })
    }

    /// The end of a period that begins just before `at`: *de 2021 à 2024*, *2021-2024*.
    fn period_end(&self, sentence: &Sentence, at: usize) -> Option<Found> {
        let link = sentence.tokens.get(at)?;
        let dash = matches!(link.form.as_ref(), "-" | "\u{2013}");
        let adposition =
            link.upos == Upos::Adp && self.words.has(sentence.language, WordClass::RangeLink, &lower(&link.lemma));
        let found = (dash || adposition).then(|| self.date(sentence, at + 1, None)).flatten();
        found.filter(|found| !found.relative)
    }

    /// The longest phrase of a class that starts at `at`: its value and where it ends.
    pub(super) fn phrase(&self, sentence: &Sentence, at: usize, class: WordClass) -> Option<(String, usize)> {
        let found = self.phrases[sentence.language as usize].0.get(Self::lower(sentence, at)?)?;
        let fits = |phrase: &&Phrase| {
            phrase.class == class
                && (1..phrase.words.len()).all(|step| Self::lower(sentence, at + step) == Some(&phrase.words[step]))
        };
        let best = found.iter().filter(fits).max_by_key(|phrase| phrase.words.len())?;
        Some((best.value.clone(), at + best.words.len()))
    }
}

/// Whether the verb above a token tells of what was (`Less`) or of what is to be (`Greater`), as its form and its auxiliaries
/// say; a participle alone may tell of either (*racheté en avril*, *prévu en avril*).
fn side(sentence: &Sentence, at: usize) -> Option<Ordering> {
    let tokens = &sentence.tokens;
    let mut above = std::iter::successors(Some(at), |&at| tokens[at].head).take(tokens.len());
    let verb = above.find(|&at| tokens[at].upos == Upos::Verb)?;
    let auxiliaries = || tokens.iter().filter(|token| token.head == Some(verb) && token.upos == Upos::Aux);
    let form = |token: &Token| token.morph.verb_form;
    // *Révèle avoir racheté* is of the past.
    let perfect = |token: &Token| &*token.deprel != "aux:pass" && form(&tokens[verb]) == Some(VerbForm::Part);
    let is_future = |token: &Token| token.morph.tense == Some(Tense::Fut) || form(token) == Some(VerbForm::Inf);
    if is_future(&tokens[verb]) || auxiliaries().any(|auxiliary| is_future(auxiliary) && !perfect(auxiliary)) {
        return Some(Ordering::Greater);
    }
    let is_past = |token: &Token| {
        form(token) == Some(VerbForm::Fin) && matches!(token.morph.tense, Some(Tense::Past | Tense::Imp))
    };
    let was = is_past(&tokens[verb]) || auxiliaries().any(|auxiliary| is_past(auxiliary) || perfect(auxiliary));
    was.then_some(Ordering::Less)
}

/// The day of the week, Monday being 1 (Sakamoto 1993).
pub(super) fn weekday_of(year: i32, month: u8, day: u8) -> i32 {
    const MONTHS: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = if month < 3 { year - 1 } else { year };
    let month = MONTHS[usize::from(month.clamp(1, 12)) - 1];
    let sunday = (year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + month + i32::from(day)) % 7;
    if sunday == 0 { 7 } else { sunday }
}

/// The month so many months after that of a date; none where the date says no month.
pub(super) fn months_on(date: Date, offset: i32) -> Option<Date> {
    let (Date::Month(year, month) | Date::Day(year, month, _)) = date else { return None };
    let months = year * 12 + i32::from(month) - 1 + offset;
    Date::month(months.div_euclid(12), u8::try_from(months.rem_euclid(12) + 1).ok()?)
}

fn shifted(year: i32, month: u8, day: u8, days: i32) -> Option<Date> {
    let (mut year, mut month, mut day) = (year, month, i32::from(day) + days);
    while day < 1 {
        (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
        day += i32::from(days_in_month(year, month)?);
    }
    while day > i32::from(days_in_month(year, month)?) {
        day -= i32::from(days_in_month(year, month)?);
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    Date::day(year, month, u8::try_from(day).ok()?)
}

/// Digits that begin a day of a month: `12`, `1er`, `1st`.
pub(super) fn number(sentence: &Sentence, at: usize) -> Option<u32> {
    let form = &sentence.tokens.get(at)?.form;
    let digits: String = form.chars().take_while(char::is_ascii_digit).collect();
    (digits.len() <= 2 && form.len() <= digits.len() + 2).then(|| digits.parse().ok()).flatten()
}

fn year(sentence: &Sentence, at: usize) -> Option<i32> {
    let form = &sentence.tokens.get(at)?.form;
    (form.len() == 4).then(|| form.parse().ok()).flatten().filter(|year| (1500..=2100).contains(year))
}

/// `2024-04-12` and `12/04/2024` in one token.
fn iso(form: &str) -> Option<Date> {
    let parts: Vec<&str> = form.split(['-', '/', '.']).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => Date::day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?),
        [day, month, year] if year.len() == 4 => Date::day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_shifted_over_months_and_years() {
        assert_eq!(shifted(2024, 3, 1, -1), Some(Date::Day(2024, 2, 29)));
        assert_eq!(shifted(2024, 12, 31, 1), Some(Date::Day(2025, 1, 1)));
        assert_eq!(shifted(2025, 1, 3, -7), Some(Date::Day(2024, 12, 27)));
    }

    #[test]
    fn days_of_the_week_are_known() {
        assert_eq!((weekday_of(2024, 2, 29), weekday_of(2025, 3, 16), weekday_of(2000, 1, 1)), (4, 7, 6));
    }

    #[test]
    fn numeric_dates_must_be_real_days() {
        assert_eq!(iso("2024-04-12"), Some(Date::Day(2024, 4, 12)));
        assert_eq!(iso("31/02/2024"), None);
    }
}
