//! The nouns that travel between the rooms: plain values and their invariants.
//!
//! Owns every type that two rooms share. Takes nothing from other rooms, does no
//! input or output, and leaves serialisation to the room at the edge.

pub mod analysis;
pub mod diagnostic;
pub mod document;
pub mod entity;
pub mod quantity;
pub mod register;
pub mod statement;
pub mod time;

pub use analysis::{
    Analysis, Gender, Language, Measure, MeasureKind, Mention, Mood, Morph, Number, Sentence, Span, Tense,
    TimeExpression, Token, Upos, VerbForm,
};
pub use diagnostic::{Diagnostic, Place, Severity, Warned};
pub use document::{Block, BlockKind, Document, DocumentInfo};
pub use entity::{Entity, EntityId, EntityKind};
pub use quantity::{Bound, Quantity};
pub use register::{Described, Register};
pub use statement::{Attribute, Evidence, Extracted, Participant, Resolved, Statement, Status};
pub use time::{Date, Period};
