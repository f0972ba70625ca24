//! Training the models of `analyse` from Universal Dependencies treebanks.
//!
//! Owns learning and scoring. Uses the very feature templates of inference; nothing here
//! is in the ordinary binary.

mod derivations;
mod dicollecte;
mod endings;
mod evaluate;
mod full_forms;
mod hunspell;
mod invented;
mod lessons;
mod perceptron;
mod recipe;
mod specialist;
mod speed;
mod treebank;

pub use dicollecte::french_forms;
pub use evaluate::evaluate;
pub use recipe::{train, train_words};
pub use specialist::english_forms;
pub use speed::speed;
pub use treebank::{Error, Treebank};
