//! What changed from one version of a document to another, word by word.

use std::collections::HashSet;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::page::wrap;
use crate::model::{Document, Spot, fold, words};

/// A stretch of a line, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub change: Change,
    /// Its words.
    pub text: String,
}

/// What became of a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It stayed.
    Kept,
    /// It went.
    Removed,
    /// It came.
    Added,
    /// It is no text of the document, but says how much was left out.
    Note,
}

/// A paragraph that changed, or how many next to each other did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Passage {
    Unchanged(usize),
    Changed(Vec<Piece>),
}

/// Paragraphs that share less than that part of their words are two paragraphs, not one that changed.
const ALIKE: f64 = 0.34;
/// The most pairs of paragraphs, or of words, that are compared: beyond, one is shown after the other.
const MOST_PAIRS: usize = 1 << 22;

/// What changed from `old` to `new`, in reading order.
pub(super) fn changes(old: &Document, new: &Document) -> Vec<Passage> {
    let (old, new) = (paragraphs(old), paragraphs(new));
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let passages = ops.into_iter().flat_map(|op| match op {
        DiffOp::Equal { len, .. } => vec![Passage::Unchanged(len)],
        _ => replaced(&old[op.old_range()], &new[op.new_range()]),
    });
    passages.collect()
}

fn paragraphs(document: &Document) -> Vec<&str> {
    let repeated = document.standfirst_repeat().is_some();
    let shown = document.spots().filter(|(spot, _)| !(repeated && *spot == Spot::Standfirst));
    shown.map(|(_, text)| text.trim()).filter(|text| !text.is_empty()).collect()
}

/// Paragraphs in the place of others: those that are alike are one that changed.
fn replaced(old: &[&str], new: &[&str]) -> Vec<Passage> {
    let whole = |change, text: &&str| Passage::Changed(vec![Piece { change, text: (*text).to_owned() }]);
    let mut passages = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    for (in_old, in_new) in alike(old, new).into_iter().chain([(old.len(), new.len())]) {
        passages.extend(old[from_old..in_old].iter().map(|text| whole(Change::Removed, text)));
        passages.extend(new[from_new..in_new].iter().map(|text| whole(Change::Added, text)));
        if let (Some(old), Some(new)) = (old.get(in_old), new.get(in_new)) {
            passages.push(Passage::Changed(reworded(old, new)));
        }
        (from_old, from_new) = (in_old + 1, in_new + 1);
    }
    passages
}

/// Which paragraphs are alike, in the order of both: those by which most words find their like.
fn alike(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > MOST_PAIRS / 100 {
        return Vec::new();
    }
    let words = |texts: &[&str]| -> Vec<HashSet<String>> {
        texts.iter().map(|text| words(text).map(|(_, word)| fold(word)).collect()).collect()
    };
    let (old, new) = (words(old), words(new));
    // How much is alike in what begins at a paragraph of each, from the end.
    let mut best = vec![vec![0.0_f64; new.len() + 1]; old.len() + 1];
    for (i, j) in (0..old.len()).rev().flat_map(|i| (0..new.len()).rev().map(move |j| (i, j))) {
        let both = likeness(&old[i], &new[j]).map_or(0.0, |likeness| likeness + best[i + 1][j + 1]);
        best[i][j] = both.max(best[i + 1][j]).max(best[i][j + 1]);
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if best[i][j] <= best[i + 1][j] {
            i += 1;
        } else if best[i][j] <= best[i][j + 1] {
            j += 1;
        } else {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        }
    }
    pairs
}

/// Which part of the words of the shorter one the other has as well; `None` where that is too little.
#[expect(clippy::cast_precision_loss, reason = "no paragraph has so many words")]
fn likeness(one: &HashSet<String>, other: &HashSet<String>) -> Option<f64> {
    let shared = one.intersection(other).count() as f64;
    let share = shared / one.len().min(other.len()).max(1) as f64;
    (share >= ALIKE).then_some(share)
}

/// A paragraph in the place of another, word by word.
fn reworded(old: &str, new: &str) -> Vec<Piece> {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (old.split_word_bounds().collect(), new.split_word_bounds().collect());
    let mut pieces = Vec::new();
    if before.len().saturating_mul(after.len()) > MOST_PAIRS {
        push(&mut pieces, old.to_owned(), new.to_owned());
        return pieces;
    }
    let ops = capture_diff_slices(Algorithm::Myers, &before, &after);
    let (mut removed, mut added) = (String::new(), String::new());
    for (nth, op) in ops.iter().enumerate() {
        let (gone, come) = (before[op.old_range()].concat(), after[op.new_range()].concat());
        // Changes that only a space parts are one.
        let joins = gone.trim().is_empty() && nth > 0 && nth + 1 < ops.len();
        if op.tag() == DiffTag::Equal && !joins {
            push(&mut pieces, std::mem::take(&mut removed), std::mem::take(&mut added));
            pieces.push(Piece { change: Change::Kept, text: gone });
        } else {
            removed.push_str(&gone);
            added.push_str(&come);
        }
    }
    push(&mut pieces, removed, added);
    pieces
}

