//! Verbs with their arguments in canonical functions.
//!
//! Owns the mechanisms that undo what grammar does to a clause: reflexive voice,
//! relative clauses, participles, control and coordination. Takes a tree, gives
//! token indices; leaves the passive to `voice`, adpositions to `complements`, what stands there to `participants`.

use crate::model::{Upos, VerbForm};
use crate::ontology::{WordClass, Words};

use super::apposition;
use super::clefts;
use super::complements::{self, is_marked};
use super::relative;
use super::tree::Tree;

/// A complement introduced by an adposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Oblique {
    /// Lemmas of the adposition; `noun` inside when a noun is part of it (`à tête de`).
    pub(super) marker: String,
    /// The token that heads the complement.
    pub(super) head: usize,
    /// Whether it hangs on the predicate itself rather than on its object.
    pub(super) direct: bool,
}

/// The arguments of a predicate; each list holds heads of phrases, coordination not yet expanded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Arguments {
    pub(super) subjects: Vec<usize>,
    pub(super) objects: Vec<usize>,
    /// Indirect objects without an adposition.
    pub(super) recipients: Vec<usize>,
    pub(super) obliques: Vec<Oblique>,
    /// Whether the clause is passive or reflexive, so that `objects` comes from its surface subject.
    pub(super) passive: bool,
}

/// What stands for the adposition of a complement that a hyphen joins: *Munich-based*.
pub(super) const HYPHEN: &str = "-";

/// What stands for the adposition of a relative adverb of place: *X, where she runs sales*.
pub(super) const WHERE: &str = "?";

/// What a hyphen joins to the front of a participle: *Munich* in *Munich-based*, *X* in *X-backed*.
pub(super) fn hyphenated(tree: &Tree<'_>, participle: usize) -> Option<usize> {
    let before = participle.checked_sub(1)?;
    // *Hong Kong based X*: some leave the hyphen out.
    if tree.upos(before) == Upos::Propn && tree.relation(participle) == "amod" && tree.descends(before, participle) {
        return Some(before);
    }
    let hyphen = Some(before).filter(|&hyphen| tree.token(hyphen).form.as_ref() == "-")?;
    let joined = hyphen.checked_sub(1)?;
    let touches = tree.token(joined).span.end == tree.token(hyphen).span.start
        && tree.token(hyphen).span.end == tree.token(participle).span.start;
    // *Dayton, Ohio-based*: the town before the region.
    let town = tree.head(joined).filter(|&town| tree.relation(joined) == "appos" && town < joined);
    (touches && matches!(tree.upos(joined), Upos::Propn | Upos::Noun | Upos::X)).then_some(town.unwrap_or(joined))
}

/// How far control and coordination are followed.
const DEPTH: usize = 6;

/// The arguments of the verb at `verb`.
pub(super) fn arguments(tree: &Tree<'_>, words: &Words, verb: usize) -> Arguments {
    Clauses { tree, words }.arguments(verb, DEPTH)
}

/// The clauses of one tree.
pub(super) struct Clauses<'t, 'a> {
    pub(super) tree: &'t Tree<'a>,
    pub(super) words: &'t Words,
}

