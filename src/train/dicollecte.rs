//! French forms, from the spelling dictionary of Dicollecte.
//!
//! Owns what its tags mean in Universal Dependencies, and which form of a word is the lemma there. Takes the pair of files of
//! the dictionary; what is made of the forms is in `full_forms`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::analyse::lemmas::pack;
use crate::analyse::syntax::normal;
use crate::model::{Gender, Number};

use super::full_forms::{Sense, Senses, write};
use super::hunspell::{Affixes, Inflected};
use super::treebank::Error;

/// Writes to `output` the French forms of the dictionary in `affixes` and `words`.
pub fn french_forms(affixes: &Path, words: &Path, output: &Path, say: impl FnMut(&str)) -> Result<(), Error> {
    let mut senses = Senses::new();
    for word in Affixes::read(affixes)?.words(words)? {
        add(&word, &mut senses);
        // News writes the two letters of a ligature apart as often as not.
        if word.first().is_some_and(|first| first.word.contains(LIGATURE)) {
            let apart = |text: &str| text.replace(LIGATURE, "oe");
            let divided =
                |form: &Inflected| Inflected { form: apart(&form.form), word: apart(&form.word), ..form.clone() };
            add(&word.iter().map(divided).collect::<Vec<_>>(), &mut senses);
        }
    }
    write(senses, output, say)
}

/// Adds the forms of one word of the dictionary.
fn add(word: &[Inflected], senses: &mut Senses) {
    let Some(first) = word.first() else { return };
    let kinds: Vec<&str> = first.tags.iter().filter_map(|tag| tag.strip_prefix("po:")).collect();
    // Capitals matter there, and the names of others are no help.
    if first.word.chars().any(char::is_uppercase) || kinds.iter().any(|kind| NAMES.contains(kind)) {
        return;
    }
    for form in word {
        let slot = senses.entry(normal(&form.form)).or_insert_with(|| Some(BTreeSet::new()));
        match (senses_of(form, word), slot.as_mut()) {
            (Some(found), Some(known)) => known.extend(found),
            (None, _) => *slot = None,
            _ => {}
        }
    }
}

const LIGATURE: char = '\u{153}';

/// Given names, family names and other proper nouns.
const NAMES: [&str; 3] = ["prn", "patr", "npr"];

/// What a form can be; `None` when its word is none of the open classes.
fn senses_of(form: &Inflected, word: &[Inflected]) -> Option<Vec<Sense>> {
    let has = |tag: &str| form.tags.iter().any(|own| own == tag);
    let mut found = Vec::new();
    for kind in form.tags.iter().filter_map(|tag| tag.strip_prefix("po:")) {
        match kind {
            "nom" => found.push(sense("NOUN", form, noun_lemma(form, word), nominal(form))?),
            // The adjective of a participle has the participle for its lemma.
            "adj" => found.push(sense("ADJ", form, adjective_lemma(form, word), nominal(form))?),
            "adv" => found.push(sense("ADV", form, &form.word, 0)?),
            "interj" => found.push(sense("INTJ", form, &form.word, 0)?),
            "nb" => found.push(sense("NUM", form, &form.word, 0)?),
            kind if is_verb(kind) => {
                // The two verbs that form compound tenses.
                let auxiliary = kind.starts_with("v0").then_some("AUX");
                for part in auxiliary.into_iter().chain(["VERB"]) {
                    let verbal = verbal(&has, form)
                        .map(|(ending, packed)| sense(&format!("{part}|{ending}"), form, &form.word, packed));
                    found.extend(verbal.collect::<Option<Vec<_>>>()?);
                }
            }
            // The person, tense or mood of a verb.
            _ if form.tags.iter().any(|tag| tag.strip_prefix("po:").is_some_and(is_verb)) => {}
            _ => return None,
        }
    }
    Some(found)
}

fn is_verb(kind: &str) -> bool {
    let mut letters = kind.chars();
    letters.next() == Some('v') && letters.next().is_some_and(|letter| letter.is_ascii_digit())
}

fn sense(tag: &str, form: &Inflected, lemma: &str, packed: u8) -> Option<Sense> {
    Sense::new(tag, packed, &normal(&form.form), &normal(lemma))
}

/// What a verb's form can be, with number, gender and person.
fn verbal(has: &impl Fn(&str) -> bool, form: &Inflected) -> impl Iterator<Item = (&'static str, u8)> {
    const ENDINGS: [(&str, &str); 11] = [
        ("po:infi", "Inf||"),
        ("po:ppre", "Part||Pres"),
        ("po:ppas", "Part||Past"),
        ("po:ipre", "Fin|Ind|Pres"),
        ("po:iimp", "Fin|Ind|Imp"),
        ("po:ipsi", "Fin|Ind|Past"),
        ("po:ifut", "Fin|Ind|Fut"),
        ("po:cond", "Fin|Cnd|Pres"),
        ("po:spre", "Fin|Sub|Pres"),
        ("po:simp", "Fin|Sub|Imp"),
        ("po:impe", "Fin|Imp|Pres"),
    ];
    let persons: Vec<(Number, u8)> = [("sg", Number::Sing), ("pl", Number::Plur)]
        .into_iter()
        .flat_map(|(name, number)| (1..=3).map(move |person| (format!("po:{person}{name}"), number, person)))
        .filter(|(tag, ..)| has(tag) || has(&format!("{tag}!")))
        .map(|(_, number, person)| (number, person))
        .collect();
    let number = persons.first().map(|first| first.0).filter(|first| persons.iter().all(|one| one.0 == *first));
    let person = persons.first().map(|first| first.1).filter(|first| persons.iter().all(|one| one.1 == *first));
    let (finite, nominal) = (pack(number, None, person), nominal(form));
    let found: Vec<_> = ENDINGS.into_iter().filter(|(tag, _)| has(tag)).collect();
    found.into_iter().map(move |(_, ending)| (ending, if ending.starts_with("Fin") { finite } else { nominal }))
}

