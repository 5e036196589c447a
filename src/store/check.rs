//! What the index cannot say of an article, looked at in the article itself and in the tables.

use std::collections::VecDeque;

use rusqlite::{Connection, OptionalExtension};

use super::body::Content;
use super::bundle::Unpacked;
use super::ids_of_days::{Days, Holds};
use super::says::Says;
use super::set::Set;
use super::{cast, cast_part, hide, names, notes};
use crate::model::{Cast, CleanText, Document, Timestamp};

/// What is looked at in an article.
#[derive(Clone, Debug)]
pub(super) enum Check {
    /// All of these hold.
    All(Vec<Check>),
    /// One of these does.
    Any(Vec<Check>),
    /// It does not hold.
    Not(Box<Check>),
    /// It is in a set of the index.
    Index(Set),
    /// It is of these days.
    Days(Days),
    /// A table says so.
    Row(RowTest),
    /// It says so.
    Says(Says),
}

/// What a table says of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub(super) enum RowTest {
    Unread,
    Read,
    Starred,
    Muted,
    Changed,
}

impl RowTest {
    fn sql(&self) -> &'static str {
        match self {
            Self::Unread => "EXISTS (SELECT 1 FROM unread WHERE feed_id = 0 AND article_id = ?1)",
            Self::Read => "EXISTS (SELECT 1 FROM status WHERE article_id = ?1 AND read_at IS NOT NULL)",
            Self::Starred => "EXISTS (SELECT 1 FROM status WHERE article_id = ?1 AND starred_at IS NOT NULL)",
            Self::Muted => "EXISTS (SELECT 1 FROM article WHERE id = ?1 AND hidden & 2)",
            Self::Changed => {
                "EXISTS (SELECT 1 FROM status s JOIN article a ON a.id = s.article_id
                         WHERE s.article_id = ?1 AND s.read_revision < a.revision)"
            }
        }
    }

    fn holds(&self, db: &Connection, id: i64) -> rusqlite::Result<bool> {
        debug_assert_eq!(hide::MUTED, 2, "as in the text of the statement");
        let mut statement = db.prepare_cached(&format!("SELECT {}", self.sql()))?;
        statement.query_row([id], |row| row.get(0))
    }
}

/// Looks at articles, one after another: those that lie near each other come from one unpacking.
pub(super) struct Checker<'a> {
    db: &'a Connection,
    unpacked: VecDeque<(i64, Vec<u8>, Unpacked)>,
}

/// Bundles that are kept unpacked.
const KEPT: usize = 4;

/// An article that is looked at, as far as it has been read.
struct Seen {
    id: i64,
    row: Option<Row>,
    document: Option<Option<Document>>,
}

struct Row {
    title: CleanText,
    bundle: i64,
    slot: u32,
    is_whole: bool,
    has_cast: bool,
    published: Option<Timestamp>,
}

impl<'a> Checker<'a> {
    /// One who has not looked at anything yet.
    pub(super) fn new(db: &'a Connection) -> Self {
        Self { db, unpacked: VecDeque::new() }
    }

    /// Whether all of this holds for an article.
    pub(super) fn holds(&mut self, checks: &[Check], id: i64) -> rusqlite::Result<bool> {
        let mut seen = Seen { id, row: None, document: None };
        self.all(checks, &mut seen)
    }

    /// What an article says, where it has been analysed.
    pub(super) fn document(&mut self, id: i64) -> rusqlite::Result<Option<Document>> {
        let mut seen = Seen { id, row: None, document: None };
        self.read_document(&mut seen)?;
        Ok(seen.document.flatten())
    }

    /// One part of what an article is packed as, `nth` from its own: what it says, then who is in it.
    pub(super) fn part(&mut self, bundle: i64, slot: u32) -> rusqlite::Result<Vec<u8>> {
        if self.unpacked.iter().all(|(id, ..)| *id != bundle) {
            let blob = self
                .db
                .prepare_cached("SELECT packed FROM bundle WHERE id = ?1")?
                .query_row([bundle], |row| row.get(0))?;
            self.unpacked.truncate(KEPT - 1);
            self.unpacked.push_front((bundle, blob, Unpacked::default()));
        }
        let found = self.unpacked.iter_mut().find(|(id, ..)| *id == bundle);
        let unpacked = found.map(|(_, blob, unpacked)| unpacked.parts(blob, &[slot])).transpose()?;
        Ok(unpacked.map_or(Ok(&[][..]), |parts| parts.get(slot))?.to_vec())
    }