impl Clauses<'_, '_> {
    fn arguments(&self, verb: usize, depth: usize) -> Arguments {
        // *Is majority-owned by Y*: what a hyphen joins acts only where nobody else does.
        let clausal = self.tree.child_by(verb, &["aux", "nsubj"]).is_some();
        if let Some(agent) = hyphenated(self.tree, verb).filter(|_| !clausal) {
            return self.compound_participle(verb, agent);
        }
        if let Some(found) = self.across_copula(verb, depth) {
            return found;
        }
        let mut found = Arguments { passive: self.is_passive(verb), ..Arguments::default() };
        let surface = self.surface_subjects(verb, depth);
        found.obliques = self.obliques(verb);
        found.recipients = self.tree.children_by(verb, &["iobj"]).collect();
        if found.passive {
            self.undergone(verb, surface, &mut found);
        } else {
            found.subjects = surface;
            found.objects = self.direct_objects(verb, depth);
        }
        let reached = self.reached(verb, depth);
        if !reached.is_empty() {
            found.subjects = self.agents(verb, &found.obliques);
            found.obliques.retain(|oblique| !found.subjects.contains(&oblique.head));
            found.obliques.extend(reached);
        }
        match clefts::fronted(self.tree, self.words, verb) {
            Some((Some(marker), head)) => {
                found.objects.retain(|&object| object != head);
                found.obliques.push(Oblique { marker, head, direct: true });
            }
            Some((None, head)) if found.objects.is_empty() && !found.passive => found.objects.push(head),
            _ => {}
        }
        if !found.subjects.is_empty() {
            found.subjects.extend(self.joint(verb, &found.obliques));
        }
        let nested = self.amounts(verb).into_iter();
        let nested: Vec<Oblique> =
            found.objects.iter().copied().chain(nested).flat_map(|object| self.object_complements(object)).collect();
        found.obliques.extend(nested);
        found.obliques.extend(found.objects.iter().filter_map(|&object| self.of_relative(object)).collect::<Vec<_>>());
        // *X, dont la banque Y s'est portée caution*: a subject with a name of its own leaves the pronoun to its verb.
        let named = |&subject: &usize| {
            let name = self.tree.child_by(subject, &["appos"]);
            name.is_some_and(|name| self.tree.upos(name) == Upos::Propn && self.tree.head(subject) == Some(verb))
        };
        let of_verb = found.subjects.iter().copied().filter(named).find_map(|subject| self.of_relative(subject));
        found.obliques.extend(of_verb);
        found
    }

    /// *X is in the hands of Y*: the arguments of a copula whose predicate an adposition governs.
    fn across_copula(&self, copula: usize, depth: usize) -> Option<Arguments> {
        let tree = self.tree;
        let noun = tree.head(copula).filter(|&noun| tree.relation(copula) == "cop" && noun > copula)?;
        let marker = tree.marker(noun).filter(|_| matches!(tree.upos(noun), Upos::Noun | Upos::Propn))?;
        let mut found = Arguments { subjects: self.surface_subjects(noun, depth), ..Arguments::default() };
        self.push_oblique(&mut found.obliques, marker, noun, true);
        found.obliques.extend(self.obliques(noun).into_iter().filter(|oblique| tree.relation(oblique.head) == "obl"));
        Some(found)
    }

    /// What a passive clause says: its surface subject undergoes, its agents act.
    fn undergone(&self, verb: usize, surface: Vec<usize>, found: &mut Arguments) {
        found.objects = surface;
        found.objects.extend(self.tree.children_by(verb, &["obj"]).filter(|&child| !self.is_relative(child)));
        let mut agents: Vec<usize> = self.agents(verb, &found.obliques);
        if agents.is_empty() {
            agents = self.nested_agents(&found.obliques);
        } else {
            // *Held at 60 % by X and at 40 % by Y*: a joined complement has an agent of its own.
            let joined = |oblique: &&Oblique| self.tree.has_child(oblique.head, "cc");
            let others: Vec<Oblique> = found.obliques.iter().filter(joined).cloned().collect();
            agents.extend(self.nested_agents(&others));
            agents.extend(self.sharing_agents(verb, &agents));
        }
        found.obliques.retain(|oblique| !agents.contains(&oblique.head));
        found.subjects = if agents.is_empty() && self.has_moved(verb) { found.objects.clone() } else { agents };
    }

    /// *X, alongside Y, invested in Z*: Y did as well.
    fn joint(&self, verb: usize, obliques: &[Oblique]) -> Vec<usize> {
        let language = self.tree.sentence.language;
        let shared = self.words.has(language, WordClass::SharedVerb, self.tree.lemma(verb));
        let alongside = |oblique: &&Oblique| {
            oblique.direct
                && (self.words.has(language, WordClass::JointMarker, &oblique.marker)
                    || shared && self.words.has(language, WordClass::ComitativeMarker, &oblique.marker))
        };
        // *Makes X alongside its older readers*: things of the subject's own do not act with it.
        let owned = |oblique: &&Oblique| {
            let possessed = |&child: &usize| self.tree.full_relation(child) == "nmod:poss";
            self.tree.upos(oblique.head) == Upos::Noun
                && self.tree.children(oblique.head).iter().any(possessed)
                && !self.tree.has_child(oblique.head, "appos")
        };
        obliques.iter().filter(alongside).filter(|oblique| !owned(oblique)).map(|oblique| oblique.head).collect()
    }

