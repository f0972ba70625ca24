//! Which of the statements of a sentence give way to others that say better what is said.
//!
//! Owns the rivalry of readings: of one word for one pair, of a construction with a word, of a place with what stands
//! there. Takes the statements of a sentence with their readings; those that are left are said.

use std::cmp::Ordering;
use std::ops::Range;

use crate::model::{EntityKind, Participant, Statement, Status};

use crate::ontology::{Nature, PartOfSpeech, Relations};

use super::frames::Reading;
use super::relations::{
    ACQUIRES, ACTIVE_IN, COMPETES_WITH, CONTRACTS_WITH, DEVELOPS, EXPANDS_INTO, HEADCOUNT, HOLDS, INVESTS_IN,
    ISSUES_DEBT, JOINS, LEADS, LEAVES, LENDS_TO, OPERATES, PARTNERS_WITH, SPENDING, SUPPLIES, UNITS,
};

/// A statement and what its reading was.
pub(super) struct Said {
    pub(super) predicate: usize,
    /// The words of the lexicon that say it, and what they hang on.
    pub(super) words: Range<usize>,
    pub(super) governor: Option<usize>,
    /// What the word of the lexicon is that says it; none for a construction.
    pub(super) word: Option<PartOfSpeech>,
    pub(super) lends: bool,
    pub(super) asks: bool,
    /// How many companions the entry names: *take a stake* has one.
    pub(super) companions: usize,
    /// The verb that supports the noun of the reading.
    pub(super) support: Option<usize>,
    pub(super) pair: Option<(usize, usize)>,
    pub(super) statement: Statement<Participant>,
}

impl Said {
    fn worded(&self) -> bool {
        self.word.is_some()
    }

    fn verbal(&self) -> bool {
        self.word == Some(PartOfSpeech::Verb)
    }
}

/// The two mentions that a reading relates, in whichever direction.
pub(super) fn pair(reading: &Reading) -> Option<(usize, usize)> {
    let (subject, object) = (reading.subject.mention, reading.object.mention()?.mention);
    Some((subject.min(object), subject.max(object)))
}

/// The statements that hold against their rivals: first what is told in fuller words, then what says the thing itself,
/// then the better reading of one pair.
pub(super) fn settled(found: Vec<Said>, relations: &Relations) -> Vec<Said> {
    let fuller = kept(found, is_less_told);
    let itself = kept(fuller, |at, all| {
        is_being_made(at, all)
            || is_turned_round(at, all)
            || is_where(at, all)
            || is_of_a_site(at, all)
            || is_under_contract(at, all)
            || is_in_a_post(at, all, relations)
            || is_a_membership(at, all, relations)
            || is_but_planned(at, all)
            || is_lent(at, all)
            || is_told_by_a_noun(at, all, relations)
            || is_of_a_change(at, all)
            || is_price_of_a_deal(at, all)
            || is_done_by_who_owns_it(at, all)
            || is_denied_by_its_verb(at, all)
            || is_told_with_its_verb(at, all)
            || is_told_by_a_longer_term(at, all)
            || is_the_trade_at_large(at, all)
            || is_another_deal(at, all)
            || is_unlike(&all[at])
    });
    kept(itself, outdone)
}

/// Those of which `lost` does not hold among all.
fn kept(all: Vec<Said>, lost: impl Fn(usize, &[Said]) -> bool) -> Vec<Said> {
    let lost: Vec<bool> = (0..all.len()).map(|at| lost(at, &all)).collect();
    all.into_iter().zip(lost).filter_map(|(said, lost)| (!lost).then_some(said)).collect()
}

