//! Features of the parser: what chooses an action and what labels an arc.
//!
//! Owns the templates, shared to the letter by training and inference, after Zhang & Nivre
//! (2011): words on the stack and in the buffer, their children, distances, what stands
//! between.

use super::features::{Word, mix};
use super::transitions::{Sides, View};

/// Features of a state that choose the next action.
pub(crate) fn actions(view: &View<'_>, out: &mut Vec<u64>) {
    out.clear();
    let [s0, s1, s2] = view.stack;
    let b0 = view.next;
    let word = |node: usize| view.input.word(node);
    let (w0, w1, w2) = (word(s0), word(s1), word(s2));
    let (x0, x1, x2) = (word(b0), word(b0 + 1), word(b0 + 2));
    let mut push = |template: u64, values: &[u64]| out.push(mix(template + 200, values));
    single(&mut push, 0, w0);
    single(&mut push, 10, w1);
    single(&mut push, 20, x0);
    push(30, &[x1.form]);
    push(31, &[x1.tag]);
    push(32, &[x2.tag]);
    push(33, &[w2.tag]);
    push(34, &[w0.tag, x0.tag]);
    push(35, &[w0.lemma, x0.lemma]);
    push(36, &[w0.lemma, x0.tag]);
    push(37, &[w0.tag, x0.lemma]);
    push(38, &[w1.tag, w0.tag]);
    push(39, &[w1.lemma, w0.lemma]);
    push(40, &[w1.lemma, w0.tag]);
    push(41, &[w1.tag, w0.lemma]);
    push(42, &[w1.tag, w0.tag, x0.tag]);
    push(43, &[w2.tag, w1.tag, w0.tag]);
    push(44, &[w0.tag, x0.tag, x1.tag]);
    push(45, &[w1.tag, w0.tag, x0.tag, x1.tag]);
    push(46, &[x0.tag, x1.tag, x2.tag]);
    push(47, &[w1.tag, x0.tag]);
    push(48, &[w1.lemma, x0.lemma]);
    if s0 > 0 {
        children(&mut push, 50, view.sides[0], w0.tag);
    }
    if s1 > 0 {
        children(&mut push, 60, view.sides[1], w1.tag);
    }
    if view.has_buffer() {
        left_children(&mut push, 70, view.front, x0.tag);
    }
    let front = if view.has_buffer() { b0 } else { 0 };
    let (near, far) = (distance(s0, front), distance(s1, s0));
    push(80, &[near, w0.tag, x0.tag]);
    push(81, &[far, w1.tag, w0.tag]);
    push(82, &[near]);
    push(83, &[far]);
    push(84, &[view.input.between(s0, front), w0.tag, x0.tag]);
    push(85, &[view.input.between(s1, s0), w1.tag, w0.tag]);
    // Linear neighbours of the two tops: what stands right before and after them in the text.
    let before = |node: usize| word(node.saturating_sub(1));
    let after = |node: usize| word(if node > 0 { node + 1 } else { 0 });
    push(86, &[w0.tag, before(s0).tag, after(s0).tag]);
    push(87, &[x0.tag, before(b0).tag]);
    push(88, &[w1.tag, after(s1).tag]);
    push(89, &[before(s0).form, w0.tag]);
    let (case, front_case) = (view.sides[0].case, view.front.case);
    push(90, &[case, w1.lemma]);
    push(91, &[case, w1.tag, w0.tag]);
    push(92, &[case, w1.tag, x0.tag]);
    push(93, &[front_case, w0.tag, x0.tag]);
    push(94, &[case, w1.tag, w2.tag]);
    push(95, &[w0.suffix, w1.suffix]);
    push(96, &[w0.suffix, x0.suffix]);
    push(97, &[w0.pattern, w1.pattern, x0.pattern]);
    push(98, &[w2.lemma, case, w1.tag]);
    push(99, &[u64::from(!view.has_buffer()), w0.tag, w1.tag]);
    let [top, second] = view.sides;
    let (top_right, second_right) = (u64::from(top.right_label), u64::from(second.right_label));
    push(100, &[second.labels, w1.tag, w0.tag]);
    push(101, &[top.labels, w0.tag, x0.tag]);
    push(102, &[second_right, w1.tag, w0.tag, u64::from(top.left_label)]);
    push(103, &[second.labels, w1.lemma]);
    push(104, &[top.labels, w0.lemma]);
    push(105, &[w0.tag, top_right, x0.tag, x1.tag]);
    push(106, &[case, w0.lemma, w1.tag]);
    push(107, &[w1.tag, w0.tag, x0.lemma]);
    push(108, &[w1.tag, w0.lemma, x0.tag]);
    push(109, &[w1.lemma, w0.tag, x0.tag]);
    push(110, &[w2.tag, w1.lemma, w0.tag]);
    push(111, &[x0.tag, x1.lemma]);
    push(112, &[w0.tag, x0.tag, x1.tag, x2.tag]);
    push(113, &[view.front.labels, w0.tag, x0.tag]);
    push(114, &[u64::from(view.front.left_label), w0.tag, x0.tag, top_right]);
    push(115, &[w0.pattern, x0.pattern, w0.tag, x0.tag]);
    push(116, &[w1.pattern, w0.pattern, w1.tag, w0.tag]);
    push(117, &[near, w0.lemma, x0.tag]);
    push(118, &[far, w1.lemma, w0.tag]);
    push(119, &[view.input.enclosed(s0, front), view.input.enclosed(s1, s0), w0.tag, x0.tag]);
    push(120, &[w2.tag, w1.tag, w0.tag, x0.tag]);
}

