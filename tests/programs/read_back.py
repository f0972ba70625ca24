"""Reads the exports of a folder with NetworkX, igraph, rdflib, pyoxigraph and lxml, and compares what each sees.

The truth is graph.json, which carries every attribute with its JSON type; the other files must say the same.
Usage: read_back.py FOLDER SCHEMAS
"""

import csv
import json
import math
import sys
from pathlib import Path

import igraph
import lxml.etree
import networkx
import pyoxigraph
import rdflib
from rdflib.compare import isomorphic

folder, schemas = Path(sys.argv[1]), Path(sys.argv[2])
truth = json.loads((folder / "graph.json").read_text("utf-8"))
DRAWN = {"x", "y", "size", "color"}
nodes = {node["key"]: {k: v for k, v in node["attributes"].items() if k not in DRAWN} for node in truth["nodes"]}
edges = {edge["key"]: (edge["source"], edge["target"], {k: v for k, v in edge["attributes"].items() if k not in DRAWN})
         for edge in truth["edges"]}
lossy = len(sys.argv) > 3  # Hostile names: XML cannot hold every character.


def legal(value):
    """A text without the characters that XML 1.0 forbids."""
    if lossy and isinstance(value, str):
        return "".join(c for c in value if c in "\t\n\r" or c >= " ")
    return value


def same(where, found, wanted, loose=False):
    for name, value in wanted.items():
        there = found.get(name)
        if isinstance(value, bool) or isinstance(value, str):
            assert legal(value) == there and type(value) is type(there), f"{where} {name}: {value!r} is {there!r}"
        else:
            assert isinstance(there, (int, float)) and math.isclose(value, there), f"{where} {name}: {value!r} is {there!r}"
            # A whole number stays one where the format has a type for it.
            assert loose or isinstance(there, int) == isinstance(value, int) or name == "weight" or float(value).is_integer(), f"{where} {name}: {type(there)}"
    return {name for name in found if name not in wanted}


# NetworkX: GraphML
graph = networkx.read_graphml(folder / "graph.graphml", force_multigraph=True)
assert graph.is_directed() and set(graph.nodes) == set(nodes)
for key, data in graph.nodes(data=True):
    assert same(f"graphml {key}", data, nodes[key]) == {"name"}
assert graph.number_of_edges() == len(edges)
for source, target, key, data in graph.edges(keys=True, data=True):
    wanted = edges[key]
    assert (source, target) == wanted[:2]
    assert same(f"graphml {key}", data, wanted[2]) <= {"interaction", "id"}

# NetworkX: GEXF
graph = networkx.read_gexf(folder / "graph.gexf")
assert graph.is_directed() and set(graph.nodes) == set(nodes)
for key, data in graph.nodes(data=True):
    same(f"gexf {key}", data, nodes[key])
    assert data["viz"]["size"] > 0 and set(data["viz"]["color"]) >= {"r", "g", "b"} and {"x", "y"} <= set(data["viz"]["position"])
parallel = list(graph.edges(keys=True, data=True)) if graph.is_multigraph() else [(*ends, None, graph.edges[ends]) for ends in graph.edges]
assert len(parallel) == len(edges), f"gexf: {len(parallel)} edges of {len(edges)}"
for source, target, key, data in parallel:
    wanted = edges[data["edge_id"]]
    assert (source, target) == wanted[:2]
    same(f"gexf {data['edge_id']}", data, {k: v for k, v in wanted[2].items() if k != "label"})

# NetworkX: Cytoscape JSON
document = json.loads((folder / "graph.cyjs").read_text("utf-8"))
graph = networkx.cytoscape_graph(document)
assert set(graph.nodes) == set(nodes) and graph.number_of_edges() == len(edges)
for key, data in graph.nodes(data=True):
    same(f"cyjs {key}", {k: v for k, v in data.items()}, {k: (v if lossy else legal(v)) for k, v in ({} if lossy else nodes[key]).items()})

