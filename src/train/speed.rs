//! Speed: how many words a second one thread analyses, and how long the models take to load.
//!
//! Owns the stopwatch; the texts are the test files as running text.

use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

use crate::analyse::Analyser;
use crate::model::Document;

use super::evaluate::{TESTS, documents};
use super::treebank::{Error, Treebank};

/// Seconds that each text is read for at least.
const LONG_ENOUGH: f64 = 2.0;

/// The processor time of this thread where the system tells it, so that other programs do not count; else the time
/// that has gone by.
struct Clock {
    start: Instant,
    used: Option<f64>,
}

impl Clock {
    fn new() -> Self {
        Self { start: Instant::now(), used: Self::used() }
    }

    fn used() -> Option<f64> {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e9)
    }

    fn seconds(&self) -> f64 {
        let used = self.used.zip(Self::used()).map(|(start, now)| now - start);
        used.unwrap_or_else(|| self.start.elapsed().as_secs_f64())
    }
}

/// A table of words a second for the whole of `analyse`, with fresh models from `analyser`.
pub fn speed(folder: &Path, analyser: &Analyser<'_>) -> Result<String, Error> {
    let mut out = String::from("| text | first document, ms | words a second |\n|---|---|---|\n");
    for (name, file, language) in TESTS {
        let treebank = Treebank::read(&folder.join(file))?;
        let texts: Vec<Document> = documents(&treebank, language);
        let words = |document: &Document| {
            analyser
                .analyse(document)
                .map_or(0, |analysis| analysis.value.sentences.iter().map(|s| s.tokens.len()).sum())
        };
        let start = Instant::now();
        texts.first().map(words);
        let first = start.elapsed().as_secs_f64() * 1000.0;
        let clock = Clock::new();
        let mut count = 0;
        while clock.seconds() < LONG_ENOUGH {
            count += texts.iter().map(words).sum::<usize>();
        }
        let speed = count as f64 / clock.seconds();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| {name} | {first:.0} | {speed:.0} |");
    }
    Ok(out)
}
