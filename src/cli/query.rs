//! `relata query`: a SPARQL question to the store.
//!
//! Owns where the question comes from and where the answer goes.

use std::fs;
use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::time::Duration;

use anyhow::{Context, Result};

use relata::rdf::PREFIXES;
use relata::serve::{RULES, VOCABULARY};
use relata::store::{Directory, Question, Store};

use super::arguments;
use super::output::{self, Outcome};
use super::remote;

/// How long another endpoint may take, for `SERVICE`.
const PATIENCE: Duration = Duration::from_secs(300);

/// Answers a question.
pub(crate) fn run(arguments: &arguments::Query) -> Result<Outcome> {
    let text = match (&arguments.query, &arguments.file) {
        (Some(query), _) => query.clone(),
        (None, Some(file)) => fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?,
        (None, None) => String::new(),
    };
    let directory = Directory::new(&arguments.store.store);
    let manifest = directory.manifest()?;
    // The process ends with this command: the system takes memory back at once, quad by quad takes a while.
    let store = ManuallyDrop::new(Store::open(&directory, &manifest)?);
    let base = manifest.base;
    store.load_own(&directory, &format!("{}/", base.trim_end_matches('/')))?;
    let inferred = [format!("{}/inferred", base.trim_end_matches('/'))];
    let services = remote::services(&arguments.allow_service, PATIENCE)?;
    let mut question = Question { text: &text, prefixes: &PREFIXES, services, ..Question::default() };
    if arguments.inference {
        store.infer(&RULES, VOCABULARY, &inferred[0])?;
        question.also = &inferred;
    }
    let answer = store.answer(&question)?.write(arguments.format)?;
    let mut out = io::stdout().lock();
    output::write(&mut out, &answer)?;
    out.flush().context(output::TO_STDOUT)?;
    Ok(Outcome::Clean)
}
