//! What the extractor says of a text, as lines that people can read and compare.

use relata::analyse::Analyser;
use relata::model::Language;
use relata::ontology::Ontology;
use relata::pipeline::examples;

pub(crate) fn lines(
    analyser: &Analyser<'_>,
    ontology: &Ontology,
    text: &str,
    language: Option<Language>,
) -> Vec<String> {
    let said = examples::said(text, language, ontology, analyser).expect("the models are sound");
    said.iter().map(examples::line).collect()
}
