//! Which quantity and which time belong to a predicate.
//!
//! Owns the distance that decides: steps in the tree, with a toll for every other
//! predicate on the way. Takes the measures and times of the analysis; gives at most one.

use std::borrow::Cow;

use crate::model::analysis::{Measure, MeasureKind, Mention, TimeExpression};
use crate::model::{Date, EntityKind, Tense, Upos, VerbForm};
use crate::ontology::{LexicalEntry, Nature, PartOfSpeech, WordClass};

use super::compounds;
use super::context::Context;
use super::relations::{INVESTS_IN, LENDS_TO, RAISES_FUNDING, SPENDING};
use super::several;
use super::tree::Tree;

/// The toll for passing another verb, in steps.
const VERB_TOLL: usize = 3;

/// How far a quantity may stand from what it measures, in steps and tolls.
const REACH: usize = 5;

/// How far a time may stand from what it dates.
const TIME_REACH: usize = 8;

/// The measure of one of `kinds` nearest to any of `anchors`, which are tokens of the predicate
/// and its object. `embedding` lists verbs that may be passed without toll; what begins before `start` does not
/// count.
pub(super) fn measure<'a>(
    context: &Context<'a>,
    sentence: usize,
    anchors: &[usize],
    kinds: &[MeasureKind],
    embedding: &[usize],
    start: usize,
) -> Option<&'a Measure> {
    context
        .measures(sentence)
        .iter()
        .filter(|measure| kinds.contains(&measure.kind))
        .filter(|measure| measure.tokens.start >= start)
        .filter(|measure| !is_change(context, measure, anchors) && !is_size(context, measure))
        .filter(|measure| !is_of_next_verb(context, measure, anchors) && !is_of_later_member(context, measure, anchors))
        // *The two companies employ 900 people* counts no companies.
        .filter(|measure| several::of(context, sentence, measure.head, &[]).is_empty())
        .filter_map(|measure| {
            let distance = anchors
                .iter()
                .map(|&anchor| {
                    let apart = || distance(context, sentence, anchor, measure.head, embedding);
                    if touches(context, anchor, measure) { 0 } else { apart() }
                })
                .min()?;
            // Of two as near, the one that hangs on the anchor: *raise $5m at a valuation of $60m*.
            let above = !anchors.iter().any(|&anchor| context.trees[sentence].descends(measure.head, anchor));
            (distance <= REACH).then_some(((distance, above), measure))
        })
        .min_by_key(|(distance, measure)| (*distance, measure.tokens.start))
        .map(|(_, measure)| measure)
}

/// Whether an amount says by how much something has changed: *revenue rose by $5m to $72m*, *a progressé de 5 millions*.
fn is_change(context: &Context<'_>, measure: &Measure, anchors: &[usize]) -> bool {
    let tree = &context.trees[measure.sentence];
    let words = &context.ontology.words;
    let has = |class: WordClass, word: &str| words.has(tree.sentence.language, class, word);
    let Some(verb) =
        tree.head(measure.head).filter(|verb| measure.kind == MeasureKind::Money && !anchors.contains(verb))
    else {
        return false;
    };
    let changes = [WordClass::Increase, WordClass::Decrease].into_iter().any(|class| has(class, tree.lemma(verb)));
    let by = |marker: Cow<'_, str>| has(WordClass::AgentMarker, &marker) || has(WordClass::GenitiveMarker, &marker);
    changes && tree.upos(verb) == Upos::Verb && tree.marker(measure.head).is_some_and(by)
}

