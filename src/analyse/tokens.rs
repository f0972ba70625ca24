//! Surface words: from the text of a block to tokens with spans.
//!
//! Owns where a word begins and ends. Abbreviations, elisions, clitics and inversions are
//! data; contractions are divided later by `splitting`. Time is linear in the text.

use rustc_hash::FxHashSet;

use crate::model::{Language, Span};
use crate::ontology::{Typology, WordClass, Words};

use super::signs::{address, face, number};

/// Bytes of the longest word that is divided.
const LONGEST_WORD: usize = 200;

/// The word lists of one language that the tokeniser needs.
pub(crate) struct Tokenizer {
    /// Whether a hyphen between words divides them.
    divides: bool,
    abbreviations: FxHashSet<String>,
    elisions: FxHashSet<String>,
    clitics: Vec<String>,
    inversions: Vec<String>,
    whole: FxHashSet<String>,
    /// Nouns that a letter behind them numbers: *a Series A.*
    labels: FxHashSet<String>,
    /// What says of a name that it is no longer so: *ex-X*.
    formers: FxHashSet<String>,
    /// Units of more than one letter, which may follow their number without a blank.
    units: FxHashSet<String>,
    /// Codes of currencies, which may stand before their number without a blank: *SEK1.5bn*.
    codes: FxHashSet<String>,
    /// Letters that stand for a currency before its number alone: *R1.4m*.
    prefixes: Vec<String>,
    scales: FxHashSet<String>,
}

/// Letters of the code of a currency (ISO 4217).
const CODE: usize = 3;

impl Tokenizer {
    pub(crate) fn new(words: &Words, language: Language) -> Self {
        let list = |class| words.of(language, class).map(|(form, _)| form.to_owned());
        // Longest first, so that `-t-il` is found before `-il`.
        let by_length = |class| {
            let mut forms: Vec<String> = list(class).collect();
            forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
            forms
        };
        Self {
            divides: words.is(language, Typology::DividingHyphen),
            abbreviations: list(WordClass::Abbreviation).collect(),
            elisions: list(WordClass::Elision).collect(),
            clitics: by_length(WordClass::Clitic),
            inversions: by_length(WordClass::Inversion),
            whole: list(WordClass::Whole).collect(),
            labels: list(WordClass::LabelNoun).collect(),
            formers: list(WordClass::Former).collect(),
            units: list(WordClass::Unit).chain(list(WordClass::Percent)).filter(|unit| unit.len() > 1).collect(),
            codes: list(WordClass::Currency).map(|form| form.to_uppercase()).filter(|form| is_code(form)).collect(),
            prefixes: by_length(WordClass::CurrencyPrefix),
            scales: list(WordClass::Scale).collect(),
        }
    }

    /// The surface words of `text[range]`, in order.
    pub(crate) fn tokens(&self, text: &str, range: Span) -> Vec<Span> {
        let mut found = Vec::new();
        let mut at = range.start;
        while let Some(first) = text[at..range.end].chars().next() {
            if first.is_whitespace() || is_invisible(first) {
                at += first.len_utf8();
                continue;
            }
            let end = self.end_of_word(text, at, range.end);
            self.divide(text, Span::new(at, end), &mut found);
            at = end;
        }
        found
    }

    /// Where the word, number or mark at `start` ends.
    fn end_of_word(&self, text: &str, start: usize, limit: usize) -> usize {
        let rest = &text[start..limit];
        if let Some(length) = address(rest).or_else(|| face(&text[..start], rest)) {
            return start + length;
        }
        let first = rest.chars().next().unwrap_or(' ');
        if first.is_ascii_digit() {
            let length = number(rest);
            return start + self.before_unit(&rest[..length]).unwrap_or(length);
        }
        if is_word(first) || matches!(first, '#' | '@') && rest[1..].starts_with(is_word) {
            return start + self.code(rest).unwrap_or_else(|| self.word(&text[..start], rest));
        }
        let run = rest.chars().take_while(|&c| c == first).count();
        if matches!(first, '.' | '-' | '_' | '*' | '=' | '!' | '?' | '<' | '>' | '$') && run > 1 {
            start + run
        } else {
            start + first.len_utf8()
        }
    }

