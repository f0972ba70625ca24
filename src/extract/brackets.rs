//! What stands behind a name: a bracket, a comma, a marker, and another name: *Ann Orr (X)*, *Ann Orr, of X*.
//!
//! Owns the constructions that read names in order. Takes a mention's head and an entry of the lexicon; leaves what hangs
//! on the head to `constructions`.

use crate::model::{EntityKind, Mention, Number, Upos};
use crate::ontology::WordClass;

use super::constructions::{Around, pairs};
use super::frames::Reading;
use super::naming;
use super::participants::Reached;

/// How many words may describe an employer before its name.
const DESCRIPTION: usize = 5;

impl Around<'_, '_> {
    /// *Ann Orr of X*, *Ann Orr, de la X,*: a person and the organisation behind one of the entry's markers.
    pub(super) fn affiliation(&self) -> Vec<Reading> {
        let Some(person) = self.own(self.wanted.subject).filter(|own| self.context.mention(own.mention).proper) else {
            return Vec::new();
        };
        let tree = &self.context.trees[self.sentence];
        let form = |at: usize| (at < tree.len()).then(|| tree.token(at).form.as_ref());
        let end = self.context.mention(person.mention).tokens.end;
        let set_off = matches!(form(end), Some("," | "("));
        if let Some(employer) = self.claimant(&person) {
            return pairs(&[person], employer, true);
        }
        // *The departure of Ann Orr from X* says what the noun says.
        if !set_off && tree.relation(self.context.mention(person.mention).head) == "nmod" {
            return Vec::new();
        }
        let mut starts = self.behind_markers(if set_off { end + 1 } else { end });
        starts.extend(starts.clone().into_iter().filter_map(|start| self.described(start)));
        let employer = self.context.mentions(self.sentence).find(|(_, mention)| {
            mention.proper && starts.contains(&mention.tokens.start) && self.wanted.object.contains(&mention.kind)
        });
        let Some((index, mention)) = employer else { return Vec::new() };
        // What a comma opens a comma closes.
        if set_off && !matches!(form(mention.tokens.end), None | Some("," | ")" | "." | ":" | "\u{AB}" | "\u{201C}")) {
            return Vec::new();
        }
        let mut people = vec![person];
        people.extend(
            self.joined_before(person)
                .filter(|other| self.wanted.subject.contains(&self.context.mention(other.mention).kind)),
        );
        pairs(&people, Reached { mention: index, token: mention.head, confidence: 0.9 }, true)
    }

    /// *X's Ann Orr said*: the organisation whose possessive stands right before somebody's full name.
    fn claimant(&self, person: &Reached) -> Option<Reached> {
        let full = self.context.mention(person.mention).tokens.len() > 1;
        let owner = self.owner_before().filter(|_| full)?;
        let mut reached = self.reach(&[owner], self.wanted.object).into_iter();
        reached.find(|it| self.context.mention(it.mention).proper)
    }

