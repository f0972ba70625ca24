//! Phrases in front of a clause that parsers tie to it the wrong way: *According to X, Y, a brewer, will close*,
//! *Founded by X and Y, the brewer is*, *X, a Tilvarn, N.J.-based brewer, is*.
//!
//! Owns those repairs. Takes a sentence whose arcs `misplaced` holds; the name behind the comma becomes the subject
//! of the verb, with what is said of it between commas; the clause behind a fronted participle becomes the main one.

use crate::model::{Upos, VerbForm};

use super::misplaced::Mending;

impl Mending<'_> {
    /// *According to X, Y will close*: where a sentence opens with a marked name and its verb has no other subject, the
    /// name behind the comma is who acts.
    pub(super) fn part_fronted(&mut self) {
        if let Some((front, person, name)) = self.introduced() {
            let (verb, relation) = (self.arcs.heads[person], self.arcs.relations[person]);
            self.hang(person, Some(front), "appos");
            self.hang(name, verb, relation);
            return;
        }
        let Some((front, verb, name)) = self.fronted().or_else(|| self.closing_front()).or_else(|| self.once_called())
        else {
            return;
        };
        let aside = |&child: &usize| child > name && self.relation(child) == "appos";
        let asides: Vec<usize> = self.children(front).filter(aside).collect();
        let passive = self.children(verb).any(|child| self.arcs.relations[child] == "aux:pass");
        for aside in asides {
            self.hang(aside, Some(name), "appos");
        }
        self.hang(front, Some(verb), "obl");
        self.hang(name, Some(verb), if passive { "nsubj:pass" } else { "nsubj" });
    }

    /// *According to its founder, Ann Orr, X will close*: of two names in a row between a noun in front and the verb, the
    /// first is the noun's and no subject.
    fn introduced(&self) -> Option<(usize, usize, usize)> {
        let marker = (self.relation(0) == "case").then_some(0)?;
        let front = self.arcs.heads[marker].filter(|&front| self.upos(front) == Upos::Noun)?;
        let verb = self.arcs.heads[front].filter(|&verb| verb > front && self.upos(verb) == Upos::Verb)?;
        let named = |at: usize| self.upos(at) == Upos::Propn && !self.has(at, &["case", "cc", "det"]);
        let comma = (front + 1..verb).find(|&at| self.is(at, ","))?;
        let behind = |&child: &usize| named(child) && self.first(child) == comma + 1;
        let person = self.children(verb).filter(|&child| self.relation(child) == "nsubj").find(behind)?;
        let plain = (front + 1..comma).all(|at| !matches!(self.upos(at), Upos::Verb | Upos::Propn));
        let set_off = |&child: &usize| {
            matches!(self.relation(child), "conj" | "appos")
                && child > person
                && named(child)
                && self.is(self.first(child) - 1, ",")
        };
        let name = self.children(person).find(set_off)?;
        // *Ann Orr, X and Y will*: a row has no comma of its own behind it and none before the verb.
        let commas = (comma + 1..verb).filter(|&at| self.is(at, ",")).count();
        (plain && commas == 1 && name < verb && self.relation(front) == "obl").then_some((front, person, name))
    }

    /// *Formerly X, Y employs 300 people*: of two names that a lone comma parts, the first behind an adverb is no subject.
    fn once_called(&self) -> Option<(usize, usize, usize)> {
        let verb = self.arcs.heads[0].filter(|_| self.upos(0) == Upos::Adv && self.relation(0) == "advmod")?;
        let subject = |&child: &usize| self.relation(child) == "nsubj";
        let front = self.children(verb).filter(subject).find(|&front| self.first(front) == 1)?;
        let comma = (front + 1..verb).find(|&at| self.is(at, ","))?;
        let rows = |&child: &usize| matches!(self.relation(child), "conj" | "appos") && !self.has(child, &["cc"]);
        let beside = self.children(verb).filter(subject).chain(self.children(front).filter(rows));
        let name = beside.into_iter().find(|&name| self.first(name) == comma + 1)?;
        let named = (1..comma).all(|at| self.upos(at) == Upos::Propn);
        let lone = (comma + 1..verb).all(|at| !self.is(at, ",") && self.upos(at) != Upos::Cconj);
        (named && lone && name < verb).then_some((front, verb, name))
    }

    /// The name in front, the verb of the sentence and the name behind the comma.
    fn fronted(&self) -> Option<(usize, usize, usize)> {
        let marker = (self.relation(0) == "case").then_some(0)?;
        let front = self.arcs.heads[marker].filter(|&front| matches!(self.upos(front), Upos::Propn | Upos::Noun))?;
        let verb = self.arcs.heads[front].filter(|&verb| verb > front && self.upos(verb) == Upos::Verb)?;
        let subject = |child: usize| child != front && matches!(self.relation(child), "nsubj" | "csubj" | "expl");
        if !matches!(self.relation(front), "obl" | "nsubj") || self.children(verb).any(subject) {
            return None;
        }
        let comma = (front..verb).find(|&at| &*self.sentence.tokens[at].form == ",")?;
        let hangs = |&child: &usize| {
            matches!(self.relation(child), "appos" | "nmod" | "conj" | "flat")
                && !self.has(child, &["case", "cc", "det"])
        };
        let under = |&child: &usize| {
            self.arcs.heads[child].is_some_and(|above| above < comma) && self.first(child) == comma + 1
        };
        let name = (comma + 1..verb).filter(under).find(hangs)?;
        let nominal = matches!(self.upos(name), Upos::Propn | Upos::Noun);
        let first = self.sentence.tokens[comma + 1].form.chars().next();
        let opens = (comma + 1..name).all(|at| self.arcs.heads[at] == Some(name) && self.upos(at) != Upos::Punct);
        (nominal && opens && name < verb && first.is_some_and(char::is_uppercase)).then_some((front, verb, name))
    }

    /// *Under its new chief, Ann Orr, X turns to pumps*, *selon Ann Orr, directrice de X, son groupe vend*: the phrase right
    /// behind a comma and right before a verb without a subject, whatever of the front it hangs on.
    fn closing_front(&self) -> Option<(usize, usize, usize)> {
        let marker = (self.relation(0) == "case").then_some(0)?;
        let inside = self.arcs.heads[marker]?;
        let path = std::iter::successors(Some(inside), |&at| self.arcs.heads[at]).take(self.arcs.heads.len());
        let (front, verb) = path
            .filter_map(|at| Some((at, self.arcs.heads[at]?)))
            .find(|&(_, above)| self.upos(above) == Upos::Verb && above > inside)?;
        let subject = |child: usize| child != front && matches!(self.relation(child), "nsubj" | "csubj" | "expl");
        let reflexive = |child: usize| &*self.arcs.relations[child] == "expl:pv";
        if !matches!(self.relation(front), "obl" | "nsubj")
            || self.children(verb).any(|at| subject(at) && !reflexive(at))
        {
            return None;
        }
        let of_verb = |at: usize| {
            self.arcs.heads[at] == Some(verb)
                && matches!(self.upos(at), Upos::Aux | Upos::Pron | Upos::Adv | Upos::Part)
        };
        let last = (front + 1..verb).rev().find(|&at| !of_verb(at))?;
        let mut phrase = std::iter::successors(Some(last), |&at| self.arcs.heads[at]).take_while(|&at| at > front);
        let bare = |at: &usize| {
            matches!(self.upos(*at), Upos::Propn | Upos::Noun)
                && matches!(self.relation(*at), "appos" | "nmod" | "conj")
                && !self.has(*at, &["case", "cc"])
                && self.is(self.first(*at) - 1, ",")
        };
        // *À Lyon, en mars, X vend*: of several commas the last.
        let name = phrase.find(bare)?;
        let closed = (self.first(name)..=last).all(|at| !self.is(at, ","));
        closed.then_some((front, verb, name))
    }

    /// *Founded by X and Y, the brewer is known*: a participle that opens a sentence is no clause of its own where a verb
    /// with a subject right behind a comma follows.
    pub(super) fn part_opening(&mut self) {
        let Some((participle, verb)) = self.opening() else { return };
        let relations = ["acl", "conj", "ccomp", "parataxis", "advcl", "appos", "nmod", "obj", "obl", "dep", "list"];
        if !relations.contains(&self.relation(verb)) {
            return;
        }
        self.hang(verb, None, "root");
        self.hang(participle, Some(verb), "advcl");
    }

    /// The participle that opens the sentence as its root, and the verb of the clause behind its comma.
    fn opening(&self) -> Option<(usize, usize)> {
        let participle = self.arcs.heads.iter().position(Option::is_none)?;
        let bare = self.upos(participle) == Upos::Verb
            && self.sentence.tokens[participle].morph.verb_form != Some(VerbForm::Inf)
            && (0..participle).all(|at| self.upos(at) == Upos::Adv)
            && !self.has(participle, &["nsubj", "csubj", "expl", "aux", "cop", "mark"]);
        let comma = (0..self.arcs.heads.len()).find(|&at| bare && self.is(at, ","))?;
        let subject = |&at: &usize| {
            self.relation(at) == "nsubj"
                && self.upos(at) != Upos::Pron
                && self.arcs.heads[at].is_some_and(|verb| verb > at)
                && self.first(at) > comma
                && self.is(self.first(at) - 1, ",")
        };
        let subject = (comma + 1..self.arcs.heads.len()).find(subject)?;
        let verb = self.arcs.heads[subject]?;
        let main = !self.has(verb, &["mark", "cc"]) && verb != participle;
        main.then_some((participle, verb))
    }

    /// *X, a Tilvarn, N.J.-based maker of pumps, has hired*: a name that opens the sentence does not hang on the participle
    /// that modifies the verb's subject: it is the subject, what follows its comma stands in apposition.
    pub(super) fn part_buried(&mut self) {
        let Some((name, comma)) = self.opening_name() else { return };
        let path: Vec<usize> = std::iter::successors(Some(name), |&at| self.arcs.heads[at]).take(12).collect();
        let subject = path.iter().copied().find(|&at| self.relation(at) == "nsubj" && at > comma);
        let Some(subject) = subject.filter(|&at| self.upos(at) == Upos::Noun) else { return };
        let below = path.iter().position(|&at| at == subject).and_then(|at| at.checked_sub(1)).map(|at| path[at]);
        let (Some(below), Some(verb)) = (below.filter(|&at| at != name), self.arcs.heads[subject]) else { return };
        if self.relation(below) != "amod" || self.upos(below) != Upos::Verb || verb < subject {
            return;
        }
        let own = self.arcs.relations[subject];
        let behind = |&child: &usize| child > comma && self.upos(child) != Upos::Punct;
        let left: Vec<usize> = self.children(name).filter(behind).collect();
        for child in left {
            self.hang(child, Some(below), "obl");
        }
        self.hang(name, Some(verb), own);
        self.hang(subject, Some(name), "appos");
    }

    /// The head of a name that opens the sentence with a comma right behind it, and the comma.
    fn opening_name(&self) -> Option<(usize, usize)> {
        let comma = (1..self.arcs.heads.len().min(8)).find(|&at| self.is(at, ","))?;
        let nominal = |at: usize| matches!(self.upos(at), Upos::Propn | Upos::Noun);
        let outside = |at: &usize| self.arcs.heads[*at].is_some_and(|head| head > comma);
        let capital = self.sentence.tokens[comma - 1].form.chars().next().is_some_and(char::is_uppercase);
        let mut heads = (0..comma).filter(outside);
        let name = heads.next().filter(|_| (0..comma).all(nominal) && capital)?;
        heads.next().is_none().then_some((name, comma))
    }

    /// The first word of what hangs right on a token, itself included, commas left out.
    fn first(&self, token: usize) -> usize {
        let word = |&child: &usize| child < token && self.upos(child) != Upos::Punct;
        self.children(token).find(word).unwrap_or(token)
    }
}
