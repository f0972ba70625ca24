//! The names of one document: which of them are one thing, and why.
//!
//! Owns what only holds inside a document: surnames, acronyms, short forms, renamings. Takes what the
//! document says; gives names and links between them, and leaves joining to `groups`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::model::{EntityKind, Extracted, Participant, Status};

use super::forms::{Forms, is_initials};
use super::register::Register;
use super::slug::slug;
use super::{DISTINCT, RENAMES, Reason};

/// A name as one document uses it, of one kind: what identity is decided about.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    /// Index of the document.
    pub(super) document: usize,
    pub(super) name: String,
    pub(super) kind: EntityKind,
    /// What its spellings share.
    pub(super) key: Arc<str>,
    /// Its words without article, legal form and the like.
    pub(super) words: Arc<[String]>,
    /// Those words as the local name of an entity.
    pub(super) slug: Arc<str>,
    /// The known entity that it names.
    pub(super) known: Option<Arc<str>>,
    /// How often the document uses it.
    pub(super) uses: usize,
    /// Where it first stands, in characters.
    first: usize,
    /// Whether it is a short or former form of another name of the document.
    pub(super) attached: bool,
    /// Whether it fits several names of the document.
    pub(super) unsure: bool,
}

impl Atom {
    /// Whether it only means something inside its document: an unnamed actor, an actor or site that a common noun
    /// describes, a name that fits several.
    pub(super) fn local(&self) -> bool {
        let described = matches!(self.kind, EntityKind::Organization | EntityKind::Person | EntityKind::Facility)
            && self.known.is_none()
            && !self.name.chars().any(|c| c.is_uppercase() || c.is_ascii_digit());
        self.unsure || described || self.kind == EntityKind::Unnamed
    }
}

/// A reason to take two names for one; `from` is the shorter or former of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    pub(super) reason: Reason,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What a document says about its names.
#[derive(Default)]
pub(super) struct Local {
    /// The atoms of each statement's participants.
    pub(super) parties: Vec<Parties>,
    pub(super) links: Vec<Link>,
    /// Names that fit several others: the name, one that it fits.
    pub(super) doubts: Vec<(usize, usize)>,
    /// Names that the document says are two.
    pub(super) distinct: Vec<(usize, usize)>,
}

/// The atoms of a statement's participants.
pub(super) type Parties = (usize, Option<usize>);

/// Key, words and slug of a name.
type Parts = (Arc<str>, Arc<[String]>, Arc<str>);

/// The parts of names that other documents used already, by kind and name.
#[derive(Default)]
pub(super) struct Seen(BTreeMap<EntityKind, HashMap<String, Parts>>);

impl Seen {
    fn parts(&mut self, forms: &Forms<'_>, name: &str, kind: EntityKind) -> Parts {
        let of_kind = self.0.entry(kind).or_default();
        if let Some(parts) = of_kind.get(name) {
            return parts.clone();
        }
        let words = forms.bare(name, kind);
        let parts: Parts = (forms.key_of(&words, kind).into(), words.as_slice().into(), slug(&words.join(" ")).into());
        of_kind.insert(name.to_owned(), parts.clone());
        parts
    }
}

/// The atoms of one document in the making.
struct Reading<'r, 'o> {
    document: usize,
    forms: &'r Forms<'o>,
    register: &'r Register<'r>,
    seen: &'r mut Seen,
    atoms: &'r mut Vec<Atom>,
    found: HashMap<EntityKind, HashMap<String, usize>>,
}

impl Reading<'_, '_> {
    fn atom(&mut self, name: &str, participant: &Participant) -> usize {
        let kind = participant.kind;
        let known = self.found.entry(kind).or_default().get(name).copied();
        let at = known.unwrap_or_else(|| {
            let (key, words, slug) = self.seen.parts(self.forms, name, kind);
            self.atoms.push(Atom {
                document: self.document,
                name: name.to_owned(),
                kind,
                key,
                words,
                slug,
                known: None,
                uses: 0,
                first: usize::MAX,
                attached: false,
                unsure: false,
            });
            self.found.entry(kind).or_default().insert(name.to_owned(), self.atoms.len() - 1);
            self.atoms.len() - 1
        });
        let first = participant.characters.map_or(usize::MAX, |(start, _)| start);
        self.atoms[at].first = self.atoms[at].first.min(first);
        at
    }

    /// The atom of a participant, and of what stands for it in the text where that is another name of it.
    fn party(&mut self, participant: &Participant, local: &mut Local) -> usize {
        let full = self.atom(&participant.name, participant);
        self.atoms[full].uses += 1;
        let asked = self.atoms[full].uses > 1 && participant.iri.is_none();
        if self.atoms[full].known.is_none() && !asked {
            self.atoms[full].known = self.register.known(participant, &self.atoms[full].words);
        }
        let mention = participant.mention.as_deref().filter(|mention| *mention != participant.name);
        if let Some((mention, reason)) =
            mention.and_then(|mention| Some((mention, short_form(self.forms, mention, &self.atoms[full])?)))
        {
            let short = self.atom(mention, participant);
            if short != full {
                local.links.push(Link { reason, from: short, to: full });
            }
        }
        full
    }
}

