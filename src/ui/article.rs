//! The article pane.

use ratatui::layout::Rect;

use super::buffer::Buffer;
use super::feeds::bar;
use super::hyperlinks::Hyperlink;
use super::line::Hand;
use super::list::upper_first;
use super::theme::Theme;
use super::{hyperlinks, links, pen};
use crate::app::{CellText, Command, Line, LineKind, Overlay, Pane, Reading, State};
use crate::model::Spot;

/// The article pane. Returns the links that the terminal is to know of.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, state: &State, theme: &Theme) -> Vec<Hyperlink> {
    let mut found = Vec::new();
    let Some(reading) = state.open_article() else {
        if state.list.rows().is_empty() || state.is_waiting() {
            return found;
        }
        let open = upper_first(&state.key(Command::Open));
        pen::at(buffer, area, 3, 1, &format!("{open} opens the article"), theme.dim);
        return found;
    };
    let page = page(area, state);
    let focused = state.focus == Pane::Article;
    let hand = Hand { reading, theme, bidi: state.settings.bidi };
    let mut current = 0;
    for (row, line) in (0..area.height).zip(reading.lines()) {
        hand.draw(buffer, page, row, line);
        if state.settings.hyperlinks {
            hyperlinks::mark(buffer, (page, row), hand.page(page.width), line, &mut found);
        }
        if is_heading_of_current(line, reading) {
            current = row;
        }
    }
    if let Some(Overlay::Links(shown)) = &state.overlay {
        links::draw(buffer, page, shown, &hand);
    }
    if focused {
        bar(buffer, area, current, true, theme);
    }
    found
}

/// The page in the article pane.
pub(super) fn page(area: Rect, state: &State) -> Rect {
    let (width, _) = state.page_size();
    let width = u16::try_from(width).unwrap_or(area.width).min(area.width);
    let margin = (area.width - width) / 2;
    Rect { x: area.x + margin.min(8).max(u16::from(area.width > width)), width, ..area }
}

fn is_heading_of_current(line: &Line, reading: &Reading) -> bool {
    let Some(section) = reading.section().filter(|_| line.kind == LineKind::Heading) else { return false };
    let heading =
        line.origin().map_or(reading.article.document.sections[section].heading.is_none(), |(spot, _)| {
            spot == Spot::Heading { section }
        });
    let number = reading.outline.number(section).map(|number| format!(" {number} ")).unwrap_or_default();
    heading
        && line
            .cells
            .first()
            .is_some_and(|cell| matches!(&cell.text, CellText::Added(mark) if mark.ends_with(&number)))
}
