//! Quantities: numbers with their units, as the two languages write them.
//!
//! Owns the grammar of amounts, percentages, power and counts over tokens. Word forms are
//! data, made ready by `numerals`. Gives disjoint measures in text order. A range gives both its numbers, bound `about`.

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::{Bound, Document, Quantity, Sentence, Token, Upos};
use crate::ontology::WordClass;

use super::features::lower;
use super::numerals::{Numerals, Opener, Phrase};

/// A number below this that stands alone tells nothing.
const TELLING: f64 = 20.0;

impl Numerals {
    /// The measures of a sentence.
    pub(super) fn find(&self, document: &Document, index: usize, sentence: &Sentence, found: &mut Vec<Measure>) {
        let forms = sentence.tokens.iter().map(Token::lower).collect();
        let reading = Reading { numerals: self, sentence, forms };
        let mut at = 0;
        while at < sentence.tokens.len() {
            if !reading.may_begin(at) {
                at += 1;
                continue;
            }
            match reading.measure(document, index, at, found) {
                Some(measure) => {
                    at = measure.tokens.end.max(at + 1);
                    found.push(measure);
                }
                None => at += 1,
            }
        }
    }
}

/// A number of a unit that is so many of another: a hundredth of 57 is 0.57, so that what divides is exact where its inverse is
/// not.
fn times_factor(value: f64, factor: f64) -> f64 {
    if factor < 1.0 { value / factor.recip().round() } else { value * factor }
}

/// A sentence whose quantities are looked for, its forms in small letters.
pub(super) struct Reading<'r> {
    pub(super) numerals: &'r Numerals,
    pub(super) sentence: &'r Sentence,
    pub(super) forms: Vec<&'r str>,
}

pub(super) struct Number {
    pub(super) value: f64,
    pub(super) end: usize,
    /// Letters glued to the digits (`300M`) that were read as a scale or unit.
    pub(super) scaled: bool,
}

