//! What one occurrence of a name says of its kind.
//!
//! Owns the evidence and its weights: what is known, legal suffixes, titles and given names, kind nouns inside and
//! beside the name, the verbs and nouns it takes part in, the place it stands in, its shape.

use crate::analyse::features::lower;
use crate::model::analysis::universal;
use crate::model::{EntityKind, Language, Number, Sentence, Upos, VerbForm};
use crate::ontology::{PartOfSpeech, Typology, WordClass};

use super::names::Name;
use super::origins;
use super::phrases;
use super::seen::all_capitals;
use super::{Lists, head_of};

/// The relation of those who found something to it.
const FOUNDS: &str = "founds";

/// Weights by kind, in the order of the kinds.
pub(super) type Votes = [f32; 10];

/// How much the noun of a product that is made says of a place between it and its article: more than that it is known.
const MODEL: f32 = 4.5;

/// One occurrence in its sentence.
pub(super) struct Evidence<'e> {
    pub(super) sentence: &'e Sentence,
    pub(super) lists: &'e Lists<'e>,
    pub(super) name: &'e Name,
    pub(super) head: usize,
}

impl<'e> Evidence<'e> {
    /// What the words of the name say, and what all else does.
    pub(super) fn of(sentence: &'e Sentence, lists: &'e Lists<'e>, name: &'e Name) -> [Votes; 2] {
        let evidence = Self { sentence, lists, name, head: head_of(sentence, &name.tokens) };
        let (mut own, mut votes) = ([0.0; 10], [0.0; 10]);
        let mut add = |kind: EntityKind, weight: f32| votes[kind as usize] += weight;
        if let Some(known) = &name.known {
            add(known.kind, if known.iri.is_some() { 4.0 } else { 1.6 });
            // *L'opérateur télécom X*: a sector written small is one, whatever stands beside it.
            if known.kind == EntityKind::Sector && !name.text.starts_with(char::is_uppercase) {
                return [own, votes];
            }
        }
        // Most names of a document are not where places, people or products stand.
        add(EntityKind::Organization, 0.1);
        let words: Vec<&str> = name.text.split(' ').collect();
        evidence.titled(&words, &mut add);
        evidence.beside(&mut add);
        evidence.governed(&mut add);
        evidence.owned(&mut add);
        evidence.related(&mut add);
        evidence.placed(&words, &mut add);
        let mut add = |kind: EntityKind, weight: f32| own[kind as usize] += weight;
        evidence.inside(&words, &mut add);
        evidence.person(&words, &mut add);
        evidence.shape(&words, &mut add);
        // *Talmo9, the developer of Zorv*: nobody has a number in their name; who is called like people is a firm.
        if name.text.contains(|c: char| c.is_ascii_digit()) {
            votes[EntityKind::Organization as usize] += std::mem::take(&mut votes[EntityKind::Person as usize]);
        }
        [own, votes]
    }

    pub(super) fn language(&self) -> Language {
        self.sentence.language
    }

    /// Whether the head of a compound or a name comes first.
    pub(super) fn heads_first(&self) -> bool {
        self.lists.ontology.words.is(self.language(), Typology::HeadInitial)
    }

    pub(super) fn has(&self, class: WordClass, word: &str) -> bool {
        self.lists.ontology.words.has(self.language(), class, word)
    }

    fn kind_noun(&self, lemma: &str) -> Option<EntityKind> {
        let value = self.lists.ontology.words.value(self.language(), WordClass::KindNoun, lemma);
        let kind = value.and_then(EntityKind::from_name)?;
        match kind {
            // What a name works in is not what it is.
            EntityKind::Sector => None,
            EntityKind::Group => Some(EntityKind::Organization),
            kind => Some(kind),
        }
    }

