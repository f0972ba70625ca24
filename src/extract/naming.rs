//! The name that a describing noun is said of: *the chipmaker Nvidia*, *Nvidia, a chipmaker*.
//!
//! Owns where such a name may stand: in apposition, right behind the noun, bare at the end of the
//! noun's own phrase (*the maker of hearing aids Audivane*), before a comma or between commas, across a
//! copula. Place decides where the parser hangs the name elsewhere.

use crate::model::{EntityKind, Mention, Number, Upos, VerbForm};
use crate::ontology::{Frame, PartOfSpeech, Typology, WordClass};

use super::apposition;
use super::complements::is_marked;
use super::context::{Context, KNOWN_FOR_SURE, SAYS_ITS_KIND};
use super::membership;
use super::relations::ACTIVE_IN;
use super::tree::Tree;

/// How far behind its noun a name may stand, in tokens.
const REACH: usize = 12;

/// What a verb of naming is that says that there was another name before.
const ANEW: &str = "anew";

/// The mention that names what the noun at `head` describes.
pub(super) fn beside(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    if !matches!(tree.upos(head), Upos::Noun | Upos::Adj | Upos::Propn) {
        return None;
    }
    let apposed = tree.children(head).iter().copied().filter(|&child| {
        matches!(tree.relation(child), "appos" | "flat")
            || matches!(tree.relation(child), "nmod" | "compound") && tree.marker(child).is_none() && child > head
    });
    let apposed: Vec<usize> = apposed.collect();
    apposed
        .into_iter()
        .filter_map(|child| context.mention_at(sentence, child))
        .find(|&(index, proper)| {
            // *A former manager of the plant, Ann Orr,*: no plant is a person.
            let thing = matches!(kind_of(context, sentence, head), Some(EntityKind::Facility | EntityKind::Product));
            let misses = thing && context.mention(index).kind == EntityKind::Person;
            proper && !misses && context.mention(index).kind != EntityKind::Sector
        })
        .map(|(index, _)| index)
        .or_else(|| called(context, sentence, head))
        .or_else(|| before_its_noun(context, sentence, head))
        .or_else(|| apposed_noun(context, sentence, head))
        .or_else(|| right_behind(context, sentence, head))
        .or_else(|| above(context, sentence, head))
        .or_else(|| at_the_end(context, sentence, head))
        .or_else(|| between_commas(context, sentence, head))
        .filter(|&name| !is_claimed(context, sentence, head, name) && !is_another(context, sentence, head, name))
        .filter(|&name| !is_sector(context, name))
}

/// *The Zorvex 30 index*: the numbered name of a thing right before the one noun that says what it is.
fn before_its_noun(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let thing = kind_of(context, sentence, head) == Some(EntityKind::Product);
    let one = tree.upos(head) == Upos::Noun && tree.token(head).morph.number != Some(Number::Plur);
    let article = |name: &Mention| name.tokens.start > 0 && tree.upos(name.tokens.start - 1) == Upos::Det;
    let numbered = |name: &Mention| name.name.ends_with(|c: char| c.is_ascii_digit());
    let said = |name: &Mention| {
        name.proper && name.kind == EntityKind::Product && name.tokens.end == head && article(name) && numbered(name)
    };
    let (index, _) = context.mentions(sentence).find(|(_, name)| thing && one && said(name))?;
    Some(index)
}

/// *L'assurance santé*: a sector written small names nobody.
fn is_sector(context: &Context<'_>, name: usize) -> bool {
    let mention = context.mention(name);
    mention.kind == EntityKind::Sector && mention.name.starts_with(char::is_lowercase)
}

