//! The file of a language model: what the syntactic analysis learnt.
//!
//! Owns its bytes: a header with version and SHA-256, then three deflated streams: what tags and
//! lemmas need, the parser's actions, its labels.
//! Written by `train`, checked and read here.

use std::io::{BufReader, Read};

use flate2::read::DeflateDecoder;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::features::Class;
use super::lemmas::{Forms, Script, Table};
use super::tagger::Tags;
use super::weights::{FEW, Scorer, Weights};

/// First bytes of a model file: name and version of the format.
pub(crate) const MAGIC: &[u8; 8] = b"RELATA\x00\x04";

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
    /// The file of forms is none, or one of another version.
    #[error("the forms of `{language}` are not of this version; make them again with relata-train forms")]
    FormsVersion {
        /// The language's tag.
        language: &'static str,
    },
    /// The hash of the file of forms is not the one it declares.
    #[error("the forms of `{language}` are damaged or cut short; restore models/{language}.forms")]
    FormsDamaged {
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
    pub(crate) ambiguity: FxHashMap<u64, Class>,
    pub(crate) endings: Weights,
    pub(crate) splitter: Weights,
    pub(crate) forms: Forms,
    pub(crate) labels: Vec<String>,
    pub(crate) actions: Weights,
    pub(crate) labeller: Weights,
}

/// Reads a model file. Its three streams are inflated at once, each by a thread: the time goes into that.
pub(crate) fn read(bytes: &[u8], language: &'static str) -> Result<Model, Error> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(Error::Version { language })?;
    let checked = || {
        let (declared, body) = rest.split_at_checked(32)?;
        if Sha256::digest(body).as_slice() != declared {
            return None;
        }
        let mut streams = body;
        let [words, actions, labeller] = [stream(&mut streams)?, stream(&mut streams)?, stream(&mut streams)?];
        std::thread::scope(|scope| {
            let actions = scope.spawn(|| Reader::new(actions).whole(Reader::weights));
            let labeller = scope.spawn(|| Reader::new(labeller).whole(Reader::weights));
            let words = Reader::new(words).whole(Reader::words)?;
            let model = Model { actions: actions.join().ok()??, labeller: labeller.join().ok()??, ..words };
            let fits = model.actions.width() == FEW && model.labels.len() <= model.labeller.width();
            fits.then_some(model)
        })
    };
    checked().ok_or(Error::Damaged { language })
}

/// The digest that a model file declares, in lower-case hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    let declared = bytes.get(MAGIC.len()..MAGIC.len() + 32).unwrap_or_default();
    declared.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The next stream of a body: its length, then its bytes.
fn stream<'b>(body: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (length, rest) = body.split_first_chunk()?;
    let (stream, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *body = rest;
    Some(stream)
}

/// Bytes that are inflated at a time.
const CHUNK: usize = 1 << 16;

struct Reader<'b> {
    source: BufReader<DeflateDecoder<&'b [u8]>>,
}

impl<'b> Reader<'b> {
    fn new(stream: &'b [u8]) -> Self {
        Self { source: BufReader::with_capacity(CHUNK, DeflateDecoder::new(stream)) }
    }

    /// What `read` makes of a stream, if it takes all of it.
    fn whole<T>(mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let value = read(&mut self)?;
        let ended = self.source.read(&mut [0]).ok()? == 0;
        ended.then_some(value)
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        self.source.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }

    fn byte(&mut self) -> Option<u8> {
        self.bytes().map(u8::from_le_bytes)
    }

    fn length(&mut self) -> Option<usize> {
        self.bytes().map(|bytes| u32::from_le_bytes(bytes) as usize)
    }

    fn wide(&mut self) -> Option<u64> {
        self.bytes().map(u64::from_le_bytes)
    }

    fn text(&mut self) -> Option<String> {
        let mut text = vec![0; usize::from(self.byte()?)];
        self.source.read_exact(&mut text).ok()?;
        String::from_utf8(text).ok()
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
        let (bits, width) = (u32::try_from(self.length()?).ok()?, self.length()?);
        Weights::read(bits, width, &mut self.source)
    }

    fn keyed<T>(&mut self, mut value: impl FnMut(&mut Self) -> Option<T>) -> Option<Table<T>> {
        let mut table = Table::default();
        for _ in 0..self.length()? {
            let (tag, form) = (self.byte()?, self.text()?);
            table.insert(tag, form, value(self)?);
        }
        Some(table)
    }

    /// All but the tables of the parser.
    fn words(&mut self) -> Option<Model> {
        let tags = Tags::new(self.many(Self::text)?)?;
        let tagger = self.weights()?;
        let ambiguity = self
            .many(|reader| Some((reader.wide()?, Class { seen: reader.wide()?, read: Some(reader.wide()?) })))?
            .into_iter()
            .collect();
        let (endings, splitter) = (self.weights()?, self.weights()?);
        let forms = Forms {
            lemmas: self.keyed(Self::text)?,
            scripts: self.keyed(|reader| Some(Script { cut: reader.byte()?, add: reader.text()? }))?,
            features: self.keyed(Self::byte)?,
            feature_suffixes: self.keyed(Self::byte)?,
        };
        let labels = self.many(Self::text)?;
        let (actions, labeller) = (Weights::default(), Weights::default());
        Some(Model { tags, tagger, ambiguity, endings, splitter, forms, labels, actions, labeller })
    }
}

/// The bytes of a model file.
#[cfg(feature = "train")]
pub(crate) fn write(model: &Model) -> std::io::Result<Vec<u8>> {
    let mut words = Writer(Vec::new());
    words.words(model);
    let (mut actions, mut labeller) = (Writer(Vec::new()), Writer(Vec::new()));
    actions.weights(&model.actions);
    labeller.weights(&model.labeller);
    let mut body = Writer(Vec::new());
    for stream in [words, actions, labeller] {
        body.stream(&stream)?;
    }
    let mut file = MAGIC.to_vec();
    file.extend(Sha256::digest(&body.0));
    file.extend(body.0);
    Ok(file)
}

#[cfg(feature = "train")]
struct Writer(Vec<u8>);

#[cfg(feature = "train")]
impl Writer {
    fn stream(&mut self, content: &Self) -> std::io::Result<()> {
        use std::io::Write;

        let mut deflated = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        deflated.write_all(&content.0)?;
        let deflated = deflated.finish()?;
        self.length(deflated.len());
        self.0.extend(deflated);
        Ok(())
    }

    fn words(&mut self, model: &Model) {
        self.many(model.tags.names().iter(), |writer, name| writer.text(name));
        self.weights(&model.tagger);
        let ambiguity: std::collections::BTreeMap<_, _> = model.ambiguity.iter().collect();
        self.many(ambiguity.iter(), |writer, (form, class)| {
            writer.0.extend(form.to_le_bytes());
            writer.0.extend(class.seen.to_le_bytes());
            writer.0.extend(class.read.unwrap_or(0).to_le_bytes());
        });
        self.weights(&model.endings);
        self.weights(&model.splitter);
        self.keyed(&model.forms.lemmas, |writer, lemma| writer.text(lemma));
        self.keyed(&model.forms.scripts, |writer, script| {
            writer.0.push(script.cut);
            writer.text(&script.add);
        });
        self.keyed(&model.forms.features, |writer, &packed| writer.0.push(packed));
        self.keyed(&model.forms.feature_suffixes, |writer, &packed| writer.0.push(packed));
        self.many(model.labels.iter(), |writer, label| writer.text(label));
    }

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
        self.0.extend(cells);
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
