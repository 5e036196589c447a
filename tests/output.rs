//! Articles on their way out: `masthead show`; what helps to type and to look up commands.

mod harness;

use harness::home::Home;
use serde_json::Value;

const FERRY: &str = "---\ntitle: Ferry Accord Nears\nauthor: Ann Lee\nurl: https://a.example/ferry\n---\n\n\
                     Both shores said *an accord* was near, the harbour master of Northshore told reporters.\n\n\
                     ## What’s Next\n\nA vote on Friday.\n";

fn stored() -> (Home, String) {
    let home = Home::new();
    home.write("ferry.md", FERRY);
    assert_eq!(home.run(&["import", "ferry.md"]).code, 0);
    let found: Value = serde_json::from_str(&home.run(&["search", "accord", "--json"]).out).expect("JSON");
    let id = found[0]["id"].to_string();
    (home, id)
}

#[test]
fn show_prints_an_article_in_every_form() {
    let (home, id) = stored();
    let show = |format: &str| {
        let ran = home.run(&["show", &id, "--format", format]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{format}");
        ran.out
    };
    assert!(
        show("text").starts_with("Ferry Accord Nears\n\nBy Ann Lee\n\nBoth shores said an accord was near")
    );
    let markdown = show("markdown");
    assert!(markdown.contains("title: \"Ferry Accord Nears\"") && markdown.contains("*an accord*"));
    let html = show("html");
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("<h2>What’s Next</h2>"));
    let json: Value = serde_json::from_str(&show("json")).expect("JSON");
    assert_eq!(
        (&json["title"], &json["id"]),
        (&"Ferry Accord Nears".into(), &id.parse::<i64>().expect("a number").into())
    );
    assert_eq!((&json["read"], &json["feed"]), (&false.into(), &"Imported".into()));
    assert!(json["cast"]["members"].is_array());
    let ninjs: Value = serde_json::from_str(&show("ninjs")).expect("JSON");
    assert_eq!(ninjs["uri"], "https://a.example/ferry");
    let narrow = home.run(&["show", &id, "--width", "30"]).out;
    assert!(narrow.lines().all(|line| line.chars().count() <= 30), "{narrow}");
}

#[test]
fn what_show_prints_comes_in_again_as_it_was() {
    let (home, id) = stored();
    let document = |format: &str, kind: &str| -> Value {
        let out = home.run(&["show", &id, "--format", format]).out;
        serde_json::from_str(&home.run_with(&["parse", "-", "--as", kind], out.as_bytes()).out).expect("JSON")
    };
    let stored = document("json", "document");
    assert_eq!(document("markdown", "markdown"), stored);
    assert_eq!(document("ninjs", "ninjs"), stored);
    // What the user writes beside it is no word of it.
    assert_eq!(home.run(&["tags", "add", &id, "grain", "black-sea"]).code, 0);
    // More lines than front matter may have, and what would end it.
    let note = format!("Ask \"them\" \\ why.\n\n---\n\n# Not a heading\n{}The end.", "A line.\n".repeat(250));
    assert_eq!(home.run(&["note", &id, &note]).code, 0);
    assert_eq!(document("markdown", "markdown"), stored);
    assert_eq!(document("ninjs", "ninjs"), stored);
}

#[test]
fn tags_and_the_note_go_out_in_every_form() {
    let (home, id) = stored();
    home.run(&["tags", "add", &id, "grain", "black-sea"]);
    home.run(&["note", &id, "Ask <them>.\n\nSoon."]);
    let show = |format: &str| home.run(&["show", &id, "--format", format]).out;
    let text = show("text");
    assert!(text.contains("By Ann Lee\n\nTags: black-sea, grain\n\nBoth shores"), "{text}");
    assert!(text.ends_with("Your note\n\nAsk <them>.\n\nSoon.\n"), "{text}");
    let markdown = show("markdown");
    assert!(markdown.contains("\ntags: [\"black-sea\", \"grain\"]\nnote: \"Ask <them>.\\n\\nSoon.\"\n---\n"));
    let html = show("html");
    assert!(html.contains("<p class=\"tags\">Tags: black-sea, grain</p>"), "{html}");
    assert!(
        html.contains("</article>\n<aside class=\"note\">\n<h2>Your note</h2>\n<p>Ask &lt;them&gt;.</p>"),
        "{html}"
    );
    let ninjs: Value = serde_json::from_str(&show("ninjs")).expect("JSON");
    assert_eq!(ninjs["edNote"], "Ask <them>.\n\nSoon.");
    let names: Vec<&Value> =
        ninjs["subjects"].as_array().expect("subjects").iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["black-sea", "grain"]);
}

#[test]
fn a_standfirst_that_the_text_begins_with_is_said_once_and_is_one_again() {
    let home = Home::new();
    let said = "Both shores of “the lake” said that an accord was near";
    let body = |rest: &str| format!("{said}{rest}\n\nA vote follows on Friday, the harbour master said.\n");
    for rest in [", the harbour master of Northshore told reporters.", "."] {
        let front = format!("---\ntitle: Ferry Accord Nears\nstandfirst: \"{said}\"\n---\n\n");
        let parse = |text: &str, format: &str| {
            let ran = home.run_with(&["parse", "-", "--as", "markdown", "--format", format], text.as_bytes());
            assert_eq!(ran.code, 0, "{ran:?}");
            ran.out
        };
        let written = format!("{front}{}", body(rest));
        let document = parse(&written, "json");
        assert!(document.contains(&format!("\"standfirst\": \"{said}\"")), "{document}");
        for format in ["markdown", "text"] {
            let out = parse(&written, format);
            assert_eq!(out.matches(said).count(), 1, "{out}");
            assert!(out.contains("A vote follows"), "{out}");
        }
        assert_eq!(parse(&parse(&written, "markdown"), "json"), document);
    }
}

#[test]
fn several_articles_are_told_apart_and_one_that_is_not_there_is_said() {
    let (home, id) = stored();
    let ran = home.run(&["show", &id, "7", &id, "--format", "json"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("there is no article 7"), "{}", ran.err);
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(home.run(&["show"]).code, 2);
    assert_eq!(home.run(&["show", "ferry"]).code, 2);
}

#[test]
fn every_command_can_be_completed_and_looked_up() {
    let home = Home::new();
    let man = home.run(&["man"]);
    assert_eq!((man.code, man.err.as_str()), (0, ""));
    let help = home.run(&["--help"]).out;
    let commands =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // Long descriptions go on, further in, on lines of their own.
    let commands = commands.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let commands: Vec<&str> =
        commands.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect();
    assert!(commands.contains(&"import-from") && commands.len() > 15, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = home.run(&["completions", shell]);
        assert_eq!(script.code, 0, "{shell}");
        for command in &commands {
            assert!(script.out.contains(command), "{shell}: {command}");
        }
    }
    for command in commands {
        let heading = format!("MASTHEAD {}", command.to_uppercase());
        assert!(man.out.contains(&heading), "{heading}");
    }
}
