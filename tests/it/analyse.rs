//! What `analyse` does with text that nobody would write: no panic, no quadratic time, and
//! offsets that always lead back to the text.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use relata::analyse::Analyser;
use relata::model::{Analysis, Block, BlockKind, Document, DocumentInfo, Language, Span, Upos};
use relata::ontology::Ontology;

static ONTOLOGY: LazyLock<Ontology> = LazyLock::new(Ontology::builtin);
static ANALYSER: LazyLock<Analyser<'static>> = LazyLock::new(|| Analyser::new(&ONTOLOGY));

fn document(text: &str, language: Option<Language>) -> Document {
    let info = DocumentInfo {
        name: "test".to_owned(),
        hash: String::new(),
        language,
        characters: text.chars().count(),
        ..DocumentInfo::default()
    };
    let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
    Document { info, text: text.to_owned(), blocks }
}

fn analysed(document: &Document) -> Analysis {
    ANALYSER.analyse(document).expect("the models are sound").value
}

/// Every span is a slice of the text, in order; every tree has one root and no loop.
fn is_sound(document: &Document, analysis: &Analysis) {
    let mut end = 0;
    for sentence in &analysis.sentences {
        let first = sentence.tokens.first().expect("a sentence has words");
        assert_eq!(sentence.span.start, first.span.start);
        for token in &sentence.tokens {
            let text = document.text.get(token.span.start..token.span.end).expect("a span lies between characters");
            assert!(!text.is_empty());
            assert!(token.span.start >= end || token.span.end == end, "tokens stand in order");
            end = token.span.end;
        }
        assert_eq!(sentence.tokens.iter().filter(|token| token.head.is_none()).count(), 1);
        for at in 0..sentence.tokens.len() {
            let above = std::iter::successors(Some(at), |&at| sentence.tokens[at].head);
            assert!(above.take(sentence.tokens.len() + 1).count() <= sentence.tokens.len(), "a tree has no loop");
        }
    }
}

/// Forms that no treebank of the training has, with their lemmas, one a sentence.
#[test]
fn a_verb_form_that_training_did_not_see_is_a_verb() {
    let french = [
        ("Zorvane rachète Brelox.", "racheter"),
        ("Le titre Zorvane dévisse de 4 %.", "dévisser"),
        ("Brelox dément cette information.", "démentir"),
        ("Le groupe acquiert Zorvane.", "acquérir"),
        ("Le fonds achètera des actions.", "acheter"),
        ("Cette loi interdira la publicité.", "interdire"),
        ("Le fonds perdait 400 000 euros.", "perdre"),
    ];
    let english = [("Brelox underwent a review.", "undergo"), ("The machine vibrates.", "vibrate")];
    let all =
        french.map(|case| (case, Language::French)).into_iter().chain(english.map(|case| (case, Language::English)));
    for ((text, lemma), language) in all {
        let found = analysed(&document(text, Some(language)));
        let verbs: Vec<&str> = found.sentences[0]
            .tokens
            .iter()
            .filter(|token| token.upos == Upos::Verb)
            .map(|token| &*token.lemma)
            .collect();
        assert_eq!(verbs, [lemma], "{text}");
    }
}

#[test]
fn a_name_that_looks_like_a_verb_form_stays_a_name() {
    let found = analysed(&document("Hier, Mordille a vendu ses parts à Brelox.", Some(Language::French)));
    assert_eq!(found.sentences[0].tokens[2].upos, Upos::Propn);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn offsets_slice_any_text(text in "\\PC{0,300}", french in any::<bool>()) {
        let language = if french { Language::French } else { Language::English };
        let document = document(&text, Some(language));
        is_sound(&document, &analysed(&document));
    }
}

/// Trees whose names and amounts the mending once turned into loops.
#[test]
fn mended_trees_stay_trees() {
    let texts = [
        "¹\u{11300}[¡\"ೠ!\u{10B59}\u{1DA5E}7a$Τ&qMᲐ9.\u{1D703}\u{10F72}Ğ%\u{11391}￼!8'D\u{11459}$ዷ|qA`i{\u{1F0C4}4$C \"A",
        "Castrel grabbed the other two for £2.6m.",
        "Près de 400 bancs, ceux peints à Lyon, valent entre 900 et 1 500 euros pièce.",
    ];
    for text in texts {
        for language in Language::ALL {
            let document = document(text, Some(language));
            is_sound(&document, &analysed(&document));
        }
    }
}

/// A sentence may break off anywhere: behind the marker of a genitive, inside a date or an amount.
#[test]
fn texts_that_break_off_are_survived() {
    let texts = [
        "Autorité belge de la Concurrence. Sablières du Gard et Fondation Corvel pour la recherche ont versé le 3 mai 2024 à la \
         Banque centrale des Antilles 2,5 millions d'euros, soit de 10 à 12 % du capital de M. Jean Orvel, PDG de Zorvex SA.",
        "Ministry of Electronics and Information Technology. The chief executive of Zorvex Inc., Mr. John Orvel, paid between $2.5 \
         and 3 million (up to 12% of Velmar Holdings Ltd.) on 3 May 2024 to the Bank of the Northern Isles for its Q3 plant.",
    ];
    for text in texts {
        for (end, _) in text.char_indices() {
            for language in Language::ALL {
                let document = document(&text[..end], Some(language));
                is_sound(&document, &analysed(&document));
            }
        }
    }
}

#[test]
fn odd_texts_are_survived_in_good_time() {
    let long = |part: &str, bytes: usize| part.repeat(bytes / part.len());
    let texts = [
        String::new(),
        " \n\t\u{A0}".to_owned(),
        "\0".repeat(1000),
        "?!?!... \u{2014} ;;".to_owned(),
        "\u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{202E}abc\u{202C} \u{1F642}\u{1F468}\u{200D}\u{1F469}".to_owned(),
        long("a", 1 << 20),
        long("l'", 1 << 18),
        long("a-b-", 1 << 18),
        long("x@y.", 1 << 18),
        long("1,", 1 << 18),
        long("\u{E9}\u{2019}", 1 << 18),
        long("(\u{AB} \"", 1 << 16),
        long("mot ", 20_000),
        long("Nom, ", 20_000),
    ];
    for text in texts {
        for language in Language::ALL {
            let document = document(&text, Some(language));
            let start = Instant::now();
            is_sound(&document, &analysed(&document));
            let shown: String = text.chars().take(12).collect();
            assert!(start.elapsed() < Duration::from_secs(20), "{shown:?}: {:?}", start.elapsed());
        }
    }
}

#[test]
fn the_same_text_gives_the_same_analysis() {
    let text = "Acme a racheté Bolt pour 3,5 millions d'euros. Le groupe emploie 1 200 personnes.";
    let document = document(text, None);
    let print = || {
        let fresh = Analyser::new(&ONTOLOGY);
        relata::analyse::conllu::conllu(&document, &fresh.analyse(&document).expect("the models are sound").value)
    };
    assert_eq!(print(), print());
}

#[test]
fn the_narrower_search_reads_the_same_words() {
    let text = "Acme, which makes valves, has bought Bolt from Carden for $40m. The group employs 1,200 people.";
    let document = document(text, None);
    let read = |analyser: Analyser<'_>| {
        let analysis = analyser.analyse(&document).expect("the models are sound").value;
        is_sound(&document, &analysis);
        let words = analysis.sentences.iter().flat_map(|sentence| &sentence.tokens);
        words.map(|token| token.form.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(read(Analyser::new(&ONTOLOGY).fast()), read(Analyser::new(&ONTOLOGY)));
}
