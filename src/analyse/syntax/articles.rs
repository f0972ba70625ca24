//! Contractions that are articles after all: *X vend des vélos*.
//!
//! Owns the second look at a contraction that the splitter has divided right behind a verb, which it decides from the
//! shapes of words alone. Takes tags; gives the words anew; leaves the division itself to `syntax`.

use crate::model::{Upos, VerbForm};

use super::words::Words;
use super::{Form, Syntax};

impl Syntax {
    /// The words of a sentence with the contractions undivided that a verb has for the article of its object, if any.
    pub(super) fn undivided(&self, words: &Words<'_>) -> Option<Vec<Form>> {
        let forms = &words.forms;
        let acts = |at: usize| {
            let morph = self.morph(words.tags[at], &words.normals[at], &words.readings[at]);
            matches!(morph.verb_form, Some(VerbForm::Fin | VerbForm::Inf))
        };
        let articles: Vec<usize> = (1..forms.len().saturating_sub(2))
            .filter(|&at| forms[at].span == forms[at + 1].span && self.is_article(words, at) && acts(at - 1))
            .collect();
        if articles.is_empty() {
            return None;
        }
        let mut whole = Vec::with_capacity(forms.len());
        for (at, form) in forms.iter().enumerate() {
            if at.checked_sub(1).is_some_and(|before| articles.contains(&before)) {
                continue;
            }
            let contraction =
                articles.contains(&at).then(|| self.contraction(&form.text, &forms[at + 1].text)).flatten();
            whole.push(Form { span: form.span, text: contraction.map_or_else(|| form.text.clone(), Into::into) });
        }
        Some(whole)
    }

    /// Whether the contraction at `at` stands between a verb that takes an object and the noun of it.
    fn is_article(&self, words: &Words<'_>, at: usize) -> bool {
        let Words { forms, lemmas, .. } = words;
        let upos = |at: usize| self.upos(words, at);
        upos(at - 1) == Upos::Verb
            && self.vocabulary.takes_object.contains(&*lemmas[at - 1])
            && matches!(upos(at + 2), Upos::Noun | Upos::Adj)
            && self.vocabulary.genitives.iter().any(|marker| *marker == *forms[at].text)
            && self.contraction(&forms[at].text, &forms[at + 1].text).is_some()
    }

    /// The one word of two.
    fn contraction(&self, first: &str, second: &str) -> Option<&str> {
        let mut whole: Vec<&str> = self
            .vocabulary
            .contractions
            .iter()
            .filter(|(_, parts)| parts.len() == 2 && parts[0] == first && parts[1] == second)
            .map(|(form, _)| form.as_str())
            .collect();
        whole.sort_unstable();
        whole.first().copied()
    }
}
