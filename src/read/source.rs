//! Sources: what the user names, file by file and line by line.
//!
//! Owns walking folders, names of documents, and JSON Lines as a stream. Reading one
//! source never keeps another in memory.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::model::{Diagnostic, Document, Language, Participant, Statement, Warned};

use super::{Markup, document, lines};

/// A file to read, with the name its document gets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Name relative to the folder that was named, `/` between parts.
    pub name: String,
    /// The file; `-` is standard input.
    pub path: PathBuf,
    /// What it holds.
    pub content: Content,
}

/// What a source holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// JSON Lines of documents and statements.
    Lines,
    /// RDF that describes entities: a register, which holds no documents.
    Rdf,
}

/// Why a source could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file or folder could not be opened.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// What a record of a source is.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A document.
    Document(Document),
    /// A statement that another program made.
    Statement(Statement<Participant>),
}

impl Content {
    fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "txt" | "text" => Self::Plain,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "jsonl" | "ndjson" => Self::Lines,
            "ttl" | "nt" | "nq" | "trig" | "jsonld" | "rdf" => Self::Rdf,
            _ => return None,
        })
    }
}

/// The files behind what the user named, sorted by name; what cannot be read is a diagnostic.
pub fn expand(named: &[PathBuf]) -> Warned<Vec<Source>> {
    let mut sources = Vec::new();
    let mut diagnostics = Vec::new();
    for path in named {
        if path.as_os_str() == "-" {
            sources.push(Source { name: "-".to_owned(), path: path.clone(), content: Content::Lines });
        } else if path.is_dir() {
            let before = sources.len();
            walk(path, path, &mut sources, &mut diagnostics);
            if sources.len() == before {
                let message = "the folder holds nothing that can be read";
                let hint = "relata reads .txt, .md, .html and .jsonl files, and RDF";
                diagnostics
                    .push(Diagnostic::error("nothing-to-read", path.display().to_string(), message).with_hint(hint));
            }
        } else {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            // A file named outright is read as text whatever it is called.
            let content = Content::of(path).unwrap_or(Content::Plain);
            match fs::metadata(path) {
                Ok(_) => sources.push(Source { name, path: path.clone(), content }),
                Err(cause) => diagnostics.push(unread(path, &cause)),
            }
        }
    }
    sources.sort();
    sources.dedup();
    same_names(&sources, &mut diagnostics);
    Warned { value: sources, diagnostics }
}

fn unread(path: &Path, cause: &std::io::Error) -> Diagnostic {
    Diagnostic::error("unread-file", path.display().to_string(), format!("cannot be read: {cause}"))
        .with_hint("check the path and that you may read it")
}

fn walk(root: &Path, folder: &Path, sources: &mut Vec<Source>, diagnostics: &mut Vec<Diagnostic>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) => {
            diagnostics.push(unread(folder, &cause));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        // Links to folders are not followed, so that no walk is endless.
        if path.is_dir() && !path.is_symlink() {
            walk(root, &path, sources, diagnostics);
        } else if let Some(content) = Content::of(&path).filter(|_| path.is_file()) {
            let inside = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            sources.push(Source { name: parts.join("/"), path, content });
        }
    }
}

fn same_names(sources: &[Source], diagnostics: &mut Vec<Diagnostic>) {
    for pair in sources.windows(2).filter(|pair| pair[0].name == pair[1].name) {
        let message = format!("`{}` and `{}` would be one document", pair[0].path.display(), pair[1].path.display());
        let diagnostic = Diagnostic::error("same-name", &pair[0].name, message);
        diagnostics.push(diagnostic.with_hint("name the folder above them, so that their names differ"));
    }
}

/// Calls `each` with the records of a source, one at a time.
pub fn records(source: &Source, each: &mut dyn FnMut(Warned<Option<Item>>)) -> Result<(), Error> {
    let unreadable = |cause| Error::Unreadable { path: source.path.clone(), source: cause };
    let markup = match source.content {
        Content::Lines if source.path.as_os_str() == "-" => {
            return standard_input(&source.name, std::io::stdin().lock(), each).map_err(unreadable);
        }
        Content::Lines => {
            let reader = fs::File::open(&source.path).map_err(unreadable)?;
            return json_lines(&source.name, BufReader::new(reader), each).map_err(unreadable);
        }
        Content::Rdf => return Ok(()),
        Content::Plain => Markup::Plain,
        Content::Markdown => Markup::Markdown,
        Content::Html => Markup::Html,
    };
    let bytes = fs::read(&source.path).map_err(unreadable)?;
    let read = document(&source.name, &bytes, markup);
    each(Warned { value: read.value.map(Item::Document), diagnostics: read.diagnostics });
    Ok(())
}

/// What does not begin as a line of JSON is one text.
fn standard_input(
    name: &str,
    mut reader: impl BufRead,
    each: &mut dyn FnMut(Warned<Option<Item>>),
) -> std::io::Result<()> {
    let start = reader.fill_buf()?;
    if start.iter().find(|byte| !byte.is_ascii_whitespace()).is_none_or(|&byte| byte == b'{') {
        return json_lines(name, reader, each);
    }
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let read = document(TEXT, &bytes, Markup::Plain);
    each(Warned { value: read.value.map(Item::Document), diagnostics: read.diagnostics });
    Ok(())
}

/// The name of a text that comes from standard input.
const TEXT: &str = "stdin";

/// A document in JSON Lines.
#[derive(Deserialize)]
struct Record {
    id: Option<String>,
    text: String,
    title: Option<String>,
    date: Option<String>,
    publisher: Option<String>,
    #[serde(alias = "url")]
    source: Option<String>,
    #[serde(alias = "lang")]
    language: Option<String>,
}

fn json_lines(file: &str, mut reader: impl BufRead, each: &mut dyn FnMut(Warned<Option<Item>>)) -> std::io::Result<()> {
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        number += 1;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        each(json_line(file, number, &line));
    }
}

fn json_line(file: &str, number: usize, line: &[u8]) -> Warned<Option<Item>> {
    let malformed = |message: String, hint: &str| Warned {
        value: None,
        diagnostics: vec![Diagnostic::error("malformed-line", file, message).at_line(number).with_hint(hint)],
    };
    let value: serde_json::Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(cause) => return malformed(format!("not a line of JSON: {cause}"), "write one JSON object a line"),
    };
    if value.get("subject").is_some() {
        return match lines::parse(&value) {
            Ok(statement) => Warned::clean(Some(Item::Statement(statement))),
            Err(cause) => {
                malformed(format!("not a statement: {cause}"), "compare it with what `relata extract` prints")
            }
        };
    }
    let record: Record = match serde_json::from_value(value) {
        Ok(record) => record,
        Err(cause) => {
            return malformed(
                format!("neither a document nor a statement: {cause}"),
                "a document has `text`, a statement `subject`",
            );
        }
    };
    let name = record.id.unwrap_or_else(|| format!("{file}:{number}"));
    let read = document(&name, record.text.as_bytes(), Markup::Plain);
    let item = read.value.map(|mut document| {
        document.info.title = record.title.or(document.info.title);
        document.info.date = record.date.and_then(|date| date.get(..10).unwrap_or(&date).parse().ok());
        document.info.publisher = record.publisher;
        document.info.source = record.source;
        document.info.language = record.language.as_deref().and_then(Language::from_tag);
        Item::Document(document)
    });
    Warned { value: item, diagnostics: read.diagnostics }
}
