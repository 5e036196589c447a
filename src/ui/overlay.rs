//! What lies over the panes for a while.

use ratatui::layout::{Margin, Position, Rect};
use tui_input::Input;

use super::buffer::Buffer;
use super::feeds::bar;
use super::theme::Theme;
use super::{actor_page, bidi, gathered, pen, programs, prompt, revisions, themes, web_feeds};
use crate::app::{HelpScreen, OutlineList, Overlay, Palette, State};

/// Columns and rows of the command palette.
pub(super) const PALETTE: (u16, u16) = (76, 20);

/// Draws what lies over the panes, if anything does. Returns where the text cursor is.
pub(super) fn draw(buffer: &mut Buffer, state: &State, theme: &Theme) -> Option<Position> {
    match state.overlay.as_ref()? {
        Overlay::Prompt(_)
        | Overlay::Find(_)
        | Overlay::Links(_)
        | Overlay::Tagging(_)
        | Overlay::Ask(_)
        | Overlay::Removal(_) => None,
        Overlay::Whom(whom) => {
            prompt::whom(buffer, whom, theme);
            None
        }
        Overlay::ActorSearch(search) => Some(actor_page::search(buffer, search, theme)),
        Overlay::Outline(outline) => {
            draw_outline(buffer, outline, state, theme);
            None
        }
        Overlay::Palette(palette) => Some(draw_palette(buffer, palette, state, theme)),
        Overlay::Choice(choice) => {
            web_feeds::choice(buffer, choice, theme);
            None
        }
        Overlay::Programs(list) => {
            programs::draw(buffer, list, state, theme);
            None
        }
        Overlay::Health(screen) => {
            web_feeds::health(buffer, screen, state, theme);
            None
        }
        Overlay::Revisions(screen) => {
            revisions::draw(buffer, screen, state, theme);
            None
        }
        Overlay::Actor(screen) => {
            actor_page::draw(buffer, screen, state, theme);
            None
        }
        Overlay::Agenda(screen) => {
            gathered::agenda(buffer, screen, state, theme);
            None
        }
        Overlay::Positions(screen) => {
            gathered::positions(buffer, screen, state, theme);
            None
        }
        Overlay::Themes(list) => Some(themes::draw(buffer, list, state, theme)),
        Overlay::Help(help) => draw_help(buffer, help, state, theme),
    }
}

fn draw_outline(buffer: &mut Buffer, outline: &OutlineList, state: &State, theme: &Theme) {
    let Some(reading) = &state.reading else { return };
    let sections: Vec<usize> = reading.outline.foldable().collect();
    let (width, height) = outline_size(sections.len());
    let inner = panel(buffer, width, height, " outline ", " enter: go there ", theme);
    let digits = sections.len().to_string().len().max(2);
    for (row, nth) in window(outline.cursor, sections.len(), inner.height) {
        let section = &reading.article.document.sections[sections[nth]];
        let here = nth == outline.cursor;
        if here {
            bar(buffer, inner, row, true, theme);
        }
        let indent = u16::try_from(2 * reading.outline.depth(sections[nth])).unwrap_or(0).min(12);
        pen::at(buffer, inner, 2, row, &format!("{:>digits$}", nth + 1), theme.accent);
        let style = if here { theme.cursor } else { theme.plain };
        let column = u16::try_from(digits).unwrap_or(0) + 3 + indent;
        let room = inner.width.saturating_sub(column + 1);
        pen::at(
            buffer,
            inner,
            column,
            row,
            &bidi::line(&pen::shorten(section.title(), room), state.settings.bidi),
            style,
        );
    }
}

fn draw_palette(buffer: &mut Buffer, palette: &Palette, state: &State, theme: &Theme) -> Position {
    let inner = panel(buffer, PALETTE.0, PALETTE.1, " commands ", " enter: do it   esc: back ", theme);
    let cursor = input_line(buffer, inner, &palette.input, "any part of what you want to do", theme);
    let (list, hits) = (below(inner, 2), palette.hits());
    for (row, nth) in window(palette.cursor, hits.len(), list.height) {
        let here = nth == palette.cursor;
        if here {
            bar(buffer, list, row, true, theme);
        }
        let (spec, style) = (hits[nth], if here { theme.cursor } else { theme.plain });
        pen::at(buffer, list, 2, row, &spec.typed(), style);
        let keys = state.settings.keymap.keys(spec.command).join("  ");
        let room = list.width.saturating_sub(22 + pen::columns(&keys) + 2);
        pen::at(buffer, list, 21, row, &pen::shorten(spec.help, room), theme.dim);
        pen::right(buffer, list, row, 1, &keys, theme.strong);
    }
    chosen(buffer, cursor, palette.cursor)
}

