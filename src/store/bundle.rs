//! How what articles say is packed: several together, which share their words, so that each takes less room.
//!
//! `tag (1 byte) · length (4 bytes, little endian) · content`, where the content of [`BUNDLE`] is, compressed, the number
//! of parts, their lengths, and the parts: first all of even numbers, as what articles say is alike, and then the others,
//! which say who is in them. The other tags are of stores of older versions: parts by their numbers, and one document.
//!
//! An article has two parts that follow one another: what it says, and who is in it, once that is known. It says where
//! they are by the number of its bundle and of the first part.

use std::cell::RefCell;
use std::ops::Range;

use rusqlite::{Connection, OptionalExtension};

use super::body::{self, damage};

const PLAIN: u8 = 0;
const ZSTD: u8 = 1;
const IN_ORDER: u8 = 2;
const BUNDLE: u8 = 3;
const HEADER: usize = 5;
/// More than any input can give; a length above it is damage.
const MAX_CONTENT: usize = 1 << 30;

/// How many articles are packed together. Of texts of 5.6 KB, 8 together take 2.0 KB each, 32 take 1.8 and 64 take 1.7; a
/// dictionary trained on news saves 4 % of 8 and nothing of 32. A quarter of a millisecond is what unpacking 32 takes.
pub(super) const ARTICLES: usize = 32;
/// How many that come in are: those that are analysed together come from many feeds, and each from a bundle of its own.
const INCOMING: usize = 8;
/// Articles of more bytes than this are not packed with further ones.
pub(super) const MAX_BYTES: usize = 256 * 1024;

/// Of more bytes than this nothing is kept unpacked.
const MAX_KEPT: usize = 4 * MAX_BYTES;

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
    let content = joined(parts)?;
    let length = number(content.len())?;
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

/// What was packed, unpacked.
pub(super) struct Parts<'a> {
    content: &'a [u8],
    places: &'a [Range<usize>],
}

impl<'a> Parts<'a> {
    /// One of the parts.
    pub(super) fn get(&self, nth: u32) -> rusqlite::Result<&'a [u8]> {
        let place = self.places.get(nth as usize).ok_or_else(|| damage("a bundle lacks a part"))?;
        Ok(&self.content[place.clone()])
    }
}

/// The parts that were packed.
pub(super) fn unpack(blob: &[u8]) -> rusqlite::Result<Vec<Vec<u8>>> {
    with_parts(blob, |Parts { content, places }| {
        Ok(places.iter().map(|place| content[place.clone()].to_vec()).collect())
    })
}

/// One of the parts that were packed.
pub(super) fn part(blob: &[u8], nth: u32) -> rusqlite::Result<Vec<u8>> {
    with_parts(blob, |parts| parts.get(nth).map(<[u8]>::to_vec))
}

/// Where in the content of a bundle its parts are.
fn places(content: &[u8], tag: u8) -> rusqlite::Result<Vec<Range<usize>>> {
    let number = |nth: usize| {
        let bytes = content.get(nth * 4..nth * 4 + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    };
    let damaged = || damage("a bundle is cut short");
    let count = number(0).filter(|count| *count < content.len()).ok_or_else(damaged)?;
    let mut at = (count + 1) * 4;
    let mut places = vec![0..0; count];
    for nth in order(count, tag) {
        let end = at.checked_add(number(nth + 1).ok_or_else(damaged)?).ok_or_else(damaged)?;
        places[nth] = at..end;
        at = end;
    }
    if at <= content.len() { Ok(places) } else { Err(damaged()) }
}

/// The order in which so many parts stand.
fn order(count: usize, tag: u8) -> impl Iterator<Item = usize> {
    let (step, rest) = if tag == BUNDLE { (2, 1..count) } else { (1, 0..0) };
    (0..count).step_by(step).chain(rest.step_by(2))
}

/// What was unpacked last, with what it was unpacked from: neighbours in a list lie in one bundle.
#[derive(Default)]
struct Last {
    unpacker: Option<zstd::bulk::Decompressor<'static>>,
    blob: Vec<u8>,
    content: Vec<u8>,
    places: Vec<Range<usize>>,
}

/// What `work` makes of the parts that were packed.
pub(super) fn with_parts<T>(
    blob: &[u8],
    work: impl FnOnce(Parts<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    thread_local! {
        static LAST: RefCell<Last> = RefCell::default();
    }
    LAST.with_borrow_mut(|last| {
        if last.blob.is_empty() || last.blob != blob {
            last.blob.clear();
            last.content = content(blob, &mut last.unpacker)?;
            last.places = places(&last.content, blob[0])?;
            if last.content.len() <= MAX_KEPT {
                last.blob.extend_from_slice(blob);
            }
        }
        let made = work(Parts { content: &last.content, places: &last.places });
        if last.blob.is_empty() {
            last.content = Vec::new();
        }
        made
    })
}

/// The content of a bundle, with its number and lengths of parts whatever the version.
fn content(
    blob: &[u8],
    unpacker: &mut Option<zstd::bulk::Decompressor<'static>>,
) -> rusqlite::Result<Vec<u8>> {
    let damaged = || damage("a document is cut short or packed in an unknown way");
    let (header, packed) = blob.split_at_checked(HEADER).ok_or_else(damaged)?;
    let length = u32::from_le_bytes([header[1], header[2], header[3], header[4]]) as usize;
    let content = match header[0] {
        PLAIN => packed.to_vec(),
        ZSTD | IN_ORDER | BUNDLE if length <= MAX_CONTENT => {
            let unpacker = match unpacker {
                Some(unpacker) => unpacker,
                none => {
                    none.insert(zstd::bulk::Decompressor::new().map_err(|error| damage(error.to_string()))?)
                }
            };
            unpacker.decompress(packed, length).map_err(|error| damage(error.to_string()))?
        }
        _ => return Err(damaged()),
    };
    match header[0] {
        _ if content.len() != length => Err(damaged()),
        IN_ORDER | BUNDLE => Ok(content),
        _ => joined(&[&body::as_document(&content)]),
    }
}

/// The number of parts, their lengths, and the parts.
fn joined(parts: &[&[u8]]) -> rusqlite::Result<Vec<u8>> {
    let sizes = std::iter::once(parts.len()).chain(parts.iter().map(|part| part.len()));
    let mut content = sizes.map(number).collect::<Result<Vec<_>, _>>()?.concat();
    order(parts.len(), BUNDLE).for_each(|nth| content.extend_from_slice(parts[nth]));
    Ok(content)
}

fn number(n: usize) -> rusqlite::Result<[u8; 4]> {
    u32::try_from(n).map(u32::to_le_bytes).map_err(to_sql)
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
        if self.parts.len() >= INCOMING || self.bytes + part.len() > MAX_BYTES {
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
