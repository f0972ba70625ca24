//! Nouns of action and measure: which complement is which participant.
//!
//! Owns the frames of nouns that are no relational ones. Takes arguments in canonical functions from
//! `nominal`; leaves posts, units and members to `relational`.

use std::borrow::Cow;

use crate::model::{EntityKind, Upos};
use crate::ontology::{Frame, PartOfSpeech, WordClass};

use super::antecedents;
use super::compounds;
use super::discourse;
use super::frames::{BY_ORDER, Place, Reading, alone};
use super::governing;
use super::juxtaposition;
use super::naming;
use super::nominal::{self, NounArguments};
use super::participants::Reached;
use super::proposition::Oblique;
use super::shallow;

/// The relation of who goes to court to whom they accuse.
const SUES: &str = "sues";

/// The relation of an authority to what it rules on.
const RULES: &str = "regulates";

impl Place<'_, '_> {
    pub(super) fn noun(&self, arguments: &NounArguments) -> Vec<Reading> {
        let tree = &self.context.trees[self.sentence];
        let figure = matches!(self.entry.frame, Frame::MeasureNoun | Frame::UnaryNoun);
        let arguments = &*self.context.through_amounts(self.sentence, arguments, figure);
        let arguments = &*self.with_own_name(arguments);
        let readings = match self.entry.frame {
            Frame::ActionNoun => self.action(arguments),
            Frame::DirectedNoun => {
                let mut objects = self.marked(&arguments.complements);
                // *X's Dallas headquarters*, *X's base is Dallas*.
                if objects.is_empty() && self.wanted.object == [EntityKind::Place] {
                    objects.extend(arguments.owners.iter().filter(|&&owner| tree.relation(owner) == "compound"));
                    objects
                        .extend(arguments.referents.iter().filter(|&&other| tree.child_by(other, &["cop"]).is_some()));
                }
                objects.extend(self.across_the_copula());
                let mut subjects = self.owners(arguments, &objects);
                // *Under the deal, X will sell power to Y*.
                if subjects.is_empty() {
                    subjects = self.of_the_clause(&objects);
                }
                self.pair_up(&subjects, &self.reach(&objects, self.wanted.object))
            }
            Frame::DirectedNounInverse if self.sells_but_a_stake(arguments) => Vec::new(),
            Frame::DirectedNounInverse if self.deals_in_stakes() => {
                let subjects = self.marked(&arguments.complements);
                self.pairs(&subjects, &self.staked())
            }
            Frame::DirectedNounInverse => {
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
                alone(self.context, self.owners(&NounArguments { support: Vec::new(), ..arguments.clone() }, &[]))
            }
            // *X, a 300-employee company*.
            _ if compounds::is_size(tree, self.predicate) => {
                alone(self.context, self.reach(&arguments.referents, self.wanted.subject))
            }
            _ => alone(self.context, self.owners(arguments, &[])),
        };
        let readings = if readings.is_empty() { self.undergone(arguments) } else { readings };
        readings.into_iter().map(|reading| Reading { support_verb: arguments.support_verb, ..reading }).collect()
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
        self.entry.relation.as_ref() != RULES && entries.any(|entry| entry.relation.as_ref() == RULES)
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
        let mut undergoing = self.reach(&objects, self.wanted.object);
        if undergoing.is_empty()
            && arguments.support_verb.is_some()
            && self.wanted.object.contains(&EntityKind::Organization)
        {
            undergoing.extend(self.understood());
        }
        self.pair_up(&agents, &undergoing)
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

    /// Whether the verb that has the noun says that somebody leads it.
    fn is_led(&self, arguments: &NounArguments) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        arguments
            .support_verb
            .is_some_and(|verb| words.has(self.entry.language, WordClass::LeadingVerb, tree.lemma(verb)))
    }

    /// *X leads the round*: whose, when an article takes it for known.
    fn understood(&self) -> Option<Reached> {
        if !naming::is_definite(self.context, self.sentence, self.predicate) {
            return None;
        }
        antecedents::understood(self.context, self.sentence, 0).map(|mention| self.left_out(mention))
    }