/// Number and gender of a noun, adjective or participle.
fn nominal(form: &Inflected) -> u8 {
    let has = |tag: &str| form.tags.iter().any(|own| own == tag);
    let number = [("is:sg", Number::Sing), ("is:pl", Number::Plur)].into_iter().find(|(tag, _)| has(tag));
    let gender = [("is:mas", Gender::Masc), ("is:fem", Gender::Fem)].into_iter().find(|(tag, _)| has(tag));
    pack(number.map(|pair| pair.1), gender.map(|pair| pair.1), None)
}

/// A noun for women has its own lemma in Universal Dependencies, where the dictionary lists it under that for men.
fn noun_lemma<'f>(form: &'f Inflected, word: &'f [Inflected]) -> &'f str {
    singular(form, word, "is:fem").filter(|_| form.tags.iter().any(|tag| tag == "is:fem")).unwrap_or(&form.word)
}

fn adjective_lemma<'f>(form: &'f Inflected, word: &'f [Inflected]) -> &'f str {
    let is_participle = form.tags.iter().any(|tag| tag == "po:ppas");
    if is_participle { singular(form, word, "is:mas").unwrap_or(&form.form) } else { &form.word }
}

/// The singular of a gender that is most like a form of the same kind.
fn singular<'f>(form: &Inflected, word: &'f [Inflected], gender: &str) -> Option<&'f str> {
    let has = |other: &Inflected, tag: &str| other.tags.iter().any(|own| own == tag);
    let participle = has(form, "po:ppas");
    let alike = word.iter().filter(|other| {
        has(other, gender) && !has(other, "is:pl") && has(other, "po:ppas") == participle && other.word == form.word
    });
    let shared = |other: &&Inflected| form.form.chars().zip(other.form.chars()).take_while(|(a, b)| a == b).count();
    alike.rev().max_by_key(shared).map(|other| other.form.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFFIXES: &str = "FLAG long
NEEDAFFIX ()
SFX S. Y 2
SFX S. 0 0 [^sxz] is:sg
SFX S. 0 s [^sxz] is:pl
SFX F. Y 3
SFX F. 0 0 eur is:mas is:sg
SFX F. r se eur is:fem is:sg
SFX F. r ses eur is:fem is:pl
SFX a0 Y 3
SFX a0 er er er po:infi
SFX a0 er e er po:ipre po:spre po:1sg po:3sg
SFX a0 er ons er po:ipre po:1pl
SFX p+ Y 2
SFX p+ er u/L' er po:ppas po:adj is:mas is:sg
SFX p+ er ue/L' er po:ppas po:adj is:fem is:sg
";

    fn senses(lines: &[&str]) -> Senses {
        let affixes = Affixes::parse(AFFIXES).expect("an affix file");
        let mut senses = Senses::new();
        lines.iter().for_each(|line| add(&affixes.expand(line), &mut senses));
        senses
    }

    fn read(senses: &Senses, form: &str) -> Vec<(String, String)> {
        let found = senses[form].as_ref().expect("it is no function word");
        found.iter().map(|sense| sense.said(form)).collect()
    }

    fn owned<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
        pairs.map(|(tag, lemma)| (tag.to_owned(), lemma.to_owned())).to_vec()
    }

    #[test]
    fn a_verb_has_its_infinitive_and_its_participle_is_an_adjective_by_itself() {
        let senses = senses(&["zorder/a0p+() po:v1_it_q_zz"]);
        let present = owned([("VERB|Fin|Ind|Pres", "zorder"), ("VERB|Fin|Sub|Pres", "zorder")]);
        assert_eq!(read(&senses, "zorde"), present);
        assert_eq!(read(&senses, "zordue"), owned([("ADJ", "zordu"), ("VERB|Part||Past", "zorder")]));
    }

    #[test]
    fn a_noun_for_women_is_its_own_lemma() {
        let senses = senses(&["zordeur/F.() po:nom"]);
        assert_eq!(read(&senses, "zordeuses"), owned([("NOUN", "zordeuse")]));
        assert_eq!(read(&senses, "zordeur"), owned([("NOUN", "zordeur")]));
    }

    #[test]
    fn function_words_are_left_open_and_names_left_out() {
        let senses = senses(&["zor/S.() po:nom is:mas", "zor po:mg po:prep", "Zax/S.() po:npr", "zil/S.() po:nom"]);
        assert_eq!(senses["zor"], None);
        assert!(senses.contains_key("zil") && !senses.contains_key("zax"));
    }
}
