//! Sentences: where the tokens of a block are divided.
//!
//! Owns the places where a sentence may end and the cut of what is too long to be one; a
//! trained model decides (as in Read et al. 2012 and UDPipe, from the words around, not from
//! rules for marks), also where a title ends without one. Gives ranges of tokens.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::model::{Language, Span, Upos};
use crate::ontology::{WordClass, Words};

use super::features::{self, Shape, hash};
use super::tagger::Tags;
use super::weights::{Scorer, Weights};

/// Tokens after which a sentence is cut whatever it says, at the next mark if one is near.
const LONGEST: usize = 250;

/// Words in which a verb of a next sentence is looked for.
const AHEAD: usize = 12;

/// Marks that may close after the end of a sentence.
const CLOSING: usize = 3;

/// Parts of speech of names, numbers and signs: a form that had no other is no ordinary word.
pub(super) const NAMES: [Upos; 4] = [Upos::Propn, Upos::X, Upos::Num, Upos::Sym];

/// Parts of speech of function words; a few of them stand in names too.
const FUNCTION: [Upos; 7] = [Upos::Adp, Upos::Cconj, Upos::Det, Upos::Part, Upos::Pron, Upos::Sconj, Upos::Propn];

/// What a known form is, for the ends of sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Other,
    Function,
    FiniteVerb,
    /// An abbreviated title of a person, its dot included.
    Title,
}

/// Forms that may begin a sentence where no mark stands before it. Names and unknown forms are not among them: their
/// capital says nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Openers(FxHashMap<u64, Kind>);

impl Openers {
    /// `forms` are those that the treebanks know, with their classes of tags.
    pub(crate) fn new(tags: &Tags, forms: impl Iterator<Item = (u64, u64)>, words: &Words, language: Language) -> Self {
        let (names, function) = (tags.classes(&NAMES), tags.classes(&FUNCTION));
        let finite = tags.finite();
        let kind = |class: u64| match class {
            class if function.contains(&class) => Kind::Function,
            class if finite.contains(&class) => Kind::FiniteVerb,
            _ => Kind::Other,
        };
        let ordinary = forms.filter(|(_, class)| !names.contains(class)).map(|(form, class)| (form, kind(class)));
        let contractions = words.of(language, WordClass::Contraction);
        let contractions = contractions.map(|(form, _)| (hash(form.as_bytes()), Kind::Function));
        // *And Mrs. May said*: behind the title of a person begins no sentence.
        let titles = words.of(language, WordClass::PersonTitle);
        let titles = titles
            .map(|(form, _)| (hash(format!("{}.", form.trim_end_matches('.')).to_lowercase().as_bytes()), Kind::Title));
        Self(ordinary.chain(contractions).chain(titles).collect())
    }

    /// Whether the capital of `next` can begin a sentence. A word in capitals is an acronym or a legal form, whatever it
    /// means in small letters (*Zorvex SA*); behind a capital or a number an ordinary word belongs to what they begin
    /// (*Northern Capital*, *27 States*).
    fn opens(&self, before: &str, next: &str) -> bool {
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let is_name = next.chars().skip(1).any(char::is_uppercase);
        let begun = capital(before) || before.starts_with(|c: char| c.is_ascii_digit());
        let fits = |kind: Kind| kind == Kind::Function || !begun;
        capital(next) && !is_name && self.kind(next).is_some_and(fits)
    }

    /// Whether the word at `at` begins a sentence behind an abbreviation: a function word with a capital before a word
    /// without one (*of X Inc. The firm*, not *X Inc. To Buy Y*).
    fn opens_behind_abbreviation(&self, text: &str, tokens: &[Span], at: usize) -> bool {
        let word = |at: usize| &text[tokens[at].start..tokens[at].end];
        let (before, next) = (word(at - 1), word(at));
        let abbreviation = before.len() > 2 && before.starts_with(char::is_uppercase) && before.ends_with('.');
        let small = tokens.get(at + 1).is_some_and(|_| word(at + 1).starts_with(char::is_lowercase));
        let ordinary = next.chars().count() > 1 && next.chars().skip(1).all(char::is_lowercase);
        abbreviation
            && small
            && ordinary
            && self.kind(before) != Some(Kind::Title)
            && next.starts_with(char::is_uppercase)
            && tokens[at - 1].end < tokens[at].start
            && self.kind(next) == Some(Kind::Function)
    }

    fn kind(&self, word: &str) -> Option<Kind> {
        self.0.get(&hash(features::lower(word).as_bytes())).copied()
    }
}

/// The sentences of a block's surface words.
pub(crate) fn sentences(
    text: &str,
    tokens: &[Span],
    model: &Weights,
    openers: &Openers,
    lines: Lines,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut gap = Gap::default();
    let (mut features, mut scores) = (Vec::new(), vec![0.0; model.width()]);
    for end in 1..=tokens.len() {
        gap.pass(&text[tokens[end - 1].start..tokens[end - 1].end]);
        let length = end - gap.start;
        let long = length >= LONGEST
            && (is_pause(&text[tokens[end - 1].start..tokens[end - 1].end]) || length >= LONGEST + 50);
        let ends = end == tokens.len()
            || long
            || gap.place(text, tokens, end, openers, lines).is_some_and(|place| {
                gap.features(text, tokens, end, place, openers, &mut features);
                model.score(&features, &mut scores);
                let named = place == Place::RunOn && is_inside_a_name(text, tokens, end, openers);
                scores[0] > if named { INSIDE_A_NAME } else { place.threshold() }
            });
        if ends {
            found.push(gap.start..end);
            gap = Gap::starting(end);
        }
    }
    found
}

