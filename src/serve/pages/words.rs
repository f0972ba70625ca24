//! The words of the pages in both languages, and numbers as each writes them.
//!
//! Owns `words.json`.

use serde_json::{Map, Value};

use crate::model::Language;

const WORDS: &str = include_str!("words.json");

/// The words of one language.
pub(super) struct Words {
    pub(super) all: Value,
}

impl Words {
    /// The words of a language.
    pub(super) fn of(language: Language) -> Self {
        let mut words: Map<String, Value> = serde_json::from_str(WORDS).expect("the words are part of the program");
        Self { all: words.remove(language.tag()).unwrap_or_default() }
    }

    pub(super) fn get(&self, name: &str) -> &str {
        self.all[name].as_str().unwrap_or_default()
    }

    /// A whole or decimal number: 3 billion, 1,250, 0.5.
    pub(super) fn number(&self, text: &str) -> String {
        let Ok(number) = text.parse::<f64>() else { return text.to_owned() };
        for scale in self.all["scales"].as_array().into_iter().flatten() {
            let (size, name) = (scale[0].as_f64().unwrap_or(f64::MAX), scale[1].as_str().unwrap_or_default());
            let short = format!("{}", number / size);
            if number.abs() >= size && short.len() <= 6 {
                return format!("{} {name}", self.decimal(&short));
            }
        }
        self.decimal(text)
    }

    /// A number with the signs of the language.
    pub(super) fn decimal(&self, text: &str) -> String {
        let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let mut out = sign.to_owned();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                out.push_str(self.get("group"));
            }
            out.push(digit);
        }
        if !part.is_empty() {
            out.push_str(self.get("decimal"));
            out.push_str(part);
        }
        out
    }

    /// A share between 0 and 1 in percent.
    pub(super) fn percent(&self, share: f64) -> String {
        let rounded = (share * 1e4).round() / 100.0;
        format!("{}{}", self.decimal(&rounded.to_string()), self.get("percent"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_words() {
        let words: Value = serde_json::from_str(WORDS).expect("it is JSON");
        let keys = |tag: &str| words[tag].as_object().expect("a language").keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys("en"), keys("fr"));
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        let (en, fr) = (Words::of(Language::English), Words::of(Language::French));
        assert_eq!(en.number("5200000000"), "5.2 billion");
        assert_eq!(en.number("1250.5"), "1,250.5");
        assert_eq!(en.number("-1234567891"), "-1,234,567,891");
        assert_eq!(fr.number("5200000000"), "5,2 milliards");
        assert_eq!(fr.number("1250"), "1\u{202F}250");
        assert_eq!(fr.percent(0.1234), "12,34\u{202F}%");
        assert_eq!(en.number("many"), "many");
    }
}
