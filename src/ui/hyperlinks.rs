//! The links of an article as links of the terminal (OSC 8), for those that have them.
//!
//! Only the last step of drawing knows which cells of a link nothing else lies over. So they are marked when the article is
//! drawn, with the width that they have anyway; what is cleared loses the mark. At the end each stretch of marked cells that
//! look alike becomes one, which opens the link, has all of the words and closes it: no frame leaves one open, whatever part
//! of the screen it changes, and an address is written once for a stretch.

use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use ratatui::layout::Rect;
use url::Url;

use super::buffer::Buffer;
use super::cell::Cell;
use super::placing::Page;
use crate::app::{CellText, Line, Reading, links_at};
use crate::model::Spot;

/// How long an address may be; terminals take little more.
const LONGEST: usize = 2000;

/// A stretch of a link on a row of the screen.
pub(super) struct Hyperlink {
    column: u16,
    row: u16,
    columns: u16,
    /// The same for all stretches of a link, so that the terminal shows them as one.
    id: u64,
    address: String,
}

/// Marks the cells of the links on a line that is drawn in row number `row` of `area`, and adds them to `found`.
pub(super) fn mark(
    buffer: &mut Buffer,
    (area, row): (Rect, u16),
    page: Page<'_>,
    line: &Line,
    found: &mut Vec<Hyperlink>,
) {
    let links: Vec<Link> =
        line.cells.iter().flat_map(|cell| links_of(page.reading, line, &cell.text)).collect();
    if links.is_empty() {
        return;
    }
    let row = area.y + row;
    for placed in page.placed(line) {
        let is_of = |link: &&Link| link.spot == placed.spot && link.range.contains(&placed.at);
        let column = area.x.saturating_add(placed.column);
        let Some(Link { id, address, .. }) = links.iter().find(is_of) else { continue };
        let Some(cell) = buffer.cell_mut((column, row)) else { continue };
        let width = cell.columns();
        match found.last_mut().filter(|last| last.id == *id && last.row == row && last.end() == column) {
            Some(last) => last.columns += width,
            None => {
                let (id, address) = (*id, address.clone());
                found.push(Hyperlink { column, row, columns: width, id, address });
            }
        }
        cell.set_link(true);
    }
}

/// Makes links of what is left of the cells that were marked.
pub(super) fn write(buffer: &mut Buffer, links: &[Hyperlink]) {
    for link in links {
        let mut column = link.column;
        while column < link.end() {
            let cell = |column: u16| buffer.cell((column, link.row)).filter(|_| column < link.end());
            let Some(look) = cell(column).filter(|cell| cell.is_link()).map(Cell::look) else {
                column += 1;
                continue;
            };
            let (from, mut words) = (column, String::new());
            while let Some(next) = cell(column).filter(|next| next.is_link() && next.look() == look) {
                let _ = write!(words, "{}", buffer.symbol(next));
                column += next.columns().max(1);
            }
            let Hyperlink { id, address, row, .. } = link;
            for covered in from + 1..column {
                if let Some(cell) = buffer.cell_mut((covered, *row)) {
                    cell.set_link(false);
                }
            }
            let linked = format!("\x1b]8;id={id:x};{address}\x1b\\{words}\x1b]8;;\x1b\\");
            buffer.set((from, *row), &linked, column - from);
        }
    }
}

impl Hyperlink {
    fn end(&self) -> u16 {
        self.column.saturating_add(self.columns)
    }
}

/// A link that is on a line.
struct Link {
    spot: Spot,
    range: Range<usize>,
    id: u64,
    address: String,
}

/// The links in a part of a line that may be written to a terminal; the headline leads to the article.
fn links_of(reading: &Reading, line: &Line, text: &CellText) -> Vec<Link> {
    let (CellText::Words(spot, part) | CellText::Name(spot, part)) = text else { return Vec::new() };
    let to_article = reading.article.url.as_ref().filter(|_| *spot == Spot::Title);
    let links = links_at(reading, line, *spot).into_iter();
    let links = links.chain(to_article.map(|url| (0..usize::MAX, url)));
    // A text may have hundreds, of which a line has few.
    let here = links.filter(|(range, _)| range.start < part.end && part.start < range.end);
    here.filter_map(|(range, url)| {
        let (id, address) = (id(*spot, range.start, url), address(url)?);
        Some(Link { spot: *spot, range, id, address })
    })
    .collect()
}

fn id(spot: Spot, start: usize, url: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (spot, start, url).hash(&mut hasher);
    hasher.finish()
}

/// An address as it may be written to a terminal: of a kind that masthead opens, the host as the network knows it, and
/// nothing in it but letters, digits and signs of ASCII.
fn address(url: &str) -> Option<String> {
    let url = Url::parse(url).ok().filter(|url| ["http", "https", "mailto"].contains(&url.scheme()))?;
    let mut address = String::with_capacity(url.as_str().len());
    for byte in url.as_str().bytes() {
        match byte.is_ascii_graphic() {
            true => address.push(char::from(byte)),
            false => address.push_str(&format!("%{byte:02X}")),
        }
    }
    (address.len() <= LONGEST).then_some(address)
}

#[cfg(test)]
mod tests;