/// Whether an entry with more companions says something by the same word: *own 5 % of X* is no owning of X.
fn is_less_told(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    own.worded()
        && all.iter().any(|other| {
            // *Ordered X to pay 3 million*: what X spends is another thing than who ordered it.
            let same_word = other.worded() && other.predicate == own.predicate;
            let tells_of = own.pair.is_none() || own.statement.subject.name == other.statement.subject.name;
            // *Competes with X in the pump market*: whom and where are two things that one word says.
            let object = |said: &Said| said.statement.object.as_ref().map(|object| object.kind);
            let whom = object(own) == Some(EntityKind::Organization) && object(other) == Some(EntityKind::Sector);
            // *Laid off 20 % of its staff, about 90 people*: a part and a number are two figures.
            let unit = |said: &Said| said.statement.value.as_ref().map(|value| value.unit.clone());
            let another = own.pair.is_none()
                && own.statement.relation.as_ref() == UNITS
                && other.statement.relation == own.statement.relation
                && unit(own) != unit(other);
            // *X and Y set up a venture, Z*: that two work together does not say that they found nothing.
            let made = other.statement.relation.as_ref() == PARTNERS_WITH && own.pair != other.pair;
            // *Runs three hospitals*: what one runs and how many are two things.
            let counted = own.statement.relation.as_ref() == UNITS && other.statement.relation.as_ref() == OPERATES;
            same_word
                && !whom
                && !another
                && !counted
                && !made
                && (other.pair.is_some() || tells_of)
                && other.companions > own.companions
        })
}

/// Whether a word says that what stands there as somebody's is only being made by them: *X builds its second plant*.
fn is_being_made(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let made = |other: &Said| other.worded() && other.pair == own.pair && other.statement.relation.as_ref() == DEVELOPS;
    !own.worded() && own.statement.relation.as_ref() == OPERATES && own.pair.is_some() && all.iter().any(made)
}

/// Whether a contract of the same two tells what a delivery is: *signed a deal to supply Y*.
fn is_under_contract(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let contract = |other: &Said| other.pair == own.pair && other.statement.relation.as_ref() == CONTRACTS_WITH;
    own.statement.relation.as_ref() == SUPPLIES && own.pair.is_some() && all.iter().any(contract)
}

/// Whether a post of somebody tells what joining is: *X joins Y as its treasurer*.
fn is_in_a_post(at: usize, all: &[Said], relations: &Relations) -> bool {
    let own = &all[at];
    let post = |other: &Said| other.pair == own.pair && relations.is(&other.statement.relation, Nature::Post);
    own.statement.relation.as_ref() == JOINS && own.pair.is_some() && all.iter().any(post)
}

/// Whether the verb of a noun for an alliance tells who comes to it or leaves it: *X and Y have joined the Z consortium* ties X
/// neither to Y nor to what only names it.
fn is_a_membership(at: usize, all: &[Said], relations: &Relations) -> bool {
    let own = &all[at];
    let mutual = relations.get(&own.statement.relation).is_some_and(|relation| relation.symmetric);
    let (Some(verb), Some(object)) = (own.support, &own.statement.object) else { return false };
    let comes = |other: &&Said| other.predicate == verb && matches!(other.statement.relation.as_ref(), JOINS | LEAVES);
    let told = |name: &str| {
        all.iter().filter(comes).any(|other| {
            let named = other.statement.object.as_ref().is_some_and(|whole| whole.name.starts_with(name));
            *other.statement.subject.name == *name || named
        })
    };
    mutual && own.word == Some(PartOfSpeech::Noun) && told(&own.statement.subject.name) && told(&object.name)
}

