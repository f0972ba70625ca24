//! Arcs of a tree that are surely wrong, put where they belong.
//!
//! Owns errors that parsers make in news again and again: a noun joined to a verb in place of the noun before it, a
//! participle between commas taken for the main verb, a name taken into the amount behind it, half of a title taken for
//! a verb; what hangs too low is lifted in `lifted`, clitics hang where `pronominal` says. Takes a sentence and its
//! measures; gives heads and relations, a tree as before.

use std::sync::Arc;

use crate::analyse::pronominal;
use crate::model::analysis::{Measure, MeasureKind, universal};
use crate::model::{Number, Sentence, Tense, Upos, VerbForm};
use crate::ontology::{Typology, WordClass, Words};

/// The head, the relation and the children of every token.
pub(super) struct Arcs<'a> {
    pub(super) heads: Vec<Option<usize>>,
    pub(super) relations: Vec<&'a str>,
    pub(super) children: Vec<Vec<usize>>,
}

/// Puts the arcs of a sentence where they belong; `measures` are its own.
pub(super) fn mend(sentence: &mut Sentence, measures: &[Measure], words: &Words) {
    pronominal::mend(sentence, measures, words);
    let arcs = arcs(sentence, measures, words);
    let moved = |&token: &usize| {
        let before = &sentence.tokens[token];
        arcs.heads[token] != before.head || *arcs.relations[token] != *before.deprel
    };
    let moved: Vec<(usize, Option<usize>, Arc<str>)> = (0..sentence.tokens.len())
        .filter(moved)
        .map(|token| (token, arcs.heads[token], arcs.relations[token].into()))
        .collect();
    for (token, head, relation) in moved {
        sentence.tokens[token].head = head;
        sentence.tokens[token].deprel = relation;
    }
}

/// The arcs of a sentence, mended.
fn arcs<'a>(sentence: &'a Sentence, measures: &[Measure], words: &Words) -> Arcs<'a> {
    let heads: Vec<Option<usize>> = sentence.tokens.iter().map(|token| token.head).collect();
    let relations = sentence.tokens.iter().map(|token| &*token.deprel).collect();
    let mut children = vec![Vec::new(); heads.len()];
    for (token, head) in heads.iter().enumerate() {
        if let Some(head) = *head {
            children[head].push(token);
        }
    }
    let mut mending = Mending { sentence, arcs: Arcs { heads, relations, children } };
    if words.is(sentence.language, Typology::ParticipleLikePast) {
        mending.part_aside();
    }
    mending.give_back_subjects();
    if !words.is(sentence.language, Typology::HeadInitial) {
        mending.make_titles(words);
        mending.make_wares(words);
        mending.part_year();
        mending.lift_origins(words);
    }
    mending.part_fronted();
    mending.part_opening();
    mending.part_buried();
    mending.join_nouns();
    mending.join_apposed();
    for measure in measures.iter().filter(|measure| measure.kind == MeasureKind::Money) {
        mending.free_recipient(measure);
        mending.free_valued(measure, words);
        mending.lift_clauses(measure);
        mending.lift_from_amounts(measure, words);
    }
    mending.turn_subjects(words);
    mending.lift_from_days(words);
    mending.lower_agents(words);
    mending.lower_to_acts(words);
    mending.lift_to_predicates();
    mending.lift_goals(words);
    mending.lift_company(words);
    mending.arcs
}

pub(super) struct Mending<'a> {
    pub(super) sentence: &'a Sentence,
    pub(super) arcs: Arcs<'a>,
}

impl<'a> Mending<'a> {
    pub(super) fn upos(&self, token: usize) -> Upos {
        self.sentence.tokens[token].upos
    }

    pub(super) fn relation(&self, token: usize) -> &str {
        universal(self.arcs.relations[token])
    }

    pub(super) fn is(&self, token: usize, form: &str) -> bool {
        self.sentence.tokens.get(token).is_some_and(|token| token.form.as_ref() == form)
    }

