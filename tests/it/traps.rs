//! Traps that readers of graph files have set, each test with the number that their trackers gave it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;
use std::sync::Arc;

use relata::export::{self, Format, Options};
use relata::graph::Graph;
use relata::model::{Period, Status};
use relata::ontology::Ontology;

use crate::hostile::{self, NAMES, bytes, elements, statement, text};

const XML: [Format; 2] = [Format::GraphMl, Format::Gexf];

/// Words that some reader takes for something else than a column (shared notes of the trackers: gephi-lite#56, gephi#2137).
const TAKEN: [&str; 18] = [
    "type",
    "kind",
    "id",
    "label",
    "weight",
    "timeset",
    "source",
    "target",
    "x",
    "y",
    "z",
    "r",
    "g",
    "b",
    "size",
    "color",
    "key",
    "interaction",
];

/// Three facts between the same two entities, one of them twice with other amounts.
fn parallel() -> Graph {
    let mut statements = vec![statement(0, 1, 0), statement(0, 1, 0), statement(0, 1, 1)];
    Arc::make_mut(statements[1].value.as_mut().expect("it has one")).number = 2.0;
    hostile::resolved(statements)
}

fn merged(graph: &Graph, format: Format) -> String {
    let options = Options { merge: true, ..Options::default() };
    String::from_utf8(bytes(graph, &options, format)).expect("UTF-8")
}

fn attribute<'e>(elements: &'e [(String, indexmap::IndexMap<String, String>)], of: &str, name: &str) -> Vec<&'e str> {
    let found = elements.iter().filter(|(tag, _)| tag == of);
    found.filter_map(|(_, attributes)| attributes.get(name).map(String::as_str)).collect()
}

#[test]
fn gephi_681_networkx_475_2827_ids_are_unique_over_nodes_and_edges() {
    for format in XML {
        let elements = elements(&text(&parallel(), format));
        let ids: Vec<&str> = ["node", "edge"].iter().flat_map(|tag| attribute(&elements, tag, "id")).collect();
        assert_eq!(ids.len(), NAMES.len() + 3, "{}", format.name());
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{}", format.name());
    }
    for format in [Format::Graphology, Format::Cytoscape] {
        let json: serde_json::Value = serde_json::from_str(&text(&parallel(), format)).expect("JSON");
        let place = if format == Format::Cytoscape { &json["elements"] } else { &json };
        let id = |item: &serde_json::Value| item["key"].as_str().or(item["data"]["id"].as_str()).map(str::to_owned);
        let all = ["nodes", "edges"].iter().flat_map(|list| place[list].as_array().expect("a list"));
        let ids: Vec<String> = all.map(|item| id(item).expect("an id is a string")).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), NAMES.len() + 3, "{}", format.name());
    }
}

#[test]
fn gephi_1719_1502_labels_stand_where_readers_look() {
    let gexf = elements(&text(&hostile::graph(), Format::Gexf));
    assert_eq!(attribute(&gexf, "node", "label").len(), NAMES.len());
    assert_eq!(attribute(&gexf, "edge", "label").len(), NAMES.len() - 1);
    let graphml = text(&hostile::graph(), Format::GraphMl);
    for key in ["n_label", "n_name", "e_label", "e_interaction"] {
        assert!(graphml.contains(&format!("<data key=\"{key}\">")), "{key}");
    }
    assert!(!graphml.contains("<desc>"));
}

#[test]
fn gephi_818_columns_differ_by_more_than_case() {
    for format in XML {
        let elements = elements(&text(&hostile::graph(), format));
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        for (tag, attributes) in &elements {
            let (name, of) = match tag.as_str() {
                "key" => (&attributes["attr.name"], attributes["for"].clone()),
                "attribute" => (&attributes["id"], String::new()),
                _ => continue,
            };
            assert_eq!(*name, name.to_lowercase());
            *seen.entry((of, name.clone())).or_default() += 1;
            let meant = matches!(name.as_str(), "label" | "name" | "weight" | "interaction");
            assert!(format == Format::GraphMl && meant || !TAKEN.contains(&name.as_str()), "{name}");
        }
        // GEXF has one block of columns for nodes and one for edges, and no name is in both.
        assert!(seen.values().all(|times| *times == 1), "{seen:?}");
    }
}

