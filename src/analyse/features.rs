//! Features: what the tagger, the parser and the splitter of contractions look at.
//!
//! Owns every template, shared to the letter by training and inference. A feature is a
//! 64-bit hash of a template's number and the values it combines.

use super::parser::State;

/// What is known of a token's form, computed once.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shape {
    /// Hash of the lower-case form.
    pub(crate) form: u64,
    /// Hashes of the last one to four characters of the lower-case form.
    pub(crate) suffixes: [u64; 4],
    /// Hashes of the first one to three characters.
    pub(crate) prefixes: [u64; 3],
    /// Capitals, digits and punctuation as a small number.
    pub(crate) pattern: u64,
}

/// The FNV-1a hash of bytes.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |state, &byte| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

fn mix(template: u64, values: &[u64]) -> u64 {
    values.iter().fold(template.wrapping_mul(0xA24B_AED4_963E_E407) | 1, |state, &value| {
        (state.rotate_left(23) ^ value).wrapping_mul(0x9FB2_1C65_1E98_DF25)
    })
}

impl Shape {
    pub(crate) fn new(form: &str) -> Self {
        let lower: Vec<char> = form.replace('\u{2019}', "'").to_lowercase().chars().collect();
        let text: String = lower.iter().collect();
        let tail =
            |length: usize| hash(lower[lower.len().saturating_sub(length)..].iter().collect::<String>().as_bytes());
        let head = |length: usize| hash(lower[..length.min(lower.len())].iter().collect::<String>().as_bytes());
        Self {
            form: hash(text.as_bytes()),
            suffixes: [tail(1), tail(2), tail(3), tail(4)],
            prefixes: [head(1), head(2), head(3)],
            pattern: pattern(form),
        }
    }
}

/// First letter capital, all capitals, a capital inside, digits, hyphen, letters at all.
fn pattern(form: &str) -> u64 {
    let mut chars = form.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    let inner = chars.any(char::is_uppercase);
    let lower = form.chars().any(char::is_lowercase);
    let digit = form.chars().any(|c| c.is_ascii_digit());
    let hyphen = form.contains('-');
    let letter = form.chars().any(char::is_alphabetic);
    [first, inner, lower, digit, hyphen, letter].iter().enumerate().map(|(bit, &set)| u64::from(set) << bit).sum()
}

const BEFORE: u64 = 0x51;
const AFTER: u64 = 0x52;

/// Features of the token at `at` given the tags of the two before it. `starts` says whether the
/// token opens the sentence.
pub(crate) fn tagging(shapes: &[Shape], at: usize, previous: [u64; 2], ambiguity: &[u64], out: &mut Vec<u64>) {
    out.clear();
    let shape = |offset: isize| -> Shape {
        let index = at as isize + offset;
        match usize::try_from(index) {
            Ok(index) if index < shapes.len() => shapes[index],
            Ok(_) => Shape { form: AFTER, ..Shape::default() },
            Err(_) => Shape { form: BEFORE, ..Shape::default() },
        }
    };
    let (here, back, ahead) = (shape(0), shape(-1), shape(1));
    let (back2, ahead2) = (shape(-2), shape(2));
    let class = |index: isize| -> u64 {
        usize::try_from(at as isize + index).ok().and_then(|index| ambiguity.get(index).copied()).unwrap_or(0)
    };
    let first = u64::from(at == 0);
    let mut push = |template: u64, values: &[u64]| out.push(mix(template, values));
    push(1, &[]);
    push(2, &[here.form]);
    for (number, suffix) in here.suffixes.iter().enumerate() {
        push(3 + number as u64, &[*suffix]);
    }
    for (number, prefix) in here.prefixes.iter().enumerate() {
        push(7 + number as u64, &[*prefix]);
    }
    push(10, &[here.pattern, first]);
    push(11, &[previous[0]]);
    push(12, &[previous[0], previous[1]]);
    push(13, &[previous[0], here.form]);
    push(14, &[back.form]);
    push(15, &[back.form, here.form]);
    push(16, &[ahead.form]);
    push(17, &[ahead.form, here.form]);
    push(18, &[ahead2.form]);
    push(19, &[back2.form]);
    push(20, &[ahead.suffixes[2]]);
    push(21, &[back.suffixes[2]]);
    push(22, &[ahead.pattern, here.pattern]);
    push(23, &[back.pattern, here.pattern, first]);
    push(24, &[class(0)]);
    push(25, &[class(1)]);
    push(26, &[class(0), class(1)]);
    push(27, &[previous[0], class(0), class(1)]);
    push(28, &[here.suffixes[2], previous[0]]);
    push(29, &[here.suffixes[2], ahead.suffixes[1]]);
    push(30, &[here.pattern, previous[0], class(1)]);
    push(31, &[class(2), class(1)]);
    push(32, &[previous[0], previous[1], class(0)]);
    push(33, &[here.suffixes[3], here.pattern, first]);
    push(34, &[ahead2.form, ahead.form]);
    push(35, &[back2.form, back.form]);
}

