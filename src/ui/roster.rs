//! The actor sidebar.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::buffer::Buffer;
use super::feeds::{bar, heading};
use super::pen;
use super::theme::Theme;
use super::wrapped::wrap;
use crate::app::{Pane, Reading, RosterItem, State, also, kind_name, quotes};
use crate::model::StatementKind;

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
    if cast.members.is_empty() && cast.unresolved.is_empty() {
        let wrapped = wrap("This article names nobody.", usize::from(area.width.saturating_sub(3)).max(8));
        for (row, line) in (2..area.height).zip(wrapped.iter()) {
            pen::at(buffer, area, 2, row, line, theme.dim);
        }
        return;
    }
    for (row, (nth, line)) in (1..area.height).zip(shown(reading, state, area, theme)) {
        let here = nth == state.roster.cursor();
        if here && !matches!(line, Row::Blank) && (focused || reading.chosen().is_some()) {
            bar(buffer, area, row, focused, theme);
        }
        draw_row(buffer, area, row, &line, theme);
    }
}

/// The entry that a row of the sidebar belongs to.
pub(super) fn entry_at(state: &State, area: Rect, row: u16) -> Option<usize> {
    let over = state.panes().and_then(|panes| panes.article).is_some_and(|article| article.intersects(area));
    let area = Rect { width: area.width - u16::from(over && area.width > 0), ..area };
    let rows = shown(state.reading.as_ref()?, state, area, &Theme::monochrome());
    let (nth, line) =
        rows.into_iter().take(usize::from(area.height)).nth(usize::from(row.checked_sub(1)?))?;
    (!matches!(line, Row::Blank)).then_some(nth)
}

/// The lines from the top of the screen on, each with the number of its entry.
fn shown(reading: &Reading, state: &State, area: Rect, theme: &Theme) -> Vec<(usize, Row)> {
    let room = usize::from(area.height.saturating_sub(1));
    let (first, entries) = entries(reading, state, theme, area.width, room);
    let above: usize = entries.iter().take(state.roster.cursor() + 1 - first).map(Vec::len).sum();
    let numbered = (first..).zip(entries);
    let lines = numbered.flat_map(|(nth, lines)| lines.into_iter().map(move |line| (nth, line)));
    lines.skip(above.saturating_sub(room)).collect()
}

/// One line of an entry.
enum Row {
    Name { name: String, count: String, style: Style },
    Words(String),
    Blank,
}

/// The entries that can be on a screen of `room` rows with the cursor's, and the number of the first of them.
fn entries(
    reading: &Reading,
    state: &State,
    theme: &Theme,
    width: u16,
    room: usize,
) -> (usize, Vec<Vec<Row>>) {
    let cast = &reading.article.cast;
    let items = state.roster.items(cast);
    let first = state.roster.cursor().saturating_sub(room);
    let entry = |(nth, item): (usize, &RosterItem)| {
        let most = match nth == state.roster.cursor() && state.focus == Pane::Actors {
            true => usize::MAX,
            false => LINES,
        };
        let said = |marks: (&str, &str)| words(&text_of(reading, *item), marks, width, most);
        match *item {
            RosterItem::Member(member) => {
                let space = if member > 0 { vec![Row::Blank] } else { Vec::new() };
                let lines = name(reading, member, theme);
                let also = also(&cast.members[member]);
                let also = if also.is_empty() { String::new() } else { format!("also: {}", also.join(", ")) };
                space.into_iter().chain([lines]).chain(words(&also, ("", ""), width, most)).collect()
            }
            RosterItem::Statement(member, statement) => {
                match cast.members[member].statements[statement].kind {
                    StatementKind::Position => said(("“", "”")),
                    StatementKind::Role => said(("", "")),
                }
            }
            RosterItem::Quotes(member) => {
                let quotes = quotes(cast, &cast.members[member]).count();
                vec![Row::Words(if quotes == 1 { "1 quote".to_owned() } else { format!("{quotes} quotes") })]
            }
            RosterItem::Quote(..) => said(("  “", "”")),
            RosterItem::Unresolved(mention) => {
                let heading = items.get(nth.wrapping_sub(1)).is_none_or(|item| item.member().is_some());
                let heading = heading.then(|| [Row::Blank, Row::Words("Not known who:".to_owned())]);
                let name = cast.unresolved[mention].surface.to_string();
                let row = Row::Name { name, count: "?".to_owned(), style: theme.dim };
                heading.into_iter().flatten().chain([row]).collect()
            }
        }
    };
    // Those below the screen are not made: their words would have to be wrapped.
    let (mut entries, mut rows) = (Vec::new(), 0);
    for (nth, item) in items.iter().enumerate().skip(first) {
        if nth > state.roster.cursor() && rows >= room {
            break;
        }
        let lines: Vec<Row> = entry((nth, item));
        rows += lines.len();
        entries.push(lines);
    }
    (first, entries)
}

fn name(reading: &Reading, nth: usize, theme: &Theme) -> Row {
    let member = &reading.article.cast.members[nth];
    let chosen = reading.chosen() == Some(nth);
    let count = match (chosen, reading.mention_number()) {
        (true, Some(number)) => format!("{number}/{}", member.mentions.len()),
        _ => format!("×{}", member.mentions.len()),
    };
    let count = kind_name(member.kind).map_or(count.clone(), |kind| format!("{kind} {count}"));
    let style = match chosen {
        true => theme.chosen,
        false => theme.strong.patch(theme.member(nth).remove_modifier(Modifier::UNDERLINED)),
    };
    Row::Name { name: member.name.to_string(), count, style }
}

/// The words that an entry comes from.
fn text_of(reading: &Reading, item: RosterItem) -> String {
    let place = item.place(&reading.article.cast);
    let text = place.and_then(|place| {
        reading.article.document.text_at(place.spot).and_then(|text| text.get(place.range.clone()))
    });
    text.unwrap_or_default().to_owned()
}

/// Words between marks, in `most` lines; none where there are no words.
fn words(text: &str, (open, close): (&str, &str), width: u16, most: usize) -> Vec<Row> {
    if text.is_empty() {
        return Vec::new();
    }
    let width = usize::from(width.saturating_sub(5)).max(8);
    // No more than can be seen is wrapped.
    let seen: String = text.chars().take(width.saturating_mul(most.saturating_add(1))).collect();
    let text = format!("{open}{seen}{close}");
    let mut lines = wrap(&text, width).to_vec();
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while usize::from(pen::columns(last)) + 3 > width {
                let word = last.rfind(' ').or_else(|| last.char_indices().next_back().map(|(at, _)| at));
                last.truncate(word.unwrap_or(0));
            }
            last.push_str(" …");
            last.push_str(close);
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
        Row::Name { name, count, style } => {
            let room = area.width.saturating_sub(4 + pen::columns(count));
            pen::at(buffer, area, 2, row, &pen::shorten(name, room), *style);
            pen::right(buffer, area, row, 1, count, theme.dim);
        }
    }
}

/// Clears the drawer and draws its left edge; returns what is inside.
fn drawer(buffer: &mut Buffer, area: Rect, theme: &Theme) -> Rect {
    pen::clear(buffer, area);
    pen::fill(buffer, Rect { width: area.width.min(1), ..area }, '│', theme.dim);
    Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area }
}
