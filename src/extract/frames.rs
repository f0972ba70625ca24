//! Frames: which argument of a predicate is which participant of its relation.
//!
//! Owns the reading of one lexical entry at one token. Takes arguments in canonical
//! functions, gives pairs of participants; leaves status, values and the gate to `statements`.

use std::ops::Range;

use crate::model::{EntityKind, Number, Upos};
use crate::ontology::{Frame, LexicalEntry, PartOfSpeech, WordClass};

use super::antecedents;
use super::apposition;
use super::called;
use super::constructions;
use super::context::Context;
use super::discourse;
use super::naming;
use super::nominal::{self, NounArguments};
use super::participants::Reached;
use super::proposition::{self, Oblique};
use super::relations::JOINS;
use super::relative;
use super::remnants;
use super::several;
use super::shallow;
use super::tree;

/// What stands in the object's place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    /// Nobody: the relation is unary or a metric.
    Nobody,
    /// A mention.
    Mention(Reached),
    /// Something that a word implies without naming it: the sector of *bank*, the place of *Dutch*.
    Implied(Implied),
}

impl Object {
    /// The mention that stands there.
    pub(super) fn mention(&self) -> Option<&Reached> {
        match self {
            Self::Mention(reached) => Some(reached),
            Self::Nobody | Self::Implied(_) => None,
        }
    }
}

/// A participant that words imply.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Implied {
    /// Its words: *asset manager* implies asset management.
    pub(super) tokens: Range<usize>,
    pub(super) name: String,
    pub(super) kind: EntityKind,
    pub(super) iri: Option<String>,
}

/// A reading of an entry: who relates to whom.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub(super) subject: Reached,
    pub(super) object: Object,
    /// The verb that supports a noun predicate: its mood and time count as well.
    pub(super) support_verb: Option<usize>,
}

/// What a relation asks of its participants.
pub(super) struct Wanted<'o> {
    pub(super) subject: &'o [EntityKind],
    pub(super) object: &'o [EntityKind],
}

/// How sure a reading by order is beside one by the tree.
pub(super) const BY_ORDER: f32 = 0.8;

/// How sure it is that an owner does what a thing of his does.
pub(super) const BY_THINGS: f32 = 0.8;

/// How sure a participant is that the text leaves to be understood.
const UNDERSTOOD: f32 = 0.5;

/// How many members of a group are said to be each other's: of more, a text tells the group.
const MANY: usize = 4;

/// All readings of `entry` at `predicate`; `own` are the tokens of the entry's words.
pub(super) fn readings(
    context: &Context<'_>,
    sentence: usize,
    (predicate, own): (usize, &Range<usize>),
    entry: &LexicalEntry,
    wanted: &Wanted<'_>,
) -> Vec<Reading> {
    let words = &context.ontology.words;
    let tree = &context.trees[sentence];
    let place = Place { context, sentence, predicate, own: own.clone(), entry, wanted };
    match entry.part_of_speech {
        PartOfSpeech::Verb => {
            let arguments = proposition::arguments(tree, words, predicate);
            let found = place.through_people(&arguments);
            let found = if found.is_empty() { place.verb(&arguments) } else { found };
            let found = if found.is_empty() { place.through_things(&arguments) } else { found };
            let found = if found.is_empty() { place.by_order(&arguments) } else { found };
            let mut found = if found.is_empty() { place.in_a_post(&arguments) } else { found };
            found.retain(|reading| !place.is_of_a_seat(&[reading.subject.token]));
            if place.makes_at_a_place() {
                found.retain(|reading| place.is_at_home(reading));
            }
            // Who has which figure without a verb, `gapping` tells.
            if entry.frame != Frame::Measure {
                let gapped = remnants::arguments(tree, words, predicate, &arguments);
                found.extend(gapped.iter().flat_map(|arguments| place.verb(arguments)));
            }
            let joined = proposition::hyphenated(tree, predicate).is_some();
            if joined { place.of_name_behind(&arguments.objects, found) } else { found }
        }
        PartOfSpeech::Noun => {
            let arguments = nominal::arguments(tree, words, predicate, own);
            let found = place.noun(&arguments);
            let found = if found.is_empty() { place.through_its_verb(&arguments) } else { found };
            if found.is_empty() { place.noun_by_order(&arguments) } else { found }
        }
        PartOfSpeech::Construction if matches!(entry.frame, Frame::RelationalNoun | Frame::ClassNoun) => {
            place.noun(&nominal::arguments(tree, words, predicate, own))
        }
        PartOfSpeech::Construction => constructions::readings(context, sentence, predicate, entry, wanted),
        PartOfSpeech::Adjective => {
            let mut arguments = nominal::attributive(tree, words, predicate);
            let found = place.adjective(&arguments);
            if !found.is_empty() {
                return found;
            }
            arguments.complements = shallow::marked(context, sentence, (predicate, own), entry, wanted);
            place.adjective(&arguments)
        }
    }
}

