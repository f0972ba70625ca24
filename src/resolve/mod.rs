//! Who is who: from the names in documents to entities.
//!
//! Owns the decision that two names are one thing, inside a document and across documents, the judgements of
//! people about it, and the stable local names. Takes what all documents say; the order in which they came
//! leaves no trace.

mod across;
mod entities;
mod forms;
mod groups;
mod judged;
pub mod judgement;
mod local;
mod moves;
mod register;
mod similar;
mod slug;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::model::statement::Attribute;
use crate::model::{Diagnostic, EntityId, EntityKind, Extracted, Participant, Resolved, Statement, Warned};
use crate::ontology::{Known, Ontology};

pub use judgement::{Judgement, Verdict};
pub use moves::{Moves, moves};
pub use register::described;
pub use similar::with_similar;

use across::Context;
use forms::Forms;
use groups::Groups;
use local::{Atom, Link};
use register::Register;

/// The relation between a former name and the present one.
const RENAMES: &str = "renames-to";
/// The relation between two things that a document says are not one.
const DISTINCT: &str = "distinct-from";
/// Where something is.
const PLACE: &str = "based-in";
/// What something does business in.
const SECTOR: &str = "active-in";

/// Why two names are taken for one, or are not sure to be; the surer first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// People decided it.
    Judged,
    /// The list of known entities or a register gives both names.
    Known,
    /// Accents, case, article, title, legal form, possessive or plural aside they are the same.
    Spelling,
    /// One word acts and is made in one document.
    Kinds,
    /// A document introduces the acronym, or it is made of the initials.
    Acronym,
    /// A document says that the name has changed.
    Renaming,
    /// The end of a person's full name in the same document.
    Surname,
    /// The full name with words cut to initials or left out.
    Initial,
    /// The beginning of a longer name that the document gives first.
    Short,
    /// The name with a noun that adds nothing to it.
    Appellation,
    /// The name with an article.
    Article,
    /// The first word of a person's full name in the same document.
    FirstName,
    /// Not one: what is said of them tells two of the same name apart.
    Homonym,
    /// Not sure: the name fits several others.
    Ambiguous,
    /// Not sure: the names look alike.
    Similar,
}

impl Reason {
    /// The reason in a few words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Judged => "judged",
            Self::Known => "listed as names of one",
            Self::Spelling => "another spelling",
            Self::Kinds => "one word for maker and thing",
            Self::Acronym => "acronym",
            Self::Renaming => "renamed",
            Self::Surname => "surname",
            Self::Initial => "initials or middle names",
            Self::Short => "short form",
            Self::Appellation => "with a noun that adds nothing",
            Self::Article => "with an article",
            Self::FirstName => "first name",
            Self::Homonym => "same name, told apart by what is said of them",
            Self::Ambiguous => "fits several",
            Self::Similar => "names look alike",
        }
    }
}

/// What is believed before any document is read.
#[derive(Debug, Clone, Default)]
pub struct Beliefs {
    /// The judgements of people, sorted.
    pub judgements: Vec<Judgement>,
    /// Entities that registers describe.
    pub described: Known,
}

/// Two names that were taken for one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Merge {
    reason: Reason,
    from: usize,
    to: usize,
    note: String,
}

/// A name taken for another, for readers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merged {
    /// The entity that both are.
    pub entity: EntityId,
    /// The shorter or former name.
    pub from: String,
    /// The other.
    pub to: String,
    /// Why.
    pub reason: Reason,
    /// Who judged, when and why; the document where it is said.
    pub note: String,
}

/// Two entities that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// One entity, with a name.
    pub one: (EntityId, String),
    /// The other.
    pub other: (EntityId, String),
    /// What speaks for one, or for two.
    pub reason: Reason,
    /// Statements that would change hands: those of the lesser of the two.
    pub weight: usize,
}

/// How it was decided who is who.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Identity {
    /// Names taken for one, by entity, then reason.
    pub merged: Vec<Merged>,
    /// Pairs left unsure, those that matter most first.
    pub doubts: Vec<Doubt>,
    /// The entity of each name: (name, kind, document) to id.
    pub names: BTreeMap<(String, EntityKind, String), EntityId>,
}

/// The entities behind the participants of `documents`, and the statements about them.
pub fn resolve(documents: &[Extracted], ontology: &Ontology, beliefs: &Beliefs) -> Warned<Resolved> {
    let mut diagnostics = Vec::new();
    let value = resolved(documents, ontology, beliefs, |names, decided, _, documents| {
        diagnostics = decided.diagnostics(names, documents);
    });
    Warned { value, diagnostics }
}

