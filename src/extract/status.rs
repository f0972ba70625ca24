//! Whether what a clause says is a fact.
//!
//! Owns polarity, mood, tense and the predicates that embed a clause; the cues are data
//! (`StatusCue`, `StatusAdverb`, `Negation`, `Reversal`, `Hypothesis`). Gives the status, or `None`
//! when the clause states nothing.

use std::ops::ControlFlow;

use crate::model::{Mood, Status, Tense, Upos, VerbForm};
use crate::ontology::{Typology, WordClass, Words};

use super::complements::is_marked;
use super::dropped;
use super::granted;
use super::nominal;
use super::predication;
use super::standing;
use super::tree::Tree;

/// How far up embedding predicates are followed.
const DEPTH: usize = 8;

/// The value of implicative words that are nouns: *en train de racheter X*.
const NOUN: &str = "noun";

/// The status of what the predicate at `predicate` says, given the status that its lexical entry
/// implies. `None` for a question or hypothesis.
pub(super) fn of(tree: &Tree<'_>, words: &Words, predicate: usize, implied: Option<Status>) -> Option<Status> {
    let scope = Scope { tree, words };
    let mut status = scope.within(predicate, implied.unwrap_or(Status::Completed))?;
    status = scope.as_modified(predicate, status);
    let mut rung = Rung { at: predicate, first: true, tied: false };
    for _ in 0..DEPTH {
        let Some(head) = tree.head(rung.at) else { break };
        if scope.is_to_come(rung.at, head) {
            status = weaker(status, Status::Planned);
        }
        match scope.under(&rung, head, status)? {
            ControlFlow::Continue(above) => status = above,
            ControlFlow::Break(()) => break,
        }
        rung = Rung { at: head, first: false, tied: scope.is_tied(&rung) };
    }
    Some(scope.reported(predicate, status))
}

/// The status of a figure whose noun stands in front of its clause, set off by a comma: *with a loss of 3 million in 2023, X
/// will cut jobs*. What the clause says of it then is nothing; `None` for a noun that stands elsewhere.
pub(super) fn set_off(tree: &Tree<'_>, words: &Words, noun: usize) -> Option<Status> {
    let verb = tree.head(noun).filter(|&verb| verb > noun && tree.relation(noun) == "obl")?;
    let subject = tree.children_by(verb, &["nsubj"]).min().filter(|&subject| subject > noun)?;
    let (_, last) = tree.extent(noun);
    let comma = (noun..=last.saturating_add(1).min(subject)).any(|at| tree.token(at).form.as_ref() == ",");
    // *With*, *after*; but *without a loss of 3 million*.
    let after = |marker: &str| words.value(tree.sentence.language, WordClass::ElapsedFrom, marker) == Some("+");
    let governed = is_marked(tree, words, noun, WordClass::ComitativeMarker)
        || tree.marker(noun).is_some_and(|marker| after(&marker));
    let scope = Scope { tree, words };
    (comma && governed && last < subject).then(|| scope.as_modified(noun, Status::Completed))
}

/// A step on the way up from a predicate.
struct Rung {
    at: usize,
    /// Whether it is the predicate itself.
    first: bool,
    /// Whether what stands below fails with it or is planned with it: *a deal to buy X*, *the closure of 30 stores*.
    tied: bool,
}

/// The status of what a noun says that describes someone (*X, a unit of Y*): the clause around it says
/// nothing of it, unless the noun is its predicate.
pub(super) fn of_description(tree: &Tree<'_>, words: &Words, noun: usize, implied: Option<Status>) -> Option<Status> {
    // *N'a pas obtenu le poste de directeur*: who holds a post by a verb holds it as the verb says.
    if let Some(verb) = predication::post_held(tree, words, noun).and_then(|post| tree.head(post)) {
        return of(tree, words, verb, implied);
    }
    // *Le nouveau président de X sera Paul Dorval*.
    let equated = |&said: &usize| tree.upos(said) == Upos::Propn && tree.has_child(said, "cop");
    if let Some(said) = tree.head(noun).filter(|_| tree.relation(noun) == "nsubj").filter(equated) {
        return of(tree, words, said, implied);
    }
    let predicate = tree.child_by(noun, &["cop"]).is_some()
        || matches!(tree.relation(noun), "xcomp" | "ccomp" | "root")
        || is_marked(tree, words, noun, WordClass::PredicativeMarker)
        || predication::is_promotion(tree, words, noun);
    if predicate { of(tree, words, noun, implied) } else { Some(implied.unwrap_or(Status::Completed)) }
}

