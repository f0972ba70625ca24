//! Lexical entries from their descriptions: form, relation, frame, what the frame needs, examples.
//!
//! Owns what an entry must say and what is wrong with one that does not. Takes a description of a file, gives a
//! `LexicalEntry` or faults with the line of the entry; leaves the other kinds of resources to `load`.

use indexmap::IndexMap;

use crate::model::analysis::MeasureKind;
use crate::model::{Diagnostic, EntityKind, Language, Status};

use super::nearest::hint;
use super::turtle::{Description, File};
use super::vocab::{self, local};
use super::{Example, Frame, LexicalEntry, Measured, PartOfSpeech, Relations};

/// Adds the entry that `description` says to `entries`, or what is wrong with it to `faults`.
pub(super) fn read(
    file: &File<'_>,
    iri: &str,
    description: &Description,
    relations: &Relations,
    entries: &mut IndexMap<String, LexicalEntry>,
    faults: &mut Vec<Diagnostic>,
) {
    let mut reading = Reading { file, iri, id: file.curie(iri), description, faults: Vec::new() };
    let entry = reading.entry(relations);
    faults.append(&mut reading.faults);
    if let Some(entry) = entry
        && entries.insert(iri.to_owned(), entry).is_some()
    {
        faults.push(file.fault("duplicate-entry", iri, format!("`{}` is described in two files", reading.id)));
    }
}

