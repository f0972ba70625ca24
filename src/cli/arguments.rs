//! What may be typed: commands, options, help.
//!
//! Owns definitions only.

use std::io;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, CommandFactory, Parser, Subcommand};

/// Builds knowledge graphs from news and reports in French and English.
#[derive(Parser)]
#[command(
    name = "relata",
    version,
    about,
    after_help = "Examples:
  relata build articles/ --export out      a graph with its store and exports
  relata query 'SELECT * { ?s relata:acquires ?o }'
  relata extract article.txt               statements as JSON Lines"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Reads documents, extracts what they say, and writes the store and the exports.
    Build(Build),
    /// Prints the statements of documents as JSON Lines.
    Extract(Extract),
    /// Prints the analysis of documents as CoNLL-U: words, tags, trees, mentions.
    Analyse(Analyse),
    /// Asks the store a SPARQL question.
    Query(Query),
    /// Writes the store's graph in one format.
    Export(Export),
    /// Serves the store on the Web: SPARQL endpoint and pages.
    Serve(Serve),
    /// Writes the site of the store as static files.
    Publish(Publish),
    /// Sends the store to another SPARQL server, or removes it from there.
    Push(Push),
    /// Checks the store against SHACL shapes: what a good graph is.
    Validate(Validate),
    /// Prints a shortest way between two entities.
    Path(Way),
    /// Counts what the store holds.
    Stats(Stats),
    /// Prints the life of a deal between two entities, or of all deals of one: each status with its sources.
    History(History),
    /// Compares two stores: statements, support, status, amounts, entities merged or split.
    Changes(Changes),
    /// Lists names taken for one and pairs that may be one; records judgements about them.
    Identity(Identity),
    /// Withdraws documents from the store.
    Remove(Remove),
    /// Recomputes the hashes of the store and of its exports.
    Verify(Verify),
    /// Checks the ontology and the lexicon.
    Check(Check),
    /// Show what the entries of the lexicon see in a sentence, and what stopped them.
    Explain(Explain),
    /// Prints shell completions.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Where the store is.
#[derive(Args)]
pub(crate) struct StoreOnly {
    /// The store's directory.
    #[arg(long, default_value = "relata-store")]
    pub(crate) store: PathBuf,
    /// The file of judgements about who is who; STORE.judgements.tsv when left out.
    #[arg(long, value_name = "FILE")]
    pub(crate) judgements: Option<PathBuf>,
}

/// Which ontology is used.
#[derive(Args)]
pub(crate) struct OntologyOption {
    /// A folder with `ontology/` and `seeds/` of one's own, instead of the built-in ones.
    #[arg(long, value_name = "DIR")]
    pub(crate) ontology: Option<PathBuf>,
}

/// Arguments of `build`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata build articles/ --export out
  relata build report.md news.jsonl --store graph
  relata extract big.jsonl | relata build -      statements from another program")]
