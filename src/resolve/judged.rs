//! Judgements applied to names: joined or kept apart before any heuristic has its say.
//!
//! Owns which names a judgement means, and contradictions among judgements.

use std::collections::{BTreeMap, VecDeque};

use crate::model::{Diagnostic, Extracted};

use super::groups::Groups;
use super::judgement::{Judgement, Verdict};
use super::local::Atom;
use super::slug::suffix;
use super::{Merge, Reason};

/// What judgements led to.
#[derive(Default)]
pub(super) struct Judged {
    pub(super) merges: Vec<Merge>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The names that each judgement means, in the order of the judgements.
    pub(super) meant: Vec<(Vec<usize>, Vec<usize>)>,
}

/// Joins and forbids as the judgements say.
pub(super) fn apply(judgements: &[Judgement], atoms: &[Atom], documents: &[&Extracted], groups: &mut Groups) -> Judged {
    let mut judged = Judged::default();
    if judgements.is_empty() {
        return judged;
    }
    let names = Names::new(atoms, documents);
    for judgement in judgements {
        judged.meant.push((names.meant(&judgement.one), names.meant(&judgement.other)));
        for name in [&judgement.one, &judgement.other] {
            if names.meant(name).is_empty() {
                let message = format!("no document names `{name}`");
                let idle = Diagnostic::warning("idle-judgement", "judgements", message);
                judged
                    .diagnostics
                    .push(idle.with_hint("write the name as a document does, NAME@DOCUMENT, or an entity's id"));
            }
        }
    }
    for (judgement, (one, other)) in judgements.iter().zip(&judged.meant) {
        let (Verdict::Same, [first, ..], [second, ..]) = (judgement.verdict, one.as_slice(), other.as_slice()) else {
            continue;
        };
        for &at in one.iter().chain(other) {
            groups.unite(*first, at);
        }
        let reason = Reason::Judged;
        judged.merges.push(Merge { reason, from: *second, to: *first, note: note(judgement) });
    }
    for (mark, (judgement, (one, other))) in judgements.iter().zip(&judged.meant).enumerate() {
        if judgement.verdict == Verdict::Same {
            continue;
        }
        let roots: Vec<usize> = one.iter().map(|&at| groups.root(at)).collect();
        if other.iter().any(|&at| roots.contains(&groups.root(at))) {
            judged.diagnostics.push(contradiction(judgement, judgements, &judged.meant));
            continue;
        }
        for &a in one {
            for &b in other {
                groups.forbid(a, b, u32::try_from(mark).unwrap_or(u32::MAX));
            }
        }
    }
    judged
}

fn note(judgement: &Judgement) -> String {
    let said = [&judgement.who, &judgement.when, &judgement.why];
    said.into_iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(", ")
}

/// The names of all documents, found as judgements write them.
struct Names<'n> {
    by_name: BTreeMap<&'n str, Vec<usize>>,
    by_id: BTreeMap<String, Vec<usize>>,
    atoms: &'n [Atom],
    documents: &'n [&'n Extracted],
}

impl<'n> Names<'n> {
    fn new(atoms: &'n [Atom], documents: &'n [&'n Extracted]) -> Self {
        let mut names = Self { by_name: BTreeMap::new(), by_id: BTreeMap::new(), atoms, documents };
        for (at, atom) in atoms.iter().enumerate() {
            names.by_name.entry(&atom.name).or_default().push(at);
            let id =
                atom.known.as_ref().map_or_else(|| format!("{}{}", atom.slug, suffix(atom.kind)), ToString::to_string);
            names.by_id.entry(id).or_default().push(at);
        }
        names
    }

    fn meant(&self, name: &str) -> Vec<usize> {
        if let Some(exact) = self.by_name.get(name) {
            return exact.clone();
        }
        let within = name.rsplit_once('@').and_then(|(name, document)| {
            let named = self.by_name.get(name)?.iter().copied();
            let here: Vec<usize> =
                named.filter(|&at| self.documents[self.atoms[at].document].document.name == document).collect();
            Some(here).filter(|here| !here.is_empty())
        });
        within.or_else(|| self.by_id.get(name).cloned()).unwrap_or_default()
    }
}

/// The judgements that make one of what another keeps apart, as a chain of names.
fn contradiction(judgement: &Judgement, judgements: &[Judgement], meant: &[(Vec<usize>, Vec<usize>)]) -> Diagnostic {
    let at = judgements.iter().position(|other| other == judgement).unwrap_or_default();
    let (start, goal) = (&meant[at].0, &meant[at].1);
    let same = || judgements.iter().zip(meant).filter(|(judgement, _)| judgement.verdict == Verdict::Same);
    // Breadth first over names that judgements join; two names that mean the same need no judgement.
    let mut open: VecDeque<(Vec<usize>, Vec<String>)> = VecDeque::from([(start.clone(), vec![judgement.one.clone()])]);
    let mut seen: Vec<Vec<usize>> = vec![start.clone()];
    let mut chain = vec![judgement.one.clone(), judgement.other.clone()];
    while let Some((here, way)) = open.pop_front() {
        if here.iter().any(|at| goal.contains(at)) {
            chain = way;
            break;
        }
        for (link, (one, other)) in same() {
            for (near, far, name) in [(one, other, &link.other), (other, one, &link.one)] {
                if near.iter().any(|at| here.contains(at)) && !seen.contains(far) {
                    seen.push(far.clone());
                    open.push_back((far.clone(), way.iter().chain([name]).cloned().collect()));
                }
            }
        }
    }
    let message = format!(
        "`{}` and `{}` are judged {} but other judgements make them one: {}",
        judgement.one,
        judgement.other,
        judgement.verdict.name(),
        chain.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" = ")
    );
    Diagnostic::error("contradicting-judgements", "judgements", message).with_hint("take one of them out")
}
