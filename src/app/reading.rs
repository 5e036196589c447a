//! The open article: where one is in it, what is folded, who is chosen, what is found.

mod bookmark;
mod choosing;
mod finding;
mod pictures;
mod sideways;

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use super::marks::Marks;
use super::outline::Outline;
use super::page::{CellText, Line, Page, Sheet};
use super::pictures::Pictures;
use super::typesetting::Typesetting;
use crate::model::{Article, CleanText, Place, ReadingPlace, Spot};
pub(super) use bookmark::Bookmark;

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
    pictures: Pictures,
    has_pictures: bool,
    typesetting: Typesetting,
    shows_notes: bool,
    /// How far wide tables are scrolled, in columns.
    shift: usize,
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
    /// What is looked for in this article alone.
    looked_for: Option<String>,
}

impl Reading {
    /// Opens `article` on a page of `width` columns and `height` rows, where one left it.
    pub fn new(mut article: Article, width: usize, height: usize, zone: &TimeZone) -> Self {
        article.document = article.document.with_note(article.note.as_deref());
        let outline = Outline::new(&article.document);
        let can_fold = |section: &usize| outline.number(*section).is_some();
        let folded: BTreeSet<usize> = article.place.folded.iter().copied().filter(can_fold).collect();
        let pictures = Pictures::default();
        let first = sheet((&article, &outline, &pictures), width, Typesetting::default(), false);
        let page = Page::new(&article, first, zone, folded);
        let mut reading = Self {
            actors: Marks::of_cast(&article.cast),
            outline,
            page,
            pictures,
            has_pictures: pictures::has_pictures(&article.document),
            typesetting: Typesetting::default(),
            shows_notes: false,
            shift: 0,
            width,
            height,
            top: 0,
            section: None,
            chosen: None,
            name: None,
            mention: None,
            found: Vec::new(),
            found_marks: Marks::default(),
            found_at: None,
            looked_for: None,
            article,
        };
        let line = reading.article.place.top.and_then(|(spot, at)| reading.line_of(spot, at));
        reading.scroll_to(line.unwrap_or(0));
        reading
    }

    /// The article as it is stored: the note beside it is no section of its own.
    pub(super) fn as_stored(&self) -> Article {
        let mut article = self.article.clone();
        if article.note.is_some() {
            article.document.sections.pop();
        }
        article
    }

    /// Lays the article out anew for another size; the first sentence on the screen stays there.
    pub fn resize(&mut self, width: usize, height: usize, zone: &TimeZone) {
        let is_higher = height > self.height;
        self.height = height;
        if width != self.width {
            self.lay_out_anew(width, zone);
        } else if is_higher {
            self.lay_out(0, 0);
        }
    }

    fn lay_out_anew(&mut self, width: usize, zone: &TimeZone) {
        // The very top stays the very top.
        let place = if self.top > 0 { self.top_place() } else { None };
        (self.width, self.shift) = (width, 0);
        let folded = self.page.folded().clone();
        let of = (&self.article, &self.outline, &self.pictures);
        let sheet = sheet(of, width, self.typesetting, self.shows_notes);
        self.page = Page::new(&self.article, sheet, zone, folded);
        self.top = place.and_then(|place| self.line_of_top(place)).unwrap_or(0);
        self.lay_out(0, 0);
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

    /// How much of the article lies above the lower edge of the screen, in percent; about, where not all of it is laid out.
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
        let far = lines.unsigned_abs();
        if lines < 0 {
            self.lay_out(far, 0)
        } else {
            self.lay_out(0, far)
        }
        let lowest = self.last_top().max(self.top);
        self.scroll_to(self.top.saturating_add_signed(lines).min(lowest));
    }

    /// Scrolls to the top or to the end.
    pub fn scroll_to_end(&mut self, bottom: bool) {
        if bottom {
            self.top = self.page.len().saturating_sub(1);
            self.lay_out(self.height, 0);
        }
        self.scroll_to(if bottom { self.last_top() } else { 0 });
    }

    /// The section that one is in: the one jumped to, or the one at the top of the screen.
    pub fn section(&self) -> Option<usize> {
        self.section
    }

