//! Clauses that leave out their verb: *X employs 900 people and Y over 3,000*, *X owns 40 % of Y and Z the rest*, *X runs 400
//! stores in Spain and 30 in France*.
//!
//! Owns who or where stands with a figure of its own behind a clause that says of what, by order alone, since parsers hang
//! such remnants anywhere (gapping, Ross 1970). Takes the measures of a sentence; leaves what the clause says to the frames.

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::statement::{Attribute, Attributes};
use crate::model::{EntityKind, Mention, Participant, Quantity, Statement, Upos};
use crate::ontology::{Relation, WordClass};

use super::context::Context;
use super::ordinals;
use super::shares::SHARE;
use super::statements::Extraction;

/// How many words a clause may tell between a share and the holder of another.
const BETWEEN: usize = 8;

/// The same for one whose share stands in brackets.
const RANKED: usize = 14;

/// From this much on, a bare number behind a sum of money is money too.
const MONEY: f64 = 10_000.0;

/// Who has which figure without a verb, and the token that stands for them.
struct Remnant<'a> {
    mention: usize,
    token: usize,
    measure: &'a Measure,
}

impl Extraction<'_, '_> {
    /// *X employs 900 people and Y over 3,000*: what a statement says of X, said of Y.
    pub(super) fn of_remnants(
        &self,
        relation: &Relation,
        measure: &Measure,
        first: &Statement<Participant>,
    ) -> Vec<Statement<Participant>> {
        let said = |remnant: Remnant<'_>| {
            let mention = self.context.mention(remnant.mention);
            let Quantity { number, unit, bound, text } = remnant.measure.quantity.clone();
            let value = first.value.as_ref()?;
            // *X's revenue reached 2 billion yuan and Y's 300 million roubles*.
            let unit = if remnant.measure.kind == MeasureKind::Money { unit } else { value.unit.clone() };
            relation.domain.contains(&mention.kind).then(|| Statement {
                subject: self.participant(remnant.mention, remnant.token, measure.sentence, &relation.domain),
                value: Some(Quantity { number, unit, bound, text }.into()),
                ..first.clone()
            })
        };
        let mut found: Vec<Statement<Participant>> =
            behind(self.context, measure).into_iter().filter_map(said).collect();
        // *X runs 400 stores in Spain and 30 in France*.
        found.extend(elsewhere(self.context, measure).into_iter().filter_map(|other| {
            let Quantity { number, bound, text, .. } = other.quantity.clone();
            let value = Quantity { number, bound, text, ..Quantity::clone(first.value.as_ref()?) };
            Some(Statement { value: Some(value.into()), ..first.clone() })
        }));
        found
    }

    /// *X has 34 % of the market, ahead of Y (12 %)*: what a share of a market says of X, said of Y with its own.
    pub(super) fn of_ranked(
        &self,
        relation: &Relation,
        measure: &Measure,
        first: &Statement<Participant>,
    ) -> Vec<Statement<Participant>> {
        let said = |(mention, share): (usize, &Measure)| {
            let head = self.context.mention(mention).head;
            let fits = self.context.mention(mention).kind == EntityKind::Organization;
            fits.then(|| Statement {
                subject: self.participant(mention, head, measure.sentence, &relation.domain),
                value: Some(share.quantity.clone().into()),
                ..first.clone()
            })
        };
        row(self.context, measure).into_iter().filter_map(said).collect()
    }

    /// *X owns 40 % of Y and Z the rest*: what a statement with a share says of X, said of Z.
    pub(super) fn of_holders(
        &self,
        relation: &Relation,
        measure: &Measure,
        first: &Statement<Participant>,
    ) -> Vec<Statement<Participant>> {
        let said = |holder: Holder<'_>| {
            let mention = self.context.mention(holder.mention);
            let others = first.attributes.iter().filter(|&(name, _)| name != SHARE);
            let mut attributes: Attributes = others.map(|(name, value)| (name.to_owned(), value.clone())).collect();
            if let Some(measure) = holder.measure {
                let share = measure.quantity.number / 100.0;
                attributes.insert(SHARE.to_owned(), Attribute::Number(share));
            }
            relation.domain.contains(&mention.kind).then(|| Statement {
                subject: self.participant(holder.mention, holder.token, measure.sentence, &relation.domain),
                attributes,
                ..first.clone()
            })
        };
        holders(self.context, measure).into_iter().filter_map(said).collect()
    }
}

