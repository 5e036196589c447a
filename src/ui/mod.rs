//! Floor 5: how it looks. Pure: drawing borrows the state, does no I/O and asks no clock. Rests on the model
//! and on what `app` shows of itself.

mod actor_page;
mod article;
mod bidi;
mod chrome;
mod feeds;
mod focus;
mod gathered;
mod line;
mod links;
mod list;
mod overlay;
mod pen;
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

pub use target::target;
pub use theme::{Depth, OwnTheme, Theme, Themes, built_in};

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

use crate::app::{SMALLEST, State};

/// Draws `state`.
pub fn draw(frame: &mut Frame<'_>, state: &State, theme: &Theme) {
    let Some(panes) = state.panes() else {
        let (columns, rows) = SMALLEST;
        let lines = [
            format!("masthead needs {columns}×{rows}"),
            format!("this is {}×{}", state.size.0, state.size.1),
        ];
        let area = frame.area();
        for (row, line) in (0..).zip(&lines) {
            pen::text(frame.buffer_mut(), area, row, line, theme.plain);
        }
        return;
    };
    let buffer = frame.buffer_mut();
    chrome::header(buffer, panes.header, state, theme);
    chrome::rules(buffer, &panes, state, theme);
    if let Some(area) = panes.rail {
        feeds::rail(buffer, area, state, theme);
    }
    if let Some(area) = panes.articles {
        list::draw(buffer, area, state, theme);
    }
    if let Some(area) = panes.article {
        article::draw(buffer, area, state, theme);
    }
    if let Some(area) = panes.feeds {
        feeds::draw(buffer, area, state, theme);
    }
    if let Some(area) = panes.actors {
        roster::draw(buffer, area, state, theme);
    }
    which_key::draw(buffer, panes.footer, state, theme);
    let cursor = chrome::footer(buffer, panes.footer, state, theme);
    let cursor = cursor.or_else(|| focus::in_panes(buffer, panes.article, theme));
    let cursor = if state.overlay.is_some() {
        let before = buffer.clone();
        overlay::draw(buffer, state, theme).or_else(|| focus::in_panel(buffer, &before, theme)).or(cursor)
    } else {
        cursor
    };
    if state.settings.plain {
        plain::strip(buffer);
    }
    if let Some(page) = theme.page {
        paint(frame.buffer_mut(), page);
    }
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}

/// Gives every cell that has no colours of its own those of the page.
fn paint(buffer: &mut Buffer, page: Style) {
    for cell in &mut buffer.content {
        if let (Color::Reset, Some(fg)) = (cell.fg, page.fg) {
            cell.fg = fg;
        }
        if let (Color::Reset, Some(bg)) = (cell.bg, page.bg) {
            cell.bg = bg;
        }
    }
}

#[cfg(test)]
mod tests;
