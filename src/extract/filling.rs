//! Which mention may fill which place: the kind that a place lends to what says little of its own.
//!
//! Owns the fit of a mention's kind to what a frame asks for. Takes mentions as `participants` reaches them.

use crate::model::analysis::Measure;
use crate::model::{EntityKind, MeasureKind, Mention, Number, Span, Upos};
use crate::ontology::{Frame, PartOfSpeech, Typology, WordClass};

use super::complements;
use super::context::{Context, KNOWN_FOR_SURE, SAYS_ITS_KIND};
use super::naming;
use super::relations::ACTIVE_IN;
use super::sites;
use super::trades;

/// What a phrase of no kind may stand for, the likeliest first.
const THINGS: [EntityKind; 1] = [EntityKind::Sector];

/// Below this the kind of a person is a guess that a place may correct: a given name says more than any shape does.
pub(super) const PERSON_FOR_SURE: f32 = 0.7;

/// How many places of one site are looked for behind its phrase.
const MOST_PLACES: usize = 4;

/// The most tokens of complements that tell which thing a phrase means.
const LONGEST_COMPLEMENT: usize = 12;

/// What an unknown name may stand for, the likeliest first.
const NAMED: [EntityKind; 5] =
    [EntityKind::Organization, EntityKind::Person, EntityKind::Product, EntityKind::Facility, EntityKind::Token];