/// Whether the noun at `counted` has a number, no article, and hangs on a noun for what is done to such things: *the closure
/// of 30 stores*.
pub(super) fn is_of_act(tree: &Tree<'_>, words: &Words, counted: usize) -> bool {
    let bare = tree.has_child(counted, "nummod") && tree.child_by(counted, &["det", "nmod:poss"]).is_none();
    let act = tree.head(counted).filter(|_| bare && tree.relation(counted) == "nmod");
    act.is_some_and(|act| words.has(tree.sentence.language, WordClass::ActNoun, tree.lemma(act)))
}

/// *Son projet de campus*: whether a noun of intention governs the one at `thing`.
pub(super) fn is_intended(tree: &Tree<'_>, words: &Words, thing: usize) -> bool {
    let genitive = is_marked(tree, words, thing, WordClass::GenitiveMarker);
    let plan = tree.head(thing).filter(|&plan| genitive && plan < thing && tree.upos(plan) == Upos::Noun);
    let value = plan.and_then(|plan| words.value(tree.sentence.language, WordClass::StatusCue, tree.lemma(plan)));
    value.and_then(Status::from_name).is_some_and(|status| status != Status::Completed)
}

/// *Will build a plant in X*, *scrapped plans for the opening of an office in X*: what the verb or noun that brings a site into
/// being says of it, where that is no fact.
pub(super) fn in_the_making(tree: &Tree<'_>, words: &Words, site: usize) -> Option<Status> {
    let first = std::iter::successors(Some(site), |&at| {
        tree.head(at).filter(|_| matches!(tree.relation(at), "conj" | "appos" | "compound" | "flat"))
    });
    let first = first.take(DEPTH).last()?;
    let maker = tree.head(first).filter(|&maker| {
        let undergone = match tree.relation(first) {
            "obj" | "nmod" => true,
            "nsubj" => tree.full_relation(first) == "nsubj:pass",
            _ => false,
        };
        undergone && words.has(tree.sentence.language, WordClass::Building, tree.lemma(maker))
    })?;
    of(tree, words, maker, None).filter(|&said| said != Status::Completed)
}

/// *A inauguré son projet de campus*: the verb that brings to its end what the noun of intention at `plan` names.
pub(super) fn completion(tree: &Tree<'_>, words: &Words, plan: usize) -> Option<usize> {
    let verb = tree.head(plan).filter(|&verb| tree.upos(verb) == Upos::Verb)?;
    let undergone = match tree.relation(plan) {
        "obj" => true,
        "nsubj" => tree.has_child(verb, "aux:pass"),
        _ => false,
    };
    let opened = |form: &str| tree.phrase_at(verb, form);
    let mut verbs = words.of(tree.sentence.language, WordClass::CompletingVerb);
    verbs.any(|(form, _)| undergone && opened(form)).then_some(verb)
}

fn is_nominal(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.upos(token), Upos::Noun | Upos::Propn) && tree.child_by(token, &["cop"]).is_none()
}

struct Scope<'t, 'a> {
    tree: &'t Tree<'a>,
    words: &'t Words,
}

