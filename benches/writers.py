"""Compares the writers with NetworkX, igraph, rdflib and pyoxigraph on the same graph, in one run.

cargo bench --bench writers --no-run          builds `benches/writers.rs`
python3 benches/writers.py PROGRAM [NODES EDGES] [NODES EDGES for RDF]

PROGRAM is what the first line built. It makes a synthetic graph and writes it; each peer then reads that file and writes
it again in a process of its own. What is told is the time that writing took by the clock, the time that processors worked on it,
whatever else the machine did, and the most memory of each process. relata writes on all cores.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path


def written(name, work):
    started, before = time.perf_counter(), time.process_time()
    work()
    clock, seconds = time.perf_counter() - started, time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{name}\t{clock}\t{seconds}\t{peak}", flush=True)


def networkx_(folder):
    import networkx

    graph = networkx.read_graphml(folder / "graph.graphml", force_multigraph=True)
    written("graphml", lambda: networkx.write_graphml(graph, folder / "peer.graphml"))
    written("gexf", lambda: networkx.write_gexf(graph, folder / "peer.gexf"))


def igraph_(folder):
    import igraph

    graph = igraph.Graph.Read_GraphML(str(folder / "graph.graphml"))
    written("graphml", lambda: graph.write_graphml(str(folder / "peer.graphml")))


def rdflib_(folder):
    import rdflib

    graph = rdflib.Graph().parse(folder / "graph.nt")
    written("ttl", lambda: graph.serialize(folder / "peer.ttl", format="turtle"))
    written("nt", lambda: graph.serialize(folder / "peer.nt", format="nt", encoding="utf-8"))


def pyoxigraph_(folder):
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_load(path=str(folder / "graph.nq"), format=pyoxigraph.RdfFormat.N_QUADS)
    written("nq", lambda: store.dump(str(folder / "peer.nq"), format=pyoxigraph.RdfFormat.N_QUADS))
    written("trig", lambda: store.dump(str(folder / "peer.trig"), format=pyoxigraph.RdfFormat.TRIG))
    flat = pyoxigraph.Store()
    flat.bulk_load(path=str(folder / "graph.nt"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    default = pyoxigraph.DefaultGraph()
    written("ttl", lambda: flat.dump(str(folder / "peer.ttl"), format=pyoxigraph.RdfFormat.TURTLE, from_graph=default))
    written("nt", lambda: flat.dump(str(folder / "peer.nt"), format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=default))


PEERS = {"networkx": networkx_, "igraph": igraph_, "rdflib": rdflib_, "pyoxigraph": pyoxigraph_}


def ours(program, nodes, edges, folder, formats):
    told = subprocess.run([program, nodes, edges, folder, *formats], check=True, capture_output=True, text=True).stdout
    print(told)
    rows = [line.split("\t") for line in told.splitlines()]
    number = lambda text: float(text.split()[0])
    return {row[0]: (number(row[2]), number(row[1]), number(row[2].split("peak ")[1])) for row in rows if len(row) > 2}


def compare(program, nodes, edges, formats, peers):
    folder = Path("target/writers")
    found = ours(program, nodes, edges, folder, formats)
    for peer in peers:
        told = subprocess.run([sys.executable, __file__, "peer", peer, folder], check=True, capture_output=True, text=True).stdout
        for line in told.splitlines():
            name, *figures = line.split("\t")
            clock, seconds, peak = (float(figure) for figure in figures)
            ratios = [theirs / max(mine, 0.001) for theirs, mine in zip((clock, seconds, peak), found[name])]
            print(
                f"{name:8} {peer:10} {clock:8.2f} s {peak:6.0f} MB   {ratios[0]:6.1f} times as long, "
                f"{ratios[1]:6.1f} times the work, {ratios[2]:4.1f} times the memory"
            )


if sys.argv[1] == "peer":
    PEERS[sys.argv[2]](Path(sys.argv[3]))
else:
    given = sys.argv[2:] + ["100000", "300000", "5000", "15000"][len(sys.argv) - 2:]
    compare(sys.argv[1], given[0], given[1], ["graphml", "gexf"], ["networkx", "igraph"])
    compare(sys.argv[1], given[2], given[3], ["nt", "ttl", "nq", "trig"], ["pyoxigraph", "rdflib"])
