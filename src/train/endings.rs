//! The lesson of sentence ends: where running text is divided, with and without a mark.
//!
//! Owns its loop and what a mistake costs; the places and their features are those of `analyse`.

use crate::analyse::sentences::{Gap, Lines, Openers, Place};
use crate::analyse::tokens::Tokenizer;
use crate::analyse::weights::Scorer;
use crate::model::Span;

use super::lessons::Dice;
use super::perceptron::{Averaged, Perceptron};

/// Bits of the table.
const ENDING_BITS: u32 = 18;

/// How much more a false end without a mark costs than a missed one: documents hardly ever have one within a block.
const FALSE_END: f32 = 3.0;

/// The orders in which the texts are read: the weights of each are summed.
const ORDERS: [u64; 3] = [7, 11, 13];

/// Learns where the sentences of running text end, where the lines are kept and where they are lost.
pub(super) fn endings(texts: &[(String, Vec<Span>)], tokenizer: &Tokenizer, openers: &Openers) -> Averaged {
    Averaged::sum(ORDERS.iter().map(|&order| in_order(order, texts, tokenizer, openers)).collect())
}

fn in_order(seed: u64, texts: &[(String, Vec<Span>)], tokenizer: &Tokenizer, openers: &Openers) -> Averaged {
    let mut model = Perceptron::new(ENDING_BITS, 1);
    let (mut features, mut score) = (Vec::new(), [0.0]);
    let mut dice = Dice::new(seed);
    let tokens: Vec<Vec<Span>> =
        texts.iter().map(|(text, _)| tokenizer.tokens(text, Span::new(0, text.len()))).collect();
    let mut order: Vec<usize> = (0..texts.len()).collect();
    for _ in 0..10 {
        dice.shuffle(&mut order);
        for (&index, lines) in order.iter().flat_map(|index| [(index, Lines::Kept), (index, Lines::Lost)]) {
            let ((text, sentences), tokens) = (&texts[index], &tokens[index]);
            let mut gap = Gap::default();
            for at in 1..tokens.len() {
                gap.pass(&text[tokens[at - 1].start..tokens[at - 1].end]);
                let ends = sentences.binary_search_by_key(&tokens[at].start, |sentence| sentence.start).is_ok();
                if let Some(place) = gap.place(text, tokens, at, openers, lines) {
                    gap.features(text, tokens, at, place, openers, &mut features);
                    model.score(&features, &mut score);
                    if (score[0] > 0.0) != ends {
                        model.update(&features, 0, amount(place, ends));
                    }
                    model.tick();
                }
                if ends {
                    gap = Gap::starting(at);
                }
            }
        }
    }
    model.finish()
}

/// How far a mistake at a place moves the weights.
fn amount(place: Place, ends: bool) -> f32 {
    match place {
        _ if ends => 1.0,
        Place::Marked | Place::Abbreviated | Place::RunOn => -1.0,
        Place::Bare => -FALSE_END,
    }
}
