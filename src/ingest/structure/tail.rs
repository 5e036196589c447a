//! What follows the body: credits, the note about the author, boilerplate.

use super::boilerplate;
use super::byline::{email, is_role};
use super::head::{MOST_AUTHORS, take_meta};
use super::labels::Labels;
use super::shape::{is_all, is_name, words};
use super::{credit, meta_line};
use crate::ingest::raw::{Metadata, RawBlock};
use crate::model::{Author, Block, CleanText, SpanStyle, Text, fold};

/// Takes everything off the end of `blocks` that is not the body; gives the credits, in reading order.
pub(super) fn take(blocks: &mut Vec<RawBlock>, metadata: &mut Metadata, labels: &Labels) -> Vec<CleanText> {
    let mut credits = Vec::new();
    let mut notes = Vec::new();
    loop {
        let before = blocks.len();
        let boilerplate = boilerplate::trailing(blocks, labels);
        blocks.truncate(before - boilerplate.min(before));
        while blocks.last() == Some(&RawBlock::Other(Block::Rule)) {
            blocks.pop();
        }
        notes.extend(blocks.pop_if(|block| is_editors_note(block)));
        take_credit(blocks, &mut credits);
        if !take_labelled_note(blocks, metadata)
            && !take_notes_in_one(blocks, metadata)
            && !take_note(blocks, metadata)
        {
            take_line(blocks, metadata);
        }
        if blocks.len() == before {
            break;
        }
    }
    take_credit_in_brackets(blocks, &mut credits);
    credits.reverse();
    blocks.extend(notes.into_iter().rev());
    credits
}

/// A correction and its like, or a footnote, which stands under the credits and yet is the article's.
fn is_editors_note(block: &RawBlock) -> bool {
    block.as_paragraph().is_some_and(|text| is_note(text.as_str()) || is_footnote(text.as_str()))
}

/// `[1] The figures are those of May.`
fn is_footnote(text: &str) -> bool {
    let mark = text.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    mark.is_some_and(|(mark, _)| {
        mark.len() <= 3 && mark.starts_with(|c: char| c.is_ascii_digit() || c == '*')
    })
}

/// Whether `text` says what was changed in the article: a correction, an update.
pub(super) fn is_note(text: &str) -> bool {
    let head = text.char_indices().nth(60).map_or(text, |(at, _)| &text[..at]);
    let folded = fold(head);
    let bare = folded.trim_start_matches(['(', '[', '*', ' ']);
    let is_labelled = LABELS.iter().any(|label| {
        bare.strip_prefix(label)
            .is_some_and(|rest| rest.starts_with([':', '(', ',', '-']) || rest.starts_with(" ("))
    });
    let is_told = ["this story", "this article", "this piece", "this report"].iter().any(|subject| {
        bare.strip_prefix(subject).is_some_and(|rest| TOLD.iter().any(|verb| rest.starts_with(verb)))
    });
    let is_wire = head.starts_with('(')
        && ["adds ", "corrects ", "updates ", "refiles ", "recasts "]
            .iter()
            .any(|verb| bare.starts_with(verb));
    is_labelled
        || is_told
        || is_wire
        || bare.starts_with("corrects ")
        || bare.starts_with("an earlier version of this ")
}

/// What notes are labelled with, folded.
const LABELS: [&str; 16] = [
    "correction",
    "corrections",
    "clarification",
    "editor's note",
    "editors' note",
    "update",
    "korrektur",
    "korrekturhinweis",
    "anmerkung der redaktion",
    "rectificatif",
    "mise a jour",
    "correccion",
    "fe de errores",
    "correcao",
    "errata",
    "исправление",
];

/// How a sentence goes on that tells of a change.
const TOLD: [&str; 6] = [
    " was updated",
    " has been updated",
    " was corrected",
    " has been corrected",
    " was amended",
    " has been amended",
];

fn last_text(blocks: &[RawBlock]) -> Option<&Text> {
    blocks.last().and_then(RawBlock::as_paragraph)
}

fn take_credit(blocks: &mut Vec<RawBlock>, credits: &mut Vec<CleanText>) {
    while let Some(text) = last_text(blocks).filter(|text| credit::is_credit(text.as_str())) {
        credits.push(CleanText::line(text.as_str()));
        blocks.pop();
    }
}

