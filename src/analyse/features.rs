//! Features: what the tagger and the splitter of contractions look at.
//!
//! Owns their templates, shared to the letter by training and inference; those of the parser
//! are in `arcs`. A feature is a 64-bit hash of a template's number and the values it combines.

use std::borrow::Cow;

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

/// One number of a template's number and the values it combines.
pub(crate) fn mix(template: u64, values: &[u64]) -> u64 {
    values.iter().fold(template.wrapping_mul(0xA24B_AED4_963E_E407) | 1, |state, &value| {
        (state.rotate_left(23) ^ value).wrapping_mul(0x9FB2_1C65_1E98_DF25)
    })
}

impl Shape {
    pub(crate) fn new(form: &str) -> Self {
        Self::with_normal(form, &mut String::new())
    }

    /// The shape of a form, whose normal form (small letters, straight apostrophes) is left in `normal`.
    pub(crate) fn with_normal(form: &str, normal: &mut String) -> Self {
        normalise(form, normal);
        let mut pattern = Pattern::default();
        form.chars().enumerate().for_each(|(index, c)| pattern.pass(c, index == 0));
        let mut shape = Self { form: hash(normal.as_bytes()), pattern: pattern.code(), ..Self::default() };
        let mut starts = normal.char_indices().map(|(at, _)| at).rev();
        for suffix in &mut shape.suffixes {
            *suffix = hash(&normal.as_bytes()[starts.next().unwrap_or(0)..]);
        }
        let mut ends = normal.char_indices().map(|(at, c)| at + c.len_utf8());
        for prefix in &mut shape.prefixes {
            *prefix = hash(&normal.as_bytes()[..ends.next().unwrap_or(normal.len())]);
        }
        shape
    }
}

/// Writes a form in small letters with straight apostrophes.
pub(crate) fn normalise(form: &str, out: &mut String) {
    out.clear();
    out.reserve(form.len());
    for c in form.chars() {
        match c {
            '\u{2019}' => out.push('\''),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
}

/// A form in small letters with straight apostrophes, as word lists have them; most forms are already.
pub(crate) fn lower(form: &str) -> Cow<'_, str> {
    let small = |c: char| match c {
        '\u{2019}' => false,
        c if c.is_ascii() => !c.is_ascii_uppercase(),
        c => c.is_lowercase() || !c.is_alphabetic(),
    };
    // Most words are small letters without accents, and most others have no more than a capital: bytes tell.
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if form.bytes().all(plain) || form.chars().all(small) {
        Cow::Borrowed(form)
    } else if form.is_ascii() {
        form.to_ascii_lowercase().into()
    } else {
        form.to_lowercase().replace('\u{2019}', "'").into()
    }
}

/// First letter capital, another capital, small letters, digits, hyphen, letters at all.
#[derive(Default)]
struct Pattern([bool; 6]);

impl Pattern {
    fn pass(&mut self, c: char, first: bool) {
        let capital = c.is_uppercase();
        let seen =
            [first && capital, !first && capital, c.is_lowercase(), c.is_ascii_digit(), c == '-', c.is_alphabetic()];
        self.0.iter_mut().zip(seen).for_each(|(bit, seen)| *bit |= seen);
    }

    fn code(&self) -> u64 {
        self.0.iter().enumerate().map(|(bit, &set)| u64::from(set) << bit).sum()
    }
}

const BEFORE: u64 = 0x51;
const AFTER: u64 = 0x52;

/// What training and a dictionary say of a form, as numbers; 0 where they do not have it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Class {
    /// The tags that a frequent form had in training.
    pub(crate) seen: u64,
    /// The tags that the dictionary gives it; `None` where no dictionary was asked.
    pub(crate) read: Option<u64>,
}

/// A token among those around it, as the tagger sees them.
struct Surroundings<'p> {
    shapes: &'p [Shape],
    classes: &'p [Class],
    at: usize,
}

impl Surroundings<'_> {
    fn shape(&self, offset: isize) -> Shape {
        match usize::try_from(self.at as isize + offset) {
            Ok(index) if index < self.shapes.len() => self.shapes[index],
            Ok(_) => Shape { form: AFTER, ..Shape::default() },
            Err(_) => Shape { form: BEFORE, ..Shape::default() },
        }
    }

    fn known(&self, offset: isize) -> Class {
        let index = usize::try_from(self.at as isize + offset).ok();
        index.and_then(|index| self.classes.get(index).copied()).unwrap_or_default()
    }

    /// What a form may be: of one that training hardly saw, the dictionary says it.
    fn class(&self, offset: isize) -> u64 {
        let Class { seen, read } = self.known(offset);
        if seen == 0 { read.unwrap_or(0) } else { seen }
    }
}

/// Features of the token at `at` that no tag before it bears on.
pub(crate) fn tagging(shapes: &[Shape], at: usize, classes: &[Class], out: &mut Vec<u64>) {
    out.clear();
    let place = Surroundings { shapes, classes, at };
    let [back2, back, here, ahead, ahead2] = [-2, -1, 0, 1, 2].map(|offset| place.shape(offset));
    let class = |offset: isize| place.class(offset);
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
    push(29, &[here.suffixes[2], ahead.suffixes[1]]);
    push(31, &[class(2), class(1)]);
    push(33, &[here.suffixes[3], here.pattern, first]);
    push(34, &[ahead2.form, ahead.form]);
    push(35, &[back2.form, back.form]);
    // What the dictionary says.
    if let Some(read) = place.known(0).read {
        push(36, &[read]);
        push(38, &[read, place.known(1).read.unwrap_or(0)]);
        push(39, &[read, here.pattern, first]);
        push(40, &[read, class(0)]);
        push(42, &[read, ahead.form]);
        push(43, &[read, back.form]);
    }
}

