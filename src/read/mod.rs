//! From bytes to documents and statement lines.
//!
//! Owns sources (files, folders, streams), decoding, and what each format's markup means.
//! The only stage that touches the disk; leaves what the text says to `analyse`.

mod blocks;
mod decode;
mod html;
pub mod lines;
mod markdown;
pub mod register;
mod source;

pub use register::registers;
pub use source::{Content, Error, Item, Source, expand, records};

use sha2::{Digest, Sha256};

use crate::model::{Diagnostic, Document, DocumentInfo, Warned};

/// How the bytes of a document are marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// None.
    Plain,
    /// Markdown, with optional front matter.
    Markdown,
    /// HTML.
    Html,
}

/// A document's text and metadata before they are put together.
#[derive(Debug, Default)]
struct Parsed {
    text: String,
    blocks: Vec<crate::model::Block>,
    title: Option<String>,
    date: Option<crate::model::Date>,
    publisher: Option<String>,
    source: Option<String>,
    language: Option<crate::model::Language>,
}

/// The document of these bytes, or `None` when they hold no text, with a diagnostic that says why.
pub fn document(name: &str, bytes: &[u8], markup: Markup) -> Warned<Option<Document>> {
    let mut diagnostics = Vec::new();
    let Some(text) = decode::decode(name, bytes, &mut diagnostics) else {
        return Warned { value: None, diagnostics };
    };
    let mut parsed = match markup {
        Markup::Plain => blocks::plain(text),
        Markup::Markdown => markdown::parse(&text),
        Markup::Html => html::parse(&text),
    };
    if parsed.text.trim().is_empty() {
        let empty = Diagnostic::warning("empty-document", name, "the document holds no text and was left out");
        diagnostics.push(empty.with_hint("remove it from the sources if that is as it should be"));
        return Warned { value: None, diagnostics };
    }
    let repeated = blocks::silence_repeats(&parsed.text, &mut parsed.blocks);
    if repeated > 0 {
        let message = format!("{repeated} paragraph(s) stand in the document twice and are read once");
        diagnostics.push(Diagnostic::warning("repeated-text", name, message));
    }
    let info = DocumentInfo {
        name: name.to_owned(),
        hash: Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
        title: parsed.title,
        date: parsed.date,
        publisher: parsed.publisher,
        source: parsed.source,
        language: parsed.language,
        characters: parsed.text.chars().count(),
    };
    Warned { value: Some(Document { info, text: parsed.text, blocks: parsed.blocks }), diagnostics }
}

#[cfg(test)]
mod tests {
    use crate::model::BlockKind;

    use super::*;

    fn read(text: &str, markup: Markup) -> Document {
        document("d", text.as_bytes(), markup).value.expect("the text is not empty")
    }

    fn kinds(document: &Document) -> Vec<(BlockKind, &str)> {
        document.blocks.iter().map(|block| (block.kind, document.slice(block.span))).collect()
    }

    #[test]
    fn plain_text_has_a_title_and_paragraphs() {
        let document =
            read("Un titre\n\nUne phrase assez longue pour \u{EA}tre un paragraphe.\n- un point\n", Markup::Plain);
        assert_eq!(document.info.title.as_deref(), Some("Un titre"));
        assert_eq!(
            kinds(&document),
            [
                (BlockKind::Title, "Un titre"),
                (BlockKind::Paragraph, "Une phrase assez longue pour \u{EA}tre un paragraphe."),
                (BlockKind::Item, "un point")
            ]
        );
    }

    #[test]
    fn markdown_loses_its_markup_and_keeps_its_front_matter() {
        let text = "---\ntitle: Deal\ndate: 2024-04-12\n---\n# Head\n\nAcme **bought** [Bolt](http://b).\n\n```\ncode\n```\n- one\n";
        let document = read(text, Markup::Markdown);
        assert_eq!(document.info.title.as_deref(), Some("Deal"));
        assert_eq!(document.info.date.map(|date| date.to_string()).as_deref(), Some("2024-04-12"));
        let found = kinds(&document);
        assert!(found.contains(&(BlockKind::Paragraph, "Acme bought Bolt.")), "{found:?}");
        assert!(found.contains(&(BlockKind::Item, "one")), "{found:?}");
    }

    #[test]
    fn html_gives_its_article_and_not_its_menu() {
        let text = "<html lang=fr><head><title>T</title><meta property='article:published_time' content='2024-04-12T10:00:00Z'></head>
            <body><nav><a>Menu</a></nav><p>Acme a achet\u{E9} Bolt&nbsp;&amp; Co.</p><script>x()</script></body></html>";
        let document = read(text, Markup::Html);
        assert_eq!(document.info.title.as_deref(), Some("T"));
        assert_eq!(document.info.date.map(|date| date.to_string()).as_deref(), Some("2024-04-12"));
        assert_eq!(kinds(&document), [(BlockKind::Paragraph, "Acme a achet\u{E9} Bolt\u{A0}& Co.")]);
    }

    #[test]
    fn legacy_text_is_decoded_and_said_so() {
        let read = document("d", b"Soci\xE9t\xE9 g\xE9n\xE9rale a d\xE9pens\xE9 \x80 5", Markup::Plain);
        assert!(read.value.is_some_and(|document| document.text.starts_with("Soci\u{E9}t\u{E9}")));
        assert_eq!(read.diagnostics[0].name, "decoded-legacy");
    }

    #[test]
    fn binary_and_empty_files_are_left_out() {
        assert_eq!(document("d", b"\x89PNG\x00\x01\x02", Markup::Plain).diagnostics[0].name, "not-text");
        assert_eq!(document("d", b" \n", Markup::Plain).diagnostics[0].name, "empty-document");
    }

    #[test]
    fn a_paragraph_that_comes_twice_is_read_once() {
        let long = "Une phrase qui est bien assez longue pour compter comme un paragraphe entier.";
        let read = document("d", format!("{long}\n\n{long}\n").as_bytes(), Markup::Plain);
        assert_eq!(read.diagnostics[0].name, "repeated-text");
        assert_eq!(read.value.map(|document| document.blocks[1].kind), Some(BlockKind::Other));
    }
}
