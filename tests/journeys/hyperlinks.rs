//! Links of articles as links of the terminal, in the bytes that it gets.

use crate::home::Home;
use crate::terminal::Terminal;
use crate::tmux::leaves_out;

/// What hostile articles would have as addresses.
const HOSTILE: [&str; 6] = [
    "https://example.org/\x1b\\\x1b]52;c;aGVsbG8=\x07",
    "https://example.org/\u{9c}\u{9d}52;c;aGVsbG8=\u{9c}",
    "https://example.org/\x07;\x1b]8;;https://evil.example",
    "https://exa\u{202e}mple.org/",
    "file:///etc/passwd",
    "javascript:alert(1)",
];

/// The addresses of the links in what was written, each of which is opened and closed.
fn addresses(raw: &[u8]) -> Vec<String> {
    let raw = String::from_utf8(raw.to_vec()).expect("UTF-8");
    // Which colour the terminal's ground has is asked, and nothing else of this kind is written.
    let raw = raw.replace("\x1b]11;?\x1b\\", "");
    let mut addresses = Vec::new();
    let mut is_open = false;
    for sequence in raw.split("\x1b]").skip(1) {
        let (link, rest) = sequence.split_once('\x1b').expect("an end");
        assert!(rest.starts_with('\\') && link.bytes().all(|byte| byte.is_ascii_graphic()), "{sequence:?}");
        let (id, address) = link.strip_prefix("8;").and_then(|link| link.split_once(';')).expect("a link");
        assert_eq!(address.is_empty(), is_open, "one is closed before the next is opened: {sequence:?}");
        assert_eq!(id.starts_with("id="), !is_open, "{sequence:?}");
        is_open = !is_open;
        addresses.extend(is_open.then(|| address.to_owned()));
    }
    assert!(!is_open);
    addresses
}

#[test]
fn links_are_links_of_the_terminal_where_it_has_them() {
    if leaves_out("the bytes are those of tmux, which may throw links away") {
        return;
    }
    let home = Home::new();
    let links: String = (0..)
        .zip(HOSTILE)
        .map(|(nth, url)| format!("<p>Words and <a href=\"{url}\">link {nth}</a>.</p>"))
        .collect();
    let page = format!(
        "<html><head><title>Tolls</title></head><body><article><h1>Tolls on the bridge at the outlet</h1>\
         <p>The chair said on Tuesday that <a href=\"https://lake.example/tolls?page=1\">the report on tolls</a> would be \
         read by all of the members before they come together again in spring.</p>{links}</article></body></html>"
    );
    home.import(&[("tolls.html", &page)]);
    let read = |environment: &[(&str, &str)]| {
        let mut reader = Terminal::open_with(&home, (100, 30), environment);
        reader.play(&[
            ("<enter>", "link 5"),
            ("/report", "1 of 1"),
            ("<enter>", "link 5"),
            (";", "open (capital"),
        ]);
        reader.play(&[("<esc>", "!open (capital"), ("?", "─ help"), ("<esc>", "!─ help")]);
        let raw = reader.raw();
        reader.quit();
        assert!(!String::from_utf8_lossy(&raw).contains("\u{9c}"));
        addresses(&raw)
    };
    assert!(read(&[]).is_empty(), "this one is not known to have them");
    let found = read(&[("TERM", "xterm-kitty")]);
    assert!(found.contains(&"https://lake.example/tolls?page=1".to_owned()), "{found:?}");
    let safe = ["https://lake.example/", "https://example.org/", "https://exa"];
    assert!(found.iter().all(|address| safe.iter().any(|start| address.starts_with(start))), "{found:?}");
    home.write("config/masthead/config.toml", "hyperlinks = \"off\"\n");
    assert!(read(&[("TERM", "xterm-kitty")]).is_empty());
    home.write("config/masthead/config.toml", "hyperlinks = \"on\"\n");
    assert!(!read(&[]).is_empty());
}