fn take_credit_in_brackets(blocks: &mut [RawBlock], credits: &mut Vec<CleanText>) {
    let Some(RawBlock::Paragraph(paragraph)) = blocks.last_mut() else { return };
    let Some(at) = credit::trailing(&paragraph.text) else { return };
    let whole = paragraph.text.as_str();
    if let (Some(body), Some(end)) = (paragraph.text.slice(0..at), paragraph.text.slice(at..whole.len())) {
        credits.push(CleanText::line(end.as_str()));
        paragraph.text = body;
    }
}

/// A byline or a date as the last line.
fn take_line(blocks: &mut Vec<RawBlock>, metadata: &mut Metadata) {
    let Some(text) = last_text(blocks) else { return };
    let line = text.as_str().trim_start_matches(['—', '–', '-', ' ']);
    let signed = line.len() < text.as_str().len() && is_name(line, 2);
    if let Some(found) = meta_line::read(line) {
        take_meta(found, metadata);
        blocks.pop();
    } else if signed {
        let author = Author { name: CleanText::line(line), ..Author::default() };
        take_meta(meta_line::MetaLine { authors: vec![author], ..Default::default() }, metadata);
        blocks.pop();
    }
}

/// A note that says in its own line what it is: `About the author: Ann Lee is …`.
fn take_labelled_note(blocks: &mut Vec<RawBlock>, metadata: &mut Metadata) -> bool {
    let whole = last_text(blocks).map_or("", Text::as_str);
    let Some((_, note)) = whole.split_once(':').filter(|(label, _)| is_about(label)) else { return false };
    let note = note.trim();
    let tells = |name: &str| is_role(note) || TELLING.iter().any(|verb| note[name.len()..].starts_with(verb));
    let name = if words(note) > MAX_NOTE { None } else { name_at_head(note) };
    let Some(author) = name.filter(|name| tells(name)).map(|name| about(name, note)) else { return false };
    blocks.pop();
    add_note(author, metadata);
    true
}

/// The note about an author at the very end, with the name above it or at its head.
fn take_note(blocks: &mut Vec<RawBlock>, metadata: &mut Metadata) -> bool {
    let Some(text) = last_text(blocks) else { return false };
    let note = text.as_str();
    if words(note) > MAX_NOTE {
        return false;
    }
    let above: Vec<&str> = blocks.iter().rev().skip(1).take(3).map_while(name_line).collect();
    let name = above.first().copied();
    let is_known = |name: &str| metadata.authors.iter().any(|author| fold(&author.name) == fold(name));
    let is_printed_twice = above.len() >= 2 && fold(above[0]) == fold(above[1]);
    // A heading, or a name that the byline doesn't have, is rather that of somebody in the news.
    let is_marked = blocks.iter().nth_back(1).is_some_and(|block| matches!(block, RawBlock::Heading { .. }));
    let may_tell = metadata.authors.is_empty() && !is_marked;
    let count_above = if is_printed_twice { 2 } else { 1 };
    let (name, taken) = match name {
        Some(name) if is_printed_twice || is_known(name) || (may_tell && tells_of(note, name)) => {
            (name.to_owned(), 1 + count_above)
        }
        _ => {
            // A note that is not set off by a name above has to begin with one.
            let Some(name) = name_at_head(note) else { return false };
            let is_set_off = is_all(text, &SpanStyle::Emphasis);
            let tells = is_role(note) || TELLING.iter().any(|verb| note[name.len()..].starts_with(verb));
            if !(is_known(name) && tells || is_set_off && is_role(note)) {
                return false;
            }
            (name.to_owned(), 1)
        }
    };
    let author = about(&name, note);
    blocks.truncate(blocks.len() - taken);
    if blocks.last().is_some_and(is_about_heading) {
        blocks.pop();
    }
    add_note(author, metadata);
    true
}

/// What authors do, in a note about them.
const TELLING: [&str; 4] = [" covers ", " writes ", " reports ", " teaches "];

