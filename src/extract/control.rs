//! Who acts in a clause without a subject of its own.
//!
//! Owns control: infinitives, purposes and participles that borrow their subject from the verb or noun above. Takes the
//! clause and what governs it; leaves finite clauses and the voice to `proposition` and `voice`.

use crate::model::{Upos, VerbForm};
use crate::ontology::WordClass;

use super::complements::is_marked;
use super::modifiers;
use super::proposition::Clauses;

/// The value of units of time.
const DURATION: &str = "duration";

impl Clauses<'_, '_> {
    /// Who acts in an open complement: the governor's object when it has one, else its subject.
    pub(super) fn controller(&self, governor: usize, depth: usize) -> Vec<usize> {
        let tree = self.tree;
        if !self.is_verbal(governor) {
            return self.modified_by_infinitive(governor, tree.len(), depth);
        }
        if self.words.has(tree.sentence.language, WordClass::SubjectControl, tree.lemma(governor)) {
            return self.surface_subjects(governor, depth);
        }
        let passive = self.is_passive(governor);
        let objects: Vec<usize> = if passive {
            Vec::new()
        } else {
            tree.children_by(governor, &["obj", "iobj"])
                .filter(|&child| !self.is_reflexive(child) && !self.is_relative(child) && !self.is_governed(child))
                .filter(|&child| !matches!(tree.upos(child), Upos::Sym | Upos::Num) && !self.is_amount(child))
                .filter(|&child| !self.is_supported(governor, child) && !self.is_duration(child))
                .collect()
        };
        let granted = [self.granted(governor), self.endowed_by(governor)].concat();
        if !granted.is_empty() {
            return granted;
        }
        if objects.is_empty() { self.surface_subjects(governor, depth) } else { objects }
    }

    /// *Took two years to buy Y*: a time acts not.
    fn is_duration(&self, noun: usize) -> bool {
        let tree = self.tree;
        self.words.value(tree.sentence.language, WordClass::Unit, tree.lemma(noun)) == Some(DURATION)
    }

    /// *X hired Y to run Z*: whom one gives a task does what the infinitive says.
    pub(super) fn hires(&self, governor: usize, verb: usize) -> bool {
        let tree = self.tree;
        tree.token(verb).morph.verb_form == Some(VerbForm::Inf)
            && self.words.has(tree.sentence.language, WordClass::ObjectControl, tree.lemma(governor))
    }

    /// *Granted a loan to X to build a plant*: to whom a verb that `verb` is the purpose of lends what its object says.
    pub(super) fn lent_to(&self, verb: usize, head: usize) -> Vec<usize> {
        let (tree, language) = (self.tree, self.tree.sentence.language);
        let means = |token: usize| self.words.value(language, WordClass::Lending, tree.lemma(token));
        let (lends, gives) = (|token: usize| means(token) == Some(""), means(head) == Some("gives"));
        let infinitive = tree.token(verb).morph.verb_form == Some(VerbForm::Inf);
        let purpose = infinitive && (lends(head) || gives && tree.children_by(head, &["obj"]).any(lends));
        let named =
            |&child: &usize| matches!(tree.upos(child), Upos::Noun | Upos::Propn) && child < verb && head < child;
        let to = |child: &usize| is_marked(tree, self.words, *child, WordClass::DativeMarker);
        let beside = tree.children_by(head, &["obl", "iobj"]);
        // *Accorde un prêt de 3 millions à X*: the parser hangs the recipient on what is lent, or on the amount.
        let within = tree.children_by(head, &["obj"]).filter(|&object| lends(object)).flat_map(|object| {
            let own = tree.children_by(object, &["nmod"]);
            own.flat_map(|child| std::iter::once(child).chain(tree.children_by(child, &["nmod"])))
        });
        beside.chain(within).filter(named).filter(to).filter(|_| purpose).take(1).collect()
    }

