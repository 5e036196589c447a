//! Pictures of articles, from a server on this machine.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use mockito::{Mock, Server, ServerGuard};
use vt100::{Color, Screen};

use crate::home::Home;
use crate::terminal::Terminal;
use crate::tmux::leaves_out;

const SIZE: (u16, u16) = (80, 24);
const COLOURS: [(&str, &str); 1] = [("TERM", "xterm-256color")];

/// A reader with a feed whose article shows the picture at `/sun.png` and those that are added.
fn home(server: &mut ServerGuard, added: &str) -> Home {
    let home = Home::new();
    let words =
        "The river has been low since spring, and the barges wait for rain that nobody promises. ".repeat(3);
    let body = format!(
        "&lt;p&gt;{words}&lt;/p&gt;&lt;img src='sun.png' alt='A sun over a meadow'&gt;{added}&lt;p&gt;{words}&lt;/p&gt;"
    );
    let feed = format!(
        "<rss version='2.0'><channel><title>The Wire</title><link>{0}/</link><item><guid>1</guid>\
         <title>A river runs low</title><link>{0}/1</link><description>{body}</description></item></channel></rss>",
        server.url()
    );
    server.mock("GET", "/wire").with_body(feed).create();
    assert_eq!(home.run(&["feeds", "add", &format!("{}/wire", server.url())]).code, 0);
    assert_eq!(home.run(&["refresh"]).code, 0);
    home
}

fn serve(server: &mut ServerGuard, times: usize) -> Mock {
    let picture =
        RgbImage::from_fn(320, 160, |_, y| if y < 80 { Rgb([250, 200, 0]) } else { Rgb([0, 120, 0]) });
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Png).expect("a picture");
    server.mock("GET", "/sun.png").with_body(file.into_inner()).expect(times).create()
}

/// How many cells show two colours.
fn halves(screen: &Screen) -> usize {
    let (height, width) = screen.size();
    let cells = (0..height.get()).flat_map(|row| (0..width.get()).map(move |column| (row, column)));
    let halves = cells.filter_map(|(row, column)| screen.cell(row, column)).filter(|cell| {
        cell.contents() == "▀" && cell.fgcolor() != Color::Default && cell.bgcolor() != Color::Default
    });
    halves.count()
}

fn config(home: &Home, images: &str) {
    home.write("config/masthead/config.toml", format!("images = \"{images}\"\n"));
}

fn count(reader: &Terminal, sequence: &str) -> usize {
    String::from_utf8_lossy(&reader.raw()).matches(sequence).count()
}

/// Waits until the program has written a sequence that often.
fn writes(reader: &Terminal, sequence: &str, times: usize) {
    reader.raw_until(sequence, |raw| String::from_utf8_lossy(raw).matches(sequence).count() >= times);
}

#[test]
fn a_picture_is_shown_in_half_blocks_fetched_once_and_hidden_by_a_key() {
    let mut server = Server::new();
    let mock = serve(&mut server, 1);
    let home = home(&mut server, "");
    let mut reader = Terminal::open_with(&home, SIZE, &COLOURS);
    reader.play(&[("j<enter>", "A sun over a meadow")]);
    reader.screen_until("a picture", |screen| halves(screen) == 40 * 10);
    reader.play(&[("?", "─ help"), ("<esc>", "!─ help"), ("zi", "Pictures are off"), ("", "!▀")]);
    reader.play(&[("zi", "Pictures are shown"), ("", "▀"), ("q", "The Wire"), ("", "!▀")]);
    reader.quit();
    mock.assert();
    // What was seen is there without a network.
    mock.remove();
    let mut reader = Terminal::open_with(&home, SIZE, &COLOURS);
    reader.play(&[("<enter>", "A sun over a meadow")]);
    reader.screen_until("a picture", |screen| halves(screen) == 40 * 10);
    reader.quit();
}

#[test]
fn nothing_is_fetched_where_no_pictures_are_wanted_or_shown() {
    let mut server = Server::new();
    let mock = serve(&mut server, 0);
    let home = home(&mut server, "");
    for environment in [("TERM", "dumb"), ("NO_COLOR", "1")] {
        let mut reader = Terminal::open_with(&home, SIZE, &[environment]);
        reader.play(&[
            ("j<enter>", "A sun over a meadow"),
            ("zi", "No pictures: this terminal has too few colours"),
        ]);
        reader.quit();
    }
    config(&home, "off");
    let mut reader = Terminal::open_with(&home, SIZE, &COLOURS);
    reader.play(&[("<enter>", "A sun over a meadow"), ("zi", "No pictures: images = \"off\" in the config")]);
    reader.quit();
    mock.assert();
}

