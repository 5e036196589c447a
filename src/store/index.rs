//! What of a document goes into the full-text index.

use rusqlite::Connection;

use super::names::NameIn;
use super::notes;
use super::words::{
    author_tags, every_tag, feed_tag, indexed, keyword_tag, language_tag, name_tag, noted_tag, part_tag,
    push_indexed, quoted_tag, source_tags, split, stance_tag,
};
use crate::model::{Block, Document, Has, Part};

/// The version of this file: what an article was indexed with is noted in its row.
pub(super) const VERSION: i64 = 4;

/// Puts words into the index as those of an article, which must not be in it, with tags for its feeds and names, and with
/// what the user has written beside it.
pub(super) fn insert(
    db: &Connection,
    id: i64,
    feeds: &[i64],
    names: &[NameIn],
    words: &str,
) -> rusqlite::Result<()> {
    let words = with_own(db, id, words)?;
    insert_alone(db, id, feeds, names, &words)
}

/// Words, and what the user has written beside an article.
fn with_own(db: &Connection, id: i64, words: &str) -> rusqlite::Result<String> {
    let mut words = words.to_owned();
    let note = notes::note_of(db, id)?;
    let own = note.is_some().then(noted_tag).into_iter().chain(note.as_deref().map(indexed));
    for tag in notes::tags_of(db, id)?.iter().filter_map(|tag| keyword_tag(tag)).chain(own) {
        words.push(' ');
        words.push_str(&tag);
    }
    Ok(words)
}

/// All that an article with these words is known by.
pub(super) fn known_by(
    db: &Connection,
    id: i64,
    feeds: &[i64],
    names: &[NameIn],
    words: &str,
) -> rusqlite::Result<String> {
    Ok(with_tags(feeds, names, &with_own(db, id, words)?))
}

/// How many words the index takes that for.
pub(super) fn count(known_by: &str) -> u64 {
    let is_word = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii();
    known_by.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()).count() as u64
}

/// Makes the index empty.
pub(super) fn clear(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch("INSERT INTO search (search) VALUES ('delete-all')")
}

/// As [`insert`], without what the user has written: old stores have nowhere to write it.
pub(super) fn insert_alone(
    db: &Connection,
    id: i64,
    feeds: &[i64],
    names: &[NameIn],
    words: &str,
) -> rusqlite::Result<()> {
    let words = with_tags(feeds, names, words);
    db.prepare_cached("INSERT INTO search (rowid, words) VALUES (?1, ?2)")?.execute((id, words))?;
    Ok(())
}

/// Words, and the tags of feeds and names.
fn with_tags(feeds: &[i64], names: &[NameIn], words: &str) -> String {
    let mut words = words.to_owned();
    let mut add = |tag: String| {
        words.push(' ');
        words.push_str(&tag);
    };
    add(every_tag());
    feeds.iter().for_each(|feed| add(feed_tag(*feed)));
    names.iter().any(|name| name.is_quoted).then(|| add(part_tag(Has::Quote.name())));
    for name in names {
        add(name_tag(name.id));
        name.is_quoted.then(|| add(quoted_tag(name.id)));
        name.has_stance.then(|| add(stance_tag(name.id)));
    }
    words
}

/// Takes an article out of the index.
pub(super) fn remove(db: &Connection, id: i64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([id])?;
    Ok(())
}

/// The words of a document as the index takes them, hardly any of them twice, and the tags that it has by itself.
pub(super) fn words(document: &Document) -> String {
    let mut all = String::new();
    each_text(document, &mut |_, text| push_indexed(&mut all, text));
    all.make_ascii_lowercase();
    let mut words = String::with_capacity(all.len() / 2);
    // What the index is told twice it counts twice, for nothing. A word that takes another's place comes again.
    let mut said = [""; 1024];
    for word in split(&all) {
        let nth = word.bytes().fold(0_usize, |nth, byte| nth.wrapping_mul(31).wrapping_add(byte.into()));
        let place = &mut said[nth % 1024];
        if *place != word {
            *place = word;
            words.push_str(word);
            words.push(' ');
        }
    }
    let mut tags = tags(document);
    tags.sort_unstable();
    tags.dedup();
    for tag in tags {
        words.push_str(&tag);
        words.push(' ');
    }
    words
}

/// What a document has, who wrote it, whose work it is, and in which language.
fn tags(document: &Document) -> Vec<String> {
    let mut tags: Vec<String> = document.language.iter().map(|code| language_tag(code)).collect();
    tags.extend(document.standfirst.is_some().then(|| part_tag(Part::Standfirst.name())));
    tags.extend(document.sections.iter().map(|section| part_tag(Part::Section(section.kind).name())));
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Table { .. } => tags.push(part_tag(Has::Table.name())),
            Block::Image { .. } => tags.push(part_tag(Has::Image.name())),
            Block::Quotation(_) => tags.push(part_tag(Has::Quote.name())),
            _ => {}
        }
    }
    tags.extend(document.authors.iter().flat_map(|author| author_tags(&author.name)));
    tags.extend(document.keywords.iter().filter_map(|keyword| keyword_tag(keyword)));
    for line in document.dateline.iter().chain(&document.credits) {
        // Names have capitals; what is said around them has none.
        let named = line.split_whitespace().filter(|word| word.contains(char::is_uppercase));
        tags.extend(named.flat_map(source_tags));
    }
    tags
}

/// Calls `found` with each text of a document that is searched, and the part that it stands in.
pub(super) fn each_text(document: &Document, found: &mut dyn FnMut(Option<Part>, &str)) {
    found(Some(Part::Title), &document.title);
    if let Some(standfirst) = &document.standfirst {
        found(Some(Part::Standfirst), standfirst);
    }
    // Pages repeat the standfirst at the head of the body; once is enough.
    let mut repeated = document.standfirst_repeat().unwrap_or(0);
    for section in &document.sections {
        let part = Some(Part::Section(section.kind));
        if let Some(heading) = &section.heading {
            found(part, heading);
        }
        for block in &section.blocks {
            let texts = block.parts();
            if matches!(block, Block::Embed { label: None, .. }) {
                continue;
            }
            for text in texts {
                found(part, text.get(std::mem::take(&mut repeated)..).unwrap_or(text));
            }
        }
    }
    for author in &document.authors {
        found(None, &author.name);
    }
    for line in document.dateline.iter().chain(&document.credits) {
        found(None, line);
    }
}
