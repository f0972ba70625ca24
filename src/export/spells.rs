//! When edges and nodes exist, for timelines.
//!
//! Owns spells: closed or open intervals of whole days, sorted, with a day between two of them and none of length
//! zero, because a reader refuses the file for less (Gephi's issues 666, 964, 1566 and 2783).

use crate::graph::Fact;

/// A day, counted from 1970-01-01 (proleptic Gregorian).
pub(super) type Day = i64;

/// From a day on, and to the last day when there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spell {
    pub(super) first: Day,
    pub(super) last: Option<Day>,
}

/// When one of `facts` holds; nothing when one of them has no time, because then it always may.
///
/// A dated deal has a first day; what it leads to has no known end unless the text gives one.
pub(super) fn spells<'f>(facts: impl Iterator<Item = &'f Fact>) -> Vec<Spell> {
    let mut found = Vec::new();
    for fact in facts {
        let Some(time) = &fact.time else { return Vec::new() };
        let first = number(time.start.days().0);
        let last = time.end.map(|end| number(end.days().1)).filter(|last| *last >= first);
        found.push(Spell { first, last: last.map(|last| last.max(first + 1)) });
    }
    joined(found)
}

/// The same days in as few spells as can be.
fn joined(mut spells: Vec<Spell>) -> Vec<Spell> {
    spells.sort_unstable();
    let mut found: Vec<Spell> = Vec::new();
    for spell in spells {
        match found.last_mut() {
            Some(before) if before.last.is_none_or(|last| spell.first <= last + 1) => {
                before.last = before.last.zip(spell.last).map(|(one, other)| one.max(other));
            }
            _ => found.push(spell),
        }
    }
    found
}

/// The number of a day (Hinnant, "chrono-compatible low-level date algorithms").
fn number((year, month, day): (i32, u8, u8)) -> Day {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let shifted = (i64::from(month) + 9) % 12;
    let of_year = (153 * shifted + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// A day as `2024-04-12`.
pub(super) fn iso(day: Day) -> String {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", year_of_era + era * 400 + next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spell(first: Day, last: Option<Day>) -> Spell {
        Spell { first, last }
    }

    #[test]
    fn days_count_both_ways() {
        for day in [(1970, 1, 1), (2024, 2, 29), (2000, 3, 1), (1899, 12, 31), (987, 6, 5)] {
            let (year, month, of_month) = day;
            assert_eq!(iso(number(day)), format!("{year:04}-{month:02}-{of_month:02}"));
        }
        assert_eq!(number((1970, 1, 2)), 1);
    }

    #[test]
    fn spells_are_disjoint_with_a_day_between() {
        let joined = joined(vec![spell(10, Some(20)), spell(0, Some(5)), spell(6, Some(8)), spell(15, Some(18))]);
        assert_eq!(joined, [spell(0, Some(8)), spell(10, Some(20))]);
    }

    #[test]
    fn an_open_spell_swallows_what_follows() {
        assert_eq!(joined(vec![spell(0, None), spell(5, Some(7))]), [spell(0, None)]);
        assert_eq!(joined(vec![spell(0, Some(3)), spell(2, None)]), [spell(0, None)]);
    }
}
