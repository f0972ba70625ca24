//! A second reading of a verb by order and kind, where the tree gives no path.
//!
//! Owns the search inside the clause for a subject before the verb and an object behind it. Asked
//! only when the tree's own arguments say nothing; what it finds is less sure. Takes the tree's
//! arguments and fills the places that stand empty.

use std::ops::Range;

use crate::model::{EntityKind, Mention, Upos, VerbForm};
use crate::ontology::{LexicalEntry, WordClass};

use super::context::Context;
use super::frames::Wanted;
use super::proposition::{Arguments, Oblique};
use super::relations::PARTNERS_WITH;
use super::relative;
use super::tree::Tree;

/// How far from the verb a participant may stand, in tokens.
const REACH: usize = 16;

/// From this confidence on a name is a person's for sure.
const SURELY: f32 = 0.7;

/// `arguments` with what order says in the places that are empty.
pub(super) fn completed(
    context: &Context<'_>,
    sentence: usize,
    (verb, own): (usize, &Range<usize>),
    entry: &LexicalEntry,
    wanted: &Wanted<'_>,
    arguments: &Arguments,
) -> Arguments {
    let clause = Clause { context, sentence, tree: &context.trees[sentence], verb, own };
    let mut found = arguments.clone();
    let all: Vec<EntityKind> = wanted.subject.iter().chain(wanted.object).copied().collect();
    let before = if arguments.passive { &mut found.objects } else { &mut found.subjects };
    // *Ann Orr left X to join Y*: where somebody acts whom the relation does not take, nobody else does.
    if !arguments.passive && clause.is_of_a_person(before) && !all.contains(&EntityKind::Person) {
        return found;
    }
    if !clause.reaches(before, &all) {
        before.extend(clause.before(&all));
    }
    if !arguments.passive && !clause.reaches(before, &all) {
        before.extend(clause.of_clause_before().filter(|_| before.is_empty()));
        before.extend(clause.nouns_above());
        before.extend(clause.before_relative(wanted.subject).filter(|_| !clause.reaches(before, &all)));
    }
    if arguments.passive && !clause.reaches(&found.objects, wanted.object) {
        found.objects.extend(clause.nouns_above());
    }
    if !arguments.passive && !clause.reaches(&found.objects, wanted.object) {
        found.objects.extend(clause.behind(wanted.object));
    }
    for marker in &entry.markers {
        // *Mené par X aux côtés de Y*: who acts as well is no complement but of a verb that two share.
        let shared = entry.relation.as_ref() == PARTNERS_WITH;
        let acts = |oblique: &Oblique| !shared && found.subjects.contains(&oblique.head);
        found.obliques.extend(clause.marked(marker, wanted).filter(|oblique| !acts(oblique)));
    }
    if arguments.passive && !clause.reaches(&found.subjects, wanted.subject) {
        let agents = context.ontology.words.of(clause.tree.sentence.language, WordClass::AgentMarker);
        found.subjects.extend(agents.filter_map(|(marker, _)| clause.marked(marker, wanted)).map(|agent| agent.head));
    }
    found
}

/// The names behind a noun with their adpositions, whatever the tree hangs them on: *a $5bn takeover of X by Y*,
/// *a suit brought against X by Y*.
pub(super) fn complements(context: &Context<'_>, sentence: usize, end: usize) -> Vec<Oblique> {
    let tree = &context.trees[sentence];
    let quantities = context.measures(sentence).iter();
    let times = context.times(sentence).iter();
    let passed: Vec<&Range<usize>> =
        quantities.map(|measure| &measure.tokens).chain(times.map(|time| &time.tokens)).collect();
    let mut found = Vec::new();
    let mut marker: Option<String> = None;
    let mut governs: Option<usize> = None;
    let mut at = end;
    while at < tree.len().min(end + REACH) {
        if let Some((index, true)) = context.mention_at(sentence, at) {
            let mention = context.mention(index);
            // *In the streaming service X*: the sector may only describe the name that follows.
            let describes = mention.kind == EntityKind::Sector;
            // *The purchase of X's lighting unit*: what belongs to the name is meant.
            let owns = tree.full_relation(mention.head) == "nmod:poss"
                && tree.child_by(mention.head, &["case"]).is_some_and(|clitic| clitic > mention.head);
            if let Some(marker) = if describes || owns { marker.clone() } else { marker.take() }.filter(|_| !owns) {
                // *Auprès de X*: an adverb makes another marker of the adposition behind it.
                let adverb = |&before: &usize| tree.upos(before) == Upos::Adv && before >= end;
                if let Some(adverb) = governs.and_then(|at: usize| at.checked_sub(1)).filter(adverb) {
                    let marker = format!("{} {marker}", tree.lower_lemma(adverb));
                    found.push(Oblique { marker, head: mention.head, direct: true });
                }
                found.push(Oblique { marker, head: mention.head, direct: true });
            }
            at = mention.tokens.end.max(at + 1);
            continue;
        }
        if let Some(range) = passed.iter().find(|range| range.contains(&at)) {
            marker = None;
            at = range.end;
            continue;
        }
        match tree.upos(at) {
            // *According to X*: the end of a longer adposition marks nothing by itself.
            Upos::Adp if tree.relation(at) == "fixed" => marker = None,
            Upos::Adp => {
                marker = Some(tree.lower_lemma(at).to_owned());
                governs = Some(at);
            }
            Upos::Noun | Upos::Propn | Upos::Det | Upos::Adj | Upos::Adv | Upos::Num | Upos::Cconj | Upos::Part => {}
            Upos::Verb if tree.token(at).morph.verb_form != Some(VerbForm::Fin) => marker = None,
            Upos::Punct if tree.token(at).form.as_ref() == "-" => {}
            _ => break,
        }
        at += 1;
    }
    found
}

