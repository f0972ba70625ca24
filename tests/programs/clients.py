"""Programs that are not ours use a served site: clients.py ADDRESS ENTITY (the site's base is its address)"""
import shutil
import subprocess
import sys

from rdflib import Graph, URIRef
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

address, first = sys.argv[1:]
endpoint = SPARQLWrapper(address + "sparql")
RELATA = "https://w3id.org/relata/ontology#"

# Every form of answer, by GET and by POST.
for method in ("GET", POST):
    endpoint.setMethod(method)
    for form in (JSON, XML, CSV):
        endpoint.setReturnFormat(form)
        endpoint.setQuery("SELECT ?o { ?s relata:acquires ?o }")
        answer = endpoint.queryAndConvert()
        text = answer.toxml() if form == XML else answer.decode() if isinstance(answer, bytes) else str(answer)
        assert address in text, (method, form, text)
    endpoint.setReturnFormat(JSON)
    endpoint.setQuery("ASK { ?s relata:acquires ?o }")
    assert endpoint.queryAndConvert()["boolean"] is True
    endpoint.setReturnFormat(TURTLE)
    endpoint.setQuery("CONSTRUCT { ?s relata:acquires ?o } WHERE { ?s relata:acquires ?o }")
    assert len(Graph().parse(data=endpoint.queryAndConvert(), format="turtle")) > 0

# From an entity to its neighbours, by content negotiation alone.
seen, open_ = set(), [address + "entity/" + first]
while open_ and len(seen) < 5:
    iri = open_.pop(0)
    if iri in seen:
        continue
    seen.add(iri)
    graph = Graph().parse(iri)
    assert (URIRef(iri), None, None) in graph, iri
    if shutil.which("rapper"):
        run = subprocess.run(["rapper", "-q", "-i", "turtle", "-o", "ntriples", iri], capture_output=True, text=True)
        assert run.returncode == 0 and f"<{iri}>" in run.stdout, (iri, run.stderr)
    open_ += sorted(str(o) for _, p, o in graph if str(p).startswith(RELATA) and str(o).startswith(address + "entity/"))
assert len(seen) > 1, seen
print(f"SPARQLWrapper asked, rdflib and rapper followed links over {len(seen)} entities")
