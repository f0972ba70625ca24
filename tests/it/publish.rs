//! The site as files: whole, the same at every run, and nothing outside its folder touched; and what the site says of itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::served::{relata, samples};

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut open) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(place) = open.pop() {
        for entry in fs::read_dir(place).expect("a folder is readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let inside = path.strip_prefix(folder).expect("it lies inside").to_owned();
                found.insert(inside, fs::read(&path).expect("a file is readable"));
            }
        }
    }
    found
}

fn decoded(link: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = link.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex: String = [rest.next(), rest.next()].into_iter().flatten().map(char::from).collect();
            bytes.push(u8::from_str_radix(&hex, 16).expect("an address is sound"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("an address is text")
}

#[test]
fn a_site_is_whole_and_the_same_at_every_run() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let text = "Zorvex acquired Lumidor for 12 million euros in March 2024.\n\nTorvane plans to buy Velmar Foods.\n";
    fs::write(folder.path().join("a b%.txt"), text).expect("it can be filled");
    fs::write(folder.path().join("other.txt"), "Quorvia acquired Zorvex.\n").expect("it can be filled");
    fs::write(folder.path().join("site.ttl"), "<> <http://purl.org/dc/terms/license> <http://l.example/> .")
        .expect("it can be filled");
    let run = |arguments: &[&str]| {
        let (_, told, code) = relata(folder.path(), arguments);
        assert_eq!(code, 0, "{told}");
        told
    };
    run(&["build", "a b%.txt", "other.txt"]);
    run(&["publish", "site", "--site", "site.ttl"]);
    let site = folder.path().join("site");
    fs::write(site.join("mine.txt"), "not of the site").expect("it can be written");
    let first = files(&site);
    for name in [
        "index.html",
        "index.fr.html",
        "graph.html",
        "search-index.json",
        ".well-known/void",
        "entity/zorvex.html",
        "document/a b%.txt.fr.html",
        "entity/zorvex.jsonld",
        "entity/zorvex.graph.json",
        "explore.html",
        "assets/cytoscape.min.js",
    ] {
        assert!(first.contains_key(Path::new(name)), "{name}: {:?}", first.keys());
    }
    assert!(String::from_utf8_lossy(&first[Path::new(".well-known/void")]).contains("l.example"));
    let told = run(&["publish", "site", "--site", "site.ttl"]);
    assert!(told.contains(" 0 files written") && told.contains(" 0 removed"), "{told}");
    run(&["publish", "again", "--site", "site.ttl"]);
    let mut again = files(&folder.path().join("again"));
    again.insert("mine.txt".into(), b"not of the site".to_vec());
    assert!(again == first);
    dead_links(&first);
    run(&["remove", "other.txt"]);
    run(&["publish", "site", "--site", "site.ttl"]);
    let after = files(&site);
    assert!(!after.contains_key(Path::new("entity/quorvia.html")) && after.contains_key(Path::new("mine.txt")));
    dead_links(&after);
}

#[test]
fn a_text_that_changed_is_not_published() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("it can be written");
    let page = || fs::read_to_string(folder.path().join("site/document/a.txt.html")).expect("it was published");
    write("a.txt", "A quiet morning.\n\nZorvex acquired Lumidor.\n");
    write("b.txt", "Torvane acquired Velmar Foods.\n");
    relata(folder.path(), &["build", "a.txt", "b.txt"]);
    let publish = |sources: &[&str]| {
        let named = sources.iter().flat_map(|source| ["--with-texts", source]);
        relata(folder.path(), &["publish", "site"].into_iter().chain(named).collect::<Vec<_>>())
    };
    let (_, told, code) = publish(&["a.txt"]);
    assert!(code == 0 && told.contains("1 of 2 documents: `b.txt` (not among the sources)"), "{told}");
    assert!(page().contains("A quiet morning"));
    write("a.txt", "Another morning.\n\nZorvex acquired Lumidor.\n");
    let (_, told, _) = publish(&["a.txt", "b.txt"]);
    assert!(told.contains("`a.txt` (changed since the build)"), "{told}");
    assert!(!page().contains("morning"));
    let (_, told, code) = publish(&["nothing.txt"]);
    assert!(code == 2 && told.contains("nothing.txt"), "{told}");
    let (_, told, code) = publish(&["-"]);
    assert!(code == 2 && told.contains("standard input"), "{told}");
}

