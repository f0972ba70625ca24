//! What GraphML and GEXF share: escaping.
//!
//! Owns which characters XML 1.0 allows and how the others are left out.

/// Bytes at which escaping has something to decide.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        stops[byte] = true;
        byte += 1;
    }
    stops[b'&' as usize] = true;
    stops[b'<' as usize] = true;
    stops[b'>' as usize] = true;
    stops[b'"' as usize] = true;
    // U+FFFE and U+FFFF begin so.
    stops[0xEF] = true;
    stops
};

/// Whether no byte of a text is one of [`STOPS`]; sixteen bytes are compared at once.
fn plain(bytes: &[u8]) -> bool {
    let stops = |found: u8, byte: u8| {
        found
            | u8::from(byte < 0x20)
            | u8::from(byte == b'&')
            | u8::from(byte == b'<')
            | u8::from(byte == b'>')
            | u8::from(byte == b'"')
            | u8::from(byte == 0xEF)
    };
    let (blocks, rest) = bytes.as_chunks::<16>();
    let clean = blocks.iter().all(|block| block.iter().copied().fold(0, stops) == 0);
    clean && !rest.iter().any(|&byte| STOPS[usize::from(byte)])
}

/// Appends text for an attribute value or element: escaped, line breaks kept, illegal characters left out.
pub(super) fn escape(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    if plain(bytes) {
        out.push_str(text);
        return;
    }
    let (mut from, mut at) = (0, 0);
    while let Some(stop) = bytes[at..].iter().position(|&byte| STOPS[usize::from(byte)]) {
        at += stop;
        let (replacement, length) = match bytes[at] {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            b'\n' => ("&#10;", 1),
            b'\t' => ("&#9;", 1),
            b'\r' => ("&#13;", 1),
            0xEF if bytes[at + 1] == 0xBF && bytes[at + 2] >= 0xBE => ("", 3),
            0xEF => {
                at += 1;
                continue;
            }
            _ => ("", 1),
        };
        out.push_str(&text[from..at]);
        out.push_str(replacement);
        at += length;
        from = at;
    }
    out.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_left_out_and_the_rest_escaped() {
        let mut out = String::new();
        escape(&mut out, "a<b>&\"\u{1}\n\t\r\u{FFFF}\u{FFFD}é\u{FFFE}");
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;&#10;&#9;&#13;\u{FFFD}é");
    }
}
