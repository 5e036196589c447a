//! A picture made ready for the terminal: fetched or found, read, scaled, and written as the terminal wants it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use ratatui::style::Color;

use super::medium::{Medium, Protocol};
use super::{iterm2, kitty, sixel};
use crate::app::{Painting, PictureAnswer, PictureOrder, Surface};
use crate::ingest::{Picture, Pixels};
use crate::model::{CleanText, PictureSize};
use crate::newsroom::{Newsroom, PictureFolder};
use crate::runtime::line::Line;

/// The most pixels that a terminal is sent which scales pictures itself.
const MOST_PIXELS: u64 = 600_000;

/// How large a cell is taken to be where the terminal does not say, in pixels: that of the VT340.
const CELL: (u16, u16) = (10, 20);

/// What the terminal must be sent first, in pieces.
type Sends = Vec<Vec<u8>>;

/// How large a picture is, it as it is shown, and what is to be sent for it.
type Made = (PictureSize, Painting, Sends);

/// Makes pictures ready.
pub(super) struct Studio {
    store: PathBuf,
    folder: PictureFolder,
    line: Line,
    medium: Medium,
    /// Whether the terminal has told that it can what is hoped for.
    can: AtomicBool,
    /// Held while a picture is read: one at a time takes memory enough.
    reading: Mutex<()>,
}

impl Studio {
    /// For the store in a folder.
    pub(super) fn new(store: PathBuf, line: Line, medium: Medium) -> Self {
        Self {
            folder: PictureFolder::of_store(&store),
            store,
            line,
            medium,
            can: AtomicBool::new(false),
            reading: Mutex::new(()),
        }
    }

    /// From now on pictures are made in the way that was hoped for.
    pub(super) fn hope_holds(&self) {
        self.can.store(true, Ordering::SeqCst);
    }

    /// In which way pictures are made now.
    fn protocol(&self) -> Protocol {
        let hoped = self.medium.hopes_for.filter(|_| self.can.load(Ordering::SeqCst));
        hoped.unwrap_or(self.medium.protocol)
    }

    /// Does what is ordered.
    pub(super) fn make(&self, order: &PictureOrder) -> PictureAnswer {
        let made = self.picture(order);
        let (outcome, sends) = match made {
            Ok((size, painting, sends)) => (Ok((size, Arc::new(painting))), sends),
            Err(why) => (Err(CleanText::line(&why)), Vec::new()),
        };
        PictureAnswer { order: order.clone(), outcome, sends }
    }

    fn picture(&self, order: &PictureOrder) -> Result<Made, String> {
        let kept = self.folder.get(&order.url).and_then(|bytes| self.made_of(&bytes, order).ok());
        if let Some(made) = kept {
            return Ok(made);
        }
        let bytes = Newsroom::fetch_picture(&self.store, &self.line.wire()?, order.feed, &order.url)?;
        let made = self.made_of(&bytes, order)?;
        if let Err(error) = self.folder.put(&order.url, &bytes) {
            // It is shown all the same, and fetched again another time.
            tracing::warn!("a picture could not be kept: {error}");
        }
        Ok(made)
    }

    fn made_of(&self, bytes: &[u8], order: &PictureOrder) -> Result<Made, String> {
        let _one_at_a_time = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let picture = Picture::read(bytes).map_err(|error| error.to_string())?;
        let (painting, sends) = self.painting(&picture, order)?;
        Ok((picture.size(), painting, sends))
    }

    fn painting(&self, picture: &Picture, order: &PictureOrder) -> Result<(Painting, Sends), String> {
        let cells = order.room.fit(picture.size());
        let (columns, rows) = cells;
        let in_tmux = self.medium.in_tmux;
        let png = |pixels: Pixels| pixels.png().ok_or_else(|| "it cannot be made ready".to_owned());
        let (width, height) = pixels_of(cells, order.room.cell);
        let halves = || Surface::Halves(self.halves(picture, cells));
        let (surface, sharp, sends) = match self.protocol() {
            Protocol::HalfBlocks => (halves(), Vec::new(), Vec::new()),
            Protocol::Kitty => {
                let id = kitty::number();
                let png = png(scaled(picture, (width, height)))?;
                (Surface::Sent(id), Vec::new(), kitty::sends(id, &png, cells, in_tmux))
            }
            Protocol::Iterm2 => {
                let png = png(scaled(picture, (width, height)))?;
                (halves(), iterm2::shows(&png, cells, in_tmux), Vec::new())
            }
            Protocol::Sixel => (halves(), sixel::shows(&picture.scaled(width, height)), Vec::new()),
        };
        Ok((Painting { columns, rows, surface, sharp }, sends))
    }

    /// Two colours for each cell.
    fn halves(&self, picture: &Picture, (columns, rows): (u16, u16)) -> Vec<(Color, Color)> {
        let pixels = picture.scaled(u32::from(columns), 2 * u32::from(rows));
        let colour = |x: u16, y: u32| self.medium.depth.shown(pixels.at(u32::from(x), y));
        let rows = (0..rows).map(|row| 2 * u32::from(row));
        rows.flat_map(|y| (0..columns).map(move |x| (x, y)))
            .map(|(x, y)| (colour(x, y), colour(x, y + 1)))
            .collect()
    }
}

/// How many pixels of the terminal so many cells are.
fn pixels_of((columns, rows): (u16, u16), cell: (u16, u16)) -> (u32, u32) {
    // What is no size in pixels is but the proportions.
    let (width, height) = if cell.0 < 4 { CELL } else { cell };
    (u32::from(columns) * u32::from(width), u32::from(rows) * u32::from(height))
}

/// A picture for a terminal that scales it: in no more pixels than it has itself, nor than are worth sending.
fn scaled(picture: &Picture, (width, height): (u32, u32)) -> Pixels {
    let own = u64::from(picture.size().width).max(1);
    let (wide, high) = (u64::from(width).max(1), u64::from(height).max(1));
    let most = own.min(wide).min((MOST_PIXELS * wide / high).isqrt()).max(1);
    let short = |pixels: u64| u32::try_from(pixels).unwrap_or(u32::MAX);
    picture.scaled(short(most), short((most * high / wide).max(1)))
}
