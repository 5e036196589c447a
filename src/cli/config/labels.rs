//! `[labels]`: headings of the user's own, by the part of an article that they name.

use super::Config;
use super::entry::{Written, Wrong, nearest};
use crate::model::SectionKind;

/// Takes in the labels of one kind of section; one that can be none is left out.
pub(super) fn take(config: &mut Config, written: &Written<'_>) -> Result<(), Vec<Wrong>> {
    let Some(kind) = SectionKind::ALL.into_iter().find(|kind| kind.name() == written.name) else {
        let nearest = nearest(written.name, SectionKind::ALL.map(SectionKind::name));
        return Err(written.wrong(format!("is no kind of section; the nearest is {nearest}")));
    };
    let mut wrong = Vec::new();
    for (nth, (at, label)) in written.strings()?.into_iter().enumerate() {
        match config.labels.add(&label, kind) {
            Ok(()) => config.own_labels.entry(kind.name().to_owned()).or_default().push(label),
            Err(why) => wrong.push(Wrong::new(at, format!("{}, entry {}, {why}", kind.name(), nth + 1))),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// The labels that hold besides the built-in ones.
pub(super) fn shown(config: &Config) -> Vec<(String, toml::Value)> {
    let labels = config.own_labels.iter();
    labels.map(|(kind, labels)| (kind.clone(), toml::Value::from(labels.clone()))).collect()
}
