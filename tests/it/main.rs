//! The one integration binary. Each line says what belongs there.

mod architecture; // the house: rooms, imports, crates, sizes, names, links
mod rules; // every lexical entry's examples and counter-examples
mod said; // what the extractor says of a text, as readable lines