/// *Bought X and invested 3 million in its plant*, *bought X and sold Y for 3 million*: whether an amount is what a verb joined
/// to that of the anchors puts into something else, raises or takes for another thing; but *bought X and paid 3 million for it*.
fn is_of_next_verb(context: &Context<'_>, measure: &Measure, anchors: &[usize]) -> bool {
    let tree = &context.trees[measure.sentence];
    let joined = |&verb: &usize| {
        let first = tree.head(verb).is_some_and(|first| anchors.contains(&first));
        tree.upos(verb) == Upos::Verb && tree.relation(verb) == "conj" && first && !anchors.contains(&verb)
    };
    let Some(verb) = tree.head(measure.head).filter(|_| measure.kind == MeasureKind::Money).filter(joined) else {
        return false;
    };
    // *Bought and renovated the plant for 3 million*: of two verbs with one object both are paid for.
    if tree.head(verb).is_some_and(|first| tree.child_by(first, &["obj"]).is_none_or(|object| object > verb)) {
        return false;
    }
    let mention = |at: usize| context.mention_at(measure.sentence, at).map(|(index, _)| context.mention(index));
    if tree.relation(measure.head) == "obl" {
        let other = |it: &Mention| it.proper || it.kind == EntityKind::Facility;
        let mut things = tree.children_by(verb, &["obj"]).filter(|&thing| thing < measure.head);
        return things.any(|thing| mention(thing).is_some_and(other));
    }
    let raises =
        |entry: &LexicalEntry| entry.with.is_empty() && [RAISES_FUNDING, LENDS_TO].contains(&entry.relation.as_ref());
    if entries_of(context, measure, verb).any(raises) {
        return true;
    }
    let site = |at: usize| {
        let kinds = [EntityKind::Facility, EntityKind::Organization];
        at > measure.head && mention(at).is_some_and(|thing| kinds.contains(&thing.kind))
    };
    let obliques = tree.children_by(verb, &["obl"]).chain(tree.children_by(measure.head, &["nmod"]));
    obliques.filter(|&at| site(at)).any(|at| is_put_into(context, measure, (verb, at)))
}

/// *Bought X in 2018 and, a year later, Y for 3 million*: whether an amount belongs to a member of the anchor's row behind it that
/// has a time of its own.
fn is_of_later_member(context: &Context<'_>, measure: &Measure, anchors: &[usize]) -> bool {
    let tree = &context.trees[measure.sentence];
    let dated = |member: usize| {
        let mut times = context.times(measure.sentence).iter();
        times.any(|time| time.tokens.clone().any(|at| tree.head(at) == Some(member) || tree.descends(at, member)))
    };
    let named = |&&at: &&usize| matches!(tree.upos(at), Upos::Propn | Upos::Noun);
    measure.kind == MeasureKind::Money
        && anchors.iter().filter(named).any(|&anchor| {
            let first = tree.head(anchor).filter(|_| tree.relation(anchor) == "conj").unwrap_or(anchor);
            let mut row = tree.children_by(first, &["conj"]).filter(|&at| anchor < at && at < measure.tokens.start);
            row.any(|member| !anchors.contains(&member) && dated(member))
        })
}

/// Whether a verb puts money into what its oblique at `thing` names, by its lexical entries.
fn is_put_into(context: &Context<'_>, measure: &Measure, (verb, thing): (usize, usize)) -> bool {
    let tree = &context.trees[measure.sentence];
    let Some(marker) = tree.marker(thing) else { return false };
    let paid = context.ontology.words.has(tree.sentence.language, WordClass::ConcernMarker, &marker);
    entries_of(context, measure, verb).any(|entry| match entry.relation.as_ref() {
        INVESTS_IN => entry.has_marker(&marker),
        SPENDING => !paid,
        _ => false,
    })
}

fn entries_of<'c>(context: &'c Context<'_>, measure: &Measure, verb: usize) -> impl Iterator<Item = &'c LexicalEntry> {
    let tree = &context.trees[measure.sentence];
    context.ontology.lexicon.starting_with(tree.sentence.language, PartOfSpeech::Verb, tree.lemma(verb))
}

/// *Opened a 400-bed clinic*: the size of a thing is no figure of who does something with it.
fn is_size(context: &Context<'_>, measure: &Measure) -> bool {
    let counts = matches!(measure.kind, MeasureKind::Count | MeasureKind::Other);
    counts && compounds::is_size(&context.trees[measure.sentence], measure.tokens.end - 1)
}

/// The measure of one of `kinds` that is the figure of the noun at `noun` itself: *a profit of 2 million*.
pub(super) fn of_noun<'a>(
    context: &Context<'a>,
    sentence: usize,
    noun: usize,
    kinds: &[MeasureKind],
) -> Option<&'a Measure> {
    let tree = &context.trees[sentence];
    let mut own = context.measures(sentence).iter().filter(|measure| {
        kinds.contains(&measure.kind)
            && !measure.tokens.contains(&noun)
            && (touches(context, noun, measure) || tree.head(measure.head) == Some(noun))
    });
    // *A profit of 4 million on sales of 60 million*: the one behind, where there are two.
    let first = own.next();
    own.find(|measure| measure.tokens.start > noun)
        .filter(|_| first.is_some_and(|first| first.tokens.start < noun))
        .or(first)
}

