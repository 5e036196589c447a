//! Every entry of the config, in the order in which they are printed. A new one is a row here, and a field that it fills.

use super::entry::{ANY, EACH, Entry, held};
use super::{keys, labels, network, programs, theme};
use crate::app::Preset;
use crate::runtime::Images;

/// Every entry; those of one table stand together, those at the top of the file first.
pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        table: "",
        name: "measure",
        help: "The widest that lines of an article may be, in columns: 20 to 200.",
        example: "72",
        take: |config, written| {
            config.measure = written.small(20..=200)?;
            Ok(())
        },
        shown: |config| held("measure", Some(i64::from(config.measure))),
    },
    Entry {
        table: "",
        name: "theme",
        help: "The theme, of those that masthead themes lists: auto is light or dark as the terminal is. One for each ground\n\
               is { light = \"solarized-light\", dark = \"nord\" }.",
        example: "\"auto\"",
        take: theme::take,
        shown: theme::shown,
    },
    Entry {
        table: "",
        name: "justify",
        help: "Whether lines of running text are spread to one width.",
        example: "false",
        take: |config, written| {
            config.typesetting.justify = written.flag()?;
            Ok(())
        },
        shown: |config| held("justify", Some(config.typesetting.justify)),
    },
    Entry {
        table: "",
        name: "hyphenate",
        help: "Whether long words are parted at a line's end, in English, French, German, Italian, Polish,\n\
               Portuguese, Russian, Spanish, Turkish, Ukrainian.",
        example: "false",
        take: |config, written| {
            config.typesetting.hyphenate = written.flag()?;
            Ok(())
        },
        shown: |config| held("hyphenate", Some(config.typesetting.hyphenate)),
    },
    Entry {
        table: "",
        name: "bidi",
        help: "Who puts Arabic and Hebrew into the order in which they are read: auto is masthead, but for terminals known\n\
               to do it themselves; off leaves it to the terminal.",
        example: "\"auto\"",
        take: |config, written| {
            config.bidi = written.one_of(&["auto", "off"])? == "auto";
            Ok(())
        },
        shown: |config| held("bidi", Some(if config.bidi { "auto" } else { "off" })),
    },
    Entry {
        table: "",
        name: "plain",
        help: "Whether to draw without lines and ornaments, as --plain does: for screen readers and braille displays.",
        example: "false",
        take: |config, written| {
            config.plain = written.flag()?;
            Ok(())
        },
        shown: |config| held("plain", Some(config.plain)),
    },
    Entry {
        table: "",
        name: "images",
        help: "How pictures are shown: auto is as the terminal is known to, else half blocks. off fetches none. kitty is for\n\
               Kitty and Ghostty, iterm2 for iTerm2, WezTerm and mintty, sixel for foot, mlterm, xterm and others.",
        example: "\"auto\"",
        take: |config, written| {
            config.images =
                Images::named(written.one_of(&Images::ALL.map(Images::name))?).unwrap_or_default();
            Ok(())
        },
        shown: |config| held("images", Some(config.images.name())),
    },
    Entry {
        table: "",
        name: "hyperlinks",
        help: "Whether links are links of the terminal too, which opens them its own way (OSC 8): auto is where it is known to\n\
               have them, on, or off.",
        example: "\"auto\"",
        take: |config, written| {
            config.hyperlinks = match written.one_of(&["auto", "on", "off"])? {
                "auto" => None,
                settled => Some(settled == "on"),
            };
            Ok(())
        },
        shown: |config| {
            let name = config.hyperlinks.map_or("auto", |on| if on { "on" } else { "off" });
            held("hyperlinks", Some(name))
        },
    },
    Entry {
        table: "",
        name: "mouse",
        help: "Whether clicks and the wheel are masthead's. The terminal's own selection is reached by holding Shift\n\
               (Option in iTerm2), or with false, or by :mouse for a while.",
        example: "true",
        take: |config, written| {
            config.mouse = written.flag()?;
            Ok(())
        },
        shown: |config| held("mouse", Some(config.mouse)),
    },
    Entry {
        table: "refresh",
        name: "on_start",
        help: "Whether feeds that are due are fetched when the reader opens.",
        example: "false",
        take: |config, written| {
            config.refresh.on_start = written.flag()?;
            Ok(())
        },
        shown: |config| held("on_start", Some(config.refresh.on_start)),
    },
    Entry {
        table: "refresh",
        name: "every_minutes",
        help: "After how many minutes they are fetched again while it is open: 5 to 1440; never without it.",
        example: "30",
        take: |config, written| {
            config.refresh.every_minutes = Some(written.small(5..=1440)?);
            Ok(())
        },
        shown: |config| held("every_minutes", config.refresh.every_minutes.map(i64::from)),
    },
    Entry {
        table: "keys",
        name: "preset",
        help: "The keys that those below are added to: vim, newsboat, or arrows (no vim needed).",
        example: "\"vim\"",
        take: |config, written| {
            let names = Preset::ALL.map(Preset::name);
            config.preset = Preset::named(written.one_of(&names)?).unwrap_or_default();
            Ok(())
        },
        shown: |config| held("preset", Some(config.preset.name())),
    },
    Entry {
        table: "keys",
        name: ANY,
        help: "Keys of your own: \"g x\" = \"open-in-browser\"; a list is done one after another; false takes a key away;\n\
               what a command takes comes after its name: \"b\" = \"move-feed World\". Keys: j, G, ctrl-d, alt-x, space,\n\
               enter, esc, tab, shift-tab, backspace, delete, up, down, left, right, home, end, pgup, pgdn, f1 … f12.\n\
               [keys.reading] is for keys that mean something else while one reads, [keys.overlay] for those of lists and\n\
               pages over the panes: down, up, page-down, page-up, open, back. The names of all commands stand in the\n\
               help (?) and in the README.",
        example: "\"g x\" = [\"open-in-browser\", \"toggle-read\"]",
        take: keys::take,
        shown: keys::shown,
    },
    Entry {
        table: "labels",
        name: ANY,
        help: "Headings of your own for the parts of an article, in any language: lead, key_points, why_it_matters,\n\
               background, stakeholders, reactions, analysis, whats_next, other (a heading and no more).",
        example: "whats_next = [\"Ce qui vient\"]",
        take: labels::take,
        shown: labels::shown,
    },
    Entry {
        table: "programs",
        name: EACH,
        help: "Programs that an article can be given to (|), on standard input as text, markdown, html, json or ninjs. They\n\
               are run by their arguments, never by a shell; with terminal = true they have the terminal while they run.",
        example: "name = \"printer\"\ncommand = [\"lp\", \"-o\", \"sides=two-sided-long-edge\"]\nformat = \"text\"",
        take: programs::take,
        shown: programs::shown,
    },
    Entry {
        table: "network",
        name: "proxy",
        help: "The address of a proxy, instead of the environment's (ALL_PROXY, HTTPS_PROXY, HTTP_PROXY).",
        example: "\"http://proxy.example:3128\"",
        take: |config, written| {
            config.network.proxy = Some(network::proxy(written)?);
            Ok(())
        },
        shown: |config| held("proxy", config.network.proxy.as_deref().map(network::without_password)),
    },
    Entry {
        table: "network",
        name: "connections",
        help: "How many requests may be under way at once: 1 to 256.",
        example: "32",
        take: |config, written| {
            config.network.limits.connections = written.number(1..=256)?;
            Ok(())
        },
        shown: |config| held("connections", network::number(config.network.limits.connections)),
    },
    Entry {
        table: "network",
        name: "per_host",
        help: "How many of them to one host: 1 to 16.",
        example: "2",
        take: |config, written| {
            config.network.limits.per_host = written.number(1..=16)?;
            Ok(())
        },
        shown: |config| held("per_host", network::number(config.network.limits.per_host)),
    },
    Entry {
        table: "secrets",
        name: EACH,
        help: "Where the secret lies for the addresses under url: in a variable (env), with a program (command), or in the\n\
               system's keyring (keyring, with a user). Without a user it is a bearer token. Secrets are never printed.",
        example: "url = \"https://example.org/private/\"\nuser = \"eve\"\ncommand = [\"pass\", \"show\", \"example\"]",
        take: network::take_secret,
        shown: network::secrets_shown,
    },
];
