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

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}

/// A name of one to three syllables; now and then an acronym, one in capitals, with a capital,
/// a digit, a hyphen, a dot or a sign inside, or with a small letter first.
fn name(dice: &mut Dice) -> String {
    let syllables: Vec<String> = (0..=dice.roll(3)).map(|_| syllable(dice)).collect();
    let plain = syllables.concat();
    let capitals: Vec<String> = syllables.iter().map(|part| capital(part)).collect();
    match dice.roll(24) {
        0 | 1 => plain.to_uppercase().chars().take(2 + dice.roll(4)).collect(),
        2 => plain.to_uppercase(),
        3 | 4 => capitals.concat(),
        5 => capitals.join("-"),
        6 => format!("{}{}", capital(&plain), 1 + dice.roll(30)),
        7 => plain.to_lowercase().chars().take(1).collect::<String>() + &capital(&syllable(dice)),
        8 => format!("{}.{}", capital(&plain), syllable(dice).chars().take(2).collect::<String>()),
        9 => format!("{}&{}", capital(&syllables[0]), capital(&syllable(dice))),
        _ => capital(&plain),
    }
}

/// Copies of two lessons in three that have names, with invented ones, and of one in four where a
/// plain subject or object can become a name or get one behind it; each with the index of its original.
pub(super) fn copies(lessons: &[Lesson]) -> Vec<(usize, Lesson)> {
    let mut dice = Dice::new(41);
    let mut all = Vec::new();
    for (index, lesson) in lessons.iter().enumerate() {
        let named = lesson.words.iter().any(|word| word.tag == "PROPN");
        let plain = plain_phrases(lesson);
        if !(named && dice.roll(3) > 0 || !plain.is_empty() && dice.roll(4) == 0) {
            continue;
        }
        let mut copy = lesson.clone();
        for &noun in plain.iter().rev() {
            match dice.roll(4) {
                0 | 1 => make_name(&mut copy, noun),
                2 => add_name(&mut copy, noun),
                _ => {}
            }
        }
        let proper = copy.words.iter_mut().filter(|word| word.tag == "PROPN");
        for word in proper.filter(|word| word.form.chars().any(char::is_alphabetic)) {
            word.form = name(&mut dice);
            word.lemma.clone_from(&word.form);
        }
        all.push((index, copy));
    }
    all
}

/// Subjects and objects that are a determiner and a noun and nothing more, by the noun's index.
fn plain_phrases(lesson: &Lesson) -> Vec<usize> {
    let contracted = |at: usize| lesson.contractions.iter().any(|&(first, last, _)| (first..=last).contains(&(at + 1)));
    let plain = |&noun: &usize| {
        let (before, word) = (&lesson.words[noun - 1], &lesson.words[noun]);
        let is_phrase = word.tag == "NOUN" && before.tag == "DET" && before.head == noun + 1;
        let fits =
            is_phrase && matches!(word.label.as_str(), "nsubj" | "obj") && !contracted(noun - 1) && !contracted(noun);
        fits && lesson.words.iter().filter(|other| other.head == noun + 1).count() == 1
    };
    (1..lesson.words.len()).filter(plain).collect()
}

/// Makes a noun a name and takes the determiner before it away.
fn make_name(lesson: &mut Lesson, noun: usize) {
    let word = &mut lesson.words[noun];
    "PROPN".clone_into(&mut word.tag);
    "X".clone_into(&mut word.form);
    lesson.words.remove(noun - 1);
    // Places are counted from one: the determiner was `noun`.
    let moved = |place: usize| if place > noun { place - 1 } else { place };
    for word in &mut lesson.words {
        word.head = moved(word.head);
    }
    for (first, last, _) in &mut lesson.contractions {
        (*first, *last) = (moved(*first), moved(*last));
    }
}

/// Puts a name behind a noun, in apposition to it.
fn add_name(lesson: &mut Lesson, noun: usize) {
    let place = noun + 1;
    let moved = |head: usize| if head > place { head + 1 } else { head };
    for word in &mut lesson.words {
        word.head = moved(word.head);
    }
    for (first, last, _) in &mut lesson.contractions {
        (*first, *last) = (moved(*first), moved(*last));
    }
    let mut word = lesson.words[noun].clone();
    lesson.words[noun].space_after = true;
    "PROPN".clone_into(&mut word.tag);
    "X".clone_into(&mut word.form);
    "appos".clone_into(&mut word.label);
    word.head = place;
    lesson.words.insert(place, word);
}

#[cfg(test)]
mod tests {
    use crate::train::treebank::Word;

    use super::*;

    #[test]
    fn a_plain_subject_becomes_a_name() {
        let word = |form: &str, tag: &str, head, label: &str| Word {
            form: form.to_owned(),
            lemma: form.to_owned(),
            tag: tag.to_owned(),
            number: None,
            gender: None,
            person: None,
            head,
            label: label.to_owned(),
            space_after: true,
        };
        let mut lesson = Lesson {
            words: vec![
                word("the", "DET", 2, "det"),
                word("firm", "NOUN", 3, "nsubj"),
                word("grows", "VERB", 0, "root"),
            ],
            ..Lesson::default()
        };
        assert_eq!(plain_phrases(&lesson), [1]);
        make_name(&mut lesson, 1);
        assert_eq!((lesson.words[0].head, lesson.words[1].head), (2, 0));
        assert_eq!(lesson.words[0].tag, "PROPN");
        add_name(&mut lesson, 0);
        let heads: Vec<usize> = lesson.words.iter().map(|word| word.head).collect();
        assert_eq!(heads, [3, 1, 0]);
    }
}