    /// *X has its shirts made by Y*: what is done to the object of having.
    pub(super) fn had_done(&self, verb: usize, governor: usize) -> Option<usize> {
        let tree = self.tree;
        let has = self.words.has(tree.sentence.language, WordClass::PossessionVerb, tree.lemma(governor));
        let bare = tree.token(verb).morph.verb_form == Some(VerbForm::Part)
            && governor + 1 < verb
            && !tree.children_by(verb, &["aux", "mark", "punct"]).any(|child| child < verb);
        let thing = tree.children_by(governor, &["obj"]).find(|&thing| governor < thing && thing < verb);
        thing.filter(|_| has && bare)
    }

    /// *L'opération permet à X de lever 3 millions*: X is the one who raises.
    fn granted(&self, governor: usize) -> Vec<usize> {
        let (tree, language) = (self.tree, self.tree.sentence.language);
        let Some(marker) = self.words.value(language, WordClass::GrantingVerb, tree.lemma(governor)) else {
            return Vec::new();
        };
        // A description stands for too many to be told who does what is only made possible.
        let named = |child: usize| {
            let name = |inner: usize| tree.upos(inner) == Upos::Propn && tree.marker(inner).is_none();
            tree.upos(child) == Upos::Propn || tree.children_by(child, &["appos", "nmod", "flat"]).any(name)
        };
        let to =
            |child: &usize| *child > governor && named(*child) && tree.marker(*child).is_some_and(|own| own == marker);
        tree.children_by(governor, &["obl", "iobj", "obj"]).filter(to).take(1).collect()
    }

    /// *Struck a deal to buy Y*: what only names the act of the verb's subject does nothing.
    fn is_supported(&self, governor: usize, noun: usize) -> bool {
        let (tree, language) = (self.tree, self.tree.sentence.language);
        tree.upos(noun) == Upos::Noun
            && self.words.has(language, WordClass::SupportVerb, tree.lemma(governor))
            && !self.words.has(language, WordClass::KindNoun, tree.lemma(noun))
    }

    /// *Paid 3 million to buy Y*: an amount does nothing.
    fn is_amount(&self, token: usize) -> bool {
        let (tree, language) = (self.tree, self.tree.sentence.language);
        [WordClass::Scale, WordClass::Currency].iter().any(|&class| {
            self.words.has(language, class, tree.lemma(token))
                || self.words.has(language, class, &tree.token(token).form)
        })
    }

    /// The noun that a participle or relative clause modifies, or who owns the intention a noun names.
    pub(super) fn modified(&self, verb: usize, noun: usize, depth: usize) -> Vec<usize> {
        if self.tree.full_relation(verb) == "acl:relcl" {
            // A relative clause without a subject of its own: the antecedent is its subject
            // unless another relative pronoun already stands for it.
            return vec![noun];
        }
        match self.tree.token(verb).morph.verb_form {
            Some(VerbForm::Inf) => self.modified_by_infinitive(noun, verb, depth),
            // *Has no intention of buying Y*.
            Some(VerbForm::Ger)
                if self.tree.has_child(verb, "mark")
                    && self.words.has(self.tree.sentence.language, WordClass::StatusCue, self.tree.lemma(noun)) =>
            {
                self.modified_by_infinitive(noun, verb, depth)
            }
            _ => vec![modifiers::agreeing(self.tree, verb, noun)],
        }
    }