impl Context<'_> {
    /// Whether a mention may fill a place that asks for one of `kinds` (empty: anything).
    pub(super) fn fits(&self, mention: usize, kinds: &[EntityKind]) -> bool {
        kinds.is_empty() || self.kind_for(mention, kinds).is_some()
    }

    /// Whether a mention may be of whom something is said.
    pub(super) fn acts(&self, mention: usize) -> bool {
        let mention = self.mention(mention);
        mention.proper || mention.confidence >= SAYS_ITS_KIND && mention.kind != EntityKind::Sector
    }

    /// *X abandonne l'imprimerie*: a word for a house of some trade, with nothing but its article and adjectives, names the
    /// trade itself where a sector is asked for and no firm.
    pub(super) fn is_a_trade(&self, mention: &Mention) -> bool {
        let tree = &self.trees[mention.sentence];
        let bare = |&child: &usize| matches!(tree.relation(child), "det" | "amod" | "case" | "punct" | "conj" | "cc");
        let house = matches!(mention.kind, EntityKind::Organization | EntityKind::Facility | EntityKind::Unnamed);
        if mention.proper || !house || !tree.children(mention.head).iter().all(bare) {
            return false;
        }
        let (lexicon, lemma) = (&self.ontology.lexicon, tree.lower_lemma(mention.head));
        let mut entries = lexicon.of_lemma(tree.sentence.language, PartOfSpeech::Noun, lemma);
        naming::is_definite(self, mention.sentence, mention.head)
            && entries.any(|entry| entry.frame == Frame::ClassNoun && entry.relation.as_ref() == ACTIVE_IN)
    }

    /// Whether two mentions make a statement that tells who it is about: one of them has a name.
    pub(super) fn tells(&self, subject: usize, object: usize) -> bool {
        self.mention(subject).proper || self.acts(subject) && self.mention(object).proper
    }

    /// Whether a mention fits `kinds` without its place lending it the kind of a thing: a noun tells less
    /// than a verb of what its complement is.
    pub(super) fn says_itself(&self, mention: usize, kinds: &[EntityKind]) -> bool {
        let named = self.mention(mention).proper || self.mention(mention).confidence >= SAYS_ITS_KIND;
        named || kinds.contains(&EntityKind::Sector)
    }

    /// Whether a mention may be what a company is a company of: a common noun, or a person's employer.
    pub(super) fn suits_a_class(&self, mention: usize) -> bool {
        let mention = self.mention(mention);
        let tree = &self.trees[mention.sentence];
        // *A family business* is in no business of families.
        let family = self.ontology.words.has(tree.sentence.language, WordClass::FamilyNoun, tree.lemma(mention.head));
        !family && (!mention.proper || !matches!(mention.kind, EntityKind::Product | EntityKind::Facility))
    }

    /// The kind that a mention has in a place that asks for one of `kinds`.
    pub(super) fn kind_in(&self, mention: usize, kinds: &[EntityKind]) -> EntityKind {
        self.kind_for(mention, kinds).unwrap_or(self.mention(mention).kind)
    }

    /// The kind by which a mention fills a place that asks for one of `kinds`: what it may be alone, or in its row.
    fn kind_for(&self, mention: usize, kinds: &[EntityKind]) -> Option<EntityKind> {
        self.kind_alone(mention, kinds).or_else(|| self.kind_of_row(self.mention(mention), kinds))
    }

    /// The kind by which a mention fills a place that asks for one of `kinds`. Its own kind when that
    /// is asked for. Otherwise the place decides where the mention itself says little: an unknown name
    /// may be any named thing, a phrase whose noun says nothing of its kind any thing without a will.
    pub(super) fn kind_alone(&self, mention: usize, kinds: &[EntityKind]) -> Option<EntityKind> {
        let mention = self.mention(mention);
        let vague = !mention.proper && mention.confidence < SAYS_ITS_KIND && !self.has_power(mention);
        // *Sold its retail division to X*: a part of a firm that changes hands is a thing without a name; so are *its European
        // operations*, however little the noun tells.
        let dealt_in = !mention.proper && kinds.contains(&EntityKind::Unnamed);
        let tree = &self.trees[mention.sentence];
        let local = |child: usize| complements::is_marked(tree, &self.ontology.words, child, WordClass::LocativeMarker);
        let which = |&child: &usize| match tree.relation(child) {
            "amod" | "compound" => true,
            "nmod" => local(child),
            _ => false,
        };
        let thin = !mention.proper && self.is_thin(mention);
        if dealt_in
            && (!thin || tree.children(mention.head).iter().any(which))
            && self.is_traded(mention.sentence, mention.head)
        {
            return Some(EntityKind::Unnamed);
        }
        // *Works for the city of X*: a place that its phrase names as the body that runs it.
        let body = kinds.contains(&EntityKind::Organization) && !kinds.contains(&EntityKind::Place);
        if body && self.is_governed(mention) {
            return Some(EntityKind::Organization);
        }
        if thin {
            return None;
        }
        if kinds == [EntityKind::Sector] && self.is_counted_sector(mention) {
            return None;
        }
        if kinds.contains(&mention.kind) && !vague {
            // *A director of the bank* is one person, not a company that goes unnamed.
            let person = mention.kind == EntityKind::Unnamed
                && !kinds.contains(&EntityKind::Person)
                && naming::kind_of(self, mention.sentence, mention.head) == Some(EntityKind::Person);
            return (!person).then_some(mention.kind);
        }
        // *X makes hearing aids*: several of a kind are things, whatever the noun says.
        let unsaid = mention.kind == EntityKind::Sector || vague && mention.kind == EntityKind::Product;
        // A stuff whose trade the ontology knows is a thing all the same: *X produit de l'acier*.
        let tree = &self.trees[mention.sentence];
        let common = !mention.proper
            || mention.kind == EntityKind::Sector
                && complements::is_partitive(tree, &self.ontology.words, mention.head);
        let stuff = self.is_bare_stuff(mention);
        let things = (common || stuff) && unsaid && !kinds.contains(&EntityKind::Sector);
        if things && kinds.contains(&EntityKind::Product) && (stuff || self.is_several(mention)) {
            return Some(EntityKind::Product);
        }
        if vague {
            let product = kinds.contains(&EntityKind::Product) && self.is_told_apart(mention);
            return THINGS.into_iter().find(|kind| kinds.contains(kind)).or(product.then_some(EntityKind::Product));
        }
        // *A company of data centres*: things in general are what one deals in.
        let thing = matches!(mention.kind, EntityKind::Product | EntityKind::Facility);
        if !mention.proper && thing && kinds == [EntityKind::Sector] && self.is_general(mention) {
            return Some(EntityKind::Sector);
        }
        if trades::deals_in_sectors(kinds) && self.is_a_trade(mention) {
            return Some(EntityKind::Sector);
        }
        // *A site of 120 MW*: what has power is built somewhere.
        if !mention.proper && kinds.contains(&EntityKind::Facility) && self.has_power(mention) {
            return Some(EntityKind::Facility);
        }
        // *Runs three hospitals*: a body that is a place as well.
        if !mention.proper && kinds.contains(&EntityKind::Facility) && self.is_housed(mention) {
            return Some(EntityKind::Facility);
        }
        let counted = mention.kind == EntityKind::Sector && kinds.contains(&EntityKind::Product);
        if counted && self.is_told_apart(mention) {
            return Some(EntityKind::Product);
        }
        let sure = if mention.kind == EntityKind::Person { PERSON_FOR_SURE } else { KNOWN_FOR_SURE };
        let unsure = mention.proper && mention.iri.is_none() && mention.confidence < sure;
        let may_be = |kind: &EntityKind| match kind {
            EntityKind::Person => looks_like_a_person(&mention.name) && !self.is_told_a_firm(mention),
            // Who bears a person's full name is no thing.
            EntityKind::Product | EntityKind::Token | EntityKind::Facility
                if mention.kind == EntityKind::Person && looks_like_a_person(&mention.name) =>
            {
                false
            }
            // What one holds or buys of a firm, a site or a place is no token.
            EntityKind::Token => {
                !matches!(mention.kind, EntityKind::Organization | EntityKind::Facility | EntityKind::Place)
            }
            _ => true,
        };
        NAMED.into_iter().find(|kind| unsure && kinds.contains(kind) && may_be(kind))
    }

    /// *The consultancy X Y*, *le malien X Y*: whether the word right before a name makes it a firm's. Of a person French
    /// writes *le Malien*.
    fn is_told_a_firm(&self, mention: &Mention) -> bool {
        let tree = &self.trees[mention.sentence];
        let noun = mention.tokens.start.checked_sub(1).filter(|&noun| tree.upos(noun) == Upos::Noun);
        noun.is_some_and(|noun| {
            let origin = self.ontology.words.has(tree.sentence.language, WordClass::Demonym, &tree.token(noun).form);
            origin || naming::kind_of(self, mention.sentence, noun) == Some(EntityKind::Organization)
        })
    }

    /// Whether a phrase is headed by a noun for a body that is a place as well: *hospital*.
    fn is_housed(&self, mention: &Mention) -> bool {
        let tree = &self.trees[mention.sentence];
        self.ontology.words.has(tree.sentence.language, WordClass::HousedBody, tree.lemma(mention.head))
    }

    /// *La ville de X*: whether a noun for who governs a place stands with its name.
    pub(super) fn is_governed(&self, mention: &Mention) -> bool {
        let tree = &self.trees[mention.sentence];
        mention.kind == EntityKind::Place
            && tree.upos(mention.head) == Upos::Noun
            && self.ontology.words.has(tree.sentence.language, WordClass::PublicBody, tree.lemma(mention.head))
            && naming::is_definite(self, mention.sentence, mention.head)
            && (mention.proper || sites::is_placed(self, mention))
    }

    /// *X makes steel*: a stuff whose trade the ontology knows, without an article, in a language that needs none.
    fn is_bare_stuff(&self, mention: &Mention) -> bool {
        let tree = &self.trees[mention.sentence];
        mention.kind == EntityKind::Sector
            && mention.proper
            && !self.ontology.words.is(tree.sentence.language, Typology::PartitiveArticle)
            && tree.upos(mention.head) == Upos::Noun
            && tree.relation(mention.head) == "obj"
            && self.is_general(mention)
    }

    /// *The 74-store chain*: what is counted is no sector.
    fn is_counted_sector(&self, mention: &Mention) -> bool {
        let first = &self.trees[mention.sentence].token(mention.tokens.start).form;
        mention.kind == EntityKind::Sector && first.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a measure of power hangs on a phrase.
    fn has_power(&self, mention: &Mention) -> bool {
        let tree = &self.trees[mention.sentence];
        let mut measures = self.measures(mention.sentence).iter();
        measures.any(|measure| {
            measure.kind == MeasureKind::Power
                && measure.tokens.clone().any(|token| tree.head(token) == Some(mention.head))
        })
    }

    /// Whether the name of a thing stands inside a phrase for it: *the Talmo app*.
    pub(super) fn holds_name(&self, mention: &Mention) -> bool {
        self.mentions(mention.sentence).any(|(_, inner)| {
            inner.proper
                && inner.kind == mention.kind
                && inner.tokens.end == mention.head
                && mention.tokens.start <= inner.tokens.start
        })
    }

    /// *The Kossoro dam*, *le barrage de Kossoro*: whether a phrase for a site holds a name.
    pub(super) fn is_called_after(&self, mention: &Mention) -> bool {
        self.mentions(mention.sentence).any(|(_, inner)| {
            inner.proper
                && inner.kind != EntityKind::Sector
                && mention.tokens.start <= inner.tokens.start
                && inner.tokens.end <= mention.tokens.end
        })
    }

    /// Whether a phrase of no kind holds a name or is counted: *the Chios route*, *900 masts*.
    fn is_told_apart(&self, mention: &Mention) -> bool {
        let tree = &self.trees[mention.sentence];
        let capital = |token: usize| tree.token(token).form.chars().next().is_some_and(char::is_uppercase);
        let named = mention.tokens.clone().any(|token| tree.upos(token) == Upos::Propn && capital(token));
        let counted = self
            .measures(mention.sentence)
            .iter()
            .any(|measure| measure.kind == MeasureKind::Count && measure.tokens.contains(&mention.head));
        named || counted || self.has_maker(mention)
    }

    /// *Terminals from X*, *des caméras du suédois X*: whether a firm stands behind a phrase as who makes or owns it.
    fn has_maker(&self, mention: &Mention) -> bool {
        let tree = &self.trees[mention.sentence];
        let words = &self.ontology.words;
        let marked = |&child: &usize| {
            child > mention.head
                && [WordClass::GenitiveMarker, WordClass::SourceMarker]
                    .iter()
                    .any(|&class| complements::is_marked(tree, words, child, class))
        };
        let firm = |child: usize| {
            let named = self.mention_at(mention.sentence, child).filter(|(_, proper)| *proper).map(|(index, _)| index);
            let named = named.or_else(|| naming::beside(self, mention.sentence, child));
            named.is_some_and(|index| self.mention(index).kind == EntityKind::Organization)
        };
        !words.has(tree.sentence.language, WordClass::ThinNoun, tree.lemma(mention.head))
            && !naming::is_definite(self, mention.sentence, mention.head)
            && tree.children_by(mention.head, &["nmod"]).filter(marked).any(firm)
    }

    /// A common noun phrase without the origins and ranks at its ends: *largest French port operator*.
    pub(super) fn bare_name(&self, mention: &Mention) -> String {
        let tree = &self.trees[mention.sentence];
        let language = tree.sentence.language;
        let said_besides = |token: usize| {
            let form = tree.lower(token);
            let words = &self.ontology.words;
            words.has(language, WordClass::Demonym, form) || words.has(language, WordClass::Ranking, form)
        };
        let (mut start, mut end) = (mention.tokens.start, mention.tokens.end);
        let hyphened = |token: usize| tree.token(token + 1).form.as_ref() == "-";
        // *Second-biggest concrete maker*: of words that a hyphen joins the last ranks.
        let ranks = |token: usize| hyphened(token) && token + 2 < mention.head && said_besides(token + 2);
        while start < mention.head && (said_besides(start) && !hyphened(start) || ranks(start)) {
            start += if ranks(start) { 3 } else { 1 };
        }
        // *Secteur de la santé*: so does the noun for any trade before the complement that says which.
        if let Some(told) = self.told_by_complement(mention) {
            start = told.max(start);
        }
        while end > mention.head + 1 && said_besides(end - 1) {
            end -= 1;
        }
        // *The fertiliser business*: the noun for any trade says nothing of which.
        let tail = end == mention.head + 1
            && self.ontology.words.has(language, WordClass::SectorNoun, tree.lemma(mention.head))
            && end - start > 1
            && matches!(tree.upos(end - 2), Upos::Noun | Upos::Propn | Upos::Verb);
        end -= usize::from(tail);
        if (start, end) == (mention.tokens.start, mention.tokens.end) {
            return mention.name.to_string();
        }
        let span = |token: usize| tree.token(token).span;
        let mut name = String::new();
        for token in start..end {
            // *Du* is two words at one place.
            if token > start && span(token - 1) == span(token) {
                continue;
            }
            if token > start && span(token - 1).end < span(token).start {
                name.push(' ');
            }
            name.push_str(&self.written(mention, token));
        }
        name
    }

    /// Where the complement begins of a noun for any trade that heads a phrase.
    fn told_by_complement(&self, mention: &Mention) -> Option<usize> {
        let (tree, words) = (&self.trees[mention.sentence], &self.ontology.words);
        let has = |class: WordClass, form: &str| words.has(tree.sentence.language, class, form);
        let marker = mention.head + 1;
        let inside = marker + 1 < mention.tokens.end;
        if !inside
            || !has(WordClass::SectorNoun, tree.lemma(mention.head))
            || !has(WordClass::GenitiveMarker, tree.lemma(marker))
        {
            return None;
        }
        (marker + 1..mention.tokens.end).find(|&at| tree.upos(at) != Upos::Det)
    }

    /// A token of a mention as the text writes it.
    fn written(&self, mention: &Mention, token: usize) -> String {
        let tree = &self.trees[mention.sentence];
        let span = tree.token(token).span;
        let from = span.start.saturating_sub(mention.span.start);
        let length = span.end - span.start;
        let slice = mention.name.get(from..from + length).filter(|_| span.start >= mention.span.start);
        let shared = [token.checked_sub(1), Some(token + 1).filter(|&next| next < tree.len())];
        let shared = shared.into_iter().flatten().any(|other| tree.token(other).span == span);
        slice.filter(|_| shared).map_or_else(|| tree.token(token).form.to_string(), str::to_owned)
    }

    /// Where the names of places begin that say right behind the phrase of a site and its measures where it stands:
    /// *a plant of 60 MW in Y*, *sites in Y and Z*.
    pub(super) fn places_behind(&self, site: &Mention) -> Vec<usize> {
        let tree = &self.trees[site.sentence];
        let words = &self.ontology.words;
        let mut at = self.behind_measures(site);
        let mut starts = Vec::new();
        while starts.len() < MOST_PLACES {
            let divides = at < tree.len()
                && (starts.is_empty() && tree.token(at).form.as_ref() == ","
                    || !starts.is_empty() && tree.upos(at) == Upos::Cconj);
            let marker = if divides { at + 1 } else { at };
            let stands = marker + 1 < tree.len()
                && words.has(tree.sentence.language, WordClass::LocativeMarker, tree.lower_lemma(marker));
            if !starts.is_empty() && !divides || starts.is_empty() && !stands {
                break;
            }
            let start = if stands { marker + 1 } else { marker };
            let start = if start < tree.len() && tree.upos(start) == Upos::Det { start + 1 } else { start };
            let place = self
                .mentions(site.sentence)
                .find(|(_, place)| place.proper && place.kind == EntityKind::Place && place.tokens.contains(&start));
            let Some((_, place)) = place else { break };
            starts.push(start);
            at = place.tokens.end;
        }
        starts
    }

    /// The span of a phrase with all that tells which thing is meant: the complements of its noun, and the measures and
    /// places of a site. A name is as long as itself.
    pub(super) fn full_span(&self, mention: &Mention) -> Span {
        let tree = &self.trees[mention.sentence];
        if mention.proper {
            return mention.span;
        }
        let phrase = mention.span.cover(tree.token(self.behind_complements(mention) - 1).span);
        if mention.kind != EntityKind::Facility || mention.confidence < SAYS_ITS_KIND {
            return phrase;
        }
        let end = self.behind_measures(mention);
        let measured = phrase.cover(tree.token(end.saturating_sub(1).max(mention.head)).span);
        let last = self.places_behind(mention).last().copied();
        let place = last.and_then(|last| {
            self.mentions(mention.sentence)
                .find(|(_, place)| place.proper && place.kind == EntityKind::Place && place.tokens.contains(&last))
        });
        place.map_or(measured, |(_, place)| measured.cover(place.span))
    }

    /// Where the complements end that stand right behind a phrase and hang on its noun: *a plant of 60 MW in Y*. What
    /// a comma, a clause or a conjunction brings is not told of this thing alone.
    fn behind_complements(&self, mention: &Mention) -> usize {
        let tree = &self.trees[mention.sentence];
        let complement = |at: usize| {
            matches!(tree.relation(at), "nmod" | "amod" | "nummod" | "compound" | "flat" | "case" | "det" | "fixed")
        };
        let belongs = |at: usize| {
            let path = std::iter::once(at).chain(tree.ancestors(at));
            tree.upos(at) != Upos::Punct
                && tree.descends(at, mention.head)
                && path.take_while(|token| !mention.tokens.contains(token)).all(complement)
        };
        let start = mention.tokens.end;
        let end = (start..tree.len().min(start + LONGEST_COMPLEMENT))
            .find(|&at| !belongs(at))
            .unwrap_or(tree.len().min(start + LONGEST_COMPLEMENT));
        // *Automation over the next two years*: a noun that a measure hangs on stays outside with it.
        let measured = |at: &usize| {
            let says = |measure: &Measure| !measure.tokens.contains(at) && tree.head(measure.head) == Some(*at);
            tree.relation(*at) == "nmod" && self.measures(mention.sentence).iter().any(says)
        };
        let end = (start..end).find(measured).map_or(end, |noun| tree.extent(noun).0.clamp(start, end));
        let open = |at: &usize| matches!(tree.relation(*at), "case" | "det");
        (start..end).rev().find(|at| !open(at)).map_or(start, |last| last + 1)
    }

    /// Where the measures of a phrase end that stand right behind it: *a plant of 60 MW and 20,000 m²*.
    pub(super) fn behind_measures(&self, site: &Mention) -> usize {
        let tree = &self.trees[site.sentence];
        let measured = |at: usize| {
            let here = |measure: &&Measure| measure.tokens.contains(&at);
            self.measures(site.sentence).iter().find(here).map(|measure| measure.tokens.end)
        };
        let mut end = site.tokens.end;
        for _ in 0..3 {
            let adposition = end < tree.len() && tree.upos(end) == Upos::Adp;
            if let Some(behind) = measured(end).or_else(|| measured(end + 1).filter(|_| adposition)) {
                end = behind;
            }
        }
        end
    }

    /// Whether a phrase is an indefinite plural, or some of a stuff: *hearing aids*, *du ciment*.
    fn is_several(&self, mention: &Mention) -> bool {
        let tree = &self.trees[mention.sentence];
        let words = &self.ontology.words;
        if complements::is_partitive(tree, words, mention.head) {
            return true;
        }
        let determined = tree.children_by(mention.head, &["det"]).any(|det| {
            let form = tree.lower(det);
            [WordClass::Definite, WordClass::Possessive]
                .iter()
                .any(|&class| words.has(tree.sentence.language, class, form))
        });
        let own = tree.children(mention.head).iter().any(|&child| tree.full_relation(child) == "nmod:poss");
        tree.token(mention.head).morph.number == Some(Number::Plur) && !determined && !own
    }

    /// Whether a phrase has no determiner: things of a kind, not one of them.
    fn is_general(&self, mention: &Mention) -> bool {
        let tree = &self.trees[mention.sentence];
        tree.child_by(mention.head, &["det", "nummod"]).is_none()
    }

    /// Whether a phrase is headed by a noun too general to take part, and no other noun tells more.
    fn is_thin(&self, mention: &Mention) -> bool {
        let tree = &self.trees[mention.sentence];
        let thin =
            |token: usize| self.ontology.words.has(tree.sentence.language, WordClass::ThinNoun, tree.lemma(token));
        let round = self.ontology.words.has(tree.sentence.language, WordClass::Round, tree.lemma(mention.head));
        // *A funding round*: nor does another noun as general.
        let telling = |&token: &usize| match tree.upos(token) {
            Upos::Propn => true,
            Upos::Noun => !round || !thin(token),
            _ => false,
        };
        let nouns = mention.tokens.clone().filter(|&token| token != mention.head).filter(telling).count();
        // *Financial analysis*: the adjective tells the sector.
        let of_sector = mention.tokens.clone().any(|token| {
            let form = tree.lower(token);
            self.ontology.words.has(tree.sentence.language, WordClass::SectorAdjective, form)
        });
        nouns == 0 && !of_sector && thin(mention.head)
    }
}

/// Two to four words of letters, each with a capital: the shape of a person's full name.
fn looks_like_a_person(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let letters = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}' | '.'));
    let inner = |word: &&str| word.chars().skip(1).any(char::is_lowercase);
    (2..=4).contains(&words.len())
        && words.iter().all(letters)
        && words.iter().filter(|w| capital(w) && inner(w)).count() >= 2
}
