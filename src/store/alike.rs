//! Articles that say nearly the same: one story that two feeds carry, each with a line of its own.
//!
//! Of all runs of five words of an article, those with the lowest hashes are kept; two texts that have most of
//! their runs in common have one of these in common nearly always (Broder 1997, *On the resemblance and
//! containment of documents*). Whether they do is then decided by the texts themselves.

use std::hash::Hasher;

use rusqlite::Connection;

use super::body::{self, Content};
use super::counters::Tally;
use super::{forget, sources, status};
use crate::model::{Document, fold, words};

/// The runs of words of a text, by their hashes in ascending order, each once.
#[derive(Clone, Debug)]
pub(super) struct Sketch(Vec<u32>);

/// How many words a run has.
const RUN: usize = 5;
/// How many runs are kept to be found by.
const KEPT: usize = 4;
/// Of the runs that are kept, texts that are alike share so many: of a hundred pairs that are just alike, 99 do.
const SHARED: usize = 2;
/// A text of fewer runs is too short to be taken for another.
const LEAST: usize = 40;
/// How much of all their runs two texts must share to be the same story: the one may have a line more at its end.
const ALIKE: f64 = 0.8;
/// More candidates than this share a phrase, not a story.
const MOST: i64 = 16;
/// Stories come again within days; what comes again later is another one about the same.
const DAYS: i64 = 4;

impl Sketch {
    /// The sketch of a document; `None` where that is too short for one.
    pub(super) fn of(document: &Document) -> Option<Self> {
        let words: Vec<u64> = document
            .sections
            .iter()
            .flat_map(|section| section.blocks.iter().flat_map(|block| block.parts()))
            .flat_map(|text| words(text).map(|(_, word)| word))
            .map(hash)
            .collect();
        let mut hashes: Vec<u32> = words.windows(RUN).map(mixed).collect();
        hashes.sort_unstable();
        hashes.dedup();
        (hashes.len() >= LEAST).then_some(Self(hashes))
    }

    /// What an article of some days is found by: those days, then a hash. So what comes in lies together in the table,
    /// however large that is.
    fn kept(&self, days: i64) -> impl Iterator<Item = i64> + '_ {
        self.0.iter().take(KEPT).map(move |hash| days << u32::BITS | i64::from(*hash))
    }

    /// How much of all their runs two texts share, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "there are far fewer runs than that")]
    fn likeness(&self, other: &Self) -> f64 {
        let shared = self.0.iter().filter(|hash| other.0.binary_search(hash).is_ok()).count();
        shared as f64 / (self.0.len() + other.0.len() - shared) as f64
    }
}

/// The article that says nearly the same as this one of a feed of the web, and came by other feeds within days.
pub(super) fn find(db: &Connection, article: i64, sketch: &Sketch) -> rusqlite::Result<Option<i64>> {
    let feeds = sources::of(db, article)?;
    let mut is_web = db.prepare_cached("SELECT EXISTS (SELECT 1 FROM subscription WHERE feed_id = ?1)")?;
    if !is_web.query_row([feeds.first()], |row| row.get::<_, bool>(0))? {
        return Ok(None);
    }
    let mut candidates = db.prepare_cached("SELECT article_id FROM sketch WHERE hash = ?1 LIMIT ?2")?;
    let mut seen: Vec<(i64, usize)> = Vec::new();
    for hash in (-1..=1).flat_map(|step| sketch.kept(days(article) + step)) {
        for id in candidates.query_map((hash, MOST), |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()? {
            match seen.iter_mut().find(|(known, _)| *known == id) {
                Some((_, shared)) => *shared += 1,
                None => seen.push((id, 1)),
            }
        }
    }
    for (id, shared) in seen {
        if id != article && shared >= SHARED && is_same(db, id, article, &feeds, sketch)? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Makes two articles one, with the feeds of both, read where either was; which of the two stays: the one that is
/// known already, unless the reader has had to do with the other alone.
pub(super) fn merge(db: &Connection, new: i64, known: i64, tally: &mut Tally) -> rusqlite::Result<i64> {
    let (from, into) =
        if is_touched(db, new)? && !is_touched(db, known)? { (known, new) } else { (new, known) };
    for feed in sources::of(db, from)? {
        let hash: Option<i64> = db
            .prepare_cached("SELECT hash FROM entry WHERE feed_id = ?1 AND article_id = ?2")?
            .query_row((feed, from), |row| row.get(0))?;
        sources::bring(db, into, feed, hash, tally)?;
    }
    status::merge(db, from, into, tally)?;
    forget::article(db, from, tally)?;
    db.prepare_cached("UPDATE merged SET into_id = ?2 WHERE into_id = ?1")?.execute((from, into))?;
    db.prepare_cached("INSERT OR REPLACE INTO merged (article_id, into_id) VALUES (?1, ?2)")?
        .execute((from, into))?;
    Ok(into)
}

fn is_touched(db: &Connection, article: i64) -> rusqlite::Result<bool> {
    db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM status WHERE article_id = ?1)
             OR EXISTS (SELECT 1 FROM place WHERE article_id = ?1)
             OR EXISTS (SELECT 1 FROM tag WHERE article_id = ?1)
             OR EXISTS (SELECT 1 FROM note WHERE article_id = ?1)",
    )?
    .query_row([article], |row| row.get(0))
}

/// Notes what an article is found by. What it was found by before a revision stays: it does no harm.
pub(super) fn note(db: &Connection, article: i64, sketch: &Sketch) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO sketch (hash, article_id) VALUES (?1, ?2)")?;
    for hash in sketch.kept(days(article)) {
        insert.execute((hash, article))?;
    }
    Ok(())
}

