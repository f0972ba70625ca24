//! From the head of a phrase to the mentions it stands for.
//!
//! Owns coordination and the ladder of what a phrase may show: a name, a list, a name beside
//! a noun, an organ, something said before, a part of something. Takes heads from
//! `proposition` and `nominal`; asks `antecedents` about pronouns and descriptions.

use crate::model::{EntityKind, Mention, Number, Upos};
use crate::ontology::WordClass;

use super::antecedents;
use super::complements::is_marked;
use super::context::Context;
use super::lists;
use super::naming;
use super::ordinals;
use super::rounds;
use super::several;
use super::trades;
use super::tree::Tree;

/// A mention that takes part, and how it was reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reached {
    /// Index into `Analysis::mentions`.
    pub(super) mention: usize,
    /// The token that stands in the clause (a pronoun, when the mention is its antecedent).
    pub(super) token: usize,
    /// How sure the way is, 0 to 1.
    pub(super) confidence: f32,
}

/// How many describing nouns deep a phrase is followed: *a little less than 5 % of the voting rights of X*.
const DEPTH: usize = 3;

/// One phrase whose meaning is asked for.
#[derive(Debug, Clone, Copy)]
struct Phrase<'k> {
    sentence: usize,
    head: usize,
    /// What the place that it fills asks for; nothing when it asks for nothing.
    kinds: &'k [EntityKind],
    /// How many more describing nouns may be followed.
    depth: usize,
}

impl Phrase<'_> {
    fn of(self, head: usize) -> Self {
        Self { head, ..self }
    }

    /// The same question about a phrase one step further in, while steps are left.
    fn within(self, head: usize) -> Option<Self> {
        Some(Self { head, depth: self.depth.checked_sub(1)?, ..self })
    }

    fn stands_for(self, mention: usize, confidence: f32) -> Vec<Reached> {
        vec![Reached { mention, token: self.head, confidence }]
    }
}

