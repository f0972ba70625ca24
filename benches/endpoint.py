"""Compares `relata serve` with Oxigraph's server and rdflib-endpoint on the same 1,000,000 quads, in one run.

python3 benches/endpoint.py PROGRAM [FOLDER] [PART...]

PROGRAM is `target/release/relata`; the parts are start, queries, pages, load (all when none is named). `oxigraph` and `rdflib-endpoint`
(both from PyPI) and `wrk` (Debian) are looked for on the PATH; what is missing is said and left out. A store is built once in FOLDER
(target/endpoint) from statements that this program invents, the same every time.

start    seconds from the call to the first page of an entity
queries  the questions of docs/questions through HTTP: median of several runs of each, and the ratios
pages    pages of entities a second: each for the first time, then any
load     60 s of pages and queries over 64 connections: answers a second, errors, memory before and after
"""

import json
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATEMENTS = 62_000
BASE = "https://relata.example/"
STARTS = "zor lu bran quo vel tor mi ka dre fal gri hel jo ner pra ru sol tri ul wen".split()
ENDS = "vex dor del via mar vane lis ton rix gan".split()
KNOWN = ["Tether", "Anthropic", "Northern Data", "OpenAI"]
PATIENCE = 20


def word(number):
    text, number = STARTS[number % 20], number // 20
    text, number = text + ENDS[number % 10], number // 10
    while number:
        text, number = STARTS[number % 20] + text, number // 20
    return text.capitalize()


def company(number):
    # The questions ask for some names: the biggest companies bear them.
    return KNOWN[number] if number < len(KNOWN) else f"{word(number)} {['Energy', 'Robotics', 'Capital', 'Foods', 'Data'][number % 5]}"


def statement(document, at, dice):
    big = lambda: min(dice.randrange(9000) for _ in range(3))
    org = lambda: {"name": company(big()), "type": "Organization"}
    person = {"name": "Elon Musk" if dice.random() < 0.01 else f"{word(dice.randrange(4000) + 300)} {word(dice.randrange(9000) * 7 + 11)}", "type": "Person"}
    money = {"value": {"number": dice.randrange(1, 900) * 1_000_000, "unit": dice.choice(["USD", "EUR"]), "bound": "exact"}, "time": {"start": str(2015 + dice.randrange(11))}}
    subject, relation, object_, more = dice.choice([
        lambda: (org(), "invests-in", org(), money), lambda: (org(), "acquires", org(), money), lambda: (org(), "lends-to", org(), money),
        lambda: (person, "leads", org(), {"attributes": {"role": "chief executive"}}), lambda: (person, "founds", org(), {}),
        lambda: (org(), "based-in", {"name": word(dice.randrange(150)), "type": "Place"}, {}), lambda: (org(), "partners-with", org(), {}),
        lambda: (org(), "supplies", org(), {}), lambda: (org(), "subsidiary-of", org(), {}), lambda: (org(), "competes-with", org(), {}),
        lambda: (org(), "revenue", None, money), lambda: (org(), "valuation", None, money),
    ])()
    status = dice.choice(["completed", "completed", "completed", "planned", "rumoured", "cancelled"])
    text = f"Sentence {at} of document {document} says what happened between the two, and when, and for how much."
    return {"document": f"news/{document:05}.txt", "subject": subject, "relation": relation, "object": object_, **more, "status": status,
            "confidence": 0.8, "evidence": {"start": at * 120, "end": at * 120 + len(text), "text": text}, "extractor": "import:generated"}


