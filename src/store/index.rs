//! What of a document goes into the full-text index.

use rusqlite::Connection;

use super::words::{feed_tag, name_tag, push_indexed};
use crate::model::{Block, Document};

/// The version of this file: what an article was indexed with is noted in its row.
pub(super) const VERSION: i64 = 2;

/// Puts words into the index as those of an article, which must not be in it, with tags for its feeds and names.
pub(super) fn insert(
    db: &Connection,
    id: i64,
    feeds: &[i64],
    names: &[i64],
    words: &str,
) -> rusqlite::Result<()> {
    let tags = feeds.iter().map(|feed| feed_tag(*feed)).chain(names.iter().map(|name| name_tag(*name)));
    let mut words = words.to_owned();
    tags.for_each(|tag| {
        words.push(' ');
        words.push_str(&tag);
    });
    db.prepare_cached("INSERT INTO search (rowid, words) VALUES (?1, ?2)")?.execute((id, words))?;
    Ok(())
}

/// Takes an article out of the index.
pub(super) fn remove(db: &Connection, id: i64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([id])?;
    Ok(())
}

/// The words of a document as the index takes them.
pub(super) fn words(document: &Document) -> String {
    let mut words = String::new();
    each_text(document, &mut |text| push_indexed(&mut words, text));
    words
}

/// Calls `found` with each text of a document that is searched.
pub(super) fn each_text(document: &Document, found: &mut dyn FnMut(&str)) {
    found(&document.title);
    if let Some(standfirst) = &document.standfirst {
        found(standfirst);
    }
    // Pages repeat the standfirst at the head of the body; once is enough.
    let mut repeated = document.standfirst_repeat().unwrap_or(0);
    for section in &document.sections {
        if let Some(heading) = &section.heading {
            found(heading);
        }
        for block in &section.blocks {
            let parts = block.parts();
            if matches!(block, Block::Embed { label: None, .. }) {
                continue;
            }
            for part in parts {
                found(part.get(std::mem::take(&mut repeated)..).unwrap_or(part));
            }
        }
    }
    for author in &document.authors {
        found(&author.name);
    }
    for line in document.dateline.iter().chain(&document.credits) {
        found(line);
    }
}
