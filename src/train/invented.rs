//! Copies of sentences with invented names.
//!
//! Owns the augmentation that teaches tagger and parser to know a name by its place and
//! shape: treebanks hold few names of companies, and a news text is full of new ones.

use super::lessons::Dice;
use super::treebank::Lesson;

const ONSETS: [&str; 24] = [
    "b", "br", "c", "cl", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pl", "qu", "r", "s", "st", "t",
    "tr", "v", "z",
];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ea", "io", "ou"];
const CODAS: [&str; 12] = ["", "", "", "n", "r", "x", "l", "s", "m", "nt", "d", "k"];

fn syllable(dice: &mut Dice) -> String {
    let pick = |list: &[&str], dice: &mut Dice| list[dice.roll(list.len())].to_owned();
    pick(&ONSETS, dice) + &pick(&VOWELS, dice) + &pick(&CODAS, dice)
}

/// A name of one to three syllables, now and then an acronym or with a capital inside.
fn name(dice: &mut Dice) -> String {
    let syllables: Vec<String> = (0..=dice.roll(3)).map(|_| syllable(dice)).collect();
    let capital = |text: &str| {
        let mut chars = text.chars();
        chars.next().map(|first| first.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
    };
    match dice.roll(12) {
        0 => syllables.concat().to_uppercase().chars().take(4).collect(),
        1 => syllables.iter().map(|part| capital(part)).collect(),
        _ => capital(&syllables.concat()),
    }
}

/// The lessons, each second one that has names followed by a copy with invented ones.
pub(super) fn with_invented_names(lessons: &[Lesson]) -> Vec<Lesson> {
    let mut dice = Dice::new(41);
    let mut all = Vec::with_capacity(lessons.len() * 3 / 2);
    for lesson in lessons {
        all.push(lesson.clone());
        let named = lesson.words.iter().any(|word| word.tag == "PROPN");
        if !named || dice.roll(3) == 0 {
            continue;
        }
        let mut copy = lesson.clone();
        for word in
            copy.words.iter_mut().filter(|word| word.tag == "PROPN" && word.form.chars().any(char::is_alphabetic))
        {
            word.form = name(&mut dice);
            word.lemma.clone_from(&word.form);
        }
        all.push(copy);
    }
    all
}
