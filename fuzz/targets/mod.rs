//! What must hold of every input, whatever it is. Each target is called by cargo-fuzz (`fuzz_targets/`) and by
//! `cargo test --test fuzz_corpus`.

mod articles;
mod clean;
mod recogniser;
mod values;

/// Something that reads what comes from outside.
pub struct Target {
    /// What it is called in `fuzz_targets/`, `corpus/`, `dictionaries/` and `seeds`.
    pub name: &'static str,
    /// Panics where what must hold does not.
    pub check: fn(&[u8]),
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "feed", check: articles::feed },
    Target { name: "page", check: articles::page },
    Target { name: "plain_text", check: articles::plain_text },
    Target { name: "markdown", check: articles::markdown },
    Target { name: "opml", check: articles::opml },
    Target { name: "json", check: articles::json },
    Target { name: "document", check: articles::document },
    Target { name: "export", check: values::export },
    Target { name: "sanitiser", check: clean::sanitiser },
    Target { name: "query", check: values::query },
    Target { name: "config", check: values::config },
    Target { name: "actor_table", check: values::actor_table },
    Target { name: "recogniser", check: recogniser::recogniser },
];

/// Has the target of this name look at `data`.
pub fn check(name: &str, data: &[u8]) {
    if let Some(target) = TARGETS.iter().find(|target| target.name == name) {
        (target.check)(data);
    }
}
