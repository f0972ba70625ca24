//! Labels before a colon, which are no part of the sentence behind it: *Record margins: X sold its plant in Hull*.
//!
//! Owns where such a label ends. Takes a sentence's words before they are parsed; leaves headlines to `headlines`.

use crate::analyse::features::Shape;
use crate::model::{Upos, VerbForm};

use super::{Form, Syntax};

/// Words of the longest label, and of the shortest sentence that may have one.
const LONGEST: usize = 6;
const SHORTEST: usize = 5;

impl Syntax {
    /// The words that the label of a sentence takes with its colon, if it has one: a few words without a verb, before
    /// a clause that has one and speaks for itself.
    pub(crate) fn label(&self, forms: &[Form]) -> Option<usize> {
        let colon = forms.iter().take(LONGEST + 1).position(|form| &*form.text == ":").filter(|&colon| colon > 0)?;
        let behind = forms.get(colon + 1..).filter(|behind| behind.len() >= SHORTEST)?;
        // What somebody says belongs to who says it.
        if !behind[0].text.starts_with(char::is_alphabetic) {
            return None;
        }
        let mut normals = vec![String::new(); forms.len()];
        let shapes: Vec<Shape> =
            forms.iter().zip(&mut normals).map(|(form, normal)| Shape::with_normal(&form.text, normal)).collect();
        let (tags, _) = self.tagged(forms, &normals, &shapes);
        let verbal = |at: usize| matches!(self.model.tags.upos(tags[at]), Upos::Verb | Upos::Aux);
        let finite = |at: usize| verbal(at) && self.model.tags.morph(tags[at]).verb_form == Some(VerbForm::Fin);
        let speaks = (colon + 2..forms.len()).any(finite) && !(0..colon).any(verbal);
        speaks.then_some(colon + 1)
    }
}
