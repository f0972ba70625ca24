//! A sentence as a tree that can be walked.
//!
//! Owns navigation over Universal Dependencies: children, markers, paths. Takes a
//! sentence of the analysis; knows nothing of mentions or relations.

use crate::model::{Sentence, Token, Upos, VerbForm};

/// A sentence with the children of every token.
pub(super) struct Tree<'a> {
    pub(super) sentence: &'a Sentence,
    children: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(sentence: &'a Sentence) -> Self {
        let mut children = vec![Vec::new(); sentence.tokens.len()];
        for (index, token) in sentence.tokens.iter().enumerate() {
            if let Some(head) = token.head {
                children[head].push(index);
            }
        }
        Self { sentence, children }
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

    /// The form of a token in small letters.
    pub(super) fn lower(&self, index: usize) -> String {
        self.token(index).form.to_lowercase()
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
        self.sentence.tokens[index].relation()
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
    pub(super) fn marker(&self, index: usize) -> Option<String> {
        let case = self.children_by(index, &["case"]).find(|&case| case < index || self.upos(case) == Upos::Adp)?;
        let mut words = self.lemma(case).to_lowercase();
        for fixed in self.children_by(case, &["fixed"]) {
            words.push(' ');
            words.push_str(&self.lemma(fixed).to_lowercase());
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

    /// The words of `phrase` that stand at `start`, by lemma or by form, whatever the case. A letter at the end of a
    /// sentence may have its stop for its own: *a series B.*
    pub(super) fn phrase_at(&self, start: usize, phrase: &[&str]) -> bool {
        let letter = |word: &str, form: &str| word.len() == 1 && form.strip_suffix('.') == Some(word);
        // *Des sociétés minières*: an adjective of a term in the plural, whose lemma is of another gender.
        let plural =
            |word: &str, form: &str| phrase.len() > 1 && word.len() > 3 && form.strip_suffix('s') == Some(word);
        start + phrase.len() <= self.len()
            && phrase.iter().zip(&self.sentence.tokens[start..]).all(|(word, token)| {
                let form = || token.form.to_lowercase().replace('\u{2019}', "'");
                token.lemma.to_lowercase() == *word || form() == *word || letter(word, &form()) || plural(word, &form())
            })
    }
}

/// The words of a lexical form: blanks divide, and an apostrophe ends a word.
pub(super) fn phrase(form: &str) -> Vec<&str> {
    form.split(' ').flat_map(|word| word.split_inclusive('\'')).filter(|word| !word.is_empty()).collect()
}
