//! The reconciliation service: its answers, against the schemas of the API where they were fetched, and our own client.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::served::{Got, Served, encoded, relata, samples};

fn post(served: &Served, name: &str, value: &Value) -> Got {
    let body = format!("{name}={}", encoded(&value.to_string()));
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    served.send("POST", "/reconcile", &headers, Some(body.as_bytes()))
}

/// Checks JSON against a schema of the API, when `.ci/run` has fetched them.
fn fits(schema: &str, value: &Value) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("target/reconciliation/0.2/schemas/{schema}.json"));
    let Ok(text) = fs::read_to_string(&file) else {
        println!("skipped: the schemas of the Reconciliation API are not in target/reconciliation");
        return;
    };
    let mut schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
    let kind = fs::read_to_string(file.with_file_name("type.json")).expect("it stands beside the others");
    inlined(&mut schema, &serde_json::from_str(&kind).expect("a schema is JSON"));
    let validator = jsonschema::validator_for(&schema).expect("the schema is sound");
    let faults: Vec<String> = validator.iter_errors(value).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}\n{value:#}");
}

/// Puts the schema of types where others refer to it by its address; what is described elsewhere (authentication) may be anything.
fn inlined(schema: &mut Value, kind: &Value) {
    if schema.get("$ref").and_then(Value::as_str).is_some_and(|address| address.ends_with("type.json")) {
        *schema = kind.clone();
        return;
    }
    if schema.get("$ref").and_then(Value::as_str).is_some_and(|address| address.starts_with("http")) {
        *schema = json!({});
        return;
    }
    match schema {
        Value::Object(parts) => parts.values_mut().for_each(|part| inlined(part, kind)),
        Value::Array(parts) => parts.iter_mut().for_each(|part| inlined(part, kind)),
        _ => {}
    }
}

#[test]
fn names_find_their_entities() {
    let served = samples();
    let manifest = served.get("/reconcile", "").json();
    assert_eq!(manifest["versions"][0], "0.2");
    assert!(manifest["view"]["url"].as_str().is_some_and(|url| url.ends_with("/entity/{{id}}")), "{manifest}");
    fits("manifest", &manifest);
    let queries = json!({
        "q0": { "query": "TETHER", "limit": 3 },
        "q1": { "query": "Tether", "type": "Token" },
        "q2": { "query": "Northern Date" },
        "q3": { "query": "no such name at all" },
        "q4": { "query": "Tether Limited", "type": ["Organization"] },
    });
    let answers = post(&served, "queries", &queries).json();
    fits("reconciliation-result-batch", &answers);
    let first = &answers["q0"]["result"][0];
    assert_eq!(
        (first["id"].as_str(), first["match"].as_bool(), first["score"].as_f64()),
        (Some("tether"), Some(true), Some(100.0))
    );
    assert!(answers["q1"]["result"].as_array().expect("a list").iter().all(|found| found["type"][0]["id"] == "Token"));
    assert_eq!(answers["q2"]["result"][0]["id"], "northern-data");
    assert_eq!(answers["q2"]["result"][0]["match"], false);
    assert_eq!(answers["q3"]["result"], json!([]));
    assert_eq!(answers["q4"]["result"][0]["id"], "tether");
    let path = format!("/reconcile?queries={}", encoded(&queries.to_string()));
    assert_eq!(served.get(&path, "").json(), answers);
    assert_eq!(served.get("/reconcile?queries=%7B", "").status, 400);
}

#[test]
fn what_is_known_of_a_candidate_counts() {
    let served = samples();
    let with = |value: &str| json!({ "q": { "query": "Tether", "properties": [{ "pid": "lends-to", "v": value }] } });
    let score =
        |query: &Value| post(&served, "queries", query).json()["q"]["result"][0]["score"].as_f64().expect("a score");
    assert!(score(&with("Northern Data")) > score(&with("Zorvex")));
}

#[test]
fn suggestions_previews_and_extensions() {
    let served = samples();
    let entities = served.get("/reconcile/suggest/entity?prefix=teth", "").json();
    assert_eq!(entities["result"][0]["id"], "tether");
    fits("suggest-entities-response", &entities);
    let types = served.get("/reconcile/suggest/type?prefix=org", "").json();
    assert_eq!(types["result"][0]["id"], "Organization");
    fits("suggest-types-response", &types);
    let properties = served.get("/reconcile/suggest/property?prefix=acq", "").json();
    assert_eq!(properties["result"][0]["id"], "acquires");
    fits("suggest-properties-response", &properties);
    let proposed = served.get("/reconcile/properties?type=Organization&limit=100", "").json();
    assert!(proposed["properties"].as_array().expect("a list").iter().any(|found| found["id"] == "acquires"));
    fits("data-extension-property-proposal", &proposed);
    let asked = json!({ "ids": ["tether", "nobody"], "properties": [{ "id": "lends-to" }, { "id": "alias" }, { "id": "profit" }] });
    let rows = post(&served, "extend", &asked).json();
    fits("data-extension-response", &rows);
    assert_eq!(rows["rows"]["tether"]["lends-to"][0]["name"], "Northern Data", "{rows}");
    assert!(rows["rows"]["tether"]["profit"][0]["float"].is_f64());
    assert_eq!(rows["rows"]["nobody"]["alias"], json!([]));
    let preview = served.get("/reconcile/preview?id=tether", "");
    assert!(preview.text().contains("<h1>Tether</h1>"));
    assert_eq!(served.get("/reconcile/preview?id=nobody", "").status, 404);
}

#[test]
fn our_own_client_asks_our_own_service() {
    let served = samples();
    let (found, told, code) =
        relata(served.folder.path(), &["identity", "candidates", &served.url("/reconcile"), "--of", "Tether"]);
    assert_eq!(code, 0, "{told}");
    let line = found.lines().nth(1).expect("a proposal");
    assert!(
        line.starts_with("tether\tTether\thttp://") && line.contains("/entity/tether\tTether\t100\ttrue"),
        "{found}"
    );
}
