//! Frames: which argument of a predicate is which participant of its relation.
//!
//! Owns the reading of one lexical entry at one token. Takes arguments in canonical
//! functions, gives pairs of participants; leaves status, values and the gate to `statements`.

use std::ops::Range;

use crate::model::analysis::MeasureKind;
use crate::model::{EntityKind, Upos};
use crate::ontology::{Frame, LexicalEntry, PartOfSpeech, WordClass};

use super::antecedents;
use super::constructions;
use super::juxtaposition;
use super::naming;
use super::nominal::{self, NounArguments};
use super::participants::{Context, Reached};
use super::proposition::{self, Arguments, Oblique};
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

/// A participant that a word implies.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Implied {
    /// The word.
    pub(super) token: usize,
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
            let found = place.verb(&arguments);
            if found.is_empty() { place.by_order(&arguments) } else { found }
        }
        PartOfSpeech::Noun => {
            let arguments = nominal::arguments(tree, words, predicate, own);
            let found = place.noun(&arguments);
            if found.is_empty() { place.noun_by_order(&arguments) } else { found }
        }
        PartOfSpeech::Construction if entry.frame == Frame::RelationalNoun => {
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
    fn verb(&self, arguments: &Arguments) -> Vec<Reading> {
        let oblique = || self.marked(&arguments.obliques);
        match self.entry.frame {
            Frame::Transitive => self.pairs(&arguments.subjects, &arguments.objects),
            Frame::TransitiveInverse => self.pairs(&arguments.objects, &arguments.subjects),
            Frame::Prepositional => {
                // A passive without agent says nothing of who acts: *20 millions ont été investis dans X*.
                let found = self.pairs(&arguments.subjects, &oblique());
                if found.is_empty() {
                    self.pairs(&arguments.subjects, self.dative(arguments).as_slice())
                } else {
                    found
                }
            }
            Frame::PrepositionalInverse => self.pairs(&oblique(), &arguments.subjects),
            Frame::ObjectOblique => self.pairs(&arguments.objects, &oblique()),
            Frame::ObliqueObject => self.pairs(&oblique(), &arguments.objects),
            Frame::Ditransitive => self.pairs(&arguments.subjects, &self.recipients(arguments)),
            Frame::Reciprocal => self.reciprocal(arguments, &oblique()),
            Frame::MeasureObject => {
                let tree = &self.context.trees[self.sentence];
                // *X se valorise à 2 milliards*: a bare pronoun that stands for nobody sends back to the subject.
                let reflexive = arguments.objects.iter().all(|&object| tree.upos(object) == Upos::Pron);
                let mut valued = self.reach(&arguments.objects, self.wanted.subject);
                if valued.is_empty() && reflexive && !arguments.objects.is_empty() {
                    valued = self.reach(&arguments.subjects, self.wanted.subject);
                }
                alone(self.context, valued)
            }
            _ => alone(self.context, self.reach(&arguments.subjects, self.wanted.subject)),
        }
    }

    /// The first of two objects, where the entry wants the marker it stands for: *X lent Y $75m*, *X awarded Y a
    /// contract*.
    fn dative(&self, arguments: &Arguments) -> Option<usize> {
        let words = &self.context.ontology.words;
        let dative =
            self.entry.markers.iter().any(|marker| words.has(self.entry.language, WordClass::DativeMarker, marker));
        let first = arguments.recipients.iter().chain(&arguments.objects).copied().next().filter(|_| dative)?;
        let tree = &self.context.trees[self.sentence];
        let amount = self.context.analysis.measures.iter().any(|measure| {
            measure.sentence == self.sentence
                && measure.kind == MeasureKind::Money
                && tree.head(measure.head).is_some_and(|above| above == self.predicate || above == first)
        });
        (amount || arguments.objects.len() + arguments.recipients.len() > 1).then_some(first)
    }

    /// The verb's readings once order has filled the places that the tree leaves empty.
    fn by_order(&self, arguments: &Arguments) -> Vec<Reading> {
        let completed = shallow::completed(
            self.context,
            self.sentence,
            (self.predicate, &self.own),
            self.entry,
            self.wanted,
            arguments,
        );
        if completed == *arguments {
            return Vec::new();
        }
        let mut found = self.verb(&completed);
        found.iter_mut().for_each(|reading| reading.subject.confidence *= BY_ORDER);
        found
    }

    /// The noun's readings with the names that stand behind it.
    fn noun_by_order(&self, arguments: &NounArguments) -> Vec<Reading> {
        let directed = matches!(
            self.entry.frame,
            Frame::ActionNoun
                | Frame::DirectedNoun
                | Frame::MutualNoun
                | Frame::RelationalNoun
                | Frame::RelationalNounInverse
        );
        if !directed {
            return Vec::new();
        }
        let end = self.own.end.max(self.predicate + 1);
        let behind = shallow::complements(self.context, self.sentence, end);
        let words = &self.context.ontology.words;
        let of_class = |class: WordClass| {
            behind
                .iter()
                .filter(|oblique| words.has(self.entry.language, class, &oblique.marker))
                .map(|oblique| oblique.head)
                .collect::<Vec<_>>()
        };
        let mut completed = arguments.clone();
        completed.agents.extend(of_class(WordClass::AgentMarker));
        completed.genitives.extend(of_class(WordClass::GenitiveMarker).first());
        completed.complements.extend(behind);
        if completed == *arguments {
            return Vec::new();
        }
        let mut found = self.noun(&completed);
        found.iter_mut().for_each(|reading| reading.subject.confidence *= BY_ORDER);
        found
    }

    /// The indirect objects; where the parser saw none, the first object.
    fn recipients(&self, arguments: &Arguments) -> Vec<usize> {
        let mut heads = self.marked(&arguments.obliques);
        heads.extend(&arguments.recipients);
        if heads.is_empty() {
            heads.extend(arguments.objects.first());
        }
        heads
    }

    fn reciprocal(&self, arguments: &Arguments, oblique: &[usize]) -> Vec<Reading> {
        let subjects = if arguments.subjects.is_empty() { &arguments.objects } else { &arguments.subjects };
        if oblique.is_empty() && self.reach(subjects, self.wanted.subject).len() < 2 {
            // *X merges Y and Z*.
            return self.among(&arguments.objects);
        }
        if oblique.is_empty() { self.among(subjects) } else { self.pairs(subjects, oblique) }
    }

    fn noun(&self, arguments: &NounArguments) -> Vec<Reading> {
        let readings = match self.entry.frame {
            Frame::ActionNoun => self.action(arguments),
            Frame::DirectedNoun => {
                let objects = self.marked(&arguments.complements);
                let subjects = self.owners(arguments, &objects);
                self.pair_up(&subjects, &self.reach(&objects, self.wanted.object))
            }
            Frame::MutualNoun => self.mutual(arguments),
            Frame::RelationalNoun => self.relational(arguments, false),
            Frame::RelationalNounInverse => self.relational(arguments, true),
            Frame::ClassNoun => self.class(arguments),
            _ => alone(self.context, self.owners(arguments, &[])),
        };
        let readings = if readings.is_empty() { self.undergone(arguments) } else { readings };
        readings.into_iter().map(|reading| Reading { support_verb: arguments.support_verb, ..reading }).collect()
    }

    /// *X faces an inquiry by Y*: Y does to X what the noun says.
    fn undergone(&self, arguments: &NounArguments) -> Vec<Reading> {
        if arguments.undergone.is_empty() || !matches!(self.entry.frame, Frame::ActionNoun | Frame::DirectedNoun) {
            return Vec::new();
        }
        let doers: Vec<usize> = [&arguments.agents, &arguments.owners, &arguments.genitives]
            .into_iter()
            .flatten()
            .copied()
            .filter(|head| !arguments.undergone.contains(head))
            .collect();
        self.pairs(&doers, &arguments.undergone)
    }

    fn action(&self, arguments: &NounArguments) -> Vec<Reading> {
        let mut agents = self.reach(&arguments.agents, self.wanted.subject);
        let mut objects: Vec<usize> = if self.entry.markers.is_empty() {
            arguments.genitives.clone()
        } else {
            self.marked(&arguments.complements)
        };
        if agents.is_empty() {
            agents = self.reach(&arguments.owners, self.wanted.subject);
            agents.extend(self.possessors(arguments));
        } else if objects.is_empty() {
            objects.clone_from(&arguments.owners);
        }
        if agents.is_empty() {
            agents = self.reach(&arguments.support, self.wanted.subject);
        }
        self.pair_up(&agents, &self.reach(&objects, self.wanted.object))
    }

    /// *The airline X*: the noun itself is the sector.
    fn class(&self, arguments: &NounArguments) -> Vec<Reading> {
        let mut said = self.reach(&arguments.referents, self.wanted.subject);
        if said.is_empty() {
            said = self.named(self.wanted.subject);
        }
        let implied = Implied {
            token: self.predicate,
            name: self.entry.names.clone().unwrap_or_default(),
            kind: EntityKind::Sector,
            iri: None,
        };
        alone(self.context, said)
            .into_iter()
            .map(|reading| Reading { object: Object::Implied(implied.clone()), ..reading })
            .collect()
    }

    fn mutual(&self, arguments: &NounArguments) -> Vec<Reading> {
        let words = &self.context.ontology.words;
        let language = self.context.trees[self.sentence].sentence.language;
        let with = |class: WordClass| -> Vec<usize> {
            let of_class = |oblique: &&Oblique| words.has(language, class, &oblique.marker);
            arguments.complements.iter().filter(of_class).map(|oblique| oblique.head).collect()
        };
        let between = with(WordClass::MutualMarker);
        if !between.is_empty() {
            return self.among(&between);
        }
        let partners = if self.entry.markers.is_empty() {
            with(WordClass::ComitativeMarker)
        } else {
            self.marked(&arguments.complements)
        };
        if partners.is_empty() {
            let mut heads = arguments.support.clone();
            heads.extend(&arguments.owners);
            heads.extend(&arguments.genitives);
            return self.among(&heads);
        }
        let mut owners = self.owners(arguments, &partners);
        if owners.is_empty() {
            owners.extend(self.topic());
        }
        self.pair_up(&owners, &self.reach(&partners, self.wanted.object))
    }

    /// *The partnership with Y has begun*: of whom the text is about, when the noun opens the clause with an article
    /// that takes it for known.
    fn topic(&self) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let known = tree.children_by(self.predicate, &["det"]).any(|det| {
            let form = tree.token(det).form.to_lowercase().replace('\u{2019}', "'");
            words.has(self.entry.language, WordClass::Definite, &form)
        });
        if tree.relation(self.predicate) != "nsubj" || !known {
            return None;
        }
        let mention = antecedents::of_possessive(self.context, self.sentence, self.predicate)?;
        Some(Reached { mention, token: self.predicate, confidence: 0.6 })
    }

    fn relational(&self, arguments: &NounArguments, inverse: bool) -> Vec<Reading> {
        let (of_kinds, said_kinds) =
            if inverse { (self.wanted.subject, self.wanted.object) } else { (self.wanted.object, self.wanted.subject) };
        let mut owned: Vec<usize> = self.marked(&arguments.complements);
        if self.entry.markers.is_empty() {
            owned.extend(&arguments.genitives);
        }
        owned.extend(self.belonging(arguments, of_kinds));
        let referents: Vec<usize> =
            arguments.referents.iter().copied().filter(|referent| !owned.contains(referent)).collect();
        let mut said = self.reach(&referents, said_kinds);
        if said.is_empty() {
            said = self.named(said_kinds);
        }
        if said.is_empty() {
            // The object comes before the subject: the first of the right kind.
            said = self.reach(&arguments.predication.said_of, said_kinds);
            said.truncate(1);
        }
        if said.is_empty() && of_kinds.contains(&EntityKind::Sector) {
            said = self.antecedent(said_kinds);
        }
        let mut of = self.owned(arguments, &owned, of_kinds, &said);
        // *A car maker* is no maker of one car: without a sector in its place a noun asks for a name.
        of.retain(|reached| of_kinds.contains(&EntityKind::Sector) || self.context.mention(reached.mention).proper);
        if of.is_empty() && !inverse {
            return self.sector(&said, of_kinds);
        }
        if inverse { self.pair_up(&of, &said) } else { self.pair_up(&said, &of) }
    }

    /// Whom the noun itself points back to: *the chip company*.
    fn antecedent(&self, kinds: &[EntityKind]) -> Vec<Reached> {
        let mention = antecedents::of(self.context, self.sentence, self.predicate, kinds);
        let mention = mention.filter(|&mention| self.context.fits(mention, kinds));
        mention.map(|mention| Reached { mention, token: self.predicate, confidence: 0.7 }).into_iter().collect()
    }

    /// The owners before a relational noun. One that wants an adposition (*the company behind Y*) takes no
    /// compound in its place.
    fn belonging(&self, arguments: &NounArguments, kinds: &[EntityKind]) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let taken = |owner: &usize| {
            tree.full_relation(*owner) == "nmod:poss" || self.is_free() && self.takes_compound(*owner, kinds)
        };
        arguments.owners.iter().copied().filter(taken).collect()
    }

    /// Whether the entry's noun may have its complement without the marker.
    fn is_free(&self) -> bool {
        let words = &self.context.ontology.words;
        let genitive = |marker: &String| words.has(self.entry.language, WordClass::GenitiveMarker, marker);
        self.entry.markers.is_empty() || self.entry.markers.iter().any(genitive)
    }

    /// A common noun before another tells its class, not a participant: *car maker X* makes no one car.
    fn takes_compound(&self, owner: usize, kinds: &[EntityKind]) -> bool {
        if kinds.contains(&EntityKind::Sector) {
            return true;
        }
        self.context.mention_at(self.sentence, owner).is_some_and(|(index, proper)| {
            proper && (kinds.contains(&EntityKind::Organization) || kinds.contains(&self.context.mention(index).kind))
        })
    }

    /// What a relational noun is a noun of: its own complements first, then what stands before it, then
    /// what the clause or the topic leaves to be understood.
    fn owned(
        &self,
        arguments: &NounArguments,
        heads: &[usize],
        kinds: &[EntityKind],
        said: &[Reached],
    ) -> Vec<Reached> {
        let fits = |reached: &Reached| {
            self.context.fits(reached.mention, kinds) && said.iter().all(|said| said.mention != reached.mention)
        };
        let of = self.reach(heads, kinds);
        if !of.is_empty() {
            return of;
        }
        let mut of: Vec<Reached> = self.possessors(arguments).into_iter().filter(fits).collect();
        if of.is_empty() && self.is_free() {
            let start = self.own.start.min(self.predicate);
            let before = juxtaposition::name_before(self.context, self.sentence, start);
            let reached = |mention| Reached { mention, token: self.context.mention(mention).head, confidence: 0.9 };
            of.extend(before.map(reached).filter(fits));
        }
        if of.is_empty() {
            // *X joined Y as an adviser*: the post leaves its organisation to the verb.
            of.extend(self.reach(&arguments.predication.beside, kinds).into_iter().filter(fits));
        }
        if of.is_empty() && self.is_symmetric() {
            // *X buys rival Y*.
            of.extend(self.reach(&self.clause_subjects(), kinds).into_iter().filter(fits));
        }
        if of.is_empty() && kinds.contains(&EntityKind::Organization) && self.is_post(said) && !self.is_of_a_place() {
            // *The chief executive, X, said*: of the company that the text is about.
            let topic = antecedents::of_possessive(self.context, self.sentence, self.predicate);
            of.extend(topic.map(|mention| Reached { mention, token: self.predicate, confidence: 0.6 }).filter(fits));
        }
        of
    }

    fn is_symmetric(&self) -> bool {
        self.context.ontology.relations.get(&self.entry.relation).is_some_and(|relation| relation.symmetric)
    }

    /// Who does what the verb above the noun says.
    fn clause_subjects(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let verb = tree.ancestors(self.predicate).find(|&token| tree.upos(token) == Upos::Verb);
        let subjects = verb.map(|verb| proposition::arguments(tree, &self.context.ontology.words, verb).subjects);
        subjects.unwrap_or_default()
    }

    /// Whether a place stands before the noun or modifies it: *the US president*, *le président français*.
    fn is_of_a_place(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let place = |token: usize| {
            let mention = self.context.mention_at(self.sentence, token);
            mention.is_some_and(|(index, _)| self.context.mention(index).kind == EntityKind::Place)
        };
        let before = self.own.start.min(self.predicate).checked_sub(1);
        before.is_some_and(place) || tree.children_by(self.predicate, &["amod", "compound", "nmod"]).any(place)
    }

    /// Whether the noun is a post said of a named person.
    fn is_post(&self, said: &[Reached]) -> bool {
        let person = |reached: &Reached| self.context.mention(reached.mention).kind == EntityKind::Person;
        self.entry.predicate_kind.is_none() && !said.is_empty() && said.iter().all(person)
    }

    /// *The oil and gas company X*: the nouns before a class noun are its sector as they stand.
    fn sector(&self, said: &[Reached], kinds: &[EntityKind]) -> Vec<Reading> {
        if !kinds.contains(&EntityKind::Sector) {
            return Vec::new();
        }
        let start = self.own.start.min(self.predicate);
        let Some(tokens) = juxtaposition::sector_before(self.context, self.sentence, start) else { return Vec::new() };
        let tree = &self.context.trees[self.sentence];
        let name = tokens.clone().map(|token| tree.token(token).form.as_ref()).collect::<Vec<_>>().join(" ");
        let implied = Implied { token: tokens.end - 1, name, kind: EntityKind::Sector, iri: None };
        alone(self.context, said.to_vec())
            .into_iter()
            .map(|reading| Reading { object: Object::Implied(implied.clone()), ..reading })
            .collect()
    }

    /// The name that the noun itself describes, by its place.
    fn named(&self, kinds: &[EntityKind]) -> Vec<Reached> {
        let Some(mention) = naming::beside(self.context, self.sentence, self.predicate) else { return Vec::new() };
        let reached = Reached { mention, token: self.context.mention(mention).head, confidence: 0.9 };
        if self.context.fits(mention, kinds) { vec![reached] } else { Vec::new() }
    }

    fn adjective(&self, arguments: &NounArguments) -> Vec<Reading> {
        self.pairs(&arguments.referents, &self.marked(&arguments.complements))
    }

    /// Who stands behind a noun: possessive and compound, genitive, possessor, support subject.
    fn owners(&self, arguments: &NounArguments, but: &[usize]) -> Vec<Reached> {
        let not_taken = |heads: &[usize]| heads.iter().copied().filter(|head| !but.contains(head)).collect::<Vec<_>>();
        for heads in [&arguments.agents, &arguments.owners, &arguments.genitives] {
            let found = self.reach(&not_taken(heads), self.wanted.subject);
            if !found.is_empty() {
                return found;
            }
        }
        let possessors = self.possessors(arguments);
        if !possessors.is_empty() {
            return possessors;
        }
        let accompanied = self.reach(&not_taken(&arguments.accompanied), self.wanted.subject);
        if !accompanied.is_empty() {
            return accompanied;
        }
        let supported = self.reach(&not_taken(&arguments.support), self.wanted.subject);
        if !supported.is_empty() || self.entry.frame != Frame::MeasureNoun {
            return supported;
        }
        // *Revenue at X rose*.
        let words = &self.context.ontology.words;
        let language = self.context.trees[self.sentence].sentence.language;
        let local = arguments
            .complements
            .iter()
            .filter(|oblique| oblique.direct && words.has(language, WordClass::LocativeMarker, &oblique.marker));
        let found = self.reach(&local.map(|oblique| oblique.head).collect::<Vec<_>>(), self.wanted.subject);
        if !found.is_empty() {
            return found;
        }
        let measured = self.measured();
        if !measured.is_empty() {
            return measured;
        }
        let borne = self.borne(arguments);
        if !borne.is_empty() {
            return borne;
        }
        let governing = self.governing();
        if governing.is_empty() { self.listed() } else { governing }
    }

    fn possessors(&self, arguments: &NounArguments) -> Vec<Reached> {
        arguments
            .possessives
            .iter()
            .filter_map(|&token| {
                let mention = antecedents::of_possessive(self.context, self.sentence, token)?;
                Some(Reached { mention, token, confidence: 0.7 })
            })
            .collect()
    }

    /// The complements whose marker the entry lists: those of the predicate itself when there are any.
    fn marked(&self, obliques: &[Oblique]) -> Vec<usize> {
        let listed: Vec<&Oblique> = obliques.iter().filter(|oblique| self.lists(&oblique.marker)).collect();
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

    fn lists(&self, found: &str) -> bool {
        if found == proposition::HYPHEN {
            return !self.entry.markers.is_empty();
        }
        let words = &self.context.ontology.words;
        self.entry.markers.iter().any(|marker| {
            let bare = tree::phrase(marker);
            let bare: Vec<&str> =
                bare.into_iter().filter(|word| !words.has(self.entry.language, WordClass::Definite, word)).collect();
            marker == found || bare.join(" ") == found
        })
    }

    pub(super) fn reach(&self, heads: &[usize], kinds: &[EntityKind]) -> Vec<Reached> {
        let mut found = Vec::new();
        for &head in heads.iter().filter(|head| !self.own.contains(head)) {
            let fitting = |reached: &Reached| {
                !self.own.contains(&reached.token)
                    && self.context.fits(reached.mention, kinds)
                    && (self.entry.part_of_speech == PartOfSpeech::Verb
                        || self.context.says_itself(reached.mention, kinds))
                    && (self.entry.predicate_kind.is_none() || self.context.suits_a_class(reached.mention))
            };
            found.extend(self.context.reach_for(self.sentence, head, kinds).into_iter().filter(fitting));
        }
        found
    }

    fn pairs(&self, subjects: &[usize], objects: &[usize]) -> Vec<Reading> {
        self.pair_up(&self.reach(subjects, self.wanted.subject), &self.reach(objects, self.wanted.object))
    }

    fn pair_up(&self, subjects: &[Reached], objects: &[Reached]) -> Vec<Reading> {
        let mut found = Vec::new();
        for &subject in subjects {
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
    fn among(&self, heads: &[usize]) -> Vec<Reading> {
        let members = self.reach(heads, self.wanted.subject);
        let mut found = Vec::new();
        for (position, &subject) in members.iter().enumerate() {
            found.extend(self.pair_up(&[subject], &members[position + 1..]));
        }
        found
    }
}

/// Readings of a relation or metric that takes no object.
pub(super) fn alone(context: &Context<'_>, subjects: Vec<Reached>) -> Vec<Reading> {
    let acting = subjects.into_iter().filter(|subject| context.mention(subject.mention).proper);
    acting.map(|subject| Reading { subject, object: Object::Nobody, support_verb: None }).collect()
}
