"""pyshacl and relata find the same in every graph of a TriG file: shapes.py RELATA SHAPES CASES"""
import subprocess
import sys
import tempfile

from pyshacl import validate
from rdflib import RDF, Dataset, Graph, Namespace

from shacl_suite import results

SH = Namespace("http://www.w3.org/ns/shacl#")


def found(graph):
    return results(graph, graph.value(predicate=RDF.type, object=SH.ValidationReport))


relata, shapes, cases = sys.argv[1:]
shapes_graph = Graph().parse(shapes)
compared = 0
for case in Dataset().parse(cases, format="trig").graphs():
    if not len(case):
        continue
    plain = Graph()
    for triple in case:
        plain.add(triple)
    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        plain.serialize(file.name, format="nt")
        run = subprocess.run([relata, "validate", "--shapes", shapes, "--data", file.name, "--format", "ttl"], capture_output=True, text=True)
    assert run.returncode == 1, f"{case.identifier}: {run.returncode} {run.stderr}"
    ours = found(Graph().parse(data=run.stdout, format="turtle"))
    theirs = found(validate(plain, shacl_graph=shapes_graph, inference="none", allow_warnings=False)[1])
    assert ours == theirs, f"{case.identifier}\n ours alone: {ours - theirs}\n theirs alone: {theirs - ours}"
    compared += sum(ours.values())
print(f"pyshacl and relata agree on {compared} results of {cases.rsplit('/', 1)[-1]}")
