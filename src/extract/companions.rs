//! The words that an entry wants beside its predicate, and those that it does not: *take* with *stake*, *lose* without
//! *market value*.
//!
//! Owns how near a companion stands and what stands for one. Takes an entry at its predicate; `triggers` asks, by words alone,
//! before anybody takes part.

use crate::model::analysis::{MEGAWATT, Measure, MeasureKind};
use crate::model::{EntityKind, Upos, VerbForm};
use crate::ontology::{LexicalEntry, PartOfSpeech, WordClass};

use super::complements::is_marked;
use super::context::Context;
use super::proposition::Clauses;
use super::relations::{ACTIVE_IN, BASED_IN, GUARANTEES};
use super::relative;
use super::tree::Tree;

/// How many words may stand between a companion and its predicate, itself counted.
const NEAR: usize = 2;

/// The same for a word that an entry excludes.
const AROUND: usize = 3;

/// The value of an adposition of what a clause happens by or under.
const MEANS: &str = "means";

/// Whether the words that an entry wants depend on its predicate, and none of those that it excludes.
pub(super) fn are_there(context: &Context<'_>, sentence: usize, predicate: usize, entry: &LexicalEntry) -> bool {
    let beside = Beside { context, sentence, predicate, tree: &context.trees[sentence], entry };
    let guarantee = entry.relation.as_ref() == GUARANTEES;
    let has = |word: &String| beside.has(word) || guarantee && beside.is_told_of(word);
    !entry.without.iter().any(|word| beside.excludes(word)) && entry.with.iter().all(has)
}

/// *The deal that binds X to Y*, *the merger blocked by X*: the noun that a relative clause or participle is about, for which
/// its pronoun stands there or which it has for an object.
pub(super) fn antecedent(context: &Context<'_>, tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let noun = tree.head(verb).filter(|&noun| tree.relation(verb) == "acl" && tree.upos(noun) == Upos::Noun)?;
    let words = &context.ontology.words;
    let stands = |child: usize| relative::antecedent(tree, words, child) == Some(noun);
    let agent = |child: usize| tree.relation(child) == "obl" && is_marked(tree, words, child, WordClass::AgentMarker);
    let undergoes = tree.token(verb).morph.verb_form == Some(VerbForm::Part)
        && tree.relation(noun) != "nmod"
        // *X led the round, joined by Y*: behind a comma it may be said of the whole.
        && (tree.relation(noun) != "obj" || verb.checked_sub(1).is_none_or(|at| tree.token(at).form.as_ref() != ","))
        && tree.child_by(verb, &["aux", "cop", "mark", "obj"]).is_none()
        && tree.children(verb).iter().any(|&child| agent(child));
    // *The consortium X, which unites Y and Z*: what has a name of its own is an actor.
    let named = |child: usize| tree.upos(child) == Upos::Propn && tree.marker(child).is_none();
    let common = !tree.children_by(noun, &["appos", "flat", "nmod"]).any(named);
    // *The chips X buys from Y*: without a pronoun.
    let bare = || Clauses { tree, words }.lacks_object(verb);
    (common && (undergoes || tree.children_by(verb, &["nsubj", "obj"]).any(stands) || bare())).then_some(noun)
}

/// What stands beside a predicate.
struct Beside<'b, 'a> {
    context: &'b Context<'a>,
    sentence: usize,
    predicate: usize,
    tree: &'b Tree<'a>,
    entry: &'b LexicalEntry,
}

impl Beside<'_, '_> {
    fn is_a(&self, class: WordClass, word: &str) -> bool {
        self.context.ontology.words.has(self.tree.sentence.language, class, word)
    }

    /// Whether a phrase stands where one of its tokens fits.
    fn stands(&self, phrase: &str, fits: impl Fn(usize) -> bool) -> bool {
        (0..self.tree.len()).any(|token| self.tree.phrase_end(token, phrase).is_some_and(|end| (token..end).any(&fits)))
    }

    /// Whether a companion is there. A scale stands for any amount of money, a word for percent for any share that is the
    /// verb's own: *raise $5m* is *raise* with *million*.
    fn has(&self, companion: &str) -> bool {
        // *Joined the CAC 40*: a companion that is itself a name is meant by it.
        let is_name = companion.starts_with(char::is_uppercase);
        let moves = |word: usize| self.entry.relation.as_ref() == BASED_IN && self.is_where_to(word);
        let fits = |word: usize| {
            self.near(word, NEAR) && !self.is_goal(word) && !moves(word) && (is_name || !self.is_of_an_actor(word))
        };
        self.stands(companion, fits)
            || antecedent(self.context, self.tree, self.predicate)
                .is_some_and(|noun| self.stands(companion, |word| word == noun))
            || self.is_taken_up(companion)
            || self.is_a(WordClass::Scale, companion) && self.amounts(MeasureKind::Money)
            || self.is_a(WordClass::Percent, companion) && self.amounts(MeasureKind::Percent)
            || companion == MEGAWATT && self.amounts(MeasureKind::Power)
    }

