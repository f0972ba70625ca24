//! The forms that a name takes: what of it is the name, and the key that its spellings share.
//!
//! Owns articles, titles, legal forms, possessives, plurals, accents and case. Knows no document.

use crate::model::{EntityKind, Language};
use crate::ontology::{Ontology, WordClass};

use super::slug::slug;

/// The longest legal form, title or ending in words.
const LONGEST: usize = 4;

/// What names are made of, in every language at once: a text may name a company of any country.
pub(super) struct Forms<'o> {
    ontology: &'o Ontology,
}

impl<'o> Forms<'o> {
    pub(super) fn new(ontology: &'o Ontology) -> Self {
        Self { ontology }
    }

    fn is(&self, class: WordClass, form: &str) -> bool {
        Language::ALL.iter().any(|&language| self.ontology.words.has(language, class, form))
    }

    fn value(&self, class: WordClass, form: &str) -> Option<&'o str> {
        Language::ALL.iter().find_map(|&language| self.ontology.words.value(language, class, form))
    }

    /// The words of a name without quotes, article, title, legal form, possessive and the noun that says its kind.
    pub(super) fn bare(&self, name: &str, kind: EntityKind) -> Vec<String> {
        let plain = name.replace(['\u{2019}', '\u{2018}'], "'");
        let quote = |c: char| c.is_whitespace() || matches!(c, '"' | '\u{AB}' | '\u{BB}' | '\u{201C}' | '\u{201D}');
        let mut words: Vec<String> = plain.trim_matches(quote).split_whitespace().map(str::to_owned).collect();
        self.drop_article(&mut words);
        if kind == EntityKind::Person {
            self.drop_front(&mut words, WordClass::PersonTitle);
        }
        self.drop_possessive(&mut words);
        if kind == EntityKind::Organization {
            self.drop_legal(&mut words);
            self.drop_noun(&mut words);
        }
        if matches!(kind, EntityKind::Sector | EntityKind::Product) {
            self.drop_field(&mut words);
        }
        if let Some(last) = words.last_mut().filter(|last| last.ends_with([',', ';', ':'])) {
            last.pop();
        }
        words.retain(|word| !word.is_empty());
        if words.is_empty() { vec![plain] } else { words }
    }

    /// What the spellings of one name share: letters and digits, without accents, in lower case.
    pub(super) fn key(&self, name: &str, kind: EntityKind) -> String {
        self.key_of(&self.bare(name, kind), kind)
    }

    /// The key of a name with these words.
    pub(super) fn key_of(&self, words: &[String], kind: EntityKind) -> String {
        let common =
            matches!(kind, EntityKind::Sector | EntityKind::Product | EntityKind::Group | EntityKind::Facility)
                && !words.iter().any(|word| word.chars().any(char::is_uppercase));
        if !common {
            return slug(&words.join(" ")).replace('-', "");
        }
        let singular: Vec<String> = words.iter().map(|word| self.singular(&word.to_lowercase())).collect();
        slug(&singular.join(" ")).replace('-', "")
    }

    /// The stable local name of an entity known by `name`.
    pub(super) fn slug(&self, name: &str, kind: EntityKind) -> String {
        slug(&self.bare(name, kind).join(" "))
    }

    fn singular(&self, word: &str) -> String {
        let endings =
            Language::ALL.iter().flat_map(|&language| self.ontology.words.of(language, WordClass::PluralEnding));
        let longest = endings.filter(|(ending, _)| word.len() > ending.len() + 2 && word.ends_with(ending));
        longest.max_by_key(|(ending, _)| ending.len()).map_or_else(
            || word.to_owned(),
            |(ending, singular)| format!("{}{singular}", &word[..word.len() - ending.len()]),
        )
    }

    fn drop_article(&self, words: &mut Vec<String>) {
        if words.len() > 1 && words[0].starts_with(char::is_lowercase) && self.is(WordClass::Definite, &words[0]) {
            words.remove(0);
        }
        // An elided article hangs on the word: `l'Autorité`.
        let Some(first) = words.first_mut() else { return };
        let elided = |article: &str| {
            article.starts_with(char::is_lowercase) && self.is(WordClass::Definite, &format!("{article}'"))
        };
        if let Some((_, rest)) = first.split_once('\'').filter(|(article, rest)| !rest.is_empty() && elided(article)) {
            *first = rest.to_owned();
        }
    }

    fn drop_possessive(&self, words: &mut [String]) {
        let Some(last) = words.last_mut() else { return };
        let Some(at) = last.rfind('\'').filter(|at| *at > 0) else { return };
        let ending = &last[at..];
        if ending == "'" || self.is(WordClass::Clitic, ending) {
            last.truncate(at);
        }
    }

    /// Drops the longest run of words at the front that is of a class, while a name remains.
    fn drop_front(&self, words: &mut Vec<String>, class: WordClass) {
        let found = (1..=LONGEST.min(words.len().saturating_sub(1)))
            .rev()
            .find(|&count| self.is(class, &words[..count].join(" ")));
        if let Some(count) = found {
            words.drain(..count);
        }
    }

    fn drop_legal(&self, words: &mut Vec<String>) {
        loop {
            let found = (1..=LONGEST.min(words.len().saturating_sub(1))).rev().find(|&count| {
                let ending = words[words.len() - count..].join(" ");
                self.is(WordClass::LegalSuffix, ending.trim_matches(','))
            });
            let Some(count) = found else { break };
            words.truncate(words.len() - count);
            if let Some(last) = words.last_mut() {
                *last = last.trim_end_matches(',').to_owned();
            }
        }
    }

    /// Drops a common noun beside a name that only says what it is: *groupe Velmar*, *the Velmar group*.
    fn drop_noun(&self, words: &mut Vec<String>) {
        let capital = |word: &String| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let noun = |word: &String| {
            word.starts_with(char::is_lowercase)
                && self.value(WordClass::KindNoun, word) == Some(EntityKind::Organization.name())
        };
        while words.len() > 1 && noun(&words[0]) && capital(&words[1]) {
            words.remove(0);
        }
        while words.len() > 1 && noun(&words[words.len() - 1]) && capital(&words[0]) {
            words.pop();
        }
    }

    /// Drops a noun that only says that the rest is a field: *secteur de l'IA*, *the AI industry*.
    fn drop_field(&self, words: &mut Vec<String>) {
        let field = |word: &String| self.is(WordClass::FieldNoun, &self.singular(&word.to_lowercase()));
        if words.len() > 1 && words.last().is_some_and(field) {
            words.pop();
        }
        let [first, second, ..] = words.as_slice() else { return };
        let links = |word: &str| self.is(WordClass::GenitiveMarker, word) || self.is(WordClass::NameParticle, word);
        if !field(first) {
            return;
        }
        if let Some((elided, rest)) = second.split_once('\'').filter(|(elided, _)| links(&format!("{elided}'"))) {
            debug_assert!(!elided.is_empty());
            let rest = rest.to_owned();
            words.drain(..2);
            words.insert(0, rest);
        } else if links(second) && words.len() > 2 {
            words.drain(..2);
        }
        self.drop_article(words);
    }

    /// The name behind a noun that adds nothing to it, capitals or not: *Groupe Velmar* gives *Velmar*.
    pub(super) fn without_appellation(&self, words: &[String]) -> Option<Vec<String>> {
        let adds_nothing = |word: &String| self.is(WordClass::Appellation, &word.to_lowercase());
        let rest = match words {
            [first, rest @ ..] if !rest.is_empty() && adds_nothing(first) => rest,
            [rest @ .., last] if !rest.is_empty() && adds_nothing(last) => rest,
            _ => return None,
        };
        Some(rest.to_vec())
    }

    /// The name behind a capitalised article: *The Block* gives *Block*.
    pub(super) fn without_article(&self, words: &[String]) -> Option<Vec<String>> {
        let [first, rest @ ..] = words else { return None };
        (!rest.is_empty() && self.is(WordClass::Definite, &first.to_lowercase())).then(|| rest.to_vec())
    }

    /// Whether a word of a name may be left out of its initials.
    pub(super) fn is_particle(&self, word: &str) -> bool {
        self.is(WordClass::NameParticle, word) || self.is(WordClass::Definite, word)
    }

    /// Whether many people are called so: given name and family name stand in the lists.
    pub(super) fn is_common_person(&self, words: &[String]) -> bool {
        let [first, .., last] = words else { return false };
        let listed = |class, word: &String| self.is(class, word) || self.is(class, &word.to_lowercase());
        listed(WordClass::GivenName, first) && listed(WordClass::FamilyName, last)
    }
}

