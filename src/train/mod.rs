//! Training the models of `analyse` from Universal Dependencies treebanks.
//!
//! Owns learning and scoring. Uses the very feature templates of inference; nothing here
//! is in the ordinary binary.

mod derivations;
mod evaluate;
mod invented;
mod lessons;
mod perceptron;
mod recipe;
mod speed;
mod treebank;

pub use evaluate::evaluate;
pub use recipe::train;
pub use speed::speed;
pub use treebank::{Error, Treebank};