    /// *Lent more than 600 million to Y*: an amount with a bound before it is no object in the tree.
    fn amounts(&self, verb: usize) -> Vec<usize> {
        self.tree
            .children_by(verb, &["obl", "advmod", "nummod", "xcomp"])
            .filter(|&child| self.tree.relation(child) != "xcomp" || self.tree.upos(child) == Upos::Adj)
            .filter(|&child| self.tree.marker(child).is_none_or(|_| !self.stands_before(child)))
            .collect()
    }

    /// *Passed into the hands of Y, X closed*, *X est tombée dans l'escarcelle de Y*: who the participle is said of did
    /// what it says.
    pub(super) fn has_moved(&self, verb: usize) -> bool {
        let language = self.tree.sentence.language;
        self.words.has(language, WordClass::MovingVerb, self.tree.lemma(verb))
    }

    /// *X-backed Y*: the participle is passive, its agent joined in front, its object what it modifies.
    fn compound_participle(&self, verb: usize, agent: usize) -> Arguments {
        let tree = self.tree;
        let nominal = |token: &usize| matches!(tree.upos(*token), Upos::Noun | Upos::Propn);
        let modified = tree.head(verb).filter(|head| *head > verb).filter(nominal);
        let object = modified.or_else(|| Some(verb + 1).filter(|next| *next < tree.len()).filter(nominal));
        Arguments {
            subjects: vec![agent],
            objects: object.into_iter().collect(),
            obliques: vec![Oblique { marker: HYPHEN.to_owned(), head: agent, direct: true }],
            passive: true,
            ..Arguments::default()
        }
    }

    /// Whether the adposition of `token` stands before it, as one that governs it does.
    fn stands_before(&self, token: usize) -> bool {
        self.tree.children_by(token, &["case"]).any(|case| case < token)
    }

    /// Who the clause of `verb` is about, before voice is undone.
    pub(super) fn surface_subjects(&self, verb: usize, depth: usize) -> Vec<usize> {
        let own = self.own_subjects(verb);
        if !own.is_empty() {
            return own;
        }
        // *An index that Y will leave*, with the pronoun in the genitive: it stands for no subject, who acts comes behind.
        let inverted: Vec<usize> = self.behind_genitive(verb).collect();
        if depth == 0 || !inverted.is_empty() { inverted } else { self.shared_subjects(verb, depth - 1) }
    }

    /// The subjects that hang on the verb itself, what a relative pronoun stands for in its place.
    fn own_subjects(&self, verb: usize) -> Vec<usize> {
        let tree = self.tree;
        let own: Vec<usize> = tree.children_by(verb, &["nsubj", "csubj"]).collect();
        if let Some(pronoun) = own.iter().copied().find(|&subject| self.is_relative(subject)) {
            return self.antecedent(pronoun).into_iter().collect();
        }
        // A noun that a relative pronoun of this very clause stands for is not its subject.
        let stood_for: Vec<usize> = tree.children(verb).iter().filter_map(|&child| self.antecedent(child)).collect();
        let own = own.into_iter().filter(|subject| !stood_for.contains(subject));
        let own: Vec<usize> = own.map(|subject| self.owner_of_aside(verb, subject).unwrap_or(subject)).collect();
        // *Health: the Lille firm X buys Y*: what stands before a colon is the heading.
        let heading = |subject: usize| {
            own.iter().any(|&other| (subject..other).any(|token| tree.token(token).form.as_ref() == ":"))
        };
        let own: Vec<usize> = own.iter().copied().filter(|&subject| !heading(subject)).collect();
        own.into_iter().filter(|&subject| !self.is_fronted(verb, subject)).collect()
    }

