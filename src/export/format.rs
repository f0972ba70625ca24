//! The formats: names, extensions, media types.
//!
//! Owns the lookups between them.

/// A format that a graph can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Graphviz DOT.
    Dot,
    /// A drawing, made by Graphviz's `dot`.
    Svg,
    /// GraphML.
    GraphMl,
    /// GEXF 1.3.
    Gexf,
    /// The edges as CSV, with the column names of Gephi.
    Csv,
    /// Turtle: the default graph and the evidence in one.
    Turtle,
    /// N-Triples, likewise.
    NTriples,
    /// N-Quads: evidence in named graphs.
    NQuads,
    /// `TriG`: evidence in named graphs.
    TriG,
    /// RDF/XML: the default graph and the evidence in one.
    RdfXml,
    /// JSON-LD, compacted, with its context inside.
    JsonLd,
}

/// Name, extension and media type of each format.
const TABLE: [(Format, &str, &str, &str); 11] = [
    (Format::Dot, "dot", "dot", "text/vnd.graphviz"),
    (Format::Svg, "svg", "svg", "image/svg+xml"),
    (Format::GraphMl, "graphml", "graphml", "application/graphml+xml"),
    (Format::Gexf, "gexf", "gexf", "application/gexf+xml"),
    (Format::Csv, "csv", "csv", "text/csv"),
    (Format::Turtle, "ttl", "ttl", "text/turtle"),
    (Format::NTriples, "nt", "nt", "application/n-triples"),
    (Format::NQuads, "nq", "nq", "application/n-quads"),
    (Format::TriG, "trig", "trig", "application/trig"),
    (Format::RdfXml, "rdfxml", "rdf", "application/rdf+xml"),
    (Format::JsonLd, "jsonld", "jsonld", "application/ld+json"),
];

impl Format {
    /// Every format, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.0)
    }

    fn row(self) -> &'static (Self, &'static str, &'static str, &'static str) {
        TABLE.iter().find(|row| row.0 == self).expect("the table has a row for every format")
    }

    /// The name on the command line.
    ///
    /// ```
    /// use relata::export::Format;
    /// assert!(Format::all().all(|format| Format::from_name(format.name()) == Some(format)));
    /// ```
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The file extension, without dot.
    ///
    /// ```
    /// use relata::export::Format;
    /// assert_eq!(Format::from_extension("rdf"), Some(Format::RdfXml));
    /// assert_eq!(Format::from_extension("gv"), Some(Format::Dot));
    /// assert_eq!(Format::from_extension("docx"), None);
    /// ```
    pub fn extension(self) -> &'static str {
        self.row().2
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        self.row().3
    }

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// The format of files with this extension.
    pub fn from_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        if extension == "gv" {
            return Some(Self::Dot);
        }
        TABLE.iter().find(|row| row.2 == extension).map(|row| row.0)
    }
}
