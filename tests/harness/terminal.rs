//! masthead in a real pseudo-terminal, and an emulator that reads its screen. It answers no query.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use vt100::{Parser, Screen};

use super::home::{Home, MASTHEAD};
use super::keys::bytes;
use super::rest::await_rest;
use super::tmux::{self, Tmux};
use super::view::text;

/// How long anything may take before it counts as never happening.
const DEADLINE: Duration = Duration::from_secs(20);

/// What empties the screen: a frame follows that is drawn as a whole.
const ERASE: &[u8] = b"\x1b[2J";
/// How long nothing must have come from tmux for what it shows to be a whole frame: it does not say where one ends.
const TMUX_FRAME: Duration = Duration::from_millis(60);

/// A program in a pseudo-terminal.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    shared: Arc<(Mutex<Seen>, Condvar)>,
    tmux: Option<Tmux>,
    size: (u16, u16),
}

/// What the program has written.
struct Seen {
    parser: Parser,
    raw: Vec<u8>,
    /// The screen after the last whole frame: one is shown at once (synchronised update), as terminals do.
    shown: Screen,
    /// How many frames were begun that are drawn as a whole.
    erased: usize,
    /// How many of them have ended.
    whole: usize,
    /// When something was written last.
    written: Instant,
    ended: bool,
}

impl Seen {
    fn new(size: (u16, u16)) -> Self {
        let parser = parser(size);
        Self {
            shown: parser.screen().clone(),
            parser,
            raw: Vec::new(),
            erased: 0,
            whole: 0,
            written: Instant::now(),
            ended: false,
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.ended = bytes.is_empty();
        let from = self.raw.len().saturating_sub(ERASE.len() - 1);
        self.written = Instant::now();
        self.raw.extend(bytes);
        self.erased += self.raw[from..].windows(ERASE.len()).filter(|piece| *piece == ERASE).count();
        self.parser.process(bytes);
        if self.ended || !is_within_frame(&self.raw) {
            self.shown = self.parser.screen().clone();
            self.whole = self.erased;
        }
    }
}

impl Terminal {
    /// The reader with its first frame, on columns × rows.
    pub fn open(home: &Home, size: (u16, u16)) -> Self {
        Self::open_with(home, size, &[])
    }

    /// The reader, with more in its environment.
    pub fn open_with(home: &Home, size: (u16, u16), environment: &[(&str, &str)]) -> Self {
        let reader = Self::run(home, size, &[MASTHEAD], environment);
        reader.sees("masthead");
        reader
    }

    /// Any program, on columns × rows.
    pub fn run(home: &Home, size: (u16, u16), command: &[&str], environment: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).expect("a pseudo-terminal");
        let (tmux, mut builder) = match tmux::is_wanted().then(|| Tmux::new(home, command, environment)) {
            Some((tmux, command)) => (Some(tmux), builder(&command, &[tmux::OUTSIDE])),
            None => (None, builder(command, environment)),
        };
        home.environment().iter().for_each(|(name, value)| {
            if builder.get_env(name).is_none() {
                builder.env(name, value);
            }
        });
        builder.cwd(home.path(""));
        let child = pair.slave.spawn_command(builder).expect("started");
        drop(pair.slave);
        let shared = Arc::new((Mutex::new(Seen::new(size)), Condvar::new()));
        listen(pair.master.try_clone_reader().expect("a reader"), Arc::clone(&shared));
        let keyboard = pair.master.take_writer().expect("a writer");
        Self { master: pair.master, keyboard, child, shared, tmux, size }
    }

    /// Presses keys; see [`bytes`].
    pub fn press(&mut self, script: &str) {
        self.send(&bytes(script));
    }

    /// Types text as it is, to a shell for instance.
    pub fn type_in(&mut self, text: &str) {
        self.send(text.as_bytes());
    }

    /// Presses keys and waits for what they show, step by step. `!` before a text: until it is gone.
    pub fn play(&mut self, steps: &[(&str, &str)]) {
        for (keys, shown) in steps {
            self.press(keys);
            match shown.strip_prefix('!') {
                Some(gone) => self.sees_no(gone),
                None => self.sees(shown),
            }
        }
    }

    /// Waits for a text on the screen, and until the program rests.
    pub fn sees(&self, wanted: &str) {
        self.screen_until(&format!("“{wanted}”"), |screen| text(screen).contains(wanted));
    }

    /// Waits until a text is not on the screen, and the program rests.
    pub fn sees_no(&self, unwanted: &str) {
        self.screen_until(&format!("no “{unwanted}”"), |screen| {
            let text = text(screen);
            !text.trim().is_empty() && !text.contains(unwanted)
        });
    }

    /// Waits until the screen is as it should be, and the program rests.
    pub fn screen_until(&self, wanted: &str, is_so: impl Fn(&Screen) -> bool) {
        self.until(wanted, |seen| is_so(&seen.shown));
        await_rest(self.process_id());
    }

    /// The screen as it is.
    pub fn screen(&self) -> Screen {
        self.seen().shown.clone()
    }

    /// Every byte that the program has written.
    pub fn raw(&self) -> Vec<u8> {
        self.seen().raw.clone()
    }

