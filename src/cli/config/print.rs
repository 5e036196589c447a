//! `masthead config`: what holds, and where that comes from.

use std::env;
use std::path::Path;

use super::Config;
use super::show::show;
use crate::cli::Outcome;
use crate::cli::args::{ConfigArgs, Shared};
use crate::cli::out::{complain, say_on};
use crate::cli::{own_actors, themes};

/// Prints the config that holds, or the one that holds by default. What is wrong in the file itself was said already.
pub(in crate::cli) fn print(shared: &Shared, args: ConfigArgs, config: &Config) -> Outcome {
    if args.default {
        say_on(&format!(
            "# masthead's config: every entry with its default. None is needed.\n{}",
            show(&Config::default(), false, None)
        ))?;
        return Ok(true);
    }
    let beside: Vec<String> = themes::load(shared).1.into_iter().chain(own_actors(shared)).collect();
    beside.iter().for_each(|fault| complain(fault));
    let from = |variable: &str, option: &str, given: Option<&Path>| match (given, env::var_os(variable)) {
        (None, _) => "the platform's place".to_owned(),
        (Some(given), Some(value)) if Path::new(&value) == given => variable.to_owned(),
        (Some(_), _) => option.to_owned(),
    };
    let mut head = "# masthead's config as it holds, and where each value comes from.\n".to_owned();
    if let Some(file) = shared.config_file() {
        let there = if file.exists() { "" } else { "; there is none, and none is needed" };
        let from = from("MASTHEAD_CONFIG", "--config", shared.config.as_deref());
        head.push_str(&format!("# The file: {} ({from}{there})\n", file.display()));
    }
    if let Ok(store) = shared.store_dir() {
        let from = from("MASTHEAD_STORE", "--store", shared.store.as_deref());
        head.push_str(&format!("# The store: {} ({from})\n", store.display()));
    }
    // In the order in which they are looked for; their values may hold a password.
    let proxies = ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];
    let proxy = proxies.into_iter().find(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
    say_on(&format!("{head}{}", show(config, true, proxy)))?;
    Ok(config.problems.is_empty() && beside.is_empty())
}

/// What is wrong with the user's own actors, in a line.
fn own_actors(shared: &Shared) -> Option<String> {
    own_actors::in_a_line(&own_actors::load(shared).1)
}