    /// Goes to a section's heading, which comes to the top of the screen; one hidden in a folded section is unfolded.
    pub fn go_to_section(&mut self, section: usize) {
        let outer = self.outline.around(section).skip(1).collect();
        self.unfold(&outer);
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

    /// Goes to a section and folds or unfolds it, where it can be folded.
    pub(super) fn toggle_fold_of(&mut self, section: usize) {
        self.section = Some(section);
        self.toggle_fold();
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

    /// Brings a place onto the screen, unfolding what hides it.
    pub fn reveal(&mut self, place: &Place) {
        self.unfold_all(std::slice::from_ref(place));
        self.show_notes(self.shows_notes || matches!(place.spot, Spot::Bio { .. }));
        let Some(line) = self.line_of(place.spot, place.range.start) else { return };
        let shown = self.top..self.top + self.height.saturating_sub(1);
        if !shown.contains(&line) {
            self.top = line;
            self.lay_out(self.height, self.height);
            self.scroll_to(self.top.saturating_sub(self.height / 3).min(self.last_top()));
        }
        self.section = place.spot.section();
        if let Some(line) = self.line_of(place.spot, place.range.start) {
            self.bring_across(place, line);
        }
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

    /// Unfolds what hides one of these places.
    fn unfold_all(&mut self, places: &[Place]) {
        let mut hiding = BTreeSet::new();
        for place in places {
            let heading = matches!(place.spot, Spot::Heading { .. });
            let around = place.spot.section().map(|section| self.outline.around(section));
            hiding.extend(around.into_iter().flatten().skip(usize::from(heading)));
        }
        self.unfold(&hiding);
    }

    fn unfold(&mut self, sections: &BTreeSet<usize>) {
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
        let mut above = 0;
        self.top = match (section, offset) {
            (Some(section), offset) => {
                above = offset.filter(|_| heading_shown).unwrap_or(0);
                self.page.section_start(section)
            }
            _ => top.and_then(|place| self.line_of_top(place)).unwrap_or(self.top),
        };
        self.lay_out(above, 0);
        self.top = self.top.saturating_sub(above).min(self.page.len().saturating_sub(1));
        self.lay_out(0, 0);
        self.section = section.or(self.section);
    }

    fn scroll_to(&mut self, line: usize) {
        self.top = line.min(self.page.len().saturating_sub(1));
        self.lay_out(0, 0);
        self.section = self.page.section_at(self.top).or(self.section.filter(|_| self.top > 0));
    }

    /// The number of the line of a byte, with what surrounds it laid out.
    fn line_of(&mut self, spot: Spot, at: usize) -> Option<usize> {
        let of = (&self.article, &self.outline, &self.pictures);
        let sheet = sheet(of, self.width, self.typesetting, self.shows_notes);
        self.top = self.page.lay_out_spot(sheet, spot, self.top);
        self.page.line_of(spot, at)
    }

    /// The same of what stood at the top of the screen: a picture from its beginning, and not the words under it.
    fn line_of_top(&mut self, (spot, at): (Spot, usize)) -> Option<usize> {
        let line = self.line_of(spot, at)?;
        Some(if at == 0 { self.page.picture_above(line) } else { line })
    }

    /// Lays out the screen, and so many lines above and below it.
    fn lay_out(&mut self, above: usize, below: usize) {
        let of = (&self.article, &self.outline, &self.pictures);
        let sheet = sheet(of, self.width, self.typesetting, self.shows_notes);
        self.top = self.page.lay_out(sheet, self.top, above..self.height.saturating_add(below));
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
            CellText::Picture(..) => "",
            CellText::Added(added) => added,
        }
    }
}

fn sheet<'a>(
    (article, outline, pictures): (&'a Article, &'a Outline, &'a Pictures),
    width: usize,
    typesetting: Typesetting,
    shows_notes: bool,
) -> Sheet<'a> {
    Sheet { document: &article.document, outline, width, typesetting, pictures, shows_notes }
}

#[cfg(test)]
mod tests;
