//! Finds the document in a flat run of raw blocks, for every format alike.

mod boilerplate;
mod byline;
mod credit;
mod dateline;
mod head;
mod headings;
mod label_table;
mod labels;
mod lines;
mod meta_line;
mod sections;
mod shape;
mod stakeholders;
mod tail;
mod title;

pub(super) use boilerplate::is_heading as heads_boilerplate;
pub(super) use byline::read as byline;
pub(super) use lines::{stands_above, starts_anew};
pub(super) use shape::{ends_sentence, is_name};

use super::raw::{RawArticle, RawBlock};
use crate::model::{CleanText, Document};

/// Finds the document in `article`.
pub(super) fn recognise(article: RawArticle) -> Document {
    let RawArticle { mut metadata, blocks, headings } = article;
    let mut blocks = lines::settle(blocks);
    let title = title::take(&mut blocks, &mut metadata);
    head::take(&mut blocks, &mut metadata);
    let credits = tail::take(&mut blocks, &mut metadata);
    let dateline = take_dateline(&mut blocks);
    Document {
        title,
        standfirst: metadata.standfirst,
        authors: metadata.authors,
        published: metadata.published,
        updated: metadata.updated,
        dateline,
        language: metadata.language,
        credits,
        sections: sections::build(blocks, headings),
    }
}

/// Cuts the dateline from the first paragraph.
fn take_dateline(blocks: &mut [RawBlock]) -> Option<CleanText> {
    let first = blocks.iter_mut().take(4).find_map(|block| match block {
        RawBlock::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    })?;
    let (end, after) = dateline::find(&first.text)?;
    let dateline = first.text.slice(0..end)?;
    first.text = first.text.slice(after..first.text.as_str().len())?;
    Some(CleanText::line(dateline.as_str()))
}
