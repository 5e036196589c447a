//! The real terminal: taken over, drawn on, and always given back.

use std::io::{self, Write, stdout};
use std::panic;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::layout::{Position, Rect};
use signal_hook::consts::SIGTSTP;

use super::canvas::Canvas;
use super::pictures::{KITTY_QUERY, Over, forget_sent};
use super::workers::is_guarded;
use crate::app::Painting;
use crate::model::CleanText;
use crate::ui::Buffer;

/// How many columns the terminal has, where that can be told.
pub fn columns() -> Option<u16> {
    crossterm::terminal::size().ok().map(|(columns, _)| columns)
}

/// How wide and how high a cell of the terminal is, in pixels, where the terminal says so.
pub(super) fn cell() -> Option<(u16, u16)> {
    let size = crossterm::terminal::window_size().ok()?;
    let cell = (size.width.checked_div(size.columns)?, size.height.checked_div(size.rows)?);
    (cell.0 > 0 && cell.1 > 0).then_some(cell)
}

/// The terminal while the reader has it.
#[derive(Debug)]
pub(super) struct Screen {
    canvas: Canvas,
    over: Over,
}

impl Screen {
    /// Takes the terminal over, with its mouse or without. A panic from here on gives it back first, and says that `log`
    /// has more.
    pub(super) fn open(log: &Path, mouse: bool, order: bool) -> io::Result<Self> {
        give_back_on_panic(log);
        MOUSE.store(mouse, Ordering::SeqCst);
        ORDER.store(order, Ordering::SeqCst);
        take_over()?;
        Ok(Self { canvas: Canvas::default(), over: Over::default() })
    }

    /// Draws a frame of so many columns and rows, and writes at once what is other than before; `draw` says where the cursor
    /// is to be. These pictures are to lie over it.
    pub(super) fn draw(
        &mut self,
        size: (u16, u16),
        draw: impl Fn(&mut Buffer) -> Option<Position>,
        pictures: Vec<(Rect, Arc<Painting>)>,
    ) -> io::Result<()> {
        let mut out = stdout().lock();
        out.write_all(self.canvas.frame(size, &draw))?;
        let gone = self.over.settle(self.canvas.shown(), pictures);
        if !gone.is_empty() {
            gone.into_iter().for_each(|area| self.canvas.lose(area));
            out.write_all(self.canvas.frame(size, &draw))?;
        }
        out.flush()
    }

    /// Sends the terminal what is no part of a frame.
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut out = stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// How long until there are pictures to paint over the cells.
    pub(super) fn over_wait(&self) -> Option<Duration> {
        self.over.wait()
    }

    /// Paints pictures over the cells that have stood at their place for a moment.
    pub(super) fn paint_over(&mut self) -> io::Result<()> {
        self.over.paint(&mut stdout().lock())
    }

    /// Has the next frame painted whole.
    pub(super) fn repaint(&mut self) {
        self.canvas.forget();
        self.over.forget();
    }

    /// Asks the terminal what its background is (OSC 11). The answer comes among the keys, late or never.
    pub(super) fn ask_ground(&mut self) -> io::Result<()> {
        execute!(stdout(), Print("\x1b]11;?\x1b\\"))
    }

    /// Asks the terminal whether it takes pictures that cells name. The answer comes among the keys, late or never.
    pub(super) fn ask_pictures(&mut self) -> io::Result<()> {
        execute!(stdout(), Print(KITTY_QUERY))
    }

    /// Puts text into the clipboard, over SSH too (OSC 52).
    pub(super) fn copy(&mut self, text: &CleanText) -> io::Result<()> {
        execute!(stdout(), CopyToClipboard::to_clipboard_from(text.as_str()))
    }

    /// Gives the terminal to the shell, and takes it back when one returns.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
        take_over()?;
        self.repaint();
        Ok(())
    }
}

impl Screen {
    /// Gives the terminal to another program while that runs.
    pub(super) fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let done = run();
        take_over()?;
        self.repaint();
        Ok(done)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Whether the terminal is ours: leaving the alternate screen twice would move the shell's cursor.
static HELD: AtomicBool = AtomicBool::new(false);

/// Whether the mouse is ours while the terminal is.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Presses, the wheel and what is dragged, in cells without a limit. Not where the pointer merely is, which crossterm would
/// have told as well: every move of the mouse would wake the reader.
const TAKE_MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";

/// Whether what runs from right to left is put into order by us.
static ORDER: AtomicBool = AtomicBool::new(false);

/// Has the terminal write everything from left to right, as it comes (ECMA-48, BDSM); many know nothing else.
const OUR_ORDER: &str = "\x1b[8l";
const ITS_ORDER: &str = "\x1b[8h";

/// Takes the mouse, or leaves it to the terminal.
pub(super) fn take_mouse(on: bool) -> io::Result<()> {
    MOUSE.store(on, Ordering::SeqCst);
    match on {
        true => execute!(stdout(), Print(TAKE_MOUSE)),
        false => execute!(stdout(), DisableMouseCapture),
    }
}

fn take_over() -> io::Result<()> {
    enable_raw_mode()?;
    HELD.store(true, Ordering::SeqCst);
    let mouse = if MOUSE.load(Ordering::SeqCst) { TAKE_MOUSE } else { "" };
    let order = if ORDER.load(Ordering::SeqCst) { OUR_ORDER } else { "" };
    let (steady, modes) = (SetCursorStyle::SteadyBar, format!("{mouse}{order}"));
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, steady, Print(modes))
        .inspect_err(|_| give_back())
}

/// Nothing can be done where this fails: the terminal is gone.
pub(super) fn give_back() {
    if !HELD.swap(false, Ordering::SeqCst) {
        return;
    }
    // Before anybody sees whose turn it is, so that what they type is read as they mean it.
    let _ = disable_raw_mode();
    let mut out = stdout();
    let _ = out.write_all(forget_sent().as_bytes());
    if MOUSE.load(Ordering::SeqCst) {
        let _ = execute!(out, DisableMouseCapture);
    }
    if ORDER.load(Ordering::SeqCst) {
        let _ = execute!(out, Print(ITS_ORDER));
    }
    let shape = SetCursorStyle::DefaultUserShape;
    let _ = execute!(out, EndSynchronizedUpdate, DisableBracketedPaste, shape, LeaveAlternateScreen, Show);
    let _ = out.flush();
}

/// A panic is written down in the log; one that ends the program is told to the user on a restored terminal.
fn give_back_on_panic(log: &Path) {
    let log = log.to_owned();
    let drawing = std::thread::current().id();
    panic::set_hook(Box::new(move |info| {
        let trace = std::backtrace::Backtrace::force_capture();
        tracing::error!("{info}\n{trace}");
        if std::thread::current().id() == drawing && !is_guarded() {
            give_back();
            let line = format!(
                "masthead ended by a fault of its own: {info}\nIts log has more: {}\n",
                log.display()
            );
            let _ = io::stderr().write_all(CleanText::new(&line).as_bytes());
        }
    }));
}
