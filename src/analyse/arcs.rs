//! Features of the parser: what chooses an action and what labels an arc.
//!
//! Owns the templates, shared to the letter by training and inference, after Zhang & Nivre
//! (2011): words on the stack and in the buffer, their children, distances, what stands
//! between. Those of an action come in parts by what they look at, because the states of a beam
//! share much of it.

use super::features::{Word, mix};
use super::transitions::{Sides, View};

/// Parts of the features of an action.
pub(crate) const PARTS: usize = 11;

/// Features of a state that choose the next action.
#[cfg(feature = "train")]
pub(crate) fn actions(view: &View<'_>, out: &mut Vec<u64>) {
    out.clear();
    (0..PARTS).for_each(|number| part(view, number, out));
}

/// What each part of the features looks at, as numbers: equal ones mean equal features.
pub(crate) fn keys(view: &View<'_>) -> [u64; PARTS] {
    let [s0, s1, s2] = view.stack.map(|node| node as u64);
    let b0 = view.next as u64;
    let [top, second] = view.own;
    let front = view.front_key;
    let all = s0 | s1 << 16 | s2 << 32 | b0 << 48;
    [
        b0,
        s0,
        s1,
        s0 | b0 << 16,
        s0 | s1 << 16,
        s0 | s1 << 16 | b0 << 32,
        all,
        top ^ b0 << 1,
        second ^ s0 << 1,
        front ^ s0 ^ b0 << 16,
        all ^ top ^ second.rotate_left(7) ^ front.rotate_left(13),
    ]
}

/// The features of one part of a state.
pub(crate) fn part(view: &View<'_>, number: usize, out: &mut Vec<u64>) {
    match number {
        0 => front_word(view, out),
        1 => top_word(view, out),
        2 => second_word(view, out),
        3 => top_and_front(view, out),
        4 => second_and_top(view, out),
        5 => three_words(view, out),
        6 => four_words(view, out),
        7 => top_sides(view, out),
        8 => second_sides(view, out),
        9 => front_sides(view, out),
        _ => cases(view, out),
    }
}

fn action(template: u64, values: &[u64]) -> u64 {
    mix(template + 200, values)
}

/// A word by itself.
fn single(base: u64, word: &Word) -> [u64; 6] {
    [
        action(base, &[word.form]),
        action(base + 1, &[word.tag]),
        action(base + 2, &[word.form, word.tag]),
        action(base + 3, &[word.lemma]),
        action(base + 4, &[word.suffix, word.tag]),
        action(base + 5, &[word.pattern, word.tag]),
    ]
}

fn front_word(view: &View<'_>, out: &mut Vec<u64>) {
    let [before, x0, x1, x2] = view.around_front();
    out.extend(single(20, x0));
    out.extend([
        action(30, &[x1.form]),
        action(31, &[x1.tag]),
        action(32, &[x2.tag]),
        action(46, &[x0.tag, x1.tag, x2.tag]),
        action(87, &[x0.tag, before.tag]),
        action(111, &[x0.tag, x1.lemma]),
    ]);
}

fn top_word(view: &View<'_>, out: &mut Vec<u64>) {
    let [before, w0, after] = view.around_stack(0);
    out.extend(single(0, w0));
    out.extend([action(86, &[w0.tag, before.tag, after.tag]), action(89, &[before.form, w0.tag])]);
}

fn second_word(view: &View<'_>, out: &mut Vec<u64>) {
    let [_, w1, after] = view.around_stack(1);
    out.extend(single(10, w1));
    out.push(action(88, &[w1.tag, after.tag]));
}

fn top_and_front(view: &View<'_>, out: &mut Vec<u64>) {
    let (w0, [_, x0, x1, x2]) = (view.word(0), view.around_front());
    let (s0, front) = (view.stack[0], view.front_node());
    let near = distance(s0, front);
    out.extend([
        action(34, &[w0.tag, x0.tag]),
        action(35, &[w0.lemma, x0.lemma]),
        action(36, &[w0.lemma, x0.tag]),
        action(37, &[w0.tag, x0.lemma]),
        action(44, &[w0.tag, x0.tag, x1.tag]),
        action(80, &[near, w0.tag, x0.tag]),
        action(82, &[near]),
        action(84, &[view.input.between(s0, front), w0.tag, x0.tag]),
        action(96, &[w0.suffix, x0.suffix]),
        action(112, &[w0.tag, x0.tag, x1.tag, x2.tag]),
        action(115, &[w0.pattern, x0.pattern, w0.tag, x0.tag]),
        action(117, &[near, w0.lemma, x0.tag]),
    ]);
}

fn second_and_top(view: &View<'_>, out: &mut Vec<u64>) {
    let (w0, w1) = (view.word(0), view.word(1));
    let [s0, s1, _] = view.stack;
    let far = distance(s1, s0);
    out.extend([
        action(38, &[w1.tag, w0.tag]),
        action(39, &[w1.lemma, w0.lemma]),
        action(40, &[w1.lemma, w0.tag]),
        action(41, &[w1.tag, w0.lemma]),
        action(81, &[far, w1.tag, w0.tag]),
        action(83, &[far]),
        action(85, &[view.input.between(s1, s0), w1.tag, w0.tag]),
        action(95, &[w0.suffix, w1.suffix]),
        action(116, &[w1.pattern, w0.pattern, w1.tag, w0.tag]),
        action(118, &[far, w1.lemma, w0.tag]),
    ]);
}