    /// *A 220MW wind farm*: the length of the number that a unit follows at once. A single letter may mean anything.
    fn before_unit(&self, figure: &str) -> Option<usize> {
        let number = figure.trim_end_matches(char::is_alphabetic);
        self.units.contains(&figure[number.len()..]).then_some(number.len())
    }

    /// The length of a currency's code that digits follow at once.
    fn code(&self, rest: &str) -> Option<usize> {
        let digit = rest.as_bytes().get(CODE).is_some_and(u8::is_ascii_digit);
        let code = digit && rest.get(..CODE).is_some_and(|code| self.codes.contains(code));
        let prefix =
            || self.prefixes.iter().find(|&prefix| rest.strip_prefix(&**prefix).is_some_and(|rest| self.amount(rest)));
        if code { Some(CODE) } else { prefix().map(String::len) }
    }

    /// Whether digits with a decimal or a scale open `rest`, as the names of things have none: *1.4m*, *850 million*.
    fn amount(&self, rest: &str) -> bool {
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let (figure, after) = rest.split_at(number(rest));
        let scale = figure.trim_start_matches(|c: char| !c.is_alphabetic());
        let word = || after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if scale.is_empty() {
            // *R1,400,000*; but *version R3.1*.
            figure.contains(',') || self.scales.contains(word())
        } else {
            self.scales.contains(scale)
        }
    }

    /// The length of the word that opens `rest`, `before` being what stands before it.
    fn word(&self, before: &str, rest: &str) -> usize {
        let mut end = 0;
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|&(_, next)| next);
            let is_apostrophe = matches!(c, '\'' | '\u{2019}');
            let elided = |at: usize| self.elisions.contains(&format!("{}'", rest[..at].to_lowercase()));
            // *D'1,5 million*: what an elision stands before is a number with all its marks.
            if is_apostrophe && next.is_some_and(|next| next.is_ascii_digit()) && elided(at) {
                let figure = at + c.len_utf8();
                return figure + number(&rest[figure..]);
            }
            let joins = matches!(c, '-' | '\'' | '\u{2019}' | '&' | '_' | '\u{2011}') && at > 0 && next.is_some_and(is_word)
                    || c == '.' && next.is_some_and(char::is_alphabetic) && dotted(&rest[..at], &rest[at + 1..])
                    || c == '.' && next == Some('-') && initials(&rest[..at], &rest[at + 1..])
                    || matches!(c, '#' | '@') && at == 0
                    // *Glacis+*, *bambi+co*, *n°*.
                    || matches!(c, '+' | '\u{B0}') && at > 0
                    // *That « nobody » knew*: an elision before a quote.
                    || is_apostrophe && next.is_some_and(is_opening) && elided(at);
            if !is_word(c) && !joins && !is_invisible(c) {
                break;
            }
            end = at + c.len_utf8();
        }
        let dot = rest[end..].starts_with('.') && self.keeps_dot(before, &rest[..end], &rest[end + 1..]);
        if dot { end + 1 } else { end }
    }

    /// Whether the dot after `word` belongs to it: `before` and `after` are what stands around the two.
    fn keeps_dot(&self, before: &str, word: &str, after: &str) -> bool {
        let with_dot = format!("{word}.");
        if self.abbreviations.contains(&with_dot) || self.abbreviations.contains(&with_dot.to_lowercase()) {
            return true;
        }
        let mut letters = word.chars();
        let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        let acronym = word.contains('.') && word.split('.').all(|part| part.trim_matches('-').chars().count() == 1);
        let mut after = after.chars();
        let goes_on = single && after.next() == Some(' ') && after.next().is_some_and(char::is_uppercase);
        // *Closed its Series A. The round was led by X*, no initial.
        let labelled =
            || before.split_whitespace().next_back().is_some_and(|noun| self.labels.contains(&noun.to_lowercase()));
        acronym || goes_on && !labelled()
    }

    /// Cuts elisions, clitics, inversions and (in English) compounds off a word.
    fn divide(&self, text: &str, span: Span, found: &mut Vec<Span>) {
        let word = &text[span.start..span.end];
        // What has neither mark is one word; what is too long to be a word is not looked through.
        if word.len() > LONGEST_WORD || !word.contains(['-', '\'', '\u{2019}']) || word.contains(".-") {
            found.push(span);
            return;
        }
        let lower = word.to_lowercase().replace('\u{2019}', "'");
        // Case changes may change lengths; such words are left whole.
        if lower.len() + 2 * word.matches('\u{2019}').count() != word.len() || self.whole.contains(&lower) {
            found.push(span);
            return;
        }
        let cut = |at: usize, found: &mut Vec<Span>| {
            self.divide(text, Span::new(span.start, span.start + at), found);
            self.divide(text, Span::new(span.start + at, span.end), found);
        };
        if let Some(apostrophe) = word.find(['\'', '\u{2019}']) {
            let mark = word[apostrophe..].chars().next().map_or(1, char::len_utf8);
            let end = apostrophe + mark;
            if end < word.len() && self.elisions.contains(&format!("{}'", &lower[..apostrophe])) {
                return cut(end, found);
            }
        }
        // *Ex-X*: the name is a word of its own.
        let hyphen = word.find('-').filter(|&at| self.formers.contains(&word[..at].to_lowercase()));
        if let Some(at) = hyphen.filter(|&at| word[at + 1..].starts_with(char::is_uppercase)) {
            found.push(Span::new(span.start, span.start + at));
            found.push(Span::new(span.start + at, span.start + at + 1));
            return self.divide(text, Span::new(span.start + at + 1, span.end), found);
        }
        for ending in self.clitics.iter().chain(&self.inversions) {
            let typed = [ending.clone(), ending.replace('\'', "\u{2019}")];
            let length =
                typed.iter().find(|typed| word.len() > typed.len() && word.to_lowercase().ends_with(typed.as_str()));
            if let Some(length) = length.map(String::len) {
                let at = word.len() - length;
                if word.is_char_boundary(at) && (self.clitics.contains(ending) || !self.whole.contains(&lower[..at])) {
                    self.divide(text, Span::new(span.start, span.start + at), found);
                    found.push(Span::new(span.start + at, span.end));
                    return;
                }
            }
        }
        match self.compound(word, &lower) {
            Some(at) => {
                found.push(Span::new(span.start, span.start + at));
                found.push(Span::new(span.start + at, span.start + at + 1));
                self.divide(text, Span::new(span.start + at + 1, span.end), found);
            }
            None => found.push(span),
        }
    }

    /// Where an English compound is cut at its hyphen, as its treebanks do.
    fn compound(&self, word: &str, lower: &str) -> Option<usize> {
        let at = word.find('-').filter(|&at| at > 0 && at + 1 < word.len())?;
        let (before, after) = (&word[..at], &word[at + 1..]);
        let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        if digits(before) && digits(after.split('-').next().unwrap_or_default()) {
            return Some(at);
        }
        let plain = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count() > 1;
        (self.divides && plain(before) && plain(after) && !self.whole.contains(&lower[..=at])).then_some(at)
    }
}

