//! Dates as precise as a text gives them, and the periods they bound.
//!
//! Owns the ISO 8601 forms of statement lines: `2024`, `2024-04`, `2024-04-12`, `2025-H1`, `2025-Q3`.

use std::fmt;
use std::str::FromStr;

/// A date of some precision. Only real calendar days can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Date {
    /// A year.
    Year(i32),
    /// A half of a year: 1 or 2.
    Half(i32, u8),
    /// A quarter of a year: 1 to 4.
    Quarter(i32, u8),
    /// A month: 1 to 12.
    Month(i32, u8),
    /// A day.
    Day(i32, u8, u8),
}

/// The text is not a date in one of the forms of this module.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date; write 2024, 2024-04, 2024-04-12, 2025-H1 or 2025-Q3")]
pub struct NotADate(pub String);

impl Date {
    /// The day, when the calendar has it (proleptic Gregorian).
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        (day >= 1 && day <= days_in_month(year, month)?).then_some(Self::Day(year, month, day))
    }

    /// The month, when it is one.
    pub fn month(year: i32, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self::Month(year, month))
    }

    /// The year it lies in.
    pub fn year(self) -> i32 {
        match self {
            Self::Year(year)
            | Self::Half(year, _)
            | Self::Quarter(year, _)
            | Self::Month(year, _)
            | Self::Day(year, ..) => year,
        }
    }

    /// Its first and last day, as `(year, month, day)`.
    pub fn days(self) -> ((i32, u8, u8), (i32, u8, u8)) {
        let months =
            |year, first: u8, last: u8| ((year, first, 1), (year, last, days_in_month(year, last).unwrap_or(31)));
        match self {
            Self::Year(year) => months(year, 1, 12),
            Self::Half(year, half) => months(year, half * 6 - 5, half * 6),
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, quarter * 3),
            Self::Month(year, month) => months(year, month, month),
            Self::Day(year, month, day) => ((year, month, day), (year, month, day)),
        }
    }
}

/// Number of days of a month, or `None` when there is no such month.
pub fn days_in_month(year: i32, month: u8) -> Option<u8> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => return None,
    })
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(year, month, day) => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        parse(text).ok_or_else(|| NotADate(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let digits = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<i32>().ok())
            .flatten()
    };
    let year = digits(parts.next()?, 4)?;
    let date = match (parts.next(), parts.next()) {
        (None, None) => Date::Year(year),
        (Some("H1"), None) => Date::Half(year, 1),
        (Some("H2"), None) => Date::Half(year, 2),
        (Some(quarter), None) if quarter.starts_with('Q') => {
            let number = digits(quarter.get(1..)?, 1)?;
            Date::Quarter(year, u8::try_from(number).ok().filter(|quarter| (1..=4).contains(quarter))?)
        }
        (Some(month), None) => Date::month(year, u8::try_from(digits(month, 2)?).ok()?)?,
        (Some(month), Some(day)) => {
            Date::day(year, u8::try_from(digits(month, 2)?).ok()?, u8::try_from(digits(day, 2)?).ok()?)?
        }
        (None, Some(_)) => return None,
    };
    parts.next().is_none().then_some(date)
}

/// When something holds or happens: one date, or from one date to another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Period {
    /// The date, or the first of two.
    pub start: Date,
    /// The last date, when the text gives two.
    pub end: Option<Date>,
    /// The words it was read from.
    pub text: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_print_as_they_parse() {
        for text in ["2024", "2024-04", "2024-02-29", "2025-H1", "2025-Q3", "0987"] {
            assert_eq!(text.parse::<Date>().map(|date| date.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_no_calendar_has_is_refused() {
        for text in [
            "",
            "24",
            "2023-02-29",
            "2024-13",
            "2024-00",
            "2024-Q5",
            "2024-H3",
            "2024-1",
            "2024-01-01-01",
            "2024-01-1",
            "+024",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text} is no date");
        }
    }

    #[test]
    fn a_quarter_spans_three_months() {
        assert_eq!(Date::Quarter(2024, 1).days(), ((2024, 1, 1), (2024, 3, 31)));
        assert_eq!(Date::Half(2024, 2).days(), ((2024, 7, 1), (2024, 12, 31)));
    }
}
