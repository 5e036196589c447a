//! The list of themes.

use ratatui::layout::Position;

use super::buffer::Buffer;
use super::feeds::bar;
use super::overlay::{below, chosen, input_line, panel, window};
use super::pen;
use super::theme::Theme;
use crate::app::{AUTO, State, ThemeList};

/// Columns and rows of the list.
pub(super) const SIZE: (u16, u16) = (46, 24);

/// The list of themes, over the panes whose look changes with it.
pub(super) fn draw(buffer: &mut Buffer, list: &ThemeList, state: &State, theme: &Theme) -> Position {
    let inner = panel(buffer, SIZE.0, SIZE.1, " themes ", " enter: keep it   esc: back ", theme);
    let cursor = input_line(buffer, inner, &list.input, "any part of a name", theme);
    let (area, hits) = (below(inner, 2), list.hits(&state.look));
    for (row, nth) in window(list.cursor, hits.len(), area.height) {
        let here = nth == list.cursor;
        if here {
            bar(buffer, area, row, true, theme);
        }
        let style = if here { theme.cursor } else { theme.plain };
        let used = pen::at(buffer, area, 2, row, hits[nth], style);
        let known = state.look.themes.iter().find(|known| known.name == hits[nth]);
        let note = match known {
            Some(known) => known.note(),
            None if hits[nth] == AUTO => "by the terminal’s ground".to_owned(),
            None => String::new(),
        };
        let room = area.width.saturating_sub(used + 5);
        pen::right(buffer, area, row, 1, &pen::shorten(&note, room), theme.dim);
    }
    chosen(buffer, cursor, list.cursor)
}
