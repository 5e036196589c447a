//! A table into lines: as wide as the page, or wider, to be scrolled sideways.

use super::line::{Cell, CellText, Line, LineKind};
use super::wrap::{columns, wrap};
use crate::model::{Spot, Text};

const GAP: usize = 2;

/// Columns are not cut down to less than this: words of usual length stay whole.
const NARROWEST: usize = 9;

/// How wide a column may be of a table that is scrolled.
const WIDEST: usize = 32;

/// A table's columns: how wide each is, and whether it holds numbers, which stand below one another by their last digits.
struct Columns {
    widths: Vec<usize>,
    are_numbers: Vec<bool>,
    kinds: (LineKind, LineKind),
}

/// Lays a table out in columns; one that the page is too narrow for keeps its columns, and is to be scrolled.
pub(super) fn table(
    header: &[Text],
    rows: &[Vec<Text>],
    width: usize,
    spot: impl Fn(usize) -> Spot,
) -> Vec<Line> {
    let natural = natural_widths(header, rows);
    let fitting = fit(natural.clone(), width);
    let columns = Columns {
        kinds: match fitting {
            Some(_) => (LineKind::TableHead, LineKind::TableRow),
            None => (LineKind::WideHead, LineKind::WideRow),
        },
        widths: fitting.unwrap_or_else(|| natural.into_iter().map(|wide| wide.min(WIDEST)).collect()),
        are_numbers: numbers(rows),
    };
    let mut lines = Vec::new();
    let mut part = 0;
    if !header.is_empty() {
        columns.row(columns.kinds.0, header, &mut part, &spot, &mut lines);
        let rule = columns.widths.iter().sum::<usize>() + GAP * columns.widths.len().saturating_sub(1);
        lines.push(Line::added(columns.kinds.1, 0, "─".repeat(rule)));
    }
    for cells in rows {
        columns.row(columns.kinds.1, cells, &mut part, &spot, &mut lines);
    }
    lines
}

fn natural_widths(header: &[Text], rows: &[Vec<Text>]) -> Vec<usize> {
    let count = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or(0);
    let natural = |nth: usize| {
        let cells = rows.iter().filter_map(|row| row.get(nth)).chain(header.get(nth));
        cells.map(|cell| columns(cell.as_str())).max().unwrap_or(0)
    };
    (0..count).map(natural).collect()
}

/// The widths of the columns: as wide as they like, or the widest cut down until they fit; `None` where they
/// can't.
fn fit(mut widths: Vec<usize>, width: usize) -> Option<Vec<usize>> {
    let room = width.checked_sub(GAP * widths.len().saturating_sub(1))?;
    while widths.iter().sum::<usize>() > room {
        let over = widths.iter().sum::<usize>() - room;
        let widest = widths.iter().copied().max().filter(|widest| *widest > NARROWEST)?;
        let second = widths.iter().copied().filter(|w| *w < widest).max().unwrap_or(NARROWEST).max(NARROWEST);
        let of_widest = widths.iter().filter(|w| **w == widest).count();
        let cut = over.div_ceil(of_widest).min(widest - second).max(1);
        widths.iter_mut().filter(|w| **w == widest).for_each(|w| *w -= cut);
    }
    Some(widths)
}

/// For each column, whether all that stands in it below its head are numbers.
fn numbers(rows: &[Vec<Text>]) -> Vec<bool> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_number = |text: &str| {
        text.contains(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || " .,%+-−–$€£\u{a0}".contains(c))
    };
    let column = |nth: usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(nth)).filter(|cell| !cell.as_str().is_empty());
        cells.clone().next().is_some() && cells.all(|cell| is_number(cell.as_str()))
    };
    (0..count).map(column).collect()
}

impl Columns {
    fn row(
        &self,
        kind: LineKind,
        cells: &[Text],
        part: &mut usize,
        spot: &impl Fn(usize) -> Spot,
        lines: &mut Vec<Line>,
    ) {
        let first = lines.len();
        let mut column = 0;
        for (nth, (cell, width)) in cells.iter().zip(&self.widths).enumerate() {
            for (down, range) in wrap(cell.as_str(), *width, *width).into_iter().enumerate() {
                if lines.len() == first + down {
                    lines.push(Line { kind, cells: Vec::new() });
                }
                let is_number = self.are_numbers.get(nth).copied().unwrap_or_default();
                let wide = columns(&cell.as_str()[range.clone()]);
                let before = if is_number { width.saturating_sub(wide) } else { 0 };
                let text = CellText::Words(spot(*part), range);
                lines[first + down].cells.push(Cell::new(column + before, text));
            }
            column += width + GAP;
            *part += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cells: &[&str]) -> Vec<Text> {
        cells.iter().map(|cell| Text::from(*cell)).collect()
    }

    fn spot(part: usize) -> Spot {
        Spot::Block { section: 0, block: 0, part }
    }

    #[test]
    fn a_wide_table_is_cut_down_and_a_hopeless_one_keeps_its_columns() {
        let header = texts(&["Body", "Members"]);
        let rows = vec![texts(&["Council", "fifteen states, five of them permanent"])];
        let lines = table(&header, &rows, 26, spot);
        assert_eq!(lines.len(), 2 + 3, "head, rule and three lines of one row");
        assert_eq!(lines[2].cells[1].column, 9);
        let many: Vec<Text> = (0..9).map(|_| Text::from("a long cell of words")).collect();
        let lines = table(&[], &[many], 30, spot);
        assert_eq!((lines.len(), lines[0].kind), (1, LineKind::WideRow));
        assert_eq!(lines[0].cells[8].column, 8 * (20 + 2));
    }

    #[test]
    fn numbers_end_below_one_another() {
        let rows = vec![texts(&["Ansela", "4,100"]), texts(&["Halmir", "12"])];
        let lines = table(&texts(&["City", "People"]), &rows, 40, spot);
        let columns: Vec<u16> =
            lines.iter().filter_map(|line| line.cells.get(1)).map(|cell| cell.column).collect();
        assert_eq!(columns, [8, 9, 12]);
    }
}
