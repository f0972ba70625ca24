//! How well each name fits what points back to it, and which one wins.
//!
//! Owns the candidates of one pronoun, possessive or description, their weights and the choice among them: kind, number
//! and gender agree, subjects come before other roles, near before far (after Lappin & Leass 1994, with the weights of
//! the annotated documents); a tie gives no answer. Takes what is wanted from `antecedents`; leaves what a text is about
//! to `discourse`.

use crate::model::analysis::{Gender, Mention};
use crate::model::{EntityKind, Number, Upos, VerbForm};
use crate::ontology::WordClass;

use super::antecedents::is_of_the_past;
use super::centring::taken_up;
use super::context::Context;
use super::discourse::{brought_in, chained, described, introduces, named_by, protagonist, sole_topic, topic};
use super::origins::Origin;
use super::salience::{AROUND, OWN, SUBJECT, acts, place, score, standing};
use super::tree::Tree;
use super::{
    agreement, complements, epithets, given, naming, officials, ordinals, pronouns, proposition, renamed, sides,
    speakers,
};

/// How many sentences back an antecedent may stand.
pub(super) const REACH: usize = 3;

/// What an antecedent must be.
pub(super) struct Wanted<'w> {
    pub(super) kinds: &'w [EntityKind],
    pub(super) gender: Option<Gender>,
    /// Whether names count whose own kind is unsure.
    pub(super) doubtful: bool,
    /// Where they come from.
    pub(super) origin: Option<Origin<'w>>,
    /// Whether it is whose post a text names without saying it: who the text is about, sooner than others.
    pub(super) unsaid: bool,
}

/// What a name loses that is of the kind sought only if its own kind is wrong.
const DOUBT: f32 = 0.4;

/// What an authority loses: texts about companies say *it* of them.
const OFFICIAL: f32 = 0.5;

/// What it loses as owner of a post or a thing.
const AUTHORITY: f32 = 0.9;

struct Candidate {
    mention: usize,
    score: f32,
}

/// The nearest name before `token` of one of `kinds`.
pub(super) fn nearest(context: &Context<'_>, sentence: usize, token: usize, wanted: &Wanted<'_>) -> Option<usize> {
    // Who is surely of the kind comes first, then what may be.
    let of_kind = |sure: bool| {
        (0..=1.min(sentence)).find_map(|back| {
            let before =
                context.mentions(sentence - back).filter(|(_, mention)| back > 0 || mention.tokens.end <= token);
            before
                .filter(|&(index, mention)| {
                    let may = || mention.kind == EntityKind::Product && context.fits(index, wanted.kinds);
                    mention.proper && if sure { wanted.kinds.contains(&mention.kind) } else { may() }
                })
                .filter(|&(index, _)| agreement::agrees(context, index, wanted.gender))
                .max_by_key(|(_, mention)| (mention.tokens.end, mention.tokens.len()))
                .map(|(index, _)| index)
        })
    };
    of_kind(true).or_else(|| of_kind(false).filter(|_| wanted.doubtful))
}

/// The best name of what is wanted, for the pronoun, possessive or noun at `token`.
pub(super) fn best(context: &Context<'_>, sentence: usize, token: usize, wanted: &Wanted<'_>) -> Option<usize> {
    let own = &context.trees[sentence];
    let plural = own.token(token).morph.number == Some(Number::Plur) && own.upos(token) == Upos::Pron;
    // *He* where only a company may stand.
    if wanted.kinds.is_empty() || plural {
        return None;
    }
    let mut ranking = Ranking::filled(context, sentence, token, wanted);
    let meant = ranking.of_the_house().or_else(|| ranking.winner());
    meant.map(|mention| renamed::since(context, sentence, mention))
}

/// Whether another name of what is wanted is far likelier for the pronoun at `token` than the one that was found for it.
pub(super) fn outdone(
    context: &Context<'_>,
    (sentence, token): (usize, usize),
    wanted: &Wanted<'_>,
    found: usize,
) -> bool {
    let name = &context.mention(found).name;
    let candidates = Ranking::filled(context, sentence, token, wanted).candidates;
    // By the last name that the text has told of each.
    let same = |it: &Candidate| context.mention(renamed::since(context, sentence, it.mention)).name == *name;
    let score = |own: bool| candidates.iter().filter(|it| same(it) == own).map(|it| it.score).reduce(f32::max);
    score(true).zip(score(false)).is_some_and(|(own, other)| other > own + OUTDONE)
}

