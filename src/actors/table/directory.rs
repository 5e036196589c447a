//! Who the actors of the table are, without what finds their names in texts: that takes several times the room.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::entry::{Alias, Entry};
use super::read::{LineError, read};
use super::{embedded, number};
use crate::model::ActorKey;

/// The actors that are known, ours and the user's own.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    entries: Vec<Entry>,
    by_key: HashMap<ActorKey, u32>,
}

impl Directory {
    /// The actors that come with the program, read when they are first asked for.
    pub fn shared() -> Arc<Self> {
        static SHARED: OnceLock<Arc<Directory>> = OnceLock::new();
        Arc::clone(SHARED.get_or_init(|| Arc::new(Self::new(embedded::entries()))))
    }

    /// These actors together with the user's own of the same form; lines that are wrong are left out and told of.
    ///
    /// An own line adds names, roles and `not:` phrases to the actor of its id, and replaces its name and codes
    /// where it gives any; an own name is nobody else's any more.
    pub fn with_own(&self, file: &str, text: &'static str) -> (Self, Vec<LineError>) {
        let (own, errors) = read(file, text, true);
        let Self { mut entries, mut by_key } = self.clone();
        for line in own {
            match by_key.get(&line.key) {
                Some(nth) => merge(&mut entries[*nth as usize], line),
                None => {
                    by_key.insert(line.key.clone(), number(entries.len()));
                    entries.push(line);
                }
            }
        }
        (Self { entries, by_key }, errors)
    }

    /// The same actors, by the same numbers, with what they are called in other languages than English too.
    pub(super) fn in_all_languages(&self) -> Self {
        let mut all = self.clone();
        embedded::add_names(&mut all.entries);
        all
    }

    /// Every actor, by number.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// An actor by its stable name.
    pub fn get(&self, key: &ActorKey) -> Option<&Entry> {
        self.number_of(key).map(|nth| &self.entries[nth as usize])
    }

    pub(super) fn number_of(&self, key: &ActorKey) -> Option<u32> {
        self.by_key.get(key).copied()
    }

    fn new(entries: Vec<Entry>) -> Self {
        let numbered = entries.iter().zip(0..);
        let by_key = numbered.map(|(entry, nth)| (entry.key.clone(), nth)).collect();
        Self { entries, by_key }
    }
}

fn merge(entry: &mut Entry, own: Entry) {
    if !own.name.trim().is_empty() {
        entry.name = own.name;
    }
    let said =
        |alias: &Alias| own.not.contains(&alias.text) || own.aliases.iter().any(|a| a.text == alias.text);
    entry.aliases.retain(|alias| !said(alias));
    entry.aliases.extend(own.aliases);
    entry.not.extend(own.not);
    entry.roles.extend(&own.roles);
    if !own.of.is_empty() {
        entry.of = own.of;
    }
    entry.cameo = own.cameo.or(entry.cameo);
    entry.wikidata = own.wikidata.or(entry.wikidata);
}
