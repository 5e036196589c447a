//! Persons by their surnames.

use super::entry::Entry;
use crate::actors::token::hash;
use crate::model::ActorType;

/// Persons by the word that their surname ends in, or is where it comes first.
#[derive(Clone, Debug, Default)]
pub(super) struct Surnames(Vec<(u64, u32)>);

/// Where the surname comes first.
const FIRST: &[&str] =
    &["state:CHN", "state:KOR", "state:PRK", "state:TWN", "state:VNM", "state:SGP", "state:KHM", "state:MYS"];
/// What may follow a surname.
const SUFFIXES: &[&str] = &["Jr.", "Jr", "Sr.", "Sr", "II", "III"];

impl Surnames {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut all = Vec::with_capacity(entries.len());
        for (entry, nth) in entries.iter().zip(0..) {
            if entry.key.kind() != ActorType::Person {
                continue;
            }
            let first = is_surname_first(entry);
            for name in names(entry) {
                all.extend(words(name).last().map(|last| (hash(last), nth)));
                all.extend(words(name).next().filter(|_| first).map(|first| (hash(first), nth)));
            }
        }
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// The persons whose surname `words` are.
    pub(super) fn bearers(&self, entries: &[Entry], words: &[u64]) -> impl Iterator<Item = u32> {
        let last = words.last().copied().unwrap_or_default();
        let from = self.0.partition_point(|(word, _)| *word < last);
        let same = self.0[from..].iter().take_while(move |(word, _)| *word == last);
        same.map(|(_, nth)| *nth).filter(|nth| {
            let entry = &entries[*nth as usize];
            let first = is_surname_first(entry);
            names(entry).any(|name| {
                let name: Vec<u64> = self::words(name).map(hash).collect();
                name.len() > words.len() && (name.ends_with(words) || (first && name.starts_with(words)))
            })
        })
    }
}

/// Full names: what is one word is an alias of its own.
fn names(entry: &Entry) -> impl Iterator<Item = &str> {
    entry
        .aliases
        .iter()
        .filter(|alias| alias.lang.is_none())
        .map(|alias| alias.text)
        .filter(|name| name.contains(' '))
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split([' ', '-', '’', '\'']).filter(|word| !word.is_empty() && !SUFFIXES.contains(word))
}

fn is_surname_first(entry: &Entry) -> bool {
    entry.of.iter().any(|of| FIRST.contains(&of.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::ActorTable;

    fn check(surname: &str, id: &str, expected: bool) {
        let words: Vec<u64> = surname.split(' ').map(hash).collect();
        let table = ActorTable::shared();
        let found = table.with_surname(&words).any(|nth| table.entry(nth).key.as_str() == id);
        assert_eq!(found, expected, "{surname} {id}");
    }

    #[test]
    fn a_surname_is_the_last_word_or_the_first_where_it_comes_first() {
        check("Rice", "person:condoleezza-rice", true);
        check("Park", "person:park-geun-hye", true);
        check("Condoleezza", "person:condoleezza-rice", false);
        check("von der Leyen", "person:ursula-von-der-leyen", true);
    }
}
