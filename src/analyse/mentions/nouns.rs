//! Noun phrases that take part without naming: *data centres*, *an Italian start-up*.
//!
//! Owns their extent and kind. A phrase whose noun is no kind noun gets a kind by its shape (an activity or a
//! product) at a confidence that says that any thing may be meant.

use std::ops::Range;

use crate::analyse::features::lower;
use crate::model::analysis::{Measure, MeasureKind};
use crate::model::{Document, EntityKind, Mention, Number, Sentence, Tense, Token, Upos, VerbForm};
use crate::ontology::{Ontology, WordClass};

use super::seen::all_capitals;
use super::slice;

/// Confidence of a phrase whose noun says nothing of its kind.
pub(super) const ANY_THING: f32 = 0.35;

/// Confidence of a phrase whose noun says its kind.
pub(super) const SAID: f32 = 0.6;

/// Below this nothing but its shape says what kind a name is of.
const UNKNOWN: f32 = 0.55;

/// The noun phrases of a sentence that none of its `names` covers; `measures` are the sentence's own.
pub(super) fn find(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    measures: &[Measure],
    ontology: &Ontology,
    names: &[Mention],
) -> Vec<Mention> {
    let mut out = Vec::new();
    let phrase = Phrase::new(sentence, measures, ontology, names);
    for head in 0..sentence.tokens.len() {
        if !phrase.is_noun(head) || phrase.named[head].is_some() || phrase.amounts[head] {
            continue;
        }
        let tokens = phrase.extent(head);
        let (kind, confidence) = phrase.kind(head, &tokens);
        let tokens = phrase.without_origin(head, tokens, kind);
        let tokens = phrase.with_its_country(head, tokens);
        let span = sentence.tokens[tokens.start].span.cover(sentence.tokens[tokens.end - 1].span);
        let body = phrase.is_body_of_a_place(head, &tokens) || phrase.is_house(head);
        let (kind, confidence) = if body { (EntityKind::Organization, SAID) } else { (kind, confidence) };
        out.push(Mention {
            sentence: index,
            name: slice(document, sentence, &tokens).into(),
            tokens,
            head,
            span,
            kind,
            proper: body,
            iri: None,
            confidence,
        });
    }
    out
}

struct Phrase<'p> {
    sentence: &'p Sentence,
    ontology: &'p Ontology,
    children: Vec<Vec<usize>>,
    /// The name that covers a token; a place said by an adjective is part of the phrase around it.
    named: Vec<Option<&'p Mention>>,
    /// Whether a token is part of an amount.
    amounts: Vec<bool>,
}

impl<'p> Phrase<'p> {
    fn new(sentence: &'p Sentence, measures: &[Measure], ontology: &'p Ontology, known: &'p [Mention]) -> Self {
        let length = sentence.tokens.len();
        let (mut children, mut named, mut amounts) =
            (vec![Vec::new(); length], vec![None; length], vec![false; length]);
        for (at, token) in sentence.tokens.iter().enumerate() {
            if let Some(head) = token.head {
                children[head].push(at);
            }
        }
        let adjective =
            |mention: &Mention| mention.tokens.len() == 1 && sentence.tokens[mention.tokens.start].upos == Upos::Adj;
        for mention in known.iter().filter(|mention| !adjective(mention)) {
            named[mention.tokens.clone()].fill(Some(mention));
        }
        for measure in measures.iter().filter(|measure| measure.kind != MeasureKind::Count) {
            amounts[measure.tokens.clone()].fill(true);
        }
        // *A 400-bed hospital* is a hospital.
        for size in sizes(&sentence.tokens) {
            amounts[size].fill(true);
        }
        Self { sentence, ontology, children, named, amounts }
    }