/// The candidates of one token that points back, and what excludes or favours them.
struct Ranking<'r, 'a> {
    context: &'r Context<'a>,
    wanted: &'r Wanted<'r>,
    sentence: usize,
    token: usize,
    possessive: bool,
    /// Whether a noun that any company may be called by points back: *the group*.
    any: bool,
    /// Whether the sentence opens by telling who somebody is whom the one before has brought in.
    introduces: bool,
    /// The other arguments of a clitic's verb.
    subjects: Vec<usize>,
    /// Who acts in the clause of a possessive.
    binder: Vec<usize>,
    /// Names that are somebody else's for sure.
    others: Vec<Box<str>>,
    /// Which words of the sentence are quoted, where the possessive is not; else none.
    quoted: Vec<bool>,
    candidates: Vec<Candidate>,
}

impl<'r, 'a> Ranking<'r, 'a> {
    fn new(context: &'r Context<'a>, sentence: usize, token: usize, wanted: &'r Wanted<'r>) -> Self {
        let own = &context.trees[sentence];
        let possessive = matches!(own.upos(token), Upos::Det | Upos::Pron) && own.relation(token) != "nsubj";
        let raised = pronouns::is_raised(context, sentence, token);
        let any = context.ontology.words.has(own.sentence.language, WordClass::AnyFirm, own.lemma(token));
        // *Y, which supplies the firm,*: nor does a noun for any firm mean who acts on it; but *X raised 3 million, valuing
        // the firm at 9 million*.
        let object = own.upos(token) == Upos::Pron && matches!(own.relation(token), "obj" | "iobj" | "obl")
            || any && own.relation(token) == "obj" && own.head(token).is_some_and(|verb| acts_itself(own, verb));
        let object = object
            || any && pronouns::is_held(context, sentence, token)
            || possessive && pronouns::is_owned(context, sentence, token);
        let mut others =
            if object || raised { pronouns::not_meant(context, sentence, token, wanted.gender) } else { Vec::new() };
        others.extend(pronouns::told(context, sentence, token));
        if possessive {
            others.extend(pronouns::equated(context, sentence, token));
        }
        others.extend(pronouns::owning(context, sentence, token));
        others.extend(epithets::not_meant(context, sentence, token));
        if own.upos(token) == Upos::Noun {
            others.extend(ordinals::told_apart(context, sentence, token));
        }
        Self {
            context,
            wanted,
            sentence,
            token,
            possessive,
            any,
            introduces: introduces(context, sentence),
            subjects: beside_clitic(context, sentence, token),
            binder: if possessive && !raised { binder(context, sentence, token) } else { Vec::new() },
            others,
            quoted: if possessive { speakers::beside_quotation(context, sentence, token) } else { Vec::new() },
            candidates: Vec::new(),
        }
    }

    /// All candidates with what they are worth.
    fn filled(context: &'r Context<'a>, sentence: usize, token: usize, wanted: &'r Wanted<'r>) -> Self {
        let mut ranking = Self::new(context, sentence, token, wanted);
        ranking.names();
        ranking.subjects_taken_up();
        ranking.described();
        ranking.topic_from_afar();
        ranking.keep_origin();
        ranking
    }

    /// The names of the sentence and of those before it.
    fn names(&mut self) {
        for back in 0..=REACH.min(self.sentence) {
            for (index, mention) in self.context.mentions(self.sentence - back) {
                if self.may_be(index, mention, back) {
                    self.add(index, self.weight(index, mention, back));
                }
            }
        }
    }

    /// Whether a name may be meant at all.
    fn may_be(&self, index: usize, mention: &Mention, back: usize) -> bool {
        let context = self.context;
        let of_a_kind = self.wanted.kinds.contains(&mention.kind) || self.wanted.doubtful && self.fits(index, mention);
        let here = back == 0
            && (mention.head >= self.token && !self.is_cataphoric(mention)
                || self.is_made(mention)
                || self.subjects.iter().any(|subject| mention.tokens.contains(subject))
                || naming::is_in_fronted_participle(&context.trees[self.sentence], mention.head, self.token));
        mention.proper
            && of_a_kind
            && !here
            && !context.is_inside_another(index)
            && agreement::agrees(context, index, self.wanted.gender)
            && !(self.any && matches!(mention.kind, EntityKind::Facility | EntityKind::Place))
            && !(officials::is_brand(context, index) && (self.any || self.governs()))
            && !(self.any && mention.kind == EntityKind::Person && mention.name.contains(' '))
            && !(self.any && (officials::is_family(context, index) || officials::is_part(context, index)))
            && !(self.wanted.unsaid && is_of_the_past(context, mention))
            && !((self.any || self.wanted.unsaid || self.describes()) && officials::is_authority(context, index))
            && !self.others.contains(&mention.name)
    }

