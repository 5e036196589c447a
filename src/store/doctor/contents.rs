//! What articles say, who is in them, and whether the index knows them by that: each article is looked at.

use rusqlite::{Connection, Row};

use super::super::body::{self, Content, Packed};
use super::super::bundle::{self, Effort};
use super::super::copy::HowFar;
use super::super::writer::Memory;
use super::super::{cast, cast_part, index, names, sources};
use super::{Finding, reindex};
use crate::model::{CleanText, Document};

/// What may be wrong with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    /// What it says cannot be read.
    Text,
    /// Who is in it cannot be read, or is nobody who is known.
    Cast,
    /// The index has something else of it, or nothing.
    Index,
}

/// So many are looked at before it is said how far it is.
const PORTION: usize = 256;

pub(super) fn examine(db: &Connection, how_far: HowFar<'_>) -> rusqlite::Result<Vec<Finding>> {
    let (mut texts, mut casts, mut indexed) = (0, 0, 0);
    each(db, how_far, &mut |_, wrong| {
        match wrong {
            Wrong::Text => texts += 1,
            Wrong::Cast => casts += 1,
            Wrong::Index => indexed += 1,
        }
        Ok(())
    })?;
    let revisions = damaged_revisions(db)?.len() as u64;
    let found = [
        (
            "articles whose text cannot be read",
            texts,
            "keeps their titles, addresses and marks; their text comes again with their feeds, as far as those have it, \
             and from a backup",
        ),
        ("articles of which it cannot be read who is in them", casts, "has them analysed again"),
        ("articles that the index does not have as they are", indexed, "indexes them again"),
        ("revisions that cannot be read", revisions, "removes them"),
    ];
    let found = found.into_iter().filter(|(_, count, _)| *count > 0);
    Ok(found.map(|(what, count, remedy)| Finding::mended(what, count, remedy)).collect())
}

/// Mends what is wrong with articles; all of them are indexed again, where the index `is_lost`.
pub(super) fn mend(
    db: &Connection,
    memory: &mut Memory,
    is_lost: bool,
    how_far: HowFar<'_>,
) -> rusqlite::Result<()> {
    for revision in damaged_revisions(db)? {
        db.execute("DELETE FROM revision WHERE id = ?1", [revision])?;
    }
    // In portions, as what is being read is not to be written; in the order of ids, as the index takes them best so.
    let mut after = i64::MIN;
    let all = articles(db)?;
    let mut done = 0;
    loop {
        let mut portion: Vec<(i64, Option<Wrong>)> = Vec::new();
        let mut rows = db.prepare_cached(&format!("{ARTICLES} WHERE a.id > ?1 ORDER BY a.id LIMIT ?2"))?;
        let mut rows = rows.query((after, i64::try_from(PORTION).unwrap_or(i64::MAX)))?;
        while let Some(row) = rows.next()? {
            portion.push((row.get(0)?, look(db, row)?));
        }
        drop(rows);
        let Some((last, _)) = portion.last() else { return Ok(()) };
        after = *last;
        done += portion.len() as u64;
        for (id, wrong) in portion {
            match wrong {
                Some(Wrong::Text) => forget_text(db, id)?,
                Some(Wrong::Cast) => want(db, id)?,
                Some(Wrong::Index) => {}
                None if is_lost => {}
                None => continue,
            }
            reindex(db, memory, id)?;
        }
        how_far(done, all);
    }
}

const ARTICLES: &str = "SELECT a.id, a.title, a.slot, a.cast_version, a.index_version, b.packed, d.sz
    FROM article a LEFT JOIN bundle b ON b.id = a.bundle LEFT JOIN search_docsize d ON d.id = a.id";

/// Goes through all articles, and tells of those with which something is wrong.
fn each(
    db: &Connection,
    how_far: HowFar<'_>,
    found: &mut dyn FnMut(i64, Wrong) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let all = articles(db)?;
    let mut rows = db.prepare(&format!("{ARTICLES} ORDER BY a.id"))?;
    let mut rows = rows.query([])?;
    let mut done = 0;
    while let Some(row) = rows.next()? {
        if let Some(wrong) = look(db, row)? {
            found(row.get(0)?, wrong)?;
        }
        done += 1;
        if done % PORTION as u64 == 0 {
            how_far(done, all);
        }
    }
    Ok(())
}

