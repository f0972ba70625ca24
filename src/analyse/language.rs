//! Which language a text is in.
//!
//! Owns the count of common words (`Frequent`, `Foreign`) behind the answer.

use rustc_hash::FxHashMap;

use crate::model::Language;
use crate::ontology::{WordClass, Words};

/// Words that a text must have before it can be called foreign.
const ENOUGH: usize = 20;

/// The common words of the languages, each with the languages it counts for.
pub(crate) struct Detector {
    words: FxHashMap<String, [bool; 3]>,
    /// Bytes of the longest of them.
    longest: usize,
}

/// How many words of a text are common in French, in English and in neither, and how many it has.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Count {
    hits: [usize; 3],
    words: usize,
}

impl Detector {
    pub(crate) fn new(words: &Words) -> Self {
        let mut found: FxHashMap<String, [bool; 3]> = FxHashMap::default();
        for language in Language::ALL {
            for (form, _) in words.of(language, WordClass::Frequent) {
                // Words are counted without the apostrophe that ends them.
                let bare = form.trim_end_matches('\'');
                found.entry(bare.to_owned()).or_default()[language as usize] = true;
            }
        }
        for (form, _) in words.of(Language::French, WordClass::Foreign) {
            let own = found.get(form).is_some_and(|languages| languages[0] || languages[1]);
            if !own {
                found.entry(form.to_owned()).or_default()[2] = true;
            }
        }
        Self { longest: found.keys().map(String::len).max().unwrap_or(0), words: found }
    }

    pub(crate) fn count(&self, text: &str) -> Count {
        let mut count = Count::default();
        let mut lower = String::new();
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty() && word.len() < 64) {
            count.words += 1;
            if word.len() > self.longest {
                continue;
            }
            super::features::normalise(word, &mut lower);
            if let Some(languages) = self.words.get(lower.as_str()) {
                for (hits, &own) in count.hits.iter_mut().zip(languages) {
                    *hits += usize::from(own);
                }
            }
        }
        count
    }
}

impl Count {
    pub(crate) fn add(&mut self, other: Self) {
        self.words += other.words;
        for (mine, theirs) in self.hits.iter_mut().zip(other.hits) {
            *mine += theirs;
        }
    }

    /// The language of a whole document: `Err` when it is in neither.
    pub(crate) fn document(self) -> Result<Language, ()> {
        let [french, english, foreign] = self.hits;
        let (best, language) = if english > french { (english, Language::English) } else { (french, Language::French) };
        let strange = self.words >= ENOUGH && (foreign > best || best * 12 < self.words);
        if strange { Err(()) } else { Ok(language) }
    }

    /// Whether the common words leave it open which of the two languages this is.
    pub(crate) fn is_even(self) -> bool {
        self.hits[0] == self.hits[1]
    }

    /// The language of a block inside a document in `whole`: another only when that is plain.
    pub(crate) fn block(self, whole: Language) -> Language {
        let [french, english, _] = self.hits;
        if english >= 4 && english > 2 * french {
            Language::English
        } else if french >= 4 && french > 2 * english {
            Language::French
        } else {
            whole
        }
    }
}