/// Features that decide whether the contraction at `at` is divided.
pub(crate) fn splitting(shapes: &[Shape], at: usize, out: &mut Vec<u64>) {
    out.clear();
    let shape = |offset: isize| {
        usize::try_from(at as isize + offset).ok().and_then(|index| shapes.get(index).copied()).unwrap_or_default()
    };
    let (here, back, ahead) = (shape(0), shape(-1), shape(1));
    let mut push = |template: u64, values: &[u64]| out.push(mix(template, values));
    push(101, &[here.form]);
    push(102, &[here.form, back.form]);
    push(103, &[here.form, ahead.form]);
    push(104, &[here.form, back.suffixes[2]]);
    push(105, &[here.form, back.suffixes[1]]);
    push(106, &[here.form, ahead.suffixes[2]]);
    push(107, &[here.form, back.pattern, ahead.pattern]);
    push(108, &[here.form, shape(-2).form]);
    push(109, &[here.form, shape(-2).suffixes[2], back.suffixes[2]]);
    push(110, &[here.form, back.suffixes[3]]);
}

/// What the parser knows of a token.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Word {
    pub(crate) form: u64,
    pub(crate) lemma: u64,
    pub(crate) tag: u64,
    pub(crate) suffix: u64,
    pub(crate) pattern: u64,
}

/// Features of a parser state: words on the stack and in the buffer, their children, distances.
pub(crate) fn parsing(state: &State<'_>, out: &mut Vec<u64>) {
    out.clear();
    let (s0, s1, s2) = (state.stack(0), state.stack(1), state.stack(2));
    let (b0, b1, b2) = (state.buffer(0), state.buffer(1), state.buffer(2));
    let word = |node: Option<usize>| node.map_or(Word { tag: 1, ..Word::default() }, |node| state.word(node));
    let (w0, w1, w2) = (word(s0), word(s1), word(s2));
    let (x0, x1, x2) = (word(b0), word(b1), word(b2));
    let mut push = |template: u64, values: &[u64]| out.push(mix(template + 200, values));
    single(&mut push, 0, w0);
    single(&mut push, 10, w1);
    single(&mut push, 20, x0);
    push(30, &[x1.form]);
    push(31, &[x1.tag]);
    push(32, &[x2.tag]);
    push(33, &[w2.tag]);
    push(34, &[w0.tag, x0.tag]);
    push(35, &[w0.lemma, x0.lemma]);
    push(36, &[w0.lemma, x0.tag]);
    push(37, &[w0.tag, x0.lemma]);
    push(38, &[w1.tag, w0.tag]);
    push(39, &[w1.lemma, w0.lemma]);
    push(40, &[w1.lemma, w0.tag]);
    push(41, &[w1.tag, w0.lemma]);
    push(42, &[w1.tag, w0.tag, x0.tag]);
    push(43, &[w2.tag, w1.tag, w0.tag]);
    push(44, &[w0.tag, x0.tag, x1.tag]);
    push(45, &[w1.tag, w0.tag, x0.tag, x1.tag]);
    push(46, &[x0.tag, x1.tag, x2.tag]);
    push(47, &[w1.tag, x0.tag]);
    push(48, &[w1.lemma, x0.lemma]);
    children(&mut push, 50, state, s0, w0.tag);
    children(&mut push, 60, state, s1, w1.tag);
    left_children(&mut push, 70, state, b0, x0.tag);
    let gap = |a: Option<usize>, b: Option<usize>| a.zip(b).map_or(9, |(a, b)| distance(a, b));
    push(80, &[gap(s0, b0), w0.tag, x0.tag]);
    push(81, &[gap(s1, s0), w1.tag, w0.tag]);
    push(82, &[gap(s0, b0)]);
    push(83, &[gap(s1, s0)]);
    let between = |a: Option<usize>, b: Option<usize>| a.zip(b).map_or(0, |(a, b)| state.between(a, b));
    push(84, &[between(s0, b0), w0.tag, x0.tag]);
    push(85, &[between(s1, s0), w1.tag, w0.tag]);
    // Linear neighbours of the two tops: what stands right before and after them in the text.
    let beside = |node: Option<usize>, step: isize| {
        word(node.and_then(|node| node.checked_add_signed(step)).filter(|&node| node > 0 && node <= state.length()))
    };
    push(86, &[w0.tag, beside(s0, -1).tag, beside(s0, 1).tag]);
    push(87, &[x0.tag, beside(b0, -1).tag]);
    push(88, &[w1.tag, beside(s1, 1).tag]);
    push(89, &[beside(s0, -1).form, w0.tag]);
    let case = |node: Option<usize>| node.map_or(0, |node| state.case_of(node));
    push(90, &[case(s0), w1.lemma]);
    push(91, &[case(s0), w1.tag, w0.tag]);
    push(92, &[case(s0), w1.tag, x0.tag]);
    push(93, &[case(b0), w0.tag, x0.tag]);
    push(94, &[case(s0), w1.tag, w2.tag]);
    push(95, &[w0.suffix, w1.suffix]);
    push(96, &[w0.suffix, x0.suffix]);
    push(97, &[w0.pattern, w1.pattern, x0.pattern]);
    push(98, &[w2.lemma, case(s0), w1.tag]);
    push(99, &[u64::from(b0.is_none()), w0.tag, w1.tag]);
}

