//! The open article: where one is in it, what is folded, who is chosen, what is found.

mod choosing;

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use self::choosing::is_called;
use super::marks::Marks;
use super::outline::Outline;
use super::page::{CellText, Line, Page};
use crate::model::{Article, CleanText, Place, Query, ReadingPlace, Spot, hit, matches};

/// The open article.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What it says.
    pub article: Article,
    /// How its sections are numbered and nested.
    pub outline: Outline,
    /// Where its actors are named.
    pub actors: Marks,
    page: Page,
    width: usize,
    height: usize,
    top: usize,
    section: Option<usize>,
    chosen: Option<usize>,
    /// The chosen name of which it is not certain whose it is.
    name: Option<CleanText>,
    mention: Option<usize>,
    found: Vec<Place>,
    found_marks: Marks,
    found_at: Option<usize>,
}

impl Reading {
    /// Opens `article` on a page of `width` columns and `height` rows, where one left it.
    pub fn new(mut article: Article, width: usize, height: usize, zone: &TimeZone) -> Self {
        article.document = article.document.with_note(article.note.take().as_deref());
        let outline = Outline::new(&article.document);
        let mut page = Page::new(&article, &outline, width, zone);
        let foldable: BTreeSet<usize> = outline.foldable().collect();
        let folded: BTreeSet<usize> =
            article.place.folded.iter().copied().filter(|section| foldable.contains(section)).collect();
        page.fold(folded);
        let top = article.place.top.and_then(|(spot, at)| page.line_of(spot, at)).unwrap_or(0);
        let mut reading = Self {
            actors: Marks::of_cast(&article.cast),
            outline,
            page,
            width,
            height,
            top,
            section: None,
            chosen: None,
            name: None,
            mention: None,
            found: Vec::new(),
            found_marks: Marks::default(),
            found_at: None,
            article,
        };
        reading.scroll_to(top);
        reading
    }

    /// Lays the article out anew for another size; the first sentence on the screen stays there.
    pub fn resize(&mut self, width: usize, height: usize, zone: &TimeZone) {
        self.height = height;
        if width != self.width {
            // The very top stays the very top.
            let place = if self.top > 0 { self.top_place() } else { None };
            self.width = width;
            let folded = self.page.folded().clone();
            self.page = Page::new(&self.article, &self.outline, width, zone);
            self.page.fold(folded);
            self.top = place.and_then(|(spot, at)| self.page.line_of(spot, at)).unwrap_or(0);
        }
    }