/// What is known of the sentence before a place where it may end.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Gap {
    start: usize,
    /// Straight quotes so far, odd or even.
    quoted: bool,
    /// Brackets and slanted quotes that are open.
    depth: usize,
    /// Where finite verbs were looked for up to, and whether one was found.
    looked: usize,
    verb: bool,
}

impl Gap {
    pub(crate) fn starting(start: usize) -> Self {
        Self { start, looked: start, ..Self::default() }
    }

    /// Another token belongs to the sentence.
    pub(crate) fn pass(&mut self, word: &str) {
        match word {
            "\"" => self.quoted = !self.quoted,
            "(" | "[" | "\u{AB}" | "\u{201C}" => self.depth += 1,
            ")" | "]" | "\u{BB}" | "\u{201D}" => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    /// Features of the place before token `end`.
    pub(crate) fn features(
        &mut self,
        text: &str,
        tokens: &[Span],
        end: usize,
        place: Place,
        openers: &Openers,
        out: &mut Vec<u64>,
    ) {
        let shape = |at: Option<usize>| {
            let token = at.filter(|&at| at >= self.start).and_then(|at| tokens.get(at));
            token.map(|token| Shape::new(&text[token.start..token.end])).unwrap_or_default()
        };
        let around = [end.checked_sub(3), end.checked_sub(2), end.checked_sub(1), Some(end), Some(end + 1)].map(shape);
        let touches = tokens[end - 1].end == tokens[end].start;
        let first = shape(Some(self.start));
        let open = [u64::from(self.quoted), self.depth.min(2) as u64, u64::from(touches)];
        let word = |at: usize| &text[tokens[at].start..tokens[at].end];
        let is = |at: usize, kind: Kind| openers.kind(word(at)) == Some(kind);
        let verb = |mut range: Range<usize>| range.any(|at| is(at, Kind::FiniteVerb));
        let bare = (matches!(place, Place::Bare | Place::RunOn)).then(|| {
            self.verb = self.verb || verb(self.looked..end);
            self.looked = end;
            let kinds = [is(end - 1, Kind::Function), is(end, Kind::Function), self.verb].map(u64::from);
            let run_on = (place == Place::RunOn).then(|| {
                let next = (end..tokens.len()).take(AHEAD).take_while(|&at| !is_mark(word(at))).count();
                [
                    u64::from(openers.kind(word(end)).is_some()),
                    u64::from(verb(end..end + next)),
                    u64::from(next < AHEAD),
                ]
            });
            (kinds, run_on)
        });
        features::ending(&around, first, (end - self.start) as u64, open, bare, out);
    }
}

/// Whether a text shows by its lines where titles and items of lists end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    Kept,
    /// All in one block.
    Lost,
}

/// A place where a sentence may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Behind a mark, with quotes and brackets that close after it.
    Marked,
    /// Without a mark, as behind a title: before a capital of an ordinary word, or a list's next dash.
    Bare,
    /// Without a mark, where the text has no lines that would tell a title: before any capital, number or list's dash.
    RunOn,
    /// Behind an abbreviation, before a function word that no title goes on with: *of X Inc. The firm makes*.
    Abbreviated,
}

impl Place {
    /// The score above which a sentence ends there, in the units of the rounded weights. Where documents have no mark they
    /// hardly ever have an end, so that one must be sure; the development files lose little by it. Where lines are lost they
    /// gain most a little below nothing.
    fn threshold(self) -> f32 {
        match self {
            Self::Marked => 0.0,
            Self::RunOn => -30.0,
            Self::Bare => 60.0,
            Self::Abbreviated => f32::NEG_INFINITY,
        }
    }
}