fn single(push: &mut impl FnMut(u64, &[u64]), base: u64, word: &Word) {
    push(base, &[word.form]);
    push(base + 1, &[word.tag]);
    push(base + 2, &[word.form, word.tag]);
    push(base + 3, &[word.lemma]);
    push(base + 4, &[word.suffix, word.tag]);
    push(base + 5, &[word.pattern, word.tag]);
}

fn children(push: &mut impl FnMut(u64, &[u64]), base: u64, sides: &Sides, tag: u64) {
    let (left, right) = (u64::from(sides.left_label), u64::from(sides.right_label));
    push(base, &[tag, left, right]);
    push(base + 1, &[tag, right]);
    push(base + 2, &[tag, u64::from(sides.left_count), u64::from(sides.right_count)]);
    push(base + 3, &[tag, u64::from(sides.left_tag)]);
    push(base + 4, &[tag, u64::from(sides.right_tag)]);
    push(base + 5, &[sides.labels, tag]);
    push(base + 6, &[tag, right, u64::from(sides.right_second)]);
}

fn left_children(push: &mut impl FnMut(u64, &[u64]), base: u64, sides: &Sides, tag: u64) {
    push(base, &[tag, u64::from(sides.left_label)]);
    push(base + 1, &[tag, u64::from(sides.left_count)]);
    push(base + 2, &[tag, u64::from(sides.left_tag)]);
    push(base + 3, &[tag, sides.labels]);
}

/// How far two nodes are apart, coarser as it grows; 9 where one is missing.
fn distance(a: usize, b: usize) -> u64 {
    if a == 0 || b == 0 {
        return 9;
    }
    match a.abs_diff(b) {
        gap @ 0..=4 => gap as u64,
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    }
}

/// Features that choose the label of the arc from `head` (0 is the root) to the top of the stack.
pub(crate) fn labels(view: &View<'_>, head: usize, out: &mut Vec<u64>) {
    out.clear();
    let dependent = view.stack[0];
    let word = |node: usize| view.input.word(node);
    let (h, d) = (word(head), word(dependent));
    let side = u64::from(head < dependent);
    let [of_head, sides] = view.arc_sides(head);
    let case = sides.case;
    let (before, after) = (word(dependent - 1), word(dependent + 1));
    let mut push = |template: u64, values: &[u64]| out.push(mix(template + 400, values));
    push(0, &[h.tag, d.tag, side]);
    push(1, &[h.lemma, d.tag, side]);
    push(2, &[h.tag, d.lemma, side]);
    push(3, &[h.lemma, d.lemma]);
    push(4, &[d.form]);
    push(5, &[d.tag, side]);
    push(6, &[h.lemma]);
    push(7, &[case, h.tag, d.tag]);
    push(8, &[case, h.lemma]);
    push(9, &[case, d.lemma, h.tag]);
    push(10, &[side, d.tag, h.tag, distance(head, dependent)]);
    push(11, &[sides.labels, h.tag, d.tag]);
    push(12, &[of_head.labels, h.tag, d.tag, side]);
    push(13, &[u64::from(of_head.left_label), u64::from(of_head.right_label), d.tag, side]);
    push(14, &[before.tag, d.tag, h.tag]);
    push(15, &[after.tag, d.tag, h.tag]);
    push(16, &[before.form, d.tag, side]);
    push(17, &[d.suffix, h.tag, side]);
    push(18, &[h.suffix, d.tag, side]);
    push(19, &[view.input.between(head, dependent), h.tag, d.tag]);
    push(20, &[d.pattern, h.pattern, h.tag, d.tag, side]);
    push(21, &[before.lemma, d.tag, h.tag]);
    push(22, &[u64::from(sides.left_label), u64::from(sides.right_label), d.tag, h.tag]);
    push(23, &[u64::from(head == 0)]);
    push(24, &[of_head.labels, d.lemma]);
    push(25, &[u64::from(of_head.right_label), h.lemma, d.tag, side]);
    push(26, &[h.lemma, case, d.tag]);
    push(27, &[d.form, h.tag, side]);
    push(28, &[d.lemma, case]);
    push(29, &[of_head.labels, sides.labels, h.tag, d.tag]);
    push(30, &[word(head + 1).tag, word(head.saturating_sub(1)).tag, h.tag, d.tag, side]);
    push(31, &[word(view.stack[2]).tag, h.tag, d.tag, side]);
    push(32, &[word(view.next).tag, h.tag, d.tag, side]);
    push(33, &[before.form, h.lemma, d.tag]);
}