def built(program, folder):
    store = folder / "relata-store"
    if not (store / "manifest.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        dice = random.Random(20261127)
        with open(folder / "all.jsonl", "w", encoding="utf-8") as out:
            for number in range(STATEMENTS):
                out.write(json.dumps(statement(number // 20, number % 20, dice), ensure_ascii=False) + "\n")
        subprocess.run([program, "build", "all.jsonl"], cwd=folder, check=False, stdout=subprocess.DEVNULL)
    manifest = json.loads((store / "manifest.json").read_text())
    nquads = folder / "graph.nq"
    with open(nquads, "wb") as out:
        for piece in manifest["graph"]:
            out.write((store / f"graph-{piece[:16]}.nq").read_bytes())
    return nquads, manifest["quads"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def asked(url, patience=PATIENCE, **headers):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=patience) as answer:
        return answer.read()


def awaited(url, process, patience=1800):
    start = time.perf_counter()
    while time.perf_counter() - start < patience:
        if process.poll() is not None:
            sys.exit(f"{process.args} ended")
        try:
            return asked(url)
        except (urllib.error.URLError, OSError):
            time.sleep(0.01)
    sys.exit(f"{process.args} does not answer")


def memory(process):
    try:
        lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))
    except (OSError, StopIteration):
        return 0


def work(process):
    """Seconds that processors worked for a process, whatever else the machine did."""
    try:
        fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0.0


class Server:
    """A program that serves, and the address of its endpoint."""

    def __init__(self, name, command, first, endpoint):
        self.port = free_port()
        self.name, self.root = name, f"http://127.0.0.1:{self.port}"
        self.endpoint = self.root + endpoint
        start = time.perf_counter()
        command = [part.replace("PORT", str(self.port)) for part in command]
        # Servers of several processes end together.
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        awaited(self.root + first, self.process)
        self.started = time.perf_counter() - start
        self.worked = work(self.process)

    def end(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            # A query that goes on keeps rdflib-endpoint from ending.
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def relata(program, folder):
    # The engine is what is compared: as many queries as come, and no time limit below that of the client.
    command = [program, "serve", "--store", str(folder / "relata-store"), "--address", "127.0.0.1:PORT", "--timeout", str(PATIENCE)]
    return Server("relata", command, "/entity/tether.html", "/sparql")


def oxigraph(nquads):
    server = Server("oxigraph", ["oxigraph", "serve", "--bind", "127.0.0.1:PORT", "--timeout-s", str(PATIENCE)], "/", "/query")
    start = time.perf_counter()
    request = urllib.request.Request(server.root + "/store?no_transaction", data=nquads.read_bytes(), method="POST", headers={"Content-Type": "application/n-quads"})
    urllib.request.urlopen(request, timeout=1800).close()
    server.started += time.perf_counter() - start
    return server


def rdflib(nquads):
    command = ["rdflib-endpoint", "serve", "--host", "127.0.0.1", "--port", "PORT", str(nquads)]
    ask = urllib.parse.quote("ASK { ?s ?p ?o }")
    return Server("rdflib-endpoint", command, f"/?query={ask}", "/")


def timed(server, query, runs):
    """Seconds by the clock in the middle of some runs, seconds of work of each, and the number of rows; no rows when it took too long."""
    url = f"{server.endpoint}?{urllib.parse.urlencode({'query': query})}"
    took, rows, before = [], None, work(server.process)
    for _ in range(runs):
        start = time.perf_counter()
        try:
            answer = asked(url, Accept="application/sparql-results+json")
        except (urllib.error.URLError, TimeoutError, OSError):
            return float(PATIENCE), float(PATIENCE), None
        took.append(time.perf_counter() - start)
        rows = len(json.loads(answer)["results"]["bindings"])
        if sum(took) > 6:
            break
    return statistics.median(took), (work(server.process) - before) / len(took), rows


def questions():
    return [(path.stem, path.read_text(encoding="utf-8")) for path in sorted((HERE.parent / "docs/questions").glob("*.rq"))]


def row(answers, name):
    if len({rows for *_, rows in answers if rows is not None}) > 1:
        print(f"{name}: not the same rows: {[rows for *_, rows in answers]}")
    cells = [f"{'' if rows is not None else '> '}{seconds * 1000:.1f}" for *times, rows in answers for seconds in times]
    print(name, answers[0][2], *cells, sep="\t", flush=True)


def compared(mine, theirs, name):
    """Ratios over the questions that both answered; for those that the other did not answer in time they are bounds and left out."""
    both = [question for question in theirs if mine[question][2] is not None and theirs[question][2] is not None]
    for what, at in [("clock", 0), ("work", 1)]:
        pairs = [(mine[question][at], theirs[question][at]) for question in both if mine[question][at] > 0 and theirs[question][at] > 0]
        if pairs:
            whole = sum(other for _, other in pairs) / sum(one for one, _ in pairs)
            middle = statistics.geometric_mean(other / one for one, other in pairs)
            print(f"{name}: {whole:.2f} times relata's {what} over {len(pairs)} questions, {middle:.2f} in the middle of them")


def queries(program, folder, nquads):
    ours = relata(program, folder)
    peers = []
    if shutil.which("oxigraph"):
        peers.append(oxigraph(nquads))
    else:
        print("skipped: oxigraph is not installed")
    if shutil.which("rdflib-endpoint"):
        peers.append(rdflib(nquads))
    else:
        print("skipped: rdflib-endpoint is not installed")
    fast = [server for server in [ours, *peers] if not server.name.startswith("rdflib")]
    results = {server.name: {} for server in [ours, *peers]}
    print("question\trows\t" + "\t".join(f"{server.name} ms\tof work" for server in fast))
    for name, query in questions():
        # One after the other, question by question, so that what else the machine does falls on all.
        for server in fast:
            results[server.name][name] = timed(server, query, 9)
        row([results[server.name][name] for server in fast], name)
    # Those first that relata answers fastest; one that is not answered in time goes on in rdflib-endpoint and holds up the others.
    missed = 0
    for name, query in sorted(questions(), key=lambda question: results["relata"][question[0]][0]):
        for server in peers:
            if server.name.startswith("rdflib") and missed < 2:
                results[server.name][name] = timed(server, query, 1)
                missed += results[server.name][name][2] is None
                row([results["relata"][name], results[server.name][name]], name)
    for peer in peers:
        compared(results["relata"], results[peer.name], peer.name)
        print(f"{peer.name}: ready after {peer.started:.1f} s, relata after {ours.started:.1f} s; {memory(peer.process)} MiB, relata {memory(ours.process)} MiB")
    for server in [ours, *peers]:
        server.end()


def wrk(server, folder, paths, connections, seconds, name):
    """Runs wrk over paths, each connection from another place, and gives what it says."""
    (folder / f"{name}.txt").write_text("".join(path + "\n" for path in paths))
    (folder / f"{name}.lua").write_text(f"""
local paths = {{}}
for line in io.lines("{folder / name}.txt") do paths[#paths + 1] = line end
local count, thread = 0, 0
function setup(one) one:set("thread", count); count = count + 1 end
local at = nil
function request()
  at = (at or thread * math.floor(#paths / 2)) % #paths + 1
  return wrk.format("GET", paths[at])
end
""")
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency", "-s", str(folder / f"{name}.lua"), server.root]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def entities(server):
    query = "SELECT DISTINCT ?e { ?e a ?class . ?e rdfs:label ?name FILTER(STRSTARTS(STR(?e), 'https://relata.example/entity/')) }"
    text = asked(f"{server.endpoint}?{urllib.parse.urlencode({'query': query})}", Accept="text/csv").decode()
    found = sorted(line[len(BASE):] for line in text.splitlines()[1:])
    random.Random(7).shuffle(found)
    return found


def told(text):
    wanted = ("Requests/sec", "Socket errors", "Non-2xx", "50%", "99%", "requests in")
    return "; ".join(line.strip() for line in text.splitlines() if any(word in line for word in wanted))


def pages(program, folder):
    server = relata(program, folder)
    found = entities(server)
    for name, seconds in [("first", 3), ("again", 10)]:
        before = work(server.process)
        text = wrk(server, folder, [f"/{path}.en.html" for path in found], 16, seconds, name)
        each = (work(server.process) - before) / int(next(line for line in text.splitlines() if "requests in" in line).split()[0])
        print(f"pages of {len(found)} entities, {name}: {told(text)}; {each * 1e6:.0f} us of work a page", flush=True)
    server.end()


def load(program, folder, seconds=60):
    server = relata(program, folder)
    found = entities(server)
    # Not those that take any engine longer than a client waits.
    names = {"08", "15", "17", "24", "30"}
    asks = ["/sparql?" + urllib.parse.urlencode({"query": query}) for name, query in questions() if name[:2] in names]
    light = "SELECT ?r ?o {{ <{}{}> ?r ?o }}"
    paths = []
    for at, path in enumerate(found):
        paths.append([f"/{path}.en.html", f"/{path}.fr.html", f"/{path}.ttl", f"/{path}.graph.json", "/sparql?" + urllib.parse.urlencode({"query": light.format(BASE, path)})][at % 5])
        if at % 200 == 0:
            paths.append(asks[at // 200 % len(asks)])
        if at % 50 == 0:
            paths += ["/", "/search.html?q=tether", "/suggest?q=zor", "/.well-known/void"]
    before = memory(server.process)
    samples = []
    for turn in range(2):
        text = wrk(server, folder, [path if path != "/" else "/index.en.html" for path in paths], 64, seconds // 2, "mixed")
        samples.append(memory(server.process))
        print(f"mixed, 64 connections, half {turn + 1}: {told(text)}", flush=True)
    print(f"memory {before} MiB before, {samples[0]} and {samples[1]} MiB after each half")
    server.end()


def start(program, folder):
    took, worked = [], []
    for _ in range(3):
        server = relata(program, folder)
        took.append(server.started)
        worked.append(server.worked)
        held = memory(server.process)
        server.end()
    print(f"start to the first page: {min(took):.2f} s at best, {statistics.median(took):.2f} s in the middle of 3, {min(worked):.2f} s of work; {held} MiB", flush=True)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = str(Path(sys.argv[1]).resolve())
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "target/endpoint").resolve()
    wanted = sys.argv[3:] or ["start", "queries", "pages", "load"]
    nquads, quads = built(program, folder)
    print(f"{quads} quads, {nquads.stat().st_size >> 20} MiB of N-Quads", flush=True)
    if "start" in wanted:
        start(program, folder)
    if "queries" in wanted:
        queries(program, folder, nquads)
    if not shutil.which("wrk"):
        print("skipped: wrk is not installed")
        return
    if "pages" in wanted:
        pages(program, folder)
    if "load" in wanted:
        load(program, folder)


main()