    /// The kind that a token says as a common noun outside the name.
    pub(super) fn noun(&self, at: usize) -> Option<EntityKind> {
        let token = &self.sentence.tokens[at];
        let common = matches!(token.upos, Upos::Noun | Upos::Propn) && !self.name.tokens.contains(&at);
        let kind = |form: &str| self.kind_noun(&lower(form));
        let own = || self.compound(at).or_else(|| kind(&token.lemma)).or_else(|| kind(&token.form));
        let said = common.then(|| self.hyphened(at).or_else(own)).flatten();
        let maker = said == Some(EntityKind::Person) && self.is_a_maker_of_things(at);
        if maker { Some(EntityKind::Organization) } else { said }
    }

    /// The kind that a noun of two halves says, whose second half heads it: *start-up*.
    fn hyphened(&self, at: usize) -> Option<EntityKind> {
        let tokens = &self.sentence.tokens;
        let (first, hyphen) = (at.checked_sub(2)?, at - 1);
        let touches =
            tokens[first].span.end == tokens[hyphen].span.start && tokens[hyphen].span.end == tokens[at].span.start;
        let noun = || format!("{}-{}", tokens[first].form, tokens[at].lemma).to_lowercase();
        (&*tokens[hyphen].form == "-" && touches).then(|| self.kind_noun(&noun())).flatten()
    }

    /// The kind that a noun says together with the one before it, where nouns end with their head: an *asset manager* is
    /// no person.
    fn compound(&self, at: usize) -> Option<EntityKind> {
        let tokens = &self.sentence.tokens;
        let first = at.checked_sub(1).filter(|first| !self.heads_first() && tokens[*first].head == Some(at))?;
        let common = matches!(tokens[first].upos, Upos::Noun | Upos::Adj) && !self.name.tokens.contains(&first);
        let phrase = format!("{} {}", tokens[first].form, tokens[at].lemma).to_lowercase();
        common.then(|| self.kind_noun(&phrase)).flatten()
    }

    /// The same of a compound, which opens with its head where heads come first: *fonds activiste*.
    fn first_noun(&self, at: usize) -> Option<EntityKind> {
        let tokens = &self.sentence.tokens;
        let first = at
            .checked_sub(1)
            .filter(|&first| self.heads_first() && tokens[at].head == Some(first) && tokens[first].upos == Upos::Noun);
        first.and_then(|first| self.noun(first)).or_else(|| self.noun(at))
    }

    pub(super) fn before(&self) -> Option<usize> {
        self.name.tokens.start.checked_sub(1)
    }

    pub(super) fn after(&self) -> Option<usize> {
        Some(self.name.tokens.end).filter(|&at| at < self.sentence.tokens.len())
    }

    /// Words of the name itself: a legal form, a noun that says a kind.
    fn inside(&self, words: &[&str], add: &mut impl FnMut(EntityKind, f32)) {
        let (first, last) = (words[0], words[words.len() - 1]);
        if words.len() < 2 {
            return;
        }
        if self.has(WordClass::LegalSuffix, last) {
            add(EntityKind::Organization, 3.0);
        }
        // *Orr & Becker* are a firm.
        if words.contains(&"&") {
            add(EntityKind::Organization, 1.5);
        }
        // The head of a name comes first, or last and before its genitive.
        let genitive = words.iter().position(|word| self.has(WordClass::NameParticle, word)).filter(|&at| at > 0);
        let inside = if self.heads_first() { first } else { genitive.map_or(last, |at| words[at - 1]) };
        let opener = self.lists.ontology.words.value(self.language(), WordClass::NameOpener, first);
        if let Some(kind) = opener.and_then(EntityKind::from_name) {
            add(kind, 2.2);
        }
        // Where heads come last, a word for a site is the head of a name only where it ends it: *X Plant Proteins* is no plant.
        let ends = |at: usize| {
            let next = words.get(at + 1);
            next.is_none_or(|next| {
                self.has(WordClass::NameParticle, next) || next.starts_with(|c: char| c.is_ascii_digit())
            })
        };
        for (at, word) in words.iter().enumerate().skip(1) {
            if !self.heads_first() && self.kind_noun(&lower(word)) == Some(EntityKind::Facility) && !ends(at) {
                continue;
            }
            let kind = self.lists.ontology.words.value(self.language(), WordClass::NameHead, word);
            if let Some(kind) = kind.and_then(EntityKind::from_name) {
                add(kind, 2.2);
            }
        }
        for (word, weight) in [(inside, 2.0), (first, 0.7), (last, 0.7)] {
            let kind = self.kind_noun(&lower(word)).filter(|kind| *kind != EntityKind::Person);
            if let Some(kind) = kind {
                // A name opens with the word for an institution that has one, even if the word is for its building.
                let seat = kind == EntityKind::Facility && genitive.is_some();
                add(if seat { EntityKind::Organization } else { kind }, weight);
            }
        }
    }