    /// *The iPhone maker*: whether a name is that of what the noun says that somebody makes.
    fn is_made(&self, mention: &Mention) -> bool {
        let own = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        words.has(own.sentence.language, WordClass::MakerNoun, own.lemma(self.token))
            && own.descends(mention.head, self.token)
    }

    /// *Its board*: whether a possessive says whose something is that only a firm has.
    fn governs(&self) -> bool {
        let noun = self.context.trees[self.sentence].head(self.token).filter(|_| self.possessive);
        noun.is_some_and(|noun| self.context.belongs_to_a_firm(self.sentence, noun))
    }

    /// *The exchange*: whether a noun for a firm points back, none of which is said of authorities.
    fn describes(&self) -> bool {
        self.context.trees[self.sentence].upos(self.token) == Upos::Noun
            && naming::kind_of(self.context, self.sentence, self.token) == Some(EntityKind::Organization)
    }

    /// Whether a name of another kind may be one sought: where something stands is only a place.
    fn fits(&self, index: usize, mention: &Mention) -> bool {
        let tree = &self.context.trees[mention.sentence];
        let at = mention.kind == EntityKind::Place
            && complements::is_marked(tree, &self.context.ontology.words, mention.head, WordClass::LocativeMarker);
        !at && self.context.fits(index, self.wanted.kinds)
    }

    /// *Through its unit Y, X operates*: a possessive may point ahead to the subject.
    fn is_cataphoric(&self, mention: &Mention) -> bool {
        let own = &self.context.trees[self.sentence];
        let possessed = own.head(self.token).is_some_and(|noun| {
            own.head(mention.head) == Some(noun) && matches!(own.relation(mention.head), "appos" | "flat" | "nmod")
        });
        // *Parmi ses clients figurent X et Y*: who is told behind the verb is new.
        let subject = standing(own, mention.head);
        let acts = own.relation(subject) == "nsubj" && own.head(subject).is_none_or(|verb| subject < verb);
        // *Its chief executive X moved the seat, and Y*: what acts itself points back.
        let first = self.sentence == 0;
        let adjunct = first || own.head(self.token).is_none_or(|noun| own.relation(noun) != "nsubj");
        self.possessive && !possessed && acts && adjunct && opens(own, self.token)
    }

    /// What a name is worth where it stands.
    fn weight(&self, index: usize, mention: &Mention, back: usize) -> f32 {
        let context = self.context;
        let sure = self.wanted.kinds.contains(&mention.kind);
        let person = self.any && mention.kind == EntityKind::Person;
        // *The robot X is made by Y. Its chairman*: nor has a thing anybody to lead it, where a firm may be meant.
        let described = standing(&context.trees[mention.sentence], mention.head) != mention.head;
        let thing = mention.kind == EntityKind::Product && described && self.governs();
        let unlike = if sure { 0.0 } else { DOUBT + if person || thing { OFFICIAL } else { 0.0 } };
        let official = officials::is_authority(context, index) && !self.is_about(mention);
        let doubt = unlike
            + match official {
                true if self.possessive => AUTHORITY,
                true => OFFICIAL,
                false => 0.0,
            };
        // *The regulator X sued Y to block its purchase of Z*: no authority buys.
        let bound = back == 0 && !official && self.binder.iter().any(|head| mention.tokens.contains(head));
        let bound = if bound { BOUND } else { 0.0 };
        let fresh = if back == 1 && self.introduces { brought_in(context, index) } else { 0.0 };
        let takes_up_new = || given::takes_up_new(context, self.sentence, self.token);
        let new = if (back > 0 || self.possessive) && takes_up_new() { given::weight(context, mention) } else { 0.0 };
        let joined = if back > 0 && self.is_joined(mention) { JOINED } else { 0.0 };
        let place = score(context, index, back, self.token, self.possessive) - joined;
        // *"X's tool was better," says its president*: of whom somebody speaks is hardly whose president speaks.
        let told = back == 0 && self.quoted.get(mention.head).is_some_and(|&quoted| quoted);
        let place = if told && !acts(context, mention) { place - TOLD } else { place };
        place - doubt + self.topical(mention) + bound + fresh + new
    }