fn three_words(view: &View<'_>, out: &mut Vec<u64>) {
    let (w0, w1, [_, x0, x1, _]) = (view.word(0), view.word(1), view.around_front());
    let ([s0, s1, _], front) = (view.stack, view.front_node());
    out.extend([
        action(42, &[w1.tag, w0.tag, x0.tag]),
        action(45, &[w1.tag, w0.tag, x0.tag, x1.tag]),
        action(47, &[w1.tag, x0.tag]),
        action(48, &[w1.lemma, x0.lemma]),
        action(97, &[w0.pattern, w1.pattern, x0.pattern]),
        action(99, &[u64::from(!view.has_buffer()), w0.tag, w1.tag]),
        action(107, &[w1.tag, w0.tag, x0.lemma]),
        action(108, &[w1.tag, w0.lemma, x0.tag]),
        action(109, &[w1.lemma, w0.tag, x0.tag]),
        action(119, &[view.input.enclosed(s0, front), view.input.enclosed(s1, s0), w0.tag, x0.tag]),
    ]);
}

fn four_words(view: &View<'_>, out: &mut Vec<u64>) {
    let (w0, w1, w2, [_, x0, ..]) = (view.word(0), view.word(1), view.word(2), view.around_front());
    out.extend([
        action(33, &[w2.tag]),
        action(43, &[w2.tag, w1.tag, w0.tag]),
        action(110, &[w2.tag, w1.lemma, w0.tag]),
        action(120, &[w2.tag, w1.tag, w0.tag, x0.tag]),
    ]);
}

/// What hangs on a node of the stack.
fn children(base: u64, sides: &Sides, tag: u64) -> [u64; 7] {
    let (left, right) = (u64::from(sides.left_label), u64::from(sides.right_label));
    [
        action(base, &[tag, left, right]),
        action(base + 1, &[tag, right]),
        action(base + 2, &[tag, u64::from(sides.left_count), u64::from(sides.right_count)]),
        action(base + 3, &[tag, u64::from(sides.left_tag)]),
        action(base + 4, &[tag, u64::from(sides.right_tag)]),
        action(base + 5, &[sides.labels, tag]),
        action(base + 6, &[tag, right, u64::from(sides.right_second)]),
    ]
}

fn top_sides(view: &View<'_>, out: &mut Vec<u64>) {
    let (w0, [_, x0, x1, _], top) = (view.word(0), view.around_front(), view.sides[0]);
    if view.stack[0] > 0 {
        out.extend(children(50, top, w0.tag));
    }
    out.extend([
        action(101, &[top.labels, w0.tag, x0.tag]),
        action(104, &[top.labels, w0.lemma]),
        action(105, &[w0.tag, u64::from(top.right_label), x0.tag, x1.tag]),
    ]);
}

fn second_sides(view: &View<'_>, out: &mut Vec<u64>) {
    let (w0, w1, second) = (view.word(0), view.word(1), view.sides[1]);
    if view.stack[1] > 0 {
        out.extend(children(60, second, w1.tag));
    }
    out.extend([action(100, &[second.labels, w1.tag, w0.tag]), action(103, &[second.labels, w1.lemma])]);
}

fn front_sides(view: &View<'_>, out: &mut Vec<u64>) {
    let (w0, [_, x0, ..], front) = (view.word(0), view.around_front(), view.front);
    if view.has_buffer() {
        out.extend([
            action(70, &[x0.tag, u64::from(front.left_label)]),
            action(71, &[x0.tag, u64::from(front.left_count)]),
            action(72, &[x0.tag, u64::from(front.left_tag)]),
            action(73, &[x0.tag, front.labels]),
        ]);
    }
    out.extend([action(93, &[front.case, w0.tag, x0.tag]), action(113, &[front.labels, w0.tag, x0.tag])]);
}

/// The adposition of the top, and labels on both sides of a possible arc.
fn cases(view: &View<'_>, out: &mut Vec<u64>) {
    let (w0, w1, w2, [_, x0, ..]) = (view.word(0), view.word(1), view.word(2), view.around_front());
    let ([top, second], case) = (view.sides, view.sides[0].case);
    let (second_right, top_left) = (u64::from(second.right_label), u64::from(top.left_label));
    out.extend([
        action(90, &[case, w1.lemma]),
        action(91, &[case, w1.tag, w0.tag]),
        action(92, &[case, w1.tag, x0.tag]),
        action(94, &[case, w1.tag, w2.tag]),
        action(98, &[w2.lemma, case, w1.tag]),
        action(102, &[second_right, w1.tag, w0.tag, top_left]),
        action(106, &[case, w0.lemma, w1.tag]),
        action(114, &[u64::from(view.front.left_label), w0.tag, x0.tag, u64::from(top.right_label)]),
    ]);
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

/// What the features of an arc's label look at, as one number.
pub(crate) fn label_key(view: &View<'_>, head: usize) -> u64 {
    let [dependent, second] = view.own;
    let of_head = if head == view.next { view.front_key } else { second };
    mix(dependent, &[of_head, (head | view.stack[2] << 20 | view.next << 40) as u64])
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
