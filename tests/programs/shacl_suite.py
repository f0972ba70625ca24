"""Runs the Core part of the W3C data-shapes test suite: shacl_suite.py RELATA SUITE [KNOWN]

KNOWN lists tests that are known to fail, one a line; the run fails when another does, or when one of them passes.
"""
import logging
import pathlib
import subprocess
import sys
from collections import Counter
from decimal import Decimal

from rdflib import RDF, XSD, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection

SH = Namespace("http://www.w3.org/ns/shacl#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")


INTEGERS = {str(XSD[name]) for name in ("integer", "nonNegativeInteger", "positiveInteger", "byte", "short", "int", "long")}

# The suite has literals that are malformed on purpose.
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)


def path(graph, node):
    if isinstance(node, BNode):
        if (node, RDF.first, None) in graph:
            return "(" + "/".join(path(graph, member) for member in Collection(graph, node)) + ")"
        for name in ("inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"):
            inner = graph.value(node, SH[name])
            if inner is not None:
                return f"{name}({path(graph, inner)})"
        return "|".join(path(graph, member) for member in Collection(graph, graph.value(node, SH.alternativePath)))
    return str(node)


def term(node):
    if node is None:
        return ""
    if getattr(node, "datatype", None) == XSD.decimal:
        # The store writes decimals in their canonical form: 4 for 4.0.
        return f"{Decimal(str(node)).normalize():f}"
    if str(getattr(node, "datatype", None)) in INTEGERS:
        # The store keeps what is derived from integers as integers.
        return f"{node!s} integer"
    blank = isinstance(node, BNode) or str(node).startswith("urn:relata:blank:")
    return "_" if blank else (node.n3() if isinstance(node, URIRef) else f"{node!s}@{node.language}^^{node.datatype}")


def results(graph, report):
    found = Counter()
    for result in graph.objects(report, SH.result):
        value = lambda name: graph.value(result, SH[name])
        own = value("resultPath")
        found[(
            term(value("focusNode")), path(graph, own) if own is not None else "", term(value("value")),
            str(value("sourceConstraintComponent")), str(value("resultSeverity")),
        )] += 1
    return found


def run(relata, file):
    graph = Graph().parse(file, format="turtle", publicID="http://shapes.example/this")
    for test in graph.subjects(RDF.type, SHT.Validate):
        action, wanted = graph.value(test, MF.action), graph.value(test, MF.result)
        # `<>` is the file itself; other files lie beside it.
        files = [str(graph.value(action, SHT[name])).rsplit("/", 1)[-1] for name in ("shapesGraph", "dataGraph")]
        shapes, data = [str(file if name == "this" else file.parent / name) for name in files]
        done = subprocess.run(
            [relata, "validate", "--shapes", shapes, "--data", data, "--format", "ttl"], capture_output=True, text=True, timeout=60
        )
        if wanted == SHT.Failure:
            yield done.returncode == 2, f"wanted a failure, got {done.returncode}"
            continue
        if done.returncode == 2:
            yield False, done.stderr.strip()
            continue
        answered = Graph().parse(data=done.stdout, format="turtle")
        report = answered.value(predicate=RDF.type, object=SH.ValidationReport)
        wanted, found = results(graph, wanted), results(answered, report)
        yield wanted == found, f"missing {list(wanted - found)[:3]} too much {list(found - wanted)[:3]}"


def main():
    relata, suite = sys.argv[1], pathlib.Path(sys.argv[2])
    known = set(pathlib.Path(sys.argv[3]).read_text().split()) if len(sys.argv) > 3 else set()
    passed, failed = [], []
    for file in sorted(suite.glob("**/core/**/*.ttl")):
        name = f"{file.parent.name}/{file.stem}"
        for right, why in run(relata, file):
            (passed if right else failed).append(name)
            if not right:
                print(f"{'known' if name in known else 'FAILED'} {name}: {why[:400]}")
    print(f"W3C data-shapes, Core: {len(passed)} of {len(passed) + len(failed)} tests pass")
    surprises = set(failed) - known | known & set(passed)
    sys.exit(f"not as listed: {sorted(surprises)}" if surprises or not passed else 0)


if __name__ == "__main__":
    main()