    /// Waits until what the program has written is as it should be.
    pub fn raw_until(&self, wanted: &str, is_so: impl Fn(&[u8]) -> bool) {
        self.until(&format!("{wanted:?} in what is written"), |seen| is_so(&seen.raw));
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, size: (u16, u16)) {
        // The emulator first: nothing may be drawn for the new size on the old one.
        let mut seen = self.seen();
        seen.parser = parser(size);
        seen.shown = seen.parser.screen().clone();
        drop(seen);
        self.size = size;
        self.master.resize(pty_size(size)).expect("resized");
    }

    /// Sends the program a signal by its name.
    pub fn signal(&self, name: &str) {
        let id = self.process_id();
        let sent = Command::new("sh").args(["-c", &format!("kill -{name} {id}")]).status().expect("sent");
        assert!(sent.success());
    }

    /// The program's process id.
    pub fn process_id(&self) -> u32 {
        let own = || self.child.process_id().expect("a process id");
        self.tmux.as_ref().map_or_else(own, Tmux::process_id)
    }

    /// Waits for the program to end.
    pub fn exit_status(&mut self) -> ExitStatus {
        self.until("the end of the program", |seen| seen.ended);
        let status = self.child.wait().expect("an exit status");
        self.tmux.as_ref().map_or(status, |tmux| ExitStatus::with_exit_code(tmux.exit_code()))
    }

    /// The local modes of the terminal, such as `ICANON | ECHO`.
    pub fn modes(&self) -> String {
        let modes = self.master.get_termios().expect("the terminal's modes");
        format!("{:?}", modes.local_flags)
    }

    /// Has the whole screen drawn anew, a row higher or lower than it was.
    pub fn redraw(&mut self) {
        let (columns, rows) = self.size;
        self.redraw_on((columns, rows ^ 1));
    }

    /// Has the whole screen drawn anew on another size.
    pub fn redraw_on(&mut self, size: (u16, u16)) {
        let before = self.seen().whole;
        self.resize(size);
        self.until("a frame of another size", |seen| seen.whole > before);
    }

    /// Quits, expects that all is well, and gives every byte that was written.
    pub fn end(mut self) -> Vec<u8> {
        self.press("Q");
        let status = self.exit_status();
        assert!(status.success(), "{status:?}\n{}", text(&self.screen()));
        self.raw()
    }

    /// Quits, and expects that all is well.
    pub fn quit(self) {
        self.quit_by("Q");
    }

    /// The same, by other keys.
    pub fn quit_by(mut self, keys: &str) {
        self.press(keys);
        let status = self.exit_status();
        assert!(status.success(), "{status:?}\n{}", text(&self.screen()));
    }

    /// Whether nothing is written for that long.
    pub fn is_quiet_for(&self, time: Duration) -> bool {
        let (seen, deadline) = (self.seen(), Instant::now() + time);
        let before = seen.raw.len();
        let is_quiet = |seen: &mut Seen| seen.raw.len() == before && Instant::now() < deadline;
        let waited = self.shared.1.wait_timeout_while(seen, time, is_quiet);
        waited.unwrap_or_else(PoisonError::into_inner).0.raw.len() == before
    }

    fn send(&mut self, bytes: &[u8]) {
        self.keyboard.write_all(bytes).and_then(|()| self.keyboard.flush()).expect("typed");
    }

    fn until(&self, wanted: &str, is_so: impl Fn(&Seen) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        let mut seen = self.seen();
        loop {
            let unsettled = self.unsettled(&seen);
            if is_so(&seen) && unsettled.is_zero() {
                return;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let screen = text(&seen.shown);
            assert!(!left.is_zero(), "waited in vain for {wanted} on this screen:\n{screen}");
            let last =
                || String::from_utf8_lossy(&seen.raw[seen.raw.len().saturating_sub(500)..]).into_owned();
            assert!(!seen.ended, "ended without {wanted}; the last that was written:\n{:?}", last());
            let soon = if unsettled.is_zero() { left } else { left.min(unsettled) };
            seen = self.shared.1.wait_timeout(seen, soon).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// How long it takes until what is shown is a whole frame, if nothing more comes.
    fn unsettled(&self, seen: &Seen) -> Duration {
        let frame = if self.tmux.is_some() && !seen.ended { TMUX_FRAME } else { Duration::ZERO };
        frame.saturating_sub(seen.written.elapsed())
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Fails only where it has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn builder(command: &[impl AsRef<OsStr>], environment: &[(&str, &str)]) -> CommandBuilder {
    let mut builder = CommandBuilder::new(&command[0]);
    builder.args(&command[1..]);
    builder.env_clear();
    environment.iter().for_each(|(name, value)| builder.env(name, value));
    builder
}

fn listen(mut output: Box<dyn Read + Send>, shared: Arc<(Mutex<Seen>, Condvar)>) {
    thread::spawn(move || {
        let mut buffer = [0; 65536];
        loop {
            let read = output.read(&mut buffer).unwrap_or(0);
            let mut seen = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
            seen.take(&buffer[..read]);
            shared.1.notify_all();
            if read == 0 {
                return;
            }
        }
    });
}

/// Whether the last synchronised update that was begun has not ended.
fn is_within_frame(raw: &[u8]) -> bool {
    let mark = raw.windows(8).rev().find(|bytes| bytes.starts_with(b"\x1b[?2026"));
    mark.is_some_and(|mark| mark.ends_with(b"h"))
}

fn parser(size: (u16, u16)) -> Parser {
    let length = |cells| NonZeroU16::new(cells).expect("not zero");
    Parser::new(length(size.1), length(size.0), 0)
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}
