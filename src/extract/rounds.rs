//! Who puts money into a funding round: *raised $18m in a round led by X, with Y and Z*.
//!
//! Owns the search around the noun for a round: the verb of leading with its agent, those who take part besides, and
//! whose round it is. Takes the noun's place; gives a reading for each backer. Order decides where the tree hangs the
//! names elsewhere.

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::{EntityKind, Upos};
use crate::ontology::{Frame, PartOfSpeech, WordClass};

use super::antecedents;
use super::constructions::pairs;
use super::context::Context;
use super::frames::{Reading, Wanted};
use super::governing;
use super::lists;
use super::naming;
use super::nominal;
use super::participants::Reached;
use super::proposition;
use super::relations::RAISES_FUNDING;

/// How far behind its noun the verb of leading may stand, in tokens.
const REACH: usize = 8;

/// How many tokens may stand between the marker of company and the first name: *avec la participation de X*.
const COMPANY: usize = 5;

/// How sure such a reading is.
const SURE: f32 = 0.8;

/// The readings of the round at `noun`.
pub(super) fn readings(context: &Context<'_>, sentence: usize, noun: usize, wanted: &Wanted<'_>) -> Vec<Reading> {
    let tree = &context.trees[sentence];
    let language = tree.sentence.language;
    if !context.ontology.words.has(language, WordClass::Round, tree.lower_lemma(noun)) {
        return Vec::new();
    }
    let round = Round { context, sentence, noun };
    let Some(verb) = round.leading_verb() else { return Vec::new() };
    let mut backers = round.leaders(verb, wanted.subject);
    let Some(&last) = backers.last() else { return Vec::new() };
    backers.extend(round.company(last, wanted.subject));
    backers.dedup_by_key(|backer| backer.mention);
    let owner = round.owner(verb, &backers, wanted.object);
    owner.map(|owner| pairs(&backers, owner, true)).unwrap_or_default()
}

/// How many sentences back somebody may have raised the money of *the round*.
pub(super) const BACK: usize = 4;

/// *X and Y took part in the round*: whose round it is that the text takes as known, by its own words or those before.
pub(super) fn raiser(context: &Context<'_>, sentence: usize, noun: usize) -> Option<Reached> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    if !naming::is_definite(context, sentence, noun) || !is_one(context, sentence, noun) {
        return None;
    }
    let own = nominal::arguments(tree, words, noun, &(noun..noun + 1));
    // *The round that X closed*.
    let told = own.support_verb.is_some_and(|verb| nominal::is_told_by(tree, words, verb));
    let closed = if told { own.support } else { Vec::new() };
    let heads: Vec<usize> = own.owners.into_iter().chain(own.genitives).chain(closed).collect();
    let kinds = [EntityKind::Organization];
    let round = Round { context, sentence, noun };
    let named = round.named(&heads, &kinds).into_iter().next();
    named.or_else(|| last_raiser(context, sentence, noun, BACK))
}

/// *The round was led by X*: whether the noun at `token` is a round; who leads one does not lead a firm.
pub(super) fn is_one(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let tree = &context.trees[sentence];
    let lemma = tree.lower_lemma(token);
    tree.upos(token) == Upos::Noun && context.ontology.words.has(tree.sentence.language, WordClass::Round, lemma)
}

/// Who raised money last before a token, in its sentence or up to `back` sentences before.
pub(super) fn last_raiser(context: &Context<'_>, sentence: usize, before: usize, back: usize) -> Option<Reached> {
    let raised = |back: usize| {
        let found = raised_in(context, sentence - back, if back == 0 { before } else { usize::MAX })?;
        // What another sentence says is quoted by the name.
        Some(if back == 0 { found } else { Reached { token: context.mention(found.mention).head, ..found } })
    };
    (0..=back.min(sentence)).find_map(raised)
}

