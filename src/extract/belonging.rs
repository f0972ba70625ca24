//! What a relational noun is a noun of: the firm of a post, the parent of a unit, whose rival somebody is.
//!
//! Owns the order in which its owner is looked for: by complement, by place, by the clause around it, by the
//! text. Takes whom the noun is said of from `relational`, gives the other participant.

use crate::model::{EntityKind, Mention, Number, Upos};
use crate::ontology::{PartOfSpeech, WordClass};

use super::antecedents;
use super::discourse;
use super::frames::Place;
use super::juxtaposition;
use super::lists;
use super::naming;
use super::nominal::NounArguments;
use super::participants::Reached;
use super::predication;
use super::proposition;
use super::relations::{CONTRACTS_WITH, INVESTS_IN, LEADS, LEAVES, OWNS_STAKE_IN, SUBSIDIARY_OF};
use super::rounds;
use super::trades::deals_in_sectors;

/// From this confidence on a name is taken for what it seems to be.
const LIKELY: f32 = 0.5;

/// The owner of one relational noun, before it is found.
pub(super) struct Owned<'a, 'c, 'e> {
    pub(super) place: &'a Place<'c, 'e>,
    pub(super) arguments: &'a NounArguments,
    /// The heads of the noun's own complements.
    pub(super) heads: &'a [usize],
    /// What the owner may be.
    pub(super) kinds: &'a [EntityKind],
    /// Whom the noun is said of.
    pub(super) said: &'a [Reached],
}