    /// Whether a text opens with an authority as its subject: it is the one that the text is about.
    fn is_about(&self, mention: &Mention) -> bool {
        // *The regulator X fined Y. It makes pumps*: beside another it is hardly the one.
        let alone = || {
            let mut names = self.context.mentions(mention.sentence);
            names
                .all(|(_, other)| !other.proper || other.kind != EntityKind::Organization || other.name == mention.name)
        };
        let pronoun = self.context.trees[self.sentence].upos(self.token) == Upos::Pron;
        pronoun && mention.sentence == 0 && acts(self.context, mention) && alone()
    }

    /// *X and Y put money into it. It employs 300 people*: whether a pronoun of one points back to the first of two names that
    /// act together.
    fn is_joined(&self, mention: &Mention) -> bool {
        let own = &self.context.trees[self.sentence];
        let one = own.upos(self.token) == Upos::Pron && own.token(self.token).morph.number != Some(Number::Plur);
        let tree = &self.context.trees[mention.sentence];
        let first = place(self.context, mention);
        let named = |other: usize| {
            let possessed = tree.children_by(other, &["nmod"]).any(|child| tree.full_relation(child) == "nmod:poss");
            let name = |at: usize| tree.upos(at) == Upos::Propn;
            !possessed && (name(other) || tree.children_by(other, &["appos", "flat"]).any(name))
        };
        one && tree.relation(first) == "nsubj" && tree.children_by(first, &["conj"]).any(named)
    }

    /// What a name gains that the text is about.
    fn topical(&self, mention: &Mention) -> f32 {
        let is = |about: Option<usize>| about.is_some_and(|it| self.context.mention(it).name == mention.name);
        if is(protagonist(self.context)) {
            PROTAGONIST
        } else if is(topic(self.context)) && self.wanted.kinds.contains(&EntityKind::Organization) {
            let meant = self.any && !given::takes_up_new(self.context, self.sentence, self.token) || self.wanted.unsaid;
            if meant { MEANT } else { TOPICAL }
        } else {
            0.0
        }
    }

    /// Those that a subject of the sentences before stood for.
    fn subjects_taken_up(&mut self) {
        if let Some((subject, index)) = subject_around(self.context, self.sentence, self.token) {
            let mention = self.context.mention(index);
            let agrees = agreement::is_of(self.context, self.sentence, subject, self.wanted.gender);
            if self.wanted.kinds.contains(&mention.kind) && agrees && !self.others.contains(&mention.name) {
                let place = if self.possessive { OWN + BOUND } else { AROUND };
                self.add(index, SUBJECT + place + 0.2 * mention.confidence);
            }
        }
        for back in 1..=REACH.min(self.sentence) {
            for (subject, index, score) in taken_up(self.context, (self.sentence, self.token), back) {
                let agrees = agreement::is_of(self.context, self.sentence - back, subject, self.wanted.gender);
                let mention = self.context.mention(index);
                let excluded = self.others.contains(&mention.name);
                if self.wanted.kinds.contains(&mention.kind) && agrees && !excluded {
                    self.add(index, score);
                }
            }
        }
    }

    /// *X is a channel. ... The channel*: whom the text has described so.
    fn described(&mut self) {
        let context = self.context;
        let own = &context.trees[self.sentence];
        let noun = own.lemma(self.token);
        if own.upos(self.token) != Upos::Noun {
            return;
        }
        let so = [described(context), named_by(context)].into_iter().filter_map(|nouns| nouns.get(noun)).flatten();
        let so = so.copied().chain(epithets::echoed(context, self.sentence, self.token));
        let shown = self.any && given::takes_up_new(context, self.sentence, self.token);
        let called = if shown { given::called_so(context, self.sentence, noun) } else { Vec::new() };
        for index in so.chain(called) {
            let there = context.mention(index);
            let before = (there.sentence, there.tokens.end) < (self.sentence, self.token);
            if before && self.wanted.kinds.contains(&there.kind) && !self.others.contains(&there.name) {
                self.add(index, DESCRIBED);
            }
        }
    }

    /// *The group*, a post that nobody is said to give: whom the text is about may be named too far back to be found.
    fn topic_from_afar(&mut self) {
        let Some(topic) = sole_topic(self.context).filter(|_| self.any || self.wanted.unsaid) else { return };
        let mention = self.context.mention(topic);
        let before = mention.sentence + REACH < self.sentence;
        let wanted = self.wanted.kinds.contains(&mention.kind) && !self.others.contains(&mention.name);
        if before && wanted && !self.candidates.iter().any(|it| self.context.mention(it.mention).name == mention.name) {
            self.add(topic, AFAR);
        }
    }