/// Adds the features of the token at `at` that look at the tags of the two before it.
pub(crate) fn following(shapes: &[Shape], at: usize, previous: [u64; 2], classes: &[Class], out: &mut Vec<u64>) {
    let place = Surroundings { shapes, classes, at };
    let here = place.shape(0);
    let class = |offset: isize| place.class(offset);
    let mut push = |template: u64, values: &[u64]| out.push(mix(template, values));
    push(11, &[previous[0]]);
    push(12, &[previous[0], previous[1]]);
    push(13, &[previous[0], here.form]);
    push(27, &[previous[0], class(0), class(1)]);
    push(28, &[here.suffixes[2], previous[0]]);
    push(30, &[here.pattern, previous[0], class(1)]);
    push(32, &[previous[0], previous[1], class(0)]);
    if let Some(read) = place.known(0).read {
        push(37, &[read, previous[0]]);
        push(41, &[read, previous[0], place.known(1).read.unwrap_or(0)]);
    }
}

/// Features that decide whether a contraction is divided; `around` are the two words before it,
/// itself and the one behind.
pub(crate) fn splitting(around: &[Shape; 4], out: &mut Vec<u64>) {
    out.clear();
    let [back2, back, here, ahead] = *around;
    let mut push = |template: u64, values: &[u64]| out.push(mix(template, values));
    push(101, &[here.form]);
    push(102, &[here.form, back.form]);
    push(103, &[here.form, ahead.form]);
    push(104, &[here.form, back.suffixes[2]]);
    push(105, &[here.form, back.suffixes[1]]);
    push(106, &[here.form, ahead.suffixes[2]]);
    push(107, &[here.form, back.pattern, ahead.pattern]);
    push(108, &[here.form, back2.form]);
    push(109, &[here.form, back2.suffixes[2], back.suffixes[2]]);
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

/// Features that decide whether a sentence ends between the third and the fourth of five tokens.
/// `first` opens the sentence, `length` counts its tokens, `open` tells of quotes and brackets. Where no mark stands,
/// `bare` says whether the third and the fourth are function words, and whether a finite verb stands in the sentence; such
/// places share no feature with others.
pub(crate) fn ending(
    around: &[Shape; 5],
    first: Shape,
    length: u64,
    open: [u64; 3],
    bare: Option<([u64; 3], Option<[u64; 3]>)>,
    out: &mut Vec<u64>,
) {
    out.clear();
    let [before3, before2, before, next, next2] = *around;
    let [quoted, depth, touches] = open;
    let size = 64 - (length + 1).leading_zeros();
    let templates = match bare {
        Some((_, Some(_))) => 210,
        Some(_) => 170,
        None => 130,
    };
    let mut push = |template: u64, values: &[u64]| out.push(mix(template + templates, values));
    push(0, &[]);
    push(1, &[before.form, touches]);
    push(2, &[next.form]);
    push(3, &[before.form, next.form]);
    push(4, &[before.pattern, next.pattern, touches]);
    push(5, &[before.form, next.pattern]);
    push(6, &[before.pattern, next.form]);
    push(7, &[before2.form, before.form]);
    push(8, &[before2.pattern, before.form, next.pattern]);
    push(9, &[next.form, next2.form]);
    push(10, &[before.suffixes[2], next.pattern]);
    push(11, &[u64::from(size), before.form]);
    push(12, &[quoted, before.form, next.form]);
    push(13, &[depth, before.form, next.pattern]);
    push(14, &[next.pattern, next2.pattern, before.pattern]);
    push(15, &[first.form, before.form]);
    push(16, &[first.pattern, u64::from(size), next.pattern]);
    push(17, &[before2.suffixes[1], before.suffixes[1], next.pattern]);
    push(18, &[before3.form, before2.form, before.form]);
    push(19, &[before2.form, next.form]);
    push(20, &[before.suffixes[2], next.suffixes[2]]);
    push(21, &[quoted, depth, before.pattern, next.pattern, touches]);
    push(22, &[next.suffixes[2], next.pattern, next2.pattern]);
    push(23, &[first.form, next.form]);
    push(24, &[before2.pattern, before.pattern, next.pattern, next2.pattern]);
    let Some(([back, ahead, verb], run_on)) = bare else { return };
    push(30, &[back, ahead, next.pattern]);
    push(31, &[back, next.form]);
    push(32, &[back, ahead, next2.pattern, before.pattern]);
    push(33, &[first.pattern, before.pattern, next.pattern, ahead]);
    push(34, &[u64::from(size), ahead, back, before.pattern]);
    push(35, &[first.form, ahead]);
    push(36, &[verb, back, ahead]);
    push(37, &[verb, u64::from(size), ahead, first.pattern]);
    push(38, &[verb, before.pattern, next.form]);
    let Some([known, coming, near]) = run_on else { return };
    push(39, &[known, coming, near, verb]);
    push(40, &[known, coming, verb, before.pattern, next.pattern]);
    push(41, &[known, coming, first.pattern, u64::from(size)]);
    push(42, &[coming, verb, back, ahead, next.pattern]);
    push(43, &[coming, verb, next.form]);
    push(44, &[coming, verb, before.form]);
    push(45, &[known, back, before.pattern, next.pattern, next2.pattern]);
}
