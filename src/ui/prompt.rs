//! The prompt of a search, what is wrong with what was typed, and what may be typed next.

use ratatui::layout::{Position, Rect};
use tui_input::Input;

use super::buffer::Buffer;
use super::chrome::draw_line;
use super::feeds::bar;
use super::overlay::{panel, window};
use super::theme::Theme;
use super::{actor_page, pen};
use crate::app::{Offers, Prompt, PromptFor, Tagging, Whom};
use crate::model::QueryError;

const HINT: &str = "words, \"a phrase\", gov*, -not, OR, actor:, in:, since: …; tab: every field";
/// How many offers are shown at once.
const MOST_OFFERS: u16 = 8;

/// Draws the prompt into the bottom line, and what belongs to it above. Returns where the text cursor is.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, prompt: &Prompt, theme: &Theme) -> Position {
    let label = match prompt.purpose {
        PromptFor::Search => "search: ",
        PromptFor::Filter => "filter: ",
    };
    let (_, cursor) = draw_line(buffer, area, label, &prompt.input, HINT, theme);
    let column_of = column_of(area, label, &prompt.input);
    if let Some(error) = &prompt.error {
        draw_error(buffer, area, prompt, error, &column_of, theme);
    } else if !prompt.offers.items.is_empty() {
        draw_offers(buffer, area, at(&prompt.offers, &prompt.input, &column_of), &prompt.offers, theme);
    }
    cursor
}

/// Draws the line for the tags of an article, and those that may be typed above it. Returns where the text cursor is.
pub(super) fn tagging(buffer: &mut Buffer, area: Rect, tagging: &Tagging, theme: &Theme) -> Position {
    let (label, hint) = ("tags: ", "words parted by spaces; enter takes every tag away");
    let (_, cursor) = draw_line(buffer, area, label, &tagging.input, hint, theme);
    if !tagging.offers.items.is_empty() {
        let at = at(&tagging.offers, &tagging.input, &column_of(area, label, &tagging.input));
        draw_offers(buffer, area, at, &tagging.offers, theme);
    }
    cursor
}

/// In which column so many typed characters end.
fn column_of<'a>(area: Rect, label: &str, input: &'a Input) -> impl Fn(usize) -> u16 + 'a {
    let start = pen::columns(label);
    let room = area.width.saturating_sub(start + 1);
    let scroll = input.visual_scroll(usize::from(room));
    move |chars| {
        let before: String = input.value().chars().take(chars).skip(scroll).collect();
        start + pen::columns(&before).min(room)
    }
}

/// Where the word begins that an offer takes the place of.
fn at(offers: &Offers, input: &Input, column_of: &dyn Fn(usize) -> u16) -> u16 {
    let before = offers.slot.as_ref().and_then(|slot| input.value().get(..slot.start));
    before.map_or(0, |before| column_of(before.chars().count()))
}

/// Marks the word that is wrong, and says above it what is.
fn draw_error(
    buffer: &mut Buffer,
    area: Rect,
    prompt: &Prompt,
    error: &QueryError,
    column_of: &dyn Fn(usize) -> u16,
    theme: &Theme,
) {
    let (from, to) = (column_of(error.column - 1), column_of(error.column - 1 + error.width));
    let wrong: String = prompt.input.value().chars().skip(error.column - 1).take(error.width).collect();
    if to > from {
        pen::at(buffer, Rect { width: to.min(area.width), ..area }, from, 0, &wrong, theme.error);
    }
    let text = error.wrong.to_string();
    let lines = textwrap::wrap(&text, usize::from(area.width.max(10)));
    let height = u16::try_from(lines.len() + 1).unwrap_or(1).min(area.y);
    let over = Rect { y: area.y - height, height, ..area };
    pen::clear(buffer, Rect { x: 0, width: area.width + 2, ..over });
    let indent =
        from.min(area.width.saturating_sub(lines.iter().map(|line| pen::columns(line)).max().unwrap_or(0)));
    for (row, line) in (0..height.saturating_sub(1)).zip(&lines) {
        pen::at(buffer, over, indent, row, line, theme.error);
    }
    let carets = "^".repeat(usize::from(to.saturating_sub(from).max(1)));
    pen::at(buffer, over, from, height.saturating_sub(1), &carets, theme.error);
}

/// What may be typed next, above the word that it takes the place of.
fn draw_offers(buffer: &mut Buffer, area: Rect, at: u16, offers: &Offers, theme: &Theme) {
    let count = u16::try_from(offers.items.len()).unwrap_or(u16::MAX);
    let height = count.min(MOST_OFFERS).min(area.y.saturating_sub(4));
    let label = offers.items.iter().map(|offer| pen::columns(&offer.label)).max().unwrap_or(0).min(36);
    let beside = offers.items.iter().map(|offer| pen::columns(&offer.beside)).max().unwrap_or(0);
    let width = (label + beside + 6).clamp(16, area.width);
    let x = area.x + at.min(area.width.saturating_sub(width)).saturating_sub(2);
    let list = Rect { x, y: area.y.saturating_sub(height), width, height };
    pen::clear(buffer, list);
    for (row, nth) in window(offers.cursor.unwrap_or(0), offers.items.len(), height) {
        let offer = &offers.items[nth];
        let here = offers.cursor == Some(nth);
        if here {
            bar(buffer, list, row, true, theme);
        }
        let style = if here { theme.cursor } else { theme.plain };
        pen::at(buffer, list, 2, row, &pen::shorten(&offer.label, label), style);
        let room = width.saturating_sub(label + 5);
        pen::at(buffer, list, label + 4, row, &pen::shorten(&offer.beside, room), theme.dim);
    }
}

/// Columns and rows of the choice of whom a name means.
pub(super) fn whom_size(whom: &Whom) -> (u16, u16) {
    (64, u16::try_from(whom.actors.len() + 3).unwrap_or(u16::MAX).min(16))
}

/// The actors whom a name in a search may mean.
pub(super) fn whom(buffer: &mut Buffer, whom: &Whom, theme: &Theme) {
    let count = whom.actors.len() + 1;
    let (width, height) = whom_size(whom);
    let title = format!(" who is {}? ", pen::shorten(&whom.name, 30));
    let inner = panel(buffer, width, height, &title, " enter: this one   esc: all of them ", theme);
    for (row, nth) in window(whom.cursor, count, inner.height) {
        let here = nth == whom.cursor;
        if here {
            bar(buffer, inner, row, true, theme);
        }
        match whom.actors.get(nth) {
            Some(actor) => actor_page::actor_row(buffer, inner, row, actor, here, theme),
            None => {
                pen::at(buffer, inner, 2, row, "all of them", if here { theme.cursor } else { theme.dim });
            }
        }
    }
}
