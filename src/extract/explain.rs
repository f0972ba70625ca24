//! Why a sentence says what it says: every entry that fired, what it reached and what stopped it.
//!
//! Owns the record of the way from trigger to statement. Walks the very steps of extraction and
//! adds none of its own; leaves the layout to `cli`.

use std::sync::Arc;

use crate::model::{Analysis, Document, Participant, Statement};
use crate::ontology::{Ontology, PartOfSpeech};

use super::context::Context;
use super::evidence::Characters;
use super::proposition::Oblique;
use super::statements::Extraction;
use super::triggers::Trigger;
use super::{nominal, proposition};

/// One lexical entry at one place of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// Index of the sentence.
    pub sentence: usize,
    /// CURIE of the entry.
    pub entry: Arc<str>,
    /// The relation it expresses.
    pub relation: Arc<str>,
    /// The name of its frame.
    pub frame: &'static str,
    /// The words it fired at, as the text has them; empty for a construction.
    pub trigger: String,
    /// Its arguments in canonical functions.
    pub arguments: Vec<Argument>,
    /// The statements that passed every gate.
    pub statements: Vec<Statement<Participant>>,
    /// What stopped it when there is none.
    pub stopped: Option<Stop>,
}

/// An argument of the trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// Its canonical function: `subject`, `object`, `oblique dans`, `genitive`, `referent`.
    pub function: String,
    /// The word that heads it.
    pub head: String,
    /// The names and kinds of the mentions it stands for.
    pub reaches: Vec<String>,
}

/// Why an entry that fired gives no statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// No two participants of the right kinds stand where the frame wants them.
    NoParticipants,
    /// The clause is a question or hypothesis, or the quantity that the metric needs is missing.
    NothingStated,
}

/// The entries that fire in `document`, in text order.
pub fn explain(document: &Document, analysis: &Analysis, ontology: &Ontology) -> Vec<Explained> {
    let context = Context::new(analysis, ontology);
    let characters = Characters::new(&document.text);
    let extraction =
        Extraction { document, context: &context, characters: &characters, name: document.info.name.as_str().into() };
    (0..analysis.sentences.len())
        .flat_map(|sentence| {
            let triggers = extraction.fired(sentence);
            let found = triggers.iter().map(|trigger| explained(&extraction, sentence, trigger));
            // A construction is tried at every noun: only where it reads something is it of interest.
            let telling = |found: &Explained| found.stopped.is_none() || !found.trigger.is_empty();
            found.filter(telling).collect::<Vec<_>>()
        })
        .collect()
}

fn explained(extraction: &Extraction<'_, '_>, sentence: usize, trigger: &Trigger<'_>) -> Explained {
    let readings = extraction.readings(sentence, trigger);
    let statements: Vec<_> =
        readings.iter().flat_map(|reading| extraction.stated(sentence, trigger, reading)).collect();
    let stopped = match (readings.is_empty(), statements.is_empty()) {
        (true, _) => Some(Stop::NoParticipants),
        (false, true) => Some(Stop::NothingStated),
        _ => None,
    };
    Explained {
        sentence,
        entry: trigger.entry.id.clone(),
        relation: trigger.entry.relation.clone(),
        frame: trigger.entry.frame.name(),
        trigger: words(extraction, sentence, trigger),
        arguments: arguments(extraction.context, sentence, trigger),
        statements,
        stopped,
    }
}

/// The words of a trigger; none for a construction that read nothing.
fn words(extraction: &Extraction<'_, '_>, sentence: usize, trigger: &Trigger<'_>) -> String {
    let tree = &extraction.context.trees[sentence];
    trigger.own.clone().map(|token| tree.token(token).form.as_ref()).collect::<Vec<_>>().join(" ")
}

fn arguments(context: &Context<'_>, sentence: usize, trigger: &Trigger<'_>) -> Vec<Argument> {
    let tree = &context.trees[sentence];
    let words = &context.ontology.words;
    let mut found = Vec::new();
    let mut add = |function: &str, heads: &[usize]| {
        found.extend(heads.iter().map(|&head| {
            Argument {
                function: function.to_owned(),
                head: tree.token(head).form.to_string(),
                reaches: context
                    .reach(sentence, head)
                    .iter()
                    .map(|reached| context.mention(reached.mention))
                    .map(|mention| format!("{} ({})", mention.name, mention.kind.name()))
                    .collect(),
            }
        }));
    };
    let mut obliques = Vec::<Oblique>::new();
    if trigger.entry.part_of_speech == PartOfSpeech::Verb {
        let arguments = proposition::arguments(tree, words, trigger.predicate);
        add("subject", &arguments.subjects);
        add("object", &arguments.objects);
        add("recipient", &arguments.recipients);
        obliques.extend(arguments.obliques);
    } else {
        let arguments = match trigger.entry.part_of_speech {
            PartOfSpeech::Adjective => nominal::attributive(tree, words, trigger.predicate),
            _ => nominal::arguments(tree, words, trigger.predicate, &trigger.own),
        };
        add("referent", &arguments.referents);
        add("owner", &arguments.owners);
        add("genitive", &arguments.genitives);
        add("possessive", &arguments.possessives);
        add("agent", &arguments.agents);
        add("support subject", &arguments.support);
        obliques.extend(arguments.complements);
    }
    for oblique in &obliques {
        add(&format!("oblique {}", oblique.marker), &[oblique.head]);
    }
    found
}
