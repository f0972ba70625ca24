//! From the head of a phrase to the mentions it stands for.
//!
//! Owns coordination, apposition, lists of examples, quantified phrases and the choice
//! between a name and the noun that describes it. Takes heads from `proposition` and
//! `nominal`; asks `antecedents` about pronouns and descriptions.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use crate::model::{Analysis, EntityKind, MeasureKind, Mention, Number, Upos};
use crate::ontology::{Frame, Ontology, PartOfSpeech, WordClass};

use super::antecedents;
use super::complements::is_marked;
use super::lists;
use super::naming;
use super::nominal;
use super::proposition;
use super::relations::ACQUIRES;
use super::rounds;
use super::several;
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

/// What an organ is that may be bought or used apart from who has it.
const THING: &str = "thing";

/// What an organ is that one person has.
const HELD: &str = "held";

/// How many describing nouns deep a phrase is followed: *a little less than 5 % of the voting rights of X*.
const DEPTH: usize = 3;

/// Below this a common noun says nothing of what kind of thing is meant.
pub(super) const SAYS_ITS_KIND: f32 = 0.4;

/// Below this the kind of an unknown name is a guess that its place in a frame may correct.
pub(super) const KNOWN_FOR_SURE: f32 = 0.9;

/// A document's analysis with what extraction needs to walk it.
pub(super) struct Context<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) ontology: &'a Ontology,
    pub(super) trees: Vec<Tree<'a>>,
    /// Mentions of each sentence: a range of `analysis.mentions`.
    ranges: Vec<std::ops::Range<usize>>,
    /// Who the document is about, once asked.
    pub(super) topic: OnceCell<Option<usize>>,
    /// Whose portrait the document is, once asked.
    pub(super) protagonist: OnceCell<Option<usize>>,
    /// Whether the document speaks in the first person, once asked.
    pub(super) speaks: OnceCell<bool>,
    /// The names that each noun describes, once asked.
    pub(super) described: OnceCell<HashMap<String, Vec<usize>>>,
    /// The names that begin or end with each noun, once asked.
    pub(super) named_by: OnceCell<HashMap<String, Vec<usize>>>,
    /// Where names come from, once asked.
    pub(super) origins: OnceCell<HashMap<String, Vec<String>>>,
    /// The antecedents of phrases that were asked for, by sentence and token.
    pub(super) antecedents: RefCell<HashMap<(usize, usize), Option<usize>>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(analysis: &'a Analysis, ontology: &'a Ontology) -> Self {
        let trees = analysis.sentences.iter().map(Tree::new).collect();
        let mut ranges = Vec::with_capacity(analysis.sentences.len());
        let mut start = 0;
        for sentence in 0..analysis.sentences.len() {
            let end = start + analysis.mentions[start..].iter().take_while(|m| m.sentence == sentence).count();
            ranges.push(start..end);
            start = end;
        }
        Self {
            analysis,
            ontology,
            trees,
            ranges,
            topic: OnceCell::new(),
            protagonist: OnceCell::new(),
            speaks: OnceCell::new(),
            described: OnceCell::new(),
            named_by: OnceCell::new(),
            origins: OnceCell::new(),
            antecedents: RefCell::default(),
        }
    }

    /// The mentions of a sentence with their indices.
    pub(super) fn mentions(&self, sentence: usize) -> impl Iterator<Item = (usize, &'a Mention)> {
        let range = self.ranges[sentence].clone();
        let analysis = self.analysis;
        range.map(move |index| (index, &analysis.mentions[index]))
    }

    pub(super) fn mention(&self, index: usize) -> &'a Mention {
        &self.analysis.mentions[index]
    }

    /// The mentions that the phrase headed by `head` stands for, coordination expanded.
    pub(super) fn reach(&self, sentence: usize, head: usize) -> Vec<Reached> {
        self.reach_for(sentence, head, &[])
    }

    /// The same for a place that asks for one of `kinds`, which tells who a pronoun may stand for.
    pub(super) fn reach_for(&self, sentence: usize, head: usize, kinds: &[EntityKind]) -> Vec<Reached> {
        let mut found = Vec::new();
        for conjunct in self.conjuncts(sentence, head) {
            self.reach_one((sentence, conjunct), kinds, &mut found, DEPTH);
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
            token < tree.len()
                && words.has(tree.sentence.language, WordClass::LocativeMarker, &tree.lemma(token).to_lowercase())
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
            all.extend(tree.children_by(all[next], &["conj"]).filter(|&child| {
                // A verb in coordination with a noun is another clause, not another participant.
                !matches!(tree.upos(child), Upos::Verb | Upos::Aux)
                    && tree.child_by(child, &["nsubj", "cop"]).is_none()
                    && !is_gapped(tree, child)
            }));
            next += 1;
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    fn reach_one(
        &self,
        (sentence, head): (usize, usize),
        kinds: &[EntityKind],
        found: &mut Vec<Reached>,
        depth: usize,
    ) {
        let own = self.mention_at(sentence, head).filter(|&(mention, proper)| {
            let mention = self.mention(mention);
            let tree = &self.trees[sentence];
            // *The French utility X*: where it is from is no participant. *A biotech* is a company, whatever it is active in.
            let described = tree.head(head).filter(|_| tree.relation(head) == "amod");
            let origin = mention.kind == EntityKind::Place
                && tree.upos(head) == Upos::Adj
                && described.is_none_or(|noun| {
                    self.mention_at(sentence, noun).is_some_and(|(_, proper)| proper)
                        || naming::kind_of(self, sentence, noun) == Some(EntityKind::Organization)
                });
            let firm =
                || matches!(naming::kind_of(self, sentence, head), Some(EntityKind::Organization | EntityKind::Person));
            !(origin || proper && mention.kind == EntityKind::Sector && tree.upos(head) == Upos::Noun && firm())
        });
        if let Some((mention, true)) = own {
            found.push(Reached { mention, token: head, confidence: 1.0 });
            return;
        }
        let listed = lists::members(self, sentence, head);
        // *It counts 27 members, among them X*: organisations fill no place that asks for sites.
        let actors = matches!(
            naming::kind_of(self, sentence, head),
            Some(EntityKind::Organization | EntityKind::Person | EntityKind::Group)
        );
        let things = |kind: &EntityKind| {
            matches!(kind, EntityKind::Facility | EntityKind::Product | EntityKind::Token | EntityKind::Sector)
        };
        if !listed.is_empty() && actors && !kinds.is_empty() && kinds.iter().all(things) {
            return;
        }
        if !listed.is_empty() && depth > 0 {
            for item in listed {
                for conjunct in self.conjuncts(sentence, item) {
                    self.reach_one((sentence, conjunct), kinds, found, depth - 1);
                }
            }
            return;
        }
        if let Some(named) = naming::beside(self, sentence, head) {
            self.reach_beside((sentence, head), named, kinds, found);
            return;
        }
        if let Some(described) = naming::said_of(self, sentence, head).filter(|_| depth > 0) {
            self.reach_one((sentence, described), kinds, found, depth - 1);
            return;
        }
        if let Some(owner) = self.organ_of(sentence, head).filter(|_| depth > 0) {
            let known = found.len();
            self.reach_one((sentence, owner), kinds, found, depth - 1);
            found[known..].iter_mut().for_each(|reached| reached.confidence *= 0.8);
            if found.len() > known {
                return;
            }
        }
        if let Some(mention) = self.organ_of_it(sentence, head) {
            found.push(Reached { mention, token: head, confidence: 0.7 });
            return;
        }
        // *Its plan to buy Y*: a possessive lends its owner to what the noun governs.
        if self.trees[sentence].full_relation(head) == "nmod:poss" && self.trees[sentence].upos(head) == Upos::Pron {
            let owner = antecedents::of_possessive(self, sentence, head);
            found.extend(owner.map(|mention| Reached { mention, token: head, confidence: 0.7 }));
            return;
        }
        if let Some(raiser) = rounds::raiser(self, sentence, head).filter(|_| kinds.contains(&EntityKind::Organization))
        {
            found.push(Reached { token: head, ..raiser });
            return;
        }
        if let Some(leader) = several::led_by(self, sentence, head) {
            found.push(Reached { mention: leader, token: head, confidence: 0.7 });
            return;
        }
        let several = several::of(self, sentence, head, kinds);
        if !several.is_empty() {
            found.extend(several.into_iter().map(|mention| Reached { mention, token: head, confidence: 0.6 }));
            return;
        }
        if let Some(mention) = antecedents::of(self, sentence, head, kinds) {
            found.push(Reached { mention, token: head, confidence: 0.75 });
            return;
        }
        if let Some(inner) = self.quantified(sentence, head).filter(|_| depth > 0) {
            for conjunct in self.conjuncts(sentence, inner) {
                self.reach_one((sentence, conjunct), kinds, found, depth - 1);
            }
            return;
        }
        if let Some((mention, false)) = own.filter(|_| !antecedents::points_back(self, sentence, head)) {
            found.push(Reached { mention, token: head, confidence: 0.8 });
        }
    }

    /// The name beside a noun, and those that stand beside it with that one.
    fn reach_beside(
        &self,
        (sentence, head): (usize, usize),
        named: usize,
        kinds: &[EntityKind],
        found: &mut Vec<Reached>,
    ) {
        found.push(Reached { mention: named, token: head, confidence: 0.95 });
        // *The companies X and Y*: the others hang on the first name.
        let name = self.mention(named).head;
        for conjunct in self.conjuncts(sentence, name).into_iter().filter(|&other| other != name && other > head) {
            if self.mention_at(sentence, conjunct).is_some_and(|(_, proper)| proper) {
                self.reach_one((sentence, conjunct), kinds, found, 0);
            }
        }
        // *Three banks, X, Y and Z*: or each on the noun.
        let tree = &self.trees[sentence];
        let others: Vec<usize> = tree.children_by(head, &["appos"]).filter(|&other| other > name).collect();
        let several = tree.token(head).morph.number == Some(Number::Plur)
            && others.last().is_some_and(|&last| tree.child_by(last, &["conj"]).is_some());
        for other in others.into_iter().filter(|_| several) {
            for conjunct in self.conjuncts(sentence, other) {
                let own = self.mention_at(sentence, conjunct).filter(|&(index, proper)| proper && index != named);
                if own.is_some_and(|(index, _)| self.mention(index).kind == self.mention(named).kind) {
                    self.reach_one((sentence, conjunct), kinds, found, 0);
                }
            }
        }
    }

    /// The mention whose head is `token`, or that holds it, and whether it is a name. A name wins
    /// over the phrase around it, the longer over the shorter.
    pub(super) fn mention_at(&self, sentence: usize, token: usize) -> Option<(usize, bool)> {
        self.mentions(sentence)
            .filter(|(_, mention)| mention.head == token || mention.proper && mention.tokens.contains(&token))
            .max_by_key(|(_, mention)| (mention.proper, mention.head == token, mention.tokens.len()))
            .map(|(index, mention)| (index, mention.proper))
    }

    /// The organisation that an organ acts for: *the board of X*, *X's engineers*.
    fn organ_of(&self, sentence: usize, head: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let words = &self.ontology.words;
        let language = tree.sentence.language;
        let form = tree.lower(head);
        if !words.has(language, WordClass::Organ, &form) && !words.has(language, WordClass::Organ, tree.lemma(head)) {
            return None;
        }
        // *Un poste d'ingénieur chez X* is open to anybody, *son poste* is somebody's.
        let owned = || {
            let article = |&child: &usize| words.has(language, WordClass::Possessive, &tree.lower(child));
            naming::is_definite(self, sentence, head) || tree.children(head).iter().any(article)
        };
        if self.is_traded(sentence, head) || words.value(language, WordClass::Organ, &form) == Some(HELD) && !owned() {
            return None;
        }
        let genitive = |child: usize| is_marked(tree, words, child, WordClass::GenitiveMarker);
        let owners = |head: usize| {
            tree.children(head).iter().copied().filter(|&child| {
                tree.full_relation(child) == "nmod:poss" && tree.upos(child) != Upos::Pron
                    || tree.relation(child) == "nmod" && genitive(child)
            })
        };
        // *The supervisory board of X* may hang X on an inner noun, and the noun itself may describe it: *of the group X*.
        let named = |child: usize| {
            self.mention_at(sentence, child).is_some_and(|(_, proper)| proper)
                || naming::beside(self, sentence, child).is_some()
        };
        let mut own = owners(head).collect::<Vec<_>>();
        own.extend(owners(head).flat_map(owners).collect::<Vec<_>>());
        // *Funds advised by X*, *vehicles controlled by X*.
        own.extend(
            tree.children_by(head, &["acl"]).flat_map(|child| proposition::arguments(tree, words, child).subjects),
        );
        own.extend(nominal::possessed_by_relative(tree, words, head));
        own.into_iter().find(|&child| named(child))
    }

    /// Who buys a division of X does not buy X.
    pub(super) fn is_traded(&self, sentence: usize, head: usize) -> bool {
        let tree = &self.trees[sentence];
        let words = &self.ontology.words;
        let organ = |word: &str| words.value(tree.sentence.language, WordClass::Organ, word);
        let thing = organ(&tree.lower(head)).or_else(|| organ(tree.lemma(head))) == Some(THING);
        // *Sells some of its stores*, *the purchase of X's stores*.
        let some = |above: &usize| matches!(tree.upos(*above), Upos::Pron | Upos::Det | Upos::Num);
        let act = |above: usize| {
            let lexicon = &self.ontology.lexicon;
            let mut entries = lexicon.starting_with(tree.sentence.language, PartOfSpeech::Noun, tree.lemma(above));
            entries.any(|entry| entry.frame == Frame::ActionNoun && entry.relation.as_ref() == ACQUIRES)
        };
        let above = tree.head(head).filter(|_| tree.relation(head) == "nmod");
        let traded = |at: usize| matches!(tree.full_relation(at), "obj" | "nsubj:pass");
        thing && (traded(head) || above.filter(some).is_some_and(traded) || above.is_some_and(act))
    }

    /// The organisation whose organ a possessive names: *its board*, *their engineers*.
    fn organ_of_it(&self, sentence: usize, head: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let words = &self.ontology.words;
        let language = tree.sentence.language;
        let form = tree.lower(head);
        let organ =
            words.has(language, WordClass::Organ, &form) || words.has(language, WordClass::Organ, tree.lemma(head));
        let organ = organ && !self.is_traded(sentence, head);
        let possessive = tree
            .children(head)
            .iter()
            .copied()
            .find(|&child| words.has(language, WordClass::Possessive, &tree.lower(child)));
        let owner = match possessive {
            Some(possessive) => antecedents::of_possessive(self, sentence, possessive).filter(|_| organ)?,
            None if organ && self.acts_alone(sentence, head) => antecedents::understood(self, sentence, head)?,
            None => return None,
        };
        (self.mention(owner).kind == EntityKind::Organization).then_some(owner)
    }

    /// *The board has chosen X*: one organ that the text takes as known, without a word of whose it is, does something.
    fn acts_alone(&self, sentence: usize, head: usize) -> bool {
        let tree = &self.trees[sentence];
        let modified = tree.children_by(head, &["nmod", "acl", "appos", "amod", "compound", "flat"]).next().is_some();
        tree.full_relation(head) == "nsubj"
            && tree.token(head).morph.number != Some(Number::Plur)
            && !modified
            && naming::kind_of(self, sentence, head) != Some(EntityKind::Organization)
            && naming::is_definite(self, sentence, head)
    }

    /// What is counted or grouped: *10 000 cartes*, *un groupe de banques* reach the inner noun
    /// when the outer one names nothing itself.
    fn quantified(&self, sentence: usize, head: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let measured = self.analysis.measures.iter().any(|measure| {
            measure.sentence == sentence && measure.tokens.contains(&head) && measure.kind != MeasureKind::Money
        });
        let genitive = |child: usize| {
            tree.marker(child).is_none_or(|marker| {
                self.ontology.words.has(tree.sentence.language, WordClass::GenitiveMarker, &marker)
            })
        };
        // *A round of 3 million from X*: whom an amount is from is not what it is an amount of.
        let amount = self.analysis.measures.iter().any(|measure| {
            measure.sentence == sentence && measure.tokens.contains(&head) && measure.kind == MeasureKind::Money
        });
        let governed = measured || amount;
        let inner = tree.children_by(head, &["nmod"]).find(|&child| child > head && (!governed || genitive(child)));
        let inner = inner.or_else(|| self.part_of(sentence, head))?;
        // *Two mines of copper*: what a count counts is itself one of the kinds that the ontology knows.
        let named = self.mention_at(sentence, inner).is_some_and(|(_, proper)| proper);
        let own = self.mention_at(sentence, head).map(|(index, _)| self.mention(index));
        let site = own.is_some_and(|own| own.kind == EntityKind::Facility && own.confidence >= SAYS_ITS_KIND);
        // *Buys three stores of X*: not X.
        let whole = named && !self.is_traded(sentence, head);
        (measured && (whole || !site) || own.is_none()).then_some(inner)
    }

    /// *49 per cent of X*: the name behind a share, wherever the tree hangs it.
    fn part_of(&self, sentence: usize, head: usize) -> Option<usize> {
        let tree = &self.trees[sentence];
        let share = self.analysis.measures.iter().find(|measure| {
            measure.sentence == sentence && measure.kind == MeasureKind::Percent && measure.tokens.contains(&head)
        })?;
        let marker = share.tokens.end;
        let genitive = marker + 1 < tree.len()
            && self.ontology.words.has(tree.sentence.language, WordClass::GenitiveMarker, tree.lemma(marker));
        let start = if genitive && tree.upos(marker + 1) == Upos::Det { marker + 2 } else { marker + 1 };
        let (index, proper) = self.mention_at(sentence, start).filter(|_| genitive)?;
        proper.then(|| self.mention(index).head)
    }
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
