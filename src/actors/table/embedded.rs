//! The tables that come with the program.

use std::collections::HashMap;

use super::date::Term;
use super::entry::{Alias, AliasKind, Entry};
use super::read::{language, read};
use crate::model::ActorKey;

/// The tables, each with the name of its file.
pub(super) const TABLES: &[(&str, &str)] = &[
    ("states.tsv", include_str!("../../../assets/actors/states.tsv")),
    ("organisations.tsv", include_str!("../../../assets/actors/organisations.tsv")),
    ("people-europe.tsv", include_str!("../../../assets/actors/people-europe.tsv")),
    ("people-africa-americas.tsv", include_str!("../../../assets/actors/people-africa-americas.tsv")),
    ("people-asia.tsv", include_str!("../../../assets/actors/people-asia.tsv")),
];

/// The names of states in other languages: `id`, `lang`, `name`.
pub(super) const STATE_NAMES: &str = include_str!("../../../assets/actors/state_names.tsv");

/// Every actor of the tables; a test checks that no line is wrong and that no id comes twice.
pub(super) fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = TABLES.iter().flat_map(|(file, text)| read(file, text, false).0).collect();
    let by_key: HashMap<ActorKey, usize> =
        entries.iter().enumerate().map(|(nth, entry)| (entry.key.clone(), nth)).collect();
    for (id, lang, name) in state_names() {
        let (Some(nth), Some(lang)) = (by_key.get(&ActorKey::from_stored(id)), language(lang)) else {
            continue;
        };
        entries[*nth].aliases.push(Alias {
            text: name.into(),
            kind: AliasKind::Name,
            ambiguous: false,
            lang: Some(lang),
            term: Term::default(),
            own: false,
        });
    }
    entries
}

fn state_names() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    STATE_NAMES.lines().filter(|line| !line.starts_with(['#', 'i'])).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?, columns.next()?))
    })
}