/// As [`resolve`], with how it was decided who is who.
pub fn explained(documents: &[Extracted], ontology: &Ontology, beliefs: &Beliefs) -> Warned<(Resolved, Identity)> {
    let mut diagnostics = Vec::new();
    let mut identity = Identity::default();
    let value = resolved(documents, ontology, beliefs, |names, decided, entities, documents| {
        diagnostics = decided.diagnostics(names, documents);
        identity = decided.identity(names, documents, entities);
    });
    Warned { value: (value, identity), diagnostics }
}

fn resolved(
    documents: &[Extracted],
    ontology: &Ontology,
    beliefs: &Beliefs,
    tell: impl FnOnce(&Names, &mut Decided, &entities::Entities, &[&Extracted]),
) -> Resolved {
    let mut documents: Vec<&Extracted> = documents.iter().collect();
    documents.sort_by(|a, b| (&a.document.name, &a.document.hash).cmp(&(&b.document.name, &b.document.hash)));
    let forms = Forms::new(ontology);
    let register = Register::new(&forms, ontology, &beliefs.described);
    let mut names = Names::of(&documents, &forms, &register);
    let mut decided = decide(&mut names, &documents, beliefs, &forms);
    let entities = entities::mint(&names.atoms, &mut decided.groups, &documents, &register, &forms);
    tell(&names, &mut decided, &entities, &documents);
    let id = |at: usize| entities.ids[entities.of[at]].clone();
    let said = documents.par_iter().zip(&names.parties);
    let statements: Vec<Statement<EntityId>> = said
        .flat_map_iter(|(extracted, parties)| {
            let pairs = extracted.statements.iter().zip(parties);
            pairs.filter_map(|(statement, &(subject, object))| {
                identified(statement, id(subject), object.map(id), ontology)
            })
        })
        .collect();
    Resolved {
        entities: entities.described(&names.atoms, &register, &statements),
        documents: documents.into_iter().map(|extracted| extracted.document.clone()).collect(),
        statements,
    }
}

/// The names of documents.
#[derive(Default)]
struct Names {
    atoms: Vec<Atom>,
    /// The atoms of the participants of each statement, by document.
    parties: Vec<Vec<local::Parties>>,
    links: Vec<Link>,
    doubts: Vec<(usize, usize)>,
    distinct: Vec<(usize, usize)>,
}

impl Names {
    fn of(documents: &[&Extracted], forms: &Forms<'_>, register: &Register<'_>) -> Self {
        // Names are taken apart once a thread.
        let each = documents.len().div_ceil(rayon::current_num_threads()).max(1);
        let parts = documents.par_chunks(each).enumerate();
        let parts: Vec<Self> =
            parts.map(|(part, documents)| Self::read(part * each, documents, forms, register)).collect();
        let mut names = Self::default();
        parts.into_iter().for_each(|part| names.append(part));
        names
    }

    /// The names of some documents, the first of which has the index `first`.
    fn read(first: usize, documents: &[&Extracted], forms: &Forms<'_>, register: &Register<'_>) -> Self {
        let mut names = Self::default();
        let mut seen = local::Seen::default();
        for (index, extracted) in documents.iter().enumerate() {
            let local = local::read(first + index, extracted, forms, register, &mut seen, &mut names.atoms);
            names.parties.push(local.parties);
            names.links.extend(local.links);
            names.doubts.extend(local.doubts);
            names.distinct.extend(local.distinct);
        }
        names
    }

    /// Adds the names of other documents, whose atoms get the next numbers.
    fn append(&mut self, other: Self) {
        let start = self.atoms.len();
        let pair = |(one, two)| (start + one, start + two);
        self.atoms.extend(other.atoms);
        let parties = |parties: Vec<local::Parties>| {
            parties.into_iter().map(|(subject, object)| (start + subject, object.map(|at| start + at))).collect()
        };
        self.parties.extend(other.parties.into_iter().map(parties));
        self.links.extend(other.links.into_iter().map(|Link { reason, from, to }| Link {
            reason,
            from: start + from,
            to: start + to,
        }));
        self.doubts.extend(other.doubts.into_iter().map(pair));
        self.distinct.extend(other.distinct.into_iter().map(pair));
    }

    /// A number for the key of each atom.
    fn keys(&self) -> Vec<u32> {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut keys = Vec::with_capacity(self.atoms.len());
        for atom in &self.atoms {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            keys.push(*numbers.entry(&atom.key).or_insert(next));
        }
        keys
    }