impl Scope<'_, '_> {
    /// What `head`, above a rung, makes of a status; the way ends where it says nothing of it.
    fn under(&self, rung: &Rung, head: usize, status: Status) -> Option<ControlFlow<(), Status>> {
        let (tree, at) = (self.tree, rung.at);
        let above = match tree.relation(at) {
            // *X will close stores and cut jobs*: the auxiliary before the first verb is that of the second.
            "conj" if self.shares_auxiliary(at, head) => self.within(head, status)?,
            "conj" | "cop" | "aux" | "list" | "parataxis" => status,
            // *The court barred X from buying Y*.
            "advcl" | "xcomp" | "ccomp" if self.keeps_from(at, head) && !self.negated(head) => {
                // *Nothing stops X from buying Y*, *to stop X from buying Y* tell nothing of it.
                let nothing = tree.children_by(head, &["nsubj"]).any(|it| self.has(WordClass::Nobody, it));
                if nothing || tree.token(head).morph.verb_form == Some(VerbForm::Inf) {
                    return None;
                }
                weaker(self.within(head, status)?, Status::Cancelled)
            }
            // *Will open a plant, creating 60 jobs*: what comes of what is planned is planned.
            "advcl" if self.is_outcome(at, head) => {
                let around = self.within(head, status)?;
                if matches!(around, Status::Planned | Status::Rumoured) { around } else { status }
            }
            // What did not fail, as is said, may go on or not.
            "acl" | "nmod" | "ccomp" if self.is_said_untrue(head) => {
                return matches!(status, Status::Completed | Status::Planned | Status::Rumoured)
                    .then(|| ControlFlow::Continue(denied(status)));
            }
            // What fails or is planned under a noun that is no cue is that noun, not what hangs on it.
            "nsubj" | "nmod" | "obj" | "obl"
                if !rung.first && !rung.tied && !self.is_cue(at) && is_nominal(tree, at) && !self.is_number(at) =>
            {
                return Some(ControlFlow::Break(()));
            }
            // *Une amende vise X* is no plan, *grâce à un prêt de X, Y veut grandir* leaves the loan what it is.
            "nsubj" if self.has(WordClass::ReachingVerb, head) && self.phrasal_cue(head).is_none() => {
                self.within(head, status)?
            }
            "obl" if self.has(WordClass::ReachingVerb, head) && self.is_agent(at) => self.within(head, status)?,
            "obl" if self.endows(at) => return Some(ControlFlow::Break(())),
            // *Gives up her post to chair Y*: what a post is left for is not what is given up.
            "acl" if self.is_left_post(head) => return Some(ControlFlow::Break(())),
            "acl" if tree.token(at).morph.verb_form == Some(VerbForm::Inf) => self.embedded(head, status)?,
            // *On the verge of buying X*, *in talks on buying X*.
            "acl" if self.is_marked(at) && (self.is_cue(head) || self.phrasal_cue(head).is_some()) => {
                self.embedded(head, status)?
            }
            // *Prête à X l'intention de racheter Y*.
            "obj" if rung.tied && self.imputed(head).is_some() => {
                self.imputed(head).map(|said| weaker(status, said))?
            }
            // *X compte 14 usines*: a verb of having means no plan before a noun, and what somebody does not have is not so.
            "obj" if self.has(WordClass::HavingVerb, head) && self.negated(head) => denied(status),
            "obj" if self.has(WordClass::HavingVerb, head) => status,
            // *In exclusive talks to buy X*: what the parser hung on the adjective belongs to its noun.
            "amod" if !rung.first && self.is_cue(head) => self.embedded(head, status)?,
            // *X walked away from talks*: the adverb is a part of the cue.
            "advmod" if self.phrasal_cue(head).is_some() => self.embedded(head, status)?,
            "compound" if tree.upos(head) == Upos::Noun && self.is_cue(head) => self.embedded(head, status)?,
            "xcomp" | "ccomp" | "obj" | "obl" | "nmod" | "nsubj" | "advcl" => {
                let meant = self.as_argument(at, head, status)?;
                let intended = matches!(meant, Status::Planned | Status::Rumoured);
                if intended && dropped::is_taken_back(tree, self.words, head) { Status::Cancelled } else { meant }
            }
            _ => return Some(ControlFlow::Break(())),
        };
        Some(ControlFlow::Continue(above))
    }

    /// What a predicate makes of the status of its argument or adverbial clause.
    fn as_argument(&self, at: usize, head: usize, status: Status) -> Option<Status> {
        let adverbial = self.tree.relation(at) == "advcl";
        let planned = self.planned_in(at, head);
        let status = planned.map_or(Some(status), |noun| self.embedded(noun, status))?;
        // What is done for a purpose that never comes to pass is as doubtful as the rest of its clause.
        let purpose = self.tree.token(at).morph.verb_form == Some(VerbForm::Inf) && self.is_marked(at);
        if purpose && planned.is_none() && (adverbial || self.is_given_up(head, at)) {
            let around = self.within(head, status)?;
            // *Dément être en discussions pour racheter X*.
            let no = adverbial && self.cue(head, Status::Completed) == Status::Denied;
            return Some(if no { denied(around) } else { around });
        }
        let kept = self.marked(at, WordClass::SourceMarker) && self.is_cue(head);
        let governed =
            !adverbial || planned.is_some() || kept || self.marked(at, WordClass::StatusCue) || self.is_about(at, head);
        if governed { self.embedded(head, status) } else { Some(status) }
    }

    /// What the clause's own mood, tense, modals, adverbs and negation make of `status`.
    fn within(&self, predicate: usize, status: Status) -> Option<Status> {
        let tree = self.tree;
        if self.marked(predicate, WordClass::Hypothesis) || self.is_inverted(predicate) || self.is_question(predicate) {
            return None;
        }
        let mut status = status;
        let verbs = std::iter::once(predicate).chain(tree.children_by(predicate, &["aux", "cop"]));
        for verb in verbs {
            let morph = tree.token(verb).morph;
            if morph.mood == Some(Mood::Cnd) {
                status = weaker(status, Status::Rumoured);
            } else if morph.tense == Some(Tense::Fut) {
                status = weaker(status, Status::Planned);
            }
            if verb != predicate {
                status = self.cue(verb, status);
            }
        }
        if self.is_headline_plan(predicate) || self.is_due(predicate) {
            status = weaker(status, Status::Planned);
        }
        status = self.adverbs(predicate, status);
        if !self.negated(predicate) {
            return Some(status);
        }
        let given_up = status != Status::Cancelled && self.says(predicate, WordClass::Reversal).next().is_some();
        Some(if given_up { Status::Cancelled } else { denied(status) })
    }

