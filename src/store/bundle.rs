//! How what articles say is packed: several together, which share their words, so that each takes less room.
//!
//! `tag (1 byte) · length (4 bytes, little endian) · content`, where the content of [`BUNDLE`] is, compressed, the number
//! of parts, their lengths, and the parts: first all of even numbers, as what articles say is alike, and then the others,
//! which say who is in them. The other tags are of stores of older versions: parts by their numbers, and one document.
//!
//! An article has two parts that follow one another: what it says, and who is in it, once that is known. It says where
//! they are by the number of its bundle and of the first part. `unpacked.rs` reads them.

use std::cell::RefCell;
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension};

pub(super) use super::unpacked::{Kept, Unpacked, part, unpack, with_parts};

pub(super) const PLAIN: u8 = 0;
pub(super) const ZSTD: u8 = 1;
pub(super) const IN_ORDER: u8 = 2;
pub(super) const BUNDLE: u8 = 3;
pub(super) const HEADER: usize = 5;

/// How many articles are packed together. Of texts of 5.6 KB, 8 together take 2.0 KB each, 32 take 1.8 and 64 take 1.7; a
/// dictionary trained on news saves 4 % of 8 and nothing of 32.
pub(super) const ARTICLES: usize = 64;
/// Articles of more bytes than this are not packed with further ones.
pub(super) const MAX_BYTES: usize = 640 * 1024;

/// How well to pack.
#[derive(Clone, Copy, Debug)]
pub(super) enum Effort {
    /// For a while: what comes in is packed anew when it is analysed.
    Quick = 1,
    /// For good.
    Thorough = 6,
}

/// Packs parts.
pub(super) fn pack(parts: &[&[u8]], effort: Effort) -> rusqlite::Result<Vec<u8>> {
    thread_local! {
        static QUICK: RefCell<Packer> = const { RefCell::new(None) };
    }
    // It takes megabytes, so that threads take turns.
    static THOROUGH: Mutex<Packer> = Mutex::new(None);
    let content = joined(parts)?;
    let length = number(content.len())?;
    let packed = match effort {
        Effort::Quick => QUICK.with_borrow_mut(|packer| compressed(packer, effort, &content)),
        Effort::Thorough => {
            let mut packer = THOROUGH.lock().unwrap_or_else(PoisonError::into_inner);
            compressed(&mut packer, effort, &content)
        }
    };
    let packed = packed.map_err(to_sql)?;
    let mut out = Vec::with_capacity(HEADER + packed.len());
    out.push(BUNDLE);
    out.extend_from_slice(&length);
    out.extend_from_slice(&packed);
    Ok(out)
}

/// What compresses, once it has been needed.
type Packer = Option<zstd::bulk::Compressor<'static>>;

fn compressed(packer: &mut Packer, effort: Effort, content: &[u8]) -> std::io::Result<Vec<u8>> {
    let packer = match packer {
        Some(packer) => packer,
        none => none.insert(zstd::bulk::Compressor::new(effort as i32)?),
    };
    packer.compress(content)
}

/// The number of parts, their lengths, and the parts.
pub(super) fn joined(parts: &[&[u8]]) -> rusqlite::Result<Vec<u8>> {
    let sizes = std::iter::once(parts.len()).chain(parts.iter().map(|part| part.len()));
    let mut content = sizes.map(number).collect::<Result<Vec<_>, _>>()?.concat();
    order(parts.len(), BUNDLE).for_each(|nth| content.extend_from_slice(parts[nth]));
    Ok(content)
}

/// The order in which so many parts stand.
pub(super) fn order(count: usize, tag: u8) -> impl Iterator<Item = usize> {
    let (step, rest) = if tag == BUNDLE { (2, 1..count) } else { (1, 0..0) };
    (0..count).step_by(step).chain(rest.step_by(2))
}

fn number(n: usize) -> rusqlite::Result<[u8; 4]> {
    u32::try_from(n).map(u32::to_le_bytes).map_err(to_sql)
}

fn to_sql(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}

/// The number of the next bundle.
pub(super) fn next_id(db: &Connection) -> rusqlite::Result<i64> {
    db.prepare_cached("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'bundle'), 0) + 1")?
        .query_row([], |row| row.get(0))
}

/// Stores a bundle of so many articles.
pub(super) fn insert(db: &Connection, id: i64, articles: usize, packed: &[u8]) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO bundle (id, articles, packed) VALUES (?1, ?2, ?3)")?.execute((
        id,
        i64::try_from(articles).unwrap_or(i64::MAX),
        packed,
    ))?;
    Ok(())
}

/// Notes that articles have left a bundle, which goes with the last.
pub(super) fn leave(db: &Connection, id: i64, articles: i64) -> rusqlite::Result<()> {
    if articles > 0 {
        let left: Option<i64> = db
            .prepare_cached("SELECT articles - ?2 FROM bundle WHERE id = ?1")?
            .query_row((id, articles), |row| row.get(0))
            .optional()?;
        let sql = match left {
            Some(1..) => "UPDATE bundle SET articles = articles - ?2 WHERE id = ?1",
            _ => "DELETE FROM bundle WHERE id = ?1 AND ?2",
        };
        db.prepare_cached(sql)?.execute((id, articles))?;
    }
    Ok(())
}

/// The bundle that an article lies in.
pub(super) fn of(db: &Connection, article: i64) -> rusqlite::Result<i64> {
    db.prepare_cached("SELECT bundle FROM article WHERE id = ?1")?.query_row([article], |row| row.get(0))
}
