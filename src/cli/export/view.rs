//! Which part of the graph `relata export` writes, and how it is shown.
//!
//! Owns the checks of both: an unknown name says which names there are, an option that a format cannot
//! honour says which formats can.

use anyhow::{Context, Result, bail};
use clap::Args;

use relata::export::{Cluster, Engine, Format, Metrics, Options, Profile};
use relata::graph::{Graph, View};
use relata::model::{Date, EntityKind, Status};
use relata::ontology::Ontology;

/// Which part of the graph is written: the same part in every format.
#[derive(Args)]
#[command(next_help_heading = "Which part")]
pub(crate) struct ViewOptions {
    /// Only what is near this entity; again for more.
    #[arg(long, value_name = "NAME")]
    pub(crate) focus: Vec<String>,
    /// How many edges away from the focus.
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) hops: usize,
    /// Only this relation or metric; again for more.
    #[arg(long, value_name = "R")]
    pub(crate) relation: Vec<String>,
    /// Only this status; again for more.
    #[arg(long, value_name = "S")]
    pub(crate) status: Vec<String>,
    /// Only entities of this kind; again for more.
    #[arg(long = "type", value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// Only what holds or happens then or later: 2024, 2024-04, 2024-04-12, 2025-H1, 2025-Q3.
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<String>,
    /// Only what holds or happens then or earlier.
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    /// Only what at least so many documents say.
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) min_sources: usize,
}

/// How it is shown.
#[derive(Args)]
#[command(next_help_heading = "How it looks")]
pub(crate) struct LookOptions {
    /// Parallel edges as one, with their number and the list of relations.
    #[arg(long)]
    pub(crate) merge_edges: bool,
    /// Figures and unary facts of a node: `text`, `columns` (the latest of each metric), `nodes`, `none`.
    #[arg(long, value_name = "HOW")]
    pub(crate) metrics: Option<String>,
    /// Places, communities and PageRank: `on`, `off`; on for graphs of up to 20,000 nodes when left out.
    #[arg(long, value_name = "WHEN")]
    pub(crate) measures: Option<String>,
    /// How much RDF says: `full`, `simple` (names and plain triples), `wikibase`.
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Frames in drawings: `none`, `type`, `component`, `community`.
    #[arg(long, value_name = "BY")]
    pub(crate) cluster: Option<String>,
    /// Explain colours and arrows in drawings.
    #[arg(long)]
    pub(crate) legend: bool,
    /// Which of Graphviz's layouts draws: `dot`, `sfdp`, `placed` (the places that GEXF and HTML have).
    #[arg(long, value_name = "NAME")]
    pub(crate) engine: Option<String>,
    /// Begin CSV with a byte order mark, as Excel wants.
    #[arg(long)]
    pub(crate) bom: bool,
    /// What a page is called.
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
}

/// The part that the options ask for.
pub(super) fn view(arguments: &ViewOptions, graph: &Graph, ontology: &Ontology) -> Result<View> {
    for relation in &arguments.relation {
        if ontology.relations.get(relation).is_none() {
            bail!("unknown relation `{relation}`; `relata check` lists them");
        }
    }
    let mut focus = Vec::new();
    for name in &arguments.focus {
        let found = graph.find(name);
        if found.is_empty() {
            bail!("no entity is called `{name}`");
        }
        focus.extend(found.into_iter().map(|entity| entity.id.clone()));
    }
    let statuses = Status::ALL.map(Status::name);
    let kinds = EntityKind::ALL.map(EntityKind::name);
    let view = View {
        focus,
        hops: arguments.hops,
        relations: arguments.relation.clone(),
        statuses: known(&arguments.status, "status", Status::from_name, &statuses)?,
        kinds: known(&arguments.kind, "type", kind, &kinds)?,
        since: date(arguments.since.as_deref(), "--since")?,
        until: date(arguments.until.as_deref(), "--until")?,
        min_sources: arguments.min_sources,
    };
    if let (Some(since), Some(until)) = (view.since, view.until)
        && since.days().0 > until.days().1
    {
        bail!("--since {since} is later than --until {until}");
    }
    Ok(view)
}

