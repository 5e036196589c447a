//! `masthead config`: what holds, where it comes from, and that it reads back as the same.

mod harness;

use harness::home::Home;

const WRITTEN: &str = "measure = 66\nmouse = maybe\n\n[refresh]\non_start = true\nevery_minute = 5\n\n[keys]\n\
                       preset = \"newsboat\"\n\"g x\" = \"open-in-browser\"\n\n[network]\n\
                       proxy = \"http://eve:geheim@proxy.example:3128\"\n\n[[secrets]]\n\
                       url = \"https://example.org/private/\"\nenv = \"TOKEN\"\n";

#[test]
fn each_value_says_where_it_comes_from_and_no_secret_is_in_it() {
    let home = Home::new();
    home.write("own.toml", WRITTEN);
    let ran = home.run(&["config", "--config", "own.toml"]);
    assert_eq!(ran.code, 1, "something is wrong in it");
    for wanted in [
        "# The file: own.toml (--config)",
        "(MASTHEAD_STORE)",
        "measure = 66                      # own.toml:1",
        "mouse = true                      # default",
        "on_start = true                   # own.toml:5",
        "\"g x\" = \"open-in-browser\"         # own.toml:10",
        "proxy = \"http://eve:***@proxy.example:3128\"",
        "env = \"TOKEN\"",
    ] {
        assert!(ran.out.contains(wanted), "no {wanted} in\n{}", ran.out);
    }
    assert!(ran.err.contains("own.toml, line 2:") && ran.err.contains("own.toml, line 6:"), "{}", ran.err);
    assert!(ran.err.contains("the nearest is every_minutes"), "{}", ran.err);
    assert!(!ran.out.contains("geheim") && !ran.err.contains("geheim"));
}

#[test]
fn every_fault_is_told_where_it_stands_with_what_was_meant() {
    let home = Home::new();
    let complaints = |config: &str, wanted: &[&str]| {
        home.write("own.toml", config);
        let ran = home.run(&["config", "--config", "own.toml"]);
        assert_eq!((ran.code, ran.err.lines().count()), (1, wanted.len()), "{}", ran.err);
        for (line, wanted) in ran.err.lines().zip(wanted) {
            assert!(line.contains(wanted), "no {wanted} in {line}");
        }
        ran.out
    };
    let no_theme = "own.toml, line 2: theme = \"nrod\" is no theme; the nearest is nord; \"auto\" holds";
    let out = complaints("mouse = true\ntheme = \"nrod\"\n", &[no_theme]);
    assert!(out.contains("theme = \"auto\"                    # default"), "{out}");
    complaints("measure = 500\ntheme = \"nrod\"\n", &["line 1: measure = 500", no_theme]);
    complaints("theme = { light = \"nrod\" }\n", &["line 1: theme.light = \"nrod\" is no theme"]);
    home.write("themes/mine.toml", "grond = \"dark\"\n");
    complaints(
        "theme = \"mine\"\n",
        &["line 1: theme = \"mine\" is wrong in its file", "themes/mine.toml: "],
    );
    complaints("theme = \"dark\"\n", &["themes/mine.toml: "]);
}

#[test]
fn an_option_is_said_to_be_where_a_value_comes_from() {
    let home = Home::new();
    let line = |args: &[&str]| {
        let out = home.run(args).out;
        out.lines().find(|line| line.starts_with("plain =")).map(str::to_owned)
    };
    let from = |value: &str, source: &str| Some(format!("{:32}  # {source}", format!("plain = {value}")));
    assert_eq!(line(&["config"]), from("false", "default"));
    assert_eq!(line(&["--plain", "config"]), from("true", "--plain"));
    home.write("config/masthead/config.toml", "plain = true\n");
    let file = home.path("config/masthead/config.toml");
    assert_eq!(line(&["--plain", "config"]), from("true", &format!("{}:1", file.display())));
}

#[test]
fn what_is_printed_reads_back_as_the_same() {
    let home = Home::new();
    let right = WRITTEN.replace("maybe", "false").replace("every_minute =", "every_minutes =");
    home.write("own.toml", right.replace("eve:geheim@", ""));
    let entries = |file: &str| {
        let ran = home.run(&["config", "--config", file]);
        assert_eq!((ran.code, &*ran.err), (0, ""), "{}", ran.out);
        let lines = ran.out.lines().filter(|line| !line.starts_with('#'));
        let value = |line: &str| line.split("  # ").next().unwrap_or_default().trim_end().to_owned();
        (lines.map(value).collect::<Vec<_>>(), ran.out)
    };
    let (values, out) = entries("own.toml");
    home.write("again.toml", out);
    assert_eq!(entries("again.toml").0, values);
}

#[test]
fn the_default_one_is_right_and_changes_nothing() {
    let home = Home::new();
    let default = home.run(&["config", "--default"]);
    assert_eq!((default.code, &*default.err), (0, ""));
    home.write("default.toml", &default.out);
    let ran = home.run(&["config", "--default", "--config", "default.toml"]);
    assert_eq!((&*ran.err, ran.out), ("", default.out));
}

#[test]
fn the_readme_has_the_default_one() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&file).expect("a README");
    let begin = "<!-- config: made by masthead config --default -->\n";
    let (before, rest) = readme.split_once(begin).expect("the beginning of the config");
    let (block, after) = rest.split_once("<!-- end of config -->").expect("the end of the config");
    let expected = format!("```toml\n{}```\n", Home::new().run(&["config", "--default"]).out);
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&file, format!("{before}{begin}{expected}<!-- end of config -->{after}"))
            .expect("written");
    } else {
        assert_eq!(block, expected, "run UPDATE_README=1 cargo test --test cli_config");
    }
}