    /// What is said of each atom besides, by the keys of those it is said with.
    fn contexts(&self, documents: &[&Extracted], keys: &[u32]) -> Vec<Context> {
        let mut contexts = vec![Context::default(); self.atoms.len()];
        for (parties, extracted) in self.parties.iter().zip(documents) {
            for (statement, &(subject, object)) in extracted.statements.iter().zip(parties) {
                let Some(object) = object else { continue };
                for (here, there) in [(subject, object), (object, subject)] {
                    let context = &mut contexts[here];
                    match self.atoms[there].kind {
                        EntityKind::Organization => context.organizations = true,
                        EntityKind::Place => context.places |= *statement.relation == *PLACE,
                        EntityKind::Sector => context.sectors |= *statement.relation == *SECTOR,
                        _ => {}
                    }
                    context.others.push(keys[there]);
                }
            }
        }
        contexts
    }
}

/// Groups of atoms, and how they came about.
struct Decided {
    groups: Groups,
    merges: Vec<Merge>,
    doubts: Vec<(Reason, usize, usize)>,
    diagnostics: Vec<Diagnostic>,
}

fn decide(names: &mut Names, documents: &[&Extracted], beliefs: &Beliefs, forms: &Forms<'_>) -> Decided {
    let mut groups = Groups::new(names.atoms.iter().map(|atom| atom.known.clone()).collect());
    let judged = judged::apply(&beliefs.judgements, &names.atoms, documents, &mut groups);
    let mut merges = judged.merges;
    let mark = u32::try_from(beliefs.judgements.len()).unwrap_or(u32::MAX);
    for (number, &(one, other)) in names.distinct.iter().enumerate() {
        if groups.root(one) != groups.root(other) {
            groups.forbid(one, other, mark.saturating_add(u32::try_from(number).unwrap_or(u32::MAX)));
        }
    }
    let mut by_known: BTreeMap<std::sync::Arc<str>, usize> = BTreeMap::new();
    for (at, atom) in names.atoms.iter().enumerate() {
        let Some(known) = &atom.known else { continue };
        let first = *by_known.entry(known.clone()).or_insert(at);
        if groups.join(first, at) {
            merges.push(Merge { reason: Reason::Known, from: at, to: first, note: String::new() });
        }
    }
    let mut join = |links: &mut Vec<Link>, groups: &mut Groups| {
        links.sort();
        for link in links.iter() {
            if groups.join(link.to, link.from) {
                merges.push(Merge { reason: link.reason, from: link.from, to: link.to, note: String::new() });
            }
        }
    };
    join(&mut names.links, &mut groups);
    let keys = names.keys();
    let contexts = names.contexts(documents, &keys);
    let mut across = across::link(&names.atoms, &keys, &contexts, &names.links, forms, &mut groups);
    join(&mut across.links, &mut groups);
    for link in across.links.iter().filter(|link| link.reason != Reason::Spelling) {
        names.atoms[link.from].attached |= groups.root(link.from) == groups.root(link.to);
    }
    let mut doubts = across.doubts;
    doubts.extend(names.doubts.iter().map(|&(short, full)| (Reason::Ambiguous, short, full)));
    for (judgement, (one, other)) in beliefs.judgements.iter().zip(&judged.meant) {
        if let (Verdict::Unsure, Some(&one), Some(&other)) = (judgement.verdict, one.first(), other.first()) {
            doubts.push((Reason::Judged, one, other));
        }
    }
    Decided { groups, merges, doubts, diagnostics: judged.diagnostics }
}

impl Decided {
    fn diagnostics(&self, names: &Names, documents: &[&Extracted]) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics.clone();
        let mut fits: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for &(short, full) in names.doubts.iter().filter(|(short, _)| names.atoms[*short].unsure) {
            fits.entry(short).or_default().push(&names.atoms[full].name);
        }
        for (short, full) in fits {
            let atom = &names.atoms[short];
            let message = format!(
                "`{}` may be {}",
                atom.name,
                full.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
            );
            let unsure = Diagnostic::warning("unsure-name", &documents[atom.document].document.name, message);
            diagnostics.push(unsure.with_hint("`relata identity decide` settles it"));
        }
        diagnostics
    }

    fn identity(&mut self, names: &Names, documents: &[&Extracted], entities: &entities::Entities) -> Identity {
        let id = |at: usize| entities.ids[entities.of[at]].clone();
        let merged = self.merges.iter().filter(|merge| names.atoms[merge.from].name != names.atoms[merge.to].name);
        let mut merged: Vec<Merged> = merged
            .map(|merge| Merged {
                entity: id(merge.from),
                from: names.atoms[merge.from].name.clone(),
                to: names.atoms[merge.to].name.clone(),
                reason: merge.reason,
                note: merge.note.clone(),
            })
            .collect();
        merged.sort();
        merged.dedup();
        self.doubts.sort_unstable();
        let doubts = similar::doubts(&self.doubts, &names.atoms, entities);
        let names =
            names.atoms.iter().enumerate().map(|(at, atom)| {
                ((atom.name.clone(), atom.kind, documents[atom.document].document.name.clone()), id(at))
            });
        let names = names.collect();
        Identity { merged, doubts, names }
    }
}