/// Who raises money in a sentence, the last before a token.
fn raised_in(context: &Context<'_>, sentence: usize, before: usize) -> Option<Reached> {
    let tree = &context.trees[sentence];
    let lexicon = &context.ontology.lexicon;
    // *X announced a new app*: verbs that may raise money say so only of money or a round.
    let words = &context.ontology.words;
    let round = |at: usize| words.has(tree.sentence.language, WordClass::Round, tree.lower_lemma(at));
    let money = |measure: &Measure| measure.kind == MeasureKind::Money;
    if !(0..tree.len()).any(round) && !context.measures(sentence).iter().any(money) {
        return None;
    }
    let raises = |at: usize| {
        let mut entries = lexicon.starting_with(tree.sentence.language, PartOfSpeech::Verb, tree.lemma(at));
        // *X closes a round in which Y takes part*: a verb that says nothing but its round; who leads one raises nothing.
        let has = words.has(tree.sentence.language, WordClass::SupportVerb, tree.lemma(at))
            && !words.has(tree.sentence.language, WordClass::LeadingVerb, tree.lemma(at));
        let closes = || has && tree.child_by(at, &["obj"]).is_some_and(round);
        tree.upos(at) == Upos::Verb && (entries.any(|entry| &*entry.relation == RAISES_FUNDING) || closes())
    };
    // Names and what points back to them, no further rounds: each of those would ask for the one before.
    let firm = |subject: usize| {
        let proper = context.mention_at(sentence, subject).filter(|&(_, proper)| proper).map(|(index, _)| index);
        let described = || naming::beside(context, sentence, subject);
        let meant = || antecedents::of(context, sentence, subject, &[EntityKind::Organization]);
        let mention = proper.or_else(described).or_else(meant)?;
        let organization = context.mention(mention).kind == EntityKind::Organization;
        organization.then_some(Reached { mention, token: subject, confidence: SURE })
    };
    let raising = |at: usize| {
        if raises(at) {
            return proposition::arguments(tree, words, at).subjects;
        }
        if round(at) { closers(context, sentence, at) } else { Vec::new() }
    };
    (0..tree.len().min(before)).rev().find_map(|at| raising(at).into_iter().find_map(firm))
}

/// Who closes or announces the round at `noun`: the subjects of the verb that it is the object of, unless that verb
/// tells who puts money in.
fn closers(context: &Context<'_>, sentence: usize, noun: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let lexicon = &context.ontology.lexicon;
    let mut entries = lexicon.starting_with(tree.sentence.language, PartOfSpeech::Noun, tree.lemma(noun));
    let raised = entries.any(|entry| &*entry.relation == RAISES_FUNDING && tree.phrase_at(noun, &entry.lemma));
    let own = nominal::arguments(tree, words, noun, &(noun..noun + 1));
    let closed = raised && own.support_verb.is_some_and(|verb| !backs(context, sentence, verb));
    if closed { own.support } else { Vec::new() }
}

/// *X took part in a round*: whether a verb says of its subject that they lead a round or put money into one.
pub(super) fn backs(context: &Context<'_>, sentence: usize, verb: usize) -> bool {
    let tree = &context.trees[sentence];
    let language = tree.sentence.language;
    let words = &context.ontology.words;
    let mut entries = context.ontology.lexicon.starting_with(language, PartOfSpeech::Verb, tree.lemma(verb));
    words.has(language, WordClass::LeadingVerb, tree.lemma(verb))
        || entries.any(|entry| entry.frame == Frame::KnownRound && tree.phrase_at(verb, &entry.lemma))
}

struct Round<'r, 'a> {
    context: &'r Context<'a>,
    sentence: usize,
    noun: usize,
}

impl Round<'_, '_> {
    fn has(&self, class: WordClass, word: &str) -> bool {
        self.context.ontology.words.has(self.context.trees[self.sentence].sentence.language, class, word)
    }

