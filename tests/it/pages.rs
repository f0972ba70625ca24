//! The pages over a server in this process: negotiation, languages, hostile content, and that every link leads somewhere.

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::process::Command;

use oxrdfio::{RdfFormat, RdfParser};

use crate::served::{Served, at_its_base, samples, texts};

fn small() -> Served {
    let text = "Zorvex acquired Lumidor for 12 million euros in March 2024.\n\nTorvane plans to buy Velmar Foods.\n";
    texts(&[("deals.en.txt", text)], |options| options)
}

#[test]
fn a_thing_is_answered_by_where_its_page_or_its_data_stand() {
    let served = small();
    for (accept, place) in [
        ("", "/entity/zorvex.html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "/entity/zorvex.html"),
        ("text/turtle", "/entity/zorvex.ttl"),
        ("application/ld+json;q=0.8, text/turtle;q=0.5", "/entity/zorvex.jsonld"),
        ("application/rdf+xml, text/html;q=0.1", "/entity/zorvex.rdf"),
        ("application/n-triples", "/entity/zorvex.nt"),
    ] {
        let got = served.get("/entity/zorvex", accept);
        assert_eq!((got.status, got.header("location")), (303, place), "{accept}");
        assert!(got.header("vary").contains("Accept"));
        assert_eq!(served.get(place, "").status, 200);
    }
    assert_eq!(served.get("/entity/zorvex", "image/png").status, 406);
    assert_eq!(served.get("/entity/nobody", "text/turtle").status, 404);
    assert_eq!(served.get("/entity/nobody.html", "text/html").status, 404);
    assert_eq!(served.get("/document/deals.en.txt", "").header("location"), "/document/deals.en.txt.html");
}

/// The triples of an answer, whatever its syntax, as sorted lines.
fn triples(served: &Served, path: &str) -> Vec<String> {
    let got = served.get(path, "");
    assert_eq!(got.status, 200, "{path}");
    let (format, text) = match path.rsplit('.').next() {
        Some("ttl") => (RdfFormat::Turtle, got.text()),
        Some("nt") => (RdfFormat::NTriples, got.text()),
        Some("rdf") => (RdfFormat::RdfXml, got.text()),
        _ => {
            // The parser fetches nothing, so the context that the file names is put in its place.
            let mut document = got.json();
            let named = document["@context"].as_str().expect("the context is named").to_owned();
            assert!(named.ends_with("context.jsonld"), "{named}");
            document["@context"] = served.get("/context.jsonld", "").json()["@context"].clone();
            (RdfFormat::JsonLd { profile: oxrdfio::JsonLdProfileSet::empty() }, document.to_string())
        }
    };
    let parser =
        RdfParser::from_format(format).with_base_iri("http://x.example/").expect("a base").for_slice(text.as_bytes());
    let mut lines: Vec<String> =
        parser.map(|quad| quad.unwrap_or_else(|cause| panic!("{path}: {cause}")).to_string()).collect();
    lines.sort();
    lines.dedup();
    lines
}

#[test]
fn all_syntaxes_say_the_same() {
    let served = samples();
    for path in ["/entity/tether", "/document/tether-invests.fr.txt", "/ontology"] {
        let wanted = triples(&served, &format!("{path}.nt"));
        assert!(wanted.len() > 20, "{path}");
        for ending in ["ttl", "rdf", "jsonld"] {
            assert!(triples(&served, &format!("{path}.{ending}")) == wanted, "{path}.{ending}");
        }
    }
    let entity = triples(&served, "/entity/tether.nt").join("\n");
    assert!(entity.contains("anchorOf") && entity.contains("MonetaryAmount") && entity.contains("wasDerivedFrom"));
}

#[test]
fn a_page_shows_what_is_said_with_status_amount_date_and_words() {
    let served = small();
    let got = served.get("/entity/zorvex.en.html", "");
    let page = got.text();
    for part in
        ["<bdi>Zorvex</bdi>", "acquires", "12 million EUR", "2024-03", "<mark>Lumidor</mark>", "class=\"drawing\""]
    {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(
        got.header("link").contains("rel=\"alternate\"") && page.contains("rel=\"alternate\" type=\"text/turtle\"")
    );
    assert!(got.header("content-security-policy").contains("script-src 'self';"));
    let schema =
        page.split("<script type=\"application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let schema: serde_json::Value = serde_json::from_str(schema.expect("the page has one")).expect("it is JSON");
    assert_eq!((schema["@type"].as_str(), schema["name"].as_str()), (Some("Organization"), Some("Zorvex")));
    let planned = served.get("/entity/torvane.en.html", "").text();
    assert!(planned.contains("told planned"), "{planned}");
    let tag = got.header("etag");
    assert_eq!(served.send("GET", "/entity/zorvex.en.html", &[("If-None-Match", tag)], None).status, 304);
}

#[test]
fn whole_texts_are_shown_only_when_they_were_named() {
    let text = "A quiet morning.\n\nZorvex acquired Lumidor for 12 million euros.\n";
    let path = "/document/deals.en.txt.en.html";
    let closed = texts(&[("deals.en.txt", text)], |options| options).get(path, "").text();
    assert!(!closed.contains("A quiet morning") && closed.contains("Only the sentences"), "{closed}");
    let served = texts(&[("deals.en.txt", text)], |mut options| {
        options.texts = vec![options.store.with_file_name("deals.en.txt")];
        options
    });
    let open = served.get(path, "").text();
    assert!(open.contains("A quiet morning") && !open.contains("Only the sentences"), "{open}");
    let said = "<a href=\"#char=18,63\"><mark>Zorvex acquired Lumidor for 12 million euros.</mark></a>";
    assert!(open.contains(said) && open.contains("<article id=\"char=18,63\">"), "{open}");
    assert!(!served.ask("SELECT * { GRAPH ?g { ?s ?p ?o } }", "text/csv").text().contains("quiet"));
}

#[test]
fn pages_speak_the_language_of_the_reader() {
    let served = small();
    let french = served.send("GET", "/entity/zorvex.html", &[("Accept-Language", "fr-CA, en;q=0.5")], None);
    assert_eq!(french.header("content-language"), "fr");
    assert!(french.text().contains("acquiert") && french.text().contains("12 millions EUR"), "{}", french.text());
    let english = served.send("GET", "/entity/zorvex.en.html", &[("Accept-Language", "fr")], None);
    assert_eq!(english.header("content-language"), "en");
    assert!(english.text().contains("href=\"zorvex.fr.html\""));
    assert!(served.get("/entity/zorvex.fr.html", "").text().contains("lumidor.fr.html"), "the choice is kept");
}

#[test]
fn names_are_found_as_they_are_typed() {
    let served = samples();
    assert_eq!(served.get("/suggest?q=teth", "").json()[0], "Tether");
    let found = served.get("/search.html?q=TETHER", "").text();
    assert!(found.contains("href=\"./entity/tether.html\""), "{found}");
    let none = served.get("/search.html?q=%3Cscript%3Ealert(1)%3C/script%3E", "").text();
    assert!(!none.contains("<script>alert") && none.contains("&lt;script&gt;"), "{none}");
}

#[test]
fn what_stands_around_an_entity_is_told_as_json() {
    let served = small();
    let got = served.get("/entity/zorvex.graph.json", "");
    assert_eq!((got.status, got.header("content-type")), (200, "application/json"));
    let near = got.json();
    assert_eq!((near["entity"].as_str(), near["left"].as_u64()), (Some("entity/zorvex"), Some(0)));
    let edge = &near["edges"][0];
    let ends = [&edge["from"], &edge["to"], &edge["relation"], &edge["status"], &edge["when"]];
    assert_eq!(ends, ["entity/zorvex", "entity/lumidor", "acquires", "completed", "2024-03"]);
    assert_eq!([&edge["amount"]["en"], &edge["amount"]["fr"]], ["12 million EUR", "12 millions EUR"]);
    assert_eq!(near["nodes"].as_array().map(Vec::len), Some(2));
    assert!(served.get(&format!("/{}.html", edge["id"].as_str().expect("it has one")), "").status == 200);
    assert_eq!(served.get("/entity/nobody.graph.json", "").status, 404);
    let page = served.get("/explore.fr.html", "");
    assert!(page.text().contains("explore.fr.html?entity=zorvex") && page.text().contains("\"acquires\":\"acquiert\""));
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self'; style-src 'self';"), "{policy}");
    assert!(served.get("/entity/zorvex.en.html", "").text().contains("../explore.en.html?entity=zorvex"));
}

#[test]
fn hostile_content_stays_text() {
    let line = |id: &str, subject: &str, object: &str, text: &str| {
        let who = |name: &str| {
            let start = text.find(name).map_or(0, |at| text[..at].chars().count());
            serde_json::json!({
                "name": name, "type": "Organization", "mention": name, "start": start, "end": start + name.chars().count()
            })
        };
        let document = serde_json::json!({
            "id": id, "title": "<script>alert(1)</script> \"'&", "source": "javascript:alert(1)", "text": text
        });
        let statement = serde_json::json!({
            "document": id, "subject": who(subject), "relation": "acquires", "object": who(object), "value": null,
            "time": null, "status": "completed", "attributes": {}, "confidence": 0.9,
            "evidence": { "start": 0, "end": text.chars().count(), "text": text },
            "extractor": "<img src=x onerror=alert(1)>"
        });
        format!("{document}\n{statement}\n")
    };
    let lines = [
        line(
            "a/b<c>.txt",
            "<script>alert(1)</script>",
            "\" onmouseover=\"alert(1)",
            "<script>alert(1)</script> acquired \" onmouseover=\"alert(1).",
        ),
        line(
            "100%25 '.html",
            "\u{5D0}\u{5D1}\u{202E}txt",
            "A/B 100% \\ O'Neil",
            "\u{5D0}\u{5D1}\u{202E}txt acquired A/B 100% \\ O'Neil.",
        ),
        line("../up/./and/down.txt", "Zorvex", "Lumidor", "Zorvex acquired Lumidor."),
    ]
    .concat();
    let served = texts(&[("hostile.jsonl", &lines)], |options| options);
    let pages = crawl(&served);
    assert!(pages.len() > 8, "{pages:?}");
    for (path, html) in &pages {
        for bad in ["<script>alert", "<img src=x", " onmouseover=\"alert", "href=\"javascript:"] {
            assert!(!html.contains(bad), "{path} holds {bad}");
        }
    }
    let all: String = pages.iter().map(|(_, html)| html.as_str()).collect();
    assert!(pages.iter().any(|(path, _)| path.contains("/document/..~/up/.~/and/down.txt")), "dots lead nowhere else");
    assert!(all.contains("&lt;script&gt;alert(1)&lt;") && all.contains("\u{5D0}\u{5D1}"));
}

/// Every page that links lead to, from the first one; a link that leads nowhere fails.
fn crawl(served: &Served) -> Vec<(String, String)> {
    let mut seen = BTreeSet::from(["/index.html".to_owned(), "/index.fr.html".to_owned()]);
    let mut open: VecDeque<String> = seen.iter().cloned().collect();
    let mut pages = Vec::new();
    while let Some(path) = open.pop_front() {
        let got = served.get(&path, "text/html");
        assert_eq!(got.status, 200, "{path}");
        let html = got.header("content-type").starts_with("text/html").then(|| got.text());
        for place in html.iter().flat_map(|html| links(html)) {
            let place = resolved(&path, &place);
            if seen.len() < 3000 && seen.insert(place.clone()) {
                open.push_back(place);
            }
        }
        if let Some(html) = html {
            pages.push((path, html));
        }
    }
    pages
}

/// The addresses inside the site that a page names.
fn links(html: &str) -> Vec<String> {
    let found = [" href=\"", " src=\""].into_iter().flat_map(|name| html.split(name).skip(1));
    let found = found.filter_map(|rest| rest.split('"').next());
    let found = found.filter(|link| !link.starts_with("data:"));
    let found = found.map(|link| link.replace("&#x2f;", "/").replace("&#39;", "'").replace("&amp;", "&"));
    let inside =
        found.filter(|link| !link.contains("://") && !link.starts_with('#') && !link.starts_with("javascript"));
    inside.map(|link| link.split('#').next().unwrap_or_default().to_owned()).filter(|link| !link.is_empty()).collect()
}

fn resolved(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_leads_somewhere() {
    let pages = crawl(&small());
    assert!(pages.len() >= 16, "{}", pages.len());
    let pages = crawl(&samples());
    assert!(pages.len() > 500, "{}", pages.len());
}

#[test]
fn the_report_on_the_shapes_is_a_page() {
    let served = samples();
    let page = served.get("/validation.en.html", "").text();
    assert!(page.contains("The graph is as the shapes want it."), "{page}");
}

/// Runs a program when what it needs is there.
fn program(needs: &mut Command, run: &mut Command) {
    if !needs.output().is_ok_and(|run| run.status.success()) {
        println!("skipped: {needs:?} does not run");
        return;
    }
    let run = run.output().expect("the program runs");
    let told = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{}\n{}", told.0, told.1);
    print!("{}", told.0);
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(name)
}

#[test]
fn clients_ask_and_follow_links() {
    let served = at_its_base("Zorvex acquired Lumidor. Lumidor acquired Velmar Foods.\n");
    let address = served.url("/");
    program(
        Command::new("python3").args(["-c", "import SPARQLWrapper, rdflib"]),
        Command::new("python3").arg(script("clients.py")).args([&address, "zorvex"]),
    );
    program(
        Command::new("node").args(["-e", "require('fetch-sparql-endpoint')"]),
        Command::new("node").arg(script("endpoint.cjs")).arg(&address),
    );
}

#[test]
fn chromium_walks_the_site() {
    let modules = "require('playwright-core'); require('axe-core'); require('child_process').execFileSync('chromium', ['--version'])";
    let served = samples();
    program(
        Command::new("node").args(["-e", modules]),
        Command::new("node").arg(script("site.cjs")).arg(served.url("/")),
    );
}
