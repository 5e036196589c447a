//! Whether a terminal shows a line as wide as it was thought to be: asked of an emulator's cursor, and of tmux's where there
//! is one.

use std::fmt::Write as _;
use std::fs;
use std::num::NonZeroU16;
use std::process::Command;

use masthead::app::columns;
use masthead::runtime::Canvas;
use ratatui::style::Style;

const LINES: &[&str] = &[
    "Talks resume in Vienna — “at last”, she said…",
    "Les négociations reprennent à Genève ; l’Élysée se tait",
    "ete\u{301} cafe\u{301} na\u{308}ive",
    "北京方面表示欢迎，东京（都心）「会談」ニュース",
    "서울에서 회담이 열렸다",
    "ｆｕｌｌ ｗｉｄｔｈ ﾊﾝｶｸ",
    "الاتحاد الأوروبي لا يزال يدعم المحادثات",
    "הקרמלין מברך על השיחות שָׁלוֹם",
    "भारत और चीन के बीच वार्ता",
    "ประเทศไทยเรียกร้องให้เจรจา",
    "😀 🚀 ✅ ⭐ 🗳",
    "⚠\u{fe0f} ❤\u{fe0f} ☎\u{fe0f} ✈\u{fe0f}",
    "🇺🇦 🇩🇪 🇫🇷",
    "👩\u{200d}🚀 👨\u{200d}👩\u{200d}👧 🏳\u{fe0f}\u{200d}🌈",
    "👍🏽 👩🏿 🧑🏻",
    "a\u{200d}b c\u{200b}d",
];

/// What the emulator and tmux, which go by single characters, take to be wider or narrower than terminals that go by
/// graphemes do. What stands after it is in its column in any case: that is shown for every line.
const BY_CHARACTERS: &[&str] = &["\u{200d}", "\u{fe0f}", "🇺🇦", "👍🏽"];

fn goes_by_characters(line: &str) -> bool {
    BY_CHARACTERS.iter().any(|part| line.contains(part))
}

fn emulator(columns: u16) -> vt100::Parser {
    let size = |cells| NonZeroU16::new(cells).expect("a size");
    vt100::Parser::new(size(2), size(columns), 0)
}

#[test]
fn a_line_is_as_wide_as_it_was_thought_to_be() {
    for line in LINES.iter().filter(|line| !goes_by_characters(line)) {
        let mut terminal = emulator(200);
        terminal.process(line.as_bytes());
        assert_eq!(usize::from(terminal.screen().cursor_position().1), columns(line), "{line}");
    }
}

#[test]
fn what_stands_after_a_line_stands_in_its_column_however_wide_the_terminal_takes_the_line_to_be() {
    for line in LINES {
        let (mut canvas, mut terminal) = (Canvas::default(), emulator(100));
        // Once on an empty screen, and once where another line was and its end stays as it is.
        let blank = " ".repeat(columns(line));
        for there in [line, &*blank, line] {
            let mut end = 0;
            let bytes = canvas.frame((100, 1), |buffer| {
                end = buffer.write((0, 0), 90, there, Style::new());
                buffer.write((end, 0), 10, "|end", Style::new());
                None
            });
            assert_eq!(usize::from(end), columns(line), "{line}");
            terminal.process(bytes);
            let cells = (end..end + 4).filter_map(|column| terminal.screen().cell(0, column));
            assert_eq!(cells.map(|cell| cell.contents()).collect::<String>(), "|end", "{line}");
        }
    }
}

/// Prints each line of a file and asks the terminal where its cursor is; writes the columns to another file.
const ASKS: &str = r#"
while IFS= read -r line <&3; do
    printf '\r\033[2K%s\033[6n' "$line"
    IFS=';' read -rs -d R row column
    printf '%s\n' "$((column - 1))" >> "$2"
done 3< "$1"
"#;

#[allow(clippy::print_stderr, reason = "a test that shows nothing says so")]
#[test]
fn tmux_shows_a_line_as_wide_as_it_was_thought_to_be() {
    let has = |program: &str, argument: &str| Command::new(program).arg(argument).output().is_ok();
    if !(has("tmux", "-V") && has("bash", "--version")) {
        eprintln!("not shown: there is no tmux, or no bash, here");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let [lines, script, answers] = ["lines", "ask.sh", "answers"].map(|name| folder.path().join(name));
    fs::write(&lines, LINES.join("\n") + "\n").expect("written");
    fs::write(&script, ASKS).expect("written");
    let socket = folder.path().join("socket");
    let tmux = |arguments: &[&str]| {
        let done = Command::new("tmux").arg("-S").arg(&socket).args(arguments).env_remove("TMUX").status();
        assert!(done.is_ok_and(|status| status.success()), "tmux {arguments:?}");
    };
    let asks = format!(
        "bash '{}' '{}' '{}'; tmux -S '{}' wait-for -S asked; cat",
        script.display(),
        lines.display(),
        answers.display(),
        socket.display()
    );
    tmux(&["-u", "-f", "/dev/null", "new-session", "-d", "-x", "200", "-y", "20", &asks]);
    tmux(&["wait-for", "asked"]);
    tmux(&["kill-server"]);
    let told = fs::read_to_string(&answers).expect("answers");
    let mut wrong = String::new();
    for (line, told) in LINES.iter().zip(told.lines()) {
        let told: usize = told.parse().expect("a column");
        if told != columns(line) && !goes_by_characters(line) {
            let _ = writeln!(wrong, "{line}: {told}, not {}", columns(line));
        }
    }
    assert_eq!(told.lines().count(), LINES.len());
    assert!(wrong.is_empty(), "{wrong}");
}
