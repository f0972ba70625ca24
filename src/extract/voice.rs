//! Active or passive: whether the surface subject of a verb undergoes what it says, and who then acts.
//!
//! Owns what tells a passive from a past that looks like it. Takes a verb in a tree; leaves the rest of its
//! arguments to `proposition`.

use crate::model::{Tense, Upos, VerbForm};
use crate::ontology::{Typology, WordClass};

use super::complements::is_marked;
use super::proposition::{Clauses, Oblique};

impl Clauses<'_, '_> {
    /// Whether the surface subject of `verb` undergoes what the verb says.
    pub(super) fn is_passive(&self, verb: usize) -> bool {
        let tree = self.tree;
        if ["aux:pass", "csubj:pass", "expl:pass"].iter().any(|relation| tree.has_child(verb, relation)) {
            return true;
        }
        // Beside an active subject, a passive one is an error of the parser.
        // So it is beside an object of a main verb without an auxiliary.
        let finite = tree.token(verb).morph.verb_form == Some(VerbForm::Fin) || tree.relation(verb) == "root";
        let acts = finite && tree.child_by(verb, &["obj"]).is_some() && tree.child_by(verb, &["aux"]).is_none();
        if tree.has_child(verb, "nsubj:pass") && !tree.has_child(verb, "nsubj") && !acts {
            return true;
        }
        // *Passée par X, Y dirige Z*: nobody undergoes what a verb of moving says.
        let by = || tree.children_by(verb, &["obl"]).any(|child| self.marks_agent(child));
        if self.is_bare_participle(verb) && self.has_moved(verb) && by() {
            return false;
        }
        if self.is_headline_passive(verb) || self.shares_passive(verb) || self.is_aside(verb) {
            return true;
        }
        // *X signed up*: at the root, with an active subject and no agent, it is the past of a language whose past
        // and participle look alike.
        let ambiguous = self.words.is(tree.sentence.language, Typology::ParticipleLikePast);
        let active = ambiguous
            && tree.relation(verb) == "root"
            && tree.has_child(verb, "nsubj")
            && !self.opens_aside(verb)
            && !tree.children_by(verb, &["obl"]).any(|child| self.marks_agent(child));
        // *X se joint à Y*: what looks like a participle and has a reflexive clitic of its own is a present.
        self.is_bare_participle(verb)
            && !active
            && !tree.has_child(verb, "expl:pv")
            && (matches!(tree.relation(verb), "acl" | "amod" | "advcl" | "root")
                || self.remains(verb)
                || tree.children_by(verb, &["obl"]).any(|child| self.marks_agent(child)))
            // An amount is no object: *valued at $5bn* may hang it so, *valorisée 5 milliards d'euros* always does.
            && tree.children_by(verb, &["obj"]).all(|object| {
                let counted = !ambiguous && tree.has_child(object, "nummod");
                // *X, rebaptisé Y*: the new name is no object either.
                let named = self.words.has(tree.sentence.language, WordClass::NamingVerb, tree.lemma(verb));
                counted || named || matches!(tree.upos(object), Upos::Sym | Upos::Num)
            })
    }

    /// *X reste valorisé à 1 milliard*, *X remains listed in Y*: a participle behind a verb that says what its subject is.
    fn remains(&self, verb: usize) -> bool {
        let tree = self.tree;
        let above = tree.head(verb).filter(|_| tree.relation(verb) == "xcomp");
        above.is_some_and(|above| self.words.has(tree.sentence.language, WordClass::Copula, tree.lemma(above)))
    }

    /// *X, valued at 3 million, closed*: one comma parts the subject from a participle, another verb follows.
    pub(super) fn opens_aside(&self, verb: usize) -> bool {
        let tree = self.tree;
        let Some(subject) = tree.child_by(verb, &["nsubj"]).filter(|&subject| subject < verb) else { return false };
        let commas = (subject..verb).filter(|&at| tree.token(at).form.as_ref() == ",").count();
        let finite = |&child: &usize| child > verb && tree.token(child).morph.verb_form == Some(VerbForm::Fin);
        commas == 1 && tree.children_by(verb, &["conj", "parataxis", "ccomp"]).any(|child| finite(&child))
    }

    /// *X, spun out of Y, closed*: what modifies a noun is a participle, also where the tagger took it for a past.
    fn is_aside(&self, verb: usize) -> bool {
        let morph = self.tree.token(verb).morph;
        let past = morph.verb_form == Some(VerbForm::Fin) && morph.tense == Some(Tense::Past);
        past && self.words.is(self.tree.sentence.language, Typology::ParticipleLikePast)
            && self.tree.full_relation(verb) == "acl"
            && self.tree.child_by(verb, &["nsubj", "obj", "aux"]).is_none()
    }