    /// *The planned takeover of X*, *a failed merger with Y*: what a modifier says of the deal, unless its verb carries it out
    /// (*X has completed its planned purchase of Y*).
    fn as_modified(&self, deal: usize, status: Status) -> Status {
        let tree = self.tree;
        let language = tree.sentence.language;
        if tree.upos(deal) != Upos::Noun {
            return status;
        }
        let done = |verb: usize| {
            let support = self.words.value(language, WordClass::SupportVerb, tree.lemma(verb));
            support == Some("") && !self.has(WordClass::Reporting, verb) && !self.has(WordClass::AnnouncingVerb, verb)
        };
        let governed = matches!(tree.relation(deal), "obj" | "nsubj") && tree.head(deal).is_some_and(done);
        let modifiers = tree.children_by(deal, &["amod"]).filter(|_| !governed);
        let cues = modifiers.filter_map(|child| self.words.value(language, WordClass::StatusCue, tree.lower(child)));
        cues.filter_map(Status::from_name).fold(status, weaker)
    }

    /// *X to acquire Y*: an infinitive said of a name with no verb above it, as headlines write plans.
    fn is_headline_plan(&self, predicate: usize) -> bool {
        let tree = self.tree;
        let of_name = || {
            let head = tree.head(predicate).filter(|_| tree.relation(predicate) == "acl");
            head.is_some_and(|head| tree.relation(head) == "root" && tree.upos(head) == Upos::Propn)
        };
        // *90,000 banks use X*: without its mark the form is as well a present.
        let marked = tree.child_by(predicate, &["mark"]).is_some();
        let of_subject =
            || marked && tree.relation(predicate) == "root" && tree.child_by(predicate, &["nsubj"]).is_some();
        tree.token(predicate).morph.verb_form == Some(VerbForm::Inf)
            && tree.child_by(predicate, &["aux", "cop"]).is_none()
            && (of_subject() || of_name())
    }

    /// *X is to acquire Y*: an infinitive behind a copula in the present is still to come.
    fn is_due(&self, predicate: usize) -> bool {
        let tree = self.tree;
        let present =
            |&verb: &usize| tree.token(verb).morph.tense == Some(Tense::Pres) && self.has(WordClass::Copula, verb);
        let due = tree.children_by(predicate, &["aux", "cop"]).find(present);
        let marked = |due| tree.children_by(predicate, &["mark"]).any(|mark| mark == due + 1);
        tree.upos(predicate) == Upos::Verb && due.is_some_and(marked)
    }

    /// *Close to buying X*, *interested in buying X*: a clause that a preposition makes the complement of a cue.
    fn is_about(&self, clause: usize, cue: usize) -> bool {
        let adjective = self.tree.upos(cue) == Upos::Adj && self.is_cue(cue);
        // *Walked away from coal after it bought X*: what has a verb of its own is no complement.
        let set_apart = [WordClass::Circumstance, WordClass::SequenceMarker, WordClass::AgentMarker]
            .into_iter()
            .any(|class| self.marked(clause, class));
        let own = self.tree.relation(clause) == "advcl" && (self.tree.is_finite(clause) || set_apart || clause < cue);
        self.is_marked(clause) && adjective || !own && self.phrasal_cue(cue).is_some()
    }

    /// Whether an infinitive is no fact even if what governs it is one: a plan, a purpose, a chance.
    fn is_to_come(&self, infinitive: usize, governor: usize) -> bool {
        let tree = self.tree;
        let embedded = matches!(tree.relation(infinitive), "xcomp" | "ccomp" | "acl" | "advcl");
        let infinite = tree.token(infinitive).morph.verb_form == Some(VerbForm::Inf);
        let language = tree.sentence.language;
        let implied = |token: usize| {
            let known = self.words.value(language, WordClass::Implicative, tree.lemma(token));
            let implicative = known.is_some_and(|value| value == NOUN || tree.upos(token) != Upos::Noun);
            implicative || self.phrasal_cue(token) == Some(Status::Completed)
        };
        let told = |token: usize| implied(token) || self.has(WordClass::Reporting, token);
        // *The first to invest*, *l'une des rares sociétés à produire*: the infinitive tells which one is meant.
        let tells = tree.relation(infinitive) == "acl"
            && (self.marked(infinitive, WordClass::RelativeInfinitive)
                || tree.children(governor).iter().any(|&child| told(child)));
        // *A travaillé chez Y avant de rejoindre X*: what came behind what is past is past as well.
        let tense = tree.token(governor).morph.tense;
        let followed = tree.relation(infinitive) == "advcl"
            && matches!(tense, Some(Tense::Past | Tense::Imp))
            && self.marked(infinitive, WordClass::SequenceMarker);
        // *Closes a deal to acquire X*; who announces one has yet to close it.
        let closed = tree.relation(governor) == "obj" && tree.head(governor).is_some_and(implied);
        // *Is leaving to run X*: who is on the way has not got there.
        let said = told(governor) && !self.is_on_the_way(infinitive, governor);
        embedded && infinite && self.is_marked(infinitive) && !tells && !followed && !closed && !said
    }

