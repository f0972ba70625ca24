//! Numbers and dates as text, without the machinery of formatting: they make up half of a large file.
//!
//! Owns the digits. Gives what `Display` gives, byte for byte.

use std::fmt::Write;

use crate::model::Date;

/// Appends a whole number.
pub(super) fn whole(out: &mut String, number: usize) {
    let mut digits = [0; 20];
    let from = last_digits(&mut digits, number as u64);
    out.push_str(ascii(&digits[from..]));
}

/// Appends a number, without an exponent.
pub(super) fn number(out: &mut String, number: f64) {
    // Most amounts are whole; up to here a double holds each whole number.
    if number.fract() == 0.0 && number > 0.0 && number < 9e15 {
        whole(out, number as usize);
    } else {
        write!(out, "{number}").expect("a string takes everything");
    }
}

/// A date as text, on the stack.
pub(super) struct Written {
    bytes: [u8; 16],
    length: usize,
}

impl Written {
    pub(super) fn as_str(&self) -> &str {
        ascii(&self.bytes[..self.length])
    }
}

/// A date as text; nothing for a year that does not have four digits.
pub(super) fn date(date: Date) -> Option<Written> {
    let year = u64::try_from(date.year()).ok().filter(|year| (1000..10_000).contains(year))?;
    let mut written = Written { bytes: [0; 16], length: 4 };
    last_digits(&mut written.bytes[..4], year);
    let mut push = |mark: u8, number: u8, width: usize| {
        let Written { bytes, length } = &mut written;
        bytes[*length] = mark;
        bytes[*length + 1..=*length + width].fill(b'0');
        last_digits(&mut bytes[*length + 1..=*length + width], u64::from(number));
        *length += 1 + width;
    };
    match date {
        Date::Year(_) => {}
        Date::Half(..) | Date::Quarter(..) => return None,
        Date::Month(_, month) => push(b'-', month, 2),
        Date::Day(_, month, day) => {
            push(b'-', month, 2);
            push(b'-', day, 2);
        }
    }
    Some(written)
}

/// Writes digits at the end of `digits` and says where they begin.
fn last_digits(digits: &mut [u8], mut number: u64) -> usize {
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 || at == 0 {
            return at;
        }
    }
}

fn ascii(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("digits and hyphens are ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_display_writes_them() {
        for value in
            [0.0, -0.0, 1.0, -1.0, 0.53, 1e6, 1e15, 9_007_199_254_740_991.0, 1e16, 1e300, 123.456, 1e-7, f64::MAX]
        {
            let mut out = String::new();
            number(&mut out, value);
            assert_eq!(out, value.to_string());
        }
        for value in [0, 7, 10, 999, usize::MAX] {
            let mut out = String::new();
            whole(&mut out, value);
            assert_eq!(out, value.to_string());
        }
    }

    #[test]
    fn dates_are_written_as_display_writes_them() {
        for text in ["2024", "2024-04", "2024-02-29", "1999-12-01"] {
            let parsed: Date = text.parse().expect("a date");
            assert_eq!(date(parsed).as_ref().map(Written::as_str), Some(text));
        }
        for text in ["2025-H1", "2025-Q3", "0987"] {
            assert!(date(text.parse().expect("a date")).is_none());
        }
    }
}