    /// *X bought by Y*, *X sold to Y*: a past without object and its agent or taker right behind it, in a language whose past
    /// and participle look alike.
    pub(super) fn is_headline_passive(&self, verb: usize) -> bool {
        let tree = self.tree;
        let morph = tree.token(verb).morph;
        let past = morph.verb_form == Some(VerbForm::Fin) && morph.tense == Some(Tense::Past);
        // *X sold to Y*: who gives without saying what is given.
        let given = |taker: usize| {
            self.words.has(tree.sentence.language, WordClass::TransferVerb, tree.lemma(verb))
                && is_marked(tree, self.words, taker, WordClass::DativeMarker)
        };
        past && self.words.is(tree.sentence.language, Typology::ParticipleLikePast)
            && !tree.has_child(verb, "obj")
            && tree.children_by(verb, &["obl"]).any(|name| {
                let next = tree.children_by(name, &["case"]).any(|case| case == verb + 1);
                next && tree.upos(name) == Upos::Propn && (self.marks_agent(name) || given(name))
            })
    }

    /// *X was founded in 1990 and sold to Y*: a participle shares the auxiliary of the verb it is joined to.
    pub(super) fn shares_passive(&self, verb: usize) -> bool {
        let tree = self.tree;
        let own = tree.child_by(verb, &["nsubj", "aux", "cop"]).is_some();
        tree.relation(verb) == "conj"
            && tree.token(verb).morph.verb_form == Some(VerbForm::Part)
            && !own
            && tree.head(verb).is_some_and(|first| first < verb && tree.has_child(first, "aux:pass"))
    }

    /// A past participle without auxiliary.
    pub(super) fn is_bare_participle(&self, verb: usize) -> bool {
        let morph = self.tree.token(verb).morph;
        morph.verb_form == Some(VerbForm::Part)
            && morph.tense != Some(Tense::Pres)
            && self.tree.child_by(verb, &["aux", "cop"]).is_none()
    }

    /// *Se voit infliger une amende par X*: whom the act of an infinitive reaches, under the adposition of its recipient.
    pub(super) fn reached(&self, verb: usize, depth: usize) -> Vec<Oblique> {
        let tree = self.tree;
        let infinitive = tree.relation(verb) == "xcomp" && tree.token(verb).morph.verb_form == Some(VerbForm::Inf);
        let Some(governor) = tree.head(verb).filter(|_| infinitive) else { return Vec::new() };
        let marker = self.words.value(tree.sentence.language, WordClass::ReceivingVerb, tree.lemma(governor));
        let reflexive = tree.children_by(governor, &["obj", "iobj", "expl"]).any(|child| self.is_reflexive(child));
        let Some(marker) = marker.filter(|_| reflexive) else { return Vec::new() };
        let recipients = self.surface_subjects(governor, depth).into_iter();
        recipients.map(|head| Oblique { marker: marker.to_owned(), head, direct: true }).collect()
    }

    pub(super) fn marks_agent(&self, child: usize) -> bool {
        self.tree.full_relation(child) == "obl:agent" || is_marked(self.tree, self.words, child, WordClass::AgentMarker)
    }

    pub(super) fn agents(&self, verb: usize, obliques: &[Oblique]) -> Vec<usize> {
        obliques
            .iter()
            .map(|oblique| oblique.head)
            .filter(|&head| self.tree.head(head) == Some(verb) && self.marks_agent(head))
            .collect()
    }

    /// *Held at 60 % by X since 2004 and 18 % by Y*: who stands behind a share of their own, wherever the tree
    /// hangs them in the verb's clause.
    pub(super) fn sharing_agents(&self, verb: usize, known: &[usize]) -> Vec<usize> {
        let tree = self.tree;
        let (_, end) = tree.extent(verb);
        let behind_share = |token: &usize| {
            let first = tree.children_by(*token, &["case"]).min();
            let percent = |at: usize| self.words.has(tree.sentence.language, WordClass::Percent, tree.lower(at));
            first.and_then(|marker| marker.checked_sub(1)).is_some_and(percent)
        };
        (verb + 1..=end.min(tree.len() - 1))
            .filter(|token| !known.contains(token) && self.marks_agent(*token) && behind_share(token))
            .filter(|&token| tree.ancestors(token).skip(1).find(|&at| tree.upos(at) == Upos::Verb) == Some(verb))
            .collect()
    }

    /// *Held at 51 % by X*, *called to order by X*: agents that the parser hung on another complement.
    pub(super) fn nested_agents(&self, obliques: &[Oblique]) -> Vec<usize> {
        // *Abandoned after a review by X*: what an article tells apart has its own agent.
        let determined = |head: usize| self.tree.child_by(head, &["det"]).is_some();
        let direct = obliques.iter().filter(|oblique| oblique.direct && !determined(oblique.head));
        direct
            .flat_map(|oblique| self.tree.children_by(oblique.head, &["nmod", "obl"]))
            .filter(|&child| self.marks_agent(child))
            .collect()
    }
}
