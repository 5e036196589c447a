use ratatui::style::{Color, Modifier, Style};

use super::*;

const SIZE: (u16, u16) = (24, 4);

fn terminal() -> vt100::Parser {
    vt100::Parser::new(4.try_into().expect("rows"), 24.try_into().expect("columns"), 0)
}

fn written(canvas: &mut Canvas, lines: &[(&str, Style)]) -> String {
    let bytes = canvas.frame(SIZE, |buffer| {
        for ((line, style), y) in lines.iter().zip(0..) {
            buffer.write((0, y), SIZE.0, line, *style);
        }
        None
    });
    String::from_utf8(bytes.to_vec()).expect("text")
}

fn colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        Color::Indexed(number) => vt100::Color::Idx(number),
        Color::Red => vt100::Color::Idx(1),
        _ => vt100::Color::Default,
    }
}

/// Has the terminal take a frame in, and looks at every cell of it.
fn check(canvas: &mut Canvas, terminal: &mut vt100::Parser, what: &str, draw: impl Fn(&mut Buffer)) {
    let mut expected = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    draw(&mut expected);
    let expected = expected.as_of_ratatui();
    terminal.process(canvas.frame(SIZE, |buffer| {
        draw(buffer);
        Some(Position::new(3, 1))
    }));
    let screen = terminal.screen();
    assert_eq!((screen.cursor_position(), screen.hide_cursor()), ((1, 3), false), "{what}");
    for y in 0..SIZE.1 {
        let mut x = 0;
        while x < SIZE.0 {
            let (want, have) = (&expected[(x, y)], screen.cell(y, x).expect("a cell"));
            let symbol = if have.has_contents() { have.contents() } else { " " };
            let looks = (have.bold(), have.italic(), have.underline(), have.inverse());
            let is = |modifier| want.modifier.contains(modifier);
            let look =
                (is(Modifier::BOLD), is(Modifier::ITALIC), is(Modifier::UNDERLINED), is(Modifier::REVERSED));
            assert_eq!((want.symbol(), look), (symbol, looks), "{what}, {x}, {y}");
            assert_eq!(
                (colour(want.fg), colour(want.bg)),
                (have.fgcolor(), have.bgcolor()),
                "{what}, {x}, {y}"
            );
            x += ratatui::buffer::CellWidth::cell_width(want).max(1);
        }
    }
}

#[test]
fn the_terminal_shows_each_frame_whatever_it_showed_before() {
    const WORDS: [&str; 8] = ["talks ", "in ", "北京", "  ", "Élysée", "—", "e\u{301}t", "한"];
    const STYLES: [Style; 6] = [
        Style::new(),
        Style::new().add_modifier(Modifier::BOLD),
        Style::new().fg(Color::Red).add_modifier(Modifier::ITALIC),
        Style::new().bg(Color::Indexed(238)),
        Style::new().fg(Color::Rgb(1, 2, 3)).add_modifier(Modifier::UNDERLINED),
        Style::new().add_modifier(Modifier::REVERSED),
    ];
    let (mut canvas, mut terminal, mut seed) = (Canvas::default(), terminal(), 7_u64);
    let mut next = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % most
    };
    let mut lines = vec![Vec::new(); usize::from(SIZE.1)];
    for frame in 0..600 {
        let changed = next(lines.len());
        lines[changed] =
            (0..next(12)).map(|_| (WORDS[next(WORDS.len())], STYLES[next(STYLES.len())])).collect();
        check(&mut canvas, &mut terminal, &format!("frame {frame}"), |buffer| {
            for (line, y) in lines.iter().zip(0..) {
                let mut x = 0;
                for (word, style) in line {
                    x = buffer.write((x, y), SIZE.0 - x, word, *style);
                }
            }
        });
    }
}

#[test]
fn only_what_changed_is_written() {
    let (mut canvas, plain) = (Canvas::default(), Style::new());
    assert_eq!(
        written(&mut canvas, &[("Talks resume", plain)]),
        "\x1b[?2026h\x1b[2J\x1b[1;1HTalks resume\x1b[?25l\x1b[?2026l"
    );
    assert_eq!(written(&mut canvas, &[("Talks resume", plain)]), "");
    // Past a few cells by writing them, past many by going.
    assert_eq!(
        written(&mut canvas, &[("Walls resumE", plain)]),
        "\x1b[?2026h\x1b[1;1HWall\x1b[7CE\x1b[?2026l"
    );
    let strong = plain.bold().red();
    assert_eq!(
        written(&mut canvas, &[("Walls resumE", plain), ("in", strong), ("Vienna", plain.bold())]),
        "\x1b[?2026h\x1b[2;1H\x1b[1;38;5;1min\x1b[3;1H\x1b[39mVienna\x1b[0m\x1b[?2026l"
    );
    canvas.forget();
    assert!(written(&mut canvas, &[("Walls resumE", plain)]).contains("\x1b[2J\x1b[1;1HWalls resumE"));
}

