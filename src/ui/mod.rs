//! Floor 5: how it looks. Pure: drawing borrows the state, does no I/O and asks no clock. Rests on the model
//! and on what `app` shows of itself.

mod actor_page;
mod article;
mod bidi;
mod buffer;
mod cell;
mod chrome;
mod feeds;
mod focus;
mod gathered;
mod hyperlinks;
mod ink;
mod line;
mod links;
mod list;
mod overlay;
mod pen;
mod picture;
mod placing;
mod plain;
mod programs;
mod prompt;
mod revisions;
mod roster;
mod target;
mod theme;
mod themes;
mod web_feeds;
mod when;
mod which_key;
mod wrapped;

pub use buffer::{Buffer, Symbol};
pub use cell::{Cell, Look};
pub use picture::{HALF, PLACEHOLDER, sharp};
pub use target::target;
pub use theme::{Depth, OwnTheme, Theme, Themes, built_in};

use ratatui::layout::Position;
use ratatui::style::Style;

use crate::app::{SMALLEST, State};
use ink::Ink;

/// Draws `state` into an empty buffer, and says where the terminal's cursor is to be.
pub fn draw(buffer: &mut Buffer, state: &State, theme: &Theme) -> Option<Position> {
    let Some(panes) = state.panes() else {
        let (columns, rows) = SMALLEST;
        let lines = [
            format!("masthead needs {columns}×{rows}"),
            format!("this is {}×{}", state.size.0, state.size.1),
        ];
        let area = buffer.area;
        for (row, line) in (0..).zip(&lines) {
            pen::text(buffer, area, row, line, theme.plain);
        }
        return None;
    };
    chrome::header(buffer, panes.header, state, theme);
    chrome::rules(buffer, &panes, state, theme);
    if let Some(area) = panes.rail {
        feeds::rail(buffer, area, state, theme);
    }
    if let Some(area) = panes.articles {
        list::draw(buffer, area, state, theme);
    }
    let links = panes.article.map(|area| article::draw(buffer, area, state, theme)).unwrap_or_default();
    if let Some(area) = panes.feeds {
        feeds::draw(buffer, area, state, theme);
    }
    if let Some(area) = panes.actors {
        roster::draw(buffer, area, state, theme);
    }
    which_key::draw(buffer, panes.footer, state, theme);
    let cursor = chrome::footer(buffer, panes.footer, state, theme);
    let cursor = cursor.or_else(|| focus::in_panes(buffer, panes.article, theme));
    buffer.bar = None;
    let cursor = overlay::draw(buffer, state, theme).or_else(|| focus::in_panel(buffer)).or(cursor);
    if state.settings.plain {
        plain::strip(buffer);
    }
    if let Some(page) = theme.page {
        paint(buffer, page);
    }
    hyperlinks::write(buffer, &links);
    cursor
}

/// Gives every cell that has no colours of its own those of the page.
fn paint(buffer: &mut Buffer, page: Style) {
    let inks = [page.fg, page.bg].map(|colour| Ink::of(colour.unwrap_or_default()));
    buffer.cells.iter_mut().for_each(|cell| cell.paint(inks));
}

#[cfg(test)]
mod tests;
