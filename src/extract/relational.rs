//! Relational nouns: a post, a unit, a member, and what it is one of.
//!
//! Owns the search for the two participants of a noun that is said of one and belongs to the other:
//! by complement, by place, by the clause around it, by the topic.

use crate::model::{EntityKind, Number, Upos};
use crate::ontology::{PartOfSpeech, WordClass};

use super::antecedents;
use super::discourse;
use super::frames::{Place, Reading, implying};
use super::juxtaposition;
use super::lists;
use super::naming;
use super::nominal::NounArguments;
use super::participants::Reached;
use super::proposition;
use super::relations::{CONTRACTS_WITH, INVESTS_IN, LEADS, LEAVES, SUBSIDIARY_OF};
use super::rounds;
use super::trades::deals_in_sectors;

/// From this confidence on a name is taken for what it seems to be.
const LIKELY: f32 = 0.5;

impl Place<'_, '_> {
    pub(super) fn relational(&self, arguments: &NounArguments, inverse: bool) -> Vec<Reading> {
        let (of_kinds, said_kinds) =
            if inverse { (self.wanted.subject, self.wanted.object) } else { (self.wanted.object, self.wanted.subject) };
        let mut owned: Vec<usize> = self.at_a_firm(arguments, of_kinds);
        if owned.is_empty() {
            owned = self.marked(&arguments.complements);
        }
        if self.entry.markers.is_empty() {
            owned.extend(&arguments.genitives);
        }
        if owned.is_empty() {
            owned.extend(self.behind_contraction());
        }
        owned.extend(self.belonging(arguments, of_kinds));
        let any_noun = self.entry.predicate_kind.is_some();
        if any_noun && self.is_public_body() || self.is_said_by_its_verb(arguments) {
            return Vec::new();
        }
        let said = self.said_of(arguments, &owned, (of_kinds, said_kinds));
        let mut of = self.owned(arguments, &owned, of_kinds, &said);
        // *A car maker* is no maker of one car: without a sector in its place a noun asks for a name.
        of.retain(|reached| {
            of_kinds.contains(&EntityKind::Sector)
                || self.context.mention(reached.mention).proper
                || self.is_made(reached, arguments)
        });
        of.retain(|reached| !of_kinds.contains(&EntityKind::Sector) || self.deals_in(reached, of_kinds));
        // *The club of his father*, *the fund for 12 projects*: a sector has no article of its own.
        // One that is known as such may have the article of its kind: *une start-up de la santé*.
        of.retain(|reached| {
            let known = self.context.mention(reached.mention);
            let sector = known.proper && known.kind == EntityKind::Sector && !self.is_owned(reached.token);
            !of_kinds.contains(&EntityKind::Sector) || !any_noun || sector || self.is_bare(reached.token)
        });
        of.retain(|reached| !self.ranks(reached.mention));
        if of.is_empty() && !inverse && self.wanted.subject == [EntityKind::Person] && !said.is_empty() {
            of = self.of_the_clause(&[]);
        }
        if of.is_empty() && !inverse {
            return self.sector(&said, of_kinds);
        }
        if inverse {
            return self.pair_up(&of, &said);
        }
        if !deals_in_sectors(of_kinds) {
            return self.pair_up(&said, &of);
        }
        let (whole, row) = self.whole_sectors(&of);
        let mut found = self.pair_up(&said, &whole);
        found.extend(row.iter().flat_map(|implied| implying(self.context, said.clone(), implied)));
        found.extend(self.joined_sectors(&said, &of, &arguments.owners));
        found
    }

