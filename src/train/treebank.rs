//! Treebanks: CoNLL-U files, plain or compressed with xz.
//!
//! Owns reading. Empty nodes are skipped; the ranges of multiword tokens are kept.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use crate::model::{Gender, Number};

/// A word of a treebank.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) form: String,
    pub(crate) lemma: String,
    /// The extended tag: UPOS, for verbs with `|VerbForm|Mood|Tense`.
    pub(crate) tag: String,
    pub(crate) number: Option<Number>,
    pub(crate) gender: Option<Gender>,
    pub(crate) person: Option<u8>,
    /// 1-based head, 0 for the root.
    pub(crate) head: usize,
    pub(crate) label: String,
    pub(crate) space_after: bool,
}

/// A sentence of a treebank.
#[derive(Debug, Clone, Default)]
pub struct Lesson {
    pub(crate) text: String,
    /// Whether a paragraph begins here, where the file tells.
    pub(crate) opens: bool,
    pub(crate) words: Vec<Word>,
    /// Multiword tokens: first and last word (1-based), and the surface form.
    pub(crate) contractions: Vec<(usize, usize, String)>,
}

/// Why a treebank could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file could not be read or unpacked.
    #[error("cannot read {}: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A line is not CoNLL-U.
    #[error("{}:{line}: not a line of CoNLL-U", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
    },
    /// A line is not of an affix file, or uses what the reader does not know.
    #[error("{}:{line}: an affix that is not understood", path.display())]
    Affixes {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
    },
    /// A model could not be written.
    #[error("cannot write {}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// A file of sentences.
#[derive(Debug, Clone, Default)]
pub struct Treebank {
    /// Its sentences in file order.
    pub lessons: Vec<Lesson>,
}

impl Treebank {
    /// Reads a `.conllu` or `.conllu.xz` file.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let unreadable = |reason: String| Error::Unreadable { path: path.to_owned(), reason };
        let text = if path.extension().is_some_and(|extension| extension == "xz") {
            let file = File::open(path).map_err(|cause| unreadable(cause.to_string()))?;
            let mut bytes = Vec::new();
            lzma_rs::xz_decompress(&mut BufReader::new(file), &mut bytes)
                .map_err(|cause| unreadable(format!("{cause:?}")))?;
            String::from_utf8(bytes).map_err(|cause| unreadable(cause.to_string()))?
        } else {
            fs::read_to_string(path).map_err(|cause| unreadable(cause.to_string()))?
        };
        Self::parse(&text).map_err(|line| Error::Malformed { path: path.to_owned(), line })
    }

    /// The sentences by paragraph; ten at a time where the file does not tell paragraphs.
    pub(crate) fn paragraphs(&self) -> Vec<&[Lesson]> {
        if self.lessons.iter().any(|lesson| lesson.opens) {
            let mut groups: Vec<&[Lesson]> = Vec::new();
            let mut start = 0;
            for end in 1..=self.lessons.len() {
                if self.lessons.get(end).is_none_or(|lesson| lesson.opens) {
                    groups.push(&self.lessons[start..end]);
                    start = end;
                }
            }
            return groups;
        }
        self.lessons.chunks(10).collect()
    }

    /// The lines of each paragraph, one of which ends with a title or a list item without a closing mark: documents have
    /// such lines stand by themselves.
    pub(crate) fn lines(&self) -> Vec<Vec<&[Lesson]>> {
        let is_line = |lesson: &Lesson| {
            let last = lesson.words.last().and_then(|word| word.form.chars().last());
            !last.is_some_and(|last| matches!(last, '.' | '!' | '?' | '\u{2026}' | '"' | '\u{BB}' | '\u{201D}' | ')'))
        };
        self.paragraphs().into_iter().map(|lessons| lessons.split_inclusive(is_line).collect()).collect()
    }

    fn parse(text: &str) -> Result<Self, usize> {
        let mut lessons = Vec::new();
        let mut lesson = Lesson::default();
        for (number, line) in text.lines().enumerate() {
            if line.is_empty() {
                if !lesson.words.is_empty() {
                    lessons.push(std::mem::take(&mut lesson));
                }
            } else if let Some(comment) = line.strip_prefix('#') {
                if let Some(text) = comment.trim_start().strip_prefix("text = ") {
                    text.clone_into(&mut lesson.text);
                }
                lesson.opens |=
                    comment.trim_start().starts_with("newpar") || comment.trim_start().starts_with("newdoc");
            } else {
                read_line(line, &mut lesson).ok_or(number + 1)?;
            }
        }
        if !lesson.words.is_empty() {
            lessons.push(lesson);
        }
        Ok(Self { lessons })
    }
}

fn read_line(line: &str, lesson: &mut Lesson) -> Option<()> {
    let cells: Vec<&str> = line.split('\t').collect();
    if cells.len() != 10 {
        return None;
    }
    if cells[0].contains('.') {
        return Some(());
    }
    if let Some((first, last)) = cells[0].split_once('-') {
        lesson.contractions.push((first.parse().ok()?, last.parse().ok()?, cells[1].to_owned()));
        return Some(());
    }
    let feature = |name: &str| cells[5].split('|').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let tag = match cells[3] {
        "VERB" | "AUX" => {
            let part = |name| feature(name).unwrap_or_default();
            format!("{}|{}|{}|{}", cells[3], part("VerbForm"), part("Mood"), part("Tense"))
        }
        "PRON" if matches!(feature("PronType"), Some("Rel")) => "PRON|Rel".to_owned(),
        upos => upos.to_owned(),
    };
    lesson.words.push(Word {
        form: cells[1].to_owned(),
        lemma: cells[2].to_owned(),
        tag,
        number: feature("Number").and_then(|value| match value {
            "Sing" => Some(Number::Sing),
            "Plur" => Some(Number::Plur),
            _ => None,
        }),
        gender: feature("Gender").and_then(|value| match value {
            "Masc" => Some(Gender::Masc),
            "Fem" => Some(Gender::Fem),
            "Neut" => Some(Gender::Neut),
            _ => None,
        }),
        person: feature("Person").and_then(|value| value.parse().ok()),
        head: cells[6].parse().ok()?,
        label: cells[7].to_owned(),
        space_after: !cells[9].split('|').any(|pair| pair == "SpaceAfter=No"),
    });
    Some(())
}
