//! From Turtle to typed tables, every fault reported at once.
//!
//! Owns the meaning of the files under `ontology/` and of `seeds/entities.ttl`. Takes
//! sources, gives an `Ontology` or the list of everything that is wrong with them.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::analysis::MeasureKind;
use crate::model::{Diagnostic, EntityKind, Language, Status};

use super::nearest::hint;
use super::turtle::{Description, File, Source};
use super::vocab::{self, local};
use super::{
    Example, Frame, Known, KnownEntity, LexicalEntry, Lexicon, Measured, Nature, Ontology, PartOfSpeech, Relation,
    Relations, Side, Typology, WordClass, Words,
};

/// The ontology that `sources` describe, or what is wrong with them.
pub(super) fn load(sources: &[Source], version: String) -> Result<Ontology, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let files: Vec<File<'_>> = sources.iter().map(|source| File::parse(source, &mut faults)).collect();
    let mut relations = IndexMap::new();
    for file in &files {
        read_relations(file, &mut relations, &mut faults);
    }
    let relations = Relations(relations);
    let (mut words, mut entries, mut known) = (Words::default(), IndexMap::new(), IndexMap::new());
    for file in &files {
        for (iri, description) in &file.resources {
            for class in description.iris(vocab::TYPE) {
                if class == vocab::ENTRY || local(class) == Some("Construction") {
                    read_entry(file, iri, description, &relations, &mut entries, &mut faults);
                } else if let Some(class) = local(class).and_then(WordClass::from_name) {
                    read_word(file, iri, class, description, &mut words, &mut faults);
                } else if let Some(typology) = local(class).and_then(Typology::from_class) {
                    match Language::from_tag(iri.rsplit('/').next().unwrap_or_default()) {
                        Some(language) => words.set(language, typology),
                        None => faults.push(file.fault(
                            "unknown-language",
                            iri,
                            format!("`{}` is neither French nor English", file.curie(iri)),
                        )),
                    }
                } else if iri.starts_with(vocab::ENTITY) {
                    read_known(file, iri, class, description, &mut known, &mut faults);
                } else if !iri.starts_with(vocab::RELATA.trim_end_matches('#')) {
                    faults.push(unknown_class(file, iri, class));
                }
            }
        }
    }
    for file in &files {
        read_measured(file, &mut entries);
    }
    if faults.is_empty() {
        let lexicon = Lexicon::new(entries.into_values().collect());
        let known = Known::new(known.into_values().collect());
        Ok(Ontology { relations, lexicon, words, known, version })
    } else {
        Err(faults)
    }
}

fn unknown_class(file: &File<'_>, iri: &str, class: &str) -> Diagnostic {
    let known = WordClass::ALL.iter().map(|class| class.name());
    let fault = file.fault("unknown-term", iri, format!("unknown class `{}`", file.curie(class)));
    hint(fault, local(class).unwrap_or(class), known)
}

