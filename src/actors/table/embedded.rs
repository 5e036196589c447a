//! The tables that come with the program.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::date::Term;
use super::entry::{Alias, AliasKind, Entry};
use super::read::{language, read};
use crate::model::ActorType;

/// All tables, packed by `build.rs`.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/actors.zst"));
/// How long the text may be.
const MOST: usize = 8 << 20;
/// What parts one table from the next.
const NEXT_TABLE: char = '\u{c}';
/// The table of the names of states in other languages: `id`, `lang`, `name`.
const STATE_NAMES: &str = "state_names.tsv";

/// The text of all tables; none where it cannot be unpacked, which a test rules out.
pub(super) fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(unpacked)
}

fn unpacked() -> String {
    zstd::bulk::decompress(PACKED, MOST)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

/// The tables of a text, each with the name of its file.
pub(super) fn tables(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.split(NEXT_TABLE).filter_map(|table| table.split_once('\n'))
}

/// Every actor of the tables; a test checks that no line is wrong and that no id comes twice.
pub(super) fn entries() -> Vec<Entry> {
    let text = text();
    let actors = tables(text).filter(|(file, _)| *file != STATE_NAMES);
    let mut entries = Vec::new();
    actors.for_each(|(file, text)| entries.append(&mut read(file, text, false).0));
    let states: HashMap<String, usize> = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.key.kind() == ActorType::State)
        .map(|(nth, entry)| (entry.key.as_str().to_owned(), nth))
        .collect();
    for (id, lang, name) in
        tables(text).filter(|(file, _)| *file == STATE_NAMES).flat_map(|(_, text)| names(text))
    {
        let (Some(nth), Some(lang)) = (states.get(id), language(lang)) else {
            continue;
        };
        entries[*nth].aliases.push(Alias {
            text: name,
            kind: AliasKind::Name,
            ambiguous: false,
            lang: Some(lang),
            term: Term::default(),
            own: false,
        });
    }
    entries
}

fn names(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?, columns.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::PACKED;
    use crate::actors::tagger;

    #[test]
    fn what_the_program_carries_stays_small() {
        let bytes = PACKED.len() + tagger::DATA.len();
        assert!(bytes <= 4_000_000, "{bytes} bytes");
    }
}
