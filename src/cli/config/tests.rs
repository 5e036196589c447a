use super::Config;
use super::show::show;
use crate::app::{Command, Key, Lookup, ThemeSetting};
use crate::fetch::{PoolLimits, SecretSource};
use crate::ingest::Labels;
use crate::model::SectionKind;
use crate::newsroom::SecretFor;

/// That a config has exactly these problems, one a line, of each so much; and what holds all the same.
fn check(text: &str, problems: &[&[&str]]) -> Config {
    let config = Config::parse(text);
    let told: Vec<String> = config.complaints().collect();
    assert_eq!(told.len(), problems.len(), "{told:#?}");
    for (told, parts) in told.iter().zip(problems) {
        assert!(parts.iter().all(|part| told.contains(part)), "{told}");
    }
    config
}

fn bound(config: &Config, keys: &str) -> Vec<(Command, String)> {
    match config.keymap.lookup(&Key::sequence(keys).expect("keys"), true) {
        Lookup::Steps(steps) => steps.iter().map(|step| (step.command, step.takes.clone())).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn what_is_written_holds() {
    assert_eq!(check("", &[]), Config::default());
    let config = check("measure = 66\nmouse = false\n[refresh]\non_start = true\nevery_minutes = 30", &[]);
    assert_eq!((config.measure, config.mouse), (66, false));
    assert!(config.refresh.on_start && config.refresh.every_minutes == Some(30));
}

#[test]
fn a_wrong_entry_leaves_the_others_as_they_are() {
    let config = check(
        "measure = 2\nmouse = 'no'\nmeasur = 66\n[refresh]\non_start = true\nevery_minutes = 1\nmeasure = 60\n",
        &[
            &["config, line 1:", "measure = 2 is out of range", "20 to 200", "72 holds"],
            &["config, line 2:", "mouse wants true or false, not words", "true holds"],
            &["config, line 3:", "measur is not known", "nearest is measure"],
            &["config, line 6:", "[refresh] every_minutes = 1", "5 to 1440"],
            &["config, line 7:", "measure stands at the top of the file"],
        ],
    );
    assert_eq!((config.measure, config.refresh.on_start), (72, true));
    assert_eq!(config.network.unusable, None, "none of it is about the network");
    let config = check("measure = \nmouse = false\n", &[&["config, line 1:"]]);
    assert!(!config.mouse, "what can be read of a file that is no TOML holds");
    assert!(config.network.unusable.is_some(), "the rest may have been about the network");
}

#[test]
fn labels_are_read_or_said_to_be_wrong_where_they_stand() {
    let mut labels = Labels::default();
    labels.add("Ce qui vient", SectionKind::WhatsNext).expect("a label");
    labels.add("Streitpunkte", SectionKind::Background).expect("a label");
    let text = "[labels]\nwhats_next = [\"Ce qui vient\"]\nbackground = ['Streitpunkte']";
    assert_eq!(check(text, &[]).labels, labels);
    check("[labels]\nwhats_nxt = [\"A\"]", &[&["config, line 2:", "whats_nxt", "nearest is whats_next"]]);
    check("measure = 66\n\n[labels]\n\"Key Points\" = []", &[&["config, line 4:", "nearest is key_points"]]);
    check("[labels]\nlead = [\n  \"A\",\n  \" :\",\n]", &[&["config, line 4:", "lead, entry 2, is empty"]]);
    check("[labels]\nlead = \"A\"", &[&["config, line 2:", "a list of words"]]);
}

#[test]
fn the_network_is_settled() {
    let config = check(
        "[network]\nper_host = 4\n\n[[secrets]]\nurl = 'https://example.org/private'\nuser = 'eve'\n\
         command = ['pass', 'show', 'feed']\n\n[[secrets]]\nurl = 'example.com'\nenv = 'TOKEN'",
        &[],
    );
    let network = config.network;
    assert_eq!(network.limits, PoolLimits { connections: 32, per_host: 4 });
    let SecretFor { url, user, source } = &network.secrets[0];
    assert_eq!((&**url, user.as_deref()), ("https://example.org/private", Some("eve")));
    assert_eq!(*source, SecretSource::Command(["pass", "show", "feed"].map(str::to_owned).to_vec()));
    assert_eq!(network.secrets[1].source, SecretSource::Environment("TOKEN".to_owned()));
}

#[test]
fn nothing_is_fetched_where_it_is_wrong_and_no_secret_is_said() {
    let check = |text: &str, says: &str| {
        let config = check(text, &[&[says]]);
        let why = config.network.unusable.expect(text);
        assert!(why.contains(says) && !why.contains("geheim"), "{why}");
    };
    check("[network]\nper_host = 0", "1 to 16");
    check("[network]\nconnections = 1000", "1 to 256");
    check("[network]\nproxies = 'x'", "nearest is proxy");
    check("[netwrok]\nproxy = 'x'", "nearest is network");
    check("proxy = 'x'", "stands under a line [network]");
    check("[refresh]\nproxy = 'x'", "stands under a line [network]");
    check("network = 'x'", "is a table");
    check("[network]\nproxy = 'http://eve:***@proxy.example'", "never printed");
    check("[[secrets]]\nurl = 'example.org'", "entry 1: it needs one of");
    check("[[secrets]]\nurl = 'ftp://example.org'\nenv = 'A'", "entry 1: ftp: addresses");
    check("[[secrets]]\nurl = 'example.org'\nkeyring = 'a'", "needs a user");
    check("[[secrets]]\nurl = 'example.org'\npassword = 'geheim'", "password");
    check("[secrets]\nurl = 'example.org'", "[[secrets]]");
    let config = Config::parse("[network]\nproxy = 'no proxy'");
    let why = config.network.wire().err().expect("no proxy");
    assert!(why.contains("[network]"), "{why}");
}

#[test]
fn keys_are_bound_chained_given_words_and_taken_away() {
    let config = check(
        "[keys]\n\"g x\" = \"open-in-browser\"\nx = false\n\"s\" = \"\"\nb = ['move-feed World/Europe', ':down']\n\
         j = 'up'\n[keys.reading]\nn = 'next-section'",
        &[],
    );
    assert_eq!(bound(&config, "g x"), [(Command::OpenInBrowser, String::new())]);
    let chain = [(Command::MoveFeed, "World/Europe".to_owned()), (Command::Down, String::new())];
    assert_eq!(bound(&config, "b"), chain);
    assert!(bound(&config, "x").is_empty() && bound(&config, "s").is_empty());
    assert_eq!(bound(&config, "j"), [(Command::Up, String::new())]);
    assert_eq!(bound(&config, "n"), [(Command::NextSection, String::new())]);
    let newsboat = check("[keys]\npreset = 'newsboat'\nn = 'down'", &[]);
    assert_eq!(
        (bound(&newsboat, "p")[0].0, bound(&newsboat, "n")[0].0),
        (Command::PreviousMatch, Command::Down)
    );
    let reading = check("[keys.reading]\ns = false\nz = false", &[]);
    assert!(bound(&reading, "s").is_empty() && bound(&reading, "z a").len() == 1);
    assert!(matches!(reading.keymap.lookup(&[Key::char('s')], false), Lookup::Steps([_])));
    let none = check("[keys]\nq = false\nQ = false\nctrl-c = false", &[]);
    assert_eq!(bound(&none, "ctrl-c")[0].0, Command::Quit, "nobody is locked in");
}

#[test]
fn keys_that_are_wrong_leave_those_of_the_preset() {
    let config = check(
        "[keys]\nj = 'dwn'\ngx = 'open'\ng = 'top'\n's s' = 'undo'\no = 3\npreset = 'vi'\nk = 'up World'\n\
         \"X y\" = 'undo'\nX = 'undo'",
        &[
            &["config, line 2:", "\"dwn\": there is no such command; the nearest is down"],
            &["config, line 3:", "“gx” is not a key", "one after another they are \"g x\""],
            &["config, line 4:", "\"g\" is the beginning of \"g g\" (top)", "\"g g\" = false"],
            &["config, line 5:", "\"s s\" begins with \"s\" (toggle-star)"],
            &["config, line 6:", "o wants the name of a command"],
            &["config, line 7:", "preset = \"vi\" is not known; the nearest is vim"],
            &["config, line 8:", "up takes nothing"],
            &["config, line 10:", "\"X\" is the beginning of \"X y\" (undo)"],
        ],
    );
    assert_eq!(bound(&config, "j")[0].0, Command::Down);
    assert_eq!(bound(&config, "g g")[0].0, Command::Top);
    assert_eq!(bound(&config, "s")[0].0, Command::ToggleStar);
}

#[test]
fn what_is_no_key_and_no_command_is_told_with_what_was_meant() {
    check(
        "[keys]\nctrl-foo = 'undo'\nentre = 'open'\nz = 'star'\n[keys.readin]\nj = 'down'\n[keys.overly]\nj = 'down'\n\
         [keys.overlay]\nctrl-esk = 'down'\n",
        &[
            &["line 2:", "“ctrl-foo” is not a key", "the nearest is ctrl-f"],
            &["line 3:", "“entre” is not a key", "the nearest is enter"],
            &["line 4:", "\"star\": there is no such command; the nearest is toggle-star"],
            &["line 5:", "readin is no table", "the nearest is [keys.reading]"],
            &["line 7:", "overly is no table", "the nearest is [keys.overlay]"],
            &["line 10:", "“ctrl-esk” is not a key", "the nearest is ctrl-esc"],
        ],
    );
}

#[test]
fn keys_for_what_lies_over_the_panes_are_one_each_and_do_what_is_usual_there() {
    let config = check(
        "[keys.overlay]\n'ctrl-j' = 'down'\nq = false\nx = 'bak'\n'g g' = 'up'\nesc = 'down'\nz = true\nw = 'undo'\n",
        &[
            &["line 4:", "\"bak\" is not known; the nearest is back"],
            &["line 5:", "\"g g\" is not one key"],
            &["line 6:", "esc", "always"],
            &["line 7:", "z wants words"],
            &["line 8:", "\"undo\" is not known"],
        ],
    );
    let over = |name: &str| config.keymap.over(Key::sequence(name).expect("a key")[0]);
    assert_eq!(over("ctrl-j"), Key::sequence("down").expect("a key").first().copied());
    assert_eq!((over("q"), over("j")), (None, Some(Key::char('j'))));
    assert_eq!(check(&show(&config, true, None), &[]).keymap, config.keymap);
}

#[test]
fn programs_are_given_articles_in_a_form() {
    let config = check(
        "[[programs]]\nname = 'printer'\ncommand = ['lp', '-n', '2']\nformat = 'html'\n[[programs]]\ncommand = ['wc']\n\
         terminal = true\n[[programs]]\ncommand = []\n[[programs]]\ncommand = ['a']\nformat = 'pdf'\n[[programs]]\ncomand = ['a']",
        &[
            &["line 8:", "it needs command"],
            &["line 12:", "\"pdf\" is not known", "text, markdown, html"],
            &["line 14:", "comand is not known; the nearest is command"],
        ],
    );
    let names: Vec<&str> = config.programs.iter().map(|program| program.name.as_str()).collect();
    assert_eq!(names, ["printer", "wc"]);
    assert_eq!(config.programs[0].format, crate::model::OutputFormat::Html);
    assert_eq!(config.programs.iter().map(|program| program.terminal).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn what_is_shown_reads_back_as_the_same() {
    let text = "measure = 66\n[keys]\npreset = 'arrows'\n'g x' = ['undo', 'down']\nx = false\n'\"' = 'up'\n\
                [keys.reading]\n'\\' = 'next-section'\n[labels]\nlead = ['A \"b\"', 'ü']\n[refresh]\n\
                every_minutes = 30\n[network]\nproxy = 'http://proxy.example:3128'\n[[secrets]]\n\
                url = 'https://example.org/'\nuser = 'eve'\ncommand = ['pass', 'a b']\n[[programs]]\ncommand = ['lp', '-n', '2']\nformat = 'html'\n\
                [[programs]]\ncommand = ['less']\nterminal = true\n";
    for text in [text, ""] {
        let config = check(text, &[]);
        for sources in [true, false] {
            let shown = show(&config, sources, None);
            let again = check(&shown, &[]);
            assert_eq!(show(&again, false, None), show(&config, false, None));
            assert_eq!((again.keymap, again.network), (config.keymap.clone(), config.network.clone()));
        }
    }
    let shown = show(&check(text, &[]), true, None);
    assert!(shown.contains("measure = 66") && shown.contains("# line 1\n"), "{shown}");
    assert!(shown.contains("on_start = false                  # default\n"), "{shown}");
}

#[test]
fn the_default_one_has_every_entry_and_examples_that_are_right() {
    let shown = show(&Config::default(), false, None);
    let config = check(&shown, &[]);
    assert_eq!(Config { lines: Default::default(), ..config }, Config::default());
    let examples = shown.lines().map(|line| match line.strip_prefix('#') {
        Some(example) if !example.starts_with(' ') => example,
        _ => line,
    });
    let config = check(&examples.collect::<Vec<_>>().join("\n"), &[]);
    assert!(config.network.proxy.is_some() && config.network.secrets.len() == 1);
    assert!(!config.keys.is_empty() && !config.own_labels.is_empty());
}

#[test]
fn a_theme_is_a_name_or_one_for_each_ground() {
    assert_eq!(check("theme = 'nord'", &[]).theme.name, "nord");
    let config = check("theme = { light = 'solarized-light' }", &[]);
    let ThemeSetting { name, light, dark } = &config.theme;
    assert_eq!((name.as_str(), light.as_str(), dark.as_str()), ("auto", "solarized-light", "dark"));
    assert_eq!(check(&show(&config, false, None), &[]).theme, config.theme);
    check("theme = 5", &[&["line 1:", "theme wants words"]]);
    check("theme = { drak = 'nord' }", &[&["line 1:", "theme.drak is no ground; the nearest is dark"]]);
}

#[test]
fn a_password_is_not_shown() {
    let config = check("[network]\nproxy = 'http://eve:geheim@proxy.example:3128'", &[]);
    let shown = show(&config, true, None);
    assert!(shown.contains("http://eve:***@proxy.example:3128") && !shown.contains("geheim"), "{shown}");
    // Where what is printed is taken as a config, nothing goes around the proxy meanwhile.
    assert!(shown.contains("# Its password is not printed: write it where *** stands."), "{shown}");
    assert!(Config::parse(&shown).network.unusable.is_some());
    let plain = show(&check("[network]\nproxy = 'http://proxy.example:3128'", &[]), true, None);
    assert!(!plain.contains("***"), "{plain}");
}

/// Looking for the line of each from the beginning, and for a clash of each with each, would take minutes.
#[test]
fn a_config_may_be_wrong_very_often() {
    let key = |nth: i32| format!("\"x {} {}\" = \"quit\"\n", nth % 10, (b'a' + nth as u8 / 10) as char);
    let keys: String = (0..250).chain(0..250).map(key).collect();
    assert!(Config::parse(&format!("[keys]\nx = \"quit\"\n{keys}")).problems.len() >= 500);
    let unknown: String = (0..3_000).map(|nth| format!("a{nth} = 1\n")).collect();
    let problems = Config::parse(&unknown).problems;
    assert_eq!(problems.last().and_then(|problem| problem.line), Some(3_000));
    assert_eq!(Config::parse(&format!("a = 1 {}", "}".repeat(200))).problems.len(), 1);
    let too_long = Config::parse(&" \n".repeat(200_000));
    assert!(too_long.problems[0].why.contains("the most") && too_long.network.unusable.is_some());
}
