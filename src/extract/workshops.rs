//! Where those who make things have their workshop, told by a verb of making: *X brasse à Tilvarn une bière ambrée*.
//!
//! Owns when a verb of making tells a seat: as a habit, in the present, of a town. Takes a reading of such an entry; gives
//! whether it stands.

use crate::model::{EntityKind, Mention, Tense, Upos, VerbForm};
use crate::ontology::{Typology, WordClass};

use super::frames::{Object, Place, Reading};
use super::naming;
use super::participants::Reached;
use super::relations::BASED_IN;

impl Place<'_, '_> {
    /// Whether the entry's verb tells a seat by what is made there.
    pub(super) fn makes_at_a_place(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        // *X makes its home in Tilvarn*: with a word of its own a verb says something else.
        self.entry.relation.as_ref() == BASED_IN
            && self.entry.with.is_empty()
            && words.has(self.entry.language, WordClass::MakingVerb, tree.lemma(self.predicate))
    }

    /// Whether such a reading says where a firm sits.
    pub(super) fn is_at_home(&self, reading: &Reading) -> bool {
        let context = self.context;
        let tree = &context.trees[self.sentence];
        let verb = tree.token(self.predicate);
        // *X made pumps in Tilvarn*, *X will make pumps there*: what was or will be is no habit.
        let habit = verb.morph.tense == Some(Tense::Pres)
            && verb.morph.verb_form == Some(VerbForm::Fin)
            && tree.child_by(self.predicate, &["aux"]).is_none();
        let Object::Mention(object) = &reading.object else { return false };
        habit && self.is_town_there(context.mention(object.mention)) && self.is_maker(&reading.subject)
    }

    /// Whether a place is a town that the verb is told of, or where such a town is.
    fn is_town_there(&self, place: &Mention) -> bool {
        let tree = &self.context.trees[self.sentence];
        // *X makes cables; Y, based in Tilvarn, sells them*: of another verb tells nothing of this one.
        let mut clause = tree.ancestors(place.head).take_while(|&at| at != self.predicate);
        let own = tree.descends(place.head, self.predicate) && !clause.any(|at| tree.upos(at) == Upos::Verb);
        // *Au Mexique*, *in the Midlands*: countries and regions have an article, or are known for what they are; *à Tilvarn, dans
        // le Hainaut*.
        let before = |back: usize| place.tokens.start.checked_sub(back);
        let article = before(1).is_some_and(|at| tree.upos(at) == Upos::Det);
        let around = article && before(3).is_some_and(|at| tree.token(at).form.as_ref() == ",");
        // *À Tilvarn et à Brest*: several are plants.
        let alone = tree.relation(place.head) != "conj" && tree.child_by(place.head, &["conj"]).is_none();
        place.sentence == self.sentence
            && own
            && alone
            && (!article || around)
            && (self.heads_first() || place.iri.is_none())
    }

    /// Whether a firm itself makes things there: *l'usine de X fabrique* tells where its plant is. A firm that the ontology knows
    /// has plants in many towns.
    fn is_maker(&self, subject: &Reached) -> bool {
        let tree = &self.context.trees[self.sentence];
        let firm = self.context.mention(subject.mention);
        let noun = tree.upos(subject.token) == Upos::Noun;
        let kind = || naming::kind_of(self.context, self.sentence, subject.token);
        let itself = !noun || kind().is_none_or(|kind| kind == EntityKind::Organization);
        firm.proper && firm.kind == EntityKind::Organization && firm.iri.is_none() && itself
    }

    /// Whether the language tells towns from countries by the adposition before them.
    fn heads_first(&self) -> bool {
        self.context.ontology.words.is(self.entry.language, Typology::HeadInitial)
    }
}