/// The atoms of the participants of a document, added to `atoms`, and what links them.
pub(super) fn read(
    document: usize,
    extracted: &Extracted,
    forms: &Forms<'_>,
    register: &Register<'_>,
    seen: &mut Seen,
    atoms: &mut Vec<Atom>,
) -> Local {
    let mut local = Local::default();
    let start = atoms.len();
    let mut reading = Reading { document, forms, register, seen, atoms, found: HashMap::new() };
    for statement in &extracted.statements {
        let subject = reading.party(&statement.subject, &mut local);
        let object = statement.object.as_ref().map(|object| reading.party(object, &mut local));
        local.parties.push((subject, object));
        let Some(object) = object.filter(|object| *object != subject) else { continue };
        if *statement.relation == *DISTINCT && statement.status == Status::Completed {
            local.distinct.push((subject, object));
        }
        if *statement.relation == *RENAMES && statement.status == Status::Completed {
            local.links.push(Link { reason: Reason::Renaming, from: subject, to: object });
        }
    }
    Names { forms, atoms: &atoms[start..], start }.link(&mut local);
    settle(&mut local, register, start, atoms);
    local
}

/// Why a form in the text is a name of the atom, when it is one.
fn short_form(forms: &Forms<'_>, mention: &str, full: &Atom) -> Option<Reason> {
    let words = forms.bare(mention, full.kind);
    let letters = mention.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = mention.chars().filter(|c| c.is_uppercase()).count();
    if words.len() == 1
        && letters >= 2
        && capitals * 2 > letters
        && full.words.len() > 1
        && *full.key != *forms.key(mention, full.kind)
    {
        return Some(Reason::Acronym);
    }
    let shorter = words.len() < full.words.len() && words[0].starts_with(char::is_uppercase);
    let part = shorter && (full.words.starts_with(&words) || full.words.ends_with(&words));
    match full.kind {
        EntityKind::Person if part => Some(Reason::Surname),
        EntityKind::Organization if part && full.words.starts_with(&words) => Some(Reason::Short),
        _ => None,
    }
}

/// Marks what is attached or unsure, once every link is known.
fn settle(local: &mut Local, register: &Register<'_>, start: usize, atoms: &mut [Atom]) {
    local.links.sort();
    local.links.dedup();
    local.doubts.sort_unstable();
    local.doubts.dedup();
    for link in &local.links {
        atoms[link.from].attached |= !matches!(link.reason, Reason::Spelling | Reason::Kinds);
    }
    for &(doubted, _) in &local.doubts {
        atoms[doubted].unsure |= !atoms[doubted].attached;
    }
    // Case counts: a short form of a longer name is not another spelling of a known one.
    for atom in atoms[start..].iter_mut().filter(|atom| atom.known.is_none() && !atom.attached && !atom.unsure) {
        atom.known = register.spelt(&atom.key, atom.kind);
    }
}

/// The names of one document side by side.
struct Names<'n, 'o> {
    forms: &'n Forms<'o>,
    atoms: &'n [Atom],
    /// Index of the first.
    start: usize,
}

impl Names<'_, '_> {
    fn link(&self, local: &mut Local) {
        self.spellings(local);
        self.people(local);
        self.acronyms(local);
        self.short_names(local);
    }

    fn of(&self, kind: EntityKind) -> impl Iterator<Item = usize> {
        (0..self.atoms.len()).filter(move |&at| self.atoms[at].kind == kind)
    }

    fn say(&self, local: &mut Local, reason: Reason, from: usize, to: usize) {
        local.links.push(Link { reason, from: self.start + from, to: self.start + to });
    }

    /// A form that fits one name is linked to it; one that fits several is left unsure.
    fn fit(&self, local: &mut Local, reason: Reason, short: usize, longer: &BTreeSet<usize>) {
        let keys: BTreeSet<&str> = longer.iter().map(|&at| &*self.atoms[at].key).collect();
        match keys.len() {
            0 => {}
            1 => longer.iter().for_each(|&at| self.say(local, reason, short, at)),
            _ => longer.iter().for_each(|&at| local.doubts.push((self.start + short, self.start + at))),
        }
    }

