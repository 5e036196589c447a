//! The page of an actor, and the search by actor.

use ratatui::layout::{Position, Rect};

use super::buffer::Buffer;
use super::feeds::bar;
use super::overlay::{below, chosen, input_line, inside, panel, window};
use super::pen;
use super::theme::Theme;
use crate::app::{ActorRow, ActorScreen, ActorSearch, ActorSearchFor, State, Tone, beside_name};
use crate::model::Actor;

/// Columns and rows of the search by actor.
pub(super) const SEARCH: (u16, u16) = (64, 18);

/// The page of an actor.
pub(super) fn draw(buffer: &mut Buffer, screen: &ActorScreen, state: &State, theme: &Theme) {
    let hint = " enter: go there   f: follow   ↑ ↓: move   esc: back ";
    let inner = panel(buffer, ActorScreen::WIDEST, u16::MAX, " actor ", hint, theme);
    let (width, _) = ActorScreen::page_size(state.size);
    let rows = screen.rows(width, &state.settings.zone);
    draw_rows(buffer, inner, &rows, Some(screen.cursor), theme);
}

/// The number of the row that leads somewhere, at a place of the page of an actor.
pub(super) fn row_at(screen: &ActorScreen, state: &State, at: Position) -> Option<usize> {
    let inner = inside(state.size, ActorScreen::WIDEST, u16::MAX);
    let (width, _) = ActorScreen::page_size(state.size);
    lead_at(inner, &screen.rows(width, &state.settings.zone), screen.cursor, at)
}

/// Where the row at a place leads, of rows as they are drawn.
pub(super) fn lead_at(inner: Rect, rows: &[ActorRow], cursor: usize, at: Position) -> Option<usize> {
    let top = top(rows, cursor, usize::from(inner.height));
    let row = inner.contains(at).then(|| usize::from(at.y - inner.y))?;
    rows.get(top + row)?.leads
}

/// Rows of which one is chosen, from the one on that keeps it on the screen.
pub(super) fn draw_rows(
    buffer: &mut Buffer,
    inner: Rect,
    rows: &[ActorRow],
    cursor: Option<usize>,
    theme: &Theme,
) {
    let page = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    let top = top(rows, cursor.unwrap_or(0), usize::from(page.height));
    for (row, line) in (0..page.height).zip(rows.iter().skip(top)) {
        let here = line.leads.is_some() && line.leads == cursor;
        if here {
            bar(buffer, Rect { x: inner.x, ..inner }, row, true, theme);
        }
        let style = match line.tone {
            _ if here => theme.cursor,
            Tone::Heading => theme.strong,
            Tone::Plain => theme.plain,
            Tone::Dim => theme.dim,
        };
        let column = line.indent + 1;
        pen::at(buffer, page, column, row, &line.text, style);
    }
}

/// The row at the top that keeps the chosen one, and the one that says where it comes from, on the screen.
fn top(rows: &[ActorRow], cursor: usize, height: usize) -> usize {
    let last = rows.iter().rposition(|row| row.leads == Some(cursor)).unwrap_or(0);
    // The first rows say who it is: they stay as long as they can.
    (last + 2).saturating_sub(height).min(rows.len().saturating_sub(height))
}

/// The search by actor.
pub(super) fn search(buffer: &mut Buffer, search: &ActorSearch, theme: &Theme) -> Position {
    let (title, hint) = match search.purpose {
        ActorSearchFor::Articles => {
            (" search by actor ", " enter: their articles   tab: and another   esc: back ")
        }
        ActorSearchFor::Page => (" actor ", " enter: all that is stored of it   esc: back "),
        ActorSearchFor::Merge(_) => (" the same as ", " enter: this one   esc: back "),
    };
    let mut inner = panel(buffer, SEARCH.0, SEARCH.1, title, hint, theme);
    if !search.picked.is_empty() {
        let names: Vec<&str> = search.picked.iter().map(|actor| actor.name.as_str()).collect();
        let line = format!("with {} and …", names.join(" and "));
        pen::at(buffer, inner, 1, 0, &pen::shorten(&line, inner.width.saturating_sub(2)), theme.strong);
        inner = below(inner, 1);
    }
    let cursor = input_line(buffer, inner, &search.input, "any word of a name", theme);
    let list = below(inner, 2);
    if search.hits.is_empty() {
        let text = if search.input.value().is_empty() {
            "No actors are known yet."
        } else {
            "No actor has a name like that."
        };
        pen::at(buffer, list, 2, 0, text, theme.dim);
    }
    for (row, nth) in window(search.cursor, search.hits.len(), list.height) {
        if nth == search.cursor {
            bar(buffer, list, row, true, theme);
        }
        actor_row(buffer, list, row, &search.hits[nth], nth == search.cursor, theme);
    }
    chosen(buffer, cursor, search.cursor)
}

/// An actor in a list to choose from: its name, what it is, in how many articles it is.
pub(super) fn actor_row(buffer: &mut Buffer, list: Rect, row: u16, actor: &Actor, here: bool, theme: &Theme) {
    let style = if here { theme.cursor } else { theme.plain };
    let count =
        if actor.articles == 1 { "1 article".to_owned() } else { format!("{} articles", actor.articles) };
    let room = list.width.saturating_sub(pen::columns(&count) + 5);
    let name = name(actor);
    let used = pen::at(buffer, list, 2, row, &pen::shorten(&name, room), style);
    let beside = beside_name(actor);
    let beside = pen::shorten(&beside, room.saturating_sub(used + 2));
    pen::at(buffer, list, used + 4, row, &beside, theme.dim);
    pen::right(buffer, list, row, 1, &count, theme.dim);
}

/// What an actor is called, and the name that it was found by.
fn name(actor: &Actor) -> String {
    let star = if actor.followed { "★ " } else { "" };
    match &actor.found_as {
        Some(found) => format!("{star}{} ({found})", actor.name),
        None => format!("{star}{}", actor.name),
    }
}
