//! Which source lines of a paragraph are blocks of their own.

use std::ops::Range;

use super::labels::Labels;
use super::shape::{bold_head, ends_sentence, is_all, words};
use super::{meta_line, stakeholders};
use crate::ingest::plain_text::{is_broken_word, needs_space};
use crate::ingest::raw::{RawBlock, RawParagraph};
use crate::model::{CleanText, Span, SpanStyle, Text};

/// Whether a line is one that stands above what follows: a known label, a byline, a date.
pub(in crate::ingest) fn stands_above(line: &str, labels: &Labels) -> bool {
    labels.known(line).is_some() && words(line) <= 8 || meta_line::read(line).is_some()
}

/// Whether a line begins a block even where it follows the one above without a gap.
pub(in crate::ingest) fn starts_anew(line: &str, labels: &Labels) -> bool {
    is_turn(line)
        || stands_above(line, labels)
        || stakeholders::begins_line(line, labels)
        || lead_in_label(line, labels)
}

/// Parts every paragraph into the blocks that its lines are, and undoes the line ends that mean nothing.
pub(super) fn settle(blocks: Vec<RawBlock>, labels: &Labels) -> Vec<RawBlock> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            RawBlock::Paragraph(paragraph) if paragraph.text.as_str().contains('\n') => {
                part(&paragraph, &mut out, labels)
            }
            block => out.push(block),
        }
    }
    out
}

/// A speaker's turn: `Q:`, `A:`.
fn is_turn(line: &str) -> bool {
    ["Q:", "A:", "Q.", "Q1", "A.", "Question:", "Answer:", "Q：", "A："]
        .iter()
        .any(|mark| line.starts_with(mark))
}

fn lead_in_label(line: &str, labels: &Labels) -> bool {
    line.split_once([':', '：']).is_some_and(|(label, _)| labels.known(label).is_some())
}

fn part(paragraph: &RawParagraph, out: &mut Vec<RawBlock>, labels: &Labels) {
    let whole = paragraph.text.as_str();
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, _) in whole.match_indices('\n') {
        lines.push(start..at);
        start = at + 1;
    }
    lines.push(start..whole.len());
    let texts = paragraph.text.parts(&lines);
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut first = 0;
    for nth in 1..=lines.len() {
        let is_end = nth == lines.len()
            || (nth - first == 1 && stands_alone(&texts[nth - 1], labels))
            || (begins(&texts[nth], labels) && (nth - first == 1 || ends_sentence(texts[nth - 1].as_str())));
        if is_end {
            blocks.push(first..nth);
            first = nth;
        }
    }
    let ranges: Vec<_> =
        blocks.iter().map(|block| lines[block.start].start..lines[block.end - 1].end).collect();
    for (block, text) in blocks.into_iter().zip(paragraph.text.parts(&ranges)) {
        let text = unwrap_lines(&text, &paragraph.hard_breaks, block.start);
        if !text.is_empty() {
            out.push(RawBlock::Paragraph(RawParagraph {
                text,
                hard_breaks: Vec::new(),
                one_line: block.len() == 1,
                touches_next: block.end < lines.len(),
            }));
        }
    }
}

fn stands_alone(line: &Text, labels: &Labels) -> bool {
    stands_above(line.as_str(), labels) || (is_all(line, &SpanStyle::Strong) && words(line.as_str()) <= 12)
}

fn begins(line: &Text, labels: &Labels) -> bool {
    let has_bold_label = bold_head(line).is_some_and(|end| {
        line.as_str()[..end].ends_with([':', '：']) || line.as_str()[end..].starts_with([':', '：'])
    });
    has_bold_label || starts_anew(line.as_str(), labels) || stands_alone(line, labels)
}

/// Undoes the line feeds of `text` that are not among the `hard` ones; the first of them is the `nth`.
fn unwrap_lines(text: &Text, hard: &[usize], mut nth: usize) -> Text {
    let whole = text.as_str();
    let mut out = String::with_capacity(whole.len());
    let mut dropped: Vec<usize> = Vec::new();
    let mut before = None;
    for (at, c) in whole.char_indices() {
        if c == '\n' {
            let is_hard = hard.binary_search(&nth).is_ok();
            nth += 1;
            if is_hard {
                out.push('\n');
            } else if needs_space(before, whole[at + 1..].chars().next())
                && !is_broken_word(&whole[..at], &whole[at + 1..])
            {
                out.push(' ');
            } else {
                dropped.push(at);
            }
        } else {
            out.push(c);
        }
        before = Some(c);
    }
    let shift = |at: usize| at - dropped.partition_point(|d| *d < at);
    let spans = text.spans().iter().map(|span| Span {
        range: shift(span.range.start)..shift(span.range.end),
        style: span.style.clone(),
    });
    Text::new(CleanText::new(&out), spans.collect())
}

#[cfg(test)]
mod tests {
    use super::{Labels, RawBlock, settle};
    use crate::ingest::markdown;

    fn settled(markdown: &str) -> Vec<RawBlock> {
        settle(markdown::read(markdown, None), <&Labels>::default())
    }

    fn check(markdown: &str, expect: &[&str]) {
        let blocks = settled(markdown);
        let texts: Vec<&str> = blocks.iter().filter_map(|b| b.as_paragraph()).map(|t| t.as_str()).collect();
        assert_eq!(texts, expect);
    }

    #[test]
    fn a_paragraph_may_have_very_many_lines_and_spans() {
        // Looking through all spans for each line would take minutes.
        let blocks = settled(&"so **it** is, as was heard there\n".repeat(50_000));
        let spans: usize = blocks.iter().filter_map(|b| b.as_paragraph()).map(|t| t.spans().len()).sum();
        assert_eq!((blocks.len(), spans), (1, 50_000));
        let blocks = settled(&"**Russia:** Seeks talks, said its envoy.\n".repeat(50_000));
        assert_eq!(blocks.len(), 50_000);
    }

    #[test]
    fn lines_are_joined_or_parted() {
        check("The envoys\nmet on Tuesday.", &["The envoys met on Tuesday."]);
        check("By Ann Lee\nOct 25, 2025", &["By Ann Lee", "Oct 25, 2025"]);
        check("**Why it matters**\nIt does.", &["Why it matters", "It does."]);
        check(
            "**Russia:** Seeks talks.\n**Ukraine:** Is wary.",
            &["Russia: Seeks talks.", "Ukraine: Is wary."],
        );
        check("a  \nb", &["a\nb"]);
        check("会谈\n恢复", &["会谈恢复"]);
    }
}
