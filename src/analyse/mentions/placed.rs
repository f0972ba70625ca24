//! Where a name stands: in the places of places, or of sites.
//!
//! Owns what adpositions of place, brackets and whose site is told say of a name. Takes one occurrence; leaves nouns and
//! verbs around it to `evidence`.

use crate::model::analysis::MEGAWATT;
use crate::model::{EntityKind, Token, Upos};
use crate::ontology::{Frame, PartOfSpeech, WordClass};

use super::evidence::Evidence;
use super::seen::{all_capitals, capitalised};

/// The relation of who is somewhere to the place.
const BASED_IN: &str = "based-in";

/// The longest noun of trade, in tokens.
const LONGEST_TRADE: usize = 4;

impl Evidence<'_> {
    /// Whether a hyphen joins the name to an adjective or participle that says where somebody is based.
    fn is_tied_to_a_seat(&self) -> bool {
        let tokens = &self.sentence.tokens;
        let Some(hyphen) = self.after().filter(|&at| &*tokens[at].form == "-") else { return false };
        let Some(word) = tokens.get(hyphen + 1).filter(|word| word.span.start == tokens[hyphen].span.end) else {
            return false;
        };
        let lexicon = &self.lists.ontology.lexicon;
        let mut entries = lexicon.of_lemma(self.language(), PartOfSpeech::Adjective, &word.lemma);
        // *Tolma-based glue* is made of it.
        let somebody = tokens.get(hyphen + 2).is_some_and(|next| {
            let acts =
                self.noun(hyphen + 2).is_some_and(|kind| matches!(kind, EntityKind::Organization | EntityKind::Person));
            capitalised(&next.form) || acts
        });
        somebody
            && tokens[hyphen].span.start == tokens[hyphen - 1].span.end
            && entries.any(|entry| &*entry.relation == BASED_IN)
    }

    /// *The Corlen brewer X*: where heads come last, an unknown word before a noun of trade and the name that it introduces
    /// says where. What opens a sentence may be any word: *Proptech group X*.
    fn opens_a_trade(&self) -> bool {
        let tokens = &self.sentence.tokens;
        let start = self.name.tokens.start;
        let unknown = self.name.known.is_none()
            && start > 0
            && !self.heads_first()
            && !(self.lists.dictionary)(self.language(), &tokens[start].form)
            && !self.has(WordClass::GivenName, &tokens[start].form);
        let small = |at: &usize| {
            let token = &tokens[*at];
            matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Punct)
                && (token.form.starts_with(char::is_lowercase) || &*token.form == "-")
        };
        let Some(next) = self.after().filter(|_| unknown) else { return false };
        let end = (next..tokens.len()).take_while(small).last();
        let Some(noun) = end.filter(|&noun| noun < next + LONGEST_TRADE) else { return false };
        let named = tokens.get(noun + 1).is_some_and(|name| name.upos == Upos::Propn && capitalised(&name.form));
        let lemma = &tokens[noun].lemma;
        let mut entries =
            self.lists.ontology.lexicon.starting_with(self.language(), PartOfSpeech::Noun, lemma).peekable();
        let trade =
            entries.peek().is_some() && entries.all(|entry| *entry.lemma != **lemma || entry.frame == Frame::ClassNoun);
        // *The Velmar insurer X* may be somebody's.
        named && trade && self.noun(noun) != Some(EntityKind::Organization)
    }

    /// Whether the name stands where places stand.
    pub(super) fn placed(&self, words: &[&str], add: &mut impl FnMut(EntityKind, f32)) {
        let tokens = &self.sentence.tokens;
        let shaped = words.len() <= 3
            && !self.name.text.chars().any(|c| c.is_ascii_digit())
            && !(words.len() == 1 && all_capitals(words[0]));
        // *In X's latest round*: what owns something does not stand there itself.
        let owns = self.after().is_some_and(|at| tokens[at].upos == Upos::Part);
        if let Some(before) = self.before().filter(|_| shaped && !owns) {
            // A verb that puts something into its oblique is no verb of place.
            let above = tokens[self.head].head.map(|above| tokens[above].lemma.as_ref()).unwrap_or_default();
            let cue = |class| self.lists.ontology.words.value(self.language(), class, above);
            let marker = tokens[before].lemma.as_ref();
            let into = self.lists.preferences.wants_an_actor(self.language(), above, marker)
                || cue(WordClass::VerbCue).is_some_and(|cue| cue.contains("oblique:"))
                || cue(WordClass::NounCue).is_some_and(|cue| cue.contains("in:"));
            if !into && tokens[before].upos == Upos::Adp && self.has(WordClass::PlaceMarker, &tokens[before].lemma) {
                add(EntityKind::Place, 0.7);
            }
        }
        // *Villeneuve-d'Ascq*, *Stratford-upon-Avon*: small words between hyphens make a town of a name.
        if self.name.known.is_none() && words.len() == 1 && joined_by_small_words(words[0]) {
            add(EntityKind::Place, 1.5);
        }
        // *Corlen-based X*: what a hyphen ties to a word for a seat is where it is.
        if words.len() <= 3 && self.is_tied_to_a_seat() {
            add(EntityKind::Place, 1.2);
        }
        if words.len() == 1 && shaped && self.opens_a_trade() {
            add(EntityKind::Place, 1.0);
        }
        // *Son usine de Playmobil à Lyon*: where the place follows, the name says what is made there.
        if words.len() == 1 && shaped && self.is_where_a_site_is() && !self.has_its_place_behind() {
            add(EntityKind::Place, 1.0);
        }
        if words.len() == 1 && shaped && self.stands_at_a_site() {
            add(EntityKind::Place, 0.7);
        }
        if shaped && !owns && self.is_around_a_place() {
            add(EntityKind::Place, 1.0);
        }
        if words.len() == 1 && shaped && !owns && self.is_the_seat_of_a_firm() {
            add(EntityKind::Place, 0.7);
        }
        let next = self.after().filter(|&at| matches!(tokens[at].form.as_ref(), "," | "("));
        // *Aux Ulis (Essonne)*: the article of a contraction stands between the marker and the name.
        let contracted = self.before().filter(|&at| at > 0 && tokens[at].upos == Upos::Det);
        let local = contracted.is_some_and(|at| {
            tokens[at - 1].upos == Upos::Adp && self.has(WordClass::LocativeMarker, &tokens[at - 1].lemma)
        });
        let region = |at: usize| {
            let known =
                |form: &str| self.lists.ontology.known.called(form).any(|known| known.kind == EntityKind::Place);
            tokens[at].form.as_ref() == "(" && tokens.get(at + 1).is_some_and(|next| known(&next.form))
        };
        if local && next.is_some_and(region) {
            add(EntityKind::Place, 0.7);
        }
        if next.is_some_and(|at| self.is_rated(at)) && !self.is_a_model() {
            add(EntityKind::Facility, 1.0);
        }
        // A city before its country, a place before a place in brackets.
        if let Some(at) = next.filter(|&at| at + 1 < tokens.len() && shaped)
            && tokens[self.head].deprel.as_ref() != "conj"
            && let Some(end) = self.place_at(at + 1)
        {
            // *From Tilvarn, New Jersey,*: between commas the second says where the first is.
            let closed = tokens.get(end).is_none_or(|next| matches!(&*next.form, "," | "." | ")" | ";"));
            let from = self.before().is_some_and(|before| self.has(WordClass::PlaceMarker, &tokens[before].lemma));
            add(EntityKind::Place, if closed && from { 1.0 } else { 0.5 });
        }
    }

    /// *In Tilvarn, North Corland, was*: between commas behind a name that an adposition of place governs, on which it hangs.
    fn is_around_a_place(&self) -> bool {
        let tokens = &self.sentence.tokens;
        let comma = self.before().filter(|&at| &*tokens[at].form == ",");
        let closed = self.after().is_none_or(|at| matches!(&*tokens[at].form, "," | "." | ")" | ";"));
        let Some(inner) = comma.and_then(|comma| comma.checked_sub(1)).filter(|_| closed) else { return false };
        let hangs = tokens[self.head].head == Some(inner) && tokens[self.head].relation() == "nmod";
        let placed = |token: &Token| {
            token.head == Some(inner) && &*token.deprel == "case" && self.has(WordClass::LocativeMarker, &token.lemma)
        };
        hangs && tokens[inner].upos == Upos::Propn && tokens.iter().any(placed)
    }

    /// *Sold to Tilvarn Timber of X*: an unknown word that a genitive ties to the name of no person, and no noun.
    fn is_the_seat_of_a_firm(&self) -> bool {
        let tokens = &self.sentence.tokens;
        let Some(firm) = self.before().and_then(|at| at.checked_sub(1)) else { return false };
        let genitive = self.has(WordClass::GenitiveMarker, &tokens[firm + 1].lemma);
        let capital = |at: &usize| tokens[*at].upos == Upos::Propn && capitalised(&tokens[*at].form);
        let start = (0..=firm).rev().take_while(|at| capital(at) || tokens[*at].upos == Upos::Num).last();
        let acts = |start: usize| {
            let first = &tokens[start].form;
            // *Ann Orr of X* has two words; what else has is a firm by its last.
            let last = &tokens[firm];
            let house = self.has(WordClass::NameHead, &last.form)
                || self.has(WordClass::KindNoun, last.lower())
                || last.upos == Upos::Num
                || start + 1 < firm;
            start < firm && house && !self.has(WordClass::GivenName, first) && !self.has(WordClass::PersonTitle, first)
        };
        self.name.known.is_none() && genitive && !self.heads_first() && start.is_some_and(acts)
    }

    /// Where the name of a known place of one to three words ends that stands at a token.
    fn place_at(&self, start: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        (start + 1..=tokens.len().min(start + 3)).rev().find(|&end| {
            let form: Vec<&str> = tokens[start..end].iter().map(|token| &*token.form).collect();
            self.lists.ontology.known.called(&form.join(" ")).any(|known| known.kind == EntityKind::Place)
        })
    }

    /// *Son usine de X*: whose site it is has been said, so what stands behind says where.
    fn is_where_a_site_is(&self) -> bool {
        let tokens = &self.sentence.tokens;
        let owned = |above: usize| {
            let possessive =
                |token: &Token| token.head == Some(above) && self.has(WordClass::Possessive, token.lower());
            tokens.iter().any(possessive)
        };
        let head = &tokens[self.head];
        let site = head.head.filter(|&above| above < self.name.tokens.start);
        site.is_some_and(|above| self.noun(above) == Some(EntityKind::Facility) && owned(above))
            && head.deprel.starts_with("nmod")
            && self.before().is_some_and(|at| self.has(WordClass::GenitiveMarker, &tokens[at].lemma))
    }

    /// *The substation at X*, *terminals in Y and X*: what a marker of place ties to a site right before it is where that
    /// stands.
    fn stands_at_a_site(&self) -> bool {
        let tokens = &self.sentence.tokens;
        let joined = tokens[self.head].head.filter(|_| &*tokens[self.head].deprel == "conj");
        let first = joined.unwrap_or(self.head);
        let marks = |token: &Token| {
            token.head == Some(first) && &*token.deprel == "case" && self.has(WordClass::LocativeMarker, &token.lemma)
        };
        let marker = tokens[..first].iter().rposition(marks).filter(|&marker| marker > 0);
        marker.is_some_and(|marker| {
            self.noun(marker - 1) == Some(EntityKind::Facility) && tokens[first].head == Some(marker - 1)
        })
    }

    /// *Dix Haliaris*, *l'éolienne Haliaris*: what is counted or said to be a thing is no site.
    fn is_a_model(&self) -> bool {
        let counts = |at: usize| self.sentence.tokens[at].upos == Upos::Num;
        self.before().is_some_and(|at| counts(at) || self.noun(at) == Some(EntityKind::Product))
    }

    /// *X (18 MW)*: whether the bracket that opens at `open` holds a figure in watts, which is that of a site.
    fn is_rated(&self, open: usize) -> bool {
        let tokens = &self.sentence.tokens;
        let power = |unit: &Token| {
            let symbol = self.lists.ontology.words.value(self.language(), WordClass::Unit, &unit.form);
            symbol.is_some_and(|symbol| symbol.split('*').next() == Some(MEGAWATT))
        };
        tokens[open].form.as_ref() == "("
            && tokens.get(open + 1).is_some_and(|number| number.upos == Upos::Num)
            && tokens.get(open + 2).is_some_and(power)
    }

    /// Whether a marker of place and a capital follow the name.
    pub(super) fn has_its_place_behind(&self) -> bool {
        let tokens = &self.sentence.tokens;
        self.after().is_some_and(|at| {
            tokens[at].upos == Upos::Adp
                && self.has(WordClass::LocativeMarker, &tokens[at].lemma)
                && tokens.get(at + 1).is_some_and(|next| next.upos == Upos::Propn)
        })
    }
}

/// Whether a part that begins with a small letter stands between the hyphens of a word and its last capital.
fn joined_by_small_words(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    let capital = |part: &str| part.chars().any(char::is_uppercase);
    let small = |part: &&str| part.starts_with(char::is_lowercase);
    parts.len() > 1
        && word.starts_with(char::is_uppercase)
        && parts[1..].iter().any(small)
        && capital(parts[parts.len() - 1])
}
