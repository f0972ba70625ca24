//! The complements of a verb behind adpositions: its own, those of its objects, stranded and relative ones.
//!
//! Owns their markers and heads. Takes a verb in a tree; leaves subjects and objects to `proposition`.

use std::borrow::Cow;

use crate::model::Upos;
use crate::ontology::{WordClass, Words};

use super::nominal;
use super::proposition::{Clauses, Oblique, WHERE};
use super::relative;
use super::tree::Tree;

impl Clauses<'_, '_> {
    pub(super) fn obliques(&self, verb: usize) -> Vec<Oblique> {
        let tree = self.tree;
        let mut found = Vec::new();
        for child in tree.children_by(verb, &["obl", "iobj", "advcl", "nmod", "xcomp"]) {
            let bare = || self.names_anew(child).or_else(|| self.genitive_of_clitic(child)).map(Cow::Owned);
            let Some(marker) = tree.marker(child).or_else(bare) else { continue };
            let head = if self.is_relative(child) { self.antecedent(child) } else { Some(child) };
            if let Some(head) = head {
                self.push_oblique(&mut found, marker, head, true);
            }
        }
        for child in tree.children_by(verb, &["nsubj"]).filter(|&child| self.is_fronted(verb, child)) {
            if let Some(marker) = tree.marker(child) {
                self.push_oblique(&mut found, marker, child, true);
            }
        }
        found.extend(self.of_clause_above(verb));
        found.extend(where_clause(tree, self.words, verb));
        found.extend(self.stranded(verb));
        found.extend(self.partitive_object(verb));
        found
    }

    /// *L'alliance à laquelle X vient d'adhérer*: the relative pronoun with an adposition that opens the clause of the verb above.
    fn of_clause_above(&self, infinitive: usize) -> Option<Oblique> {
        let tree = self.tree;
        let above = tree.head(infinitive).filter(|&verb| {
            tree.relation(infinitive) == "xcomp" && tree.full_relation(verb) == "acl:relcl" && verb < infinitive
        })?;
        let child = tree.children_by(above, &["obl"]).find(|&child| child < above && self.is_relative(child))?;
        Some(Oblique { marker: tree.marker(child)?.into_owned(), head: self.antecedent(child)?, direct: true })
    }

    /// *Sortir du charbon*: what the parser took for an article may be an adposition with one.
    fn partitive_object(&self, verb: usize) -> Option<Oblique> {
        let tree = self.tree;
        let language = tree.sentence.language;
        let head = tree.child_by(verb, &["obj"])?;
        // *Ne produit plus de téléviseurs*.
        let partitive = |marker: &Cow<'_, str>| self.words.has(language, WordClass::PartitiveMarker, marker);
        if let Some(marker) = tree.marker(head).filter(partitive) {
            return Some(Oblique { marker: marker.into_owned(), head, direct: true });
        }
        let article = tree.child_by(head, &["det"])?;
        let marker = self.words.value(language, WordClass::PartitiveArticle, tree.lower(article))?;
        Some(Oblique { marker: marker.to_owned(), head, direct: true })
    }

    /// *Parmi ses clients figurent X et Y*: what an adposition opens a clause with is no subject, where a noun behind the
    /// verb may be it.
    pub(super) fn is_fronted(&self, verb: usize, subject: usize) -> bool {
        let tree = self.tree;
        let language = tree.sentence.language;
        let among = |marker: &str| {
            let classes = [WordClass::RoleMarker, WordClass::LocativeMarker];
            classes.iter().any(|&class| self.words.has(language, class, marker))
        };
        subject < verb
            && !tree.has_child(subject, "nummod")
            && tree.marker(subject).is_some_and(|marker| among(&marker))
            && tree.children_by(verb, &["obj"]).any(|object| object > verb)
    }

    /// *The firm that X put money into*: an adposition at the end of a relative clause governs the noun before it.
    pub(super) fn stranded(&self, verb: usize) -> Option<Oblique> {
        let tree = self.tree;
        if tree.full_relation(verb) != "acl:relcl" {
            return None;
        }
        let bare = |at: usize| {
            at + 1 == tree.len() || !matches!(tree.upos(at + 1), Upos::Noun | Upos::Propn | Upos::Det | Upos::Adj)
        };
        let adposition = tree.children(verb).iter().copied().find(|&child| {
            child > verb && tree.upos(child) == Upos::Adp && bare(child) && tree.children(child).is_empty()
        })?;
        Some(Oblique { marker: tree.lower_lemma(adposition).to_owned(), head: tree.head(verb)?, direct: true })
    }

