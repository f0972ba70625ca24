//! Nouns and adjectives with their arguments in canonical functions.
//!
//! Owns genitives, possessives, compounds, referents (apposition, copula, title) and the
//! subjects that support verbs lend. Takes a tree, gives token indices; leaves to
//! `participants` what stands at them.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{Number, Upos, VerbForm};
use crate::ontology::{WordClass, Words};

use super::apposition;
use super::complements::{self, is_marked};
use super::membership;
use super::modifiers;
use super::predication::{self, Predication};
use super::proposition::{self, Oblique};
use super::purpose;
use super::reaching;
use super::relative;
use super::tree::Tree;

/// The arguments of a noun or adjective; each list holds heads of phrases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NounArguments {
    /// Complements with the genitive marker, possessives, compound modifiers.
    pub(super) genitives: Vec<usize>,
    /// Of these, the ones that come before the noun (possessives and compounds).
    pub(super) owners: Vec<usize>,
    /// Possessive determiners, to be followed to an antecedent.
    pub(super) possessives: Vec<usize>,
    /// Complements with an agent marker.
    pub(super) agents: Vec<usize>,
    /// Complements with any other marker, those of the support verb included.
    pub(super) complements: Vec<Oblique>,
    /// Who or what the noun is said of.
    pub(super) referents: Vec<usize>,
    /// The clause that the noun is a predicative complement in.
    pub(super) predication: Predication,
    /// The subject of the support verb that governs the noun.
    pub(super) support: Vec<usize>,
    /// Who has what the noun says, when the noun accompanies someone: *with sales of $5m, X did*, *a firm with
    /// sales of $5m*.
    pub(super) accompanied: Vec<usize>,
    /// The support verb itself.
    pub(super) support_verb: Option<usize>,
    /// Who undergoes what the noun says: *X faces an inquiry by Y*.
    pub(super) undergone: Vec<usize>,
}

/// The arguments of the noun at `noun`; `own` are the tokens of its words when it has several, since a
/// complement may hang on any of them (*membre du directoire de X*).
pub(super) fn arguments(tree: &Tree<'_>, words: &Words, noun: usize, own: &Range<usize>) -> NounArguments {
    let mut found = NounArguments::default();
    for word in std::iter::once(noun).chain(own.clone().filter(|&word| word != noun)) {
        for &child in tree.children(word).iter().filter(|child| !own.contains(child)) {
            modifier(tree, words, (word, child), &mut found);
        }
    }
    // *Sa participation*: a term may hold the determiner that says whose it is.
    let possessive = |&word: &usize| words.has(tree.sentence.language, WordClass::Possessive, tree.lower(word));
    found.possessives.extend(own.clone().filter(|&word| word != noun).filter(possessive));
    found.genitives.extend(possessed_by_relative(tree, words, noun));
    referents(tree, words, noun, &mut found.referents);
    found.referents.extend(membership::included(tree, words, noun));
    if found.referents.is_empty() {
        found.referents.extend(apposition::referent(tree, own.start.min(noun)));
    }
    if found.referents.is_empty() && words.has(tree.sentence.language, WordClass::Helm, tree.lemma(noun)) {
        found.referents.extend(apposition::at_the_helm(tree, noun));
    }
    if found.possessives.is_empty() {
        found.possessives.extend(possessive_of_name(tree, noun));
    }
    found.predication = predication::of(tree, words, noun).unwrap_or_default();
    if found.agents.is_empty() {
        found.agents = deep_agents(tree, words, noun);
    }
    found.complements.extend(nested(tree, noun));
    found.complements.extend(of_participle(tree, noun, own));
    if found.genitives.is_empty() {
        found.genitives.extend(behind_participle(tree, words, noun));
    }
    found.complements.extend(predicated(tree, noun));
    found.complements.extend(purpose::complements(tree, words, noun));
    found.complements.extend(complements::where_clause(tree, words, noun));
    accompanied(tree, words, noun, &mut found.accompanied);
    let places = |oblique: &Oblique| words.has(tree.sentence.language, WordClass::LocativeMarker, &oblique.marker);
    if found.genitives.is_empty() && found.complements.iter().all(|oblique| !oblique.direct || places(oblique)) {
        compounded(tree, words, noun, &mut found);
    }
    support(tree, words, noun, &mut found);
    if found.support.is_empty() {
        through_noun(tree, words, noun, &mut found);
    }
    found.undergone = reaching::undergone(tree, words, noun);
    found
}

