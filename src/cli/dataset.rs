//! The dataset of a store: the quads of the graph and those of registers, in the order of their code points.
//!
//! Owns putting the two together. Takes sorted N-Quads in stretches that end with a subject, and gives such stretches.

use rayon::prelude::*;

use relata::graph::Graph;
use relata::model::Register;
use relata::ontology::Ontology;
use relata::rdf::{self, Namer};

/// The quads of a graph and of registers as sorted N-Quads, in stretches; the lines of a subject stand in one.
pub(crate) fn nquads(graph: &Graph, ontology: &Ontology, base: &str, registers: &[Register]) -> Vec<String> {
    let stretches = rdf::nquads(graph, ontology, base);
    if registers.is_empty() {
        return stretches;
    }
    let namer = Namer::new(base);
    let mut described: Vec<String> = Vec::new();
    for register in registers {
        let graph = namer.register(&register.name);
        let quads = register.triples.lines().map(|line| format!("{} {graph} .\n", line.trim_end_matches(" .")));
        described.extend(quads);
    }
    described.sort_unstable();
    described.dedup();
    with(stretches, &described)
}

/// Number of lines.
pub(crate) fn count(stretches: &[String]) -> usize {
    stretches.par_iter().map(|text| text.bytes().filter(|byte| *byte == b'\n').count()).sum()
}

/// Stretches with more lines, each put with the subjects beside it.
fn with(mut stretches: Vec<String>, more: &[String]) -> Vec<String> {
    if stretches.is_empty() {
        stretches.push(String::new());
    }
    let mut parts: Vec<&[String]> = Vec::with_capacity(stretches.len());
    let mut rest = more;
    for next in stretches.iter().skip(1).map(|text| subject(text)) {
        let (here, after) = rest.split_at(rest.partition_point(|line| subject(line) < next));
        parts.push(here);
        rest = after;
    }
    parts.push(rest);
    let pairs = stretches.into_par_iter().zip(parts);
    pairs.map(|(text, more)| if more.is_empty() { text } else { merged(&text, more) }).collect()
}

/// The subject of the first line, with what ends it.
fn subject(text: &str) -> &str {
    &text[..text.find(' ').unwrap_or(text.len())]
}

fn merged(text: &str, more: &[String]) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').chain(more.iter().map(String::as_str)).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_registers_stand_where_a_sort_would_put_them() {
        let stretches = ["<b> 2\n<b> 4\n", "<d> 1\n<e> 1\n", "<g> 1\n"].map(str::to_owned).to_vec();
        let more = ["<a> 1\n", "<b> 3\n", "<c> 1\n", "<d> 0\n", "<d> 1\n", "<g> 2\n", "<h> 1\n"].map(str::to_owned);
        let mut all: Vec<String> = stretches.concat().split_inclusive('\n').map(str::to_owned).collect();
        all.extend(more.iter().cloned());
        all.sort();
        all.dedup();
        let found = with(stretches, &more);
        assert_eq!(found.concat(), all.concat());
        assert!(found[1].starts_with("<d> 0\n"), "a subject stands in one stretch: {found:?}");
        assert_eq!(with(Vec::new(), &more).concat(), more.concat());
    }
}
