//! What reaches beyond a store, over a server in this process: `SERVICE` to other endpoints, and writing to graphs of a user's own.

use std::sync::Arc;
use std::time::{Duration, Instant};

use relata::serve::{Asking, Token};
use relata::store::{ServiceAnswer, ServiceFault, Services};

use crate::served::{Got, Served, encoded, relata, texts};

const ACQUIRED: &str = "SELECT ?b { ?a rdfs:label \"Zorvex\" ; relata:acquires/rdfs:label ?b }";

/// Other endpoints, as this process plays them.
struct Others;

impl Services for Others {
    fn ask(&self, endpoint: &str, query: &str) -> Result<ServiceAnswer, ServiceFault> {
        assert!(query.contains("http://p"), "{query}");
        let (media, body) = match endpoint {
            "http://rows/" => (
                "application/sparql-results+json; charset=utf-8",
                r#"{"head":{"vars":["o"]},"results":{"bindings":[{"o":{"type":"literal","value":"elsewhere"}}]}}"#,
            ),
            "http://cut/" => {
                ("application/sparql-results+json", r#"{"head":{"vars":["o"]},"results":{"bindings":[{"o":"#)
            }
            "http://page/" => ("text/html", "<html>"),
            _ => return Err(ServiceFault::Refused(format!("{endpoint} may not be asked"))),
        };
        Ok(ServiceAnswer { media: media.to_owned(), body: Box::new(body.as_bytes()) })
    }
}

#[test]
fn services_are_asked_when_they_may_be() {
    let served = texts(&[("a.txt", "Zorvex acquired Lumidor.\n")], |mut options| {
        options.services = Some(Asking(Arc::new(Others)));
        options
    });
    let ask = |silent: &str, endpoint: &str| {
        served.ask(&format!("SELECT ?o {{ SERVICE {silent} <{endpoint}> {{ ?s <http://p> ?o }} }}"), "text/csv")
    };
    let got = ask("", "http://rows/");
    assert_eq!((got.status, got.text().as_str(), got.header("etag")), (200, "o\r\nelsewhere\r\n", ""));
    for (endpoint, status, part) in [
        ("http://page/", 502, "text/html"),
        ("http://cut/", 502, "http://cut/"),
        ("http://other/", 403, "may not be asked"),
    ] {
        let got = ask("", endpoint);
        assert_eq!(got.status, status, "{endpoint}: {}", got.text());
        assert!(got.text().contains(part), "{}", got.text());
    }
    assert_eq!(ask("SILENT", "http://other/").text(), "o\r\n\r\n");
}

#[test]
fn a_host_is_asked_once_it_is_allowed() {
    let elsewhere = texts(&[("a.txt", "Zorvex acquired Lumidor.\n")], |options| options);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::write(folder.path().join("b.txt"), "Quorvia acquired Zorvex.\n").expect("it can be written");
    relata(folder.path(), &["build", "b.txt"]);
    let query = format!(
        "SELECT ?name {{ ?q relata:acquires ?z . SERVICE <{}> {{ ?z relata:acquires/rdfs:label ?name }} }}",
        elsewhere.url("/sparql")
    );
    let ask = |host: &str| relata(folder.path(), &["query", "--format", "csv", &query, "--allow-service", host]);
    let host = elsewhere.address.to_string();
    assert_eq!(ask(&host).0, "name\r\nLumidor\r\n");
    let (_, told, code) = ask("127.0.0.1");
    assert!(code == 2 && told.contains(&format!("the host `{host}` is not allowed")), "{told}");
    let (_, told, code) = ask("http://127.0.0.1/");
    assert!(code == 2 && told.contains("takes a host"), "{told}");
    let (_, told, code) = relata(folder.path(), &["query", &query]);
    assert!(code == 2 && told.contains("no host is allowed"), "{told}");
    let (_, told, _) = relata(folder.path(), &["push", "https://data.example/store"]);
    assert!(cfg!(feature = "tls") || told.contains("--features tls"), "{told}");
}

const TOKEN: &str = "the token of this test";

/// A store that those write to who show the token.
fn writable() -> Served {
    texts(&[("a.txt", "Zorvex acquired Lumidor.\n")], |mut options| {
        options.token = Token::new(TOKEN);
        options
    })
}

/// Sends what writes, with a token.
fn write(served: &Served, method: &str, path: &str, media: &str, body: &str, token: &str) -> Got {
    let token = format!("Bearer {token}");
    let headers = [("Content-Type", media), ("Authorization", token.as_str())];
    served.send(method, path, &headers, Some(body.as_bytes()))
}

#[test]
fn those_who_show_the_token_write_to_graphs_of_their_own() {
    let served = writable();
    let update = "application/sparql-update";
    let insert = "INSERT { GRAPH <http://mine.example/notes> { ?z rdfs:comment \"ours\"@en } } WHERE { ?z rdfs:label \"Zorvex\" }";
    let refused = write(&served, "POST", "/sparql", update, insert, "another token, just as long");
    assert_eq!((refused.status, refused.header("www-authenticate")), (401, "Bearer realm=\"relata\""));
    assert_eq!(served.send("POST", "/sparql", &[("Content-Type", update)], Some(insert.as_bytes())).status, 401);
    let asked = "SELECT ?who ?what { GRAPH ?g { ?z rdfs:comment ?what } ?z rdfs:label ?who }";
    let before = served.ask(asked, "text/csv");
    assert_eq!(before.text(), "who,what\r\n");
    assert_eq!(write(&served, "POST", "/sparql", update, insert, TOKEN).status, 204);
    let after = served.ask(asked, "text/csv");
    assert_eq!(after.text(), "who,what\r\nZorvex,ours\r\n");
    assert_ne!(after.header("etag"), before.header("etag"));
    let (found, ..) = relata(served.folder.path(), &["query", "--format", "csv", asked]);
    assert_eq!(found, after.text());
    for (body, status, part) in [
        ("CLEAR ALL", 403, "one by one"),
        ("INSERT DATA { <http://s> <http://p> 1 }", 403, "default graph"),
        ("DELETE WHERE { GRAPH <document/a.txt> { ?s ?p ?o } }", 403, "relata build"),
        ("INSERT DATA {", 400, "1:"),
    ] {
        let got = write(&served, "POST", "/sparql", update, body, TOKEN);
        assert_eq!(got.status, status, "{body}: {}", got.text());
        assert!(got.text().contains(part), "{}", got.text());
    }
    let label = "INSERT DATA { GRAPH <http://mine.example/notes> { <entity/zorvex> rdfs:label \"Renamed\" } }";
    let form = format!("update={}", encoded(label));
    assert_eq!(write(&served, "POST", "/sparql", "application/x-www-form-urlencoded", &form, TOKEN).status, 204);
    let page = served.get("/entity/zorvex.en.html", "").text();
    assert!(page.contains("<bdi>Zorvex</bdi>") && !page.contains("Renamed"), "pages show what documents say");
}

#[test]
fn graphs_of_their_own_are_written_by_the_graph_store_protocol_and_outlive_a_build() {
    let served = writable();
    let path = "/store?graph=http://mine.example/list";
    let put = |method: &str, body: &str| write(&served, method, path, "text/turtle", body, TOKEN).status;
    assert_eq!(put("PUT", "<http://a> <http://p> 1, [ <http://q> 2 ] ."), 201);
    assert_eq!(put("POST", "<http://b> <http://p> 3 ."), 204);
    let held = || served.get(path, "application/n-triples").text();
    assert_eq!(held().lines().count(), 4);
    assert_eq!(put("PUT", "<http://c> <http://p> 4 ."), 204);
    assert_eq!(put("POST", "<http://c> <http://p>"), 400);
    assert_eq!(write(&served, "PUT", path, "image/png", "x", TOKEN).status, 415);
    assert_eq!(write(&served, "PUT", "/store?default", "text/turtle", "", TOKEN).status, 403);
    let own = format!("/store?graph={}", encoded("https://relata.example/document/a.txt"));
    assert_eq!(write(&served, "DELETE", &own, "text/turtle", "", TOKEN).status, 403);
    std::fs::write(served.folder.path().join("b.txt"), "Zorvex acquired Quorvia.\n").expect("it can be written");
    relata(served.folder.path(), &["build", "b.txt"]);
    let start = Instant::now();
    while !served.ask(ACQUIRED, "text/csv").text().contains("Quorvia") {
        assert!(start.elapsed() < Duration::from_secs(20), "the build is not seen");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(held().contains("<http://c>") && held().lines().count() == 1, "{}", held());
    assert_eq!(put("DELETE", ""), 204);
    assert_eq!(put("DELETE", ""), 404);
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_relata"))
        .current_dir(served.folder.path())
        .args(["serve", "--address", "127.0.0.1:0", "--writable"])
        .env("RELATA_TOKEN", TOKEN)
        .output();
    let told = String::from_utf8_lossy(&run.expect("the program runs").stderr).into_owned();
    assert!(told.contains("locked by another"), "{told}");
    let (_, told, code) = relata(served.folder.path(), &["serve", "--writable"]);
    assert!(code == 2 && told.contains("RELATA_TOKEN"), "{told}");
}