/// The arguments of a noun without what the verb that has it lends, and with what a noun above it does: *X announces the
/// closing of a round led by Y*.
pub(super) fn without_support(tree: &Tree<'_>, words: &Words, noun: usize, arguments: &NounArguments) -> NounArguments {
    let mut found = NounArguments { support: Vec::new(), support_verb: None, ..arguments.clone() };
    through_noun(tree, words, noun, &mut found);
    found
}

/// *Its headquarters are in Y*: the complement across a copula.
fn predicated(tree: &Tree<'_>, noun: usize) -> Option<Oblique> {
    let head = tree.head(noun).filter(|_| tree.relation(noun) == "nsubj")?;
    tree.child_by(head, &["cop"])?;
    Some(Oblique { marker: tree.marker(head)?.into_owned(), head, direct: true })
}

/// The subject of the clause, or the noun, that a phrase with a marker of company belongs to.
fn accompanied(tree: &Tree<'_>, words: &Words, noun: usize, found: &mut Vec<usize>) {
    // *With 74 shops and 2,300 employees*: the marker stands before the first.
    let joined = tree.ancestors(noun).find(|&token| tree.relation(token) != "conj");
    let noun = joined.filter(|_| tree.marker(noun).is_none()).unwrap_or(noun);
    // *With $3m in revenue*: the marker stands before the amount.
    let amount = |&amount: &usize| tree.upos(amount) == Upos::Sym && tree.relation(noun) == "nmod";
    let noun = tree.head(noun).filter(amount).unwrap_or(noun);
    let with = is_marked(tree, words, noun, WordClass::ComitativeMarker);
    let fronted = || is_fronted(tree, words, noun);
    found.extend(reaching::endowed(tree, words, noun));
    let Some(head) = tree.head(noun).filter(|_| with || fronted()) else { return };
    match (tree.relation(noun), tree.upos(head)) {
        ("obl", Upos::Verb) if with => found.extend(proposition::arguments(tree, words, head).subjects),
        ("obl", _) => found.extend(tree.children_by(head, &["nsubj"]).filter(|&subject| subject > noun)),
        ("nmod", Upos::Noun | Upos::Propn) => found.push(head),
        _ => {}
    }
}

/// *D'une puissance de 48 MW, le parc*: a phrase with the genitive marker that opens the sentence and ends in a comma
/// says what the subject has.
fn is_fronted(tree: &Tree<'_>, words: &Words, noun: usize) -> bool {
    let genitive = |marker: Cow<'_, str>| words.has(tree.sentence.language, WordClass::GenitiveMarker, &marker);
    let Some(subject) = tree.head(noun).and_then(|head| tree.child_by(head, &["nsubj"])) else { return false };
    let comma = (noun..subject).any(|token| tree.token(token).form.as_ref() == ",");
    tree.children_by(noun, &["case"]).any(|case| case == 0) && comma && tree.marker(noun).is_some_and(genitive)
}

/// *Merger talks with X*, *in talks with X about a merger*: what hangs on a noun that gives a status belongs to the one
/// that it is about as well.
fn compounded(tree: &Tree<'_>, words: &Words, noun: usize, found: &mut NounArguments) {
    let noun = set_phrase(tree, noun).unwrap_or(noun);
    let outer = tree.head(noun).filter(|&outer| {
        let before = tree.relation(noun) == "compound" && outer > noun;
        let behind = matches!(tree.relation(noun), "nmod" | "obl") && outer < noun;
        (before || behind)
            && tree.upos(outer) == Upos::Noun
            && words.has(tree.sentence.language, WordClass::StatusCue, tree.lemma(outer))
    });
    let Some(outer) = outer else { return };
    for &child in tree.children(outer).iter().filter(|&&child| child > outer && child != noun) {
        modifier(tree, words, (outer, child), found);
    }
    for &child in tree.children(outer).iter().filter(|&&child| child < noun) {
        if tree.full_relation(child) == "nmod:poss" {
            modifier(tree, words, (outer, child), found);
        }
    }
    support(tree, words, outer, found);
    if tree.child_by(outer, &["cop"]).is_some() {
        found.support.extend(tree.children_by(outer, &["nsubj"]));
    }
    // *X and Y in merger talks*: a headline without a verb.
    let named = tree.head(outer).filter(|&name| name < outer && tree.upos(name) == Upos::Propn);
    found.support.extend(named.filter(|&name| tree.relation(name) == "root" && tree.marker(outer).is_some()));
}