    /// Whether a token is a common noun; an acronym that stands for one is, whatever its tag.
    fn is_noun(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let kind = |form: &str| self.ontology.words.has(self.sentence.language, WordClass::KindNoun, form);
        // A title goes with the name that follows.
        let title = || {
            self.named.get(at + 1).is_some_and(Option::is_some)
                && self.ontology.words.has(self.sentence.language, WordClass::PersonTitle, &token.form)
        };
        // What stands as a noun behind an adposition is one, whatever its tag: *une société de robotique*.
        let stands = || {
            &*token.deprel == "nmod"
                && self.children[at].iter().any(|&child| &*self.sentence.tokens[child].deprel == "case")
        };
        let of_time = || {
            let form = lower(&token.form);
            let words = &self.ontology.words;
            let times = [WordClass::Weekday, WordClass::Month, WordClass::RelativeTime];
            times.iter().any(|&class| words.has(self.sentence.language, class, &form))
        };
        // *Other investors*.
        let ranks = || {
            let (words, form) = (&self.ontology.words, lower(&token.form));
            let language = self.sentence.language;
            [WordClass::Ranking, WordClass::NotAName].iter().all(|&class| words.has(language, class, &form))
                && !words.has(language, WordClass::KindNoun, &form)
        };
        let hyphen = || at.checked_sub(1).is_some_and(|before| self.sentence.tokens[before].form.as_ref() == "-");
        let size = &*token.deprel == "compound" && self.amounts[at] && hyphen();
        (token.upos == Upos::Noun || token.upos == Upos::Adj && stands()) && !title() && !of_time() && !size && !ranks()
            || matches!(token.upos, Upos::Propn | Upos::X)
                && all_capitals(&token.form)
                && (kind(&token.form) || kind(&token.form.to_lowercase()))
    }

    /// The noun with its adjectives, compounds and genitive nouns, without determiner.
    fn extent(&self, head: usize) -> Range<usize> {
        let tokens = &self.sentence.tokens;
        let mut start = head;
        while let Some(before) = start.checked_sub(1) {
            let token = &tokens[before];
            let touches = token.span.end == tokens[start].span.start;
            let hyphen = token.form.as_ref() == "-" && touches;
            let modifies = matches!(token.deprel.as_ref(), "amod" | "compound" | "flat" | "nmod:desc")
                && !matches!(token.upos, Upos::Punct | Upos::Sym)
                || tokens[start].form.as_ref() == "-" && touches;
            // *A $2bn plant*, *a 60 MW plant* is a plant.
            if !(modifies || hyphen) || self.amounts[before] {
                break;
            }
            start = match self.named[before] {
                None => before,
                // A name before the noun is a part of it as a whole (*Bitcoin mining*), a place is where it is.
                // In the name of a public body it is part of the name: *the Oslo stock exchange*.
                Some(name)
                    if &*tokens[name.head].deprel == "compound"
                        && (name.kind != EntityKind::Place || self.ends_in_a_body(start, head)) =>
                {
                    name.tokens.start
                }
                Some(_) => break,
            };
        }
        // What a hyphen ties to a name goes with the name: *the Lisbon-based startup*.
        if tokens[start].form.as_ref() == "-" {
            start = (start + 2).min(head);
        }
        // *The Waltham, MA-based startup*: so does what it ties to the code of a region.
        let code = self.ontology.words.has(self.sentence.language, WordClass::Region, &tokens[start].form);
        if code && tokens.get(start + 1).is_some_and(|next| next.form.as_ref() == "-") {
            start = (start + 3).min(head);
        }
        let mut above = head;
        let mut end = self.modifiers(above, head + 1);
        // Two genitive complements at most: *application de trading de cryptomonnaies*.
        for _ in 0..2 {
            let of = |noun: usize| {
                self.children[noun]
                    .iter()
                    .copied()
                    .find(|&child| child > end && child <= end + 3 && tokens[child].deprel.starts_with("nmod"))
            };
            let complement = of(above).or_else(|| of(head)).filter(|&child| self.is_genitive(child, end));
            let Some(complement) = complement else { break };
            if let Some(name) = self.named[complement] {
                let place = self.said(head, &(start..end)).or_else(|| self.site(head));
                let body = name.kind == EntityKind::Place && self.is_public(head, end);
                if body || matches!(place, Some(EntityKind::Facility | EntityKind::Place)) {
                    end = name.tokens.end;
                }
                break;
            }
            // *Une usine d'un coût de 3 millions*: what only says what is measured stays outside with its figure.
            if self.children[complement].iter().any(|&child| child > complement && self.amounts[child]) {
                break;
            }
            let beyond = self.modifiers(complement, complement + 1);
            // *Buses of the manufacturer X*: what describes a name goes with the name.
            if self.describes_a_name(complement, beyond) {
                break;
            }
            (above, end) = (complement, beyond);
        }
        start..self.tail(end, [above, head])
    }