fn single(push: &mut impl FnMut(u64, &[u64]), base: u64, word: Word) {
    push(base, &[word.form]);
    push(base + 1, &[word.tag]);
    push(base + 2, &[word.form, word.tag]);
    push(base + 3, &[word.lemma]);
    push(base + 4, &[word.suffix, word.tag]);
    push(base + 5, &[word.pattern, word.tag]);
}

fn children(push: &mut impl FnMut(u64, &[u64]), base: u64, state: &State<'_>, node: Option<usize>, tag: u64) {
    let Some(node) = node else { return };
    let sides = state.children(node);
    push(base, &[tag, sides.left_label, sides.right_label]);
    push(base + 1, &[tag, sides.right_label]);
    push(base + 2, &[tag, sides.left_count, sides.right_count]);
    push(base + 3, &[tag, sides.left_tag]);
    push(base + 4, &[tag, sides.right_tag]);
    push(base + 5, &[sides.labels, tag]);
    push(base + 6, &[tag, sides.right_label, sides.right_second]);
}

fn left_children(push: &mut impl FnMut(u64, &[u64]), base: u64, state: &State<'_>, node: Option<usize>, tag: u64) {
    let Some(node) = node else { return };
    let sides = state.children(node);
    push(base, &[tag, sides.left_label]);
    push(base + 1, &[tag, sides.left_count]);
    push(base + 2, &[tag, sides.left_tag]);
    push(base + 3, &[tag, sides.labels]);
}

fn distance(a: usize, b: usize) -> u64 {
    match a.abs_diff(b) {
        gap @ 0..=4 => gap as u64,
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    }
}

/// Features that choose the label of the arc from `head` to `dependent` (0 is the root).
pub(crate) fn labelling(state: &State<'_>, head: usize, dependent: usize, out: &mut Vec<u64>) {
    out.clear();
    let root = Word { tag: 2, ..Word::default() };
    let (h, d) = (if head == 0 { root } else { state.word(head) }, state.word(dependent));
    let side = u64::from(head < dependent);
    let case = state.case_of(dependent);
    let sides = state.children(dependent);
    let of_head = if head == 0 { super::parser::Sides::default() } else { state.children(head) };
    let neighbour = |step: isize| {
        dependent
            .checked_add_signed(step)
            .filter(|&node| node > 0 && node <= state.length())
            .map_or(root, |node| state.word(node))
    };
    let (before, after) = (neighbour(-1), neighbour(1));
    let mut push = |template: u64, values: &[u64]| out.push(mix(template + 400, values));
    push(0, &[h.tag, d.tag, side]);
    push(1, &[h.lemma, d.tag, side]);
    push(2, &[h.tag, d.lemma, side]);
    push(3, &[h.lemma, d.lemma]);
    push(4, &[d.form]);
    push(5, &[d.tag, side]);
    push(6, &[h.lemma]);
    push(7, &[case, h.tag, d.tag]);
    push(8, &[case, h.lemma]);
    push(9, &[case, d.lemma, h.tag]);
    push(10, &[side, d.tag, h.tag, distance(head, dependent)]);
    push(11, &[sides.labels, h.tag, d.tag]);
    push(12, &[of_head.labels, h.tag, d.tag, side]);
    push(13, &[of_head.left_label, of_head.right_label, d.tag, side]);
    push(14, &[before.tag, d.tag, h.tag]);
    push(15, &[after.tag, d.tag, h.tag]);
    push(16, &[before.form, d.tag, side]);
    push(17, &[d.suffix, h.tag, side]);
    push(18, &[h.suffix, d.tag, side]);
    push(19, &[state.between(head, dependent), h.tag, d.tag]);
    push(20, &[d.pattern, h.pattern, h.tag, d.tag, side]);
    push(21, &[before.lemma, d.tag, h.tag]);
    push(22, &[sides.left_label, sides.right_label, d.tag, h.tag]);
    push(23, &[u64::from(head == 0)]);
    push(24, &[of_head.labels, d.lemma]);
}
