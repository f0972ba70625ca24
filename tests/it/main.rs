//! The one integration binary. Each line says what belongs there.

mod architecture; // the house: rooms, imports, crates, sizes, names, links