/// An entry at a place of a sentence.
pub(super) struct Place<'p, 'a> {
    pub(super) context: &'p Context<'a>,
    pub(super) sentence: usize,
    pub(super) predicate: usize,
    pub(super) own: Range<usize>,
    pub(super) entry: &'p LexicalEntry,
    pub(super) wanted: &'p Wanted<'p>,
}

impl Place<'_, '_> {
    /// *Tilvarn-based X and Y*: of what is said of one of `heads` that is a name behind the predicate, only that name's.
    fn of_name_behind(&self, heads: &[usize], mut found: Vec<Reading>) -> Vec<Reading> {
        let name = |&head: &usize| self.context.mention_at(self.sentence, head).filter(|&(_, proper)| proper);
        let tree = &self.context.trees[self.sentence];
        let behind =
            heads.iter().filter(|&&head| self.predicate < head && tree.upos(head) == Upos::Propn).find_map(name);
        if let Some((own, _)) = behind {
            let of_it = |object: &Object| matches!(object, Object::Mention(object) if object.mention == own);
            found.retain(|reading| reading.subject.mention == own || of_it(&reading.object));
        }
        found
    }

    pub(super) fn adjective(&self, arguments: &NounArguments) -> Vec<Reading> {
        // *X s'est séparé de Y*: what somebody does to themselves is no quality.
        if self.context.trees[self.sentence].has_child(self.predicate, "expl:pv") {
            return Vec::new();
        }
        // *X is worth 3 million*; an order worth 3 million is nobody's value.
        if self.context.ontology.relations.get(&self.entry.relation).is_some_and(|relation| relation.metric) {
            let tree = &self.context.trees[self.sentence];
            let said = tree.child_by(self.predicate, &["cop"]).map_or(&[][..], |_| &arguments.referents);
            return alone(self.context, self.reach(said, self.wanted.subject));
        }
        let objects = self.marked(&arguments.complements);
        let tree = &self.context.trees[self.sentence];
        if self.is_of_a_seat(&arguments.referents) {
            return Vec::new();
        }
        // *A maker of cables headquartered in Y*: a plain noun in the plural behind another has no seat.
        let of_another = |&referent: &usize| {
            let plain = self.context.mention_at(self.sentence, referent).is_none_or(|(_, proper)| !proper);
            let plural = tree.token(referent).morph.number == Some(Number::Plur);
            let seat = self.wanted.object == [EntityKind::Place];
            seat && plain && plural && tree.relation(referent) == "nmod" && referent < self.predicate
        };
        if !arguments.referents.iter().any(of_another) {
            let found = self.of_name_behind(&arguments.referents, self.pairs(&arguments.referents, &objects));
            if !found.is_empty() {
                return found;
            }
        }
        // *Une société de gestion basée à Lyon*: the parser hangs it on the nearest noun.
        let nominal = |token: &usize| matches!(tree.upos(*token), Upos::Noun | Upos::Propn);
        let above = |&referent: &usize| tree.ancestors(referent).skip(1).take_while(nominal).next();
        let found = self.pairs(&arguments.referents.iter().filter_map(above).collect::<Vec<_>>(), &objects);
        if !found.is_empty() {
            return found;
        }
        // *L'offre de rachat de X, spécialisée dans Y*: a set-off modifier is said of the name before its comma, where the
        // noun above cannot be meant.
        let before = apposition::before(tree, self.predicate).filter(|&before| {
            let number = |at: usize| tree.token(at).morph.number;
            let plural = number(self.predicate) == Some(Number::Plur) && number(before) != Some(Number::Plur);
            let meant = |referent: usize| naming::kind_of(self.context, self.sentence, referent).is_some();
            let passed = |&referent: &usize| referent != before && tree.descends(before, referent) && !meant(referent);
            !plural && arguments.referents.iter().any(passed)
        });
        self.pairs(before.as_slice(), &objects)
    }