fn read_relations(file: &File<'_>, relations: &mut IndexMap<Arc<str>, Relation>, faults: &mut Vec<Diagnostic>) {
    for (iri, description) in &file.resources {
        let Some(name) = local(iri) else { continue };
        let is = |class: &str| description.iris(vocab::TYPE).any(|found| local(found) == Some(class));
        let metric = is("Metric");
        if !metric && !is("Relation") {
            continue;
        }
        let kinds = |predicate: &str| -> Vec<EntityKind> {
            description.iris(predicate).filter_map(local).filter_map(EntityKind::from_name).collect()
        };
        let measures: Vec<MeasureKind> =
            description.iris(vocab::RANGE).filter_map(local).filter_map(MeasureKind::from_name).collect();
        for target in description.iris(vocab::DOMAIN).chain(description.iris(vocab::RANGE)) {
            let meant = local(target)
                .is_some_and(|name| EntityKind::from_name(name).is_some() || MeasureKind::from_name(name).is_some());
            if !meant {
                let known = EntityKind::ALL
                    .iter()
                    .map(|kind| kind.name())
                    .chain(MeasureKind::ALL.iter().map(|kind| kind.name()));
                let fault = file.fault("unknown-term", iri, format!("unknown kind `{}`", file.curie(target)));
                faults.push(hint(fault, local(target).unwrap_or(target), known));
            }
        }
        let relation = Relation {
            name: name.into(),
            metric,
            domain: kinds(vocab::DOMAIN),
            range: kinds(vocab::RANGE),
            measures,
            symmetric: description.iris(vocab::TYPE).any(|class| class == vocab::SYMMETRIC),
            natures: Nature::ALL
                .into_iter()
                .filter(|nature| description.iris(vocab::TYPE).any(|class| local(class) == Some(nature.class())))
                .collect(),
            exclusive: Side::ALL
                .into_iter()
                .find(|side| description.iris(vocab::TYPE).any(|class| local(class) == Some(side.class()))),
            inverse: description.iris(vocab::INVERSE).find_map(local).map(Into::into),
            labels: by_language(description, vocab::LABEL),
            definitions: by_language(description, vocab::DEFINITION),
            alignments: alignments(description),
        };
        if relation.domain.is_empty() || metric && relation.measures.is_empty() {
            faults.push(file.fault(
                "incomplete-relation",
                iri,
                format!("`{name}` needs schema:domainIncludes, and a metric what it measures in schema:rangeIncludes"),
            ));
        }
        if Language::ALL
            .iter()
            .any(|language| !relation.labels.contains_key(language) || !relation.definitions.contains_key(language))
        {
            faults.push(file.fault(
                "incomplete-relation",
                iri,
                format!("`{name}` needs rdfs:label and skos:definition in French and English"),
            ));
        }
        relations.insert(relation.name.clone(), relation);
    }
}

fn alignments(description: &Description) -> Vec<(String, String)> {
    [vocab::SUB_PROPERTY, vocab::EQUIVALENT_PROPERTY, vocab::CLOSE_MATCH, vocab::INVERSE]
        .into_iter()
        .flat_map(|predicate| description.iris(predicate).map(move |iri| (predicate.to_owned(), iri.to_owned())))
        .filter(|(_, iri)| local(iri).is_none())
        .collect()
}

fn by_language(description: &Description, predicate: &str) -> IndexMap<Language, String> {
    let tagged =
        description.literals(predicate).filter_map(|(text, tag)| Some((Language::from_tag(tag?)?, text.to_owned())));
    tagged.collect()
}

fn read_entry(
    file: &File<'_>,
    iri: &str,
    description: &Description,
    relations: &Relations,
    entries: &mut IndexMap<String, LexicalEntry>,
    faults: &mut Vec<Diagnostic>,
) {
    let id = file.curie(iri);
    match entry(file, iri, &id, description, relations) {
        Ok(entry) => {
            if entries.insert(iri.to_owned(), entry).is_some() {
                faults.push(file.fault("duplicate-entry", iri, format!("`{id}` is described in two files")));
            }
        }
        Err(found) => faults.extend(found),
    }
}

