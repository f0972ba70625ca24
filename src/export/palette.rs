//! Colours that colour-blind readers tell apart (Okabe & Ito 2008).
//!
//! Owns the colours of kinds of entity and of statuses, in every format that has colours.

use crate::model::{EntityKind, Status};

/// Red, green, blue.
pub(super) type Rgb = (u8, u8, u8);

/// The colour of a kind of entity; a node that is none stands for a figure.
pub(super) fn kind(kind: Option<EntityKind>) -> Rgb {
    match kind {
        Some(EntityKind::Organization) => (0, 114, 178),
        Some(EntityKind::Person) => (213, 94, 0),
        Some(EntityKind::Place) => (0, 158, 115),
        Some(EntityKind::Sector) => (204, 121, 167),
        Some(EntityKind::Product) => (230, 159, 0),
        Some(EntityKind::Token) => (214, 194, 16),
        Some(EntityKind::Facility) => (86, 180, 233),
        Some(EntityKind::Law) => (90, 90, 90),
        Some(EntityKind::Group) => (126, 146, 173),
        Some(EntityKind::Unnamed) => (160, 160, 160),
        None => (120, 110, 150),
    }
}

/// The colour of an edge: what is not a fact is lighter.
pub(super) fn status(status: Status) -> Rgb {
    match status {
        Status::Completed => (51, 51, 51),
        Status::Planned => (70, 90, 120),
        Status::Rumoured => (140, 105, 60),
        Status::Cancelled | Status::Denied => (176, 176, 176),
    }
}

/// A colour as `#1f77b4`.
pub(super) fn hexadecimal((r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}
