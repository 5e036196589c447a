//! `masthead actors` and `masthead actor`, and the user's own actors.

#[path = "journeys/home.rs"]
#[allow(dead_code, reason = "shared with the journeys, which use more of it")]
mod home;

use home::Home;
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
        none.err.contains("no article has an actor called “Peskovic”; there are Dmitry Peskov"),
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
    assert_eq!(json(&home, &["actor", "marn basin", "--json"])["actor"]["name"], "Marn Council");
    // Another table: what is stored is analysed again with the next import.
    home.write("config/masthead/actors.tsv", "org:basin\tThe Basin\tMarn Basin Council\n");
    home.import(&[("other.txt", "Another Title\n\nAnother text of some words.\n")]);
    assert_eq!(json(&home, &["actor", "marn basin", "--json"])["actor"]["key"], "org:basin");
    assert_eq!(home.run(&["actor", "org:marn"]).code, 1);
}