/// Whether a verb of the sentence says better than this word whether a figure is a fact: *X aims for revenue of
/// 2 million* plans it, *X has only 200 staff left* does not.
fn is_but_planned(at: usize, all: &[Said]) -> bool {
    let (own, verbal) = (&all[at].statement, all[at].verbal());
    let better = |other: &Said| {
        let statuses = (own.status, other.statement.status);
        let outweighs = match statuses {
            (Status::Completed, Status::Planned) => other.verbal() || !verbal,
            (Status::Planned, Status::Completed) => other.verbal() && !verbal,
            _ => false,
        };
        outweighs
            && other.statement.relation == own.relation
            && other.statement.subject.name == own.subject.name
            && same_figure(own, &other.statement)
    };
    // *X will launch Y, its first car*: nor is it one that a thing is somebody's. *X intends to form an alliance with Y*: of
    // two entries of one noun, the one that reads its clause holds.
    let made = |other: &Said| {
        other.worded()
            && (!all[at].worded() || !verbal && other.predicate == all[at].predicate)
            && other.pair == all[at].pair
            && other.statement.relation == own.relation
            && other.statement.status == Status::Planned
    };
    // *X has cancelled development of its Y robot*: nor what was to be.
    let given_up = |other: &Said| {
        let object = |said: &Statement<Participant>| said.object.as_ref().map(|object| object.name.clone());
        other.worded()
            && !all[at].worded()
            && other.statement.relation == own.relation
            && other.statement.subject.name == own.subject.name
            && object(&other.statement) == object(own)
            && other.statement.status == Status::Cancelled
    };
    let figure = own.value.is_some() && own.object.is_none() && all.iter().any(better);
    let thing = all[at].pair.is_some() && (all.iter().any(made) || all.iter().any(given_up));
    figure || own.status == Status::Completed && thing
}

/// Whether people are told of that the same figure tells to come or go: *laid off another 106 employees* is no headcount.
fn is_of_a_change(at: usize, all: &[Said]) -> bool {
    let own = &all[at].statement;
    let change = |other: &Said| {
        other.worded()
            && other.statement.relation.as_ref() == UNITS
            && other.statement.subject.name == own.subject.name
            && same_figure(own, &other.statement)
    };
    own.relation.as_ref() == HEADCOUNT && own.value.is_some() && all.iter().any(change)
}

/// Whether a count of money is what a verb of the sentence says was paid: *the assets of X were bought for 3 million*, or what
/// is spent what the same buyer pays: *bought X, paying 3 million*.
fn is_price_of_a_deal(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let bought = |other: &Said| {
        other.worded()
            && other.predicate != own.predicate
            && matches!(other.statement.relation.as_ref(), ACQUIRES | INVESTS_IN)
            && other.statement.subject.name == own.statement.subject.name
            && other.statement.value.is_some()
            && same_figure(&own.statement, &other.statement)
    };
    if own.verbal() && own.statement.relation.as_ref() == SPENDING && all.iter().any(bought) {
        return true;
    }
    let paid = |other: &Said| {
        other.verbal()
            && other.pair.is_some()
            && other.statement.value.is_some()
            && same_figure(&own.statement, &other.statement)
    };
    own.word == Some(PartOfSpeech::Noun)
        && own.statement.relation.as_ref() == UNITS
        && own.statement.value.is_some()
        && all.iter().any(paid)
}

/// Whether the same verb says of an organisation what it says of a thing: *X built its products on Y* has X use Y.
fn is_done_by_who_owns_it(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let name = |said: &Said| said.statement.object.as_ref().map(|object| object.name.clone());
    let owner = |other: &Said| {
        other.predicate == own.predicate
            && other.statement.relation == own.statement.relation
            && other.statement.subject.kind == EntityKind::Organization
            && name(other) == name(own)
    };
    own.verbal() && own.pair.is_some() && own.statement.subject.kind == EntityKind::Product && all.iter().any(owner)
}

/// Whether a verb denies what its noun says of the same two, or ends it: *n'a accordé aucun prêt à X*, *lost its contract
/// with X*.
fn is_denied_by_its_verb(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let denies = |other: &Said| {
        other.verbal()
            && other.pair == own.pair
            && other.statement.relation == own.statement.relation
            && matches!(other.statement.status, Status::Denied | Status::Cancelled)
    };
    own.word == Some(PartOfSpeech::Noun)
        && own.pair.is_some()
        && !matches!(own.statement.status, Status::Denied | Status::Cancelled)
        && all.iter().any(denies)
}

/// Whether a verb that has this noun for its companion says otherwise of the same two what it is or who does it: *engager une
/// enquête sur X* is one word for what has begun, though who *engages* to do something plans it.
fn is_told_with_its_verb(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let together = |other: &Said| {
        other.verbal()
            && other.companions > 0
            && own.governor == Some(other.predicate)
            && other.pair == own.pair
            && other.statement.relation == own.statement.relation
            && (other.statement.status, &other.statement.subject.name)
                != (own.statement.status, &own.statement.subject.name)
    };
    own.word == Some(PartOfSpeech::Noun) && own.pair.is_some() && all.iter().any(together)
}

