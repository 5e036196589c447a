//! Floor 5: how it looks. Pure: drawing borrows the state, does no I/O and asks no clock. Rests on the model
//! and on what `app` shows of itself.

mod actor_page;
mod article;
mod chrome;
mod feeds;
mod gathered;
mod list;
mod overlay;
mod pen;
mod programs;
mod prompt;
mod revisions;
mod roster;
mod target;
mod theme;
mod web_feeds;
mod when;
mod which_key;

pub use target::target;
pub use theme::Theme;

use ratatui::Frame;

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
    let cursor = overlay::draw(buffer, state, theme).or(cursor);
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}

#[cfg(test)]
mod tests;
