//! A server in this process, and a client, for the tests of what is served.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use relata::serve::{Ending, Options, Server};
use tempfile::TempDir;

/// A server over a store that was built for it.
pub(crate) struct Served {
    pub(crate) folder: TempDir,
    pub(crate) address: SocketAddr,
    ending: Ending,
    running: Option<std::thread::JoinHandle<()>>,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Got {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Got {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("the answer is text")
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|cause| panic!("{cause}: {}", self.text()))
    }
}

/// Runs the program in a folder.
pub(crate) fn relata(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_relata")).current_dir(folder).args(arguments).output();
    let run = run.expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&run.stdout), text(&run.stderr), run.status.code().unwrap_or(-1))
}

/// Serves the samples.
pub(crate) fn samples() -> Served {
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/documents");
    serve(&[documents.to_str().expect("a path is text")], |options| options)
}

/// Serves what is built from `sources`.
pub(crate) fn serve(sources: &[&str], change: impl Fn(Options) -> Options) -> Served {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (_, told, code) = relata(folder.path(), &[&["build"], sources].concat());
    assert!(code <= 1, "{told}");
    start(folder, change)
}

/// Serves texts, each with its name.
pub(crate) fn texts(texts: &[(&str, &str)], change: impl Fn(Options) -> Options) -> Served {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (name, text) in texts {
        fs::write(folder.path().join(name), text).expect("it can be filled");
    }
    let names: Vec<&str> = texts.iter().map(|(name, _)| *name).collect();
    let (_, told, code) = relata(folder.path(), &[&["build"], names.as_slice()].concat());
    assert!(code <= 1, "{told}");
    start(folder, change)
}

/// A program that serves while a test runs.
pub(crate) struct Running(pub(crate) std::process::Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that nobody listens on.
pub(crate) fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port is free").port()
}

/// Serves a text at the address that its base names, so that programs can follow the IRIs of things.
pub(crate) fn at_its_base(text: &str) -> Served {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let port = free_port();
    let address = format!("127.0.0.1:{port}");
    fs::write(folder.path().join("a.txt"), text).expect("it can be filled");
    let (_, told, code) = relata(folder.path(), &["build", "a.txt", "--base", &format!("http://{address}/")]);
    assert!(code <= 1, "{told}");
    listen(&address, folder, |options| options)
}

fn start(folder: TempDir, change: impl Fn(Options) -> Options) -> Served {
    listen("127.0.0.1:0", folder, change)
}

fn listen(address: &str, folder: TempDir, change: impl Fn(Options) -> Options) -> Served {
    let options = change(Options::new(folder.path().join("relata-store")));
    let server = Server::bind(address, &options).expect("the port is free");
    let (address, ending) = (server.address().expect("it has an address"), server.ending());
    let running = std::thread::spawn(move || server.run().expect("the network works"));
    Served { folder, address, ending, running: Some(running) }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.ending.end();
        let ended = self.running.take().expect("it runs").join();
        assert!(ended.is_ok() || std::thread::panicking(), "the server ended badly");
    }
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        .allow_non_standard_methods(true)
        .build();
    config.into()
}

impl Served {
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Sends a request.
    pub(crate) fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Got {
        let mut request = ureq::http::Request::builder().method(method).uri(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answered = match body {
            Some(body) => agent().run(request.body(body.to_vec()).expect("the request is sound")),
            None => agent().run(request.body(()).expect("the request is sound")),
        };
        let mut response = answered.unwrap_or_else(|cause| panic!("{method} {path}: {cause}"));
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()));
        let (status, headers) = (response.status().as_u16(), headers.collect());
        let body = response.body_mut().with_config().limit(200 << 20).read_to_vec().expect("the body comes");
        Got { status, headers, body }
    }

    pub(crate) fn get(&self, path: &str, accept: &str) -> Got {
        let headers = [("Accept", accept)];
        self.send("GET", path, if accept.is_empty() { &[] } else { &headers }, None)
    }

    /// Asks a question by GET.
    pub(crate) fn ask(&self, query: &str, accept: &str) -> Got {
        self.get(&format!("/sparql?query={}", encoded(query)), accept)
    }
}

/// Percent-encodes a value of a form.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |out, byte| {
        if byte.is_ascii_alphanumeric() { out + &char::from(byte).to_string() } else { out + &format!("%{byte:02X}") }
    })
}
