//! A document: a source text, where its parts lie, and what is known about it.
//!
//! Owns the text that every offset of the program points into. Made by `read`;
//! leaves decoding and markup to it.

use super::{Date, Language, Span};

/// What a block of a document is, as far as its layout says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The document's title.
    Title,
    /// A heading inside the document.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    Item,
    /// A row of a table, cells separated by tabs.
    Row,
    /// Program code, menus and other text that is not prose; never analysed.
    Other,
}

/// A block: a stretch of text that no sentence crosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What the layout says it is.
    pub kind: BlockKind,
    /// Where it stands, in bytes of the document's text.
    pub span: Span,
}

/// What is known about a document apart from its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentInfo {
    /// The document's name: its path relative to the folder named by the user, with `/` between parts.
    pub name: String,
    /// Lower-case hexadecimal SHA-256 of the bytes it was read from.
    pub hash: String,
    /// Its title, from metadata or the first heading.
    pub title: Option<String>,
    /// The day it was published; relative dates are resolved against it.
    pub date: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it can be found, as the document itself says.
    pub source: Option<String>,
    /// Its language, when metadata declares one.
    pub language: Option<Language>,
    /// Length of the text in Unicode characters.
    pub characters: usize,
}

/// A source text with its blocks and metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What is known about it.
    pub info: DocumentInfo,
    /// The readable text. Markup of Markdown and HTML is already gone; plain text is as decoded.
    pub text: String,
    /// The blocks in text order, disjoint; text between blocks is blank or markup.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The words at `span`.
    ///
    /// # Panics
    /// When `span` does not lie on character boundaries of this document's text.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start..span.end]
    }
}
