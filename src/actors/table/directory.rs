//! Who the actors of the table are, looked up one by one: whoever only asks after a few need not have read all of them,
//! and what finds their names in texts takes ten times the room.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::embedded;
use super::entry::Entry;
use super::merge::{joined, merge};
use super::read::read;
use crate::model::ActorKey;

/// The actors that are known, ours and the user's own.
#[derive(Clone, Debug)]
pub struct Directory {
    /// Ours, in the order of their ids.
    lines: &'static [&'static str],
    own: BTreeMap<ActorKey, Entry>,
}

impl Directory {
    /// The actors that come with the program, and the user's own, where there are any, from a file and its text. They are
    /// together what [`ActorTable::with_own`](super::ActorTable::with_own) makes of them.
    pub fn new(own: Option<(&str, &'static str)>) -> Self {
        static LINES: OnceLock<Vec<&'static str>> = OnceLock::new();
        let lines = LINES.get_or_init(|| {
            let mut lines: Vec<&str> = embedded::lines().collect();
            lines.sort_unstable_by_key(|line| id(line));
            lines
        });
        let own = own.map_or(Vec::new(), |(file, text)| joined(read(file, text, true).0));
        Self { lines, own: own.into_iter().map(|entry| (entry.key.clone(), entry)).collect() }
    }

    /// An actor by its stable name.
    pub fn get(&self, key: &ActorKey) -> Option<Entry> {
        let ours = self.lines.binary_search_by_key(&key.as_str(), |line| id(line)).ok();
        match ours.and_then(|nth| entry(self.lines[nth])) {
            Some(entry) => Some(self.with_own(entry)),
            None => self.own.get(key).cloned(),
        }
    }

    /// Whether it has an actor.
    pub fn has(&self, key: &ActorKey) -> bool {
        self.is_ours(key) || self.own.contains_key(key)
    }

    /// Every actor.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        let ours = self.lines.iter().filter_map(|line| entry(line)).map(|entry| self.with_own(entry));
        ours.chain(self.own.iter().filter(|(key, _)| !self.is_ours(key)).map(|(_, entry)| entry.clone()))
    }

    fn is_ours(&self, key: &ActorKey) -> bool {
        self.lines.binary_search_by_key(&key.as_str(), |line| id(line)).is_ok()
    }

    fn with_own(&self, mut entry: Entry) -> Entry {
        if let Some(own) = self.own.get(&entry.key) {
            merge(&mut entry, vec![own.clone()]);
        }
        entry
    }
}

/// What a line of ours says.
fn entry(line: &'static str) -> Option<Entry> {
    read("", line, false).0.pop()
}

/// Whose line it is.
fn id(line: &str) -> &str {
    line.split('\t').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::super::ActorTable;
    use super::*;

    #[test]
    fn it_says_what_the_table_says() {
        let own = "state:RUS\t\tThe Bear\nperson:mara-lind\tMara Lind\nstate:RUS\tRussian Federation\n";
        let (table, _) = ActorTable::shared().with_own("actors.tsv", own);
        let directory = Directory::new(Some(("actors.tsv", own)));
        assert_eq!(directory.entries().count(), table.entries().len());
        for entry in table.entries() {
            assert_eq!(directory.get(&entry.key).as_ref(), Some(entry));
        }
        let nobody = ActorKey::from_stored("person:nobody");
        assert!(!directory.has(&nobody) && directory.get(&nobody).is_none());
        assert!(directory.has(&ActorKey::from_stored("person:mara-lind")));
    }
}
