//! Second thoughts about tags: what a dictionary and the words around know better than the tagger.
//!
//! Owns the few readings that taggers miss in news again and again. Takes tags before the tree is made, and participles
//! after it; leaves lemmas and features to `syntax`.

use crate::model::{Mood, Morph, Number, Tense, Token, Upos, VerbForm};
use crate::ontology::PartOfSpeech;

use super::words::Words;
use super::{Form, Syntax, normal};

impl Syntax {
    /// Tags that the words around gainsay.
    pub(super) fn reconsider<'s>(&'s self, words: &mut Words<'s>) {
        if let Some(tag) = self.opening_noun(words) {
            self.retag(words, 0, tag);
        }
        // Before what depends on whether there is a verb at all.
        for at in 0..words.len() {
            if let Some(tag) = self.counted_noun(words, at) {
                self.retag(words, at, tag);
            }
        }
        for at in 0..words.len() {
            let found = self
                .kind_of_two_words(words, at)
                .or_else(|| self.opening_adjective(words, at))
                .or_else(|| self.headline_verb(words, at))
                .or_else(|| self.noun_of_phrase(words, at))
                .or_else(|| self.noun_of_possessive(words, at))
                .or_else(|| self.verb_before_adposition(words, at))
                .or_else(|| self.verb_of_relative(words, at))
                .or_else(|| self.verb_of_order(words, at))
                .or_else(|| self.genitive_relative(words, at))
                .or_else(|| self.noun_of_two_words(words, at))
                .or_else(|| self.noun_before_name(words, at))
                .or_else(|| self.noun_of_trade(words, at));
            if let Some(tag) = found {
                self.retag(words, at, tag);
            }
        }
    }

    /// *Runs 90 ferries a day*, *tracks 2,000 drones*: right behind a number in digits that is no year stands what it
    /// counts, where that can be a noun in the plural.
    fn counted_noun(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let number = at.checked_sub(1).filter(|&before| self.model.tags.upos(words.tags[before]) == Upos::Num)?;
        let digits = &words.forms[number].text;
        let year = digits.len() == 4 && digits.chars().all(|c| c.is_ascii_digit());
        let verb = self.model.tags.upos(words.tags[at]) == Upos::Verb
            && self.model.tags.morph(words.tags[at]).verb_form == Some(VerbForm::Fin);
        if !verb || year || !digits.starts_with(|c: char| c.is_ascii_digit()) || &**digits == "1" {
            return None;
        }
        (0..self.model.tags.len()).find(|&tag| {
            let under = self.under(words, at, tag);
            self.model.tags.upos(tag) == Upos::Noun
                && !under.is_empty()
                && self.morph(tag, &words.normals[at], &under).number == Some(Number::Plur)
        })
    }

    /// *Battery maker X*: the capital of a sentence makes no adjective of a word that is only a noun.
    fn opening_noun(&self, words: &Words<'_>) -> Option<usize> {
        let noun = self.model.tags.of(Upos::Noun).filter(|_| words.len() > 1)?;
        let upos = |at: usize| words.tags.get(at).map(|&tag| self.model.tags.upos(tag));
        if upos(1) != Some(Upos::Noun) || self.under(words, 0, noun).is_empty() {
            return None;
        }
        // *Ticketing group X*: what is done with the noun is not done by the name behind it.
        let activity = upos(0) == Some(Upos::Verb)
            && self.model.tags.morph(words.tags[0]).verb_form == Some(VerbForm::Ger)
            && self.model.tags.morph(words.tags[1]).number == Some(Number::Sing)
            && upos(2) == Some(Upos::Propn);
        let only = upos(0) == Some(Upos::Adj) && self.under(words, 0, words.tags[0]).is_empty();
        (only || activity).then_some(noun)
    }

    /// *La jeune pousse X boucle un tour*: the second word of a noun of two words is no verb.
    fn kind_of_two_words(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let first = at.checked_sub(1).filter(|_| self.model.tags.upos(words.tags[at]) == Upos::Verb)?;
        let pair = format!("{} {}", words.normals[first], words.normals[at]);
        self.vocabulary.pairs.contains(&pair).then(|| self.model.tags.of(Upos::Noun)).flatten()
    }

    /// *Its chief executive*: the second word of a noun of the lexicon, behind an adjective, is the noun.
    fn noun_of_two_words(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let upos = |at: usize| self.upos(words, at);
        let first = at.checked_sub(1).filter(|&first| upos(first) == Upos::Adj && upos(at) == Upos::Adj)?;
        let pair = format!("{} {}", words.normals[first], words.normals[at]);
        self.vocabulary.pairs.contains(&pair).then(|| self.model.tags.of(Upos::Noun)).flatten()
    }

    /// *The consumer goods giant X*: what says what somebody is, between a noun and a name, is a noun; not behind a noun that
    /// says so itself: *le serrurier industriel X*.
    fn noun_before_name(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let upos = |at: usize| self.upos(words, at);
        let between = at > 0 && at + 1 < words.len() && upos(at - 1) == Upos::Noun && upos(at + 1) == Upos::Propn;
        let attested = |at: usize| self.vocabulary.attested(PartOfSpeech::Noun).contains(&words.normals[at]);
        // *Sa filiale de nettoyage industriel X*: nor behind the complement of one.
        let described = || attested(at - 1) || at > 2 && upos(at - 2) == Upos::Adp && attested(at - 3);
        let misread =
            between && upos(at) == Upos::Adj && self.vocabulary.firms.contains(&words.normals[at]) && !described();
        misread.then(|| self.model.tags.of(Upos::Noun)).flatten()
    }

    /// *Un sucrier allemand*, *X, hôtelier italien,*, *le gazier X*: what says what trade somebody is of is a noun behind an
    /// article or a comma, where an adjective of origin, a name or a genitive follows and no other noun can be meant.
    fn noun_of_trade(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).filter(|_| self.upos(words, at) == Upos::Adj && at + 1 < words.len())?;
        let comma = &*words.forms[before].text == ",";
        let origin = self.vocabulary.demonyms.contains(&words.normals[at + 1]);
        let named = self.upos(words, at + 1) == Upos::Propn && !comma;
        let genitive = comma && self.is_genitive(words.normals.get(at + 1));
        let trade = self.vocabulary.adjectives_follow && self.vocabulary.trades.contains(&words.normals[at]);
        let opens = comma || self.upos(words, before) == Upos::Det;
        (trade && opens && (origin || named || genitive)).then(|| self.model.tags.of(Upos::Noun)).flatten()
    }

    /// *Présente dans la santé, X grandit*, *X, active en Asie*: between a comma and an adposition stands an adjective of
    /// the lexicon rather than a verb that lacks subject and object.
    fn opening_adjective(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let opens = at.checked_sub(1).is_none_or(|before| &*words.forms[before].text == ",");
        let upos = |at: usize| self.upos(words, at);
        let finite = self.model.tags.morph(words.tags[at]).verb_form == Some(VerbForm::Fin);
        // *X, affilié de Y*: a noun may have a genitive.
        let misread =
            upos(at) == Upos::Verb && finite || upos(at) == Upos::Noun && !self.is_genitive(words.normals.get(at + 1));
        if !opens || !misread || at + 1 == words.len() || upos(at + 1) != Upos::Adp {
            return None;
        }
        let adjective = self.model.tags.of(Upos::Adj)?;
        self.reads_as(words, (at, adjective), PartOfSpeech::Adjective).then_some(adjective)
    }

    /// *X (logistique) récolte 4 millions*: where a line has no finite verb, what stands between a name and a number or
    /// an article is one.
    fn headline_verb(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let upos = |at: usize| self.upos(words, at);
        let before = at.checked_sub(1).filter(|_| upos(at) == Upos::Noun && at + 1 < words.len())?;
        let named = upos(before) == Upos::Propn
            || &*words.forms[before].text == ")"
            || closes_insertion(&words.forms, before)
            || self.is_subject(words, before) && upos(at + 1) == Upos::Propn;
        let opens = matches!(upos(at + 1), Upos::Num | Upos::Det) && &*words.forms[before].text != ",";
        // *X, based in Y,*: behind a comma stands a participle, whatever its tag.
        let finite = |at: usize| {
            self.model.tags.morph(words.tags[at]).verb_form == Some(VerbForm::Fin)
                && at.checked_sub(1).is_none_or(|comma| &*words.forms[comma].text != ",")
        };
        if !named || (0..words.len()).any(finite) {
            return None;
        }
        if !opens {
            return self.third_person(words, at);
        }
        self.present(words, at)
    }

    /// *A firm that manufactures motors*: the word behind a relative pronoun is a verb where it can be one.
    fn verb_of_relative(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).filter(|&before| self.vocabulary.relatives.contains(&words.normals[before]))?;
        let relative = self.model.tags.upos(words.tags[before]) == Upos::Pron;
        self.third_person(words, at).filter(|_| relative)
    }

    /// *X, dont Y détient 20 %*: before a finite verb in its clause a genitive relative is a pronoun; without one it may
    /// introduce examples like an adposition.
    fn genitive_relative(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let adposition = self.model.tags.upos(words.tags[at]) == Upos::Adp;
        if !adposition || !self.vocabulary.genitive_relatives.contains(&words.normals[at]) {
            return None;
        }
        let mut clause = (at + 1..words.len()).take_while(|&next| &*words.forms[next].text != ",");
        let finite = |next: usize| self.model.tags.morph(words.tags[next]).verb_form == Some(VerbForm::Fin);
        clause.any(finite).then(|| self.model.tags.of(Upos::Pron)).flatten()
    }

    /// *The deal values X at $1bn*: a noun in the singular with its article.
    fn is_subject(&self, words: &Words<'_>, at: usize) -> bool {
        let upos = |at: usize| self.upos(words, at);
        let article = at.checked_sub(1).is_some_and(|before| upos(before) == Upos::Det);
        article && upos(at) == Upos::Noun && self.model.tags.morph(words.tags[at]).number != Some(Number::Plur)
    }

    /// The column of a verb in the third person, where what was read as a noun in the plural goes on like one.
    fn third_person(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let upos = |at: usize| self.upos(words, at);
        let plural =
            upos(at) == Upos::Noun && self.morph(words.tags[at], &words.normals[at], &[]).number == Some(Number::Plur);
        let goes_on = words.tags.get(at + 1).is_some()
            && matches!(upos(at + 1), Upos::Adj | Upos::Noun | Upos::Propn | Upos::Det | Upos::Num | Upos::Adp);
        let verb = self.present(words, at).filter(|_| plural && goes_on)?;
        let under = self.under(words, at, verb);
        (self.morph(verb, &words.normals[at], &under).person == Some(3)).then_some(verb)
    }

    /// *Partenaire de longue date*: what stands behind an adposition and an adjective is a noun where it can be one.
    fn noun_of_phrase(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let upos = |at: usize| self.upos(words, at);
        let adjective = at.checked_sub(1).filter(|&before| upos(before) == Upos::Adj)?;
        let adposition = adjective.checked_sub(1).filter(|&before| upos(before) == Upos::Adp)?;
        let finite = self.model.tags.morph(words.tags[at]).verb_form == Some(VerbForm::Fin);
        let noun = self.model.tags.of(Upos::Noun).filter(|_| adposition < at && upos(at) == Upos::Verb && finite)?;
        (!self.under(words, at, noun).is_empty()).then_some(noun)
    }

    /// *Announced this week its plan to buy Y*, *sold its software arm, X*: right behind a possessive stands no finite verb, but a
    /// noun where it can be one; nor does a verb in the plural behind a noun in the singular.
    fn noun_of_possessive(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let morph = self.model.tags.morph(words.tags[at]);
        let modified = |noun: usize| {
            let singular = self.morph(words.tags[noun], &words.normals[noun], &[]).number == Some(Number::Sing);
            let agrees =
                morph.tense == Some(Tense::Past) || morph.person == Some(3) && morph.number == Some(Number::Sing);
            !self.vocabulary.adjectives_follow
                && self.model.tags.upos(words.tags[noun]) == Upos::Noun
                && singular
                && !agrees
        };
        let first = at.checked_sub(1)?;
        let before = if modified(first) { first.checked_sub(1)? } else { first };
        let before = Some(before).filter(|&before| self.vocabulary.possessives.contains(&words.normals[before]))?;
        let pronoun = matches!(self.model.tags.upos(words.tags[before]), Upos::Pron | Upos::Det);
        let verb = self.model.tags.upos(words.tags[at]) == Upos::Verb
            && matches!(morph.verb_form, Some(VerbForm::Fin | VerbForm::Inf));
        let noun = self.model.tags.of(Upos::Noun).filter(|_| pronoun && verb)?;
        (!self.under(words, at, noun).is_empty()).then_some(noun)
    }

    /// *X entre dans l'indice*: of two adpositions in a row behind a name the first is a verb where it can be one.
    fn verb_before_adposition(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        let upos = |at: usize| self.upos(words, at);
        let named = at.checked_sub(1).is_some_and(|before| upos(before) == Upos::Propn);
        if !named || upos(at) != Upos::Adp || at + 1 == words.len() || upos(at + 1) != Upos::Adp {
            return None;
        }
        self.present(words, at)
    }

    /// The column under which a word is a verb of the lexicon in the present.
    pub(super) fn present(&self, words: &Words<'_>, at: usize) -> Option<usize> {
        self.presents().find(|&tag| self.reads_as(words, (at, tag), PartOfSpeech::Verb))
    }

    /// The columns of verbs in the present.
    pub(super) fn presents(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.model.tags.len()).filter(|&tag| {
            let morph = self.model.tags.morph(tag);
            self.model.tags.upos(tag) == Upos::Verb
                && (morph.verb_form, morph.mood, morph.tense)
                    == (Some(VerbForm::Fin), Some(Mood::Ind), Some(Tense::Pres))
        })
    }

    fn is_genitive(&self, normal: Option<&String>) -> bool {
        let bare = normal.map_or("", |normal| normal.trim_end_matches('\''));
        !bare.is_empty() && self.vocabulary.genitives.iter().any(|marker| marker.starts_with(bare))
    }

    /// Whether a dictionary reads a word under a tag as one of the lexicon's.
    fn reads_as(&self, words: &Words<'_>, (at, tag): (usize, usize), part: PartOfSpeech) -> bool {
        let under = self.under(words, at, tag);
        let mut lemmas = under.iter().filter_map(|reading| reading.script.apply(&words.normals[at]));
        lemmas.any(|lemma| self.vocabulary.attested(part).contains(&*lemma))
    }

    /// *Is now valued at $2bn*, *a été reprise par X*: behind a copula, what a dictionary calls the participle of a verb of
    /// the lexicon, and the lexicon no adjective, is a passive; so is a bare noun that looks like one.
    pub(super) fn passives(&self, tokens: &mut [Token]) {
        let adjectives = self.vocabulary.attested(PartOfSpeech::Adjective);
        for at in 0..tokens.len() {
            // *Is majority-owned by X*: a participle with an agent is a passive, whatever hangs between.
            if is_agentive(tokens, at) {
                make_passive(tokens, at);
            }
            let is_adjective = tokens[at].upos == Upos::Adj && !adjectives.contains(&normal(&tokens[at].form));
            let child =
                |token: &Token, relations: &[&str]| token.head == Some(at) && relations.contains(&&*token.deprel);
            let is_bare =
                tokens[at].upos == Upos::Noun && !tokens.iter().any(|token| child(token, &["det", "case", "amod"]));
            // *X, valued at $1bn, has hired*: so is what modifies a name like a clause.
            let said = tokens.iter().any(|token| child(token, &["cop", "aux:tense", "aux:pass"]))
                || is_adjective && &*tokens[at].deprel == "acl";
            if !(is_adjective || is_bare) || !said {
                continue;
            }
            let normal = normal(&tokens[at].form);
            let read = self.participle(&tokens[at].form, &normal);
            // *Est gérant de X*: a noun is no participle of the present.
            let read = read.filter(|_| is_adjective || !self.is_present_participle(&tokens[at].form, &normal));
            let Some((lemma, morph)) = read else { continue };
            tokens[at].upos = Upos::Verb;
            tokens[at].lemma = lemma;
            tokens[at].morph = Morph { number: tokens[at].morph.number, gender: tokens[at].morph.gender, ..morph };
            make_passive(tokens, at);
        }
    }

    fn is_present_participle(&self, form: &str, normal: &str) -> bool {
        let readings = self.lexicon.readings(form, normal);
        (0..self.model.tags.len()).any(|tag| {
            let morph = self.model.tags.morph(tag);
            (morph.verb_form, morph.tense) == (Some(VerbForm::Part), Some(Tense::Pres))
                && !self.lexicon.under(tag, readings.clone()).is_empty()
        })
    }

    /// The verb of the lexicon whose gerund a form can be.
    pub(super) fn gerund_of_lexicon(&self, form: &str) -> Option<Box<str>> {
        let verbs = self.vocabulary.attested(PartOfSpeech::Verb);
        let normal = normal(form);
        let readings = self.lexicon.readings(form, &normal);
        let mut columns = (0..self.model.tags.len()).filter(|&tag| {
            let morph = self.model.tags.morph(tag);
            let present = morph.verb_form == Some(VerbForm::Part) && morph.tense == Some(Tense::Pres);
            self.model.tags.upos(tag) == Upos::Verb && (present || morph.verb_form == Some(VerbForm::Ger))
        });
        columns.find_map(|tag| {
            let under = self.lexicon.under(tag, readings.clone());
            let mut lemmas = under.iter().filter_map(|reading| reading.script.apply(&normal));
            lemmas.find(|lemma| verbs.contains(&**lemma)).map(Into::into)
        })
    }

    /// The verb of the lexicon whose past participle a form can be.
    fn participle(&self, form: &str, normal: &str) -> Option<(Box<str>, Morph)> {
        let verbs = self.vocabulary.attested(PartOfSpeech::Verb);
        let readings = self.lexicon.readings(form, normal);
        (0..self.model.tags.len()).find_map(|tag| {
            let morph = self.model.tags.morph(tag);
            let past = morph.verb_form == Some(VerbForm::Part) && morph.tense != Some(Tense::Pres);
            if self.model.tags.upos(tag) != Upos::Verb || !past {
                return None;
            }
            let under = self.lexicon.under(tag, readings.clone());
            let lemma =
                under.iter().filter_map(|reading| reading.script.apply(normal)).find(|lemma| verbs.contains(&**lemma));
            lemma.map(|lemma| (lemma.into(), morph))
        })
    }
}