/// *X has developed, with Y, a valve*: whom the verb of an object says by an adposition is not the object; *the brewer X
/// bought*: nor is a noun called by the name of who does what a clause tells of it.
fn is_another(context: &Context<'_>, sentence: usize, head: usize, name: usize) -> bool {
    let tree = &context.trees[sentence];
    let mention = context.mention(name);
    let acts = || {
        let verb = tree.head(mention.head).filter(|_| tree.relation(mention.head) == "nsubj");
        verb.is_some_and(|verb| tree.full_relation(verb) == "acl:relcl" && tree.head(verb) == Some(head))
    };
    if mention.sentence == sentence && acts() {
        return true;
    }
    tree.relation(head) == "obj"
        && mention.sentence == sentence
        && tree.relation(mention.head) == "obl"
        && tree.marker(mention.head).is_some()
        && tree.head(mention.head) == tree.head(head)
}

/// *Un actionnaire de Y, le fonds X,*: the name of the noun with an article that stands in apposition.
fn apposed_noun(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let (_, end) = tree.extent(head);
    let noun = tree.children_by(head, &["appos"]).find(|&noun| {
        let introduced = (head + 1..noun).any(|at| tree.token(at).form.as_ref() == ",");
        introduced && noun <= end && is_definite(context, sentence, noun)
    })?;
    let named = |token: usize| {
        let (index, proper) = context.mention_at(sentence, token)?;
        (proper && context.mention(index).kind != EntityKind::Place && tree.marker(token).is_none()).then_some(index)
    };
    (noun + 1..=end).take_while(|&at| tree.upos(at) != Upos::Punct).find_map(named)
}

/// *A joint venture called X*: the name right behind a participle of naming.
fn called(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let names = |verb: &usize| {
        let lemma = tree.lemma(*verb);
        let words = &context.ontology.words;
        let language = tree.sentence.language;
        words.has(language, WordClass::NamingVerb, lemma)
            && words.value(language, WordClass::NamingVerb, lemma) != Some(ANEW)
    };
    // *A coin tied to the krona, called X*: behind a comma it names what the whole phrase is headed by.
    let outermost = !matches!(tree.relation(head), "nmod" | "conj" | "appos" | "flat" | "compound");
    let behind_comma = |verb: &usize| tree.token(verb - 1).form.as_ref() == "," && tree.upos(*verb) == Upos::Verb;
    let (_, end) = tree.extent(head);
    let detached = || (head + 1..=end).filter(|_| outermost).filter(behind_comma).find(names);
    let verb = tree.children_by(head, &["acl"]).find(names).or_else(detached)?;
    let (index, proper) = context.mention_at(sentence, verb + 1)?;
    proper.then_some(index)
}

/// Whether a name that stands beside a noun is what a noun further out describes: the hearing aids in *the maker of
/// hearing aids Audivane* are not called so. A noun that says the name's own kind keeps it.
fn is_claimed(context: &Context<'_>, sentence: usize, head: usize, name: usize) -> bool {
    let tree = &context.trees[sentence];
    let kept = keeps(context, sentence, head, name);
    let nominal = |token: &usize| matches!(tree.upos(*token), Upos::Noun | Upos::Propn);
    // *Le géant de l'aluminium X*: a firm is not called so by what it makes.
    let ware = kind_of(context, sentence, head) == Some(EntityKind::Product)
        && context.mention(name).kind == EntityKind::Organization;
    let firm = |outer: usize| ware && kind_of(context, sentence, outer) == Some(EntityKind::Organization);
    tree.marker(head).is_some()
        && tree
            .ancestors(head)
            .skip(1)
            .take_while(nominal)
            .filter(|&outer| outer < head && (!kept || firm(outer)))
            .any(|outer| at_the_end(context, sentence, outer) == Some(name))
}

/// Whether a noun that a name stands right behind describes it, whatever noun stands further out.
fn keeps(context: &Context<'_>, sentence: usize, noun: usize, name: usize) -> bool {
    let tree = &context.trees[sentence];
    // *A unit of Norwegian giant X*: where heads come last, one without an article is what its name is.
    let last = !context.ontology.words.is(tree.sentence.language, Typology::HeadInitial);
    let one = last && tree.token(noun).morph.number == Some(Number::Sing);
    let bare = !one && tree.child_by(noun, &["det", "nummod"]).is_none();
    kind_of(context, sentence, noun)
        .is_some_and(|kind| is_definite(context, sentence, noun) || kind == context.mention(name).kind && !bare)
}

