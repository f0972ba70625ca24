//! Which queries are too much for the parser and the optimiser, before they see them.
//!
//! Owns a light reading of a query's punctuation. Both work recursively and some of their steps take time quadratic or
//! cubic in the length of a chain, and neither can be stopped; evaluation can.

use hyper::StatusCode;

use super::exchange::Fault;

/// Bytes of a query.
const LENGTH: usize = 1 << 20;
/// Brackets inside brackets.
const DEPTH: usize = 200;
/// Steps of property paths, and divisions: 400 of them take the optimiser 5 s.
const STEPS: usize = 128;
/// Operators and groups: 8,000 of them take the parser 3 s.
const OPERATORS: usize = 4000;

/// Refuses a query that is too long or too deep.
pub(super) fn check(query: &str) -> Result<(), Fault> {
    if query.len() > LENGTH {
        let message = format!("a query may have {LENGTH} bytes, this one has {}", query.len());
        return Err(Fault::new(StatusCode::PAYLOAD_TOO_LARGE, message));
    }
    let (deepest, steps, operators) = counted(query);
    for (found, most, what) in [
        (deepest, DEPTH, "brackets inside brackets"),
        (steps, STEPS, "steps of paths"),
        (operators, OPERATORS, "operators and groups"),
    ] {
        if found > most {
            return Err(Fault::bad(format!("a query may have {most} {what}, this one has {found}")));
        }
    }
    Ok(())
}

/// Refuses an update that is too long or too deep. Its data may be long: it is read in time linear in its length.
pub(super) fn check_update(update: &str) -> Result<(), Fault> {
    let (depth, steps, _) = counted(update);
    for (found, most, what) in [(depth, DEPTH, "brackets inside brackets"), (steps, STEPS, "steps of paths")] {
        if found > most {
            return Err(Fault::bad(format!("an update may have {most} {what}, this one has {found}")));
        }
    }
    Ok(())
}

/// Brackets inside brackets, steps of paths, operators and groups.
fn counted(query: &str) -> (usize, usize, usize) {
    let (mut depth, mut deepest, mut steps, mut operators) = (0_usize, 0, 0_usize, 0);
    let mut before = b' ';
    for byte in punctuation(query) {
        match byte {
            b'(' | b'[' => depth += 1,
            b'{' => {
                depth += 1;
                operators += 1;
            }
            b')' | b'}' | b']' => depth = depth.saturating_sub(1),
            // Two in a row stand before a datatype.
            b'^' if before == b'^' => steps = steps.saturating_sub(1),
            b'/' | b'|' | b'^' => steps += 1,
            b'+' | b'-' | b'*' | b'!' | b'=' | b'&' => operators += 1,
            _ => {}
        }
        before = if byte == b'^' && before == b'^' { b' ' } else { byte };
        deepest = deepest.max(depth);
    }
    (deepest, steps, operators)
}

/// The bytes of a query outside IRIs, strings and comments.
fn punctuation(query: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = query;
    while let Some(first) = rest.chars().next() {
        let skipped = match first {
            '<' => iri(rest),
            '"' | '\'' => string(rest, first),
            '#' => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            _ => 0,
        };
        if skipped == 0 {
            if first.is_ascii_punctuation() {
                out.push(first as u8);
            }
            rest = &rest[first.len_utf8()..];
        } else {
            rest = &rest[skipped..];
        }
    }
    out
}

/// The length of the IRI that begins here; 0 when `<` is an operator.
fn iri(text: &str) -> usize {
    let end =
        text.find(|c: char| c == '>' || c.is_whitespace() || matches!(c, '"' | '{' | '}' | '|' | '^' | '`' | '\\'));
    end.filter(|end| text[*end..].starts_with('>')).map_or(0, |end| end + 1)
}

/// The length of the string that begins here; one that does not end goes on to the end.
fn string(text: &str, quote: char) -> usize {
    let long = quote.to_string().repeat(3);
    let close = if text.starts_with(&long) { long.as_str() } else { &long[..1] };
    let mut at = close.len();
    while at < text.len() {
        if text[at..].starts_with(close) {
            return at + close.len();
        }
        let escape = text[at..].starts_with('\\');
        let next = text[at..].chars().next().map_or(1, char::len_utf8);
        at += next;
        if escape {
            at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iris_strings_and_comments_do_not_count() {
        let text = "SELECT * { ?s <http://a/b/c> \"x/y\\\"/z\", '''a/'b/''' # a/b\n FILTER(?a<?b / 2) }";
        let found = punctuation(text);
        let slashes: Vec<&u8> = found.iter().filter(|byte| **byte == b'/').collect();
        assert_eq!(slashes.len(), 1);
        assert!(check(text).is_ok());
    }

    #[test]
    fn what_is_too_long_or_too_deep_is_refused() {
        for query in [
            "(".repeat(DEPTH + 1),
            format!("?s <http://p>{} ?o", "/<http://p>".repeat(STEPS + 1)),
            "1+".repeat(OPERATORS + 1),
            " ".repeat(LENGTH + 1),
        ] {
            assert!(check(&query).is_err());
        }
        assert!(check(&format!("VALUES ?x {{ {} }}", "<http://a/b> ".repeat(50_000))).is_ok());
    }
}