fn entry(
    file: &File<'_>,
    iri: &str,
    id: &str,
    description: &Description,
    relations: &Relations,
) -> Result<LexicalEntry, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let mut fail = |message: String| faults.push(file.fault("malformed-entry", iri, message));
    let own = |name: &str| vocab::term(name);
    let form = description
        .nested(vocab::CANONICAL_FORM)
        .filter_map(|node| file.resources.get(&node))
        .find_map(|form| form.literals(vocab::WRITTEN_REP).next());
    let construction = description.iris(vocab::TYPE).any(|class| local(class) == Some("Construction"));
    let stated = description.literals(vocab::LANGUAGE).next().map(|(tag, _)| ("", Some(tag)));
    let (lemma, tag) = form.or(stated.filter(|_| construction)).unwrap_or_else(|| {
        fail(format!("`{id}` has no ontolex:canonicalForm with an ontolex:writtenRep, nor is it a construction with lime:language"));
        Default::default()
    });
    let language = tag.and_then(Language::from_tag);
    if language.is_none() {
        fail(format!("`{id}` has no language: the written form needs @fr or @en, a construction lime:language"));
    }
    let expresses = own("expresses");
    let relation = description.iris(&expresses).find_map(local).unwrap_or_default();
    let mut unknown = Vec::new();
    if relations.get(relation).is_none() {
        let fault = file.fault("unknown-relation", iri, format!("unknown relation `{relation}` in `{id}`"));
        unknown.push(hint(fault, relation, relations.0.keys().map(AsRef::as_ref)));
    }
    let frame_property = own("frame");
    let frame_name = description.iris(&frame_property).find_map(local).unwrap_or_default();
    let frame = Frame::from_name(frame_name);
    if frame.is_none() {
        let fault = file.fault("unknown-frame", iri, format!("unknown frame `{frame_name}` in `{id}`"));
        unknown.push(hint(fault, frame_name, Frame::ALL.into_iter().map(|(_, name)| name)));
    }
    let part_of_speech = if construction {
        Some(PartOfSpeech::Construction)
    } else {
        match description.iris(vocab::PART_OF_SPEECH).find_map(|found| found.strip_prefix(vocab::LEXINFO)) {
            Some("verb") => Some(PartOfSpeech::Verb),
            Some("noun") => Some(PartOfSpeech::Noun),
            Some("adjective") => Some(PartOfSpeech::Adjective),
            _ => {
                fail(format!("`{id}` needs lexinfo:partOfSpeech lexinfo:verb, lexinfo:noun or lexinfo:adjective"));
                None
            }
        }
    };
    if let (Some(frame), Some(part_of_speech)) = (frame, part_of_speech)
        && frame.part_of_speech() != part_of_speech
        && !(construction && matches!(frame, Frame::RelationalNoun | Frame::ClassNoun))
    {
        fail(format!("the frame `{}` of `{id}` is not one for its part of speech", frame.name()));
    }
    let words =
        |name: &str| -> Vec<String> { description.literals(&own(name)).map(|(text, _)| text.to_owned()).collect() };
    let kinds = |name: &str| -> Vec<EntityKind> {
        description.iris(&own(name)).filter_map(local).filter_map(EntityKind::from_name).collect()
    };
    let markers = words("marker");
    let needs_marker = frame.is_some_and(Frame::needs_marker);
    if needs_marker && markers.is_empty() {
        fail(format!("the frame `{frame_name}` of `{id}` needs a relata:marker"));
    }
    if frame == Some(Frame::ClassNoun)
        && words("names").is_empty()
        && part_of_speech != Some(PartOfSpeech::Construction)
    {
        fail(format!("the frame `{frame_name}` of `{id}` needs relata:names, the sector that the noun stands for"));
    }
    let examples = examples(file, description, &own("example"));
    let counter_examples = examples_without(file, description, &own("counterExample"));
    if examples.is_empty() || counter_examples.is_empty() {
        fail(format!("`{id}` needs a relata:example that expects something and a relata:counterExample"));
    }
    faults.extend(unknown);
    let (Some(language), Some(frame), Some(part_of_speech), true) =
        (language, frame, part_of_speech, faults.is_empty())
    else {
        return Err(faults);
    };
    Ok(LexicalEntry {
        id: id.into(),
        language,
        lemma: lemma.to_owned(),
        part_of_speech,
        relation: relation.into(),
        frame,
        markers,
        with: words("with"),
        subject_kinds: kinds("subjectKind"),
        object_kinds: kinds("objectKind"),
        status: description.iris(&own("status")).find_map(local).and_then(Status::from_name),
        role: description.literals(&own("role")).next().map(|(text, _)| text.to_owned()),
        predicate_kind: description.iris(&own("predicateKind")).find_map(local).and_then(EntityKind::from_name),
        measured_in: description.iris(&own("measuredIn")).find_map(local).and_then(MeasureKind::from_name),
        understood: description.literals(&own("understood")).any(|(text, _)| text == "true"),
        names: description.literals(&own("names")).next().map(|(text, _)| text.to_owned()),
        measured: Measured::default(),
        precision: 0.0,
        examples,
        counter_examples,
    })
}

