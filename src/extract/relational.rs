//! Relational nouns: a post, a unit, a member, and what it is one of.
//!
//! Owns the search for the two participants of a noun that is said of one and belongs to the other:
//! by complement, by place, by the clause around it, by the topic.

use crate::model::{EntityKind, Number, Upos};
use crate::ontology::{LexicalEntry, PartOfSpeech, WordClass};

use super::antecedents;
use super::belonging::Owned;
use super::frames::{Place, Reading, implying};
use super::juxtaposition;
use super::lists;
use super::naming;
use super::nominal::NounArguments;
use super::participants::Reached;
use super::proposition;
use super::relations::CONTRACTS_WITH;
use super::trades::deals_in_sectors;

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
        let mut of = Owned { place: self, arguments, heads: &owned, kinds: of_kinds, said: &said }.participants();
        // *A car maker* is no maker of one car: without a sector in its place a noun asks for a name.
        of.retain(|reached| {
            of_kinds.contains(&EntityKind::Sector)
                || self.context.mention(reached.mention).proper
                || self.context.is_governed(self.context.mention(reached.mention))
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
        // *X has lent the ferry operator Y 3 million*: who acts in the clause is no thing that somebody runs.
        let acting = if of_kinds.contains(&EntityKind::Organization) { Vec::new() } else { self.clause_subjects() };
        of.retain(|reached| !acting.contains(&reached.token));
        if of.is_empty() && !inverse && self.wanted.subject == [EntityKind::Person] && !said.is_empty() {
            of = self.of_the_first(of_kinds);
        }
        if of.is_empty() && !inverse && self.wanted.subject == [EntityKind::Person] && !said.is_empty() {
            of = self.of_the_clause(&[]);
        }
        if of.is_empty() && owned.is_empty() && said.len() > 1 && self.is_each_others(arguments) {
            return self.among_reached(&said);
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

    /// *X and Y are rivals*, *X et Y restent concurrents*: a noun in the plural across a copula, of a relation that goes both
    /// ways, is said of each with the other where it names nobody else.
    fn is_each_others(&self, arguments: &NounArguments) -> bool {
        let tree = &self.context.trees[self.sentence];
        let relation = self.context.ontology.relations.get(&self.entry.relation);
        let predicated = tree.relation(self.predicate) == "xcomp" || tree.has_child(self.predicate, "cop");
        relation.is_some_and(|relation| relation.symmetric && relation.name.as_ref() != CONTRACTS_WITH)
            && predicated
            // *X and Y are the main rivals*: of somebody else.
            && !naming::is_definite(self.context, self.sentence, self.predicate)
            && tree.token(self.predicate).morph.number == Some(Number::Plur)
            && arguments.possessives.is_empty()
            && arguments.genitives.is_empty()
    }

    /// *A été nommée présidente de X et Ann Orr directrice*: a post without its organisation, given by the same verb as another
    /// before it, is one of the same.
    fn of_the_first(&self, kinds: &[EntityKind]) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let person = tree.head(self.predicate).filter(|&person| tree.relation(person) == "parataxis");
        let verb = person.and_then(|person| tree.head(person)).filter(|&verb| tree.upos(verb) == Upos::Verb);
        let first =
            verb.and_then(|verb| tree.child_by(verb, &["xcomp"])).filter(|&first| tree.upos(first) == Upos::Noun);
        let Some(first) = first else { return Vec::new() };
        let of: Vec<usize> = tree.children_by(first, &["nmod"]).filter(|&of| of < self.predicate).collect();
        self.reach(&of, kinds)
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
        if !words.has(language, WordClass::GenitiveMarker, tree.lower(article)) || tree.upos(article) != Upos::Det {
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
        // *Its Leeds subsidiary*: where it is is not what it is called.
        let place = |mention: usize| self.context.mention(mention).kind == EntityKind::Place;
        let name = before.filter(|&(mention, proper)| proper && self.context.fits(mention, kinds) && !place(mention));
        name.map(|(mention, _)| reached(mention)).into_iter().collect()
    }

    /// *X joins Y as a member*: where either may be the other's, the verb that says the same relation tells which.
    fn is_said_by_its_verb(&self, arguments: &NounArguments) -> bool {
        let tree = &self.context.trees[self.sentence];
        let either = self.wanted.subject.iter().any(|kind| self.wanted.object.contains(kind));
        // *Parmi ses clients figurent X et Y*: the possessive is the noun's.
        let own = |verb: usize| !arguments.possessives.is_empty() && self.predicate < verb;
        let said = !arguments.predication.said_of.is_empty();
        let verb = tree.head(self.predicate).filter(|&verb| either && said && !own(verb));
        let Some(verb) = verb else { return false };
        let lexicon = &self.context.ontology.lexicon;
        let lemma = tree.lower_lemma(verb);
        let mut entries = lexicon.starting_with(self.entry.language, PartOfSpeech::Verb, lemma);
        // *As a member of Y, X welcomes new members*: an entry that takes the noun itself says something else, and one that
        // takes words which are not there says nothing: *X reste le premier actionnaire de Y*.
        let noun = tree.lower_lemma(self.predicate);
        let wants = |entry: &LexicalEntry| !entry.with.is_empty() || entry.frame.needs_marker();
        let copular = |entry: &LexicalEntry| tree.relation(self.predicate) == "xcomp" && wants(entry);
        entries.any(|entry| {
            entry.relation == self.entry.relation && !entry.with.iter().any(|word| word == noun) && !copular(entry)
        })
    }

    fn is_bare(&self, token: usize) -> bool {
        let tree = &self.context.trees[self.sentence];
        !self.is_owned(token) && tree.child_by(token, &["det", "nummod"]).is_none()
    }

    /// Whether a noun has a possessor before it.
    fn is_owned(&self, token: usize) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let possessive = |child: usize| words.has(self.entry.language, WordClass::Possessive, tree.lower(child));
        tree.children(token).iter().any(|&child| tree.full_relation(child) == "nmod:poss" || possessive(child))
    }

    /// Whom the noun itself points back to: *the chip company*.
    pub(super) fn antecedent(&self, kinds: &[EntityKind]) -> Vec<Reached> {
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
            && mention.tokens.clone().all(|at| words.has(self.entry.language, WordClass::Ranking, tree.lower(at)))
    }

    /// The owners before a relational noun. One that wants an adposition (*the company behind Y*) takes no
    /// compound in its place.
    fn belonging(&self, arguments: &NounArguments, kinds: &[EntityKind]) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        // *A Leeds holding company*: where a firm is is not whose it is.
        let place = |owner: usize| {
            let there =
                self.context.mention_at(self.sentence, owner).map(|(index, _)| self.context.mention(index).kind);
            there == Some(EntityKind::Place) && !kinds.contains(&EntityKind::Place)
        };
        let taken = |owner: &usize| {
            tree.full_relation(*owner) == "nmod:poss"
                || self.is_free() && self.takes_compound(*owner, kinds) && !place(*owner)
        };
        arguments.owners.iter().copied().filter(taken).collect()
    }

    /// Whether the entry's noun may have its complement without the marker.
    pub(super) fn is_free(&self) -> bool {
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

    /// Who does what the verb above the noun says.
    pub(super) fn clause_subjects(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        // *A round led by X, with participation from Y*: who leads it is not whom others put money into.
        let led = |&token: &usize| {
            words.has(tree.sentence.language, WordClass::LeadingVerb, tree.lemma(token))
                && proposition::arguments(tree, words, token).passive
        };
        let mut verbs = tree.ancestors(self.predicate).filter(|&token| tree.upos(token) == Upos::Verb);
        let Some(verb) = verbs.find(|verb| !led(verb)) else { return Vec::new() };
        let clause = proposition::arguments(tree, words, verb);
        // *X was bought by rival Y*: the rival itself acts, upon the other.
        let itself = |&subject: &usize| tree.descends(self.predicate, subject);
        if clause.passive && clause.subjects.iter().any(itself) { clause.objects } else { clause.subjects }
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