/// One paragraph about several authors, a sentence or two on each.
fn take_notes_in_one(blocks: &mut Vec<RawBlock>, metadata: &mut Metadata) -> bool {
    let Some(note) = last_text(blocks).map(|text| text.as_str().to_owned()) else { return false };
    if note.len() > MAX_NOTE_BYTES || words(&note) > MAX_NOTE {
        return false;
    }
    let starts = |at: usize| at == 0 || note[..at].ends_with(['.', '!', '\n']) || note[..at].ends_with(". ");
    let mut begins: Vec<(usize, CleanText)> = metadata
        .authors
        .iter()
        .filter_map(|author| {
            let at = note.match_indices(&*author.name).map(|(at, _)| at).find(|at| starts(*at))?;
            let goes_on = note[at + author.name.len()..].starts_with(' ');
            goes_on.then(|| (at, author.name.clone()))
        })
        .collect();
    begins.sort_unstable_by_key(|(at, _)| *at);
    if begins.len() < 2 || begins[0].0 > 0 || !is_role(&note) {
        return false;
    }
    let ends = begins.iter().skip(1).map(|(at, _)| *at).chain([note.len()]).collect::<Vec<_>>();
    for ((start, name), end) in begins.iter().zip(ends) {
        add_note(about(name, note[*start..end].trim()), metadata);
    }
    blocks.pop();
    if blocks.last().is_some_and(is_about_heading) {
        blocks.pop();
    }
    true
}

fn about(name: &str, note: &str) -> Author {
    Author {
        name: CleanText::line(name),
        role: None,
        bio: Some(CleanText::line(note)),
        email: email(note).map(CleanText::line),
    }
}

fn add_note(author: Author, metadata: &mut Metadata) {
    match metadata.authors.iter_mut().find(|known| fold(&known.name) == fold(&author.name)) {
        Some(known) => {
            known.bio = match (known.bio.take(), author.bio) {
                (Some(before), Some(note)) if !before.contains(note.as_str()) => {
                    Some(CleanText::line(&format!("{before} {note}")))
                }
                (before, note) => before.or(note),
            };
            known.email = known.email.take().or(author.email);
        }
        None => metadata.authors.push(author),
    }
    metadata.authors.truncate(MOST_AUTHORS);
}

const MAX_NOTE: usize = 150;
const MAX_NOTE_BYTES: usize = 4000;

fn name_line(block: &RawBlock) -> Option<&str> {
    let text = match block {
        RawBlock::Paragraph(paragraph) => paragraph.text.as_str(),
        RawBlock::Heading { text, .. } => text.as_str(),
        RawBlock::Other(_) => return None,
    };
    let name = text.strip_prefix("About ").unwrap_or(text).trim_end_matches(':');
    is_name(name, 2).then_some(name)
}

fn is_about_heading(block: &RawBlock) -> bool {
    let text = match block {
        RawBlock::Paragraph(paragraph) => paragraph.text.as_str(),
        RawBlock::Heading { text, .. } => text.as_str(),
        RawBlock::Other(_) => return false,
    };
    is_about(text)
}

/// Whether a line says that what follows is about the author.
fn is_about(line: &str) -> bool {
    line.len() <= 60
        && matches!(
            fold(line).trim_matches([':', ' ']),
            "about the author"
                | "about the authors"
                | "about the writer"
                | "author"
                | "the author"
                | "written by"
                | "author bio"
        )
}

/// Whether `note` speaks as or of the person called `name`.
fn tells_of(note: &str, name: &str) -> bool {
    let folded = fold(note);
    let first_person =
        ["i'm ", "i am ", "i write ", "i cover ", "i have "].iter().any(|start| folded.starts_with(start));
    let last_name = fold(name.split_whitespace().next_back().unwrap_or(name));
    let names_them = folded.starts_with(&fold(name))
        || folded.split(' ').take(3).any(|word| word.trim_end_matches(',') == last_name);
    let pronoun = ["he is ", "she is ", "they are "].iter().any(|start| folded.starts_with(start));
    first_person
        || ((names_them || pronoun) && is_role(note))
        || (is_role(note) && email(note).is_some())
        || (is_role(note) && words(note) <= 25 && !note.contains(['“', '"']) && is_role(first_words(note)))
}

fn first_words(note: &str) -> &str {
    note.match_indices(' ').nth(5).map_or(note, |(at, _)| &note[..at])
}

/// The name with which a note begins: `Ann Lee is …`, `Ann Lee covers …`.
fn name_at_head(note: &str) -> Option<&str> {
    const VERBS: [&str; 10] =
        [" is ", " covers ", " writes ", " reports ", " has ", " was ", " works ", " teaches ", ", ", " (@"];
    let end = VERBS.iter().filter_map(|verb| note.find(verb)).min()?;
    let name = &note[..end];
    is_name(name, 2).then_some(name)
}