/// What a determiner says besides that its noun is known: it points at it.
const SHOWS: &str = "demonstrative";

/// Whether an article or demonstrative takes a noun for known.
pub(super) fn is_definite(context: &Context<'_>, sentence: usize, noun: usize) -> bool {
    let tree = &context.trees[sentence];
    tree.children_by(noun, &["det"]).any(|det| {
        let form = tree.lower(det);
        context.ontology.words.has(tree.sentence.language, WordClass::Definite, form)
    })
}

/// Whether a noun has a demonstrative.
pub(super) fn is_shown(context: &Context<'_>, sentence: usize, noun: usize) -> bool {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let shows = |det: usize| words.value(tree.sentence.language, WordClass::Definite, tree.lower(det)) == Some(SHOWS);
    tree.upos(noun) == Upos::Noun && tree.children_by(noun, &["det"]).any(shows)
}

/// A name alone between commas behind the phrase of a noun that says what kind of thing it is: *the head of
/// sales at Y, X, said*. Another such noun may introduce it: *its parent, the conglomerate X*.
fn between_commas(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    // *The operator's parent, X,*: the name is that of who is the operator's.
    if tree.full_relation(head) == "nmod:poss" {
        return None;
    }
    // *Its biggest customer, X,*: a noun that says no kind must belong to somebody.
    let owned = || tree.children(head).iter().any(|&child| tree.full_relation(child) == "nmod:poss");
    // *L'homme d'affaires de Lyon, Jean Martin*: several words that mean a person together.
    let person = context.mention_at(sentence, head).map(|(index, _)| context.mention(index).kind);
    let person = person.filter(|&kind| kind == EntityKind::Person && is_definite(context, sentence, head));
    let kind = kind_of(context, sentence, head).or(person);
    let kind = kind.or_else(|| owned().then_some(EntityKind::Organization))?;
    if tree.token(head).morph.number == Some(Number::Plur) || tree.upos(head) != Upos::Noun {
        return None;
    }
    let end = tree.len().min(head + REACH);
    let inside = |&token: &usize| match tree.upos(token) {
        Upos::Verb => tree.token(token).morph.verb_form == Some(VerbForm::Part),
        upos => !matches!(upos, Upos::Punct | Upos::Aux | Upos::Cconj | Upos::Sconj | Upos::Pron),
    };
    let comma = (head + 1..end).find(|token| !inside(token)).filter(|&token| tree.token(token).form.as_ref() == ",")?;
    let mut start = comma + 1;
    while start < end && matches!(tree.upos(start), Upos::Det | Upos::Adj | Upos::Noun) {
        let other = tree.upos(start) == Upos::Noun && kind_of(context, sentence, start) != Some(kind);
        if other || context.mention_at(sentence, start).is_some_and(|(_, proper)| proper) {
            break;
        }
        start += 1;
    }
    let (index, mention) =
        context.mentions(sentence).find(|(_, mention)| mention.proper && mention.tokens.start == start)?;
    let closed =
        mention.tokens.end >= tree.len() || matches!(tree.token(mention.tokens.end).form.as_ref(), "," | "." | ")");
    // *The head of X, Ann Orr*: who is not of the kind of what stands before is no second of it.
    // *The parent of X, Y, has grown*: two names that no conjunction joins are no list.
    let first = tree.head(mention.head).filter(|_| tree.relation(mention.head) == "conj");
    let joined = |first: usize| {
        let mut rest = tree.children_by(first, &["conj"]);
        rest.any(|conjunct| tree.child_by(conjunct, &["cc"]).is_some())
    };
    let listed = first.is_some_and(joined)
        && (kind != EntityKind::Person
            || tree
                .head(mention.head)
                .and_then(|first| context.mention_at(sentence, first))
                .is_none_or(|(index, _)| context.mention(index).kind == mention.kind));
    // The shape of an unknown name of a thing says little of its kind.
    let thing = |kind| matches!(kind, EntityKind::Product | EntityKind::Token | EntityKind::Facility);
    let suits = mention.kind == kind || thing(kind) && mention.confidence < KNOWN_FOR_SURE && agree(kind, mention.kind);
    (closed && !listed && suits).then_some(index)
}

