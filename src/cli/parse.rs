//! `masthead parse`.

use std::fs::{self, File};
use std::io::{self, Read, stdin};
use std::path::Path;

use serde_json::json;

use super::Outcome;
use super::args::{Parse, ParseFormat};
use super::out::{complain, note, say};
use super::page_json;
use crate::ingest::{Input, MAX_INPUT_BYTES, Parsed, parse as parse_bytes};

/// Prints the document of each file: one as indented JSON, several as a line each. Whether all could be read.
pub(super) fn parse(parse: &Parse) -> Outcome {
    let mut files = parse.files.clone();
    if let Some(list) = &parse.files_from {
        files.extend(fs::read_to_string(list)?.lines().filter(|line| !line.is_empty()).map(Into::into));
    }
    let several = files.len() > 1;
    let mut all_read = true;
    for file in &files {
        let name = file.display().to_string();
        match read(file) {
            Ok(parsed) => {
                for warning in &parsed.warnings {
                    note(&format!("{name}: {}", warning.message));
                }
                if parse.format == ParseFormat::PageJson {
                    say(&page_json::line(&page_id(file, parse), &parsed).to_string())?;
                    continue;
                }
                say(&print(&parsed, several.then_some(&name))?)?;
            }
            Err(error) => {
                all_read = false;
                complain(&format!("{name}: {error}"));
                if several {
                    say(&json!({"file": name, "error": error}).to_string())?;
                }
            }
        }
    }
    Ok(all_read)
}

/// The name of a page without what its file is: `a/b.html.gz` is `a/b`.
fn page_id(file: &Path, parse: &Parse) -> String {
    let relative = parse.relative_to.as_ref().and_then(|dir| file.strip_prefix(dir).ok()).unwrap_or(file);
    let name = relative.to_string_lossy();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.strip_suffix(".html").unwrap_or(name).to_owned()
}

fn print(parsed: &Parsed, file: Option<&String>) -> Result<String, serde_json::Error> {
    let mut document = serde_json::to_value(&parsed.document)?;
    if let Some(fields) = document.as_object_mut() {
        fields.insert("url".to_owned(), json!(parsed.url));
        if let Some(file) = file {
            fields.insert("file".to_owned(), json!(file));
        }
    }
    if file.is_some() { serde_json::to_string(&document) } else { serde_json::to_string_pretty(&document) }
}

fn read(file: &Path) -> Result<Parsed, String> {
    let bytes = bytes(file).map_err(|error| error.to_string())?;
    let bytes = if bytes.starts_with(b"\x1f\x8b") { gunzip(&bytes)? } else { bytes };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    parse_bytes(&Input { bytes: &bytes, name: name.as_deref() }).map_err(|error| error.to_string())
}

/// The bytes of a file, or of standard input for `-`; no more than one beyond what is allowed.
fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = MAX_INPUT_BYTES as u64 + 1;
    if file.as_os_str() == "-" {
        stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        if fs::metadata(file)?.is_dir() {
            return Err(io::Error::other("it is a folder; name the files in it, or import it"));
        }
        File::open(file)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// What `bytes` hold, no more than one byte beyond what is allowed.
fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let most = MAX_INPUT_BYTES as u64 + 1;
    let mut opened = flate2::read::MultiGzDecoder::new(bytes).take(most);
    match opened.read_to_end(&mut out) {
        Err(error) if out.is_empty() => Err(error.to_string()),
        _ => Ok(out),
    }
}
