//! Every word of the index, so that `govern*` can be asked for as the few words that begin so.
//!
//! The index by itself answers a prefix by gathering every article that has any such word, which grows with
//! the store; asked for the words one by one, it stops after the first page. Where so many words begin so that asking
//! for each takes long, most articles have one, and looking through the newest finds a page as soon. FTS5's own prefix
//! indexes do it too, but repeat every position in the index: at 30,000 articles of 3.5 KB, those for two and three characters
//! made the index 8.3 instead of 3.6 KB an article, and adding 2.5 times as slow. Words of articles that are gone
//! stay: they find nothing.

use std::hash::{BuildHasher, RandomState};

use rusqlite::Connection;

use super::words::{is_half_pair, offered_tags, split, without_tags};

/// Shorter words are left out, and of shorter prefixes articles are looked through.
const MIN_PREFIX: usize = 2;
/// Words of more bytes, which nobody types the beginning of, are left out.
const MAX_WORD: usize = 64;

/// The words that this process has seen in the store already: their hashes, each in its place, where another word may take it.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    seen: Vec<u64>,
    hasher: RandomState,
}

impl Vocabulary {
    /// How many places there are: 4 MB.
    const PLACES: usize = 1 << 19;

    /// Adds words that are written as the index takes them, in lower case.
    pub(super) fn learn(&mut self, db: &Connection, indexed: &str) -> rusqlite::Result<()> {
        let mut insert = db.prepare_cached("INSERT OR IGNORE INTO word (text) VALUES (?1)")?;
        self.seen.resize(Self::PLACES, 0);
        for word in split(without_tags(indexed)).chain(offered_tags(indexed)) {
            if word.len() < MIN_PREFIX || word.len() > MAX_WORD {
                continue;
            }
            let hash = self.hasher.hash_one(word);
            let place = &mut self.seen[hash as usize % Self::PLACES];
            if *place != hash {
                *place = hash;
                insert.execute([word])?;
            }
        }
        Ok(())
    }

    /// Forgets what it has seen: a transaction was rolled back, and its words with it.
    pub(super) fn forget(&mut self) {
        self.seen.clear();
    }
}

/// What is known of the words that begin in some way.
pub(super) enum Beginning {
    /// These are all.
    Words(Vec<String>),
    /// They are so many that most articles have one.
    Many,
    /// Nothing: the index knows by itself.
    Unknown,
}

/// What is known of the words that begin with `prefix`, which is written as the index takes it.
pub(super) fn beginning_with(db: &Connection, prefix: &str) -> rusqlite::Result<Beginning> {
    if prefix.chars().count() < MIN_PREFIX && !is_half_pair(prefix) {
        return Ok(Beginning::Many);
    }
    if prefix.len() > MAX_WORD / 2 || !prefix.chars().all(char::is_alphanumeric) {
        return Ok(Beginning::Unknown);
    }
    let most = most_words(prefix.chars().count());
    let end = format!("{prefix}\u{10ffff}");
    let words = db
        .prepare_cached("SELECT text FROM word WHERE text >= ?1 AND text < ?2 LIMIT ?3")?
        .query_map((&prefix, end, i64::try_from(most + 1).unwrap_or(i64::MAX)), |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    Ok(match words.len() {
        0 => Beginning::Unknown,
        count if count > most => Beginning::Many,
        _ => Beginning::Words(words),
    })
}

/// How many words are asked for one by one at most. With more of them, articles are looked through for one: the shorter
/// the beginning, the sooner one is found.
fn most_words(characters: usize) -> usize {
    let further = characters.saturating_sub(1).clamp(1, 3);
    100 * further * further
}
