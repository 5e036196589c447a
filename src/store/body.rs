//! How documents and casts are packed: JSON, compressed, behind a tag that says how.
//!
//! `tag (1 byte) · length of the JSON (4 bytes, little endian) · the packed JSON`. A trained dictionary will be
//! a new tag; what is packed without one stays readable.

use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;

const PLAIN: u8 = 0;
const ZSTD: u8 = 1;
const HEADER: usize = 5;
const LEVEL: i32 = 3;
/// Below this there is nothing to gain.
const WORTHWHILE: usize = 64;
/// More than any input can give; a length above it is damage, not a document.
const MAX_JSON: usize = 1 << 30;

/// The JSON of a value, as it is packed and compared.
pub(super) fn to_json(value: &impl Serialize) -> rusqlite::Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// Packs JSON for the store.
pub(super) fn pack(json: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let length = u32::try_from(json.len()).ok().filter(|n| *n as usize <= MAX_JSON);
    let length = length.ok_or_else(|| {
        rusqlite::Error::ToSqlConversionFailure("a document of more than a gigabyte".into())
    })?;
    let packed = (json.len() >= WORTHWHILE)
        .then(|| zstd::bulk::compress(json, LEVEL))
        .transpose()
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?
        .filter(|packed| packed.len() < json.len());
    let (tag, content) = packed.as_deref().map_or((PLAIN, json), |packed| (ZSTD, packed));
    let mut out = Vec::with_capacity(HEADER + content.len());
    out.push(tag);
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(content);
    Ok(out)
}

/// The JSON that was packed.
pub(super) fn unpack(blob: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let damaged = || damage("a document is cut short or packed in an unknown way");
    let (header, content) = blob.split_at_checked(HEADER).ok_or_else(damaged)?;
    let length = u32::from_le_bytes([header[1], header[2], header[3], header[4]]) as usize;
    let json = match header[0] {
        PLAIN => content.to_vec(),
        ZSTD if length <= MAX_JSON => {
            zstd::bulk::decompress(content, length).map_err(|error| damage(error.to_string()))?
        }
        _ => return Err(damaged()),
    };
    if json.len() == length { Ok(json) } else { Err(damaged()) }
}

/// The value that was packed.
pub(super) fn read<T: DeserializeOwned>(blob: &[u8]) -> rusqlite::Result<T> {
    serde_json::from_slice(&unpack(blob)?).map_err(|error| damage(error.to_string()))
}

/// An error for something stored that cannot be read back.
pub(super) fn damage(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, why.into())
}

/// A number to find equal contents by. Equality is decided by the contents themselves.
pub(super) fn hash(json: &[u8]) -> i64 {
    // FNV-1a: the same on every machine and in every version, which the standard library's hashers are not.
    let hash = json.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    });
    i64::from_ne_bytes(hash.to_ne_bytes())
}

#[cfg(test)]
mod tests {
    use super::{hash, pack, unpack};

    #[test]
    fn what_is_packed_comes_back() {
        for json in [String::new(), "{}".to_owned(), "talks resume ".repeat(500)] {
            let packed = pack(json.as_bytes()).expect("packs");
            assert!(packed.len() <= json.len() + 5);
            assert_eq!(unpack(&packed).expect("unpacks"), json.as_bytes());
        }
    }

    #[test]
    fn damage_is_an_error() {
        let packed = pack("talks resume ".repeat(500).as_bytes()).expect("packs");
        assert!(unpack(&packed[..packed.len() - 1]).is_err());
        assert!(unpack(&[]).is_err());
        assert!(unpack(&[1, 255, 255, 255, 255, 0]).is_err());
        assert!(unpack(&[9, 0, 0, 0, 0]).is_err());
    }

    #[test]
    fn the_hash_never_changes() {
        assert_eq!(hash(b""), -3_750_763_034_362_895_579);
        assert_eq!(hash(b"a"), -5_808_556_873_153_909_620);
    }
}
