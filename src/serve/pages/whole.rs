//! A text as a page shows it: paragraphs, cut where the words of statements begin and end.
//!
//! Owns the cuts. Takes offsets in characters, as evidence has them.

use serde::Serialize;

/// Words of a paragraph, and the stretch of evidence that they belong to.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Words {
    text: String,
    /// The fragment of the stretch, `char=120,180`; nothing where nothing is said.
    at: String,
}

/// The paragraphs of a text. Where stretches lie in each other the shorter one has the words.
pub(super) fn paragraphs(text: &str, stretches: &[(usize, usize)]) -> Vec<Vec<Words>> {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |at: usize| places[at.min(places.len() - 1)];
    let mut spans: Vec<(usize, usize, String)> =
        stretches.iter().map(|(begin, end)| (byte(*begin), byte(*end), format!("char={begin},{end}"))).collect();
    spans.sort_by_key(|(begin, end, _)| (end.saturating_sub(*begin), *begin));
    let mut cuts: Vec<usize> = spans.iter().flat_map(|(begin, end, _)| [*begin, *end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut found = Vec::new();
    let mut from = 0;
    for part in text.split("\n\n") {
        let until = from + part.len();
        if !part.trim().is_empty() {
            let blank = part.len() - part.trim_start_matches('\n').len();
            found.push(cut(text, from + blank, until, &cuts, &spans));
        }
        from = until + 2;
    }
    found
}

fn cut(text: &str, from: usize, until: usize, cuts: &[usize], spans: &[(usize, usize, String)]) -> Vec<Words> {
    let inside = cuts[cuts.partition_point(|cut| *cut <= from)..].iter().copied().take_while(|cut| *cut < until);
    let mut at = from;
    let mut words = Vec::new();
    for next in inside.chain([until]) {
        let over = spans.iter().find(|(begin, end, _)| *begin <= at && next <= *end);
        let fragment = over.map(|(.., fragment)| fragment.clone()).unwrap_or_default();
        words.push(Words { text: text[at..next].to_owned(), at: fragment });
        at = next;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_shortest_stretch_that_holds_them() {
        let text = "\u{C9}t\u{E9}. Un deux trois.\n\n\nQuatre cinq\nsix.";
        let found = paragraphs(text, &[(5, 19), (8, 12), (22, 28), (400, 500)]);
        let shown: Vec<Vec<(&str, &str)>> =
            found.iter().map(|words| words.iter().map(|one| (one.text.as_str(), one.at.as_str())).collect()).collect();
        let first =
            vec![("\u{C9}t\u{E9}. ", ""), ("Un ", "char=5,19"), ("deux", "char=8,12"), (" trois.", "char=5,19")];
        assert_eq!(shown, [first, vec![("Quatre", "char=22,28"), (" cinq\nsix.", "")]]);
        let again: String = found.iter().flatten().map(|one| one.text.as_str()).collect();
        assert_eq!(again, text.replace("\n\n\n", ""));
    }
}