    /// *A empêché X de racheter Y*: whether a marked infinitive is what the object of its verb would do.
    fn is_kept_object(&self, clause: usize, verb: usize) -> bool {
        let infinitive = self.tree.token(clause).morph.verb_form == Some(VerbForm::Inf) && self.is_marked(clause);
        infinitive && self.tree.children_by(verb, &["obj", "iobj", "obl"]).any(|object| object < clause)
    }

    /// Whether a verb keeps somebody from doing what the clause says.
    fn keeps_from(&self, clause: usize, verb: usize) -> bool {
        self.has(WordClass::Preventing, verb)
            && (self.marked(clause, WordClass::SourceMarker) || self.is_kept_object(clause, verb))
    }

    /// Whether a clause is the present participle of a verb of bringing about behind its verb, without subject, mark or auxiliary.
    fn is_outcome(&self, clause: usize, verb: usize) -> bool {
        let tree = self.tree;
        let form = tree.token(clause).morph;
        let present = form.verb_form == Some(VerbForm::Ger)
            || form.verb_form == Some(VerbForm::Part) && form.tense == Some(Tense::Pres);
        let makes = self.has(WordClass::OutcomeVerb, clause);
        present && makes && verb < clause && tree.child_by(clause, &["nsubj", "mark", "aux", "cop"]).is_none()
    }

    /// Whether a clause of purpose stands under a verb of going away in a present that lasts.
    fn is_on_the_way(&self, purpose: usize, verb: usize) -> bool {
        let tree = self.tree;
        let form = tree.token(verb).morph;
        let lasts = form.verb_form == Some(VerbForm::Ger)
            || form.verb_form == Some(VerbForm::Part) && form.tense == Some(Tense::Pres);
        let present = |aux: usize| tree.token(aux).morph.tense == Some(Tense::Pres) && self.has(WordClass::Copula, aux);
        let away = self.has(WordClass::DepartingVerb, verb);
        matches!(tree.relation(purpose), "advcl" | "xcomp")
            && away
            && lasts
            && tree.children_by(verb, &["aux"]).any(present)
    }

    /// Whether a verb in the infinitive has neither auxiliary nor subject of its own but those of the verb it is joined to:
    /// *will step down and be succeeded by X*.
    fn shares_auxiliary(&self, second: usize, first: usize) -> bool {
        let tree = self.tree;
        let infinitive = |verb: usize| tree.token(verb).morph.verb_form == Some(VerbForm::Inf);
        // *Will close plants and cut jobs*: one form may be an infinitive and a past.
        let bare = |verb: usize| {
            infinitive(verb)
                || infinitive(first) && tree.lower(verb) == tree.lemma(verb) && tree.upos(first) == Upos::Verb
        };
        let leading = tree.children_by(second, &["aux"]).find(|&aux| aux < second).unwrap_or(second);
        bare(leading) && tree.child_by(second, &["nsubj", "mark"]).is_none() && tree.child_by(first, &["aux"]).is_some()
    }

    fn is_marked(&self, clause: usize) -> bool {
        self.tree.child_by(clause, &["mark"]).is_some()
    }

    /// *Suppose X were to buy Y*, *imaginons que X rachète Y*: what the reader is asked to take for granted is not told.
    fn is_supposed(&self, verb: usize) -> bool {
        let asked = self.tree.upos(verb) == Upos::Verb
            && self.has(WordClass::Supposing, verb)
            && self.tree.token(verb).morph.verb_form != Some(VerbForm::Part)
            && self.tree.child_by(verb, &["nsubj", "aux", "mark"]).is_none();
        asked && (self.tree.relation(verb) == "root" || verb == 0)
    }

