//! Partitive phrases: *a group of banks*, *10,000 cards*, *49 per cent of X*.
//!
//! Owns the step from a noun that counts, groups or takes a part to the noun behind it, which
//! is what takes part. Takes and gives heads of phrases; `participants` decides when to ask.

use crate::model::{EntityKind, Measure, MeasureKind, Upos};
use crate::ontology::WordClass;

use super::context::{Context, SAYS_ITS_KIND};
use super::{naming, nominal, relative};

impl Context<'_> {
    /// What is counted or grouped: *10 000 cartes*, *un groupe de banques* reach the inner noun
    /// when the outer one names nothing itself.
    pub(super) fn quantified(&self, sentence: usize, head: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let measured = self
            .measures(sentence)
            .iter()
            .any(|measure| measure.tokens.contains(&head) && measure.kind != MeasureKind::Money);
        let genitive = |child: usize| {
            tree.marker(child).is_none_or(|marker| {
                self.ontology.words.has(tree.sentence.language, WordClass::GenitiveMarker, &marker)
            })
        };
        // *A round of 3 million from X*: whom an amount is from is not what it is an amount of.
        let amount = self
            .measures(sentence)
            .iter()
            .any(|measure| measure.tokens.contains(&head) && measure.kind == MeasureKind::Money);
        let governed = measured || amount;
        // *A plant in X and another in Y*: where something is, is not what it is.
        let there = |child: usize| {
            let place = |(index, proper): (usize, bool)| proper && self.mention(index).kind == EntityKind::Place;
            tree.upos(head) == Upos::Pron && !genitive(child) && self.mention_at(sentence, child).is_some_and(place)
        };
        let fits = |&child: &usize| child > head && (!governed || genitive(child)) && !there(child);
        // *3 milliards de dollars de bons*: what stands in the amount itself is nothing that it is of.
        let inside = |child: usize| {
            let within = |measure: &Measure| measure.tokens.contains(&head) && measure.tokens.contains(&child);
            self.measures(sentence).iter().any(within)
        };
        let all: Vec<usize> = tree.children_by(head, &["nmod"]).filter(fits).collect();
        let inner = all.iter().copied().find(|&child| !inside(child)).or_else(|| all.first().copied());
        let inner = inner.or_else(|| self.part_of(sentence, head)).or_else(|| self.whole_before(sentence, head));
        let inner = inner.or_else(|| self.taken_up(sentence, head))?;
        // *Two mines of copper*: what a count counts is itself one of the kinds that the ontology knows.
        let named = self.mention_at(sentence, inner).is_some_and(|(_, proper)| proper);
        let own = self.mention_at(sentence, head).map(|(index, _)| self.mention(index));
        let site = own.is_some_and(|own| own.kind == EntityKind::Facility && own.confidence >= SAYS_ITS_KIND);
        // *Buys three stores of X*: not X.
        let whole = named && !self.is_traded(sentence, head);
        // *Two engineers of X have bought Y*: not X either.
        let people = matches!(naming::kind_of(self, sentence, head), Some(EntityKind::Person | EntityKind::Group));
        let whole = whole && !people;
        let site = site || people;
        (measured && (whole || !site) || own.is_none()).then_some(inner)
    }

    /// *X a vendu ses bitcoins et n'en garde que 35*: what a clitic says that a bare number counts, the object of the verb
    /// before.
    fn taken_up(&self, sentence: usize, head: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let words = &self.ontology.words;
        let clitic = |child: usize| words.has(tree.sentence.language, WordClass::GenitiveClitic, tree.lower(child));
        let verb = tree.head(head).filter(|_| tree.upos(head) == Upos::Num && tree.relation(head) == "obj")?;
        let stands = [head, verb].into_iter().any(|above| tree.children(above).iter().any(|&child| clitic(child)));
        let before = tree.head(verb).filter(|_| stands && tree.relation(verb) == "conj")?;
        tree.child_by(before, &["obj"]).filter(|&object| tree.upos(object) == Upos::Noun)
    }

    /// *X, dont Y détient 20 %*: what a relative pronoun says that a share is of.
    fn whole_before(&self, sentence: usize, head: usize) -> Option<usize> {
        let share = |measure: &Measure| measure.kind == MeasureKind::Percent && measure.tokens.contains(&head);
        self.measures(sentence).iter().find(|&measure| share(measure))?;
        let (tree, words) = (&self.trees[sentence], &self.ontology.words);
        // *X, dont le fonds Y détient 20 %*: the parser hangs the pronoun on the subject, which has a name of its own.
        let named = |&noun: &usize| naming::beside(self, sentence, noun).is_some();
        let of_subject = || {
            let verb = tree.head(head).filter(|_| tree.relation(head) == "obj")?;
            let subject = tree.child_by(verb, &["nsubj"]).filter(named)?;
            let pronoun = tree.children_by(subject, &["nmod"]).find(|&at| relative::is_genitive(tree, words, at))?;
            relative::antecedent(tree, words, pronoun)
        };
        nominal::possessed_by_relative(tree, words, head).or_else(of_subject)
    }

    /// *49 per cent of X*: the name behind a share, wherever the tree hangs it.
    fn part_of(&self, sentence: usize, head: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let share = self
            .measures(sentence)
            .iter()
            .find(|measure| measure.kind == MeasureKind::Percent && measure.tokens.contains(&head))?;
        let marker = share.tokens.end;
        let genitive = marker + 1 < tree.len()
            && self.ontology.words.has(tree.sentence.language, WordClass::GenitiveMarker, tree.lemma(marker));
        let start = if genitive && tree.upos(marker + 1) == Upos::Det { marker + 2 } else { marker + 1 };
        let (index, proper) = self.mention_at(sentence, start).filter(|_| genitive)?;
        proper.then(|| self.mention(index).head)
    }
}