    /// Whether the object of a reading is told inside the words that tell its subject.
    pub(super) fn is_part_of_subject(&self, reading: &Reading) -> bool {
        let Object::Mention(object) = &reading.object else { return false };
        let (object, subject) = (self.context.mention(object.mention), self.context.mention(reading.subject.mention));
        subject.sentence == object.sentence
            && subject.tokens.start <= object.tokens.start
            && object.tokens.end <= subject.tokens.end
            && subject.tokens != object.tokens
    }

    /// Whether what is said to stand somewhere is a seat without a name: that is said of the company, by the noun.
    fn is_of_a_seat(&self, heads: &[usize]) -> bool {
        let tree = &self.context.trees[self.sentence];
        let seat = |&noun: &usize| {
            let lemma = tree.lower_lemma(noun);
            let lexicon = &self.context.ontology.lexicon;
            let mut entries = lexicon.of_lemma(self.entry.language, PartOfSpeech::Noun, lemma);
            let named = self.context.mention_at(self.sentence, noun).is_some_and(|(_, proper)| proper);
            tree.upos(noun) == Upos::Noun && !named && entries.any(|entry| entry.relation == self.entry.relation)
        };
        self.wanted.object == [EntityKind::Place] && heads.iter().any(seat)
    }

    /// *Its headquarters are located in Y*, *dont le siège se trouve à Y*: the complement of a verb that says the same
    /// relation is that of the noun which is its subject.
    pub(super) fn through_its_verb(&self, arguments: &NounArguments) -> Vec<Reading> {
        let tree = &self.context.trees[self.sentence];
        let subject = self.entry.frame == Frame::DirectedNoun && tree.relation(self.predicate) == "nsubj";
        let Some(verb) = tree.head(self.predicate).filter(|_| subject) else { return Vec::new() };
        let ontology = self.context.ontology;
        let lemma = tree.lower_lemma(verb);
        let says_it = |part| {
            let mut entries = ontology.lexicon.starting_with(self.entry.language, part, lemma);
            entries.any(|entry| entry.relation == self.entry.relation)
        };
        if ![PartOfSpeech::Verb, PartOfSpeech::Adjective].into_iter().any(says_it) {
            return Vec::new();
        }
        let mut complements = proposition::arguments(tree, &ontology.words, verb).obliques;
        // What is an aside of the noun is none of its verb's.
        complements.retain(|oblique| !self.is_aside(oblique.head));
        self.noun(&NounArguments { complements, ..arguments.clone() })
    }

    /// A participant that no word of the clause stands for.
    pub(super) fn left_out(&self, mention: usize) -> Reached {
        Reached { mention, token: self.predicate, confidence: UNDERSTOOD }
    }

    pub(super) fn possessors(&self, arguments: &NounArguments) -> Vec<Reached> {
        arguments
            .possessives
            .iter()
            .flat_map(|&token| {
                let mut owners = several::owners(self.context, self.sentence, token);
                if owners.is_empty() {
                    owners.extend(antecedents::of_possessive(self.context, self.sentence, token));
                }
                owners.into_iter().map(move |mention| Reached { mention, token, confidence: 0.7 })
            })
            .collect()
    }

