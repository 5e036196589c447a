//! What of a document goes into which column of the full-text index.

use rusqlite::{Connection, params_from_iter};

use super::vocabulary::Vocabulary;
use super::words::{actor_tag, feed_tag, push_indexed};
use crate::model::{Block, Document, SectionKind};

/// The version of this file: what an article was indexed with is noted in its row.
pub(super) const VERSION: i64 = 1;

const COLUMNS: usize = SectionKind::ALL.len() + 3;
const BYLINE: usize = COLUMNS - 2;
const TAGS: usize = COLUMNS - 1;

/// Puts an article into the index; it must not be in it.
pub(super) fn insert(
    db: &Connection,
    vocabulary: &mut Vocabulary,
    id: i64,
    feeds: &[i64],
    actors: &[i64],
    document: &Document,
) -> rusqlite::Result<()> {
    let mut columns = texts(document);
    for text in &columns {
        vocabulary.learn(db, text)?;
    }
    let tags = feeds.iter().map(|feed| feed_tag(*feed)).chain(actors.iter().map(|actor| actor_tag(*actor)));
    columns[TAGS] = tags.collect::<Vec<_>>().join(" ");
    let values = columns.iter().map(|text| text as &dyn rusqlite::ToSql);
    db.prepare_cached(
        "INSERT INTO search (rowid, title, lead, key_points, why_it_matters, background, stakeholders,
            reactions, analysis, whats_next, other, byline, tags)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute(params_from_iter(std::iter::once(&id as &dyn rusqlite::ToSql).chain(values)))?;
    Ok(())
}

/// Takes an article out of the index.
pub(super) fn remove(db: &Connection, id: i64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([id])?;
    Ok(())
}

fn texts(document: &Document) -> [String; COLUMNS] {
    let mut columns: [String; COLUMNS] = Default::default();
    push_indexed(&mut columns[0], &document.title);
    let lead = column_of(SectionKind::Lead);
    if let Some(standfirst) = &document.standfirst {
        push_indexed(&mut columns[lead], standfirst);
    }
    // Pages repeat the standfirst at the head of the body; once is enough.
    let mut repeated = document.standfirst_repeat().unwrap_or(0);
    for section in &document.sections {
        let column = &mut columns[column_of(section.kind)];
        if let Some(heading) = &section.heading {
            push_indexed(column, heading);
        }
        for block in &section.blocks {
            let parts = block.parts();
            if matches!(block, Block::Embed { label: None, .. }) {
                continue;
            }
            for part in parts {
                let part = part.get(std::mem::take(&mut repeated)..).unwrap_or(part);
                push_indexed(column, part);
            }
        }
    }
    for author in &document.authors {
        push_indexed(&mut columns[BYLINE], &author.name);
    }
    for line in document.dateline.iter().chain(&document.credits) {
        push_indexed(&mut columns[BYLINE], line);
    }
    columns
}

fn column_of(kind: SectionKind) -> usize {
    1 + SectionKind::ALL.iter().position(|known| *known == kind).unwrap_or(SectionKind::ALL.len() - 1)
}
