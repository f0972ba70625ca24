//! The walls of the house: reads the room table of `docs/architecture.md` and holds the
//! sources to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

struct Room {
    name: String,
    may_use: BTreeSet<String>,
    crates: BTreeSet<String>,
}

/// Rooms that see everything: the binary, and what trains the models.
const ABOVE: [&str; 2] = ["cli", "bin"];

const BANNED: [&str; 12] =
    ["util", "utils", "helper", "helpers", "common", "misc", "manager", "handler", "core", "base", "types", "info"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
}

/// The words in backticks of a table cell.
fn ticked(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn rooms() -> Vec<Room> {
    let table = text(&root().join("docs/architecture.md"));
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let name = cells[1].trim_matches('`').to_owned();
        Room { name, may_use: ticked(cells[3]), crates: ticked(cells[4]) }
    })
    .collect()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("a folder of the project is readable").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<PathBuf> {
    files(&root().join("src"), "rs")
}

/// The room of a source file: the first part of its path under `src/`.
fn room_of(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).expect("sources lie under src");
    let first = inside.components().next().expect("a source has a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The code of a file up to its unit tests, comments and string contents left out line by line.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = text(path);
    let body = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
    let lines = body.lines().enumerate();
    lines.map(|(number, line)| (number + 1, line.split("//").next().unwrap_or_default().to_owned())).collect()
}

/// Every `word` that follows `prefix` in a line, groups in braces included.
fn after(line: &str, prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices(prefix) {
        let rest = &line[at + prefix.len()..];
        let group = rest.strip_prefix('{').map(|inside| inside.split('}').next().unwrap_or_default());
        let names = group.map_or_else(|| vec![rest], |inside| inside.split(',').collect());
        for name in names {
            let word: String = name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.push(word);
        }
    }
    found
}

#[test]
fn rooms_flow_one_way() {
    let mut seen = BTreeSet::new();
    for room in rooms() {
        let unknown: Vec<_> = room.may_use.difference(&seen).collect();
        assert!(unknown.is_empty(), "`{}` uses {unknown:?}, which the table does not put before it", room.name);
        assert!(seen.insert(room.name.clone()), "`{}` stands twice in the table", room.name);
    }
    assert!(seen.len() >= 11, "the table has lost rooms: {seen:?}");
}

