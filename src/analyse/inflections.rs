//! The full-form lexicon: how forms can be read, whether or not a treebank has them.
//!
//! Owns the file `models/*.forms`: a header with version and SHA-256, a table of readings, then a minimal automaton (Daciuk et
//! al. 2000, by the crate `fst`) over form and number of reading, which is used where it lies. Written by `train`,
//! checked and read here. Leaves the choice among readings to `syntax`.

use fst::Set;
use sha2::{Digest, Sha256};

use super::lemmas::Script;
use super::model::Error;
use super::tagger::Tags;

/// First bytes of a file of forms: name and version of the format.
pub(super) const MAGIC: &[u8; 8] = b"RELFORM\x01";

/// What stands between a form and the number of a reading: no form holds it.
const SEPARATOR: u8 = 0;

/// One way to read a form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reading {
    /// Its column among the lexicon's own tags.
    pub(crate) tag: u8,
    /// Number, gender and person as `lemmas::pack` has them, 0 where the form leaves them open.
    pub(crate) packed: u8,
    /// From the form to its lemma.
    pub(crate) script: Script,
}

/// The forms of a language with their readings.
#[derive(Debug)]
pub(crate) struct Inflections {
    tags: Tags,
    readings: Vec<Reading>,
    forms: Set<&'static [u8]>,
}

/// Reads a file of forms; the automaton stays where it is.
pub(crate) fn read(bytes: &'static [u8], language: &'static str) -> Result<Inflections, Error> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(Error::FormsVersion { language })?;
    let checked = || {
        let (declared, body) = rest.split_at_checked(32)?;
        (Sha256::digest(body).as_slice() == declared).then(|| Cursor(body).inflections())?
    };
    checked().ok_or(Error::FormsDamaged { language })
}

struct Cursor(&'static [u8]);

impl Cursor {
    fn inflections(mut self) -> Option<Inflections> {
        let tags = Tags::new(self.many(Self::text)?)?;
        let readings = self.many(|cursor| {
            let [tag, packed, cut] = cursor.bytes()?;
            let known = usize::from(tag) < tags.len();
            known.then(|| Some(Reading { tag, packed, script: Script { cut, add: cursor.text()? } }))?
        })?;
        Some(Inflections { tags, readings, forms: Set::new(self.0).ok()? })
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*bytes)
    }

    fn text(&mut self) -> Option<String> {
        let [length] = self.bytes()?;
        let (text, rest) = self.0.split_at_checked(usize::from(length))?;
        self.0 = rest;
        String::from_utf8(text.to_vec()).ok()
    }

    fn many<T>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = u16::from_le_bytes(self.bytes()?);
        (0..length).map(|_| one(self)).collect()
    }
}

impl Inflections {
    /// The tags that readings have.
    pub(crate) fn tags(&self) -> &Tags {
        &self.tags
    }

    /// The readings of a form in small letters; none when the lexicon does not have it, or leaves it open.
    pub(crate) fn readings(&self, form: &str) -> Vec<&Reading> {
        let automaton = self.forms.as_fst();
        let node = form.bytes().chain([SEPARATOR]).try_fold(automaton.root(), |node, byte| {
            let next = node.transition(node.find_input(byte)?).addr;
            Some(automaton.node(next))
        });
        let Some(node) = node else { return Vec::new() };
        let numbers = node.transitions().flat_map(|high| {
            let node = automaton.node(high.addr);
            let lows: Vec<u8> = node.transitions().map(|low| low.inp).collect();
            lows.into_iter().map(move |low| u16::from_be_bytes([high.inp, low]))
        });
        numbers.filter_map(|number| self.readings.get(usize::from(number))).collect()
    }
}

/// The bytes of a file of forms: `readings` sorted, and for each form the numbers of its own.
#[cfg(feature = "train")]
pub(crate) fn write<'f>(
    tags: &Tags,
    readings: &[Reading],
    forms: impl Iterator<Item = (&'f str, u16)>,
) -> Result<Vec<u8>, fst::Error> {
    let mut body = Vec::new();
    body.extend((tags.len() as u16).to_le_bytes());
    tags.names().iter().for_each(|name| put(name, &mut body));
    body.extend(u16::try_from(readings.len()).expect("there are fewer than 2^16 readings").to_le_bytes());
    for reading in readings {
        body.extend([reading.tag, reading.packed, reading.script.cut]);
        put(&reading.script.add, &mut body);
    }
    let key = |(form, number): (&str, u16)| {
        let mut key = form.as_bytes().to_vec();
        key.push(SEPARATOR);
        key.extend(number.to_be_bytes());
        key
    };
    let mut keys: Vec<Vec<u8>> = forms.map(key).collect();
    keys.sort_unstable();
    body.extend(fst::Set::from_iter(keys)?.into_fst().into_inner());
    let mut file = MAGIC.to_vec();
    file.extend(Sha256::digest(&body));
    file.extend(body);
    Ok(file)
}

#[cfg(feature = "train")]
fn put(text: &str, body: &mut Vec<u8>) {
    body.push(u8::try_from(text.len()).expect("parts of words are short"));
    body.extend(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_file_is_an_error_that_says_so() {
        let failed = |bytes: Vec<u8>| read(bytes.leak(), "fr").expect_err("no file of forms");
        assert_eq!(failed(b"something else".to_vec()), Error::FormsVersion { language: "fr" });
        let mut cut = MAGIC.to_vec();
        assert_eq!(failed(cut.clone()), Error::FormsDamaged { language: "fr" });
        cut.extend([7; 80]);
        assert_eq!(failed(cut), Error::FormsDamaged { language: "fr" });
    }

    #[cfg(feature = "train")]
    #[test]
    fn what_is_written_is_read_again_and_a_changed_byte_is_seen() {
        let tags = Tags::new(vec!["NOUN".to_owned(), "VERB|Fin|Ind|Pres".to_owned()]).expect("universal tags");
        let reading = |tag, cut, add: &str| Reading { tag, packed: 0, script: Script { cut, add: add.to_owned() } };
        let readings = [reading(0, 1, ""), reading(1, 1, "r")];
        let file =
            write(&tags, &readings, [("mares", 0), ("mares", 1), ("mare", 1)].into_iter()).expect("it is sorted");
        let found = read(file.clone().leak(), "fr").expect("a file of forms");
        assert_eq!(found.readings("mares"), [&readings[0], &readings[1]]);
        assert_eq!(found.readings("mare"), [&readings[1]]);
        assert!(found.readings("mar").is_empty() && found.readings("mare\0").is_empty());
        let mut changed = file;
        *changed.last_mut().expect("it is not empty") ^= 1;
        assert_eq!(read(changed.leak(), "fr").expect_err("a hash"), Error::FormsDamaged { language: "fr" });
    }
}
