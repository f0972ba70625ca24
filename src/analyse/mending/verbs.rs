//! Verbs that the tagger took for nouns or the parser for modifiers: *X plans to build*, *X weighs $200m loan to Y*.
//!
//! Owns the search for the verb of a sentence that has none and the clause built around it. Asked once names are
//! known, since only the name before it tells such a noun from any other.

use rustc_hash::FxHashSet;

use crate::model::{EntityKind, Mention, Mood, Morph, Sentence, Tense, Token, Upos, VerbForm};
use crate::ontology::{Ontology, PartOfSpeech, WordClass};

use super::{has_child, outward};

/// In a sentence without a verb, makes one of the noun right behind a name that the lexicon or the words of status
/// know as a verb.
pub(super) fn find(sentences: &mut [Sentence], mentions: &mut Vec<Mention>, ontology: &Ontology) {
    let mut verbs = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.proper && mention.kind != EntityKind::Sector) {
        let sentence = &mut sentences[mention.sentence];
        let verb = mention.tokens.end;
        let root = verb_at(sentence, verb, ontology).or_else(|| participle_at(sentence, verb, ontology));
        let Some(root) = root else { continue };
        // *X, Y considering merger*: the first of a row.
        let name = outward(&sentence.tokens, &mention.tokens).map(|name| first_of_row(&sentence.tokens, name));
        if let Some(name) =
            name.filter(|&name| sentence.tokens[name].head == Some(verb) || sentence.tokens[name].head == Some(root))
        {
            make_verb(&mut sentence.tokens, name, verb, root);
            verbs.push((mention.sentence, verb));
        }
    }
    for (at, sentence) in sentences.iter_mut().enumerate() {
        verbs.extend(behind_auxiliaries(&mut sentence.tokens).into_iter().map(|verb| (at, verb)));
        verbs.extend(with_reflexives(&mut sentence.tokens).into_iter().map(|verb| (at, verb)));
    }
    let verbs: FxHashSet<(usize, usize)> = verbs.into_iter().collect();
    mentions
        .retain(|mention| mention.proper || !mention.tokens.clone().any(|at| verbs.contains(&(mention.sentence, at))));
}

/// The root of the sentence, when the token at `verb` may be its verb.
fn verb_at(sentence: &Sentence, verb: usize, ontology: &Ontology) -> Option<usize> {
    let token = sentence.tokens.get(verb)?;
    let root = sentence.tokens.iter().position(|token| token.head.is_none())?;
    let nominal = |token: &Token| matches!(token.upos, Upos::Noun | Upos::Propn);
    let inflected = !token.form.eq_ignore_ascii_case(&token.lemma);
    let placed = verb == root || token.head == Some(root) && root > verb && &*token.deprel == "compound";
    if token.upos != Upos::Noun || !inflected || !placed || !nominal(&sentence.tokens[root]) {
        return None;
    }
    let has_verb =
        sentence.tokens.iter().any(|token| token.head == Some(root) && matches!(token.relation(), "cop" | "aux"));
    let language = sentence.language;
    let known = ontology.lexicon.starting_with(language, PartOfSpeech::Verb, &token.lemma).next().is_some()
        || [WordClass::StatusCue, WordClass::Reporting, WordClass::SupportVerb]
            .into_iter()
            .any(|class| ontology.words.has(language, class, &token.lemma));
    let goes_on = sentence
        .tokens
        .get(verb + 1)
        .is_some_and(|next| !matches!(next.upos, Upos::Punct | Upos::Verb | Upos::Aux | Upos::Cconj));
    (!has_verb && known && goes_on).then_some(root)
}

/// *X considering sale of Y*: the root of a line without a verb, when the token at `verb` is a participle that the parser took
/// for what modifies it, and a word of status, which modifies no deal.
fn participle_at(sentence: &Sentence, verb: usize, ontology: &Ontology) -> Option<usize> {
    let tokens = &sentence.tokens;
    let token = tokens.get(verb)?;
    let root = token.head.filter(|&root| tokens[root].head.is_none() && root > verb)?;
    let modifies = matches!(token.relation(), "amod" | "compound") && token.upos == Upos::Verb;
    let present = token.morph.verb_form == Some(VerbForm::Ger)
        || token.morph.verb_form == Some(VerbForm::Part) && token.morph.tense == Some(Tense::Pres);
    let finite = tokens.iter().any(|token| {
        token.morph.verb_form == Some(VerbForm::Fin) && !matches!(token.relation(), "parataxis" | "conj" | "acl")
    });
    let status = ontology.words.has(sentence.language, WordClass::StatusCue, &token.lemma);
    let bare = !has_child(tokens, root, &["det", "case", "cop", "nsubj"]);
    (modifies && present && status && bare && !finite).then_some(root)
}

