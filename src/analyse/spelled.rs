//! Numbers written out in several words: *twenty-five*, *vingt et un*, *two hundred and fifty*.
//!
//! Owns which words make one number. Takes a place in a sentence; leaves digits, scales and units to `quantities`.

use rustc_hash::FxHashMap;

use crate::model::Upos;

use super::quantities::{Number, Reading};

/// Number words of several tokens by their first one, longest first.
pub(super) type Spellings = FxHashMap<String, Vec<(Vec<String>, f64)>>;

/// Those among `numbers`, whose hyphens are tokens of their own in some languages.
pub(super) fn spellings(numbers: &FxHashMap<String, f64>) -> Spellings {
    let mut spellings = Spellings::default();
    for (form, &value) in numbers {
        let apart = form.replace('-', " - ");
        let words: Vec<String> = apart.split_whitespace().map(str::to_owned).collect();
        if words.len() > 1 {
            spellings.entry(words[0].clone()).or_default().push((words, value));
        }
    }
    for list in spellings.values_mut() {
        list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
    }
    spellings
}

impl Reading<'_> {
    /// The value of the number word at `at`, and where it ends.
    pub(super) fn spelled(&self, at: usize) -> Option<(f64, usize)> {
        let form = *self.forms.get(at)?;
        let stands = |words: &[String]| {
            let forms = self.forms.get(at..at + words.len());
            forms.is_some_and(|forms| forms.iter().zip(words).all(|(form, word)| form == word))
        };
        let long = self.numerals.spellings.get(form).and_then(|list| list.iter().find(|(words, _)| stands(words)));
        let (value, end) = match long {
            Some((words, value)) => (*value, at + words.len()),
            None => (*self.numerals.numbers.get(form)?, at + 1),
        };
        // *Thirty two*, without its hyphen.
        let tens = (20.0..100.0).contains(&value) && value % 10.0 == 0.0;
        let units = self.forms.get(end).filter(|_| tens).and_then(|form| self.numerals.numbers.get(*form));
        let units = units.filter(|units| (1.0..10.0).contains(*units));
        Some(units.map_or((value, end), |units| (value + units, end + 1)))
    }

    /// Adds what is said behind hundreds and thousands in words: *cent vingt*, *two hundred and fifty*, *mille deux cents*.
    pub(super) fn add(&self, number: &mut Number) {
        let joint = self.sentence.tokens.get(number.end).is_some_and(|token| token.upos == Upos::Cconj);
        let next = number.end + usize::from(joint && number.value % 100.0 == 0.0);
        let Some((tens, end)) = self.spelled(next).filter(|(value, _)| (1.0..100.0).contains(value)) else { return };
        let hundreds = self.scale_at(end).filter(|scale| (scale - 100.0).abs() < f64::EPSILON);
        let (value, end) = hundreds.map_or((tens, end), |scale| (tens * scale, end + 1));
        if number.value % 100.0 == 0.0 && value < 100.0 || number.value % 1000.0 == 0.0 && value < 1000.0 {
            *number = Number { value: number.value + value, end, scaled: number.scaled };
            self.scale(number);
            if hundreds.is_some() {
                self.add(number);
            }
        }
    }
}
