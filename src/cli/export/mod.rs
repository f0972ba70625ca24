//! `relata export`: the store's graph, or a part of it, in one format.
//!
//! Owns the choice of format and file. `view` reads which part and how it is shown.

mod view;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use relata::export::{self, Format, Options, PAIRS};
use relata::graph::Graph;
use relata::ontology::Ontology;

use super::arguments::StoreOnly;
use super::build;
use super::kept::Kept;
use super::output::{self, Outcome};

/// Arguments of `export`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata export -o graph.html                                   a page to explore and share
  relata export --format graphml -o graph.graphml
  relata export -o deals.ttl --relation acquires --status completed
  relata export -o nvidia.svg --focus Nvidia --hops 1 --legend
  relata export --format gephi -o deals.csv                     deals.nodes.csv and deals.edges.csv")]
pub(crate) struct Arguments {
    /// The format, or `gephi` or `neo4j` for a pair of tables; guessed from the name of `--output` when left out.
    #[arg(long)]
    pub(crate) format: Option<String>,
    /// The file; standard output when left out or `-`.
    #[arg(short, long)]
    pub(crate) output: Option<PathBuf>,
    /// Base of the IRIs; the store's own when left out.
    #[arg(long)]
    pub(crate) base: Option<String>,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    #[command(flatten)]
    pub(crate) view: view::ViewOptions,
    #[command(flatten)]
    pub(crate) look: view::LookOptions,
}

/// Writes the graph.
pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let files = files(arguments)?;
    let formats: Vec<Format> = files.iter().map(|(format, _)| *format).collect();
    let ontology = Ontology::builtin();
    let mut kept = Kept::open(&arguments.store)?;
    let whole = kept.graph(&ontology);
    let base = build::sound_base(arguments.base.as_ref().unwrap_or(&kept.manifest.base))?;
    let options = view::options(&arguments.look, &formats, base)?;
    let seen = view::view(&arguments.view, &whole, &ontology)?.of(&whole);
    for (format, file) in files {
        write(&seen, &ontology, &options, format, file.as_deref())?;
    }
    Ok(Outcome::Clean)
}

fn write(graph: &Graph, ontology: &Ontology, options: &Options, format: Format, file: Option<&Path>) -> Result<()> {
    if let Some(file) = file {
        return build::write_file(file, |out| Ok(export::write(graph, ontology, options, format, out)?));
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    match export::write(graph, ontology, options, format, &mut out).and_then(|()| out.flush()) {
        // What has nothing to do with standard output says so itself.
        Err(cause) if matches!(cause.kind(), io::ErrorKind::Other | io::ErrorKind::InvalidInput) => Err(cause.into()),
        other => other.context(output::TO_STDOUT),
    }
}

/// The graph of a store.
pub(crate) fn graph(store: &StoreOnly, ontology: &Ontology) -> Result<Graph> {
    Ok(Kept::open(store)?.graph(ontology))
}

/// What is written where; `None` is standard output.
fn files(arguments: &Arguments) -> Result<Vec<(Format, Option<PathBuf>)>> {
    let file = arguments.output.clone().filter(|output| output != Path::new("-"));
    let names = || {
        let pairs = PAIRS.iter().map(|(name, _)| *name);
        Format::all().map(Format::name).chain(pairs).collect::<Vec<_>>().join(", ")
    };
    let fitting = file.as_deref().map_or_else(Vec::new, named_like);
    let Some(name) = &arguments.format else {
        return match fitting.as_slice() {
            [] => bail!("name a format with --format, one of {}", names()),
            [format, ..] => Ok(vec![(*format, file)]),
        };
    };
    if let Some((_, formats)) = PAIRS.iter().find(|(pair, _)| pair == name) {
        let Some(file) = file else { bail!("`{name}` writes two files; name one with -o, like -o graph.csv") };
        // `deals.csv` gives `deals.nodes.csv` and `deals.edges.csv`.
        let stem = if file.extension().is_some_and(|found| found == "csv") { file.with_extension("") } else { file };
        let beside = |format: Format| {
            let mut name = stem.file_name().unwrap_or_default().to_owned();
            name.push(format!(".{}", format.extension()));
            stem.with_file_name(name)
        };
        return Ok(formats.iter().map(|format| (*format, Some(beside(*format)))).collect());
    }
    let format =
        Format::from_name(name).with_context(|| format!("unknown format `{name}`; it must be one of {}", names()))?;
    if let Some(file) = file.as_deref().filter(|_| !fitting.is_empty() && !fitting.contains(&format)) {
        let other: Vec<&str> = fitting.iter().map(|format| format.name()).collect();
        bail!(
            "`{}` is not what a file of the format `{name}` is called: end it in .{}, or choose the format that the name says, {}",
            file.display(),
            format.extension(),
            other.join(" or ")
        );
    }
    Ok(vec![(format, file)])
}

/// The formats of a file's name. A table of nodes or edges is a table whatever it is called.
fn named_like(file: &Path) -> Vec<Format> {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let mut found = Format::of_file(name);
    if found.first().is_some_and(|format| format.extension().ends_with("csv")) {
        found.extend(Format::all().filter(|format| format.extension().ends_with("csv")));
        found.dedup();
    }
    found
}
