//! Texts of lines cut into pieces where their content says so (content-defined chunking), which later changes elsewhere
//! do not move.
//!
//! Owns where a piece begins, and the hashes of the pieces and of the whole. Takes a text in stretches, as it was made.

use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// A text in stretches, cut into pieces.
#[derive(Default)]
pub(super) struct Pieces<'t> {
    /// SHA-256 of the whole.
    pub(super) whole: String,
    /// SHA-256 of each piece.
    pub(super) hashes: Vec<String>,
    /// The stretches of each piece.
    pub(super) texts: Vec<Vec<&'t str>>,
}

impl<'t> Pieces<'t> {
    /// The key of a line is what stands before `end`: a subject, a document. Lines of one key come in a row and within
    /// one stretch; one key in `one_in` begins a piece.
    pub(super) fn of<T: AsRef<str> + Sync>(stretches: &'t [T], end: &str, one_in: u64) -> Self {
        let (whole, (texts, hashes)) = rayon::join(
            || hash(stretches.iter().map(AsRef::as_ref)),
            || {
                let cuts: Vec<Vec<usize>> = stretches.par_iter().map(|text| cuts(text.as_ref(), end, one_in)).collect();
                let texts = cut(stretches, &cuts);
                let hashes = texts.par_iter().map(|texts| hash(texts.iter().copied())).collect();
                (texts, hashes)
            },
        );
        Self { whole, hashes, texts }
    }
}

/// Where pieces begin in a stretch.
fn cuts(text: &str, end: &str, one_in: u64) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut at, mut key) = (0, "");
    for line in text.split_inclusive('\n') {
        // Most lines have the key of the line before.
        let same = at > 0 && line.starts_with(key) && line[key.len()..].starts_with(end);
        if !same {
            key = line.find(end).map_or(line, |end| &line[..end]);
            if fingerprint(key).is_multiple_of(one_in) {
                found.push(at);
            }
        }
        at += line.len();
    }
    found
}

fn cut<'t, T: AsRef<str>>(stretches: &'t [T], cuts: &[Vec<usize>]) -> Vec<Vec<&'t str>> {
    let mut pieces: Vec<Vec<&str>> = Vec::new();
    let mut piece: Vec<&str> = Vec::new();
    for (text, cuts) in stretches.iter().map(AsRef::as_ref).zip(cuts) {
        let mut from = 0;
        for &at in cuts {
            piece.extend(Some(&text[from..at]).filter(|part| !part.is_empty()));
            pieces.extend(Some(std::mem::take(&mut piece)).filter(|piece| !piece.is_empty()));
            from = at;
        }
        piece.extend(Some(&text[from..]).filter(|part| !part.is_empty()));
    }
    pieces.extend(Some(piece).filter(|piece| !piece.is_empty()));
    pieces
}

fn hash<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut hash = Sha256::new();
    texts.for_each(|text| hash.update(text.as_bytes()));
    hexadecimal(&hash.finalize())
}

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])).collect()
}

/// A number that hardly two keys share (FNV-1a with a final mix).
fn fingerprint(key: &str) -> u64 {
    let hash = key
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3));
    (hash ^ hash >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(keys: std::ops::Range<usize>) -> String {
        keys.map(|key| format!("<{key}> a\n<{key}> b\n")).collect()
    }

    #[test]
    fn pieces_do_not_depend_on_the_stretches() {
        let whole = lines(0..100);
        let stretches = [lines(0..1), lines(1..40), lines(40..100)];
        let stretches: Vec<&str> = stretches.iter().map(String::as_str).collect();
        let whole = [whole.as_str()];
        let (one, three) = (Pieces::of(&whole, "> ", 8), Pieces::of(&stretches, "> ", 8));
        assert_eq!((&one.whole, &one.hashes), (&three.whole, &three.hashes));
        assert!(one.hashes.len() > 3, "{:?}", one.texts);
        assert_eq!(one.texts.concat().concat(), whole[0]);
    }

    #[test]
    fn a_change_leaves_other_pieces_alone() {
        let (before, after) = ([lines(0..100)], [lines(0..50) + &lines(200..201) + &lines(50..100)]);
        let (before, after) = (Pieces::of(&before, "> ", 8), Pieces::of(&after, "> ", 8));
        let new = after.hashes.iter().filter(|hash| !before.hashes.contains(hash)).count();
        assert!(new <= 2, "{new} pieces changed");
    }
}