    /// Who acts in a clause without a subject of its own: by what joins it to the clause or noun above.
    fn shared_subjects(&self, verb: usize, depth: usize) -> Vec<usize> {
        let tree = self.tree;
        let Some(head) = tree.head(verb) else {
            let detached = self.is_bare_participle(verb).then(|| apposition::referent(tree, verb));
            return detached.flatten().into_iter().collect();
        };
        if let Some(recipient) = self.endowed(verb, head) {
            return vec![recipient];
        }
        if matches!(tree.relation(verb), "advcl" | "xcomp" | "acl") {
            let giving = if tree.relation(verb) == "acl" { tree.head(head).unwrap_or(head) } else { head };
            let recipients = self.lent_to(verb, giving);
            if !recipients.is_empty() {
                return recipients;
            }
        }
        let mut found = match tree.relation(verb) {
            // *X raised a round led by Y*: no conjunction joins the participle to the verb.
            "conj" if self.is_bare_participle(verb) && self.follows_noun(verb) => {
                relative::noun_before(tree, verb).into_iter().collect()
            }
            "conj" if self.is_verbal(head) => self.clause_subjects(head, depth),
            // *X was founded by Y and runs Z*: the parser joins the verb to the noun before it.
            "conj" if !self.is_dependent_form(verb) => {
                let above = tree.ancestors(head).find(|&token| self.is_verbal(token));
                above.map(|above| self.clause_subjects(above, depth)).unwrap_or_default()
            }
            "xcomp" | "advcl" if let Some(thing) = self.had_done(verb, head) => vec![thing],
            "xcomp" if self.is_adverbial(verb) => self.clause_subjects(head, depth),
            "xcomp" => self.controller(head, depth),
            "advcl"
                if (self.is_reason(verb) || self.is_kept_from(verb, head) || self.hires(head, verb))
                    && tree.child_by(head, &["obj"]).is_some() =>
            {
                self.controller(head, depth)
            }
            // *X, dirigée par Y, emploie*: what hangs on a name modifies it.
            "ccomp" | "advcl" | "parataxis" if self.is_bare_participle(verb) && self.is_name_before(head, verb) => {
                self.modified(verb, head, depth)
            }
            // *X en discussions pour racheter Y*: a headline without a verb.
            "advcl"
                if self.is_dependent_form(verb) && self.is_name_before(head, verb) && tree.relation(head) == "root" =>
            {
                vec![head]
            }
            // *In exclusive talks to buy X*: the parser hangs the purpose on the adjective.
            "advcl" if self.is_dependent_form(verb) && tree.relation(head) == "amod" => {
                tree.head(head).map(|noun| self.clause_subjects(noun, depth)).unwrap_or_default()
            }
            "advcl" | "ccomp" | "parataxis" if self.is_dependent_form(verb) => self.clause_subjects(head, depth),
            // *X, qui a fermé sa mine, a tourné le dos au charbon*: the parser took the relative clause for the main one.
            "advcl" if tree.child_by(verb, &["mark", "expl"]).is_none() => self.clause_subjects(head, depth),
            "acl" => self.modified(verb, head, depth),
            _ if self.is_bare_participle(verb) => apposition::referent(tree, verb).into_iter().collect(),
            _ => Vec::new(),
        };
        if matches!(tree.relation(verb), "xcomp" | "advcl") && self.is_dependent_form(verb) {
            found.extend(self.joined(head));
        }
        found
    }

    /// *Granted X a licence to run Y*: who gets something acts in what it is for.
    fn endowed(&self, verb: usize, head: usize) -> Option<usize> {
        let tree = self.tree;
        let giving = match tree.relation(verb) {
            "advcl" | "xcomp" => Some(head),
            "acl" => tree.head(head).filter(|_| tree.relation(head) == "obj"),
            _ => None,
        };
        let infinitive = tree.token(verb).morph.verb_form == Some(VerbForm::Inf);
        let recipient = giving.filter(|_| infinitive).and_then(|giving| tree.child_by(giving, &["iobj"]))?;
        let named = matches!(tree.upos(recipient), Upos::Noun | Upos::Propn);
        (named && recipient < verb).then_some(recipient)
    }

    /// *Dont sortira X*, *dont dispose X*: the subject that the parser takes for the object of a relative clause whose
    /// pronoun is a genitive.
    fn behind_genitive(&self, verb: usize) -> impl Iterator<Item = usize> {
        let tree = self.tree;
        let genitive = |&child: &usize| child < verb && relative::is_genitive(tree, self.words, child);
        let clause = tree.full_relation(verb) == "acl:relcl" && tree.child_by(verb, &["nsubj"]).is_none();
        let whose = clause && tree.children(verb).iter().any(genitive);
        tree.children_by(verb, &["obj"]).filter(move |&object| whose && object > verb)
    }