/// *En pourparlers en vue d'une fusion*: the bare noun between two adpositions, which is one with them, before a noun.
pub(super) fn set_phrase(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let bare = |&between: &usize| {
        tree.relation(noun) == "nmod"
            && between + 1 < noun
            && tree.upos(between) == Upos::Noun
            && tree.children(between).iter().all(|&child| child == noun || child + 1 == between)
            && tree.marker(between).is_some()
            && tree.children_by(noun, &["case"]).any(|case| case == between + 1)
    };
    tree.head(noun).filter(bare)
}

/// *Through its subsidiary X*: the possessive before a noun that the parser hung on the name the noun describes.
fn possessive_of_name(tree: &Tree<'_>, noun: usize) -> Option<usize> {
    let name = tree
        .head(noun)
        .filter(|&name| noun < name && tree.relation(noun) == "compound" && tree.upos(name) == Upos::Propn)?;
    let mut own = tree.children_by(name, &["nmod"]).filter(|&child| tree.full_relation(child) == "nmod:poss");
    own.find(|&child| child < noun && matches!(tree.upos(child), Upos::Pron | Upos::Det))
}

/// Files a modifier of a noun under its canonical function.
fn modifier(tree: &Tree<'_>, words: &Words, (noun, child): (usize, usize), found: &mut NounArguments) {
    let language = tree.sentence.language;
    let relative = || relative::antecedent(tree, words, child);
    match (tree.relation(child), tree.marker(child)) {
        ("nmod", _) if tree.full_relation(child) == "nmod:poss" => match (relative(), tree.upos(child)) {
            (Some(owner), _) => {
                found.genitives.push(owner);
                found.owners.push(owner);
            }
            (None, Upos::Pron | Upos::Det) => found.possessives.push(child),
            _ => found.owners.push(child),
        },
        ("nmod" | "obl" | "acl", Some(marker)) => {
            if words.has(language, WordClass::GenitiveMarker, &marker) {
                found.genitives.push(child);
            } else if words.has(language, WordClass::AgentMarker, &marker) {
                found.agents.push(child);
            }
            found.complements.extend(complements::compound_markers(tree, &marker, child));
            found.complements.push(Oblique { marker: marker.into_owned(), head: child, direct: true });
        }
        ("nmod", None) => found.genitives.push(relative().unwrap_or(child)),
        // *A 5% stake*: an amount owns nothing.
        ("compound", _) if matches!(tree.upos(child), Upos::Sym | Upos::Num) => {}
        ("compound" | "flat", _) if child < noun => {
            found.owners.push(child);
            // *The former X sales manager Y*: whose trade a noun before the noun says.
            if tree.upos(child) == Upos::Noun {
                found
                    .owners
                    .extend(tree.children_by(child, &["compound"]).filter(|&name| tree.upos(name) == Upos::Propn));
            }
        }
        ("det", _) if words.has(language, WordClass::Possessive, tree.lower(child)) => {
            found.possessives.push(child);
        }
        _ => {}
    }
}

/// Agents that the parser hung on a complement of the noun: *the launch of the watch K by X*.
fn deep_agents(tree: &Tree<'_>, words: &Words, noun: usize) -> Vec<usize> {
    let (_, end) = tree.extent(noun);
    let nominal = |token: usize| matches!(tree.upos(token), Upos::Noun | Upos::Propn | Upos::Num | Upos::Sym | Upos::X);
    (noun + 1..=end)
        .filter(|&token| matches!(tree.relation(token), "nmod" | "obl"))
        .filter(|&token| {
            is_marked(tree, words, token, WordClass::AgentMarker)
                && tree.ancestors(token).skip(1).take_while(|&above| above != noun).all(nominal)
        })
        .collect()
}