    /// The complements whose marker the entry lists: those of the predicate itself when there are any.
    pub(super) fn marked(&self, obliques: &[Oblique]) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        // *L'entrée au capital de X* makes no member of X.
        let stake = |oblique: &Oblique| {
            self.entry.relation.as_ref() == JOINS
                && words.has(self.entry.language, WordClass::StakeNoun, tree.lemma(oblique.head))
        };
        let listed: Vec<&Oblique> =
            obliques.iter().filter(|oblique| self.lists_behind_its_words(&oblique.marker) && !stake(oblique)).collect();
        let fits = |oblique: &&Oblique| {
            let mut reached = self.context.reach(self.sentence, oblique.head).into_iter();
            reached.any(|reached| {
                self.context.fits(reached.mention, self.wanted.object)
                    || self.context.fits(reached.mention, self.wanted.subject)
            })
        };
        let direct = listed.iter().any(|oblique| oblique.direct && fits(oblique));
        let mut heads: Vec<usize> =
            listed.into_iter().filter(|oblique| oblique.direct || !direct).map(|oblique| oblique.head).collect();
        heads.dedup();
        heads
    }

    /// *En négociations pour l'acquisition de X*: what hangs on a noun among the entry's own words may be the verb's.
    fn lists_behind_its_words(&self, found: &str) -> bool {
        let rest = |with: &String| found.split_once(&format!(" {with} ")).map(|(_, rest)| rest);
        let behind = |with: &String| rest(with).is_some_and(|rest| rest.contains(' ') && self.lists(rest));
        self.lists(found) || self.entry.with.iter().any(behind)
    }

    pub(super) fn lists(&self, found: &str) -> bool {
        if found == proposition::HYPHEN {
            return !self.entry.markers.is_empty();
        }
        let words = &self.context.ontology.words;
        if found == proposition::WHERE {
            let local = |marker: &String| words.has(self.entry.language, WordClass::LocativeMarker, marker);
            return self.entry.markers.iter().any(local);
        }
        self.entry.markers.iter().any(|marker| {
            let bare = || {
                let article = |word: &&str| words.has(self.entry.language, WordClass::Definite, word);
                tree::words(marker).filter(|word| !article(word)).eq(found.split(' '))
            };
            marker == found || bare()
        })
    }

    pub(super) fn reach(&self, heads: &[usize], kinds: &[EntityKind]) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let mut found = Vec::new();
        for &head in heads.iter().filter(|head| !self.own.contains(head)) {
            let fitting = |reached: &Reached| {
                !self.own.contains(&reached.token)
                    && !relative::is_joined_behind(tree, self.predicate, (head, reached.token))
                    && self.context.fits(reached.mention, kinds)
                    && (self.entry.part_of_speech == PartOfSpeech::Verb
                        || self.context.says_itself(reached.mention, kinds))
                    && (self.entry.predicate_kind.is_none()
                        || kinds.contains(&EntityKind::Product)
                        || self.context.suits_a_class(reached.mention))
            };
            found.extend(self.context.reach_for(self.sentence, head, kinds).into_iter().filter(fitting));
        }
        found
    }

    /// What a noun is said of; *the sale of X, its subsidiary*: where the parser hangs it on a noun that fits no place, the
    /// name before the comma.
    pub(super) fn described(&self, referents: &[usize], kinds: &[EntityKind]) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let mut found = self.reach(referents, kinds);
        found.retain(|reached| !apposition::is_behind(tree, self.predicate, reached.token));
        // *Its unit, X, and its rival Y*: of one is said what stands in front of the first name only.
        if tree.token(self.predicate).morph.number == Some(Number::Sing) {
            let mut first = true;
            found.retain(|reached| std::mem::take(&mut first) || !self.has_its_own_noun(reached));
        }
        if !found.is_empty() || tree.relation(self.predicate) != "appos" {
            return found;
        }
        let before = apposition::before(tree, self.predicate).filter(|&name| tree.upos(name) == Upos::Propn);
        self.reach(before.as_slice(), kinds)
    }

    /// Whether another noun than the predicate introduces a name.
    fn has_its_own_noun(&self, reached: &Reached) -> bool {
        let mention = self.context.mention(reached.mention);
        let before = mention.tokens.start.checked_sub(1).filter(|_| mention.sentence == self.sentence);
        before.is_some_and(|at| {
            at != self.predicate && self.context.trees[self.sentence].upos(at) == Upos::Noun && mention.proper
        })
    }

    pub(super) fn pairs(&self, subjects: &[usize], objects: &[usize]) -> Vec<Reading> {
        let (acting, undergoing) = (self.reach(subjects, self.wanted.subject), self.reach(objects, self.wanted.object));
        let found = self.pair_up(&acting, &undergoing);
        let person = self.wanted.subject.contains(&EntityKind::Person);
        match (acting.as_slice(), undergoing.as_slice()) {
            // *She founded it*: two pronouns of one clause are two, and who acts is then the person.
            ([one], [other]) if one.mention == other.mention && one.token != other.token && person => {
                self.pair_up(&self.reach(subjects, &[EntityKind::Person]), &undergoing)
            }
            _ => found,
        }
    }

    /// The readings of subjects and objects. Where a description would make one of them act upon itself, it stands for
    /// whom the text is about.
    pub(super) fn pair_up(&self, subjects: &[Reached], objects: &[Reached]) -> Vec<Reading> {
        let found = self.paired(subjects, objects);
        let ([one], [other], true) = (subjects, objects, found.is_empty()) else { return found };
        let name = |reached: &Reached| &self.context.mention(reached.mention).name;
        let Some(topic) = discourse::topic(self.context).filter(|_| name(one) == name(other)) else { return found };
        let about = Reached { mention: topic, confidence: UNDERSTOOD, ..*other };
        let says_itself = self.context.mention(other.mention).tokens.contains(&other.token)
            && self.context.mention(other.mention).sentence == self.sentence;
        if says_itself
            || self.context.mention(topic).name == *name(one)
            || !self.context.fits(topic, self.wanted.object)
        {
            return found;
        }
        self.paired(subjects, &[about])
    }

    fn paired(&self, subjects: &[Reached], objects: &[Reached]) -> Vec<Reading> {
        let mut found = Vec::new();
        // Who is among the objects does not act upon them, where somebody else does: *X owns three: Y, Z and Q*.
        let both = |subject: &&Reached| objects.iter().any(|object| object.mention == subject.mention);
        let all_both = subjects.iter().all(|subject| both(&subject));
        if all_both && subjects.len() > 1 && objects.len() > 1 {
            return found;
        }
        for &subject in subjects.iter().filter(|subject| all_both || !both(subject)) {
            for &object in objects {
                if self.context.tells(subject.mention, object.mention)
                    && self.context.mention(subject.mention).name != self.context.mention(object.mention).name
                {
                    found.push(Reading { subject, object: Object::Mention(object), support_verb: None });
                }
            }
        }
        found
    }

    /// Every two members of a coordination.
    pub(super) fn among(&self, heads: &[usize]) -> Vec<Reading> {
        self.among_reached(&self.reach(heads, self.wanted.subject))
    }

    /// The same of those that a word is said of.
    pub(super) fn among_reached(&self, members: &[Reached]) -> Vec<Reading> {
        let mut found = Vec::new();
        if members.len() > MANY {
            return found;
        }
        for (position, &subject) in members.iter().enumerate() {
            found.extend(self.pair_up(&[subject], &members[position + 1..]));
        }
        found
    }
}

/// Readings of a relation or metric that takes no object.
pub(super) fn alone(context: &Context<'_>, subjects: Vec<Reached>) -> Vec<Reading> {
    let acting = subjects.into_iter().filter(|subject| {
        let mention = context.mention(subject.mention);
        let sure = mention.confidence >= super::context::SAYS_ITS_KIND;
        // *The Tilvarn plant*: a site that its place tells apart is as good as named.
        let site = mention.kind == EntityKind::Facility && sure;
        // *The Talmo app*: so is a thing that holds its name.
        let thing = matches!(mention.kind, EntityKind::Product | EntityKind::Token) && context.holds_name(mention);
        let placed =
            || called::with_its_place(context, mention).is_some() || !context.places_behind(mention).is_empty();
        let told = || context.is_called_after(mention) || placed();
        mention.proper || thing || site && told()
    });
    acting.map(|subject| Reading { subject, object: Object::Nobody, support_verb: None }).collect()
}

/// The same with an object that a word implies.
pub(super) fn implying(context: &Context<'_>, subjects: Vec<Reached>, implied: &Implied) -> Vec<Reading> {
    let with_it = |reading| Reading { object: Object::Implied(implied.clone()), ..reading };
    alone(context, subjects).into_iter().map(with_it).collect()
}
