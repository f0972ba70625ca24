//! What an organisation does for a living, told by a noun for it: *a payments company*, *makers of pumps*.
//!
//! Owns when such a noun is said of somebody, and which word names the sector or the products. Takes an entry at its
//! noun; leaves the search for the two participants to `relational`.

use crate::model::{EntityKind, Mention, Number, Upos, VerbForm};
use crate::ontology::{Frame, PartOfSpeech, WordClass};

use super::compounds;
use super::frames::{Implied, Place, Reading, implying};
use super::juxtaposition;
use super::lists;
use super::naming;
use super::nominal::NounArguments;
use super::participants::Reached;
use super::relations::{DEVELOPS, SUPPLIES};

/// What the entry of a public body says when firms go by the same noun: *agency*.
const PRIVATE: &str = "firm";

/// What the entry of a noun for a trade says when the noun tells nothing alone.
const MODIFIED: &str = "modified";

impl Place<'_, '_> {
    /// *The airline X*: the noun itself is the sector.
    pub(super) fn class(&self, arguments: &NounArguments) -> Vec<Reading> {
        // *Cloud providers such as X and Y*.
        let known = self.entry.names.is_some();
        let members = lists::members(self.context, self.sentence, self.predicate);
        let members: Vec<usize> = members.into_iter().filter(|_| known).collect();
        let mut said = self.described(&members, self.wanted.subject);
        // *From X and the insurer Y*: what is joined to another name has its own.
        let joined = self.context.trees[self.sentence].relation(self.predicate) == "conj";
        if said.is_empty() && joined {
            said = self.named(self.wanted.subject);
            said.retain(|reached| self.context.mention(reached.mention).tokens.start == self.own.end);
        }
        if said.is_empty() {
            said = self.described(&arguments.referents, self.wanted.subject);
        }
        if said.is_empty() {
            said = self.named(self.wanted.subject);
        }
        // *The chemist X and the utility Y*: one noun describes one name.
        let tree = &self.context.trees[self.sentence];
        if tree.token(self.predicate).morph.number == Some(Number::Sing) {
            said.truncate(1);
        }
        // *X's refinery in Y*: whose it is is not what it is.
        let owner = |owner: &usize| tree.full_relation(*owner) == "nmod:poss" || self.entry.names.is_none();
        let owners: Vec<usize> = arguments.owners.iter().copied().filter(owner).collect();
        said.retain(|reached| !owners.contains(&reached.token));
        if self.entry.names.is_none() {
            // *Ann Orr, head brewer at X*: what somebody is by trade is no business.
            let business = |mention: &Mention| mention.sentence == self.sentence && mention.kind != EntityKind::Person;
            said.retain(|reached| business(self.context.mention(reached.mention)));
        }
        // *Les banques du groupe X*: whose they are is not what they are.
        if tree.token(self.predicate).morph.number == Some(Number::Plur) {
            let firm = |owner: usize| {
                tree.upos(owner) == Upos::Propn && tree.marker(owner).is_some()
                    || naming::kind_of(self.context, self.sentence, owner) == Some(EntityKind::Organization)
            };
            let owners: Vec<usize> = arguments.genitives.iter().copied().filter(|&owner| firm(owner)).collect();
            said.retain(|reached| !owners.iter().any(|&owner| tree.descends(reached.token, owner)));
        }
        if said.is_empty() && known && self.points_at_a_firm(arguments) {
            said = self.antecedent(self.wanted.subject);
            said.retain(|reached| self.may_be_described(reached.mention));
        }
        let Some(name) = self.told_in_full().or_else(|| self.entry.names.clone()).or_else(|| self.trade()) else {
            return Vec::new();
        };
        // A construction has no words of its own.
        let tokens = if self.own.is_empty() { self.predicate..self.predicate + 1 } else { self.own.clone() };
        let implied = Implied { tokens, name, kind: EntityKind::Sector, iri: None };
        implying(self.context, said, &implied)
    }

    /// *Éditeur de logiciels de paie*: the thing that ends the noun for a trade, with what the text says of it.
    fn told_in_full(&self) -> Option<String> {
        let last = self.own.end.checked_sub(1).filter(|&last| last > self.predicate)?;
        let (index, proper) = self.context.mention_at(self.sentence, last)?;
        let mention = self.context.mention(index);
        let name = self.context.bare_name(mention);
        let longer =
            self.entry.names.as_ref().is_some_and(|short| name.len() > short.len() && name.starts_with(&**short));
        (!proper && longer && mention.tokens.start == last && mention.tokens.end > self.own.end).then_some(name)
    }