    /// What a governing predicate makes of the status of its complement.
    fn embedded(&self, governor: usize, status: Status) -> Option<Status> {
        if self.is_supposed(governor) {
            return None;
        }
        if granted::is(self.tree, self.words, governor) {
            return (!self.marked(governor, WordClass::Hypothesis)).then_some(status);
        }
        // *A terminé son projet de rachat*: what is done is no plan.
        if self.tree.upos(governor) == Upos::Noun && completion(self.tree, self.words, governor).is_some() {
            return Some(status);
        }
        let cued = self.cue(governor, status);
        let nominal = matches!(self.tree.upos(governor), Upos::Noun | Upos::Propn);
        // *Serait sur le point de racheter X*: a cue that is the predicate has a mood.
        let cue = || self.is_cue(governor) || self.phrasal_cue(governor).is_some();
        let predicate = nominal && self.tree.has_child(governor, "cop") && cue();
        if cued == status && nominal && !predicate {
            return Some(status);
        }
        if predicate || matches!(self.tree.upos(governor), Upos::Verb | Upos::Aux | Upos::Adj) {
            let reporting = self.has(WordClass::Reporting, governor);
            if reporting {
                // What is said to have been said is as true as before, whatever the verb's tense.
                return if self.marked(governor, WordClass::Hypothesis) { None } else { Some(cued) };
            }
            // *N'envisage plus de racheter X*: what is no more intended is given up.
            let intended = matches!(cued, Status::Planned | Status::Rumoured) && cue();
            if intended && standing::ceasing(self.tree, self.words, governor).next().is_some() {
                return Some(Status::Cancelled);
            }
            return self.within(governor, cued);
        }
        Some(cued)
    }

    /// *Is abandoning coal to focus on X*: whether a verb has an object of its own to give up, before an infinitive.
    fn is_given_up(&self, verb: usize, infinitive: usize) -> bool {
        let object = self.tree.child_by(verb, &["obj"]).filter(|object| (verb..infinitive).contains(object));
        object.is_some() && self.cue(verb, Status::Completed) == Status::Cancelled
    }

    /// Whether a noun is a post that its verb gives up.
    fn is_left_post(&self, noun: usize) -> bool {
        let verb = self.tree.head(noun).filter(|_| self.tree.relation(noun) == "obj");
        self.has(WordClass::PostNoun, noun)
            && verb.is_some_and(|verb| self.cue(verb, Status::Completed) == Status::Cancelled)
    }

    /// *X dropped its plan to buy Y*: the noun before an infinitive that the parser hung on the verb above.
    fn planned_in(&self, infinitive: usize, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let mark = tree.child_by(infinitive, &["mark"]).filter(|&mark| mark < infinitive)?;
        let noun = mark.checked_sub(1).filter(|&noun| tree.upos(noun) == Upos::Noun && self.is_cue(noun))?;
        let object = tree.relation(noun) == "obj" && tree.head(noun) == Some(verb);
        (object && tree.token(infinitive).morph.verb_form == Some(VerbForm::Inf)).then_some(noun)
    }

    /// Whether an infinitive has led to the noun above, or a bare count to one for what is done to the counted things.
    fn is_tied(&self, rung: &Rung) -> bool {
        let clause = self.tree.relation(rung.at) == "acl";
        clause && self.tree.token(rung.at).morph.verb_form == Some(VerbForm::Inf)
            || rung.first && is_of_act(self.tree, self.words, rung.at)
            // *Negotiate the creation of a venture*.
            || rung.first
                && self.tree.relation(rung.at) == "nmod"
                && self.tree.head(rung.at).is_some_and(|noun| self.has(WordClass::SupportNoun, noun))
            || rung.first && nominal::set_phrase(self.tree, rung.at).is_some()
    }

    /// *Vise 2 milliards d'euros de recettes*: a number that is a noun only counts what hangs on it.
    fn is_number(&self, token: usize) -> bool {
        let counted = self.tree.child_by(token, &["nummod"]).is_some();
        let cued = || {
            self.tree.full_relation(token) == "obl:arg" && self.tree.head(token).is_some_and(|verb| self.is_cue(verb))
        };
        counted && self.has(WordClass::Scale, token) && (self.tree.relation(token) == "obj" || cued())
    }

    /// *Reports that X bought Y are untrue*: whether a noun of telling is the subject of what says that it is not so.
    fn is_said_untrue(&self, noun: usize) -> bool {
        let tree = self.tree;
        let said = tree.head(noun).filter(|_| tree.relation(noun) == "nsubj" && self.is_cue(noun));
        said.is_some_and(|said| self.has(WordClass::Untrue, said) && !self.negated(said))
    }

    /// What a verb that only says a plan of somebody makes of it.
    fn imputed(&self, verb: usize) -> Option<Status> {
        let value = self.words.value(self.tree.sentence.language, WordClass::ConferringVerb, self.tree.lemma(verb));
        value.and_then(Status::from_name)
    }

