//! Opening the file: whose it is, how it is set up, how it is brought up to date.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::Migrations;

use super::copy::{self, beside};
use super::error::StoreError;
use super::schema::{self, APPLICATION_ID};
use super::{analyse, makeshift};

const BUSY: Duration = Duration::from_secs(5);
pub(super) const OPENING: &str = "open the store";

/// Opens the store for writing, makes it where there is none, and brings it up to date.
pub(super) fn writing(path: &Path) -> Result<Connection, StoreError> {
    let _away = makeshift::keep_away();
    let mut db = writing_with(path, &schema::migrations(), schema::VERSION).map_err(|error| match error {
        // What SQLite says of files that it cannot make is less than what can be known.
        StoreError::Unreachable { .. } | StoreError::Disk { .. } => {
            makeshift::hindrance(path, OPENING).unwrap_or(error)
        }
        _ => error,
    })?;
    analyse::want_outdated(&mut db).map_err(|error| StoreError::from_sqlite(error, path, OPENING))?;
    Ok(db)
}

/// [`writing`], up to a version of one's choice.
pub(super) fn writing_with(
    path: &Path,
    migrations: &Migrations<'_>,
    version: i64,
) -> Result<Connection, StoreError> {
    let fail = |error| StoreError::from_sqlite(error, path, OPENING);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)
            .map_err(|source| StoreError::Folder { path: folder.to_owned(), source })?;
    }
    let is_new = is_new(path)?;
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = connect(path, flags)?;
    let found = if is_new {
        // First of all, and before the write-ahead log, so that it stands in the file from its first byte on.
        db.execute_batch(&format!("PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = {APPLICATION_ID};"))
            .map_err(fail)?;
        user_version(&db).map_err(fail)?
    } else {
        accept(&db, path, version)?
    };
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
         PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -24000;",
    )
    .map_err(fail)?;
    if db.is_readonly("main").map_err(fail)? {
        return Err(StoreError::ReadOnly { path: path.to_owned(), doing: OPENING });
    }
    if found < version {
        if found > 0 {
            back_up(&db, path, found).map_err(fail)?;
        }
        migrations.to_latest(&mut db).map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => fail(err),
            other => StoreError::Damaged {
                path: path.to_owned(),
                doing: "bring the store up to date",
                reason: other.to_string(),
            },
        })?;
        if found > 0 {
            // So that the file can get shorter from now on. Where there is no room for that, it goes without.
            let _ = db.execute_batch("PRAGMA auto_vacuum = INCREMENTAL; VACUUM;");
        }
    }
    Ok(db)
}

/// Where the copy goes that is made before version `found` is brought up to date.
pub(super) fn backup_path(path: &Path, found: i64) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".v{found}.bak"));
    PathBuf::from(name)
}

/// Opens a file, as every store is.
pub(super) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let fail = |error| StoreError::from_sqlite(error, path, OPENING);
    let db = Connection::open_with_flags(path, flags).map_err(fail)?;
    db.busy_timeout(BUSY).map_err(fail)?;
    // Without it, a statement with `LIMIT ?` is compiled anew each time that it is given another limit.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fail)?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

/// The version that the file says it has; 0 of one that is still empty.
pub(super) fn user_version(db: &Connection) -> rusqlite::Result<i64> {
    db.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn back_up(db: &Connection, path: &Path, found: i64) -> rusqlite::Result<()> {
    let copy = backup_path(path, found);
    db.backup("main", copy, None::<fn(rusqlite::backup::Progress)>)
}

/// Whether a store is still to be made here. Looks without opening: closing a file that this process has open
/// elsewhere too would drop the locks that SQLite holds on it.
pub(super) fn is_new(path: &Path) -> Result<bool, StoreError> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(metadata.len() == 0),
        Ok(_) => Err(StoreError::NotOurs { path: path.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(StoreError::Unreachable { path: path.to_owned(), reason: error.to_string() }),
    }
}

/// Refuses a file that is not a store, and one of a newer version than is `known`, and leaves it as it is, with its log; the
/// version of one that is taken.
pub(super) fn accept(db: &Connection, path: &Path, known: i64) -> Result<i64, StoreError> {
    let fail = |error| StoreError::from_sqlite(error, path, OPENING);
    spare_log(db, true).map_err(fail)?;
    let taken = whose(db, path, known);
    // A log with nothing in it is only there because this one looked.
    if taken.is_ok() || !makeshift::has_content(&beside(path, "-wal")) {
        spare_log(db, false).map_err(fail)?;
    }
    taken
}

fn whose(db: &Connection, path: &Path, known: i64) -> Result<i64, StoreError> {
    let found = copy::version_of(db).map_err(|error| StoreError::from_sqlite(error, path, OPENING))?;
    match found {
        None => Err(StoreError::NotOurs { path: path.to_owned() }),
        Some(found) if found > known => Err(StoreError::Newer { path: path.to_owned(), found, known }),
        Some(found) => Ok(found),
    }
}

/// Whether the log stays where it is when the store is closed; else the last one to leave tidies it away.
pub(super) fn spare_log(db: &Connection, is_spared: bool) -> rusqlite::Result<()> {
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, is_spared).map(|_| ())
}

