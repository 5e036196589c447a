//! The pictures in the README, taken of the real screen.

use std::fs;
use std::path::Path;

use crate::home::Home;
use crate::svg::svg;
use crate::terminal::Terminal;
use crate::view::is_chosen;

#[test]
#[ignore = "writes assets/screen*.svg; run it when the look has changed"]
fn picture() {
    for (size, name) in [((160, 40), "screen.svg"), ((80, 24), "screen-80x24.svg")] {
        let home = Home::new();
        let mut reader = Terminal::open(&home, size);
        reader.play(&[("", "The Worst Three Weeks"), ("jjjjj", "▌● What the Dravna")]);
        reader.play(&[("<enter>", "two pages long"), ("s", "Starred"), ("1za", "▸ 1 Why It Matters")]);
        reader.play(&[("gg", "By Rahel"), ("a", "▪ ACTORS  11")]);
        reader.screen_until("the first actor chosen", |screen| is_chosen(screen, "Korvania"));
        reader.play(&[("<esc>", "next section")]);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name);
        fs::write(path, svg(&reader.screen())).expect("written");
        reader.quit();
    }
}
