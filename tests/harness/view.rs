//! What is on a screen.

use vt100::{Cell, Screen};

/// The rows of the screen, without the blanks at their ends.
pub fn rows(screen: &Screen) -> Vec<String> {
    let (_, columns) = screen.size();
    screen.rows(0, columns.get()).map(|row| row.trim_end().to_owned()).collect()
}

/// All of the screen's text.
pub fn text(screen: &Screen) -> String {
    rows(screen).join("\n")
}

/// The number of the first row with `wanted`.
pub fn row_of(screen: &Screen, wanted: &str) -> Option<u16> {
    let at = rows(screen).iter().position(|row| row.contains(wanted))?;
    u16::try_from(at).ok()
}

/// The bottom line.
pub fn bottom(screen: &Screen) -> String {
    rows(screen).pop().unwrap_or_default()
}

/// Whether mentions of that name stand out as the chosen actor's.
pub fn is_chosen(screen: &Screen, name: &str) -> bool {
    cells_of_all(screen, name).iter().any(|cells| cells.iter().all(|cell| cell.bold() && cell.underline()))
}

/// The cells that hold `wanted`, where it first stands.
pub fn cells<'a>(screen: &'a Screen, wanted: &str) -> Vec<&'a Cell> {
    cells_of_all(screen, wanted).into_iter().next().unwrap_or_default()
}

/// The cells that hold `wanted`, wherever it stands within a row.
pub fn cells_of_all<'a>(screen: &'a Screen, wanted: &str) -> Vec<Vec<&'a Cell>> {
    let (height, width) = screen.size();
    let mut found = Vec::new();
    for row in 0..height.get() {
        let cells: Vec<&Cell> = (0..width.get()).filter_map(|column| screen.cell(row, column)).collect();
        for from in 0..cells.len() {
            let mut text = String::new();
            let count = cells[from..]
                .iter()
                .take_while(|cell| {
                    let wants_more = text.len() < wanted.len();
                    text.push_str(cell.contents());
                    wants_more
                })
                .count();
            if cells[from].has_contents()
                && cells[from..from + count].iter().map(|c| c.contents()).collect::<String>() == wanted
            {
                found.push(cells[from..from + count].to_vec());
            }
        }
    }
    found
}
