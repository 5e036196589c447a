//! Floor 4: what the screen shows and what a key does. Pure: no I/O, no clock. Rests on the model alone.

mod actor_screen;
mod apply;
mod changes;
mod command;
mod completion;
#[cfg(test)]
pub(crate) mod desk;
mod dialog;
mod feeds;
mod found;
mod gathered;
mod health;
mod key;
mod keymap;
mod layout;
mod links;
mod list;
mod look;
mod marks;
mod mouse;
mod msg;
mod opening;
mod outline;
mod output;
mod overlay;
mod page;
mod preset;
mod pressed;
mod reading;
mod refreshing;
mod restore;
mod revisions;
mod roster;
mod state;
mod tagging;
#[cfg(test)]
pub(crate) mod testing;
mod theme_list;
mod tickets;
mod typesetting;
mod update;

pub use actor_screen::{ActorRow, ActorScreen, ActorTarget, Tone, beside_name, count, kind_name};
pub use changes::{Change, Piece};
pub use command::{Command, SPECS, Scope, Spec};
pub use completion::{Offer, Offers};
pub use dialog::{Ask, AskFor, Choice, MuteBy, Removal, Whose};
pub use feeds::{FeedList, FeedRow};
pub use found::{Hits, Total};
pub use gathered::{AgendaScreen, PositionsScreen};
pub use health::HealthScreen;
pub use key::{Code, Key, UnknownKey};
pub use keymap::{Binding, Keymap, Lookup, Step, show};
pub use layout::{Panes, SMALLEST, panes};
pub use links::{Link, Links};
pub use list::{List, WINDOW};
pub use look::{AUTO, Ground, Look, ThemeName, ThemeSetting};
pub use marks::Marks;
pub use mouse::{Border, Mouse, MouseKind, Target};
pub use msg::{Answer, Effect, Event, Msg, Order, Outside, Question, QuestionKind, Ticket, Write};
pub use outline::Outline;
pub use output::{Output, Program, ProgramList};
pub use overlay::{
    ActorSearch, ActorSearchFor, Find, HelpScreen, OutlineList, Overlay, Palette, Prompt, PromptFor, Whom,
};
pub use page::{Cell, CellText, Line, LineKind, columns, is_a_column};
pub use preset::Preset;
pub use pressed::Pressed;
pub use reading::Reading;
pub use refreshing::Refreshing;
pub use revisions::RevisionsScreen;
pub use roster::{Roster, RosterItem, also, quotes};
pub use state::{Notice, Pane, Settings, State};
pub use tagging::Tagging;
pub use theme_list::ThemeList;
pub use typesetting::Typesetting;
pub use update::{start, update};
