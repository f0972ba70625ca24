//! Relations that no word says but the way words stand together: *X's plant*, *the Dutch brewer X*.
//!
//! Owns possession, location, origin and power. Takes a mention's head and an entry of the
//! lexicon that is a construction; gives readings like any other entry; leaves names in a row to `brackets`.

use crate::model::analysis::{MEGAWATT, Measure, MeasureKind};
use crate::model::{EntityKind, Mention, Number, Upos};
use crate::ontology::{Frame, LexicalEntry, PartOfSpeech, WordClass};

use super::antecedents;
use super::complements::is_marked;
use super::context::{Context, SAYS_ITS_KIND};
use super::counted;
use super::frames::{Implied, Object, Reading, Wanted};
use super::naming;
use super::nominal;
use super::participants::Reached;
use super::relations::{ACTIVE_IN, BASED_IN, SUBSIDIARY_OF};
use super::relative;
use super::rounds;
use super::seats;
use super::{status, values};

/// From how many on sites of a kind in one place are no site that stands there.
const MANY: f64 = 20.0;

/// The value of a relative adverb of place.
const WHERE: &str = "where";

/// The readings of the construction `entry` around the token `head`, which heads a mention or noun.
pub(super) fn readings(
    context: &Context<'_>,
    sentence: usize,
    head: usize,
    entry: &LexicalEntry,
    wanted: &Wanted<'_>,
) -> Vec<Reading> {
    let around = Around { context, sentence, head, entry, wanted };
    match entry.frame {
        Frame::Possession => around.possession(wanted.object, wanted.subject),
        Frame::PossessionInverse if !entry.with.is_empty() => around.branded(),
        Frame::PossessionInverse if around.is_bare_possession() => around.possession(wanted.subject, wanted.object),
        Frame::Affiliation => around.affiliation(),
        Frame::Rated => around.rated(),
        Frame::Location => around.location(),
        Frame::Origin => around.modified_by(WordClass::Demonym),
        Frame::SectorAdjective => around.modified_by(WordClass::SectorAdjective),
        Frame::Bracket => around.bracket(),
        Frame::Backing => rounds::readings(context, sentence, head, wanted),
        Frame::Counted => counted::readings(context, sentence, head, entry, wanted),
        _ => Vec::new(),
    }
}

pub(super) struct Around<'p, 'a> {
    pub(super) context: &'p Context<'a>,
    pub(super) sentence: usize,
    pub(super) head: usize,
    pub(super) entry: &'p LexicalEntry,
    pub(super) wanted: &'p Wanted<'p>,
}

impl Around<'_, '_> {
    /// The mention at the head itself, when it may be one of `kinds` and says so.
    pub(super) fn own(&self, kinds: &[EntityKind]) -> Option<Reached> {
        let (index, proper) = self.context.mention_at(self.sentence, self.head)?;
        let mention = self.context.mention(index);
        let own = mention.head == self.head && kinds.contains(&mention.kind);
        let says = proper || self.context.acts(index);
        (own && says).then_some(Reached { mention: index, token: self.head, confidence: 1.0 })
    }

    pub(super) fn reach(&self, heads: &[usize], kinds: &[EntityKind]) -> Vec<Reached> {
        let reached = heads.iter().flat_map(|&head| self.context.reach(self.sentence, head));
        reached.filter(|reached| kinds.contains(&self.context.mention(reached.mention).kind)).collect()
    }

