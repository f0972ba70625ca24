//! Clitics in the place of a genitive, which share their form with an adposition: *Y en détiendra 35 %*, *X en part*.
//!
//! Owns what tells the two apart, and the verb behind such a clitic. Takes tags before the tree is made; leaves other second
//! thoughts to `doubted`.

use crate::analyse::inflections::Reading;
use crate::model::{Upos, VerbForm};

use super::{Form, Syntax};

impl Syntax {
    /// Reads an adposition that no noun follows as the clitic of the verb behind it.
    pub(super) fn clitics<'s>(
        &'s self,
        forms: &[Form],
        normals: &[String],
        tags: &mut [usize],
        readings: &mut [Vec<&'s Reading>],
    ) {
        for at in 0..tags.len().saturating_sub(1) {
            if !self.vocabulary.clitics.contains(&normals[at]) {
                continue;
            }
            if let Some(verb) = self.verb_behind(forms, normals, tags, at) {
                self.set(forms, normals, (at + 1, verb), tags, readings);
            }
            let pronoun = self
                .model
                .tags
                .of(Upos::Pron)
                .filter(|_| self.model.tags.upos(tags[at]) == Upos::Adp && self.is_finite(tags[at + 1]));
            if let Some(pronoun) = pronoun {
                self.set(forms, normals, (at, pronoun), tags, readings);
            }
        }
    }

    fn set<'s>(
        &'s self,
        forms: &[Form],
        normals: &[String],
        (at, tag): (usize, usize),
        tags: &mut [usize],
        readings: &mut [Vec<&'s Reading>],
    ) {
        tags[at] = tag;
        readings[at] = self.lexicon.under(tag, self.lexicon.readings(&forms[at].text, &normals[at]));
    }

    /// *X en part en 2003*, *Y en compte 450*: where a sentence has no finite verb, the noun behind a name or pronoun and
    /// the clitic is one.
    fn verb_behind(&self, forms: &[Form], normals: &[String], tags: &[usize], at: usize) -> Option<usize> {
        let upos = |at: usize| self.model.tags.upos(tags[at]);
        let subject = at.checked_sub(1).is_some_and(|before| matches!(upos(before), Upos::Propn | Upos::Pron));
        let goes_on = at + 2 >= tags.len() || matches!(upos(at + 2), Upos::Num | Upos::Adp | Upos::Det | Upos::Punct);
        let verbless = !tags.iter().any(|&tag| self.is_finite(tag));
        let noun = upos(at + 1) == Upos::Noun && upos(at) == Upos::Adp;
        (subject && goes_on && verbless && noun).then(|| self.present(forms, normals, at + 1)).flatten()
    }

    fn is_finite(&self, tag: usize) -> bool {
        let verbal = matches!(self.model.tags.upos(tag), Upos::Verb | Upos::Aux);
        verbal && self.model.tags.morph(tag).verb_form == Some(VerbForm::Fin)
    }
}