    /// The empty marker of a bare name in predicative position: *X devient Y*, *X was renamed Y*.
    pub(super) fn names_anew(&self, child: usize) -> Option<String> {
        let bare = matches!(self.tree.relation(child), "xcomp" | "obl") && self.tree.upos(child) == Upos::Propn;
        bare.then(String::new)
    }

    /// The marker that a clitic in the place of a genitive goes without: *X en part*.
    fn genitive_of_clitic(&self, child: usize) -> Option<String> {
        let (genitive, _) = self.words.of(self.tree.sentence.language, WordClass::GenitiveMarker).next()?;
        self.is_genitive_clitic(child).then(|| genitive.to_owned())
    }

    fn is_genitive_clitic(&self, token: usize) -> bool {
        let tree = self.tree;
        tree.upos(token) == Upos::Pron
            && self.words.has(tree.sentence.language, WordClass::GenitiveClitic, tree.lower(token))
    }

    /// Complements that the parser hung on the object although they may belong to the verb.
    pub(super) fn object_complements(&self, object: usize) -> Vec<Oblique> {
        let mut found = Vec::new();
        // *X guaranteed Y's debt* is *X guaranteed the debt of Y*.
        let genitive = self.words.of(self.tree.sentence.language, WordClass::GenitiveMarker).next();
        if let Some((genitive, _)) = genitive {
            for &owner in self.tree.children(object).iter().filter(|&&child| {
                self.tree.full_relation(child) == "nmod:poss"
                    && (self.tree.upos(child) != Upos::Pron || self.is_genitive_clitic(child))
            }) {
                self.push_oblique(&mut found, genitive, owner, false);
            }
        }
        for child in self.tree.children_by(object, &["nmod", "obl", "acl"]) {
            if let Some(marker) = self.tree.marker(child) {
                self.push_oblique(&mut found, marker, child, false);
            }
            // *Holds 10% of X's shares* is *holds 10% of X*.
            let stake = self.words.has(self.tree.sentence.language, WordClass::StakeNoun, self.tree.lemma(child));
            let owner =
                self.tree.children(child).iter().copied().find(|&owner| {
                    self.tree.full_relation(owner) == "nmod:poss" && self.tree.upos(owner) != Upos::Pron
                });
            if let (true, Some(marker), Some(owner)) = (stake, self.tree.marker(child), owner) {
                self.push_oblique(&mut found, marker, owner, false);
            }
            // One level deeper: *20 millions d'euros dans X*.
            for deeper in self.tree.children_by(child, &["nmod", "obl"]) {
                if let Some(marker) = self.tree.marker(deeper) {
                    self.push_oblique(&mut found, marker, deeper, false);
                }
            }
        }
        found
    }

    /// *X, dont Y prend le contrôle*: the pronoun says whose the object is.
    pub(super) fn of_relative(&self, object: usize) -> Option<Oblique> {
        let (genitive, _) = self.words.of(self.tree.sentence.language, WordClass::GenitiveMarker).next()?;
        let head = nominal::possessed_by_relative(self.tree, self.words, object)?;
        Some(Oblique { marker: genitive.to_owned(), head, direct: false })
    }

    /// *Took part in X's round* is *took part in the round of X*.
    fn owner_inside(&self, marker: &str, head: usize) -> Option<Oblique> {
        let (genitive, _) = self.words.of(self.tree.sentence.language, WordClass::GenitiveMarker).next()?;
        let owns =
            |&&child: &&usize| self.tree.full_relation(child) == "nmod:poss" && self.tree.upos(child) != Upos::Pron;
        let &owner = self.tree.children(head).iter().find(owns)?;
        let marker = format!("{marker} {} {genitive}", self.tree.lower_lemma(head));
        Some(Oblique { marker, head: owner, direct: true })
    }

    /// Adds an oblique, and the one inside it when its noun is part of a longer marker.
    pub(super) fn push_oblique(&self, found: &mut Vec<Oblique>, marker: impl Into<String>, head: usize, direct: bool) {
        let marker = marker.into();
        found.extend(compound_markers(self.tree, &marker, head).map(|oblique| Oblique { direct, ..oblique }));
        found.extend(self.owner_inside(&marker, head));
        found.push(Oblique { marker, head, direct });
    }
}

