//! The real terminal: taken over, drawn on, and always given back.

use std::io::{self, BufWriter, Stdout, Write, stdout};
use std::panic;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};
use signal_hook::consts::SIGTSTP;

use crate::model::CleanText;

/// A frame is written at once, not in pieces.
const FRAME_BYTES: usize = 64 * 1024;

/// How many columns the terminal has, where that can be told.
pub fn columns() -> Option<u16> {
    crossterm::terminal::size().ok().map(|(columns, _)| columns)
}

/// The terminal while the reader has it.
#[derive(Debug)]
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

impl Screen {
    /// Takes the terminal over, with its mouse or without. A panic from here on gives it back first, and says that `log`
    /// has more.
    pub(super) fn open(log: &Path, mouse: bool, order: bool) -> io::Result<Self> {
        give_back_on_panic(log);
        MOUSE.store(mouse, Ordering::SeqCst);
        ORDER.store(order, Ordering::SeqCst);
        take_over()?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(FRAME_BYTES, stdout()));
        match Terminal::new(backend) {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Draws a frame; the terminal shows it whole or not at all, where it can.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        crossterm::queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(draw)?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Has the next frame painted whole. `Terminal::clear` would ask the terminal where its cursor is, and wait for
    /// an answer that some never give.
    pub(super) fn repaint(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Asks the terminal what its background is (OSC 11). The answer comes among the keys, late or never.
    pub(super) fn ask_ground(&mut self) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), Print("\x1b]11;?\x1b\\"))
    }

    /// Puts text into the clipboard, over SSH too (OSC 52).
    pub(super) fn copy(&mut self, text: &CleanText) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text.as_str()))
    }

    /// Gives the terminal to the shell, and takes it back when one returns.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        self.terminal.show_cursor()?;
        give_back();
        signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
        take_over()?;
        self.repaint()
    }
}

impl Screen {
    /// Gives the terminal to another program while that runs.
    pub(super) fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        self.terminal.show_cursor()?;
        give_back();
        let done = run();
        take_over()?;
        self.repaint()?;
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
        if std::thread::current().id() == drawing {
            give_back();
            let line = format!(
                "masthead ended by a fault of its own: {info}\nIts log has more: {}\n",
                log.display()
            );
            let _ = io::stderr().write_all(CleanText::new(&line).as_bytes());
        }
    }));
}
