//! Words that are not made of letters alone: addresses, faces, numbers, times of day, dates.
//!
//! Owns how far each reaches from where it starts. `tokens` asks; all else of a text is its own.

use super::tokens::is_word;

/// No address is looked through further than this.
const LONGEST_ADDRESS: usize = 2048;

/// The length of a URL, an e-mail address or a domain with a path at the start of `rest`.
pub(super) fn address(rest: &str) -> Option<usize> {
    let starts = ["http://", "https://", "www."].iter().any(|prefix| rest.starts_with(prefix));
    if !starts && !is_mail(rest) {
        return None;
    }
    let run: usize = rest.chars().take(LONGEST_ADDRESS).take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum();
    let chunk = rest[..run].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\u{BB}', '"', '\u{201D}', '>']);
    let mail = !starts
        && chunk.len() <= 254
        && chunk.split_once('@').is_some_and(|(_, host)| host.starts_with(char::is_alphabetic) && !host.contains('@'));
    ((starts || mail) && !chunk.is_empty()).then_some(chunk.len())
}

/// Whether a name before an at sign stands at the start of `rest`.
fn is_mail(rest: &str) -> bool {
    let name = |&c: &char| is_word(c) || matches!(c, '.' | '-' | '_' | '+');
    let length: usize = rest.chars().take(64).take_while(name).map(char::len_utf8).sum();
    length > 0 && rest.starts_with(is_word) && rest[length..].starts_with('@')
}

/// The length of a face made of marks at the start of `rest`, as chats and mail have, between blanks.
pub(super) fn face(before: &str, rest: &str) -> Option<usize> {
    before.chars().next_back().is_none_or(char::is_whitespace).then_some(())?;
    let found = [":-)", ":-(", ";-)", ":)", ":(", ";)"].into_iter().find(|face| rest.starts_with(face))?;
    let after = rest[found.len()..].chars().next();
    after.is_none_or(char::is_whitespace).then_some(found.len())
}

/// The length of a time of day, a date or a fraction at the start of `rest`, the digits of which marks join: `5:00`,
/// `9/11/2001`, `1/10`. Numbers with hyphens are a range and stay apart.
fn joined_digits(rest: &str) -> Option<usize> {
    let digits = |from: usize| rest.bytes().skip(from).take_while(u8::is_ascii_digit).count();
    let start = digits(0);
    let mark = rest[start..].chars().next().filter(|mark| matches!(mark, ':' | '/'))?;
    let mut end = start;
    while rest[end..].starts_with(mark) {
        match digits(end + 1) {
            0 => break,
            length if mark == ':' && length != 2 => break,
            length => end += 1 + length,
        }
    }
    let goes_on = rest[end..].chars().next().is_some_and(char::is_alphanumeric);
    (!goes_on && end > start).then_some(end)
}

/// The length of a number at the start of `rest`: digits with dots, commas or blanks between
/// groups of three; letters that follow at once belong to it (`26e`, `5G`).
pub(super) fn number(rest: &str) -> usize {
    if let Some(length) = joined_digits(rest) {
        return length;
    }
    let bytes = rest.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    let mut grouped = end <= 3;
    while let Some(separator) = rest[end..].chars().next() {
        let next = end + separator.len_utf8();
        let follows = digits(next.min(bytes.len()));
        let blank = matches!(separator, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '\u{2019}');
        if blank && grouped && follows == 3 && bytes[0] != b'0' || matches!(separator, '.' | ',') && follows > 0 {
            grouped = grouped && follows == 3;
            end = next + follows;
        } else {
            break;
        }
    }
    let letters: usize = rest[end..].chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    end + letters
}
