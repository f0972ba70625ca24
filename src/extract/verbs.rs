//! Verbs: which argument is which participant.
//!
//! Owns the verbal frames and the second reading by order. Takes arguments in canonical functions from `proposition`; leaves
//! figures to `measured`, who is not said to `understood`, reaching and pairing to `frames`.

use crate::model::analysis::MeasureKind;
use crate::model::{EntityKind, Number, Upos, VerbForm};
use crate::ontology::{Frame, Nature, PartOfSpeech, Typology, WordClass};

use super::complements::is_marked;
use super::frames::{BY_ORDER, BY_THINGS, Object, Place, Reading, alone};
use super::naming;
use super::nominal;
use super::participants::Reached;
use super::participation;
use super::proposition::Arguments;
use super::relations::{ACTIVE_IN, DEVELOPS, FOUNDS, GUARANTEES, JOINS, RENAMES_TO, SUBSIDIARY_OF, SUPPLIES, USES};
use super::shallow;

/// What a marker of the one who receives says besides where only a pronoun may stand for it.
const CLITIC: &str = "clitic";

impl Place<'_, '_> {
    pub(super) fn verb(&self, arguments: &Arguments) -> Vec<Reading> {
        let oblique = || {
            let marked = self.marked(&arguments.obliques);
            if marked.is_empty() { self.clitics(arguments) } else { marked }
        };
        if let Some(turned) = self.inverted(arguments).or_else(|| self.reflexive(arguments)) {
            return self.verb(&turned);
        }
        match self.entry.frame {
            Frame::Transitive => self.transitive(arguments),
            Frame::TransitiveInverse => self.pairs(&arguments.objects, &arguments.subjects),
            Frame::Prepositional => self.prepositional(arguments, &oblique()),
            Frame::PrepositionalInverse => {
                let found = self.pairs(&oblique(), &arguments.subjects);
                if found.is_empty() { self.entrusted(arguments, &oblique()) } else { found }
            }
            Frame::ObjectOblique => {
                let mut found = self.pairs(&arguments.objects, &oblique());
                // *Équipe les usines de X*: whose the object is, is no complement of the verb.
                found.retain(|reading| !self.is_part_of_subject(reading) && !self.are_many(reading));
                if found.is_empty() { self.called(arguments) } else { found }
            }
            Frame::ObliqueObject if self.deals_in_stakes() => self.pairs(&oblique(), &self.staked()),
            Frame::ObliqueObject => {
                let found = self.pairs(&oblique(), &arguments.objects);
                if found.is_empty() { self.called_before(arguments) } else { found }
            }
            Frame::Ditransitive => self.pairs(&arguments.subjects, &self.recipients(arguments)),
            Frame::Reciprocal => self.reciprocal(arguments, &oblique()),
            Frame::KnownRound => participation::readings(
                self.context,
                (self.sentence, self.predicate, &self.own),
                arguments,
                self.wanted,
            ),
            // *Inflige une amende de 3 millions à X*: whom the marker names, where the entry has one.
            Frame::MeasureObject if !self.entry.markers.is_empty() => {
                alone(self.context, self.reach(&oblique(), self.wanted.subject))
            }
            Frame::MeasureObject => self.measured_object(arguments),
            _ => self.measured_subject(arguments),
        }
    }

    fn transitive(&self, arguments: &Arguments) -> Vec<Reading> {
        let named = self.behind_companion();
        if arguments.objects.is_empty() {
            let object = named.first().copied().or_else(|| self.partitive(arguments));
            let object = object.or_else(|| self.asked_about()).or_else(|| self.of_second_verb());
            let found = self.pairs(&arguments.subjects, object.as_slice());
            return if found.is_empty() { self.of_its_maker(arguments) } else { found };
        }
        if self.is_in_company(arguments) || self.is_made_so() {
            return Vec::new();
        }
        let wares = self.before_companion(arguments);
        let first = self.founded_as(arguments);
        let objects =
            [&named, &wares, &first].into_iter().find(|heads| !heads.is_empty()).unwrap_or(&arguments.objects);
        let mut found = self.pairs(&arguments.subjects, objects);
        // *Fined X 3 million*: the amount is the object, X the one whom it reaches.
        if found.is_empty() && !self.has_other_object(arguments) {
            found = self.pairs(&arguments.subjects, &arguments.recipients);
        }
        if self.entry.relation.as_ref() == ACTIVE_IN {
            found.retain(|reading| !self.is_but_some(reading));
        }
        if self.entry.relation.as_ref() == SUPPLIES {
            found.retain(|reading| !self.is_their_own(reading) && !self.is_inside_their_own(arguments, reading));
        }
        if found.is_empty() {
            found = self.of_its_maker(arguments);
        }
        if found.is_empty() {
            found = self.of_a_department(arguments);
        }
        found
    }