/// A name that begins where the noun and its adjectives end. A noun that says no kind must be a single thing that
/// the text takes as known: *the Orso 3 arm*.
fn right_behind(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let kind = kind_of(context, sentence, head);
    let mut next = head + 1;
    let named = |at: usize| context.mention_at(sentence, at).is_some_and(|(_, proper)| proper);
    let modifies = |at: usize| {
        tree.upos(at) == Upos::Adj
            || tree.upos(at) == Upos::Verb
                && tree.token(at).morph.verb_form == Some(VerbForm::Part)
                && matches!(tree.relation(at), "acl" | "amod")
    };
    while kind.is_none() && next < tree.len() && modifies(next) && !named(next) {
        next += 1;
    }
    let (index, mention) =
        context.mentions(sentence).find(|(_, mention)| mention.proper && mention.tokens.start == next)?;
    let suits = match kind {
        Some(kind) => agree(kind, mention.kind),
        None => {
            tree.upos(head) == Upos::Noun
                && tree.token(head).morph.number != Some(Number::Plur)
                && is_definite(context, sentence, head)
                && !matches!(mention.kind, EntityKind::Person | EntityKind::Place)
        }
    };
    suits.then_some(index)
}

/// The token that heads what the noun at `head` is said of: across a copula, or before a comma.
pub(super) fn said_of(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    if tree.upos(head) != Upos::Noun {
        return None;
    }
    if tree.relation(head) == "appos" {
        let above = tree.head(head).filter(|&above| context.mention_at(sentence, above).is_some())?;
        return Some(name_between(context, sentence, (above, head)).unwrap_or(above));
    }
    if tree.child_by(head, &["cop"]).is_some() {
        if tree.full_relation(head) == "acl:relcl" {
            return tree.head(head);
        }
        // *X sells tools and is a joint venture of Y*: a predicate that is joined shares the subject.
        let first = tree.head(head).filter(|_| tree.relation(head) == "conj");
        return tree.child_by(head, &["nsubj"]).or_else(|| tree.child_by(first?, &["nsubj"]));
    }
    let words = &context.ontology.words;
    if let Some(one) = membership::one_of(tree, words, head).or_else(|| membership::part_of(tree, words, head)) {
        return Some(one);
    }
    let before = kind_of(context, sentence, head).and_then(|kind| {
        let before = apposition::before(tree, head)?;
        let (index, proper) = context.mention_at(sentence, before)?;
        (proper && agree(kind, context.mention(index).kind) && !is_fronted(tree, before, head)).then_some(before)
    });
    before.filter(|_| tree.token(head).morph.number != Some(Number::Plur))
}

/// *L'abonnement à X, plateforme éditée par Y*: the name right before the comma, where the noun that the parser hung the
/// apposition on has none.
fn name_between(context: &Context<'_>, sentence: usize, (above, head): (usize, usize)) -> Option<usize> {
    let tree = &context.trees[sentence];
    let kind = kind_of(context, sentence, head)?;
    let named = |at: usize| context.mention_at(sentence, at).filter(|&(_, proper)| proper);
    let before = apposition::before(tree, head).filter(|&before| above < before && tree.descends(before, above))?;
    let (name, _) = named(before).filter(|_| tree.upos(above) == Upos::Noun && named(above).is_none())?;
    let own = context.mention(name).kind;
    let plain = beside(context, sentence, above).is_none();
    let suits = own == kind || kind_of(context, sentence, above).is_none() && agree(kind, own);
    (plain && suits).then_some(before)
}

