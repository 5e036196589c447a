//! Pictures that lie over the cells of the screen (sixels, iTerm2): the terminal knows nothing of them any more once they
//! are painted. They are painted when they have stood at their place for a moment; until then, and where they are not seen
//! whole, the cells under them show them in half blocks.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossterm::cursor::{MoveTo, RestorePosition, SavePosition};
use crossterm::queue;
use ratatui::layout::Rect;

use crate::app::Painting;
use crate::ui::{Buffer, HALF};

/// How long a picture must have stood before it is painted: while one scrolls, none is.
const MOMENT: Duration = Duration::from_millis(80);

/// A picture and where it is.
type Placed = (Rect, Arc<Painting>);

/// The pictures over the cells.
#[derive(Debug, Default)]
pub(in crate::runtime) struct Over {
    painted: Vec<Placed>,
    due: Vec<Placed>,
    at: Option<Instant>,
    area: Rect,
}

impl Over {
    /// Takes in where pictures stand in what was just drawn. The areas of those that were painted and are no more at their
    /// place: there every cell is to be drawn anew.
    pub(in crate::runtime) fn settle(&mut self, drawn: &Buffer, placed: Vec<Placed>) -> Vec<Rect> {
        if drawn.area != self.area {
            // Another size has cleared the screen.
            self.area = drawn.area;
            self.forget();
        }
        if placed.is_empty() && self.painted.is_empty() {
            (self.due, self.at) = (Vec::new(), None);
            return Vec::new();
        }
        let is_whole = |(area, _): &Placed| {
            let mut cells = area.positions();
            cells.all(|position| drawn.cell(position).is_some_and(|cell| cell.is(HALF)))
        };
        let whole: Vec<Placed> = placed.into_iter().filter(is_whole).collect();
        let gone =
            self.painted.extract_if(.., |painted| !whole.iter().any(|placed| is_same(painted, placed)));
        let gone: Vec<Rect> = gone.map(|(area, _)| area).collect();
        let is_new = |placed: &Placed| !self.painted.iter().any(|painted| is_same(painted, placed));
        let new: Vec<Placed> = whole.into_iter().filter(is_new).collect();
        let waits_for_same =
            new.len() == self.due.len() && new.iter().zip(&self.due).all(|(new, due)| is_same(new, due));
        if !waits_for_same {
            self.at = (!new.is_empty()).then(|| Instant::now() + MOMENT);
            self.due = new;
        }
        gone
    }

    /// How long until there is something to paint.
    pub(in crate::runtime) fn wait(&self) -> Option<Duration> {
        self.at.map(|at| at.saturating_duration_since(Instant::now()))
    }

    /// Paints what has stood at its place for a moment.
    pub(in crate::runtime) fn paint(&mut self, out: &mut impl io::Write) -> io::Result<()> {
        if self.at.is_none_or(|at| at > Instant::now()) {
            return Ok(());
        }
        self.at = None;
        for (area, painting) in self.due.drain(..) {
            queue!(out, SavePosition, MoveTo(area.x, area.y))?;
            out.write_all(&painting.sharp)?;
            queue!(out, RestorePosition)?;
            self.painted.push((area, painting));
        }
        out.flush()
    }

    /// The screen was cleared: nothing lies over it.
    pub(in crate::runtime) fn forget(&mut self) {
        self.painted.clear();
        (self.due, self.at) = (Vec::new(), None);
    }
}

fn is_same((area, painting): &Placed, (other_area, other): &Placed) -> bool {
    area == other_area && Arc::ptr_eq(painting, other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Surface;

    const AREA: Rect = Rect { x: 2, y: 1, width: 4, height: 2 };

    fn drawn(with: Rect) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 10));
        for position in with.positions() {
            buffer.cell_mut(position).expect("within").set_char(HALF);
        }
        buffer
    }

    #[test]
    fn a_picture_is_painted_once_and_its_place_drawn_anew_when_it_goes() {
        let surface = Surface::Halves(Vec::new());
        let painting = Arc::new(Painting { columns: 4, rows: 2, surface, sharp: b"<sixels>".to_vec() });
        let placed = |area| vec![(area, Arc::clone(&painting))];
        let mut over = Over::default();
        assert_eq!(over.settle(&drawn(AREA), placed(AREA)), []);
        let first = over.at;
        over.settle(&drawn(AREA), placed(AREA));
        assert!(first.is_some() && over.at == first, "it waits no longer for being drawn again");
        over.at = Some(Instant::now());
        let mut out = Vec::new();
        over.paint(&mut out).expect("written");
        assert!(String::from_utf8_lossy(&out).contains("\x1b[2;3H<sixels>"));
        assert_eq!((over.settle(&drawn(AREA), placed(AREA)), over.wait()), (Vec::new(), None));
        let below = Rect { y: 3, ..AREA };
        assert_eq!(over.settle(&drawn(below), placed(below)), [AREA], "it has moved");
        over.at = Some(Instant::now());
        over.paint(&mut out).expect("written");
        let mut covered = drawn(below);
        covered.cell_mut((3, 3)).expect("within").set_char('x');
        assert_eq!(over.settle(&covered, placed(below)), [below], "something lies over it");
        assert_eq!(over.wait(), None);
    }
}