/// A statement about entities; `None` when both participants turn out to be one. A renaming stays, as what an
/// entity says of itself.
fn identified(
    statement: &Statement<Participant>,
    mut subject: EntityId,
    mut object: Option<EntityId>,
    ontology: &Ontology,
) -> Option<Statement<EntityId>> {
    let mut attributes = statement.attributes.clone();
    if object.as_ref() == Some(&subject) {
        if *statement.relation != *RENAMES {
            return None;
        }
        let new = statement.object.as_ref().map(|object| object.name.clone()).unwrap_or_default();
        attributes.insert("former-name".to_owned(), Attribute::Text(statement.subject.name.clone()));
        attributes.insert("present-name".to_owned(), Attribute::Text(new));
    }
    let symmetric = ontology.relations.get(&statement.relation).is_some_and(|relation| relation.symmetric);
    if let Some(other) = object.as_mut().filter(|other| symmetric && **other < subject) {
        std::mem::swap(&mut subject, other);
    }
    Some(Statement {
        subject,
        relation: statement.relation.clone(),
        object,
        value: statement.value.clone(),
        time: statement.time.clone(),
        status: statement.status,
        attributes,
        confidence: statement.confidence,
        evidence: statement.evidence.clone(),
        extractor: statement.extractor.clone(),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::model::statement::Attributes;
    use crate::model::{DocumentInfo, Evidence, Status};

    use super::*;

    fn of(kind: EntityKind) -> impl Fn(&str) -> Participant {
        move |name| Participant { name: name.to_owned(), kind, mention: None, characters: None, iri: None }
    }

    fn org(name: &str) -> Participant {
        of(EntityKind::Organization)(name)
    }

    fn said(document: &str, subject: Participant, relation: &str, object: Participant) -> Statement<Participant> {
        Statement {
            subject,
            relation: Arc::from(relation),
            object: Some(object),
            value: None,
            time: None,
            status: Status::Completed,
            attributes: Attributes::default(),
            confidence: 0.5,
            evidence: Evidence { document: document.into(), start: 0, end: 0, text: "".into() },
            extractor: "x".into(),
        }
    }

    fn document(name: &str, said_of: Vec<(Participant, &str, Participant)>) -> Extracted {
        let info = DocumentInfo { name: name.to_owned(), hash: name.repeat(4), ..DocumentInfo::default() };
        let statements = said_of.into_iter().map(|(subject, relation, object)| said(name, subject, relation, object));
        Extracted { document: info, statements: statements.collect(), proposed: 0 }
    }

    fn pairs(name: &str, pairs: Vec<(Participant, Participant)>) -> Extracted {
        document(name, pairs.into_iter().map(|(one, other)| (one, "partners-with", other)).collect())
    }

    fn judged(documents: &[Extracted], judgements: &str) -> Warned<(Resolved, Identity)> {
        let judgements = judgement::parse(judgements, "j.tsv").value;
        explained(documents, &Ontology::builtin(), &Beliefs { judgements, ..Beliefs::default() })
    }

    fn ids(documents: &[Extracted]) -> Vec<String> {
        judged(documents, "").value.0.entities.keys().map(ToString::to_string).collect()
    }

    #[test]
    fn legal_suffixes_and_articles_do_not_make_another_company() {
        let found = ids(&[
            pairs("1", vec![(org("Zorblax SA"), org("Quenta"))]),
            pairs("2", vec![(org("Zorblax"), org("the Quenta"))]),
        ]);
        assert_eq!(found, ["quenta", "zorblax"]);
    }

    #[test]
    fn a_surname_is_the_person_of_the_document() {
        let person = of(EntityKind::Person);
        let one = vec![(person("Ada Blorne"), org("Quenta")), (person("Blorne"), org("Zorblax"))];
        assert_eq!(ids(&[pairs("1", one)]), ["ada-blorne", "quenta", "zorblax"]);
    }

    #[test]
    fn a_surname_of_two_people_is_left_unsure_and_said_so() {
        let person = of(EntityKind::Person);
        let names = ["Ada Blorne", "Bob Blorne", "Blorne"].map(|name| (person(name), org("Quenta")));
        let found = judged(&[pairs("1", names.to_vec())], "");
        assert_eq!(found.value.0.entities.len(), 4);
        assert_eq!(found.diagnostics.iter().map(|told| told.name).collect::<Vec<_>>(), ["unsure-name"]);
        assert_eq!(found.value.1.doubts.len(), 2);
    }

    #[test]
    fn kinds_keep_homonyms_apart() {
        let token = of(EntityKind::Token);
        assert_eq!(ids(&[pairs("1", vec![(org("Orblet"), token("Orblet"))])]), ["orblet", "orblet-token"]);
    }

    #[test]
    fn unnamed_actors_of_two_documents_are_two() {
        let pair = || vec![(of(EntityKind::Unnamed)("une start-up"), org("Quenta"))];
        assert_eq!(ids(&[pairs("1", pair()), pairs("2", pair())]).len(), 3);
    }

    #[test]
    fn common_nouns_of_two_documents_are_two() {
        let pair = || vec![(org("la société"), org("Quenta"))];
        assert_eq!(ids(&[pairs("1", pair()), pairs("2", pair())]).len(), 3);
    }

    #[test]
    fn an_acronym_of_one_document_is_known_in_the_others() {
        let one = vec![(org("Autorité de régulation des jeux"), org("Quenta")), (org("ARJ"), org("Zorblax"))];
        let found = ids(&[pairs("1", one), pairs("2", vec![(org("ARJ"), org("Quenta"))])]);
        assert_eq!(found, ["autorite-de-regulation-des-jeux", "quenta", "zorblax"]);
    }

    #[test]
    fn a_renamed_company_is_one_and_its_renaming_stays() {
        let one = document("1", vec![(org("Orblet"), RENAMES, org("Quenta"))]);
        let found = judged(&[one, pairs("2", vec![(org("Orblet"), org("Zorblax"))])], "").value.0;
        assert_eq!(found.entities.keys().map(ToString::to_string).collect::<Vec<_>>(), ["quenta", "zorblax"]);
        assert_eq!(found.statements[0].object.as_ref(), Some(&found.statements[0].subject));
        assert!(found.statements[0].attributes.get("former-name").is_some());
    }

    #[test]
    fn people_of_a_common_name_are_told_apart_by_what_is_said_of_them() {
        let person = of(EntityKind::Person);
        let of = |name: &str, company: &str| document(name, vec![(person("John Smith"), "leads", org(company))]);
        let found = judged(&[of("1", "Quenta"), of("2", "Zorblax"), of("3", "Quenta")], "").value;
        assert_eq!(found.0.entities.len(), 4);
        assert_eq!(found.1.doubts[0].reason, Reason::Homonym);
        // A name that hardly two people share is one person who changed companies.
        let of = |name: &str, company: &str| document(name, vec![(person("Ada Blorne"), "leads", org(company))]);
        assert_eq!(ids(&[of("1", "Quenta"), of("2", "Zorblax")]).len(), 3);
    }

    #[test]
    fn judgements_win_over_every_heuristic() {
        let documents = || {
            vec![
                pairs("1", vec![(org("Zorblax SA"), org("Quenta"))]),
                pairs("2", vec![(org("Zorblax"), org("Orblet"))]),
            ]
        };
        assert_eq!(ids(&documents()).len(), 3);
        let count = |judgements: &str| judged(&documents(), judgements).value.0.entities.len();
        assert_eq!(count("different\tZorblax SA\tZorblax"), 4);
        assert_eq!(count("unsure\tZorblax SA\tZorblax"), 4);
        assert_eq!(count("same\tQuenta\tOrblet"), 2);
    }

    #[test]
    fn a_contradiction_among_judgements_is_told_with_its_chain() {
        let documents = vec![pairs("1", vec![(org("Quenta"), org("Orblet")), (org("Orblet"), org("Zorblax"))])];
        let found = judged(&documents, "same\tQuenta\tOrblet\nsame\tOrblet\tZorblax\ndifferent\tQuenta\tZorblax");
        let told = &found.diagnostics[0];
        assert_eq!(told.name, "contradicting-judgements");
        assert!(told.message.ends_with("`Quenta` = `Orblet` = `Zorblax`"), "{}", told.message);
    }

    #[test]
    fn the_order_of_documents_leaves_no_trace() {
        let one = pairs("1", vec![(org("Zorblax SA"), org("Quenta"))]);
        let two = pairs("2", vec![(org("Quenta"), org("Zorblax"))]);
        let forward = judged(&[one.clone(), two.clone()], "");
        assert_eq!(forward, judged(&[two, one], ""));
        assert!(forward.value.0.statements.iter().all(|statement| statement.subject.0.as_ref() == "quenta"));
    }
}