    /// *A loan of 3 million, guaranteed by X*: whether a participle that a comma sets off from the companion tells of it.
    fn is_told_of(&self, companion: &str) -> bool {
        let tree = self.tree;
        let noun = tree.head(self.predicate).filter(|_| tree.relation(self.predicate) == "acl");
        let participle = tree.token(self.predicate).morph.verb_form == Some(VerbForm::Part);
        participle && noun.is_some_and(|noun| tree.lemma(noun) == companion)
    }

    /// *It has 85 staff today, en compte 95*: whether the predicate's own number counts the companion, which stands before.
    fn is_taken_up(&self, companion: &str) -> bool {
        let own = |measure: &&Measure| {
            measure.kind == MeasureKind::Count
                && self.tree.head(measure.head) == Some(self.predicate)
                && measure.tokens.clone().all(|at| self.tree.upos(at) != Upos::Noun)
        };
        let Some(measure) = self.context.measures(self.sentence).iter().find(own) else { return false };
        let unit = measure.quantity.unit.split(' ').next().unwrap_or_default();
        let before = [Some(self.sentence), self.sentence.checked_sub(1)].into_iter().flatten();
        let mut tokens = before.flat_map(|sentence| &self.context.trees[sentence].sentence.tokens);
        !unit.is_empty() && tokens.any(|token| &*token.form == unit && &*token.lemma == companion)
    }

    /// Whether a word is there, or governs the predicate, that takes away what the entry says: *condamné à verser 3 millions*.
    /// What another verb governs does not, nor what a clause happens under: *exited coal under a deal with X*.
    fn excludes(&self, word: &str) -> bool {
        let verbal = |step: usize| self.tree.upos(step) == Upos::Verb;
        let way = |at: usize| self.tree.ancestors(at).take_while(|&step| step != self.predicate);
        let means = |step: usize| {
            self.circumstance(step) == Some(MEANS)
                && self.tree.marker(step).is_some_and(|it| !self.entry.has_marker(&it))
        };
        let between = |at: usize| way(at).any(|step| verbal(step) || means(step));
        self.stands(word, |at| self.near(at, AROUND) && !between(at) || self.tree.head(self.predicate) == Some(at))
    }

    /// Whether a word depends on the predicate, no more than `reach` steps below it.
    fn near(&self, word: usize, reach: usize) -> bool {
        let tree = self.tree;
        // *Is in the sights of X*: what an adposition governs behind a copula hangs on it as well.
        let noun = tree.head(self.predicate).filter(|_| tree.relation(self.predicate) == "cop");
        let predicate = noun.filter(|&noun| tree.marker(noun).is_some()).unwrap_or(self.predicate);
        if word == self.predicate || !tree.descends(word, predicate) {
            return false;
        }
        // *A fifth of its staff, or 640 jobs*: what is joined stands as near as what it is joined to.
        let steps: Vec<usize> = tree.ancestors(word).take_while(|&at| at != predicate).collect();
        // *The drone, made by X, costs $400*: a verb that says more of the subject is no companion.
        let aside = tree.upos(word) == Upos::Verb && steps.iter().any(|&at| tree.relation(at) == "nsubj");
        // *Had $3bn in profit, as revenue rose*: nor is the subject of another clause.
        let clause = |&at: &usize| tree.upos(at) == Upos::Verb && tree.child_by(at, &["nsubj"]) == Some(word);
        let another = tree.head(word).filter(clause).is_some_and(|above| above != predicate)
            || tree.upos(word) == Upos::Verb
                && tree.relation(word) == "conj"
                && tree.child_by(word, &["nsubj"]).is_some();
        // *Supplies X, and makes half of the lockers*: what the next verb has is its own, where the first has its object.
        let next = |&at: &usize| {
            tree.upos(at) == Upos::Verb && tree.relation(at) == "conj" && tree.head(at) == Some(predicate)
        };
        let has_own = || tree.child_by(predicate, &["obj"]).is_some();
        let another = another || word != predicate && steps.iter().any(|at| next(at) && *at != word) && has_own();
        // What a circumstance names is no part of the phrase, though its adposition may be.
        let circumstance = tree.upos(word) != Upos::Adp && steps.iter().any(|&at| self.is_circumstance(at));
        let another = another || circumstance;
        let counts = |at: usize| tree.relation(at) != "conj" && !self.is_within_amount(at, word);
        let apart = steps.iter().filter(|&&at| counts(at)).count().max(1);
        !aside && !another && (1..=reach).contains(&apart)
    }

    /// *500 millions d'euros d'obligations*: the words of an amount above `word` are one step.
    fn is_within_amount(&self, at: usize, word: usize) -> bool {
        self.context.measures(self.sentence).iter().any(|measure| {
            measure.kind == MeasureKind::Money
                && measure.tokens.contains(&at)
                && !measure.tokens.contains(&word)
                && self.tree.head(at).is_some_and(|head| measure.tokens.contains(&head))
        })
    }