    pub(super) fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.arcs.children[head].iter().copied()
    }

    pub(super) fn has(&self, head: usize, relations: &[&str]) -> bool {
        self.children(head).any(|child| relations.contains(&self.relation(child)))
    }

    pub(super) fn hang(&mut self, token: usize, head: Option<usize>, relation: &'a str) {
        if let Some(before) = self.arcs.heads[token] {
            self.arcs.children[before].retain(|&child| child != token);
        }
        if let Some(head) = head {
            let at = self.arcs.children[head].partition_point(|&child| child < token);
            self.arcs.children[head].insert(at, token);
        }
        self.arcs.heads[token] = head;
        self.arcs.relations[token] = relation;
    }

    /// *X, spun out of Y in 2020, makes steel*: between the commas stands a participle, the verb behind them is the
    /// clause's own.
    fn part_aside(&mut self) {
        let Some(verb) = self.arcs.heads.iter().position(Option::is_none) else { return };
        let morph = self.sentence.tokens[verb].morph;
        let past = morph.tense != Some(Tense::Pres) && matches!(morph.verb_form, Some(VerbForm::Part | VerbForm::Fin));
        let comma = |token: usize| self.is(token, ",");
        let opens = verb >= 2 && (comma(verb - 1) || self.upos(verb - 1) == Upos::Adv && comma(verb - 2));
        if self.upos(verb) != Upos::Verb || !past || !opens || self.has(verb, &["aux", "cop"]) {
            return;
        }
        let subject = self.children(verb).find(|&child| child < verb && self.relation(child) == "nsubj");
        let own_object = self
            .children(verb)
            .any(|child| self.relation(child) == "obj" && !matches!(self.upos(child), Upos::Sym | Upos::Num));
        let main = self.children(verb).find(|&child| {
            child > verb
                && self.relation(child) == "conj"
                && self.sentence.tokens[child].morph.verb_form == Some(VerbForm::Fin)
                && self.upos(child) == Upos::Verb
                && comma(child - 1)
                && !self.has(child, &["cc", "nsubj"])
        });
        let (Some(subject), Some(main), false) = (subject, main, own_object) else { return };
        self.hang(main, None, "root");
        self.hang(subject, Some(main), "nsubj");
        self.hang(verb, Some(subject), "acl");
    }

    /// *X, valued at 3 billion, is backed by Y*: the subject that a participle between commas has taken is that of the verb
    /// behind it.
    fn give_back_subjects(&mut self) {
        for aside in 2..self.arcs.heads.len() {
            // What the tagger took for a past may be a participle where its subject stands before the comma.
            let morph = self.sentence.tokens[aside].morph;
            let looks = morph.verb_form == Some(VerbForm::Part)
                || morph.tense == Some(Tense::Past) && self.is(aside - 1, ",") && self.upos(aside) == Upos::Verb;
            let participle = looks
                && matches!(self.relation(aside), "parataxis" | "advcl" | "ccomp")
                && !self.has(aside, &["aux", "aux:pass", "aux:tense", "cop", "mark", "cc"]);
            let main = self.arcs.heads[aside].filter(|&main| participle && main > aside);
            let subject =
                self.children(aside).find(|&child| child < aside && self.relation(child).starts_with("nsubj"));
            let (Some(main), Some(subject)) = (main, subject) else { continue };
            let set_off = (subject + 1..aside).any(|at| self.is(at, ","));
            let predicate = matches!(self.upos(main), Upos::Verb | Upos::Noun | Upos::Adj);
            if set_off && predicate && !self.has(main, &["nsubj", "nsubj:pass", "csubj"]) {
                let passive = self.has(main, &["aux:pass"]);
                self.hang(subject, Some(main), if passive { "nsubj:pass" } else { "nsubj" });
                self.hang(aside, Some(subject), "acl");
            }
        }
    }

    /// *Took over as managing director of X*: behind a marker of posts a gerund right before a bare noun is part of a
    /// title.
    fn make_titles(&mut self, words: &Words) {
        for verb in 1..self.arcs.heads.len().saturating_sub(1) {
            let (marker, noun) = (verb - 1, verb + 1);
            let lemma = &self.sentence.tokens[marker].lemma;
            let title = self.sentence.tokens[verb].morph.verb_form == Some(VerbForm::Ger)
                && self.upos(noun) == Upos::Noun
                && self.arcs.heads[noun] == Some(verb)
                && self.relation(noun) == "obj"
                && self.arcs.heads[marker] == Some(verb)
                && self.relation(marker) == "mark"
                && words.has(self.sentence.language, WordClass::PredicativeMarker, lemma)
                && self.sentence.tokens[noun].morph.number == Some(Number::Sing);
            if !title {
                continue;
            }
            let head = self.arcs.heads[verb];
            self.hang(noun, head, "obl");
            self.hang(marker, Some(noun), "case");
            for child in self.arcs.children[verb].clone() {
                let relation = if self.relation(child) == "punct" { "punct" } else { "obl" };
                self.hang(child, head.filter(|_| child > noun).or(Some(noun)), relation);
            }
            self.hang(verb, Some(noun), "compound");
        }
    }

    /// *A maker of hearing aids*: behind the marker of a noun for a trade a gerund right before a bare noun is part of
    /// the wares.
    fn make_wares(&mut self, words: &Words) {
        let language = self.sentence.language;
        for verb in 2..self.arcs.heads.len().saturating_sub(1) {
            let (marker, noun) = (verb - 1, verb + 1);
            let gerund = self.sentence.tokens[verb].morph.verb_form == Some(VerbForm::Ger)
                && self.upos(noun) == Upos::Noun
                && self.arcs.heads[noun] == Some(verb)
                && self.relation(noun) == "obj"
                && matches!(self.relation(verb), "acl" | "advcl");
            let Some(trade) = self.arcs.heads[verb].filter(|_| gerund) else { continue };
            let genitive = words.has(language, WordClass::GenitiveMarker, &self.sentence.tokens[marker].lemma)
                && self.arcs.heads[marker] == Some(verb);
            let of_trade = |token: usize| words.has(language, WordClass::Trade, &self.sentence.tokens[token].lemma);
            let listed = self.is(marker, ",") || self.upos(marker) == Upos::Cconj;
            let above = self.arcs.heads[trade].filter(|_| listed && self.relation(trade) == "nmod");
            if genitive && of_trade(trade) {
                self.hang(noun, Some(trade), "nmod");
                self.hang(marker, Some(noun), "case");
            } else if above.is_some_and(of_trade) {
                self.hang(noun, Some(trade), "conj");
            } else {
                continue;
            }
            for child in self.arcs.children[verb].clone() {
                let relation = self.arcs.relations[child];
                self.hang(child, Some(noun), relation);
            }
            self.hang(verb, Some(noun), "compound");
        }
    }

    /// *In 2006 X Books founded Y*: a year at the front that no comma parts from the subject is no part of it.
    fn part_year(&mut self) {
        let years = |token: usize| {
            let form = &self.sentence.tokens[token].form;
            form.len() == 4 && form.chars().all(|c| c.is_ascii_digit())
        };
        if self.arcs.heads.len() < 4 || self.upos(0) != Upos::Adp || !years(1) || self.upos(2) != Upos::Propn {
            return;
        }
        let Some(name) = self.arcs.heads[0].filter(|&name| name > 1 && self.arcs.heads[1] == Some(name)) else {
            return;
        };
        let verb = self.arcs.heads[name].filter(|&verb| self.relation(name) == "obl" && self.upos(verb) == Upos::Verb);
        if let Some(verb) = verb.filter(|&verb| name < verb) {
            self.hang(1, Some(verb), "obl");
            self.hang(0, Some(1), "case");
            self.hang(name, Some(verb), "nsubj");
        }
    }

    /// *A contract worth 3 million*: what is worth the amount heads the phrase.
    fn free_valued(&mut self, measure: &Measure, words: &Words) {
        let amount = measure.head;
        let Some(worth) = measure.tokens.start.checked_sub(1).filter(|&worth| worth > 0) else { return };
        let noun = worth - 1;
        let says = words.has(self.sentence.language, WordClass::WorthMarker, &self.sentence.tokens[worth].lemma);
        let joined = self.relation(noun) == "compound" && self.arcs.heads[noun] == Some(worth);
        if !says || !joined || self.upos(noun) != Upos::Noun {
            return;
        }
        let top = if self.arcs.heads[worth] == Some(amount) { amount } else { worth };
        let (head, relation) = (self.arcs.heads[top], self.arcs.relations[top]);
        self.hang(noun, head, relation);
        for child in self.arcs.children[top].clone() {
            if child != worth && child != amount && !measure.tokens.contains(&child) {
                let relation = self.arcs.relations[child];
                self.hang(child, Some(noun), relation);
            }
        }
        self.hang(amount, Some(noun), "nmod");
        self.hang(worth, Some(amount), "case");
    }

    /// *Reported revenue of 3 million and a profit of 1 million*: a noun is joined to the noun before it, not to
    /// their verb.
    fn join_nouns(&mut self) {
        for token in 0..self.arcs.heads.len() {
            let nominal = matches!(self.upos(token), Upos::Noun | Upos::Propn);
            let Some(verb) = self.arcs.heads[token].filter(|_| nominal && self.relation(token) == "conj") else {
                continue;
            };
            // *X makes the engines and Y the doors*, *sold the mill to Y and the quarry to Z*.
            let beside = |orphan: usize| self.complements_alike(verb, orphan);
            let acts = |orphan: &usize| self.relation(*orphan) == "orphan" && !self.has(*orphan, &["case"]);
            let gapped = self.children(token).any(|orphan| acts(&orphan) || beside(orphan));
            if gapped
                || self.upos(verb) != Upos::Verb
                || self.has(token, &["nsubj", "csubj", "cop", "aux", "case", "obj"])
            {
                continue;
            }
            let object = self.children(verb).filter(|&child| {
                verb < child
                    && child < token
                    && self.relation(child) == "obj"
                    && matches!(self.upos(child), Upos::Noun | Upos::Propn)
            });
            if let Some(object) = object.last() {
                self.hang(token, Some(object), "conj");
            }
        }
    }

    /// Whether an orphan has the adposition of a complement of the verb that it is left without.
    fn complements_alike(&self, verb: usize, orphan: usize) -> bool {
        let marker = |at: usize| self.children(at).find(|&case| self.relation(case) == "case");
        let lemma = |case: usize| &*self.sentence.tokens[case].lemma;
        let Some(own) = marker(orphan).filter(|_| self.relation(orphan) == "orphan") else { return false };
        let mut others = self.children(verb).filter(|&child| self.relation(child) == "obl").filter_map(marker);
        others.any(|other| lemma(other) == lemma(own))
    }

    /// *Le fabricant X, ainsi que la société Y*: what a conjunction opens is another than the noun before it.
    fn join_apposed(&mut self) {
        for token in 0..self.arcs.heads.len() {
            let joined = self.relation(token) == "appos" && self.has(token, &["cc"]);
            let before = self.children(token).filter(|&child| self.relation(child) == "cc").all(|child| child < token);
            if let Some(head) = self.arcs.heads[token].filter(|&head| joined && before && head < token) {
                self.hang(token, Some(head), "conj");
            }
        }
    }

    /// *Fined X 3 million*, *lent the brewer X $40m*: a name between a verb and the amount that is its object is an
    /// object too.
    fn free_recipient(&mut self, measure: &Measure) {
        let start = measure.tokens.start;
        let top = |token: usize| {
            let mut at = token;
            for _ in 0..self.arcs.heads.len() {
                match self.arcs.heads[at].filter(|head| *head < start && self.upos(*head) != Upos::Verb) {
                    Some(head) => at = head,
                    None => break,
                }
            }
            at
        };
        let Some(last) = start.checked_sub(1) else { return };
        if !matches!(self.upos(last), Upos::Noun | Upos::Propn) {
            return;
        }
        let name = top(last);
        let marked = self.has(name, &["case", "mark"]);
        let loose = match self.arcs.heads[name] {
            Some(above) if measure.tokens.contains(&above) => Some(measure.head),
            Some(_) if self.arcs.relations[name] == "obl:unmarked" => Some(measure.head),
            _ => None,
        };
        let verb = loose.and_then(|amount| {
            let verb = self.arcs.heads[amount].filter(|_| self.relation(amount) == "obj")?;
            let low = self.lowest(name);
            (self.upos(verb) == Upos::Verb && verb + 1 == low).then_some(verb)
        });
        if let Some(verb) = verb.filter(|_| !marked) {
            self.hang(name, Some(verb), "obj");
        }
    }

    /// Where the phrase of `head` begins.
    fn lowest(&self, head: usize) -> usize {
        let mut low = head;
        // A phrase begins with the first of the first of its words: each step goes down one.
        while let Some(&first) = self.arcs.children[low].first().filter(|&&first| first < low) {
            low = first;
        }
        low
    }
}