/// *Exploité par X, le barrage affiche 120 MW*, *selon X, le groupe recule*: whether the name before the comma closes a
/// phrase in front of the clause whose subject the noun is.
fn is_fronted(tree: &Tree<'_>, name: usize, subject: usize) -> bool {
    fronted_by(tree, name, subject).is_some_and(|top| tree.relation(top) != "obl" || tree.marker(top).is_some())
}

/// *Backed by X, the miner grows*: whether a name stands in a participle in front of the clause whose subject is meant.
pub(super) fn is_in_fronted_participle(tree: &Tree<'_>, name: usize, subject: usize) -> bool {
    fronted_by(tree, name, subject).is_some_and(|top| tree.relation(top) != "obl")
}

/// The head of the participle or the phrase in front of the clause of `subject` that `name` stands in.
fn fronted_by(tree: &Tree<'_>, name: usize, subject: usize) -> Option<usize> {
    let verb = tree.head(subject).filter(|_| tree.relation(subject) == "nsubj")?;
    let top = tree.ancestors(name).take_while(|&token| token != verb).last()?;
    let participle = tree.token(top).morph.verb_form == Some(VerbForm::Part) && tree.upos(top) == Upos::Verb;
    let fits = tree.relation(top) == "obl" || matches!(tree.relation(top), "advcl" | "acl") && participle;
    (tree.head(top) == Some(verb) && top < subject && fits).then_some(top)
}

/// The kind that a noun says, the second half of a hyphened one included (*start-up*).
pub(super) fn kind_of(context: &Context<'_>, sentence: usize, noun: usize) -> Option<EntityKind> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let says =
        |form: &str| words.value(tree.sentence.language, WordClass::KindNoun, form).and_then(EntityKind::from_name);
    // *A start-up*: either half may head the phrase.
    let halves = [Some(noun), noun.checked_sub(2)].into_iter().flatten();
    let hyphened = halves.filter_map(|first| tree.hyphened(first)).find_map(|form| says(&form));
    // *A family business*: two words may say what the second alone does not.
    let pair = || {
        let first = noun.checked_sub(1).filter(|&first| tree.relation(first) == "compound")?;
        says(&format!("{} {}", tree.lower(first), tree.lemma(noun)))
    };
    // *L'ex-patron*: what somebody was is of the same kind.
    let former = || {
        let (former, post) = tree.lemma(noun).split_once('-')?;
        words.has(tree.sentence.language, WordClass::Former, former).then(|| says(post)).flatten()
    };
    hyphened.or_else(|| says(tree.lemma(noun))).or_else(former).or_else(pair).or_else(|| {
        // A term of several words may say what its noun alone does not: *jeu de données*.
        let (index, proper) = context.mention_at(sentence, noun)?;
        let mention = context.mention(index);
        let says = !proper && mention.confidence >= SAYS_ITS_KIND;
        let thing = matches!(mention.kind, EntityKind::Product | EntityKind::Facility | EntityKind::Organization);
        (says && thing).then_some(mention.kind)
    })
}

/// *Colombian bank Davivienda*: English hangs the description on the name.
fn above(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let above = tree.head(head).filter(|&above| above > head)?;
    let bare = matches!(tree.relation(head), "compound" | "flat" | "amod" | "nmod") && tree.marker(head).is_none();
    let owned = tree.full_relation(head) == "nmod:poss";
    context.mention_at(sentence, above).filter(|(_, proper)| bare && !owned && *proper).map(|(index, _)| index)
}