# igraph: GraphML
graph = igraph.Graph.Read_GraphML(str(folder / "graph.graphml"))
assert graph.is_directed() and graph.vcount() == len(nodes) and graph.ecount() == len(edges)
for vertex in graph.vs:
    same(f"igraph {vertex['id']}", vertex.attributes(), nodes[vertex["id"]], loose=True)
for edge in graph.es:
    wanted = edges[edge["edge_id"]]
    assert (graph.vs[edge.source]["id"], graph.vs[edge.target]["id"]) == wanted[:2]
    same(f"igraph {edge['edge_id']}", edge.attributes(), wanted[2], loose=True)

# The schemas
for name in ("gexf", "graphml"):
    schema = lxml.etree.XMLSchema(lxml.etree.parse(schemas / f"{name}.xsd"))
    schema.assertValid(lxml.etree.parse(folder / f"graph.{name}"))

# RDF: six syntaxes, two readers
plain = {name: rdflib.Graph().parse(folder / f"graph.{name}") for name in ("ttl", "nt", "rdf")}
assert len(plain["nt"]) > 100
named = {name: rdflib.Dataset() for name in ("nq", "trig", "jsonld")}
for name, dataset in named.items():
    dataset.parse(folder / f"graph.{name}", format={"nq": "nquads", "trig": "trig", "jsonld": "json-ld"}[name])


def quads(dataset):
    default = {None, rdflib.graph.DATASET_DEFAULT_GRAPH_ID}
    name = lambda graph: None if getattr(graph, "identifier", graph) in default else getattr(graph, "identifier", graph)
    return {(s, p, o, name(g)) for s, p, o, g in dataset.quads()}


everything = quads(named["nq"])
assert everything == quads(named["trig"]) and everything == quads(named["jsonld"])
union = rdflib.Graph()
for s, p, o, _ in everything:
    union.add((s, p, o))
assert isomorphic(union, plain["nt"]) and isomorphic(plain["ttl"], plain["nt"])
if not lossy:
    assert isomorphic(plain["rdf"], plain["nt"])
FORMATS = {"ttl": pyoxigraph.RdfFormat.TURTLE, "nt": pyoxigraph.RdfFormat.N_TRIPLES, "rdf": pyoxigraph.RdfFormat.RDF_XML,
           "nq": pyoxigraph.RdfFormat.N_QUADS, "trig": pyoxigraph.RdfFormat.TRIG, "jsonld": pyoxigraph.RdfFormat.JSON_LD}
counts = {name: len(set(pyoxigraph.parse(path=str(folder / f"graph.{name}"), format=kind))) for name, kind in FORMATS.items()}
assert counts["ttl"] == counts["nt"] == len(plain["nt"]) and counts["nq"] == counts["trig"] == counts["jsonld"] == len(everything), counts

# Tables
def table(name, delimiter=","):
    with open(folder / name, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL))
    assert all(len(row) == len(rows[0]) for row in rows), name
    return rows[0], rows[1:]


header, rows = table("graph.nodes.csv")
assert header[:2] == ["Id", "Label"] and [row[0] for row in rows] == list(nodes)
header, rows = table("graph.edges.csv")
assert header[:3] == ["Source", "Target", "Type"] and {row[3] for row in rows} == set(edges)
header, rows = table("graph.neo4j-nodes.csv")
assert header[:3] == ["id:ID(entity)", "name", ":LABEL"] and [row[0] for row in rows] == list(nodes)
header, rows = table("graph.neo4j-relationships.csv")
assert header[:3] == [":START_ID(entity)", ":END_ID(entity)", ":TYPE"] and len(rows) == len(edges)
header, rows = table("graph.tsv", "\t")
assert header == ["id", "node1", "label", "node2"] and len({row[0] for row in rows}) == len(rows)
assert {row[0] for row in rows if row[0].startswith("e:") and row[0].count("-") == 0} >= set(edges)
print("read back:", len(nodes), "nodes,", len(edges), "edges,", len(everything), "quads")