/// Whether a comma ends what was said in passing of a name: *X, based in Y,*.
fn closes_insertion(forms: &[Form], comma: usize) -> bool {
    let named = |at: usize| at.checked_sub(1).is_some_and(|name| forms[name].text.starts_with(char::is_uppercase));
    &*forms[comma].text == "," && (0..comma).any(|at| &*forms[at].text == "," && named(at))
}

/// Whether a token is a past participle with a copula and an agent.
fn is_agentive(tokens: &[Token], at: usize) -> bool {
    let Morph { verb_form, tense, .. } = tokens[at].morph;
    let participle = tokens[at].upos == Upos::Verb && verb_form == Some(VerbForm::Part) && tense != Some(Tense::Pres);
    let has = |relation: &str| tokens.iter().any(|token| token.head == Some(at) && &*token.deprel == relation);
    participle && has("obl:agent") && has("cop")
}

/// Gives what hangs on a predicate as on an adjective the relations of the passive.
fn make_passive(tokens: &mut [Token], at: usize) {
    for token in tokens.iter_mut().filter(|token| token.head == Some(at)) {
        match &*token.deprel {
            "cop" => token.deprel = "aux:pass".into(),
            "nsubj" => token.deprel = "nsubj:pass".into(),
            _ => {}
        }
    }
}
