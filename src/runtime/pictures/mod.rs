//! Pictures: how this terminal shows them, the threads that get them, and what is written to the terminal for them.
//!
//! - `medium.rs` says in which way a terminal shows pictures;
//! - `loader.rs` has threads get those that are ordered, and `studio.rs` makes ready what they bring;
//! - `kitty.rs`, `iterm2.rs` and `sixel.rs` write them as those protocols have them;
//! - `easel.rs` sends them to the terminal when it has nothing else to do, and `over.rs` keeps what lies over the cells.

mod easel;
mod iterm2;
mod kitty;
mod loader;
mod medium;
mod over;
mod sixel;
mod studio;

pub(super) use easel::Easel;
pub(super) use kitty::{QUERY as KITTY_QUERY, forget as forget_sent};
pub(super) use loader::Loader;
pub use medium::{Images, Medium};
pub(super) use over::Over;

/// A sequence as tmux hands it on to its terminal, where it must.
fn handed_on(sequence: String, in_tmux: bool) -> String {
    match in_tmux {
        true => format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b")),
        false => sequence,
    }
}