#[test]
fn why_a_picture_is_not_shown_stands_under_its_words() {
    let mut server = Server::new();
    let bomb =
        "&lt;img src='bomb.png' alt='A bomb'&gt;&lt;img src='http://10.0.0.1/x.png' alt='A printer'&gt;";
    let home = home(&mut server, bomb);
    server.mock("GET", "/sun.png").with_body("<svg onload='alert(1)'></svg>").create();
    let mut file = Cursor::new(Vec::new());
    RgbImage::new(4, 4).write_to(&mut file, ImageFormat::Png).expect("a picture");
    let mut file = file.into_inner();
    // It says that it has 50,000 × 50,000 pixels.
    file[16..24].copy_from_slice(&[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]);
    let sum = file[12..29].iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 },
        )
    });
    file[29..33].copy_from_slice(&(!sum).to_be_bytes());
    server.mock("GET", "/bomb.png").with_body(file).create();
    let mut reader = Terminal::open_with(&home, SIZE, &COLOURS);
    reader.play(&[
        ("j<enter>", "No picture: an SVG is not shown"),
        ("", "No picture: 50000 × 50000 pixels are too many"),
        ("", "No picture: 10.0.0.1 is in a private network"),
    ]);
    reader.quit();
}

#[test]
fn kitty_is_sent_a_picture_once_and_gives_it_up() {
    if leaves_out("pictures are handed on, and the bytes are those of tmux") {
        return;
    }
    let mut server = Server::new();
    let _mock = serve(&mut server, 1);
    let home = home(&mut server, "");
    config(&home, "kitty");
    let mut reader = Terminal::open_with(&home, SIZE, &COLOURS);
    reader.play(&[("j<enter>", "A sun over a meadow"), ("", "\u{10eeee}\u{305}\u{305}")]);
    reader.play(&[("?", "─ help"), ("<esc>", "!─ help"), ("jjjjk", "\u{10eeee}")]);
    assert_eq!((count(&reader, "\x1b_Ga=T,U=1,f=100"), count(&reader, "a=d,d=I")), (1, 0));
    // Painted anew, the terminal is sent it again.
    reader.press("<c-l>");
    writes(&reader, "\x1b_Ga=T,U=1,f=100", 2);
    reader.play(&[("", "\u{10eeee}"), ("zi", "!\u{10eeee}"), ("zi", "\u{10eeee}")]);
    reader.press("Q");
    assert!(reader.exit_status().success());
    assert_eq!(count(&reader, "a=d,d=I"), 2, "one when it was painted anew, one at the end");
}

#[test]
fn kitty_is_sent_pictures_once_it_has_told_that_it_takes_them() {
    if leaves_out("there pictures are half blocks") {
        return;
    }
    let mut server = Server::new();
    let _mock = serve(&mut server, 1);
    let home = home(&mut server, "");
    let mut reader = Terminal::open_with(&home, SIZE, &[("TERM", "xterm-kitty")]);
    reader.play(&[("j<enter>", "A sun over a meadow")]);
    reader.screen_until("a picture", |screen| halves(screen) == 40 * 10);
    writes(&reader, "\x1b_Gi=31,s=1,v=1,a=q,U=1,t=d,f=24;AAAA\x1b\\", 1);
    assert_eq!(count(&reader, "a=T,U=1"), 0, "an older one would show its placeholders");
    reader.type_in("\x1b_Gi=31;OK\x1b\\");
    reader.play(&[("", "\u{10eeee}\u{305}\u{305}"), ("", "!▀")]);
    assert_eq!(count(&reader, "\x1b_Ga=T,U=1,f=100"), 1);
    reader.quit();
}

#[test]
fn sixels_are_painted_where_a_picture_stands_whole_and_still() {
    if leaves_out("the bytes are those of tmux, which makes its own of sixels") {
        return;
    }
    let mut server = Server::new();
    let _mock = serve(&mut server, 1);
    let home = home(&mut server, "");
    config(&home, "sixel");
    let mut reader = Terminal::open_with(&home, SIZE, &COLOURS);
    reader.play(&[("j<enter>", "A sun over a meadow")]);
    writes(&reader, "\x1bP0;1;0q\"1;1;400;200", 1);
    reader.play(&[("?", "─ help"), ("<esc>", "!─ help")]);
    writes(&reader, "\x1bP0;1;0q", 2);
    reader.press("j");
    writes(&reader, "\x1bP0;1;0q", 3);
    reader.quit();
}

#[test]
fn iterm2_is_given_a_file_of_our_own_making() {
    if leaves_out("the bytes are those of tmux") {
        return;
    }
    let mut server = Server::new();
    let _mock = serve(&mut server, 1);
    let home = home(&mut server, "");
    config(&home, "iterm2");
    let mut reader = Terminal::open_with(&home, SIZE, &COLOURS);
    reader.play(&[("j<enter>", "A sun over a meadow")]);
    writes(&reader, "\x1b]1337;File=inline=1;", 1);
    writes(&reader, "width=40;height=10;", 1);
    reader.quit();
}