    /// *X est créée par Y sous le nom de Z*: what Y founded bears the first name, where a word tells that the same verb renames.
    fn founded_as(&self, arguments: &Arguments) -> Vec<usize> {
        if ![FOUNDS, DEVELOPS].contains(&self.entry.relation.as_ref()) {
            return Vec::new();
        }
        let lemma = self.context.trees[self.sentence].lemma(self.predicate);
        let lexicon = &self.context.ontology.lexicon;
        let renames: Vec<_> = lexicon
            .starting_with(self.entry.language, PartOfSpeech::Verb, lemma)
            .filter(|entry| entry.relation.as_ref() == RENAMES_TO && entry.frame == Frame::ObliqueObject)
            .collect();
        // *Was founded as a mail company*: a bare adposition tells as well what kind of firm it was.
        let listed = |marker: &str| renames.iter().any(|entry| entry.markers.iter().any(|listed| **listed == *marker));
        let so = |marker: &str| marker.contains(' ') && listed(marker);
        let named = arguments.obliques.iter().filter(|oblique| so(&oblique.marker)).map(|oblique| oblique.head);
        named.filter(|&head| !self.reach(&[head], self.wanted.object).is_empty()).collect()
    }

    /// *X led the round, joined by Y*: whom a participle aside is joined by keeps them company, no more.
    fn is_in_company(&self, arguments: &Arguments) -> bool {
        let tree = &self.context.trees[self.sentence];
        let aside = matches!(tree.relation(self.predicate), "advcl" | "acl" | "conj" | "parataxis")
            && self.predicate > 0
            && tree.token(self.predicate - 1).form.as_ref() == ",";
        self.entry.relation.as_ref() == JOINS && arguments.passive && aside
    }

    /// *The fair is made possible by X*: what somebody only gives a quality is not made by them.
    fn is_made_so(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let mut qualities = tree.children_by(self.predicate, &["xcomp"]);
        self.entry.relation.as_ref() == DEVELOPS
            && self.entry.with.is_empty()
            && qualities.any(|child| tree.upos(child) == Upos::Adj)
    }

    /// *Runs 400 stores in X and 30 in Y*: things in the plural without a name are no one site.
    fn are_many(&self, reading: &Reading) -> bool {
        let mention = self.context.mention(reading.subject.mention);
        let plural = self.context.trees[mention.sentence].token(mention.head).morph.number == Some(Number::Plur);
        self.wanted.object == [EntityKind::Place] && !mention.proper && plural
    }