    /// In *X's plan to buy Y* and *X has a plan to buy Y*, X is the one who buys.
    fn modified_by_infinitive(&self, noun: usize, verb: usize, depth: usize) -> Vec<usize> {
        let tree = self.tree;
        let owners: Vec<usize> = tree
            .children(noun)
            .iter()
            .copied()
            .filter(|&child| {
                tree.full_relation(child) == "nmod:poss" || tree.relation(child) == "nmod" && self.is_genitive(child)
            })
            .collect();
        if !owners.is_empty() {
            return owners;
        }
        // *An attempt by X to buy Y*, *an offer from X to buy Y*; but *an order from X to build Y* is carried out by another.
        let intends = self.words.has(tree.sentence.language, WordClass::StatusCue, tree.lemma(noun));
        let from = |&child: &usize| {
            let marked = |class: WordClass| is_marked(tree, self.words, child, class);
            child < verb && (marked(WordClass::AgentMarker) || intends && marked(WordClass::SourceMarker))
        };
        let makers: Vec<usize> = tree.children_by(noun, &["nmod"]).filter(from).collect();
        if !makers.is_empty() {
            return makers;
        }
        let endowed = self.endowed_with(noun);
        if !endowed.is_empty() {
            return endowed;
        }
        match tree.head(noun) {
            Some(head) if self.is_verbal(head) && matches!(tree.relation(noun), "obj" | "obl" | "xcomp") => {
                self.surface_subjects(head, depth)
            }
            _ if tree.child_by(noun, &["nsubj"]).is_some() => tree.children_by(noun, &["nsubj"]).collect(),
            // *X to shed 340 jobs*: a headline's name does what it is to do.
            // *X CEO Ann Orr to step down*: of two names side by side the last.
            None if tree.upos(noun) == Upos::Propn => {
                let beside = tree.children_by(noun, &["list"]).filter(|&child| tree.upos(child) == Upos::Propn);
                vec![beside.last().unwrap_or(noun)]
            }
            _ => Vec::new(),
        }
    }

    /// *Accorde à X le droit d'exploiter Y*, *prête à X l'intention de racheter Y*: who gets what the verb gives.
    fn endowed_with(&self, noun: usize) -> Vec<usize> {
        let verb = self.tree.head(noun).filter(|_| self.tree.relation(noun) == "obj");
        verb.map(|verb| self.endowed_by(verb)).unwrap_or_default()
    }

    /// *Confie à X le soin de construire Y*: who gets something of a verb of giving, its object a thing to do.
    fn endowed_by(&self, verb: usize) -> Vec<usize> {
        let tree = self.tree;
        if !self.words.has(tree.sentence.language, WordClass::ConferringVerb, tree.lemma(verb)) {
            return Vec::new();
        }
        let to = |&child: &usize| is_marked(tree, self.words, child, WordClass::DativeMarker);
        let noun = tree.children_by(verb, &["obj"]).any(|thing| tree.upos(thing) == Upos::Noun);
        tree.children_by(verb, &["obl", "iobj"]).filter(to).filter(|_| noun).take(1).collect()
    }

    /// *Fined X for failing to comply*: what somebody is punished or praised for is their own doing.
    pub(super) fn is_reason(&self, verb: usize) -> bool {
        let tree = self.tree;
        let language = tree.sentence.language;
        let marked = |child: usize| self.words.has(language, WordClass::ReasonMarker, tree.lemma(child));
        tree.token(verb).morph.verb_form == Some(VerbForm::Ger) && tree.children_by(verb, &["mark"]).any(marked)
    }

    /// *The watchdog blocked X from buying Y*: what somebody is kept from is what the object would do.
    pub(super) fn is_kept_from(&self, verb: usize, governor: usize) -> bool {
        let tree = self.tree;
        let language = tree.sentence.language;
        let marked = |child: usize| self.words.has(language, WordClass::SourceMarker, tree.lemma(child));
        let keeps = |class: WordClass| self.words.has(language, class, tree.lemma(governor));
        // *Bought X to stop Y from buying it*: what never happens is nobody's deed.
        (keeps(WordClass::StatusCue) || keeps(WordClass::Preventing)) && tree.children_by(verb, &["mark"]).any(marked)
    }

    /// *X teams up with Y to build Z*: Y builds as well.
    pub(super) fn joined(&self, verb: usize) -> Vec<usize> {
        let language = self.tree.sentence.language;
        if !self.words.has(language, WordClass::JoiningVerb, self.tree.lemma(verb)) {
            return Vec::new();
        }
        let with = |&child: &usize| is_marked(self.tree, self.words, child, WordClass::ComitativeMarker);
        self.tree.children_by(verb, &["obl"]).filter(with).collect()
    }
}