    /// Whom the noun is said of: by what stands beside it, by the clause around it, by what it points back to.
    fn said_of(
        &self,
        arguments: &NounArguments,
        owned: &[usize],
        (of_kinds, kinds): (&[EntityKind], &[EntityKind]),
    ) -> Vec<Reached> {
        let members = lists::members(self.context, self.sentence, self.predicate);
        let referents = if members.is_empty() { &arguments.referents } else { &members };
        let referents: Vec<usize> = referents.iter().copied().filter(|referent| !owned.contains(referent)).collect();
        let mut said = self.before_bracket(kinds);
        if said.is_empty() {
            said = self.described(&referents, kinds);
        }
        if said.is_empty() {
            said = self.owned_name(arguments, kinds);
        }
        if said.is_empty() {
            said = self.named(kinds);
        }
        if said.is_empty() && kinds.contains(&EntityKind::Person) {
            said.extend(self.name_behind_posts());
        }
        // *Founded by X, a former director of Z, and Y*: one post is of one person.
        let tree = &self.context.trees[self.sentence];
        let single = tree.token(self.predicate).morph.number == Some(Number::Sing);
        if single && kinds == [EntityKind::Person] {
            said.truncate(1);
        }
        let predicated = !deals_in_sectors(of_kinds) || self.is_predicated();
        if said.is_empty() && predicated && self.entry.predicate_kind != Some(EntityKind::Organization) {
            // The object comes before the subject: the first of the right kind.
            let heads = arguments.predication.said_of.iter();
            let all = heads.map(|&head| self.reach(&[head], kinds)).find(|said| !said.is_empty());
            said = all.unwrap_or_default();
        }
        if said.is_empty() && of_kinds.contains(&EntityKind::Sector) && self.entry.predicate_kind.is_none() {
            said = self.antecedent(kinds);
        }
        said
    }

