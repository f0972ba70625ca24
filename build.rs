//! Prepares the ontology that the binary carries: parsing 3 MB of Turtle at every start would cost
//! more than reading a document. The rooms `model` and `ontology` do it here as they do it there.

use std::path::Path;
use std::{env, fs};

#[expect(dead_code, unreachable_pub, unused_imports, reason = "the build script needs a part of the room")]
#[path = "src/model/mod.rs"]
mod model;
#[expect(dead_code, unreachable_pub, unused_imports, reason = "the build script needs a part of the room")]
#[path = "src/ontology/mod.rs"]
mod ontology;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for folder in ["ontology", "seeds/entities.ttl", "src/model", "src/ontology"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    println!("cargo::rustc-check-cfg=cfg(ontology_prepared)");
    println!("cargo::rustc-cfg=ontology_prepared");
    let out = env::var_os("OUT_DIR").expect("cargo names a folder for what is made");
    let prepared = ontology::prepared();
    fs::write(Path::new(&out).join("ontology.bin"), prepared).expect("the folder for what is made can be written");
}