/// A bare name at the end of the phrase of a noun that says what kind of thing it is.
fn at_the_end(context: &Context<'_>, sentence: usize, head: usize) -> Option<usize> {
    let tree = &context.trees[sentence];
    let trade = || deals_in_a_trade(context, sentence, head).then_some(EntityKind::Organization);
    let kind = kind_of(context, sentence, head).or_else(trade)?;
    for at in head + 1..tree.len().min(head + REACH) {
        // *Le fabricant espagnol de béton X*: an adjective of origin is no name at the end.
        let named = context.mention_at(sentence, at).filter(|_| tree.upos(at) != Upos::Adj);
        if let Some((index, true)) = named {
            let mention = context.mention(index);
            let bare = matches!(tree.upos(at - 1), Upos::Noun | Upos::Adj | Upos::Verb) && mention.tokens.start == at;
            if bare {
                // *Software made by the firm X*, *the software of the firm X*: the name is that of the firm.
                let described = |&inner: &usize| inner > head && tree.upos(inner) == Upos::Adj;
                let inner = at - 1 - (head + 1..at).rev().take_while(described).count();
                // *A consortium of the bank X and Y* means those; *le géant de la batterie X* is a firm.
                let genitive = tree.marker(inner).is_some_and(|marker| {
                    context.ontology.words.has(tree.sentence.language, WordClass::GenitiveMarker, &marker)
                });
                let firm = kind_of(context, sentence, inner) == Some(EntityKind::Organization);
                let apart = !genitive || firm && tree.child_by(inner, &["conj"]).is_none();
                let other = inner != head && tree.upos(inner) == Upos::Noun && apart;
                // *The firm founded by former Y officer Ann Orr*: what an adposition governs ends no phrase of the noun.
                if tree.upos(inner) == Upos::Adp {
                    return None;
                }
                // *Le groupe fondé par la famille X*: who acts is not what is acted on.
                let agent = is_marked(tree, &context.ontology.words, inner, WordClass::AgentMarker);
                if inner != head && agent {
                    return None;
                }
                if other && keeps(context, sentence, inner, index) {
                    return None;
                }
                return (tree.descends(mention.head, head) && agree(kind, mention.kind)).then_some(index);
            }
            continue;
        }
        let inside = matches!(tree.upos(at), Upos::Noun | Upos::Adj | Upos::Adp | Upos::Det | Upos::Num)
            || tree.upos(at) == Upos::Verb && matches!(tree.relation(at), "acl" | "amod");
        if !inside {
            return None;
        }
    }
    None
}

/// *The leader in online payments X*: a noun that says no kind, but whose entries tell what an organisation deals in.
fn deals_in_a_trade(context: &Context<'_>, sentence: usize, head: usize) -> bool {
    context.trees[sentence].upos(head) == Upos::Noun
        && is_definite(context, sentence, head)
        && is_of_a_trade(context, sentence, head)
}

/// *Le groupe de Tilvarn*: whether a name behind a word for any firm is that of its town: a place, or an unknown name of one
/// word that the text says nowhere else.
pub(super) fn is_town(context: &Context<'_>, sentence: usize, token: usize) -> bool {
    let Some((index, true)) = context.mention_at(sentence, token) else { return false };
    let name = context.mention(index);
    let once = || context.analysis.mentions.iter().filter(|other| other.proper && other.name == name.name).count() == 1;
    let bare = context.trees[sentence].child_by(token, &["det", "appos", "flat", "conj"]).is_none();
    let unknown = name.iri.is_none() && name.confidence < KNOWN_FOR_SURE && name.tokens.len() == 1 && bare;
    name.kind == EntityKind::Place || name.kind == EntityKind::Organization && unknown && once()
}

/// Whether the lexicon has a noun as one for who is in some trade: *house*, *developer*.
pub(super) fn is_of_a_trade(context: &Context<'_>, sentence: usize, head: usize) -> bool {
    let tree = &context.trees[sentence];
    let lexicon = &context.ontology.lexicon;
    let mut entries = lexicon.starting_with(tree.sentence.language, PartOfSpeech::Noun, tree.lemma(head));
    entries.any(|entry| {
        entry.frame == Frame::RelationalNoun
            && entry.relation.as_ref() == ACTIVE_IN
            && tree.phrase_at(head, &entry.lemma)
    })
}

/// Whether a name of one kind may be what a noun of another describes; the shape of an unknown name
/// says little of its kind.
fn agree(noun: EntityKind, name: EntityKind) -> bool {
    let person = |kind| kind == EntityKind::Person;
    person(noun) == person(name) && !matches!(name, EntityKind::Place | EntityKind::Sector)
}
