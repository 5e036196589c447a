use ratatui::style::{Color, Style};

use super::colour::Rgb;
use super::{Depth, OwnTheme, Theme, Themes};
use crate::app::{Ground, ThemeName};

const DEPTHS: [Depth; 3] = [Depth::Sixteen, Depth::Indexed, Depth::True];

/// What a colour looks like, as far as that is known.
fn shown(colour: Color) -> Option<Rgb> {
    match colour {
        Color::Rgb(red, green, blue) => Some(Rgb(red, green, blue)),
        Color::Reset => None,
        other => {
            let mut known = [Depth::Indexed, Depth::Sixteen].into_iter().flat_map(Depth::all);
            known.find(|(own, _)| *own == other).map(|(_, shown)| shown)
        }
    }
}

fn styles(theme: &Theme) -> Vec<(&'static str, Style, f64)> {
    let text = |name, style| (name, style, 4.5);
    let mut styles = vec![
        text("text", theme.page.unwrap_or_default()),
        text("strong", theme.strong),
        ("dim", theme.dim, 3.0),
        text("accent", theme.accent),
        text("chosen", theme.chosen),
        text("found", theme.found),
        text("here", theme.here),
        text("error", theme.error),
        ("removed", theme.removed, 3.0),
        text("added", theme.added),
        text("code", theme.code),
        text("quote", theme.quote),
        text("link", theme.link),
    ];
    styles.extend((0..6).map(|nth| text("cast", theme.member(nth))));
    styles
}

#[test]
fn every_theme_can_be_read_in_any_number_of_colours() {
    let themes = Themes::default();
    assert!(themes.names().len() >= 16);
    for ThemeName { name, ground, .. } in themes.names() {
        let Some(ground) = ground else { continue };
        let grounds = match ground {
            Ground::Dark => [Rgb(0, 0, 0), Rgb(0x30, 0x30, 0x30)],
            Ground::Light => [Rgb(255, 255, 255), Rgb(0xe6, 0xe6, 0xe6)],
        };
        for depth in DEPTHS {
            let theme = themes.theme(&name, depth, None);
            let page = theme.page.and_then(|page| page.bg).and_then(shown);
            for (role, style, least) in styles(&theme) {
                let Some(text) = style.fg.and_then(shown) else { continue };
                let own = style.bg.and_then(shown).or(page);
                for ground in own.map_or(grounds.to_vec(), |own| vec![own]) {
                    let contrast = text.contrast(ground);
                    assert!(contrast >= least, "{name} in {depth:?}: {role} has {contrast:.2}");
                }
            }
        }
    }
}

#[test]
fn a_theme_for_the_other_ground_paints_its_own() {
    let themes = Themes::default();
    for ThemeName { name, ground, .. } in themes.names() {
        let Some(ground) = ground else { continue };
        let other = if ground == Ground::Dark { Ground::Light } else { Ground::Dark };
        for depth in DEPTHS.into_iter().filter(|depth| *depth != Depth::None) {
            let own = themes.theme(&name, depth, Some(ground));
            assert_eq!(own, themes.theme(&name, depth, None), "{name}: at home it is as it is");
            let theme = themes.theme(&name, depth, Some(other));
            let page = theme.page.expect("a page");
            let (text, on) = (page.fg.and_then(shown), page.bg.and_then(shown).expect("a ground"));
            assert!(text.expect("a colour").contrast(on) >= 4.5, "{name} in {depth:?}");
            for (role, style, least) in styles(&theme) {
                let Some(text) = style.fg.and_then(shown) else { continue };
                let contrast = text.contrast(style.bg.and_then(shown).unwrap_or(on));
                assert!(contrast >= least, "{name} in {depth:?}: {role} has {contrast:.2}");
            }
        }
    }
}

#[test]
fn high_contrast_is_seven_to_one() {
    for name in ["contrast-dark", "contrast-light"] {
        let theme = Themes::default().theme(name, Depth::True, None);
        let page = theme.page.and_then(|page| page.bg).and_then(shown).expect("a ground");
        for (role, style, _) in styles(&theme) {
            let contrast = style.fg.and_then(shown).map_or(21.0, |text| text.contrast(page));
            assert!(contrast >= 7.0, "{name}: {role} has {contrast:.2}");
        }
    }
}

#[test]
fn nothing_is_said_by_colour_alone() {
    let themes = Themes::default();
    for ThemeName { name, .. } in themes.names() {
        for depth in DEPTHS {
            let theme = themes.theme(&name, depth, None);
            let told = [
                theme.strong,
                theme.accent,
                theme.actor,
                theme.chosen,
                theme.found,
                theme.here,
                theme.cursor,
                theme.error,
                theme.removed,
                theme.added,
                theme.quote,
                theme.link,
            ];
            assert!(told.iter().all(|style| !style.add_modifier.is_empty()), "{name}");
        }
        let bare = themes.theme(&name, Depth::None, None);
        let styles = styles(&bare).into_iter().chain([("page", bare.page.unwrap_or_default(), 0.0)]);
        assert!(styles.into_iter().all(|(_, style, _)| style.fg.is_none() && style.bg.is_none()), "{name}");
    }
}

#[test]
fn own_themes_rest_on_others_or_say_what_is_wrong() {
    let own = |name: &str, text: &str| OwnTheme {
        name: name.to_owned(),
        file: format!("themes/{name}.toml"),
        text: text.to_owned(),
    };
    let (themes, problems) = Themes::new(vec![
        own("mine", "based_on = \"nord\"\n[styles]\naccent = \"#ffffff\""),
        own("nord", "based_on = \"nord\"\n[styles]\ndim = \"#ffffff\""),
        own("lost", "\nbased_on = \"drcula\""),
        own("round", "based_on = \"about\""),
        own("about", "based_on = \"round\""),
        own("wrong", "[styles]\naccnt = \"red\""),
    ]);
    let mine = themes.theme("mine", Depth::True, None);
    let white = Some(Color::Rgb(255, 255, 255));
    assert_eq!((mine.accent.fg, mine.dim.fg), (white, white), "it rests on one that rests on one built in");
    assert_eq!(mine.found.fg, Themes::default().theme("nord", Depth::True, None).found.fg);
    let names: Vec<String> = themes.names().into_iter().map(|theme| theme.name).collect();
    assert!(names.starts_with(&["mine".to_owned(), "nord".to_owned(), "dark".to_owned()]), "{names:?}");
    let said = problems.join("\n");
    assert!(said.contains("themes/lost.toml: line 2: drcula is no theme; the nearest is dracula"), "{said}");
    assert!(said.contains("themes/wrong.toml: line 2: accnt is no style; the nearest is accent"), "{said}");
    assert!(said.contains("themes/round.toml: ") && said.contains("rests on itself"), "{said}");
    assert!(problems.len() >= 4, "{said}");
}
