//! What holds besides the config file: what an option says, and what was chosen in the reader and is kept.

use super::Config;
use crate::app::Look;
use crate::cli::args::Shared;
use crate::cli::out::note;
use crate::cli::themes;
use crate::newsroom::Newsroom;
use crate::store::Reader;

/// The config with what holds instead of what its file says. Nothing is made or brought up to date for it.
pub(in crate::cli) fn with_choices(shared: &Shared, mut config: Config, plain: bool) -> Config {
    if plain && !config.plain {
        config.plain = true;
        config.settled_by.insert("plain", "--plain");
    }
    if let Some(name) = theme(shared, &config) {
        config.theme.name = name;
        config.settled_by.insert("theme", "chosen in the reader");
    }
    config
}

/// The theme that was chosen in the reader, where that is not the one that the file says.
fn theme(shared: &Shared, config: &Config) -> Option<String> {
    let file = Newsroom::store_file(&shared.store_dir().ok()?);
    if !file.exists() {
        return None;
    }
    let kept = Reader::open(&file).and_then(|reader| reader.session());
    let kept = kept.map_err(|error| note(&format!("what was chosen in the reader is not known: {error}")));
    let mut look = Look::new(config.theme.clone(), themes::load(shared).0.names());
    look.take_up(kept.ok()?.theme);
    Some(look.choice().to_owned()).filter(|choice| *choice != config.theme.name)
}