/// Whether a measure stands right behind its noun or before it, an adposition between them: *a valuation of
/// 2 billion*, *2 billion in revenue*. Order decides where the tree hangs the measure elsewhere.
fn touches(context: &Context<'_>, anchor: usize, measure: &Measure) -> bool {
    let tree = &context.trees[measure.sentence];
    // An anchor may stand in another sentence.
    if anchor >= tree.len() || !matches!(tree.upos(anchor), Upos::Noun | Upos::Propn) {
        return false;
    }
    if measure.tokens.end <= anchor {
        return measure.tokens.end + 1 == anchor && tree.upos(measure.tokens.end) == Upos::Adp;
    }
    let between = anchor + 1..measure.tokens.start;
    let joins = |at: usize| matches!(tree.upos(at), Upos::Adp | Upos::Det | Upos::Adj | Upos::Adv);
    let marked = between.clone().any(|at| tree.upos(at) == Upos::Adp);
    marked && between.len() <= 4 && between.clone().all(joins)
}

/// The time of its own that one of several coordinated participants has: *bought X in 1963 and Y in 1968*, *bought X and, a year
/// later, Y*.
pub(super) fn of_conjunct<'a>(context: &Context<'a>, sentence: usize, token: usize) -> Option<&'a TimeExpression> {
    let tree = &context.trees[sentence];
    let joined = |at: usize| tree.relation(at) == "conj" && matches!(tree.upos(at), Upos::Noun | Upos::Propn);
    // The member that a time stands before, behind its conjunction.
    let opened = |time: &TimeExpression| {
        let idle = |&at: &usize| matches!(tree.upos(at), Upos::Punct | Upos::Adp | Upos::Det);
        let before = (0..time.tokens.start).rev().find(|at| !idle(at))?;
        let member = (time.tokens.end..tree.len()).find(|at| !idle(at))?;
        (tree.upos(before) == Upos::Cconj && joined(member)).then_some(member)
    };
    let own = context.times(sentence).iter().find(|time| opened(time).is_some_and(|member| member == token));
    if own.is_some() {
        return own;
    }
    let behind = |time: &&TimeExpression| time.tokens.start > token;
    let time = context.times(sentence).iter().filter(behind).min_by_key(|time| time.tokens.start)?;
    if opened(time).is_some() {
        return None;
    }
    let later = (token + 1..time.tokens.start).any(|at| joined(at) || matches!(tree.upos(at), Upos::Verb | Upos::Aux));
    (joined(token) && !later).then_some(time)
}

/// The time nearest to the predicate at `predicate`.
pub(super) fn time<'a>(context: &Context<'a>, sentence: usize, predicate: usize) -> Option<&'a TimeExpression> {
    let tree = &context.trees[sentence];
    let governors: Vec<usize> = tree.ancestors(predicate).collect();
    context
        .times(sentence)
        .iter()
        .filter(|time| !is_of_another_clause(context, tree, &governors, time) && !is_compared(context, time))
        .filter_map(|time| {
            let distance = distance(context, sentence, predicate, time.head, &governors);
            (distance <= TIME_REACH).then_some((distance, time))
        })
        .min_by_key(|(distance, time)| (*distance, time.tokens.start))
        .map(|(_, time)| time)
}

/// *4 % de plus qu'en 2023*, *300 machines, against 200 in 2020*: whether a time is only that of what something is compared with.
fn is_compared(context: &Context<'_>, time: &TimeExpression) -> bool {
    let tree = &context.trees[time.sentence];
    let idle = |at: usize| matches!(tree.upos(at), Upos::Adp | Upos::Det);
    let start = time.tokens.start;
    let behind = |end: usize, class: WordClass| {
        let mut phrases = context.ontology.words.of(tree.sentence.language, class);
        phrases.any(|(form, _)| tree.phrase_before(end, form).is_some())
    };
    let ends = || (0..=start).rev().take(3).take_while(|&end| end == start || idle(end));
    let figure = |end: usize| {
        let measure = context.measures(time.sentence).iter().find(|measure| measure.tokens.end == end);
        measure.is_some_and(|measure| behind(measure.tokens.start, WordClass::Comparison))
    };
    ends().any(|end| behind(end, WordClass::ComparedTime) || figure(end))
}

