//! An analysis as CoNLL-U, so that anyone can look at what the rules see.
//!
//! Owns the ten columns; mentions, measures and times stand in MISC.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use crate::model::{Analysis, Document, Gender, Mood, Morph, Number, Tense, VerbForm};

/// The sentences of `analysis` in CoNLL-U, offsets in MISC counted in bytes of the text.
pub fn conllu(document: &Document, analysis: &Analysis) -> String {
    let mut out = String::new();
    let notes = notes(analysis);
    for index in 0..analysis.sentences.len() {
        // Writing to a string cannot fail.
        let _ = sentence(&mut out, document, analysis, index, &notes);
    }
    out
}

fn sentence(
    out: &mut String,
    document: &Document,
    analysis: &Analysis,
    index: usize,
    notes: &BTreeMap<(usize, usize), String>,
) -> fmt::Result {
    let sentence = &analysis.sentences[index];
    writeln!(out, "# sent_id = {}-{}", document.info.name, index + 1)?;
    writeln!(out, "# lang = {}", sentence.language.tag())?;
    writeln!(out, "# text = {}", document.slice(sentence.span).replace(['\n', '\r', '\t'], " "))?;
    let mut contraction_ends = 0;
    for (at, token) in sentence.tokens.iter().enumerate() {
        let shared = sentence.tokens[at..].iter().take_while(|other| other.span == token.span).count();
        if shared > 1 && at >= contraction_ends {
            contraction_ends = at + shared;
            writeln!(out, "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t_", at + 1, at + shared, document.slice(token.span))?;
        }
        let head = token.head.map_or(0, |head| head + 1);
        write!(out, "{}\t{}\t{}\t{}\t_\t", at + 1, token.form, token.lemma, token.upos.name())?;
        write!(out, "{}\t{head}\t{}\t_\t", features(token.morph), token.deprel)?;
        let note = notes.get(&(index, at)).map_or("", String::as_str);
        writeln!(out, "Bytes={}:{}{note}", token.span.start, token.span.end)?;
    }
    writeln!(out)
}

/// What is said in MISC of the mentions, measures and times that begin at a sentence's token.
fn notes(analysis: &Analysis) -> BTreeMap<(usize, usize), String> {
    let mut notes: BTreeMap<(usize, usize), String> = BTreeMap::new();
    let mut note = |sentence, token, text: String| notes.entry((sentence, token)).or_default().push_str(&text);
    for mention in &analysis.mentions {
        let (shape, kind) = (if mention.proper { "Name" } else { "Noun" }, mention.kind.name());
        let (first, end) = (mention.tokens.start, mention.tokens.end);
        note(mention.sentence, first, format!("|{shape}={kind}({}..{end})", first + 1));
    }
    for measure in &analysis.measures {
        let (quantity, unit) = (measure.quantity.number, measure.quantity.unit.replace('|', "/"));
        note(measure.sentence, measure.tokens.start, format!("|{:?}={quantity} {unit}", measure.kind));
    }
    for time in &analysis.times {
        note(time.sentence, time.tokens.start, format!("|Time={}", time.period.start));
    }
    notes
}

fn features(morph: Morph) -> String {
    let mut parts = Vec::new();
    parts.extend(morph.gender.map(|gender| match gender {
        Gender::Masc => "Gender=Masc".to_owned(),
        Gender::Fem => "Gender=Fem".to_owned(),
        Gender::Neut => "Gender=Neut".to_owned(),
    }));
    parts.extend(morph.mood.map(|mood| match mood {
        Mood::Ind => "Mood=Ind".to_owned(),
        Mood::Cnd => "Mood=Cnd".to_owned(),
        Mood::Sub => "Mood=Sub".to_owned(),
        Mood::Imp => "Mood=Imp".to_owned(),
    }));
    parts.extend(morph.number.map(|number| match number {
        Number::Sing => "Number=Sing".to_owned(),
        Number::Plur => "Number=Plur".to_owned(),
    }));
    parts.extend(morph.person.map(|person| format!("Person={person}")));
    parts.extend(morph.tense.map(|tense| match tense {
        Tense::Pres => "Tense=Pres".to_owned(),
        Tense::Past => "Tense=Past".to_owned(),
        Tense::Imp => "Tense=Imp".to_owned(),
        Tense::Fut => "Tense=Fut".to_owned(),
    }));
    parts.extend(morph.verb_form.map(|form| match form {
        VerbForm::Fin => "VerbForm=Fin".to_owned(),
        VerbForm::Inf => "VerbForm=Inf".to_owned(),
        VerbForm::Part => "VerbForm=Part".to_owned(),
        VerbForm::Ger => "VerbForm=Ger".to_owned(),
    }));
    if parts.is_empty() { "_".to_owned() } else { parts.join("|") }
}