    /// *The German group*: only who is not known to come from elsewhere.
    fn keep_origin(&mut self) {
        let Some(origin) = self.wanted.origin else { return };
        let context = self.context;
        self.candidates.retain_mut(|candidate| {
            let weight = origin.weighs(context, &context.mention(candidate.mention).name);
            candidate.score += weight.unwrap_or_default();
            weight.is_some()
        });
    }

    /// Keeps the best mention of each name.
    fn add(&mut self, mention: usize, score: f32) {
        let context = self.context;
        let name = &context.mention(mention).name;
        match self.candidates.iter_mut().find(|other| context.mention(other.mention).name == *name) {
            Some(other) => {
                // Said again: a topic. The best place counts, with a little more for each time.
                other.score = other.score.max(score) + 0.1;
            }
            None => self.candidates.push(Candidate { mention, score }),
        }
    }

    /// *The Group has sold its meters*: the noun for any firm with a capital inside a sentence is what a house calls itself.
    fn of_the_house(&self) -> Option<usize> {
        let form = &self.context.trees[self.sentence].token(self.token).form;
        let titled = form.starts_with(char::is_uppercase) && form.chars().skip(1).all(char::is_lowercase);
        let meant = topic(self.context).filter(|_| self.any && titled && self.token > 0)?;
        let mention = self.context.mention(meant);
        let fits = self.wanted.kinds.contains(&mention.kind) && !self.others.contains(&mention.name);
        (fits && mention.sentence <= self.sentence).then_some(meant)
    }

    /// *Backed by X, the start-up has grown*: whether what is said in front of the description names somebody else.
    fn is_who_it_is_told_of(&self, meant: usize) -> bool {
        let mention = self.context.mention(meant);
        mention.sentence == self.sentence
            && naming::is_in_fronted_participle(&self.context.trees[self.sentence], mention.head, self.token)
    }

    /// The candidate that is better than all others; of equals the one that the text is about, who is also the answer
    /// where there is no candidate.
    fn winner(&mut self) -> Option<usize> {
        self.candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        let anywhere = self.wanted.origin.is_none_or(|origin| !origin.is_alone());
        let topic =
            || topic(self.context).filter(|_| anywhere && self.wanted.kinds.contains(&EntityKind::Organization));
        let name = |index: usize| &self.context.mention(index).name;
        let topic = || topic().filter(|&meant| !self.others.contains(name(meant)));
        match self.candidates.as_slice() {
            [] => topic().filter(|&meant| !self.possessive && !self.is_who_it_is_told_of(meant)),
            // A co-argument alone is nobody.
            [only] => Some(only.mention).filter(|_| only.score > EXCLUDED),
            [first, second, ..] if first.score > second.score + NEAR => Some(first.mention),
            [first, ..] => {
                let close = self.candidates.iter().take_while(|other| first.score <= other.score + NEAR);
                let topic = topic()?;
                close.map(|candidate| candidate.mention).find(|&mention| name(mention) == name(topic))
            }
        }
    }
}

/// Below this nobody is meant.
const EXCLUDED: f32 = -0.75;

/// What the first of two names that act together loses as that of one alone.
const JOINED: f32 = 0.9;

/// What a name in a quotation loses as owner of what stands outside, unless it acts.
const TOLD: f32 = 0.5;

/// What a name gains that acts in the clause of a possessive.
const BOUND: f32 = 0.9;

/// How many clauses around a possessive may say who acts.
const BINDERS: usize = 4;

/// Who acts in the smallest clause around the possessive at `token` that has a subject without it: *fined X for failing
/// to sell its shop*, *is made by X at its plant*.
fn binder(context: &Context<'_>, sentence: usize, token: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let bought = sides::bought_from(context, sentence, token);
    if !bought.is_empty() {
        return bought;
    }
    if let Some(seller) = sides::seller(context, sentence, token) {
        return vec![seller];
    }
    let verbs = tree.ancestors(token).skip(1).filter(|&at| tree.upos(at) == Upos::Verb).take(BINDERS);
    for verb in verbs {
        let subjects = proposition::arguments(tree, words, verb).subjects;
        let outside = subjects.into_iter().filter(|&subject| !tree.descends(token, subject));
        let named: Vec<usize> = outside
            .filter_map(|subject| {
                let named = |at: usize| context.mention_at(sentence, at).filter(|&(_, proper)| proper);
                let beside = || naming::beside(context, sentence, subject).map(|index| (index, true));
                named(subject).or_else(beside)
            })
            .map(|(index, _)| context.mention(index).head)
            .collect();
        if !named.is_empty() {
            return named;
        }
    }
    Vec::new()
}