/// The day of the dateline before a sentence that announces what the predicate at `predicate` says: *OSLO, June 4, 2024 - X
/// announces the closing of a round*.
pub(super) fn announced<'a>(context: &Context<'a>, sentence: usize, predicate: usize) -> Option<&'a TimeExpression> {
    let (tree, words) = (&context.trees[sentence], &context.ontology.words);
    let announces = |at: usize| words.has(tree.sentence.language, WordClass::AnnouncingVerb, tree.lemma(at));
    let before = &context.trees[sentence.checked_sub(1)?];
    let opens =
        before.sentence.block == tree.sentence.block && !(0..before.len()).any(|at| before.upos(at) == Upos::Verb);
    let day = |time: &&TimeExpression| matches!(time.period.start, Date::Day(..));
    let dateline = || context.times(sentence - 1).iter().find(day);
    let part = |&at: &usize| ["obj", "ccomp", "xcomp", "nmod", "compound"].contains(&tree.relation(at));
    let told = tree.ancestors(predicate).take_while(part).filter_map(|at| tree.head(at)).any(announces);
    if opens && told { dateline() } else { None }
}

/// Whether the time of a clause aside is not that of the predicate whose ancestors are `governors`, itself the first, or the
/// time of the clause around is not that of a predicate aside.
fn is_of_another_clause(context: &Context<'_>, tree: &Tree<'_>, governors: &[usize], time: &TimeExpression) -> bool {
    let Some(&predicate) = governors.first() else { return false };
    let Some(common) = tree.ancestors(time.head).find(|token| governors.contains(token)) else { return false };
    // *Reports sales for 2024; the brewer is led by X*.
    let between = predicate.min(time.tokens.start)..predicate.max(time.tokens.start);
    if between.into_iter().any(|at| tree.token(at).form.as_ref() == ";") {
        return true;
    }
    let form = |at: usize| tree.token(at).morph.verb_form;
    let clause = |at: usize, relation: &str| {
        tree.upos(at) == Upos::Verb && form(at) != Some(VerbForm::Inf) && tree.relation(at) == relation
    };
    // What is told of somebody has a time of its own, that of an act or a year is the act's: *a round that closed in 2019*.
    let of_somebody =
        |at: usize| clause(at, "acl") && tree.head(at).is_some_and(|noun| is_named(context, tree, time, noun));
    // *Founded in 2009, X employs 300 people*, but *the takeover completed in 2009*, *when X bought it in 2009*.
    let own = |at: usize| tree.head(at) == Some(predicate) && tree.upos(predicate) != Upos::Verb;
    let aside = |at: usize| of_somebody(at) && !own(at) || clause(at, "advcl") && !tree.is_finite(at);
    // *And it had built a million by 2022*, *before it went public in 2021*: a clause with a subject of its own that is joined or
    // told as what followed.
    let words = &context.ontology.words;
    let sequel = |at: usize| {
        let marks = |mark: usize| words.has(tree.sentence.language, WordClass::SequenceMarker, tree.lower(mark));
        tree.children_by(at, &["mark"]).any(marks)
    };
    let hangs = |at: usize| clause(at, "advcl") || clause(at, "parataxis");
    let joined = |at: usize| clause(at, "conj") || hangs(at) && (tree.has_child(at, "cc") || sequel(at));
    let separate = |at: usize| joined(at) && tree.child_by(at, &["nsubj"]).is_some();
    // *Makes tools and was founded in 1880*: what holds has no time of the deed that is joined to it.
    let after = |at: usize| {
        let joined = clause(at, "conj") && at != predicate && !is_present(tree, at);
        joined && is_present(tree, common) && !is_deed(context, tree, common)
    };
    let mut below = tree.ancestors(time.head).skip(1).take_while(|&at| at != common);
    // *X, a maker of valves founded in 1962, has been sold*.
    let apposed =
        |at: usize| tree.relation(at) == "appos" && tree.head(at).is_some_and(|name| is_somebody(context, time, name));
    // *Placed a bond maturing in 2030*: when it ends is not when it was placed.
    let expires = |at: usize| {
        words.has(tree.sentence.language, WordClass::Expiry, tree.lemma(at))
            && at != predicate
            && matches!(tree.relation(at), "acl" | "amod" | "nmod")
    };
    // By order, where the tree hangs the time on the verb above.
    let mut before = (0..time.tokens.start).rev().skip_while(|&at| tree.upos(at) == Upos::Adp);
    if before.next().is_some_and(expires) {
        return true;
    }
    if below.any(|at| aside(at) || separate(at) || after(at) || apposed(at) || expires(at)) {
        return true;
    }
    // *X, which makes tools, was sold in 2019*, *X, maker of tools, was sold in 2019*, *was founded in 1880 and makes tools*.
    let behind = |at: usize| time.tokens.start > common && time.tokens.end <= tree.extent(at).0;
    let follows = |at: usize| clause(at, "conj") && behind(at) && is_present(tree, at) && !is_present(tree, common);
    // *The owner of X, Ann Orr, bought Y in 2019*.
    let introduces = |at: usize| {
        tree.relation(at) == "nsubj"
            && tree.upos(at) == Upos::Noun
            && tree.children_by(at, &["appos"]).any(|name| name > at && is_somebody(context, time, name))
    };
    // *Left X in 2021 and later joined Y*.
    let later = |at: usize| {
        let says =
            |child: usize| words.value(tree.sentence.language, WordClass::Elapsed, tree.lower(child)) == Some("+");
        clause(at, "conj") && tree.children_by(at, &["advmod"]).any(says)
    };
    let mut above = governors.iter().copied().take_while(|&at| at != common);
    above.any(|at| of_somebody(at) || later(at) || tree.relation(at) == "appos" || follows(at) || introduces(at))
}

