//! Nouns of action and measure: which complement is which participant.
//!
//! Owns the frames of nouns that are no relational ones. Takes arguments in canonical functions from
//! `nominal`; leaves posts, units and members to `relational`.

use std::borrow::Cow;

use crate::model::{EntityKind, Status, Upos};
use crate::ontology::{Frame, PartOfSpeech, WordClass};

use super::antecedents;
use super::complements::{is_attribute, is_marked};
use super::compounds;
use super::constructions::Around;
use super::discourse;
use super::frames::{BY_ORDER, Object, Place, Reading, alone};
use super::juxtaposition;
use super::naming;
use super::nominal::{self, NounArguments};
use super::participants::Reached;
use super::proposition::Oblique;
use super::reaching;
use super::relations::{ACQUIRES, LEAVES, REGULATES, SUES, VALUATION};
use super::rounds;
use super::shallow;
use super::speakers;

impl Place<'_, '_> {
    pub(super) fn noun(&self, arguments: &NounArguments) -> Vec<Reading> {
        let tree = &self.context.trees[self.sentence];
        let figure = matches!(self.entry.frame, Frame::MeasureNoun | Frame::UnaryNoun);
        let arguments = &*self.context.through_amounts(self.sentence, arguments, figure);
        let arguments = &*self.with_own_name(arguments);
        let arguments = &*self.of_what_it_is(arguments);
        let readings = match self.entry.frame {
            Frame::ActionNoun => self.action(arguments),
            Frame::DirectedNoun => {
                let mut objects = self.marked(&arguments.complements);
                let aside = objects.iter().any(|&object| self.is_aside(object));
                // *X's Dallas headquarters*, *X's base is Dallas*.
                if objects.is_empty() && self.wanted.object == [EntityKind::Place] {
                    objects.extend(arguments.owners.iter().filter(|&&owner| tree.relation(owner) == "compound"));
                    objects
                        .extend(arguments.referents.iter().filter(|&&other| tree.child_by(other, &["cop"]).is_some()));
                }
                self.spare_first_of_two(arguments, &mut objects);
                objects.extend(self.across_the_copula());
                // *Le siège de X, aujourd'hui à Y, sera transféré à Z*.
                if aside {
                    let found = self.through_its_verb(arguments);
                    if !found.is_empty() {
                        return found;
                    }
                }
                let mut subjects = self.owners(arguments, &objects);
                // *Under the deal, X will sell power to Y*.
                if subjects.is_empty() {
                    subjects = self.of_the_clause(&objects);
                }
                let mut held = self.reach(&objects, self.wanted.object);
                if held.is_empty() {
                    held.extend(self.looked_into(arguments));
                }
                if held.is_empty() {
                    held.extend(self.given_up(arguments, &subjects));
                }
                if objects.is_empty() && self.wanted.object == [EntityKind::Place] {
                    return self.of_origin(&subjects);
                }
                self.pair_up(&subjects, &held)
            }
            Frame::DirectedNounInverse if self.sells_but_a_stake(arguments) => Vec::new(),
            Frame::DirectedNounInverse if self.deals_in_stakes() => {
                let subjects = self.marked(&arguments.complements);
                self.pairs(&subjects, &self.staked())
            }
            Frame::DirectedNounInverse => {
                let words = &self.context.ontology.words;
                let led = self.is_led(arguments) && words.has(self.entry.language, WordClass::Round, &self.entry.lemma);
                let others = led.then(|| nominal::without_support(tree, words, self.predicate, arguments));
                let arguments = others.as_ref().unwrap_or(arguments);
                let known = [&arguments.owners, &arguments.genitives, &arguments.possessives];
                if led && known.iter().all(|heads| heads.is_empty()) {
                    return Vec::new();
                }
                let subjects = self.marked(&arguments.complements);
                let objects = self.owners_among(arguments, &subjects, self.wanted.object);
                self.pair_up(&self.reach(&subjects, self.wanted.subject), &objects)
            }
            Frame::MutualNoun => self.mutual(arguments),
            Frame::RelationalNoun => self.relational(arguments, false),
            Frame::RelationalNounInverse => self.relational(arguments, true),
            Frame::ClassNoun => self.class(arguments),
            // *X led the round*: who leads it is not whose it is.
            Frame::UnaryNoun if self.is_led(arguments) => {
                let words = &self.context.ontology.words;
                let others = nominal::without_support(tree, words, self.predicate, arguments);
                alone(self.context, self.owners(&others, &[]))
            }
            Frame::MeasureNoun if self.is_worth_of_a_thing() => Vec::new(),
            // *X, a 300-employee company*.
            _ if compounds::is_size(tree, self.predicate) => {
                alone(self.context, self.reach(&arguments.referents, self.wanted.subject))
            }
            _ => alone(self.context, self.owners(arguments, &[])),
        };
        let readings = if readings.is_empty() { self.undergone(arguments) } else { readings };
        readings.into_iter().map(|reading| Reading { support_verb: arguments.support_verb, ..reading }).collect()
    }

