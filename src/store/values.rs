//! What may stand after a field of a search, as far as the store knows it.

use rusqlite::Connection;

use super::check::Checker;
use super::words::{AUTHOR, KEYWORD, quoted_tag, shown_keyword, stance_tag, tag_beginning};
use super::{Reader, StoreError, complete, names, notes};
use crate::model::{Actor, CleanText, Field, Offered, fold, words};

/// So many times more actors than are wanted are looked at for those who say something.
const LOOKED_AT: usize = 4;
/// Of so many articles the authors are offered where nothing is typed yet.
const NEWEST: usize = 30;
/// So many words that begin as typed are looked up.
const WORDS: usize = 24;

impl Reader {
    /// What may stand after a field, of which some has been typed; the best first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn values(&self, field: Field, typed: &str, limit: usize) -> Result<Offered, StoreError> {
        self.read("find what may follow", |db| {
            Ok(match field {
                Field::Quote => Offered::Actors(who_say(db, typed, quoted_tag, limit)?),
                Field::Stance => Offered::Actors(who_say(db, typed, stance_tag, limit)?),
                Field::Author => Offered::Words(authors(db, typed, limit)?),
                Field::Tag => Offered::Words(tags(db, typed, limit)?),
                _ => Offered::Actors(complete::actors(db, typed, limit)?),
            })
        })
    }
}

/// The actors of some name who are quoted somewhere, or have a stakeholder line.
fn who_say(
    db: &Connection,
    typed: &str,
    tag: fn(i64) -> String,
    limit: usize,
) -> rusqlite::Result<Vec<Actor>> {
    let mut found = Vec::new();
    for actor in complete::actors(db, typed, limit * LOOKED_AT)? {
        let Some((id, _)) = complete::by_key(db, &actor.key)? else { continue };
        let Some(articles) = names::tagged(db, &[id], tag)? else { continue };
        if newest(db, &articles)?.is_some() {
            found.push(actor);
        }
        if found.len() == limit {
            break;
        }
    }
    Ok(found)
}

/// The names of authors that have all words that were typed, the last of which may go on.
fn authors(db: &Connection, typed: &str, limit: usize) -> rusqlite::Result<Vec<(CleanText, u64)>> {
    let typed: Vec<String> = words(typed).map(|(_, word)| fold(word)).collect();
    let articles = match typed.last() {
        Some(last) => {
            let mut articles = Vec::new();
            for tag in beginning_with(db, &tag_beginning(AUTHOR, last))? {
                articles.extend(newest(db, &format!("\"{tag}\""))?);
            }
            articles
        }
        None => db
            .prepare_cached("SELECT id FROM article ORDER BY id DESC LIMIT ?1")?
            .query_map([i64::try_from(NEWEST).unwrap_or(0)], |row| row.get(0))?
            .collect::<Result<Vec<i64>, _>>()?,
    };
    let mut checker = Checker::new(db);
    let mut found: Vec<(CleanText, u64)> = Vec::new();
    for article in articles {
        for author in checker.document(article)?.into_iter().flat_map(|document| document.authors) {
            let own: Vec<String> = words(&author.name).map(|(_, word)| fold(word)).collect();
            let is_meant = typed.iter().all(|typed| own.iter().any(|own| own.starts_with(typed.as_str())));
            if is_meant && found.iter().all(|(known, _)| fold(known) != fold(&author.name)) {
                found.push((author.name, 0));
            }
        }
    }
    found.truncate(limit);
    Ok(found)
}

/// The user's own tags, then what feeds file their articles under.
fn tags(db: &Connection, typed: &str, limit: usize) -> rusqlite::Result<Vec<(CleanText, u64)>> {
    let typed = fold(typed);
    let mut found = notes::in_use(db)?;
    found.retain(|(tag, _)| tag.starts_with(typed.as_str()));
    found.sort_by_key(|(_, articles)| std::cmp::Reverse(*articles));
    for tag in beginning_with(db, &tag_beginning(KEYWORD, &typed))? {
        let shown = CleanText::line(&shown_keyword(&tag));
        if found.iter().all(|(known, _)| *known != shown) {
            found.push((shown, 0));
        }
    }
    found.truncate(limit);
    Ok(found)
}

/// The tags of the index that begin so.
fn beginning_with(db: &Connection, beginning: &str) -> rusqlite::Result<Vec<String>> {
    db.prepare_cached("SELECT text FROM word WHERE text >= ?1 AND text < ?2 LIMIT ?3")?
        .query_map((beginning, format!("{beginning}\u{10ffff}"), i64::try_from(WORDS).unwrap_or(0)), |row| {
            row.get(0)
        })?
        .collect()
}

/// The newest article that the index finds by an expression.
fn newest(db: &Connection, expression: &str) -> rusqlite::Result<Option<i64>> {
    let mut newest =
        db.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT 1")?;
    let mut rows = newest.query([expression])?;
    rows.next()?.map(|row| row.get(0)).transpose()
}