    /// The head and the noun that describes it: what hangs on either belongs to the name.
    fn heads(&self) -> Vec<usize> {
        let tree = &self.context.trees[self.sentence];
        let mut heads = vec![self.head];
        if matches!(tree.relation(self.head), "appos" | "flat" | "compound" | "nmod")
            && tree.marker(self.head).is_none()
        {
            heads.extend(tree.head(self.head).filter(|&above| tree.upos(above) == Upos::Noun));
        }
        // *Le robot de Y, baptisé X*.
        let words = &self.context.ontology.words;
        let naming = tree.head(self.head).filter(|&verb| {
            tree.relation(verb) == "acl" && words.has(self.entry.language, WordClass::NamingVerb, tree.lemma(verb))
        });
        heads.extend(naming.and_then(|verb| tree.head(verb)).filter(|&noun| tree.upos(noun) == Upos::Noun));
        // *X, the new robot of Y*; but *at X, Y's adviser*, is said of somebody.
        let acts = |noun: usize| {
            let kind = naming::kind_of(self.context, self.sentence, noun);
            matches!(kind, Some(EntityKind::Organization | EntityKind::Person))
        };
        let told = |&child: &usize| tree.upos(child) == Upos::Noun && child > self.head && !acts(child);
        heads.extend(tree.children_by(self.head, &["appos"]).filter(told));
        heads
    }