#[cfg(test)]
mod tests {
    use rusqlite_migration::{M, Migrations};

    use super::{Connection, StoreError, backup_path, writing, writing_with};
    use crate::model::{ArticleId, ArticleKey, Cast, Cursor, FeedId, Listing, Query, Scope, Timestamp};
    use crate::store::bundle::Effort;
    use crate::store::reading::reading;
    use crate::store::{Added, Analysed, Bundle, Incoming, Packed, Reader, Store};

    #[test]
    fn an_older_store_is_copied_before_it_is_brought_up_to_date() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        let steps = [M::up("CREATE TABLE a (x); INSERT INTO a VALUES (1);"), M::up("DROP TABLE a;")];
        drop(writing_with(&path, &Migrations::new(steps[..1].to_vec()), 1).expect("version 1"));
        assert!(!backup_path(&path, 1).exists(), "a new store has nothing to copy");
        drop(writing_with(&path, &Migrations::new(steps.to_vec()), 2).expect("version 2"));
        let copy = Connection::open(backup_path(&path, 1)).expect("the copy");
        assert_eq!(copy.query_row("SELECT x FROM a", [], |row| row.get(0)), Ok(1));
        assert_eq!(copy.query_row("PRAGMA user_version", [], |row| row.get(0)), Ok(1));
        copy.pragma_update(None, "user_version", super::schema::VERSION + 1).expect("a newer one");
        drop(copy);
        assert!(matches!(writing(&backup_path(&path, 1)), Err(StoreError::Newer { .. })));
    }

    #[test]
    fn a_migration_that_fails_leaves_the_store_as_it_was() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        let good = M::up("CREATE TABLE a (x);");
        drop(writing_with(&path, &Migrations::new(vec![good.clone()]), 1).expect("version 1"));
        let broken = Migrations::new(vec![good.clone(), M::up("DROP TABLE a; DROP TABLE none;")]);
        assert!(writing_with(&path, &broken, 2).is_err());
        drop(writing_with(&path, &Migrations::new(vec![good]), 1).expect("version 1 still"));
    }

    #[test]
    fn a_store_of_every_older_version_opens_with_everything() {
        let steps = [M::up(include_str!("schema/1.sql")), M::up(include_str!("schema/2.sql"))];
        // What its id becomes: its second.
        const ID: ArticleId = ArticleId(4096 >> 8);
        for version in [1, 2] {
            let dir = tempfile::tempdir().expect("a folder");
            let path = dir.path().join("masthead.db");
            let migrations = Migrations::new(steps[..version].to_vec());
            let db = writing_with(&path, &migrations, version as i64).expect("an old store");
            let json = r#"{"title":"Talks resume","sections":[{"blocks":[{"type":"paragraph","text":"In Vienna."}]}]}"#;
            let blob = |json: &str| [&[0, json.len() as u8, 0, 0, 0], json.as_bytes()].concat();
            let rows = "INSERT INTO feed (id, name, origin, articles, unread) VALUES (1, 'Wire', 'files', 1, 1);
                 INSERT INTO article (id, feed_id, title, received, revision, hash, index_version, cast_version)
                    VALUES (4096, 1, 'Talks resume', 0, 1, 7, 1, 1);
                 INSERT INTO identity VALUES ('entry:1:a', 4096);
                 INSERT INTO entry (feed_id, article_id) VALUES (1, 4096);
                 INSERT INTO unread VALUES (0, 4096), (1, 4096);
                 INSERT INTO status (article_id, starred_at) VALUES (4096, 5);
                 INSERT INTO actor (key, name, kind, articles) VALUES ('name:iran', 'Iran', 'unknown', 1);
                 INSERT INTO appearance VALUES (1, 4096, 0, 1);
                 UPDATE totals SET articles = 1, unread = 1, starred = 1;";
            db.execute_batch(rows).expect("an old article");
            let body = "INSERT INTO body (article_id, url, document, members) VALUES (4096, 'https://a.example', ?1, ?2)";
            let members = r#"{"members":[{"key":"name:iran","name":"Iran","mentions":[{"spot":"title"}]}]}"#;
            db.execute(body, (blob(json), blob(members))).expect("an old body");
            if version == 2 {
                db.execute_batch(RULES).expect("old rules");
            }
            drop(db);
            let mut store = Store::open(&path).expect("brought up to date");
            let reader = Reader::open(&path).expect("a reader");
            let found = |query| {
                let filter = Some(Query::parse(query).expect("a query"));
                reader
                    .headlines(&Listing { scope: Scope::All, filter }, Cursor::Newest, 9)
                    .expect("a list")
                    .len()
            };
            let totals = reader.totals().expect("totals");
            assert_eq!((totals.articles, totals.starred, totals.waiting), (1, 1, 1));
            assert_eq!((found("talks"), found("\"talks resume\""), found("vienna")), (1, 1, 0));
            let article = reader.article(ID).expect("read").expect("there");
            assert_eq!((article.document.words(), article.url.as_deref()), (2, Some("https://a.example")));
            assert!(article.cast.members.is_empty() && article.headline.status.starred);
            let waiting = reader.waiting(9).expect("what waits");
            let analysed = vec![Analysed::new(&waiting[0], &article.document, &Cast::default())];
            store.note_analysed(Bundle::pack(analysed)).expect("noted");
            assert_eq!((found("vienna"), reader.totals().expect("totals").waiting), (1, 0));
            let again = Incoming {
                feed: FeedId(1),
                key: ArticleKey("entry:1:a".into()),
                address: None,
                url: None,
                wants_page: false,
                received: Timestamp::UNIX_EPOCH,
                content: Packed::document(&article.document),
            };
            assert_eq!(store.add(&[again]).expect("known"), [Added::Unchanged(ID)]);
            let rules: Vec<String> =
                reader.rules().expect("rules").into_iter().map(|rule| rule.query.to_string()).collect();
            assert_eq!(rules, &SAID[if version == 2 { 0 } else { SAID.len() }..]);
        }
    }

    /// Rules as an older masthead kept them, and as searches say them.
    const RULES: &str = r#"INSERT INTO rule (test) VALUES ('{"by":"words","what":"say \"no\" more"}'),
        ('{"by":"actor","what":"Ann Lee"}'), ('{"by":"author","what":"Lee"}'),
        ('{"by":"section","what":"whats_next"}'), ('{"by":"regex","what":"a/b+"}')"#;
    const SAID: [&str; 5] =
        ["\"say  no  more\"", "actor:\"Ann Lee\"", "author:Lee", "in:whats-next", "/a\\/b+/"];

    #[test]
    fn articles_get_their_seconds_for_ids_and_everything_follows() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        let migrations = Migrations::new(vec![
            M::up(include_str!("schema/1.sql")),
            M::up(include_str!("schema/2.sql")),
            M::up_with_hook(include_str!("schema/3.sql"), |tx| {
                Ok(tx.execute_batch("DROP TABLE identity_by_text")?)
            }),
        ]);
        let db = writing_with(&path, &migrations, 3).expect("a store of version 3");
        // Two of one second, and one of the next; a fourth has become the second.
        let ids = [1000 << 8, (1000 << 8) + 1, 1001 << 8];
        db.execute_batch(
            "INSERT INTO feed (id, name, origin, articles, unread) VALUES (1, 'Wire', 'web', 3, 3)",
        )
        .expect("a feed");
        let json = r#"{"title":"Talks resume","sections":[]}"#;
        let document =
            crate::store::bundle::pack(&[&[b"d", json.as_bytes()].concat(), &[0, 0, 0]], Effort::Quick);
        db.execute("INSERT INTO bundle (id, articles, packed) VALUES (7, 3, ?1)", [document.expect("packs")])
            .expect("a bundle");
        for (nth, id) in ids.iter().enumerate() {
            db.execute(
                "INSERT INTO article (id, feed_id, title, received, revision, hash, index_version, cast_version, bundle)
                 VALUES (?1, 1, ?2, 0, 1, ?1, 2, 3, 7)",
                (id, format!("Talks {nth}")),
            )
            .expect("an article");
            db.execute("INSERT INTO entry (feed_id, article_id) VALUES (1, ?1)", [id]).expect("an entry");
            db.execute("INSERT INTO unread VALUES (0, ?1), (1, ?1)", [id]).expect("unread");
            db.execute("INSERT INTO identity VALUES (?1, ?1)", [id]).expect("known");
            db.execute("INSERT INTO sketch VALUES (?1, ?1)", [id]).expect("a sketch");
        }
        db.execute_batch(&format!(
            "INSERT INTO identity VALUES (5, 99); INSERT INTO merged VALUES (99, {});
             INSERT INTO status (article_id, starred_at) VALUES ({}, 5);
             INSERT INTO meta VALUES ('session', json_object('selected', {}, 'open', NULL));
             UPDATE totals SET articles = 3, unread = 3, starred = 1",
            ids[1], ids[1], ids[2]
        ))
        .expect("the rest");
        drop(db);
        drop(Store::open(&path).expect("brought up to date"));
        let reader = Reader::open(&path).expect("a reader");
        let page = reader.headlines(&Listing::default(), Cursor::Newest, 9).expect("a list");
        let found: Vec<(i64, &str)> = page.iter().map(|headline| (headline.id.0, &*headline.title)).collect();
        assert_eq!(found, [(1002, "Talks 2"), (1001, "Talks 1"), (1000, "Talks 0")]);
        assert!(page[1].status.starred && !page[0].status.starred);
        assert_eq!(reader.session().expect("read").selected, Some(ArticleId(1002)));
        assert_eq!(reader.totals().expect("totals").waiting, 3);
        let filter = Some(Query::parse("talks").expect("a query"));
        let listing = Listing { scope: Scope::Feed(FeedId(1)), filter };
        assert_eq!(reader.headlines(&listing, Cursor::Newest, 9).expect("a list").len(), 3);
        let db = Connection::open(&path).expect("opens");
        let known = db.query_row("SELECT article_id FROM identity WHERE hash = 5", [], |row| row.get(0));
        assert_eq!(known, Ok(1001));
        assert_eq!(db.query_row("PRAGMA auto_vacuum", [], |row| row.get(0)), Ok(2));
    }

    #[test]
    fn names_stay_and_their_numbers_are_not_given_again() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        drop(Store::open(&path).expect("a store"));
        let db = Connection::open(&path).expect("opens");
        // As version 5 had them.
        db.execute_batch(
            "DROP TABLE name;
             CREATE TABLE name (id INTEGER PRIMARY KEY AUTOINCREMENT, surface TEXT NOT NULL, given_key TEXT NOT NULL,
                shown TEXT NOT NULL, actor_id INTEGER, articles INTEGER NOT NULL DEFAULT 0,
                UNIQUE (surface, given_key));
             CREATE INDEX name_actor ON name (actor_id) WHERE actor_id IS NOT NULL;
             INSERT INTO name (surface, given_key, shown, articles) VALUES ('iran', '', 'Iran', 3), ('eu', '', 'EU', 1);
             DELETE FROM name WHERE surface = 'eu';",
        )
        .expect("names");
        db.execute_batch(include_str!("schema/6.sql")).expect("brought up to date");
        let named = db.query_row("SELECT id, shown, articles FROM name WHERE surface = 'iran'", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        });
        assert_eq!(named, Ok((1, "Iran".to_owned(), 3)));
        db.execute("INSERT INTO name (surface, given_key, shown) VALUES ('un', '', 'UN')", [])
            .expect("a name");
        assert_eq!(db.last_insert_rowid(), 3);
    }

    #[test]
    fn another_limit_is_no_reason_to_compile_a_statement_anew() {
        let dir = tempfile::tempdir().expect("a folder");
        let db = writing(&dir.path().join("masthead.db")).expect("a store");
        let mut select = db.prepare("SELECT id FROM article LIMIT ?1").expect("a statement");
        for limit in [1, 2, 3] {
            assert!(!select.exists([limit]).expect("runs"));
        }
        assert_eq!(select.get_status(rusqlite::StatementStatus::RePrepare), 0);
    }

    #[test]
    fn the_schema_is_what_its_version_says() {
        super::schema::migrations().validate().expect("migrations that run");
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        let db = writing(&path).expect("a store");
        assert_eq!(super::user_version(&db), Ok(super::schema::VERSION));
        assert!(reading(&path).is_ok());
        let mode: String = db.query_row("PRAGMA journal_mode", [], |row| row.get(0)).expect("a mode");
        assert_eq!(mode, "wal");
    }
}
