//! English forms, from the table that LemmInflect made of the SPECIALIST Lexicon.
//!
//! Owns what its columns mean in Universal Dependencies. A line is `lemma,noun,plurals`, `lemma,adj,comparatives,superlatives`
//! (`adv` alike) or `lemma,verb,pasts,past participles,present participles,third persons`; `/` stands between variants.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::iter::once;
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::analyse::lemmas::pack;
use crate::analyse::syntax::normal;
use crate::model::Number;

use super::full_forms::{Sense, Senses, write};
use super::treebank::Error;

/// Writes to `output` the English forms of `table`, a file compressed by gzip.
pub fn english_forms(table: &Path, output: &Path, say: impl FnMut(&str)) -> Result<(), Error> {
    let unreadable = |cause: std::io::Error| Error::Unreadable { path: table.to_owned(), reason: cause.to_string() };
    let mut text = String::new();
    MultiGzDecoder::new(File::open(table).map_err(unreadable)?).read_to_string(&mut text).map_err(unreadable)?;
    write(senses(&text).map_err(|line| Error::Malformed { path: table.to_owned(), line })?, output, say)
}

/// The readings that a table gives, or the line that is not of one.
fn senses(text: &str) -> Result<Senses, usize> {
    let mut senses = Senses::new();
    for (number, line) in text.lines().enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        add(&cells, &mut senses).ok_or(number + 1)?;
    }
    Ok(senses)
}

/// Adds the forms of one line.
fn add(cells: &[&str], senses: &mut Senses) -> Option<()> {
    let [lemma, kind, forms @ ..] = cells else { return None };
    let mut put = |tag: &str, forms: &str, number: Option<Number>| {
        for form in forms.split('/').filter(|form| !form.is_empty()).map(normal) {
            // `under-go` is a spelling of `undergo`, not the lemma of `underwent`.
            if lemma.contains('-') && !form.contains('-') {
                continue;
            }
            // The lemma of what a participle became is the participle.
            let is_own = *kind == "verb" && matches!(tag, "ADJ" | "NOUN");
            let lemma = if is_own { form.clone() } else { normal(lemma) };
            let sense = Sense::new(tag, pack(number, None, None), &form, &lemma);
            let known = senses.entry(form).or_insert_with(|| Some(BTreeSet::new()));
            known.iter_mut().for_each(|known| known.extend(sense.clone()));
        }
    };
    match (*kind, forms) {
        ("noun", [plurals]) => {
            put("NOUN", lemma, Some(Number::Sing));
            put("NOUN", plurals, Some(Number::Plur));
        }
        ("adj", [_, _]) => once(lemma).chain(forms).for_each(|forms| put("ADJ", forms, None)),
        ("adv", [_, _]) => once(lemma).chain(forms).for_each(|forms| put("ADV", forms, None)),
        ("verb", [pasts, past_participles, present_participles, third_persons]) => {
            for tag in ["VERB|Inf||", "VERB|Fin|Imp|", "VERB|Fin|Ind|Pres", "VERB|Fin|Sub|"] {
                put(tag, lemma, None);
            }
            put("VERB|Fin|Ind|Pres", third_persons, Some(Number::Sing));
            put("VERB|Fin|Ind|Past", pasts, None);
            let past_participles = if past_participles.is_empty() { pasts } else { past_participles };
            ["VERB|Part||Past", "ADJ"].into_iter().for_each(|tag| put(tag, past_participles, None));
            for tag in ["VERB|Part||Pres", "VERB|Ger||", "NOUN", "ADJ"] {
                put(tag, present_participles, None);
            }
        }
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_tags_and_a_participle_can_be_more() {
        let senses = senses("zord,verb,zord/zorded,,zording,zords\nzord,noun,zords").expect("a table");
        let tags = |form: &str| -> Vec<(String, String)> {
            senses[form].iter().flatten().map(|sense| sense.said(form)).collect()
        };
        let owned = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(tag, lemma)| ((*tag).to_owned(), (*lemma).to_owned())).collect()
        };
        assert_eq!(tags("zords"), owned(&[("NOUN", "zord"), ("VERB|Fin|Ind|Pres", "zord")]));
        let past = [("ADJ", "zorded"), ("VERB|Fin|Ind|Past", "zord"), ("VERB|Part||Past", "zord")];
        assert_eq!(tags("zorded"), owned(&past));
        assert!(tags("zording").contains(&("NOUN".to_owned(), "zording".to_owned())));
    }

    #[test]
    fn a_line_of_another_shape_is_named() {
        assert_eq!(senses("zord,noun,zords\nzord,noun").err(), Some(2));
    }
}
