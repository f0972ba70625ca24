//! Markdown to readable text.
//!
//! Owns front matter and what each element is as a block; parsing is pulldown-cmark's.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use crate::model::{Block, BlockKind, Language, Span};

use super::Parsed;

/// The text of a Markdown document without its markup.
pub(super) fn parse(source: &str) -> Parsed {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_STRIKETHROUGH;
    let mut writer = Writer::default();
    let mut matter = false;
    for event in Parser::new_ext(source, options) {
        match event {
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle)) => matter = true,
            Event::End(TagEnd::MetadataBlock(_)) => matter = false,
            Event::Text(text) if matter => front_matter(&text, &mut writer.parsed),
            event => writer.event(event),
        }
    }
    writer.close();
    let mut parsed = writer.parsed;
    if parsed.title.is_none() {
        let heading = parsed.blocks.iter_mut().find(|block| block.kind == BlockKind::Heading);
        parsed.title = heading.map(|block| {
            block.kind = BlockKind::Title;
            parsed.text[block.span.start..block.span.end].to_owned()
        });
    }
    parsed
}

#[derive(Default)]
struct Writer {
    parsed: Parsed,
    start: usize,
    kinds: Vec<BlockKind>,
    /// Depth of images and other content that is not read.
    silent: usize,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) if self.silent == 0 => self.parsed.text.push_str(&text),
            Event::SoftBreak if self.silent == 0 => self.parsed.text.push(' '),
            Event::HardBreak | Event::Rule => self.close(),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let kind = match tag {
            Tag::Heading { .. } => BlockKind::Heading,
            Tag::Paragraph => self.kinds.last().copied().unwrap_or(BlockKind::Paragraph),
            Tag::Item => BlockKind::Item,
            Tag::CodeBlock(_) | Tag::HtmlBlock => BlockKind::Other,
            Tag::TableRow | Tag::TableHead => BlockKind::Row,
            Tag::TableCell => {
                if self.parsed.text.len() > self.start {
                    self.parsed.text.push('\t');
                }
                return;
            }
            Tag::Image { .. } => {
                self.silent += 1;
                return;
            }
            _ => return,
        };
        self.close();
        self.kinds.push(kind);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::TableRow
            | TagEnd::TableHead => {
                self.close();
                self.kinds.pop();
            }
            TagEnd::Image => self.silent = self.silent.saturating_sub(1),
            _ => {}
        }
    }

    /// Ends the block that is open, if it holds anything.
    fn close(&mut self) {
        let text = &self.parsed.text[self.start..];
        let lead = text.len() - text.trim_start().len();
        let content = text.trim();
        if !content.is_empty() {
            let start = self.start + lead;
            let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
            self.parsed.blocks.push(Block { kind, span: Span::new(start, start + content.len()) });
            self.parsed.text.push_str("\n\n");
        }
        self.start = self.parsed.text.len();
    }
}

/// The fields of a YAML front matter that say something of the document: `key: value` lines.
fn front_matter(text: &str, parsed: &mut Parsed) {
    for line in text.lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() {
            continue;
        }
        match key.trim().to_ascii_lowercase().as_str() {
            "title" => parsed.title = Some(value.to_owned()),
            "date" | "published" => parsed.date = value.get(..10).unwrap_or(value).parse().ok(),
            "publisher" | "site" => parsed.publisher = Some(value.to_owned()),
            "source" | "url" | "link" => parsed.source = Some(value.to_owned()),
            "lang" | "language" => parsed.language = Language::from_tag(value),
            _ => {}
        }
    }
}