    fn endows(&self, token: usize) -> bool {
        is_marked(self.tree, self.words, token, WordClass::Endowing)
    }

    fn is_agent(&self, token: usize) -> bool {
        is_marked(self.tree, self.words, token, WordClass::AgentMarker)
    }

    fn is_cue(&self, token: usize) -> bool {
        self.has(WordClass::StatusCue, token) || self.has(WordClass::Reporting, token)
    }

    fn has(&self, class: WordClass, token: usize) -> bool {
        self.words.has(self.tree.sentence.language, class, self.tree.lemma(token))
    }

    fn cue(&self, token: usize, status: Status) -> Status {
        let language = self.tree.sentence.language;
        // *Le titre est en retrait de 6 %*, *profit dropped by a third*: what falls is not given up.
        if self.has(WordClass::Decrease, token)
            && (self.tree.child_by(token, &["cop"]).is_some() || self.is_scaled(token) || self.is_measured(token))
        {
            return status;
        }
        if self.has(WordClass::ActualityModal, token) && self.is_perfect(token) {
            return status;
        }
        let own = self.words.value(language, WordClass::StatusCue, self.tree.lemma(token)).and_then(Status::from_name);
        let support =
            || self.words.value(language, WordClass::SupportVerb, self.tree.lemma(token)).and_then(Status::from_name);
        self.phrasal_cue(token).or(own).or_else(support).map_or(status, |cue| weaker(status, cue))
    }

    /// *A 5% drop in revenue*, *une chute de 5 %*: whether a noun has a number that says how far.
    fn is_measured(&self, noun: usize) -> bool {
        let percent = |child: usize| self.has(WordClass::Percent, child) && self.tree.has_child(child, "nummod");
        self.tree.upos(noun) == Upos::Noun && self.tree.children_by(noun, &["compound", "nmod"]).any(percent)
    }

    /// *Dropped by a third to 40 million*: whether a number or fraction behind the verb says how far, and nothing is its object.
    fn is_scaled(&self, verb: usize) -> bool {
        let tree = self.tree;
        // *The talks collapsed in 2019*: a year says nothing of how far.
        let year = |at: usize| tree.token(at).form.len() == 4 && tree.token(at).form.parse::<u16>().is_ok();
        let number = |at: usize| tree.upos(at) == Upos::Num && !year(at) || self.has(WordClass::Fraction, at);
        // *Collapsed on 30 October* says when.
        let extent = [WordClass::AgentMarker, WordClass::GoalMarker, WordClass::GenitiveMarker];
        let inside = |child: usize| {
            extent.iter().any(|&class| is_marked(tree, self.words, child, class))
                && (verb + 1..tree.len()).any(|at| number(at) && tree.descends(at, child))
        };
        let passive = tree.has_child(verb, "aux:pass");
        !passive && tree.child_by(verb, &["obj", "xcomp"]).is_none() && tree.children_by(verb, &["obl"]).any(inside)
    }

    /// *A pu lever 3 millions*: a modal in the perfect tells what came to pass (the actuality entailment of Bhatt 1999).
    fn is_perfect(&self, verb: usize) -> bool {
        let tree = self.tree;
        let present = |aux: usize| {
            let morph = tree.token(aux).morph;
            morph.tense == Some(Tense::Pres) && morph.mood != Some(Mood::Cnd)
        };
        // *A pu être rachetée*: of what is done to somebody the modal may only guess.
        let undergone = tree.children_by(verb, &["xcomp", "ccomp"]).any(|done| tree.has_child(done, "aux:pass"));
        tree.token(verb).morph.verb_form == Some(VerbForm::Part)
            && !undergone
            && tree.children_by(verb, &["aux"]).any(present)
    }

    /// The cue of several words that a token opens: *fall through*, *tomber à l'eau*.
    fn phrasal_cue(&self, token: usize) -> Option<Status> {
        let lemma = self.tree.lemma(token);
        let opened = |form: &&str| form.strip_prefix(lemma).is_some_and(|rest| rest.starts_with(' '));
        let cues = self.words.of(self.tree.sentence.language, WordClass::StatusCue);
        cues.filter(|(form, _)| opened(form))
            .find(|(form, _)| self.tree.phrase_at(token, form))
            .and_then(|(_, value)| Status::from_name(value))
    }

    fn adverbs(&self, predicate: usize, status: Status) -> Status {
        let cues = self.says(predicate, WordClass::StatusAdverb).filter_map(Status::from_name);
        cues.fold(status, weaker)
    }