#[test]
fn gephi_1656_1644_1084_graphology_202_columns_are_declared_once_with_one_type() {
    for format in XML {
        let text = text(&hostile::graph(), format);
        let elements = elements(&text);
        let types = match format {
            Format::Gexf => attribute(&elements, "attribute", "type"),
            _ => attribute(&elements, "key", "attr.type"),
        };
        assert!(types.iter().all(|name| ["string", "long", "double", "boolean"].contains(name)), "{types:?}");
        let first = elements.iter().position(|(tag, _)| tag == "node").expect("there are nodes");
        let declares = |tag: &str| matches!(tag, "key" | "attribute" | "attributes");
        assert!(elements[first..].iter().all(|(tag, _)| !declares(tag)), "a column is declared too late");
    }
    let gexf = elements(&text(&hostile::graph(), Format::Gexf));
    assert_eq!(attribute(&gexf, "attributes", "class"), ["node", "edge"]);
}

#[test]
fn igraph_1731_2753_91_graphml_keys_are_for_nodes_or_edges() {
    let graphml = elements(&text(&hostile::graph(), Format::GraphMl));
    let of = attribute(&graphml, "key", "for");
    assert!(of.iter().all(|of| ["node", "edge"].contains(of)));
    let ids = attribute(&graphml, "key", "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert!(!text(&hostile::graph(), Format::GraphMl).contains("<default>"));
}

/// The spells of GEXF by element, as text.
fn existences(graph: &Graph) -> Vec<(String, Option<String>)> {
    let elements = elements(&merged(graph, Format::Gexf));
    let timed = elements.iter().filter(|(_, attributes)| attributes.contains_key("start"));
    timed.map(|(_, attributes)| (attributes["start"].clone(), attributes.get("end").cloned())).collect()
}

fn dated(times: &[(&str, Option<&str>)]) -> Graph {
    let statements = times.iter().enumerate().map(|(number, (start, end))| {
        let mut said = statement(0, 1, number);
        let parse = |text: &str| text.parse().expect("a date");
        said.time = Some(Period { start: parse(start), end: end.map(parse), text: None }.into());
        said
    });
    hostile::resolved(statements.collect())
}

#[test]
fn gephi_666_964_1566_2783_spells_are_real_days_disjoint_and_never_empty() {
    let found = existences(&dated(&[("2024-04-12", Some("2024-04-12"))]));
    assert!(!found.is_empty());
    for (start, end) in found {
        assert_eq!((start.as_str(), end.as_deref()), ("2024-04-12", Some("2024-04-13")));
    }
    let found =
        existences(&dated(&[("2015-02", Some("2015-02")), ("2024", Some("2025-Q1")), ("2014-12", Some("2015-01"))]));
    let days: Vec<(&str, Option<&str>)> = found.iter().map(|(start, end)| (start.as_str(), end.as_deref())).collect();
    // Once for each of both nodes and the edge: adjoining months are one spell.
    let once = [("2014-12-01", Some("2015-02-28")), ("2024-01-01", Some("2025-03-31"))];
    assert_eq!(days, [once, once, once].concat());
}

#[test]
fn gephi_1864_649_time_has_format_representation_and_zone() {
    let gexf = text(&dated(&[("2024", None)]), Format::Gexf);
    assert!(gexf.contains("mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\" timezone=\"UTC\""));
    let mut still = statement(0, 1, 0);
    still.time = None;
    let gexf = text(&hostile::resolved(vec![still]), Format::Gexf);
    assert!(gexf.contains("<graph defaultedgetype=\"directed\" mode=\"static\">") && !gexf.contains("start=\""));
}

#[test]
fn gephi_1152_open_ends_are_left_out() {
    let gexf = text(&dated(&[("2024", None)]), Format::Gexf);
    assert!(gexf.contains("start=\"2024-01-01\">") && !gexf.contains("startopen") && !gexf.contains("end=\""));
}

#[test]
fn gephi_2038_1251_2765_no_two_edges_share_ends_and_kind() {
    for gexf in [text(&parallel(), Format::Gexf), merged(&parallel(), Format::Gexf)] {
        let elements = elements(&gexf);
        let edges = elements.iter().filter(|(tag, _)| tag == "edge");
        let kinds: Vec<(&String, &String, &String)> =
            edges.map(|(_, edge)| (&edge["source"], &edge["target"], &edge["kind"])).collect();
        assert_eq!(kinds.iter().collect::<BTreeSet<_>>().len(), kinds.len(), "{kinds:?}");
    }
    assert_eq!(attribute(&elements(&merged(&parallel(), Format::Gexf)), "edge", "weight"), ["3"]);
}

#[test]
fn gephi_1945_weights_are_above_zero() {
    let gexf = elements(&text(&hostile::graph(), Format::Gexf));
    let weights = attribute(&gexf, "edge", "weight");
    assert_eq!(weights.len(), NAMES.len() - 1);
    assert!(weights.iter().all(|weight| weight.parse::<f64>().is_ok_and(|weight| weight > 0.0)));
}

#[test]
fn gephi_lite_307_gephi_2907_graphology_513_colours_and_sizes_are_complete() {
    let gexf = elements(&text(&hostile::graph(), Format::Gexf));
    for (tag, attributes) in &gexf {
        let names: Vec<&str> = attributes.keys().map(String::as_str).collect();
        match tag.as_str() {
            "viz:color" => assert_eq!(names, ["r", "g", "b"]),
            "viz:size" => assert_eq!(names, ["value"]),
            "viz:position" => assert_eq!(names, ["x", "y"]),
            _ => {}
        }
    }
    assert_eq!(gexf.iter().filter(|(tag, _)| tag == "viz:size").count(), NAMES.len());
    assert_eq!(gexf.iter().filter(|(tag, _)| tag == "viz:position").count(), NAMES.len());
}

#[test]
fn gephi_lite_56_no_attribute_is_called_type_or_is_null() {
    for format in [Format::Graphology, Format::Cytoscape] {
        let json = text(&hostile::graph(), format);
        let without_options = json.replace("\"type\": \"directed\"", "");
        assert!(!without_options.contains("\"type\":") && !json.contains(": null"), "{}", format.name());
    }
}

#[test]
fn networkx_7560_8527_lists_are_text_and_missing_values_are_left_out() {
    let mut said = statement(0, 1, 0);
    said.value = None;
    said.time = None;
    let graph = hostile::resolved(vec![said]);
    for format in XML {
        let text = text(&graph, format);
        let edge = text.split("<edge ").nth(1).expect("one edge");
        for column in ["amount", "unit", "start_said", "share"] {
            assert!(!edge.contains(&format!("\"{column}\"")) && !edge.contains(&format!("\"e_{column}\"")), "{column}");
        }
        assert!(!text.contains("None") && !text.contains("NaN") && !text.contains("value=\"\""), "{}", format.name());
    }
}

#[test]
fn gephi_2780_2864_graphviz_strings_stay_short() {
    let mut said = statement(0, 1, 0);
    said.evidence.text = "a very long sentence with \"quotes\" ".repeat(2000).into();
    let dot = text(&hostile::resolved(vec![said]), Format::Dot);
    let mut longest = 0;
    let mut length = 0;
    for part in dot.replace("\\\"", "__").split('"') {
        length = part.len();
        longest = longest.max(length);
    }
    assert!(length < 16_384 && longest < 16_384, "a string of {longest} bytes");
}

#[test]
fn xflr6_graphviz_105_96_a_backslash_does_not_eat_the_quote() {
    let dot = text(&hostile::graph(), Format::Dot);
    assert!(dot.contains("label=\"ends in a backslash \\\\\""), "{dot}");
}

#[test]
fn gephi_725_474_the_encoding_is_said_before_the_first_name() {
    for format in XML {
        assert!(text(&hostile::graph(), format).starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    }
}

#[test]
fn gephi_1814_1815_tables_have_one_word_headers_and_no_line_breaks() {
    let tables = [Format::Csv, Format::GephiNodes, Format::GephiEdges, Format::Neo4jNodes, Format::Neo4jRelationships];
    for format in tables {
        let text = text(&hostile::graph(), format);
        let header: Vec<&str> = text.lines().next().expect("a header").split(',').collect();
        assert!(header.iter().all(|name| !name.is_empty() && !name.contains([' ', '\''])), "{header:?}");
        let lower: BTreeSet<String> = header.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(lower.len(), header.len(), "{}", format.name());
        let rows = text.split_terminator("\r\n").count();
        assert_eq!(text.lines().count(), rows, "{}: a field spans lines", format.name());
    }
    let nodes = text(&hostile::graph(), Format::GephiNodes);
    assert!(!nodes.lines().next().expect("a header").to_lowercase().contains("source"));
    assert!(nodes.contains("quoted\"\" \\\\ name"), "{nodes}");
}

#[test]
fn gephi_1899_1991_no_column_of_gephi_tables_is_a_bare_date() {
    let edges = text(&dated(&[("2024-04-12", None)]), Format::GephiEdges);
    let row = edges.lines().nth(1).expect("an edge");
    assert!(row.contains("2024-04-12 (d)") && row.contains("\"<[2024-04-12, Infinity]>\""), "{row}");
    assert!(!row.split(',').any(|cell| cell == "2024-04-12"), "{row}");
}

#[test]
fn networkx_1168_gephi_288_every_edge_is_directed_and_says_whether_that_means_something() {
    for format in XML {
        let text = text(&hostile::graph(), format);
        assert!(text.contains("directed") && !text.contains("undirected") && !text.contains("directed=\""));
        assert!(text.contains("symmetric"));
    }
}

#[test]
fn jonex_27_iris_are_percent_encoded() {
    let quads = text(&hostile::graph(), Format::NQuads);
    assert!(quads.contains("<https://relata.example/document/d%20%C3%A9.txt#char="), "{quads}");
    for line in quads.lines() {
        for iri in line.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            let sound = iri.chars().all(|c| !c.is_whitespace() && !"<>\"{}|^`\\".contains(c));
            assert!(sound || line.contains("<b>"), "{iri}");
        }
    }
}

#[test]
fn json_ld_types_come_before_ids_and_no_number_is_bare() {
    let json: serde_json::Value = serde_json::from_str(&text(&hostile::graph(), Format::JsonLd)).expect("JSON");
    let keys = |value: &serde_json::Value| value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>());
    assert_eq!(keys(&json), Some(vec!["@context".to_owned(), "@graph".to_owned()]));
    let mut open: Vec<&serde_json::Value> = json["@graph"].as_array().expect("a list").iter().collect();
    let mut objects = 0;
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::Number(number) => panic!("{number} is bare"),
            serde_json::Value::Array(list) => open.extend(list),
            serde_json::Value::Object(map) => {
                if map.contains_key("@id") && map.contains_key("@type") {
                    assert_eq!(map.keys().take(2).collect::<Vec<_>>(), ["@type", "@id"]);
                    objects += 1;
                }
                open.extend(map.values());
            }
            _ => {}
        }
    }
    assert!(objects > NAMES.len());
}

