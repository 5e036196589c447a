//! A program in a real pseudo-terminal, watched from outside: every chunk that it writes is stamped when it
//! arrives, and emulated only afterwards, so that the emulator's slowness is in no figure.

pub(crate) mod floor;
pub(crate) mod table;

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, unbounded};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::articles::Outcome;

/// A screen has settled when nothing was written for so long.
const QUIET: Duration = Duration::from_millis(40);

/// What has not begun after so long will not come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A key without any answer after so long changes nothing on the screen.
const SILENCE: Duration = Duration::from_millis(400);

/// How long a program may take to end by itself.
const GRACE: Duration = Duration::from_secs(3);

/// A program at work. However this ends, so does the program.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    chunks: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    started: Instant,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// Starts a program on so many columns and rows, with a home of its own.
    ///
    /// # Errors
    /// Where there is no pseudo-terminal, or the program cannot be started.
    pub(crate) fn start(
        program: &Path,
        args: &[&str],
        home: &Path,
        (columns, rows): (u16, u16),
    ) -> Outcome<Self> {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("LC_ALL", "C.UTF-8")] {
            command.env(name, value);
        }
        command.env("HOME", home);
        command.cwd(home);
        command.args(args);
        let mut reader = pair.master.try_clone_reader()?;
        let writer = pair.master.take_writer()?;
        let (sender, chunks) = unbounded();
        thread::spawn(move || {
            let mut buffer = vec![0; 64 * 1024];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send((Instant::now(), buffer[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        let screen = vt100::Parser::new(rows.try_into()?, columns.try_into()?, 0);
        Ok(Self { child, writer, chunks, screen, started, _master: pair.master })
    }

    /// How long the program took from its start to the last byte of the first screen that is as `shows` has it.
    ///
    /// # Errors
    /// Where that never comes.
    pub(crate) fn first_frame(&mut self, shows: impl Fn(&str) -> bool) -> Outcome<Duration> {
        self.until(self.started, shows)
    }

    /// Presses keys, all at once, and says how long it took until the screen had settled; `None` where they
    /// changed nothing on it.
    ///
    /// # Errors
    /// Where the program has ended.
    pub(crate) fn press(&mut self, keys: &str) -> Outcome<Option<Duration>> {
        let pressed = Instant::now();
        self.writer.write_all(keys.as_bytes())?;
        let last = self.settle(SILENCE)?;
        Ok(last.map(|last| last.duration_since(pressed)))
    }

    /// Presses keys, all at once, and says how long it took until a screen had settled that
    /// is as `shows` has it.
    ///
    /// # Errors
    /// Where that never comes.
    pub(crate) fn press_until(&mut self, keys: &str, shows: impl Fn(&str) -> bool) -> Outcome<Duration> {
        let pressed = Instant::now();
        self.writer.write_all(keys.as_bytes())?;
        self.until(pressed, shows)
    }

    /// What is on the screen.
    fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// The processor time of the program so far, of all its threads, where the system says.
    pub(crate) fn processor(&self) -> Option<Duration> {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.child.process_id()?)).ok()?;
        let nanoseconds = tasks.flatten().filter_map(|task| {
            let said = fs::read_to_string(task.path().join("schedstat")).ok()?;
            said.split(' ').next()?.parse::<u64>().ok()
        });
        Some(Duration::from_nanos(nanoseconds.sum())).filter(|time| !time.is_zero())
    }

    /// The most memory that the program had so far, in megabytes, where the system says.
    pub(crate) fn peak_memory(&self) -> Option<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.process_id()?)).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.trim().trim_end_matches(" kB").parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
    }

    /// Tells the program to quit by `keys`, and waits until it has.
    ///
    /// # Errors
    /// Where it has ended before.
    pub(crate) fn quit(mut self, keys: &str) -> Outcome<()> {
        self.writer.write_all(keys.as_bytes())?;
        let deadline = Instant::now() + GRACE;
        // The channel ends with the last one who has the terminal open.
        while self.chunks.recv_deadline(deadline).is_ok() {}
        Ok(())
    }

    fn until(&mut self, from: Instant, shows: impl Fn(&str) -> bool) -> Outcome<Duration> {
        while let Some(last) = self.settle(PATIENCE)? {
            if shows(&self.text()) {
                return Ok(last.duration_since(from));
            }
        }
        Err(format!("what was waited for never came; the screen shows:\n{}", self.text()).into())
    }

    /// Waits until nothing was written for [`QUIET`], after anything was; then takes it in. When the last
    /// byte came, or `None` where nothing did.
    fn settle(&mut self, patience: Duration) -> Outcome<Option<Instant>> {
        let mut written = Vec::new();
        let mut last = None;
        loop {
            match self.chunks.recv_timeout(if last.is_some() { QUIET } else { patience }) {
                // A frame in which nothing changed is none.
                Ok((_, chunk)) if last.is_none() && is_empty_frame(&chunk) => {}
                Ok((at, chunk)) => {
                    written.extend(chunk);
                    last = Some(at);
                }
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) if written.is_empty() => {
                    return Err(format!("the program has ended; its screen:\n{}", self.text()).into());
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.screen.process(&written);
        Ok(last)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Fails only where it has ended, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether a chunk only says that a frame begins and ends, resets colours, or shows and hides the cursor.
fn is_empty_frame(chunk: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(chunk) else { return false };
    text.split('\x1b').skip(1).all(|sequence| {
        matches!(sequence, "[?2026h" | "[?2026l" | "[?25h" | "[?25l")
            || sequence
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix('m'))
                .is_some_and(|inner| inner.chars().all(|c| c.is_ascii_digit() || c == ';'))
    }) && text.starts_with('\x1b')
}