/// Whether `short` is made of the first letters of the words of `long`, particles counted or not.
pub(super) fn is_initials(forms: &Forms<'_>, short: &str, long: &[String]) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
    let (count, capitals) = (letters.chars().count(), letters.chars().filter(|c| c.is_uppercase()).count());
    // Four letters hardly ever meet by chance, so that *Ufip* counts as well as *UFIP*.
    let shaped = capitals * 2 > count || count > 3 && capitals > 0;
    if count < 2 || !shaped || long.len() < 2 {
        return false;
    }
    let parts = |all: bool| -> String {
        let words = long.iter().flat_map(|word| word.split(['-', '\'']));
        let kept = words.filter(|word| all || !forms.is_particle(&word.to_lowercase()));
        let initials = kept.filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
        slug(&initials.flat_map(char::to_uppercase).collect::<String>())
    };
    let wanted = slug(&letters);
    parts(false) == wanted || parts(true) == wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_share_a_key() {
        let ontology = Ontology::builtin();
        let forms = Forms::new(&ontology);
        let org = |name| forms.key(name, EntityKind::Organization);
        for other in ["Zorblax SA", "the Zorblax group", "Zorblax's", "l'Zorblax", "ZORBLAX, Inc.", "Zorblàx Co., Ltd."]
        {
            assert_eq!(org(other), "zorblax", "{other}");
        }
        assert_eq!(forms.key("Mme Ada Blorne", EntityKind::Person), "adablorne");
        assert_eq!(
            forms.key("centres de données", EntityKind::Sector),
            forms.key("centre de données", EntityKind::Sector)
        );
        assert_ne!(org("The Block"), org("Block"));
    }

    #[test]
    fn initials_may_leave_particles_out() {
        let ontology = Ontology::builtin();
        let forms = Forms::new(&ontology);
        let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(is_initials(&forms, "ARJ", &words("Autorité de régulation des jeux")));
        assert!(is_initials(&forms, "A.R.J.", &words("Autorité de régulation des jeux")));
        assert!(!is_initials(&forms, "ARK", &words("Autorité de régulation des jeux")));
        assert!(!is_initials(&forms, "Arj", &words("Autorité de régulation des jeux")));
    }
}
