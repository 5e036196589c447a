//! The reader itself.

use std::io::{IsTerminal, stdin, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::{env, fs};

use jiff::tz::TimeZone;

use super::args::Shared;
use super::config::Config;
use super::{Outcome, log, own_actors, themes};
use crate::app::{Ground, Settings};
use crate::runtime::{Options, run};
use crate::ui::Depth;

/// Opens the reader.
pub(super) fn read(shared: &Shared, config: Config, plain: bool) -> Outcome {
    if !(stdin().is_terminal() && stdout().is_terminal()) {
        return Err("the reader needs a terminal; masthead --help lists what works without one".into());
    }
    let notice = config.in_a_line();
    let store = shared.store_dir()?;
    let zone = local_zone();
    let (themes, theme_problems) = themes::load(shared);
    let (theme, theme_problem) = themes::settled(config.theme, &themes);
    let settings = Settings {
        theme: (theme, themes.names()),
        typesetting: config.typesetting,
        bidi: config.bidi && !does_bidi_itself(),
        plain: config.plain || plain,
        measure: config.measure,
        zone,
        keymap: config.keymap,
        mouse: config.mouse,
        programs: config.programs,
        refresh_on_start: config.refresh.on_start,
        refresh_every: config.refresh.every_minutes,
    };
    let log = shared.log_file()?;
    log::start(&log);
    let variable = |name: &str| env::var(name).ok();
    let depth = Depth::of_terminal(variable);
    let ground = variable("COLORFGBG").as_deref().and_then(Ground::of_hint);
    // The hook that restores the terminal has told the user of a panic by the time it comes here.
    let Config { labels, network, .. } = config;
    let (actors, problems) = own_actors::load(shared);
    let themes_notice = theme_problem.or_else(|| theme_problems.into_iter().next());
    let notice = notice.or(themes_notice).or_else(|| own_actors::in_a_line(&problems));
    let options = Options { store, log, settings, labels, actors, themes, depth, ground, network, notice };
    match catch_unwind(AssertUnwindSafe(|| run(options))) {
        Ok(ended) => ended.map(|()| true).map_err(Into::into),
        Err(_) => Ok(false),
    }
}

/// Whether the terminal is known to put text into the order in which it is read, and not to be talked out of it.
fn does_bidi_itself() -> bool {
    let is_set = |name| env::var_os(name).is_some();
    let program = env::var("TERM_PROGRAM").unwrap_or_default();
    let term = env::var("TERM").unwrap_or_default();
    is_set("KONSOLE_VERSION") || program == "Apple_Terminal" || term.starts_with("mlterm")
}

/// The zone of this machine. Finding out what it is called as well would mean looking through every zone there is.
fn local_zone() -> TimeZone {
    let unnamed = || TimeZone::tzif("local", &fs::read("/etc/localtime").ok()?).ok();
    match env::var_os("TZ") {
        Some(_) => TimeZone::system(),
        None => unnamed().unwrap_or_else(TimeZone::system),
    }
}
