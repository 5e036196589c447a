//! The actor sidebar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::feeds::{bar, heading};
use super::pen;
use super::theme::Theme;
use crate::app::{Pane, Reading, Roster, RosterItem, State};

/// How many lines of what is said of an actor are shown where the cursor is elsewhere.
const LINES: usize = 3;

/// The actor sidebar: each actor with how often it is named, and what the article says of it.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, state: &State, theme: &Theme) {
    let focused = state.focus == Pane::Actors;
    let over = state.panes().and_then(|panes| panes.article).is_some_and(|article| article.intersects(area));
    let area = if over { drawer(buffer, area, theme) } else { area };
    let Some(reading) = &state.reading else {
        heading(buffer, area, "ACTORS", focused, theme);
        return;
    };
    let cast = &reading.article.cast;
    heading(buffer, area, &format!("ACTORS  {}", cast.members.len()), focused, theme);
    if cast.members.is_empty() {
        let text = "No stakeholder line of this article names an actor, and it mentions none that another one names.";
        let wrapped = textwrap::wrap(text, usize::from(area.width.saturating_sub(3)).max(8));
        for (row, line) in (2..area.height).zip(wrapped) {
            pen::at(buffer, area, 2, row, &line, theme.dim);
        }
        return;
    }
    let room = usize::from(area.height.saturating_sub(1));
    let (first, entries) = entries(reading, state, area.width, room);
    let above: usize = entries.iter().take(state.roster.cursor() + 1 - first).map(Vec::len).sum();
    let mut skip = above.saturating_sub(room);
    let mut row = 1;
    for (nth, lines) in entries.iter().enumerate() {
        let here = first + nth == state.roster.cursor();
        for line in lines {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            if row >= area.height {
                return;
            }
            if here && !matches!(line, Row::Blank) && (focused || reading.chosen().is_some()) {
                bar(buffer, area, row, focused, theme);
            }
            draw_row(buffer, area, row, line, theme);
            row += 1;
        }
    }
}

/// One line of an entry.
enum Row {
    Name { name: String, count: String, chosen: bool },
    Words(String),
    Blank,
}

/// The entries that can be on a screen of `room` rows with the cursor's, and the number of the first of them.
fn entries(reading: &Reading, state: &State, width: u16, room: usize) -> (usize, Vec<Vec<Row>>) {
    let items = Roster::items(&reading.article.cast);
    let first = state.roster.cursor().saturating_sub(room);
    let entry = |(nth, item): (usize, &RosterItem)| match *item {
        RosterItem::Member(member) => {
            let space = if member > 0 { vec![Row::Blank] } else { Vec::new() };
            space.into_iter().chain([name(reading, member)]).collect()
        }
        RosterItem::Statement(member, statement) => {
            let here = nth == state.roster.cursor() && state.focus == Pane::Actors;
            words(reading, member, statement, width, if here { usize::MAX } else { LINES })
        }
    };
    (first, items.iter().enumerate().skip(first).take(2 * room + 1).map(entry).collect())
}

fn name(reading: &Reading, nth: usize) -> Row {
    let member = &reading.article.cast.members[nth];
    let chosen = reading.chosen() == Some(nth);
    let count = match (chosen, reading.mention_number()) {
        (true, Some(number)) => format!("{number}/{}", member.mentions.len()),
        _ => format!("×{}", member.mentions.len()),
    };
    Row::Name { name: member.name.to_string(), count, chosen }
}

fn words(reading: &Reading, member: usize, statement: usize, width: u16, most: usize) -> Vec<Row> {
    let place = &reading.article.cast.members[member].statements[statement].place;
    let text = reading.article.document.text_at(place.spot).and_then(|text| text.get(place.range.clone()));
    let width = usize::from(width.saturating_sub(5)).max(8);
    // No more than can be seen is wrapped.
    let seen: String =
        text.unwrap_or_default().chars().take(width.saturating_mul(most.saturating_add(1))).collect();
    let text = format!("“{seen}”");
    let mut lines: Vec<String> =
        textwrap::wrap(&text, width).into_iter().map(|line| line.into_owned()).collect();
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while usize::from(pen::columns(last)) + 3 > width {
                let word = last.rfind(' ').or_else(|| last.char_indices().next_back().map(|(at, _)| at));
                last.truncate(word.unwrap_or(0));
            }
            last.push_str(" …”");
        }
    }
    lines.into_iter().map(Row::Words).collect()
}

fn draw_row(buffer: &mut Buffer, area: Rect, row: u16, line: &Row, theme: &Theme) {
    match line {
        Row::Blank => {}
        Row::Words(words) => {
            pen::at(buffer, area, 4, row, words, theme.dim);
        }
        Row::Name { name, count, chosen } => {
            let style = if *chosen { theme.chosen } else { theme.strong };
            let room = area.width.saturating_sub(4 + pen::columns(count));
            pen::at(buffer, area, 2, row, &pen::shorten(name, room), style);
            pen::right(buffer, area, row, 1, count, theme.dim);
        }
    }
}

/// Clears the drawer and draws its left edge; returns what is inside.
fn drawer(buffer: &mut Buffer, area: Rect, theme: &Theme) -> Rect {
    pen::clear(buffer, area);
    for row in 0..area.height {
        pen::text(buffer, area, row, "│", theme.dim);
    }
    Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area }
}