/// The first of the names that are joined to the one at `name`.
fn first_of_row(tokens: &[Token], name: usize) -> usize {
    let joined = |&at: &usize| tokens[at].head.filter(|_| matches!(tokens[at].relation(), "conj" | "appos" | "list"));
    std::iter::successors(Some(name), joined).take(tokens.len()).last().unwrap_or(name)
}

/// Makes the token at `verb` the verb of a clause whose subject is `name`; `root` is what it hung on, or itself.
fn make_verb(tokens: &mut [Token], name: usize, verb: usize, root: usize) {
    for at in 0..tokens.len() {
        if at == verb || at == name || tokens[at].head != Some(root) {
            continue;
        }
        let relation = tokens[at].relation().to_owned();
        if root != verb {
            if at < verb {
                tokens[at].head = Some(verb);
            }
            continue;
        }
        let marked = tokens.iter().any(|token| token.head == Some(at) && &*token.deprel == "case");
        tokens[at].deprel = match relation.as_str() {
            "acl" => "xcomp",
            "nmod" if marked => "obl",
            "nmod" | "appos" | "compound" | "flat" | "dep" if at > verb => "obj",
            other => other,
        }
        .into();
    }
    if root != verb {
        tokens[root].head = Some(verb);
        tokens[root].deprel = "obj".into();
        tokens[verb].head = None;
        tokens[verb].deprel = "root".into();
    }
    tokens[name].head = Some(verb);
    tokens[name].deprel = "nsubj".into();
    tokens[verb].upos = Upos::Verb;
    tokens[verb].morph =
        Morph { verb_form: Some(VerbForm::Fin), mood: Some(Mood::Ind), tense: Some(Tense::Pres), ..tokens[verb].morph };
}

/// Makes participles of bare nouns to which a reflexive pronoun right before them belongs, *l'action a baissé, se
/// négociant à 3 euros*: no noun has one. Gives their places.
fn with_reflexives(tokens: &mut [Token]) -> Vec<usize> {
    let mut found = Vec::new();
    for noun in 1..tokens.len() {
        let pronoun = &tokens[noun - 1];
        let reflexive = pronoun.head == Some(noun) && pronoun.deprel.starts_with("expl");
        let modified = has_child(tokens, noun, &["det", "case", "cop", "aux"]);
        if tokens[noun].upos != Upos::Noun || !reflexive || modified {
            continue;
        }
        let mut above = tokens[noun].head;
        while let Some(at) = above.filter(|&at| !matches!(tokens[at].upos, Upos::Verb | Upos::Adj)) {
            above = tokens[at].head;
        }
        let Some(verb) = above else { continue };
        tokens[noun].upos = Upos::Verb;
        tokens[noun].morph = Morph { verb_form: Some(VerbForm::Part), tense: Some(Tense::Pres), ..tokens[noun].morph };
        tokens[noun].head = Some(verb);
        tokens[noun].deprel = "advcl".into();
        // What stood with a noun by an adposition stands with the verb by it.
        for token in tokens.iter_mut().filter(|token| token.head == Some(noun) && &*token.deprel == "nmod") {
            token.deprel = "obl".into();
        }
        found.push(noun);
    }
    found
}

/// Makes verbs of nouns that have an auxiliary and a subject, *X will plough $3m into Y*; gives their places.
fn behind_auxiliaries(tokens: &mut [Token]) -> Vec<usize> {
    let has = |verb: usize, relation: &str| {
        tokens.iter().position(|token| token.head == Some(verb) && &*token.deprel == relation)
    };
    let verb = |&noun: &usize| {
        tokens[noun].upos == Upos::Noun
            && tokens[noun].form == tokens[noun].lemma
            && has(noun, "aux").is_some_and(|auxiliary| {
                auxiliary + 1 == noun
                    && tokens[auxiliary].morph.tense.is_none()
                    && tokens[auxiliary].lemma == tokens[auxiliary].form
            })
            && has(noun, "nsubj").is_some_and(|subject| subject < noun)
            && has(noun, "cop").is_none()
            && has(noun, "det").is_none()
    };
    let found: Vec<usize> = (1..tokens.len()).filter(verb).collect();
    for &verb in &found {
        tokens[verb].upos = Upos::Verb;
        tokens[verb].morph = Morph { verb_form: Some(VerbForm::Inf), ..Morph::default() };
        for token in tokens.iter_mut().filter(|token| token.head == Some(verb) && &*token.deprel == "nmod") {
            token.deprel = "obl".into();
        }
    }
    found
}
