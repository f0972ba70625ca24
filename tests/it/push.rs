//! Sending a store to another server: one that speaks here and fails when told to, and Oxigraph's where it is installed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use crate::served::{Running, encoded, free_port, relata, texts};

type Graphs = Arc<Mutex<BTreeMap<String, Vec<String>>>>;

/// A graph store that takes what is posted and deletes; after `fails` requests it answers 500 once.
fn store(fails: usize) -> (String, Graphs) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = format!("http://{}/store", listener.local_addr().expect("it has an address"));
    let graphs = Graphs::default();
    let held = graphs.clone();
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let mut stream = stream.expect("a client connects");
            let mut reader = BufReader::new(stream.try_clone().expect("a stream has two ends"));
            let (mut first, mut length) = (String::new(), 0);
            reader.read_line(&mut first).expect("a request has a first line");
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).expect("a request has headers");
                if line.trim().is_empty() {
                    break;
                }
                let line = line.to_lowercase();
                if let Some(value) = line.strip_prefix("content-length:") {
                    length = value.trim().parse().expect("a length is a number");
                }
                assert!(
                    !line.starts_with("authorization") || line.trim() == "authorization: basic yw5uokg1ocho",
                    "{line}"
                );
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).expect("a request has its body");
            let graph =
                first.split("graph=").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default().to_owned();
            let status = if number == fails { "500 no" } else { "204 done" };
            if number != fails {
                let mut held = held.lock().expect("no thread panics");
                if first.starts_with("DELETE") {
                    held.remove(&graph);
                } else {
                    let lines = String::from_utf8(body).expect("triples are text");
                    held.entry(graph).or_default().extend(lines.lines().map(str::to_owned));
                }
            }
            let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).expect("the client listens");
        }
    });
    (address, graphs)
}

fn built() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::write(folder.path().join("a.txt"), "Zorvex acquired Lumidor. Torvane acquired Velmar Foods.\n")
        .expect("it can be filled");
    relata(folder.path(), &["build", "a.txt"]);
    folder
}

fn quads(folder: &Path) -> usize {
    let manifest = fs::read_to_string(folder.join("relata-store/manifest.json")).expect("the store stands");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("it is JSON");
    usize::try_from(manifest["quads"].as_u64().expect("a number")).expect("it is small")
}

#[test]
fn a_push_that_breaks_goes_on_where_it_broke_and_can_be_taken_back() {
    let folder = built();
    let (address, graphs) = store(3);
    let push = |more: &[&str]| relata(folder.path(), &[&["push", &address, "--batch", "10"], more].concat());
    let (_, told, code) = push(&[]);
    assert_eq!(code, 2);
    assert!(told.contains("batch 4") && told.contains("goes on from there"), "{told}");
    let (_, told, code) = push(&[]);
    assert_eq!(code, 0, "{told}");
    let sent: usize = graphs.lock().expect("no thread panics").values().map(Vec::len).sum();
    assert_eq!(sent, quads(folder.path()), "nothing twice, nothing missing");
    assert!(push(&[]).1.contains("has this store already"));
    let (_, told, code) = push(&["--remove"]);
    assert_eq!((code, graphs.lock().expect("no thread panics").len()), (0, 0), "{told}");
    let (_, told, code) = push(&["--remove"]);
    assert_eq!(code, 2);
    assert!(told.contains("nothing was sent"), "{told}");
}

#[test]
fn oxigraph_takes_the_store_by_both_ways_and_gives_it_back() {
    if Command::new("oxigraph").arg("--version").output().is_err() {
        println!("skipped: oxigraph is not installed");
        return;
    }
    let folder = built();
    let port = free_port();
    let server = Command::new("oxigraph")
        .args(["serve", "--location"])
        .arg(folder.path().join("oxigraph"))
        .args(["--bind", &format!("127.0.0.1:{port}")])
        .stderr(Stdio::null())
        .spawn();
    let _running = Running(server.expect("oxigraph starts"));
    let base = format!("http://127.0.0.1:{port}");
    answers(&base);
    both_ways(folder.path(), &format!("{base}/query"), [&format!("{base}/update"), &format!("{base}/store")]);
}

