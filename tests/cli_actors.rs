//! `masthead actors` and `masthead actor`, and the user's own actors.

mod harness;

use harness::home::Home;
use serde_json::Value;

const LAKE: &str = "Talks on the Lake Go On\n\nThe talks go on, Kremlin spokesman Dmitry Peskov said on Tuesday.\n\n\
                    Mara Vardun of the Marn Basin Council did not agree with Peskov.\n";

fn json(home: &Home, args: &[&str]) -> Value {
    let ran = home.run(args);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    serde_json::from_str(&ran.out).expect("JSON")
}

#[test]
fn who_is_in_the_articles_is_listed_and_has_a_page() {
    let home = Home::new();
    assert_eq!(home.run(&["actors"]).code, 1, "there is no store");
    home.import(&[("lake.txt", LAKE)]);
    let states = json(&home, &["actors", "--type", "state", "--json"]);
    assert_eq!((states.as_array().map(Vec::len), &states[0]["key"]), (Some(1), &"state:RUS".into()));
    let all = home.run(&["actors", "--limit", "2"]);
    assert_eq!(all.out.lines().count(), 2);
    let page = json(&home, &["actor", "--json", "pesk"]);
    assert_eq!(page["actor"]["key"], "person:dmitry-peskov");
    assert_eq!(page["roles"][0], "Kremlin spokesman (since 2012)");
    assert_eq!(page["belongs_to"][0]["key"], "state:RUS");
    assert_eq!(page["said"][0]["words"], "Kremlin spokesman");
    assert_eq!(page["weeks"].as_array().map(Vec::len), Some(26));
    assert!(home.run(&["actor", "state:RUS", "--markdown"]).out.starts_with("# Russia\n"));
    let none = home.run(&["actor", "Peskovic"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(
        none.err.contains("no article has an actor called “Peskovic”; near to it: Dmitry Peskov"),
        "{none:?}"
    );
    assert_eq!(home.run(&["actor", "x", "--json", "--markdown"]).code, 2);
}

#[test]
fn the_users_own_actors_are_known_and_errors_in_them_told() {
    let home = Home::new();
    home.write("config/masthead/actors.tsv", "org:marn\tMarn Council\tMarn Basin Council\nbad line\n");
    let lake = home.write("lake.txt", LAKE);
    let ran = home.run(&["import".as_ref(), lake.as_os_str()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("actors.tsv, line 2"), "{ran:?}");
    home.write("config/masthead/actors.tsv", "org:marn\tMarn Council\tMarn Basin Council\n");
    home.import(&[("lake.txt", LAKE)]);
    assert_eq!(json(&home, &["actor", "marn basin", "--json"])["actor"]["name"], "Marn Council");
    // Another table: what is stored is analysed again with the next import.
    home.write("config/masthead/actors.tsv", "org:basin\tThe Basin\tMarn Basin Council\n");
    home.import(&[("other.txt", "Another Title\n\nAnother text of some words.\n")]);
    assert_eq!(json(&home, &["actor", "marn basin", "--json"])["actor"]["key"], "org:basin");
    assert_eq!(home.run(&["actor", "org:marn"]).code, 1);
}

#[test]
fn an_actor_is_meant_by_any_of_its_names() {
    let home = Home::new();
    home.import(&[
        ("lake.txt", LAKE),
        ("one.md", "# One\n\n## Stakeholders\n\n**Anna Vardun:** Wants talks.\n\n**Lake Vardun Board:** Wants more.\n"),
        ("two.md", "# Two\n\nMara Vardun spoke. Vardun left.\n\nShe came back on Tuesday.\n"),
        ("three.md", "# Three\n\nAnna Vardun spoke. Vardun left.\n\nShe came back on Tuesday.\n"),
    ]);
    for name in ["the kremlin", "The KREMLIN", "russian federation", "state:RUS"] {
        let ran = home.run(&["actor", name]);
        assert!(ran.code == 0 && ran.out.starts_with("RUSSIA\n"), "{name}: {ran:?}");
    }
    let several = home.run(&["actor", "vardun"]);
    assert_eq!((several.code, several.out.as_str()), (1, ""), "{several:?}");
    assert!(several.err.contains("“vardun” may be any of these; say which by its id"), "{several:?}");
    for id in ["(person:mara-vardun)", "(person:anna-vardun)"] {
        assert!(several.err.contains(id), "{several:?}");
    }
}

#[test]
fn ones_own_actors_are_looked_through_and_hold_everywhere() {
    let home = Home::new();
    let checked = home.run(&["actors", "--check"]);
    assert_eq!((checked.code, checked.out.as_str()), (0, ""), "{checked:?}");
    home.import(&[("lake.txt", LAKE)]);
    home.write(
        "config/masthead/actors.tsv",
        "state:RUS\tThe Federation\norg:marn\tMarn Council\tMarn Basin Council; White House\t\torg:none\n\
         org:marn\t\tThe Council\n",
    );
    let ran = home.run(&["actor", "kremlin"]);
    assert!(ran.err.contains("has changed since the articles were analysed"), "{ran:?}");
    assert!(home.run(&["search", "talks"]).err.contains("has changed since"));
    let checked = home.run(&["actors", "--check"]);
    assert_eq!(checked.code, 1);
    let lines: Vec<&str> =
        checked.out.lines().map(|line| line.split("actors.tsv, ").last().unwrap_or(line)).collect();
    assert_eq!(
        lines,
        [
            "line 2, column “of”: there is no actor org:none; give it a line of its own, or write another id",
            "line 3, column “id”: org:marn has line 2 already, to which this one is added; make one line of the two",
            "line 3, column “aliases”: “The Council” is what many are called, and taken for this actor wherever it stands; \
             write “The Council{ambiguous}”, and it is so only where the text says more",
            "line 2, column “aliases”: “White House” is taken from United States (state:USA)",
        ]
    );
    assert!(checked.err.contains("3 things are wrong"), "{checked:?}");
    assert_eq!(home.run(&["actors", "--check", "--json"]).code, 2);
    home.write("config/masthead/actors.tsv", "state:RUS\tThe Federation\n");
    home.import(&[("other.txt", "Another Title\n\nAnother text of some words.\n")]);
    assert_eq!(json(&home, &["actor", "kremlin", "--json"])["actor"]["name"], "The Federation");
    let states = json(&home, &["actors", "--type", "state", "--json"]);
    assert_eq!(states[0]["name"], "The Federation");
}

#[test]
fn a_config_file_that_is_named_is_there() {
    let home = Home::new();
    let ran = home.run(&["actors", "--check", "--config", "none.toml"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    assert!(ran.err.contains("there is no config file none.toml"), "{ran:?}");
}

#[test]
fn ones_own_actors_are_recognised_in_files_too() {
    let home = Home::new();
    home.write("config/masthead/actors.tsv", "org:marn\tMarn Council\tMarn Basin Council\n");
    let lake = home.write("lake.txt", LAKE);
    for args in [["recognize", "--json"], ["parse", "--actors"]] {
        let [first, second] = args.map(std::ffi::OsStr::new);
        let ran = home.run(&[first, second, lake.as_os_str()]);
        assert!(ran.code == 0 && ran.out.contains("\"org:marn\""), "{ran:?}");
    }
}

#[test]
fn a_command_says_in_a_line_what_is_wrong_with_ones_own_actors() {
    let home = Home::new();
    home.write("config/masthead/actors.tsv", "one\ntwo\nthree\n");
    let lake = home.write("lake.txt", LAKE);
    let ran = home.run(&["import".as_ref(), lake.as_os_str()]);
    let told: Vec<&str> = ran.err.lines().filter(|line| line.contains("actors.tsv")).collect();
    assert_eq!((ran.code, told.len()), (0, 1), "{ran:?}");
    assert!(
        told[0].contains("line 1") && told[0].ends_with("(and 2 more: masthead actors --check)"),
        "{told:?}"
    );
}

#[test]
fn what_was_settled_of_actors_is_listed_and_taken_back() {
    use masthead::model::{ActorEdit, ActorKey};
    let home = Home::new();
    assert_eq!(home.run(&["actors", "edits"]).code, 1, "there is no store");
    home.import(&[("lake.txt", LAKE)]);
    let key = ActorKey::from_stored;
    let (russia, peskov) = (key("state:RUS"), key("person:dmitry-peskov"));
    let mut store = masthead::store::Store::open(&home.store().join("masthead.db")).expect("a store");
    for edit in [
        ActorEdit::Alias { surface: "Kremlin".into(), actor: peskov.clone() },
        ActorEdit::Split { surface: "Peskov".into(), from: peskov.clone() },
        ActorEdit::Rename { actor: russia.clone(), name: "The Bear".into() },
        ActorEdit::Merge { from: peskov, into: russia },
    ] {
        assert!(store.edit_actor(&edit).expect("made").change.is_some(), "{edit:?}");
    }
    drop(store);
    let listed = home.run(&["actors", "edits"]);
    assert_eq!(
        listed.out.lines().collect::<Vec<_>>(),
        [
            "    1  the name Kremlin is Dmitry Peskov (person:dmitry-peskov)",
            "    2  the name Peskov is not Dmitry Peskov (person:dmitry-peskov)",
            "    3  state:RUS is called The Bear",
            "    4  Dmitry Peskov (person:dmitry-peskov) is the same as The Bear (state:RUS)",
        ]
    );
    let edits = json(&home, &["actors", "edits", "--json"]);
    assert_eq!(
        (&edits[2]["number"], &edits[2]["edit"], &edits[2]["name"]),
        (&3.into(), &"rename".into(), &"The Bear".into())
    );
    for (number, told) in [
        (
            "4",
            "took back: Dmitry Peskov (person:dmitry-peskov) is the same as The Bear (state:RUS), in 1 article\n",
        ),
        ("3", "took back: state:RUS is called The Bear\n"),
        ("2", "took back: the name Peskov is not Dmitry Peskov (person:dmitry-peskov), in 1 article\n"),
    ] {
        let ran = home.run(&["actors", "undo", number]);
        assert_eq!((ran.code, ran.out.as_str()), (0, told), "{ran:?}");
    }
    let gone = home.run(&["actors", "undo", "3"]);
    assert!(gone.code == 1 && gone.err.contains("there is no edit 3; `masthead actors edits`"), "{gone:?}");
    assert_eq!(json(&home, &["actors", "edits", "--json"]).as_array().map(Vec::len), Some(1));
    assert_eq!(json(&home, &["actor", "peskov", "--json"])["actor"]["key"], "person:dmitry-peskov");
}