/// One description that is being read as an entry.
struct Reading<'f> {
    file: &'f File<'f>,
    iri: &'f str,
    id: String,
    description: &'f Description,
    faults: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn entry(&mut self, relations: &Relations) -> Option<LexicalEntry> {
        let (lemma, language) = self.form();
        let relation = self.relation(relations);
        let frame = self.frame();
        let part_of_speech = self.part_of_speech();
        if let (Some(frame), Some(part_of_speech)) = (frame, part_of_speech) {
            self.check(frame, part_of_speech);
        }
        let examples = self.examples("example", true);
        let counter_examples = self.examples("counterExample", false);
        if examples.is_empty() || counter_examples.is_empty() {
            self.fail(format!(
                "`{}` needs a relata:example that expects something and a relata:counterExample",
                self.id
            ));
        }
        if !self.faults.is_empty() {
            return None;
        }
        Some(LexicalEntry {
            id: self.id.as_str().into(),
            language: language?,
            lemma,
            part_of_speech: part_of_speech?,
            relation: relation.into(),
            frame: frame?,
            markers: self.words("marker"),
            with: self.words("with"),
            without: self.words("without"),
            subject_kinds: self.kinds("subjectKind"),
            object_kinds: self.kinds("objectKind"),
            status: self.term("status").as_deref().and_then(Status::from_name),
            role: self.words("role").into_iter().next(),
            predicate_kind: self.kinds("predicateKind").into_iter().next(),
            measured_in: self.term("measuredIn").as_deref().and_then(MeasureKind::from_name),
            understood: self.words("understood").iter().any(|text| text == "true"),
            names: self.words("names").into_iter().next(),
            measured: Measured::default(),
            precision: 0.0,
            examples,
            counter_examples,
        })
    }

    fn fail(&mut self, message: String) {
        self.faults.push(self.file.fault("malformed-entry", self.iri, message));
    }

    /// The literals of a term of the project.
    fn words(&self, name: &str) -> Vec<String> {
        self.description.literals(&vocab::term(name)).map(|(text, _)| text.to_owned()).collect()
    }

    /// The first term of the project that another one has for its value.
    fn term(&self, name: &str) -> Option<String> {
        self.description.iris(&vocab::term(name)).find_map(local).map(str::to_owned)
    }

    fn kinds(&self, name: &str) -> Vec<EntityKind> {
        self.description.iris(&vocab::term(name)).filter_map(local).filter_map(EntityKind::from_name).collect()
    }

    fn is_construction(&self) -> bool {
        self.description.iris(vocab::TYPE).any(|class| local(class) == Some("Construction"))
    }

    /// The written form with its language; of a construction, which has no form, the language alone.
    fn form(&mut self) -> (String, Option<Language>) {
        let forms = self.description.nested(vocab::CANONICAL_FORM);
        let mut forms = forms.filter_map(|node| self.file.resources.get(&node));
        let form = forms.find_map(|form| form.literals(vocab::WRITTEN_REP).next());
        let stated = self.description.literals(vocab::LANGUAGE).next().map(|(tag, _)| ("", Some(tag)));
        let found = form.or(stated.filter(|_| self.is_construction()));
        if found.is_none() {
            self.fail(format!(
                "`{}` has no ontolex:canonicalForm with an ontolex:writtenRep, nor is it a construction with lime:language",
                self.id
            ));
        }
        let (lemma, tag) = found.unwrap_or_default();
        let language = tag.and_then(Language::from_tag);
        if language.is_none() {
            self.fail(format!(
                "`{}` has no language: the written form needs @fr or @en, a construction lime:language",
                self.id
            ));
        }
        (lemma.to_owned(), language)
    }

    fn relation(&mut self, relations: &Relations) -> String {
        let relation = self.term("expresses").unwrap_or_default();
        if relations.get(&relation).is_none() {
            let message = format!("unknown relation `{relation}` in `{}`", self.id);
            let fault = self.file.fault("unknown-relation", self.iri, message);
            self.faults.push(hint(fault, &relation, relations.0.keys().map(AsRef::as_ref)));
        }
        relation
    }

    fn frame(&mut self) -> Option<Frame> {
        let name = self.term("frame").unwrap_or_default();
        let frame = Frame::from_name(&name);
        if frame.is_none() {
            let message = format!("unknown frame `{name}` in `{}`", self.id);
            let fault = self.file.fault("unknown-frame", self.iri, message);
            self.faults.push(hint(fault, &name, Frame::ALL.into_iter().map(|(_, name)| name)));
        }
        frame
    }

    fn part_of_speech(&mut self) -> Option<PartOfSpeech> {
        if self.is_construction() {
            return Some(PartOfSpeech::Construction);
        }
        let mut parts = self.description.iris(vocab::PART_OF_SPEECH);
        match parts.find_map(|found| found.strip_prefix(vocab::LEXINFO)) {
            Some("verb") => Some(PartOfSpeech::Verb),
            Some("noun") => Some(PartOfSpeech::Noun),
            Some("adjective") => Some(PartOfSpeech::Adjective),
            _ => {
                let id = &self.id;
                self.fail(format!("`{id}` needs lexinfo:partOfSpeech lexinfo:verb, lexinfo:noun or lexinfo:adjective"));
                None
            }
        }
    }

    /// What a frame asks of its entry.
    fn check(&mut self, frame: Frame, part_of_speech: PartOfSpeech) {
        let (id, name) = (self.id.clone(), frame.name());
        let construction = part_of_speech == PartOfSpeech::Construction;
        let nominal = construction && matches!(frame, Frame::RelationalNoun | Frame::ClassNoun);
        if frame.part_of_speech() != part_of_speech && !nominal {
            self.fail(format!("the frame `{name}` of `{id}` is not one for its part of speech"));
        }
        if frame.needs_marker() && self.words("marker").is_empty() {
            self.fail(format!("the frame `{name}` of `{id}` needs a relata:marker"));
        }
        if frame == Frame::ClassNoun && self.words("names").is_empty() && !construction {
            self.fail(format!("the frame `{name}` of `{id}` needs relata:names, the sector that the noun stands for"));
        }
    }

    /// The examples under a term; those that must expect something and do not are left out.
    fn examples(&self, name: &str, expecting: bool) -> Vec<Example> {
        let (text, expects) = (vocab::term("text"), vocab::term("expects"));
        let read = |node: &Description| {
            let expects: Vec<String> = node.literals(&expects).map(|(line, _)| line.to_owned()).collect();
            let (text, _) = node.literals(&text).next()?;
            (!expecting || !expects.is_empty()).then(|| Example { text: text.to_owned(), expects })
        };
        let property = vocab::term(name);
        let nodes = self.description.nested(&property).filter_map(|node| self.file.resources.get(&node));
        nodes.filter_map(read).collect()
    }
}
