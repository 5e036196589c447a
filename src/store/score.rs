//! Which articles are most about what a search looks for.
//!
//! Of the newest articles that it finds, so many as can be read in a moment: each word counts by how often an article has
//! it, the longer the article the less (BM25), by how few of the others have it, and several times in the headline, the
//! standfirst and headings.

use std::cmp::Reverse;

use rusqlite::Connection;

use super::check::Checker;
use super::compile::{Plan, Way};
use super::terms::split_words;
use super::walk::{Course, walk};
use super::words::{push_indexed, split};
use crate::model::{Document, Part, Query, Term};

/// How many of the newest articles that a search finds are rated.
const RATED: usize = 2000;
/// How soon further occurrences count less, and how much the length counts: as is usual.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// The articles of a plan that are most about what a query looks for, the best first; and the one up to which articles were
/// rated, where `go_on` let no more be.
pub(super) fn best(
    db: &Connection,
    plan: &Plan,
    query: &Query,
    limit: usize,
    go_on: &mut dyn FnMut() -> bool,
) -> rusqlite::Result<(Vec<i64>, Option<i64>)> {
    let course = Course { way: Way::Older, from: None, limit: RATED };
    let mut ids: Vec<i64> = Vec::new();
    let mut reached = walk(db, plan, ("{id}", ""), course, go_on, &mut |row| {
        ids.push(row.get(0)?);
        Ok(())
    })?;
    let wanted = words_of(query);
    let mut checker = Checker::new(db);
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let counts = checker.document(id)?.map(|document| Counts::of(&document, &wanted));
        found.push((id, counts.unwrap_or_else(|| Counts { words: 1.0, found: vec![0.0; wanted.len()] })));
        if !go_on() {
            reached = Some(id);
            break;
        }
    }
    let scores = scores(&found.iter().map(|(_, counts)| counts).collect::<Vec<_>>(), wanted.len());
    let mut rated: Vec<(f64, i64)> = scores.into_iter().zip(found.iter().map(|(id, _)| *id)).collect();
    rated.sort_by(|(a, id), (b, other)| b.total_cmp(a).then_with(|| Reverse(id).cmp(&Reverse(other))));
    Ok((rated.into_iter().take(limit).map(|(_, id)| id).collect(), reached))
}

/// The words that a query looks for, each as the index has it, and whether it may go on; names of actors too.
fn words_of(query: &Query) -> Vec<(String, bool)> {
    let mut wanted: Vec<(String, bool)> = Vec::new();
    for (term, _) in query.wanted_terms() {
        let (text, goes_on) = match term {
            Term::Phrase(text) => (text, false),
            Term::Prefix(text) => (text, true),
            Term::Of(field, name) if field.is_actor() => (name, false),
            _ => continue,
        };
        let words = split_words(text);
        let last = words.len();
        wanted.extend(words.into_iter().enumerate().map(|(nth, word)| (word, goes_on && nth + 1 == last)));
    }
    wanted
}

/// How often an article has each word.
struct Counts {
    words: f64,
    found: Vec<f64>,
}

impl Counts {
    fn of(document: &Document, wanted: &[(String, bool)]) -> Self {
        let mut counts = Self { words: 1.0, found: vec![0.0; wanted.len()] };
        super::index::each_text(document, &mut |part, text| {
            let weight = match part {
                Some(Part::Title) => 4.0,
                Some(Part::Standfirst) => 2.0,
                _ => 1.0,
            };
            let mut indexed = String::with_capacity(text.len());
            push_indexed(&mut indexed, text);
            indexed.make_ascii_lowercase();
            for word in split(&indexed) {
                counts.words += 1.0;
                for ((wanted, goes_on), found) in wanted.iter().zip(&mut counts.found) {
                    if word == wanted || (*goes_on && word.starts_with(wanted.as_str())) {
                        *found += weight;
                    }
                }
            }
        });
        counts
    }
}

fn scores(found: &[&Counts], words: usize) -> Vec<f64> {
    let all = found.len().max(1) as f64;
    let average = found.iter().map(|counts| counts.words).sum::<f64>() / all;
    let rarity = |nth: usize| {
        let having = found.iter().filter(|counts| counts.found[nth] > 0.0).count() as f64;
        (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
    };
    let rarities: Vec<f64> = (0..words).map(rarity).collect();
    let score = |counts: &&Counts| {
        let length = K1 * (1.0 - B + B * counts.words / average);
        let of_word = |(rarity, count): (&f64, &f64)| rarity * count * (K1 + 1.0) / (count + length);
        rarities.iter().zip(&counts.found).map(of_word).sum()
    };
    found.iter().map(score).collect()
}

#[cfg(test)]
mod tests {
    use super::{Counts, scores};

    #[test]
    fn rare_words_and_short_articles_count_more() {
        let counts = |words: f64, found: [f64; 2]| Counts { words, found: found.into() };
        let (common, rare, long) =
            (counts(100.0, [3.0, 0.0]), counts(100.0, [3.0, 1.0]), counts(900.0, [3.0, 0.0]));
        let scores = scores(&[&common, &rare, &long], 2);
        assert!(scores[1] > scores[0] && scores[0] > scores[2], "{scores:?}");
    }
}
