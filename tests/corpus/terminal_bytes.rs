//! Whatever strangers wrote, the terminal gets text: every hostile set through the real program.

use crate::clean::{gather, ids, is_clean, parse_all, show_all, shown, walk};
use crate::home::Home;
use crate::sequences::Writer;
use crate::shared;
use crate::terminal::Terminal;

/// How many files a command is given at once.
const SOME: usize = 200;

#[test]
fn no_hostile_set_reaches_the_terminal() {
    for set in ["hostile", "feedparser", "opml"] {
        let mut files = Vec::new();
        gather(&shared().join("corpora").join(set), &mut files);
        let names: Vec<&str> = files.iter().filter_map(|file| file.to_str()).collect();
        assert!(names.len() > 50, "{set}: {}", names.len());
        let home = Home::new();
        for some in names.chunks(SOME) {
            shown(&home, &[&["import"], some].concat());
            parse_all(&home, some);
        }
        // What lists of feeds give is feeds.
        let held = ids(&home).len() + home.run(&["feeds", "list"]).out.lines().count();
        assert!(held > 50, "{set}: {held}");
        show_all(&home);
        for args in
            [&["feeds", "list"][..], &["feeds", "export"], &["actors"], &["next"], &["positions", "talks"]]
        {
            shown(&home, args);
        }
        let mut reader = Terminal::open(&home, (120, 40));
        walk(&mut reader, &["<enter>", "a"]);
        for _ in ids(&home) {
            walk(&mut reader, &["n"]);
        }
        is_clean(reader, Writer::Reader, &home);
    }
}
