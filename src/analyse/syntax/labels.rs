//! Labels before a colon, which are no part of the sentence behind it: *Record margins: X sold its plant in Hull*.
//!
//! Owns where such a label ends. Takes a sentence's words before they are parsed; leaves headlines to `headlines`.

use crate::analyse::features::Shape;
use crate::model::{Upos, VerbForm};

use super::{Form, Syntax};

/// Words of the longest label, and of the shortest sentence that may have one.
const LONGEST: usize = 6;
const SHORTEST: usize = 5;

/// Words of the longest source behind the dash of a headline, and of the shortest headline that has one.
const LONGEST_SOURCE: usize = 3;
const SHORTEST_HEADLINE: usize = 4;

impl Syntax {
    /// Where the source of a headline begins with its dash: *X to buy Y - sources*, *X sues Y - The Gazette*.
    pub(crate) fn source(forms: &[Form]) -> Option<usize> {
        let dash = |form: &Form| matches!(&*form.text, "-" | "\u{2013}" | "\u{2014}" | "|");
        let at = forms.iter().rposition(dash)?;
        let behind = forms.len() - at - 1;
        let apart = at > 0
            && forms[at - 1].span.end < forms[at].span.start
            && forms.get(at + 1).is_some_and(|next| forms[at].span.end < next.span.start);
        let words = forms[at + 1..].iter().all(|form| form.text.starts_with(char::is_alphabetic));
        let once = !forms[..at].iter().any(dash);
        (apart && words && once && at >= SHORTEST_HEADLINE && (1..=LONGEST_SOURCE).contains(&behind)).then_some(at)
    }

    /// The words that the label of a sentence takes with its colon, if it has one: a few words without a verb, before
    /// a clause that has one and speaks for itself.
    pub(crate) fn label(&self, forms: &[Form]) -> Option<usize> {
        let colon = forms.iter().take(LONGEST + 1).position(|form| &*form.text == ":").filter(|&colon| colon > 0)?;
        let behind = forms.get(colon + 1..).filter(|behind| behind.len() >= SHORTEST)?;
        // *X (Nasdaq: XYZ) has bought Y*: what a bracket holds is no label of what follows.
        let opens = |form: &Form| matches!(&*form.text, "(" | "[");
        let closes = |form: &Form| matches!(&*form.text, ")" | "]");
        let count = |holds: &dyn Fn(&Form) -> bool| forms[..colon].iter().filter(|form| holds(form)).count();
        if count(&opens) > count(&closes) {
            return None;
        }
        // *18 October 2005: X was fined*: the date is said of what follows.
        if forms[..colon].iter().any(|form| form.text.len() == 4 && form.text.chars().all(|c| c.is_ascii_digit())) {
            return None;
        }
        // What somebody says belongs to who says it.
        if !behind[0].text.starts_with(char::is_alphabetic) {
            return None;
        }
        let mut normals = vec![String::new(); forms.len()];
        let shapes: Vec<Shape> =
            forms.iter().zip(&mut normals).map(|(form, normal)| Shape::with_normal(&form.text, normal)).collect();
        let (tags, _) = self.tagged(forms, &normals, &shapes);
        // *The game Arkmoor: Empire has sold well*: a noun with its article and a name right before the colon is a title's first part.
        let upos = |at: usize| self.model.tags.upos(tags[at]);
        let capital = |at: usize| forms[at].text.starts_with(char::is_uppercase);
        let tight = forms[colon - 1].span.end == forms[colon].span.start;
        // *The broker Orr: Tilvarn has bought Korvel*.
        let firm = colon > 2 && self.vocabulary.firms.contains(&normals[1]);
        let called = colon > 2 && !firm && upos(0) == Upos::Det && upos(1) == Upos::Noun && !capital(1);
        if called && tight && (2..colon).all(capital) && capital(colon + 1) && upos(colon + 1) != Upos::Det {
            return None;
        }
        let verbal = |at: usize| matches!(self.model.tags.upos(tags[at]), Upos::Verb | Upos::Aux);
        let finite = |at: usize| verbal(at) && self.model.tags.morph(tags[at]).verb_form == Some(VerbForm::Fin);
        let speaks = (colon + 2..forms.len()).any(finite) && !(0..colon).any(verbal);
        speaks.then_some(colon + 1)
    }
}
