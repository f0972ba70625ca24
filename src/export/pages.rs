//! Text that is made in many places at once and written in order.
//!
//! Owns pages: the text of some items in a row. While the pages of one batch are written, those of the next are made, so
//! that a file of any size needs the memory of two batches.

use std::io::{self, Write};
use std::ops::Range;

use rayon::prelude::*;

/// Items of a page where each takes about a kilobyte.
const PAGE: usize = 256;
/// Pages of a batch.
const BATCH: usize = 16;

/// Writes what `each` appends for the items, in order, where each takes about a kilobyte.
pub(super) fn even(items: usize, out: &mut impl Write, each: impl Fn(usize, &mut String) + Sync) -> io::Result<()> {
    let pages: Vec<Range<usize>> = (0..items).step_by(PAGE).map(|from| from..(from + PAGE).min(items)).collect();
    write(&pages, out, |items, page| items.for_each(|item| each(item, page)))
}

/// Writes what `each` appends for the items of each page, in order.
pub(super) fn write(
    pages: &[Range<usize>],
    out: &mut impl Write,
    each: impl Fn(Range<usize>, &mut String) + Sync,
) -> io::Result<()> {
    let mut batches = pages.chunks(BATCH);
    let fill = |items: &[Range<usize>], texts: &mut Vec<String>| {
        texts.resize_with(items.len(), String::new);
        texts.par_iter_mut().zip(items).for_each(|(text, items)| {
            text.clear();
            each(items.clone(), text);
        });
    };
    let (mut ready, mut next) = (Vec::new(), Vec::new());
    fill(batches.next().unwrap_or_default(), &mut ready);
    while !ready.is_empty() {
        let items = batches.next().unwrap_or_default();
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| fill(items, &mut next));
            ready.iter().try_for_each(|text| out.write_all(text.as_bytes()))
        })?;
        std::mem::swap(&mut ready, &mut next);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_stand_in_order() {
        for items in [0, 1, PAGE, PAGE * BATCH, 3 * PAGE * BATCH + 7] {
            let mut out = Vec::new();
            even(items, &mut out, |item, page| page.push_str(&format!("{item} "))).expect("memory takes everything");
            assert_eq!(String::from_utf8_lossy(&out), (0..items).map(|item| format!("{item} ")).collect::<String>());
        }
    }
}