    /// One key and kind are one name; a word that acts and is made in one document is one as well.
    fn spellings(&self, local: &mut Local) {
        let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, atom) in self.atoms.iter().enumerate() {
            by_key.entry(&atom.key).or_default().push(at);
        }
        for same in by_key.values().filter(|same| same.len() > 1) {
            for (nth, &a) in same.iter().enumerate() {
                for &b in &same[nth + 1..] {
                    let (one, other) = (&self.atoms[a], &self.atoms[b]);
                    if one.kind == other.kind {
                        self.say(local, Reason::Spelling, a, b);
                    } else if one.name == other.name && acts(one.kind) && acts(other.kind) {
                        self.say(local, Reason::Kinds, a, b);
                    }
                }
            }
        }
    }

    fn people(&self, local: &mut Local) {
        // Full names by each of their endings and by their first word.
        let mut by_end: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let mut by_first: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for at in self.of(EntityKind::Person).filter(|&at| self.atoms[at].words.len() > 1) {
            let words = &self.atoms[at].words;
            for from in 1..words.len() {
                by_end.entry(words[from..].join(" ")).or_default().insert(at);
                by_first.entry(words[..from].join(" ")).or_default().insert(at);
            }
        }
        let none = BTreeSet::new();
        for at in self.of(EntityKind::Person) {
            let words = &self.atoms[at].words;
            if let Some(full) = by_end.get(&words.join(" ")) {
                self.fit(local, Reason::Surname, at, full);
            } else if let Some(full) = by_first.get(&words.join(" ")) {
                let reason = if words.len() == 1 { Reason::FirstName } else { Reason::Initial };
                self.fit(local, reason, at, full);
            } else {
                let like = by_end.get(&words[words.len() - 1]).unwrap_or(&none);
                let full =
                    like.iter().copied().filter(|&other| other != at && abridges(words, &self.atoms[other].words));
                self.fit(local, Reason::Initial, at, &full.collect());
            }
        }
    }

    fn acronyms(&self, local: &mut Local) {
        let shaped = |at: &usize| {
            let atom = &self.atoms[*at];
            atom.words.len() == 1 && atom.name.starts_with(char::is_uppercase)
        };
        for short in (0..self.atoms.len()).filter(shaped) {
            let kind = self.atoms[short].kind;
            let fits = |&at: &usize| is_initials(self.forms, &self.atoms[short].words[0], &self.atoms[at].words);
            let long: BTreeSet<usize> = self.of(kind).filter(fits).collect();
            self.fit(local, Reason::Acronym, short, &long);
        }
    }

    /// Organisations by the first words of a longer name that came before, or without a word that adds nothing.
    fn short_names(&self, local: &mut Local) {
        let mut by_start: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let mut by_rest: BTreeMap<String, BTreeSet<(Reason, usize)>> = BTreeMap::new();
        for at in self.of(EntityKind::Organization).filter(|&at| self.atoms[at].words.len() > 1) {
            let words = &self.atoms[at].words;
            for end in 1..words.len() {
                by_start.entry(words[..end].join(" ")).or_default().insert(at);
            }
            for (reason, rest) in [
                (Reason::Appellation, self.forms.without_appellation(words)),
                (Reason::Article, self.forms.without_article(words)),
            ] {
                if let Some(rest) = rest {
                    by_rest.entry(rest.join(" ")).or_default().insert((reason, at));
                }
            }
        }
        for at in self.of(EntityKind::Organization) {
            let atom = &self.atoms[at];
            let name = atom.words.join(" ");
            for &(reason, longer) in by_rest.get(&name).into_iter().flatten().filter(|(_, longer)| *longer != at) {
                self.say(local, reason, longer, at);
            }
            if atom.known.is_some() {
                continue;
            }
            let longer: BTreeSet<usize> =
                by_start.get(&name).into_iter().flatten().copied().filter(|&longer| longer != at).collect();
            if longer.iter().any(|&longer| self.atoms[longer].first <= atom.first) {
                self.fit(local, Reason::Short, at, &longer);
            }
        }
    }
}

/// Whether something of this kind acts, is made or stands somewhere: one word often does for all three.
pub(super) fn acts(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Organization | EntityKind::Product | EntityKind::Facility)
}

/// Whether a person's name is a full one with words cut to initials or left out in the middle.
fn abridges(short: &[String], full: &[String]) -> bool {
    if short.len() > full.len() || short.last() != full.last() || full.len() < 2 {
        return false;
    }
    let fits = |short: &str, full: &str| {
        let initials: Vec<char> = short.split(['.', '-']).filter_map(|part| part.chars().next()).collect();
        let dotted = short.contains('.') && short.split(['.', '-']).all(|part| part.chars().count() <= 1);
        let firsts: Vec<char> = full.split('-').filter_map(|part| part.chars().next()).collect();
        short == full || dotted && firsts.starts_with(&initials)
    };
    if !fits(&short[0], &full[0]) {
        return false;
    }
    let mut rest = full[1..full.len() - 1].iter();
    short[1..short.len() - 1].iter().all(|word| rest.any(|other| fits(word, other)))
}