/// Fails when a page links to a file that is not there.
fn dead_links(files: &BTreeMap<PathBuf, Vec<u8>>) {
    let mut checked = 0;
    let pages =
        files.iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "html") && !path.ends_with("graph.html"));
    for (path, bytes) in pages {
        let html = String::from_utf8_lossy(bytes);
        for name in [" href=\"", " src=\"", " action=\""] {
            for link in html.split(name).skip(1).filter_map(|rest| rest.split('"').next()) {
                let link = link.replace("&#39;", "'").replace("&amp;", "&");
                let link = link.split(['#', '?']).next().unwrap_or_default();
                if link.is_empty() || link.contains("://") || link.starts_with("data:") {
                    continue;
                }
                let mut place: Vec<String> = path
                    .parent()
                    .map(|p| p.iter().map(|part| part.to_string_lossy().into_owned()).collect())
                    .unwrap_or_default();
                for part in link.split('/') {
                    match part {
                        "." => {}
                        ".." => {
                            place.pop();
                        }
                        part => place.push(decoded(part)),
                    }
                }
                let place: PathBuf = place.iter().collect();
                assert!(files.contains_key(&place), "{} links to {}", path.display(), place.display());
                checked += 1;
            }
        }
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn the_data_set_the_service_and_the_pages_are_described() {
    let served = samples();
    let void = served.get("/.well-known/void", "text/turtle").text();
    for part in ["rdfs.org/ns/void#", "Dataset", "sparqlEndpoint", "classPartition", "ns/dcat#"] {
        assert!(void.contains(part), "{part}\n{void}");
    }
    let service = served.get("/sparql", "application/n-triples").text();
    assert!(service.contains("sparql-service-description#SPARQL11Query") && service.contains("namedGraph"));
    assert_eq!(served.get("/sparql", "text/html").header("location"), "/query.html");
    let sitemap = served.get("/sitemap.xml", "").text();
    assert!(sitemap.contains("<loc>https://relata.example/entity/tether.html</loc>"));
    assert!(served.get("/robots.txt", "").text().contains("Sitemap: https://relata.example/sitemap.xml"));
    let editor = served.get("/query.fr.html", "");
    assert!(
        editor.text().contains("yasgui") && editor.header("content-security-policy").contains("script-src 'self';")
    );
    let script = served.send("GET", "/assets/yasgui.min.js", &[("Accept-Encoding", "gzip")], None);
    assert_eq!(script.header("content-encoding"), "gzip");
    assert!(served.get("/assets/yasgui.min.js", "").body.len() > 900_000);
}

#[test]
fn what_follows_from_facts_stands_apart() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let text = "Lumidor is a subsidiary of Zorvex.\n\nZorvex is a subsidiary of Torvane.\n\nQuorvia may become a subsidiary of Lumidor.\n";
    fs::write(folder.path().join("a.txt"), text).expect("it can be filled");
    relata(folder.path(), &["build", "a.txt"]);
    let query = "SELECT ?a ?b { ?x relata:subsidiary-of ?y . ?x rdfs:label ?a . ?y rdfs:label ?b } ORDER BY ?a ?b";
    let ask = |more: &[&str]| relata(folder.path(), &[&["query", "--format", "csv", query], more].concat()).0;
    assert_eq!(ask(&[]), "a,b\r\nLumidor,Zorvex\r\nZorvex,Torvane\r\n");
    assert_eq!(ask(&["--inference"]), "a,b\r\nLumidor,Torvane\r\nLumidor,Zorvex\r\nZorvex,Torvane\r\n");
    let above = "SELECT (COUNT(*) AS ?n) { ?x <http://www.w3.org/ns/org#subOrganizationOf> ?y }";
    let (found, ..) = relata(folder.path(), &["query", "--format", "csv", above, "--inference"]);
    assert_eq!(found, "n\r\n3\r\n");
    let apart = "SELECT (COUNT(*) AS ?n) { GRAPH <https://relata.example/inferred> { ?x relata:subsidiary-of ?y } }";
    assert_eq!(relata(folder.path(), &["query", "--format", "csv", apart, "--inference"]).0, "n\r\n1\r\n");
}
