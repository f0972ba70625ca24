//! How a graph is shown, apart from the format.
//!
//! Owns the options and their names. Which part of the graph is shown is not decided here but by `graph::View`.

pub use crate::rdf::Profile;

/// How figures and unary facts reach graph programs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Metrics {
    /// One line of text a node.
    #[default]
    Text,
    /// Columns of the node, the latest figure of each metric.
    Columns,
    /// Nodes of their own.
    Nodes,
    /// Left out.
    Hidden,
}

/// What Graphviz draws a frame around.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Cluster {
    /// Nothing.
    #[default]
    Nothing,
    /// Entities of one kind.
    Kind,
    /// What hangs together.
    Component,
    /// Communities.
    Community,
}

/// Which of Graphviz's layouts draws.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Engine {
    /// Layers; up to [`Engine::LARGEST`] nodes.
    #[default]
    Dot,
    /// Springs, for large graphs.
    Sfdp,
    /// The places of `graph::layout`.
    Placed,
}

impl Engine {
    /// Nodes that `dot` lays out in bearable time; it takes hours for some thousands
    /// (Graphviz's issues 812 and 1126).
    pub const LARGEST: usize = 400;
}

/// How a graph is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Base of the IRIs of RDF formats; ends in `/` or `#`.
    pub base: String,
    /// Parallel edges as one, with the sum of their weights and the list of their relations.
    pub merge: bool,
    /// How figures are shown.
    pub metrics: Metrics,
    /// Places, communities and PageRank: yes, no, or up to [`Options::MEASURED`] nodes.
    pub measures: Option<bool>,
    /// How much RDF formats say.
    pub profile: Profile,
    /// Whether CSV begins with a byte order mark, as Excel wants.
    pub bom: bool,
    /// Frames in drawings.
    pub cluster: Cluster,
    /// Whether drawings explain colours and arrows.
    pub legend: bool,
    /// Who lays drawings out.
    pub engine: Engine,
    /// What a page is called.
    pub title: String,
}

impl Options {
    /// Nodes up to which measures are taken when nothing is said.
    pub const MEASURED: usize = 20_000;
}

impl Default for Options {
    fn default() -> Self {
        Self {
            base: crate::rdf::DEFAULT_BASE.to_owned(),
            merge: false,
            metrics: Metrics::default(),
            measures: None,
            profile: Profile::default(),
            bom: false,
            cluster: Cluster::default(),
            legend: false,
            engine: Engine::default(),
            title: "relata".to_owned(),
        }
    }
}

/// An enum whose values have names on the command line.
macro_rules! named {
    ($type:ty, $($value:path => $name:literal),+) => {
        impl $type {
            /// The names on the command line.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The value with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some($value),)+
                    _ => None,
                }
            }
        }
    };
}

named!(Metrics, Metrics::Text => "text", Metrics::Columns => "columns", Metrics::Nodes => "nodes", Metrics::Hidden => "none");
named!(Cluster, Cluster::Nothing => "none", Cluster::Kind => "type", Cluster::Component => "component", Cluster::Community => "community");
named!(Engine, Engine::Dot => "dot", Engine::Sfdp => "sfdp", Engine::Placed => "placed");
