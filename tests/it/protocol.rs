//! The SPARQL 1.1 Protocol and the Graph Store Protocol over a server in this process: what clients may send, what they
//! get, and that nobody can take it down.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::served::{Served, encoded, relata, samples, serve, texts};

const ACQUIRED: &str = "SELECT ?b { ?a rdfs:label \"Zorvex\" ; relata:acquires/rdfs:label ?b }";

fn small() -> Served {
    texts(&[("a.txt", "Zorvex acquired Lumidor. Torvane acquired Velmar Foods.\n")], |options| options)
}

#[test]
fn a_query_comes_by_get_by_form_and_by_itself() {
    let served = small();
    let wanted = "b\r\nLumidor\r\n";
    assert_eq!(served.ask(ACQUIRED, "text/csv").text(), wanted);
    let form = format!("query={}", encoded(ACQUIRED));
    let headers = [("Accept", "text/csv"), ("Content-Type", "application/x-www-form-urlencoded")];
    assert_eq!(served.send("POST", "/sparql", &headers, Some(form.as_bytes())).text(), wanted);
    let headers = [("Accept", "text/csv"), ("Content-Type", "application/sparql-query")];
    assert_eq!(served.send("POST", "/sparql", &headers, Some(ACQUIRED.as_bytes())).text(), wanted);
    let headers = [("Accept", "text/csv"), ("Content-Type", "application/sparql-query; charset=utf-8")];
    assert_eq!(served.send("POST", "/sparql", &headers, Some(ACQUIRED.as_bytes())).text(), wanted);
}

#[test]
fn rows_truths_and_triples_come_in_the_form_the_client_likes_best() {
    let served = small();
    for (accept, media, part) in [
        ("", "application/sparql-results+json", "\"Lumidor\""),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<literal>Lumidor</literal>"),
        ("text/csv;q=0.4, text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "\"Lumidor\""),
        ("text/html, */*;q=0.1", "application/sparql-results+json", "\"Lumidor\""),
    ] {
        let got = served.ask(ACQUIRED, accept);
        assert_eq!((got.status, got.header("content-type")), (200, media), "{accept}");
        assert!(got.text().contains(part), "{}", got.text());
    }
    assert_eq!(served.ask("ASK { ?s ?p ?o }", "application/json").json()["boolean"], true);
    for (accept, media) in [
        ("", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples; charset=utf-8"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json, text/turtle;q=0.9", "application/ld+json"),
    ] {
        let got = served.ask("CONSTRUCT { ?a relata:acquires ?b } WHERE { ?a relata:acquires ?b }", accept);
        assert_eq!((got.status, got.header("content-type")), (200, media), "{accept}");
        assert!(got.text().contains("velmar-foods"), "{}", got.text());
    }
    assert_eq!(served.ask(ACQUIRED, "image/png").status, 406);
    assert_eq!(served.ask("DESCRIBE <https://relata.example/entity/zorvex>", "").status, 200);
}

