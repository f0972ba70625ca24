//! The formats: names, extensions, media types.
//!
//! Owns the lookups between them.

/// A format that a graph can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A page to explore the graph with, in one file.
    Html,
    /// Graphviz DOT.
    Dot,
    /// A drawing, made by Graphviz's `dot`.
    Svg,
    /// Likewise, in pixels.
    Png,
    /// Likewise, for print.
    Pdf,
    /// GraphML.
    GraphMl,
    /// GraphML with drawn labels, for yEd.
    Yed,
    /// GEXF 1.3.
    Gexf,
    /// The edges as CSV, for spreadsheets.
    Csv,
    /// The nodes as CSV, with the column names of Gephi.
    GephiNodes,
    /// The edges as CSV, with the column names of Gephi.
    GephiEdges,
    /// The nodes as CSV for Neo4j's importer.
    Neo4jNodes,
    /// The edges as CSV for Neo4j's importer.
    Neo4jRelationships,
    /// The statements as tab-separated rows for KGTK.
    Kgtk,
    /// The JSON of graphology: Gephi Lite, sigma.js.
    Graphology,
    /// The JSON of Cytoscape and cytoscape.js.
    Cytoscape,
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

/// Name, extension and media type of each format. Of formats that share an extension the first is guessed.
const TABLE: [(Format, &str, &str, &str); 22] = [
    (Format::Html, "html", "html", "text/html"),
    (Format::Dot, "dot", "dot", "text/vnd.graphviz"),
    (Format::Svg, "svg", "svg", "image/svg+xml"),
    (Format::Png, "png", "png", "image/png"),
    (Format::Pdf, "pdf", "pdf", "application/pdf"),
    (Format::GraphMl, "graphml", "graphml", "application/graphml+xml"),
    (Format::Yed, "yed", "yed.graphml", "application/graphml+xml"),
    (Format::Gexf, "gexf", "gexf", "application/gexf+xml"),
    (Format::GephiNodes, "gephi-nodes", "nodes.csv", "text/csv"),
    (Format::GephiEdges, "gephi-edges", "edges.csv", "text/csv"),
    (Format::Neo4jNodes, "neo4j-nodes", "neo4j-nodes.csv", "text/csv"),
    (Format::Neo4jRelationships, "neo4j-relationships", "neo4j-relationships.csv", "text/csv"),
    (Format::Csv, "csv", "csv", "text/csv"),
    (Format::Kgtk, "kgtk", "tsv", "text/tab-separated-values"),
    (Format::Graphology, "graphology", "json", "application/json"),
    (Format::Cytoscape, "cytoscape", "cyjs", "application/json"),
    (Format::Turtle, "ttl", "ttl", "text/turtle"),
    (Format::NTriples, "nt", "nt", "application/n-triples"),
    (Format::NQuads, "nq", "nq", "application/n-quads"),
    (Format::TriG, "trig", "trig", "application/trig"),
    (Format::RdfXml, "rdfxml", "rdf", "application/rdf+xml"),
    (Format::JsonLd, "jsonld", "jsonld", "application/ld+json"),
];

/// Further extensions of some formats.
const ALSO: [(&str, Format); 5] = [
    ("gv", Format::Dot),
    ("htm", Format::Html),
    ("graphml", Format::Yed),
    ("json", Format::Cytoscape),
    ("json", Format::JsonLd),
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

    /// The formats whose files may be called `name`, the likeliest first.
    ///
    /// ```
    /// use relata::export::Format;
    /// assert_eq!(Format::of_file("graph.RDF"), [Format::RdfXml]);
    /// assert_eq!(Format::of_file("graph.gv"), [Format::Dot]);
    /// assert_eq!(Format::of_file("graph.nodes.csv"), [Format::GephiNodes]);
    /// assert_eq!(Format::of_file("graph.json"), [Format::Graphology, Format::Cytoscape, Format::JsonLd]);
    /// assert_eq!(Format::of_file("graph.docx"), []);
    /// ```
    pub fn of_file(name: &str) -> Vec<Self> {
        let name = name.to_ascii_lowercase();
        let ends = |extension: &str| name.strip_suffix(extension).is_some_and(|before| before.ends_with('.'));
        let known = TABLE.iter().map(|row| (row.2, row.0)).chain(ALSO);
        let fitting: Vec<(&str, Self)> = known.filter(|(extension, _)| ends(extension)).collect();
        let longest = fitting.iter().map(|(extension, _)| extension.len()).max().unwrap_or(0);
        fitting.into_iter().filter(|(extension, _)| extension.len() == longest).map(|(_, format)| format).collect()
    }

    /// Whether Graphviz has to be installed.
    pub fn needs_graphviz(self) -> bool {
        matches!(self, Self::Svg | Self::Png | Self::Pdf)
    }

    /// Whether it is a syntax of RDF, to which edges and columns mean nothing.
    pub fn is_rdf(self) -> bool {
        matches!(self, Self::Turtle | Self::NTriples | Self::NQuads | Self::TriG | Self::RdfXml | Self::JsonLd)
    }
}

/// Formats that are written together: (name, formats). Their files stand side by side.
pub const PAIRS: [(&str, [Format; 2]); 2] =
    [("gephi", [Format::GephiNodes, Format::GephiEdges]), ("neo4j", [Format::Neo4jNodes, Format::Neo4jRelationships])];