/// The names right behind a marker of the entry, after the predicate at `at`.
pub(super) fn marked(
    context: &Context<'_>,
    sentence: usize,
    (at, own): (usize, &Range<usize>),
    entry: &LexicalEntry,
    wanted: &Wanted<'_>,
) -> Vec<Oblique> {
    let clause = Clause { context, sentence, tree: &context.trees[sentence], verb: at, own };
    entry.markers.iter().filter_map(|marker| clause.marked(marker, wanted)).collect()
}

struct Clause<'c, 'a> {
    context: &'c Context<'a>,
    sentence: usize,
    tree: &'c Tree<'a>,
    verb: usize,
    own: &'c Range<usize>,
}

impl Clause<'_, '_> {
    /// Whether the one that acts is surely a person.
    fn is_of_a_person(&self, heads: &[usize]) -> bool {
        let surely =
            |mention: &Mention| mention.proper && mention.kind == EntityKind::Person && mention.confidence >= SURELY;
        let [head] = heads else { return false };
        let reached = self.context.reach(self.sentence, *head);
        !reached.is_empty() && reached.iter().all(|it| surely(self.context.mention(it.mention)))
    }

    fn reaches(&self, heads: &[usize], kinds: &[EntityKind]) -> bool {
        heads.iter().any(|&head| {
            self.context.reach(self.sentence, head).iter().any(|reached| self.context.fits(reached.mention, kinds))
        })
    }

    /// *A model for robotics developed by X*: the parser hangs a participle on the nearest noun; the ones
    /// above it come into question as well.
    fn nouns_above(&self) -> Vec<usize> {
        let nominal = |token: &usize| matches!(self.tree.upos(*token), Upos::Noun | Upos::Propn);
        if self.tree.relation(self.verb) != "acl" {
            return Vec::new();
        }
        self.tree.ancestors(self.verb).skip(1).take_while(nominal).skip(1).take(3).collect()
    }

    /// The name before the verb with nothing but its own auxiliaries and adverbs between them, or a
    /// phrase between commas.
    fn before(&self, kinds: &[EntityKind]) -> Option<usize> {
        let mut at = self.verb;
        for _ in 0..REACH {
            at = at.checked_sub(1)?;
            if let Some((index, true)) = self.context.mention_at(self.sentence, at) {
                let mention = self.context.mention(index);
                let bare = mention.tokens.start.checked_sub(1).is_none_or(|before| self.tree.upos(before) != Upos::Adp);
                return (bare && kinds.contains(&mention.kind)).then_some(mention.head);
            }
            let own = self.tree.head(at) == Some(self.verb)
                && matches!(self.tree.upos(at), Upos::Aux | Upos::Adv | Upos::Pron | Upos::Part);
            if !own && !matches!(self.tree.upos(at), Upos::Adv | Upos::Aux | Upos::Part) {
                return None;
            }
        }
        None
    }

    /// *The liquidation of X, which employs 900 people*: the name right before the comma of a relative clause, whose pronoun
    /// the parser took for a noun further up.
    fn before_relative(&self, kinds: &[EntityKind]) -> Option<usize> {
        let words = &self.context.ontology.words;
        let relative =
            |&at: &usize| self.tree.head(at) == Some(self.verb) && relative::antecedent(self.tree, words, at).is_some();
        let pronoun = self.tree.children_by(self.verb, &["nsubj"]).find(relative)?;
        let comma = pronoun.checked_sub(1).filter(|&at| self.tree.token(at).form.as_ref() == ",")?;
        let (index, _) = self.context.mention_at(self.sentence, comma.checked_sub(1)?).filter(|&(_, proper)| proper)?;
        let mention = self.context.mention(index);
        kinds.contains(&mention.kind).then_some(mention.head)
    }

    /// *X made its mark by buying Y*: an infinitive or participle that has no subject of its own shares that of the
    /// finite verb before it.
    fn of_clause_before(&self) -> Option<usize> {
        let finite = |at: usize| self.tree.token(at).morph.verb_form == Some(VerbForm::Fin);
        let opened = self.verb.checked_sub(1).is_some_and(|at| matches!(self.tree.upos(at), Upos::Adp | Upos::Part));
        if finite(self.verb) || !opened {
            return None;
        }
        let verb = (self.verb.saturating_sub(REACH)..self.verb).rev().find(|&at| {
            self.tree.upos(at) == Upos::Verb && (finite(at) || self.tree.child_by(at, &["aux"]).is_some())
        })?;
        self.tree.child_by(verb, &["nsubj"]).filter(|&subject| subject < verb)
    }

