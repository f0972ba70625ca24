//! Candidates from reconciliation services: one that speaks here, and csv-reconcile where it is installed.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::served::{Running, free_port, relata};

fn store() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::write(folder.path().join("a.txt"), "Zorvex acquired Lumidor. Torvane acquired Velmar Foods.\n")
        .expect("it can be filled");
    let (_, err, code) = relata(folder.path(), &["build", "a.txt"]);
    assert_eq!(code, 0, "{err}");
    folder
}

/// A request's first line and body.
fn request(stream: &mut TcpStream) -> (String, String) {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).expect("a request has a first line");
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a request has headers");
        let line = line.trim_end().to_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length is a number");
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("a request has its body");
    (first, String::from_utf8(body).expect("a form is text"))
}

/// A service that knows Zorvex and answers `requests` requests.
fn service(requests: usize) -> (String, std::thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = format!("http://{}/reconcile", listener.local_addr().expect("it has an address"));
    let served = std::thread::spawn(move || {
        let mut bodies = Vec::new();
        for stream in listener.incoming().take(requests) {
            let mut stream = stream.expect("a client connects");
            let (first, body) = request(&mut stream);
            let answer = if first.starts_with("GET") {
                r#"{"versions":["0.2"],"name":"test","identifierSpace":"http://r.example/","schemaSpace":"http://s.example/"}"#.to_owned()
            } else {
                let known = r#"{"result":[{"id":"7","name":"Zorvex Ltd","score":61.5,"match":false,"type":[]},{"id":"8","name":"Zorvex","score":100,"match":true}]}"#;
                let answers = (0..10).filter(|at| body.contains(&format!("q{at}"))).map(|at| {
                    let zorvex = body.contains(&format!("q{at}%22%3A%7B%22query%22%3A%22Zorvex%22"));
                    format!("\"q{at}\":{}", if zorvex { known } else { "{\"result\":[]}" })
                });
                format!("{{{}}}", answers.collect::<Vec<_>>().join(","))
            };
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                answer.len()
            );
            stream.write_all((head + &answer).as_bytes()).expect("the client listens");
            bodies.push(body);
        }
        bodies
    });
    (address, served)
}

#[test]
fn candidates_are_proposals_and_the_cache_answers_without_the_service() {
    let folder = store();
    let (address, served) = service(2);
    let before = crate::lifecycle::files(&folder.path().join("relata-store"));
    let (found, err, code) = relata(folder.path(), &["identity", "candidates", &address]);
    assert_eq!(code, 0, "{err}");
    let bodies = served.join().expect("the service ends");
    assert!(bodies[1].starts_with("queries="), "{bodies:?}");
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines[1], "zorvex\tZorvex\thttp://r.example/8\tZorvex\t100\ttrue");
    assert_eq!(lines[2], "zorvex\tZorvex\thttp://r.example/7\tZorvex Ltd\t61.5\tfalse");
    assert_eq!(lines.len(), 3, "{found}");
    // The service is gone; the cache answers, and the store is as it was.
    let (again, _, code) = relata(folder.path(), &["identity", "candidates", &address]);
    assert_eq!((code, again.as_str()), (0, found.as_str()));
    let (offline, err, _) = relata(folder.path(), &["identity", "candidates", "http://other.example/", "--offline"]);
    assert_eq!(offline.lines().count(), 1);
    assert!(err.contains("names are not in the cache"), "{err}");
    assert!(crate::lifecycle::files(&folder.path().join("relata-store")) == before);
}

#[test]
fn a_service_that_is_missing_or_speaks_something_else_is_told() {
    let folder = store();
    for address in ["http://127.0.0.1:9/reconcile", "https://r.example/reconcile"] {
        let (_, err, code) = relata(folder.path(), &["identity", "candidates", address]);
        assert_eq!(code, 2);
        assert!(err.contains(address) && (err.contains("--offline") || err.contains("proxy")), "{err}");
    }
}

#[test]
fn csv_reconcile_is_asked_as_the_api_says() {
    if Command::new("csv-reconcile").arg("--help").output().is_err() {
        println!("skipped: csv-reconcile is not installed");
        return;
    }
    let folder = store();
    let port = free_port();
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).expect("a file can be written");
    write("register.tsv", "id\tname\n11\tZorvex\n12\tVelmar Food\n13\tQuorvia\n".to_owned());
    write(
        "service.cfg",
        format!("SERVER_NAME = '127.0.0.1:{port}'\nMANIFEST = {{'identifierSpace': 'http://r.example/'}}\n"),
    );
    let service = Command::new("csv-reconcile")
        .args(["run", "--init-db", "--config", "service.cfg", "register.tsv", "id", "name"])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let _service = Running(service.expect("the service starts"));
    let address = format!("http://127.0.0.1:{port}/reconcile");
    for _ in 0..200 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let (found, err, code) = relata(folder.path(), &["identity", "candidates", &address, "--limit", "1"]);
    assert_eq!(code, 0, "{err}");
    assert!(found.contains("zorvex\tZorvex\thttp://r.example/11\tZorvex\t"), "{found}");
    assert!(found.contains("velmar-foods\tVelmar Foods\thttp://r.example/12\tVelmar Food\t"), "{found}");
}
