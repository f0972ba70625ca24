//! A sentence as a tree that can be walked.
//!
//! Owns navigation over Universal Dependencies: children, markers, paths, and which words stand where. Takes a
//! sentence of the analysis; knows nothing of mentions or relations.

use std::borrow::Cow;

use crate::model::{Sentence, Token, Upos, VerbForm};

/// A sentence with the children of every token.
pub(super) struct Tree<'a> {
    pub(super) sentence: &'a Sentence,
    children: Vec<Vec<usize>>,
    /// The lemmas in small letters: phrases are looked for at every token.
    lemmas: Vec<Cow<'a, str>>,
    /// The relations to the heads without their subtypes: nearly every rule asks for some.
    relations: Vec<&'a str>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(sentence: &'a Sentence) -> Self {
        let mut children = vec![Vec::new(); sentence.tokens.len()];
        for (index, token) in sentence.tokens.iter().enumerate() {
            if let Some(head) = token.head {
                children[head].push(index);
            }
        }
        let lemmas = sentence.tokens.iter().map(|token| in_small_letters(&token.lemma)).collect();
        let relations = sentence.tokens.iter().map(Token::relation).collect();
        Self { sentence, children, lemmas, relations }
    }

    pub(super) fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// The words of a range of tokens, with blanks where the document has any.
    pub(super) fn written(&self, tokens: std::ops::Range<usize>) -> String {
        let mut text = String::new();
        for at in tokens.clone() {
            if at > tokens.start && self.token(at - 1).span.end < self.token(at).span.start {
                text.push(' ');
            }
            text.push_str(&self.token(at).form);
        }
        text
    }

    pub(super) fn token(&self, index: usize) -> &'a Token {
        &self.sentence.tokens[index]
    }

    /// The form of a token in small letters with straight apostrophes.
    pub(super) fn lower(&self, index: usize) -> &'a str {
        self.token(index).lower()
    }

    /// The lemma of a token in small letters.
    pub(super) fn lower_lemma(&self, index: usize) -> &str {
        &self.lemmas[index]
    }

    pub(super) fn lemma(&self, index: usize) -> &'a str {
        &self.sentence.tokens[index].lemma
    }

    pub(super) fn upos(&self, index: usize) -> Upos {
        self.sentence.tokens[index].upos
    }

    pub(super) fn head(&self, index: usize) -> Option<usize> {
        self.sentence.tokens[index].head
    }

    /// The relation to the head without its subtype.
    pub(super) fn relation(&self, index: usize) -> &'a str {
        self.relations[index]
    }

    /// The relation to the head with its subtype.
    pub(super) fn full_relation(&self, index: usize) -> &'a str {
        &self.sentence.tokens[index].deprel
    }

    pub(super) fn children(&self, index: usize) -> &[usize] {
        &self.children[index]
    }

    /// The children whose relation, without subtype, is one of `relations`.
    pub(super) fn children_by<'s>(&'s self, index: usize, relations: &'s [&str]) -> impl Iterator<Item = usize> + 's {
        self.children[index].iter().copied().filter(|&child| relations.contains(&self.relation(child)))
    }

    pub(super) fn child_by(&self, index: usize, relations: &[&str]) -> Option<usize> {
        self.children[index].iter().copied().find(|&child| relations.contains(&self.relation(child)))
    }

    /// Whether a child has exactly this relation, subtype included.
    pub(super) fn has_child(&self, index: usize, full_relation: &str) -> bool {
        self.children[index].iter().any(|&child| self.full_relation(child) == full_relation)
    }

    /// Whether `index` is `ancestor` or stands below it.
    pub(super) fn descends(&self, index: usize, ancestor: usize) -> bool {
        self.ancestors(index).any(|token| token == ancestor)
    }

    /// The token, its head, and so on to the root.
    pub(super) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        // A tree of n tokens has no path longer than n; a damaged one ends there all the same.
        std::iter::successors(Some(index), |&token| self.head(token)).take(self.len())
    }

    /// The lowest and highest token below `index`, itself included.
    pub(super) fn extent(&self, index: usize) -> (usize, usize) {
        let (mut low, mut high) = (index, index);
        let mut open = vec![index];
        let mut seen = 0;
        while let Some(token) = open.pop() {
            seen += 1;
            if seen > self.len() {
                break;
            }
            low = low.min(token);
            high = high.max(token);
            open.extend(self.children(token));
        }
        (low, high)
    }

    /// Whether a clause is finite: its head, or an auxiliary or copula of it.
    pub(super) fn is_finite(&self, clause: usize) -> bool {
        let mut verbs = std::iter::once(clause).chain(self.children_by(clause, &["aux", "cop"]));
        verbs.any(|verb| self.token(verb).morph.verb_form == Some(VerbForm::Fin))
    }

    /// The adposition of a nominal, lemmas of a fixed expression joined by blanks.
    pub(super) fn marker(&self, index: usize) -> Option<Cow<'_, str>> {
        let case = self.children_by(index, &["case"]).find(|&case| case < index || self.upos(case) == Upos::Adp)?;
        let mut words = Cow::Borrowed(self.lower_lemma(case));
        for fixed in self.children_by(case, &["fixed"]) {
            words += " ";
            words += self.lower_lemma(fixed);
        }
        Some(words)
    }

    /// A word with the one that a hyphen joins behind it: *start-up*.
    pub(super) fn hyphened(&self, index: usize) -> Option<String> {
        let [word, hyphen, rest] = self.sentence.tokens.get(index..index + 3)? else { return None };
        let joined =
            hyphen.form.as_ref() == "-" && word.span.end == hyphen.span.start && hyphen.span.end == rest.span.start;
        joined.then(|| format!("{}-{}", word.form, rest.lemma).to_lowercase())
    }

    /// The tokens on the path between two tokens, both left out, and its length in arcs.
    pub(super) fn path(&self, from: usize, to: usize) -> (Vec<usize>, usize) {
        let up: Vec<usize> = self.ancestors(from).collect();
        let mut between = Vec::new();
        for (rise, ancestor) in self.ancestors(to).enumerate() {
            if let Some(fall) = up.iter().position(|&token| token == ancestor) {
                between.extend(up[..=fall].iter().copied());
                between.retain(|&token| token != from && token != to);
                return (between, fall + rise);
            }
            between.push(ancestor);
        }
        (between, self.len())
    }

    /// Where the words of the lexical form `form` end that stand at `start`, by lemma or by form, whatever the case. A letter
    /// at the end of a sentence may have its stop for its own: *a series B.*
    pub(super) fn phrase_end(&self, start: usize, form: &str) -> Option<usize> {
        // Whole classes of phrases are looked for at every token: most end here, before they are taken apart.
        let first = form.as_bytes().first()?;
        let opens = |text: &str| text.as_bytes().first() == Some(first);
        if start >= self.len() || !opens(self.lower_lemma(start)) && !opens(self.lower(start)) {
            return None;
        }
        let mut end = start;
        for word in words(form) {
            let stands = end < self.len() && self.is_word(end, word, || words(form).nth(1).is_some());
            if !stands {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Whether the words of a lexical form stand at `start`.
    pub(super) fn phrase_at(&self, start: usize, form: &str) -> bool {
        self.phrase_end(start, form).is_some()
    }

    /// Where the words of a lexical form begin that end before `end`.
    pub(super) fn phrase_before(&self, end: usize, form: &str) -> Option<usize> {
        let start = end.checked_sub(words(form).count())?;
        self.phrase_at(start, form).then_some(start)
    }

    fn is_word(&self, at: usize, word: &str, in_phrase: impl Fn() -> bool) -> bool {
        let form = self.lower(at);
        self.lower_lemma(at) == word
            || form == word
            || word.len() == 1 && form.strip_suffix('.') == Some(word)
            // *Des sociétés minières*: an adjective of a term in the plural, whose lemma is of another gender.
            || word.len() > 3 && form.strip_suffix('s') == Some(word) && in_phrase()
    }
}

/// The words of a lexical form: blanks divide, and an apostrophe ends a word.
pub(super) fn words(form: &str) -> impl Iterator<Item = &str> {
    form.split(' ').flat_map(|word| word.split_inclusive('\'')).filter(|word| !word.is_empty())
}

/// A word in small letters; most are already.
fn in_small_letters(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) { Cow::Owned(word.to_lowercase()) } else { Cow::Borrowed(word) }
}
