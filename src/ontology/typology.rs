//! What a language is like where a mechanism must know.
//!
//! Owns the typed names behind the classes of languages in `ontology/words/languages.ttl`. Takes nothing;
//! `Words::is` answers by them, so that no mechanism names a language.

/// A typological property of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typology {
    /// The head of a compound and of a name comes first, and what modifies a noun follows it.
    HeadInitial,
    /// Only the first noun of an institution's name has a capital.
    SentenceCase,
    /// Adjectives of origin have a capital everywhere.
    CapitalOrigin,
    /// Past and past participle look alike.
    ParticipleLikePast,
    /// A mass noun takes an article where it is an argument.
    PartitiveArticle,
    /// A hyphen between words divides them.
    DividingHyphen,
    /// A comma stands before the decimals, a dot between thousands.
    DecimalComma,
}

impl Typology {
    /// Every property.
    pub const ALL: [Self; 7] = [
        Self::HeadInitial,
        Self::SentenceCase,
        Self::CapitalOrigin,
        Self::ParticipleLikePast,
        Self::PartitiveArticle,
        Self::DividingHyphen,
        Self::DecimalComma,
    ];

    /// The local name of its class in the ontology.
    pub fn class(self) -> &'static str {
        match self {
            Self::HeadInitial => "HeadInitialLanguage",
            Self::SentenceCase => "SentenceCaseLanguage",
            Self::CapitalOrigin => "CapitalOriginLanguage",
            Self::ParticipleLikePast => "ParticipleLikePastLanguage",
            Self::PartitiveArticle => "PartitiveArticleLanguage",
            Self::DividingHyphen => "DividingHyphenLanguage",
            Self::DecimalComma => "DecimalCommaLanguage",
        }
    }

    /// The property whose class is called `class`.
    pub fn from_class(class: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|typology| typology.class() == class)
    }
}
