//! Rows behind a colon at the end of a sentence: *three start-ups raised money this week: A, B and C*.
//!
//! Owns that one repair: parsers hang such a row on the word before the colon or on the verb. Asked once names are known;
//! as many names as a noun before the colon counts stand beside that noun.

use std::ops::Range;

use crate::model::{Measure, MeasureKind, Mention, Sentence, Token, Upos};

use super::{Found, descends, is_name, of_sentence, outward};

/// Hangs each such row on the noun that counts its names.
pub(super) fn mend(sentences: &mut [Sentence], found: &Found<'_>) {
    for (at, sentence) in sentences.iter_mut().enumerate() {
        let tokens = &mut sentence.tokens;
        let Some(colon) = tokens.iter().rposition(|token| &*token.form == ":").filter(|&colon| colon > 1) else {
            continue;
        };
        let names = found.mentions.iter().filter(|it| it.sentence == at && is_name(it) && it.tokens.start > colon);
        let mut names: Vec<&Mention> = names.collect();
        names.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
        let Some(row) = row(tokens, colon, &names) else { continue };
        let counted = of_sentence(found.measures, at, |it| it.sentence).iter();
        let counted = counted.filter(|it| it.tokens.end <= colon).find_map(|it| counted_by(tokens, it, row.len()));
        if let Some(noun) = counted {
            hang(tokens, &row, (noun, colon));
        }
    }
}

/// The names of a row from the colon to the end of the sentence, nothing but commas, a conjunction and articles between.
fn row(tokens: &[Token], colon: usize, names: &[&Mention]) -> Option<Vec<Range<usize>>> {
    let joins = |at: usize| &*tokens[at].form == "," || matches!(tokens[at].upos, Upos::Cconj | Upos::Det);
    let (mut row, mut end) = (Vec::new(), colon + 1);
    for name in names {
        if name.tokens.start < end {
            continue;
        }
        if !(end..name.tokens.start).all(joins) || !row.is_empty() && end == name.tokens.start {
            return None;
        }
        row.push(name.tokens.clone());
        end = name.tokens.end;
    }
    let closed = tokens[end..].iter().all(|token| token.upos == Upos::Punct);
    (row.len() > 1 && closed).then_some(row)
}

/// The noun of which a measure counts as many as the row has names.
#[expect(clippy::cast_precision_loss, reason = "a row has few names")]
fn counted_by(tokens: &[Token], measure: &Measure, names: usize) -> Option<usize> {
    let same = measure.kind == MeasureKind::Count && (measure.quantity.number - names as f64).abs() < f64::EPSILON;
    let number = tokens[measure.head].upos == Upos::Num;
    let noun = if number { tokens[measure.head].head? } else { measure.head };
    (same && tokens[noun].upos == Upos::Noun).then_some(noun)
}

fn hang(tokens: &mut [Token], row: &[Range<usize>], (noun, colon): (usize, usize)) {
    let heads: Option<Vec<usize>> = row.iter().map(|name| outward(tokens, name)).collect();
    let Some([first, others @ ..]) = heads.as_deref() else { return };
    if descends(tokens, noun, *first) || others.iter().any(|&other| descends(tokens, noun, other)) {
        return;
    }
    (tokens[*first].head, tokens[*first].deprel) = (Some(noun), "appos".into());
    tokens[colon].head = Some(*first);
    for &other in others {
        (tokens[other].head, tokens[other].deprel) = (Some(*first), "conj".into());
    }
}