/// Who holds another share of what a clause says somebody has a share of; none for what is left.
struct Holder<'a> {
    mention: usize,
    token: usize,
    measure: Option<&'a Measure>,
}

/// *X owns 40 % of V, Y 20 % and Z the rest*: the names behind, each with what it holds right behind and nothing more.
fn holders<'a>(context: &Context<'a>, first: &Measure) -> Vec<Holder<'a>> {
    let mut found = Vec::new();
    if first.kind != MeasureKind::Percent {
        return found;
    }
    let tree = &context.trees[first.sentence];
    let clausal = |at: usize| matches!(tree.upos(at), Upos::Verb | Upos::Aux | Upos::Sconj);
    let ranked = row(context, first).into_iter();
    let head = |mention: usize| context.mention(mention).head;
    found.extend(ranked.map(|(mention, measure)| Holder { mention, token: head(mention), measure: Some(measure) }));
    let against = compared(context, first, first.tokens.end);
    found.extend(against.map(|it| Holder { mention: it.mention, token: it.token, measure: Some(it.measure) }));
    let (mut from, mut reach) = (first.tokens.end, BETWEEN);
    loop {
        let words = (from..tree.len().min(from + reach)).take_while(|&at| !clausal(at));
        let Some((holder, end)) = words.into_iter().find_map(|at| holder(context, first.sentence, at)) else {
            return found;
        };
        found.push(holder);
        (from, reach) = (end, 1);
    }
}

/// *X has 34 % of the market, ahead of Y (12 %) and Z (9 %)*: the names behind a word of rank soon behind a share, each with its
/// own in brackets.
fn row<'a>(context: &Context<'a>, first: &Measure) -> Vec<(usize, &'a Measure)> {
    if first.kind != MeasureKind::Percent {
        return Vec::new();
    }
    let tree = &context.trees[first.sentence];
    let clausal = |at: usize| matches!(tree.upos(at), Upos::Verb | Upos::Aux | Upos::Sconj);
    // *Followed by Y (12 %)*: a participle that ranks opens no clause.
    let ranks = |at: usize| behind_rank(context, first.sentence, at).next().is_some();
    let mut after =
        (first.tokens.end..tree.len().min(first.tokens.end + RANKED)).take_while(|&at| !clausal(at) || ranks(at));
    let mut found: Vec<_> = after.find_map(|at| ranked(context, first.sentence, at)).into_iter().collect();
    let links = |&at: &usize| tree.upos(at) == Upos::Cconj || tree.token(at).form.as_ref() == ",";
    while let Some((_, last)) = found.last() {
        let behind = last.tokens.end + 1;
        let joint = behind + (behind..tree.len()).take_while(links).count();
        let next = (joint > behind).then(|| with_share(context, first.sentence, joint)).flatten();
        let Some(next) = next else { break };
        found.push(next);
    }
    found
}

/// *X owns 34 % of Y, ahead of Z (12 %)*: the name behind a word of rank that starts at `start`, with a share in brackets.
fn ranked<'a>(context: &Context<'a>, sentence: usize, start: usize) -> Option<(usize, &'a Measure)> {
    behind_rank(context, sentence, start).find_map(|end| with_share(context, sentence, end))
}

/// Where the words of rank end that start at `start`. *Thanks to Y (12 %)*: who only helps holds none beside.
fn behind_rank(context: &Context<'_>, sentence: usize, start: usize) -> impl Iterator<Item = usize> {
    let tree = &context.trees[sentence];
    let markers = context.ontology.words.of(tree.sentence.language, WordClass::RankMarker);
    // By its first word as it stands: *est* is no *is*.
    let first = (start < tree.len()).then(|| tree.lower(start));
    let opens = move |form: &str| first.is_some_and(|first| form.split(' ').next() == Some(first));
    markers.filter(move |(form, _)| opens(form)).filter_map(move |(form, _)| tree.phrase_end(start, form))
}

