//! What commands remember beside a store between runs, as JSON.
//!
//! Owns how such a file is read and replaced; leaves what it holds to the command.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::build::write_file;

/// What a file holds; nothing when there is none. `wrong` says what a file is that cannot be read as such.
pub(crate) fn read<T: DeserializeOwned + Default>(file: &Path, wrong: &str) -> Result<T> {
    if !file.exists() {
        return Ok(T::default());
    }
    let text = fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("`{}` {wrong}; remove it", file.display()))
}

/// Replaces what a file holds.
pub(crate) fn write<T: Serialize>(file: &Path, memory: &T) -> Result<()> {
    let text = serde_json::to_string_pretty(memory)? + "\n";
    write_file(file, |out| Ok(out.write_all(text.as_bytes())?))
}