/// Takes an article's sketch away.
pub(super) fn forget(db: &Connection, article: i64, document: &Document) -> rusqlite::Result<()> {
    let Some(sketch) = Sketch::of(document) else { return Ok(()) };
    let mut delete = db.prepare_cached("DELETE FROM sketch WHERE hash = ?1 AND article_id = ?2")?;
    for hash in sketch.kept(days(article)) {
        delete.execute((hash, article))?;
    }
    Ok(())
}

/// The number of the days that an article is of: those within [`DAYS`] are of the same, the ones before, or the next ones.
fn days(article: i64) -> i64 {
    article.div_euclid(DAYS * 24 * 60 * 60)
}

fn is_same(db: &Connection, id: i64, article: i64, feeds: &[i64], sketch: &Sketch) -> rusqlite::Result<bool> {
    let time = |id| crate::model::ArticleId(id).time().as_second();
    if (time(id) - time(article)).abs() > DAYS * 24 * 60 * 60 {
        return Ok(false);
    }
    // Two entries of one feed are two articles, however alike.
    if sources::of(db, id)?.iter().any(|feed| feeds.contains(feed)) {
        return Ok(false);
    }
    let Some(part) = body::part(db, id)? else { return Ok(false) };
    let stored = Content::of(&part)?.into_document();
    let stored = stored.as_ref().and_then(Sketch::of);
    Ok(stored.is_some_and(|stored| stored.likeness(sketch) >= ALIKE))
}

/// The same in every version: what is kept in the store is compared with it.
fn hash(word: &str) -> u64 {
    let folded;
    let word = if word.is_ascii() {
        word
    } else {
        folded = fold(word);
        &folded
    };
    let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
    word.bytes().for_each(|byte| hasher.write_u8(byte.to_ascii_lowercase()));
    hasher.finish()
}

/// Enough of a hash to tell the stories of some days apart.
fn mixed(run: &[u64]) -> u32 {
    // The finaliser of SplitMix64 spreads what multiplying gathers.
    let sum = run.iter().fold(0_u64, |sum, word| sum.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(*word));
    let mixed = (sum ^ (sum >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ (mixed >> 31)) >> 32) as u32
}

struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    }
}

#[cfg(test)]
mod tests {
    use super::Sketch;
    use crate::model::{Block, Document, Section, Text};

    fn sketch(paragraphs: &[&str]) -> Option<Sketch> {
        let blocks = paragraphs.iter().map(|text| Block::Paragraph(Text::from(*text))).collect();
        Sketch::of(&Document {
            sections: vec![Section { blocks, ..Section::default() }],
            ..Document::default()
        })
    }

    fn story(seed: usize) -> String {
        (0..120).map(|nth| format!("word{} ", (nth * nth * 7919 + nth * seed * 31 + seed) % 5003)).collect()
    }

    #[test]
    fn the_same_story_is_known_by_its_words() {
        let one = story(1);
        let alike = |a: &[&str], b: &[&str]| {
            sketch(a).expect("long enough").likeness(&sketch(b).expect("long enough"))
        };
        assert!((alike(&[&one], &[&one]) - 1.0).abs() < f64::EPSILON);
        let more = [&*one.to_uppercase(), "Follow our live page for more of this."];
        assert!(alike(&[&one], &more) > 0.9);
        assert!(alike(&[&one], &[&story(2)]) < 0.1);
        assert!(sketch(&["Too short to be the same as anything else."]).is_none());
    }

    #[test]
    fn what_is_kept_never_changes() {
        let kept: Vec<i64> = sketch(&[&story(1)]).expect("long enough").kept(185_000).collect();
        assert_eq!(kept, KEPT.map(|hash| 185_000 << 32 | hash >> 32));
    }

    const KEPT: [i64; 4] =
        [253_363_698_324_042_675, 273_376_067_027_756_969, 345_525_838_461_075_430, 469_102_825_755_956_884];
}
