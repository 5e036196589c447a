//! Tags and notes, written in the reader and in the user's editor, and found again from the shell; programs that have the terminal.

use crate::articles::library;
use crate::terminal::Terminal;

const SIZE: (u16, u16) = (120, 40);

/// An editor that asks on the terminal for what to add to its file; `lost` makes it fail.
const EDITOR: &str = "printf 'add: '; read -r line; echo \"$line\" >> \"$2\"; [ \"$line\" != lost ]";

#[test]
fn an_article_is_tagged_and_noted() {
    let home = library();
    let script = home.write("editor.sh", EDITOR);
    let editor = format!("sh '{}' --wait", script.display());
    let mut reader = Terminal::open_with(&home, SIZE, &[("EDITOR", &editor)]);
    reader.sees("4 unread");
    reader.play(&[
        ("t", "tags:"),
        ("river, to-read<enter>", "Tagged river, to-read"),
        ("", "#river  #to-read"),
        ("", "Puts…  #river…"),
    ]);
    reader.play(&[("jt", "tags:"), ("ri", "1 article"), ("<tab><enter>", "Tagged river")]);
    reader.play(&[
        ("t", "tags: river"),
        ("<c-u><enter>", "Tags taken away"),
        ("u", "Undone: tags taken away"),
    ]);

    // Every key is the editor's while it runs.
    reader.play(&[("<enter>gn", "add:"), ("jjq embassy<enter>", "Note written"), ("G", "jjq embassy")]);
    reader.play(&[("", "Your note"), ("gg", "#river  ✎ note")]);
    reader.play(&[("gn", "add:"), ("lost<enter>", "the note is as it was"), ("", "note opens with it")]);
    reader.play(&[("gn", "add:"), ("found<enter>", "Note written"), ("G", "lost")]);
    reader.play(&[("u", "Undone: note written"), ("G", "!lost")]);
    reader.press("<esc>");
    reader.play(&[("/is:noted embassy<enter>", "jjq"), ("/", "search: is:noted embassy"), ("<esc>", "(1)")]);
    reader.quit();

    let json = |query: &str| {
        let ran = home.run(&["search", query, "--json"]);
        serde_json::from_str::<serde_json::Value>(&ran.out).expect("JSON")
    };
    assert_eq!(json("tag:river").as_array().map(Vec::len), Some(2));
    let found = &json("tag:river is:noted")[0];
    assert_eq!((&found["note"], &found["tags"]), (&"jjq embassy".into(), &serde_json::json!(["river"])));
    let id = found["id"].to_string();
    let shown = home.run(&["show", &id, "--format", "json"]).out;
    let shown: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!((&shown["note"], &shown["tags"]), (&"jjq embassy".into(), &serde_json::json!(["river"])));
    let shown = home.run(&["show", &id, "--format", "markdown"]).out;
    let (beside, _) = shown.split_once("\n---\n").expect("a front matter");
    assert!(beside.contains("note: \"jjq embassy\"") && beside.contains("river"), "{beside}");
    for (args, out) in [
        (&["tags", "remove", &id, "river"][..], ""),
        (&["tags", "add", &id, "Élysée", "grain,gas"], ""),
        (&["tags", "list"], "elysee  1\ngas  1\ngrain  1\nriver  1\nto-read  1\n"),
        (&["note", &id], "jjq embassy\n"),
        (&["note", &id, "Told", "by", "hand"], ""),
        (&["note", &id], "Told by hand\n"),
        (&["note", &id, "--remove"], ""),
    ] {
        let ran = home.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (0, out), "{args:?}: {}", ran.err);
    }
    assert_eq!(home.run(&["note", &id]).code, 1);
    assert_eq!(home.run(&["tags", "add", "1", "x"]).code, 1);
}

#[test]
fn a_program_that_wants_the_terminal_has_it_until_it_ends() {
    let home = library();
    let script = home
        .write("ask.sh", "head -n 1 > got; printf 'whom? '; read -r line < /dev/tty; echo \"$line\" >> got");
    let programs =
        format!("[[programs]]\nname = 'asker'\ncommand = ['sh', '{}']\nterminal = true\n", script.display());
    home.write("config/masthead/config.toml", programs);
    let mut reader = Terminal::open(&home, SIZE);
    // Every key is the program's while it runs.
    reader.play(&[
        ("j<enter>", "Negotiators"),
        ("|", "whom?"),
        ("jjq all<enter>", "Given to asker"),
        ("", "Negotiators"),
    ]);
    reader.quit();
    let got = std::fs::read_to_string(home.path("got")).expect("written");
    assert_eq!(got, "Ferry Accord Nears as Both Shores Count the Cost\njjq all\n");
}
