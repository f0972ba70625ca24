//! Currencies that several countries call alike: *418 million pesos*.
//!
//! Owns which of them is meant: that of the country that the text names nearest. Takes the measures whose currency is of an
//! unsaid country; gives them its code. Which countries have one is read off the word lists, where the whole names stand
//! (*Mexican peso*).

use crate::model::analysis::{Measure, MeasureKind, Mention};
use crate::model::{Language, Sentence};
use crate::ontology::{Ontology, WordClass};

use super::features::lower;

/// The code for no currency in ISO 4217.
const UNSAID: &str = "XXX";

/// Settles the currencies of a document that are of an unsaid country, where the text says enough.
pub(super) fn settle(sentences: &[Sentence], mentions: &[Mention], measures: &mut [Measure], ontology: &Ontology) {
    let unsaid = |measure: &&mut Measure| measure.kind == MeasureKind::Money && measure.quantity.unit == UNSAID;
    for measure in measures.iter_mut().filter(unsaid) {
        let sentence = &sentences[measure.sentence];
        let Some(noun) = measure.tokens.clone().next_back().map(|last| sentence.tokens[last].lower()) else {
            continue;
        };
        let of_countries = called(noun, sentence.language, ontology);
        let distance = |mention: &Mention| {
            let tokens = if mention.sentence == measure.sentence { mention.head.abs_diff(measure.head) } else { 0 };
            (mention.sentence.abs_diff(measure.sentence), mention.sentence > measure.sentence, tokens)
        };
        // Adjectives of origin are mentions of their country too.
        let named = mentions.iter().filter_map(|mention| {
            let iri = mention.iri.as_ref()?;
            let &(_, code) = of_countries.iter().find(|(country, _)| *country == &**iri)?;
            Some((distance(mention), code))
        });
        let nearest = named.min_by_key(|&(distance, _)| distance);
        if let Some((_, code)) = nearest {
            measure.quantity.unit = code.into();
        }
    }
}

/// The IRIs of the countries whose currency is called so, with its code.
fn called<'o>(noun: &str, language: Language, ontology: &'o Ontology) -> Vec<(&'o str, &'o str)> {
    let words = &ontology.words;
    let country = |form: &str| ontology.known.get(words.value(language, WordClass::Demonym, &lower(form))?);
    let of_country = |(form, code): (&'o str, &'o str)| {
        let (first, second) = form.split_once(' ')?;
        let country = if second == noun { country(first) } else { country(second).filter(|_| first == noun) };
        Some((&*country?.iri, code))
    };
    words.of(language, WordClass::Currency).filter_map(of_country).collect()
}