    fn is_name_before(&self, head: usize, verb: usize) -> bool {
        head < verb && self.tree.upos(head) == Upos::Propn && self.tree.child_by(head, &["cop"]).is_none()
    }

    /// Whether a verb stands right behind a noun that the same sentence has not joined to it.
    fn follows_noun(&self, verb: usize) -> bool {
        let tree = self.tree;
        // *X a choisi Y, basée à Z*: a participle of place behind the comma is no second thing that X did.
        let local = |at: usize| is_marked(tree, self.words, at, WordClass::LocativeMarker);
        let placed = |comma: usize| {
            let name = comma.checked_sub(1).filter(|&name| tree.upos(name) == Upos::Propn && !local(name));
            tree.token(comma).form.as_ref() == "," && name.is_some() && tree.child_by(verb, &["obl"]).is_some_and(local)
        };
        let before = verb.checked_sub(1);
        before.is_some_and(|before| matches!(tree.upos(before), Upos::Noun | Upos::Propn) || placed(before))
            && tree.child_by(verb, &["cc"]).is_none()
    }

    /// *X, whose office is in Y, owns Z*: the office is the subject of the clause between the commas, X owns.
    fn owner_of_aside(&self, verb: usize, subject: usize) -> Option<usize> {
        let tree = self.tree;
        let whose = tree
            .children(subject)
            .iter()
            .copied()
            .find(|&child| child < subject && relative::is_genitive(tree, self.words, child))?;
        let finite = |at: usize| {
            matches!(tree.upos(at), Upos::Aux | Upos::Verb) && tree.token(at).morph.verb_form == Some(VerbForm::Fin)
        };
        let inner = (subject + 1..verb).find(|&at| finite(at) && tree.head(at) != Some(verb))?;
        let closes = (inner..verb).any(|at| tree.token(at).form.as_ref() == ",");
        relative::antecedent(tree, self.words, whose).filter(|_| closes)
    }

    /// The surface subject of a clause that lends it to another, whatever its voice.
    pub(super) fn clause_subjects(&self, verb: usize, depth: usize) -> Vec<usize> {
        self.surface_subjects(verb, depth)
    }

    pub(super) fn is_verbal(&self, token: usize) -> bool {
        matches!(self.tree.upos(token), Upos::Verb | Upos::Aux)
            || self.tree.child_by(token, &["cop", "nsubj"]).is_some()
    }

    /// Infinitives and participles borrow a subject; finite clauses have their own.
    pub(super) fn is_dependent_form(&self, verb: usize) -> bool {
        self.tree.token(verb).morph.verb_form != Some(VerbForm::Fin)
            && !self
                .tree
                .children_by(verb, &["aux"])
                .any(|aux| self.tree.token(aux).morph.verb_form == Some(VerbForm::Fin))
    }

    /// Whether a pronoun stands for no other than its own clause's subject: one that no word of the ontology lists.
    pub(super) fn is_reflexive(&self, token: usize) -> bool {
        let form = self.tree.lower(token);
        self.tree.upos(token) == Upos::Pron && !self.words.has(self.tree.sentence.language, WordClass::Pronoun, form)
    }

    /// *X founded Y before selling it*, *avant de la vendre*: what an adverb or a conjunction opens is no complement.
    fn is_adverbial(&self, verb: usize) -> bool {
        let opens = |mark: usize| matches!(self.tree.upos(mark), Upos::Adv | Upos::Sconj);
        self.tree.children_by(verb, &["mark"]).any(opens)
    }

    pub(super) fn is_genitive(&self, token: usize) -> bool {
        is_marked(self.tree, self.words, token, WordClass::GenitiveMarker)
    }

    fn direct_objects(&self, verb: usize, depth: usize) -> Vec<usize> {
        let tree = self.tree;
        let mut objects = Vec::new();
        if self.behind_genitive(verb).next().is_some() {
            return objects;
        }
        for object in tree.children_by(verb, &["obj"]).filter(|&object| !self.is_governed(object)) {
            if self.is_relative(object) {
                objects.extend(self.antecedent(object));
            } else {
                objects.push(object);
            }
        }
        if objects.is_empty() {
            objects.extend(self.object_of_particle(verb));
        }
        if objects.is_empty() {
            objects.extend(self.partitive(verb));
        }
        if objects.is_empty() {
            objects.extend(self.shared_object(verb, depth));
        }
        if objects.is_empty() && self.lacks_object(verb) {
            objects.extend(self.antecedent_of(verb));
        }
        objects
    }

