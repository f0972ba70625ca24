//! Any bytes as a document: no panic, spans that slice the text, one tree for each sentence.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use relata::analyse::Analyser;
use relata::model::{Block, BlockKind, Document, DocumentInfo, Language, Span};
use relata::ontology::Ontology;

static ONTOLOGY: LazyLock<Ontology> = LazyLock::new(Ontology::builtin);
static ANALYSER: LazyLock<Analyser<'static>> = LazyLock::new(|| Analyser::new(&ONTOLOGY));

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(rest).into_owned();
    let language = Language::ALL.get(usize::from(first % 3)).copied();
    let blocks = vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) }];
    let info = DocumentInfo {
        name: "fuzz".to_owned(),
        hash: String::new(),
        language,
        characters: text.chars().count(),
        ..DocumentInfo::default()
    };
    let document = Document { info, text, blocks };
    let analysis = ANALYSER.analyse(&document).expect("the models are sound").value;
    for sentence in &analysis.sentences {
        let tokens = &sentence.tokens;
        for token in tokens {
            assert!(!document.text[token.span.start..token.span.end].is_empty());
        }
        assert_eq!(tokens.iter().filter(|token| token.head.is_none()).count(), 1);
        for at in 0..tokens.len() {
            let above = std::iter::successors(Some(at), |&at| tokens[at].head).take(tokens.len() + 1);
            assert!(above.count() <= tokens.len(), "a tree has no loop");
        }
    }
});
