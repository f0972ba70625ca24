//! An analysis as indented trees, for a reader.
//!
//! Owns their layout: the root first, each word under the word it hangs on, in text order.

use std::fmt::Write;

use crate::model::{Analysis, Document, Sentence};

/// The sentences of `analysis`, each with its tree and the names and quantities found in it.
pub fn tree(document: &Document, analysis: &Analysis) -> String {
    let mut out = String::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        out.push_str(&document.slice(sentence.span).replace(['\n', '\r', '\t'], " "));
        out.push('\n');
        branches(sentence, &mut out);
        for mention in analysis.mentions.iter().filter(|mention| mention.sentence == index) {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "  {}: {}", mention.kind.name(), mention.name);
        }
        out.push('\n');
    }
    out
}

/// Every word of a sentence on a line of its own; depth first, without recursion.
fn branches(sentence: &Sentence, out: &mut String) {
    let tokens = &sentence.tokens;
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); tokens.len()];
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (at, token) in tokens.iter().enumerate().rev() {
        match token.head {
            Some(head) => children[head].push(at),
            None => open.push((at, 1)),
        }
    }
    while let Some((at, depth)) = open.pop() {
        let token = &tokens[at];
        let indent = "  ".repeat(depth.min(40));
        let _ = writeln!(out, "{indent}{}  {}/{} {}", token.form, token.deprel, token.upos.name(), token.lemma);
        open.extend(children[at].iter().map(|&child| (child, depth + 1)));
    }
}
