//! The picture in the README, taken of the real screen.

use std::fs;
use std::path::Path;

use crate::home::Home;
use crate::svg::svg;
use crate::terminal::Terminal;

#[test]
#[ignore = "writes assets/screen.svg; run it when the look has changed"]
fn picture() {
    for (size, name, article) in
        [((156, 40), "screen.svg", "paragraph nine"), ((80, 24), "screen-80x24.svg", "paragraph nine")]
    {
        let home = Home::new();
        let mut reader = Terminal::open(&home, size);
        reader.sees("sample articles");
        reader.press("<enter>");
        let _ = article;
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name);
        fs::write(path, svg(&reader.screen())).expect("written");
        reader.quit();
    }
}
