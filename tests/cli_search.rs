//! Searching from the shell: what is wrong with a query, saved searches, pages made of many articles; and what is
//! removed there, had back.

mod harness;

use harness::home::Home;
use serde_json::Value;

const PIER: &str = "\
---
title: Pier talks go on
date: 2025-10-15T09:00:00Z
---

Dmitry Peskov said that the pier was safe. Maria Peskova was not asked.

## What’s Next

The harbour board votes on Friday. A report is due by mid-November. Nobody knows more.

## Stakeholders

Russia: Wants the pier open by winter.

United States: Wants it closed until then.
";

const FERRY: &str = "\
---
title: Ferry runs again
date: 2025-10-16T09:00:00Z
---

The ferry runs again after the talks.

## Stakeholders

Russia: Seeks a second ferry.
";

fn home() -> Home {
    let home = Home::new();
    home.import(&[("pier.md", PIER), ("ferry.md", FERRY)]);
    home
}

fn json(home: &Home, args: &[&str]) -> Value {
    let ran = home.run(args);
    assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
    serde_json::from_str(&ran.out).expect("JSON")
}

#[test]
fn a_line_begins_with_what_show_takes() {
    let home = home();
    let found = home.run(&["search", "pier OR ferry"]).out;
    assert_eq!(found.lines().count(), 2, "{found}");
    for line in found.lines() {
        let (id, rest) = line.split_once("  ").expect("an id");
        let (_, title) = rest.split_once("  ").expect("a day");
        let shown = home.run(&["show", id]).out;
        assert!(title.starts_with(shown.lines().next().expect("a title")), "{line}: {shown}");
    }
}

#[test]
fn a_query_says_what_is_wrong_with_it_and_whom_it_means() {
    let home = home();
    let ran = home.run(&["search", "pier", "actr:x"]);
    assert_eq!(ran.code, 1);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines[0].trim(), "pier actr:x");
    assert!(lines[1] == "       ^^^^^" && lines[2].contains("did you mean actor:"), "{ran:?}");
    let nobody = home.run(&["search", "actor:nobody"]);
    assert!(nobody.code == 0 && nobody.err.contains("no actor is called nobody"), "{nobody:?}");
    let found = &json(&home, &["search", "stance:russia pier", "--json"])[0];
    assert_eq!(
        found["sentence"],
        serde_json::json!({
            "text": "Wants the pier open by winter.", "matches": [{ "start": 10, "end": 14 }],
            "spot": { "block": { "section": 2, "block": 0, "part": 1 } },
        })
    );
    let told =
        ["link", "authors", "language", "published", "feed", "read", "starred"].map(|name| found.get(name));
    assert!(told.iter().all(Option::is_some), "{found}");
    let found = json(&home, &["search", "talks -ferry in:title", "--json", "--limit", "5"]);
    assert_eq!((found.as_array().map(Vec::len), &found[0]["title"]), (Some(1), &"Pier talks go on".into()));
    assert_eq!(json(&home, &["search", "sort:oldest", "--json"])[0]["title"], "Pier talks go on");
    assert_eq!(json(&home, &["search", "ferry sort:relevance", "--json"])[0]["title"], "Ferry runs again");
}

#[test]
fn names_that_mean_nothing_or_several_are_told_wherever_a_query_is_given() {
    let home = home();
    for args in [["searches", "add", "x"].as_slice(), &["mute", "add"], &["search"], &["next"]] {
        for (query, says) in [
            ("actor:nobody", "no actor is called nobody"),
            ("feed:nosuch", "there is no feed or folder nosuch"),
            ("lang:klingon", "klingon is no code of a language"),
        ] {
            let ran = home.run(&[args, &[query]].concat());
            assert!(ran.code == 0 && ran.err.contains(says), "{args:?} {query}: {ran:?}");
        }
    }
    assert_eq!(json(&home, &["search", "actor:State:rus", "--json"]).as_array().map(Vec::len), Some(2));
    let feed = json(&home, &["search", "pier", "--json"])[0]["feed"].as_str().expect("a feed").to_owned();
    let ran = home.run(&["mute", "add", "--feed", &feed, "ferry"]);
    assert!(ran.code == 0 && ran.out.contains("mutes"), "{ran:?}");
    assert!(home.run(&["mute", "list"]).out.contains(&format!("in {feed}")));
}

#[test]
fn a_date_without_a_time_is_of_its_day_wherever_one_is() {
    let home = Home::new();
    home.import(&[("dated.md", &PIER.replace("T09:00:00Z", "")), ("ferry.md", FERRY)]);
    for zone in ["UTC0", "EST5", "JST-9"] {
        let found = |query: &str| {
            let mut command = std::process::Command::new(harness::home::MASTHEAD);
            command.args(["search", query]).env_clear().envs(home.environment()).env("TZ", zone);
            let out = String::from_utf8(command.output().expect("run").stdout).expect("UTF-8");
            (out.lines().count(), out.contains("Pier"))
        };
        assert_eq!(found("on:2025-10-15"), (1, true), "{zone}");
        assert_eq!(found("on:2025-10-14"), (0, false), "{zone}");
        assert_eq!(found("until:2025-10-15 OR ferry"), (2, true), "{zone}");
        assert_eq!(found("since:2025-10-16"), (1, false), "{zone}");
    }
}

