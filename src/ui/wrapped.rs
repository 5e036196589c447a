//! Words in lines. Each frame asks for those of the frame before, so that they are kept.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use textwrap::core::Word;
use textwrap::{Options, WordSeparator};

use crate::app;

/// How many are kept: more than stand on a screen.
const KEPT: usize = 128;

/// A text in lines of some width.
struct Wrapped {
    text: String,
    width: usize,
    lines: Rc<[String]>,
}

/// The lines of a text, none wider than `width`.
pub(super) fn wrap(text: &str, width: usize) -> Rc<[String]> {
    thread_local! {
        static LAST: RefCell<VecDeque<Wrapped>> = const { RefCell::new(VecDeque::new()) };
    }
    LAST.with_borrow_mut(|last| {
        let known = last.iter().find(|known| known.width == width && known.text == text);
        if let Some(known) = known {
            return Rc::clone(&known.lines);
        }
        let lines: Rc<[String]> = anew(text, width).into();
        last.truncate(KEPT - 1);
        last.push_front(Wrapped { text: text.to_owned(), width, lines: Rc::clone(&lines) });
        lines
    })
}

fn anew(text: &str, width: usize) -> Vec<String> {
    if let Some(ends) = fitted(text, width) {
        return ends;
    }
    let options = Options::new(width).word_separator(WordSeparator::Custom(words));
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

/// The lines of plain words, as textwrap fits them best: it takes several times as long, as it also knows words that are
/// parted, lines of several widths and texts of any length. `None` for any other text, and for one that is a line.
fn fitted(text: &str, width: usize) -> Option<Vec<String>> {
    if text.len() < width || text.contains(['-', '\n']) || !(8..=200).contains(&width) {
        return None;
    }
    let words = app::stretches(text);
    if !text.is_ascii() && !text.chars().all(app::is_a_column) {
        return None;
    }
    let columns: Vec<(usize, usize)> =
        words.iter().map(|(word, space)| (app::columns(&text[word.clone()]), *space)).collect();
    if columns.iter().any(|(columns, _)| *columns > width) {
        return None;
    }
    // What ends with a word: with which word the last line of it begins at best, and what that costs.
    let mut best: Vec<(usize, usize)> = vec![(0, 0)];
    let most = (LINE + 2 * width * width) / BEYOND + 1;
    for end in 1..=words.len() {
        let (mut cheapest, mut wide) = ((0, usize::MAX), 0);
        for from in (0..end).rev() {
            wide += columns[from].0 + if from + 1 < end { columns[from].1 } else { 0 };
            if wide > width + most {
                break;
            }
            let last = end == words.len();
            let looks = match width.checked_sub(wide) {
                None => (wide - width) * BEYOND,
                Some(gap) if !last => gap * gap,
                Some(_) if from + 1 == end && wide * 4 < width => SHORT,
                Some(_) => 0,
            };
            let cost = best[from].1 + LINE + looks;
            // Of two that cost the same, the one that begins earlier.
            if cost <= cheapest.1 {
                cheapest = (from, cost);
            }
        }
        best.push(cheapest);
    }
    let (mut lines, mut end) = (Vec::new(), words.len());
    while end > 0 {
        let from = best[end].0;
        lines.push(text[words[from].0.start..words[end - 1].0.end].to_owned());
        end = from;
    }
    lines.reverse();
    Some(lines)
}

/// What textwrap counts a line for, a column too many, and a last line of one short word.
const LINE: usize = 1000;
const BEYOND: usize = 2500;
const SHORT: usize = 25;

/// The words between which a line may be broken.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let stretches = app::stretches(line).into_iter();
    Box::new(stretches.map(|(range, space)| Word::from(&line[range.start..range.end + space])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::dice;

    #[test]
    fn what_is_kept_is_what_would_be_made() {
        let texts: Vec<String> =
            (0..300).map(|nth| format!("“Talks {nth} resume — in Vienna”, she said.")).collect();
        for round in 0..3 {
            for (nth, text) in texts.iter().enumerate().step_by(round + 1) {
                for width in [8, 14 + nth % 3, 60] {
                    let by_the_rules: Vec<_> = textwrap::wrap(text, width);
                    assert_eq!(*wrap(text, width), by_the_rules, "{text:?} at {width}");
                }
            }
        }
    }

    #[test]
    fn plain_words_are_fitted_as_textwrap_fits_them() {
        const WORDS: [&str; 9] =
            ["a", "Talks", "in", "“Vienna,”", "—", "(Élysée)", "negotiations", "said.", "the envoy"];
        let mut next = dice();
        let mut quick = 0;
        for _ in 0..20_000 {
            let words: Vec<&str> = (0..1 + next(40)).map(|_| WORDS[next(WORDS.len())]).collect();
            let (text, width) = (words.join(if next(9) == 0 { "  " } else { " " }), 8 + next(60));
            if let Some(lines) = fitted(&text, width) {
                quick += 1;
                assert_eq!(lines, textwrap::wrap(&text, width), "{text:?} in {width}");
            }
        }
        assert!(quick > 4_000, "only {quick} of the texts were fitted");
    }

    #[test]
    fn text_of_every_kind_is_wrapped_by_the_rules() {
        for text in
            ["", " ", "北京方面表示欢迎 and more", "a-b-c  d", "two\nlines of it", "— –", "الاتحاد الأوروبي"]
        {
            assert_eq!(*wrap(text, 8), textwrap::wrap(text, 8), "{text:?}");
        }
    }
}
