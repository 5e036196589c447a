//! The pictures of the open article: which of them are on the screen, and what becomes of the page once they are there.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::{Reading, sheet};
use crate::app::page::LineKind;
use crate::app::picture::{Painting, PictureAnswer};
use crate::app::pictures::Pictures;
use crate::model::{Block, CleanText, Document, PictureRoom, Spot};

impl Reading {
    /// The picture in which a spot lies, where it is there to be shown.
    pub fn painting(&self, spot: Spot) -> Option<&Arc<Painting>> {
        self.pictures.painting(url(&self.article.document, spot)?)
    }

    /// Gives the pictures room, or shows none.
    pub(in crate::app) fn set_room(&mut self, room: Option<PictureRoom>, zone: &TimeZone) {
        if self.has_pictures && room != self.pictures.room() && self.pictures.set_room(room) {
            self.lay_out_anew(self.width, zone);
        }
    }

    /// What is known of its pictures.
    pub(in crate::app) fn pictures(&self) -> &Pictures {
        &self.pictures
    }

    /// Takes over what is known of its pictures already.
    pub(in crate::app) fn know_pictures(&mut self, pictures: Pictures, zone: &TimeZone) {
        self.pictures = pictures;
        if self.has_pictures {
            self.lay_out_anew(self.width, zone);
        }
    }

    /// The addresses of the pictures on the screen that are wanted. Of the others only some are kept.
    pub(in crate::app) fn wanted_pictures(&mut self) -> Vec<CleanText> {
        if !self.has_pictures || self.pictures.room().is_none() {
            return Vec::new();
        }
        let mut shown: Vec<&CleanText> = Vec::new();
        let lines = self.page.lines(self.top).take(self.height);
        for line in lines.filter(|line| matches!(line.kind, LineKind::Picture | LineKind::Caption)) {
            let url = line.origin().and_then(|(spot, _)| url(&self.article.document, spot));
            if let Some(url) = url.filter(|url| is_of_the_web(url) && !shown.contains(url)) {
                shown.push(url);
            }
        }
        self.pictures.forget_beyond(&shown);
        shown.into_iter().filter(|url| self.pictures.is_wanted(url)).cloned().collect()
    }

    /// Takes in what came of an order. What stands at the top of the screen stays there; who is at the end, stays at the end.
    pub(in crate::app) fn take_picture(&mut self, answer: PictureAnswer) {
        let of = answer.order.url.clone();
        let was_at_end = self.top > 0 && self.is_at_end();
        if self.pictures.take(answer) {
            self.renew(&[of]);
            if was_at_end {
                self.scroll_to_end(true);
            }
        }
    }

    /// Forgets every picture, as the terminal has; they are asked for again.
    pub(in crate::app) fn forget_paintings(&mut self) {
        self.pictures.forget_paintings();
    }

    /// Forgets which pictures could not be shown; they are asked for again.
    pub(in crate::app) fn forget_failures(&mut self) {
        let failed = self.pictures.forget_failures();
        self.renew(&failed);
    }

    /// Lays out anew where pictures are shown that have these addresses.
    fn renew(&mut self, urls: &[CleanText]) {
        let document = &self.article.document;
        let sections = document.sections.iter().enumerate();
        let blocks = sections.flat_map(|(section, content)| {
            content.blocks.iter().enumerate().map(move |(block, content)| (section, block, content))
        });
        let sheet = sheet(
            (&self.article, &self.outline, &self.pictures),
            self.width,
            self.typesetting,
            self.shows_notes,
        );
        for (section, block, content) in blocks {
            if matches!(content, Block::Image { url, .. } if urls.contains(url)) {
                self.top = self.page.renew(sheet, Spot::Block { section, block, part: 0 }, self.top);
            }
        }
        self.lay_out(0, 0);
    }
}

/// Whether an article has pictures that can be fetched.
pub(super) fn has_pictures(document: &Document) -> bool {
    let mut blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks.any(|block| matches!(block, Block::Image { url, .. } if is_of_the_web(url)))
}

fn is_of_the_web(url: &str) -> bool {
    let begins = |scheme: &str| url.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    begins("https://") || begins("http://")
}

/// The address of the picture in which a spot lies.
fn url(document: &Document, spot: Spot) -> Option<&CleanText> {
    let Spot::Block { section, block, .. } = spot else { return None };
    match document.sections.get(section)?.blocks.get(block)? {
        Block::Image { url, .. } => Some(url),
        _ => None,
    }
}
