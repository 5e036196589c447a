//! The programs that an article can be given to.

use super::buffer::Buffer;
use super::feeds::bar;
use super::overlay::{panel, window};
use super::pen;
use super::theme::Theme;
use crate::app::{ProgramList, State};

/// Columns and rows of a list of so many.
pub(super) fn size(count: usize) -> (u16, u16) {
    (64, u16::try_from(count + 2).unwrap_or(u16::MAX))
}

/// Draws the list.
pub(super) fn draw(buffer: &mut Buffer, list: &ProgramList, state: &State, theme: &Theme) {
    let programs = &state.settings.programs;
    let (width, height) = size(programs.len());
    let hint = " enter or its number: give it the article   esc: back ";
    let inner = panel(buffer, width, height, " which program? ", hint, theme);
    for (row, nth) in window(list.cursor, programs.len(), inner.height) {
        let (program, here) = (&programs[nth], nth == list.cursor);
        if here {
            bar(buffer, inner, row, true, theme);
        }
        pen::at(buffer, inner, 1, row, &format!("{:>2}", nth + 1), theme.accent);
        let room = inner.width.saturating_sub(5);
        let name = pen::shorten(&program.name, room);
        pen::at(buffer, inner, 4, row, &name, if here { theme.cursor } else { theme.plain });
        let after = 6 + pen::columns(&name);
        let room = inner.width.saturating_sub(after + 1);
        pen::at(buffer, inner, after, row, &pen::shorten(&program.command.join(" "), room), theme.dim);
    }
}