/// The noun that a relative adverb on the predicate stands for, or a pronoun in the place of a genitive: *l'indice dont sort
/// X*.
pub(super) fn where_clause(tree: &Tree<'_>, words: &Words, predicate: usize) -> Option<Oblique> {
    let adverb = tree.children_by(predicate, &["advmod", "obl"]).find(|&child| {
        tree.upos(child) == Upos::Adv || tree.upos(child) == Upos::Pron && tree.marker(child).is_none()
    })?;
    let head = relative::antecedent(tree, words, adverb).filter(|&head| head != predicate)?;
    // The plain form, which entries name, stands first in the word list.
    let genitive = || words.of(tree.sentence.language, WordClass::GenitiveMarker).next().map(|(form, _)| form);
    let marker = if relative::is_genitive(tree, words, adverb) { genitive() } else { None };
    Some(Oblique { marker: marker.unwrap_or(WHERE).to_owned(), head, direct: true })
}

/// Whether a phrase tells an attribute of what it hangs on: *of 30 MW*, *with a capacity of 30 MW*.
pub(super) fn is_attribute(tree: &Tree<'_>, words: &Words, token: usize) -> bool {
    [WordClass::GenitiveMarker, WordClass::ComitativeMarker].iter().any(|&class| is_marked(tree, words, token, class))
}

/// Whether an adposition of a class governs the phrase at `token`.
pub(super) fn is_marked(tree: &Tree<'_>, words: &Words, token: usize, class: WordClass) -> bool {
    tree.marker(token).is_some_and(|marker| words.has(tree.sentence.language, class, &marker))
}

/// Whether a noun right behind a verb is some of a stuff: *produire du ciment*, *de l'acier*.
pub(super) fn is_partitive(tree: &Tree<'_>, words: &Words, noun: usize) -> bool {
    let language = tree.sentence.language;
    let Some(verb) = tree.head(noun).filter(|_| matches!(tree.relation(noun), "obj" | "obl")) else { return false };
    let marker = verb + 1;
    let article = tree
        .children_by(noun, &["det"])
        .any(|det| det == marker + 1 && words.has(language, WordClass::Definite, tree.lemma(det)));
    let behind = marker < noun && tree.head(marker) == Some(noun);
    behind && article && words.has(language, WordClass::PartitiveMarker, tree.lemma(marker))
}

/// The complements inside a complement whose noun is part of a longer marker: *à la tête de X*, *au tour de table de X*.
pub(super) fn compound_markers<'t>(
    tree: &'t Tree<'_>,
    marker: &'t str,
    head: usize,
) -> impl Iterator<Item = Oblique> + 't {
    inside(tree, marker, head).flat_map(move |outer| {
        let deeper: Vec<Oblique> = inside(tree, &outer.marker, outer.head).collect();
        std::iter::once(outer).chain(deeper)
    })
}

/// The complements of the noun at `head`, it and its own marker part of theirs.
fn inside<'t>(tree: &'t Tree<'_>, marker: &'t str, head: usize) -> impl Iterator<Item = Oblique> + 't {
    tree.children_by(head, &["nmod"]).flat_map(move |inner| {
        let noun = tree.lower_lemma(head);
        let plain = tree.marker(inner).map(|inside| format!("{marker} {noun} {inside}"));
        let longer = tree
            .marker(inner)
            .zip(part_of_term(tree, head, inner))
            .map(|(inside, part)| format!("{marker} {noun} {part} {inside}"));
        plain.into_iter().chain(longer).map(move |marker| Oblique { marker, head: inner, direct: true })
    })
}

/// *Levée de fonds de X*, *tour de table de X*: the words of the term between its noun and a complement, which are the bare
/// noun right behind it and the adposition of that one.
fn part_of_term(tree: &Tree<'_>, noun: usize, complement: usize) -> Option<String> {
    let bare = |&part: &usize| {
        part == noun + 2
            && part < complement
            && tree.upos(part) == Upos::Noun
            && tree.child_by(part, &["det"]).is_none()
    };
    let part = tree.children_by(noun, &["nmod"]).find(bare)?;
    Some(format!("{} {}", tree.marker(part)?, tree.lower_lemma(part)))
}
