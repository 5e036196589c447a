//! Which paragraphs act as headings: bold lines, plain short lines, questions, known lead-ins.

use super::labels::Labels;
use super::shape::{bold_head, ends_sentence, is_all, is_caseless, is_spaceless, is_title_case, words};
use super::{arrange, stakeholders};
use crate::ingest::raw::{Headings, RawBlock, RawParagraph};
use crate::model::{Block, CleanText, SectionKind, SpanStyle, Text};

/// A heading that stands for, or at the head of, a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) heading: CleanText,
    /// What of the paragraph follows the heading, if anything.
    pub(super) rest: Option<Text>,
    pub(super) rank: Rank,
}

/// How weighty a heading is that the format doesn't mark: a lead-in lies below a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    Line,
    LeadIn,
}

/// What is known of the surroundings of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    pub(super) next: Option<&'a RawBlock>,
    pub(super) headings: Headings,
    /// Whether running text came before it.
    pub(super) after_prose: bool,
    /// Whether the article is made of questions and answers.
    pub(super) is_interview: bool,
    /// The labels of those who ask in it, folded.
    pub(super) askers: &'a [String],
    pub(super) labels: &'a Labels,
}

/// Reads `paragraph` as a heading, where it acts as one.
pub(super) fn find(paragraph: &RawParagraph, around: &Around<'_>) -> Option<Found> {
    let text = &paragraph.text;
    question(text, around).or_else(|| lead_in(text, around.labels)).or_else(|| {
        let line = text.as_str();
        // With a colon, what only begins like a label is one too: *What to expect next:*
        let is_meant = || {
            line.ends_with([':', '：'])
                && words(line) <= 8
                && around.labels.kind_of_heading(line) != SectionKind::Other
        };
        let is_known = around.labels.known(line).is_some() && !line.ends_with('.') || is_meant();
        let is_label = is_known && around.next.is_some();
        let acts = is_label || is_bold_heading(text, around) || is_plain_heading(paragraph, around);
        acts.then(|| Found { heading: without_colon(line), rest: None, rank: Rank::Line })
    })
}

/// Whether the article is made of questions and answers.
pub(super) fn is_interview(blocks: &[RawBlock]) -> bool {
    let (mut questions, mut answers) = (0, 0);
    for text in blocks.iter().filter_map(RawBlock::as_paragraph) {
        questions += usize::from(after_mark(text.as_str(), &QUESTION).is_some());
        answers += usize::from(after_mark(text.as_str(), &ANSWER).is_some());
    }
    questions >= 2 || (questions == 1 && answers >= 1)
}

/// The answer without its `A:`.
pub(super) fn answer(text: &Text) -> Option<Text> {
    let start = after_mark(text.as_str(), &ANSWER)?;
    text.slice(start..text.as_str().len())
}

const QUESTION: [&str; 4] = ["Q", "Question", "问", "問"];
const ANSWER: [&str; 4] = ["A", "Answer", "答", "答"];
const MAX_QUESTION: usize = 45;

/// Where the text begins after `Q:`, `Q.`, `Q1:`, `Question 2:`.
fn after_mark(text: &str, marks: &[&str]) -> Option<usize> {
    let rest = marks.iter().rev().find_map(|mark| text.strip_prefix(mark))?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let body = rest.strip_prefix([':', '：', '.'])?;
    let is_sure = rest.starts_with([':', '：']) || body.starts_with(' ');
    (is_sure && !body.trim().is_empty()).then(|| text.len() - body.trim_start().len())
}

fn question(text: &Text, around: &Around<'_>) -> Option<Found> {
    let line = text.as_str();
    let start = after_mark(line, &QUESTION).filter(|_| around.is_interview).unwrap_or(0);
    let is_asked = start == 0 && arrange::is_asked(text, around.askers, around.labels);
    if is_asked && words(line) <= MAX_QUESTION {
        return Some(Found { heading: CleanText::line(line), rest: None, rank: Rank::Line });
    }
    let found = |heading: &str, rest| Found { heading: CleanText::line(heading), rest, rank: Rank::Line };
    if let Some(end) = bold_head(text) {
        let asked = &line[start.min(end)..end];
        let rest = text.slice(end..line.len());
        let is_question = asked.trim_end().ends_with(['?', '？', '؟']) && words(asked) <= MAX_QUESTION;
        return is_question.then(|| found(asked, rest));
    }
    let is_bold = is_all(text, &SpanStyle::Strong) && line.ends_with(['?', '？', '؟']);
    let is_short = words(line) <= MAX_QUESTION;
    (is_short && (start > 0 || is_bold)).then(|| found(&line[start..], None))
}

/// **Why it matters:** text. Also without the bold.
fn lead_in(text: &Text, labels: &Labels) -> Option<Found> {
    let line = text.as_str();
    let bold_end = bold_head(text);
    let end = match bold_end {
        Some(end) => end,
        None => line.find([':', '：'])?,
    };
    let label = line[..end].trim_end_matches([':', '：', '.', '—', '–', ' ']);
    labels.known(label)?;
    let after = line[end..].trim_start_matches([':', '：', '—', '–', '-', ' ']);
    let is_marked = bold_end.is_none() || label.len() < end || after.len() + 1 < line.len() - end;
    let first = after.chars().next()?;
    // A bold label that runs on into its sentence is no lead-in.
    if !is_marked && first.is_lowercase() {
        return None;
    }
    let rest = text.slice(line.len() - after.len()..line.len())?;
    Some(Found { heading: CleanText::line(label), rest: Some(rest), rank: Rank::LeadIn })
}

