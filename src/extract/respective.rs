//! Rows that are told side by side: *X and Y earned 3 and 4 million respectively*.
//!
//! Owns which member of one row goes with which of another, by their places in the text (Pullum and Gazdar 1982). Takes the
//! statements of a sentence whose adverb says so, in which everybody in the one row has everything in the other; gives each
//! member what stands at its own place.

use crate::model::analysis::Measure;
use crate::model::statement::Attribute;
use crate::model::{Participant, Quantity, Statement, Upos};
use crate::ontology::WordClass;

use super::shares::SHARE;
use super::statements::Extraction;

/// The rows of a sentence.
struct Rows<'a> {
    names: Vec<Vec<usize>>,
    figures: Vec<Vec<&'a Measure>>,
}

impl Extraction<'_, '_> {
    /// Matches what the statements of a sentence say of its rows, where an adverb asks for it.
    pub(super) fn respectively(
        &self,
        sentence: usize,
        told: Vec<Statement<Participant>>,
    ) -> Vec<Statement<Participant>> {
        let tree = &self.context.trees[sentence];
        let words = &self.context.ontology.words;
        let says = |token| words.has(tree.sentence.language, WordClass::Respective, tree.lower(token));
        if !(0..tree.len()).any(says) {
            return told;
        }
        let rows = self.rows(sentence);
        let mut found: Vec<Statement<Participant>> = Vec::new();
        for statement in told {
            let matched = self.matched(sentence, &rows, &statement).unwrap_or_else(|| vec![statement]);
            for statement in matched {
                if !found.contains(&statement) {
                    found.push(statement);
                }
            }
        }
        found
    }

    /// What a statement about members of two rows says of each pair; none where it is about one row at most.
    fn matched(
        &self,
        sentence: usize,
        rows: &Rows<'_>,
        statement: &Statement<Participant>,
    ) -> Option<Vec<Statement<Participant>>> {
        let relation = self.context.ontology.relations.get(&statement.relation)?;
        let of = |name: &str| {
            rows.names.iter().find(|row| row.iter().any(|&member| &*self.context.mention(member).name == name))
        };
        let subjects = of(&statement.subject.name)?;
        let named = |member: usize, kinds| self.participant(member, self.context.mention(member).head, sentence, kinds);
        let with = |&subject: &usize| Statement { subject: named(subject, &relation.domain), ..statement.clone() };
        let figures =
            rows.figures.iter().find(|row| row.len() == subjects.len() && row.iter().any(|it| tells(statement, it)));
        if let Some(figures) = figures {
            return Some(subjects.iter().zip(figures).map(|(one, figure)| figured(with(one), figure)).collect());
        }
        let objects =
            of(&statement.object.as_ref()?.name).filter(|row| row.len() == subjects.len() && *row != subjects)?;
        let paired =
            |(one, &other): (&usize, &usize)| Statement { object: Some(named(other, &relation.range)), ..with(one) };
        Some(subjects.iter().zip(objects).map(paired).collect())
    }

    /// The rows of names and of figures, each closed by a conjunction.
    fn rows(&self, sentence: usize) -> Rows<'_> {
        let names = self
            .context
            .mentions(sentence)
            .filter(|&(index, mention)| mention.proper && !self.context.is_inside_another(index));
        let names = names.map(|(index, mention)| (mention.tokens.clone(), index)).collect();
        let figures = self.context.measures(sentence).iter().map(|it| (it.tokens.clone(), it)).collect();
        Rows { names: self.joined(sentence, names), figures: self.joined(sentence, figures) }
    }

    fn joined<T: Copy>(&self, sentence: usize, mut items: Vec<(std::ops::Range<usize>, T)>) -> Vec<Vec<T>> {
        let tree = &self.context.trees[sentence];
        items.sort_by_key(|(tokens, _)| tokens.start);
        let comma = |at: usize| tree.token(at).form.as_ref() == ",";
        let joins = |at: usize| comma(at) || matches!(tree.upos(at), Upos::Cconj | Upos::Det | Upos::Adp);
        let mut found = Vec::new();
        let (mut row, mut end) = (Vec::new(), 0);
        for (tokens, item) in items {
            let mut between = end..tokens.start;
            let next = !row.is_empty() && !between.is_empty() && between.clone().all(joins);
            if !next || !between.clone().any(|at| comma(at) || tree.upos(at) == Upos::Cconj) {
                row.clear();
            }
            row.push(item);
            end = tokens.end;
            if row.len() > 1 && between.any(|at| tree.upos(at) == Upos::Cconj) {
                found.push(std::mem::take(&mut row));
            }
        }
        found
    }
}

/// Whether a statement has a figure for its value or share.
fn tells(statement: &Statement<Participant>, figure: &Measure) -> bool {
    let same = |told: f64, said: f64| (told.abs() - said.abs()).abs() < f64::EPSILON * said.abs().max(1.0);
    let value = statement.value.as_ref().is_some_and(|value| same(value.number, figure.quantity.number));
    let share = statement.attributes.get(SHARE);
    value || matches!(share, Some(Attribute::Number(share)) if same(*share, figure.quantity.number / 100.0))
}

/// A statement with another figure for its value or share.
fn figured(mut statement: Statement<Participant>, figure: &Measure) -> Statement<Participant> {
    if statement.attributes.get(SHARE).is_some() {
        statement.attributes.insert(SHARE.to_owned(), Attribute::Number(figure.quantity.number / 100.0));
    } else if let Some(value) = statement.value.take() {
        let Quantity { number, bound, text, .. } = figure.quantity.clone();
        let number = number.abs().copysign(value.number);
        statement.value = Some(Quantity { number, bound, text, ..Quantity::clone(&value) }.into());
    }
    statement
}