    /// A title before a name makes it a person's.
    fn titled(&self, words: &[&str], add: &mut impl FnMut(EntityKind, f32)) {
        let tokens = &self.sentence.tokens;
        if self.before().is_some_and(|at| self.has(WordClass::PersonTitle, &tokens[at].form)) {
            // *Mr Fitch*: whoever else is called so.
            let namesake = if self.name.known.is_some() { 5.0 } else { 2.5 };
            add(EntityKind::Person, if words.len() > 1 { 3.0 } else { namesake });
        }
    }

    /// What makes a name a person's: a given name first, words that are nothing else.
    fn person(&self, words: &[&str], add: &mut impl FnMut(EntityKind, f32)) {
        let given = |word: &str| {
            self.has(WordClass::GivenName, word)
                || word.split_once('-').is_some_and(|(first, _)| self.has(WordClass::GivenName, first))
        };
        let capitals = words.iter().all(|word| {
            word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_lowercase)
                || self.has(WordClass::NameParticle, word)
                || word.chars().count() <= 2 && all_capitals(word)
        });
        let digits = words.iter().any(|word| word.chars().any(|c| c.is_ascii_digit()));
        if digits || words.len() > 5 || self.name.text.contains('&') {
            return;
        }
        // *J.-P. Doe*: initials open the names of people.
        if words.len() > 1 && words[0].ends_with('.') && words[0].contains(".-") {
            add(EntityKind::Person, 2.2);
        }
        // *Marie-Anne*: two given names that a hyphen joins are nothing else.
        let double = words[0].split_once('-').is_some_and(|(first, second)| {
            self.has(WordClass::GivenName, first) && self.has(WordClass::GivenName, second)
        });
        if words.len() > 1 && double {
            add(EntityKind::Person, 1.5);
        }
        let family = words.len() > 1 && self.has(WordClass::FamilyName, words[words.len() - 1]);
        if words.len() > 1 && given(words[0]) {
            let meant = (self.lists.ordinary)(self.language(), words[words.len() - 1]);
            add(
                EntityKind::Person,
                if family {
                    3.0
                } else if meant {
                    1.2
                } else {
                    2.2
                },
            );
        } else if family && words.len() < 4 && capitals && self.name.known.is_none() {
            add(EntityKind::Person, 1.0);
        } else if words.len() == 1 && given(words[0]) && self.name.known.is_none() && !self.ordinary() {
            add(EntityKind::Person, 0.6);
        } else if words.len() == 2 && capitals && self.name.known.is_none() && doubled(words[1]) {
            add(EntityKind::Person, if given(words[0]) { 2.2 } else { 0.8 });
        } else if matches!(words.len(), 2 | 3) && capitals && !self.any_ordinary() && self.name.known.is_none() {
            // Two or three words that mean nothing: a person as often as a company.
            add(EntityKind::Person, if given(words[1]) { 1.0 } else { 0.3 });
        }
    }

    fn ordinary(&self) -> bool {
        self.name.tokens.clone().all(|at| (self.lists.ordinary)(self.language(), &self.sentence.tokens[at].form))
    }

    fn any_ordinary(&self) -> bool {
        self.name.tokens.clone().any(|at| {
            let form = &self.sentence.tokens[at].form;
            (self.lists.dictionary)(self.language(), form)
                || self.has(WordClass::KindNoun, &lower(form))
                || self.has(WordClass::LegalSuffix, form)
        })
    }

    /// Kind nouns that stand beside the name or are tied to it by the syntax.
    fn beside(&self, add: &mut impl FnMut(EntityKind, f32)) {
        let tokens = &self.sentence.tokens;
        // *L'allemand X* is a company, unless the name says that it is a person's.
        if self.before().is_some_and(|at| origins::is_noun(self.sentence, at, self.lists.ontology)) {
            add(EntityKind::Organization, 0.6);
        }
        let beyond = self.before().filter(|&at| self.noun(at).is_none_or(|kind| kind == EntityKind::Product));
        let named = beyond.and_then(|_| phrases::named(tokens, self.name.tokens.start, |at| self.noun(at)));
        if let Some((_, kind)) = named {
            add(kind, 1.5);
        }
        if let Some(at) = self.before().filter(|&at| tokens[at].upos != Upos::Punct && named.is_none())
            && let Some(kind) = self.first_noun(at)
        {
            // Several things before one name are its maker's: *les puces Nvidia*.
            let several = kind == EntityKind::Product && tokens[at].morph.number == Some(Number::Plur);
            // In brackets after a name a post is followed by where it is held: *Anna Lee (CTO Acme)*.
            let held = kind == EntityKind::Person && at > 0 && tokens[at - 1].form.as_ref() == "(";
            // *The architects X and Y* may be two people, *the architects Harbottle Pike* are a firm.
            let joined = self.after().is_some_and(|next| {
                tokens[next].upos == Upos::Cconj || matches!(tokens[next].form.as_ref(), "," | "&")
            });
            let firm = kind == EntityKind::Person && tokens[at].morph.number == Some(Number::Plur) && !joined;
            match kind {
                _ if held || firm => add(EntityKind::Organization, 1.5),
                EntityKind::Product => add(kind, if several { 0.4 } else { 1.3 }),
                _ => add(kind, 2.0),
            }
        }
        if !self.heads_first()
            && let Some(at) = self.after()
            && let Some(kind) = self.noun(at)
            && tokens[at].upos == Upos::Noun
        {
            match kind {
                EntityKind::Token => add(kind, 1.5),
                EntityKind::Product if self.names_a_model(at) => add(kind, MODEL),
                EntityKind::Product => add(kind, if self.name.known.is_none() { 0.8 } else { 0.3 }),
                EntityKind::Person => add(EntityKind::Organization, 0.6),
                EntityKind::Facility | EntityKind::Organization => add(EntityKind::Organization, 0.3),
                _ => {}
            }
        }
        let bare = |at: usize| !tokens.iter().any(|child| child.head == Some(at) && &*child.deprel == "case");
        if let Some(above) = tokens[self.head].head {
            let relation = tokens[self.head].deprel.as_ref();
            let tied = relation.starts_with("appos")
                || relation.starts_with("flat")
                || relation.starts_with("nmod") && self.before().is_some_and(|at| at == above) && bare(self.head);
            let copula =
                relation == "nsubj" && tokens.iter().any(|child| child.head == Some(above) && &*child.deprel == "cop");
            let weight = if tied { 1.5 } else { 1.5 * f32::from(copula) };
            if weight > 0.0
                && named.is_none_or(|(noun, _)| noun >= above)
                && let Some(kind) = if copula { self.said_in_row(above) } else { self.noun(above) }
                && !self.is_set_off_behind(above)
            {
                let post = kind == EntityKind::Person && tied && self.name.text.contains(' ');
                add(kind, if post { weight + 1.0 } else { weight });
            }
        }
        self.described(add);
        self.called(add);
        self.founds(add);
    }

    /// *Launched the Kobe robot*: whether a place between the article and the noun of a product that somebody makes is what the
    /// product is called. *Its Kobe robot* may be the one there.
    fn names_a_model(&self, noun: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let place = self.name.known.as_ref().is_some_and(|known| known.kind == EntityKind::Place);
        let article = self.before().is_some_and(|at| self.has(WordClass::Definite, tokens[at].lower()));
        let words = &self.lists.ontology.words;
        let makes = |verb: usize| {
            let cue = words.value(self.language(), WordClass::VerbCue, &tokens[verb].lemma);
            cue.is_some_and(|cue| cue.split(' ').any(|part| part == "object:Product"))
        };
        place
            && article
            && !self.has(WordClass::LocalThing, &tokens[noun].lemma)
            && tokens[noun].relation() == "obj"
            && tokens[noun].morph.number != Some(Number::Plur)
            && tokens[self.head].head == Some(noun)
            && tokens[noun].head.is_some_and(makes)
    }

    /// *Founded by the watchmaker Ann Orr*: who bears a given name and founds something is a person, whatever trade the noun
    /// before tells.
    fn founds(&self, add: &mut impl FnMut(EntityKind, f32)) {
        let tokens = &self.sentence.tokens;
        let given = self.has(WordClass::GivenName, &tokens[self.name.tokens.start].form);
        let agent = |at: usize| tokens[at].deprel.starts_with("obl");
        let mut verb = tokens[self.head].head;
        // *Par l'horloger Ann Orr*: the name hangs on the noun that the adposition governs.
        if !agent(self.head) {
            verb =
                verb.filter(|&noun| agent(noun) && tokens[noun].upos == Upos::Noun).and_then(|noun| tokens[noun].head);
        }
        let founds = |verb: usize| {
            let lexicon = &self.lists.ontology.lexicon;
            let mut entries = lexicon.starting_with(self.language(), PartOfSpeech::Verb, &tokens[verb].lemma);
            entries.any(|entry| entry.relation.as_ref() == FOUNDS)
        };
        if given && self.name.tokens.len() > 1 && verb.is_some_and(founds) {
            add(EntityKind::Person, 10.0);
        }
    }

    /// *Ann Orr, chief executive, X*: behind the comma after a noun in apposition stands no second name of the same.
    fn is_set_off_behind(&self, noun: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let comma = self.before().is_some_and(|before| &*tokens[before].form == ",");
        comma && tokens[noun].deprel.starts_with("appos")
    }

    /// What the verb or noun above says of what it governs.
    fn governed(&self, add: &mut impl FnMut(EntityKind, f32)) {
        let tokens = &self.sentence.tokens;
        let mut head = self.head;
        let mut depth = 0;
        while tokens[head].deprel.starts_with("conj") && depth < 8 {
            let Some(above) = tokens[head].head else { break };
            head = above;
            depth += 1;
        }
        let Some(above) = tokens[head].head.filter(|above| !self.name.tokens.contains(above)) else { return };
        let relation = tokens[head].deprel.as_ref();
        let passive = relation == "nsubj:pass";
        let function = match universal(relation) {
            "nsubj" if passive => "object",
            "nsubj" => "subject",
            "obj" => "object",
            "obl" if relation == "obl:agent" => "subject",
            "obl" | "iobj" => "oblique",
            "nmod" => "of",
            "compound" => "before",
            _ => return,
        };
        let class = if matches!(function, "of" | "before") { WordClass::NounCue } else { WordClass::VerbCue };
        let told = |at: usize| self.lists.ontology.words.value(self.language(), class, &tokens[at].lemma);
        // *Vient de lever 3 millions*: what the subject does stands behind a verb that only says when or how.
        let done = (above..tokens.len()).find(|&at| {
            let open = tokens[at].head == Some(above) && &*tokens[at].deprel == "xcomp";
            open && function == "subject" && tokens[at].morph.verb_form == Some(VerbForm::Inf)
        });
        let cues = told(above).or_else(|| done.and_then(told));
        let marked = |at: usize| tokens[at].head == Some(head) && &*tokens[at].deprel == "case";
        let placed = (0..head).any(|at| marked(at) && self.has(WordClass::PlaceMarker, &tokens[at].lemma));
        let function = if function == "of" && placed { "in" } else { function };
        let cues = cues.into_iter().flat_map(|value| value.split(' ')).filter_map(|cue| cue.split_once(':'));
        // *The site of X in Y*: where it is stands behind.
        let elsewhere = function == "of" && self.has_its_place_behind();
        for (_, kind) in cues.filter(|(wanted, _)| *wanted == function) {
            if let Some(kind) = EntityKind::from_name(kind).filter(|&kind| kind != EntityKind::Place || !elsewhere) {
                add(kind, 0.8);
            }
        }
        if function == "of" && self.noun(above) == Some(EntityKind::Person) {
            add(EntityKind::Organization, 0.5);
        }
        if function == "subject" {
            add(EntityKind::Organization, 0.15);
            if self.has(WordClass::Reporting, &tokens[above].lemma) && self.name.text.contains(' ') {
                add(EntityKind::Person, 0.3);
            }
        }
    }

    /// *Its X mill*: a name between who owns a thing and the noun for it says where it stands.
    fn owned(&self, add: &mut impl FnMut(EntityKind, f32)) {
        let tokens = &self.sentence.tokens;
        let (Some(before), Some(noun)) = (self.before(), self.after()) else { return };
        let owner = &tokens[before];
        // *X, whose Tilvarn headquarters closed*.
        let whose = owner.upos == Upos::Pron && &*owner.deprel == "nmod:poss";
        let owns = whose
            || self.has(WordClass::Possessive, owner.lower())
            || owner.upos == Upos::Part && &*owner.deprel == "case";
        let noun = self.behind_region(noun).unwrap_or(noun);
        let words = &self.lists.ontology.words;
        let cues = words.value(self.language(), WordClass::NounCue, &tokens[noun].lemma);
        let kinds = cues.into_iter().flat_map(|value| value.split(' ')).filter_map(|cue| cue.strip_prefix("owned:"));
        for kind in kinds.filter(|_| owns && tokens[noun].upos == Upos::Noun).filter_map(EntityKind::from_name) {
            add(kind, 1.0);
        }
    }

    /// *Its Fargo, Dakota site*: the noun behind the place that stands behind the comma at `comma`.
    fn behind_region(&self, comma: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let region = tokens.get(comma + 1).filter(|_| &*tokens[comma].form == ",")?;
        let known = &self.lists.ontology.known;
        let place = known.called(&region.form).any(|known| known.kind == EntityKind::Place);
        (place && comma + 2 < tokens.len()).then_some(comma + 2)
    }

    /// *X, who runs Y*: what the pronoun of a relative clause says of the name before it.
    fn related(&self, add: &mut impl FnMut(EntityKind, f32)) {
        let tokens = &self.sentence.tokens;
        let pronoun = |clause: usize| {
            tokens
                .iter()
                .find(|token| token.head == Some(clause) && &*token.deprel == "nsubj" && token.upos == Upos::Pron)
        };
        let clause = self.after().and_then(|after| {
            (after..tokens.len()).find(|&at| tokens[at].head == Some(self.head) && &*tokens[at].deprel == "acl:relcl")
        });
        let kind = clause.and_then(pronoun).and_then(|pronoun| {
            let words = &self.lists.ontology.words;
            words.value(self.language(), WordClass::RelativePronoun, pronoun.lower())
        });
        if let Some(kind) = kind.and_then(EntityKind::from_name) {
            add(kind, 1.0);
        }
    }

    /// What the letters of the name suggest, weakly.
    fn shape(&self, words: &[&str], add: &mut impl FnMut(EntityKind, f32)) {
        let text = &self.name.text;
        let tokens = &self.sentence.tokens;
        if self.before().is_some_and(|at| tokens[at].form.as_ref() == "$") {
            add(EntityKind::Token, 2.0);
        }
        let digits = text.chars().any(|c| c.is_ascii_digit());
        if digits && words.len() <= 5 {
            let first = words[0].starts_with(|c: char| c.is_ascii_digit());
            add(EntityKind::Product, if first { 0.1 } else { 0.8 });
        }
        if words.len() == 1 && all_capitals(text) {
            add(EntityKind::Organization, 0.2);
        }
    }
}

/// Whether a word is two family names that a hyphen joins: *Ferreira-Holt*.
fn doubled(word: &str) -> bool {
    let name = |part: &str| {
        part.starts_with(char::is_uppercase) && part.chars().count() > 2 && part.chars().skip(1).all(char::is_lowercase)
    };
    word.split_once('-').is_some_and(|(first, second)| name(first) && name(second))
}
