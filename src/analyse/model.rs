//! The file of a language model: what the syntactic analysis learnt.
//!
//! Owns its bytes: a header with version and SHA-256, then a deflated body of tables.
//! Written by `train`, checked and read here.

use std::io::Read;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::lemmas::{Forms, Script, Table};
use super::tagger::Tags;
use super::weights::Weights;

/// First bytes of a model file: name and version of the format.
pub(crate) const MAGIC: &[u8; 8] = b"RELATA\x00\x02";

/// Why a model cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file is no model, or one of another version.
    #[error("the `{language}` model is not one of this version; train it again with relata-train")]
    Version {
        /// The language's tag.
        language: &'static str,
    },
    /// The file's hash is not the one it declares.
    #[error("the `{language}` model is damaged or cut short; restore models/{language}.bin")]
    Damaged {
        /// The language's tag.
        language: &'static str,
    },
}

/// All tables of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Model {
    pub(crate) tags: Tags,
    pub(crate) tagger: Weights,
    /// Hash of the tags a frequent form had in training, by hash of the form.
    pub(crate) ambiguity: FxHashMap<u64, u64>,
    pub(crate) endings: Weights,
    pub(crate) splitter: Weights,
    pub(crate) forms: Forms,
    pub(crate) labels: Vec<String>,
    pub(crate) actions: Weights,
    pub(crate) labeller: Weights,
}

/// Reads a model file.
pub(crate) fn read(bytes: &[u8], language: &'static str) -> Result<Model, Error> {
    let damaged = || Error::Damaged { language };
    let rest = bytes.strip_prefix(MAGIC).ok_or(Error::Version { language })?;
    let (declared, body) = rest.split_at_checked(32).ok_or_else(damaged)?;
    if Sha256::digest(body).as_slice() != declared {
        return Err(damaged());
    }
    let mut inflated = Vec::new();
    flate2::read::DeflateDecoder::new(body).read_to_end(&mut inflated).map_err(|_| damaged())?;
    Reader { rest: &inflated }.model().ok_or_else(damaged)
}

/// The digest that a model file declares, in lower-case hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    let declared = bytes.get(MAGIC.len()..MAGIC.len() + 32).unwrap_or_default();
    declared.iter().map(|byte| format!("{byte:02x}")).collect()
}

struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|taken| taken[0])
    }

    fn length(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?) as usize)
    }

    fn wide(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    fn text(&mut self) -> Option<&'b str> {
        let length = usize::from(self.byte()?);
        std::str::from_utf8(self.take(length)?).ok()
    }

    fn owned(&mut self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    fn many<T>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.length()?;
        let mut found = Vec::with_capacity(length.min(1 << 20));
        for _ in 0..length {
            found.push(one(self)?);
        }
        Some(found)
    }

    fn weights(&mut self) -> Option<Weights> {
        let (bits, width) = (self.length()?, self.length()?);
        let cells = self.take(width.checked_shl(u32::try_from(bits).ok()?)?)?;
        let cells = cells.iter().map(|&byte| i8::from_le_bytes([byte])).collect();
        Weights::new(u32::try_from(bits).ok()?, width, cells)
    }

    fn keyed<T>(&mut self, mut value: impl FnMut(&mut Self) -> Option<T>) -> Option<Table<T>> {
        let mut table = Table::default();
        for _ in 0..self.length()? {
            let (tag, form) = (self.byte()?, self.text()?);
            table.insert(tag, form, value(self)?);
        }
        Some(table)
    }

    fn model(mut self) -> Option<Model> {
        let tags = Tags::new(self.many(Self::owned)?)?;
        let tagger = self.weights()?;
        let ambiguity = self.many(|reader| Some((reader.wide()?, reader.wide()?)))?.into_iter().collect();
        let (endings, splitter) = (self.weights()?, self.weights()?);
        let forms = Forms {
            lemmas: self.keyed(Self::owned)?,
            scripts: self.keyed(|reader| Some(Script { cut: reader.byte()?, add: reader.owned()? }))?,
            features: self.keyed(Self::byte)?,
            feature_suffixes: self.keyed(Self::byte)?,
        };
        let labels = self.many(Self::owned)?;
        let (actions, labeller) = (self.weights()?, self.weights()?);
        self.rest.is_empty().then_some(Model {
            tags,
            tagger,
            ambiguity,
            endings,
            splitter,
            forms,
            labels,
            actions,
            labeller,
        })
    }
}

/// The bytes of a model file.
#[cfg(feature = "train")]
pub(crate) fn write(model: &Model) -> std::io::Result<Vec<u8>> {
    use std::collections::BTreeMap;
    use std::io::Write;

    let mut body = Writer(Vec::new());
    body.many(model.tags.names().iter(), |writer, name| writer.text(name));
    body.weights(&model.tagger);
    let ambiguity: BTreeMap<_, _> = model.ambiguity.iter().collect();
    body.many(ambiguity.iter(), |writer, (form, class)| {
        writer.0.extend(form.to_le_bytes());
        writer.0.extend(class.to_le_bytes());
    });
    body.weights(&model.endings);
    body.weights(&model.splitter);
    body.keyed(&model.forms.lemmas, |writer, lemma| writer.text(lemma));
    body.keyed(&model.forms.scripts, |writer, script| {
        writer.0.push(script.cut);
        writer.text(&script.add);
    });
    body.keyed(&model.forms.features, |writer, &packed| writer.0.push(packed));
    body.keyed(&model.forms.feature_suffixes, |writer, &packed| writer.0.push(packed));
    body.many(model.labels.iter(), |writer, label| writer.text(label));
    body.weights(&model.actions);
    body.weights(&model.labeller);
    let mut deflated = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    deflated.write_all(&body.0)?;
    let deflated = deflated.finish()?;
    let mut file = MAGIC.to_vec();
    file.extend(Sha256::digest(&deflated));
    file.extend(deflated);
    Ok(file)
}

#[cfg(feature = "train")]
struct Writer(Vec<u8>);

#[cfg(feature = "train")]
impl Writer {
    fn length(&mut self, length: usize) {
        let length = u32::try_from(length).expect("tables hold fewer than 2^32 rows");
        self.0.extend(length.to_le_bytes());
    }

    /// Texts longer than 255 bytes are cut by the trainer before they come here.
    fn text(&mut self, text: &str) {
        self.0.push(u8::try_from(text.len()).expect("the trainer keeps texts short"));
        self.0.extend(text.as_bytes());
    }

    fn many<T>(&mut self, rows: impl ExactSizeIterator<Item = T>, mut one: impl FnMut(&mut Self, T)) {
        self.length(rows.len());
        rows.for_each(|row| one(self, row));
    }

    fn keyed<T>(&mut self, rows: &Table<T>, mut one: impl FnMut(&mut Self, &T)) {
        self.many(rows.iter(), |writer, (tag, form, value)| {
            writer.0.push(tag);
            writer.text(form);
            one(writer, value);
        });
    }

    fn weights(&mut self, weights: &Weights) {
        let (bits, width, cells) = weights.parts();
        self.length(bits as usize);
        self.length(width);
        self.0.extend(cells.iter().flat_map(|cell| cell.to_le_bytes()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_file_is_an_error_that_says_so() {
        assert_eq!(read(b"something else", "fr"), Err(Error::Version { language: "fr" }));
        let mut cut = MAGIC.to_vec();
        cut.extend([7; 40]);
        assert_eq!(read(&cut, "en"), Err(Error::Damaged { language: "en" }));
        assert_eq!(read(&cut[..20], "en"), Err(Error::Damaged { language: "en" }));
    }
}
