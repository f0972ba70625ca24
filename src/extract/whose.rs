//! Whose the deal, the round or the figure of a noun is.
//!
//! Owns the order in which a noun's owner is looked for, from its own complements to what the text is about. Takes
//! arguments in canonical functions from `nominal`; leaves the ways to a figure's owner in the clause around to `owners`.

use std::borrow::Cow;

use crate::model::{EntityKind, Upos};
use crate::ontology::{Frame, WordClass};

use super::complements::is_marked;
use super::frames::{Place, alone};
use super::nominal::{self, NounArguments};
use super::participants::Reached;
use super::relations::FUNDING_TOTAL;
use super::{antecedents, discourse, governing, naming, proposition, rounds};

/// What the first of some ways finds that finds anybody.
fn first<const N: usize>(ways: [&dyn Fn() -> Vec<Reached>; N]) -> Vec<Reached> {
    ways.iter().map(|way| way()).find(|found| !found.is_empty()).unwrap_or_default()
}

impl Place<'_, '_> {
    /// Who stands behind a noun: possessive and compound, genitive, possessor, support subject; for a figure whoever the
    /// clause or the text says then.
    pub(super) fn owners(&self, arguments: &NounArguments, but: &[usize]) -> Vec<Reached> {
        let measures = self.entry.frame == Frame::MeasureNoun;
        if let Some(site) = self.sized_site().filter(|_| measures) {
            return vec![site];
        }
        // *A cash cost of $3 a pound*: nor is an amount whose it is.
        let amount = |head: usize| measures && self.context.trees[self.sentence].upos(head) == Upos::Sym;
        let not_taken = |heads: &[usize]| {
            heads.iter().copied().filter(|&head| !but.contains(&head) && !amount(head)).collect::<Vec<_>>()
        };
        // *The share Zorvex jumped*, *le titre Zorvex*.
        let beside: Vec<usize> = if measures { self.right_behind(&arguments.referents) } else { Vec::new() };
        for heads in [&arguments.agents, &arguments.owners, &arguments.genitives, &beside] {
            let found = self.reach(&not_taken(heads), self.wanted.subject);
            // *The cost of an ounce*: a thing without a name has no figure to tell.
            let told = !measures || !alone(self.context, found.clone()).is_empty();
            if !found.is_empty() && told {
                return found;
            }
        }
        let mut possessors = self.possessors(arguments);
        if self.entry.frame == Frame::UnaryNoun && !possessors.is_empty() {
            let leaders = self.leaders();
            possessors.retain(|owner| !leaders.contains(&self.context.mention(owner.mention).name.as_ref()));
        }
        if !possessors.is_empty() {
            return possessors;
        }
        let supported = self.reach(&not_taken(&arguments.support), self.wanted.subject);
        // *X raised a round from Y*: where the money comes from raises none.
        let tree = &self.context.trees[self.sentence];
        // *The round that X closed* is X's, though.
        let led = arguments.support_verb.is_some_and(|verb| {
            tree.descends(verb, self.predicate) && !nominal::is_told_by(tree, &self.context.ontology.words, verb)
        });
        if self.entry.frame == Frame::UnaryNoun && !supported.is_empty() {
            return if led { Vec::new() } else { supported };
        }
        // *The donation from X to Y*; revenue from X is another's.
        let sources = if measures { Vec::new() } else { not_taken(&self.sources(arguments)) };
        first([
            &|| self.reach(&sources, self.wanted.subject),
            &|| self.accompanied(&not_taken(&arguments.accompanied)),
            &|| self.given(),
            &|| supported.clone(),
            &|| if measures { self.of_a_figure(arguments) } else { self.in_a_list().into_iter().collect() },
            // *Third round for X: 45 million*.
            &|| if self.entry.frame == Frame::UnaryNoun { self.headlined() } else { Vec::new() },
        ])
    }

