//! Spelling dictionaries of Hunspell: an affix file and a list of words with their flags.
//!
//! Owns reading and expansion into forms, as hunspell(5) describes them, as far as dictionaries with parts of speech use
//! it: flags of one or two characters, suffixes, prefixes with suffixes behind them, NEEDAFFIX, FORBIDDENWORD, KEEPCASE.
//! Elided words before a form (prefixes with an apostrophe) are left out: the tokenizer divides them.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::treebank::Error;

/// An affix file.
#[derive(Debug, Default)]
pub(super) struct Affixes {
    /// Characters of a flag.
    width: usize,
    rules: HashMap<String, Vec<Rule>>,
    unwanted: Vec<String>,
    needs_affix: Option<String>,
}

#[derive(Debug)]
struct Rule {
    is_prefix: bool,
    strip: String,
    add: String,
    flags: Vec<String>,
    condition: Vec<Letters>,
    tags: Vec<String>,
}

/// The letters that a condition allows at one place.
#[derive(Debug)]
struct Letters {
    listed: Vec<char>,
    excluded: bool,
}

/// A form of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inflected {
    pub(super) form: String,
    /// The word, with its prefix.
    pub(super) word: String,
    /// The morphological tags of the word and of its ending, such as `po:nom` and `is:pl`.
    pub(super) tags: Vec<String>,
}

impl Affixes {
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let text = text(path)?;
        Self::parse(&text).map_err(|line| Error::Affixes { path: path.to_owned(), line })
    }

    /// Reads the text of an affix file, or gives the line that it does not understand.
    pub(super) fn parse(text: &str) -> Result<Self, usize> {
        let mut affixes = Self { width: 1, ..Self::default() };
        for (number, line) in text.lines().enumerate() {
            affixes.line(&line.split_whitespace().collect::<Vec<_>>()).ok_or(number + 1)?;
        }
        Ok(affixes)
    }

    fn line(&mut self, cells: &[&str]) -> Option<()> {
        match cells {
            ["FLAG", "long"] => self.width = 2,
            ["FLAG" | "AF" | "AM", ..] => return None,
            ["NEEDAFFIX", flag] => self.needs_affix = Some((*flag).to_owned()),
            ["FORBIDDENWORD" | "KEEPCASE", flag] => self.unwanted.push((*flag).to_owned()),
            // The line that opens a table says how long it is.
            ["SFX" | "PFX", _, "Y" | "N", count] if count.parse::<u32>().is_ok() => {}
            [kind @ ("SFX" | "PFX"), flag, strip, add, condition, tags @ ..] => {
                let (add, flags) = add.split_once('/').unwrap_or((add, ""));
                let plain = |text: &str| if text == "0" { String::new() } else { text.to_owned() };
                let rule = Rule {
                    is_prefix: *kind == "PFX",
                    strip: plain(strip),
                    add: plain(add),
                    flags: self.flags(flags),
                    condition: condition_of(condition)?,
                    tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
                };
                self.rules.entry((*flag).to_owned()).or_default().push(rule);
            }
            [kind @ ("SFX" | "PFX"), flag, strip, add] => return self.line(&[kind, flag, strip, add, "."]),
            _ => {}
        }
        Some(())
    }

    fn flags(&self, text: &str) -> Vec<String> {
        let letters: Vec<char> = text.chars().collect();
        letters.chunks(self.width).map(|flag| flag.iter().collect()).collect()
    }

    /// The forms of each word of a dictionary file.
    pub(super) fn words(&self, path: &Path) -> Result<Vec<Vec<Inflected>>, Error> {
        Ok(text(path)?.lines().skip(1).map(|line| self.expand(line)).collect())
    }

    /// The forms of one line of a dictionary: `word/flags tag tag`.
    pub(super) fn expand(&self, line: &str) -> Vec<Inflected> {
        let mut cells = line.split_whitespace();
        let Some((word, flags)) = cells.next().map(|cell| cell.split_once('/').unwrap_or((cell, ""))) else {
            return Vec::new();
        };
        let flags = self.flags(flags);
        let mut found = Vec::new();
        if !flags.iter().any(|flag| self.unwanted.contains(flag)) {
            let tags = cells.map(str::to_owned).collect();
            self.inflect(&Inflected { form: word.to_owned(), word: word.to_owned(), tags }, &flags, 2, &mut found);
        }
        found
    }

    /// A form by itself, where it can stand so, and under each of its flags; affixes come upon it `deep` times at most.
    fn inflect(&self, base: &Inflected, flags: &[String], deep: usize, found: &mut Vec<Inflected>) {
        if !flags.iter().any(|flag| self.needs_affix.as_ref() == Some(flag)) {
            found.push(base.clone());
        }
        if deep == 0 {
            return;
        }
        for rule in flags.iter().filter_map(|flag| self.rules.get(flag)).flatten() {
            if let Some(form) = rule.apply(&base.form) {
                let tags = base.tags.iter().chain(&rule.tags).cloned().collect();
                let word = if rule.is_prefix { form.clone() } else { base.word.clone() };
                self.inflect(&Inflected { form, word, tags }, &rule.flags, deep - 1, found);
            }
        }
    }
}