    /// *X has shut a plant. The brewer employs 300 people*: a noun for one firm, which the text has named, tells its trade
    /// as it stands for it.
    fn points_at_a_firm(&self, arguments: &NounArguments) -> bool {
        let tree = &self.context.trees[self.sentence];
        let kind = naming::kind_of(self.context, self.sentence, self.predicate);
        let words = &self.context.ontology.words;
        let body = words.has(self.entry.language, WordClass::PublicBody, &self.entry.lemma);
        kind == Some(EntityKind::Organization)
            && !body
            && tree.token(self.predicate).morph.number != Some(Number::Plur)
            && arguments.referents.is_empty()
            && arguments.owners.is_empty()
            && arguments.possessives.is_empty()
            && arguments.genitives.is_empty()
    }

    /// Whether a name may go by a noun for a trade further on: one that the text has just told of, and no public body.
    fn may_be_described(&self, mention: usize) -> bool {
        let mention = self.context.mention(mention);
        let opener = self.context.trees[mention.sentence].lower(mention.tokens.start);
        let words = &self.context.ontology.words;
        // *Norvik Bank has grown. The bank*: what the name says is told with it.
        let noun = self.context.trees[self.sentence].lower(self.predicate);
        let called = mention.name.split(' ').any(|word| word.to_lowercase() == noun);
        !called
            && mention.sentence + 1 >= self.sentence
            && !words.has(self.entry.language, WordClass::PublicBody, opener)
    }

