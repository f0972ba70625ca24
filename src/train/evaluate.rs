//! Scores: from gold tokens, and from raw text as the CoNLL 2018 shared task counts.
//!
//! Owns the comparison of trees. A raw-text word is right when its span and its place in
//! the span agree with the treebank's.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::analyse::Analyser;
use crate::model::{Block, BlockKind, Document, DocumentInfo, Language, Sentence, Span};

use super::treebank::{Error, Lesson, Treebank, Word};

/// The test files with the language they are in.
pub(super) const TESTS: [(&str, &str, Language); 4] = [
    ("Sequoia", "fr_sequoia/fr_sequoia-ud-test.conllu.xz", Language::French),
    ("GSD", "fr_gsd/fr_gsd-ud-test.conllu.xz", Language::French),
    ("EWT", "en_ewt/en_ewt-ud-test.conllu.xz", Language::English),
    ("GUM", "en_gum/en_gum-ud-test.conllu.xz", Language::English),
];

/// The development files with the language they are in.
const DEVELOPMENT: [(&str, &str, Language); 3] = [
    ("Sequoia", "fr_sequoia/fr_sequoia-ud-dev.conllu.xz", Language::French),
    ("EWT", "en_ewt/en_ewt-ud-dev.conllu.xz", Language::English),
    ("GUM", "en_gum/en_gum-ud-dev.conllu.xz", Language::English),
];

/// A table of scores, in per cent, of the models that stand in the binary.
pub fn evaluate(folder: &Path, analyser: &Analyser<'_>, development: bool) -> Result<String, Error> {
    let mut out = String::from(
        "| test | UPOS | lemma | UAS | LAS | lines: sentences | raw: sentences | words | UPOS | UAS | LAS |\n|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    let files: &[_] = if development { &DEVELOPMENT } else { &TESTS };
    for &(name, file, language) in files {
        let treebank = Treebank::read(&folder.join(file))?;
        let gold = from_gold_tokens(&treebank, analyser, language);
        let raw = from_raw_text(
            &treebank.paragraphs().into_iter().map(|text| vec![text]).collect::<Vec<_>>(),
            analyser,
            language,
        );
        let lines = from_raw_text(&treebank.lines(), analyser, language);
        let scores = gold.iter().chain(&lines[..1]).chain(&raw);
        let cells: Vec<String> = scores.map(|score| format!("{:.1}", score * 100.0)).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| {name} | {} |", cells.join(" | "));
    }
    Ok(out)
}

fn core(label: &str) -> &str {
    label.split(':').next().unwrap_or(label)
}

/// UPOS, lemma, UAS and LAS over core labels, punctuation counted.
fn from_gold_tokens(treebank: &Treebank, analyser: &Analyser<'_>, language: Language) -> [f64; 4] {
    let mut right = [0_usize; 4];
    let mut all = 0;
    for lesson in &treebank.lessons {
        let forms: Vec<&str> = lesson.words.iter().map(|word| word.form.as_str()).collect();
        let Ok(sentence) = analyser.sentence_of(language, &forms) else { return [0.0; 4] };
        for (gold, token) in lesson.words.iter().zip(&sentence.tokens) {
            let head = token.head.map_or(0, |head| head + 1);
            let attached = head == gold.head;
            all += 1;
            right[0] += usize::from(gold.tag.split('|').next() == Some(token.upos.name()));
            right[1] += usize::from(gold.lemma.to_lowercase() == token.lemma.to_lowercase());
            right[2] += usize::from(attached);
            right[3] += usize::from(attached && core(&gold.label) == core(&token.deprel));
        }
    }
    right.map(|count| count as f64 / f64::from(u32::try_from(all.max(1)).unwrap_or(u32::MAX)))
}

/// F1 of sentences, words, UPOS, UAS and LAS on texts of running lines.
fn from_raw_text(texts: &[Vec<&[Lesson]>], analyser: &Analyser<'_>, language: Language) -> [f64; 5] {
    let (mut right, mut gold_count, mut found_count) = ([0_usize; 5], [0_usize; 5], [0_usize; 5]);
    for lines in texts {
        let (document, gold) = of_lines(lines, language);
        let Ok(analysis) = analyser.analyse(&document) else { continue };
        let found = analysis.value.sentences;
        let gold_spans: Vec<Span> = gold.iter().map(|sentence| sentence.span).collect();
        right[0] += found.iter().filter(|sentence| gold_spans.contains(&sentence.span)).count();
        gold_count[0] += gold.len();
        found_count[0] += found.len();
        let (gold, found) = (keyed(&gold), keyed(&found));
        for counts in [&mut gold_count[1..], &mut found_count[1..]].into_iter().zip([gold.len(), found.len()]) {
            counts.0.iter_mut().for_each(|count| *count += counts.1);
        }
        for (key, word) in &gold {
            let Some(other) = found.get(key) else { continue };
            right[1] += 1;
            right[2] += usize::from(word.0 == other.0);
            right[3] += usize::from(word.1 == other.1);
            right[4] += usize::from(word.1 == other.1 && word.2 == other.2);
        }
    }
    std::array::from_fn(|index| 2.0 * right[index] as f64 / (gold_count[index] + found_count[index]).max(1) as f64)
}

type Key = (usize, usize, usize);

/// Words by span and place in it: UPOS, the head's key, the core label.
fn keyed(sentences: &[Sentence]) -> BTreeMap<Key, (&'static str, Option<Key>, String)> {
    let mut found = BTreeMap::new();
    for sentence in sentences {
        let key = |index: usize| {
            let span = sentence.tokens[index].span;
            let place = sentence.tokens[..index].iter().rev().take_while(|other| other.span == span).count();
            (span.start, span.end, place)
        };
        for (index, token) in sentence.tokens.iter().enumerate() {
            found.insert(key(index), (token.upos.name(), token.head.map(key), core(&token.deprel).to_owned()));
        }
    }
    found
}

/// A test file as documents of ten sentences.
pub(super) fn documents(treebank: &Treebank, language: Language) -> Vec<Document> {
    treebank.lessons.chunks(10).map(|lessons| of_lines(&[lessons], language).0).collect()
}

/// A document with a block for each line, and the sentences of the treebank in it.
fn of_lines(lines: &[&[Lesson]], language: Language) -> (Document, Vec<Sentence>) {
    let (mut text, mut blocks, mut sentences) = (String::new(), Vec::new(), Vec::new());
    for lessons in lines {
        let (line, gold) = running(lessons);
        let start = text.len();
        let moved = |span: Span| Span::new(span.start + start, span.end + start);
        text.push_str(&line);
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, text.len()) });
        text.push('\n');
        sentences.extend(gold.into_iter().map(|mut sentence| {
            sentence.span = moved(sentence.span);
            sentence.tokens.iter_mut().for_each(|token| token.span = moved(token.span));
            sentence
        }));
    }
    (document(text, blocks, language), sentences)
}