fn articles(db: &Connection) -> rusqlite::Result<u64> {
    db.query_row("SELECT count(*) FROM article", [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs)
}

/// What is wrong with the article in a row of [`ARTICLES`]. The first thing is: mending it mends the others.
fn look(db: &Connection, row: &Row<'_>) -> rusqlite::Result<Option<Wrong>> {
    let (id, slot): (i64, u32) = (row.get(0)?, row.get(2)?);
    let (cast_version, index_version): (i64, i64) = (row.get(3)?, row.get(4)?);
    let packed = row.get_ref(5)?.as_blob().unwrap_or_default();
    let is_cast = cast_version >= cast::READABLE;
    let wanted = if is_cast { &[slot, slot + 1][..] } else { &[slot] };
    let parts = bundle::with_parts(packed, wanted, |parts| {
        let content = Content::of(parts.get(slot)?)?;
        let cast = match is_cast {
            true => parts.get(slot + 1).and_then(cast_part::unpack).map(Some),
            false => Ok(None),
        };
        Ok((content, cast))
    });
    let Ok((content, cast)) = parts else { return Ok(Some(Wrong::Text)) };
    let Ok(cast) = cast else { return Ok(Some(Wrong::Cast)) };
    let cast = cast.unwrap_or_default();
    let named = names::of(db, &cast)?;
    if named.names.len() != names::names_in(&cast).len() {
        return Ok(Some(Wrong::Cast));
    }
    let Ok(size) = row.get_ref(6)?.as_blob() else { return Ok(Some(Wrong::Index)) };
    // What an older version knew an article by is made anew in any case.
    let is_current = index_version == index::VERSION && cast_version == cast::VERSION;
    let words = match content.into_document() {
        Some(document) if is_current => index::words(&document),
        _ => return Ok(None),
    };
    let known_by = index::known_by(db, id, &sources::of(db, id)?, &named.names, &words)?;
    Ok((number(size) != Some(index::count(&known_by))).then_some(Wrong::Index))
}

/// The number that a variable-length integer of SQLite is.
fn number(bytes: &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for (nth, byte) in bytes.iter().take(9).enumerate() {
        if nth == 8 {
            return Some(number << 8 | u64::from(*byte));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Leaves of an article whose text is lost its title. What its feed has of it next is taken for news.
fn forget_text(db: &Connection, id: i64) -> rusqlite::Result<()> {
    let title: String = db.query_row("SELECT title FROM article WHERE id = ?1", [id], |row| row.get(0))?;
    let document = Document { title: CleanText::new(&title), ..Document::default() };
    let packed = Packed::document(&document);
    let bundle = bundle::next_id(db)?;
    bundle::insert(db, bundle, 1, &bundle::pack(&[&packed.part.bytes()?], Effort::Quick)?)?;
    db.execute("UPDATE article SET bundle = ?2, slot = 0, hash = 0 WHERE id = ?1", (id, bundle))?;
    db.execute(
        "UPDATE entry SET hash = 0 WHERE article_id = ?1 AND feed_id IN
        (SELECT feed_id FROM article WHERE id = ?1 UNION SELECT feed_id FROM also WHERE article_id = ?1)",
        [id],
    )?;
    want(db, id)
}

/// Has an article analysed again.
fn want(db: &Connection, id: i64) -> rusqlite::Result<()> {
    db.execute("UPDATE article SET index_version = 0, cast_version = 0 WHERE id = ?1", [id])?;
    db.execute("INSERT OR IGNORE INTO waiting (article_id) VALUES (?1)", [id])?;
    Ok(())
}

/// The revisions that cannot be read.
fn damaged_revisions(db: &Connection) -> rusqlite::Result<Vec<i64>> {
    let mut found = db.prepare("SELECT id, document FROM revision")?;
    let mut rows = found.query([])?;
    let mut damaged = Vec::new();
    while let Some(row) = rows.next()? {
        let packed = row.get_ref(1)?.as_blob().unwrap_or_default();
        if bundle::part(packed, 0).and_then(|part| body::Content::of(&part)).is_err() {
            damaged.push(row.get(0)?);
        }
    }
    Ok(damaged)
}
