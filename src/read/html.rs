//! HTML to readable text.
//!
//! Owns which elements are the article and where its metadata stand; parsing is scraper's
//! (html5ever). Menus, scripts, forms and the like are left out by element and role.

use scraper::{ElementRef, Html, Node, Selector};

use crate::model::{Block, BlockKind, Language, Span};

use super::Parsed;

/// Elements whose text is never the article's.
const SILENT: [&str; 17] = [
    "script", "style", "noscript", "nav", "header", "footer", "aside", "form", "button", "select", "svg", "iframe",
    "template", "figure", "dialog", "video", "audio",
];

/// Elements that begin a block of their own.
const BLOCKS: [(&str, BlockKind); 16] = [
    ("h1", BlockKind::Heading),
    ("h2", BlockKind::Heading),
    ("h3", BlockKind::Heading),
    ("h4", BlockKind::Heading),
    ("h5", BlockKind::Heading),
    ("h6", BlockKind::Heading),
    ("p", BlockKind::Paragraph),
    ("li", BlockKind::Item),
    ("tr", BlockKind::Row),
    ("blockquote", BlockKind::Paragraph),
    ("div", BlockKind::Paragraph),
    ("section", BlockKind::Paragraph),
    ("article", BlockKind::Paragraph),
    ("main", BlockKind::Paragraph),
    ("pre", BlockKind::Other),
    ("dd", BlockKind::Paragraph),
];

/// The text of an HTML document without markup and boilerplate.
pub(super) fn parse(source: &str) -> Parsed {
    let page = Html::parse_document(source);
    let mut writer = Writer::default();
    let article = first(&page, "article").or_else(|| first(&page, "main")).or_else(|| first(&page, "body"));
    if let Some(article) = article {
        writer.walk(article);
    }
    writer.close(BlockKind::Paragraph);
    let mut parsed = writer.parsed;
    parsed.title = meta(&page, &["og:title"])
        .or_else(|| first(&page, "title").map(|title| squeezed(&title.text().collect::<String>())));
    let date = meta(&page, &["article:published_time", "datePublished", "date", "dc.date", "DC.date"])
        .or_else(|| first(&page, "time[datetime]").and_then(|time| time.value().attr("datetime").map(str::to_owned)));
    parsed.date = date.and_then(|date| date.get(..10)?.parse().ok());
    parsed.publisher = meta(&page, &["og:site_name"]);
    parsed.source = first(&page, "link[rel=canonical]").and_then(|link| link.value().attr("href").map(str::to_owned));
    parsed.language = page.root_element().value().attr("lang").and_then(Language::from_tag);
    parsed
}

fn first<'p>(page: &'p Html, selector: &str) -> Option<ElementRef<'p>> {
    let selector = Selector::parse(selector).ok()?;
    page.select(&selector).next()
}

fn meta(page: &Html, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let selector =
            Selector::parse(&format!("meta[property='{name}'], meta[name='{name}'], meta[itemprop='{name}']")).ok()?;
        page.select(&selector).find_map(|element| element.value().attr("content").map(str::to_owned))
    })
}

fn squeezed(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Writer {
    parsed: Parsed,
    pending: String,
}

impl Writer {
    fn walk(&mut self, root: ElementRef<'_>) {
        // An explicit stack: pages nest deeper than a thread's stack may bear.
        let mut open = vec![(root.first_child(), None)];
        while let Some((node, closes)) = open.pop() {
            let Some(node) = node else {
                if let Some(kind) = closes {
                    self.close(kind);
                }
                continue;
            };
            open.push((node.next_sibling(), closes));
            match node.value() {
                Node::Text(text) => self.pending.push_str(text),
                Node::Element(element) => {
                    let name = element.name();
                    let hidden = element.attr("hidden").is_some()
                        || element.attr("aria-hidden") == Some("true")
                        || matches!(
                            element.attr("role"),
                            Some("navigation" | "banner" | "contentinfo" | "complementary" | "dialog")
                        );
                    if SILENT.contains(&name) || hidden {
                        continue;
                    }
                    if name == "br" || name == "td" || name == "th" {
                        self.pending.push(if name == "br" { ' ' } else { '\t' });
                    }
                    let block = BLOCKS.iter().find(|(block, _)| *block == name).map(|(_, kind)| *kind);
                    if block.is_some() {
                        self.close(closes.unwrap_or(BlockKind::Paragraph));
                    }
                    open.push((node.first_child(), block.or(None)));
                }
                _ => {}
            }
        }
    }

    fn close(&mut self, kind: BlockKind) {
        let content = squeezed(&std::mem::take(&mut self.pending));
        if content.is_empty() {
            return;
        }
        let start = self.parsed.text.len();
        self.parsed.text.push_str(&content);
        self.parsed.blocks.push(Block { kind, span: Span::new(start, start + content.len()) });
        self.parsed.text.push_str("\n\n");
    }
}