/// Complements of the noun's own complement, which may belong to the noun: *supplier of parts to X*,
/// *letter of intent with X*, *head of sales at X*.
fn nested(tree: &Tree<'_>, noun: usize) -> Vec<Oblique> {
    let inner = tree.children_by(noun, &["nmod"]).filter(|&child| child > noun);
    inner
        .flat_map(|child| tree.children_by(child, &["nmod", "obl"]).collect::<Vec<_>>())
        .filter_map(|head| Some(Oblique { marker: tree.marker(head)?.into_owned(), head, direct: false }))
        .collect()
}

/// *A round led by X*, *a contract signed with Y*: the complements of a participle, with its form as part of the marker.
fn of_participle(tree: &Tree<'_>, noun: usize, own: &Range<usize>) -> Vec<Oblique> {
    let participle = |&at: &usize| at > noun && tree.token(at).morph.verb_form == Some(VerbForm::Part);
    let bare = |&at: &usize| tree.child_by(at, &["aux", "cop"]).is_none();
    // Right behind the noun a participle belongs to it, wherever the tree hangs it.
    let next = Some(own.end.max(noun + 1)).filter(|&next| next < tree.len() && tree.head(next) != Some(noun));
    tree.children_by(noun, &["acl"])
        .chain(next)
        .filter(participle)
        .filter(bare)
        .flat_map(|participle| {
            let form = tree.lower(participle);
            tree.children_by(participle, &["obl"])
                .filter_map(|head| {
                    Some(Oblique { marker: format!("{form} {}", tree.marker(head)?), head, direct: true })
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// *Le chiffre d'affaires annualisé de X*, *une entreprise française d'horlogerie*: the genitive that the parser hung on
/// a participle or an adjective of origin between the two.
fn behind_participle(tree: &Tree<'_>, words: &Words, noun: usize) -> Vec<usize> {
    let language = tree.sentence.language;
    let participle = |&child: &usize| {
        tree.token(child).morph.verb_form == Some(VerbForm::Part)
            || words.has(language, WordClass::Demonym, tree.lower(child))
    };
    let genitive = |participle: usize, child: usize| {
        let next = tree.children_by(child, &["case"]).any(|case| case == participle + 1);
        let marked = is_marked(tree, words, child, WordClass::GenitiveMarker);
        next && marked
    };
    tree.children_by(noun, &["acl", "amod"])
        .filter(participle)
        .flat_map(|participle| {
            let of = tree.children_by(participle, &["obl", "nmod"]);
            of.filter(move |&child| genitive(participle, child)).collect::<Vec<_>>()
        })
        .collect()
}

/// The owner that *dont* names: the pronoun hangs on the verb of the clause that the noun is an argument of, on one that
/// governs it (*dont X vient de prendre le contrôle*) or on the noun that the clause says (*dont X est actionnaire*), and
/// stands before the noun.
pub(super) fn possessed_by_relative(tree: &Tree<'_>, words: &Words, noun: usize) -> Option<usize> {
    // *Dont elle reste le premier fournisseur*: what somebody remains as much as what they are.
    let argument = matches!(tree.relation(noun), "nsubj" | "obj" | "obl")
        || tree.relation(noun) == "xcomp" && tree.upos(noun) == Upos::Noun;
    let said = tree.child_by(noun, &["cop"]).is_some();
    let verb = tree.head(noun).filter(|_| argument && !said);
    let governs = |&at: &usize| tree.relation(at) == "xcomp";
    let chain = std::iter::successors(verb, |at| Some(*at).filter(governs).and_then(|at| tree.head(at)));
    let owner = |of: usize| {
        let before = tree.children(of).iter().copied().filter(|&child| child < noun);
        let mut pronouns = before.filter(|&child| relative::is_genitive(tree, words, child));
        pronouns.find_map(|child| relative::antecedent(tree, words, child))
    };
    chain.chain(Some(noun).filter(|_| said)).take(tree.len()).find_map(owner)
}

/// The arguments of the adjective or participle at `adjective`.
pub(super) fn attributive(tree: &Tree<'_>, words: &Words, adjective: usize) -> NounArguments {
    let mut found = NounArguments::default();
    let verbal = proposition::arguments(tree, words, adjective);
    // *Ann Orr a fondé X à Y*: a verb that acts upon something describes nobody.
    let acts = |&object: &usize| matches!(tree.upos(object), Upos::Noun | Upos::Propn) && object > adjective;
    if !verbal.passive && tree.has_child(adjective, "aux:tense") && verbal.objects.iter().any(acts) {
        return found;
    }
    found.complements = verbal.obliques;
    if let Some(head) = proposition::hyphenated(tree, adjective) {
        // *Dayton, Ohio-based*: the region behind the town is a place as well, its code is none.
        let region = tree
            .children_by(head, &["appos"])
            .find(|&part| part > head && part < adjective && tree.token(part).form.chars().any(char::is_lowercase));
        for head in [head].into_iter().chain(region) {
            found.complements.push(Oblique { marker: proposition::HYPHEN.to_owned(), head, direct: true });
        }
    }
    // *X, filiale de Z, dont le siège est implanté à Y*: the pronoun knows better than the tree whose seat it is.
    let clause = tree.full_relation(adjective) == "acl:relcl";
    let pronoun = (tree.extent(adjective).0..adjective).find(|&at| clause && relative::is_genitive(tree, words, at));
    let whose = pronoun.and_then(|pronoun| relative::antecedent(tree, words, pronoun));
    // *Y, où elle est installée*: a clause with a pronoun of its own for its subject.
    let subject = |&at: &usize| tree.upos(at) == Upos::Pron && relative::antecedent(tree, words, at).is_none();
    let own = tree.children_by(adjective, &["nsubj"]).find(subject).filter(|_| clause && whose.is_none());
    match tree.relation(adjective) {
        "acl" if own.is_some() => found.referents.extend(own),
        "amod" | "acl" => {
            let noun = tree.head(adjective).map(|noun| modifiers::agreeing(tree, adjective, noun));
            found.referents.extend(whose.or(noun));
        }
        _ if verbal.passive => found.referents = verbal.objects,
        _ => found.referents = verbal.subjects,
    }
    if tree.full_relation(adjective) == "acl:relcl" && found.referents.is_empty() {
        found.referents.extend(tree.head(adjective));
    }
    if found.referents.is_empty() {
        found.referents.extend(apposition::referent(tree, adjective));
    }
    found
}

/// What a noun is said of: its subject across a copula, the noun it stands in apposition to or
/// that stands in apposition to it, the name it is a title of.
fn referents(tree: &Tree<'_>, words: &Words, noun: usize, found: &mut Vec<usize>) {
    // *She was at its rival X*: the name behind it is the rival, and she is none.
    let named = |child: usize| tree.upos(child) == Upos::Propn && child > noun;
    let elsewhere = tree.marker(noun).is_some() && tree.children_by(noun, &["appos", "flat"]).any(named);
    let has_copula = tree.child_by(noun, &["cop"]).is_some() && !elsewhere;
    let is_predicate = has_copula || tree.relation(noun) == "xcomp";
    if has_copula || !elsewhere && tree.child_by(noun, &["nsubj"]).is_some() {
        let subjects: Vec<usize> = tree.children_by(noun, &["nsubj"]).collect();
        for subject in subjects {
            let relative = relative::antecedent(tree, words, subject).is_some();
            let relative = relative && tree.full_relation(noun) == "acl:relcl";
            found.push(if relative { tree.head(noun).unwrap_or(subject) } else { subject });
        }
    }
    if let (true, true, Some(head)) = (is_predicate, found.is_empty(), tree.head(noun)) {
        // *X became chairman* is said of X, *they named X chairman* of X as well.
        // *X s'est imposé comme le leader*: a reflexive is X again.
        let own = |child: usize| {
            tree.upos(child) == Upos::Pron && !words.has(tree.sentence.language, WordClass::Pronoun, tree.lower(child))
        };
        let named = tree.child_by(head, &["obj"]).filter(|&object| !own(object));
        found.extend(named.or_else(|| tree.child_by(head, &["nsubj"])));
    }
    found.extend(tree.children(noun).iter().copied().filter(|&child| {
        matches!(tree.relation(child), "appos" | "flat")
            || tree.relation(child) == "nmod" && tree.marker(child).is_none() && tree.upos(child) == Upos::Propn
    }));
    if found.is_empty() {
        found.extend(apposition::joined(tree, noun));
    }
    if let Some(head) = tree.head(noun) {
        match tree.relation(noun) {
            // *X is one of the leaders of Y*.
            "nmod" if matches!(tree.upos(head), Upos::Num | Upos::Pron) => {
                referents(tree, words, head, found);
                if found.is_empty() {
                    found.extend(apposition::referent(tree, head));
                }
            }
            // *The main rivals of X are Y and Z*: names across the copula.
            "nsubj" if is_named(tree, head) && tree.child_by(head, &["cop"]).is_some() => found.push(head),
            // *X and Y, the founders of Z*: several are what several names are.
            "appos" if tree.relation(head) == "conj" && tree.token(noun).morph.number == Some(Number::Plur) => {
                let first = tree.ancestors(head).find(|&above| tree.relation(above) != "conj");
                found.push(first.filter(|&first| tree.upos(first) == Upos::Propn).unwrap_or(head));
            }
            "appos" | "flat" => found.push(head),
            "compound" | "nmod" if tree.upos(head) == Upos::Propn && tree.marker(noun).is_none() => found.push(head),
            // Coordinated titles share what they are said of.
            "conj" => {
                let mut shared = Vec::new();
                let another = introduces_another(tree, head, noun);
                if !another && tree.children(noun).iter().all(|&child| tree.relation(child) != "appos") && head < noun {
                    // *X, founder of Y and chairwoman of Z*: the parser joins the title to the name before it.
                    let title = tree.head(head).filter(|&title| {
                        tree.relation(head) == "nmod"
                            && tree.upos(head) == Upos::Propn
                            && tree.upos(title) == Upos::Noun
                    });
                    referents(tree, words, title.unwrap_or(head), &mut shared);
                }
                found.append(&mut shared);
            }
            _ => {}
        }
    }
}

/// *The maker X and a supplier of parts*: behind a noun with a name of its own, one with an article tells of another.
fn introduces_another(tree: &Tree<'_>, first: usize, noun: usize) -> bool {
    let name = |&child: &usize| {
        first < child
            && child < noun
            && tree.upos(child) == Upos::Propn
            && matches!(tree.relation(child), "appos" | "flat" | "nmod")
            && tree.marker(child).is_none()
    };
    let phrase = |noun: usize| tree.upos(noun) == Upos::Noun && tree.child_by(noun, &["det"]).is_some();
    phrase(first) && phrase(noun) && tree.children(first).iter().any(name)
}

/// Whether a name heads a phrase, or stands in apposition to its noun: *whose parent is the conglomerate X*.
fn is_named(tree: &Tree<'_>, head: usize) -> bool {
    let name = |&child: &usize| {
        child > head
            && tree.upos(child) == Upos::Propn
            && (matches!(tree.relation(child), "appos" | "flat")
                || tree.relation(child) == "nmod" && tree.marker(child).is_none())
    };
    tree.upos(head) == Upos::Propn || tree.upos(head) == Upos::Noun && tree.children(head).iter().any(name)
}

/// *X announces the signing of a contract with Y*, *X drops its plan of buying Y*: a noun of bringing about or intending
/// passes on what its own verb lends, who its agent is, and what hangs on it behind the noun.
fn through_noun(tree: &Tree<'_>, words: &Words, noun: usize, found: &mut NounArguments) {
    let language = tree.sentence.language;
    let genitive = is_marked(tree, words, noun, WordClass::GenitiveMarker);
    let lends = |outer: usize| {
        [WordClass::SupportNoun, WordClass::StatusCue]
            .iter()
            .any(|&class| words.has(language, class, tree.lemma(outer)))
    };
    let outer = tree.head(noun).filter(|&outer| genitive && tree.relation(noun) == "nmod" && lends(outer));
    let Some(outer) = outer else { return };
    support(tree, words, outer, found);
    for &child in tree.children(outer).iter().filter(|&&child| child != noun) {
        let lent = child > noun || matches!(tree.full_relation(child), "nmod:poss" | "det");
        if lent || is_marked(tree, words, child, WordClass::AgentMarker) {
            modifier(tree, words, (outer, child), found);
        }
    }
}

/// Whether a verb, alone or with the particle right behind it, lends its subject to a noun: *walk away from an offer*.
fn supports(tree: &Tree<'_>, words: &Words, verb: usize) -> bool {
    let language = tree.sentence.language;
    let next = Some(verb + 1).filter(|&next| next < tree.len() && matches!(tree.upos(next), Upos::Adp | Upos::Adv));
    let phrase = next.map(|next| format!("{} {}", tree.lemma(verb), tree.lower(next)));
    words.has(language, WordClass::SupportVerb, tree.lemma(verb))
        || phrase.is_some_and(|phrase| words.has(language, WordClass::SupportVerb, &phrase))
}

/// *The round that X closed*: whether a relative clause has a subject of its own.
pub(super) fn is_told_by(tree: &Tree<'_>, words: &Words, clause: usize) -> bool {
    let subject = tree.child_by(clause, &["nsubj"]);
    tree.full_relation(clause) == "acl:relcl"
        && subject.is_some_and(|subject| relative::antecedent(tree, words, subject).is_none())
}

/// *The contract that X was to sign with Y*: the support verb that the clause about the noun governs.
fn in_store(tree: &Tree<'_>, words: &Words, noun: usize) -> Option<usize> {
    let its = |&object: &usize| relative::antecedent(tree, words, object) == Some(noun);
    let supports = |verb: usize| {
        words.has(tree.sentence.language, WordClass::SupportVerb, tree.lemma(verb))
            && tree.children_by(verb, &["obj"]).any(|object| its(&object))
    };
    let clauses = tree.children_by(noun, &["acl"]).filter(|&clause| is_told_by(tree, words, clause));
    clauses.filter_map(|clause| tree.child_by(clause, &["xcomp"])).find(|&verb| supports(verb))
}

/// The subject that a support verb lends to the noun it governs, and the verb's complements.
fn support(tree: &Tree<'_>, words: &Words, noun: usize, found: &mut NounArguments) {
    let language = tree.sentence.language;
    let Some(verb) = tree.head(noun) else {
        // *X in $3bn bid for Y*: a headline's noun with a subject and no copula.
        if tree.child_by(noun, &["cop"]).is_none() {
            found.support.extend(tree.children_by(noun, &["nsubj"]));
        }
        return;
    };
    let governed = matches!(tree.relation(noun), "obj" | "obl" | "xcomp") || tree.full_relation(noun) == "nsubj:pass";
    let modified_by = tree.children_by(noun, &["acl"]).find(|&child| {
        matches!(tree.token(child).morph.verb_form, Some(VerbForm::Part | VerbForm::Fin))
            && words.has(language, WordClass::SupportVerb, tree.lemma(child))
    });
    // *Took part in the round that X closed*: who the clause about the noun says has it.
    let whose = modified_by.filter(|&clause| is_told_by(tree, words, clause));
    let verb = if let Some(clause) = whose.or_else(|| in_store(tree, words, noun)) {
        clause
    } else if governed && supports(tree, words, verb) {
        verb
    } else if let Some(verb) = modified_by {
        verb
    } else if tree.relation(noun) == "conj" {
        let mut shared = NounArguments::default();
        if verb < noun && matches!(tree.upos(verb), Upos::Noun | Upos::Propn) {
            support(tree, words, verb, &mut shared);
        }
        found.support = shared.support;
        found.support_verb = shared.support_verb;
        return;
    } else {
        return;
    };
    let clause = proposition::arguments(tree, words, verb);
    // *Taken private by Y at a price of $5m*: who acts in a passive clause lends nothing to a noun beside it.
    if clause.passive && tree.relation(noun) == "obl" {
        return;
    }
    found.support = clause.subjects.into_iter().filter(|&subject| subject != noun).collect();
    found.support_verb = Some(verb);
    found.complements.extend(
        clause
            .obliques
            .into_iter()
            .filter(|oblique| oblique.direct && oblique.head != noun)
            .map(|oblique| Oblique { direct: false, ..oblique }),
    );
}