    /// The verb of leading that the round depends on, or that stands right behind it.
    fn leading_verb(&self) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let leads = |token: &usize| {
            matches!(tree.upos(*token), Upos::Verb | Upos::Adj) && self.has(WordClass::LeadingVerb, tree.lemma(*token))
        };
        let above = tree.head(self.noun).filter(leads);
        // *Menée par X, la série B de Y atteint 3 millions*.
        let opening = (0..self.noun).find(|&at| tree.upos(at) != Upos::Punct);
        let fronted = opening.filter(|at| tree.relation(self.noun) == "nsubj" && leads(at));
        let measures = self.context.measures(self.sentence);
        // *A round of 12 million euros led by X*: an amount is one step.
        let steps =
            |at: &usize| !measures.iter().any(|measure| (measure.tokens.start + 1..measure.tokens.end).contains(at));
        // *A round of 12 million, after an inquiry led by X*: another noun between them is what is led.
        let other = |at: &usize| tree.upos(*at) != Upos::Noun || !tree.has_child(*at, "det");
        let behind = || (self.noun + 1..tree.len()).filter(steps).take(REACH - 1).take_while(other).find(leads);
        above.or(fronted).or_else(behind)
    }

    /// The names that lead: agent or subject of the verb by the tree, else the name right behind its agent marker.
    fn leaders(&self, verb: usize, kinds: &[EntityKind]) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let arguments = proposition::arguments(tree, &self.context.ontology.words, verb);
        let subjects: Vec<usize> = arguments.subjects.into_iter().filter(|&head| head != self.noun).collect();
        let found = self.named(&subjects, kinds);
        if !found.is_empty() {
            return found;
        }
        let marker = Some(verb + 1).filter(|&at| at < tree.len() && self.has(WordClass::AgentMarker, tree.lemma(at)));
        marker.and_then(|marker| self.first_name(marker + 1, kinds)).into_iter().collect()
    }

    fn named(&self, heads: &[usize], kinds: &[EntityKind]) -> Vec<Reached> {
        let reached = heads.iter().flat_map(|&head| self.context.reach_for(self.sentence, head, kinds));
        reached
            .filter(|reached| {
                let mention = self.context.mention(reached.mention);
                mention.proper && kinds.contains(&mention.kind)
            })
            .map(|reached| Reached { confidence: reached.confidence * SURE, ..reached })
            .collect()
    }

    /// The first name from `start` on, only describing words before it.
    fn first_name(&self, start: usize, kinds: &[EntityKind]) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        for at in start..tree.len().min(start + COMPANY) {
            if let Some((mention, true)) =
                self.context.mention_at(self.sentence, at).filter(|_| tree.upos(at) != Upos::Adj)
            {
                let fits = kinds.contains(&self.context.mention(mention).kind);
                let head = self.context.mention(mention).head;
                return fits.then_some(Reached { mention, token: head, confidence: SURE });
            }
            let describes = tree.relation(at) == "amod";
            if !describes && !matches!(tree.upos(at), Upos::Det | Upos::Adj | Upos::Noun | Upos::Adp | Upos::Adv) {
                return None;
            }
        }
        None
    }

    /// Who takes part besides: *, with Y and Z*, *avec la participation de Y*.
    fn company(&self, last: Reached, kinds: &[EntityKind]) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let end = self.context.mention(last.mention).tokens.end;
        if self.context.mention(last.mention).sentence != self.sentence {
            return Vec::new();
        }
        let joins = |at: &usize| {
            // *X led the round, joined by Y*.
            let joined = || {
                let by = *at + 1 < tree.len() && self.has(WordClass::AgentMarker, tree.lemma(*at + 1));
                by && self.has(WordClass::JoiningVerb, tree.lemma(*at))
            };
            self.has(WordClass::ComitativeMarker, tree.lemma(*at))
                || self.has(WordClass::JointMarker, tree.lower(*at))
                || joined()
        };
        // *X led the round, with participation from Y*: the company stands behind the round.
        let behind = end.max(self.noun + 1);
        let mut near = (end..tree.len().min(end + 4)).chain(behind..tree.len().min(behind + 3));
        let Some(marker) = near.find(joins) else { return Vec::new() };
        let Some(first) = self.first_name(marker + 1, kinds) else { return Vec::new() };
        let more = lists::enumerated(self.context, self.sentence, first.mention);
        let also =
            more.into_iter().map(|mention| Reached { mention, token: self.context.mention(mention).head, ..first });
        std::iter::once(first)
            .chain(also)
            .filter(|reached| kinds.contains(&self.context.mention(reached.mention).kind))
            .collect()
    }

    /// Whose round it is: its own genitive or possessive, who the clause around is about, the topic.
    fn owner(&self, verb: usize, backers: &[Reached], kinds: &[EntityKind]) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let other = |reached: &Reached| backers.iter().all(|backer| backer.mention != reached.mention);
        let own = nominal::arguments(tree, words, self.noun, &(self.noun..self.noun + 1));
        let backed = |&verb: &usize| backs(self.context, self.sentence, verb);
        let backing = own.support_verb.or_else(|| tree.head(self.noun)).filter(backed);
        let acting = backing.map_or_else(Vec::new, |verb| proposition::arguments(tree, words, verb).subjects);
        let partakes = |reached: &Reached| {
            let name = &self.context.mention(reached.mention).name;
            self.named(&acting, kinds).iter().any(|it| self.context.mention(it.mention).name == *name)
        };
        let heads: Vec<usize> = own.owners.into_iter().chain(own.genitives).collect();
        let mut found = self.named(&heads, kinds);
        found.extend(own.possessives.iter().filter_map(|&token| {
            let mention = antecedents::of_possessive(self.context, self.sentence, token)?;
            Some(Reached { mention, token, confidence: SURE * 0.8 })
        }));
        for subjects in governing::subjects(tree, words, self.noun) {
            found.extend(
                self.named(&subjects.into_iter().filter(|&subject| subject != verb).collect::<Vec<_>>(), kinds),
            );
        }
        let understood = antecedents::understood(self.context, self.sentence, 0);
        found.extend(understood.map(|mention| Reached { mention, token: self.noun, confidence: 0.5 }));
        found.into_iter().find(|it| other(it) && self.context.fits(it.mention, kinds) && !partakes(it))
    }
}