#[test]
fn graphviz_812_1126_a_graph_too_large_for_dot_is_refused_at_once() {
    let statements = (0..500).map(|number| {
        let mut said = statement(0, 1, number);
        said.subject = relata::model::EntityId(format!("a{number}").into());
        said.object = Some(relata::model::EntityId(format!("b{number}").into()));
        said
    });
    let entities = statements.clone().flat_map(|said| [said.subject.clone(), said.object.clone().expect("an object")]);
    let entities = entities.map(|id| {
        let entity = relata::model::Entity {
            name: id.to_string(),
            kind: relata::model::EntityKind::Organization,
            aliases: Vec::new(),
            same_as: Vec::new(),
            id: id.clone(),
        };
        (id, entity)
    });
    let resolved = relata::model::Resolved {
        documents: Vec::new(),
        entities: entities.collect(),
        statements: statements.collect(),
    };
    let graph = Graph::build(resolved);
    let fault = export::write(&graph, &Ontology::builtin(), &Options::default(), Format::Svg, std::io::sink())
        .expect_err("it is too large");
    for way in ["--focus", "--engine sfdp", "html"] {
        assert!(fault.to_string().contains(way), "{fault}");
    }
}

#[test]
fn graphify_1831_a_failed_export_leaves_the_last_good_file() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let relata = |arguments: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_relata")).current_dir(folder.path()).args(arguments).output();
        run.expect("the program runs")
    };
    fs::write(folder.path().join("a.txt"), "Zorvex acquired Lumidor in 2021.\n").expect("a file can be written");
    assert_eq!(relata(&["build", "a.txt"]).status.code(), Some(0));
    let good = "the last good file";
    fs::write(folder.path().join("graph.svg"), good).expect("a file can be written");
    // Graphviz is hidden from the program, so the drawing fails after its file was opened.
    let run = Command::new(env!("CARGO_BIN_EXE_relata"))
        .current_dir(folder.path())
        .args(["export", "-o", "graph.svg"])
        .env("PATH", "")
        .output()
        .expect("the program runs");
    assert_eq!(run.status.code(), Some(2));
    let told = String::from_utf8_lossy(&run.stderr);
    assert!(told.contains("install Graphviz") && told.contains("export html"), "{told}");
    assert_eq!(fs::read_to_string(folder.path().join("graph.svg")).expect("it stands"), good);
    let names: Vec<_> =
        fs::read_dir(folder.path()).expect("readable").flatten().map(|entry| entry.file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{names:?}");
}

#[test]
fn owasp_csv_no_cell_of_a_spreadsheet_begins_a_formula() {
    let mut said = statement(0, 1, 0);
    said.evidence.text = "=HYPERLINK(\"http://evil.example\")".into();
    said.status = Status::Completed;
    let csv = text(&hostile::resolved(vec![said]), Format::Csv);
    assert!(csv.contains("\"'=HYPERLINK("), "{csv}");
}