/// The counts of `measured.ttl`; those of an entry that is gone say nothing.
fn read_measured(file: &File<'_>, entries: &mut IndexMap<String, LexicalEntry>) {
    let (right, found) = (vocab::term("right"), vocab::term("found"));
    for (iri, description) in &file.resources {
        let count = |name: &str| description.literals(name).find_map(|(count, _)| count.parse().ok());
        if let (Some(right), Some(found), Some(entry)) = (count(&right), count(&found), entries.get_mut(iri)) {
            entry.measured = Measured { right, found };
        }
    }
}

fn examples(file: &File<'_>, description: &Description, predicate: &str) -> Vec<Example> {
    let mut found = examples_without(file, description, predicate);
    found.retain(|example| !example.expects.is_empty());
    found
}

fn examples_without(file: &File<'_>, description: &Description, predicate: &str) -> Vec<Example> {
    let (text, expects) = (vocab::term("text"), vocab::term("expects"));
    let nodes = description.nested(predicate).filter_map(|node| file.resources.get(&node));
    let read = |node: &Description| {
        let expects = node.literals(&expects).map(|(line, _)| line.to_owned()).collect();
        node.literals(&text).next().map(|(text, _)| Example { text: text.to_owned(), expects })
    };
    nodes.filter_map(read).collect()
}

fn read_word(
    file: &File<'_>,
    iri: &str,
    class: WordClass,
    description: &Description,
    words: &mut Words,
    faults: &mut Vec<Diagnostic>,
) {
    let (value, form) = (vocab::term("value"), vocab::term("form"));
    let value = description.literals(&value).next().map(|(value, _)| value).unwrap_or_default();
    for (form, tag) in description.literals(&form) {
        let tagged = tag.map(Language::from_tag);
        let languages = match &tagged {
            None => &Language::ALL,
            Some(Some(language)) => std::slice::from_ref(language),
            Some(None) => {
                faults.push(file.fault(
                    "unknown-language",
                    iri,
                    format!("the form `{form}` is tagged neither @fr nor @en"),
                ));
                continue;
            }
        };
        for &language in languages {
            match words.value(language, class, form) {
                Some(other) if other != value => faults.push(file.fault(
                    "word-clash",
                    iri,
                    format!("`{form}` ({}) has the values `{other}` and `{value}` in {}", language.tag(), class.name()),
                )),
                _ => words.insert(language, class, form.to_owned(), value.to_owned()),
            }
        }
    }
}

fn read_known(
    file: &File<'_>,
    iri: &str,
    class: &str,
    description: &Description,
    known: &mut IndexMap<String, KnownEntity>,
    faults: &mut Vec<Diagnostic>,
) {
    let Some(kind) = local(class).and_then(EntityKind::from_name) else {
        let fault =
            file.fault("unknown-kind", iri, format!("unknown kind `{}` of `{}`", file.curie(class), file.curie(iri)));
        faults.push(hint(fault, local(class).unwrap_or(class), EntityKind::ALL.iter().map(|kind| kind.name())));
        return;
    };
    let mut labels = description.literals(vocab::LABEL).map(|(label, _)| label.to_owned());
    let Some(name) = labels.next() else {
        faults.push(file.fault("unnamed-entity", iri, format!("`{}` has no rdfs:label", file.curie(iri))));
        return;
    };
    let aliases = labels.chain(description.literals(vocab::ALT_LABEL).map(|(alias, _)| alias.to_owned()));
    let entity = KnownEntity {
        iri: iri.into(),
        id: iri.strip_prefix(vocab::ENTITY).unwrap_or(iri).into(),
        aliases: aliases.filter(|alias| *alias != name).collect(),
        labels: by_language(description, vocab::LABEL),
        name,
        kind,
        same_as: description.iris(vocab::SAME_AS).map(str::to_owned).collect(),
    };
    if let Some(first) = known.insert(iri.to_owned(), entity) {
        faults.push(file.fault(
            "duplicate-entity",
            iri,
            format!("`{}` is described twice, first as `{}`", file.curie(iri), first.name),
        ));
    }
}