#[test]
fn the_dataset_is_that_of_the_parameters() {
    let served = small();
    let count = "SELECT (COUNT(*) AS ?n) { ?s <http://www.w3.org/ns/prov#wasDerivedFrom> ?e }";
    assert_eq!(served.ask(count, "text/csv").text(), "n\r\n0\r\n");
    let graph = encoded("https://relata.example/document/a.txt");
    let path = format!("/sparql?query={}&default-graph-uri={graph}", encoded(count));
    assert_eq!(served.get(&path, "text/csv").text(), "n\r\n2\r\n");
    let named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s <http://www.w3.org/ns/prov#wasDerivedFrom> ?e } }";
    let path = |graph: &str| format!("/sparql?query={}&named-graph-uri={graph}", encoded(named));
    assert_eq!(served.get(&path(&graph), "text/csv").text(), "n\r\n2\r\n");
    assert_eq!(served.get(&path("http://other.example/"), "text/csv").text(), "n\r\n0\r\n");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let served = small();
    let got = served.ask("SELECT ?s {\n ?s ?p }", "");
    assert_eq!(got.status, 400);
    assert!(got.text().contains("2:"), "{}", got.text());
    let sent = |method: &str, path: &str, media: &str, body: &str| {
        served.send(method, path, &[("Content-Type", media)], Some(body.as_bytes())).status
    };
    let form = "application/x-www-form-urlencoded";
    assert_eq!(sent("POST", "/sparql", form, "query=ASK%7B%7D&query=ASK%7B%7D"), 400);
    assert_eq!(sent("POST", "/sparql", form, "quary=ASK%7B%7D"), 400);
    assert_eq!(sent("POST", "/sparql", "text/plain", "ASK {}"), 415);
    assert_eq!(sent("POST", "/sparql", "application/sparql-query", "ASK { \u{FFFD}"), 400);
    assert_eq!(sent("POST", "/sparql", "application/sparql-update", "CLEAR ALL"), 403);
    assert_eq!(sent("POST", "/sparql", form, "update=CLEAR+ALL"), 403);
    assert_eq!(sent("PUT", "/sparql", form, "query=ASK%7B%7D"), 405);
    assert_eq!(sent("PUT", "/store?default", "text/turtle", ""), 403);
    assert_eq!(sent("PATCH", "/store?default", "text/turtle", ""), 405);
    assert_eq!(served.ask("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "").status, 403);
    assert_eq!(served.get("/no/such/place", "").status, 404);
}

#[test]
fn what_the_client_has_is_not_sent_again() {
    let served = small();
    let path = format!("/sparql?query={}", encoded(ACQUIRED));
    let first = served.get(&path, "text/csv");
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let again = served.send("GET", &path, &[("Accept", "text/csv"), ("If-None-Match", &tag)], None);
    assert_eq!((again.status, again.body.len()), (304, 0));
    let other = served.send("GET", &path, &[("Accept", "application/json"), ("If-None-Match", &tag)], None);
    assert_eq!(other.status, 200);
    assert_eq!(served.ask("SELECT (NOW() AS ?now) {}", "").header("etag"), "");
}

#[test]
fn answers_are_compressed_for_those_who_take_it() {
    let served = samples();
    let path = format!("/sparql?query={}", encoded("SELECT * { ?s ?p ?o }"));
    let plain = served.get(&path, "text/csv");
    let packed = served.send("GET", &path, &[("Accept", "text/csv"), ("Accept-Encoding", "gzip;q=1")], None);
    assert_eq!(packed.header("content-encoding"), "gzip");
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(packed.body.as_slice()).read_to_end(&mut text).expect("it is gzip");
    assert!(text == plain.body && packed.body.len() * 2 < plain.body.len());
    let refused = served.send("GET", &path, &[("Accept-Encoding", "gzip;q=0")], None);
    assert_eq!(refused.header("content-encoding"), "");
}

#[test]
fn a_graph_is_read_by_the_graph_store_protocol() {
    let served = small();
    let all = served.get("/store?default", "application/n-triples").text();
    let one = served.get(&format!("/store?graph={}", encoded("https://relata.example/document/a.txt")), "");
    assert_eq!((one.status, one.header("content-type")), (200, "text/turtle; charset=utf-8"));
    assert!(one.text().contains("anchorOf") && !all.contains("anchorOf"));
    let count = served.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv").text();
    assert_eq!(count, format!("n\r\n{}\r\n", all.lines().count()));
    assert_eq!(served.get("/store?graph=http://other.example/", "").status, 404);
    assert_eq!(served.get("/store", "").status, 400);
    let head = served.send("HEAD", "/store?default", &[], None);
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn pages_of_other_sites_may_ask_when_they_are_allowed_to() {
    let closed = small().ask(ACQUIRED, "");
    assert_eq!(closed.header("access-control-allow-origin"), "");
    let served = texts(&[("a.txt", "Zorvex acquired Lumidor.\n")], |mut options| {
        options.origin = Some("*".to_owned());
        options
    });
    assert_eq!(served.ask(ACQUIRED, "").header("access-control-allow-origin"), "*");
    let asked = [("Origin", "http://x.example"), ("Access-Control-Request-Headers", "content-type")];
    let told = served.send("OPTIONS", "/sparql", &asked, None);
    assert_eq!((told.status, told.header("access-control-allow-headers")), (204, "content-type"));
}

#[test]
fn a_build_is_seen_without_a_restart() {
    let served = small();
    let before = served.ask(ACQUIRED, "text/csv");
    std::fs::write(served.folder.path().join("b.txt"), "Zorvex acquired Quorvia.\n").expect("it can be written");
    let (_, told, code) = relata(served.folder.path(), &["build", "b.txt"]);
    assert_eq!(code, 0, "{told}");
    let start = Instant::now();
    loop {
        let now = served.ask(&format!("{ACQUIRED} ORDER BY ?b"), "text/csv");
        if now.text() == "b\r\nLumidor\r\nQuorvia\r\n" {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{}", now.text());
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_ne!(served.ask(ACQUIRED, "text/csv").header("etag"), before.header("etag"));
}

#[test]
fn a_query_bomb_is_stopped_while_others_are_served() {
    let documents = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/documents");
    let served = serve(&[documents.to_str().expect("a path is text")], |mut options| {
        options.timeout = Duration::from_millis(700);
        options
    });
    let bombs = [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT (COUNT(*) AS ?n) { { ?a ?b ?c . ?d ?e ?f } { ?g ?h ?i . ?j ?k ?l } }",
        "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a LIMIT 1",
        "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) < 0) }",
    ];
    std::thread::scope(|scope| {
        let asked: Vec<_> = bombs
            .iter()
            .map(|bomb| {
                scope.spawn(|| {
                    let start = Instant::now();
                    let got = served.ask(bomb, "text/csv");
                    (got, start.elapsed())
                })
            })
            .collect();
        for _ in 0..20 {
            let start = Instant::now();
            assert_eq!(served.get("/robots.txt", "").status, 200);
            assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
        }
        for (bomb, asked) in bombs.iter().zip(asked) {
            let (got, took) = asked.join().expect("it ends");
            assert_eq!(got.status, 503, "{bomb}: {}", got.text());
            assert!(!got.header("retry-after").is_empty());
            assert!(took < Duration::from_secs(10), "{bomb}: {took:?}");
        }
    });
}

#[test]
fn an_answer_that_is_stopped_half_way_is_not_taken_for_whole() {
    let documents = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/documents");
    let served = serve(&[documents.to_str().expect("a path is text")], |mut options| {
        options.timeout = Duration::from_millis(300);
        options
    });
    let query = encoded("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }");
    let sent = format!("GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n");
    let got = raw(&served, sent.as_bytes());
    assert!(got.starts_with("HTTP/1.1 200") && got.contains("transfer-encoding: chunked"), "{}", &got[..200]);
    // A row may end in a zero too; only the last chunk has a line of its own.
    assert!(!got.ends_with("\r\n0\r\n\r\n"), "the last chunk says that all is here");
}

#[test]
fn hostile_queries_are_answered() {
    let served = small();
    let direct = [("Content-Type", "application/sparql-query")];
    let chain = |part: &str, times: usize| part.repeat(times);
    for (query, wanted) in [
        (chain("(", 100_000), 400),
        (format!("ASK {{ FILTER({}1) }}", chain("!", 100_000)), 400),
        (format!("ASK {{ FILTER(1{}) }}", chain("+1", 20_000)), 400),
        (format!("ASK {{ FILTER(1{}) }}", chain("+1", 1_000)), 200),
        (format!("ASK {{ {{}} {} }}", chain("UNION {}", 2_000)), 200),
        (format!("ASK {{ ?s <http://p>{} ?o }}", chain("/<http://p>", 5_000)), 400),
        (format!("ASK {{ ?s <http://p>{} ?o }}", chain("/<http://p>", 100)), 200),
        (format!("ASK {{ {} }}", chain("{", 150) + &chain("}", 150)), 200),
        (chain("x", 2 << 20), 413),
    ] {
        let got = served.send("POST", "/sparql", &direct, Some(query.as_bytes()));
        assert_eq!(got.status, wanted, "{}: {}", &query[..20], got.text());
    }
    assert_eq!(served.ask(ACQUIRED, "text/csv").status, 200);
}

/// Sends bytes as they are and gives what comes back.
fn raw(served: &Served, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(served.address).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a stream has a timeout");
    // The server may answer and close before everything was sent.
    let _ = stream.write_all(bytes);
    let mut text = Vec::new();
    let _ = stream.read_to_end(&mut text);
    String::from_utf8_lossy(&text).into_owned()
}

#[test]
fn broken_requests_are_refused() {
    let served = small();
    let sent = |head: &str| {
        raw(&served, format!("{head}\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes())
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert!(sent("GET /../../etc/passwd HTTP/1.1").contains("404"));
    assert!(sent("GET /entity/%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1").contains("404"));
    assert!(sent("GET /entity/a%0d%0aX-Evil:%201 HTTP/1.1").contains("404"));
    assert!(sent("NONSENSE").contains("400"));
    let long = "a".repeat(300 << 10);
    assert!(sent(&format!("GET /{long} HTTP/1.1")).starts_with("HTTP/1.1 4"), "a head of 300 KiB is refused");
    let body = "x".repeat(10 << 20);
    let post = format!(
        "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let got = raw(&served, post.as_bytes());
    assert!(got.is_empty() || got.contains("413"), "{got}");
    assert_eq!(served.ask(ACQUIRED, "text/csv").status, 200);
}

#[test]
fn slow_clients_do_not_keep_others_waiting() {
    let served = small();
    let mut slow: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(served.address).expect("it listens")).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /sparql HTTP/1.1\r\nHost:").expect("it listens");
    }
    let start = Instant::now();
    assert_eq!(served.ask(ACQUIRED, "text/csv").status, 200);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}
