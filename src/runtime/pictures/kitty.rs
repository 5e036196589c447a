//! Pictures as Kitty has them: sent once, under a number, and shown wherever cells name it. What was sent is given up when
//! no one shows it any more, and with the terminal.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The most letters of a picture in one sequence.
const LETTERS: usize = 4096;
/// How many sequences are sent at once: a key waits for no more than that.
const TOGETHER: usize = 4;

/// Whether a picture of one pixel could be shown by placeholders (U): who does not know of them says nothing.
pub(in crate::runtime) const QUERY: &str = "\x1b_Gi=31,s=1,v=1,a=q,U=1,t=d,f=24;AAAA\x1b\\";

/// What the terminal keeps of ours.
static KEPT: Mutex<Kept> = Mutex::new(Kept { begun: false, ids: BTreeSet::new(), in_tmux: false });

struct Kept {
    /// Whether one was begun that is not whole yet.
    begun: bool,
    ids: BTreeSet<u32>,
    in_tmux: bool,
}

fn kept() -> MutexGuard<'static, Kept> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A number for a picture: of three bytes, as the colour of a cell holds it, and unlike those of another program that had
/// the terminal before.
pub(super) fn number() -> u32 {
    static LAST: AtomicU32 = AtomicU32::new(0);
    let nth = LAST.fetch_add(1, Ordering::Relaxed) & 0xfff;
    ((std::process::id() & 0xfff) << 12 | nth).max(1)
}

/// What sends a picture, a PNG, to be shown on so many columns and rows; in pieces.
pub(super) fn sends(id: u32, png: &[u8], (columns, rows): (u16, u16), in_tmux: bool) -> Vec<Vec<u8>> {
    let letters = STANDARD.encode(png);
    let chunks: Vec<&str> =
        letters.as_bytes().chunks(LETTERS).map(|chunk| str::from_utf8(chunk).unwrap_or_default()).collect();
    let last = chunks.len().saturating_sub(1);
    let sequences = chunks.into_iter().enumerate().map(|(nth, chunk)| {
        let more = u8::from(nth < last);
        let head = match nth {
            // A place that no cell has yet (U), of a PNG (f), which it is to be silent about (q).
            0 => format!("a=T,U=1,f=100,t=d,q=2,i={id},c={columns},r={rows},m={more}"),
            _ => format!("q=2,m={more}"),
        };
        sequence(&format!("{head};{chunk}"), in_tmux)
    });
    let sequences: Vec<String> = sequences.collect();
    sequences.chunks(TOGETHER).map(|some| some.concat().into_bytes()).collect()
}

/// Notes that a picture is being sent.
pub(super) fn begin(id: u32, in_tmux: bool) {
    let mut kept = kept();
    kept.begun = true;
    kept.in_tmux = in_tmux;
    kept.ids.insert(id);
}

/// Notes that it was sent whole.
pub(super) fn end() {
    kept().begun = false;
}

/// What makes the terminal give up a picture.
pub(super) fn gives_up(id: u32) -> String {
    let mut kept = kept();
    kept.ids.remove(&id);
    removal(id, kept.in_tmux)
}

/// What makes the terminal give up all that it was sent.
pub(in crate::runtime) fn forget() -> String {
    let mut kept = kept();
    let in_tmux = kept.in_tmux;
    // One that was begun is brought to an end first.
    let end = std::mem::take(&mut kept.begun).then(|| sequence("q=2,m=0;", in_tmux));
    let removals = std::mem::take(&mut kept.ids).into_iter().map(|id| removal(id, in_tmux));
    end.into_iter().chain(removals).collect()
}

fn removal(id: u32, in_tmux: bool) -> String {
    sequence(&format!("a=d,d=I,q=2,i={id}"), in_tmux)
}

fn sequence(content: &str, in_tmux: bool) -> String {
    super::handed_on(format!("\x1b_G{content}\x1b\\"), in_tmux)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_sent_in_pieces_that_stand_alone() {
        let png: Vec<u8> = (0..40_000_u32).map(|nth| nth as u8).collect();
        let pieces = sends(7, &png, (40, 10), false);
        assert_eq!(pieces.len(), 4);
        let mut letters = String::new();
        for piece in &pieces {
            let piece = str::from_utf8(piece).expect("letters");
            assert!(piece.starts_with("\x1b_G") && piece.ends_with("\x1b\\"));
            for sequence in piece.split_terminator("\x1b\\") {
                let (_, chunk) = sequence.split_once(';').expect("a head");
                assert!(chunk.len() <= LETTERS);
                letters.push_str(chunk);
            }
        }
        assert_eq!(STANDARD.decode(letters).expect("base64"), png);
        let whole = pieces.concat();
        let whole = str::from_utf8(&whole).expect("letters");
        assert!(whole.starts_with("\x1b_Ga=T,U=1,f=100,t=d,q=2,i=7,c=40,r=10,m=1;"));
        assert_eq!((whole.matches("m=0;").count(), whole.matches("m=1;").count()), (1, 13));
        let alone = sends(7, b"png", (1, 1), true).concat();
        let expected = "\x1bPtmux;\x1b\x1b_Ga=T,U=1,f=100,t=d,q=2,i=7,c=1,r=1,m=0;cG5n\x1b\x1b\\\x1b\\";
        assert_eq!(str::from_utf8(&alone), Ok(expected));
    }

    #[test]
    fn the_terminal_gives_up_what_it_was_sent() {
        begin(9, false);
        let all = forget();
        assert!(all.starts_with("\x1b_Gq=2,m=0;\x1b\\") && all.contains("a=d,d=I,q=2,i=9"), "{all:?}");
        assert_eq!(forget(), "");
    }
}
