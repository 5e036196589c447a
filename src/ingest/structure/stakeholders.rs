//! Stakeholder lines: `Actor: position`, in runs.

use super::labels;
use super::shape::{bold_head, is_caseless, is_title_case};
use crate::ingest::date;
use crate::ingest::raw::RawBlock;
use crate::model::{Block, CleanText, ListItem, Text, fold};

/// One line of `Actor: position`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) actor: CleanText,
    pub(super) text: Text,
}

/// Reads `text` as a stakeholder line, where it has the shape of one.
pub(super) fn line(text: &Text) -> Option<Line> {
    let whole = text.as_str();
    let (label_end, rest_start) = split(text)?;
    let label = whole[..label_end].trim();
    let rest = text.slice(rest_start..whole.len())?;
    let positions = rest
        .as_str()
        .split_whitespace()
        .count()
        .max(rest.as_str().chars().filter(|c| is_caseless(*c)).count() / 3);
    (could_be_actor(label) && positions >= 2 && !whole.contains('\n'))
        .then(|| Line { actor: CleanText::line(label), text: rest })
}

/// For each block, whether it belongs to a run of stakeholder lines that needs no heading.
pub(super) fn runs(blocks: &[RawBlock]) -> Vec<bool> {
    let mut in_run = vec![false; blocks.len()];
    let mut start = 0;
    let mut lines: Vec<Line> = Vec::new();
    for at in 0..=blocks.len() {
        let line = blocks.get(at).and_then(RawBlock::as_paragraph).and_then(line);
        if let Some(line) = line {
            if lines.is_empty() {
                start = at;
            }
            lines.push(line);
            continue;
        }
        if is_run(&lines) {
            in_run[start..at].fill(true);
        }
        lines.clear();
        if let Some(RawBlock::Other(Block::List { ordered: false, items })) = blocks.get(at) {
            in_run[at] = items_as_lines(items).is_some_and(|lines| is_run(&lines));
        }
    }
    in_run
}

/// The lines that a list is made of, where every item is one.
pub(super) fn items_as_lines(items: &[ListItem]) -> Option<Vec<Line>> {
    items.iter().map(|item| line(&item.text)).collect()
}

const LEAST: usize = 3;

/// Where the label ends and the position begins.
fn split(text: &Text) -> Option<(usize, usize)> {
    let whole = text.as_str();
    if let Some(end) = bold_head(text) {
        let label = whole[..end].trim_end().trim_end_matches([':', '：', ' ']);
        let after = whole[end..].trim_start();
        let has_mark =
            label.len() < whole[..end].trim_end().len() || after.starts_with([':', '：', '—', '–', '-']);
        let mark = after.chars().next().filter(|c| matches!(c, ':' | '：' | '—' | '–' | '-'));
        let start = whole.len() - after.len() + mark.map_or(0, char::len_utf8);
        return has_mark.then_some((label.len(), start));
    }
    let at = whole.find([':', '：'])?;
    let mark = whole[at..].chars().next()?;
    let after = &whole[at + mark.len_utf8()..];
    (mark == '：' || after.starts_with(' ')).then_some((at, at + mark.len_utf8()))
}

