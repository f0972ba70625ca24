//! How far a noun phrase reaches: its adjectives, compounds, genitives and tail.
//!
//! Owns where the phrase of a noun begins and ends, and which origin or owner goes with it. Takes a noun of `nouns`;
//! leaves what kind of thing it is there.

use std::ops::Range;

use crate::analyse::features::lower;
use crate::model::{EntityKind, Mention, Tense, Upos, VerbForm};
use crate::ontology::WordClass;

use super::nouns::Phrase;

impl Phrase<'_> {
    /// The noun with its adjectives, compounds and genitive nouns, without determiner.
    pub(super) fn extent(&self, head: usize) -> Range<usize> {
        let start = self.behind_ties(self.first_modifier(head), head);
        let (end, above) = self.complements(start, head);
        start..self.tail(end, [above, head])
    }

    /// Where the modifiers before a noun begin.
    fn first_modifier(&self, head: usize) -> usize {
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
                        && (name.kind != EntityKind::Place
                            || self.ends_in_a_body(start, head)
                            || self.is_exchange(start, head)) =>
                {
                    name.tokens.start
                }
                Some(_) => break,
            };
        }
        start
    }

    /// What a hyphen ties to a name goes with the name: *the Lisbon-based startup*.
    fn behind_ties(&self, mut start: usize, head: usize) -> usize {
        let tokens = &self.sentence.tokens;
        if tokens[start].form.as_ref() == "-" {
            start = (start + 2).min(head);
        }
        // *The Waltham, MA-based startup*: so does what it ties to the code of a region.
        let code = self.ontology.words.has(self.sentence.language, WordClass::Region, &tokens[start].form);
        if code && tokens.get(start + 1).is_some_and(|next| next.form.as_ref() == "-") {
            start = (start + 3).min(head);
        }
        start
    }

    /// Where the genitive complements of a noun end, whose phrase begins at `start`, and the last of them.
    fn complements(&self, start: usize, head: usize) -> (usize, usize) {
        let tokens = &self.sentence.tokens;
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
                let place = self.said(head, &(start..end)).or_else(|| self.site(head, end));
                let field = Self::is_a_field(name);
                let body = self.is_public(head, end) && (name.kind == EntityKind::Place || field);
                if body || matches!(place, Some(EntityKind::Facility | EntityKind::Place)) {
                    end = name.tokens.end;
                }
                if body && field {
                    end = self.further_fields(self.modifiers(complement, end));
                }
                break;
            }
            // *Une usine d'un coût de 3 millions*: what only says what is measured stays outside with its figure.
            if self.children[complement].iter().any(|&child| child > complement && self.amounts[child]) {
                break;
            }
            let beyond = self.modifiers(complement, complement + 1);
            // *Le ministère de la Transition écologique et du Logement*.
            let beyond = if self.is_public(head, end) && self.has_a_capital(complement) {
                self.further_fields(beyond)
            } else {
                beyond
            };
            // *Buses of the manufacturer X*: what describes a name goes with the name.
            if self.describes_a_name(complement, beyond) {
                break;
            }
            (above, end) = (complement, beyond);
        }
        (end, above)
    }

    /// Whether a name is no more than the field that a public body has: *ministère de l'Économie*.
    fn is_a_field(name: &Mention) -> bool {
        let field = matches!(name.kind, EntityKind::Organization | EntityKind::Sector | EntityKind::Law);
        name.iri.is_none() && field
    }

    fn has_a_capital(&self, at: usize) -> bool {
        self.sentence.tokens[at].form.starts_with(char::is_uppercase)
    }

    /// Where the fields of a public body end that are joined to the first: *et de la Recherche*.
    fn further_fields(&self, end: usize) -> usize {
        let tokens = &self.sentence.tokens;
        let genitive = |at: usize| {
            let words = &self.ontology.words;
            tokens
                .get(at)
                .is_some_and(|token| words.has(self.sentence.language, WordClass::GenitiveMarker, &token.lemma))
        };
        if tokens.get(end).is_none_or(|token| token.upos != Upos::Cconj) || !genitive(end + 1) {
            return end;
        }
        // *Le tribunal de Lyon et de X*: a field has its article.
        let field = (end + 2..tokens.len().min(end + 4)).find(|&at| tokens[at].upos != Upos::Det);
        let field = field.filter(|&at| at > end + 2);
        field.filter(|&at| self.has_a_capital(at)).map_or(end, |at| self.modifiers(at, at + 1))
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
        let telling = !has(WordClass::NoTail, &lower(&noun.lemma)) && !has(WordClass::Month, noun.lower());
        if hangs && governs && free && bare && telling { end + 2 } else { end }
    }

    /// Whether a noun with an article says the kind of an organisation whose name stands right behind its phrase.
    fn describes_a_name(&self, noun: usize, end: usize) -> bool {
        let determined = self.children[noun].iter().any(|&child| self.sentence.tokens[child].upos == Upos::Det);
        let named = self.named.get(end).copied().flatten().is_some_and(|name| name.kind != EntityKind::Place);
        named && determined && self.said(noun, &(noun..end)) == Some(EntityKind::Organization)
    }

    /// *Danish pumps*: an adjective of origin before a thing or an activity says where it comes from, not what it is.
    pub(super) fn without_origin(&self, head: usize, tokens: Range<usize>, kind: EntityKind) -> Range<usize> {
        let actor =
            matches!(kind, EntityKind::Organization | EntityKind::Person | EntityKind::Unnamed | EntityKind::Group);
        let origin = |at: usize| {
            let token = &self.sentence.tokens[at];
            token.upos == Upos::Adj
                && self.ontology.words.has(self.sentence.language, WordClass::Demonym, token.lower())
        };
        let words = &self.ontology.words;
        let thin = tokens.len() == 2
            && words.has(self.sentence.language, WordClass::ThinNoun, &self.sentence.tokens[head].lemma);
        // *X's European business* is no other's.
        let possessed = kind == EntityKind::Sector
            && self.children[head].iter().any(|&child| &*self.sentence.tokens[child].deprel == "nmod:poss");
        // *Sri Lankan tea*.
        let both = || {
            let pair = [tokens.start, tokens.start + 1].map(|at| self.sentence.tokens[at].lower());
            words.value_of_two(self.sentence.language, WordClass::Demonym, pair).is_some()
        };
        let kept = !actor && !thin && !possessed && !self.is_public(head, tokens.end) && tokens.start < head;
        let of = if kept && tokens.len() > 2 && both() { 2 } else { usize::from(kept && origin(tokens.start)) };
        tokens.start + of..tokens.end
    }

    /// *Portugal's port inspectorate*, *the Lund commercial court*: a public body with the place that it is of.
    pub(super) fn with_its_country(&self, head: usize, tokens: Range<usize>) -> Range<usize> {
        let place = |child: usize| self.named[child].filter(|name| name.kind == EntityKind::Place && name.proper);
        let touches = |place: &&Mention| {
            let relation = &self.sentence.tokens[place.head].deprel;
            relation.starts_with("nmod:poss") && place.tokens.end + 1 == tokens.start
                || &**relation == "compound" && place.tokens.end == tokens.start && tokens.start < head
        };
        let owner = self.children[head].iter().filter_map(|&child| place(child)).find(touches);
        match owner {
            Some(owner) if self.is_public(head, tokens.end) && !self.plural(head) => owner.tokens.start..tokens.end,
            _ => tokens,
        }
    }

    /// After the adjectives, and the nouns without a marker, that follow a noun and belong to it; a participle without a
    /// word of its own is an adjective (*montres connectées*).
    fn modifiers(&self, owner: usize, mut end: usize) -> usize {
        let tokens = &self.sentence.tokens;
        // *Des géants du cloud tels que X*: the words before examples describe nothing.
        let exemplifies = |at: usize| {
            let pair = tokens.get(at..at + 2).map(|pair| format!("{} {}", pair[0].lower(), pair[1].lower()));
            pair.is_some_and(|pair| self.ontology.words.has(self.sentence.language, WordClass::ExampleMarker, &pair))
        };
        while let Some(token) = tokens.get(end).filter(|token| token.head == Some(owner) && !exemplifies(end)) {
            let participle = token.upos == Upos::Verb
                && token.morph.verb_form == Some(VerbForm::Part)
                && token.morph.tense == Some(Tense::Past)
                && matches!(token.deprel.as_ref(), "acl" | "amod")
                && self.children[end].is_empty();
            // *Gold bars worth $3 million*: an adjective with a complement of its own tells, it does not name.
            let governs = self.children[end].iter().any(|&child| &*tokens[child].deprel == "obj");
            let adjective = token.upos == Upos::Adj && token.deprel.as_ref() == "amod" && self.named[end].is_none();
            let adjective = adjective && !governs || participle;
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
}