impl Context<'_> {
    /// The mentions that the phrase headed by `head` stands for, coordination expanded.
    pub(super) fn reach(&self, sentence: usize, head: usize) -> Vec<Reached> {
        self.reach_for(sentence, head, &[])
    }

    /// The same for a place that asks for one of `kinds`, which tells who a pronoun may stand for.
    pub(super) fn reach_for(&self, sentence: usize, head: usize, kinds: &[EntityKind]) -> Vec<Reached> {
        let asked = (sentence, head, kinds.into());
        if let Some(known) = self.reached.borrow().get(&asked) {
            return known.clone();
        }
        let found = self.reach_anew(sentence, head, kinds);
        self.reached.borrow_mut().insert(asked, found.clone());
        found
    }

    fn reach_anew(&self, sentence: usize, head: usize, kinds: &[EntityKind]) -> Vec<Reached> {
        let mut found = Vec::new();
        // Who has a figure without a verb, `gapping` tells.
        if ordinals::has_its_own(self, sentence, head) {
            return found;
        }
        for conjunct in self.conjuncts(sentence, head) {
            let phrase = Phrase { sentence, head: conjunct, kinds, depth: DEPTH };
            found.extend(self.reach_one(phrase));
        }
        let named = |reached: &Reached| {
            let mention = self.mention(reached.mention);
            mention.proper
                && mention.sentence == sentence
                && mention.tokens.start >= head.saturating_sub(mention.tokens.len())
        };
        if let Some(first) = found.first().copied().filter(named) {
            let more = lists::enumerated(self, sentence, first.mention);
            found.extend(more.into_iter().map(|mention| Reached {
                mention,
                token: self.mention(mention).head,
                ..first
            }));
        }
        if let Some(around) = found.last().and_then(|last| self.place_around(sentence, *last)) {
            found.push(around);
        }
        let mut seen = Vec::new();
        found.retain(|reached: &Reached| {
            let new = !seen.contains(&reached.mention);
            seen.push(reached.mention);
            new
        });
        found
    }

    /// The place that a place is in, right behind a comma or in a bracket: *Taipei, Taiwan*, *Morlaix (Finistère)*,
    /// *à Morlaix, dans le Finistère*.
    fn place_around(&self, sentence: usize, inner: Reached) -> Option<Reached> {
        let place = |mention: &Mention| mention.proper && mention.kind == EntityKind::Place;
        let end = self.mention(inner.mention).tokens.end;
        let form = |at: usize| self.analysis.sentences[sentence].tokens.get(at).map(|token| token.form.as_ref());
        if self.mention(inner.mention).sentence != sentence || !place(self.mention(inner.mention)) {
            return None;
        }
        let start = self.behind_marker(sentence, (self.mention(inner.mention).tokens.start, end + 1));
        let (index, mention) = self.mentions(sentence).find(|(_, mention)| {
            place(mention) && mention.tokens.start == start && matches!(form(end), Some("," | "("))
        })?;
        // *Paris, Lyon and Nice* are three places beside each other.
        let closes = form(mention.tokens.end).is_none_or(|next| matches!(next, "," | "." | ")" | ";"));
        let listed = form(mention.tokens.end) == Some(",")
            && self.mentions(sentence).any(|(_, next)| place(next) && next.tokens.start == mention.tokens.end + 1);
        (closes && !listed).then_some(Reached { mention: index, token: mention.head, ..inner })
    }

    /// Where a name begins at `at`, behind a marker of place and its article where there is one; the marker is another
    /// than the one before the name at `inner`: *à Morez, à Iéna* are two places beside each other.
    fn behind_marker(&self, sentence: usize, (inner, at): (usize, usize)) -> usize {
        let tree = &self.trees[sentence];
        let words = &self.ontology.words;
        let article = |token: usize| token < tree.len() && tree.upos(token) == Upos::Det;
        let marks = |token: usize| {
            token < tree.len() && words.has(tree.sentence.language, WordClass::LocativeMarker, tree.lower_lemma(token))
        };
        let before = if inner > 0 && article(inner - 1) { inner.checked_sub(2) } else { inner.checked_sub(1) };
        let same = before.is_some_and(|before| marks(at) && tree.lemma(before) == tree.lemma(at) && !article(at + 1));
        match (marks(at) && !same, article(at + 1)) {
            (false, _) => at,
            (true, false) => at + 1,
            (true, true) => at + 2,
        }
    }

    /// A head and its conjuncts, in text order.
    pub(super) fn conjuncts(&self, sentence: usize, head: usize) -> Vec<usize> {
        let tree = &self.trees[sentence];
        let mut all = vec![head];
        // The other members may hang on any word of the first name.
        if let Some((index, true)) = self.mention_at(sentence, head) {
            let name = self.mention(index);
            let inside = name.tokens.clone().filter(|&token| token != head);
            all.extend(
                inside
                    .flat_map(|token| tree.children_by(token, &["conj"]).collect::<Vec<_>>())
                    .filter(|child| !name.tokens.contains(child) && tree.upos(*child) == Upos::Propn),
            );
        }
        let mut next = 0;
        while next < all.len() && all.len() < 200 {
            let first = all[next];
            all.extend(tree.children_by(first, &["conj"]).filter(|&child| {
                // A verb in coordination with a noun is another clause, not another participant.
                !matches!(tree.upos(child), Upos::Verb | Upos::Aux)
                    && tree.child_by(child, &["nsubj", "cop"]).is_none()
                    && !is_gapped(tree, child)
                    && !ordinals::has_its_own(self, sentence, child)
                    && !is_behind_colon(tree, first, child)
            }));
            next += 1;
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What one phrase stands for, coordination aside: the first of these ways that it shows.
    fn reach_one(&self, phrase: Phrase<'_>) -> Vec<Reached> {
        self.by_name(phrase)
            .or_else(|| self.by_members(phrase))
            .or_else(|| self.by_description(phrase))
            .or_else(|| self.by_organ(phrase))
            .or_else(|| self.by_antecedent(phrase))
            .or_else(|| self.by_part(phrase))
            .or_else(|| self.by_noun(phrase))
            .unwrap_or_default()
    }

    /// The phrases that are coordinated with `head`, one step further in.
    fn reach_conjuncts(&self, phrase: Phrase<'_>, head: usize) -> Option<Vec<Reached>> {
        let inner = phrase.within(head)?;
        let conjuncts = self.conjuncts(phrase.sentence, head).into_iter();
        Some(conjuncts.flat_map(|conjunct| self.reach_one(inner.of(conjunct))).collect())
    }

    fn by_name(&self, phrase: Phrase<'_>) -> Option<Vec<Reached>> {
        let (mention, proper) = self.own_mention(phrase)?;
        let site = self.site_there(phrase, mention).filter(|_| proper);
        site.map(|site| phrase.stands_for(site, 0.8)).or_else(|| proper.then(|| phrase.stands_for(mention, 1.0)))
    }

    /// *A plant in X, which employs 300 people*: the site that a place is told of, where a site may stand and no place.
    fn site_there(&self, Phrase { sentence, head, kinds, .. }: Phrase<'_>, place: usize) -> Option<usize> {
        let asked = kinds.contains(&EntityKind::Facility) && !kinds.contains(&EntityKind::Place);
        if !asked || self.mention(place).kind != EntityKind::Place {
            return None;
        }
        let tree = &self.trees[sentence];
        // Only a relative pronoun behind may stand for either.
        let end = self.mention(place).tokens.end;
        let behind = |at: usize| at < tree.len() && tree.upos(at) == Upos::Pron;
        let taken_up = behind(end) || end < tree.len() && &*tree.token(end).form == "," && behind(end + 1);
        if !taken_up || !is_marked(tree, &self.ontology.words, head, WordClass::LocativeMarker) {
            return None;
        }
        let above = tree.head(head).filter(|&above| above < head)?;
        let noun = match tree.relation(head) {
            "nmod" => above,
            "obl" => tree.child_by(above, &["obj"]).filter(|&object| object < head)?,
            _ => return None,
        };
        let (site, _) = self.mention_at(sentence, noun)?;
        (self.mention(site).kind == EntityKind::Facility).then_some(site)
    }

    /// The mention at the head, unless it only says what something else is like.
    fn own_mention(&self, Phrase { sentence, head, .. }: Phrase<'_>) -> Option<(usize, bool)> {
        let (index, proper) = self.mention_at(sentence, head)?;
        let mention = self.mention(index);
        let tree = &self.trees[sentence];
        let kind_of = |noun: usize| naming::kind_of(self, sentence, noun);
        // *The French utility X*: where it is from is no participant. *A biotech* is a company, whatever it is active in.
        let described = tree.head(head).filter(|_| tree.relation(head) == "amod");
        let of_a_firm = |noun: usize| {
            self.mention_at(sentence, noun).is_some_and(|(_, proper)| proper)
                || kind_of(noun) == Some(EntityKind::Organization)
        };
        let origin =
            mention.kind == EntityKind::Place && tree.upos(head) == Upos::Adj && described.is_none_or(of_a_firm);
        let firm = || matches!(kind_of(head), Some(EntityKind::Organization | EntityKind::Person));
        let trade = proper && mention.kind == EntityKind::Sector && tree.upos(head) == Upos::Noun && firm();
        (!origin && !trade).then_some((index, proper))
    }

    /// *Three banks: X, Y and Z*.
    fn by_members(&self, phrase: Phrase<'_>) -> Option<Vec<Reached>> {
        let listed = lists::members(self, phrase.sentence, phrase.head);
        if listed.is_empty() {
            return None;
        }
        // *It counts 27 members, among them X*: organisations fill no place that asks for sites.
        let actors = matches!(
            naming::kind_of(self, phrase.sentence, phrase.head),
            Some(EntityKind::Organization | EntityKind::Person | EntityKind::Group)
        );
        let thing = |kind: &EntityKind| {
            matches!(kind, EntityKind::Facility | EntityKind::Product | EntityKind::Token | EntityKind::Sector)
        };
        if actors && !phrase.kinds.is_empty() && phrase.kinds.iter().all(thing) {
            return Some(Vec::new());
        }
        let reached: Option<Vec<_>> = listed.into_iter().map(|item| self.reach_conjuncts(phrase, item)).collect();
        reached.map(|found| found.concat())
    }

    /// *The chipmaker X*, *X is the name of the company*: the name that a noun describes.
    fn by_description(&self, phrase: Phrase<'_>) -> Option<Vec<Reached>> {
        if let Some(place) = self.place_of_origin(phrase) {
            return Some(phrase.stands_for(place, 0.9));
        }
        if let Some(named) = naming::beside(self, phrase.sentence, phrase.head) {
            return Some(self.reach_beside(phrase, named));
        }
        let described = naming::said_of(self, phrase.sentence, phrase.head)?;
        // *X and Y, two Bolivian producers*: several are all that the noun is said of.
        if self.trees[phrase.sentence].token(phrase.head).morph.number == Some(Number::Plur) {
            return self.reach_conjuncts(phrase, described);
        }
        Some(self.reach_one(phrase.within(described)?))
    }

    /// *The Indian market*, *le marché indien*: the place that an adjective says, where only a place may stand.
    fn place_of_origin(&self, Phrase { sentence, head, kinds, .. }: Phrase<'_>) -> Option<usize> {
        let tree = &self.trees[sentence];
        let place = |at: usize| {
            let (index, proper) = self.mention_at(sentence, at)?;
            (proper && self.mention(index).kind == EntityKind::Place).then_some(index)
        };
        let alone = kinds == [EntityKind::Place] && tree.upos(head) == Upos::Noun;
        alone.then(|| tree.children_by(head, &["amod"]).find_map(place)).flatten()
    }

    /// *The board of X*, *its engineers*, *its plan to buy Y*: whoever an organ or a possessive belongs to.
    fn by_organ(&self, phrase: Phrase<'_>) -> Option<Vec<Reached>> {
        let Phrase { sentence, head, .. } = phrase;
        let owner = self.organ_of(sentence, head).and_then(|owner| phrase.within(owner));
        let mut owners = owner.map(|owner| self.reach_one(owner)).unwrap_or_default();
        if !owners.is_empty() {
            owners.iter_mut().for_each(|reached| reached.confidence *= 0.8);
            return Some(owners);
        }
        if let Some(mention) = self.organ_of_it(sentence, head) {
            return Some(phrase.stands_for(mention, 0.7));
        }
        let tree = &self.trees[sentence];
        if tree.full_relation(head) != "nmod:poss" || tree.upos(head) != Upos::Pron {
            return None;
        }
        let owner = antecedents::of_possessive(self, sentence, head);
        Some(owner.map(|mention| phrase.stands_for(mention, 0.7)).unwrap_or_default())
    }

    /// Pronouns and descriptions of what was named before.
    fn by_antecedent(&self, phrase: Phrase<'_>) -> Option<Vec<Reached>> {
        let Phrase { sentence, head, kinds, .. } = phrase;
        if kinds.contains(&EntityKind::Organization)
            && let Some(raiser) = rounds::raiser(self, sentence, head)
        {
            return Some(vec![Reached { token: head, ..raiser }]);
        }
        if let Some(leader) = several::led_by(self, sentence, head) {
            return Some(phrase.stands_for(leader, 0.7));
        }
        let several = several::of(self, sentence, head, kinds);
        if !several.is_empty() {
            let each = several.into_iter().map(|mention| Reached { mention, token: head, confidence: 0.6 });
            return Some(each.collect());
        }
        antecedents::of(self, sentence, head, kinds).map(|mention| phrase.stands_for(mention, 0.75))
    }

    /// *A group of banks*, *49 per cent of X*.
    fn by_part(&self, phrase: Phrase<'_>) -> Option<Vec<Reached>> {
        let inner = self.quantified(phrase.sentence, phrase.head)?;
        self.reach_conjuncts(phrase, inner)
    }

    /// The noun itself, when it does not point back to anything.
    fn by_noun(&self, phrase: Phrase<'_>) -> Option<Vec<Reached>> {
        let (mention, _) = self.own_mention(phrase)?;
        // *X abandonne l'imprimerie*: where a sector is asked for and no firm, a house is its trade.
        let trade = trades::deals_in_sectors(phrase.kinds) && self.is_a_trade(self.mention(mention));
        let new = trade || !antecedents::points_back(self, phrase.sentence, phrase.head);
        new.then(|| phrase.stands_for(mention, 0.8))
    }

    /// The name beside a noun, and those that stand beside it with that one.
    fn reach_beside(&self, phrase: Phrase<'_>, named: usize) -> Vec<Reached> {
        let Phrase { sentence, head, .. } = phrase;
        let proper = |at: usize| self.mention_at(sentence, at).filter(|&(_, proper)| proper).map(|(index, _)| index);
        let name = self.mention(named).head;
        // *The companies X and Y*: the others hang on the first name.
        let mut others = self.conjuncts(sentence, name);
        others.retain(|&other| other != name && other > head && proper(other).is_some());
        // *Three banks, X, Y and Z*: or each on the noun.
        let tree = &self.trees[sentence];
        let apposed: Vec<usize> = tree.children_by(head, &["appos"]).filter(|&other| other > name).collect();
        let several = tree.token(head).morph.number == Some(Number::Plur)
            && apposed.last().is_some_and(|&last| tree.child_by(last, &["conj"]).is_some());
        let alike = |index: usize| index != named && self.mention(index).kind == self.mention(named).kind;
        let apposed = apposed.into_iter().filter(|_| several).flat_map(|other| self.conjuncts(sentence, other));
        others.extend(apposed.filter(|&other| proper(other).is_some_and(alike)));
        let mut found = phrase.stands_for(named, 0.95);
        found.extend(others.into_iter().flat_map(|other| self.reach_one(Phrase { depth: 0, ..phrase.of(other) })));
        found
    }
}

/// *Two have invested in X: Y and Z*: whether a colon parts a name from what it hangs on.
fn is_behind_colon(tree: &Tree<'_>, first: usize, name: usize) -> bool {
    let colon = (first..name).any(|at| tree.token(at).form.as_ref() == ":");
    tree.upos(name) == Upos::Propn && colon
}

/// *X a acquis les sites du nord et Y les sites du sud*: whether a name in coordination has an object of its own, so that
/// it acts in a clause without its verb.
fn is_gapped(tree: &Tree<'_>, name: usize) -> bool {
    let own = |&child: &usize| {
        child > name
            && tree.upos(child) == Upos::Noun
            && tree.marker(child).is_none()
            && tree.child_by(child, &["det"]).is_some()
            && (name..child).all(|at| tree.upos(at) != Upos::Punct)
    };
    tree.upos(name) == Upos::Propn && tree.children_by(name, &["nmod", "obj", "appos"]).any(|child| own(&child))
}
