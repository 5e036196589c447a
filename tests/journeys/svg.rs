//! A screen as an SVG picture.

use std::fmt::Write;

use vt100::{Cell, Color, Screen};

const CELL: (f64, f64) = (8.4, 19.0);
const MARGIN: f64 = 16.0;
const BACKGROUND: &str = "#16181d";
const FOREGROUND: &str = "#e4e2dc";
const DIM: &str = "#868a93";
const ACCENT: &str = "#ff6f5e";

/// The screen on a dark ground, in a monospaced face.
pub fn svg(screen: &Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let (width, height) =
        (f64::from(columns) * CELL.0 + 2.0 * MARGIN, f64::from(rows) * CELL.1 + 2.0 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" \
         font-family=\"ui-monospace, 'SF Mono', Menlo, 'Cascadia Mono', 'DejaVu Sans Mono', monospace\" \
         font-size=\"14\">\n<rect width=\"100%\" height=\"100%\" rx=\"10\" fill=\"{BACKGROUND}\"/>\n"
    );
    for row in 0..rows {
        draw_row(&mut out, screen, row, columns);
    }
    out.push_str("</svg>\n");
    out
}

/// A row: runs of cells that look alike, each with its width, so that no face can shift it.
fn draw_row(out: &mut String, screen: &Screen, row: u16, columns: u16) {
    let mut column = 0;
    while column < columns {
        let Some(first) = screen.cell(row, column) else { return };
        let style = style(first);
        let (from, mut text) = (column, String::new());
        let goes_on = |cell: &&Cell| self::style(cell) == style && is_bar(cell) == is_bar(first);
        while let Some(cell) = screen.cell(row, column).filter(goes_on) {
            if !cell.is_wide_continuation() {
                text.push_str(if cell.has_contents() { cell.contents() } else { " " });
            }
            column += 1;
            if is_bar(first) {
                break;
            }
        }
        let blank = text.trim().is_empty() && !first.inverse() && !first.underline();
        if !blank {
            run(out, row, from, column - from, &text, &style, first.inverse());
        }
    }
}

fn run(out: &mut String, row: u16, from: u16, cells: u16, text: &str, style: &str, inverse: bool) {
    let (x, top) = (MARGIN + f64::from(from) * CELL.0, MARGIN + f64::from(row) * CELL.1);
    let width = f64::from(cells) * CELL.0;
    if inverse {
        let _ = writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{FOREGROUND}\"/>",
            CELL.1
        );
    }
    if let ("│" | "▏" | "▌", Some((_, colour))) = (text, style.split_once('"')) {
        // Faces leave gaps between rows.
        let line = match text {
            "▌" => (x, CELL.0 / 2.0),
            "▏" => (x, 1.0),
            _ => (x + CELL.0 / 2.0, 1.0),
        };
        let colour = colour.split('"').next().unwrap_or(FOREGROUND);
        let (x, width, height) = (line.0, line.1, CELL.1);
        let _ = writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{colour}\"/>"
        );
        return;
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(
        out,
        "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
         xml:space=\"preserve\" {style}>{text}</text>",
        top + 14.0
    );
}

fn is_bar(cell: &Cell) -> bool {
    ["│", "▏", "▌"].contains(&cell.contents())
}

/// The attributes of a cell's text.
fn style(cell: &Cell) -> String {
    let fill = match (cell.inverse(), cell.fgcolor(), cell.dim()) {
        (true, ..) => BACKGROUND,
        (_, Color::Idx(1 | 9), _) => ACCENT,
        (_, _, true) => DIM,
        _ => FOREGROUND,
    };
    let mut style = format!("fill=\"{fill}\"");
    for (is_set, attribute) in [
        (cell.bold(), " font-weight=\"bold\""),
        (cell.italic(), " font-style=\"italic\""),
        (cell.underline(), " text-decoration=\"underline\""),
    ] {
        if is_set {
            style.push_str(attribute);
        }
    }
    style
}
