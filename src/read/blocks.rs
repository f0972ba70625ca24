//! Blocks of plain text: titles, headings, paragraphs, items.
//!
//! Owns what line breaks and blanks mean. Offsets point into the text as decoded.

use std::collections::BTreeSet;

use crate::model::{Block, BlockKind, Span};

use super::Parsed;

/// Lines of hard-wrapped text are about this long; longer ones are paragraphs by themselves.
const WRAP: std::ops::RangeInclusive<usize> = 50..=100;

/// Plain text: the first short line is the title; blank lines, and single breaks where lines are
/// not hard-wrapped, divide paragraphs.
pub(super) fn plain(text: String) -> Parsed {
    let lines: Vec<Span> = lines(&text);
    let wrapped = is_wrapped(&text, &lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in lines {
        let content = trimmed(&text, line);
        if content.start == content.end {
            open = false;
            continue;
        }
        let (kind, content) = kind(&text, content);
        let joins = open && wrapped && kind == BlockKind::Paragraph;
        match blocks.last_mut().filter(|block| joins && matches!(block.kind, BlockKind::Paragraph | BlockKind::Item)) {
            Some(block) => block.span.end = content.end,
            None => blocks.push(Block { kind, span: content }),
        }
        open = true;
    }
    if let Some(first) = blocks.first_mut().filter(|block| block.kind == BlockKind::Heading) {
        first.kind = BlockKind::Title;
    }
    let title = blocks.first().filter(|block| block.kind == BlockKind::Title);
    let title = title.map(|block| text[block.span.start..block.span.end].to_owned());
    Parsed { text, blocks, title, ..Parsed::default() }
}

fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let content = line.trim_end_matches(['\n', '\r', '\u{2028}', '\u{2029}']);
        found.push(Span::new(start, start + content.len()));
        start += line.len();
    }
    found
}

fn trimmed(text: &str, span: Span) -> Span {
    let line = &text[span.start..span.end];
    let start = span.start + line.len() - line.trim_start().len();
    Span::new(
        start.min(span.start + line.trim_end().len()).max(span.start),
        (span.start + line.trim_end().len()).max(start.min(span.end)),
    )
}

/// Whether most lines that are followed by another are of wrapped length.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let length = |line: &Span| text[line.start..line.end].trim().chars().count();
    let followed: Vec<usize> = lines
        .windows(2)
        .filter(|pair| length(&pair[0]) > 0 && length(&pair[1]) > 0)
        .map(|pair| length(&pair[0]))
        .collect();
    let typical = followed.iter().filter(|length| WRAP.contains(length)).count();
    followed.len() >= 3 && typical * 10 >= followed.len() * 7
}

/// What a line is, and its content without the mark of an item.
fn kind(text: &str, span: Span) -> (BlockKind, Span) {
    let line = &text[span.start..span.end];
    let bullet = line.trim_start_matches([
        '-', '*', '\u{2022}', '\u{2023}', '\u{25AA}', '\u{25CF}', '\u{2013}', '\u{2014}', '\u{B7}',
    ]);
    let marked = bullet.len() < line.len() && bullet.starts_with([' ', '\t', '\u{A0}']);
    if marked {
        let rest = bullet.trim_start();
        return (BlockKind::Item, Span::new(span.end - rest.len(), span.end));
    }
    let words = line.split_whitespace().count();
    let ends = line.ends_with(['.', '!', '?', ';', ',', '\u{2026}', '\u{BB}', '"', '\u{201D}', ')']);
    if words > 0 && words <= 16 && !ends && line.chars().any(char::is_alphabetic) {
        return (BlockKind::Heading, span);
    }
    (BlockKind::Paragraph, span)
}

/// Marks paragraphs that stand in the document a second time, and says how many.
pub(super) fn silence_repeats(text: &str, blocks: &mut [Block]) -> usize {
    let mut seen = BTreeSet::new();
    let mut repeated = 0;
    for block in blocks.iter_mut().filter(|block| block.kind != BlockKind::Other) {
        let content = &text[block.span.start..block.span.end];
        // Short lines repeat for good reasons.
        if content.chars().count() >= 60 && !seen.insert(content) {
            block.kind = BlockKind::Other;
            repeated += 1;
        }
    }
    repeated
}