/// Whether a noun stands inside a longer term that says the same of the same two: *a takeover offer from X* takes nothing
/// over from X.
fn is_told_by_a_longer_term(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let longer = |other: &Said| {
        other.words.start <= own.words.start
            && own.words.end <= other.words.end
            && other.words.len() > own.words.len()
            && other.pair == own.pair
            && other.statement.relation == own.statement.relation
    };
    own.worded() && own.pair.is_some() && all.iter().any(longer)
}

/// Whether a noun that names a trade says of the same firm what it trades in: *a toy retailer* is in more than retail.
fn is_the_trade_at_large(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let narrower = |other: &Said| {
        other.predicate == own.predicate
            && other.pair.is_some()
            && other.statement.relation == own.statement.relation
            && other.statement.subject.name == own.statement.subject.name
    };
    // *A film and TV producer*: what stands in the text as it is called is a trade of its own.
    let named = own.statement.object.as_ref().is_some_and(|it| it.mention.as_ref().is_some_and(|at| *at != it.name));
    own.pair.is_none() && named && own.statement.relation.as_ref() == ACTIVE_IN && all.iter().any(narrower)
}

/// Whether another word of the sentence tells what the same two are to each other: who leads a round puts money in and leads no
/// firm, what a treasury is put into is not held yet, what somebody becomes the owner of is bought.
fn is_another_deal(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let told = |by: &str| {
        let same = |other: &Said| other.pair == own.pair && other.statement.relation.as_ref() == by;
        all.iter().any(same)
    };
    let noun = own.word == Some(PartOfSpeech::Noun);
    own.pair.is_some()
        && match own.statement.relation.as_ref() {
            LEADS => own.lends && told(INVESTS_IN),
            HOLDS => noun && told(INVESTS_IN),
            OPERATES => noun && told(ACQUIRES),
            _ => false,
        }
}

/// Whether a person is said to compete with a firm: *Ann Orr set up a rival, X*.
fn is_unlike(own: &Said) -> bool {
    let person = |kind: EntityKind| kind == EntityKind::Person;
    let object = own.statement.object.as_ref().map(|object| person(object.kind));
    own.statement.relation.as_ref() == COMPETES_WITH
        && object.is_some_and(|it| it != person(own.statement.subject.kind))
}

/// Whether a noun says of what a figure is that a verb takes for another: *expects 3 million in revenue* spends nothing.
fn is_told_by_a_noun(at: usize, all: &[Said], relations: &Relations) -> bool {
    let own = &all[at];
    let metric = |said: &Said| {
        let counted = said.statement.relation.as_ref() == UNITS;
        !counted && relations.get(&said.statement.relation).is_some_and(|relation| relation.metric)
    };
    let unit = |said: &Said| said.statement.value.as_ref().map(|value| value.unit.clone());
    let told = |other: &Said| {
        other.word == Some(PartOfSpeech::Noun)
            && metric(other)
            && other.statement.relation != own.statement.relation
            && other.statement.subject.name == own.statement.subject.name
            && same_figure(&own.statement, &other.statement)
            && unit(own) == unit(other)
    };
    own.verbal() && metric(own) && own.statement.value.is_some() && all.iter().any(told)
}

/// Whether the same word says who lends: *borrowed 3 million from X* is no issue of debt.
fn is_lent(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let lent = |other: &Said| {
        let borrower = other.statement.object.as_ref().is_some_and(|it| it.name == own.statement.subject.name);
        other.predicate == own.predicate && other.statement.relation.as_ref() == LENDS_TO && borrower
    };
    // *Got a loan of 3 million from X*: who lends puts no capital in.
    let loan = |other: &Said| other.pair == own.pair && other.statement.relation.as_ref() == LENDS_TO;
    own.statement.relation.as_ref() == ISSUES_DEBT && all.iter().any(lent)
        || own.statement.relation.as_ref() == INVESTS_IN && own.pair.is_some() && all.iter().any(loan)
}