#[test]
fn imports_keep_to_the_table() {
    let rooms: BTreeMap<String, Room> = rooms().into_iter().map(|room| (room.name.clone(), room)).collect();
    let mut faults = Vec::new();
    for path in sources() {
        let name = room_of(&path);
        if name == "lib" || name == "main" || ABOVE.contains(&name.as_str()) {
            continue;
        }
        let Some(room) = rooms.get(&name) else {
            faults.push(format!("{}: no row for the room `{name}`", path.display()));
            continue;
        };
        for (number, line) in code(&path) {
            for used in after(&line, "crate::") {
                if used != name && !room.may_use.contains(&used) {
                    faults.push(format!("{}:{number}: `{name}` may not use `{used}`", path.display()));
                }
            }
            if line.contains("super::super") {
                faults.push(format!("{}:{number}: reach other rooms as `crate::room`", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn crates_keep_to_their_rooms() {
    let rooms = rooms();
    let owned: BTreeSet<&String> = rooms.iter().flat_map(|room| &room.crates).collect();
    let mut faults = Vec::new();
    for path in sources() {
        let name = room_of(&path);
        let Some(room) = rooms.iter().find(|room| room.name == name) else { continue };
        for (number, line) in code(&path) {
            for named in owned.iter().filter(|named| line.contains(&format!("{named}::"))) {
                let own_module = line.contains(&format!("::{named}::"));
                if !room.crates.contains(*named) && !own_module {
                    faults.push(format!("{}:{number}: `{name}` may not name the crate `{named}`", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_owns() {
    for path in sources().into_iter().chain(files(&root().join("tests/it"), "rs")) {
        assert!(text(&path).starts_with("//! "), "{} does not open with `//!`", path.display());
    }
}

#[test]
fn files_stay_small() {
    for path in sources().into_iter().chain(files(&root().join("tests/it"), "rs")) {
        let lines = text(&path).lines().count();
        assert!(lines <= 800, "{} has {lines} lines; which noun or room is missing?", path.display());
    }
}

#[test]
fn names_say_what_a_file_is() {
    for path in sources() {
        let stem = path.file_stem().expect("a source has a name").to_string_lossy().into_owned();
        let banned = stem.split('_').find(|word| BANNED.contains(word));
        assert!(banned.is_none(), "{} is called `{}`", path.display(), banned.unwrap_or_default());
    }
}

#[test]
fn no_word_of_a_language_stands_in_the_sources() {
    let mut faults = Vec::new();
    for path in sources() {
        for (number, line) in code(&path) {
            let quoted = line.split('"').skip(1).step_by(2);
            if quoted.into_iter().any(|text| text.chars().any(|c| c.is_alphabetic() && !c.is_ascii())) {
                faults.push(format!("{}:{number}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "words are data of `ontology/`:\n{}", faults.join("\n"));
}

/// Where a language is chosen, not described.
const CHOOSE_A_LANGUAGE: [&str; 2] = ["src/analyse/language.rs", "src/analyse/mod.rs"];

#[test]
fn mechanisms_ask_for_a_property_and_never_for_a_language() {
    let mut faults = Vec::new();
    for path in sources() {
        let inside = path.strip_prefix(root()).expect("a source stands in the project").to_string_lossy().into_owned();
        let mechanism = matches!(room_of(&path).as_str(), "analyse" | "extract" | "resolve" | "graph");
        if !mechanism || CHOOSE_A_LANGUAGE.contains(&inside.as_str()) {
            continue;
        }
        for (number, line) in code(&path) {
            if line.contains("Language::French") || line.contains("Language::English") {
                faults.push(format!("{inside}:{number}: {}", line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "say what the language is like in `words/languages.ttl`:\n{}", faults.join("\n"));
}

#[test]
fn links_in_the_documents_resolve() {
    let mut pages = files(&root().join("docs"), "md");
    for folder in ["", "ontology", "seeds", "models", "exports", "tests"] {
        let folder = root().join(folder);
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
        pages.extend(entries.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    }
    let mut faults = Vec::new();
    for page in pages {
        let text = text(&page);
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap_or_default().split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            let place = page.parent().expect("a page lies in a folder").join(target);
            if !place.exists() {
                faults.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(faults.is_empty(), "dead links:\n{}", faults.join("\n"));
}

#[test]
fn every_source_is_reached() {
    for path in sources() {
        let inside = path.strip_prefix(root().join("src")).expect("sources lie under src").to_owned();
        let stem = path.file_stem().expect("a source has a name").to_string_lossy().into_owned();
        if matches!(stem.as_str(), "lib" | "main") || inside.starts_with("bin") {
            continue;
        }
        let folder = path.parent().expect("a source lies in a folder");
        let (name, around) = if stem == "mod" {
            let name = folder.file_name().expect("a room has a name").to_string_lossy().into_owned();
            (name, folder.parent().expect("a room lies in src").to_owned())
        } else {
            (stem, folder.to_owned())
        };
        let declares = |file: &str| {
            let file = around.join(file);
            file.exists()
                && text(&file).lines().any(|line| {
                    line.trim_end().ends_with(&format!("mod {name};")) || line.contains(&format!("mod {name}; "))
                })
        };
        let beside = around.with_extension("rs");
        let beside = beside.exists() && text(&beside).contains(&format!("mod {name};"));
        assert!(
            declares("mod.rs") || declares("lib.rs") || declares("main.rs") || beside,
            "{} is not reached by a `mod` line",
            path.display()
        );
    }
}