    /// Behind a marker and a bare noun that tell what is meant: *maisons en paille*, *crédit par SMS*.
    fn tail(&self, end: usize, heads: [usize; 2]) -> usize {
        let tokens = &self.sentence.tokens;
        let words = &self.ontology.words;
        let has = |class: WordClass, form: &str| words.has(self.sentence.language, class, form);
        let (Some(marker), Some(noun)) = (tokens.get(end), tokens.get(end + 1)) else { return end };
        let hangs = noun.head.is_some_and(|above| heads.contains(&above)) && noun.deprel.starts_with("nmod");
        let governs = marker.upos == Upos::Adp && has(WordClass::TailMarker, &marker.lemma);
        let free = self.named[end + 1].is_none() && !self.amounts[end + 1];
        let bare = matches!(noun.upos, Upos::Noun | Upos::X) && self.children[end + 1].len() == 1;
        let telling = !has(WordClass::NoTail, &noun.lemma.to_lowercase()) && !has(WordClass::Month, &lower(&noun.form));
        if hangs && governs && free && bare && telling { end + 2 } else { end }
    }

    /// Whether a noun with an article says the kind of an organisation whose name stands right behind its phrase.
    fn describes_a_name(&self, noun: usize, end: usize) -> bool {
        let determined = self.children[noun].iter().any(|&child| self.sentence.tokens[child].upos == Upos::Det);
        let named = self.named.get(end).copied().flatten().is_some_and(|name| name.kind != EntityKind::Place);
        named && determined && self.said(noun, &(noun..end)) == Some(EntityKind::Organization)
    }

    /// *Danish pumps*: an adjective of origin before a thing or an activity says where it comes from, not what it is.
    fn without_origin(&self, head: usize, tokens: Range<usize>, kind: EntityKind) -> Range<usize> {
        let actor =
            matches!(kind, EntityKind::Organization | EntityKind::Person | EntityKind::Unnamed | EntityKind::Group);
        let origin = |at: usize| {
            let token = &self.sentence.tokens[at];
            token.upos == Upos::Adj
                && self.ontology.words.has(self.sentence.language, WordClass::Demonym, &token.form.to_lowercase())
        };
        let words = &self.ontology.words;
        let thin = tokens.len() == 2
            && words.has(self.sentence.language, WordClass::ThinNoun, &self.sentence.tokens[head].lemma);
        let kept = !actor && !thin && !self.is_public(head, tokens.end);
        if kept && tokens.start < head && origin(tokens.start) { tokens.start + 1..tokens.end } else { tokens }
    }

    /// *Portugal's port inspectorate*: a public body with the place that owns it.
    fn with_its_country(&self, head: usize, tokens: Range<usize>) -> Range<usize> {
        let owner = |&child: &usize| {
            let place = self.named[child].is_some_and(|name| name.kind == EntityKind::Place && name.proper);
            place && child < tokens.start && self.sentence.tokens[child].deprel.starts_with("nmod:poss")
        };
        let owner = self.children[head].iter().copied().find(owner).and_then(|child| self.named[child]);
        let touching = owner.filter(|owner| owner.tokens.end + 1 == tokens.start);
        match touching {
            Some(owner) if self.is_public(head, tokens.end) && !self.plural(head) => owner.tokens.start..tokens.end,
            _ => tokens,
        }
    }

    /// Whether the noun alone or with what follows it is a word for a public body.
    fn is_public(&self, head: usize, end: usize) -> bool {
        let public = |form: &str| self.ontology.words.has(self.sentence.language, WordClass::PublicBody, form);
        let lemma = self.sentence.tokens[head].lemma.to_lowercase();
        public(&lemma) || end > head + 1 && public(&self.phrase(head, head + 2, head, &lemma))
    }

    /// Whether the words before a noun make a public body of it: *stock exchange*.
    fn ends_in_a_body(&self, start: usize, head: usize) -> bool {
        if start == head {
            return false;
        }
        let public = |form: &str| self.ontology.words.has(self.sentence.language, WordClass::PublicBody, form);
        let tokens = &self.sentence.tokens;
        let written: Vec<&str> = tokens[start..=head].iter().map(|token| token.form.as_ref()).collect();
        public(&written.join(" ").to_lowercase())
    }

    /// *The Verhoef family*: a family with its name, which owns and acts as one.
    fn is_house(&self, head: usize) -> bool {
        let house =
            self.ontology.words.has(self.sentence.language, WordClass::House, &self.sentence.tokens[head].lemma)
                || self.ontology.words.has(self.sentence.language, WordClass::House, &self.sentence.tokens[head].form);
        let name = head.checked_sub(1).and_then(|before| self.named[before]);
        house && name.is_some_and(|name| name.kind != EntityKind::Place && name.proper)
    }

