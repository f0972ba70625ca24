//! Documents that cannot rot: the commands of README and guide are run as written, every
//! diagnostic has its section.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The lines of `sh` blocks that call relata, with `cargo run --release --` taken for it.
fn commands(page: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(page)).expect("the page is part of the project");
    let mut found = Vec::new();
    for block in text.split("```sh\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        // A command goes on where its quotes are still open.
        let mut open = String::new();
        for line in block.lines() {
            open.push_str(line);
            if open.matches('\'').count() % 2 == 1 {
                open.push('\n');
                continue;
            }
            let command = open.trim().replace("cargo run --release --", "relata");
            if command.starts_with("relata ") {
                found.push(command);
            }
            open.clear();
        }
    }
    found
}

#[test]
fn the_commands_of_the_documents_run() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let seeds = folder.path().join("seeds/documents");
    fs::create_dir_all(&seeds).expect("it can be filled");
    for entry in fs::read_dir(root().join("seeds/documents")).expect("the documents stand").flatten() {
        fs::copy(entry.path(), seeds.join(entry.file_name())).expect("it can be filled");
    }
    let register =
        "<http://register.example/1> a <https://schema.org/Organization> ; <https://schema.org/name> \"Tether\" .\n";
    fs::write(folder.path().join("register.ttl"), register).expect("it can be filled");
    let program = Path::new(env!("CARGO_BIN_EXE_relata")).parent().expect("a program lies in a folder").to_owned();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let mut ran = 0;
    for page in ["README.md", "docs/guide.md", "docs/exports.md"] {
        for command in commands(page) {
            let drawn = [".svg", ".png", ".pdf"].iter().any(|name| command.contains(name));
            if drawn && Command::new("dot").arg("-V").output().is_err() {
                println!("skipped: `{command}` needs Graphviz");
                continue;
            }
            if command.starts_with("relata serve") {
                served(&command, folder.path(), &path);
                ran += 1;
                continue;
            }
            let run = Command::new("sh")
                .arg("-c")
                .arg(&command)
                .current_dir(folder.path())
                .env("PATH", &path)
                .output()
                .expect("a shell runs");
            let code = run.status.code().unwrap_or(-1);
            // 1 says that something in the content was odd, which a page may show.
            assert!(
                code == 0 || code == 1,
                "{page}: `{command}` ended with {code}: {}",
                String::from_utf8_lossy(&run.stderr)
            );
            ran += 1;
        }
    }
    assert!(ran >= 10, "only {ran} commands were found");
    python("docs/exports.md", folder.path());
}

/// Starts a server as a page says, asks it for its first page, and ends it.
fn served(command: &str, folder: &Path, path: &str) {
    let mut server = Command::new("sh")
        .arg("-c")
        .arg(format!("exec {command}"))
        .current_dir(folder)
        .env("PATH", path)
        .stderr(Stdio::piped())
        .spawn()
        .expect("a shell runs");
    let mut told = BufReader::new(server.stderr.take().expect("it is piped"));
    let mut line = String::new();
    told.read_line(&mut line).expect("it says where it listens");
    let address = line.split("at ").nth(1).unwrap_or_else(|| panic!("`{command}`: {line}")).trim();
    let answered = ureq::get(address).call().map(|response| response.status().as_u16());
    // It may have ended by itself, which the status shows.
    let _ = server.kill();
    let _ = server.wait();
    assert_eq!(answered.ok(), Some(200), "`{command}` at {address}");
}

/// Runs the Python of a page, where its commands left their files.
fn python(page: &str, folder: &Path) {
    let ready = Command::new("python3").args(["-c", "import networkx, rdflib, pyoxigraph"]).output();
    if !ready.is_ok_and(|run| run.status.success()) {
        println!("skipped: networkx, rdflib and pyoxigraph are not installed");
        return;
    }
    let text = fs::read_to_string(root().join(page)).expect("the page is part of the project");
    let blocks: Vec<&str> = text.split("```python\n").skip(1).filter_map(|block| block.split("```").next()).collect();
    assert!(blocks.len() >= 3);
    for block in blocks {
        let run = Command::new("python3").args(["-c", block]).current_dir(folder).output().expect("python3 runs");
        assert!(run.status.success() && !run.stdout.is_empty(), "{block}\n{}", String::from_utf8_lossy(&run.stderr));
    }
}

#[test]
fn every_diagnostic_has_its_section_and_every_section_its_diagnostic() {
    let mut named = BTreeSet::new();
    let mut open = vec![root().join("src")];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(folder).expect("the sources are readable").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                open.push(path);
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a source is text");
            let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            for call in ["Diagnostic::error(", "Diagnostic::warning(", "fault("] {
                for (at, _) in text.match_indices(call) {
                    let rest = text[at + call.len()..].trim_start();
                    if let Some(name) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                        named.insert(name.to_owned());
                    }
                }
            }
        }
    }
    let page = fs::read_to_string(root().join("docs/messages.md")).expect("the page stands");
    let told: BTreeSet<String> = page.lines().filter_map(|line| line.strip_prefix("## ")).map(str::to_owned).collect();
    assert!(named.len() > 10, "{named:?}");
    assert_eq!(named, told);
}
