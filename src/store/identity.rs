//! Which stored article an incoming one is: by its own key, else by its address.
//!
//! Keys are kept as hashes. Nobody outside can make two keys collide on purpose, as the hash depends on a number that
//! each store draws for itself; by accident it happens to one of a hundred million stores of a million articles.

use rusqlite::{Connection, OptionalExtension};

use super::add::Incoming;
use super::writer::Memory;
use crate::model::ArticleKey;

/// The number that the hashes of this store depend on.
pub(super) fn salt(db: &Connection) -> rusqlite::Result<u64> {
    let salt: String = db.query_row("SELECT value FROM meta WHERE name = 'salt'", [], |row| row.get(0))?;
    Ok(salt.parse().unwrap_or_default())
}

/// The hash of a key: a polynomial over a prime field, at a point that nobody knows (Carter and Wegman 1979).
pub(super) fn hash(salt: u64, key: &str) -> i64 {
    const PRIME: u128 = (1 << 61) - 1;
    let point = u128::from(salt) % PRIME;
    let bytes = key.as_bytes().chunks(7);
    let value = bytes.fold(key.len() as u128, |sum, chunk| {
        let part = chunk.iter().fold(0_u128, |part, byte| part << 8 | u128::from(*byte));
        (sum * point + part + 1) % PRIME
    });
    // Below the prime, so that it fits.
    i64::try_from(value).unwrap_or_default()
}

/// What `merged` says of articles that were removed for good: those that are not to come again.
pub(super) const GONE: i64 = 0;
/// Those that may.
pub(super) const FORGOTTEN: i64 = -1;

/// The stored article that an incoming one is, where it is known; [`GONE`] where it is to stay away.
///
/// An address alone does not make two entries of one feed the same article: some feeds give all of them the address
/// of the site, or of a page that goes on.
pub(super) fn find(
    db: &Connection,
    memory: &mut Memory,
    incoming: &Incoming,
) -> rusqlite::Result<Option<i64>> {
    let salt = memory.salt(db)?;
    if let Some(id) = known_as(db, salt, &incoming.key)? {
        return Ok(Some(id));
    }
    let Some(address) = &incoming.address else { return Ok(None) };
    let Some(id) = known_as(db, salt, address)? else { return Ok(None) };
    if incoming.key.entry_scope().is_none() || id == GONE {
        return Ok(Some(id).filter(|id| *id != GONE));
    }
    // One that came with an export may have a name in its feed that is not known here: it says what it said last.
    let another: bool = db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM entry WHERE feed_id = ?1 AND article_id = ?2 AND hash IS NOT ?3)",
        )?
        .query_row((incoming.feed.0, id, incoming.content.hash), |row| row.get(0))?;
    Ok((!another).then_some(id))
}

/// Notes what an article is known as. An address that is another's stays that one's.
pub(super) fn note(
    db: &Connection,
    memory: &mut Memory,
    article: i64,
    incoming: &Incoming,
) -> rusqlite::Result<()> {
    let salt = memory.salt(db)?;
    let keys = std::iter::once(&incoming.key).chain(&incoming.address);
    keys.into_iter().try_for_each(|key| note_hash(db, hash(salt, &key.0), article))
}

/// The same, by the hash of a key.
pub(super) fn note_hash(db: &Connection, hash: i64, article: i64) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO identity (hash, article_id) VALUES (?1, ?2)
         ON CONFLICT (hash) DO UPDATE SET article_id = excluded.article_id WHERE article_id IN
            (SELECT m.article_id FROM merged m WHERE m.article_id = identity.article_id AND m.into_id <= 0)",
    )?
    .execute((hash, article))?;
    Ok(())
}

/// Forgets what an article is known as.
pub(super) fn forget(db: &Connection, article: i64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM identity WHERE article_id = ?1")?.execute([article])?;
    Ok(())
}

fn known_as(db: &Connection, salt: u64, key: &ArticleKey) -> rusqlite::Result<Option<i64>> {
    article_of(db, hash(salt, &key.0))
}

/// The article that is known by a hash; [`GONE`] where it is to stay away.
pub(super) fn article_of(db: &Connection, hash: i64) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached(
        "SELECT coalesce(m.into_id, i.article_id) FROM identity i LEFT JOIN merged m ON m.article_id = i.article_id
         WHERE i.hash = ?1",
    )?
    .query_row([hash], |row| row.get(0))
    .optional()
    .map(|known| known.filter(|id| *id != FORGOTTEN))
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn keys_have_hashes_of_their_own_in_every_store() {
        let keys =
            ["", "a", "b", "ab", "\0", "\0\0", "entry:1:a", "entry:1:b", "aaaaaaab", "aaaaaaaa", "a\0aaaaaa"];
        for salt in [1 << 40, 88_172_645_463_325_252] {
            let hashes: std::collections::BTreeSet<i64> = keys.iter().map(|key| hash(salt, key)).collect();
            assert_eq!(hashes.len(), keys.len());
        }
        assert_ne!(hash(1 << 40, "entry:1:a"), hash(1 << 41, "entry:1:a"));
    }
}
