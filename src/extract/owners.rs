//! Of whom a measuring noun tells a figure, when no possessive or genitive of its own says it.
//!
//! Owns the ways that are left then: the name before a bracket, the clause around, a copula, the topic of a list.
//! Takes an entry at its place; gives mentions of the kinds that its metric wants.

use crate::model::analysis::{Measure, MeasureKind};
use crate::model::{EntityKind, Mention, Upos};
use crate::ontology::{Frame, PartOfSpeech, WordClass};

use super::antecedents;
use super::complements::{is_attribute, is_marked};
use super::context::SAYS_ITS_KIND;
use super::frames::{BY_ORDER, Place};
use super::naming;
use super::nominal::{self, NounArguments};
use super::participants::Reached;
use super::proposition::{self, Oblique};
use super::relations::PRICE_CHANGE;
use super::{governing, juxtaposition, values};

impl Place<'_, '_> {
    /// Whose figure it is where the noun does not say: a name before the bracket around it, else the subject of the
    /// clause that gives the figure (*X expects a loss of 3 million*).
    pub(super) fn measured(&self) -> Vec<Reached> {
        let words = &self.context.ontology.words;
        let tree = &self.context.trees[self.sentence];
        let language = tree.sentence.language;
        if let Some(mention) = juxtaposition::name_before_bracket(self.context, self.sentence, self.predicate) {
            let reached = Reached { mention, token: self.context.mention(mention).head, confidence: 0.9 };
            let fits = self.context.fits(mention, self.wanted.subject);
            return if fits { vec![reached] } else { Vec::new() };
        }
        let Some(verb) = tree.ancestors(self.predicate).skip(1).find(|&token| tree.upos(token) == Upos::Verb) else {
            return Vec::new();
        };
        let inside = tree
            .ancestors(self.predicate)
            .take_while(|&token| token != verb)
            .all(|token| token > verb && matches!(tree.relation(token), "obj" | "obl" | "nmod" | "xcomp"));
        if !inside || !self.is_of_who_acts() || words.has(language, WordClass::Reporting, tree.lemma(verb)) {
            return Vec::new();
        }
        let clause = proposition::arguments(tree, words, verb);
        let mut found = self.reach(&clause.subjects, self.wanted.subject);
        found.iter_mut().for_each(|reached| reached.confidence *= BY_ORDER);
        found
    }

