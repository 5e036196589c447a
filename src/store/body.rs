//! What an article says and who is in it, as the parts of a bundle: a letter that says what it is, then the rest.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::filling::Part;
use super::{bundle, cast, cast_part};
use crate::model::{Cast, CleanText, Document, FeedEntry, FeedHead, Markup, Timestamp};

const DOCUMENT: u8 = b'd';
const ENTRY: u8 = b'e';

/// What an article says on its way into the store: a document; or what a feed has of it, from which a document is made
/// only when somebody wants to read it, or it is analysed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    pub(super) title: CleanText,
    pub(super) published: Option<Timestamp>,
    /// A number to find equal contents by.
    pub(super) hash: i64,
    pub(super) part: Part,
}

impl Packed {
    /// A document.
    pub fn document(document: &Document) -> Self {
        let part = document_part(document);
        let hash = hash(part.get(1..).unwrap_or_default());
        Self {
            title: document.title.clone(),
            published: document.published,
            hash,
            part: Part::Loose(part.into()),
        }
    }

    /// An entry of a feed, of which title and time are known already.
    pub fn entry(title: CleanText, published: Option<Timestamp>, head: &FeedHead, entry: &FeedEntry) -> Self {
        // Where a feed counts its visitors in the link, or says anew when it was made, its words are the same.
        let (content, summary) = (entry.content.as_ref(), entry.summary.as_ref());
        let said = (&title, published, content.map(|it| &it.text), summary.map(|it| &it.text));
        let hash = hash(&with_letter(ENTRY, &said, about(entry)));
        let part = entry_part(head, entry);
        Self { hash, part: Part::Loose(part.into()), title, published }
    }
}

/// What an article says, as it was stored.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A document.
    Document(Box<Document>),
    /// What a feed has of it, and what the feed says of itself.
    Entry(Box<(FeedHead, FeedEntry)>),
}

impl Content {
    /// What a part says.
    pub(super) fn of(part: &[u8]) -> rusqlite::Result<Self> {
        match part.split_first() {
            Some((&DOCUMENT, json)) => from_json(json).map(|document| Self::Document(Box::new(document))),
            Some((&ENTRY, json)) => from_json(json).map(Self::Entry),
            _ => Err(damage("what an article says is written in an unknown way")),
        }
    }

    /// The document, where one has been made.
    pub(super) fn into_document(self) -> Option<Document> {
        match self {
            Self::Document(document) => Some(*document),
            Self::Entry(_) => None,
        }
    }
}

/// The part that a document is.
pub(super) fn document_part(document: &Document) -> Vec<u8> {
    with_letter(DOCUMENT, document, 0)
}

/// The part that an entry of a feed is.
pub(super) fn entry_part(head: &FeedHead, entry: &FeedEntry) -> Vec<u8> {
    with_letter(ENTRY, &(head, entry), about(entry))
}

/// About how many bytes an entry takes as JSON.
fn about(entry: &FeedEntry) -> usize {
    let text = |markup: &Option<Markup>| markup.as_ref().map_or(0, |markup| markup.text.len());
    (text(&entry.content) + text(&entry.summary)) * 9 / 8 + 1024
}

/// The part that the JSON of a document is.
pub(super) fn as_document(json: &[u8]) -> Vec<u8> {
    [&[DOCUMENT], json].concat()
}

/// The part that says what a stored article says; `None` where there is no such article.
pub(super) fn part(db: &Connection, article: i64) -> rusqlite::Result<Option<Vec<u8>>> {
    db.prepare_cached(
        "SELECT b.packed, a.slot FROM article a JOIN bundle b ON b.id = a.bundle WHERE a.id = ?1",
    )?
    .query_row([article], |row| bundle::part(row.get_ref(0)?.as_blob().unwrap_or_default(), row.get(1)?))
    .optional()
}

/// Who is in a stored article: nobody that is known of, until it is analysed.
pub(super) fn cast(db: &Connection, article: i64) -> rusqlite::Result<Cast> {
    let cast = db
        .prepare_cached(
            "SELECT b.packed, a.slot + 1 FROM article a JOIN bundle b ON b.id = a.bundle
             WHERE a.id = ?1 AND a.cast_version >= ?2",
        )?
        .query_row((article, cast::READABLE), |row| {
            let slot = row.get(1)?;
            bundle::with_parts(row.get_ref(0)?.as_blob().unwrap_or_default(), &[slot], |parts| {
                cast_part::unpack(parts.get(slot)?)
            })
        })
        .optional()?;
    Ok(cast.unwrap_or_default())
}

/// An error for something stored that cannot be read back.
pub(super) fn damage(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, why.into())
}

/// A part of about so many bytes.
fn with_letter(letter: u8, value: &impl Serialize, about: usize) -> Vec<u8> {
    let mut part = Vec::with_capacity(about);
    part.push(letter);
    // Neither the values nor writing to memory can fail.
    let _ = serde_json::to_writer(&mut part, value);
    part
}

fn from_json<T: DeserializeOwned>(json: &[u8]) -> rusqlite::Result<T> {
    serde_json::from_slice(json).map_err(|error| damage(error.to_string()))
}

fn hash(bytes: &[u8]) -> i64 {
    // FNV-1a: the same on every machine and in every version, which the standard library's hashers are not.
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    });
    hash.cast_signed()
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn the_hash_never_changes() {
        assert_eq!(hash(b""), -3_750_763_034_362_895_579);
        assert_eq!(hash(b"a"), -5_808_556_873_153_909_620);
    }
}