/// Whether an object is but the place of another that the same word says the same of: *invested in a plant at X*.
fn is_where(at: usize, all: &[Said]) -> bool {
    let place = |said: &Said| said.statement.object.as_ref().map(|object| object.kind == EntityKind::Place);
    let own = &all[at];
    place(own) == Some(true)
        && all.iter().any(|other| {
            let same = other.predicate == own.predicate && other.statement.relation == own.statement.relation;
            same && place(other) == Some(false) && other.statement.subject.name == own.statement.subject.name
        })
}

/// Whether a place is but where a site stands that the same word says is made: *is launching a plant in X* comes to no new
/// market.
fn is_of_a_site(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let kind = |said: &Said| said.statement.object.as_ref().map(|object| object.kind);
    let site = |other: &Said| {
        other.predicate == own.predicate
            && other.statement.relation.as_ref() == DEVELOPS
            && kind(other) == Some(EntityKind::Facility)
    };
    own.statement.relation.as_ref() == EXPANDS_INTO && kind(own) == Some(EntityKind::Place) && all.iter().any(site)
}

/// Whether another reading of the same word about the same two says another relation and is the better one: it
/// lends no name a kind that is not its own, its entry asks for just such an object, or it is surer. Who owns a company
/// runs no facility of that name; who buys tokens invests.
fn outdone(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    // *X is worth 2 million*: what fits only by another kind than the name's own is another figure.
    let guessed = |other: &Said| {
        other.predicate == own.predicate
            && other.pair.is_none()
            && other.statement.relation != own.statement.relation
            && other.statement.subject.name == own.statement.subject.name
            && same_figure(&own.statement, &other.statement)
    };
    if own.pair.is_none() {
        return own.lends && own.statement.value.is_some() && all.iter().any(|other| !other.lends && guessed(other));
    }
    all.iter().enumerate().any(|(other_at, other)| {
        // *X provided a loan to Y*: the noun tells what is provided.
        let supported = other.support == Some(own.predicate) && own.companions == 0;
        let rival = (other.predicate == own.predicate || supported)
            && other.pair == own.pair
            && other.statement.relation != own.statement.relation
            && !is_leaving_a_post(own, other);
        let rank = |said: &Said| (!said.lends, said.asks);
        let better = match rank(other).cmp(&rank(own)) {
            Ordering::Greater => true,
            Ordering::Less => false,
            Ordering::Equal => (other.statement.confidence, at) > (own.statement.confidence, other_at),
        };
        rival && (better || supported)
    })
}

/// *X steps down as chair of Y*: who leaves a firm has led it.
fn is_leaving_a_post(own: &Said, other: &Said) -> bool {
    let said = [own, other].map(|said| said.statement.relation.as_ref());
    said == [LEADS, LEAVES] || said == [LEAVES, LEADS]
}

/// Whether another entry says the contract of the same two by the same word, the other way round: *awarded a contract to
/// X* has one provider. Of two the later entry of the lexicon is the finer one.
fn is_turned_round(at: usize, all: &[Said]) -> bool {
    let own = &all[at];
    let finer = |(other_at, other): (usize, &Said)| {
        let turned = other.pair == own.pair && other.statement.subject.name != own.statement.subject.name;
        let same = other.predicate == own.predicate && other.statement.relation == own.statement.relation;
        let rank = |said: &Said, at: usize| (said.asks, said.companions, at);
        own.worded() && other.worded() && same && turned && rank(other, other_at) > rank(own, at)
    };
    own.pair.is_some() && own.statement.relation.as_ref() == CONTRACTS_WITH && all.iter().enumerate().any(finer)
}

/// Whether two statements carry the same figure.
pub(super) fn same_figure(a: &Statement<Participant>, b: &Statement<Participant>) -> bool {
    let number = |statement: &Statement<Participant>| statement.value.as_ref().map(|value| value.number.to_bits());
    number(a) == number(b)
}