    /// *X équipe ses boutiques*: who does something for what is their own supplies nobody.
    fn is_their_own(&self, reading: &Reading) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let Some(object) = reading.object.mention().filter(|it| !self.context.mention(it.mention).proper) else {
            return false;
        };
        let possessive = |at: usize| words.has(self.entry.language, WordClass::Possessive, tree.lower(at));
        object.token < tree.len() && tree.children_by(object.token, &["det", "nmod"]).any(possessive)
    }

    /// *Au capital de X figurent Y et Z*: behind a verb without a subject, which its complement opens the clause of, stands
    /// the subject.
    fn inverted(&self, arguments: &Arguments) -> Option<Arguments> {
        let frame = matches!(self.entry.frame, Frame::Prepositional | Frame::PrepositionalInverse);
        let bare = arguments.subjects.is_empty() && !arguments.passive && !arguments.objects.is_empty();
        if !frame || !bare || arguments.objects.iter().any(|&object| object < self.predicate) {
            return None;
        }
        let tree = &self.context.trees[self.sentence];
        let finite = tree.token(self.predicate).morph.verb_form == Some(VerbForm::Fin);
        let opens = self.marked(&arguments.obliques).iter().any(|&oblique| oblique < self.predicate);
        let inverted = Arguments { subjects: arguments.objects.clone(), objects: Vec::new(), ..arguments.clone() };
        (finite && opens).then_some(inverted)
    }

    /// *Le titre X s'établit à 12 euros*, *se traite à 12 euros*: whether the parser takes a reflexive for an object or a
    /// passive, the entry that has one among its words says what its frame says of its subject or object.
    fn reflexive(&self, arguments: &Arguments) -> Option<Arguments> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let clitic = |&token: &usize| {
            tree.upos(token) == Upos::Pron
                && token < self.predicate
                && matches!(tree.relation(token), "obj" | "iobj" | "expl")
                && !words.has(self.entry.language, WordClass::Pronoun, tree.lower(token))
                && self.entry.with.iter().any(|with| with == tree.lemma(token))
        };
        tree.children(self.predicate).iter().copied().find(clitic)?;
        let objects: Vec<usize> = arguments.objects.iter().copied().filter(|object| !clitic(object)).collect();
        let subjects = arguments.subjects.clone();
        let turned = match self.entry.frame {
            Frame::MeasureObject | Frame::ObjectOblique | Frame::ObliqueObject => objects.is_empty(),
            Frame::Measure => subjects.is_empty() && arguments.passive,
            _ => false,
        };
        let (subjects, objects) = (objects, subjects);
        (turned && subjects.len() + objects.len() > 0).then(|| Arguments { subjects, objects, ..arguments.clone() })
    }

    /// *X équipe ses boutiques de Y*, *ses magasins du logiciel Y*: what hangs on a site of their own is no customer.
    fn is_inside_their_own(&self, arguments: &Arguments, reading: &Reading) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let Some(object) = reading.object.mention() else { return false };
        let possessive = |at: usize| words.has(self.entry.language, WordClass::Possessive, tree.lower(at));
        arguments.objects.iter().any(|&site| {
            let own = tree.children_by(site, &["det", "nmod"]).any(possessive);
            let placed = naming::kind_of(self.context, self.sentence, site) == Some(EntityKind::Facility);
            own && placed && self.context.mention(object.mention).head != site
        })
    }

    /// *X sold its stations*, *X sold 14 million copies*, *X sold majority stake*: what is somebody's or counted is no trade.
    fn is_but_some(&self, reading: &Reading) -> bool {
        let Object::Mention(object) = &reading.object else { return false };
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let some = |&child: &usize| {
            tree.full_relation(child) == "nmod:poss"
                || tree.relation(child) == "nummod"
                || words.has(self.entry.language, WordClass::Possessive, tree.lower(child))
        };
        let stake = words.has(self.entry.language, WordClass::StakeNoun, tree.lemma(object.token));
        stake || tree.children(object.token).iter().any(some)
    }

    /// *X invests in Y*, *X changed its name to Y*, *X lent Y 3 million*.
    fn prepositional(&self, arguments: &Arguments, oblique: &[usize]) -> Vec<Reading> {
        // *Obtient un prêt de Y, garanti par Z*: who lends is not who owes.
        let told = self.context.trees[self.sentence].relation(self.predicate) == "acl";
        let owed = if told { self.of_indebted(arguments) } else { Vec::new() };
        if !owed.is_empty() {
            return owed;
        }
        // A passive without agent says nothing of who acts: *20 millions ont été investis dans X*.
        let found = self.pairs(&self.named_before(arguments), oblique);
        let found = if found.is_empty() { self.pairs(&arguments.subjects, oblique) } else { found };
        if !found.is_empty() {
            return found;
        }
        // *X s'implante au Maroc*: a reflexive without agent acts by itself.
        if arguments.subjects.is_empty() && self.context.trees[self.sentence].has_child(self.predicate, "expl:pass") {
            return self.pairs(&arguments.objects, oblique);
        }
        // *X is held at 60 % by Y*: the whole is what is held.
        if arguments.passive && self.entry.understood && !self.entry.with.is_empty() {
            return self.pairs(&arguments.subjects, &arguments.objects);
        }
        let found = self.pairs(&arguments.subjects, &self.doers(arguments));
        if !found.is_empty() {
            return found;
        }
        if self.is_marked_by_its_particle() {
            return self.pairs(&arguments.subjects, &arguments.objects);
        }
        let found = self.pairs(&arguments.subjects, self.dative(arguments).as_slice());
        let found = if found.is_empty() { self.pairs(&arguments.subjects, &self.held_at()) } else { found };
        let found = if found.is_empty() { self.of_whose_guarantor(arguments) } else { found };
        if found.is_empty() { self.of_indebted(arguments) } else { found }
    }

    /// *Accorde à X un prêt garanti par Y*, *X obtient un prêt, garanti par Y*: who owes what is guaranteed is to whom the loan
    /// is made, or who has got it.
    fn of_indebted(&self, arguments: &Arguments) -> Vec<Reading> {
        if self.entry.relation.as_ref() != GUARANTEES || self.entry.with.is_empty() {
            return Vec::new();
        }
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let has = |class, form: &str| words.has(tree.sentence.language, class, form);
        let owing = |&loan: &usize| {
            let told = nominal::arguments(tree, words, loan, &(loan..loan + 1));
            let to = told.complements.iter().filter(|it| has(WordClass::DativeMarker, &it.marker));
            let debtors = self.reach(&to.map(|it| it.head).collect::<Vec<_>>(), self.wanted.object);
            let gives = told.support_verb.is_some_and(|verb| has(WordClass::ConferringVerb, tree.lemma(verb)));
            if debtors.is_empty() && !gives { self.reach(&told.support, self.wanted.object) } else { debtors }
        };
        let debtors: Vec<Reached> = arguments.objects.iter().flat_map(owing).collect();
        self.pair_up(&self.reach(&arguments.subjects, self.wanted.subject), &debtors)
    }

    /// *Bonds guaranteed by its parent*: whose debt it is, is said by whose the guarantor is.
    fn of_whose_guarantor(&self, arguments: &Arguments) -> Vec<Reading> {
        if self.entry.relation.as_ref() != GUARANTEES || self.entry.with.is_empty() {
            return Vec::new();
        }
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let whose = |&noun: &usize| self.possessors(&nominal::arguments(tree, words, noun, &(noun..noun + 1)));
        let mut owners: Vec<Reached> = arguments.subjects.iter().flat_map(whose).collect();
        owners.retain(|owner| self.context.fits(owner.mention, self.wanted.object));
        self.pair_up(&self.reach(&arguments.subjects, self.wanted.subject), &owners)
    }

    /// *Wound down its coal mining*: whether the marker of the entry is the particle of the verb, so that what it marks is the
    /// object.
    fn is_marked_by_its_particle(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let mut children = tree.children(self.predicate).iter().copied();
        children.any(|child| {
            tree.full_relation(child) == "compound:prt"
                && self.entry.markers.iter().any(|it| **it == *tree.lower(child))
        })
    }

    /// *X a mis au point Zorvex, une poudre*: the name right behind the noun of a fixed phrase is the verb's object, though
    /// the parser hangs it on that noun.
    fn behind_companion(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let fixed = |&child: &usize| {
            let companion = self.entry.with.iter().any(|word| word == tree.lemma(child));
            companion && child > self.predicate && tree.marker(child).is_some() && !self.entry.with.is_empty()
        };
        let name = |noun: usize| {
            let article = noun + 1 < tree.len() && tree.upos(noun + 1) == Upos::Det;
            let start = noun + 1 + usize::from(article);
            let mut mentions = self.context.mentions(self.sentence);
            let name = mentions.find(|(_, mention)| mention.proper && mention.tokens.start == start);
            name.map(|(_, mention)| mention.head).filter(|&head| tree.descends(head, noun))
        };
        tree.children_by(self.predicate, &["obl"]).filter(fixed).filter_map(name).collect()
    }

    /// *Provides water and sewerage services*: what stands in a row before the noun that the entry wants for its object.
    fn before_companion(&self, arguments: &Arguments) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let [object] = arguments.objects[..] else { return Vec::new() };
        let companion = self.entry.with.iter().any(|word| word == tree.lemma(object));
        let row = |&child: &usize| child < object && tree.has_child(child, "conj");
        let deals = companion && self.entry.relation.as_ref() == ACTIVE_IN;
        tree.children_by(object, &["compound"]).filter(|child| deals && row(child)).collect()
    }

    /// *Blocked X's bid for Y*: who does what the entry's companion says, where the entry wants it behind a marker of
    /// agents.
    fn doers(&self, arguments: &Arguments) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let agent = |marker: &String| words.has(self.entry.language, WordClass::AgentMarker, marker);
        if !self.entry.markers.iter().any(agent) {
            return Vec::new();
        }
        let companion = |&&object: &&usize| self.entry.with.iter().any(|word| word == tree.lemma(object));
        let owner =
            |thing: usize| tree.children(thing).iter().copied().find(|&child| tree.full_relation(child) == "nmod:poss");
        // *Revoked its air operator's certificate*: the outermost owner is meant where a common noun stands between.
        let outermost = |&object: &usize| {
            let first = owner(object)?;
            Some(owner(first).filter(|_| tree.upos(first) == Upos::Noun).unwrap_or(first))
        };
        arguments.objects.iter().filter(companion).filter_map(outermost).collect()
    }

    /// *X fabrique de la toile*, *X construit de petits satellites*: some of a thing right behind the verb is its object,
    /// though its article looks like a genitive marker.
    fn partitive(&self, arguments: &Arguments) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let marker = self.predicate + 1;
        if !words.is(self.entry.language, Typology::PartitiveArticle)
            || marker >= tree.len()
            || !words.has(self.entry.language, WordClass::GenitiveMarker, tree.lower_lemma(marker))
        {
            return None;
        }
        let some = |head: usize| {
            head > marker
                && (marker + 1..head).all(|token| matches!(tree.upos(token), Upos::Det | Upos::Adj))
                && self.context.mention_at(self.sentence, head).is_some_and(|(_, proper)| !proper)
        };
        arguments.obliques.iter().filter(|oblique| oblique.direct).map(|oblique| oblique.head).find(|&head| some(head))
    }

    /// *Stopped making televisions*: the object of the second verb of a phrase is that of the phrase.
    fn of_second_verb(&self) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let second = self.own.end.checked_sub(1).filter(|&second| second != self.predicate)?;
        (tree.upos(second) == Upos::Verb).then(|| tree.child_by(second, &["obj"])).flatten()
    }

    /// *Is investigating whether X misled Y*: a question is about its subject.
    fn asked_about(&self) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let asks = |&clause: &usize| {
            let mut marks = tree.children_by(clause, &["mark"]);
            marks.any(|mark| words.has(self.entry.language, WordClass::Hypothesis, tree.lemma(mark)))
        };
        let question = tree.children_by(self.predicate, &["ccomp"]).find(asks)?;
        tree.child_by(question, &["nsubj"])
    }

    /// *X's software runs on Y*, *its plant makes Z*: what a thing does that belongs to somebody, its owner does.
    pub(super) fn through_things(&self, arguments: &Arguments) -> Vec<Reading> {
        // *X's servers are powered by Y*: what does the same from behind.
        let inverse = self.entry.frame == Frame::TransitiveInverse;
        // *X's app is owned by Y*: who owns a thing of somebody's does not own them.
        if inverse && self.entry.relation.as_ref() == SUBSIDIARY_OF {
            return Vec::new();
        }
        // *X's pledge has led Y to settle* says what Y does.
        if self.context.trees[self.sentence].has_child(self.predicate, "xcomp") {
            return Vec::new();
        }
        if !inverse && (arguments.passive || !matches!(self.entry.frame, Frame::Transitive | Frame::Prepositional)) {
            return Vec::new();
        }
        let acting = if inverse { &arguments.objects } else { &arguments.subjects };
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let thing = |&&subject: &&usize| {
            self.context.mention_at(self.sentence, subject).is_some_and(|(index, proper)| {
                let kind = self.context.mention(index).kind;
                !proper && matches!(kind, EntityKind::Product | EntityKind::Facility | EntityKind::Sector)
            })
        };
        let genitive = |child: usize| is_marked(tree, words, child, WordClass::GenitiveMarker);
        let owners = acting.iter().filter(thing).filter_map(|&subject| {
            let mut children = tree.children(subject).iter().copied();
            children.find(|&child| {
                let owner = tree.full_relation(child) == "nmod:poss";
                owner || !inverse && tree.relation(child) == "nmod" && genitive(child)
            })
        });
        let subjects: Vec<usize> = owners.collect();
        if subjects.is_empty() {
            return Vec::new();
        }
        let moved = if inverse {
            Arguments { objects: subjects, ..arguments.clone() }
        } else {
            Arguments { subjects, ..arguments.clone() }
        };
        let mut found = self.verb(&moved);
        found.iter_mut().for_each(|reading| reading.subject.confidence *= BY_THINGS);
        found
    }

    /// *Changed its name from X to Y*: the name that is given up.
    fn named_before(&self, arguments: &Arguments) -> Vec<usize> {
        let ontology = self.context.ontology;
        let naming = ontology.relations.is(&self.entry.relation, Nature::Naming);
        let from = arguments.obliques.iter().filter(|oblique| {
            naming && ontology.words.has(self.entry.language, WordClass::SourceMarker, &oblique.marker)
        });
        from.map(|oblique| oblique.head).collect()
    }

    /// *X was renamed Y*: the second object of a passive stands for the complement with a marker.
    fn called(&self, arguments: &Arguments) -> Vec<Reading> {
        match arguments.objects.as_slice() {
            // *Y l'a rebaptisé Z*: of two objects the first gets the name.
            [first, second] if arguments.passive || self.names() => self.pairs(&[*first], &[*second]),
            _ => Vec::new(),
        }
    }

    /// *X was called Y until 2022*: the second object of a passive is the name before, where the entry turns them round.
    fn called_before(&self, arguments: &Arguments) -> Vec<Reading> {
        match arguments.objects.as_slice() {
            [now, before] if arguments.passive && self.names() && !self.entry.with.is_empty() => {
                self.pairs(&[*before], &[*now])
            }
            _ => Vec::new(),
        }
    }

    fn names(&self) -> bool {
        self.context.ontology.relations.is(&self.entry.relation, Nature::Naming)
    }

    /// *X lui a prêté 3 millions*, *X lui cède ses usines*: the pronoun before the verb that stands for a complement with the
    /// marker, in a language which says it so.
    fn clitics(&self, arguments: &Arguments) -> Vec<usize> {
        let words = &self.context.ontology.words;
        let tree = &self.context.trees[self.sentence];
        let language = self.entry.language;
        let clitic = |marker: &String| words.value(language, WordClass::DativeMarker, marker) == Some(CLITIC);
        // *Un modèle lui permettant de grandir*: what lets somebody do something is hardly a thing that they use.
        if self.entry.relation.as_ref() == USES || !self.entry.markers.iter().any(clitic) {
            return Vec::new();
        }
        let stands = |&head: &usize| {
            let form = tree.lower(head);
            tree.upos(head) == Upos::Pron
                && head < self.predicate
                && words.has(language, WordClass::Pronoun, form)
                && !words.has(language, WordClass::GenitiveClitic, form)
        };
        arguments.recipients.iter().copied().filter(stands).collect()
    }

    /// The first of two objects, where the entry wants the marker it stands for: *X lent Y $75m*, *X awarded Y a
    /// contract*.
    fn dative(&self, arguments: &Arguments) -> Option<usize> {
        let words = &self.context.ontology.words;
        let bare = |marker: &String| {
            words.has(self.entry.language, WordClass::DativeMarker, marker)
                && words.value(self.entry.language, WordClass::DativeMarker, marker) != Some(CLITIC)
        };
        let dative = self.entry.markers.iter().any(bare);
        let first = arguments.recipients.iter().chain(&arguments.objects).copied().next().filter(|_| dative)?;
        let tree = &self.context.trees[self.sentence];
        let amount = self.context.measures(self.sentence).iter().any(|measure| {
            measure.kind == MeasureKind::Money
                && tree.head(measure.head).is_some_and(|above| above == self.predicate || above == first)
        });
        (amount || arguments.objects.len() + arguments.recipients.len() > 1).then_some(first)
    }

    /// The verb's readings once order has filled the places that the tree leaves empty.
    pub(super) fn by_order(&self, arguments: &Arguments) -> Vec<Reading> {
        let completed = shallow::completed(
            self.context,
            self.sentence,
            (self.predicate, &self.own),
            self.entry,
            self.wanted,
            arguments,
        );
        if completed == *arguments {
            return Vec::new();
        }
        let mut found = self.verb(&completed);
        found.iter_mut().for_each(|reading| reading.subject.confidence *= BY_ORDER);
        found
    }

    fn recipients(&self, arguments: &Arguments) -> Vec<usize> {
        let mut heads = self.marked(&arguments.obliques);
        heads.extend(&arguments.recipients);
        if heads.is_empty() {
            heads.extend(arguments.objects.first());
        }
        heads
    }

    fn reciprocal(&self, arguments: &Arguments, oblique: &[usize]) -> Vec<Reading> {
        let subjects = if arguments.subjects.is_empty() { &arguments.objects } else { &arguments.subjects };
        if oblique.is_empty() && self.reach(subjects, self.wanted.subject).len() < 2 {
            // *X merges Y and Z*.
            return self.among(&arguments.objects);
        }
        if oblique.is_empty() { self.among(subjects) } else { self.pairs(subjects, oblique) }
    }
}