/// What went and what came in its place.
fn push(pieces: &mut Vec<Piece>, removed: String, added: String) {
    let parts = [(Change::Removed, removed), (Change::Added, added)].into_iter();
    let seen = parts.filter(|(_, text)| !text.trim().is_empty());
    pieces.extend(seen.map(|(change, text)| Piece { change, text }));
}

/// Passages as lines of a width. What went is marked `[-so-]` and what came `{+so+}`, for terminals and eyes that show no
/// styles.
pub(super) fn lines(passages: &[Passage], width: usize) -> Vec<Vec<Piece>> {
    let mut lines = Vec::new();
    for passage in passages {
        if !lines.is_empty() {
            lines.push(Vec::new());
        }
        match passage {
            Passage::Unchanged(count) => {
                let noun = if *count == 1 { "paragraph" } else { "paragraphs" };
                let text = format!("… {count} {noun} unchanged …");
                lines.push(vec![Piece { change: Change::Note, text }]);
            }
            Passage::Changed(pieces) => lines.extend(wrapped(pieces, width)),
        }
    }
    lines
}

fn wrapped(pieces: &[Piece], width: usize) -> Vec<Vec<Piece>> {
    let mut text = String::new();
    let mut ends = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let (open, close) = match piece.change {
            Change::Removed => ("[-", "-]"),
            Change::Added => ("{+", "+}"),
            Change::Kept | Change::Note => ("", ""),
        };
        text.extend([open, &piece.text, close]);
        ends.push((piece.change, text.len()));
    }
    let cut = |line: std::ops::Range<usize>| {
        let mut start = line.start;
        let parts = ends.iter().filter_map(|(change, end)| {
            let end = (*end).min(line.end);
            let part = text.get(start..end).filter(|part| !part.is_empty())?;
            start = end;
            Some(Piece { change: *change, text: part.to_owned() })
        });
        parts.collect()
    };
    wrap(&text, width, width).into_iter().map(cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::document;

    fn check(old: &[&str], new: &[&str], expected: &[&str]) {
        let passages = changes(&document("Title", old), &document("Title", new));
        let lines = lines(&passages, 72);
        let lines: Vec<String> =
            lines.iter().map(|line| line.iter().map(|piece| piece.text.as_str()).collect()).collect();
        assert_eq!(lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_that_changed_are_marked() {
        check(
            &["Ten people were hurt, police said on Monday."],
            &["Twelve people were hurt, police said."],
            &["… 1 paragraph unchanged …", "[-Ten-]{+Twelve+} people were hurt, police said[- on Monday-]."],
        );
        check(
            &["The talks will resume in Vienna soon."],
            &["The talks have not resumed in Vienna soon."],
            &["… 1 paragraph unchanged …", "The talks [-will resume-]{+have not resumed+} in Vienna soon."],
        );
    }

    #[test]
    fn whole_paragraphs_come_and_go() {
        let (first, second) = ("The first stays as it is.", "The second stays too.");
        check(
            &[first, second],
            &[first, "A new one comes between.", second],
            &["… 2 paragraphs unchanged …", "{+A new one comes between.+}", "… 1 paragraph unchanged …"],
        );
        check(
            &[first, "Gone for good."],
            &[first, "Nothing in common, as one sees here."],
            &["… 2 paragraphs unchanged …", "[-Gone for good.-]", "{+Nothing in common, as one sees here.+}"],
        );
        check(
            &["One alpha beta.", "Two gamma delta."],
            &["Entirely different.", "Not at all alike, this."],
            &[
                "… 1 paragraph unchanged …",
                "[-One alpha beta.-]",
                "[-Two gamma delta.-]",
                "{+Entirely different.+}",
                "{+Not at all alike, this.+}",
            ],
        );
        check(&[first], &[first], &["… 2 paragraphs unchanged …"]);
        check(
            &["Ten people were hurt, police said."],
            &["Nobody knows why.", "Ten people were killed, police said. Two fled.", "More will follow."],
            &[
                "… 1 paragraph unchanged …",
                "{+Nobody knows why.+}",
                "Ten people were [-hurt-]{+killed+}, police said.{+ Two fled.+}",
                "{+More will follow.+}",
            ],
        );
    }

    #[test]
    fn lines_are_no_wider_than_the_page_and_lose_nothing() {
        let (old, new) = ("One two three four five six seven.", "One two 3 4 five six seven and eight.");
        let passages = changes(&document("T", &[old]), &document("T", &[new]));
        for width in 8..60 {
            let lines = lines(&passages[1..], width);
            let texts: Vec<String> =
                lines.iter().map(|line| line.iter().map(|piece| piece.text.as_str()).collect()).collect();
            assert!(texts.iter().all(|line| line.len() <= width.max(8)), "{width}: {texts:?}");
            let words: Vec<&str> = texts.iter().flat_map(|line| line.split_whitespace()).collect();
            assert_eq!(words.concat(), "Onetwo[-threefour-]{+34+}fivesixseven{+andeight+}.", "{width}");
        }
    }

    #[test]
    fn long_texts_with_little_in_common_take_no_time() {
        let text = |word: &str| format!("the {word} ").repeat(20_000);
        let (old, new) = (text("alpha"), text("beta"));
        let begun = std::time::Instant::now();
        let passages = changes(&document("T", &[&old]), &document("T", &[&new]));
        assert_eq!(passages.len(), 2);
        assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    }
}
