//! The one integration binary. Each line says what belongs there.

#![expect(clippy::print_stdout, reason = "a test that is skipped says so, a score is shown")]

mod analyse; // odd texts: no panic, no quadratic time, offsets that lead back
mod architecture; // the house: rooms, imports, crates, sizes, names, links
mod candidates; // reconciliation services: proposals, cache, faults
mod cases; // a text and what the extractor says of it
mod cli; // exit codes, stdout and stderr, bad input, the same bytes on every way
mod docs; // README and guide commands run as written; every diagnostic has its section
mod exports; // every format read back by another parser; exports/ is current
mod federation; // SERVICE to other endpoints, and writing to graphs of a user's own
mod gold; // scores with a floor
mod hostile; // graphs that readers have stumbled over, for the tests of exports
mod identity; // who is who: pairs of names, mentions of the annotated documents, with floors
mod lifecycle; // a store over time: histories, kills, locks, hashes
mod matrix; // the construction matrix, scored, with a floor
mod mentions; // entities of the annotated documents found, and as what, with a floor
mod pages; // the pages: negotiation, languages, hostile content, links
mod programs; // Graphviz, NetworkX, igraph, graphology, rdflib, a browser and others read what we write
mod protocol; // the SPARQL protocols over a server in this process, bombs and broken requests included
mod publish; // the site as files, its description, inference
mod push; // sending a store to another server
mod questions; // the SPARQL questions of docs/questions, with their answers
mod reconcile; // the reconciliation service, its schemas, our own client
mod rules; // every lexical entry's examples and counter-examples
mod said; // what the extractor says of a text, as readable lines
mod served; // a server in this process and a client
mod shapes; // SHACL: the samples fit the shapes, and each shape has a graph that does not
mod traps; // what the trackers of graph programs are full of, by number
mod views; // the same part of the graph in every format
