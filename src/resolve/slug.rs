//! Slugs: stable local names of ASCII letters, digits and hyphens.
//!
//! Owns folding and the suffixes that keep kinds apart.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::EntityKind;

/// The slug of a name: accents folded, lower case, hyphens for everything else. A name without
/// any such letter gets the code points of its characters.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '\u{153}' | '\u{152}' => out.push_str("oe"),
            '\u{E6}' | '\u{C6}' => out.push_str("ae"),
            '\u{DF}' => out.push_str("ss"),
            '\u{F8}' | '\u{D8}' => out.push('o'),
            '\u{142}' | '\u{141}' => out.push('l'),
            '\'' | '\u{2019}' | '.' => {}
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    let trimmed = out.trim_end_matches('-');
    if trimmed.is_empty() {
        let points: Vec<String> = name.chars().map(|c| format!("u{:x}", u32::from(c))).collect();
        return points.join("-");
    }
    trimmed.to_owned()
}

/// What follows the slug of a name of this kind, so that homonyms of different kinds differ.
/// Organisations, the commonest, have nothing.
pub(super) fn suffix(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Organization | EntityKind::Person => "",
        EntityKind::Place => "-place",
        EntityKind::Sector => "-sector",
        EntityKind::Product => "-product",
        EntityKind::Token => "-token",
        EntityKind::Facility => "-facility",
        EntityKind::Law => "-law",
        EntityKind::Group => "-group",
        EntityKind::Unnamed => "-unnamed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_ascii() {
        assert_eq!(slug("L'Or\u{E9}al & C\u{153}ur, S.A."), "loreal-coeur-sa");
        assert_eq!(slug("  -- "), "u20-u20-u2d-u2d-u20");
        assert_eq!(slug("\u{4E2D}\u{56FD}"), "u4e2d-u56fd");
    }
}
