//! Finds the document in a flat run of raw blocks, for every format alike.

mod arrange;
mod boilerplate;
mod bound;
mod byline;
mod captions;
mod credit;
mod dateline;
mod furniture;
mod head;
mod headings;
mod known_actors;
mod label_table;
mod labels;
mod lines;
mod meta_line;
mod offers;
mod positions;
mod sections;
mod shape;
mod stakeholder_words;
mod stakeholders;
mod tail;
mod title;
mod update_time;

pub(super) use boilerplate::is_heading as heads_boilerplate;
use bound::MAX_PARTS;
pub(super) use bound::{bound, bound_sections, most_parts};
pub(super) use byline::{named, read as byline};
pub use labels::{LabelError, Labels};
pub(super) use lines::{stands_above, starts_anew};
pub(super) use shape::{ends_sentence, is_name};

use super::raw::{Metadata, RawArticle, RawBlock};
use crate::model::{Block, CleanText, Document, Section};

/// Finds the document in `article`.
pub(super) fn recognise(article: RawArticle, labels: &Labels) -> Document {
    let RawArticle { mut metadata, mut blocks, headings } = article;
    bound(&mut blocks, MAX_PARTS);
    let opening = metadata.standfirst_length.filter(|_| metadata.standfirst.is_none());
    if opening.is_some() {
        // It is known, so that no line of the body is taken for it.
        metadata.standfirst = Some(CleanText::default());
    }
    let mut blocks = lines::settle(blocks, labels);
    let update_time = update_time::find(&blocks);
    furniture::clear(&mut blocks, labels);
    let mut blocks = arrange::arrange(blocks, labels);
    let title = title::take(&mut blocks, &mut metadata, labels);
    head::take(&mut blocks, &mut metadata, labels);
    let credits = tail::take(&mut blocks, &mut metadata, labels);
    if let (None, Some(published), Some(time)) = (metadata.updated, metadata.published, update_time) {
        metadata.updated = update_time::on_day_of(published, &time);
    }
    let dateline = take_dateline(&mut blocks, &mut metadata);
    let sections = sections::build(blocks, headings, labels);
    let standfirst = match opening {
        Some(length) => first_letters(&sections, length),
        None => metadata.standfirst,
    };
    Document {
        title,
        standfirst,
        authors: metadata.authors,
        published: metadata.published,
        updated: metadata.updated,
        dateline,
        language: metadata.language,
        keywords: Vec::new(),
        credits,
        sections,
    }
}

/// So many characters at the beginning of the body, where that has as many in its first paragraph.
fn first_letters(sections: &[Section], length: usize) -> Option<CleanText> {
    let Block::Paragraph(text) = sections.first()?.blocks.first()? else { return None };
    let ends = text.as_str().char_indices().map(|(at, _)| at).chain([text.as_str().len()]);
    let end = ends.skip(1).nth(length.checked_sub(1)?)?;
    text.as_str().get(..end).map(CleanText::line)
}

/// Cuts the dateline from the first paragraph.
fn take_dateline(blocks: &mut [RawBlock], metadata: &mut Metadata) -> Option<CleanText> {
    let paragraphs = blocks.iter_mut().take(5).filter_map(|block| match block {
        RawBlock::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    });
    // A line or two that nobody knew may stand above it.
    let mut candidates = paragraphs.take(3).enumerate().filter_map(|(nth, paragraph)| {
        let (end, after) = dateline::find(&paragraph.text)?;
        let is_sure = nth == 0 || dateline::is_sure(paragraph.text.as_str().get(..end)?);
        is_sure.then_some((paragraph, end, after))
    });
    let (first, end, after) = candidates.next()?;
    let dateline = first.text.slice(0..end)?;
    first.text = first.text.slice(after..first.text.as_str().len())?;
    if let Some((end, names)) = dateline::reporters(first.text.as_str()) {
        let authors = byline::named(names);
        if !authors.is_empty() {
            head::take_meta(meta_line::MetaLine { authors, ..Default::default() }, metadata);
            first.text = first.text.slice(end..first.text.as_str().len())?;
        }
    }
    Some(CleanText::line(dateline.as_str()))
}