    /// The first nominal behind the verb's words, when it is a name without an adposition, or a noun that describes one.
    fn behind(&self, kinds: &[EntityKind]) -> Option<usize> {
        let mut at = self.after_words();
        let end = self.tree.len().min(at + REACH);
        while at < end {
            if let Some(mention) = self.name_at(at) {
                if let Some(behind) = self.behind_hyphen(mention) {
                    at = behind;
                    continue;
                }
                return kinds.contains(&mention.kind).then_some(mention.head);
            }
            match self.tree.upos(at) {
                Upos::Adv | Upos::Det | Upos::Adj | Upos::Num => at += 1,
                Upos::Noun if at + 1 < end && self.name_at(at + 1).is_some() => return self.described(at, kinds),
                _ => return None,
            }
        }
        None
    }

    /// *Bought Tilvarn-based X*: where the participle ends that a hyphen ties to a name.
    fn behind_hyphen(&self, name: &Mention) -> Option<usize> {
        let hyphen = name.tokens.end;
        let tied = hyphen + 2 < self.tree.len() && self.tree.token(hyphen).form.as_ref() == "-";
        (tied && matches!(self.tree.upos(hyphen + 1), Upos::Verb | Upos::Adj)).then_some(hyphen + 2)
    }

    /// *Bought the chipmaker X*: the noun right before a name, where it stands for the name.
    fn described(&self, noun: usize, kinds: &[EntityKind]) -> Option<usize> {
        let reached = self.context.reach(self.sentence, noun);
        let fits = |mention: &Mention| mention.proper && kinds.contains(&mention.kind);
        reached.iter().any(|reached| fits(self.context.mention(reached.mention))).then_some(noun)
    }

    /// The name right behind a marker in the verb's clause.
    fn marked(&self, marker: &str, wanted: &Wanted<'_>) -> Option<Oblique> {
        let end = self.tree.len().min(self.verb + 1 + REACH);
        let finite = |at: usize| {
            matches!(self.tree.upos(at), Upos::Verb | Upos::Aux)
                && self.tree.token(at).morph.verb_form == Some(VerbForm::Fin)
                && self.name_at(at).is_none()
        };
        // *Rebranded X and moved its seat to Y*: nor behind a verb that is joined to this one and has an object of its own.
        let another = |at: usize| {
            self.tree.upos(at) == Upos::Verb
                && self.tree.relation(at) == "conj"
                && self.tree.head(at) == Some(self.verb)
                && self.tree.child_by(at, &["obj"]).is_some()
        };
        let behind = (self.verb + 1..end).take_while(|&at| !finite(at) && !another(at)).find_map(|at| {
            // *According to X*: the end of a longer adposition is none.
            self.tree.phrase_end(at, marker).filter(|_| self.tree.relation(at) != "fixed")
        })?;
        for at in behind..end {
            if let Some(mention) = self.name_at(at) {
                let kinds = wanted.object.contains(&mention.kind) || wanted.subject.contains(&mention.kind);
                return kinds.then(|| Oblique { marker: marker.to_owned(), head: mention.head, direct: true });
            }
            match self.tree.upos(at) {
                Upos::Det | Upos::Adj | Upos::Num => {}
                Upos::Noun => {
                    // *from the fund X*, *from investors such as X*: who the phrase stands for.
                    let reached = self.context.reach(self.sentence, at);
                    let fits = |mention: &Mention| {
                        mention.proper
                            && (wanted.object.contains(&mention.kind) || wanted.subject.contains(&mention.kind))
                    };
                    let named = reached.iter().any(|reached| fits(self.context.mention(reached.mention)));
                    return named.then(|| Oblique { marker: marker.to_owned(), head: at, direct: true });
                }
                _ => return None,
            }
        }
        None
    }

    /// Where the verb's own words end, its particle included.
    fn after_words(&self) -> usize {
        let particle = |&at: &usize| self.tree.full_relation(at) == "compound:prt" || self.own.contains(&at);
        (self.verb + 1..self.tree.len()).take_while(particle).last().unwrap_or(self.verb) + 1
    }

    /// The name that a token is part of; of a name and its possessor the name.
    fn name_at(&self, at: usize) -> Option<&Mention> {
        let (index, proper) = self.context.mention_at(self.sentence, at)?;
        let mention = self.context.mention(index);
        let clitic = mention.tokens.end;
        let owns = clitic + 1 < self.tree.len()
            && self.tree.upos(clitic) == Upos::Part
            && self.tree.relation(clitic) == "case";
        if proper && owns { self.name_at(clitic + 1) } else { proper.then_some(mention) }
    }
}
