//! Judgements: what people decided about who is who, replayed at every build.
//!
//! Owns their lines and how a line points at names. Leaves files to `cli` and consequences to `groups`.

use std::fmt;

use crate::model::{Diagnostic, Warned};

/// What was decided about two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// They are one.
    Same,
    /// They are two.
    Different,
    /// Nobody can tell yet: they stay two, and stay on the list.
    Unsure,
}

impl Verdict {
    /// Every verdict, in the order of the enum.
    pub const ALL: [Self; 3] = [Self::Same, Self::Different, Self::Unsure];

    /// The verdict as lines write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Unsure => "unsure",
        }
    }

    /// The verdict called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }
}

/// A decision about two names, with who took it, when and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Judgement {
    /// What was decided.
    pub verdict: Verdict,
    /// One name: as documents write it, `NAME@DOCUMENT` for the name in one document, or an entity's id.
    pub one: String,
    /// The other name.
    pub other: String,
    /// Who decided; free text.
    pub who: String,
    /// When; free text.
    pub when: String,
    /// Why; free text.
    pub why: String,
}

/// The first line of a file of judgements.
pub const HEADER: &str = "verdict\tone\tother\twho\twhen\twhy";

impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
        let fields = [&self.one, &self.other, &self.who, &self.when, &self.why].map(|field| plain(field));
        write!(f, "{}\t{}", self.verdict.name(), fields.join("\t"))
    }
}

/// The judgements of a tab-separated text; empty lines, `#` comments and the header are passed over.
pub fn parse(text: &str, file: &str) -> Warned<Vec<Judgement>> {
    let mut value = Vec::new();
    let mut diagnostics = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() || line.starts_with('#') || line == HEADER {
            continue;
        }
        match judgement(line) {
            Ok(judgement) => value.push(judgement),
            Err(message) => {
                let fault = Diagnostic::error("malformed-judgement", file, message).at_line(number + 1);
                diagnostics.push(fault.with_hint(format!("write {}", HEADER.replace('\t', " TAB "))));
            }
        }
    }
    value.sort();
    value.dedup();
    Warned { value, diagnostics }
}

fn judgement(line: &str) -> Result<Judgement, String> {
    let mut fields = line.split('\t').map(str::trim);
    let mut next = || fields.next().unwrap_or_default().to_owned();
    let (verdict, one, other) = (next(), next(), next());
    let known = || Verdict::ALL.map(Verdict::name).join(", ");
    let verdict = Verdict::from_name(&verdict)
        .ok_or_else(|| format!("`{verdict}` is no verdict; it must be one of {}", known()))?;
    if one.is_empty() || other.is_empty() {
        return Err("a judgement is about two names".to_owned());
    }
    if one == other {
        return Err(format!("`{one}` is judged against itself"));
    }
    Ok(Judgement { verdict, one, other, who: next(), when: next(), why: next() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgements_print_as_they_parse() {
        let line = "same\tZorvex\tLumidor\tAda\t2025-01-02\tone register number";
        let parsed = parse(&format!("{HEADER}\n# why\n{line}\r\n"), "j.tsv");
        assert_eq!(parsed.value[0].to_string(), line);
        assert!(parsed.diagnostics.is_empty());
    }

    #[test]
    fn a_fault_names_its_line() {
        let parsed = parse("same\tA\tB\nsome\tA\tB\nsame\tA\n", "j.tsv");
        let lines: Vec<_> = parsed.diagnostics.iter().map(|fault| fault.place.line).collect();
        assert_eq!((parsed.value.len(), lines), (1, vec![Some(2), Some(3)]));
    }
}