    /// The lines on the screen.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.page.lines(self.top).take(self.height)
    }

    /// Where one is, to be found again.
    pub fn place(&self) -> ReadingPlace {
        let top = if self.top == 0 { None } else { self.top_place() };
        ReadingPlace { folded: self.page.folded().iter().copied().collect(), top }
    }

    /// How much of the article lies above the lower edge of the screen, in percent.
    pub fn percent(&self) -> usize {
        let total = self.page.len().max(1);
        ((self.top + self.height).min(total) * 100) / total
    }

    /// Whether the end is on the screen.
    pub fn is_at_end(&self) -> bool {
        self.top >= self.last_top()
    }

    /// Scrolls by lines, down until the end is on the screen.
    pub fn scroll_by(&mut self, lines: isize) {
        let lowest = self.last_top().max(self.top);
        self.scroll_to(self.top.saturating_add_signed(lines).min(lowest));
    }

    /// Scrolls to the top or to the end.
    pub fn scroll_to_end(&mut self, bottom: bool) {
        self.scroll_to(if bottom { self.last_top() } else { 0 });
    }

    /// The section that one is in: the one jumped to, or the one at the top of the screen.
    pub fn section(&self) -> Option<usize> {
        self.section
    }

    /// Goes to a section's heading, which comes to the top of the screen; one hidden in a folded section is unfolded.
    pub fn go_to_section(&mut self, section: usize) {
        let outer: Vec<usize> = self.outline.around(section).skip(1).collect();
        self.unfold(outer);
        let fits = self.page.len() <= self.height;
        self.scroll_to(if fits { 0 } else { self.page.section_start(section) });
        self.section = Some(section);
    }

    /// Goes to the next or the previous section that is shown; back from within a section to its heading.
    pub fn go_to_neighbour(&mut self, forward: bool) {
        let hidden = |section: &usize| {
            self.outline.around(*section).skip(1).any(|outer| self.page.folded().contains(&outer))
        };
        let shown = self.outline.foldable().filter(|section| !hidden(section));
        let at = self.section;
        let target = match forward {
            true => shown.into_iter().find(|section| at.is_none_or(|at| *section > at)),
            false => {
                let within = at.is_some_and(|at| {
                    self.outline.number(at).is_some() && self.page.section_start(at) < self.top
                });
                shown
                    .take_while(|section| at.is_some_and(|at| *section < at || (within && *section == at)))
                    .last()
            }
        };
        match target {
            Some(section) => self.go_to_section(section),
            None if !forward => self.scroll_to(0),
            None => {}
        }
    }

    /// Whether a section is folded.
    pub fn is_folded(&self, section: usize) -> bool {
        self.page.folded().contains(&section)
    }

    /// Folds or unfolds the section that one is in. Says whether there is one.
    pub fn toggle_fold(&mut self) -> bool {
        let Some(section) = self.section.filter(|section| self.outline.number(*section).is_some()) else {
            return false;
        };
        let mut folded = self.page.folded().clone();
        if !folded.remove(&section) {
            folded.insert(section);
        }
        self.refold(folded, Some(section));
        true
    }

    /// Folds every section, or none.
    pub fn fold_all(&mut self, fold: bool) {
        let folded = if fold { self.outline.foldable().collect() } else { BTreeSet::new() };
        let outermost = self.section.and_then(|section| self.outline.around(section).last());
        self.refold(folded, if fold { outermost } else { self.section });
    }

    /// Goes to the next or the previous mention of the chosen actor, or name, and round. From where one reads, where
    /// none was gone to before. Says whether there is one.
    pub fn go_to_mention(&mut self, forward: bool) -> bool {
        let places: Vec<Place> = self.chosen_mentions().iter().map(|mention| mention.place.clone()).collect();
        let Some(nth) = self.step(&places, self.mention, forward) else { return false };
        let place = places[nth].clone();
        self.mention = Some(nth);
        self.reveal(&place);
        true
    }

    /// Marks what `query` looks for.
    pub fn find(&mut self, query: Option<&Query>) {
        let Article { document, cast, .. } = &self.article;
        let found =
            query.map(|query| matches(document, cast, query, &|name, key| is_called(cast, name, key)));
        self.found = found.unwrap_or_default();
        self.found_marks = Marks::of_places(&self.found);
        self.found_at = None;
    }

    /// Goes to a sentence that answers a search, as to the match in it.
    pub fn go_to_answer(&mut self, answer: &Place) {
        let is_in = |found: &Place| {
            found.spot == answer.spot
                && found.range.start < answer.range.end
                && found.range.end > answer.range.start
        };
        self.found_at = self.found.iter().position(is_in);
        self.reveal(answer);
    }

    /// The sentence that answers a search, as far as the article itself tells.
    pub fn answer(&self, query: &Query) -> Option<Place> {
        let Article { headline, document, cast, .. } = &self.article;
        hit(headline.id, document, cast, query, &|name, key| is_called(cast, name, key)).map(|hit| hit.place)
    }

    /// What was found, by where it stands.
    pub fn found(&self) -> &Marks {
        &self.found_marks
    }

    /// The number, from 0, of the match last gone to.
    pub fn found_at(&self) -> Option<usize> {
        self.found_at
    }

    /// How many matches there are.
    pub fn found_count(&self) -> usize {
        self.found.len()
    }

    /// Goes to the next or the previous match. Says whether there is one.
    pub fn go_to_match(&mut self, forward: bool) -> bool {
        let last = self.found.len().checked_sub(1);
        if self.found_at == if forward { last } else { Some(0) } {
            return false;
        }
        let Some(nth) = self.step(&self.found, self.found_at, forward) else { return false };
        self.found_at = Some(nth);
        let place = self.found[nth].clone();
        self.reveal(&place);
        true
    }

    /// Brings a place onto the screen, unfolding what hides it.
    pub fn reveal(&mut self, place: &Place) {
        if let Some(section) = place.spot.section() {
            let heading = matches!(place.spot, Spot::Heading { .. });
            let hiding = self.outline.around(section).skip(usize::from(heading)).collect();
            self.unfold(hiding);
        }
        let Some(line) = self.page.line_of(place.spot, place.range.start) else { return };
        let shown = self.top..self.top + self.height.saturating_sub(1);
        if !shown.contains(&line) {
            self.scroll_to(line.saturating_sub(self.height / 3).min(self.last_top()));
        }
        self.section = place.spot.section();
    }

    fn step(&self, places: &[Place], at: Option<usize>, forward: bool) -> Option<usize> {
        let count = places.len();
        let top = if self.top > 0 { self.top_place() } else { None };
        let is_above = |place: &Place| top.is_some_and(|top| (place.spot, place.range.start) < top);
        match (at, forward) {
            _ if count == 0 => None,
            (Some(at), true) => Some((at + 1) % count),
            (Some(at), false) => Some((at + count - 1) % count),
            (None, true) => Some(places.iter().position(|place| !is_above(place)).unwrap_or(0)),
            (None, false) => Some(places.iter().rposition(is_above).unwrap_or(count - 1)),
        }
    }

    fn unfold(&mut self, sections: Vec<usize>) {
        if sections.iter().any(|section| self.page.folded().contains(section)) {
            let mut folded = self.page.folded().clone();
            folded.retain(|section| !sections.contains(section));
            self.refold(folded, None);
        }
    }

    /// Folds `folded` and nothing else. `section`'s heading stays where it is on the screen, or comes to the top
    /// where it was above it; without a section, the line at the top stays.
    fn refold(&mut self, folded: BTreeSet<usize>, section: Option<usize>) {
        let top = if self.top > 0 { self.top_place() } else { None };
        let heading_shown = section.is_some_and(|section| self.page.section_start(section) >= self.top);
        let offset = section.map(|section| self.page.section_start(section).saturating_sub(self.top));
        self.page.fold(folded);
        self.top = match (section, offset) {
            (Some(section), Some(offset)) if heading_shown => {
                self.page.section_start(section).saturating_sub(offset)
            }
            (Some(section), _) => self.page.section_start(section),
            _ => top.and_then(|(spot, at)| self.page.line_of(spot, at)).unwrap_or(self.top),
        };
        self.top = self.top.min(self.page.len().saturating_sub(1));
        self.section = section.or(self.section);
    }

    fn scroll_to(&mut self, line: usize) {
        self.top = line.min(self.page.len().saturating_sub(1));
        self.section = self.page.section_at(self.top).or(self.section.filter(|_| self.top > 0));
    }

    fn last_top(&self) -> usize {
        self.page.len().saturating_sub(self.height)
    }

    /// The first of the article's own words on the screen.
    fn top_place(&self) -> Option<(Spot, usize)> {
        self.page.lines(self.top).find_map(Line::origin)
    }

    /// The words of the article in a cell; what masthead adds is no word of it.
    pub fn words<'a>(&'a self, text: &'a CellText) -> &'a str {
        match text {
            CellText::Words(spot, range) | CellText::Name(spot, range) => self
                .article
                .document
                .text_at(*spot)
                .and_then(|text| text.get(range.clone()))
                .unwrap_or_default(),
            CellText::Added(added) => added,
        }
    }
}

#[cfg(test)]
mod tests;
