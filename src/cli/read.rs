//! The reader itself.

use std::io::{IsTerminal, stdin, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::{env, fs};

use jiff::tz::TimeZone;

use super::args::Shared;
use super::config::Config;
use super::{Outcome, log, own_actors, terminal, themes};
use crate::app::{Ground, Settings};
use crate::runtime::{Medium, Options, run};
use crate::ui::Depth;

/// Opens the reader.
pub(super) fn read(shared: &Shared, config: Config, plain: bool) -> Outcome {
    if !(stdin().is_terminal() && stdout().is_terminal()) {
        return Err("the reader needs a terminal; masthead --help lists what works without one".into());
    }
    let store = shared.store_dir()?;
    let zone = local_zone();
    let (themes, theme_problems) = themes::load(shared);
    let (actors, actor_problems) = own_actors::load(shared);
    let faults: Vec<String> =
        config.complaints().chain(theme_problems).chain(own_actors::in_a_line(&actor_problems)).collect();
    let notice = in_a_line(&faults);
    let variable = |name: &str| env::var(name).ok();
    let settings = Settings {
        theme: (config.theme, themes.names()),
        typesetting: config.typesetting,
        bidi: config.bidi && !terminal::does_bidi_itself(variable),
        plain: config.plain || plain,
        hyperlinks: config.hyperlinks.unwrap_or_else(|| terminal::has_hyperlinks(variable)),
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
    let depth = Depth::of_terminal(variable);
    let plain = config.plain || plain;
    let medium = Medium::choose(config.images, depth, plain, variable);
    let ground = variable("COLORFGBG").as_deref().and_then(Ground::of_hint);
    // The hook that restores the terminal has told the user of a panic by the time it comes here.
    let Config { labels, network, .. } = config;
    let options =
        Options { store, log, settings, labels, actors, themes, depth, ground, medium, network, notice };
    match catch_unwind(AssertUnwindSafe(|| run(options))) {
        Ok(ended) => ended.map(|()| true).map_err(Into::into),
        Err(_) => Ok(false),
    }
}

/// What is wrong, in a line.
fn in_a_line(faults: &[String]) -> Option<String> {
    match faults {
        [] => None,
        [only] => Some(only.clone()),
        [first, others @ ..] => {
            Some(format!("{first} (and {} more: masthead config says what)", others.len()))
        }
    }
}

/// The zone of this machine. Finding out what it is called as well would mean looking through every zone there is.
fn local_zone() -> TimeZone {
    let unnamed = || TimeZone::tzif("local", &fs::read("/etc/localtime").ok()?).ok();
    match env::var_os("TZ") {
        Some(_) => TimeZone::system(),
        None => unnamed().unwrap_or_else(TimeZone::system),
    }
}
