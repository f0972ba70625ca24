//! IRIs of entities, statements, documents and evidence.
//!
//! Owns percent-encoding (RFC 3986) and the paths under the base.

use std::borrow::Cow;

use oxrdf::NamedNode;

/// The paths under the base, those that are asked for most first.
const PATHS: [&str; 15] = [
    "statement/",
    "entity/",
    "document/",
    "extractor/",
    "register/",
    "unit/",
    "reference/",
    "value/",
    "prop/",
    "prop/statement/",
    "prop/qualifier/",
    "prop/qualifier/value/",
    "prop/reference/",
    "prop/direct/",
    "",
];

/// Makes IRIs under a base.
#[derive(Debug, Clone)]
pub struct Namer {
    /// The namespace of each path.
    spaces: [String; PATHS.len()],
}

impl Namer {
    /// IRIs under `base`, which gets a final slash when it has none.
    pub fn new(base: &str) -> Self {
        let slash = if base.ends_with(['/', '#']) { "" } else { "/" };
        Self { spaces: PATHS.map(|path| format!("{base}{slash}{path}")) }
    }

    /// The namespace of a path under the base.
    ///
    /// # Panics
    /// When the path is not one of those of this file.
    pub(super) fn under(&self, path: &str) -> &str {
        let at = PATHS.iter().position(|known| *known == path).expect("paths are constants of this room");
        &self.spaces[at]
    }

    /// The IRI of a document, which is also its named graph.
    pub fn document(&self, name: &str) -> NamedNode {
        self.node("document/", name)
    }

    /// The IRI of a register, which is also its named graph.
    pub fn register(&self, name: &str) -> NamedNode {
        self.node("register/", name)
    }

    fn node(&self, path: &str, name: &str) -> NamedNode {
        // The path is percent-encoded and the base was checked by the command line.
        NamedNode::new_unchecked(format!("{}{}", self.under(path), encoded(name)))
    }
}

/// Percent-encodes what may not stand in a path; slashes stay. A part `.` or `..` would be taken out by whoever follows the IRI, encoded or not,
/// so that it gets a tilde, and what looks like one that has it gets another.
pub(super) fn encoded(text: &str) -> Cow<'_, str> {
    if text.starts_with('.') || text.contains("/.") {
        let dots = |part: &str| matches!(part.trim_end_matches('~'), "." | "..");
        let parts = text.split('/').map(|part| if dots(part) { format!("{part}~").into() } else { percent(part) });
        return parts.collect::<Vec<Cow<'_, str>>>().join("/").into();
    }
    percent(text)
}

fn percent(text: &str) -> Cow<'_, str> {
    let Some(first) = text.bytes().position(|byte| !PLAIN[usize::from(byte)]) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    for byte in text[first..].bytes() {
        if PLAIN[usize::from(byte)] {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    Cow::Owned(out)
}

/// Bytes that stand in a path as they are.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        plain[byte as usize] =
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/' | b',' | b'=');
        byte += 1;
    }
    plain
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_stand_in_a_path_is_encoded() {
        assert_eq!(encoded("a-b/c.txt"), "a-b/c.txt");
        assert_eq!(encoded("d \u{E9}#\u{7F}"), "d%20%C3%A9%23%7F");
        assert_eq!(encoded("../a/./b \u{E9}/..~/.c"), "..~/a/.~/b%20%C3%A9/..~~/.c");
    }
}