#[test]
fn searches_are_kept() {
    let home = home();
    home.write(
        "urls",
        "https://example.org/feed\n\"query:Piers:title =~ \\\"pier\\\" and unread = \\\"yes\\\"\"\n",
    );
    let ran = home.run(&["feeds", "import", "urls"]);
    assert!(ran.out.contains("1 feed added") && ran.out.contains("1 search saved"), "{ran:?}");
    home.run(&["searches", "add", "Talks", "talks", "OR", "vote"]);
    let kept = json(&home, &["searches", "list", "--json"]);
    assert_eq!(
        kept[0],
        serde_json::json!({"name": "Piers", "query": "(in:title /pier/) is:unread", "unread": 1})
    );
    assert_eq!(kept[1]["unread"], 2);
    assert_eq!(home.run(&["searches", "rename", "Talks", "Votes"]).code, 0);
    assert_eq!(home.run(&["searches", "remove", "Piers"]).code, 0);
    assert_eq!(home.run(&["searches", "remove", "Piers"]).code, 1);
    assert_eq!(home.run(&["searches", "list"]).out, "Votes  talks OR vote  (2 unread)\n");
    assert_eq!(home.run(&["searches", "add", "x", "("]).code, 1);
}

#[test]
fn what_comes_next_and_who_wants_what() {
    let home = home();
    let next = json(&home, &["next", "--json"]);
    let days: Vec<&Value> =
        next.as_array().expect("entries").iter().map(|entry| &entry["first_day"]).collect();
    // Both days have passed: what names none comes before them.
    assert_eq!(days, [&Value::Null, &"2025-11-10".into(), &"2025-10-17".into()]);
    assert_eq!(next[2]["article"]["title"], "Pier talks go on");
    let markdown = home.run(&["next", "pier", "--markdown"]).out;
    assert!(
        markdown.contains("## Past") && markdown.contains("**Fri 17 Oct 2025** The harbour board votes"),
        "{markdown}"
    );
    assert_eq!(json(&home, &["next", "ferry", "--json"]), serde_json::json!([]));
    let positions = json(&home, &["positions", "--json"]);
    assert_eq!(
        (&positions[0]["name"], positions[0]["positions"].as_array().map(Vec::len)),
        (&"Russia".into(), Some(2))
    );
    assert_eq!(positions[0]["positions"][0]["text"], "Seeks a second ferry.");
    let text = home.run(&["positions", "pier"]).out;
    assert!(text.starts_with("RUSSIA  ×1\n\n15 Oct 2025") && text.contains("UNITED STATES"), "{text}");
}

#[test]
fn rules_speak_the_language_of_searches() {
    let home = home();
    assert!(home.run(&["mute", "in:title pier"]).out.contains("mutes 1 article,"));
    assert!(home.run(&["mute", "add", "stance:russia ferry"]).out.contains("mutes 1 article,"));
    assert_eq!(json(&home, &["search", "talks", "--json"]), serde_json::json!([]));
    let muted = json(&home, &["mute", "articles", "--json"]);
    assert_eq!(muted.as_array().map(Vec::len), Some(2));
    home.import(&[("more.md", "---\ntitle: The pier again\n---\n\nIt stands.\n")]);
    assert_eq!(json(&home, &["search", "is:muted stands", "--json"]).as_array().map(Vec::len), Some(1));
    assert_eq!(home.run(&["mute", "list"]).out, "1  in:title pier\n2  stance:russia ferry\n");
    assert_eq!(home.run(&["mute", "remove", "1"]).out, "rule 1 is gone; 2 articles are heard again\n");
}

#[test]
fn what_commands_remove_masthead_undo_brings_back() {
    let home = home();
    let nothing = home.run(&["undo"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (1, ""));
    assert!(nothing.err.contains("there is nothing to undo"), "{}", nothing.err);

    let id = json(&home, &["search", "pier", "--json"])[0]["id"].to_string();
    let feed = "https://wire.example/feed";
    for args in [
        &["note", &id, "Ask them."][..],
        &["tags", "add", &id, "grain"],
        &["searches", "add", "Piers", "pier OR ferry"],
        &["mute", "ferry"],
        &["feeds", "add", "--unseen", "--name", "Wire", feed],
    ] {
        let ran = home.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
    }
    let rule = json(&home, &["mute", "list", "--json"])[0]["id"].to_string();
    let kept = [
        (&["note", &id][..], "Ask them."),
        (&["tags", "list"], "grain  1"),
        (&["searches", "list"], "Piers  "),
        (&["mute", "list"], "  ferry"),
        (&["mute", "articles"], "Ferry runs again"),
        (&["feeds", "list"], feed),
    ];
    let removals = [
        (&["note", &id, "--remove"][..], "Took the note of “Pier talks go on” away"),
        (&["tags", "remove", &id, "grain"], "Changed the tags of “Pier talks go on”"),
        (&["searches", "remove", "Piers"], "Removed the saved search Piers"),
        (&["mute", "remove", &rule], "Removed the rule ferry"),
        (&["feeds", "remove", "--yes", "Wire"], "Removed the feed Wire"),
    ];
    for (args, _) in removals {
        let ran = home.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
    }
    for (args, shown) in kept {
        assert!(!home.run(args).out.contains(shown), "{args:?}");
    }
    for (args, words) in removals.into_iter().rev() {
        let ran = home.run(&["undo"]);
        assert_eq!((ran.code, ran.out.trim_end()), (0, format!("undone: {words}").as_str()), "{args:?}");
    }
    for (args, shown) in kept {
        assert!(home.run(args).out.contains(shown), "{args:?}");
    }
}