impl Rule {
    fn apply(&self, form: &str) -> Option<String> {
        let letters: Vec<char> = form.chars().collect();
        let shortest = self.condition.len();
        let at = if self.is_prefix { 0 } else { letters.len().checked_sub(shortest)? };
        let part = letters.get(at..at + shortest)?;
        let fits = part.iter().zip(&self.condition).all(|(letter, allowed)| allowed.hold(*letter));
        if !fits || self.add.contains('\'') {
            return None;
        }
        if self.is_prefix {
            return Some(format!("{}{}", self.add, form.strip_prefix(&self.strip)?));
        }
        Some(format!("{}{}", form.strip_suffix(&self.strip)?, self.add))
    }
}

impl Letters {
    fn hold(&self, letter: char) -> bool {
        self.listed.contains(&letter) != self.excluded
    }
}

/// `[^cg]er` as three places; `None` when a bracket stays open.
fn condition_of(text: &str) -> Option<Vec<Letters>> {
    let mut places = Vec::new();
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        places.push(match letter {
            '.' => Letters { listed: Vec::new(), excluded: true },
            '[' => {
                let (inside, behind) = rest.as_str().split_once(']')?;
                let listed = inside.strip_prefix('^');
                rest = behind.chars();
                Letters { listed: listed.unwrap_or(inside).chars().collect(), excluded: listed.is_some() }
            }
            letter => Letters { listed: vec![letter], excluded: false },
        });
    }
    // A condition of one point asks for nothing.
    Some(if text == "." { Vec::new() } else { places })
}

fn text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|cause| Error::Unreadable { path: path.to_owned(), reason: cause.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFFIXES: &str = "FLAG long
NEEDAFFIX ()
KEEPCASE ||
PFX L' Y 1
PFX L' 0 l' [aeo]
PFX Ki Y 2
PFX Ki 0 0/S. .
PFX Ki 0 kilo/S. .
SFX S. Y 2
SFX S. 0 0/L' [^sxz] is:sg
SFX S. 0 s/L' [^sxz] is:pl
SFX a0 Y 3
SFX a0 er er er po:infi
SFX a0 er e/L' [^cg]er po:ipre po:3sg
SFX a0 ger geons ger po:ipre po:1pl
";

    fn forms(line: &str) -> Vec<(String, String, String)> {
        let affixes = Affixes::parse(AFFIXES).expect("an affix file");
        affixes.expand(line).into_iter().map(|form| (form.form, form.word, form.tags.join(" "))).collect()
    }

    fn owned(form: &str, word: &str, tags: &str) -> (String, String, String) {
        (form.to_owned(), word.to_owned(), tags.to_owned())
    }

    #[test]
    fn endings_follow_their_conditions_and_tags_add_up() {
        assert_eq!(
            forms("zorder/a0() po:v1"),
            [owned("zorder", "zorder", "po:v1 po:infi"), owned("zorde", "zorder", "po:v1 po:ipre po:3sg")]
        );
        let plural = owned("zorgeons", "zorger", "po:v1 po:ipre po:1pl");
        assert!(forms("zorger/a0() po:v1").contains(&plural) && forms("zorger/a0() po:v1").len() == 2);
    }

    #[test]
    fn prefixes_take_endings_and_elided_words_are_left_out() {
        let found = forms("orm/Ki() po:nom");
        assert!(found.contains(&owned("kiloorms", "kiloorm", "po:nom is:pl")), "{found:?}");
        assert!(found.iter().all(|form| !form.0.contains('\'')), "{found:?}");
    }

    #[test]
    fn words_whose_capitals_matter_are_left_out() {
        assert!(forms("Zo/S.|| po:nom").is_empty());
        assert_eq!(forms("zo po:adv"), [owned("zo", "zo", "po:adv")]);
    }

    #[test]
    fn what_is_not_understood_is_an_error_with_its_line() {
        assert_eq!(Affixes::parse("FLAG long\nFLAG num").err(), Some(2));
        assert_eq!(Affixes::parse("SFX a Y 1\nSFX a 0 s [^x").err(), Some(2));
    }
}