    /// Where the name begins behind the words that describe it: *the food delivery firm X*.
    fn described(&self, start: usize) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let word = |&at: &usize| matches!(tree.upos(at), Upos::Noun | Upos::Adj);
        let end = (start..tree.len().min(start + DESCRIPTION)).take_while(word).last()?;
        naming::kind_of(self.context, self.sentence, end).filter(|&kind| kind == EntityKind::Organization)?;
        Some(end + 1)
    }

    /// *Ann Orr (Zorvex)*: a name, and one in brackets right behind it. An entry with markers wants one of them
    /// before the second name and takes it for the subject (*X (formerly Y)* was Y first), a comma for a bracket; a noun
    /// that says what the second is leaves the order as it is (*X (groupe Y)*).
    pub(super) fn bracket(&self) -> Vec<Reading> {
        let marked = !self.entry.markers.is_empty();
        let turned = marked && !self.is_described();
        let kinds =
            if turned { (self.wanted.object, self.wanted.subject) } else { (self.wanted.subject, self.wanted.object) };
        let Some(first) = self.own(kinds.0) else { return Vec::new() };
        let tree = &self.context.trees[self.sentence];
        let form = |at: usize| (at < tree.len()).then(|| tree.token(at).form.as_ref());
        if self.is_seat_of_another(first) {
            return Vec::new();
        }
        let end = self.behind_seat(self.context.mention(first.mention).tokens.end);
        // A line that is nothing but the name and its bracket is an item of a menu.
        let alone = self.context.mention(first.mention).tokens.start <= 1
            && (end..tree.len()).find(|&at| form(at) == Some(")")).is_some_and(|close| close + 2 >= tree.len());
        let opens = form(end) == Some("(") && !alone || turned && form(end) == Some(",");
        if !self.context.mention(first.mention).proper {
            return Vec::new();
        }
        if !opens {
            return if turned { self.fronted(first, kinds.1) } else { Vec::new() };
        }
        let starts: Vec<usize> = if marked { self.behind_markers(end + 1) } else { vec![self.behind_figure(end + 1)] };
        // *X (rural telephony)*, *X (milk products)*: a sector needs no name, nor do wares for one.
        let sector = |mention: &Mention| {
            let wares = !mention.proper
                && mention.kind == EntityKind::Product
                && kinds.1.contains(&EntityKind::Sector)
                && tree.token(mention.head).morph.number == Some(Number::Plur);
            (mention.kind == EntityKind::Sector || wares) && form(mention.tokens.end) == Some(")")
        };
        let inside = self.context.mentions(self.sentence).find(|(_, mention)| {
            (mention.proper || sector(mention))
                && starts.contains(&mention.tokens.start)
                && kinds.1.contains(&mention.kind)
        });
        let Some((index, mention)) = inside else { return Vec::new() };
        if mention.kind == EntityKind::Place && self.tells_a_site(first) {
            return Vec::new();
        }
        // *Velta (VLT)*: capitals behind one word that is no full name are its short form, nobody's employer.
        let one = self.context.mention(first.mention);
        let person = one.kind == EntityKind::Person && one.tokens.len() == 1;
        if person && mention.name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) {
            return Vec::new();
        }
        let ended = mention.tokens.end;
        let more = marked && ended < tree.len() && tree.upos(ended) == Upos::Cconj;
        if !more && !matches!(form(ended), Some(")" | ",")) {
            return Vec::new();
        }
        let second = Reached { mention: index, token: mention.head, confidence: 0.9 };
        if turned {
            return pairs(&[second], first, true);
        }
        // *Ann Orr and Tom Becker (Zorvex)*: the bracket holds for both.
        let mut all = vec![first];
        all.extend(
            self.joined_before(first).filter(|other| kinds.0.contains(&self.context.mention(other.mention).kind)),
        );
        pairs(&all, second, true)
    }

    /// *Formerly Y, X has done*: what an entry's marker opens a sentence with is said of the first name behind its comma, where
    /// that is what the sentence is about.
    fn fronted(&self, first: Reached, kinds: &[EntityKind]) -> Vec<Reading> {
        let tree = &self.context.trees[self.sentence];
        let name = self.context.mention(first.mention);
        let starts = self.behind_markers(0);
        if starts.is_empty() {
            return Vec::new();
        }
        let comma = |at: usize| at < tree.len() && tree.token(at).form.as_ref() == ",";
        let opening = self.context.mentions(self.sentence).find(|(_, mention)| {
            mention.proper
                && starts.contains(&mention.tokens.start)
                && kinds.contains(&mention.kind)
                && mention.kind == name.kind
                && comma(mention.tokens.end)
        });
        let Some((index, mention)) = opening else { return Vec::new() };
        let end = mention.tokens.end;
        let between = |(_, other): &(usize, &Mention)| {
            other.proper && other.kind == name.kind && (end..name.tokens.start).contains(&other.tokens.start)
        };
        let clause = |at: usize| matches!(tree.upos(at), Upos::Verb | Upos::Aux) || comma(at);
        let first_there = end < name.tokens.start
            && !(end + 1..name.tokens.start).any(clause)
            && !self.context.mentions(self.sentence).any(|it| between(&it));
        if !first_there {
            return Vec::new();
        }
        pairs(&[Reached { mention: index, token: mention.head, confidence: 0.9 }], first, true)
    }

    /// *X (18 MW, Somme)*: where what stands behind a figure and its comma begins.
    fn behind_figure(&self, start: usize) -> usize {
        let tree = &self.context.trees[self.sentence];
        let figure = self.context.measures(self.sentence).iter().find(|measure| measure.tokens.start == start);
        let comma = figure.map(|measure| measure.tokens.end).filter(|&end| end < tree.len());
        comma.filter(|&comma| tree.token(comma).form.as_ref() == ",").map_or(start, |comma| comma + 1)
    }

    /// *L'usine de X (Jura)*: what tells one site from another is where it stands, whatever it seems to be.
    fn tells_a_site(&self, first: Reached) -> bool {
        let tree = &self.context.trees[self.sentence];
        let head = self.context.mention(first.mention).head;
        let governed = tree.relation(head) == "nmod" && tree.marker(head).is_some();
        tree.head(head).filter(|_| governed).is_some_and(|site| {
            tree.upos(site) == Upos::Pron
                || naming::kind_of(self.context, self.sentence, site) == Some(EntityKind::Facility)
        })
    }

    /// Where a name ends with the place that tells where it is: *Zorvex de Dijon (ex-Lumidor)*.
    fn behind_seat(&self, end: usize) -> usize {
        let tree = &self.context.trees[self.sentence];
        let marker = end < tree.len() && tree.upos(end) == Upos::Adp;
        let place = self.context.mentions(self.sentence).find(|(_, mention)| {
            marker && mention.proper && mention.kind == EntityKind::Place && mention.tokens.start == end + 1
        });
        place.map_or(end, |(_, place)| place.tokens.end)
    }

    /// Whether a name is the place in such a phrase.
    fn is_seat_of_another(&self, place: Reached) -> bool {
        let place = self.context.mention(place.mention);
        place.kind == EntityKind::Place
            && self.context.mentions(self.sentence).any(|(_, mention)| {
                mention.proper
                    && mention.kind == EntityKind::Organization
                    && mention.tokens.end < place.tokens.start
                    && self.behind_seat(mention.tokens.end) == place.tokens.end
            })
    }

    /// Whether the entry's markers are nouns that say the kind of the name behind them.
    fn is_described(&self) -> bool {
        let words = &self.context.ontology.words;
        self.entry.markers.iter().all(|marker| words.has(self.entry.language, WordClass::KindNoun, marker))
    }

    /// Where a name may begin behind one of the entry's markers at `at`, an article between them or not.
    fn behind_markers(&self, at: usize) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let hyphened = |rest: &str| rest.starts_with('-') && rest.len() > 1;
        let behind = |marker: &String| {
            // *X (ex-Y)*: the hyphen may have made one word of both.
            let glued = || at < tree.len() && tree.lower(at).strip_prefix(marker.as_str()).is_some_and(hyphened);
            tree.phrase_end(at, marker).or_else(|| glued().then_some(at))
        };
        let starts = self.entry.markers.iter().filter_map(behind);
        starts
            .flat_map(|start| {
                let article = start < tree.len() && tree.upos(start) == Upos::Det;
                std::iter::once(start).chain(article.then_some(start + 1))
            })
            .collect()
    }

    /// The name that a conjunction joins to the one after it.
    fn joined_before(&self, second: Reached) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        let joint = self.context.mention(second.mention).tokens.start.checked_sub(1)?;
        if tree.upos(joint) != Upos::Cconj && tree.token(joint).form.as_ref() != "&" {
            return None;
        }
        let (index, mention) =
            self.context.mentions(self.sentence).find(|(_, mention)| mention.proper && mention.tokens.end == joint)?;
        Some(Reached { mention: index, token: mention.head, confidence: 0.9 })
    }
}