fn could_be_actor(label: &str) -> bool {
    let words: Vec<&str> = label.split_whitespace().collect();
    let Some(first) = words.first() else { return false };
    let starts_well = label.starts_with(|c: char| c.is_uppercase() || is_caseless(c));
    let plain = label.chars().all(|c| c.is_alphanumeric() || c == ' ' || matches!(c, '.' | '\'' | '’' | '-' | '&' | ',' | '/' | '(' | ')' | '·' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}'));
    let folded = fold(label);
    starts_well
        && plain
        && words.len() <= 7
        && names_something(&words)
        && label.chars().count() <= 60
        && label.chars().any(char::is_alphabetic)
        && labels::known(label).is_none()
        && !NOT_ACTORS.contains(&folded.as_str())
        && !NOT_ACTORS_AT_START.iter().any(|start| folded.starts_with(start))
        && !date::is_calendar_word(first.trim_end_matches(','))
        && !first.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether no more than half of the words are such as a sentence is made of: *Residents near the border*, but
/// not *The lines below are these*.
fn names_something(words: &[&str]) -> bool {
    let common = |word: &&&str| word.starts_with(char::is_lowercase) && !NAME_PARTICLES.contains(word);
    words.iter().filter(common).count() * 2 <= words.len()
}

/// Small words that names have within them.
const NAME_PARTICLES: [&str; 22] = [
    "of", "the", "and", "for", "in", "on", "de", "la", "le", "du", "des", "del", "der", "von", "van", "al",
    "bin", "y", "e", "da", "di", "et",
];

fn is_run(lines: &[Line]) -> bool {
    if lines.len() < LEAST {
        return false;
    }
    let mut names: Vec<String> = lines.iter().map(|line| fold(&line.actor)).collect();
    let named = lines.iter().filter(|line| is_title_case(&line.actor)).count();
    let topics = names.iter().filter(|name| TOPICS.contains(&name.as_str())).count();
    names.sort_unstable();
    names.dedup();
    // The same names again and again are speakers, not stakeholders.
    names.len() * 5 >= lines.len() * 4 && named * 2 >= lines.len() && topics * 2 < lines.len()
}

/// The styles of a label are not those of the position.
pub(super) fn block(line: Line) -> Block {
    let Line { actor, text } = line;
    let leftover = |c: char| matches!(c, ':' | '：' | '—' | '–' | ' ');
    let start = text.as_str().len() - text.as_str().trim_start_matches(leftover).len();
    let text = text.slice(start..text.as_str().len()).unwrap_or(text);
    Block::Stakeholder { actor, text }
}

/// Labels that no actor has, folded.
const NOT_ACTORS: [&str; 53] = [
    "q",
    "a",
    "question",
    "answer",
    "source",
    "sources",
    "note",
    "editor's note",
    "update",
    "updated",
    "correction",
    "clarification",
    "published",
    "by",
    "author",
    "date",
    "image",
    "photo",
    "picture",
    "caption",
    "video",
    "credit",
    "photo credit",
    "image credit",
    "file photo",
    "file",
    "read more",
    "related",
    "watch",
    "listen",
    "tags",
    "topics",
    "keywords",
    "contact",
    "email",
    "e-mail",
    "phone",
    "tel",
    "fax",
    "website",
    "url",
    "http",
    "https",
    "note to editors",
    "disclaimer",
    "see also",
    "also read",
    "read also",
    "reporting by",
    "quote",
    "warning",
    "ps",
    "example",
];

const NOT_ACTORS_AT_START: [&str; 19] = [
    "file photo",
    "photo ",
    "image ",
    "picture ",
    "graphic",
    "map ",
    "chart",
    "table ",
    "figure ",
    "step ",
    "option ",
    "scenario ",
    "phase ",
    "part ",
    "chapter ",
    "day ",
    "read ",
    "watch ",
    "follow ",
];

/// What lists of facts and issues are labelled with: subjects rather than actors.
const TOPICS: [&str; 60] = [
    "economy",
    "security",
    "trade",
    "politics",
    "energy",
    "sanctions",
    "territory",
    "military",
    "defence",
    "defense",
    "health",
    "education",
    "climate",
    "inflation",
    "jobs",
    "prices",
    "population",
    "capital",
    "area",
    "currency",
    "language",
    "religion",
    "time",
    "place",
    "location",
    "venue",
    "score",
    "result",
    "results",
    "cause",
    "effect",
    "risk",
    "risks",
    "benefits",
    "pros",
    "cons",
    "strengths",
    "weaknesses",
    "opportunities",
    "threats",
    "name",
    "age",
    "born",
    "cost",
    "costs",
    "price",
    "oil",
    "gas",
    "stocks",
    "bonds",
    "gold",
    "weather",
    "turnout",
    "votes",
    "seats",
    "technology",
    "infrastructure",
    "diplomacy",
    "immigration",
    "migration",
];

#[cfg(test)]
mod tests {
    use super::{line, runs};
    use crate::ingest::markdown;
    use crate::model::Text;

    fn check(text: &str, expect: Option<(&str, &str)>) {
        let found = line(&Text::from(text));
        assert_eq!(found.as_ref().map(|l| (&*l.actor, l.text.as_str())), expect, "{text}");
    }

    #[test]
    fn lines_name_an_actor() {
        check("Russia: Seeks talks.", Some(("Russia", "Seeks talks.")));
        check(
            "Donald Trump, U.S. president: Wants a deal.",
            Some(("Donald Trump, U.S. president", "Wants a deal.")),
        );
        check("Residents near the border: Want calm.", Some(("Residents near the border", "Want calm.")));
        check("俄罗斯：寻求谈判取得进展。", Some(("俄罗斯", "寻求谈判取得进展。")));
        for text in [
            "FILE PHOTO: A crane falls.",
            "Image: UK Government house.",
            "Q: What now, then?",
            "At 10:30 they left.",
            "Why it matters: It does.",
            "Monday: The court sits.",
            "Source: Reuters and others",
            "he said: it is so",
            "The lines below are these: one and two.",
            "Russia:",
            "10:30 the talks",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn three_neighbours_are_a_run() {
        let run = |markdown: &str| runs(&markdown::read(markdown)).iter().filter(|in_run| **in_run).count();
        assert_eq!(run("Russia: Wants talks.\n\nUkraine: Is wary.\n\nTurkey: Hosts them."), 3);
        assert_eq!(
            run("**Russia** — Wants talks.\n\n**Ukraine:** Is wary.\n\n**European allies**: Watch on."),
            3
        );
        assert_eq!(run("- Russia: Wants talks.\n- Ukraine: Is wary.\n- Turkey: Hosts them."), 1);
        assert_eq!(run("Russia: Wants talks.\n\nUkraine: Is wary.\n\nThen they met."), 0);
        assert_eq!(run("Economy: It grew fast.\n\nTrade: It fell.\n\nEnergy: It is dear."), 0);
        assert_eq!(run("Smith: Is it so?\n\nJones: It is so.\n\nSmith: Why is it?\n\nJones: It just is."), 0);
    }
}
