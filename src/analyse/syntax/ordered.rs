//! Verbs behind a word of order that stands for one of two: *Le premier fabrique des pompes*.
//!
//! Owns what betrays them: as a noun they would differ in gender from the word before. Takes tags before the tree is made;
//! leaves other second thoughts to `doubted`.

use crate::model::Upos;

use super::Syntax;
use super::words::Words;

impl Syntax {
    /// The tag of a verb in the present for what the tagger took for a noun, where a word of order of another gender stands
    /// before it and what may open an object behind it.
    pub(super) fn verb_of_order(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let word = at.checked_sub(1).filter(|&word| self.vocabulary.ordinals.contains(&words.normals[word]))?;
        let gender = |at: usize| {
            let tag = words.tags[at];
            self.morph(tag, &words.normals[at], &self.under(words, at, tag)).gender
        };
        let article = word.checked_sub(1).is_some_and(|before| self.upos(words, before) == Upos::Det);
        let opens = at + 1 < words.len() && matches!(self.upos(words, at + 1), Upos::Det | Upos::Num | Upos::Adp);
        let noun = self.upos(words, at) == Upos::Noun && self.upos(words, word) == Upos::Adj;
        let differs = gender(word).zip(gender(at)).is_some_and(|(word, noun)| word != noun);
        self.present(words, at).filter(|_| article && opens && noun && differs)
    }
}
