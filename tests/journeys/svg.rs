//! A screen as an SVG picture.

use std::collections::BTreeMap;
use std::fmt::Write;

use vt100::{Cell, Color, Screen};

const CELL: (f64, f64) = (8.4, 19.0);
const MARGIN: f64 = 16.0;

/// The colours of text and ground of the terminal's own.
type Own = [&'static str; 2];

/// What a picture begins with, between its size and its ground.
const FACE: &str = "font-family=\"ui-monospace, 'SF Mono', Menlo, 'Cascadia Mono', 'DejaVu Sans Mono', monospace\" \
                    font-size=\"14\" xml:space=\"preserve\"";

/// Attributes of text as classes, which keep a picture small. Its order is the terminal's.
const CLASSES: &str = "<style>.b{font-weight:bold}.i{font-style:italic}.u{text-decoration:underline}.d{opacity:.6}\
                       text{unicode-bidi:bidi-override}</style>";

/// The screen in the colours that it has, in a monospaced face; what has none is as in a terminal that is light or dark.
pub fn svg(screen: &Screen, is_light: bool) -> String {
    let own: Own = if is_light { ["#1d1f24", "#fbfaf7"] } else { ["#e4e2dc", "#16181d"] };
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let cells = || (0..rows).flat_map(|row| (0..columns).filter_map(move |column| screen.cell(row, column)));
    let (text, ground) =
        (most(cells().map(|cell| colours(cell, own).0)), most(cells().map(|cell| colours(cell, own).1)));
    let (width, height) =
        (f64::from(columns) * CELL.0 + 2.0 * MARGIN, f64::from(rows) * CELL.1 + 2.0 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" {FACE} fill=\"{text}\">\n{CLASSES}\n\
         <rect width=\"100%\" height=\"100%\" rx=\"10\" fill=\"{ground}\"/>\n"
    );
    for row in 0..rows {
        let mut column = 0;
        while column < columns {
            column += run(&mut out, screen, (row, column), (&text, &ground), own);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// The cells from one on that look alike, with their width, so that no face can shift them. Returns how many they are.
fn run(
    out: &mut String,
    screen: &Screen,
    (row, from): (u16, u16),
    (text, ground): (&str, &str),
    own: Own,
) -> u16 {
    let Some(first) = screen.cell(row, from) else { return 1 };
    let look = (colours(first, own), class(first));
    let mut words = String::new();
    let cells = (from..).map_while(|column| screen.cell(row, column));
    let alike =
        cells.take_while(|cell| (colours(cell, own), class(cell)) == look && is_bar(cell) == is_bar(first));
    let mut count = 0;
    for cell in alike.take(if is_bar(first) { 1 } else { usize::MAX }) {
        if !cell.is_wide_continuation() {
            words.push_str(if cell.has_contents() { cell.contents() } else { " " });
        }
        count += 1;
    }
    let ((fill, behind), class) = look;
    let (x, y) = (MARGIN + f64::from(from) * CELL.0, MARGIN + f64::from(row) * CELL.1);
    let width = f64::from(count) * CELL.0;
    if behind != ground {
        rect(out, (x, y), width, &behind);
    }
    if is_bar(first) {
        // Faces leave gaps between rows.
        let (x, width) = match words.as_str() {
            "▌" => (x, CELL.0 / 2.0),
            "▏" => (x, 1.0),
            _ => (x + CELL.0 / 2.0, 1.0),
        };
        rect(out, (x, y), width, &fill);
        return count;
    }
    // Blanks at the ends take room in the file only.
    let lead = words.chars().take_while(|c| *c == ' ').count();
    let trail = words.chars().rev().take_while(|c| *c == ' ').count();
    if class.contains('u') || lead < words.chars().count() {
        let cut = if class.contains('u') { (0, 0) } else { (lead, trail) };
        let shown = words[cut.0..words.len() - cut.1].replace('&', "&amp;").replace('<', "&lt;");
        let cells = |count: usize| CELL.0 * f64::from(u16::try_from(count).unwrap_or(0));
        let (x, width) = (x + cells(cut.0), width - cells(cut.0 + cut.1));
        let fill = if fill == text { String::new() } else { format!(" fill=\"{fill}\"") };
        let class = if class.is_empty() { class } else { format!(" class=\"{}\"", class.trim_end()) };
        let y = y + 14.0;
        let _ = writeln!(
            out,
            "<text x=\"{x:.1}\" y=\"{y:.0}\" textLength=\"{width:.1}\"{class}{fill}>{shown}</text>"
        );
    }
    count
}

fn rect(out: &mut String, (x, y): (f64, f64), width: f64, fill: &str) {
    let height = CELL.1;
    let _ = writeln!(
        out,
        "<rect x=\"{x:.1}\" y=\"{y:.0}\" width=\"{width:.1}\" height=\"{height:.0}\" fill=\"{fill}\"/>"
    );
}

/// What there is most of.
fn most(values: impl Iterator<Item = String>) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(value, _)| value).unwrap_or_default()
}

fn is_bar(cell: &Cell) -> bool {
    ["│", "▏", "▌"].contains(&cell.contents())
}

/// The colours of a cell's text and of its ground.
fn colours(cell: &Cell, own: Own) -> (String, String) {
    let colours = (colour(cell.fgcolor(), own[0]), colour(cell.bgcolor(), own[1]));
    if cell.inverse() { (colours.1, colours.0) } else { colours }
}

/// A picture has the colours of a theme, which the reader gives as they are where a terminal has them all.
fn colour(colour: Color, default: &str) -> String {
    match colour {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        _ => default.to_owned(),
    }
}

/// The attributes of a cell's text.
fn class(cell: &Cell) -> String {
    let attributes =
        [(cell.bold(), "b "), (cell.italic(), "i "), (cell.underline(), "u "), (cell.dim(), "d ")];
    attributes.into_iter().filter(|(is_set, _)| *is_set).map(|(_, class)| class).collect()
}
