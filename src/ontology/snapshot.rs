//! The typed tables as bytes, so that the binary need not parse its own Turtle at every start.
//!
//! Owns a private format, written by the build script and read by the binary that it builds: strings
//! and lists with their lengths before them, enums by their place, deflated to a sixth. Never leaves the binary.

use std::io::{Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use indexmap::IndexMap;

use crate::model::{EntityKind, Language, MeasureKind, Status};

use super::{
    Example, Frame, Known, KnownEntity, LexicalEntry, Lexicon, Measured, Nature, Ontology, PartOfSpeech, Relation,
    Relations, Side, Typology, WordClass, Words,
};

/// The bytes of `ontology`.
#[cfg_attr(ontology_prepared, expect(dead_code, reason = "the build script writes, the binary reads"))]
pub(crate) fn write(ontology: &Ontology) -> Vec<u8> {
    let mut out = Writer(Vec::new());
    out.text(ontology.version());
    out.list(ontology.relations.0.values(), Writer::relation);
    out.list(ontology.lexicon.entries(), Writer::entry);
    let classes: Vec<_> = Language::ALL
        .into_iter()
        .flat_map(|language| WordClass::ALL.iter().map(move |&class| (language, class)))
        .collect();
    out.list(&classes, |out, &(language, class)| {
        let forms: Vec<_> = ontology.words.of(language, class).collect();
        out.list(&forms, |out, (form, value)| {
            out.text(form);
            out.text(value);
        });
    });
    for language in Language::ALL {
        let shown = Typology::ALL.into_iter().filter(|&typology| ontology.words.is(language, typology));
        out.list(shown, |out, typology| out.place(&Typology::ALL, &typology));
    }
    out.list(&ontology.known.entities().collect::<Vec<_>>(), |out, entity| out.known(entity));
    let mut deflated = DeflateEncoder::new(Vec::new(), Compression::default());
    deflated.write_all(&out.0).and_then(|()| deflated.finish()).expect("memory takes what is written")
}

/// The ontology that `bytes` hold.
///
/// # Panics
/// When the bytes were not written by this very version, which the build excludes.
#[cfg_attr(not(ontology_prepared), expect(dead_code, reason = "the build script writes, the binary reads"))]
pub(crate) fn read(bytes: &[u8]) -> Ontology {
    let mut inflated = Vec::with_capacity(bytes.len() * 8);
    DeflateDecoder::new(bytes).read_to_end(&mut inflated).expect("the build wrote it whole");
    let mut from = Reader(&inflated);
    let version = from.text();
    let relations: IndexMap<Arc<str>, Relation> =
        from.list(Reader::relation).into_iter().map(|relation| (relation.name.clone(), relation)).collect();
    let lexicon = Lexicon::new(from.list(Reader::entry));
    let mut words = Words::default();
    from.size();
    for language in Language::ALL {
        for &class in WordClass::ALL {
            for _ in 0..from.size() {
                let (form, value) = (from.text(), from.text());
                words.insert(language, class, form, value);
            }
        }
    }
    for language in Language::ALL {
        from.list(|from| from.place(&Typology::ALL)).into_iter().for_each(|typology| words.set(language, typology));
    }
    let known = Known::new(from.list(Reader::known));
    Ontology { relations: Relations(relations), lexicon, words, known, version }
}

struct Writer(Vec<u8>);

impl Writer {
    fn size(&mut self, size: usize) {
        let size = u32::try_from(size).expect("no list of the ontology is that long");
        self.0.extend(size.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.size(text.len());
        self.0.extend(text.as_bytes());
    }

    fn place<T: PartialEq>(&mut self, all: &[T], value: &T) {
        let place = all.iter().position(|known| known == value).expect("an enum lists all its values");
        self.0.push(u8::try_from(place).expect("no enum is that long"));
    }

    fn list<T>(&mut self, items: impl IntoIterator<Item = T>, mut each: impl FnMut(&mut Self, T)) {
        let items: Vec<T> = items.into_iter().collect();
        self.size(items.len());
        items.into_iter().for_each(|item| each(self, item));
    }

    fn texts(&mut self, texts: &[String]) {
        self.list(texts, |out, text| out.text(text));
    }

    fn option<T>(&mut self, option: Option<&T>, each: impl FnMut(&mut Self, &T)) {
        self.list(option, each);
    }

    fn kinds(&mut self, kinds: &[EntityKind]) {
        self.list(kinds, |out, kind| out.place(&EntityKind::ALL, kind));
    }

    fn by_language(&mut self, texts: &IndexMap<Language, String>) {
        self.list(texts, |out, (language, text)| {
            out.place(&Language::ALL, language);
            out.text(text);
        });
    }

    fn relation(&mut self, relation: &Relation) {
        self.text(&relation.name);
        self.place(&[false, true], &relation.metric);
        self.kinds(&relation.domain);
        self.kinds(&relation.range);
        self.list(&relation.measures, |out, measure| out.place(&MeasureKind::ALL, measure));
        self.place(&[false, true], &relation.symmetric);
        self.list(&relation.natures, |out, nature| out.place(&Nature::ALL, nature));
        self.option(relation.exclusive.as_ref(), |out, side| out.place(&Side::ALL, side));
        self.option(relation.inverse.as_ref(), |out, inverse| out.text(inverse));
        self.by_language(&relation.labels);
        self.by_language(&relation.definitions);
        self.list(&relation.alignments, |out, (predicate, term)| {
            out.text(predicate);
            out.text(term);
        });
    }

    fn entry(&mut self, entry: &LexicalEntry) {
        self.text(&entry.id);
        self.place(&Language::ALL, &entry.language);
        self.text(&entry.lemma);
        self.place(&PartOfSpeech::ALL, &entry.part_of_speech);
        self.text(&entry.relation);
        self.place(&Frame::ALL.map(|(frame, _)| frame), &entry.frame);
        self.texts(&entry.markers);
        self.texts(&entry.with);
        self.texts(&entry.without);
        self.kinds(&entry.subject_kinds);
        self.kinds(&entry.object_kinds);
        self.option(entry.status.as_ref(), |out, status| out.place(&Status::ALL, status));
        self.option(entry.role.as_ref(), |out, role| out.text(role));
        self.option(entry.predicate_kind.as_ref(), |out, kind| out.place(&EntityKind::ALL, kind));
        self.option(entry.measured_in.as_ref(), |out, kind| out.place(&MeasureKind::ALL, kind));
        self.place(&[false, true], &entry.understood);
        self.option(entry.names.as_ref(), |out, names| out.text(names));
        self.size(entry.measured.right as usize);
        self.size(entry.measured.found as usize);
        for examples in [&entry.examples, &entry.counter_examples] {
            self.list(examples, |out, example| {
                out.text(&example.text);
                out.texts(&example.expects);
            });
        }
    }

    fn known(&mut self, entity: &KnownEntity) {
        self.text(&entity.iri);
        self.text(&entity.id);
        self.text(&entity.name);
        self.by_language(&entity.labels);
        self.place(&EntityKind::ALL, &entity.kind);
        self.texts(&entity.aliases);
        self.texts(&entity.same_as);
    }
}

struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn take(&mut self, length: usize) -> &[u8] {
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken
    }

    fn size(&mut self) -> usize {
        let bytes: [u8; 4] = self.take(4).try_into().expect("four bytes were taken");
        u32::from_le_bytes(bytes) as usize
    }

    fn text(&mut self) -> String {
        let length = self.size();
        String::from_utf8(self.take(length).to_vec()).expect("the writer wrote a text")
    }

    fn place<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::from(self.take(1)[0])]
    }

    fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.size()).map(|_| each(self)).collect()
    }

    fn texts(&mut self) -> Vec<String> {
        self.list(Self::text)
    }

    fn option<T>(&mut self, each: impl FnMut(&mut Self) -> T) -> Option<T> {
        self.list(each).pop()
    }

    fn kind(&mut self) -> EntityKind {
        self.place(&EntityKind::ALL)
    }

    fn by_language(&mut self) -> IndexMap<Language, String> {
        self.list(|from| (from.place(&Language::ALL), from.text())).into_iter().collect()
    }

    fn relation(&mut self) -> Relation {
        Relation {
            name: self.text().into(),
            metric: self.place(&[false, true]),
            domain: self.list(Self::kind),
            range: self.list(Self::kind),
            measures: self.list(|from| from.place(&MeasureKind::ALL)),
            symmetric: self.place(&[false, true]),
            natures: self.list(|from| from.place(&Nature::ALL)),
            exclusive: self.option(|from| from.place(&Side::ALL)),
            inverse: self.option(|from| from.text().into()),
            labels: self.by_language(),
            definitions: self.by_language(),
            alignments: self.list(|from| (from.text(), from.text())),
        }
    }

    fn entry(&mut self) -> LexicalEntry {
        LexicalEntry {
            id: self.text().into(),
            language: self.place(&Language::ALL),
            lemma: self.text(),
            part_of_speech: self.place(&PartOfSpeech::ALL),
            relation: self.text().into(),
            frame: self.place(&Frame::ALL.map(|(frame, _)| frame)),
            markers: self.texts(),
            with: self.texts(),
            without: self.texts(),
            subject_kinds: self.list(Self::kind),
            object_kinds: self.list(Self::kind),
            status: self.option(|from| from.place(&Status::ALL)),
            role: self.option(Self::text),
            predicate_kind: self.option(Self::kind),
            measured_in: self.option(|from| from.place(&MeasureKind::ALL)),
            understood: self.place(&[false, true]),
            names: self.option(Self::text),
            measured: Measured { right: self.size() as u32, found: self.size() as u32 },
            precision: 0.0,
            examples: self.list(Self::example),
            counter_examples: self.list(Self::example),
        }
    }

    fn example(&mut self) -> Example {
        Example { text: self.text(), expects: self.texts() }
    }

    fn known(&mut self) -> KnownEntity {
        KnownEntity {
            iri: self.text().into(),
            id: self.text().into(),
            name: self.text(),
            labels: self.by_language(),
            kind: self.kind(),
            aliases: self.texts(),
            same_as: self.texts(),
        }
    }
}