    /// In *X took over Y*, the parser may see a bare oblique behind the particle.
    fn object_of_particle(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let particle =
            tree.children(verb).iter().copied().find(|&child| tree.full_relation(child) == "compound:prt")?;
        tree.children_by(verb, &["obl", "nsubj"]).find(|&child| child > particle && tree.marker(child).is_none())
    }

    /// *Acheter du bitcoin*: some of it, which the parser takes for a complement with an adposition.
    fn partitive(&self, verb: usize) -> Option<usize> {
        self.tree.children_by(verb, &["obl"]).find(|&child| complements::is_partitive(self.tree, self.words, child))
    }

    /// Whether an adposition governs what the parser took for an object: *d'investir dans X, selon deux personnes*.
    pub(super) fn is_governed(&self, object: usize) -> bool {
        self.stands_before(object)
            && self.tree.upos(object) != Upos::Pron
            && self
                .tree
                .marker(object)
                .is_some_and(|marker| !self.words.has(self.tree.sentence.language, WordClass::PartitiveMarker, &marker))
    }

    /// In *X bought and renamed Y*, Y is the object of both.
    fn shared_object(&self, verb: usize, depth: usize) -> Vec<usize> {
        let tree = self.tree;
        // *Will build and run the site in X, in Y*: what stands behind the other verb is no complement of this one alone;
        // *left before the loan was signed and runs X*: a clause of its own comes between as well.
        let between = ["obl", "xcomp", "ccomp", "advcl"];
        let own = |other: usize| tree.children_by(verb, &between).any(|child| verb < child && child < other);
        if depth == 0 {
            return Vec::new();
        }
        // *Develops, builds and sells Y*: a bare verb in between shares the object as well.
        let bare = |other: usize| {
            let complements = ["obj", "iobj", "obl", "xcomp", "ccomp", "advcl", "compound"];
            tree.child_by(other, &complements).is_none()
        };
        let joined = tree
            .children_by(verb, &["conj"])
            .take_while(|&other| !own(other))
            .filter(|&other| tree.upos(other) == Upos::Verb && tree.child_by(other, &["nsubj"]).is_none())
            .filter(|&other| !self.is_passive(other));
        let with_object = joined.skip_while(|&other| bare(other)).take(1);
        with_object.flat_map(|other| tree.children_by(other, &["obj"]).collect::<Vec<_>>()).collect()
    }

    /// A relative clause with a subject of its own and neither object nor pronoun: its object is the noun it modifies. *The
    /// firm X bought in 2019*, but not *the bank X borrows from*.
    pub(super) fn lacks_object(&self, verb: usize) -> bool {
        let tree = self.tree;
        // Where the clause has a pronoun, the parser leaves it hanging on some other word.
        let stands = |at: usize| at == verb || tree.upos(at) == Upos::Adp && tree.full_relation(at) != "compound:prt";
        let bound = |child: usize| self.is_relative(child) || stands(child) || self.is_bound(child);
        tree.full_relation(verb) == "acl:relcl"
            && tree.children_by(verb, &["nsubj"]).any(|subject| !self.is_relative(subject))
            && tree.children_by(verb, &["ccomp", "xcomp"]).next().is_none()
            && !tree.children(verb).iter().any(|&child| bound(child))
    }

    /// Whether a relative pronoun stands inside a complement: *the firm in which X invests*.
    fn is_bound(&self, complement: usize) -> bool {
        self.tree.relation(complement) == "obl"
            && self.tree.children(complement).iter().any(|&child| self.is_relative(child))
    }

    /// Whether an argument is a relative pronoun.
    pub(super) fn is_relative(&self, argument: usize) -> bool {
        self.antecedent(argument).is_some()
    }

    /// The noun that an argument stands for when it is a relative pronoun.
    pub(super) fn antecedent(&self, argument: usize) -> Option<usize> {
        relative::antecedent(self.tree, self.words, argument)
    }

    /// The noun that the relative clause around `verb` modifies.
    fn antecedent_of(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        tree.ancestors(verb)
            .find(|&token| tree.full_relation(token) == "acl:relcl")
            .and_then(|clause| tree.head(clause))
    }
}