    /// Whether the phrase is a public body with its place, which is as good as a name: *the French government*,
    /// *banque centrale du Kenya*.
    fn is_body_of_a_place(&self, head: usize, tokens: &Range<usize>) -> bool {
        let origin = |at: usize| {
            let form = self.sentence.tokens[at].form.to_lowercase();
            // *Hyndburn council*: an unknown name before a word for a public body is most likely a place.
            let unknown = |name: &Mention| name.iri.is_none() && name.confidence < UNKNOWN && at + 1 == head;
            self.named[at].is_some_and(|name| name.kind == EntityKind::Place || unknown(name))
                || self.sentence.tokens[at].upos == Upos::Adj
                    && self.ontology.words.has(self.sentence.language, WordClass::Demonym, &form)
        };
        // *The Swiss watchdog Finma* and *the Swiss watchdog, Finma,* describe a name.
        let named = (tokens.end..self.named.len().min(tokens.end + 3))
            .take_while(|&at| at == tokens.end || self.sentence.tokens[tokens.end].form.as_ref() == ",")
            .any(|at| self.named[at].is_some());
        let body = |at: usize| self.ends_in_a_body(at, head);
        (self.is_public(head, tokens.end) || (tokens.start..head).any(body))
            && !self.plural(head)
            && !named
            && tokens.clone().any(origin)
    }

