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

fn of(text: &str, language: Language) -> Vec<String> {
    let ontology = Ontology::builtin();
    lines(&Analyser::new(&ontology), &ontology, text, Some(language))
}

#[test]
fn pronouns_that_might_stand_for_one_another_end_the_search() {
    assert_eq!(of("Norvest was founded by him alongside her.", Language::English), Vec::<String>::new());
    assert_eq!(of("Norvest was bought by them alongside it.", Language::English), Vec::<String>::new());
}

#[test]
fn rounds_that_ask_for_the_round_before_take_linear_time() {
    // Asked of one another, two hundred rounds would take longer than anybody lives.
    let texts = [
        ("The round raised $4 million. ", Language::English),
        ("La levée de fonds lève 4 millions d'euros. Elle est menée par Norvest. ", Language::French),
    ];
    for (text, language) in texts {
        let said = of(&text.repeat(200), language);
        assert!(said.iter().all(|line| !line.contains("round") && !line.contains("lev\u{e9}e")), "{said:?}");
    }
}