/// Whether a verb tells of a deed, by an entry of its own: *acquires*, not *makes*.
fn is_deed(context: &Context<'_>, tree: &Tree<'_>, verb: usize) -> bool {
    let lemma = tree.lemma(verb);
    let mut entries = context.ontology.lexicon.of_lemma(tree.sentence.language, PartOfSpeech::Verb, lemma);
    entries.any(|entry| context.ontology.relations.is(&entry.relation, Nature::Deed))
}

/// Whether a noun means somebody, or the name that stands beside it does: *the Norwegian X, which makes pumps*.
fn is_named(context: &Context<'_>, tree: &Tree<'_>, time: &TimeExpression, noun: usize) -> bool {
    let beside = tree.children_by(noun, &["appos"]);
    std::iter::once(noun).chain(beside).any(|noun| is_somebody(context, time, noun))
}

/// Whether a noun means somebody or a site, rather than an act or the time itself.
fn is_somebody(context: &Context<'_>, time: &TimeExpression, noun: usize) -> bool {
    let kinds = [EntityKind::Organization, EntityKind::Person, EntityKind::Facility];
    let mention = context.mention_at(time.sentence, noun).map(|(index, proper)| (context.mention(index).kind, proper));
    mention.is_some_and(|(kind, proper)| proper || kinds.contains(&kind)) && !time.tokens.contains(&noun)
}

/// Whether a verb tells of now: no perfect, whose auxiliary is a present too.
fn is_present(tree: &Tree<'_>, verb: usize) -> bool {
    let auxiliaries: Vec<usize> = tree.children_by(verb, &["aux"]).collect();
    let passive = auxiliaries.iter().all(|&at| tree.full_relation(at) == "aux:pass");
    let mut verbs = std::iter::once(verb).chain(auxiliaries).chain(tree.children_by(verb, &["cop"]));
    passive && verbs.any(|verb| tree.token(verb).morph.tense == Some(Tense::Pres) && tree.is_finite(verb))
}

/// Steps between two tokens, a toll for each verb on the way that is not in `free`.
fn distance(context: &Context<'_>, sentence: usize, from: usize, to: usize, free: &[usize]) -> usize {
    let tree = &context.trees[sentence];
    let (between, steps) = tree.path(from, to);
    let tolls = between.iter().filter(|&&step| tree.upos(step) == Upos::Verb && !free.contains(&step)).count();
    steps + tolls * VERB_TOLL
}

/// The measure that counts the noun at `noun` itself: *150 employees*.
pub(super) fn counting<'a>(context: &Context<'a>, sentence: usize, noun: usize) -> Option<&'a Measure> {
    context.measures(sentence).iter().find(|measure| {
        matches!(measure.kind, MeasureKind::Count | MeasureKind::Other) && measure.tokens.contains(&noun)
    })
}

/// The measures of the same kind that are coordinated with `first`: *4,700 employees and 300 contractors*.
pub(super) fn coordinated<'a>(context: &Context<'a>, first: &Measure) -> Vec<&'a Measure> {
    let tree = &context.trees[first.sentence];
    let joined = |measure: &&Measure| {
        measure.kind == first.kind
            && measure.tokens.start >= first.tokens.end
            && tree.relation(measure.head) == "conj"
            && tree.ancestors(measure.head).skip(1).take_while(|&above| above >= first.tokens.start).any(|above| {
                // A chain of conjuncts up to the first: no other phrase between them.
                first.tokens.contains(&above)
            })
    };
    context.measures(first.sentence).iter().filter(joined).collect()
}