#[test]
fn another_relata_takes_the_store_and_gives_it_back() {
    let token = "the token of another server";
    let served = texts(&[("b.txt", "Quorvia acquired Velmar Foods.\n")], |mut options| {
        options.token = relata::serve::Token::new(token);
        options
    });
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::write(folder.path().join("a.txt"), "Zorvex acquired Lumidor for 12 million euros.\n")
        .expect("it can be filled");
    relata(folder.path(), &["build", "a.txt", "--base", "http://other.example/"]);
    let count =
        || served.ask("SELECT ?s { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), 'other.example')) }", "text/csv");
    for (path, more) in [("/store", &[][..]), ("/sparql", &["--update"][..])] {
        let push = |more: &[&str]| {
            let run = Command::new(env!("CARGO_BIN_EXE_relata"))
                .current_dir(folder.path())
                .args(["push", &served.url(path)])
                .args(more)
                .env("RELATA_PUSH_TOKEN", token)
                .output();
            let run = run.expect("the program runs");
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        };
        push(more);
        assert_eq!(count().text().lines().count() - 1, quads(folder.path()), "{path}");
        push(&[more, &["--remove"]].concat());
        assert_eq!(count().text().lines().count() - 1, 0, "{path}");
    }
}

#[test]
fn virtuoso_takes_the_store_by_both_ways_and_gives_it_back() {
    if ["virtuoso-t", "isql-vt"].iter().any(|name| Command::new(name).arg("-?").output().is_err()) {
        println!("skipped: Virtuoso is not installed");
        return;
    }
    let folder = built();
    let (port, sql) = (free_port(), free_port());
    let settings = format!(
        "[Database]\nDatabaseFile = v.db\nErrorLogFile = v.log\nLockFile = v.lck\nTransactionFile = v.trx\nxa_persistent_file = v.pxa\n\
         FileExtend = 200\n[TempDatabase]\nDatabaseFile = t.db\nTransactionFile = t.trx\n[Parameters]\nServerPort = {sql}\n\
         NumberOfBuffers = 10000\n[HTTPServer]\nServerPort = {port}\nServerThreads = 4\n"
    );
    let place = folder.path().join("virtuoso");
    fs::create_dir(&place).expect("a folder can be made");
    fs::write(place.join("virtuoso.ini"), settings).expect("it can be filled");
    let server = Command::new("virtuoso-t")
        .args(["+foreground", "+configfile", "virtuoso.ini"])
        .current_dir(&place)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let _running = Running(server.expect("Virtuoso starts"));
    let base = format!("http://127.0.0.1:{port}");
    let endpoint = format!("{base}/sparql");
    answers(&endpoint);
    // Out of the box nobody may write.
    let granted = Command::new("isql-vt")
        .args([&sql.to_string(), "dba", "dba"])
        .arg("exec=GRANT SPARQL_UPDATE TO \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 7);")
        .output();
    assert!(granted.expect("isql-vt runs").status.success());
    both_ways(folder.path(), &endpoint, [&endpoint, &format!("{base}/sparql-graph-crud")]);
}

/// Waits until a server answers.
fn answers(address: &str) {
    let start = std::time::Instant::now();
    while ureq::get(address).call().is_err() {
        assert!(start.elapsed().as_secs() < 120, "{address} does not answer");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}

/// Sends the store to the address of updates and to that of graphs, and takes it back each time.
fn both_ways(folder: &Path, endpoint: &str, [update, graphs]: [&str; 2]) {
    let count = || {
        let query =
            "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), \"https://relata.example/\")) }";
        let asked = format!("{endpoint}?query={}", encoded(query));
        let mut answer = ureq::get(asked).header("Accept", "text/csv").call().expect("it answers");
        let text = answer.body_mut().read_to_string().expect("text");
        text.lines().nth(1).and_then(|line| line.trim().parse::<usize>().ok()).expect("a count")
    };
    for (address, more) in [(graphs, &[][..]), (update, &["--update"][..])] {
        let (_, told, code) = relata(folder, &[&["push", address, "--batch", "10"], more].concat());
        assert_eq!((code, count()), (0, quads(folder)), "{told}");
        let (_, told, code) = relata(folder, &[&["push", address, "--remove"], more].concat());
        assert_eq!((code, count()), (0, 0), "{told}");
    }
}
