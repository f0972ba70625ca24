//! The words of a sentence on their way to a tree.
//!
//! Owns what has been decided of each word so far: tag, readings of the dictionary under it, lemma. Takes surface words and
//! the tags of the tagger; a later step that knows better sets a word's tag, and the rest follows.

use crate::analyse::features::Shape;
use crate::analyse::inflections::Reading;
use crate::model::Upos;

use super::{Form, Syntax};

/// A sentence's words; the lists are of one length.
pub(super) struct Words<'s> {
    pub(super) forms: Vec<Form>,
    /// The forms as the tables key them.
    pub(super) normals: Vec<String>,
    pub(super) shapes: Vec<Shape>,
    /// Columns of the tagger.
    pub(super) tags: Vec<usize>,
    /// What a dictionary says of a word under its tag, where training did not see the form, or saw it rarely.
    pub(super) readings: Vec<Vec<&'s Reading>>,
    pub(super) lemmas: Vec<Box<str>>,
}

impl Words<'_> {
    pub(super) fn len(&self) -> usize {
        self.forms.len()
    }
}

impl Syntax {
    /// The words of these forms with the tags of the tagger, lemmas not yet among them.
    pub(super) fn words(&self, forms: Vec<Form>) -> Words<'_> {
        let mut normals = vec![String::new(); forms.len()];
        let shapes: Vec<Shape> =
            forms.iter().zip(&mut normals).map(|(form, normal)| Shape::with_normal(&form.text, normal)).collect();
        let (tags, readings) = self.tagged(&forms, &normals, &shapes);
        Words { forms, normals, shapes, tags, readings, lemmas: Vec::new() }
    }

    /// Gives a word another tag, with what the dictionary says of it under that.
    pub(super) fn retag<'s>(&'s self, words: &mut Words<'s>, at: usize, tag: usize) {
        words.tags[at] = tag;
        words.readings[at] = self.under(words, at, tag);
    }

    /// The lemmas that go with the tags.
    pub(super) fn lemmatise(&self, words: &mut Words<'_>) {
        words.lemmas = (0..words.len()).map(|at| self.lemma_of(words, at)).collect();
    }

    pub(super) fn lemma_of(&self, words: &Words<'_>, at: usize) -> Box<str> {
        self.lemma(&words.forms[at].text, &words.normals[at], words.tags[at], &words.readings[at]).into()
    }

    /// What the dictionary says of a word under a tag.
    pub(super) fn under(&self, words: &Words<'_>, at: usize, tag: usize) -> Vec<&Reading> {
        self.lexicon.under(tag, self.lexicon.readings(&words.forms[at].text, &words.normals[at]))
    }

    pub(super) fn upos(&self, words: &Words<'_>, at: usize) -> Upos {
        self.model.tags.upos(words.tags[at])
    }
}
