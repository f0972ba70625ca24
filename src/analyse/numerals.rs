//! The words of numbers, units and currencies of one language, made ready for reading.
//!
//! Owns the tables that the ontology's words and tokens give. Takes the ontology, once; leaves the grammar of amounts to
//! `quantities`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Language;
use crate::ontology::{Ontology, Typology, WordClass};

use super::spelled::{Spellings, spellings};

/// The number and unit words of one language, by their first word, longest first.
pub(super) struct Numerals {
    pub(super) numbers: FxHashMap<String, f64>,
    pub(super) scales: FxHashMap<String, f64>,
    pub(super) spellings: Spellings,
    pub(super) phrases: FxHashMap<String, Vec<Phrase>>,
    /// First words of quantities that do not begin with a digit: numbers, scales, fractions and currencies.
    pub(super) starts: FxHashSet<String>,
    pub(super) links: Vec<String>,
    /// Adpositions of what something comes to: *fell to 8,000*.
    pub(super) goals: FxHashSet<String>,
    /// What opens a range: *de 45 à 80*, *between 3 and 5*.
    pub(super) openers: FxHashMap<String, Opener>,
    /// Determiners of a whole that a part is taken of: *12 of its shops*.
    pub(super) determiners: FxHashSet<String>,
    /// What stands before a number that counts the same things as the one before: *3,850 vans, including 310 on gas*.
    pub(super) again: FxHashSet<String>,
    /// Clitics in the place of the noun that a number counts.
    pub(super) clitics: FxHashSet<String>,
    /// Months and days, which are no counted things: *7 novembre*.
    pub(super) dates: FxHashSet<String>,
    /// Nouns of which millions are money.
    pub(super) money: FxHashSet<String>,
    /// Nouns whose number is a label: *phase 2*.
    pub(super) labels: FxHashSet<String>,
    /// Letters that stand for a currency right before a number, with its code.
    pub(super) prefixes: FxHashMap<String, String>,
    /// Codes of currencies, without tokens.
    pub(super) currencies: FxHashSet<String>,
    /// Whether a comma stands before the decimals.
    pub(super) decimal_comma: bool,
    /// Whether adjectives follow their noun.
    pub(super) adjectives_follow: bool,
}

/// What a word that opens a range asks for between its two numbers.
#[derive(PartialEq)]
pub(super) enum Opener {
    /// An adposition: *from 45 to 80*.
    From,
    /// A conjunction: *between 45 and 80*.
    Between,
}

/// Words that mean something together.
pub(super) struct Phrase {
    pub(super) words: Vec<String>,
    pub(super) class: WordClass,
    pub(super) value: String,
}

impl Numerals {
    pub(super) fn new(ontology: &Ontology, language: Language) -> Self {
        let words = &ontology.words;
        let table = |class| -> FxHashMap<String, f64> {
            words.of(language, class).filter_map(|(form, value)| Some((form.to_owned(), value.parse().ok()?))).collect()
        };
        let mut phrases: FxHashMap<String, Vec<Phrase>> = FxHashMap::default();
        for class in [
            WordClass::Currency,
            WordClass::Unit,
            WordClass::BoundCue,
            WordClass::Fraction,
            WordClass::Percent,
            WordClass::TokenPrice,
        ] {
            for (form, value) in words.of(language, class) {
                let words: Vec<String> =
                    form.split(' ').flat_map(|word| word.split_inclusive('\'')).map(str::to_owned).collect();
                let phrase = Phrase { words, class, value: value.to_owned() };
                phrases.entry(phrase.words[0].clone()).or_default().push(phrase);
            }
        }
        for list in phrases.values_mut() {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        let tickers = ontology.known.entities().filter(|entity| entity.kind == crate::model::EntityKind::Token);
        for token in tickers {
            let names = || token.aliases.iter().chain([&token.name]);
            let is_ticker = |name: &&String| name.len() <= 5 && name.chars().all(|c| c.is_ascii_uppercase());
            let mut add = |form: &str, ticker: &str| {
                let phrase =
                    Phrase { words: vec![form.to_owned()], class: WordClass::Currency, value: ticker.to_owned() };
                phrases.entry(form.to_owned()).or_default().push(phrase);
            };
            names().filter(is_ticker).for_each(|ticker| add(ticker, ticker));
            // *1 120 bitcoins*: counted by its name, a token is money all the same.
            if let Some(ticker) = names().find(is_ticker) {
                let small = |name: &&String| !name.contains(' ') && name.chars().all(char::is_lowercase);
                names().filter(small).for_each(|name| add(name, ticker));
            }
        }
        let goals = [WordClass::GoalMarker, WordClass::RangeLink]
            .iter()
            .flat_map(|&class| words.of(language, class).map(|(form, _)| form.to_owned()))
            .collect();
        let links = words.of(language, WordClass::GenitiveMarker).map(|(form, _)| form.to_owned()).collect();
        let mut openers = FxHashMap::default();
        for class in [WordClass::SourceMarker, WordClass::GenitiveMarker, WordClass::MutualMarker] {
            for (form, _) in words.of(language, class) {
                let opener = if class == WordClass::MutualMarker { Opener::Between } else { Opener::From };
                openers.insert(form.to_owned(), opener);
            }
        }
        let forms = |classes: &[WordClass]| -> FxHashSet<String> {
            classes.iter().flat_map(|&class| words.of(language, class).map(|(form, _)| form.to_owned())).collect()
        };
        let determiners = forms(&[WordClass::Possessive, WordClass::Definite]);
        let again = forms(&[WordClass::ExampleMarker, WordClass::Comparison]);
        let dates = [WordClass::Month, WordClass::Weekday]
            .into_iter()
            .flat_map(|class| words.of(language, class).map(|(form, _)| form.to_owned()))
            .collect();
        let labels = words.of(language, WordClass::LabelNoun).map(|(form, _)| form.to_owned()).collect();
        let currencies = words.of(language, WordClass::Currency).map(|(_, code)| code.to_owned()).collect();
        let (numbers, scales) = (table(WordClass::NumberWord), table(WordClass::Scale));
        let opening = [WordClass::Fraction, WordClass::Currency, WordClass::TokenPrice];
        let opens = |phrase: &Phrase| opening.contains(&phrase.class);
        let opening = phrases.iter().filter(|(_, list)| list.iter().any(opens)).map(|(first, _)| first);
        let spellings = spellings(&numbers);
        let prefixes: FxHashMap<String, String> = words
            .of(language, WordClass::CurrencyPrefix)
            .map(|(form, code)| (form.to_owned(), code.to_owned()))
            .collect();
        let opening = opening.chain(prefixes.keys());
        let starts = opening.chain(spellings.keys()).chain(numbers.keys()).chain(scales.keys()).cloned().collect();
        Self {
            starts,
            spellings,
            dates,
            currencies,
            prefixes,
            openers,
            determiners,
            money: forms(&[WordClass::MoneyNoun]),
            again,
            clitics: forms(&[WordClass::GenitiveClitic]),
            labels,
            numbers,
            scales,
            phrases,
            links,
            goals,
            decimal_comma: words.is(language, Typology::DecimalComma),
            adjectives_follow: words.is(language, Typology::HeadInitial),
        }
    }
}