    /// The values of the words and phrases of a class that stand in the predicate's clause.
    fn says(&self, predicate: usize, class: WordClass) -> impl Iterator<Item = &str> {
        let (low, high) = self.tree.extent(predicate);
        let found = move |form: &str| {
            (low..=high).any(|start| self.tree.phrase_at(start, form) && self.in_clause(start, predicate))
        };
        let words = self.words.of(self.tree.sentence.language, class);
        words.filter(move |(form, _)| found(form)).map(|(_, value)| value)
    }

    /// Whether no other verb stands between a word and the predicate.
    fn in_clause(&self, token: usize, predicate: usize) -> bool {
        let (between, _) = self.tree.path(token, predicate);
        between.iter().all(|&step| self.tree.upos(step) != Upos::Verb)
    }

    fn negated(&self, predicate: usize) -> bool {
        let tree = self.tree;
        // *Aucun accord n'a été conclu*: the article of a subject or object is what negates its verb, once.
        let argument = matches!(tree.relation(predicate), "obj" | "nsubj")
            && tree.head(predicate).is_some_and(|verb| tree.upos(verb) == Upos::Verb);
        // *Ses premiers pas*, *emboîte le pas*: behind an adjective or article stands a noun, whatever the tagger says.
        let noun = |token: usize| {
            let nominal = |before: usize| matches!(tree.upos(before), Upos::Adj | Upos::Det);
            token > 0 && tree.relation(token) == "advmod" && nominal(token - 1)
        };
        let negates = |token: usize| self.has(WordClass::Negation, token) && !noun(token);
        tree.children_by(predicate, &["advmod", "aux", "det", "cc", "mark"])
            .any(|word| negates(word) && !(argument && tree.relation(word) == "det"))
            || tree.children_by(predicate, &["aux", "cop"]).any(|aux| tree.children_by(aux, &["advmod"]).any(negates))
            || tree.children_by(predicate, &["obj", "nsubj"]).any(|noun| tree.children_by(noun, &["det"]).any(negates))
    }

    fn marked(&self, predicate: usize, class: WordClass) -> bool {
        self.tree.children_by(predicate, &["mark", "advmod", "cc"]).any(|child| self.has(class, child))
    }

    fn is_question(&self, predicate: usize) -> bool {
        let tree = self.tree;
        let last = tree.len() - 1;
        let part = |token: usize| tree.ancestors(token).find(|&above| tree.relation(above) == "parataxis");
        // *Three questions for X: can a plant still be opened?* asks in its second part.
        let asked = || last > 0 && part(predicate).is_none_or(|own| part(last - 1) == Some(own));
        tree.token(last).form.as_ref() == "?" && asked()
    }

    /// *Were X to buy Y*, *had X bought Y*: an adverbial clause that its auxiliary opens is a condition, and so is a sentence
    /// where only questions open so.
    fn is_inverted(&self, predicate: usize) -> bool {
        let tree = self.tree;
        let first = tree.extent(predicate).0;
        let opens = |verb: usize| verb == first && matches!(tree.upos(verb), Upos::Aux | Upos::Verb);
        let subject = tree.child_by(predicate, &["nsubj"]);
        // *Will Smith founded X*: of names that look like auxiliaries none looks like a past.
        let past = || tree.token(first).morph.tense == Some(Tense::Past);
        let whole = || {
            past()
                && tree.relation(predicate) == "root"
                && !self.words.is(tree.sentence.language, Typology::HeadInitial)
        };
        (tree.relation(predicate) == "advcl" || whole())
            && subject.is_some_and(|subject| subject > first)
            && tree.children_by(predicate, &["aux", "cop"]).any(opens)
    }

    /// Words of hearsay that stand at the top of the sentence colour what is said in it.
    fn reported(&self, predicate: usize, status: Status) -> Status {
        let root = self.tree.ancestors(predicate).last().unwrap_or(predicate);
        if root == predicate { status } else { self.adverbs(root, status) }
    }
}

/// The status of something said under two operators: what failed stays failed, what is only
/// rumoured or planned never becomes a fact.
fn weaker(inner: Status, outer: Status) -> Status {
    let rank = |status| match status {
        Status::Completed => 0,
        Status::Planned => 1,
        Status::Rumoured => 2,
        Status::Denied => 3,
        Status::Cancelled => 4,
    };
    if rank(outer) > rank(inner) { outer } else { inner }
}

/// What negation makes of a status: a fact, plan or rumour is denied; what did not fail goes on.
fn denied(status: Status) -> Status {
    match status {
        Status::Completed | Status::Planned | Status::Rumoured => Status::Denied,
        Status::Cancelled => Status::Planned,
        // *Does not rule out buying Y*.
        Status::Denied => Status::Rumoured,
    }
}