/// Lessons as running text, and their sentences with spans in it.
pub(super) fn running(lessons: &[Lesson]) -> (String, Vec<Sentence>) {
    let mut text = String::new();
    let mut sentences = Vec::new();
    for lesson in lessons {
        let start = text.len();
        let mut spans = Vec::with_capacity(lesson.words.len());
        let mut at = 1;
        while at <= lesson.words.len() {
            let contraction = lesson.contractions.iter().find(|(first, ..)| *first == at);
            let (form, last) = contraction.map_or((&lesson.words[at - 1].form, at), |(_, last, form)| (form, *last));
            let from = text.len();
            text.push_str(form);
            spans.extend(parts(&lesson.words[at - 1..last], form, from));
            if lesson.words[last - 1].space_after {
                text.push(' ');
            }
            at = last + 1;
        }
        let end = text.trim_end().len();
        text.truncate(end);
        let tokens = lesson.words.iter().zip(spans).map(|(word, span)| crate::model::Token {
            span,
            form: word.form.as_str().into(),
            small: None,
            lemma: word.lemma.as_str().into(),
            upos: word.tag.split('|').next().and_then(crate::model::Upos::from_name).unwrap_or(crate::model::Upos::X),
            morph: crate::model::Morph::default(),
            head: word.head.checked_sub(1),
            deprel: word.label.as_str().into(),
        });
        sentences.push(Sentence {
            span: Span::new(start, end),
            block: 0,
            language: Language::French,
            tokens: tokens.collect(),
        });
        text.push(' ');
    }
    (text, sentences)
}

/// The spans of the words of one surface form: their own where they make it up letter by letter
/// (as the official scorer aligns them), else that of the whole.
fn parts(words: &[Word], form: &str, from: usize) -> Vec<Span> {
    let whole = Span::new(from, from + form.len());
    if words.iter().map(|word| word.form.as_str()).collect::<String>() != form {
        return vec![whole; words.len()];
    }
    let mut start = from;
    let own = |word: &Word| {
        let span = Span::new(start, start + word.form.len());
        start = span.end;
        span
    };
    words.iter().map(own).collect()
}

fn document(text: String, blocks: Vec<Block>, language: Language) -> Document {
    let info = DocumentInfo {
        name: "test".to_owned(),
        hash: String::new(),
        language: Some(language),
        characters: text.chars().count(),
        ..DocumentInfo::default()
    };
    Document { info, text, blocks }
}
