//! Phrases that hang on the nearest word, though that one cannot have them.
//!
//! Owns what is lifted past an amount, a day of the week or a place of departure, and agents that belong to a participle
//! in front or to the act behind their verb. Takes a sentence whose arcs `misplaced` holds.

use crate::analyse::features::lower;
use crate::model::analysis::Measure;
use crate::model::{Upos, VerbForm};
use crate::ontology::{WordClass, Words};

use super::misplaced::Mending;

impl Mending<'_> {
    /// *Le prêt de 30 millions d'euros que X a souscrit*, *a round of $8m led by Y*: a clause behind an amount says more
    /// of what is worth the amount.
    pub(super) fn lift_clauses(&mut self, measure: &Measure) {
        let outside = |&token: &usize| self.arcs.heads[token].is_none_or(|head| !measure.tokens.contains(&head));
        let Some(top) = measure.tokens.clone().find(outside) else { return };
        let noun = self.arcs.heads[top].filter(|&noun| noun < top && self.relation(top) == "nmod");
        let Some(noun) = noun.filter(|&noun| matches!(self.upos(noun), Upos::Noun | Upos::Propn)) else { return };
        for token in measure.tokens.clone() {
            let clauses: Vec<usize> =
                self.children(token).filter(|&child| child > top && self.relation(child) == "acl").collect();
            for clause in clauses {
                let relation = self.arcs.relations[clause];
                self.hang(clause, Some(noun), relation);
            }
        }
    }

    /// *Is investing $5m in its plant in Leeds*: what the money goes to hangs on the verb, the place on what stands there.
    pub(super) fn lift_from_amounts(&mut self, measure: &Measure, words: &Words) {
        let language = self.sentence.language;
        let outside = |&token: &usize| self.arcs.heads[token].is_none_or(|head| !measure.tokens.contains(&head));
        let Some(top) = measure.tokens.clone().find(outside).filter(|&top| self.relation(top) == "obj") else { return };
        let Some(verb) = self.arcs.heads[top].filter(|&verb| self.upos(verb) == Upos::Verb) else { return };
        let located = |token: usize| {
            let marks = |at: usize| words.has(language, WordClass::LocativeMarker, &self.sentence.tokens[at].lemma);
            self.children(token).find(|&at| self.relation(at) == "case" && marks(at))
        };
        let within = |&child: &usize| {
            child >= measure.tokens.end && self.relation(child) == "nmod" && self.has(child, &["det", "nmod"])
        };
        let Some(goal) = self.children(top).filter(within).find(|&child| located(child).is_some()) else { return };
        let place = self.children(verb).find(|&child| {
            // *In March* stays with the verb.
            let named = self.upos(child) == Upos::Propn;
            child > goal
                && named
                && self.relation(child) == "obl"
                && located(child).is_some_and(|marker| marker == goal + 1)
        });
        if let Some(place) = place {
            self.hang(goal, Some(verb), "obl");
            self.hang(place, Some(goal), "nmod");
        }
    }

    /// *La société que dirige X*: where a relative pronoun is the object of a clause without subject, a second object behind
    /// the verb is its subject.
    pub(super) fn turn_subjects(&mut self, words: &Words) {
        let language = self.sentence.language;
        for verb in 0..self.arcs.heads.len() {
            if self.upos(verb) != Upos::Verb || self.has(verb, &["nsubj", "csubj", "expl"]) {
                continue;
            }
            let form = |token: usize| self.sentence.tokens[token].lower();
            let relative = |token: usize| words.has(language, WordClass::RelativePronoun, form(token));
            let objects: Vec<usize> = self.children(verb).filter(|&child| self.relation(child) == "obj").collect();
            let [pronoun, object] = objects[..] else { continue };
            let nominal = matches!(self.upos(object), Upos::Noun | Upos::Propn);
            if pronoun < verb && verb < object && nominal && relative(pronoun) && !self.has(object, &["case"]) {
                self.hang(object, Some(verb), "nsubj");
            }
        }
    }

    /// *A démissionné lundi de la présidence de X*: a day of the week has no complement, the verb before it has.
    pub(super) fn lift_from_days(&mut self, words: &Words) {
        for day in 0..self.arcs.heads.len() {
            let verb = self.arcs.heads[day].filter(|&verb| verb < day && self.upos(verb) == Upos::Verb);
            let weekday = |_: &usize| {
                words.has(self.sentence.language, WordClass::Weekday, &lower(&self.sentence.tokens[day].lemma))
            };
            let Some(verb) = verb.filter(weekday) else { continue };
            let behind = |&child: &usize| child > day && self.relation(child) == "nmod" && self.has(child, &["case"]);
            let complements: Vec<usize> = self.children(day).filter(behind).collect();
            for complement in complements {
                self.hang(complement, Some(verb), "obl");
            }
        }
    }

    /// *British chemicals and plastics maker X*: where somebody comes from is said of the last noun of the phrase.
    pub(super) fn lift_origins(&mut self, words: &Words) {
        for origin in 0..self.arcs.heads.len() {
            let form = &self.sentence.tokens[origin].form;
            let said =
                self.relation(origin) == "amod" && words.has(self.sentence.language, WordClass::Demonym, &lower(form));
            let Some(first) = self.arcs.heads[origin].filter(|&first| said && first > origin) else { continue };
            let noun = self.arcs.heads[first].filter(|&noun| noun > first && self.relation(first) == "compound");
            let trade = |noun: usize| {
                let lemma = &self.sentence.tokens[noun].lemma;
                self.upos(noun) == Upos::Noun && words.has(self.sentence.language, WordClass::KindNoun, lemma)
            };
            if let Some(noun) = noun.filter(|&noun| trade(noun) && self.upos(first) == Upos::Noun) {
                self.hang(origin, Some(noun), "amod");
            }
        }
    }

    /// *A pivoté du minage vers le calcul*: where a verb turns something from one thing, what it turns to is the verb's.
    pub(super) fn lift_goals(&mut self, words: &Words) {
        let language = self.sentence.language;
        for origin in 0..self.arcs.heads.len() {
            let verb = self.arcs.heads[origin].filter(|&verb| verb < origin && self.upos(verb) == Upos::Verb);
            let Some(verb) = verb.filter(|_| self.relation(origin) == "obl" && self.upos(origin) == Upos::Noun) else {
                continue;
            };
            let marked = |token: usize, classes: &[WordClass]| {
                let of_class = |marker: usize| {
                    let lemma = &self.sentence.tokens[marker].lemma;
                    classes.iter().any(|&class| words.has(language, class, lemma))
                };
                self.children(token).any(|at| matches!(self.relation(at), "case" | "mark") && of_class(at))
            };
            if !marked(origin, &[WordClass::GenitiveMarker, WordClass::SourceMarker]) {
                continue;
            }
            let goal = self.children(origin).find(|&child| {
                child > origin
                    && self.upos(child) == Upos::Noun
                    && matches!(self.relation(child), "nmod" | "acl")
                    && marked(child, &[WordClass::GoalMarker])
            });
            if let Some(goal) = goal {
                self.hang(goal, Some(verb), "obl");
            }
        }
    }

    /// *X, in partnership with Y, opened a school*: in whose company somebody acts is said of what they do.
    pub(super) fn lift_company(&mut self, words: &Words) {
        let language = self.sentence.language;
        for noun in 1..self.arcs.heads.len() {
            let name = self.arcs.heads[noun].filter(|&name| name < noun && self.upos(name) == Upos::Propn);
            let Some(name) = name.filter(|_| self.relation(noun) == "nmod" && self.upos(noun) == Upos::Noun) else {
                continue;
            };
            let verb = self.arcs.heads[name].filter(|&verb| verb > noun && self.upos(verb) == Upos::Verb);
            let subject = self.relation(name) == "nsubj";
            let marker = self.children(noun).find(|&child| self.relation(child) == "case" && child < noun);
            let set_off = marker.is_some_and(|marker| self.is(marker - 1, ","));
            let with = |at: usize| words.has(language, WordClass::ComitativeMarker, &self.sentence.tokens[at].lemma);
            let company = self.children(noun).any(|child| {
                child > noun && self.children(child).any(|case| self.relation(case) == "case" && with(case))
            });
            if let Some(verb) = verb.filter(|_| subject && set_off && company) {
                self.hang(noun, Some(verb), "obl");
            }
        }
    }

    /// *A autorisé le rachat de X par Y*: an active verb has no agent; one who goes by a name belongs to the act behind the
    /// verb, which has its own object before the agent.
    pub(super) fn lower_to_acts(&mut self, words: &Words) {
        let language = self.sentence.language;
        let marks = |class: WordClass, at: usize| words.has(language, class, &self.sentence.tokens[at].lemma);
        let marked = |token: usize, class: WordClass| {
            self.children(token).any(|at| at < token && self.relation(at) == "case" && marks(class, at))
        };
        let passive = |verb: usize| self.children(verb).any(|at| self.arcs.relations[at].ends_with(":pass"));
        let finite = |verb: usize| {
            let own = |at: usize| self.sentence.tokens[at].morph.verb_form == Some(VerbForm::Fin);
            own(verb) || self.children(verb).any(|at| self.relation(at) == "aux" && own(at))
        };
        let act = |agent: usize| {
            let verb = self.arcs.heads[agent].filter(|&verb| self.upos(verb) == Upos::Verb && finite(verb))?;
            let object = self.children(verb).find(|&at| self.relation(at) == "obj" && verb < at && at < agent)?;
            // *Vetoed the bid for X by Y*.
            let whole = self
                .children(object)
                .any(|at| self.relation(at) == "nmod" && object < at && at < agent && self.has(at, &["case"]));
            (whole && self.upos(object) == Upos::Noun && !passive(verb)).then_some(object)
        };
        let named = |&token: &usize| self.upos(token) == Upos::Propn && self.relation(token) == "obl";
        let agents = (0..self.arcs.heads.len()).filter(named).filter(|&token| marked(token, WordClass::AgentMarker));
        let acts: Vec<(usize, usize)> = agents.filter_map(|agent| Some((agent, act(agent)?))).collect();
        for (agent, object) in acts {
            self.hang(agent, Some(object), "nmod");
        }
    }

    /// *Détenue à 60 % par X et à 40 % par Y, la coentreprise a dégagé un bénéfice*: the second agent hangs on the main
    /// verb, which is active; both are those of the participle.
    pub(super) fn lower_agents(&mut self, words: &Words) {
        let language = self.sentence.language;
        let agent = |marker: usize| words.has(language, WordClass::AgentMarker, &self.sentence.tokens[marker].lemma);
        let agents: Vec<(usize, usize)> = (0..self.arcs.heads.len())
            .filter(|&token| self.relation(token) == "obl")
            .filter(|&token| {
                self.children(token).any(|child| child < token && self.relation(child) == "case" && agent(child))
            })
            .filter_map(|token| Some((token, self.arcs.heads[token]?)))
            .collect();
        for (token, verb) in agents {
            let active = self.children(verb).any(|child| self.arcs.relations[child] == "nsubj" && child > token)
                && !self.children(verb).any(|child| matches!(self.arcs.relations[child], "aux:pass" | "expl:pass"));
            let participle = |&child: &usize| {
                child < token
                    && matches!(self.relation(child), "advcl" | "acl")
                    && self.sentence.tokens[child].morph.verb_form == Some(VerbForm::Part)
            };
            let found = self.children(verb).find(participle).filter(|_| active && token < verb);
            if let Some(participle) = found {
                let between: Vec<usize> = self
                    .children(verb)
                    .filter(|&child| child > participle && child <= token && self.relation(child) == "obl")
                    .collect();
                for child in between {
                    let relation = self.arcs.relations[child];
                    self.hang(child, Some(participle), relation);
                }
            }
        }
    }
}