/// A kind by its name, whatever the case.
fn kind(name: &str) -> Option<EntityKind> {
    EntityKind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))
}

fn known<T>(names: &[String], what: &str, from: impl Fn(&str) -> Option<T>, all: &[&str]) -> Result<Vec<T>> {
    let one = |name: &String| {
        from(name).with_context(|| format!("unknown {what} `{name}`; it must be one of {}", all.join(", ")))
    };
    names.iter().map(one).collect()
}

fn date(text: Option<&str>, option: &str) -> Result<Option<Date>> {
    text.map(|text| text.parse::<Date>().with_context(|| format!("{option} takes a date"))).transpose()
}

/// How it is shown.
pub(super) fn options(look: &LookOptions, formats: &[Format], base: String) -> Result<Options> {
    check(look, formats)?;
    let mut options =
        Options { base, merge: look.merge_edges, bom: look.bom, legend: look.legend, ..Options::default() };
    if let Some(name) = &look.metrics {
        options.metrics = value("--metrics", name, Metrics::from_name, Metrics::NAMES)?;
    }
    if let Some(name) = &look.profile {
        options.profile = value("--profile", name, Profile::from_name, Profile::NAMES)?;
    }
    if let Some(name) = &look.cluster {
        options.cluster = value("--cluster", name, Cluster::from_name, Cluster::NAMES)?;
    }
    if let Some(name) = &look.engine {
        options.engine = value("--engine", name, Engine::from_name, Engine::NAMES)?;
    }
    if let Some(name) = &look.measures {
        let on = |name: &str| (name == "on").then_some(true).or((name == "off").then_some(false));
        options.measures = Some(value("--measures", name, on, &["on", "off"])?);
    }
    if let Some(title) = &look.title {
        options.title.clone_from(title);
    }
    // Frames around communities and places by `placed` are nothing without measures.
    if options.cluster == Cluster::Community || options.engine == Engine::Placed {
        options.measures = Some(true);
    }
    Ok(options)
}

fn value<T>(option: &str, name: &str, from: impl Fn(&str) -> Option<T>, names: &[&str]) -> Result<T> {
    from(name).with_context(|| format!("{option} is `{name}`; it must be one of {}", names.join(", ")))
}

/// An option that a format cannot honour is an error, because its silence would be taken for consent.
fn check(look: &LookOptions, formats: &[Format]) -> Result<()> {
    let drawn = |format: Format| format == Format::Dot || format.needs_graphviz();
    let rules: [(&str, bool, &dyn Fn(Format) -> bool); 8] = [
        ("--merge-edges", look.merge_edges, &|format| {
            !format.is_rdf() && !matches!(format, Format::Html | Format::Kgtk)
        }),
        ("--metrics", look.metrics.is_some(), &|format| {
            !format.is_rdf() && !matches!(format, Format::Html | Format::Kgtk | Format::Csv)
        }),
        ("--profile", look.profile.is_some(), &|format| format.is_rdf()),
        ("--cluster", look.cluster.is_some(), &drawn),
        ("--legend", look.legend, &drawn),
        ("--engine", look.engine.is_some(), &|format| format.needs_graphviz()),
        ("--bom", look.bom, &|format| format == Format::Csv),
        ("--title", look.title.is_some(), &|format| matches!(format, Format::Html | Format::Cytoscape)),
    ];
    for (option, given, fits) in rules {
        if let Some(format) = formats.iter().find(|format| given && !fits(**format)) {
            let right: Vec<&str> = Format::all().filter(|format| fits(*format)).map(Format::name).collect();
            bail!("{option} means nothing to the format `{}`; it is for {}", format.name(), right.join(", "));
        }
    }
    Ok(())
}