    /// *Le siège nantais de X*, *its Dutch headquarters*: a word of origin says the place as its name would.
    fn of_origin(&self, subjects: &[Reached]) -> Vec<Reading> {
        let Place { context, sentence, predicate: head, entry, wanted, .. } = *self;
        let around = Around { context, sentence, head, entry, wanted };
        let mut adjectives = context.trees[sentence].children_by(head, &["amod"]);
        let place = adjectives.find_map(|at| around.implied(WordClass::Demonym, at));
        let Some((subject, place)) = subjects.first().zip(place) else { return Vec::new() };
        vec![Reading { subject: *subject, object: Object::Implied(place), support_verb: None }]
    }

    /// *Le départ de Paul Dorval de X*, *le retrait de X de l'alliance Y*: of two complements with the marker of genitives the
    /// first is who acts.
    fn spare_first_of_two(&self, arguments: &NounArguments, objects: &mut Vec<usize>) {
        let [first, second] = objects[..] else { return };
        let tree = &self.context.trees[self.sentence];
        let direct = |head: usize| arguments.genitives.contains(&head) && tree.head(head) == Some(self.predicate);
        let acts = |head: usize| !self.reach(&[head], self.wanted.subject).is_empty();
        let undergoes = |head: usize| !self.reach(&[head], self.wanted.object).is_empty();
        let alone = arguments.possessives.is_empty() && arguments.owners.is_empty();
        if alone && first < second && direct(first) && direct(second) && acts(first) && undergoes(second) {
            objects.remove(0);
        }
    }

    /// *Ann Orr, head of X, announced her resignation*: what somebody leaves by their own word is the firm with which the
    /// text introduced them.
    fn given_up(&self, arguments: &NounArguments, people: &[Reached]) -> Option<Reached> {
        let own = self.entry.relation.as_ref() == LEAVES && !arguments.possessives.is_empty();
        let [person] = people else { return None };
        let supported = arguments.support_verb.is_some() && own;
        let known = self.context.mention(person.mention).kind == EntityKind::Person;
        let firm = speakers::affiliation(self.context, person.mention, self.sentence).filter(|_| supported && known)?;
        self.context.fits(firm, self.wanted.object).then(|| self.left_out(firm))
    }

    /// *Opened an investigation into X's accounts*: whose affairs an authority acts upon.
    fn looked_into(&self, arguments: &NounArguments) -> Vec<Reached> {
        if self.entry.relation.as_ref() != REGULATES || !self.wanted.object.contains(&EntityKind::Organization) {
            return Vec::new();
        }
        let tree = &self.context.trees[self.sentence];
        let looked = arguments.complements.iter().filter(|oblique| oblique.direct && self.lists(&oblique.marker));
        let children = looked.flat_map(|oblique| tree.children(oblique.head).iter().copied());
        let owners: Vec<usize> = children.filter(|&child| tree.full_relation(child) == "nmod:poss").collect();
        // *X's investigation into Y's accounts*: only an authority's is one.
        let of_somebody = arguments.owners.iter().any(|owner| !owners.contains(owner));
        if of_somebody {
            return Vec::new();
        }
        self.reach(&owners, &[EntityKind::Organization])
    }