/// The name at `start`, or behind its article and origin there, with a share in brackets.
fn with_share<'a>(context: &Context<'a>, sentence: usize, start: usize) -> Option<(usize, &'a Measure)> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    // *Ahead of the French group X (12 %)*.
    let leads = |&at: &usize| {
        matches!(tree.upos(at), Upos::Det | Upos::Adp | Upos::Noun | Upos::Adj)
            && !context.mention_at(sentence, at).is_some_and(|(_, proper)| proper)
            || words.has(tree.sentence.language, WordClass::Demonym, tree.lower(at))
    };
    let start = start + (start..tree.len()).take_while(leads).count();
    let form = |at: usize| (at < tree.len()).then(|| tree.token(at).form.as_ref());
    let (mention, name) = context.mentions(sentence).find(|(_, it)| it.proper && it.tokens.start == start)?;
    let mut shares = context.measures(sentence).iter().filter(|it| it.kind == MeasureKind::Percent);
    let share = shares.find(|it| it.tokens.start == name.tokens.end + 1)?;
    (form(name.tokens.end) == Some("(") && form(share.tokens.end) == Some(")")).then_some((mention, share))
}

/// The name behind a conjunction, or a comma and the share that the name has, at `joint`, and where what it holds ends.
fn holder<'a>(context: &Context<'a>, sentence: usize, joint: usize) -> Option<(Holder<'a>, usize)> {
    let tree = &context.trees[sentence];
    let is = |at: usize, upos: Upos| at < tree.len() && tree.upos(at) == upos;
    let comma = tree.token(joint).form.as_ref() == ",";
    let joined = is(joint, Upos::Cconj) || comma && is(joint + 1, Upos::Cconj);
    let behind = joint + 1 + usize::from(comma && joined);
    let start = behind + usize::from(is(behind, Upos::Det));
    let Named { mention, token, end } = named_at(context, sentence, start)?;
    let describes = |&at: &usize| matches!(tree.upos(at), Upos::Det | Upos::Adj | Upos::Verb | Upos::Pron);
    let what = (end..tree.len().min(end + 3)).find(|at| !describes(at))?;
    let last = |at: usize| at >= tree.len() || matches!(tree.upos(at), Upos::Punct | Upos::Cconj | Upos::Sconj);
    let measure = context.measures(sentence).iter().find(|it| it.tokens.start == what);
    if let Some(measure) = measure {
        let share = measure.kind == MeasureKind::Percent && last(measure.tokens.end) && (joined || comma);
        return share.then_some((Holder { mention, token, measure: Some(measure) }, measure.tokens.end));
    }
    let language = tree.sentence.language;
    let rest = context.ontology.words.has(language, WordClass::Remainder, tree.lemma(what));
    (rest && joined && last(what + 1)).then_some((Holder { mention, token, measure: None }, what + 1))
}

/// Who is told at a token: the mention, the token that stands for it, and where its words end.
struct Named {
    mention: usize,
    token: usize,
    end: usize,
}

/// The name that starts at a token, or the one that a word of order there stands for: *the latter 40 %*.
fn named_at(context: &Context<'_>, sentence: usize, start: usize) -> Option<Named> {
    let name = context.mentions(sentence).find(|(_, it)| it.proper && it.tokens.start == start);
    let name = name.map(|(mention, it)| Named { mention, token: it.head, end: it.tokens.end });
    let meant = || (start < context.trees[sentence].len()).then(|| ordinals::of(context, sentence, start)).flatten();
    name.or_else(|| meant().map(|mention| Named { mention, token: start, end: start + 1 }))
}

/// *400 stores in Spain and 30 in France*: the bare numbers of what `first` counts, each behind a conjunction or comma and
/// before a place of its own.
fn elsewhere<'a>(context: &Context<'a>, first: &Measure) -> Vec<&'a Measure> {
    let tree = &context.trees[first.sentence];
    let mut found = Vec::new();
    if first.kind != MeasureKind::Count {
        return found;
    }
    let noun = |at: &usize| matches!(tree.upos(*at), Upos::Noun | Upos::Adj);
    let nouns = (first.tokens.end..tree.len()).take_while(noun).count();
    let Some(mut end) = place_behind(context, first.sentence, first.tokens.end + nouns) else { return found };
    let joins = |&at: &usize| tree.upos(at) == Upos::Cconj || tree.token(at).form.as_ref() == ",";
    loop {
        let start = (end..tree.len()).find(|at| !joins(at)).filter(|&start| start > end);
        let all = context.measures(first.sentence).iter();
        let count = all.filter(|it| it.kind == MeasureKind::Count).find(|it| Some(it.tokens.start) == start);
        let Some(count) = count else { return found };
        let Some(next) = place_behind(context, first.sentence, count.tokens.end) else { return found };
        found.push(count);
        end = next;
    }
}