fn is_code(form: &str) -> bool {
    form.len() == CODE && form.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Letters, digits and the marks that combine with them.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}')
}

fn is_opening(c: char) -> bool {
    matches!(c, '\u{AB}' | '\u{201C}' | '"')
}

/// Characters without width that some editors leave inside words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\0')
}

/// Whether a dot between letters stays inside: acronyms (`U.S`) and domains (`booking.com`).
fn dotted(before: &str, after: &str) -> bool {
    let last: Vec<char> = before.chars().rev().take_while(|c| c.is_alphanumeric()).collect();
    let next: Vec<char> = after.chars().take_while(|c| c.is_alphanumeric()).collect();
    let acronym = last.len() == 1 && next.len() == 1;
    let small = next.len() >= 2 && next.iter().all(char::is_ascii_lowercase);
    // The name of a host may have more parts: `mail.booking.com`.
    let goes_on =
        || after[next.len()..].strip_prefix('.').is_some_and(|end| end.starts_with(|c: char| c.is_ascii_lowercase()));
    let domain = small && last.len() > 1 && (next.len() <= 4 || goes_on());
    acronym || domain
}

/// Whether the dot between two texts is that of a double given name in short: *J.-P. Doe*.
fn initials(before: &str, after: &str) -> bool {
    let single = |text: &str| {
        let mut letters = text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(|next| !next.is_alphanumeric())
    };
    single(before) && single(after.trim_start_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(language: Language, text: &str) -> Vec<String> {
        let mut words = Words::default();
        for (class, form) in [
            (WordClass::Elision, "l'"),
            (WordClass::Elision, "d'"),
            (WordClass::Whole, "aujourd'hui"),
            (WordClass::Whole, "co-"),
            (WordClass::Inversion, "-il"),
            (WordClass::Inversion, "-t-il"),
            (WordClass::Abbreviation, "M."),
            (WordClass::Abbreviation, "inc."),
        ] {
            words.insert(Language::French, class, form.to_owned(), String::new());
            words.insert(Language::English, class, form.to_owned(), String::new());
        }
        for clitic in ["'s", "n't"] {
            words.insert(Language::English, WordClass::Clitic, clitic.to_owned(), String::new());
        }
        words.set(Language::English, Typology::DividingHyphen);
        let spans = Tokenizer::new(&words, language).tokens(text, Span::new(0, text.len()));
        spans.into_iter().map(|span| text[span.start..span.end].to_owned()).collect()
    }

    #[test]
    fn french_elisions_and_inversions_are_cut() {
        assert_eq!(
            cut(Language::French, "L\u{2019}IA d'Aix aujourd'hui, a-t-il dit."),
            ["L\u{2019}", "IA", "d'", "Aix", "aujourd'hui", ",", "a", "-t-il", "dit", "."]
        );
    }

    #[test]
    fn names_keep_their_plus_and_an_elision_is_one_before_a_quote() {
        assert_eq!(
            cut(Language::French, "Glacis+, bambi+co : n\u{B0} 12 (+6 %), l'\u{AB} un \u{BB}"),
            [
                "Glacis+", ",", "bambi+co", ":", "n\u{B0}", "12", "(", "+", "6", "%", ")", ",", "l'", "\u{AB}", "un",
                "\u{BB}"
            ]
        );
    }

    #[test]
    fn english_clitics_and_compounds_are_cut() {
        assert_eq!(
            cut(Language::English, "Acme Inc. doesn't own Bolt's Paris-based co-founder."),
            ["Acme", "Inc.", "does", "n't", "own", "Bolt", "'s", "Paris", "-", "based", "co-founder", "."]
        );
    }

    #[test]
    fn numbers_keep_their_groups_and_lose_their_signs() {
        assert_eq!(
            cut(Language::French, "10\u{202F}000 \u{20AC}, 1 300 milliards, 3,7 % et $128, 5G, 2020-2024."),
            [
                "10\u{202F}000",
                "\u{20AC}",
                ",",
                "1 300",
                "milliards",
                ",",
                "3,7",
                "%",
                "et",
                "$",
                "128",
                ",",
                "5G",
                ",",
                "2020",
                "-",
                "2024",
                "."
            ]
        );
    }

    #[test]
    fn times_dates_and_hosts_are_one_word_and_ranges_are_not() {
        assert_eq!(
            cut(Language::English, "5:00, 9/11/2001 1/10 3-4 1:2 a:b (x:) :) mail.booking.com >>"),
            [
                "5:00",
                ",",
                "9/11/2001",
                "1/10",
                "3",
                "-",
                "4",
                "1",
                ":",
                "2",
                "a",
                ":",
                "b",
                "(",
                "x",
                ":",
                ")",
                ":)",
                "mail.booking.com",
                ">>"
            ]
        );
    }

    #[test]
    fn addresses_and_acronyms_stay_whole() {
        assert_eq!(
            cut(Language::English, "See https://a.b/c?d=1, or U.S. site booking.com. J. Doe"),
            ["See", "https://a.b/c?d=1", ",", "or", "U.S.", "site", "booking.com", ".", "J.", "Doe"]
        );
        assert_eq!(cut(Language::French, "M. J.-P. Doe a dit."), ["M.", "J.-P.", "Doe", "a", "dit", "."]);
    }

    #[test]
    fn tokens_cover_every_visible_character() {
        let text = "\u{200B}é\u{301}漢字\u{202E}abc🙂🙂\u{0}x''y--z..";
        let joined: String = cut(Language::French, text).concat();
        let visible: String = text.chars().filter(|&c| !c.is_whitespace()).collect();
        let strip = |text: &str| text.chars().filter(|&c| !is_invisible(c)).collect::<String>();
        assert_eq!(strip(&joined), strip(&visible));
    }
}
