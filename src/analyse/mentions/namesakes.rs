//! Words for posts, ranks and order, and whether they are parts of names: *Dean Marlow*, *Ann King*, *Second Harbor Capital*.
//!
//! Owns what betrays such a word. Takes a run at the word; leaves posts beside names and ordinary openings to `runs`.

use crate::model::{Token, Upos};
use crate::ontology::WordClass;

use super::names::Run;
use super::seen::capitalised;

/// Whether a title that is a given name as well opens the name of a person: *Dean Marlow*. Before a given name it is a
/// title (*Dean John Marlow*).
pub(super) fn given(run: &Run<'_>, at: usize) -> bool {
    let tokens = &run.sentence.tokens;
    let surname = |next: &Token| {
        capitalised(&next.form)
            && next.upos == Upos::Propn
            && !run.has(WordClass::GivenName, &next.form)
            && !run.post(next.lower())
    };
    let title = || run.has(WordClass::PersonTitle, &tokens[at].form) || run.post(run.lower(at));
    // Names first: most words are none.
    run.has(WordClass::GivenName, &tokens[at].form)
        && title()
        && !run.has(WordClass::Month, run.lower(at))
        && !run.headline()
        && tokens.get(at + 1).is_some_and(surname)
}

/// Whether a word for a post is the family name behind a given one: *Ann King said*. Before another name it is a post
/// (*Ann Baker Tilvarn*).
pub(super) fn surname(run: &Run<'_>, at: usize) -> bool {
    let tokens = &run.sentence.tokens;
    let ends = tokens.get(at + 1).is_none_or(|next| !capitalised(&next.form) || next.upos == Upos::Punct);
    ends && run.has(WordClass::PostSurname, &tokens[at].form)
        && at > 0
        && run.has(WordClass::GivenName, &tokens[at - 1].form)
}

/// Whether a number of an order opens a name: *Second Harbor Capital invested*. The word behind it
/// is an ordinary one that is known neither as a name nor as a time.
pub(super) fn ordinal(run: &Run<'_>, at: usize) -> bool {
    let tokens = &run.sentence.tokens;
    let meant = |next: &Token| {
        let lower = next.lower();
        capitalised(&next.form)
            && next.form.chars().skip(1).any(char::is_lowercase)
            && matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj)
            && !run.post(lower)
            && ![WordClass::Uncounted, WordClass::Demonym, WordClass::NotAName, WordClass::Month]
                .iter()
                .any(|&class| run.has(class, lower))
    };
    run.has(WordClass::Ordinal, run.lower(at))
        && !run.headline()
        && tokens.get(at + 1).is_some_and(meant)
        && run.in_dictionary(at + 1)
        && run.listed(at + 1).is_none()
}

/// The letter that counts a round of funding: *série A*, *Series B*.
pub(super) fn round(run: &Run<'_>, at: usize) -> bool {
    let letter = run.sentence.tokens[at].form.chars().count() == 1;
    letter && at > 0 && run.has(WordClass::Round, run.lower(at - 1))
}
