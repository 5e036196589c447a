//! What the reader finds again at the next start.

use serde::{Deserialize, Serialize};

use super::{ActorKey, ArticleId, Folder, Listing};

/// What the reader finds again at the next start. Folds and the place in the text are kept with each article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The list that was shown.
    pub listing: Listing,
    /// What the list was called.
    pub title: String,
    /// The article under the list's cursor.
    pub selected: Option<ArticleId>,
    /// The article that was open.
    pub open: Option<ArticleId>,
    /// The actor that was chosen in it.
    pub actor: Option<ActorKey>,
    /// Whether the actor sidebar was shown; `None` before anyone chose.
    pub sidebar: Option<bool>,
    /// Which pane had the focus: `feeds`, `articles`, `article` or `actors`.
    pub focus: String,
    /// The folders of the feed list that are folded.
    pub folded: Vec<Folder>,
    /// The widths of the panes.
    pub widths: PaneWidths,
    /// The names of the commands that were chosen in the palette, the last one first.
    pub recent: Vec<String>,
}

/// How wide the reader made the panes, in columns; `None` where they were left as they come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaneWidths {
    /// The feed list.
    pub feeds: Option<u16>,
    /// The article list.
    pub articles: Option<u16>,
    /// The actor sidebar.
    pub actors: Option<u16>,
}