    /// *Leeds, where X runs the Tilvarn mill*: the place before the relative adverb whose clause has the site for its object.
    fn place_of_clause(&self) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let verb = tree.head(self.head).filter(|_| matches!(tree.relation(self.head), "obj" | "nsubj"))?;
        let relative = |&at: &usize| {
            let value = words.value(tree.sentence.language, WordClass::RelativePronoun, tree.lower(at));
            value == Some(WHERE) && at < self.head
        };
        let adverb = tree.children(verb).iter().copied().find(relative)?;
        let comma = adverb.checked_sub(1).filter(|&at| tree.token(at).form.as_ref() == ",").unwrap_or(adverb);
        let place = self
            .context
            .mentions(self.sentence)
            .find(|(_, mention)| mention.proper && mention.kind == EntityKind::Place && mention.tokens.end == comma);
        place.map(|(_, mention)| mention.head)
    }

    /// A named thing, or a site that a place tells apart, with its owner.
    fn possession(&self, kinds: &[EntityKind], owner_kinds: &[EntityKind]) -> Vec<Reading> {
        let Some(thing) = self.own(kinds).filter(|thing| self.is_told_apart(thing)) else {
            return self.of_maker();
        };
        let words = &self.context.ontology.words;
        // *Son projet de campus*: nobody runs what a noun of intention governs.
        let intended = status::is_intended(&self.context.trees[self.sentence], words, self.head);
        if self.says_seat() || intended {
            return Vec::new();
        }
        // *Its supplier, X's Y*: in a bare possession nobody else owns what is named.
        let bare = self.entry.frame == Frame::PossessionInverse;
        let before =
            || self.owner_before().into_iter().flat_map(|at| self.reach(&[at], owner_kinds)).collect::<Vec<_>>();
        let mut found = if bare { before() } else { self.owners(owner_kinds) };
        if found.is_empty() {
            found.extend(self.maker_of(&thing));
        }
        if found.is_empty() {
            found.extend(self.had_by(&thing, owner_kinds));
        }
        found.retain(|owner| {
            let mention = self.context.mention(owner.mention);
            mention.proper && owner_kinds.contains(&mention.kind) && owner.mention != thing.mention
        });
        pairs(&found, thing, self.entry.frame == Frame::Possession)
    }

    /// Who owns what stands at the head, by possessives, genitives and clitics of it or of the noun beside it.
    fn owners(&self, owner_kinds: &[EntityKind]) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let mut found = Vec::new();
        for head in self.heads() {
            let possessives = nominal::arguments(tree, words, head, &(head..head + 1)).possessives;
            // *Son usine de Y*: what has an owner already is not Y's but at Y.
            let owners: Vec<usize> = tree
                .children(head)
                .iter()
                .copied()
                .filter(|&child| {
                    let genitive = is_marked(tree, words, child, WordClass::GenitiveMarker);
                    let owner = possessives.is_empty()
                        && tree.relation(child) == "nmod"
                        && (genitive || relative::is_genitive(tree, words, child));
                    tree.full_relation(child) == "nmod:poss" || owner
                })
                .collect();
            // *X, whose drones fly*.
            let whose = |&owner: &usize| relative::antecedent(tree, words, owner).unwrap_or(owner);
            found.extend(self.reach(&owners.iter().map(whose).collect::<Vec<_>>(), owner_kinds));
            if found.is_empty() {
                found.extend(self.owner_before().into_iter().flat_map(|at| self.reach(&[at], owner_kinds)));
            }
            found.extend(possessives.iter().filter_map(|&token| {
                let mention = antecedents::of_possessive(self.context, self.sentence, token)?;
                Some(Reached { mention, token, confidence: 0.7 })
            }));
        }
        found
    }

    /// *Its headquarters in Y*: a noun that says where its owner sits says no more of it.
    fn says_seat(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let lexicon = &self.context.ontology.lexicon;
        let seat = |start: usize| {
            let lemma = tree.lower_lemma(start);
            let mut entries = lexicon.starting_with(tree.sentence.language, PartOfSpeech::Noun, lemma);
            entries.any(|entry| {
                entry.relation.as_ref() == BASED_IN && tree.phrase_end(start, &entry.lemma) == Some(self.head + 1)
            })
        };
        self.entry.relation.as_ref() != BASED_IN && (self.head.saturating_sub(1)..=self.head).any(seat)
    }

    /// *X's Y*: nothing between the clitic and the name, and no noun behind it that the name would only describe.
    fn is_bare_possession(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let Some((index, true)) = self.context.mention_at(self.sentence, self.head) else { return false };
        let end = self.context.mention(index).tokens.end;
        let describes = end < tree.len() && matches!(tree.upos(end), Upos::Noun | Upos::Propn);
        self.owner_before().is_some() && !describes
    }

    /// The owner that a possessive clitic right before the phrase marks, wherever the tree hangs it.
    pub(super) fn owner_before(&self) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let (index, _) = self.context.mention_at(self.sentence, self.head)?;
        let clitic = self.context.mention(index).tokens.start.checked_sub(1)?;
        let marks = tree.upos(clitic) == Upos::Part && tree.relation(clitic) == "case";
        clitic.checked_sub(1).filter(|_| marks)
    }

    /// A name with its power in its own phrase.
    fn rated(&self) -> Vec<Reading> {
        let Some((index, proper)) = self.context.mention_at(self.sentence, self.head) else { return Vec::new() };
        let mention = self.context.mention(index);
        let site = mention.kind == EntityKind::Facility && mention.confidence >= SAYS_ITS_KIND;
        // *The battery farm X (25 MW)*, *the X wind farm (25 MW)*: one site has one power.
        let called = || !proper && naming::beside(self.context, self.sentence, self.head).is_some();
        let within = |&(other, outer): &(usize, &Mention)| {
            other != index
                && outer.kind == EntityKind::Facility
                && outer.tokens.len() > mention.tokens.len()
                && outer.tokens.start <= mention.tokens.start
                && mention.tokens.end <= outer.tokens.end
        };
        let inside = self.context.mentions(self.sentence).any(|outer| within(&outer));
        let apart = (proper || site) && !inside && !called();
        if mention.head != self.head || !self.wanted.subject.contains(&mention.kind) || !apart {
            return Vec::new();
        }
        let site = Reached { mention: index, token: self.head, confidence: 1.0 };
        let tree = &self.context.trees[self.sentence];
        let heads = self.heads();
        // *The site of a wind farm of 60 MW* has none itself.
        let behind = mention.tokens.end..=mention.tokens.end + 1;
        let own = |measure: &Measure| {
            proper || behind.contains(&measure.tokens.start) || tree.head(measure.head) == Some(self.head)
        };
        // *Les parcs de X (18 MW) et de Y (25 MW)*: what a bracket behind a name holds is its own, wherever the tree hangs it.
        let bracket = |measure: &Measure| {
            proper && *behind.end() == measure.tokens.start && tree.token(*behind.start()).form.as_ref() == "("
        };
        let powers = self.context.measures(self.sentence).iter().any(|measure| {
            measure.kind == MeasureKind::Power
                // *A plant of 2 GWh*: what is measured in another unit is an amount of energy.
                && measure.quantity.unit == MEGAWATT
                && (bracket(measure) || own(measure) && heads.iter().any(|&head| tree.descends(measure.head, head)))
        });
        // Its power tells a site apart that has no name: *a data centre of 60 MW*.
        let reading = Reading { subject: site, object: Object::Nobody, support_verb: None };
        if powers { vec![reading] } else { Vec::new() }
    }

    /// Whether a mention is a name or has a place of its own. A token that everybody knows is of many.
    fn is_told_apart(&self, reached: &Reached) -> bool {
        let mention = self.context.mention(reached.mention);
        if mention.kind == EntityKind::Token && mention.iri.is_some() {
            return false;
        }
        mention.proper || mention.kind == EntityKind::Facility && (!self.places().is_empty() || self.has_an_origin())
    }

    /// *Its Dutch factory*: whether a word of origin modifies the head.
    fn has_an_origin(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        tree.children_by(self.head, &["amod"]).any(|at| self.implied(WordClass::Demonym, at).is_some())
    }

    /// Names of places that hang on the head as complements, compounds or owners.
    fn places(&self) -> Vec<Reached> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        // *The Boston office supplies company*: an office in a name of a kind is none.
        let site = self.own(&[EntityKind::Facility]).is_some() && tree.relation(self.head) != "compound";
        let mut places = Vec::new();
        for head in self.heads() {
            for &child in tree.children(head) {
                let here = tree.marker(child).is_some_and(|marker| {
                    words.has(language, WordClass::LocativeMarker, &marker)
                        || words.has(language, WordClass::GenitiveMarker, &marker)
                });
                // A complement of place says where a site stands; of an organisation it may say anything.
                let complement = site && here && matches!(tree.relation(child), "nmod" | "obl");
                let before = site && tree.relation(child) == "compound";
                if complement || before || tree.full_relation(child) == "nmod:poss" {
                    places.push(child);
                }
            }
        }
        if places.is_empty() {
            places.extend(self.owner_before());
        }
        if places.is_empty() {
            places.extend(self.place_behind(site));
        }
        let mut found = self.reach(&places, &[EntityKind::Place]);
        // The place in the name of a public body tells no more than the name.
        let own = self.context.mention_at(self.sentence, self.head).map(|(index, _)| self.context.mention(index));
        let inside = |place: &Mention| {
            own.is_some_and(|own| {
                own.kind == EntityKind::Organization
                    && own.sentence == place.sentence
                    && own.tokens.start == place.tokens.start
            })
        };
        found.retain(|place| {
            let place = self.context.mention(place.mention);
            place.proper && !inside(place)
        });
        if found.is_empty() && site {
            found = self.right_behind();
        }
        if found.is_empty() && site {
            found = self.reach(&self.place_of_clause().into_iter().collect::<Vec<_>>(), &[EntityKind::Place]);
        }
        found
    }

    /// *A plant in Y*, *X, of Y*: the place right behind a site or a name, wherever the tree hangs it. A name wants the
    /// genitive between commas, which says nothing else of it.
    fn place_behind(&self, site: bool) -> Option<usize> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        let (index, proper) = self.context.mention_at(self.sentence, self.head)?;
        let end = self.context.mention(index).tokens.end;
        let form = |at: usize| (at < tree.len()).then(|| tree.token(at).form.as_ref());
        let comma = form(end) == Some(",");
        let marker = end + usize::from(comma);
        let (_, place) = self.context.mentions(self.sentence).find(|(_, mention)| {
            mention.proper && mention.kind == EntityKind::Place && mention.tokens.start == marker + 1
        })?;
        let is = |class| words.has(language, class, tree.lemma(marker));
        let closed = matches!(form(place.tokens.end), None | Some("," | "." | ";" | ")" | ":"));
        let fits = if site { is(WordClass::LocativeMarker) } else { proper && is(WordClass::GenitiveMarker) };
        (fits && (closed || !comma)).then_some(place.head)
    }

    /// A name or a site and its place.
    fn location(&self) -> Vec<Reading> {
        let seated = self.seated();
        if !seated.is_empty() {
            return seated;
        }
        let Some(subject) = self.own(self.wanted.subject).filter(|_| !self.is_had_by_nobody()) else {
            return Vec::new();
        };
        if self.is_first_of_its_kind() {
            return Vec::new();
        }
        let subject = self.said_to_be(&subject).unwrap_or(subject);
        // *300 magasins en France*: where many stand that have no name tells no site.
        let tree = &self.context.trees[self.sentence];
        let counted = values::counting(self.context, self.sentence, self.head);
        let many = counted.is_some_and(|count| count.quantity.number >= MANY)
            && tree.token(self.head).morph.number == Some(Number::Plur);
        if many && !self.context.mention(subject.mention).proper {
            return Vec::new();
        }
        let places = self.places();
        let places = if places.is_empty() { self.between_commas(&subject) } else { places };
        let places = if places.is_empty() { self.behind_name(&subject) } else { places };
        let mut places = if places.is_empty() { self.before_object(&subject) } else { places };
        places.retain(|place| !self.is_wide(&self.context.mention(place.mention).name));
        pairs(&places, subject, false)
    }

    /// *X is the largest foundry in Y*, *X, première fonderie de Y*: whether a noun for a site that ranks among its like, and is
    /// as well one for a firm, is said of a name, which may have its seat elsewhere.
    fn is_first_of_its_kind(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let lexicon = &self.context.ontology.lexicon;
        let mut entries = lexicon.of_lemma(tree.sentence.language, PartOfSpeech::Noun, tree.lemma(self.head));
        let trade = entries.any(|entry| entry.relation.as_ref() == ACTIVE_IN);
        let across = tree.child_by(self.head, &["cop"]).and_then(|_| tree.child_by(self.head, &["nsubj"]));
        let beside = tree.head(self.head).filter(|_| tree.relation(self.head) == "appos");
        trade
            && tree.children(self.head).iter().any(|&at| seats::is_first(tree, words, at))
            && across.or(beside).is_some_and(|at| tree.upos(at) == Upos::Propn)
    }

    /// *X is a wind farm in Y*: the name that the noun for a site is said of across a copula.
    fn said_to_be(&self, site: &Reached) -> Option<Reached> {
        let tree = &self.context.trees[self.sentence];
        tree.child_by(self.head, &["cop"]).filter(|_| !self.context.mention(site.mention).proper)?;
        let subject = tree.child_by(self.head, &["nsubj"])?;
        let (mention, _) = self.context.mention_at(self.sentence, subject).filter(|(_, proper)| *proper)?;
        let person = self.context.mention(mention).kind == EntityKind::Person;
        (!person).then_some(Reached { mention, token: subject, confidence: site.confidence })
    }

    /// *A plant of 60 MW in Y*: the place behind the phrase of a site and its measures, wherever the tree hangs it.
    fn right_behind(&self) -> Vec<Reached> {
        let Some((index, _)) = self.context.mention_at(self.sentence, self.head) else { return Vec::new() };
        let starts = self.context.places_behind(self.context.mention(index));
        let mut found = self.reach(&starts[..starts.len().min(1)], &[EntityKind::Place]);
        found.retain(|place| {
            let mention = self.context.mention(place.mention);
            mention.proper && mention.sentence == self.sentence
        });
        found
    }

    /// An adjective of a closed class that modifies a noun said of an organisation, or its name.
    fn modified_by(&self, class: WordClass) -> Vec<Reading> {
        let tree = &self.context.trees[self.sentence];
        if class == WordClass::Demonym
            && let Some(reading) = self.of_origin()
        {
            return vec![reading];
        }
        let said = class == WordClass::Demonym && self.is_said_of_a_firm();
        if !said && !self.says_organisation() {
            return Vec::new();
        }
        let mut modifiers: Vec<usize> = tree
            .children(self.head)
            .iter()
            .copied()
            .filter(|&child| matches!(tree.relation(child), "amod" | "compound" | "nmod" | "flat"))
            .filter(|&child| tree.marker(child).is_none() && !self.is_in_name(child))
            .collect();
        // *The Danish pump manufacturer X*: the parser hangs the adjective on the noun between.
        if class == WordClass::Demonym {
            modifiers.extend(self.before_head().filter(|&token| {
                tree.upos(token) == Upos::Adj && !self.is_in_name(token) && tree.head(token) != Some(self.head)
            }));
        }
        let implied: Vec<Implied> = modifiers.iter().filter_map(|&token| self.implied(class, token)).collect();
        if implied.is_empty() {
            return Vec::new();
        }
        if class == WordClass::Demonym && self.is_owned_site() {
            return self.site_of_origin(&implied);
        }
        let reached = self.said_of_relational().unwrap_or_else(|| self.context.reach(self.sentence, self.head));
        let said = reached.iter().filter(|reached| {
            let mention = self.context.mention(reached.mention);
            self.wanted.subject.contains(&mention.kind) && mention.proper
        });
        // *Le fonds danois X et la banque Y*: where X heads the phrase, the word is still said of the noun before it.
        let of = implied.first().map_or(self.head, |implied| self.noun_of(implied.tokens.start));
        let one = self.is_one(of);
        // *Du fonds néerlandais X, de la banque Y*: an adjective behind its noun says nothing of a noun that is joined to it.
        let behind = implied.iter().all(|implied| implied.tokens.start > of);
        let said = said.filter(|reached| !behind || !self.is_of_another_noun(reached.token, of));
        said.take(if one { 1 } else { usize::MAX })
            .flat_map(|&subject| {
                implied.iter().map(move |implied| Reading {
                    subject,
                    object: Object::Implied(implied.clone()),
                    support_verb: None,
                })
            })
            .collect()
    }

    /// Whether the head is a noun for a site of somebody's: who has it may come from elsewhere.
    fn is_owned_site(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let own = self.context.mention_at(self.sentence, self.head);
        let site =
            own.is_some_and(|(index, proper)| !proper && self.context.mention(index).kind == EntityKind::Facility);
        site && tree.relation(self.head) != "compound"
            && naming::beside(self.context, self.sentence, self.head).is_none()
            && !self.owners(&[EntityKind::Organization]).is_empty()
    }

    /// *X, filiale hongroise du chinois Y*: a noun for a unit with its parent behind is said of X, or of nobody with a name; whose
    /// it is comes from elsewhere.
    fn said_of_relational(&self) -> Option<Vec<Reached>> {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let lexicon = &self.context.ontology.lexicon;
        let mut entries = lexicon.of_lemma(tree.sentence.language, PartOfSpeech::Noun, tree.lemma(self.head));
        let unit =
            entries.any(|entry| entry.relation.as_ref() == SUBSIDIARY_OF && entry.frame == Frame::RelationalNoun);
        let parent = |&child: &usize| child > self.head && is_marked(tree, words, child, WordClass::GenitiveMarker);
        let parent = tree.children_by(self.head, &["nmod"]).find(parent).filter(|_| unit)?;
        let beside = naming::beside(self.context, self.sentence, self.head);
        if beside.is_some_and(|name| !tree.descends(self.context.mention(name).head, parent)) {
            return None;
        }
        let said = naming::said_of(self.context, self.sentence, self.head);
        Some(said.map(|said| self.context.reach(self.sentence, said)).unwrap_or_default())
    }

    /// *Its Dutch factory* stands where the word says.
    fn site_of_origin(&self, implied: &[Implied]) -> Vec<Reading> {
        let wanted = self.wanted.subject.contains(&EntityKind::Facility);
        let subject = self.own(&[EntityKind::Facility]).filter(|_| wanted);
        let reading = |subject: Reached, implied: &Implied| Reading {
            subject,
            object: Object::Implied(implied.clone()),
            support_verb: None,
        };
        subject.map(|subject| implied.iter().map(|place| reading(subject, place)).collect()).unwrap_or_default()
    }

    /// The common noun before the head whose adjective the token is, else the head.
    fn noun_of(&self, token: usize) -> usize {
        let tree = &self.context.trees[self.sentence];
        let noun = tree.head(token).filter(|&noun| noun < self.head && tree.upos(noun) == Upos::Noun);
        noun.filter(|_| tree.relation(token) == "amod").unwrap_or(self.head)
    }

    /// Whether a noun means one thing, by its form or by that of its article: *le fonds*.
    fn is_one(&self, noun: usize) -> bool {
        let tree = &self.context.trees[self.sentence];
        let one = |at: usize| tree.token(at).morph.number == Some(Number::Sing);
        one(noun) || tree.child_by(noun, &["det"]).is_some_and(one)
    }

    /// Whether the token stands in the phrase of a common noun that is joined to `noun`.
    fn is_of_another_noun(&self, token: usize, noun: usize) -> bool {
        let tree = &self.context.trees[self.sentence];
        let joined = tree.ancestors(token).take_while(|&at| at != noun).last();
        joined.is_some_and(|joined| tree.relation(joined) == "conj" && tree.upos(joined) == Upos::Noun)
    }

    /// The words of the phrase that stand before its head.
    fn before_head(&self) -> impl Iterator<Item = usize> {
        let tree = &self.context.trees[self.sentence];
        let inside = |&at: &usize| {
            matches!(tree.upos(at), Upos::Adj | Upos::Noun)
                || tree.token(at).form.as_ref() == "-"
                || tree.upos(at) == Upos::Verb && matches!(tree.relation(at), "amod" | "compound")
        };
        (0..self.head).rev().take_while(inside)
    }

    /// *Le danois X*: the word of origin is the noun that the name stands beside.
    fn of_origin(&self) -> Option<Reading> {
        let tree = &self.context.trees[self.sentence];
        let form = tree.lower(self.head);
        let words = &self.context.ontology.words;
        words.value(tree.sentence.language, WordClass::Demonym, form)?;
        let (index, mention) = self
            .context
            .mentions(self.sentence)
            .find(|(_, mention)| mention.proper && mention.tokens.start == self.head + 1)?;
        let definite = tree.children_by(self.head, &["det"]).next().is_some();
        let fits = definite && self.wanted.subject.contains(&mention.kind);
        let implied = self.implied(WordClass::Demonym, self.head).filter(|_| fits)?;
        let subject = Reached { mention: index, token: mention.head, confidence: 0.9 };
        Some(Reading { subject, object: Object::Implied(implied), support_verb: None })
    }

    /// Whether the head is a noun for an organisation or site, or heads a name.
    fn says_organisation(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let words = &self.context.ontology.words;
        let language = tree.sentence.language;
        let kind = naming::kind_of(self.context, self.sentence, self.head);
        let named = self.context.mention_at(self.sentence, self.head).is_some_and(|(_, proper)| proper);
        let public = words.has(language, WordClass::PublicBody, tree.lemma(self.head));
        let beside = naming::beside(self.context, self.sentence, self.head)
            .is_some_and(|index| self.context.mention(index).kind == EntityKind::Organization);
        // *X, the Swedish markets watchdog,* and *X, a Leeds flour business,*: what a name is said to be.
        let any = public
            || words.has(language, WordClass::AnyFirm, tree.lemma(self.head))
            || naming::is_of_a_trade(self.context, self.sentence, self.head);
        let above = tree.head(self.head).filter(|&name| any && tree.relation(self.head) == "appos" && name < self.head);
        let apposed = above
            .and_then(|name| self.context.mention_at(self.sentence, name))
            .is_some_and(|(index, proper)| proper && self.context.mention(index).kind == EntityKind::Organization);
        named || apposed || !public && (beside || matches!(kind, Some(EntityKind::Organization | EntityKind::Facility)))
    }

    /// *X est un projet lyonnais*: whether a firm is said to be what the head says, across a copula.
    fn is_said_of_a_firm(&self) -> bool {
        let tree = &self.context.trees[self.sentence];
        let across = tree.child_by(self.head, &["cop"]).and_then(|_| tree.child_by(self.head, &["nsubj"]));
        let named = across.and_then(|subject| self.context.mention_at(self.sentence, subject));
        let firm = |index: usize| self.context.mention(index).kind == EntityKind::Organization;
        self.is_one(self.head) && named.is_some_and(|(index, proper)| proper && firm(index))
    }

    fn is_in_name(&self, token: usize) -> bool {
        self.context.mentions(self.sentence).any(|(_, mention)| {
            let other = !matches!(mention.kind, EntityKind::Place | EntityKind::Sector);
            mention.proper && other && mention.tokens.contains(&token)
        })
    }

    pub(super) fn implied(&self, class: WordClass, token: usize) -> Option<Implied> {
        let tree = &self.context.trees[self.sentence];
        let ontology = self.context.ontology;
        let language = tree.sentence.language;
        let form = tree.lower(token);
        let says = |form: &str| ontology.words.value(language, class, form);
        // *A South Korean company*.
        let both = token
            .checked_sub(1)
            .and_then(|first| ontology.words.value_of_two(language, class, [tree.lower(first), form]));
        let tokens = token - usize::from(both.is_some())..token + 1;
        let Some(value) = both.or_else(|| says(form)) else { return self.place_before(class, token) };
        if class == WordClass::SectorAdjective {
            return Some(Implied { tokens, name: form.to_owned(), kind: EntityKind::Sector, iri: None });
        }
        let place = ontology.known.get(value)?;
        let name = place.label(language).to_owned();
        if self.is_wide(&name) {
            return None;
        }
        Some(Implied { tokens, name, kind: place.kind, iri: Some(place.iri.to_string()) })
    }

    /// *The European group X*: whether a place is too wide to tell where somebody sits.
    fn is_wide(&self, name: &str) -> bool {
        self.context.ontology.words.has(self.entry.language, WordClass::WidePlace, &name.to_lowercase())
    }

    /// *Copenhagen start-up X*: the name of a place says an origin as an adjective does.
    fn place_before(&self, class: WordClass, token: usize) -> Option<Implied> {
        let tree = &self.context.trees[self.sentence];
        let before = class == WordClass::Demonym && token < self.head && tree.relation(token) == "compound";
        let (index, proper) = self.context.mention_at(self.sentence, token).filter(|_| before)?;
        let place = self.context.mention(index);
        let noun = tree.upos(self.head) == Upos::Noun;
        (proper && noun && place.kind == EntityKind::Place).then(|| Implied {
            tokens: token..token + 1,
            name: place.name.to_string(),
            kind: EntityKind::Place,
            iri: place.iri.as_ref().map(ToString::to_string),
        })
    }
}

/// Each of `found` with `other`, which is the object when `object` says so.
pub(super) fn pairs(found: &[Reached], other: Reached, object: bool) -> Vec<Reading> {
    let reading = |&reached: &Reached| {
        let (subject, object) = if object { (reached, other) } else { (other, reached) };
        Reading { subject, object: Object::Mention(object), support_verb: None }
    };
    found.iter().map(reading).collect()
}