    /// *The partnership with Y has begun*: of whom the text is about, when the noun opens the clause with an article
    /// that takes it for known.
    fn topic(&self) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        if tree.relation(self.predicate) != "nsubj" || !naming::is_definite(self.context, self.sentence, self.predicate)
        {
            return None;
        }
        antecedents::understood(self.context, self.sentence, self.predicate).map(|mention| self.left_out(mention))
    }

    /// The owners of one of `kinds`; where the noun has none, who the clause around it is about.
    fn owners_among(&self, arguments: &NounArguments, but: &[usize], kinds: &[EntityKind]) -> Vec<Reached> {
        let not_taken = |heads: &[usize]| heads.iter().copied().filter(|head| !but.contains(head)).collect::<Vec<_>>();
        // *A round led by X, with participation from Y*: who leads it is not whose it is.
        let tree = &self.context.trees[self.sentence];
        let agent = |head: usize| {
            let marker = tree.marker(head);
            marker.is_some_and(|marker| {
                self.context.ontology.words.has(self.entry.language, WordClass::AgentMarker, &marker)
            })
        };
        let accompanied = arguments.accompanied.iter().copied().filter(|&head| !agent(head)).collect();
        for heads in [&arguments.owners, &arguments.genitives, &accompanied, &arguments.support] {
            let found = self.reach(&not_taken(heads), kinds);
            if !found.is_empty() {
                return found;
            }
        }
        let possessors = self.possessors(arguments);
        if possessors.is_empty() { self.reach(&self.clause_subjects(), kinds) } else { possessors }
    }

    /// Where what the noun says comes from: *an offer from X*.
    fn sources(&self, arguments: &NounArguments) -> Vec<usize> {
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

    /// Who stands behind a noun: possessive and compound, genitive, possessor, support subject.
    fn owners(&self, arguments: &NounArguments, but: &[usize]) -> Vec<Reached> {
        let not_taken = |heads: &[usize]| heads.iter().copied().filter(|head| !but.contains(head)).collect::<Vec<_>>();
        if let Some(site) = self.sized_site() {
            return vec![site];
        }
        for heads in [&arguments.agents, &arguments.owners, &arguments.genitives] {
            let found = self.reach(&not_taken(heads), self.wanted.subject);
            // *The cost of an ounce*: a thing without a name has no figure to tell.
            let told = self.entry.frame != Frame::MeasureNoun || !alone(self.context, found.clone()).is_empty();
            if !found.is_empty() && told {
                return found;
            }
        }
        let possessors = self.possessors(arguments);
        if !possessors.is_empty() {
            return possessors;
        }
        let supported = self.reach(&not_taken(&arguments.support), self.wanted.subject);
        // *X raised a round from Y*: where the money comes from raises none.
        let tree = &self.context.trees[self.sentence];
        let led = arguments.support_verb.is_some_and(|verb| tree.descends(verb, self.predicate));
        if self.entry.frame == Frame::UnaryNoun && !supported.is_empty() {
            return if led { Vec::new() } else { supported };
        }
        // *The donation from X to Y*; revenue from X is another's.
        let sources = if self.entry.frame == Frame::MeasureNoun { Vec::new() } else { self.sources(arguments) };
        let found = self.reach(&not_taken(&sources), self.wanted.subject);
        if !found.is_empty() {
            return found;
        }
        let accompanied = self.accompanied(&not_taken(&arguments.accompanied));
        if !accompanied.is_empty() {
            return accompanied;
        }
        let given = self.given();
        if !given.is_empty() {
            return given;
        }
        if self.entry.frame != Frame::MeasureNoun {
            return if supported.is_empty() { self.in_a_list().into_iter().collect() } else { supported };
        }
        if !supported.is_empty() {
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
        let fronted = self.fronted();
        if !fronted.is_empty() {
            return fronted;
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
        if !governing.is_empty() {
            return governing;
        }
        let listed = self.listed();
        let listed = if listed.is_empty() { self.noted() } else { listed };
        if !listed.is_empty() {
            return listed;
        }
        let reporter = self.reporter(arguments);
        if !reporter.is_empty() {
            return reporter;
        }
        let bare = self.bare_subject(arguments);
        if bare.is_empty() { self.taken_for_known(arguments).into_iter().collect() } else { bare }
    }

    /// *The round gives X a valuation of 3 million*: who gets a figure has it.
    fn given(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let measured = self.entry.frame == Frame::MeasureNoun && tree.relation(self.predicate) == "obj";
        let Some(verb) = tree.head(self.predicate).filter(|_| measured) else { return Vec::new() };
        let first = tree.children_by(verb, &["iobj", "obj"]).find(|&child| verb < child && child < self.predicate);
        self.reach(first.as_slice(), self.wanted.subject)
    }

    /// *Revenue rose to 3 million*: of whom the text is about, when nothing says whose it is and the noun opens its
    /// clause as known.
    fn taken_for_known(&self, arguments: &NounArguments) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        let known = naming::is_definite(self.context, self.sentence, self.predicate)
            || tree.child_by(self.predicate, &["det"]).is_none();
        // *Pre-tax profit fell* says no more whose it is than *profit fell*.
        let plain = |&owner: &usize| {
            tree.relation(owner) == "compound"
                && self.context.mention_at(self.sentence, owner).is_none_or(|(_, it)| !it)
        };
        let own = !arguments.owners.iter().all(plain)
            || !arguments.genitives.iter().all(plain)
            || !arguments.possessives.is_empty();
        if own || !known || tree.relation(self.predicate) != "nsubj" || self.is_price() {
            return None;
        }
        if let Some(reached) = self.of_the_figure_before() {
            return Some(reached);
        }
        let topic = discourse::topic(self.context);
        let meant = topic.or_else(|| antecedents::understood(self.context, self.sentence, self.predicate))?;
        self.context.fits(meant, self.wanted.subject).then(|| self.left_out(meant))
    }

    /// *X's offer for the takeover of Y*, *le projet de X de reprise de Y*: whose intention the noun above says.
    fn owners_above(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let intends = |&above: &usize| {
            tree.upos(above) == Upos::Noun && words.has(self.entry.language, WordClass::StatusCue, tree.lemma(above))
        };
        let Some(above) = tree.head(self.predicate).filter(intends) else { return Vec::new() };
        let around = nominal::arguments(tree, words, above, &(above..above + 1));
        let others = around.owners.into_iter().chain(around.genitives);
        let others: Vec<usize> = others.filter(|&owner| !tree.descends(self.predicate, owner)).collect();
        let mut found = self.reach(&others, self.wanted.subject);
        found.retain(|reached| self.context.mention(reached.mention).proper);
        found
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

    /// *Acquisition of X for 3 million*, an item of a list: by whom the text is about.
    fn in_a_list(&self) -> Option<Reached> {
        governing::of_item(self.context, self.sentence, self.predicate).map(|mention| self.left_out(mention))
    }
}
