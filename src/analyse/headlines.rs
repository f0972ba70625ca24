//! Headlines in title case, read as the sentences that they are: *Zorvex Raises Funds* as *Zorvex raises funds*.
//!
//! Owns which capitals of such a line mean nothing: those of ordinary words that the rest of the text does not write
//! so. Takes the words of a sentence before they are tagged; the caller keeps the words as they stand in the text.

use rustc_hash::FxHashSet;

/// The words that a document writes with a capital inside its sentences, and how many words it has besides headlines.
pub(super) struct Capitals<'d> {
    names: FxHashSet<&'d str>,
    words: usize,
}

/// A line of fewer words is no headline.
const SHORTEST: usize = 4;

/// A text of so many words repeats the names of its headline.
const TELLING: usize = 60;

impl<'d> Capitals<'d> {
    /// Reads the lines of a text that are not headlines themselves.
    pub(super) fn new(text: &'d str) -> Self {
        let (mut names, mut count) = (FxHashSet::default(), 0);
        for line in text.lines() {
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            if is_title_case(words.iter().copied()) {
                continue;
            }
            count += words.len();
            for part in line.split(['.', '?', '!', ':', '"', '\u{AB}', '\u{201C}']) {
                let words = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
                names.extend(words.skip(1).filter(|word| is_capital(word)));
            }
        }
        Self { names, words: count }
    }

    /// The words of a sentence as they would stand in running text, or `None` when it is no headline.
    pub(super) fn lowered(&self, words: &[&str], is_word: impl Fn(&str) -> bool) -> Option<Vec<String>> {
        if !is_title_case(words.iter().copied()) || matches!(words.last(), Some(&("." | "?" | "!"))) {
            return None;
        }
        // *Ann Orr, Chief Engineer at X* is a signature: what is no known word there may be a name that stands once.
        let repeats = self.words >= TELLING && !words.contains(&",");
        let plain = |(at, word): (usize, &&str)| {
            let lower = word.to_lowercase();
            let initial = word.chars().skip(1).all(|c| !c.is_uppercase());
            let unnamed = is_capital(word) && initial && !self.names.contains(word);
            let ordinary = at > 0 && repeats || is_word(&lower);
            if unnamed && ordinary { lower } else { (*word).to_owned() }
        };
        Some(words.iter().enumerate().map(plain).collect())
    }
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether nearly all longer words of a line have a capital.
fn is_title_case<'w>(words: impl Iterator<Item = &'w str>) -> bool {
    let long: Vec<&str> =
        words.filter(|word| word.chars().count() > 3 && word.chars().any(char::is_alphabetic)).collect();
    let small = long.iter().filter(|word| !is_capital(word)).count();
    long.len() >= SHORTEST && small * 6 <= long.len()
}

#[cfg(test)]
mod tests {
    use super::Capitals;

    #[test]
    fn ordinary_words_of_a_headline_lose_their_capital_and_names_keep_it() {
        let text = "Zorvex Raises New Funds From Capital Bay\nThe firm Capital Bay paid for it.";
        let capitals = Capitals::new(text);
        let words = ["Zorvex", "Raises", "New", "Funds", "From", "Capital", "Bay"];
        let lowered = capitals.lowered(&words, |word| word != "zorvex").expect("a headline");
        assert_eq!(lowered, ["Zorvex", "raises", "new", "funds", "from", "Capital", "Bay"]);
        assert_eq!(capitals.lowered(&["The", "firm", "paid", "for", "it"], |_| true), None);
    }
}
