//! Floor 1: the words of the field as plain values. No I/O, no clock, nothing from the floors above.

mod actor;
mod actor_edits;
mod actor_page;
mod article;
mod cast;
mod clean_text;
mod counted;
mod dates;
mod document;
mod document_json;
mod feed;
mod feed_document;
mod fold;
mod gathered;
mod hit;
mod item;
mod listing;
mod matches;
mod nearest;
mod occurrences;
mod output_format;
mod past_change;
mod picture;
mod place;
mod query;
mod record;
mod refresh;
mod regroup;
mod role_words;
mod rule;
mod said;
mod saved;
mod section_kind;
mod session;
mod subscription;
mod tag;
mod text;
mod web_feed;
mod words;

pub use actor::{Actor, ActorEdit, ActorKey, ActorType, Edited, Meant, Offered};
pub use actor_edits::{folded_name, owner_after, without_article};
pub use actor_page::{ActorPage, Recent, Said, SaidKind, Week};
pub use article::{
    Article, ArticleId, ArticleKey, ChangeId, Headline, ReadingPlace, Revision, Status, day_of, is_date_alone,
};
pub use cast::{Cast, Label, Member, Mention, Method, Quote, Statement, StatementKind};
pub use clean_text::CleanText;
pub use counted::count;
pub use dates::{NamedDays, named_days};
pub use document::{Author, Block, Document, ListItem, Section};
pub use feed::{Condition, Feed, FeedId, FeedOrigin, Totals};
pub use feed_document::{FeedDocument, FeedEntry, FeedHead, Markup};
pub use fold::fold;
pub use gathered::{Agenda, Coming, Positions, When};
pub use hit::{Hit, hit, sentence};
pub use item::Item;
pub use listing::{Cursor, Listing, Page, Scope};
pub use matches::{matches, may_have};
pub use nearest::nearest;
pub use occurrences::occurrences;
pub use output_format::OutputFormat;
pub use past_change::PastChange;
pub use picture::{PictureRoom, PictureSize};
pub use place::{Place, Spot};
pub use query::{
    Day, Expr, FIELDS, Field, FieldSpec, Has, Is, Part, Pattern, Query, QueryError, Sort, Term, Unit, Values,
    Within, Wrong,
};
pub use record::{
    ActorRecord, ArticleRecord, Brought, EditRecord, EntryRecord, ExportEnd, ExportHead, FeedRecord,
    GoneRecord, PageRecord, Record, RevisionRecord, RuleRecord, Says, SearchRecord, StoreRecord, WebRecord,
};
pub use refresh::{FeedOffer, RefreshProgress, RefreshSummary, Which};
pub use regroup::Owner;
pub use role_words::is_role;
pub use rule::{Rule, RuleId};
pub use said::{Meaning, said};
pub use saved::{SavedId, SavedSearch};
pub use section_kind::SectionKind;
pub use session::{PaneWidths, Session};
pub use subscription::Subscription;
pub use tag::tags_in;
pub use text::{Span, SpanStyle, Text, TextBuilder};
pub use web_feed::{
    FeedEdit, Fetch, FetchOutcome, Folder, FullText, Health, Pause, Retention, Subscribed, Validators,
    WebFeed,
};
pub use words::{is_unparted, words};

pub use jiff::Timestamp;