impl Gap {
    /// What the place before token `at` is, if a sentence may end there.
    pub(crate) fn place(
        &self,
        text: &str,
        tokens: &[Span],
        at: usize,
        openers: &Openers,
        lines: Lines,
    ) -> Option<Place> {
        let word = |at: usize| &text[tokens[at].start..tokens[at].end];
        let closing = |word: &str| matches!(word, "\u{BB}" | "\u{201D}" | "\"" | ")" | "]" | "'" | "\u{2019}");
        let closed = (1..=CLOSING).take_while(|&back| back < at && closing(word(at - back))).count();
        if is_mark(word(at - 1 - closed)) {
            // *(par ex. une loi)*, *J.-P. Orr*: an abbreviation.
            let inside = self.depth > 0 && word(at).starts_with(char::is_lowercase);
            if inside || closed == 0 && is_double_initial(word(at - 1)) {
                return None;
            }
            let sure = closed == 0 && at - 1 > self.start && openers.opens_behind_abbreviation(text, tokens, at);
            return Some(if sure { Place::Abbreviated } else { Place::Marked });
        }
        let (before, next) = (word(at - 1), word(at));
        // Nothing ends within brackets or quotes, behind an opening mark, or where a list or an aside begins.
        let opens = |word: &str| matches!(word, "\"" | "\u{AB}" | "\u{201C}" | "(" | "[");
        let goes_on = |word: &str| matches!(word, "," | "/" | "&" | "'" | "\u{2019}") || opens(word) || is_dash(word);
        if tokens[at - 1].end == tokens[at].start || self.quoted || self.depth > 0 || goes_on(before) {
            return None;
        }
        let large = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        match lines {
            Lines::Lost => {
                let item = is_dash(next) && tokens.get(at + 1).is_some_and(|behind| behind.start > tokens[at].end);
                if !(large || item || opens(next)) {
                    return None;
                }
                // *NUMERO(S) D'AUTORISATION*: a title in capitals goes on with its function words.
                let shouted = |word: &str| word.chars().any(char::is_alphabetic) && word == word.to_uppercase();
                let last = (self.start..at).rev().map(&word).find(|word| word.chars().any(char::is_alphabetic));
                let shouts = shouted(next) && openers.kind(next) == Some(Kind::Function) && last.is_some_and(shouted);
                (!shouts).then_some(Place::RunOn)
            }
            Lines::Kept => {
                let item = is_dash(next) && word(self.start) == next;
                (before != ":" && (item || openers.opens(before, next))).then_some(Place::Bare)
            }
        }
    }
}

/// The score above which a text without lines has an end between two capitals.
const INSIDE_A_NAME: f32 = 150.0;

/// *Tilvarn Aviation builds*, *18 MW*: whether a place stands between a capital or number and a capital, where a name goes
/// on more often than a title ends.
fn is_inside_a_name(text: &str, tokens: &[Span], at: usize, openers: &Openers) -> bool {
    let word = |at: usize| &text[tokens[at].start..tokens[at].end];
    let large = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    large(word(at - 1)) && word(at).starts_with(char::is_uppercase) && openers.kind(word(at)) != Some(Kind::Function)
}

/// Whether a word is the dash or dot of a list, or of an aside.
fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "\u{2013}" | "\u{2014}" | "\u{2022}" | "*")
}

/// Whether a word is two initials with a hyphen.
fn is_double_initial(word: &str) -> bool {
    let initial = |part: &str| part.ends_with('.') && part.chars().count() == 2 && part.starts_with(char::is_uppercase);
    word.contains('-') && word.split('-').all(initial)
}

/// Whether a word closes a sentence, or looks so.
fn is_mark(word: &str) -> bool {
    word.ends_with(['.', '!', '?', '\u{2026}', '\u{203D}', '\u{3002}'])
}

fn is_pause(word: &str) -> bool {
    matches!(word, "," | ";" | ":" | ")" | "-" | "\u{2013}" | "\u{2014}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_sentence_is_cut() {
        let text = "mot ".repeat(5000);
        let tokens: Vec<Span> = (0..5000).map(|at| Span::new(at * 4, at * 4 + 3)).collect();
        let blank = Weights::read(4, 1, &mut [0; 16].as_slice()).expect("the table has its shape");
        let found = sentences(&text, &tokens, &blank, &Openers::default(), Lines::Kept);
        assert!(found.iter().all(|range| range.len() <= LONGEST + 50));
        assert_eq!(found.iter().map(Range::len).sum::<usize>(), 5000);
    }

    #[test]
    fn a_sentence_may_end_behind_a_mark_or_before_the_capital_of_a_function_word() {
        let text = "Il part. \" Elle Bien Zorvex Le";
        let spans = [0..2, 3..7, 7..8, 9..10, 11..15, 16..20, 21..27, 28..30];
        let tokens = spans.map(|range| Span::new(range.start, range.end));
        let kinds = [("bien", Kind::Other), ("le", Kind::Function)];
        let openers = Openers(kinds.map(|(form, kind)| (hash(form.as_bytes()), kind)).into_iter().collect());
        let gap = Gap::default();
        let places = |at: usize| Some((at, gap.place(text, &tokens, at, &openers, Lines::Kept)?));
        let found: Vec<_> = (1..tokens.len()).filter_map(places).collect();
        assert_eq!(found, [(3, Place::Marked), (4, Place::Marked), (7, Place::Bare)]);
    }

    #[test]
    fn where_lines_are_lost_a_sentence_may_end_before_any_capital_or_number() {
        let text = "Le NOM Zorvex 12 - un -il";
        let spans = [0..2, 3..6, 7..13, 14..16, 17..18, 19..21, 22..23, 23..25];
        let tokens = spans.map(|range| Span::new(range.start, range.end));
        let places = |lines| -> Vec<usize> {
            let place = |at: &usize| Gap::default().place(text, &tokens, *at, &Openers::default(), lines).is_some();
            (1..tokens.len()).filter(place).collect()
        };
        assert_eq!(places(Lines::Lost), [1, 2, 3, 4]);
        assert!(places(Lines::Kept).is_empty());
    }
}
