//! How large a picture is, and how many cells of the terminal it takes.

/// The size of a picture, in pixels of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PictureSize {
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// The room that a picture has on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureRoom {
    /// How many columns it may take.
    pub columns: u16,
    /// How many rows.
    pub rows: u16,
    /// How wide and how high a cell of the terminal is, in pixels or in any other measure.
    pub cell: (u16, u16),
}

/// How many pixels of a picture a column shows at least: fewer would blow a small picture up. It is how wide a column is
/// where a pixel is as large as on the web, so that a picture is about as large as its page shows it.
const PIXELS_A_COLUMN: u64 = 8;

impl PictureRoom {
    /// The columns and rows that a picture takes: no more than there are, in its own proportions.
    pub fn fit(self, size: PictureSize) -> (u16, u16) {
        let (width, height) = (u64::from(size.width).max(1), u64::from(size.height).max(1));
        let (cell_width, cell_height) = (u64::from(self.cell.0).max(1), u64::from(self.cell.1).max(1));
        // So many pixels of the terminal are as wide as the picture's, and as high.
        let (wide, high) = (width * cell_height, height * cell_width);
        let most = u64::from(self.columns.max(1));
        let columns = width.div_ceil(PIXELS_A_COLUMN).clamp(1, most);
        let rows = rounded(columns * high, wide);
        let most_rows = u64::from(self.rows.max(1));
        let (columns, rows) = match rows > most_rows {
            true => (rounded(most_rows * wide, high).min(most), most_rows),
            false => (columns, rows),
        };
        let short = |cells: u64| u16::try_from(cells).unwrap_or(u16::MAX);
        (short(columns), short(rows))
    }
}

/// The nearest whole number, but never none.
fn rounded(dividend: u64, divisor: u64) -> u64 {
    ((dividend + divisor / 2) / divisor).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_proportions_and_its_room() {
        let room = PictureRoom { columns: 72, rows: 14, cell: (1, 2) };
        for (size, expected) in [
            ((1200, 300), (72, 9)),
            ((1200, 600), (56, 14)),
            ((600, 1200), (14, 14)),
            ((160, 80), (20, 5)),
            ((1, 1), (1, 1)),
            ((20_000, 1), (72, 1)),
            ((1, 20_000), (1, 14)),
            ((u32::MAX, u32::MAX), (28, 14)),
            ((0, 0), (1, 1)),
        ] {
            assert_eq!(room.fit(PictureSize { width: size.0, height: size.1 }), expected, "{size:?}");
        }
        let square = PictureRoom { cell: (10, 10), ..room };
        assert_eq!(square.fit(PictureSize { width: 1200, height: 600 }), (28, 14));
    }
}
