//! Colours only where they are wanted.

use crate::articles::library;
use crate::terminal::Terminal;

const SIZE: (u16, u16) = (200, 60);

#[test]
fn no_color_means_no_colour_at_all() {
    let coloured = tour(&[("TERM", "xterm-256color")]);
    assert!(coloured.iter().any(|sgr| has_colour(sgr)), "otherwise this shows nothing");
    for environment in [[("NO_COLOR", "1")], [("TERM", "dumb")]] {
        let found: Vec<String> = tour(&environment).into_iter().filter(|sgr| has_colour(sgr)).collect();
        assert!(found.is_empty(), "{environment:?}: {found:?}");
    }
}

/// Goes everywhere, and returns the parameters of every SGR sequence.
fn tour(environment: &[(&str, &str)]) -> Vec<String> {
    let home = library();
    let mut reader = Terminal::open_with(&home, SIZE, environment);
    reader.play(&[("j", "Negotiators"), ("<enter>]a", "mention 1 of"), ("a", "▪ ACTORS"), ("?", "─ help")]);
    reader.play(&[
        ("<esc>", "!─ help"),
        ("g/lake<enter>", "(3)"),
        ("<enter>N", "Match "),
        (":", "─ commands"),
    ]);
    let raw = String::from_utf8_lossy(&reader.raw()).into_owned();
    let sequences = raw.split("\x1b[").skip(1);
    let parameters = sequences.filter_map(|sequence| {
        let end = sequence.find(|c: char| c.is_ascii_alphabetic())?;
        sequence[end..].starts_with('m').then(|| sequence[..end].to_owned())
    });
    parameters.collect()
}

fn has_colour(parameters: &str) -> bool {
    parameters
        .split([';', ':'])
        .filter_map(|number| number.parse().ok())
        .any(|number: u16| matches!(number, 30..=38 | 40..=48 | 90..=107))
}
