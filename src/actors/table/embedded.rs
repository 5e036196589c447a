//! The tables that come with the program.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::date::Term;
use super::entry::{Alias, AliasKind, Entry, Lang};
use super::read::{language, read};

/// All tables, packed by `build.rs`.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/actors.zst"));
/// How long the text may be.
const MOST: usize = 8 << 20;
/// What parts one table from the next.
const NEXT_TABLE: char = '\u{c}';
/// The table of the names of states in other languages: `id`, `lang`, `name`.
const STATE_NAMES: &str = "state_names.tsv";
/// The table of names of other actors in other languages: `id`, then a column for each language.
const OTHER_LANGUAGES: &str = "other_languages.tsv";

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

/// Whether a table has only names, of actors of the others.
pub(super) fn has_names_alone(file: &str) -> bool {
    file == STATE_NAMES || file == OTHER_LANGUAGES
}

/// Every actor of the tables, with its names in English and those that are the same everywhere; a test checks that no line
/// is wrong and that no id comes twice.
pub(super) fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    for (file, text) in tables(text()).filter(|(file, _)| !has_names_alone(file)) {
        entries.append(&mut read(file, text, false).0);
    }
    entries
}

/// The lines of the tables, each an actor.
pub(super) fn lines() -> impl Iterator<Item = &'static str> {
    let files = tables(text()).filter(|(file, _)| !has_names_alone(file));
    files.flat_map(|(_, text)| text.lines()).filter(|line| line.contains(':') && !line.starts_with('#'))
}

/// Adds the names of other languages to actors of the tables.
pub(super) fn add_names(entries: &mut [Entry]) {
    let by_id: HashMap<String, usize> =
        entries.iter().enumerate().map(|(nth, entry)| (entry.key.as_str().to_owned(), nth)).collect();
    for (id, lang, text) in names() {
        let Some(nth) = by_id.get(id) else { continue };
        let (kind, term) = (AliasKind::Name, Term::default());
        entries[*nth].aliases.push(Alias {
            text,
            kind,
            ambiguous: false,
            lang: Some(lang),
            term,
            own: false,
        });
    }
}

/// The names of the tables that have nothing else: whose, in which language.
pub(super) fn names() -> impl Iterator<Item = (&'static str, Lang, &'static str)> {
    tables(text()).flat_map(|(file, text)| {
        let (states, others) = (file == STATE_NAMES, file == OTHER_LANGUAGES);
        let of_states = text.lines().filter(move |_| states).filter_map(of_state);
        let mut lines = text.lines().filter(move |line| others && !line.starts_with('#'));
        // The first line says which column is which language’s.
        let langs: Vec<Option<Lang>> =
            lines.next().unwrap_or_default().split('\t').skip(1).map(language).collect();
        of_states.chain(lines.flat_map(move |line| in_columns(line, &langs)))
    })
}

/// A line of the names of states: `id`, `lang`, `name`.
fn of_state(line: &'static str) -> Option<(&'static str, Lang, &'static str)> {
    let mut columns = line.split('\t');
    Some((columns.next()?, language(columns.next()?)?, columns.next()?))
}

/// A line with a column of names for each language.
fn in_columns(line: &'static str, langs: &[Option<Lang>]) -> Vec<(&'static str, Lang, &'static str)> {
    let (id, columns) = line.split_once('\t').unwrap_or_default();
    let cells = columns.split('\t').zip(langs).filter_map(|(names, lang)| lang.map(|lang| (lang, names)));
    let names = cells.flat_map(|(lang, names)| names.split(';').map(move |name| (id, lang, name.trim())));
    names.filter(|(.., name)| !name.is_empty()).collect()
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