impl Reading<'_> {
    /// Whether a number is the one of several that a determiner tells: *one of its plants*.
    fn is_one_among(&self, number: &Number) -> bool {
        let form = |at: usize| self.forms.get(at).copied().unwrap_or_default();
        let link = self.numerals.links.iter().any(|link| link == form(number.end));
        (number.value - 1.0).abs() < f64::EPSILON && link && self.numerals.determiners.contains(form(number.end + 1))
    }

    /// Whether a quantity may begin at a token: most cannot.
    fn may_begin(&self, at: usize) -> bool {
        let (form, exact) = (self.forms[at], &*self.sentence.tokens[at].form);
        let starts = |form: &str| self.numerals.starts.contains(form);
        self.is_numeral(at) || starts(form) || form != exact && starts(exact) || self.touches_sign(at)
    }

    /// The measure at `at`, `before` being those found before it.
    fn measure(&self, document: &Document, index: usize, at: usize, before: &[Measure]) -> Option<Measure> {
        let worded = self.fraction(document, index, at).or_else(|| self.token_price(document, index, at));
        if worded.is_some() {
            return worded;
        }
        let sign = self.sign(at);
        let start = sign.as_ref().map_or(at, |(end, _)| *end);
        let (number, mut until) = self.ranged(at, start)?;
        let (kind, mut unit, mut end) = match &sign {
            Some((_, code)) => (MeasureKind::Money, code.clone(), number.end),
            // *One of the world's largest brewers*: counts nobody.
            None if self.is_one_among(&number) => return None,
            None => self.unit(number.end)?,
        };
        if sign.is_some() {
            // *$128 millions* has its scale inside the number; *$5 million USD* says the currency twice.
            if let Some((after, _)) = self.phrase(end, &[WordClass::Currency]) {
                end = after;
            }
        }
        let mut value = number.value;
        if let Some((symbol, factor)) = unit.clone().split_once('*') {
            let factor: f64 = factor.parse().unwrap_or(1.0);
            until = until.map(|until| times_factor(until, factor));
            value = times_factor(value, factor);
            symbol.clone_into(&mut unit);
        }
        let (kind, unit, end) = if kind == MeasureKind::Count {
            // *Rose from 300 to 400*: counts of what the subject says.
            let bare = || until.map(|_| (MeasureKind::Count, String::new(), number.end));
            self.count(document, index, (start, &number), before).or_else(bare)?
        } else {
            (kind, unit, end)
        };
        let (bound, first, last) = self.bound(at, end, until.is_some());
        let quantity = Quantity { number: value, unit, bound, text: None };
        Some(Measure { until, ..self.built(document, index, kind, quantity, first..last) })
    }

    /// The sign or code of a currency that stands before a number, and where it ends: `$128`, `US$1.3bn`.
    fn sign(&self, at: usize) -> Option<(usize, String)> {
        let sign = self.phrase(at, &[WordClass::Currency]).filter(|(end, _)| *end < self.forms.len());
        let sign = sign.filter(|(end, _)| {
            // *SEK 5.1bn*: of words only a code stands before its number.
            let word = self.is_word(at) && self.is_word(*end - 1) && !self.is_code(at);
            self.is_numeral(*end) && !word || self.forms[at] == "us$"
        });
        sign.or_else(|| self.prefix(at))
    }

    /// Letters that stand for a currency right before its number: *R1.4m*.
    fn prefix(&self, at: usize) -> Option<(usize, String)> {
        let tokens = &self.sentence.tokens;
        let code = self.numerals.prefixes.get(tokens[at].form.as_ref())?;
        let touches = tokens.get(at + 1).is_some_and(|next| next.span.start == tokens[at].span.end);
        (touches && self.is_numeral(at + 1)).then(|| (at + 1, code.clone()))
    }

    /// The number at `start`, and the second one of a range that it opens.
    fn ranged(&self, at: usize, start: usize) -> Option<(Number, Option<f64>)> {
        let number = self.number(start)?;
        let Some((bare, second)) = self.range(at, number.end) else { return Some((number, None)) };
        // The scale of the second number holds for both: *20 à 30 millions*.
        let scale = if number.scaled { 1.0 } else { second.value / bare };
        let first = Number { value: times(number.value, scale), end: second.end, scaled: true };
        Some((first, Some(second.value)))
    }

    /// What a number without a unit counts, or the money that it goes on with: kind, unit and where it ends.
    fn count(
        &self,
        document: &Document,
        index: usize,
        (start, number): (usize, &Number),
        before: &[Measure],
    ) -> Option<(MeasureKind, String, usize)> {
        let Number { value, end, .. } = *number;
        let last = before.last().filter(|last| last.sentence == index && last.kind == MeasureKind::Count);
        let remnant = last.is_some_and(|last| value >= TELLING && self.is_remnant(start, last.tokens.end));
        // *X a gagné 3 millions d'euros, Y 5 millions*: no name goes on with a scale.
        let named = self.is_part_of_name(start, end) && !remnant && !self.is_scale(end - 1);
        if self.is_year(start, end, value) || named {
            return None;
        }
        // *One of Zorvex's customers*.
        if value <= 1.0 && self.links(end) && self.forms[end] != self.forms[start] && !number.scaled {
            return None;
        }
        // *18 milliards de bons du Trésor*.
        if self.is_scale(end - 1) && self.is_of_money(end) {
            return self.spoken(before).map(|money| (MeasureKind::Money, money, end));
        }
        if let Some((unit, behind)) = self.counted(document, end) {
            // *One of its two plants* counts the two.
            let other = value <= 1.0 && behind > end && self.number(behind).is_some();
            return (!other).then_some((MeasureKind::Count, unit, behind));
        }
        // *raised 10 billion dollars at a valuation of 350 billion*: many of nothing is money.
        // What is counted in a token says nothing of the money of the text.
        if let Some(money) = self.spoken(before).filter(|_| self.is_scale(end - 1)) {
            return Some((MeasureKind::Money, money, end));
        }
        let ranges = |last: &&Measure| self.ends_a_range(&last.tokens, start);
        let elsewhere = |last: &&Measure| self.is_elsewhere((start, end), last.tokens.end);
        let again = last.filter(|last| remnant || self.counts_again(start) || ranges(last) || elsewhere(last));
        let again = again.or(last.filter(|_| self.is_of_them(end)));
        let again = again.map(|last| last.quantity.unit.clone());
        let unit = again.or_else(|| self.taken_up(index, start, before));
        let unit = unit.or_else(|| self.in_brackets(document, start, end));
        // *It employed nearly 1,100*: a number alone where an object stands.
        let unit = unit.or_else(|| self.stands_alone(start, end, value).then(String::new));
        unit.map(|unit| (MeasureKind::Count, unit, end))
    }

    fn built(
        &self,
        document: &Document,
        index: usize,
        kind: MeasureKind,
        mut quantity: Quantity,
        tokens: std::ops::Range<usize>,
    ) -> Measure {
        let list = &self.sentence.tokens;
        let span = list[tokens.start].span.cover(list[tokens.end - 1].span);
        quantity.text = Some(document.slice(span).to_owned());
        Measure { sentence: index, head: self.head(&tokens), tokens, quantity, until: None, kind }
    }

    /// The token of a range whose head lies outside it.
    fn head(&self, tokens: &std::ops::Range<usize>) -> usize {
        let outside = |token: &usize| self.sentence.tokens[*token].head.is_none_or(|head| !tokens.contains(&head));
        let candidates: Vec<usize> = tokens.clone().filter(outside).collect();
        let noun = candidates.iter().copied().find(|&token| {
            !matches!(self.sentence.tokens[token].upos, Upos::Adp | Upos::Adv | Upos::Det | Upos::Punct)
        });
        noun.or_else(|| candidates.first().copied()).unwrap_or(tokens.end - 1)
    }

    fn is_word(&self, at: usize) -> bool {
        self.forms[at].chars().all(char::is_alphabetic)
    }

    /// Whether a word is spelt as the code of a currency.
    fn is_code(&self, at: usize) -> bool {
        let form = &self.sentence.tokens[at].form;
        form.len() == 3 && form.chars().all(|c| c.is_ascii_uppercase())
    }

    fn is_numeral(&self, at: usize) -> bool {
        self.forms.get(at).is_some_and(|form| form.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// A fraction in words: a share of something.
    fn fraction(&self, document: &Document, index: usize, at: usize) -> Option<Measure> {
        let (end, value) = self.phrase(at, &[WordClass::Fraction])?;
        // *Half a dozen* is a number.
        if self.spelled(at).is_some_and(|(_, behind)| behind > end) {
            return None;
        }
        let quantity = Quantity { number: value.parse().ok()?, unit: "%".to_owned(), bound: Bound::About, text: None };
        Some(self.built(document, index, MeasureKind::Percent, quantity, at..end))
    }

    /// One unit of a currency, for form's sake: *l'euro symbolique*.
    fn token_price(&self, document: &Document, index: usize, at: usize) -> Option<Measure> {
        let (end, unit) = self.phrase(at, &[WordClass::TokenPrice])?;
        let quantity = Quantity { number: 1.0, unit, bound: Bound::Exact, text: None };
        Some(self.built(document, index, MeasureKind::Money, quantity, at..end))
    }

    /// The longest phrase of one of `classes` at `at`: where it ends and its value.
    pub(super) fn phrase(&self, at: usize, classes: &[WordClass]) -> Option<(usize, String)> {
        let exact = self.sentence.tokens.get(at)?.form.as_ref();
        if let Some(value) = self.glued(at, classes) {
            return Some((at + 2, value));
        }
        let lists = [self.numerals.phrases.get(self.forms[at]), self.numerals.phrases.get(exact)];
        let fits = |phrase: &&Phrase| {
            classes.contains(&phrase.class)
                && at + phrase.words.len() <= self.forms.len()
                && phrase.words[1..].iter().zip(&self.forms[at + 1..]).all(|(word, form)| *lower(word) == **form)
        };
        lists
            .into_iter()
            .flatten()
            .find_map(|list| list.iter().find(fits))
            .map(|phrase| (at + phrase.words.len(), phrase.value.clone()))
    }

    /// Whether letters touch a sign behind them.
    fn touches_sign(&self, at: usize) -> bool {
        let [letters, sign] = [at, at + 1].map(|at| self.sentence.tokens.get(at));
        letters.zip(sign).is_some_and(|(letters, sign)| letters.span.end == sign.span.start)
            && self.is_word(at)
            && !self.is_word(at + 1)
    }

    /// The value of a sign with letters before it, which are two tokens: *C$*, *HK$*.
    fn glued(&self, at: usize, classes: &[WordClass]) -> Option<String> {
        if !self.touches_sign(at) {
            return None;
        }
        let [letters, sign] = [at, at + 1].map(|at| &self.sentence.tokens[at]);
        let list = self.numerals.phrases.get(&format!("{}{}", letters.form, sign.form))?;
        list.iter().find(|phrase| classes.contains(&phrase.class)).map(|phrase| phrase.value.clone())
    }

    /// A number in digits or words, with its scale, at `at`.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        let form = *self.forms.get(at)?;
        let mut number = if self.is_numeral(at) {
            let digits = form.trim_end_matches(|c: char| !c.is_ascii_digit());
            let glued = &form[digits.len()..];
            let value = parse(digits, self.numerals.decimal_comma)?;
            // Case tells *45M* (millions) from *45m* (metres).
            let exact = self.sentence.tokens[at].form.get(digits.len()..).unwrap_or(glued);
            match self.numerals.scales.get(exact).or_else(|| self.numerals.scales.get(glued)) {
                Some(scale) => Number { value: times(value, *scale), end: at + 1, scaled: true },
                None if glued.is_empty() => Number { value, end: at + 1, scaled: false },
                None => return None,
            }
        } else {
            // *un bénéfice*: an article counts nothing, unless a scale or more of a number follows it.
            let upos = self.sentence.tokens[at].upos;
            let spelled = self.spelled(at);
            let goes_on = self.forms.get(at + 1).is_some_and(|next| self.numerals.scales.contains_key(*next))
                || spelled.is_some_and(|(_, end)| end > at + 1);
            if !goes_on && matches!(upos, Upos::Det | Upos::Pron | Upos::Adp | Upos::Adv) {
                return None;
            }
            let scale = || Some((*self.numerals.scales.get(form).filter(|_| form.len() > 3)?, at + 1));
            let scaled = spelled.is_none();
            let (value, end) = spelled.or_else(scale)?;
            // *Plusieurs millions*: a word for many in the plural, without a number before it, tells none.
            if scaled && self.sentence.tokens[at].morph.number == Some(crate::model::Number::Plur) {
                return None;
            }
            Number { value, end, scaled }
        };
        self.scale(&mut number);
        if !self.is_numeral(at) && number.value >= 100.0 {
            self.add(&mut number);
        }
        Some(number)
    }

    /// Multiplies by the scales that follow: *13 000 milliards*, *deux cent mille*, *dizaine de millions*.
    pub(super) fn scale(&self, number: &mut Number) {
        loop {
            let mut next = number.end;
            let linked = self.links(next);
            // Only a word for many, not a count of things, is followed by its scale after a linking word.
            if linked && self.forms.get(next + 1).is_some_and(|form| self.numerals.scales.contains_key(*form)) {
                next += 1;
            }
            let hyphen = self.forms.get(next).is_some_and(|&form| form == "-");
            next += usize::from(hyphen);
            let Some(scale) = self.scale_at(next) else { break };
            // A single letter is a scale only where money or a unit makes it one.
            if self.forms[next].len() == 1 && self.unit(next + 1).is_none_or(|(kind, ..)| kind == MeasureKind::Count) {
                let money_before = number.end >= 2 && self.phrase(number.end - 2, &[WordClass::Currency]).is_some();
                if !money_before {
                    break;
                }
            }
            number.value = times(number.value, scale);
            number.end = next + 1;
            number.scaled = true;
        }
    }

    /// The scale word or letter at `at`, in its own case first.
    pub(super) fn scale_at(&self, at: usize) -> Option<f64> {
        let scales = &self.numerals.scales;
        let exact = self.sentence.tokens.get(at)?.form.as_ref();
        scales.get(exact).or_else(|| scales.get(self.forms[at])).copied()
    }

    /// Whether a word for a million or more stands at `at`.
    fn is_scale(&self, at: usize) -> bool {
        self.forms[at].chars().count() > 3 && self.scale_at(at).is_some_and(|scale| scale >= 1e6)
    }

    /// A second number of a range after `at`, the first of which begins at `start`: bare of its scale, and whole.
    fn range(&self, start: usize, at: usize) -> Option<(f64, Number)> {
        let link = *self.forms.get(at)?;
        let upos = self.sentence.tokens[at].upos;
        let opener = start.checked_sub(1).and_then(|before| self.numerals.openers.get(self.forms[before]));
        let dash = matches!(link, "-" | "\u{2013}" | "\u{2014}");
        let adposition = upos == Upos::Adp && link.chars().count() <= 2 && !self.links(at);
        let between = upos == Upos::Cconj && opener == Some(&Opener::Between);
        if !(dash || adposition || between) || !self.is_numeral(at + 1) {
            return None;
        }
        let bare =
            parse(self.forms[at + 1].trim_end_matches(|c: char| !c.is_ascii_digit()), self.numerals.decimal_comma)?;
        let second = self.number(at + 1)?;
        // *De 3 millions en 2020 à 4 millions*: a year opens no range of less.
        let first = self.number(start).map_or(0.0, |first| first.value);
        if opener.is_none() && self.is_year(start, at, first) && bare < first {
            return None;
        }
        // *20 à 30 millions* is a range; *12 à 2024* is not one of the same unit.
        let has_unit = second.scaled || self.unit(second.end).is_some_and(|(kind, ..)| kind != MeasureKind::Count);
        // *De 45 à 80 salariés*, *rose from 300 to 400*.
        let next = self.sentence.tokens.get(second.end).map(|next| next.upos);
        let counts = opener.is_some()
            && !self.is_year(at + 1, second.end, second.value)
            && match next {
                Some(Upos::Noun | Upos::Adj) => true,
                Some(Upos::Punct) | None => second.value >= TELLING && opener == Some(&Opener::From),
                _ => false,
            };
        ((has_unit || counts) && bare > 0.0).then_some((bare, second))
    }

    /// *Grew from 300 shops to 400*: whether the count at `first`, behind what opens a range, goes on with the number at
    /// `second`.
    fn ends_a_range(&self, first: &std::ops::Range<usize>, second: usize) -> bool {
        let opened = first.start.checked_sub(1).and_then(|before| self.numerals.openers.get(self.forms[before]));
        let marks = |at: usize| self.sentence.tokens.get(at).is_some_and(|link| link.upos == Upos::Adp);
        // *De 800 salariés en 1969 à 300 en 1983*.
        let year = |at: usize| self.number(at).is_some_and(|number| self.is_year(at, number.end, number.value));
        let dated = marks(first.end) && first.end + 1 < second && year(first.end + 1);
        let link = if dated { first.end + 2 } else { first.end };
        opened == Some(&Opener::From) && marks(link) && link + 1 == second && !self.links(link)
    }

    /// The unit after a number: kind, unit and where it ends.
    fn unit(&self, at: usize) -> Option<(MeasureKind, String, usize)> {
        let form = *self.forms.get(at)?;
        let next = at + usize::from(form == "-" || self.links(at));
        for start in [at, next] {
            if let Some((end, code)) = self.phrase(start, &[WordClass::Currency]) {
                return Some((MeasureKind::Money, code, end));
            }
            if let Some((end, _)) = self.phrase(start, &[WordClass::Percent]) {
                return Some((MeasureKind::Percent, "%".to_owned(), end));
            }
            if let Some((end, unit)) = self.phrase(start, &[WordClass::Unit]) {
                let kind = match unit.as_str() {
                    "duration" => MeasureKind::Duration,
                    unit if unit.starts_with("MW") => MeasureKind::Power,
                    _ => MeasureKind::Other,
                };
                return Some((kind, unit, end));
            }
        }
        Some((MeasureKind::Count, String::new(), at))
    }

    /// Four digits without a group that may be a year.
    fn is_year(&self, start: usize, end: usize, value: f64) -> bool {
        let form = &self.forms[start];
        // *Over 1500 employees*.
        let bounded = matches!(self.bound(start, end, false).0, Bound::AtLeast | Bound::AtMost);
        !bounded
            && end == start + 1
            && form.len() == 4
            && (1500.0..=2100.0).contains(&value)
            && form.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether a number in digits is the object of a verb, or what it goes to, all by itself.
    fn stands_alone(&self, start: usize, end: usize, value: f64) -> bool {
        let tokens = &self.sentence.tokens;
        // *A workforce of 950*.
        let of = start.checked_sub(1).is_some_and(|before| self.links(before));
        // *The workforce fell to 8,000*.
        let to = start
            .checked_sub(1)
            .is_some_and(|before| tokens[before].upos == Upos::Adp && self.numerals.goals.contains(self.forms[before]));
        // *Headcount was 2,940*.
        let copular = |at: usize| tokens.iter().any(|token| token.head == Some(at) && &*token.deprel == "cop");
        let object = (start..end).any(|at| {
            let relation = tokens[at].deprel.as_ref();
            let marked = of && relation.starts_with("nmod") || to && relation.starts_with("obl");
            (tokens[at].upos == Upos::Num || self.is_scale(at)) && (relation == "obj" || marked || copular(at))
        });
        let closed = tokens.get(end).is_none_or(|next| matches!(next.upos, Upos::Adp | Upos::Punct | Upos::Cconj));
        object && closed && value >= TELLING && self.is_numeral(start)
    }

    /// A number right after a name or hyphen belongs to it (*Falcon 9*, *GPT - 4*), one after a noun of rank to that
    /// (*phase 2 trial*).
    fn is_part_of_name(&self, start: usize, _end: usize) -> bool {
        let Some(before) = start.checked_sub(1).map(|before| &self.sentence.tokens[before]) else { return false };
        let touches = before.span.end == self.sentence.tokens[start].span.start;
        let labels = self.numerals.labels.contains(self.forms[start - 1]);
        labels
            || before.upos == Upos::Propn && before.form.chars().next().is_some_and(char::is_uppercase)
            || touches && matches!(before.form.as_ref(), "-" | "/" | "." | "#")
    }

    /// The bound that words around the quantity give, and the tokens it takes with them.
    pub(super) fn bound(&self, start: usize, end: usize, range: bool) -> (Bound, usize, usize) {
        let named = |value: &str| Bound::from_name(value).unwrap_or(Bound::Exact);
        for length in (1..=4).rev() {
            let Some(first) = start.checked_sub(length) else { continue };
            if let Some((stop, value)) = self.phrase(first, &[WordClass::BoundCue])
                && stop == start
            {
                return (named(&value), first, end);
            }
        }
        if let Some((stop, value)) = self.phrase(end, &[WordClass::BoundCue])
            && stop > end + 1
            // *300 MW près de X*: what governs the words behind it bounds nothing before it.
            && self.sentence.tokens[stop - 1].upos != Upos::Adp
        {
            return (named(&value), start, stop);
        }
        (if range { Bound::About } else { Bound::Exact }, start, end)
    }
}

/// A number in its scale: *4.1 million* is a whole number, though 4.1 is none that a computer can write.
fn times(value: f64, scale: f64) -> f64 {
    let product = value * scale;
    let whole = product.round();
    if (product - whole).abs() < 1e-6 { whole } else { product }
}

/// The number that digits with separators stand for, a comma or a dot before the decimals.
fn parse(digits: &str, decimal_comma: bool) -> Option<f64> {
    let plain: String = digits.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '\u{2019}')).collect();
    let (decimal, group) = if decimal_comma { (',', '.') } else { ('.', ',') };
    let groups_of_three = |separator: char| {
        let mut parts = plain.split(separator);
        let first = parts.next().unwrap_or_default();
        (1..=3).contains(&first.len())
            && first != "0"
            && parts.clone().next().is_some()
            && parts.all(|part| part.len() == 3)
    };
    let several = |separator: char| plain.matches(separator).count() > 1;
    let text = if plain.contains(decimal) && plain.contains(group) {
        plain.replace(group, "").replace(decimal, ".")
    } else if several(decimal) || plain.contains(group) && groups_of_three(group) {
        // *1,300* in English and *1.300* in French are thousands; several marks always are.
        plain.replace([decimal, group], "")
    } else {
        plain.replace([decimal, group], ".")
    };
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_as_their_language_writes_them() {
        let french = |text| parse(text, true);
        let english = |text| parse(text, false);
        assert_eq!(french("1,3"), Some(1.3));
        assert_eq!(french("10\u{202F}000"), Some(10000.0));
        assert_eq!(french("1.300.000"), Some(1_300_000.0));
        assert_eq!(french("3.7"), Some(3.7));
        assert_eq!(english("1,300"), Some(1300.0));
        assert_eq!(english("1,300.5"), Some(1300.5));
        assert_eq!(english("0,5"), Some(0.5));
        assert_eq!(english("1.2.3"), None.or(Some(123.0)));
    }
}
