//! A quantity: a number, its unit and how exact the words are.
//!
//! Owns amounts, shares, counts. Recognised by `analyse`, attached by `extract`.

/// How a number bounds the true value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    /// The value itself.
    Exact,
    /// Roughly the value.
    About,
    /// The value or more.
    AtLeast,
    /// The value or less.
    AtMost,
}

impl Bound {
    /// Every bound, in the order of the enum.
    pub const ALL: [Self; 4] = [Self::Exact, Self::About, Self::AtLeast, Self::AtMost];

    /// The bound's name in statement lines and in the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
        }
    }

    /// The bound called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bound| bound.name() == name)
    }
}

/// A number with its unit, in whole units: 1.3 billion is 1300000000.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number; finite.
    pub number: f64,
    /// An ISO 4217 code, a token's ticker, `%`, `MW`, or the counted noun in the document's words.
    pub unit: String,
    /// How exact the words are.
    pub bound: Bound,
    /// The words it was read from.
    pub text: Option<String>,
}