pub(crate) struct Build {
    /// Files, folders, or `-` for JSON Lines on standard input (.txt .md .html .jsonl).
    #[arg(required = true)]
    pub(crate) sources: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    /// Also write every export into this folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) export: Option<PathBuf>,
    /// Threads; all cores when left out.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// Start with an empty store.
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Base of the IRIs of entities, statements and documents; that of the store, or a domain for examples.
    #[arg(long)]
    pub(crate) base: Option<String>,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Arguments of `analyse`.
#[derive(Args)]
pub(crate) struct Analyse {
    /// Print indented trees for a reader instead of CoNLL-U.
    #[arg(long)]
    pub(crate) tree: bool,
    #[command(flatten)]
    pub(crate) input: Extract,
}

/// Arguments of `extract`, and what `analyse` shares with it.
#[derive(Args)]
pub(crate) struct Extract {
    /// Files, folders, or `-` for JSON Lines on standard input.
    #[arg(required = true)]
    pub(crate) sources: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Arguments of `query`.
#[derive(Args)]
#[command(
    after_help = "The prefixes of the ontology, RDF, RDFS, XSD, SKOS, schema.org, PROV, NIF, OWL and Dublin Core are declared."
)]
pub(crate) struct Query {
    /// The question, in SPARQL.
    #[arg(required_unless_present = "file")]
    pub(crate) query: Option<String>,
    /// A file that holds the question.
    #[arg(short, long, conflicts_with = "query")]
    pub(crate) file: Option<PathBuf>,
    /// Ask what follows from facts as well.
    #[arg(long)]
    pub(crate) inference: bool,
    /// Let `SERVICE` in queries ask this host, `dbpedia.org` or `localhost:3030`; again for more. Without it no query reaches
    /// another server.
    #[arg(long, value_name = "HOST")]
    pub(crate) allow_service: Vec<String>,
    /// How the answer is written.
    #[arg(long, default_value = "table")]
    pub(crate) format: relata::store::AnswerFormat,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// Arguments of `export`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata export -o graph.html                                   a page to explore and share
  relata export --format graphml -o graph.graphml
  relata export -o deals.ttl --relation acquires --status completed
  relata export -o nvidia.svg --focus Nvidia --hops 1 --legend
  relata export --format gephi -o deals.csv                     deals.nodes.csv and deals.edges.csv")]
pub(crate) struct Export {
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
    pub(crate) view: View,
    #[command(flatten)]
    pub(crate) look: Look,
}

/// Arguments of `serve`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata serve
  relata serve --store graph --address 127.0.0.1:8080 --timeout 10
  relata serve --with-texts articles/")]
pub(crate) struct Serve {
    /// Where to listen; only this machine reaches the default.
    #[arg(long, default_value = "127.0.0.1:7878", value_name = "HOST:PORT")]
    pub(crate) address: String,
    /// Seconds that a query may take.
    #[arg(long, default_value_t = 30.0, value_name = "SECONDS")]
    pub(crate) timeout: f64,
    /// Queries answered at once, others wait; twice the number of cores when left out.
    #[arg(long, value_name = "N")]
    pub(crate) queries: Option<usize>,
    /// MiB that all queries together may take (where the system tells, as Linux does).
    #[arg(long, default_value_t = 2048, value_name = "MIB")]
    pub(crate) memory: u64,
    /// Let pages of this origin read what is served: `*` for those of every site.
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) cors: Option<String>,
    /// Let `SERVICE` in queries ask this host, `dbpedia.org` or `localhost:3030`; again for more. Without it no query reaches
    /// another server.
    #[arg(long, value_name = "HOST")]
    pub(crate) allow_service: Vec<String>,
    /// Let those who show the token in RELATA_TOKEN write to graphs of their own (SPARQL Update, Graph Store Protocol); they are kept
    /// in STORE.own.nq beside the store.
    #[arg(long)]
    pub(crate) writable: bool,
    /// What you say of the site, in Turtle: `<> dcterms:license <…>`.
    #[arg(long, value_name = "FILE")]
    pub(crate) site: Option<PathBuf>,
    /// Show whole texts of documents, read again from this file or folder; again for more. Without it pages show only sentences
    /// that say something, as texts may not be yours to publish.
    #[arg(long, value_name = "SOURCE")]
    pub(crate) with_texts: Vec<PathBuf>,
    /// Serve what follows from facts as well, in the graph `inferred` under the base.
    #[arg(long)]
    pub(crate) inference: bool,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// Arguments of `publish`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata publish site
  relata publish site --site site.ttl")]
pub(crate) struct Publish {
    /// The folder; files that are no longer part of the site are removed, others are left alone.
    pub(crate) folder: PathBuf,
    /// What you say of the site, in Turtle: `<> dcterms:license <…>`.
    #[arg(long, value_name = "FILE")]
    pub(crate) site: Option<PathBuf>,
    /// Show whole texts of documents, read again from this file or folder; again for more. Without it pages show only sentences
    /// that say something, as texts may not be yours to publish.
    #[arg(long, value_name = "SOURCE")]
    pub(crate) with_texts: Vec<PathBuf>,
    /// Describe what follows from facts as well.
    #[arg(long)]
    pub(crate) inference: bool,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Arguments of `push`.
#[derive(Args)]
#[command(
    after_help = "Credentials come from the environment: RELATA_PUSH_TOKEN, or RELATA_PUSH_USER and RELATA_PUSH_PASSWORD.

Examples:
  relata push http://localhost:7879/store
  relata push http://localhost:8890/sparql --update
  relata push http://localhost:7879/store --remove"
)]
pub(crate) struct Push {
    /// Address of a graph store (Graph Store Protocol), or with --update of an endpoint that takes updates.
    pub(crate) url: String,
    /// Send by SPARQL Update.
    #[arg(long)]
    pub(crate) update: bool,
    /// Triples in one request.
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    pub(crate) batch: usize,
    /// Remove what was sent there from this store.
    #[arg(long)]
    pub(crate) remove: bool,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// Arguments of `validate`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata validate
  relata validate --shapes ours.ttl --format ttl")]
pub(crate) struct Validate {
    /// Shapes in Turtle (SHACL Core); the program's own when left out.
    #[arg(long, value_name = "FILE")]
    pub(crate) shapes: Option<PathBuf>,
    /// A file of RDF to check instead of the store.
    #[arg(long, value_name = "FILE")]
    pub(crate) data: Option<PathBuf>,
    /// How the report is written: `text`, `ttl` (SHACL's validation report), `json`.
    #[arg(long, default_value = "text")]
    pub(crate) format: String,
    /// The language of the messages, `fr` or `en`.
    #[arg(long, default_value = "en", value_name = "TAG")]
    pub(crate) language: String,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// Arguments of `stats`.
#[derive(Args)]
pub(crate) struct Stats {
    /// List the documents instead.
    #[arg(long)]
    pub(crate) documents: bool,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// Which part of the graph is written: the same part in every format.
#[derive(Args)]
#[command(next_help_heading = "Which part")]
pub(crate) struct View {
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
pub(crate) struct Look {
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

/// Arguments of `path`.
#[derive(Args)]
pub(crate) struct Way {
    /// Name of the first entity.
    pub(crate) from: String,
    /// Name of the other.
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// Arguments of `history`.
#[derive(Args)]
pub(crate) struct History {
    /// Name of an entity.
    pub(crate) one: String,
    /// Name of another; all deals of the first when left out.
    pub(crate) other: Option<String>,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
}

/// Arguments of `changes`.
#[derive(Args)]
pub(crate) struct Changes {
    /// The older store.
    pub(crate) old: PathBuf,
    /// The newer store.
    pub(crate) new: PathBuf,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Arguments of `identity`.
#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  relata identity
  relata identity decide 'Zorvex' 'Zorvex Labs' different --why 'two entries of the register'"
)]
pub(crate) struct Identity {
    #[command(subcommand)]
    pub(crate) action: Option<IdentityAction>,
    /// Only names and pairs of this entity.
    #[arg(long, value_name = "NAME")]
    pub(crate) of: Option<String>,
    /// Print tab-separated values.
    #[arg(long)]
    pub(crate) tsv: bool,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// What is done about identity.
#[derive(Subcommand)]
pub(crate) enum IdentityAction {
    /// Records a judgement beside the store and replays all of them.
    Decide(Decide),
    /// Asks a W3C Reconciliation API service for candidates; prints proposals and decides nothing.
    Candidates(Candidates),
}

/// Arguments of `identity candidates`.
#[derive(Args)]
pub(crate) struct Candidates {
    /// Address of the service (http).
    pub(crate) service: String,
    /// At most so many candidates of each name.
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) limit: usize,
    /// Only for the entity of this name.
    #[arg(long, value_name = "NAME")]
    pub(crate) of: Option<String>,
    /// Ask the cache alone.
    #[arg(long)]
    pub(crate) offline: bool,
    /// The cache; STORE.candidates.json when left out.
    #[arg(long, value_name = "FILE")]
    pub(crate) cache: Option<PathBuf>,
    /// Write into this file instead of standard output.
    #[arg(short, long)]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Arguments of `identity decide`.
#[derive(Args)]
pub(crate) struct Decide {
    /// A name as documents write it, NAME@DOCUMENT, or an entity's id.
    pub(crate) one: String,
    /// Another.
    pub(crate) other: String,
    /// `same`, `different` or `unsure`.
    pub(crate) verdict: String,
    /// Who decides.
    #[arg(long, default_value = "")]
    pub(crate) who: String,
    /// When.
    #[arg(long, default_value = "")]
    pub(crate) when: String,
    /// Why.
    #[arg(long, default_value = "")]
    pub(crate) why: String,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Arguments of `remove`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata remove tether-invests.fr.txt
  relata remove reports/2024.md reports/2025.md --store graph")]
pub(crate) struct Remove {
    /// Names of documents, as `relata stats --documents` lists them.
    #[arg(required = true)]
    pub(crate) documents: Vec<String>,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Arguments of `verify`.
#[derive(Args)]
pub(crate) struct Verify {
    /// Also compare the exports in this folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) export: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StoreOnly,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Arguments of `explain`.
#[derive(Args)]
#[command(after_help = "Examples:
  relata explain 'Zorvex a racheté Lumidor pour 12 M€.'
  relata explain --language en 'Zorvex may buy Lumidor.'")]
pub(crate) struct Explain {
    /// One or more sentences.
    pub(crate) text: String,
    /// The language, `fr` or `en`; found out when left out.
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Arguments of `check`.
#[derive(Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) ontology: OntologyOption,
}

/// Prints the completions of a shell.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "relata", &mut script);
    io::Write::write_all(&mut io::stdout(), &script)?;
    Ok(())
}
