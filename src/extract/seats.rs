//! Where an organisation sits that no word of sitting says: *a hosting firm in Tilvarn*, *X of Tilvarn*, *X, à Tilvarn,*.
//!
//! Owns the places beside names and beside the nouns that describe them. Takes a construction at its head from
//! `constructions`, which keeps the places of sites.

use crate::model::{EntityKind, Mention, Number, Upos};
use crate::ontology::{Typology, WordClass, Words};

use super::complements::is_marked;
use super::constructions::{Around, pairs};
use super::frames::Reading;
use super::naming;
use super::participants::Reached;
use super::tree::Tree;

/// The value of words that rank: who is the first of its kind somewhere may have its seat elsewhere.
const FIRST: &str = "first";

/// How many tokens a bracket between a name and its place may hold.
const ASIDE: usize = 10;

/// Whether a word ranks: *the largest foundry*.
pub(super) fn is_first(tree: &Tree<'_>, words: &Words, token: usize) -> bool {
    words.value(tree.sentence.language, WordClass::Ranking, tree.lower(token)) == Some(FIRST)
}

impl Around<'_, '_> {
    /// *A hosting firm in Tilvarn, X*, *X, a brewer from Tilvarn*: the place that a noun for an organisation has as its
    /// complement is where the one stands whom it describes. What is first somewhere may have its seat elsewhere.
    pub(super) fn seated(&self) -> Vec<Reading> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        if !self.wanted.subject.contains(&EntityKind::Organization)
            || tree.upos(self.head) != Upos::Noun
            || tree.token(self.head).morph.number == Some(Number::Plur)
            || words.has(language, WordClass::PublicBody, tree.lemma(self.head))
            // *The Milan exchange*: the place in the name of a body tells no more than the name.
            || self.context.mention_at(self.sentence, self.head).is_some_and(|(_, proper)| proper)
            || naming::kind_of(self.context, self.sentence, self.head) != Some(EntityKind::Organization)
                && !naming::is_of_a_trade(self.context, self.sentence, self.head)
            || tree.children(self.head).iter().any(|&child| is_first(tree, words, child))
        {
            return Vec::new();
        }
        // *The largest plant of the firm X in Tilvarn*: the plant is there.
        let belongs = self.has_a_site_before(self.head, self.head);
        let here = |child: &usize| {
            let marker = tree.marker(*child).unwrap_or_default();
            [WordClass::LocativeMarker, WordClass::GenitiveMarker, WordClass::SourceMarker]
                .iter()
                .filter(|&&class| class != WordClass::LocativeMarker || !belongs)
                .any(|&class| words.has(language, class, &marker))
        };
        let mut complements: Vec<usize> =
            tree.children_by(self.head, &["nmod"]).filter(|child| *child > self.head && here(child)).collect();
        // *A Leeds payments firm*, *Paris lab X*: where the head comes last, the place stands before it.
        if complements.is_empty() && !words.is(language, Typology::HeadInitial) {
            let before = |head: usize| tree.children_by(head, &["compound"]).filter(move |&child| child < head);
            // *His Geneva holding company*, *Leeds start-up X*: the parser may hang the place on the other noun.
            complements.extend(before(self.head).flat_map(|noun| before(noun).chain([noun])));
        }
        // *X, fabricant de cabines pour tracteurs à Tilvarn (Sarthe)*: the parser hangs the place on the nearest noun.
        if complements.is_empty() {
            complements.extend(self.place_with_region());
        }
        let mut places = self.reach(&complements, &[EntityKind::Place]);
        places.retain(|place| self.context.mention(place.mention).proper);
        let subject = self.reach(&[self.head], self.wanted.subject).into_iter().find(|reached| {
            let mention = self.context.mention(reached.mention);
            mention.proper && mention.kind == EntityKind::Organization
        });
        subject.map(|subject| pairs(&places, subject, false)).unwrap_or_default()
    }

    /// *X of Tilvarn*, *X in Tilvarn*: a place that hangs on a name as its complement, right behind it.
    pub(super) fn behind_name(&self, subject: &Reached) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        let mention = self.context.mention(subject.mention);
        if !mention.proper || mention.kind != EntityKind::Organization || mention.tokens.end + 1 >= tree.len() {
            return Vec::new();
        }
        let aside = self.behind_aside(mention.tokens.end);
        let marker = aside.unwrap_or(mention.tokens.end);
        if marker + 1 >= tree.len() {
            return Vec::new();
        }
        let lemma = tree.lower_lemma(marker);
        let of = words.has(language, WordClass::SeatMarker, lemma);
        if tree.upos(marker) != Upos::Adp || !of && !words.has(language, WordClass::LocativeMarker, lemma) {
            return Vec::new();
        }
        // *The largest plant of X in Tilvarn*: the plant is there.
        if !of && self.has_a_site_before(mention.tokens.start, mention.head) {
            return Vec::new();
        }
        // *The consulting firm X in Tilvarn*: a noun before the name says that it is one with a seat.
        let noun = mention.tokens.start.checked_sub(1).filter(|&at| tree.upos(at) == Upos::Noun);
        let described = noun.is_some_and(|noun| {
            naming::kind_of(self.context, self.sentence, noun) == Some(EntityKind::Organization)
                && !words.has(language, WordClass::PublicBody, tree.lemma(noun))
                // *A plant run by the firm X in Tilvarn*: the plant is there.
                && tree.marker(noun).is_none_or(|marker| !words.has(language, WordClass::AgentMarker, &marker))
        });
        let mut found = self.reach(&[marker + 1], &[EntityKind::Place]);
        found.retain(|place| {
            let place = self.context.mention(place.mention);
            place.proper
                && place.sentence == self.sentence
                && (described
                    || aside.is_some_and(|_| self.is_told_as_a_seat(place))
                    || tree.relation(place.head) == "nmod"
                        && tree.head(place.head).is_some_and(|above| mention.tokens.contains(&above)))
        });
        found
    }

    /// The place that ends a description, its region in brackets behind it, where no site is told before it.
    fn place_with_region(&self) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let placed = |mention: &Mention| {
            let (start, end) = (mention.tokens.start, mention.tokens.end);
            let region = |other: &Mention| other.kind == EntityKind::Place && other.tokens.start == end + 1;
            let site = |at| naming::kind_of(self.context, self.sentence, at) == Some(EntityKind::Facility);
            let plain =
                |at: usize| !matches!(tree.upos(at), Upos::Verb | Upos::Aux) && tree.token(at).form.as_ref() != ",";
            mention.proper
                && mention.kind == EntityKind::Place
                && start > self.head + 1
                && tree.descends(mention.head, self.head)
                && words.has(tree.sentence.language, WordClass::LocativeMarker, tree.lemma(start - 1))
                && end < tree.len()
                && tree.token(end).form.as_ref() == "("
                && self.context.mentions(self.sentence).any(|(_, other)| region(other))
                && (self.head + 1..start).all(|at| plain(at) && !site(at))
        };
        self.context.mentions(self.sentence).find(|(_, mention)| placed(mention)).map(|(_, mention)| mention.head)
    }

    /// Where a bracket ends that opens at `open`: *X (185 salariés) à Tilvarn*.
    fn behind_aside(&self, open: usize) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let form = |at: &usize| tree.token(*at).form.as_ref();
        let close = (open..tree.len()).take(ASIDE).take_while(|at| *at == open || form(at) != "(");
        (form(&open) == "(").then(|| close.into_iter().find(|at| form(at) == ")"))?.map(|close| close + 1)
    }

    /// Whether a place ends its phrase or has its region in brackets: then it tells where who stands before it is.
    fn is_told_as_a_seat(&self, place: &Mention) -> bool {
        let tree = &self.context.trees[self.sentence];
        let end = place.tokens.end;
        let form = |at: usize| tree.token(at).form.as_ref();
        // *X a signé avec Y (185 salariés) à Paris*: what hangs on a verb tells where that happens.
        let happens = tree.head(place.head).is_some_and(|above| tree.upos(above) == Upos::Verb);
        end < tree.len() && form(end) == "("
            || !happens && (end >= tree.len() || matches!(form(end), "," | "." | ";") || tree.upos(end) == Upos::Cconj)
    }

    /// Whether a name is whose site a noun before it is: *the plant of X*, *la centrale du groupe X*.
    fn has_a_site_before(&self, start: usize, head: usize) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let genitive = |token: usize| is_marked(tree, words, token, WordClass::GenitiveMarker);
        let site = |above: usize| naming::kind_of(self.context, self.sentence, above) == Some(EntityKind::Facility);
        let nominal = |above: usize| above < start && tree.upos(above) == Upos::Noun;
        let owned =
            |token: usize| genitive(token) && tree.head(token).is_some_and(|above| nominal(above) && site(above));
        let above = tree.head(head).filter(|&noun| tree.marker(head).is_none() && nominal(noun));
        owned(head) || above.is_some_and(owned)
    }

    /// *Exploite à Tilvarn une centrale*: the place between a verb and the site that is its object.
    pub(super) fn before_object(&self, site: &Reached) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let thing = self.context.mention(site.mention).kind == EntityKind::Facility;
        let Some(verb) = tree.head(self.head).filter(|_| thing && tree.relation(self.head) == "obj") else {
            return Vec::new();
        };
        let local = |&place: &usize| {
            (verb..self.head).contains(&place) && is_marked(tree, words, place, WordClass::LocativeMarker)
        };
        let places: Vec<usize> = tree.children_by(verb, &["obl"]).filter(local).collect();
        let mut found = self.reach(&places, &[EntityKind::Place]);
        found.retain(|place| {
            let mention = self.context.mention(place.mention);
            mention.proper && mention.kind == EntityKind::Place && mention.sentence == self.sentence
        });
        found
    }

    /// *X, à Tilvarn, ...*: a place with its marker alone between the comma behind a name and the next.
    pub(super) fn between_commas(&self, subject: &Reached) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let mention = self.context.mention(subject.mention);
        let form = |at: usize| if at < tree.len() { tree.token(at).form.as_ref() } else { "" };
        let comma = mention.tokens.end;
        if !mention.proper || form(comma) != "," || comma + 2 >= tree.len() {
            return Vec::new();
        }
        let marker = tree.lower_lemma(comma + 1);
        let language = tree.sentence.language;
        let located = words.has(language, WordClass::LocativeMarker, marker)
            || words.has(language, WordClass::SourceMarker, marker)
            || words.has(language, WordClass::SeatMarker, marker);
        let mut found = self.reach(&[comma + 2], &[EntityKind::Place]);
        found.retain(|place| {
            self.context.mention(place.mention).proper && self.context.mention(place.mention).sentence == self.sentence
        });
        let closes = found.iter().map(|place| self.context.mention(place.mention).tokens.end).max();
        let closes = closes.is_some_and(|end| matches!(form(end), "," | "." | ";" | ")"));
        if located && closes { found } else { Vec::new() }
    }
}
