//! What part a section plays in a news article.

use serde::{Deserialize, Serialize};

/// What part a section plays in a news article, whatever its heading calls it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// What comes before the first heading.
    Lead,
    /// The article in a few points.
    KeyPoints,
    /// Why the news matters.
    WhyItMatters,
    /// What led to it.
    Background,
    /// Who wants what: lines of `Actor: position`.
    Stakeholders,
    /// What others say of it.
    Reactions,
    /// What the author makes of it.
    Analysis,
    /// What is expected to happen.
    WhatsNext,
    /// Anything else.
    #[default]
    Other,
}

impl SectionKind {
    /// Every kind, in the order in which they are declared.
    pub const ALL: [Self; 9] = [
        Self::Lead,
        Self::KeyPoints,
        Self::WhyItMatters,
        Self::Background,
        Self::Stakeholders,
        Self::Reactions,
        Self::Analysis,
        Self::WhatsNext,
        Self::Other,
    ];

    /// Its name in JSON and in the store: `why_it_matters`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::KeyPoints => "key_points",
            Self::WhyItMatters => "why_it_matters",
            Self::Background => "background",
            Self::Stakeholders => "stakeholders",
            Self::Reactions => "reactions",
            Self::Analysis => "analysis",
            Self::WhatsNext => "whats_next",
            Self::Other => "other",
        }
    }

    /// Its name as it is typed: `why-it-matters`.
    pub fn dashed(self) -> &'static str {
        match self {
            Self::KeyPoints => "key-points",
            Self::WhyItMatters => "why-it-matters",
            Self::WhatsNext => "whats-next",
            _ => self.name(),
        }
    }

    /// What to call a section of this kind that has no heading of its own.
    pub fn title(self) -> &'static str {
        match self {
            Self::Lead => "Lead",
            Self::KeyPoints => "Key Points",
            Self::WhyItMatters => "Why It Matters",
            Self::Background => "Background",
            Self::Stakeholders => "Stakeholders",
            Self::Reactions => "Reactions",
            Self::Analysis => "Analysis",
            Self::WhatsNext => "What’s Next",
            Self::Other => "Section",
        }
    }
}
