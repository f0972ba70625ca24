//! From bytes to characters.
//!
//! Owns encodings: UTF-8 with or without mark, UTF-16 with mark, else what detection finds.

use encoding_rs::Encoding;

use crate::model::Diagnostic;

/// The text of a document's bytes, or `None` when they are no text.
pub(super) fn decode(name: &str, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && (!text.contains('\0') || text.matches('\0').count() * 100 < text.len())
    {
        return Some(text.to_owned());
    }
    if bytes.iter().take(8192).filter(|&&byte| byte == 0 || (byte < 9 && byte > 0)).count() > 0 {
        let diagnostic = Diagnostic::error("not-text", name, "the file is binary and was left out");
        diagnostics.push(diagnostic.with_hint("name text, Markdown, HTML or JSON Lines files"));
        return None;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, _, lossy) = encoding.decode(bytes);
    let loss = if lossy { ", with characters that it does not have" } else { "" };
    let message = format!("the text is not UTF-8 and was read as {}{loss}", encoding.name());
    diagnostics.push(Diagnostic::warning("decoded-legacy", name, message).with_hint("save it as UTF-8"));
    Some(text.into_owned())
}
