//! A picture: as many rows as it takes, once that is known, and under them always what it shows in words.

use super::compose::words;
use super::line::{Cell, CellText, Line, LineKind};
use super::wrap::wrap;
use crate::app::pictures::Pictures;
use crate::model::{CleanText, Spot};

/// What stands before the words of a picture, and how far in they begin.
const MARK: &str = "▧";
const INDENT: usize = 2;

/// A picture with its caption and what it shows for those who cannot see it; why it is not shown, where it cannot be.
pub(super) fn picture(
    lines: &mut Vec<Line>,
    spot: Spot,
    url: &CleanText,
    (caption, alt): (Option<&CleanText>, Option<&CleanText>),
    pictures: &Pictures,
    width: usize,
) {
    if let Some((_, rows)) = pictures.cells(url) {
        let row =
            |row| Line { kind: LineKind::Picture, cells: vec![Cell::new(0, CellText::Picture(spot, row))] };
        lines.extend((0..rows).map(row));
    }
    match caption.or(alt) {
        Some(said) => captioned(lines, MARK, spot, said, width),
        None if url.is_empty() => {}
        None => {
            let mut line = Line::added(LineKind::Caption, INDENT, url.to_string());
            line.cells.insert(0, Cell::new(0, CellText::Added(MARK.to_owned())));
            // No words of the article, but the place where they would stand.
            line.cells.insert(1, Cell::new(INDENT, CellText::Words(spot, 0..0)));
            lines.push(line);
        }
    }
    if let Some(alt) = alt.filter(|alt| caption.is_some_and(|caption| !caption.contains(alt.as_str()))) {
        added(lines, &format!("Shows: {alt}"), width);
    }
    if let Some(why) = pictures.failure(url) {
        added(lines, &format!("No picture: {why}"), width);
    }
}

/// Words with a mark before them.
pub(super) fn captioned(lines: &mut Vec<Line>, mark: &str, spot: Spot, said: &CleanText, width: usize) {
    let from = lines.len();
    words(lines, LineKind::Caption, spot, said, INDENT, width.saturating_sub(INDENT));
    if let Some(first) = lines.get_mut(from) {
        first.cells.insert(0, Cell::new(0, CellText::Added(mark.to_owned())));
    }
}

fn added(lines: &mut Vec<Line>, text: &str, width: usize) {
    let room = width.saturating_sub(INDENT);
    let ranges = wrap(text, room, room).into_iter();
    lines.extend(ranges.map(|range| Line::added(LineKind::Caption, INDENT, text[range].to_owned())));
}