    /// *Achète X, le spécialiste nantais des légumes*: a genitive that its contracted article makes an object beside the
    /// object, right behind the noun and its adjectives.
    fn behind_contraction(&self) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let end = self.own.end.max(self.predicate + 1);
        let article = (end..tree.len()).find(|&token| tree.upos(token) != Upos::Adj)?;
        let language = self.entry.language;
        if !words.has(language, WordClass::GenitiveMarker, &tree.lower(article)) || tree.upos(article) != Upos::Det {
            return None;
        }
        let noun = tree.head(article).filter(|&noun| noun > article)?;
        // *Le géant japonais des automatismes X*.
        if tree.relation(noun) == "nmod" && tree.head(noun) == Some(self.predicate) {
            return Some(noun);
        }
        let verb = tree.head(noun).filter(|_| tree.relation(noun) == "obj")?;
        tree.children_by(verb, &["obj"]).any(|object| object < self.predicate).then_some(noun)
    }

    /// *Head of sales at X*, *X, where she was head of sales*: the firm that a marker of place names has the post,
    /// whatever else the noun is a noun of.
    fn at_a_firm(&self, arguments: &NounArguments, kinds: &[EntityKind]) -> Vec<usize> {
        if !self.wanted.subject.contains(&EntityKind::Person) || !kinds.contains(&EntityKind::Organization) {
            return Vec::new();
        }
        let words = &self.context.ontology.words;
        let local = |marker: &str| {
            marker == proposition::WHERE || words.has(self.entry.language, WordClass::LocativeMarker, marker)
        };
        let firm = |&head: &usize| {
            self.reach(&[head], &[EntityKind::Organization]).iter().any(|it| self.context.mention(it.mention).proper)
        };
        let complements = arguments.complements.iter();
        let marked = complements.filter(|oblique| local(&oblique.marker) && self.lists(&oblique.marker));
        marked.map(|oblique| oblique.head).filter(firm).collect()
    }

    /// *Ann Orr (CTO of X)*: whose bracket the noun stands in.
    fn before_bracket(&self, kinds: &[EntityKind]) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let describes = |&at: &usize| matches!(tree.upos(at), Upos::Adj | Upos::Det);
        let noun = self.own.start.min(self.predicate);
        let start = noun - (0..noun).rev().take_while(describes).count();
        let opens = start > 0 && tree.token(start - 1).form.as_ref() == "(";
        let before = juxtaposition::name_before_bracket(self.context, self.sentence, start).filter(|_| opens);
        let Some(mention) = before else { return Vec::new() };
        let reached = Reached { mention, token: self.context.mention(mention).head, confidence: 0.9 };
        if self.context.fits(mention, kinds) { vec![reached] } else { Vec::new() }
    }

    /// *Its X subsidiary*, *Y's luxury X branch*: the name right before a noun that has an owner besides.
    fn owned_name(&self, arguments: &NounArguments, kinds: &[EntityKind]) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let owner = |&owner: &usize| tree.full_relation(owner) == "nmod:poss";
        if arguments.possessives.is_empty() && !arguments.owners.iter().any(owner) {
            return Vec::new();
        }
        let start = self.own.start.min(self.predicate);
        let before = start.checked_sub(1).and_then(|before| self.context.mention_at(self.sentence, before));
        let reached = |mention| Reached { mention, token: self.context.mention(mention).head, confidence: 0.9 };
        let name = before.filter(|&(mention, proper)| proper && self.context.fits(mention, kinds));
        name.map(|(mention, _)| reached(mention)).into_iter().collect()
    }

    /// *X joins Y as a member*: where either may be the other's, the verb that says the same relation tells which.
    fn is_said_by_its_verb(&self, arguments: &NounArguments) -> bool {
        let tree = &self.context.trees[self.sentence];
        let either = self.wanted.subject.iter().any(|kind| self.wanted.object.contains(kind));
        let verb = tree.head(self.predicate).filter(|_| either && !arguments.predication.said_of.is_empty());
        let Some(verb) = verb else { return false };
        let lexicon = &self.context.ontology.lexicon;
        let lemma = tree.lemma(verb).to_lowercase();
        let mut entries = lexicon.starting_with(self.entry.language, PartOfSpeech::Verb, &lemma);
        // *As a member of Y, X welcomes new members*: an entry that takes the noun itself says something else.
        let noun = tree.lemma(self.predicate).to_lowercase();
        entries.any(|entry| entry.relation == self.entry.relation && !entry.with.contains(&noun))
    }

    fn is_bare(&self, token: usize) -> bool {
        let tree = &self.context.trees[self.sentence];
        !self.is_owned(token) && tree.child_by(token, &["det", "nummod"]).is_none()
    }

    /// Whether a noun has a possessor before it.
    fn is_owned(&self, token: usize) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let possessive = |child: usize| words.has(self.entry.language, WordClass::Possessive, &tree.lower(child));
        tree.children(token).iter().any(|&child| tree.full_relation(child) == "nmod:poss" || possessive(child))
    }

    /// Whom the noun itself points back to: *the chip company*.
    fn antecedent(&self, kinds: &[EntityKind]) -> Vec<Reached> {
        let mention = antecedents::of(self.context, self.sentence, self.predicate, kinds);
        let mention = mention.filter(|&mention| self.context.fits(mention, kinds));
        mention.map(|mention| Reached { mention, token: self.predicate, confidence: 0.7 }).into_iter().collect()
    }

    /// Whether a phrase is nothing but a word that ranks or says whose: *state*, *family*.
    fn ranks(&self, mention: usize) -> bool {
        let mention = self.context.mention(mention);
        let tree = &self.context.trees[mention.sentence];
        let words = &self.context.ontology.words;
        !mention.proper
            && mention.tokens.clone().all(|at| words.has(self.entry.language, WordClass::Ranking, &tree.lower(at)))
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
        if deals_in_sectors(kinds) {
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
        let person = |reached: &Reached| {
            let mention = self.context.mention(reached.mention);
            mention.kind == EntityKind::Person && mention.confidence >= LIKELY
        };
        let fits = |reached: &Reached| {
            self.context.fits(reached.mention, kinds)
                && said.iter().all(|said| said.mention != reached.mention)
                // Nobody works for who is somebody's wife: a person that the text takes up is no company.
                && (kinds.contains(&EntityKind::Person) || !person(reached))
        };
        let of = self.reach(heads, kinds);
        // *The company behind Y* says so with its adposition or not at all.
        if !of.is_empty() || !self.is_free() && !self.is_symmetric() && !kinds.contains(&EntityKind::Organization) {
            return of;
        }
        // *Bought Y as part of its plans*: what a part is a part of stands behind it.
        let other = |&head: &usize| self.context.trees[self.sentence].marker(head).is_some();
        if self.entry.relation.as_ref() == SUBSIDIARY_OF
            && self.entry.predicate_kind.is_none()
            && heads.iter().any(other)
        {
            return of;
        }
        let mut of: Vec<Reached> = self.possessors(arguments).into_iter().filter(fits).collect();
        if of.is_empty() && self.is_free() {
            let start = self.own.start.min(self.predicate);
            let before = juxtaposition::name_before(self.context, self.sentence, start);
            let reached = |mention| Reached { mention, token: self.context.mention(mention).head, confidence: 0.9 };
            of.extend(before.map(reached).filter(fits));
        }
        if of.is_empty() && self.is_free() {
            of.extend(self.joined_owner(said).filter(fits));
        }
        if of.is_empty() && self.is_post(said) {
            of.extend(self.owner_before_posts().or_else(|| self.set_off_owner(said)).filter(fits));
        }
        // *Said union organiser Ann Orr*: an occupation that no word of its own ties to a firm is nobody's.
        let construction = self.entry.part_of_speech == PartOfSpeech::Construction && !self.entry.markers.is_empty();
        if of.is_empty() && construction && self.entry.predicate_kind == Some(EntityKind::Person) {
            return of;
        }
        // *Bought by Ann Orr, a former director of Y*: what another entry reads of the noun leaves nothing to be found.
        let tree = &self.context.trees[self.sentence];
        let marked: Vec<usize> = arguments.genitives.iter().copied().filter(|&of| tree.marker(of).is_some()).collect();
        let elsewhere = self.reach(&marked, &[EntityKind::Organization]);
        if of.is_empty()
            && self.is_post(said)
            && elsewhere.iter().any(|it| self.context.mention(it.mention).proper && fits(it))
        {
            return of;
        }
        if of.is_empty() && self.is_post(said) {
            of.extend(self.reach(&self.shared_owner(), kinds).into_iter().filter(fits));
        }
        if of.is_empty() && self.is_post(said) {
            // *Ann Orr (CTO Zorvex)*.
            of.extend(self.named(kinds).into_iter().filter(fits));
        }
        if of.is_empty() {
            // *X joined Y as an adviser*: the post leaves its organisation to the verb.
            let person = |reached: &Reached| self.context.mention(reached.mention).kind == EntityKind::Person;
            let class = self.entry.predicate_kind == Some(EntityKind::Organization) || deals_in_sectors(kinds);
            let beside = if class { Vec::new() } else { self.reach(&arguments.predication.beside, kinds) };
            of.extend(beside.into_iter().filter(|reached| fits(reached) && !person(reached)));
        }
        if of.is_empty() && self.is_symmetric() {
            of.extend(self.reach(&self.in_the_deal(), kinds).into_iter().filter(fits));
        }
        if of.is_empty() && (self.is_symmetric() || self.lists_names()) {
            // *X buys rival Y*, *X has three backers: Y, Z*.
            of.extend(self.reach(&self.clause_subjects(), kinds).into_iter().filter(fits));
        }
        // *Other investors included X*: in whose round the text has told of.
        if of.is_empty() && self.entry.relation.as_ref() == INVESTS_IN && self.lists_names() {
            of.extend(rounds::last_raiser(self.context, self.sentence, self.predicate, rounds::BACK).filter(fits));
        }
        if of.is_empty() && kinds.contains(&EntityKind::Organization) && self.lists_names() {
            let topic = antecedents::understood(self.context, self.sentence, self.predicate);
            of.extend(topic.map(|mention| self.left_out(mention)).filter(fits));
        }
        if of.is_empty() && !heads.iter().any(|&head| head < self.predicate) && self.is_post(said) {
            of.extend(self.reach(&self.left_behind(), kinds).into_iter().filter(fits));
        }
        let one = tree.token(self.predicate).morph.number != Some(Number::Plur);
        let own = self.is_post(said) && one && !self.is_of_a_place() && !self.is_agent() && !self.is_of_no_firm(heads);
        let post = own || self.entry.understood && self.acts(said);
        if of.is_empty() && kinds.contains(&EntityKind::Organization) && post {
            // *The chief executive, X, said*: of the company that the text is about.
            let topic = if self.entry.understood {
                discourse::topic(self.context)
            } else {
                antecedents::of_possessive(self.context, self.sentence, self.predicate)
            };
            of.extend(topic.map(|mention| Reached { mention, token: self.predicate, confidence: 0.6 }).filter(fits));
        }
        of
    }

    /// *Zorvex's president and CEO*: of two posts in one phrase the second has the owner of the first.
    fn shared_owner(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let own = tree.child_by(self.predicate, &["det"]).is_some();
        let joined = tree.relation(self.predicate) == "conj" && !own;
        let first = tree.head(self.predicate).filter(|&first| joined && first < self.predicate);
        let owners = first.into_iter().flat_map(|first| tree.children(first).iter().copied());
        // *Zorvex founder and CEO Ann Orr*.
        let named = |owner: usize| self.context.mention_at(self.sentence, owner).is_some_and(|(_, proper)| proper);
        owners
            .filter(|&owner| {
                tree.full_relation(owner) == "nmod:poss" || tree.relation(owner) == "compound" && named(owner)
            })
            .collect()
    }

    /// *Founded by the engineer X*: who does what the clause says need not work for whom it is about; a chief executive
    /// does.
    fn is_agent(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let above = tree.head(self.predicate).filter(|_| {
            matches!(tree.relation(self.predicate), "compound" | "flat" | "appos")
                && tree.marker(self.predicate).is_none()
        });
        let marker = tree.marker(above.unwrap_or(self.predicate));
        let words = &self.context.ontology.words;
        let leads = self.entry.relation.as_ref() == LEADS;
        !leads && marker.is_some_and(|marker| words.has(self.entry.language, WordClass::AgentMarker, &marker))
    }

    /// *The head of the supply chain*: who leads a part that is no organisation does not lead the whole.
    fn is_of_no_firm(&self, heads: &[usize]) -> bool {
        let firm = |&head: &usize| {
            let kind = naming::kind_of(self.context, self.sentence, head);
            matches!(kind, Some(EntityKind::Organization | EntityKind::Group))
        };
        self.entry.relation.as_ref() == LEADS && !heads.is_empty() && !heads.iter().any(firm)
    }

    fn lists_names(&self) -> bool {
        !lists::members(self.context, self.sentence, self.predicate).is_empty()
    }

    /// Whether the two are each other's: a rival, a partner. Of two that deal with each other each is something else.
    fn is_symmetric(&self) -> bool {
        self.entry.relation.as_ref() != CONTRACTS_WITH
            && self.context.ontology.relations.get(&self.entry.relation).is_some_and(|relation| relation.symmetric)
    }

    /// *Finance chief Ann Orr has left X*: a title before the name of who leaves is a post at what is left.
    fn left_behind(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let subject = tree.ancestors(self.predicate).find(|&at| tree.relation(at) == "nsubj");
        let subject = if tree.relation(self.predicate) == "nsubj" { Some(self.predicate) } else { subject };
        let Some(subject) = subject else { return Vec::new() };
        let between = subject.min(self.predicate)..subject.max(self.predicate);
        let Some(verb) = tree.head(subject).filter(|&verb| verb > subject) else { return Vec::new() };
        let lexicon = &self.context.ontology.lexicon;
        let lemma = tree.lemma(verb).to_lowercase();
        let mut entries = lexicon.starting_with(self.entry.language, PartOfSpeech::Verb, &lemma);
        let aside = between.into_iter().any(|at| tree.token(at).form.as_ref() == ",");
        if aside || !entries.any(|entry| entry.relation.as_ref() == LEAVES) {
            return Vec::new();
        }
        proposition::arguments(tree, &self.context.ontology.words, verb).objects
    }

    /// Who does what the verb above the noun says.
    pub(super) fn clause_subjects(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let verb = tree.ancestors(self.predicate).find(|&token| tree.upos(token) == Upos::Verb);
        let Some(verb) = verb else { return Vec::new() };
        let clause = proposition::arguments(tree, &self.context.ontology.words, verb);
        // *X was bought by rival Y*: the rival itself acts, upon the other.
        let itself = |&subject: &usize| tree.descends(self.predicate, subject);
        if clause.passive && clause.subjects.iter().any(itself) { clause.objects } else { clause.subjects }
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

    /// Whether somebody with a name and a will of their own is meant.
    fn acts(&self, said: &[Reached]) -> bool {
        let acts = |reached: &Reached| {
            let mention = self.context.mention(reached.mention);
            mention.proper && matches!(mention.kind, EntityKind::Organization | EntityKind::Person)
        };
        !said.is_empty() && said.iter().all(acts)
    }

    /// Whether the noun is a post said of a named person.
    fn is_post(&self, said: &[Reached]) -> bool {
        let person = |reached: &Reached| self.context.mention(reached.mention).kind == EntityKind::Person;
        self.entry.predicate_kind.is_none() && !said.is_empty() && said.iter().all(person)
    }

    /// The name that the noun itself describes, by its place.
    pub(super) fn named(&self, kinds: &[EntityKind]) -> Vec<Reached> {
        let Some(mention) = naming::beside(self.context, self.sentence, self.predicate) else { return Vec::new() };
        let tree = &self.context.trees[self.sentence];
        let head = self.context.mention(mention).head;
        let mut found = vec![Reached { mention, token: head, confidence: 0.9 }];
        if tree.token(self.predicate).morph.number == Some(Number::Plur) {
            // *The carriers X and Y*: all that hang on the first name.
            let others = self.context.reach(self.sentence, head);
            found.extend(others.into_iter().filter(|other| other.mention != mention));
        }
        found.retain(|reached| self.context.fits(reached.mention, kinds));
        found
    }
}
