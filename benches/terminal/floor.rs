//! The floor: a ratatui program that does nothing but show a list and move a cursor in it.

use std::io::{self, BufWriter, stdout};

use crossterm::event::{self, Event, KeyCode};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{List, ListState};

/// What the program shows in every row.
pub(crate) const ROW: &str = "A headline of about as many words as headlines have, and its date";

const ROWS: [&str; 50] = [ROW; 50];

/// Draws the list; `j` and `k` move the cursor, `Q` ends.
///
/// # Errors
/// Where there is no terminal.
pub(crate) fn run() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen)?;
    let ended = turn();
    execute!(stdout(), LeaveAlternateScreen)?;
    disable_raw_mode()?;
    ended
}

fn turn() -> io::Result<()> {
    let mut terminal = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(64 * 1024, stdout())))?;
    let mut cursor = ListState::default().with_selected(Some(0));
    loop {
        terminal.draw(|frame| {
            let list = List::new(ROWS).highlight_style(Style::new().add_modifier(Modifier::BOLD));
            frame.render_stateful_widget(list, frame.area(), &mut cursor);
        })?;
        loop {
            let Event::Key(key) = event::read()? else { continue };
            match key.code {
                KeyCode::Char('j') => cursor.select_next(),
                KeyCode::Char('k') => cursor.select_previous(),
                KeyCode::Char('Q') => return Ok(()),
                _ => continue,
            }
            break;
        }
    }
}