    /// The arguments of a noun that is said of the name right behind its phrase, of that alone.
    fn with_own_name<'a>(&self, arguments: &'a NounArguments) -> Cow<'a, NounArguments> {
        let describes = matches!(self.entry.frame, Frame::ClassNoun | Frame::RelationalNoun)
            && self.wanted.subject != [EntityKind::Person]
            && !arguments.referents.is_empty();
        let name = Some(self.predicate).filter(|_| describes);
        let name = name.and_then(|noun| juxtaposition::name_behind(self.context, self.sentence, noun));
        let other =
            |&name: &usize| arguments.referents.iter().all(|&referent| referent < self.predicate && referent != name);
        match name.filter(other) {
            Some(name) => Cow::Owned(NounArguments { referents: vec![name], ..arguments.clone() }),
            None => Cow::Borrowed(arguments),
        }
    }

    /// Whether a comma sets a complement of the noun off from it.
    pub(super) fn is_aside(&self, object: usize) -> bool {
        let tree = &self.context.trees[self.sentence];
        let comma = |at: usize| tree.token(at).form.as_ref() == ",";
        self.predicate < object && tree.descends(object, self.predicate) && (self.predicate..object).any(comma)
    }

    /// *X's main business is pet insurance*: the sector that the noun is said to be.
    fn across_the_copula(&self) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let sectors = self.wanted.object == [EntityKind::Sector] && tree.relation(self.predicate) == "nsubj";
        tree.head(self.predicate).filter(|&said| sectors && tree.child_by(said, &["cop"]).is_some())
    }

    /// The noun's readings with the names that stand behind it.
    pub(super) fn noun_by_order(&self, arguments: &NounArguments) -> Vec<Reading> {
        let directed = matches!(
            self.entry.frame,
            Frame::ActionNoun
                | Frame::DirectedNoun
                | Frame::DirectedNounInverse
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
        completed.agents.extend(of_class(WordClass::AgentMarker).into_iter().filter(|&agent| !self.is_ruled_by(agent)));
        completed.genitives.extend(of_class(WordClass::GenitiveMarker).first());
        completed.complements.extend(behind);
        if completed == *arguments {
            return Vec::new();
        }
        let mut found = self.noun(&completed);
        found.iter_mut().for_each(|reading| reading.subject.confidence *= BY_ORDER);
        found
    }

    /// *Le rachat de X bloqué par Y*: who the participle of another relation's verb makes the agent of an act upon the
    /// noun has not done what the noun says.
    fn is_ruled_by(&self, agent: usize) -> bool {
        let tree = &self.context.trees[self.sentence];
        let Some(verb) = tree.head(agent).filter(|&verb| tree.upos(verb) == Upos::Verb) else { return false };
        let lexicon = &self.context.ontology.lexicon;
        let mut entries = lexicon.starting_with(self.entry.language, PartOfSpeech::Verb, tree.lemma(verb));
        self.entry.relation.as_ref() != REGULATES && entries.any(|entry| entry.relation.as_ref() == REGULATES)
    }

    /// *X faces an inquiry by Y*: Y does to X what the noun says.
    fn undergone(&self, arguments: &NounArguments) -> Vec<Reading> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        // *The court threw out the claim of X*: who decides about a claim is not who it is brought against.
        let judges = |&head: &usize| {
            self.entry.relation.as_ref() == SUES
                && words.has(self.entry.language, WordClass::PublicBody, tree.lemma(head))
        };
        if arguments.undergone.is_empty()
            || arguments.undergone.iter().any(judges)
            || !matches!(self.entry.frame, Frame::ActionNoun | Frame::DirectedNoun)
        {
            return Vec::new();
        }
        // *L'acquisition de X permettra à Y de grandir*: what an act is an act upon does nothing to others.
        let of: &[usize] = match self.entry.frame {
            Frame::ActionNoun if self.entry.markers.is_empty() => &[],
            _ => &arguments.genitives,
        };
        let doers: Vec<usize> = [&arguments.agents[..], &arguments.owners[..], of]
            .into_iter()
            .flatten()
            .copied()
            .chain(self.sources(arguments))
            .chain(self.sources_beside())
            .filter(|head| !arguments.undergone.contains(head))
            .collect();
        self.pairs(&doers, &arguments.undergone)
    }

    fn action(&self, arguments: &NounArguments) -> Vec<Reading> {
        let tree = &self.context.trees[self.sentence];
        let mut agents = self.reach(&arguments.agents, self.wanted.subject);
        let mut objects: Vec<usize> = if self.entry.markers.is_empty() {
            arguments.genitives.clone()
        } else {
            self.marked(&arguments.complements)
        };
        // *X's Y acquisition*: the name right before the noun undergoes what its owner does.
        let (compound, owners) = compounds::told_apart(tree, arguments);
        if agents.is_empty() && objects.is_empty() && !compound.is_empty() {
            agents = self.reach(&owners, self.wanted.subject);
            objects = compound;
        } else if agents.is_empty() {
            agents = self.reach(&arguments.owners, self.wanted.subject);
            agents.extend(self.possessors(arguments));
        } else if objects.is_empty() {
            objects.clone_from(&arguments.owners);
        }
        if agents.is_empty() && self.entry.status == Some(Status::Planned) {
            let firm = |&owner: &usize| self.kind_at(owner) == Some(EntityKind::Organization);
            let owners: Vec<usize> = objects.iter().flat_map(|&site| self.owners_of(site)).filter(firm).collect();
            if !owners.is_empty() && arguments.possessives.is_empty() {
                return self.pair_up(&self.planners(&owners), &self.reach(&objects, self.wanted.object));
            }
        }
        if agents.is_empty() {
            agents = self.reach(&arguments.support, self.wanted.subject);
        }
        if agents.is_empty() {
            agents = self.owners_above();
        }
        if agents.is_empty() && !objects.is_empty() {
            agents = self.reach(&arguments.undergone, self.wanted.subject);
        }
        if agents.is_empty() {
            agents = self.reach(&self.means_of(), self.wanted.subject);
        }
        if agents.is_empty() {
            agents.extend(self.in_a_list());
        }
        if agents.is_empty() && !objects.is_empty() {
            agents.extend(self.known_buyer());
        }
        let mut undergoing = self.reach(&objects, self.wanted.object);
        // *Depuis sa création par Y*: whom the possessive stands for undergoes what another does.
        if undergoing.is_empty() && !arguments.agents.is_empty() && !arguments.possessives.is_empty() {
            undergoing = self.possessors(arguments);
            undergoing.retain(|reached| self.context.fits(reached.mention, self.wanted.object));
        }
        if undergoing.is_empty()
            && arguments.support_verb.is_some()
            && self.wanted.object.contains(&EntityKind::Organization)
        {
            undergoing.extend(self.understood());
        }
        self.pair_up(&agents, &undergoing)
    }

    /// *X's sales rose. The purchase of Y was abandoned*: a definite purchase that its clause is about has a buyer whom the
    /// text has named.
    fn known_buyer(&self) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        let told = self.entry.relation.as_ref() == ACQUIRES && tree.relation(self.predicate) == "nsubj";
        let definite = told && naming::is_definite(self.context, self.sentence, self.predicate);
        let buyer = definite.then(|| antecedents::of_post(self.context, self.sentence, self.predicate)).flatten()?;
        Some(Reached { mention: buyer, token: self.predicate, confidence: 0.5 })
    }

    fn mutual(&self, arguments: &NounArguments) -> Vec<Reading> {
        let words = &self.context.ontology.words;
        let tree = &self.context.trees[self.sentence];
        let language = tree.sentence.language;
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
        if partners.is_empty() && self.is_called(arguments) {
            return Vec::new();
        }
        if partners.is_empty() {
            let mut heads = arguments.support.clone();
            heads.extend(&arguments.owners);
            heads.extend(&arguments.genitives);
            let mut among = self.among(&heads);
            // *X et Y ont mis un terme à leur partenariat*.
            if among.is_empty() && !arguments.possessives.is_empty() {
                among = self.among(&self.clause_subjects());
            }
            // *Un partenariat lie X à Y*.
            if among.is_empty() {
                among = self.among(&arguments.undergone);
            }
            // *Le contrat qui lie X à Y*.
            if among.is_empty() {
                among = self.among(&reaching::bound(tree, words, self.predicate));
            }
            // *Le groupement formé par X et Y*.
            if among.is_empty() {
                among = self.among(&self.makers(arguments));
            }
            if among.is_empty() {
                among = self.among(&self.organs_above());
            }
            if !among.is_empty() || arguments.support_verb.is_none() {
                return among;
            }
            // *X struck a deal to buy Y*: what is agreed on tells with whom, if anything.
            if compounds::has_purpose(tree, self.predicate) {
                return Vec::new();
            }
            let one = self.reach(&arguments.support, self.wanted.subject);
            let other = discourse::topic(self.context).map(|mention| self.left_out(mention));
            return self.pair_up(&one, other.as_slice());
        }
        let mut owners = self.owners(arguments, &partners);
        if owners.is_empty() {
            owners = self.reach(&self.in_company(arguments), self.wanted.subject);
        }
        if owners.is_empty() {
            owners = self.of_the_clause(&partners);
        }
        if owners.is_empty() {
            owners.extend(self.topic().or_else(|| self.in_a_list()));
        }
        self.pair_up(&owners, &self.reach(&partners, self.wanted.object))
    }

    /// *Les actionnaires de X et de Y ont voté la fusion*: what the organs of several decide on that the text takes for known
    /// is theirs.
    fn organs_above(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let plan = tree.head(self.predicate).filter(|&plan| {
            tree.relation(self.predicate) == "nmod"
                && words.has(self.entry.language, WordClass::StatusCue, tree.lemma(plan))
        });
        let noun = plan.unwrap_or(self.predicate);
        if tree.relation(noun) != "obj" || !naming::is_definite(self.context, self.sentence, noun) {
            return Vec::new();
        }
        let owners = self.clause_subjects().into_iter().filter_map(|it| self.context.organ_of(self.sentence, it));
        owners.flat_map(|owner| self.context.conjuncts(self.sentence, owner)).collect()
    }

    /// *En partenariat avec X, Y teste des bus*, *Y est en concurrence avec X*: who the clause is about that a bare noun
    /// behind an adposition belongs to.
    fn in_company(&self, arguments: &NounArguments) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let bare = tree.child_by(self.predicate, &["det", "amod"]).is_none();
        if !bare || tree.marker(self.predicate).is_none() {
            return Vec::new();
        }
        match tree.relation(self.predicate) {
            "obl" if tree.head(self.predicate).is_some_and(|verb| self.predicate < verb) => self.clause_subjects(),
            _ if tree.child_by(self.predicate, &["cop"]).is_some() => arguments.referents.clone(),
            _ => Vec::new(),
        }
    }

    /// Whether the verb that has the noun says that somebody leads it, or puts money into it where it is a round.
    fn is_led(&self, arguments: &NounArguments) -> bool {
        let lemma = |verb: usize| self.context.trees[self.sentence].lemma(verb);
        let leads =
            |verb: usize| self.context.ontology.words.has(self.entry.language, WordClass::LeadingVerb, lemma(verb));
        let round = rounds::is_one(self.context, self.sentence, self.predicate);
        arguments
            .support_verb
            .is_some_and(|verb| if round { rounds::backs(self.context, self.sentence, verb) } else { leads(verb) })
    }

    /// *Un contrat d'une valeur de 3 millions*, *a plot with a value of 3 million*: what a thing is worth is nobody's valuation.
    fn is_worth_of_a_thing(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let attribute = self.entry.relation.as_ref() == VALUATION
            && tree.relation(self.predicate) == "nmod"
            && is_attribute(tree, words, self.predicate)
            && !naming::is_definite(self.context, self.sentence, self.predicate);
        let above = tree.head(self.predicate).filter(|&above| attribute && tree.upos(above) == Upos::Noun);
        above.is_some_and(|above| {
            let kind = naming::kind_of(self.context, self.sentence, above);
            !matches!(kind, Some(EntityKind::Organization | EntityKind::Group | EntityKind::Unnamed))
        })
    }

    /// *The Tilvarn consortium*: whether a name alone before a noun for a body of several is what that body is called.
    fn is_called(&self, arguments: &NounArguments) -> bool {
        let tree = &self.context.trees[self.sentence];
        let [name] = arguments.owners[..] else { return false };
        let body = self.context.mention_at(self.sentence, self.predicate).map(|(index, _)| self.context.mention(index));
        tree.relation(name) == "compound"
            && body.is_some_and(|body| body.kind == EntityKind::Organization && body.tokens.contains(&name))
    }

    /// Where what the noun says comes from: *an offer from X*.
    pub(super) fn sources(&self, arguments: &NounArguments) -> Vec<usize> {
        let words = &self.context.ontology.words;
        let sources = arguments.complements.iter().filter(|oblique| {
            words.has(self.entry.language, WordClass::SourceMarker, &oblique.marker) && !self.lists(&oblique.marker)
        });
        sources.map(|oblique| oblique.head).collect()
    }

    /// *Turned down an offer of 3 million from Y*: the source that the parser hung on the verb.
    fn sources_beside(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let source = |&child: &usize| {
            let marker = tree.marker(child).filter(|_| child > self.predicate);
            marker.is_some_and(|marker| words.has(self.entry.language, WordClass::SourceMarker, &marker))
        };
        let verb = tree.head(self.predicate).filter(|&verb| tree.upos(verb) == Upos::Verb);
        verb.map(|verb| tree.children_by(verb, &["obl"]).filter(source).collect()).unwrap_or_default()
    }

    /// Who a participle of bringing about says has made what the noun is for.
    fn makers(&self, arguments: &NounArguments) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let is = |class, verb: usize| words.has(self.entry.language, class, tree.lemma(verb));
        let made = |verb: usize| {
            tree.relation(verb) == "acl" && is(WordClass::SupportVerb, verb) && !is(WordClass::HavingVerb, verb)
        };
        let agent = |head: usize| is_marked(tree, words, head, WordClass::AgentMarker);
        let heads = arguments.complements.iter().map(|oblique| oblique.head);
        heads.filter(|&head| agent(head) && tree.head(head).is_some_and(made)).collect()
    }

    /// *With the acquisition of X, Y enters the market*: the subject of the clause that the act opens as a means.
    fn means_of(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let language = self.entry.language;
        let marks = |marker: &str| {
            [WordClass::ComitativeMarker, WordClass::Endowing].iter().any(|&class| words.has(language, class, marker))
        };
        let fronted =
            tree.relation(self.predicate) == "obl" && tree.marker(self.predicate).is_some_and(|it| marks(&it));
        let Some(verb) = tree.head(self.predicate).filter(|&verb| fronted && self.predicate < verb) else {
            return Vec::new();
        };
        let subjects = tree.children_by(verb, &["nsubj"]);
        subjects
            .filter(|&subject| {
                subject > self.predicate && !self.context.trees[self.sentence].has_child(verb, "aux:pass")
            })
            .collect()
    }
}
