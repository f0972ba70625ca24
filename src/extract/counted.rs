//! Things counted of somebody that no word of the lexicon knows: *X serves 350 airports in 56 countries*.
//!
//! Owns which counted noun is a figure worth telling and of whom. Takes the noun that a count counts, or a unit that
//! something is measured in; leaves the figure itself to `values`.

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::{EntityKind, Upos};
use crate::ontology::{LexicalEntry, WordClass};

use super::antecedents;
use super::called;
use super::complements::{is_attribute, is_marked};
use super::compounds;
use super::context::{Context, SAYS_ITS_KIND};
use super::frames::{Object, Reading, Wanted};
use super::nominal::NounArguments;
use super::participants::Reached;
use super::{governing, naming, nominal};

/// A number in words below this is a way of speaking rather than a figure: *two rivals*.
const TELLING: f64 = 20.0;

/// But not one from here on of what somebody has or does: *it has four clinics*.
const SEVERAL: f64 = 3.0;

/// How sure such a reading is.
const SURE: f32 = 0.7;

/// The readings of the counted noun at `noun`. An entry that lists nouns tells whose they are as a part of it, not what
/// somebody does to them: *a start-up of thirty people*.
pub(super) fn readings(
    context: &Context<'_>,
    sentence: usize,
    noun: usize,
    entry: &LexicalEntry,
    wanted: &Wanted<'_>,
) -> Vec<Reading> {
    let listed = entry.with.iter().any(|word| word == context.trees[sentence].lemma(noun));
    if !entry.with.is_empty() && !listed {
        return Vec::new();
    }
    let counted = Counted { context, sentence, noun, wanted };
    let measures = context.measures(sentence).iter();
    let Some(measure) = measures.clone().find(|measure| counted.is_counted_by(measure)) else { return Vec::new() };
    if !counted.tells(measure) {
        return Vec::new();
    }
    let tree = &context.trees[sentence];
    let verb = tree.ancestors(noun).skip(1).find(|&token| matches!(tree.upos(token), Upos::Verb | Upos::Aux));
    let reading = |subject: Reached| Reading {
        subject: Reached { confidence: subject.confidence * SURE, ..subject },
        object: Object::Nobody,
        support_verb: verb,
    };
    let owners = if listed { counted.of_which_they_are() } else { counted.owners(measure.kind) };
    owners.into_iter().map(reading).collect()
}

struct Counted<'c, 'a> {
    context: &'c Context<'a>,
    sentence: usize,
    noun: usize,
    wanted: &'c Wanted<'c>,
}

impl Counted<'_, '_> {
    /// Whether a measure counts the noun: *112 stores*, *112 of its stores*.
    fn is_counted_by(&self, measure: &Measure) -> bool {
        let tree = &self.context.trees[self.sentence];
        let counts = matches!(measure.kind, MeasureKind::Count | MeasureKind::Other);
        let of = |head: usize| tree.upos(head) == Upos::Num && tree.head(self.noun) == Some(head);
        counts && (measure.head == self.noun || measure.tokens.contains(&self.noun) && of(measure.head))
    }

