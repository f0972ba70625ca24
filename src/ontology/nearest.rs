//! The known name nearest to a mistyped one.
//!
//! Owns the edit distance behind "did you mean" (optimal string alignment, Damerau 1964).

use crate::model::Diagnostic;

/// `fault` with the nearest of `known` as advice, when one is near.
pub(super) fn hint<'k>(fault: Diagnostic, found: &str, known: impl Iterator<Item = &'k str>) -> Diagnostic {
    let near = known.map(|name| (distance(found, name), name)).min();
    match near {
        Some((distance, name)) if distance <= found.chars().count() / 3 + 1 => {
            fault.with_hint(format!("did you mean `{name}`?"))
        }
        _ => fault,
    }
}

fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_one_step() {
        assert_eq!(distance("aquires", "acquires"), 1);
        assert_eq!(distance("acqiures", "acquires"), 1);
        assert_eq!(distance("", "abc"), 3);
    }

    #[test]
    fn far_names_are_not_proposed() {
        let fault = hint(Diagnostic::error("x", "f", "m"), "zzz", ["acquires", "leads"].into_iter());
        assert_eq!(fault.hint, None);
    }
}
