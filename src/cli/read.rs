//! The reader itself.

use std::io::{IsTerminal, stdin, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::{env, fs};

use jiff::tz::TimeZone;

use super::args::Shared;
use super::config::Config;
use super::{Outcome, log, own_actors};
use crate::app::Settings;
use crate::runtime::{Options, run};
use crate::ui::Theme;

/// Opens the reader.
pub(super) fn read(shared: &Shared, config: Config) -> Outcome {
    if !(stdin().is_terminal() && stdout().is_terminal()) {
        return Err("the reader needs a terminal; masthead --help lists what works without one".into());
    }
    let notice = config.in_a_line();
    let store = shared.store_dir()?;
    let zone = local_zone();
    let settings = Settings {
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
    // See no-color.org: set and not empty.
    let colourless = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    let theme = if colourless || dumb { Theme::monochrome() } else { Theme::coloured() };
    // The hook that restores the terminal has told the user of a panic by the time it comes here.
    let Config { labels, network, .. } = config;
    let (actors, problems) = own_actors::load(shared);
    let notice = notice.or_else(|| own_actors::in_a_line(&problems));
    let options = Options { store, log, settings, labels, actors, theme, network, notice };
    match catch_unwind(AssertUnwindSafe(|| run(options))) {
        Ok(ended) => ended.map(|()| true).map_err(Into::into),
        Err(_) => Ok(false),
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
