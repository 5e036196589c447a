//! What everything is drawn in: each pane in four sizes and three themes, of which one has no colours. The words stand in
//! the other snapshots; here are stretches of one style, row by row, and rows alike only once.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::drawn;
use crate::app::desk::Desk;
use crate::ui::{Depth, Themes};

const SIZES: [(u16, u16); 4] = [(200, 60), (120, 40), (80, 24), (40, 12)];

const THEMES: [(&str, Depth); 3] =
    [("terminal", Depth::Sixteen), ("solarized-light", Depth::True), ("terminal", Depth::None)];

fn check(name: &str, keys: &str) {
    for size in SIZES {
        let mut desk = Desk::open(size);
        desk.press(keys);
        let mut out = String::new();
        for (theme, depth) in THEMES {
            let terminal = drawn(&desk, &Themes::default().theme(theme, depth, None));
            let _ = writeln!(out, "{theme}, {depth:?}\n{}", styles(terminal.backend().buffer()));
        }
        insta::assert_snapshot!(format!("styles-{name}-{}x{}", size.0, size.1), out);
    }
}

/// The styles of a screen: a legend, then for each row how many cells have which.
fn styles(buffer: &Buffer) -> String {
    let mut legend: Vec<String> = Vec::new();
    let mut rows: Vec<(usize, String)> = Vec::new();
    for (nth, row) in buffer.content.chunks(usize::from(buffer.area.width)).enumerate() {
        let mut line = String::new();
        for (style, length) in stretches(row) {
            let known = legend.iter().position(|own| *own == style).unwrap_or_else(|| {
                legend.push(style);
                legend.len() - 1
            });
            let letter = char::from(b'a' + u8::try_from(known).expect("few styles"));
            let _ = write!(line, "{length}{letter} ");
        }
        if rows.last().is_none_or(|(_, last)| *last != line) {
            rows.push((nth, line));
        }
    }
    let mut out = String::new();
    for (letter, style) in (b'a'..).zip(&legend) {
        let _ = writeln!(out, "  {} {style}", char::from(letter));
    }
    for (nth, line) in rows {
        let _ = writeln!(out, "{nth:3} {}", line.trim_end());
    }
    out
}

/// The stretches of one style in a row; spaces are of the style before them, as far as they look the same.
fn stretches(row: &[Cell]) -> Vec<(String, usize)> {
    let mut stretches: Vec<(String, usize)> = Vec::new();
    let mut ground = Color::Reset;
    for cell in row {
        let shows =
            cell.symbol() != " " || cell.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED);
        let goes_on = !shows && cell.bg == ground;
        match stretches.last_mut() {
            Some((_, length)) if goes_on => *length += 1,
            Some((last, length)) if *last == style(cell) => *length += 1,
            _ => stretches.push((style(cell), 1)),
        }
        ground = cell.bg;
    }
    stretches
}

fn style(cell: &Cell) -> String {
    let colour = |name: &str, colour: Color| match colour {
        Color::Reset => String::new(),
        other => format!("{name} {other} "),
    };
    format!("{}{}{:?}", colour("fg", cell.fg), colour("bg", cell.bg), cell.modifier)
}

#[test]
fn the_feeds_in_their_styles() {
    check("feeds", "h");
}

#[test]
fn the_list_in_its_styles() {
    check("list", "");
}

#[test]
fn an_article_in_its_styles() {
    check("article", "enter ] ] z a");
}

#[test]
fn the_actors_in_their_styles() {
    check("actors", "enter a j j");
}

#[test]
fn a_panel_in_its_styles() {
    check("themes", ": t h e m e enter");
}