    /// The phrase of a noun for a trade, as it stands: *the payments processor X*.
    fn trade(&self) -> Option<String> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        if !words.has(self.entry.language, WordClass::Trade, tree.lemma(self.predicate)) {
            return None;
        }
        let (index, _) = self.context.mention_at(self.sentence, self.predicate).filter(|(_, proper)| !proper)?;
        let mention = self.context.mention(index);
        // *The Zorvex publisher X*: what has a name is one thing, no trade.
        let named = self.context.mentions(self.sentence).any(|(_, other)| {
            let thing = !matches!(other.kind, EntityKind::Sector | EntityKind::Place);
            other.proper && thing && mention.tokens.start <= other.tokens.start && other.tokens.end <= self.predicate
        });
        if named {
            return None;
        }
        // *The publisher of the daily X* tells of one daily, not of a trade.
        if mention.tokens.clone().any(|at| at > self.predicate && tree.upos(at) == Upos::Det) {
            return None;
        }
        // A *manufacturer* may make anything: such a noun tells a sector with what modifies it.
        let vague = words.value(self.entry.language, WordClass::Trade, tree.lemma(self.predicate)) == Some(MODIFIED);
        let tells =
            |at: usize| at != self.predicate && !words.has(self.entry.language, WordClass::Ranking, tree.lower(at));
        let name = self.context.bare_name(mention);
        (!vague || name.contains(' ') && mention.tokens.clone().any(tells)).then_some(name)
    }

    /// *X became a payments company*, *X works as a broker*: who sells a payments company is none.
    pub(super) fn is_predicated(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let becomes = |verb: usize| words.has(self.entry.language, WordClass::Copula, tree.lemma(verb));
        tree.relation(self.predicate) == "xcomp"
            || tree.marker(self.predicate).is_some()
            || tree.head(self.predicate).is_some_and(|verb| becomes(verb) || self.is_provided(verb))
    }

    /// *X provides cleaning services*: what no company is, its provider deals in.
    fn is_provided(&self, verb: usize) -> bool {
        let lemma = self.context.trees[self.sentence].lemma(verb).to_lowercase();
        let lexicon = &self.context.ontology.lexicon;
        let firm = naming::kind_of(self.context, self.sentence, self.predicate) == Some(EntityKind::Organization);
        let mut entries = lexicon.starting_with(self.entry.language, PartOfSpeech::Verb, &lemma);
        !firm
            && entries.any(|entry| {
                let inverse = matches!(entry.frame, Frame::PrepositionalInverse | Frame::TransitiveInverse);
                !inverse && (entry.relation.as_ref() == SUPPLIES || entry.relation == self.entry.relation)
            })
    }

    /// *The competition authority X*: what a public body looks after is no sector of its own.
    pub(super) fn is_public_body(&self) -> bool {
        let words = &self.context.ontology.words;
        let language = self.entry.language;
        let lemma = self.context.trees[self.sentence].lemma(self.predicate);
        words.has(language, WordClass::PublicBody, lemma)
            && words.value(language, WordClass::PublicBody, lemma) != Some(PRIVATE)
    }

    /// *A manufacturer of pumps and valves*: products in the plural behind the marker that the entry asks for.
    pub(super) fn is_made(&self, reached: &Reached, arguments: &NounArguments) -> bool {
        let tree = &self.context.trees[self.sentence];
        let behind = arguments
            .complements
            .iter()
            .any(|oblique| oblique.direct && self.lists(&oblique.marker) && tree.descends(reached.token, oblique.head));
        let mention = self.context.mention(reached.mention);
        self.entry.relation.as_ref() == DEVELOPS
            && mention.kind == EntityKind::Product
            && tree.token(reached.token).morph.number == Some(Number::Plur)
            && behind
    }

    /// Whether one may be active in what a class noun is a noun of: a name of another kind only where it stands
    /// right before the noun and may be an ordinary word with a capital (*Parcel company X*).
    pub(super) fn deals_in(&self, reached: &Reached, kinds: &[EntityKind]) -> bool {
        let mention = self.context.mention(reached.mention);
        let own = kinds.contains(&mention.kind) && mention.kind != EntityKind::Product;
        // *La société cotée X*: what is set right behind the noun is a sector only where it is known as one.
        let tree = &self.context.trees[self.sentence];
        let bare = reached.token == self.own.end.max(self.predicate + 1) && tree.marker(reached.token).is_none();
        let here = mention.sentence == self.sentence;
        !mention.proper && !bare || own || here && mention.tokens.len() == 1 && self.opens_before(mention)
    }

    /// Whether a name stands right before the noun where a capital may mean nothing: *Parcel company X*, but not *the
    /// Tilvarnese company X*.
    fn opens_before(&self, mention: &Mention) -> bool {
        let tree = &self.context.trees[self.sentence];
        let form = &tree.token(mention.tokens.start).form;
        let capitals = form.chars().all(|c| !c.is_lowercase());
        mention.tokens.end == self.own.start && (mention.tokens.start == 0 || capitals)
    }

    /// *The oil and gas company X*: the nouns before a class noun are its sector as they stand.
    pub(super) fn sector(&self, said: &[Reached], kinds: &[EntityKind]) -> Vec<Reading> {
        if !deals_in_sectors(kinds) {
            return Vec::new();
        }
        let start = self.own.start.min(self.predicate);
        let tree = &self.context.trees[self.sentence];
        // *Industrial players*, *a media unit*: what modifies another noun is no company that the noun describes.
        if tree.relation(self.predicate) == "amod" {
            return Vec::new();
        }
        let tokens = self.sector_adjective().map(|at| at..at + 1);
        let tokens = tokens.or_else(|| juxtaposition::sector_before(self.context, self.sentence, start));
        let Some(tokens) = tokens else { return Vec::new() };
        // *A 50-store chain*, *other investors*: a size and a word that ranks are no sector.
        let last = tokens.end - 1;
        let ranks = self.context.ontology.words.has(self.entry.language, WordClass::Ranking, tree.lower(last));
        if compounds::is_size(tree, last) || ranks {
            return Vec::new();
        }
        let name = tree.written(tokens.clone());
        let implied = Implied { tokens, name, kind: EntityKind::Sector, iri: None };
        implying(self.context, said.to_vec(), &implied)
    }

    /// *The film and TV producer X*: of nouns joined before a class noun, where one is a sector the others are.
    pub(super) fn joined_sectors(&self, said: &[Reached], of: &[Reached], owners: &[usize]) -> Vec<Reading> {
        let tree = &self.context.trees[self.sentence];
        let sector = |token: usize| of.iter().any(|reached| reached.token == token);
        let common = |&token: &usize| {
            let proper = self.context.mention_at(self.sentence, token).is_some_and(|(_, proper)| proper);
            let kind = naming::kind_of(self.context, self.sentence, token);
            let acts = matches!(kind, Some(EntityKind::Organization | EntityKind::Person | EntityKind::Group));
            tree.upos(token) == Upos::Noun && token < self.predicate && !proper && !sector(token) && !acts
        };
        let joined = owners.iter().filter(|&&owner| tree.full_relation(owner) == "compound").flat_map(|&owner| {
            let row = self.context.conjuncts(self.sentence, owner);
            let known = row.iter().any(|&token| sector(token));
            row.into_iter().filter(move |_| known)
        });
        let named = |token: usize| implying(self.context, said.to_vec(), &self.compound(token));
        joined.filter(common).flat_map(named).collect()
    }

    /// *The cloud security startup X*, *a solar panel maker*: the nouns in a row before a class noun are one sector, not each
    /// of them. Gives what is left of the sectors reached, and the row that only parts were reached of.
    pub(super) fn whole_sectors(&self, of: &[Reached]) -> (Vec<Reached>, Option<Implied>) {
        let tree = &self.context.trees[self.sentence];
        let start = self.own.start.min(self.predicate);
        let row = juxtaposition::sector_before(self.context, self.sentence, start);
        // *A 300-employee software company*: a size is no sector.
        let size = row.as_ref().and_then(|row| row.clone().rev().find(|&at| compounds::is_size(tree, at)));
        let row = row.map(|row| size.map_or(row.start, |size| size + 1)..row.end);
        let joins = |at: usize| tree.upos(at) == Upos::Cconj || tree.token(at).form.as_ref() == "&";
        let Some(row) = row.filter(|row| !row.clone().any(joins)) else { return (of.to_vec(), None) };
        let inside = |reached: &&Reached| {
            self.context.mention(reached.mention).sentence == self.sentence && row.contains(&reached.token)
        };
        let span = |reached: &Reached| self.context.mention(reached.mention).tokens.clone();
        // An adjective before the row may describe the firm: it counts where a sector reached begins with it.
        // *Failed cloud security startup*, *fellow car maker*: what became of the firm, or ranks it, is no part of its trade.
        let words = &self.context.ontology.words;
        let told = |at: usize| {
            tree.token(at).morph.verb_form == Some(VerbForm::Part)
                || words.has(self.entry.language, WordClass::Ranking, tree.lower(at))
        };
        let opens = |at: usize| !told(at) && of.iter().filter(inside).any(|reached| span(reached).start == at);
        let Some(first) = row.clone().find(|&at| tree.upos(at) == Upos::Noun || opens(at)) else {
            return (of.to_vec(), None);
        };
        // *A third-party logistics firm*: so is half of what a hyphen ties.
        let tied = |at: usize| {
            at >= 2
                && tree.token(at - 1).form.as_ref() == "-"
                && tree.token(at - 1).span.end == tree.token(at).span.start
        };
        let mut first = first;
        while tied(first) {
            first -= 2;
        }
        let row = first..row.end;
        // *A research and development software maker*: half of what is joined is none.
        if row.start > 0 && tree.upos(row.start - 1) == Upos::Cconj {
            return (of.to_vec(), None);
        }
        let parts = of.iter().filter(inside).filter(|reached| span(reached) != row).count();
        if parts == 0 || row.len() < 2 {
            return (of.to_vec(), None);
        }
        let left = of.iter().filter(|reached| !inside(reached)).copied().collect();
        let name = tree.written(row.clone());
        (left, Some(Implied { tokens: row, name, kind: EntityKind::Sector, iri: None }))
    }

    /// A noun with what modifies it before it, as a sector.
    fn compound(&self, noun: usize) -> Implied {
        let tree = &self.context.trees[self.sentence];
        let modifies = |&at: &usize| tree.head(at) == Some(noun) && matches!(tree.relation(at), "compound" | "amod");
        let first = noun - (0..noun).rev().take_while(modifies).count();
        Implied { tokens: first..noun + 1, name: tree.written(first..noun + 1), kind: EntityKind::Sector, iri: None }
    }

    /// The adjective of a sector that modifies the noun: *the chemical company X*.
    fn sector_adjective(&self) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let named = |child: usize| self.context.mention_at(self.sentence, child).is_some_and(|(_, proper)| proper);
        let sector = |&child: &usize| {
            words.has(self.entry.language, WordClass::SectorAdjective, tree.lower(child)) && !named(child)
        };
        tree.children_by(self.predicate, &["amod", "compound"]).find(sector).or_else(|| self.sector_behind())
    }

    /// The sector set right behind the noun without an adposition, in a language where a noun's head comes first: *la
    /// branche énergie*, *l'opérateur télécom*.
    fn sector_behind(&self) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let behind = self.own.end.max(self.predicate + 1);
        let set = behind < tree.len()
            && tree.upos(behind) == Upos::Noun
            && tree.head(behind) == Some(self.predicate)
            && tree.marker(behind).is_none();
        let (index, _) = self.context.mention_at(self.sentence, behind).filter(|&(_, proper)| set && proper)?;
        let mention = self.context.mention(index);
        (mention.kind == EntityKind::Sector && mention.tokens.len() == 1).then_some(behind)
    }
}

/// Whether a noun is a noun of sectors rather than of companies, among which a sector may be: *an angel investor*
/// backs no angels.
pub(super) fn deals_in_sectors(kinds: &[EntityKind]) -> bool {
    kinds.contains(&EntityKind::Sector) && !kinds.contains(&EntityKind::Organization)
}