    /// *X's last funding was a $3m Series B*, *X's latest round, a $3m Series B*: a round without an owner of its own is whose the
    /// noun is that it is said of.
    pub(super) fn of_what_it_is<'n>(&self, arguments: &'n NounArguments) -> Cow<'n, NounArguments> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let own = [&arguments.owners, &arguments.genitives, &arguments.possessives];
        let round = matches!(self.entry.frame, Frame::UnaryNoun | Frame::DirectedNounInverse)
            && self.entry.lemma.split(' ').any(|word| words.has(self.entry.language, WordClass::Round, word));
        // *Série B pour X, rival de Y*: what is said of somebody is no money.
        let acts = |at: usize| {
            let kind = naming::kind_of(self.context, self.sentence, at);
            matches!(kind, Some(EntityKind::Organization | EntityKind::Person))
        };
        let said = arguments.referents.iter().find(|&&at| tree.upos(at) == Upos::Noun && !acts(at));
        let Some(&noun) = said.filter(|_| round && own.iter().all(|heads| heads.is_empty())) else {
            return Cow::Borrowed(arguments);
        };
        let inner = nominal::arguments(tree, words, noun, &(noun..noun + 1));
        let (genitives, owners, possessives) = (inner.genitives, inner.owners, inner.possessives);
        Cow::Owned(NounArguments { genitives, owners, possessives, ..arguments.clone() })
    }

    /// *X led an extension to its round*: who leads a round does not raise it.
    fn leaders(&self) -> Vec<&str> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let leads = |&at: &usize| words.has(self.entry.language, WordClass::LeadingVerb, tree.lemma(at));
        let nominal = |&at: &usize| at == self.predicate || tree.upos(at) == Upos::Noun;
        let Some(verb) = tree.ancestors(self.predicate).find(|at| !nominal(at)).filter(leads) else {
            return Vec::new();
        };
        let subjects = proposition::arguments(tree, words, verb).subjects;
        let reached = self.reach(&subjects, self.wanted.subject);
        reached.into_iter().map(|leader| self.context.mention(leader.mention).name.as_ref()).collect()
    }

    /// The name right behind a noun for a figure, nothing between them.
    fn right_behind(&self, referents: &[usize]) -> Vec<usize> {
        let named = |&head: &usize| {
            let name = self.context.mention_at(self.sentence, head).filter(|&(_, proper)| proper);
            name.is_some_and(|(index, _)| self.context.mention(index).tokens.start == self.own.end)
        };
        referents.iter().copied().filter(named).collect()
    }

    /// *The number of X's subscribers*, *le nombre de clients de X*: whose those are that a noun counts.
    fn inner_owners(&self, arguments: &NounArguments) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let counted = arguments.genitives.iter().filter(|&&noun| tree.upos(noun) == Upos::Noun);
        let of = counted.map(|&noun| nominal::arguments(tree, words, noun, &(noun..noun + 1)));
        of.flat_map(|inner| [inner.owners, inner.genitives].concat()).collect()
    }

    /// Whose a figure is that its noun says nothing of.
    fn of_a_figure(&self, arguments: &NounArguments) -> Vec<Reached> {
        // *Revenue at X rose*.
        let words = &self.context.ontology.words;
        let local = arguments.complements.iter().filter(|oblique| {
            oblique.direct && words.has(self.entry.language, WordClass::LocativeMarker, &oblique.marker)
        });
        let local: Vec<usize> = local.map(|oblique| oblique.head).collect();
        first([
            &|| self.raised(arguments),
            &|| self.counted_in_a_firm(),
            &|| self.before_relative(),
            &|| self.headlined(),
            &|| self.reach(&self.inner_owners(arguments), self.wanted.subject),
            &|| self.at(&local),
            &|| self.fronted(),
            &|| self.at(&self.locals_of_clause()),
            &|| self.measured(),
            &|| self.borne(arguments),
            &|| self.governing(),
            &|| self.listed(),
            &|| self.noted(),
            &|| self.reporter(arguments),
            &|| self.bare_subject(arguments),
            &|| self.taken_for_known(arguments).into_iter().collect(),
        ])
    }

    /// *Sales at X*; *2 million customers in Kent* are not the county's.
    fn at(&self, local: &[usize]) -> Vec<Reached> {
        let mut found = self.reach(local, self.wanted.subject);
        found.retain(|reached| {
            let place = self.context.mention(reached.mention).kind == EntityKind::Place;
            !place || self.wanted.subject.contains(&EntityKind::Place)
        });
        found
    }

    /// *Profit falls to 3 million at X*: the names that stand locally behind the figure of the verb whose subject the noun is.
    fn locals_of_clause(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let local = |&at: &usize| {
            tree.upos(at) == Upos::Propn && is_marked(tree, words, at, WordClass::LocativeMarker) && at > self.predicate
        };
        let verb = tree.head(self.predicate).filter(|_| tree.relation(self.predicate) == "nsubj");
        let Some(verb) = verb.filter(|&verb| tree.upos(verb) == Upos::Verb) else { return Vec::new() };
        let direct = || tree.children_by(verb, &["obl", "obj"]);
        let nested = direct().flat_map(|child| tree.children_by(child, &["nmod"]));
        direct().chain(nested).filter(local).collect()
    }

    /// The owners of one of `kinds`; where the noun has none, who the clause around it is about.
    pub(super) fn owners_among(&self, arguments: &NounArguments, but: &[usize], kinds: &[EntityKind]) -> Vec<Reached> {
        let not_taken = |heads: &[usize]| heads.iter().copied().filter(|head| !but.contains(head)).collect::<Vec<_>>();
        // *A round led by X, with participation from Y*: who leads it is not whose it is.
        let tree = &self.context.trees[self.sentence];
        let agent = |head: usize| {
            let marker = tree.marker(head);
            marker.is_some_and(|marker| {
                self.context.ontology.words.has(self.entry.language, WordClass::AgentMarker, &marker)
            })
        };
        let accompanied = arguments.accompanied.iter().copied().filter(|&head| !agent(head)).collect();
        for heads in [&arguments.owners, &arguments.genitives, &accompanied, &arguments.support] {
            let found = self.reach(&not_taken(heads), kinds);
            if !found.is_empty() {
                return found;
            }
        }
        let possessors = self.possessors(arguments);
        // *Approves the sale of its pump unit to Y*: what is said to be sold is nobody of the clause.
        if possessors.is_empty() && not_taken(&arguments.genitives).is_empty() {
            self.reach(&self.clause_subjects(), kinds)
        } else {
            possessors
        }
    }

    /// *The round gives X a valuation of 3 million*: who gets a figure has it.
    fn given(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let measured = self.entry.frame == Frame::MeasureNoun && tree.relation(self.predicate) == "obj";
        let Some(verb) = tree.head(self.predicate).filter(|_| measured) else { return Vec::new() };
        let first = tree.children_by(verb, &["iobj", "obj"]).find(|&child| verb < child && child < self.predicate);
        self.reach(first.as_slice(), self.wanted.subject)
    }

    /// *Revenue rose to 3 million*: of whom the text is about, when nothing says whose it is and the noun opens its
    /// clause as known.
    fn taken_for_known(&self, arguments: &NounArguments) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        let known = naming::is_definite(self.context, self.sentence, self.predicate)
            || tree.child_by(self.predicate, &["det"]).is_none();
        // *Pre-tax profit fell* says no more whose it is than *profit fell*.
        let plain = |&owner: &usize| {
            tree.relation(owner) == "compound"
                && self.context.mention_at(self.sentence, owner).is_none_or(|(_, it)| !it)
        };
        let own = !arguments.owners.iter().all(plain)
            || !arguments.genitives.iter().all(plain)
            || !arguments.possessives.is_empty();
        if own || !known || tree.relation(self.predicate) != "nsubj" || self.is_price() {
            return None;
        }
        if let Some(reached) = self.of_the_figure_before() {
            return Some(reached);
        }
        let topic = discourse::topic(self.context);
        let meant = topic.or_else(|| antecedents::understood(self.context, self.sentence, self.predicate))?;
        self.context.fits(meant, self.wanted.subject).then(|| self.left_out(meant))
    }

    /// *X's offer for the takeover of Y*, *le projet de X de reprise de Y*: whose intention the noun above says.
    pub(super) fn owners_above(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let intends = |&above: &usize| {
            tree.upos(above) == Upos::Noun && words.has(self.entry.language, WordClass::StatusCue, tree.lemma(above))
        };
        let Some(above) = tree.head(self.predicate).filter(intends) else { return Vec::new() };
        let around = nominal::arguments(tree, words, above, &(above..above + 1));
        let others = around.owners.into_iter().chain(around.genitives);
        let others: Vec<usize> = others.filter(|&owner| !tree.descends(self.predicate, owner)).collect();
        let mut found = self.reach(&others, self.wanted.subject);
        found.retain(|reached| self.context.mention(reached.mention).proper);
        found
    }

    /// *Le maire combat le projet d'usine de X*: whose the site of a plan is, his is the plan, and nobody's else; a town owns none.
    pub(super) fn planners(&self, owners: &[usize]) -> Vec<Reached> {
        let firms: Vec<usize> =
            owners.iter().copied().filter(|&owner| !naming::is_town(self.context, self.sentence, owner)).collect();
        self.reach(&firms, self.wanted.subject)
    }

    /// The kind of the name at a token.
    pub(super) fn kind_at(&self, token: usize) -> Option<EntityKind> {
        let (index, proper) = self.context.mention_at(self.sentence, token)?;
        proper.then(|| self.context.mention(index).kind)
    }

    /// *X leads the round*: whose, when an article takes it for known.
    pub(super) fn understood(&self) -> Option<Reached> {
        if !naming::is_definite(self.context, self.sentence, self.predicate) {
            return None;
        }
        antecedents::understood(self.context, self.sentence, 0).map(|mention| self.left_out(mention))
    }

    /// *The partnership with Y has begun*: of whom the text is about, when the noun opens the clause with an article
    /// that takes it for known.
    pub(super) fn topic(&self) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        if tree.relation(self.predicate) != "nsubj" || !naming::is_definite(self.context, self.sentence, self.predicate)
        {
            return None;
        }
        antecedents::understood(self.context, self.sentence, self.predicate).map(|mention| self.left_out(mention))
    }

    /// *Acquisition of X for 3 million*, an item of a list: by whom the text is about.
    pub(super) fn in_a_list(&self) -> Option<Reached> {
        governing::of_item(self.context, self.sentence, self.predicate).map(|mention| self.left_out(mention))
    }

    /// *The total of the funds raised by X*, *which brings the total raised to 12 million*: who raises the money there,
    /// else who raised some last.
    fn raised(&self, arguments: &NounArguments) -> Vec<Reached> {
        if self.entry.relation.as_ref() != FUNDING_TOTAL {
            return Vec::new();
        }
        let tree = &self.context.trees[self.sentence];
        let money = arguments.genitives.iter().copied().chain([self.predicate]);
        let verbs = money.flat_map(|noun| tree.children(noun)).filter(|&&child| tree.relation(child) == "acl");
        let raisers = verbs.flat_map(|&verb| proposition::arguments(tree, &self.context.ontology.words, verb).subjects);
        let found = self.reach(&raisers.collect::<Vec<_>>(), self.wanted.subject);
        let last = || rounds::last_raiser(self.context, self.sentence, self.predicate, rounds::BACK);
        if found.is_empty() { last().into_iter().collect() } else { found }
    }
}