    fn all(&mut self, checks: &[Check], seen: &mut Seen) -> rusqlite::Result<bool> {
        for check in checks {
            if !self.one(check, seen)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn one(&mut self, check: &Check, seen: &mut Seen) -> rusqlite::Result<bool> {
        match check {
            Check::All(checks) => self.all(checks, seen),
            Check::Any(checks) => {
                for check in checks {
                    if self.one(check, seen)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Check::Not(check) => self.one(check, seen).map(|holds| !holds),
            Check::Index(Set::Nothing) => Ok(false),
            Check::Index(set) => match set.expression() {
                None => Ok(true),
                Some(expression) => self
                    .db
                    .prepare_cached(
                        "SELECT EXISTS (SELECT 1 FROM search WHERE search MATCH ?1 AND rowid = ?2)",
                    )?
                    .query_row((expression, seen.id), |row| row.get(0)),
            },
            Check::Days(days) => match days.hold(seen.id) {
                Holds::Yes => Ok(true),
                Holds::No => Ok(false),
                Holds::Maybe => {
                    self.read_row(seen)?;
                    let published = seen.row.as_ref().and_then(|row| row.published);
                    Ok(days.hold_published(seen.id, published))
                }
            },
            Check::Row(test) => test.holds(self.db, seen.id),
            Check::Says(says) => self.says(says, seen),
        }
    }

    /// Of an article that is not analysed yet, only the title is looked at.
    fn says(&mut self, says: &Says, seen: &mut Seen) -> rusqlite::Result<bool> {
        self.read_row(seen)?;
        let Some(row) = &seen.row else { return Ok(false) };
        if !row.is_whole || says.is_about_title() {
            return Ok(!says.asks_who() && says.is_in(Some(crate::model::Part::Title), &row.title));
        }
        let cast = if says.asks_who() { self.cast(seen)? } else { Cast::default() };
        self.read_document(seen)?;
        Ok(seen.document.iter().flatten().any(|document| says.is_in_document(document, &cast)))
    }

    /// Who is in an article, as the user has it.
    fn cast(&mut self, seen: &mut Seen) -> rusqlite::Result<Cast> {
        self.read_row(seen)?;
        let place = seen.row.as_ref().filter(|row| row.has_cast).map(|row| (row.bundle, row.slot + 1));
        let Some((bundle, slot)) = place else { return Ok(Cast::default()) };
        names::regrouped(self.db, cast_part::unpack(&self.part(bundle, slot)?)?)
    }

    fn read_row(&mut self, seen: &mut Seen) -> rusqlite::Result<()> {
        if seen.row.is_none() {
            seen.row = self
                .db
                .prepare_cached(
                    "SELECT title, bundle, slot, index_version > 0, cast_version >= ?2, published
                     FROM article WHERE id = ?1",
                )?
                .query_row((seen.id, cast::READABLE), |row| {
                    Ok(Row {
                        title: super::list::clean(row, 0)?,
                        bundle: row.get(1)?,
                        slot: row.get(2)?,
                        is_whole: row.get(3)?,
                        has_cast: row.get(4)?,
                        published: row.get::<_, Option<i64>>(5)?.map(super::list::time).transpose()?,
                    })
                })
                .optional()?;
        }
        Ok(())
    }

    fn read_document(&mut self, seen: &mut Seen) -> rusqlite::Result<()> {
        self.read_row(seen)?;
        if seen.document.is_none() {
            let place = seen.row.as_ref().map(|row| (row.bundle, row.slot));
            let document = match place {
                Some((bundle, slot)) => Content::of(&self.part(bundle, slot)?)?.into_document(),
                None => None,
            };
            let note = notes::note_of(self.db, seen.id)?;
            let document = document.map(|document| document.with_note(note.as_deref()));
            seen.document = Some(document);
        }
        Ok(())
    }
}