    /// *X is down 3 %*, *the shares of X are at a record of 3 euros*: whom a measuring noun is said of across a copula,
    /// or whose the shares are.
    pub(super) fn borne(&self, arguments: &NounArguments) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        if tree.child_by(self.predicate, &["cop"]).is_none() {
            return Vec::new();
        }
        let named = |heads: &[usize]| {
            let mut found = self.reach(heads, self.wanted.subject);
            found.retain(|reached| self.context.mention(reached.mention).proper);
            found
        };
        let own = named(&arguments.referents);
        if !own.is_empty() {
            return own;
        }
        let owners = arguments.referents.iter().flat_map(|&said| {
            let of = nominal::arguments(tree, words, said, &(said..said + 1));
            of.owners.into_iter().chain(of.genitives).collect::<Vec<_>>()
        });
        named(&owners.collect::<Vec<_>>())
    }

    /// *Revenue at X rose to 9 million, while profit fell to 1 million*: whose the figure is that the clause above tells.
    pub(super) fn of_the_figure_before(&self) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        let verb = tree.head(self.predicate)?;
        let above = tree.head(verb).filter(|_| matches!(tree.relation(verb), "advcl" | "conj" | "parataxis"));
        let subject = above.and_then(|above| tree.child_by(above, &["nsubj"]));
        let subject = subject.filter(|&subject| subject < self.predicate).or_else(|| self.figure_before(verb))?;
        let found = self.owners_of_figure(subject);
        found.into_iter().next().map(|reached| Reached { confidence: reached.confidence * BY_ORDER, ..reached })
    }

    /// *X's net income rose, or grew by 4 %, as revenue fell*: the subject of the clause before, no name behind it.
    fn figure_before(&self, verb: usize) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        tree.child_by(verb, &["mark"])?;
        let subject = (0..self.predicate).rev().find(|&at| tree.relation(at) == "nsubj")?;
        let named = |(_, mention): (usize, &Mention)| {
            mention.proper && (subject..self.predicate).contains(&mention.tokens.start)
        };
        (!self.context.mentions(self.sentence).any(named)).then_some(subject)
    }

    /// *X's purchase of rival Y*, *the purchase of X by rival Y*: who else takes part in what the noun above says.
    pub(super) fn in_the_deal(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let mut below = self.predicate;
        for above in tree.ancestors(self.predicate).skip(1) {
            if !matches!(tree.upos(above), Upos::Noun | Upos::Propn) {
                break;
            }
            if tree.upos(above) == Upos::Noun && matches!(tree.relation(below), "nmod" | "obl") {
                let deal = nominal::arguments(tree, words, above, &(above..above + 1));
                let mut others = [deal.owners, deal.genitives, deal.agents, deal.possessives].concat();
                others.retain(|&other| other != below);
                return others;
            }
            below = above;
        }
        Vec::new()
    }

    /// Whether what the noun measures is of the one who acts in the clause around it: a price is of a thing that is
    /// sold, people are counted only *with* somebody, and what falls by a figure does not stand at it.
    fn is_of_who_acts(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let Some(relation) = self.context.ontology.relations.get(&self.entry.relation) else { return false };
        let counts = relation.measures.contains(&MeasureKind::Count);
        let falls = tree
            .head(self.predicate)
            .is_some_and(|verb| words.has(self.entry.language, WordClass::Decrease, tree.lemma(verb)));
        // *Lost 27 million on sales of 190 million*: a figure of its own stands behind it.
        let own = |measure: &Measure| {
            measure.tokens.start > self.predicate
                && tree.relation(self.predicate) == "obl"
                && tree.descends(measure.head, self.predicate)
        };
        let falls = falls && !self.context.measures(self.sentence).iter().any(own);
        !self.is_price() && !falls && (!counts || self.is_counted_with())
    }

    /// Whether the noun measures a thing that is sold.
    pub(super) fn is_price(&self) -> bool {
        let relation = self.context.ontology.relations.get(&self.entry.relation);
        relation.is_none_or(|relation| {
            // A share of a market is of who acts there.
            let priced = relation.measures.contains(&MeasureKind::Money) || &*relation.name == PRICE_CHANGE;
            priced && !relation.measures.contains(&MeasureKind::Count) && relation.domain.contains(&EntityKind::Token)
        })
    }

    /// *Opens a plant with a capacity of 30 MW*: the site without a name that has the figure, not who opens it.
    pub(super) fn sized_site(&self) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let above = tree.head(self.predicate).filter(|&above| above < self.predicate)?;
        let attribute = tree.relation(self.predicate) == "nmod"
            && !naming::is_definite(self.context, self.sentence, self.predicate)
            && is_attribute(tree, words, self.predicate);
        // *Quatre centrales au charbon d'une capacité de 2 500 MW*: it may hang on the last noun of the phrase.
        let own = |mention: &Mention| mention.kind == EntityKind::Facility && mention.tokens.contains(&above);
        let mut around = self.context.mentions(self.sentence).filter(|(_, mention)| own(mention));
        let (index, mention) = around.find(|(_, mention)| mention.head <= above)?;
        let site = !mention.proper && mention.confidence >= SAYS_ITS_KIND;
        let unnamed = || naming::beside(self.context, self.sentence, mention.head).is_none();
        let fits = attribute && site && self.wanted.subject.contains(&mention.kind) && unnamed();
        fits.then_some(Reached { mention: index, token: mention.head, confidence: 1.0 })
    }

    /// *Revenue: 3 million* in a list: of whom the text is about.
    pub(super) fn listed(&self) -> Vec<Reached> {
        if self.is_price() {
            return Vec::new();
        }
        governing::of_list(self.context, self.sentence, self.predicate).into_iter().collect()
    }

    /// *X has grown, with sales of 3 million*, *the accounts of X are in the red, with a loss of 3 million*: who has what
    /// the noun says beside another thing.
    pub(super) fn accompanied(&self, heads: &[usize]) -> Vec<Reached> {
        let found = self.reach(heads, self.wanted.subject);
        if !found.is_empty() || self.entry.frame != Frame::MeasureNoun {
            return found;
        }
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let whose = |&child: &usize| {
            let genitive = is_marked(tree, words, child, WordClass::GenitiveMarker);
            tree.full_relation(child) == "nmod:poss" || tree.relation(child) == "nmod" && genitive
        };
        let owners: Vec<usize> =
            heads.iter().flat_map(|&head| tree.children(head).iter().copied().filter(whose)).collect();
        let mut found = self.reach(&owners, self.wanted.subject);
        found.retain(|reached| self.context.mention(reached.mention).proper);
        found
    }

    /// *X: sales of 3 million, a loss of 2 million*, *X, sales of 3 million, has grown*: a note of a figure, the noun
    /// without an article, behind the one name that it is headed by.
    pub(super) fn noted(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let start = self.own.start.min(self.predicate);
        // *X, 40 employees, has grown*.
        let counts = |&before: &usize| tree.upos(before) == Upos::Num && tree.head(before) == Some(self.predicate);
        let start = start.checked_sub(1).filter(counts).unwrap_or(start);
        let bare = tree.child_by(self.predicate, &["det", "case"]).is_none();
        let Some(mark) = start.checked_sub(1).filter(|_| bare && !self.is_price()) else { return Vec::new() };
        let form = |at: usize| tree.token(at).form.as_ref();
        let names = |range: std::ops::Range<usize>| {
            let proper = self.context.mentions(self.sentence).filter(move |(_, mention)| {
                mention.proper
                    && mention.kind == EntityKind::Organization
                    && range.contains(&mention.tokens.start)
                    && mention.tokens.end <= range.end
            });
            proper.map(|(index, _)| index).collect::<Vec<_>>()
        };
        let heading = (0..start).rev().find(|&at| form(at) == ":");
        let mut found = Vec::new();
        if let Some(colon) = heading {
            if names(colon + 1..start).is_empty() {
                found = names(0..colon);
            }
        } else if matches!(form(mark), "," | "(") {
            found = names(0..mark);
            found.retain(|&index| self.context.mention(index).tokens.end == mark);
        }
        match found[..] {
            [mention] => vec![Reached { mention, token: self.context.mention(mention).head, confidence: 0.8 }],
            _ => Vec::new(),
        }
    }

    /// *Revenue rose 5 % to 3 million*: of whom the sentence before was about, where this one names nobody.
    pub(super) fn bare_subject(&self, arguments: &NounArguments) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let bare = tree.relation(self.predicate) == "nsubj"
            && tree.child_by(self.predicate, &["det", "nmod"]).is_none()
            && arguments.owners.is_empty()
            && arguments.possessives.is_empty();
        let named = self.context.mentions(self.sentence).any(|(_, mention)| {
            mention.proper && mention.kind == EntityKind::Organization && mention.tokens.end <= self.predicate
        });
        if !bare || named || self.is_price() {
            return Vec::new();
        }
        let topic = antecedents::of_possessive(self.context, self.sentence, self.predicate);
        let firm = |&mention: &usize| self.context.mention(mention).kind == EntityKind::Organization;
        topic.filter(firm).map(|mention| self.left_out(mention)).into_iter().collect()
    }

    /// *Sales fell 4 % to 40 million, X said*: of whoever tells it behind the clause, where that is a firm.
    pub(super) fn reporter(&self, arguments: &NounArguments) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let plain = |&owner: &usize| tree.relation(owner) == "compound" && tree.upos(owner) != Upos::Propn;
        let own = !arguments.owners.iter().all(plain) || !arguments.possessives.is_empty();
        if own || self.is_price() || tree.relation(self.predicate) != "nsubj" {
            return Vec::new();
        }
        let joined = |&at: &usize| tree.relation(at) == "conj";
        let clause = tree.ancestors(self.predicate).skip(1).find(|at| !joined(at));
        let Some(clause) = clause else { return Vec::new() };
        let tells = |&verb: &usize| words.has(self.entry.language, WordClass::Reporting, tree.lemma(verb));
        let above =
            tree.head(clause).filter(|_| matches!(tree.relation(clause), "ccomp" | "advcl" | "parataxis" | "dep"));
        let beside = || tree.children_by(clause, &["parataxis"]).find(tells);
        let Some(verb) = above.filter(tells).or_else(beside) else { return Vec::new() };
        let subjects = proposition::arguments(tree, words, verb).subjects;
        let behind: Vec<usize> = subjects.into_iter().filter(|&subject| subject > self.predicate).collect();
        let mut found = self.reach(&behind, self.wanted.subject);
        found.retain(|reached| self.context.mention(reached.mention).kind == EntityKind::Organization);
        found.iter_mut().for_each(|reached| reached.confidence *= BY_ORDER);
        found
    }

    /// *X closed the year with revenue of 3 million*: who the clause around the noun is about, when it is of
    /// the right kind; the clause further out only where the nearer has no other subject.
    pub(super) fn governing(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        // An argument of a verb is the verb's to tell.
        if matches!(tree.relation(self.predicate), "obj" | "nsubj") || !self.is_of_who_acts() {
            return Vec::new();
        }
        let around = governing::subjects(tree, words, self.predicate);
        let mut found = around.first().map(|heads| self.reach(heads, self.wanted.subject)).unwrap_or_default();
        found.retain(|reached| self.context.mention(reached.mention).proper);
        if found.is_empty() {
            found = around.first().map(|heads| self.owners_of_figures(heads)).unwrap_or_default();
        }
        found.iter_mut().for_each(|reached| reached.confidence *= BY_ORDER);
        found
    }

    /// *Les ventes de X ont atteint 3 millions, pour un bénéfice de 1 million*: whose the figure is that the clause is about.
    fn owners_of_figures(&self, subjects: &[usize]) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let nouns = subjects.iter().filter(|&&subject| tree.upos(subject) == Upos::Noun);
        let mut found: Vec<Reached> = nouns.flat_map(|&noun| self.owners_of_figure(noun)).collect();
        found.retain(|reached| self.context.mention(reached.mention).proper);
        found
    }

    /// Whose the figure is that the noun of a metric at `noun` tells: its owners, or those at whom it is.
    fn owners_of_figure(&self, noun: usize) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let (words, lexicon) = (&self.context.ontology.words, &self.context.ontology.lexicon);
        let language = self.entry.language;
        let lemma = tree.lower_lemma(noun);
        // *Net income*: a noun of two words begins with the first.
        let opener = noun.checked_sub(1).map(|before| tree.lower(before));
        let pair = opener.as_ref().map(|opener| format!("{opener} {lemma}"));
        let measures = |first: &str, whole: &str| {
            let mut entries = lexicon.starting_with(language, PartOfSpeech::Noun, first);
            entries.any(|entry| entry.frame == Frame::MeasureNoun && (first == whole || *entry.lemma == *whole))
        };
        let of_two = || opener.as_ref().zip(pair.as_ref()).is_some_and(|(first, whole)| measures(first, whole));
        if !measures(lemma, lemma) && !of_two() {
            return Vec::new();
        }
        let of = nominal::arguments(tree, words, noun, &(noun..noun + 1));
        let at_whom =
            |oblique: &&Oblique| oblique.direct && words.has(language, WordClass::LocativeMarker, &oblique.marker);
        let local = of.complements.iter().filter(at_whom).map(|oblique| oblique.head);
        let heads: Vec<usize> = of.owners.iter().chain(&of.genitives).copied().chain(local).collect();
        let found = self.reach(&heads, self.wanted.subject);
        if found.is_empty() { self.possessors(&of) } else { found }
    }

    /// *Chez X, le coût de production s'établit à 3 euros*: the organisation that a phrase of place in front of the clause
    /// names.
    pub(super) fn fronted(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let Some(verb) = tree.head(self.predicate).filter(|_| matches!(tree.relation(self.predicate), "nsubj" | "obj"))
        else {
            return Vec::new();
        };
        let local = |&child: &usize| {
            let marker = tree.marker(child).filter(|_| child < verb && child < self.predicate);
            marker.is_some_and(|marker| words.has(self.entry.language, WordClass::LocativeMarker, &marker))
        };
        let heads: Vec<usize> = tree.children_by(verb, &["obl"]).filter(local).collect();
        let mut found = self.reach(&heads, self.wanted.subject);
        found.retain(|reached| {
            let mention = self.context.mention(reached.mention);
            mention.proper && mention.kind == EntityKind::Organization
        });
        found
    }

    /// Whether an adposition stands before the noun or before the count of it: *with over 11 million customers*.
    fn is_counted_with(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let counting = values::counting(self.context, self.sentence, self.predicate);
        let first = counting.map_or(self.predicate, |measure| measure.tokens.start);
        let adposition = |at: usize| tree.upos(at) == Upos::Adp;
        (first.saturating_sub(2)..first).any(adposition)
            || counting.is_some_and(|measure| adposition(measure.tokens.start))
    }
}