/// Where the place behind the adposition at `at` ends.
fn place_behind(context: &Context<'_>, sentence: usize, at: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let marker = at < tree.len() && tree.upos(at) == Upos::Adp;
    let start = at + 1 + usize::from(at + 1 < tree.len() && tree.upos(at + 1) == Upos::Det);
    let place =
        |mention: &Mention| mention.proper && mention.kind == EntityKind::Place && mention.tokens.start == start;
    context.mentions(sentence).find(|(_, it)| marker && place(it)).map(|(_, place)| place.tokens.end)
}

/// The remnants behind a measure, each right behind the one before.
fn behind<'a>(context: &Context<'a>, measure: &Measure) -> Vec<Remnant<'a>> {
    let mut found = Vec::new();
    let mut end = measure.tokens.end;
    while let Some(remnant) = next(context, measure, end) {
        end = remnant.measure.tokens.end;
        found.push(remnant);
    }
    found
}

/// Who stands behind a share with a share in brackets: *ahead of X (12 %)*, as mentions.
pub(super) fn ranks(context: &Context<'_>, sentence: usize) -> Vec<usize> {
    let measures = context.measures(sentence).iter();
    measures.flat_map(|first| row(context, first)).map(|(mention, _)| mention).collect()
}

/// Those of a whole sentence, as mentions.
pub(super) fn mentions(context: &Context<'_>, sentence: usize) -> Vec<usize> {
    let measures = context.measures(sentence).iter();
    // *X and Y own Z, the former 60 %, the latter 40 %*: whom a word of order means is named elsewhere.
    let named = |mention: usize, token: usize| Some(mention).filter(|_| context.mention(mention).head == token);
    let with_figures = measures.clone().filter_map(|first| next(context, first, first.tokens.end));
    let with_figures = with_figures.filter_map(|remnant| named(remnant.mention, remnant.token));
    // Who stands behind an adposition is an argument: *ahead of X (12 %)*.
    let ranked = ranks(context, sentence);
    let holders = measures.flat_map(|first| holders(context, first));
    let holders = holders.filter_map(|holder| named(holder.mention, holder.token));
    with_figures.chain(holders).filter(|mention| !ranked.contains(mention)).collect()
}

/// Whether a measure is the figure of a remnant.
pub(super) fn is_of_remnant(context: &Context<'_>, measure: &Measure) -> bool {
    let before = context.measures(measure.sentence).iter().take_while(|it| it.tokens.end < measure.tokens.start);
    let mut remnants = before.filter_map(|first| next(context, first, first.tokens.end));
    remnants.any(|remnant| remnant.measure.tokens == measure.tokens)
}

/// *X has 41 % of the market, Y 28 %*: behind the common noun of what a share at `end` is a part of.
fn behind_whole(context: &Context<'_>, sentence: usize, end: usize) -> usize {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let genitive = |at: usize| words.has(tree.sentence.language, WordClass::GenitiveMarker, tree.lemma(at));
    if end >= tree.len() || tree.upos(end) != Upos::Adp || !genitive(end) {
        return end;
    }
    let noun = end + 1 + (end + 1..tree.len()).take_while(|&at| tree.upos(at) == Upos::Det).count();
    let common = |&at: &usize| matches!(tree.upos(at), Upos::Noun | Upos::Adj);
    let length = (noun..tree.len()).take_while(common).count();
    if length == 0 { end } else { noun + length }
}

/// *X earned 3 million in 2021, Y 5 million*: behind the time at `end`, with its adposition.
fn behind_time(context: &Context<'_>, sentence: usize, end: usize) -> usize {
    let tree = &context.trees[sentence];
    let marked = end + usize::from(end < tree.len() && tree.upos(end) == Upos::Adp);
    let time = context.times(sentence).iter().find(|time| time.tokens.start == end || time.tokens.start == marked);
    time.map_or(end, |time| time.tokens.end)
}

/// The next remnant behind `end`, with its figure behind it or before it.
fn next<'a>(context: &Context<'a>, first: &Measure, end: usize) -> Option<Remnant<'a>> {
    joined(context, first, end).or_else(|| compared(context, first, end))
}