fn draw_help(buffer: &mut Buffer, help: &HelpScreen, state: &State, theme: &Theme) -> Option<Position> {
    let inner =
        panel(buffer, HelpScreen::WIDEST, u16::MAX, " help ", " ↑ ↓: scroll   /: search   esc: back ", theme);
    let mut list = inner;
    let cursor = (help.typing || !help.input.value().is_empty()).then(|| {
        list = below(inner, 2);
        input_line(buffer, inner, &help.input, "any word of the help", theme)
    });
    let rows = help.lines(&state.settings.keymap, state.is_reading(), state.size.0);
    let top = help.top.min(rows.len().saturating_sub(usize::from(list.height)));
    for (row, (keys, text)) in (0..list.height).zip(rows.iter().skip(top)) {
        pen::at(buffer, list, 1, row, &pen::shorten(keys, 17), theme.strong);
        pen::at(buffer, list, HelpScreen::KEYS, row, text, theme.plain);
    }
    cursor.filter(|_| help.typing)
}

/// What is inside the edge of a panel of that size, on a screen.
pub(super) fn inside(screen: (u16, u16), width: u16, height: u16) -> Rect {
    middle(screen, width, height).inner(Margin::new(1, 1))
}

/// The middle of the screen, as far as it is that large.
fn middle(screen: (u16, u16), width: u16, height: u16) -> Rect {
    let width = width.min(screen.0.saturating_sub(2));
    let height = height.min(screen.1.saturating_sub(4)).max(4);
    Rect { x: screen.0.saturating_sub(width) / 2, y: screen.1.saturating_sub(height) / 2, width, height }
}

pub(super) fn outline_size(sections: usize) -> (u16, u16) {
    (60, u16::try_from(sections + 2).unwrap_or(u16::MAX))
}

/// A panel over the middle of the screen; returns what is inside its edge.
pub(super) fn panel(
    buffer: &mut Buffer,
    width: u16,
    height: u16,
    title: &str,
    hint: &str,
    theme: &Theme,
) -> Rect {
    let area = middle((buffer.area.width, buffer.area.height), width, height);
    let Rect { width, height, .. } = area;
    pen::clear(buffer, area);
    let edges = "─".repeat(usize::from(width.saturating_sub(2)));
    pen::text(buffer, area, 0, &format!("╭{edges}╮"), theme.dim);
    for row in 1..height - 1 {
        pen::at(buffer, area, 0, row, "│", theme.dim);
        pen::at(buffer, area, width.saturating_sub(1), row, "│", theme.dim);
    }
    pen::text(buffer, area, height - 1, &format!("╰{edges}╯"), theme.dim);
    let edge = Rect { x: area.x + 2, width: width.saturating_sub(4), ..area };
    pen::text(buffer, edge, 0, title, theme.accent);
    pen::text(buffer, edge, height - 1, &pen::shorten(hint, edge.width), theme.dim);
    let inside = area.inner(Margin::new(1, 1));
    buffer.panel = Some(inside);
    inside
}

/// The cursor of a panel with a list under a line to type into: at what is typed, until one goes down the list.
pub(super) fn chosen(buffer: &Buffer, typed: Position, nth: usize) -> Position {
    buffer.bar.filter(|_| nth > 0).unwrap_or(typed)
}

/// A line to type into at the top of a panel; returns where the text cursor is.
pub(super) fn input_line(
    buffer: &mut Buffer,
    area: Rect,
    input: &Input,
    hint: &str,
    theme: &Theme,
) -> Position {
    let room = area.width.saturating_sub(4);
    let scroll = input.visual_scroll(usize::from(room));
    let typed: String = input.value().chars().skip(scroll).collect();
    pen::at(buffer, area, 1, 0, "›", theme.accent);
    match typed.is_empty() {
        true => pen::at(buffer, area, 3, 0, hint, theme.dim),
        false => pen::at(buffer, area, 3, 0, &typed, theme.plain),
    };
    let column = u16::try_from(input.visual_cursor().saturating_sub(scroll)).unwrap_or(0);
    Position::new(area.x + 3 + column.min(room), area.y)
}

pub(super) fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// The rows of a list of `count` that keep `cursor` on a screen of `height`, each with its number in the list.
pub(super) fn window(cursor: usize, count: usize, height: u16) -> impl Iterator<Item = (u16, usize)> {
    let top = (cursor + 1).saturating_sub(usize::from(height));
    (0..height).zip(top..count)
}