    /// Whether an amount of a kind is the predicate's own.
    fn amounts(&self, kind: MeasureKind) -> bool {
        let tree = self.tree;
        // What is measured in watts may stand behind an adposition: *dispose de 180 MW*.
        let bare = |measure: &Measure| kind == MeasureKind::Power || tree.marker(measure.head).is_none();
        // *The $5m that X put into Y*: the amount stands before the clause that says what became of it.
        let relative = |measure: &Measure| {
            tree.full_relation(self.predicate) == "acl:relcl"
                && tree.head(self.predicate).is_some_and(|head| measure.tokens.contains(&head))
        };
        let mut measures = self.context.measures(self.sentence).iter().filter(|measure| measure.kind == kind);
        measures.any(|measure| self.near(measure.head, 1) && bare(measure) || relative(measure))
    }

    /// *Raised that to 41 euros*: an amount that something is brought to is another argument.
    fn is_goal(&self, word: usize) -> bool {
        let measured = |measure: &&Measure| measure.tokens.contains(&word);
        let amount = self.context.measures(self.sentence).iter().find(measured);
        let marker = amount.filter(|it| it.kind == MeasureKind::Money).and_then(|it| self.tree.marker(it.head));
        // A marker for which only a pronoun may stand tells as often what something comes to.
        marker.is_some_and(|marker| {
            let words = &self.context.ontology.words;
            words.value(self.tree.sentence.language, WordClass::DativeMarker, &marker) == Some("")
        })
    }

    /// *Moved 300 staff from X to its head office*: whether an adposition of place governs a word beside what is moved.
    fn is_where_to(&self, word: usize) -> bool {
        let tree = self.tree;
        let to = |at: usize| {
            tree.marker(at).is_some_and(|marker| {
                [WordClass::GoalMarker, WordClass::LocativeMarker].iter().any(|&class| self.is_a(class, &marker))
            })
        };
        let moved = tree.child_by(self.predicate, &["obj"]).is_some_and(|moved| moved != word);
        moved && tree.ancestors(word).take_while(|&at| at != self.predicate).any(to)
    }

    /// *Exited coal after a deal with X*, *after signing a deal*: whether a phrase or clause tells what its clause happens after,
    /// amid or in spite of. A bare noun may belong to the verb: *made 3 million after tax*.
    fn is_circumstance(&self, at: usize) -> bool {
        let tree = self.tree;
        // *Looks after 3 million*: unless the entry has it for its marker.
        let own = || tree.marker(at).is_some_and(|marker| self.entry.has_marker(&marker));
        let bare = tree.relation(at) != "advcl" && tree.children(at).len() == 1;
        self.circumstance(at) == Some("") && !bare && !own()
    }

    /// The value of the adposition of circumstance before a phrase or clause.
    fn circumstance(&self, at: usize) -> Option<&str> {
        let tree = self.tree;
        let value = |marker: &str| {
            let words = &self.context.ontology.words;
            words.value(tree.sentence.language, WordClass::Circumstance, marker)
        };
        match tree.relation(at) {
            "obl" | "nmod" => value(&tree.marker(at)?),
            "advcl" => tree.children_by(at, &["mark", "case"]).find_map(|mark| value(tree.lemma(mark))),
            _ => None,
        }
    }

    /// Whether a common word only tells which actor or site is meant: *bought the pump maker X from Y*, *sold its pump
    /// business*, *sold its paper mill*, *X Software raised its offer*.
    fn is_of_an_actor(&self, word: usize) -> bool {
        let tree = self.tree;
        let named = self
            .context
            .mention_at(self.sentence, word)
            .map(|(index, proper)| (self.context.mention(index), proper))
            .is_some_and(|(it, proper)| proper && it.tokens.start < word && it.kind == EntityKind::Organization);
        let actor = |noun: usize| {
            let kind = self.context.ontology.words.value(tree.sentence.language, WordClass::KindNoun, tree.lemma(noun));
            let kind = kind.and_then(EntityKind::from_name);
            let stands = matches!(kind, Some(EntityKind::Organization | EntityKind::Facility));
            tree.upos(noun) == Upos::Noun && (stands || self.is_a(WordClass::AnyFirm, tree.lemma(noun)))
        };
        // *A loan facility* is a term for what is lent.
        let term = |noun: usize| {
            let mut entries = self.context.ontology.lexicon.starting_with(
                tree.sentence.language,
                PartOfSpeech::Noun,
                tree.lemma(word),
            );
            let both = [tree.lemma(word), tree.lemma(noun)].join(" ");
            entries.any(|entry| entry.lemma.as_ref() == both && entry.relation.as_ref() != ACTIVE_IN)
        };
        named || tree.relation(word) == "compound" && tree.head(word).is_some_and(|noun| actor(noun) && !term(noun))
    }
}
