//! Nothing that an article says reaches the terminal as anything but text.

use crate::home::Home;
use crate::terminal::Terminal;

const ATTACKS: [&str; 9] = [
    "\x1b]52;c;aGVsbG8=\x07",
    "\x1b]0;owned\x07",
    "\x1b[6n",
    "\x1b[31;45m",
    "\u{9b}31m",
    "\u{9d}52;c;aGVsbG8=\u{9c}",
    "\u{202e}",
    "\x1bP+q544e\x1b\\",
    "\x1b[?1049l",
];

#[test]
fn no_attack_reaches_the_terminal() {
    let home = Home::new();
    let all = ATTACKS.concat();
    let article = format!(
        "---\ntitle: Plain{all}title\nauthor: Some{all}one\ndate: 2025-10-16\n---\n\nFirst{all}words of it.\n\n## Who{all} Wants What\n\n\
         Lake{all}shore: Wants {all}peace on the water.\n\nHill{all}side: Wants {all}none of that.\n"
    );
    home.import(&[
        ("a.md", &article),
        ("b.txt", &format!("---\ntitle: Other{all}title\ndate: 2025-10-14\n---\n\nBody{all}text.\n")),
    ]);
    let mut reader = Terminal::open(&home, (120, 40));
    reader.play(&[("", "title"), ("<enter>", "Plain"), ("a", "ACTORS  2"), ("<esc>O", "─ outline")]);
    reader.play(&[
        ("<esc>", "!─ outline"),
        ("ga", "search by actor"),
        ("lake", "1 article"),
        ("<enter>", "Actor: "),
    ]);
    let searched = home.run(&["search", "peace"]);
    assert_eq!(searched.code, 0);
    let raw = String::from_utf8(reader.raw()).expect("UTF-8");
    for written in [raw.as_str(), &searched.out, &searched.err] {
        for attack in ATTACKS {
            assert!(!written.contains(attack), "{attack:?} got through");
        }
        // The one that masthead writes itself: which colour the terminal's ground has.
        let others = written.replace("\x1b]11;?\x1b\\", "");
        assert!(!others.contains(['\u{202e}', '\u{9b}', '\u{9d}', '\x07']) && !others.contains("\x1b]"));
        assert!(!written.contains("aGVsbG8="), "the payload of a sequence shows");
    }
    assert!(reader.screen().alternate_screen());
    reader.quit();
}