fn is_bold_heading(text: &Text, around: &Around<'_>) -> bool {
    let line = text.as_str();
    is_all(text, &SpanStyle::Strong)
        && words(line) <= 14
        && line.chars().count() <= 100
        && !line.ends_with(['.', '!', ';', ',', '”', '"', '。'])
        && stakeholders::line(text, around.labels).is_none()
        && around.next.is_some_and(|next| !matches!(next, RawBlock::Heading { .. }))
}

/// A plain short line above running text.
fn is_plain_heading(paragraph: &RawParagraph, around: &Around<'_>) -> bool {
    let line = unquoted(paragraph.text.as_str());
    let Some(next) = around.next else { return false };
    if around.headings == Headings::Marked
        || !paragraph.one_line
        || line.chars().count() > 90
        || super::credit::is_credit(line)
        || super::meta_line::read(line).is_some()
    {
        return false;
    }
    let asks = line.ends_with(['?', '？', '؟']);
    let count = words(line);
    let starts_well = line.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || is_caseless(c));
    if !starts_well
        || !is_body(next)
        || (ends_sentence(line) && !asks)
        || line.ends_with([',', '"', '”', '-', '—'])
        || line.contains('@')
    {
        return false;
    }
    if asks {
        return paragraph.touches_next || (around.after_prose && count <= 14 && asks_something(line));
    }
    if paragraph.touches_next {
        return count <= 12;
    }
    let spaceless = line.chars().filter(|c| is_spaceless(*c)).count();
    let limit = if is_title_case(line) { 10 } else { 8 };
    around.after_prose && count <= limit && spaceless <= 24 && !line.contains("; ")
}

/// Capitals without the quotation marks around them.
fn unquoted(line: &str) -> &str {
    let bare = line.trim_matches(['\'', '"', '‘', '’', '“', '”']);
    let is_capitals = bare.chars().any(char::is_uppercase) && !bare.chars().any(char::is_lowercase);
    if is_capitals && !ends_sentence(bare) { bare } else { line }
}

fn asks_something(line: &str) -> bool {
    const WORDS: [&str; 22] = [
        "What", "Why", "How", "Who", "When", "Where", "Which", "Is", "Are", "Can", "Could", "Will", "Would",
        "Does", "Do", "Did", "Has", "Have", "Should", "Was", "What’s", "What's",
    ];
    line.chars().any(is_caseless)
        || line
            .split(' ')
            .next()
            .is_some_and(|word| WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// Whether a block is one that a heading may stand above: running text, a list, a quotation.
fn is_body(block: &RawBlock) -> bool {
    match block {
        RawBlock::Paragraph(paragraph) => {
            let text = paragraph.text.as_str();
            words(text) >= 12 || ends_sentence(text) || after_mark(text, &QUESTION).is_some()
        }
        RawBlock::Other(Block::Rule | Block::Image { .. }) | RawBlock::Heading { .. } => false,
        RawBlock::Other(_) => true,
    }
}

fn without_colon(line: &str) -> CleanText {
    CleanText::line(line.trim_end_matches([':', '：', ' ']))
}

#[cfg(test)]
mod tests {
    use super::{Around, Labels, find};
    use crate::ingest::raw::{Headings, RawBlock};
    use crate::ingest::{markdown, plain_text};

    fn check(text: &str, headings: Headings, expect: Option<(&str, Option<&str>)>) {
        let blocks = if headings == Headings::Bare {
            plain_text::read(text, <&Labels>::default())
        } else {
            markdown::read(text, None)
        };
        let around = Around {
            next: blocks.get(1),
            headings,
            after_prose: true,
            is_interview: true,
            askers: &[],
            labels: <&Labels>::default(),
        };
        let Some(RawBlock::Paragraph(first)) = blocks.first() else { panic!("no paragraph") };
        let found = find(first, &around);
        let found = found.as_ref().map(|f| (&*f.heading, f.rest.as_ref().map(|rest| rest.as_str())));
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn plain_lines() {
        let bare = |text: &str, expect| check(text, Headings::Bare, expect);
        bare("A new order\n\nThe envoys met on Tuesday.", Some(("A new order", None)));
        bare("What is at stake?\n\nThe envoys met on Tuesday.", Some(("What is at stake?", None)));
        bare("why it matters:\n\nThe envoys met.", Some(("why it matters", None)));
        bare("'NO PLANS'\n\nThe envoys met on Tuesday.", Some(("'NO PLANS'", None)));
        bare("What to expect next:\n\nThe envoys meet.", Some(("What to expect next", None)));
        bare("He said this of it:\n\nThe envoys meet.", None);
        bare("The envoys met.\n\nThey talked.", None);
        bare("Why it matters: It does.", Some(("Why it matters", Some("It does."))));
        bare("Q: What now?\n\nA: Nothing.", Some(("What now?", None)));
        bare("A new order\n\nAnother line", None);
        bare("Date: Nov. 2, 2026\n\nThe envoys met on Tuesday.", None);
    }

    #[test]
    fn bold_lines() {
        let marked = |text: &str, expect| check(text, Headings::Marked, expect);
        marked("**A new order**\n\nThe envoys met.", Some(("A new order", None)));
        marked("A new order\n\nThe envoys met.", None);
        marked("**Why it matters:** It *does*.", Some(("Why it matters", Some("It does."))));
        marked("**The big picture**: It does.", Some(("The big picture", Some("It does."))));
        marked("**Background** music played.", None);
        marked("**Who pays?** Nobody does.", Some(("Who pays?", Some("Nobody does."))));
        marked("**It is so.**\n\nThe envoys met.", None);
    }
}