/// What a name gains that the text is about.
const TOPICAL: f32 = 0.15;

/// The same where a noun that any company may be called by stands for it: *the group*.
const MEANT: f32 = 0.9;

/// What whom the text is about is worth where no sentence near names it: less than subject and object of the sentence before.
const AFAR: f32 = 1.5;

/// What the person gains whose portrait the text is.
const PROTAGONIST: f32 = 0.5;

/// Two candidates nearer to each other than this are equals.
const NEAR: f32 = 0.05;

/// What a name is worth as antecedent of the noun that described it, wherever that was: as much as the subject of
/// the sentence before.
const DESCRIBED: f32 = 2.2;

/// How much likelier another name must be for a pronoun to mean nobody of the kind that its place asks for.
const OUTDONE: f32 = 0.3;

/// *In 1995 the company bought Y, and in 1998 it opened a shop*, *it sold Y to its rival*: the pronoun or description that
/// is the subject of the clause around that of the subject at `token`, or around the possessive, and whom it stands for.
fn subject_around(context: &Context<'_>, sentence: usize, token: usize) -> Option<(usize, usize)> {
    let tree = &context.trees[sentence];
    let meant = |subject: usize| Some((subject, chained(context, sentence, subject)?));
    let subject = |verb: usize| tree.child_by(verb, &["nsubj"]).filter(|&subject| subject < token);
    if tree.full_relation(token) == "nmod:poss" {
        let language = tree.sentence.language;
        let relative = |at: usize| context.ontology.words.has(language, WordClass::RelativePronoun, tree.lower(at));
        if relative(token) || pronouns::is_raised(context, sentence, token) {
            return None;
        }
        let verbs = tree.ancestors(token).skip(1).filter(|&at| tree.upos(at) == Upos::Verb);
        // *The new group will have its seat in Lyon*: another than the text knows.
        let known = |&subject: &usize| tree.child_by(subject, &["amod"]).is_none();
        let subjects = verbs.take(BINDERS).filter_map(subject).filter(known);
        let named = |subject: usize| context.mention_at(sentence, subject).is_some_and(|(_, proper)| proper);
        return subjects.take_while(|&it| !named(it) && !relative(it)).find_map(meant);
    }
    let verb = tree.head(token).filter(|_| tree.upos(token) == Upos::Pron && tree.relation(token) == "nsubj")?;
    tree.head(verb).and_then(subject).and_then(meant)
}

/// The subjects of the verb that the pronoun at `token` is an object of: it stands for none of them.
fn beside_clitic(context: &Context<'_>, sentence: usize, token: usize) -> Vec<usize> {
    let tree = &context.trees[sentence];
    let object = tree.upos(token) == Upos::Pron && matches!(tree.relation(token), "obj" | "iobj" | "obl");
    let raised = pronouns::is_raised(context, sentence, token);
    let Some(verb) = tree.head(token).filter(|_| object || raised) else { return Vec::new() };
    // What a raised possessor belongs to is the predicate itself or its object.
    let predicate = |&at: &usize| tree.upos(at) == Upos::Verb || tree.has_child(at, "cop");
    let Some(verb) = std::iter::once(verb).chain(tree.head(verb)).find(predicate) else { return Vec::new() };
    let mut subjects = proposition::arguments(tree, &context.ontology.words, verb).subjects;
    // The subject may itself describe a name: *the company X bought it*.
    let below: Vec<usize> =
        subjects.iter().flat_map(|&subject| tree.children_by(subject, &["appos", "flat"])).collect();
    subjects.extend(below);
    subjects
}

/// Whether a verb has a subject or a finite form of its own.
fn acts_itself(tree: &Tree<'_>, verb: usize) -> bool {
    let own = tree.child_by(verb, &["nsubj", "aux"]).is_some();
    own || tree.token(verb).morph.verb_form == Some(VerbForm::Fin)
}

/// Whether a token stands in the phrase that opens its sentence, before any verb.
fn opens(tree: &Tree<'_>, token: usize) -> bool {
    token < 6 && (0..token).all(|before| !matches!(tree.upos(before), Upos::Aux | Upos::Propn))
}
