//! How what articles say is packed: several together, which share their words, so that each takes less room.
//!
//! `tag (1 byte) · length (4 bytes, little endian) · content`, where the content of [`BUNDLE`] is, compressed, the number
//! of parts, their lengths, and the parts. The other two tags are of stores of older versions: one document.
//!
//! An article has two parts that follow one another: what it says, and who is in it, once that is known. It says where
//! they are by the number of its bundle and of the first part.

use std::cell::RefCell;

use rusqlite::{Connection, OptionalExtension};

use super::body::{self, damage};

const PLAIN: u8 = 0;
const ZSTD: u8 = 1;
const BUNDLE: u8 = 2;
const HEADER: usize = 5;
/// More than any input can give; a length above it is damage.
const MAX_CONTENT: usize = 1 << 30;

/// How many articles are packed together: with more, opening one takes longer, and little is gained.
pub(super) const ARTICLES: usize = 8;
/// Articles of more bytes than this are not packed with further ones.
const MAX_BYTES: usize = 96 * 1024;

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
        static PACKER: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) };
    }
    let number = |n: usize| u32::try_from(n).map(u32::to_le_bytes);
    let sizes = std::iter::once(parts.len()).chain(parts.iter().map(|part| part.len()));
    let sizes = sizes.map(number).collect::<Result<Vec<_>, _>>();
    let mut content = sizes.map_err(to_sql)?.concat();
    parts.iter().for_each(|part| content.extend_from_slice(part));
    let length = number(content.len()).map_err(to_sql)?;
    let packed = PACKER.with_borrow_mut(|packer| {
        let packer = match packer {
            Some(packer) => packer,
            none => none.insert(zstd::bulk::Compressor::new(0)?),
        };
        packer.set_compression_level(effort as i32)?;
        packer.compress(&content)
    });
    let packed = packed.map_err(to_sql)?;
    let mut out = Vec::with_capacity(HEADER + packed.len());
    out.push(BUNDLE);
    out.extend_from_slice(&length);
    out.extend_from_slice(&packed);
    Ok(out)
}

/// The parts that were packed.
pub(super) fn unpack(blob: &[u8]) -> rusqlite::Result<Vec<Vec<u8>>> {
    let content = content(blob)?;
    if blob[0] != BUNDLE {
        return Ok(vec![body::as_document(&content)]);
    }
    let number = |nth: usize| {
        let bytes = content.get(nth * 4..nth * 4 + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    };
    let damaged = || damage("a bundle is cut short");
    let count = number(0).filter(|count| *count < content.len()).ok_or_else(damaged)?;
    let mut at = (count + 1) * 4;
    let mut parts = Vec::with_capacity(count);
    for nth in 1..=count {
        let end = at.checked_add(number(nth).ok_or_else(damaged)?).ok_or_else(damaged)?;
        parts.push(content.get(at..end).ok_or_else(damaged)?.to_vec());
        at = end;
    }
    Ok(parts)
}

/// One of the parts that were packed.
pub(super) fn part(blob: &[u8], nth: u32) -> rusqlite::Result<Vec<u8>> {
    unpack(blob)?.into_iter().nth(nth as usize).ok_or_else(|| damage("a bundle lacks a part"))
}

fn content(blob: &[u8]) -> rusqlite::Result<Vec<u8>> {
    thread_local! {
        static UNPACKER: RefCell<Option<zstd::bulk::Decompressor<'static>>> = const { RefCell::new(None) };
    }
    let damaged = || damage("a document is cut short or packed in an unknown way");
    let (header, packed) = blob.split_at_checked(HEADER).ok_or_else(damaged)?;
    let length = u32::from_le_bytes([header[1], header[2], header[3], header[4]]) as usize;
    let content = match header[0] {
        PLAIN => packed.to_vec(),
        ZSTD | BUNDLE if length <= MAX_CONTENT => UNPACKER
            .with_borrow_mut(|unpacker| match unpacker {
                Some(unpacker) => unpacker.decompress(packed, length),
                none => none.insert(zstd::bulk::Decompressor::new()?).decompress(packed, length),
            })
            .map_err(|error| damage(error.to_string()))?,
        _ => return Err(damaged()),
    };
    if content.len() == length { Ok(content) } else { Err(damaged()) }
}

fn to_sql(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}

/// Bundles that are being filled, within one transaction.
#[derive(Debug, Default)]
pub(super) struct Filling {
    /// The one being filled, where there is one. Others are made only when that has been stored.
    id: i64,
    parts: Vec<Vec<u8>>,
    bytes: usize,
}

impl Filling {
    /// Puts in what an article says; which bundle that is, and where in it.
    pub(super) fn push(&mut self, db: &Connection, part: Vec<u8>) -> rusqlite::Result<(i64, i64)> {
        if self.parts.len() >= ARTICLES || self.bytes + part.len() > MAX_BYTES {
            self.flush(db)?;
        }
        if self.parts.is_empty() {
            self.id = next_id(db)?;
        }
        let place = (self.id, i64::try_from(self.parts.len()).unwrap_or(i64::MAX));
        self.bytes += part.len();
        self.parts.push(part);
        Ok(place)
    }

    /// Stores what is in it. What has not been stored cannot be read.
    pub(super) fn flush(&mut self, db: &Connection) -> rusqlite::Result<()> {
        if self.parts.is_empty() {
            return Ok(());
        }
        let parts: Vec<&[u8]> = self.parts.iter().map(Vec::as_slice).collect();
        insert(db, self.id, self.parts.len(), &pack(&parts, Effort::Quick)?)?;
        *self = Self::default();
        Ok(())
    }
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

#[cfg(test)]
mod tests {
    use super::{Effort, pack, part, unpack};

    #[test]
    fn what_is_packed_comes_back() {
        let long = "talks resume ".repeat(500);
        let parts: [&[u8]; 3] = [b"", b"{}", long.as_bytes()];
        for effort in [Effort::Quick, Effort::Thorough] {
            let packed = pack(&parts, effort).expect("packs");
            assert_eq!(unpack(&packed).expect("unpacks"), parts);
            assert_eq!(part(&packed, 1).expect("there"), b"{}");
            assert!(part(&packed, 3).is_err() && packed.len() < 200);
        }
    }

    #[test]
    fn a_document_of_an_older_version_is_read() {
        assert_eq!(part(&[0, 2, 0, 0, 0, b'{', b'}'], 0).expect("there"), b"d{}");
        let json = "talks ".repeat(50);
        let packed = zstd::bulk::compress(json.as_bytes(), 3).expect("packs");
        let blob = [&[1_u8, 44, 1, 0, 0][..], &packed].concat();
        assert_eq!(part(&blob, 0).expect("there"), format!("d{json}").as_bytes());
    }

    #[test]
    fn damage_is_an_error() {
        let packed = pack(&[b"talks resume"], Effort::Quick).expect("packs");
        assert!(unpack(&packed[..packed.len() - 1]).is_err());
        assert!(unpack(&[]).is_err());
        assert!(unpack(&[1, 255, 255, 255, 255, 0]).is_err());
        assert!(unpack(&[9, 0, 0, 0, 0]).is_err());
    }
}