impl Owned<'_, '_, '_> {
    /// Where the noun has no complement and nothing before it, in the order of trust.
    const BEYOND_THE_PHRASE: [fn(&Self) -> Vec<Reached>; 9] = [
        Self::of_the_first_post,
        Self::beside_the_name,
        Self::beside_its_verb,
        Self::in_the_deal,
        Self::of_the_clause,
        Self::whose_round,
        Self::understood,
        Self::left_behind,
        Self::of_the_text,
    ];

    /// The participants that the noun belongs to.
    pub(super) fn participants(&self) -> Vec<Reached> {
        // *Son concurrent X*: the parser may hang the name that the noun is said of on it without a marker.
        let mut of = self.place.reach(self.heads, self.kinds);
        let among = |said: &Reached| of.iter().any(|reached| reached.mention == said.mention);
        if self.said.iter().all(among) {
            of.retain(|reached| self.said.iter().all(|said| said.mention != reached.mention));
        }
        if !of.is_empty() || self.says_all() {
            return of;
        }
        let of = self.before();
        if !of.is_empty() || self.is_nobodys() {
            return of;
        }
        let of = self.beside();
        if !of.is_empty() || self.is_read_elsewhere() {
            return of;
        }
        let mut steps = Self::BEYOND_THE_PHRASE.iter().map(|step| self.fitting(step(self)));
        steps.find(|of| !of.is_empty()).unwrap_or_default()
    }

    fn fitting(&self, mut found: Vec<Reached>) -> Vec<Reached> {
        found.retain(|reached| self.fits(reached));
        found
    }

    fn fits(&self, reached: &Reached) -> bool {
        let mention = self.place.context.mention(reached.mention);
        let person = mention.kind == EntityKind::Person && mention.confidence >= LIKELY;
        self.place.context.fits(reached.mention, self.kinds)
            && self.said.iter().all(|said| said.mention != reached.mention)
            // Nobody works for who is somebody's wife: a person that the text takes up is no company.
            && (self.kinds.contains(&EntityKind::Person) || !person)
    }

    /// Whether the noun says with its complements whose it is, or not at all.
    fn says_all(&self) -> bool {
        let place = self.place;
        // *The company behind Y* says so with its adposition.
        let alone = !place.is_free() && !self.is_symmetric() && !self.kinds.contains(&EntityKind::Organization);
        // *Bought Y as part of its plans*: what a part is a part of stands behind it.
        let other = |&head: &usize| place.context.trees[place.sentence].marker(head).is_some();
        let part = place.entry.relation.as_ref() == SUBSIDIARY_OF && place.entry.predicate_kind.is_none();
        alone || part && self.heads.iter().any(other)
    }

    /// Possessors, or the name right before the noun.
    fn before(&self) -> Vec<Reached> {
        let place = self.place;
        let of = self.fitting(place.possessors(self.arguments));
        let of = if of.is_empty() { self.fitting(self.rivalled().into_iter().collect()) } else { of };
        if !of.is_empty() || !place.is_free() {
            return of;
        }
        let start = place.own.start.min(place.predicate);
        let before = juxtaposition::name_before(place.context, place.sentence, start);
        let reached = |mention| Reached { mention, token: place.context.mention(mention).head, confidence: 0.9 };
        self.fitting(before.map(reached).into_iter().collect())
    }

    /// *X and parent Y*, *X founder and chief executive Ann Orr*, *Ann Orr, chief executive, X*: a name that its place alone
    /// ties to the noun.
    fn beside(&self) -> Vec<Reached> {
        let place = self.place;
        let joined = place.joined_owner(self.said).filter(|_| place.is_free());
        let of_post = || {
            place.owner_before_posts().or_else(|| place.set_off_owner(self.said)).or_else(|| place.firm_behind_post())
        };
        self.fitting(joined.or_else(|| of_post().filter(|_| self.is_post())).into_iter().collect())
    }

    /// *Said union organiser Ann Orr*: an occupation that no word of its own ties to a firm is nobody's.
    fn is_nobodys(&self) -> bool {
        let entry = self.place.entry;
        let construction = entry.part_of_speech == PartOfSpeech::Construction && !entry.markers.is_empty();
        construction && entry.predicate_kind == Some(EntityKind::Person)
    }

    /// *Bought by Ann Orr, a former director of Y*: what another entry reads of the noun leaves nothing to be found.
    fn is_read_elsewhere(&self) -> bool {
        let place = self.place;
        let tree = &place.context.trees[place.sentence];
        let genitives = self.arguments.genitives.iter().copied();
        let marked: Vec<usize> = genitives.filter(|&of| tree.marker(of).is_some()).collect();
        let elsewhere = place.reach(&marked, &[EntityKind::Organization]);
        self.is_post() && elsewhere.iter().any(|it| place.context.mention(it.mention).proper && self.fits(it))
    }

    /// *Zorvex's president and CEO*: of two posts in one phrase the second has the owner of the first.
    fn of_the_first_post(&self) -> Vec<Reached> {
        let place = self.place;
        let tree = &place.context.trees[place.sentence];
        let own = tree.child_by(place.predicate, &["det"]).is_some();
        let joined = self.is_post() && tree.relation(place.predicate) == "conj" && !own;
        let first = tree.head(place.predicate).filter(|&first| joined && first < place.predicate);
        let owners = first.into_iter().flat_map(|first| tree.children(first).iter().copied());
        // *Zorvex founder and CEO Ann Orr*.
        let named = |owner: usize| place.context.mention_at(place.sentence, owner).is_some_and(|(_, proper)| proper);
        let owns = |&owner: &usize| {
            // *The founder and chairman of X*.
            let behind = tree.relation(owner) == "nmod" && owner > place.predicate;
            tree.full_relation(owner) == "nmod:poss" || (tree.relation(owner) == "compound" || behind) && named(owner)
        };
        place.reach(&owners.filter(owns).collect::<Vec<_>>(), self.kinds)
    }

    /// *Ann Orr (CTO Zorvex)*.
    fn beside_the_name(&self) -> Vec<Reached> {
        if self.is_post() { self.place.named(self.kinds) } else { Vec::new() }
    }

    /// *X joined Y as an adviser*: the post leaves its organisation to the verb.
    fn beside_its_verb(&self) -> Vec<Reached> {
        let place = self.place;
        if place.entry.predicate_kind == Some(EntityKind::Organization) || deals_in_sectors(self.kinds) {
            return Vec::new();
        }
        // *Chairman Ann Orr resigned as chairman*: who holds the post is no place to hold it.
        let tree = &place.context.trees[place.sentence];
        let holds = |head: usize| {
            let mut said = self.said.iter().map(|said| place.context.mention(said.mention));
            let post = naming::kind_of(place.context, place.sentence, head) == Some(EntityKind::Person);
            post && said.any(|said| said.sentence == place.sentence && tree.descends(said.head, head))
        };
        let heads = self.arguments.predication.beside.iter().copied().filter(|&head| !holds(head));
        let mut beside = place.reach(&heads.collect::<Vec<_>>(), self.kinds);
        beside.retain(|reached| place.context.mention(reached.mention).kind != EntityKind::Person);
        beside
    }

    fn in_the_deal(&self) -> Vec<Reached> {
        if self.is_symmetric() { self.place.reach(&self.place.in_the_deal(), self.kinds) } else { Vec::new() }
    }

    /// *X buys rival Y*, *X has three backers: Y, Z*.
    fn of_the_clause(&self) -> Vec<Reached> {
        // *La pénurie a forcé des constructeurs (X, Y) à fermer*: what acts is no trade of theirs.
        let told = (self.is_symmetric() || self.lists_names() || self.is_set_up()) && !deals_in_sectors(self.kinds);
        if told { self.place.reach(&self.place.clause_subjects(), self.kinds) } else { Vec::new() }
    }

    /// *X a créé une filiale, Y*, *X set up a joint venture, Y*: whether the clause tells who makes the unit.
    fn is_set_up(&self) -> bool {
        let place = self.place;
        let tree = &place.context.trees[place.sentence];
        let words = &place.context.ontology.words;
        let unit = place.entry.relation.as_ref() == SUBSIDIARY_OF && place.entry.predicate_kind.is_none();
        let verb = tree.head(place.predicate).filter(|_| unit && tree.relation(place.predicate) == "obj");
        verb.is_some_and(|verb| words.has(place.entry.language, WordClass::SharedVerb, tree.lemma(verb)))
            && !naming::is_definite(place.context, place.sentence, place.predicate)
    }

    /// *Ann Orr left X for Y, its main rival*: where nobody was found whose the possessive may be, and it may be a firm's, the
    /// rival is one of the firm named last.
    fn rivalled(&self) -> Option<Reached> {
        let place = self.place;
        // *Her main rival*: a possessive that says who owns leaves no doubt.
        let tree = &place.context.trees[place.sentence];
        let words = &place.context.ontology.words;
        let whose = |token: usize| words.value(place.entry.language, WordClass::Possessive, tree.lower(token));
        let a_firm = EntityKind::Organization.name();
        let open = |&token: &usize| whose(token).is_some_and(|value| value.is_empty() || value == a_firm);
        let told = self.is_symmetric() && self.arguments.possessives.iter().any(open);
        let firm = |(index, mention): &(usize, &Mention)| {
            mention.proper
                && mention.kind == EntityKind::Organization
                && mention.tokens.end <= place.predicate
                && self.said.iter().all(|said| said.mention != *index)
        };
        let (mention, named) = place.context.mentions(place.sentence).filter(firm).last().filter(|_| told)?;
        Some(Reached { mention, token: named.head, confidence: 0.6 })
    }

    /// *Other investors included X*: in whose round the text has told of.
    fn whose_round(&self) -> Vec<Reached> {
        let place = self.place;
        if place.entry.relation.as_ref() != INVESTS_IN || !self.lists_names() {
            return Vec::new();
        }
        rounds::last_raiser(place.context, place.sentence, place.predicate, rounds::BACK).into_iter().collect()
    }

    fn understood(&self) -> Vec<Reached> {
        let place = self.place;
        // *Des laboratoires comme X et Y* are nobody's, *des filiales comme X et Y* are.
        let own = place.entry.relation.as_ref() != SUBSIDIARY_OF || place.entry.understood;
        if !self.kinds.contains(&EntityKind::Organization) || !self.lists_names() || !own {
            return Vec::new();
        }
        let topic = antecedents::understood(place.context, place.sentence, place.predicate);
        topic.map(|mention| place.left_out(mention)).into_iter().collect()
    }

    /// *Finance chief Ann Orr has left X*: a title before the name of who leaves is a post at what is left.
    fn left_behind(&self) -> Vec<Reached> {
        let place = self.place;
        let tree = &place.context.trees[place.sentence];
        let title = self.is_post() && !self.heads.iter().any(|&head| head < place.predicate);
        let subject = tree.ancestors(place.predicate).find(|&at| tree.relation(at) == "nsubj").filter(|_| title);
        let Some(subject) = subject else { return Vec::new() };
        let between = subject.min(place.predicate)..subject.max(place.predicate);
        let Some(verb) = tree.head(subject).filter(|&verb| verb > subject) else { return Vec::new() };
        let lexicon = &place.context.ontology.lexicon;
        let lemma = tree.lower_lemma(verb);
        let mut entries = lexicon.starting_with(place.entry.language, PartOfSpeech::Verb, lemma);
        let aside = between.into_iter().any(|at| tree.token(at).form.as_ref() == ",");
        if aside || !entries.any(|entry| entry.relation.as_ref() == LEAVES) {
            return Vec::new();
        }
        place.reach(&proposition::arguments(tree, &place.context.ontology.words, verb).objects, self.kinds)
    }

    /// *The chief executive, X, said*: of the company that the text is about.
    fn of_the_text(&self) -> Vec<Reached> {
        let place = self.place;
        let tree = &place.context.trees[place.sentence];
        let one = tree.token(place.predicate).morph.number != Some(Number::Plur);
        // *Investor X*: who puts money into nobody that is named has no post.
        let post = self.is_post() && place.entry.relation.as_ref() != INVESTS_IN;
        let own = post && one && !self.is_of_a_place() && !self.is_agent() && !self.is_of_no_firm();
        let told = own || place.entry.understood && self.acts() && self.is_of_a_round(one);
        if !self.kinds.contains(&EntityKind::Organization) || !told {
            return Vec::new();
        }
        let topic = if place.entry.understood && !own {
            // *The largest shareholder is X*: of whom the sentences before tell.
            let near = || antecedents::of_post(place.context, place.sentence, place.predicate);
            let definite = naming::is_definite(place.context, place.sentence, place.predicate);
            let held = place.entry.relation.as_ref() == OWNS_STAKE_IN && one && definite;
            discourse::topic(place.context).or_else(|| near().filter(|_| held))
        } else {
            let possessed = antecedents::of_possessive(place.context, place.sentence, place.predicate);
            let organisation = |&mention: &usize| place.context.fits(mention, self.kinds);
            possessed.filter(organisation).or_else(|| self.of_who_heads_it())
        };
        topic.map(|mention| Reached { mention, token: place.predicate, confidence: 0.6 }).into_iter().collect()
    }

    /// *The activist investor X*, *an investor in data centres*: one who invests does so in the company that the text is about
    /// where it tells of a round; several are those of the company.
    fn is_of_a_round(&self, one: bool) -> bool {
        let place = self.place;
        let raiser = || rounds::last_raiser(place.context, place.sentence, place.predicate, rounds::BACK);
        place.entry.relation.as_ref() != INVESTS_IN || self.heads.is_empty() && (!one || raiser().is_some())
    }

    /// *X, chief executive, said*: a title without an article is of the one organisation that needs no mention; *Y chief
    /// executive X will step down as chief executive*: behind a verb, of the one that the sentence named last.
    fn of_who_heads_it(&self) -> Option<usize> {
        let place = self.place;
        let tree = &place.context.trees[place.sentence];
        let bare = tree.child_by(place.predicate, &["det"]).is_none();
        if place.entry.relation.as_ref() != LEADS || !bare {
            return None;
        }
        let find = match predication::marker(tree, &place.context.ontology.words, place.predicate) {
            Some(_) => antecedents::understood,
            None => antecedents::of_post,
        };
        find(place.context, place.sentence, place.predicate)
    }

    /// *Founded by the engineer X*: who does what the clause says need not work for whom it is about; a chief executive
    /// does.
    fn is_agent(&self) -> bool {
        let tree = &self.place.context.trees[self.place.sentence];
        let above = tree.head(self.place.predicate).filter(|_| {
            matches!(tree.relation(self.place.predicate), "compound" | "flat" | "appos")
                && tree.marker(self.place.predicate).is_none()
        });
        let marker = tree.marker(above.unwrap_or(self.place.predicate));
        let words = &self.place.context.ontology.words;
        let leads = self.place.entry.relation.as_ref() == LEADS;
        !leads && marker.is_some_and(|marker| words.has(self.place.entry.language, WordClass::AgentMarker, &marker))
    }

    /// *The head of the supply chain*: who leads a part that is no organisation does not lead the whole.
    fn is_of_no_firm(&self) -> bool {
        let firm = |&head: &usize| {
            let kind = naming::kind_of(self.place.context, self.place.sentence, head);
            matches!(kind, Some(EntityKind::Organization | EntityKind::Group))
        };
        self.place.entry.relation.as_ref() == LEADS && !self.heads.is_empty() && !self.heads.iter().any(firm)
    }

    /// *Shareholders such as X*, *the main shareholders are X and Y*: whether names follow that the noun is said of.
    fn lists_names(&self) -> bool {
        let place = self.place;
        let tree = &place.context.trees[place.sentence];
        let several = tree.token(place.predicate).morph.number == Some(Number::Plur);
        let equated = |said: usize| tree.has_child(said, "cop") && tree.upos(said) == Upos::Propn;
        several && tree.relation(place.predicate) == "nsubj" && tree.head(place.predicate).is_some_and(equated)
            || !lists::members(place.context, place.sentence, place.predicate).is_empty()
    }

    /// Whether the two are each other's: a rival, a partner. Of two that deal with each other each is something else.
    fn is_symmetric(&self) -> bool {
        self.place.entry.relation.as_ref() != CONTRACTS_WITH
            && self
                .place
                .context
                .ontology
                .relations
                .get(&self.place.entry.relation)
                .is_some_and(|relation| relation.symmetric)
    }

    /// Whether a place stands before the noun or modifies it: *the US president*, *le président français*.
    fn is_of_a_place(&self) -> bool {
        let tree = &self.place.context.trees[self.place.sentence];
        let place = |token: usize| {
            let mention = self.place.context.mention_at(self.place.sentence, token);
            mention.is_some_and(|(index, _)| self.place.context.mention(index).kind == EntityKind::Place)
        };
        let before = self.place.own.start.min(self.place.predicate).checked_sub(1);
        before.is_some_and(place) || tree.children_by(self.place.predicate, &["amod", "compound", "nmod"]).any(place)
    }

    /// Whether somebody with a name and a will of their own is meant.
    fn acts(&self) -> bool {
        let acts = |reached: &Reached| {
            let mention = self.place.context.mention(reached.mention);
            mention.proper && matches!(mention.kind, EntityKind::Organization | EntityKind::Person)
        };
        !self.said.is_empty() && self.said.iter().all(acts)
    }

    /// Whether the noun is a post said of a named person.
    fn is_post(&self) -> bool {
        let person = |reached: &Reached| self.place.context.mention(reached.mention).kind == EntityKind::Person;
        self.place.entry.predicate_kind.is_none() && !self.said.is_empty() && self.said.iter().all(person)
    }
}