    /// After the adjectives, and the nouns without a marker, that follow a noun and belong to it; a participle without a
    /// word of its own is an adjective (*montres connectées*).
    fn modifiers(&self, owner: usize, mut end: usize) -> usize {
        let tokens = &self.sentence.tokens;
        // *Des géants du cloud tels que X*: the words before examples describe nothing.
        let exemplifies = |at: usize| {
            let pair = tokens.get(at..at + 2).map(|pair| format!("{} {}", lower(&pair[0].form), lower(&pair[1].form)));
            pair.is_some_and(|pair| self.ontology.words.has(self.sentence.language, WordClass::ExampleMarker, &pair))
        };
        while let Some(token) = tokens.get(end).filter(|token| token.head == Some(owner) && !exemplifies(end)) {
            let participle = token.upos == Upos::Verb
                && token.morph.verb_form == Some(VerbForm::Part)
                && token.morph.tense == Some(Tense::Past)
                && matches!(token.deprel.as_ref(), "acl" | "amod")
                && self.children[end].is_empty();
            let adjective =
                token.upos == Upos::Adj && token.deprel.as_ref() == "amod" && self.named[end].is_none() || participle;
            let noun = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::X)
                && matches!(token.deprel.as_ref(), "nmod" | "appos" | "compound" | "flat" | "flat:name")
                && self.named[end].is_none()
                && !self.children[end].iter().any(|&child| &*tokens[child].deprel == "det");
            if !(adjective || noun) {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether only a genitive marker and an article stand between the phrase and its complement.
    fn is_genitive(&self, complement: usize, end: usize) -> bool {
        let words = &self.ontology.words;
        let language = self.sentence.language;
        let between = &self.sentence.tokens[end..complement];
        between.first().is_some_and(|token| words.has(language, WordClass::GenitiveMarker, &token.lemma))
            && between
                .iter()
                .skip(1)
                .all(|token| token.upos == Upos::Det || token.head == Some(complement) && token.upos == Upos::Adj)
            && matches!(self.sentence.tokens[complement].upos, Upos::Noun | Upos::Propn | Upos::X)
    }

    fn kind(&self, head: usize, tokens: &Range<usize>) -> (EntityKind, f32) {
        let plural = self.plural(head);
        match self.said(head, tokens).or_else(|| self.site(head)) {
            None => (self.guess(head, plural), ANY_THING),
            Some(EntityKind::Organization | EntityKind::Person) if plural => (EntityKind::Group, 0.5),
            Some(kind @ (EntityKind::Organization | EntityKind::Person)) => {
                let words = &self.ontology.words;
                let definite = self.children[head].iter().any(|&child| {
                    let determiner = self.sentence.tokens[child].form.to_lowercase().replace('\u{2019}', "'");
                    words.has(self.sentence.language, WordClass::Definite, &determiner)
                        || words.has(self.sentence.language, WordClass::Possessive, &determiner)
                });
                if definite { (kind, SAID) } else { (EntityKind::Unnamed, 0.5) }
            }
            Some(other) => (other, SAID),
        }
    }

    /// A site, where the noun may be one and the name of a place stands with it: *trois sites en Savoie*.
    fn site(&self, head: usize) -> Option<EntityKind> {
        let words = &self.ontology.words;
        let language = self.sentence.language;
        let lemma = &self.sentence.tokens[head].lemma;
        if !words.has(language, WordClass::SiteNoun, lemma) {
            return None;
        }
        let marks = |at: usize| {
            let lemma = &self.sentence.tokens[at].lemma;
            &*self.sentence.tokens[at].deprel == "case"
                && (words.has(language, WordClass::LocativeMarker, lemma)
                    || words.has(language, WordClass::GenitiveMarker, lemma))
        };
        let place = |&child: &usize| {
            let named = self.named[child].is_some_and(|name| name.kind == EntityKind::Place);
            named
                && (self.children[child].iter().any(|&at| marks(at))
                    || &*self.sentence.tokens[child].deprel == "compound")
        };
        self.children[head].iter().any(place).then_some(EntityKind::Facility)
    }

    fn plural(&self, head: usize) -> bool {
        let token = &self.sentence.tokens[head];
        let counted = self.children[head].iter().any(|&child| {
            let number = &self.sentence.tokens[child];
            number.upos == Upos::Num && &*number.form != "1"
        });
        token.morph.number == Some(Number::Plur) || counted && token.morph.number.is_none()
    }

    /// The kind that the noun says, alone or with the words that make a term of it: the longest listed phrase of the
    /// extent that holds the noun.
    fn said(&self, head: usize, tokens: &Range<usize>) -> Option<EntityKind> {
        let words = &self.ontology.words;
        let of =
            |form: &str| words.value(self.sentence.language, WordClass::KindNoun, form).and_then(EntityKind::from_name);
        let token = &self.sentence.tokens[head];
        let form = token.form.to_lowercase();
        let singular = form.strip_suffix(['s', 'x']).unwrap_or(&form);
        let heads = [form.as_str(), token.lemma.as_ref(), singular];
        for length in (2..=4.min(tokens.len())).rev() {
            let first = (head + 1).saturating_sub(length).max(tokens.start);
            for start in first..=head.min(tokens.end - length) {
                for head_form in heads {
                    if let Some(kind) = of(&self.phrase(start, start + length, head, head_form)) {
                        return Some(kind);
                    }
                }
            }
        }
        heads.into_iter().find_map(of)
    }

    /// Words of the sentence in small letters, the head in another form; apostrophes join what they divide.
    fn phrase(&self, start: usize, end: usize, head: usize, head_form: &str) -> String {
        let mut phrase = String::new();
        for at in start..end {
            let joined = phrase.is_empty() || phrase.ends_with('\'');
            if !joined && self.sentence.tokens[at - 1].span.end < self.sentence.tokens[at].span.start {
                phrase.push(' ');
            }
            if at == head {
                phrase.push_str(head_form);
            } else {
                phrase.push_str(&self.sentence.tokens[at].form.to_lowercase().replace('\u{2019}', "'"));
            }
        }
        phrase
    }

    /// What a noun of no listed kind may be: an activity by its ending or for want of a determiner, else a thing.
    fn guess(&self, head: usize, plural: bool) -> EntityKind {
        let form = self.sentence.tokens[head].lemma.to_lowercase();
        let mut endings = self.ontology.words.of(self.sentence.language, WordClass::AbstractEnding);
        let determined = self.children[head].iter().any(|&child| self.sentence.tokens[child].upos == Upos::Det);
        if endings.any(|(ending, _)| form.ends_with(ending)) || !plural && !determined {
            EntityKind::Sector
        } else {
            EntityKind::Product
        }
    }
}

/// The numbers that a hyphen ties to a noun which modifies another: *400-bed*, *9-billion-parameter*.
fn sizes(tokens: &[Token]) -> Vec<Range<usize>> {
    let touch = |at: usize| tokens.get(at + 1).is_some_and(|next| next.span.start == tokens[at].span.end);
    let tied = |at: usize| tokens[at].form.as_ref() == "-" && touch(at) && touch(at - 1);
    let size = |noun: usize| {
        let modifies = tokens[noun].upos == Upos::Noun && &*tokens[noun].deprel == "compound";
        let (mut start, mut at) = (noun, noun - 1);
        while modifies && at > 0 && tied(at) {
            start = at - 1;
            let Some(before) = start.checked_sub(1) else { break };
            at = before;
        }
        (start < noun && tokens[start].form.starts_with(|c: char| c.is_ascii_digit())).then_some(start..noun + 1)
    };
    (2..tokens.len()).filter_map(size).collect()
}