    /// Whether the count is a figure rather than a way of speaking, and of things.
    fn tells(&self, measure: &Measure) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let kind = naming::kind_of(self.context, self.sentence, self.noun);
        let language = tree.sentence.language;
        let extent = matches!(kind, Some(EntityKind::Facility | EntityKind::Place));
        let digits = |token: usize| tree.token(token).form.chars().any(|c| c.is_ascii_digit());
        // *It has signed three agreements*: nor are acts told by their number.
        let things = matches!(kind, Some(EntityKind::Facility | EntityKind::Product | EntityKind::Organization));
        let people = matches!(kind, Some(EntityKind::Person | EntityKind::Group));
        let had = (things || people) && tree.relation(self.noun) == "obj" && tree.upos(self.noun) == Upos::Noun;
        let telling = extent && measure.quantity.number > 1.0
            || measure.quantity.number >= if had { SEVERAL } else { TELLING }
            || measure.tokens.clone().any(digits);
        // *Holds 1,120 bitcoins*: an asset, which another relation tells.
        let asset = self.context.mention_at(self.sentence, self.noun);
        let asset = asset.is_some_and(|(index, _)| self.context.mention(index).kind == EntityKind::Token);
        // *37 millions de la BEI*, *le 3 mai Zorvex*: whose name stands behind a number is not counted.
        let actor = self.context.mention_at(self.sentence, self.noun).is_some_and(|(index, proper)| {
            proper && matches!(self.context.mention(index).kind, EntityKind::Organization | EntityKind::Person)
        });
        // *Passed 40 million*: a number alone counts nothing that it says.
        let said = measure.kind != MeasureKind::Count || !measure.quantity.unit.is_empty();
        telling
            && said
            && !asset
            && !actor
            && !words.has(language, WordClass::Uncounted, tree.lemma(self.noun))
            && (tree.upos(self.noun) == Upos::Noun || measure.kind == MeasureKind::Other || self.are_wares())
    }

    /// *1,000 GPUs*, *30 Zorvex 320*: things that go by a name, behind their number.
    fn are_wares(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let ware = self.context.mention_at(self.sentence, self.noun).is_some_and(|(index, _)| {
            let mention = self.context.mention(index);
            mention.kind == EntityKind::Product && mention.tokens.start == self.noun
        });
        let number = tree.child_by(self.noun, &["nummod"]);
        ware && tree.upos(self.noun) == Upos::Propn && number.is_some_and(|number| number < self.noun)
    }

    /// Whose the counted things are: their own owner, that of the noun above, who the clause is about, or the topic of
    /// a list.
    fn owners(&self, kind: MeasureKind) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let owners = self.owned(self.noun, false);
        // *Three of the continent's seven mills* are nobody's.
        let others = || {
            let whose = |&&child: &&usize| tree.full_relation(child) == "nmod:poss";
            tree.children(self.noun).iter().find(whose).is_some_and(|&child| tree.upos(child) == Upos::Noun)
        };
        if !owners.is_empty() || others() {
            return owners;
        }
        if let Some(above) = self.above() {
            let owners = self.of_noun(above, kind);
            if !owners.is_empty() {
                return owners;
            }
        }
        let owners = self.at_whom();
        if !owners.is_empty() {
            return owners;
        }
        let owners = self.of_what_grows();
        if !owners.is_empty() {
            return owners;
        }
        if self.is_complement(kind) {
            let mut owners =
                governing::subjects(tree, words, self.noun).first().map(|heads| self.named(heads)).unwrap_or_default();
            owners.truncate(1);
            if owners.is_empty() {
                owners = self.of_a_collection();
            }
            if !owners.is_empty() {
                return owners;
            }
        }
        let topic = governing::of_list(self.context, self.sentence, self.noun);
        topic
            .filter(|reached| self.wanted.subject.contains(&self.context.mention(reached.mention).kind))
            .into_iter()
            .collect()
    }

    /// *X, a start-up of thirty people*; *X's team of seven engineers*: what the counted are all of.
    fn of_which_they_are(&self) -> Vec<Reached> {
        self.above().map(|above| self.of_noun(above, MeasureKind::Count)).unwrap_or_default()
    }

    /// *The fleet of X counts 34 ships*: whose the things are that the subject is one word for.
    fn of_a_collection(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        let heads = governing::subjects(tree, words, self.noun);
        let Some(&[subject]) = heads.first().map(Vec::as_slice) else { return Vec::new() };
        let collection = words.has(language, WordClass::Collection, tree.lemma(subject));
        if tree.relation(self.noun) != "obj" || !collection {
            return Vec::new();
        }
        self.owned(subject, false)
    }

    /// *The loss of 300 jobs at X*, *300 postes sont menacés chez X*: at whom the jobs are that somebody tells of.
    fn at_whom(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        if !words.has(tree.sentence.language, WordClass::JobNoun, tree.lemma(self.noun)) {
            return Vec::new();
        }
        let above = |&at: &usize| matches!(tree.relation(at), "nmod" | "nsubj" | "obj" | "appos");
        let ways = std::iter::successors(Some(self.noun), |at| tree.head(*at).filter(|_| above(at)));
        let local = |&child: &usize| {
            child > self.noun
                && matches!(tree.relation(child), "nmod" | "obl")
                && is_marked(tree, words, child, WordClass::LocativeMarker)
        };
        let found = ways.take(3).map(|at| {
            // *300 jobs lost at X*.
            let told = tree.children_by(at, &["acl"]).flat_map(|told| tree.children(told));
            let heads: Vec<usize> = told.chain(tree.children(at)).copied().filter(local).collect();
            self.named(&heads)
        });
        found.into_iter().find(|owners| !owners.is_empty()).unwrap_or_default()
    }

    /// *The order will bring the fleet of X to 34 ships*, *le réseau de X passera de 40 à 65 agences*: whose the
    /// things are that one word stands for, where a verb of change says how many they become.
    fn of_what_grows(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let has = |class: WordClass, token: usize| words.has(tree.sentence.language, class, tree.lemma(token));
        let changes = [WordClass::Change, WordClass::Increase, WordClass::Decrease];
        let Some(verb) = tree
            .head(self.noun)
            .filter(|&verb| tree.relation(self.noun) == "obl" && changes.iter().any(|&class| has(class, verb)))
        else {
            return Vec::new();
        };
        let grows = tree.child_by(verb, &["obj"]).or_else(|| tree.child_by(verb, &["nsubj"]));
        grows.filter(|&noun| has(WordClass::Collection, noun)).map(|noun| self.owned(noun, false)).unwrap_or_default()
    }

    /// The noun that the counted things belong to: *a fleet of 34 ships*.
    fn above(&self) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        // *A 9-billion-parameter model*.
        if compounds::is_size(tree, self.noun) {
            return tree.head(self.noun);
        }
        let belongs = is_attribute(tree, words, self.noun) || self.is_trait();
        let noun = |&above: &usize| above < self.noun && matches!(tree.upos(above), Upos::Noun | Upos::Propn);
        // *X, with 5 million readers, has left Spain*.
        let aside = is_marked(tree, words, self.noun, WordClass::ComitativeMarker);
        let beside = |&above: &usize| {
            let named = tree.upos(above) == Upos::Propn;
            (above..self.noun)
                .all(|token| tree.upos(token) != Upos::Punct || aside && named && &*tree.token(token).form == ",")
        };
        let hangs = matches!(tree.relation(self.noun), "nmod" | "parataxis");
        tree.head(self.noun).filter(|_| belongs && hangs).filter(noun).filter(beside)
    }

    /// *L'enseigne aux 420 magasins*: what somebody is known by, behind a marker and its article.
    fn is_trait(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        is_marked(tree, words, self.noun, WordClass::TraitMarker)
            && tree.children_by(self.noun, &["det"]).any(|at| words.has(language, WordClass::Definite, tree.lemma(at)))
    }

    /// *A model of 9 billion parameters, X*; *X's fleet of 34 ships*: what the noun above means, or whose it is.
    fn of_noun(&self, above: usize, kind: MeasureKind) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let itself = self.named(&[above]);
        if !itself.is_empty() {
            return itself;
        }
        let arguments = nominal::arguments(tree, words, above, &(above..above + 1));
        let said = self.named(&arguments.referents);
        // *A 400-bed clinic*, *a clinic of 4,000 m²*, but *X, a 400-bed clinic*.
        if said.is_empty()
            && (kind == MeasureKind::Other || compounds::is_size(tree, self.noun))
            && let Some(site) = self.measured_site(above)
        {
            return vec![site];
        }
        let said = if said.is_empty() { self.owned_by(&arguments, true) } else { said };
        if said.is_empty() && kind == MeasureKind::Other { self.of_what_extends(above) } else { said }
    }

    /// *The plant of X, with an area of 4,000 m²*: what the noun for an extent is said of.
    fn of_what_extends(&self, extent: usize) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let marked = is_attribute(tree, words, extent);
        let above = tree.head(extent).filter(|_| marked && tree.relation(extent) == "nmod");
        let above = above.filter(|_| !naming::is_definite(self.context, self.sentence, extent));
        above.map(|above| self.named(&[above])).unwrap_or_default()
    }

    /// *A plant of 4,000 m²*: its extent right behind it tells a site apart that has no name.
    fn measured_site(&self, above: usize) -> Option<Reached> {
        let (index, proper) = self.context.mention_at(self.sentence, above)?;
        let mention = self.context.mention(index);
        let site = mention.kind == EntityKind::Facility && mention.confidence >= SAYS_ITS_KIND;
        let behind = self.context.behind_measures(mention) > self.noun.max(mention.tokens.end);
        let tied = compounds::is_size(&self.context.trees[self.sentence], self.noun);
        (!proper && site && (behind || tied) && self.wanted.subject.contains(&mention.kind)).then_some(Reached {
            mention: index,
            token: above,
            confidence: 1.0,
        })
    }

    fn owned(&self, noun: usize, local: bool) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        self.owned_by(&nominal::arguments(tree, words, noun, &(noun..noun + 1)), local)
    }

    /// The possessors that a noun has, and those at whom it is where `local`.
    fn owned_by(&self, arguments: &NounArguments, local: bool) -> Vec<Reached> {
        let words = &self.context.ontology.words;
        let language = self.context.trees[self.sentence].sentence.language;
        let mut owners = self.named(&arguments.owners);
        owners.extend(self.named(&arguments.genitives));
        owners.extend(arguments.possessives.iter().filter_map(|&token| {
            let mention = antecedents::of_possessive(self.context, self.sentence, token)?;
            let own = self.wanted.subject.contains(&self.context.mention(mention).kind);
            own.then_some(Reached { mention, token, confidence: 1.0 })
        }));
        if owners.is_empty() && local {
            let at = arguments
                .complements
                .iter()
                .filter(|oblique| oblique.direct && words.has(language, WordClass::LocativeMarker, &oblique.marker));
            owners = self.named(&at.map(|oblique| oblique.head).collect::<Vec<_>>());
        }
        owners.retain(|owner| owner.token != self.noun);
        owners
    }

    /// Names, and sites that their place tells apart.
    fn named(&self, heads: &[usize]) -> Vec<Reached> {
        let reached = heads.iter().flat_map(|&head| self.context.reach_for(self.sentence, head, self.wanted.subject));
        let fits = |reached: &Reached| {
            let mention = self.context.mention(reached.mention);
            let site = mention.kind == EntityKind::Facility
                && mention.confidence >= SAYS_ITS_KIND
                && (self.context.is_called_after(mention)
                    || called::with_its_owner(self.context, mention).is_some()
                    || called::together(self.context, mention, reached.token).is_some()
                    // *Opens a plant in X. The plant makes 300 boats a year*.
                    || mention.sentence != self.sentence);
            (mention.proper || site)
                && self.wanted.subject.contains(&mention.kind)
                && !(mention.sentence == self.sentence && mention.tokens.contains(&self.noun))
        };
        reached.filter(fits).collect()
    }

    /// Whether a counted noun completes the clause around it: its object, or what follows an adposition. What is
    /// measured in a unit is only the object: *15 km east of X* tells nothing of a subject.
    fn is_complement(&self, kind: MeasureKind) -> bool {
        let tree = &self.context.trees[self.sentence];
        let up: &[&str] = if kind == MeasureKind::Other { &["conj", "appos"] } else { &["conj", "appos", "nmod"] };
        let down: &[&str] = if kind == MeasureKind::Other { &["obj"] } else { &["obj", "obl"] };
        // *5 buses of 40 feet*: what is counted itself has its own figure, but *40 ships, including 12 tankers*, *240 stores
        // in 12 countries*, *90 flights to 40 cities*.
        let words = &self.context.ontology.words;
        let beside = |token: usize| {
            is_marked(tree, words, token, WordClass::ExampleMarker)
                || is_marked(tree, words, token, WordClass::GoalMarker)
                || is_marked(tree, words, token, WordClass::LocativeMarker)
                    && naming::kind_of(self.context, self.sentence, token) == Some(EntityKind::Place)
        };
        let own = |above: usize| tree.has_child(above, "nummod");
        let joined = std::iter::successors(Some(self.noun), |&token| {
            tree.head(token)
                .filter(|_| up.contains(&tree.relation(token)))
                .filter(|&above| tree.relation(token) != "nmod" || !own(above) || beside(token))
        });
        joined.take(5).any(|token| down.contains(&tree.relation(token)))
    }
}
