//! A table into lines that fit the page.

use super::line::{Cell, CellText, Line, LineKind};
use super::wrap::{columns, wrap};
use crate::model::{Spot, Text};

const GAP: usize = 2;
const NARROWEST: usize = 6;

/// Lays a table out in columns; one too wide for the page becomes a list of its cells, row by row.
pub(super) fn table(
    header: &[Text],
    rows: &[Vec<Text>],
    width: usize,
    spot: impl Fn(usize) -> Spot,
) -> Vec<Line> {
    let count = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or(0);
    let Some(widths) = column_widths(header, rows, count, width) else {
        return listed(header, rows, width, spot);
    };
    let mut lines = Vec::new();
    let mut part = 0;
    if !header.is_empty() {
        row(LineKind::TableHead, header, &widths, &mut part, &spot, &mut lines);
        let rule: usize = widths.iter().sum::<usize>() + GAP * (count - 1);
        lines.push(Line::added(LineKind::TableRow, 0, "─".repeat(rule.min(width))));
    }
    for cells in rows {
        row(LineKind::TableRow, cells, &widths, &mut part, &spot, &mut lines);
    }
    lines
}

/// The widths of the columns: as wide as they like, or the widest cut down until they fit; `None` where
/// they can't.
fn column_widths(header: &[Text], rows: &[Vec<Text>], count: usize, width: usize) -> Option<Vec<usize>> {
    let natural = |nth: usize| {
        let cells = rows.iter().filter_map(|row| row.get(nth)).chain(header.get(nth));
        cells.map(|cell| columns(cell.as_str())).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..count).map(natural).collect();
    let room = width.checked_sub(GAP * count.saturating_sub(1))?;
    while widths.iter().sum::<usize>() > room {
        let over = widths.iter().sum::<usize>() - room;
        let widest = widths.iter().copied().max().filter(|widest| *widest > NARROWEST)?;
        let second = widths.iter().copied().filter(|w| *w < widest).max().unwrap_or(NARROWEST).max(NARROWEST);
        let of_widest = widths.iter().filter(|w| **w == widest).count();
        let cut = over.div_ceil(of_widest).min(widest - second).max(1);
        widths.iter_mut().filter(|w| **w == widest).for_each(|w| *w -= cut);
    }
    (count > 0).then_some(widths)
}

fn row(
    kind: LineKind,
    cells: &[Text],
    widths: &[usize],
    part: &mut usize,
    spot: &impl Fn(usize) -> Spot,
    lines: &mut Vec<Line>,
) {
    let first = lines.len();
    let mut column = 0;
    for (cell, width) in cells.iter().zip(widths) {
        for (nth, range) in wrap(cell.as_str(), *width, *width).into_iter().enumerate() {
            if lines.len() == first + nth {
                lines.push(Line { kind, cells: Vec::new() });
            }
            lines[first + nth].cells.push(Cell::new(column, CellText::Words(spot(*part), range)));
        }
        column += width + GAP;
        *part += 1;
    }
}

fn listed(header: &[Text], rows: &[Vec<Text>], width: usize, spot: impl Fn(usize) -> Spot) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut part = header.len();
    for cells in rows {
        for (nth, cell) in cells.iter().enumerate() {
            if let Some(head) = header.get(nth) {
                let head = wrap(head.as_str(), width, width).into_iter();
                lines.extend(head.map(|range| Line::words(LineKind::TableHead, 0, spot(nth), range)));
            }
            let words = wrap(cell.as_str(), width - 2, width - 2).into_iter();
            lines.extend(words.map(|range| Line::words(LineKind::TableRow, 2, spot(part), range)));
            part += 1;
        }
        lines.push(Line::BLANK);
    }
    lines.pop_if(|line| line.kind == LineKind::Blank);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cells: &[&str]) -> Vec<Text> {
        cells.iter().map(|cell| Text::from(*cell)).collect()
    }

    #[test]
    fn a_wide_table_is_cut_down_and_a_hopeless_one_listed() {
        let header = texts(&["Body", "Members"]);
        let rows = vec![texts(&["Council", "fifteen states, five of them permanent"])];
        let spot = |part| Spot::Block { section: 0, block: 0, part };
        let lines = table(&header, &rows, 26, spot);
        assert_eq!(lines.len(), 2 + 3, "head, rule and three lines of one row");
        assert_eq!(lines[2].cells[1].column, 9);
        let many: Vec<Text> = (0..9).map(|_| Text::from("a long cell of words")).collect();
        assert_eq!(table(&[], &[many], 30, spot).len(), 9);
    }
}