#[test]
fn the_cursor_is_shown_where_it_is_and_hidden_once() {
    let mut canvas = Canvas::default();
    let mut frame = |cursor| String::from_utf8(canvas.frame(SIZE, |_| cursor).to_vec()).expect("text");
    let at = |x| Some(Position::new(x, 0));
    assert!(frame(at(0)).contains("\x1b[?25h\x1b[1;1H"));
    assert_eq!(frame(at(1)), "\x1b[?2026h\x1b[1;2H\x1b[?2026l");
    assert_eq!(frame(at(1)), "");
    assert_eq!(frame(None), "\x1b[?2026h\x1b[?25l\x1b[?2026l");
    assert_eq!(frame(None), "");
}

#[test]
fn a_link_is_written_whole_and_goes_whole() {
    let (mut canvas, mut terminal) = (Canvas::default(), terminal());
    let mut frame = |words: &str, is_link: bool| {
        let written = canvas.frame(SIZE, |buffer| {
            buffer.write((0, 0), SIZE.0, &format!("see {words} there"), Style::new());
            if is_link {
                let columns = u16::try_from(words.len()).expect("a width");
                let link = format!("\x1b]8;id=1;https://a.example/\x1b\\{words}\x1b]8;;\x1b\\");
                buffer.set((4, 0), &link, columns);
                buffer.cell_mut((4, 0)).expect("within").set_link(true);
            }
            None
        });
        terminal.process(written);
        (
            terminal.screen().rows(0, SIZE.0).next().expect("a row"),
            String::from_utf8_lossy(written).into_owned(),
        )
    };
    assert_eq!(frame("the talks", false).0, "see the talks there");
    let (row, written) = frame("the talks", true);
    assert_eq!(row, "see the talks there");
    assert!(written.contains("\x1b[1;5H\x1b]8;id=1;"), "the same words become a link: {written:?}");
    let (row, written) = frame("the tanks", true);
    assert_eq!(row, "see the tanks there");
    assert_eq!(written.matches("\x1b]8;").count(), 2, "{written:?}");
    assert_eq!(frame("the tanks", true).1, "");
    let (row, written) = frame("the tanks", false);
    assert_eq!(row, "see the tanks there");
    assert!(written.contains("the tanks") && !written.contains("\x1b]8;"), "{written:?}");
}

/// What is one to the reader, and several characters to the terminal.
const TOGETHER: [&str; 7] =
    ["👨\u{200d}👩\u{200d}👧", "🏳\u{fe0f}\u{200d}🌈", "🇺🇦", "👍🏽", "❤\u{fe0f}", "e\u{301}", "각"];

#[test]
fn what_stands_beside_an_emoji_stays_in_its_column_whatever_the_terminal_makes_of_it() {
    for emoji in TOGETHER {
        let (mut canvas, mut terminal) = (Canvas::default(), terminal());
        let columns = crate::app::columns(emoji);
        let [before, after] = ["ab", "cd"].map(|letters| &letters[..columns]);
        // Only what stands there changes: nothing else would be written.
        for (frame, there) in [before, emoji, after, emoji, emoji].into_iter().enumerate() {
            let line = format!("x{there}|end");
            let bytes = written(&mut canvas, &[(&line, Style::new())]);
            terminal.process(bytes.as_bytes());
            let row = |from: usize, to: usize| -> String {
                let cells = (from..to).filter_map(|x| terminal.screen().cell(0, x.try_into().ok()?));
                cells.map(|cell| if cell.has_contents() { cell.contents() } else { " " }).collect()
            };
            assert_eq!(row(0, 1), "x", "{emoji:?} in frame {frame}");
            assert_eq!(row(1 + columns, 12 + columns), "|end       ", "{emoji:?} in frame {frame}");
            if there == emoji {
                assert!(frame == 4 || bytes.contains(emoji), "{emoji:?} is written whole: {bytes:?}");
                assert!(frame < 4 || bytes.is_empty(), "{emoji:?} stays: {bytes:?}");
            } else {
                assert_eq!(row(1, 1 + columns), there, "{emoji:?} in frame {frame}");
            }
        }
    }
}