/// *X's cost is 58 euros a tonne, against 71 at Y*, *X owns 23 % of Y, contre 11 % pour le fonds Z*: the name behind a figure
/// that a word of comparison opens.
fn compared<'a>(context: &Context<'a>, first: &Measure, end: usize) -> Option<Remnant<'a>> {
    let tree = &context.trees[first.sentence];
    let words = &context.ontology.words;
    let language = tree.sentence.language;
    let clausal = |at: usize| matches!(tree.upos(at), Upos::Verb | Upos::Aux | Upos::Sconj);
    let like = |it: &&Measure| it.kind == first.kind && it.quantity.unit == first.quantity.unit;
    let measures = context.measures(first.sentence).iter().filter(like);
    let measure = measures.filter(|it| it.tokens.start > end).min_by_key(|it| it.tokens.start)?;
    let against = words
        .of(language, WordClass::Comparison)
        .any(|(form, _)| tree.phrase_before(measure.tokens.start, form).is_some_and(|start| start >= end));
    let marker = measure.tokens.end;
    let says = |class| words.has(language, class, tree.lemma(marker));
    let far = measure.tokens.start > end + BETWEEN || (end..measure.tokens.start).any(clausal);
    if far || !against || marker >= tree.len() || tree.upos(marker) != Upos::Adp {
        return None;
    }
    if !says(WordClass::ConcernMarker) && !says(WordClass::LocativeMarker) {
        return None;
    }
    let describes = |&at: &usize| {
        matches!(tree.upos(at), Upos::Det | Upos::Adj | Upos::Noun)
            && !context.mention_at(first.sentence, at).is_some_and(|(_, proper)| proper)
    };
    let start = marker + 1 + (marker + 1..tree.len()).take_while(describes).count();
    let (mention, _) = context.mentions(first.sentence).find(|(_, it)| it.proper && it.tokens.start == start)?;
    Some(Remnant { mention, token: context.mention(mention).head, measure })
}

/// The name behind `end`, joined to what stands before it, with a bare number of what `first` counts right behind.
fn joined<'a>(context: &Context<'a>, first: &Measure, end: usize) -> Option<Remnant<'a>> {
    let tree = &context.trees[first.sentence];
    let joins = |&at: &usize| tree.upos(at) == Upos::Cconj || matches!(tree.token(at).form.as_ref(), "," | ";");
    let part = matches!(first.kind, MeasureKind::Percent | MeasureKind::Money);
    let end = if part { behind_whole(context, first.sentence, end) } else { end };
    let end = behind_time(context, first.sentence, end);
    let start = (end..tree.len()).find(|at| !joins(at)).filter(|&start| start > end)?;
    // *And Y, 300 million*: a comma in the place of the verb.
    let conjoined = tree.upos(start - 1) == Upos::Cconj;
    let start = if tree.upos(start) == Upos::Det { start + 1 } else { start };
    // *X holds 34 %, its rival Y 21 %*.
    let noun = start + usize::from(start < tree.len() && tree.upos(start) == Upos::Noun);
    let at = |start: usize| named_at(context, first.sentence, start);
    let Named { mention, token, end } = at(start).or_else(|| at(noun))?;
    // *And Y's 300 million*, but *and Y's 300 million loan*.
    let clitic = |at: usize| at < tree.len() && tree.upos(at) == Upos::Part && tree.relation(at) == "case";
    let owns = clitic(end);
    let comma = conjoined && end < tree.len() && tree.token(end).form.as_ref() == ",";
    let figure = end + usize::from(owns || comma);
    let measure = context.measures(first.sentence).iter().find(|it| it.tokens.start == figure)?;
    let nominal = |at: usize| at < tree.len() && matches!(tree.upos(at), Upos::Noun | Upos::Propn | Upos::Adj);
    if owns && nominal(measure.tokens.end) {
        return None;
    }
    let bare = |at: usize| !matches!(tree.upos(at), Upos::Noun | Upos::Propn);
    // *X earned 5 million euros and Y, 2 million*: so is money without its currency.
    let scaled = first.kind == MeasureKind::Money && comma && measure.quantity.number >= MONEY;
    let counts = measure.kind == MeasureKind::Count
        && (first.kind == MeasureKind::Count || scaled)
        && measure.tokens.clone().chain(measure.tokens.end..tree.len().min(measure.tokens.end + 1)).all(bare);
    let money = measure.kind == MeasureKind::Money;
    let same = measure.kind == first.kind && (money || measure.quantity.unit == first.quantity.unit);
    let amounts = matches!(first.kind, MeasureKind::Money | MeasureKind::Percent | MeasureKind::Power) && same;
    (counts || amounts).then_some(Remnant { mention, token, measure })
}
