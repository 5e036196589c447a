//! The pictures of articles: fetched when they are wanted, and those that were seen kept beside the store, so that they are
//! there without a network too.

use std::fs::{self, DirEntry, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Newsroom, Wire};
use crate::fetch::{Address, Request, Trust};
use crate::model::FeedId;

/// The most bytes that are kept.
const MOST_BYTES: u64 = 100 * 1024 * 1024;

/// The pictures that were seen, each a file named by its address.
#[derive(Clone, Debug)]
pub struct PictureFolder {
    folder: PathBuf,
    most: u64,
}

impl Newsroom {
    /// Fetches a picture that an article of `feed` names, which may lead where the feed itself may.
    ///
    /// # Errors
    /// Where it does not come; says why.
    pub fn fetch_picture(store_dir: &Path, wire: &Wire, feed: FeedId, url: &str) -> Result<Vec<u8>, String> {
        let address = Address::parse(url).map_err(|error| error.to_string())?;
        let feeds = Self::open_reader(store_dir).and_then(|reader| Ok(reader.web_feeds()?));
        let feeds = feeds.map_err(|error| error.to_string())?;
        let feed = feeds.into_iter().find(|known| known.feed.id == feed);
        let trust = feed.map_or(Trust::Stranger, |feed| Trust::Origin(feed.trusted));
        let response = wire.get(Request::picture(address, trust)).map_err(|error| error.to_string())?;
        match response.is_success() {
            true => Ok(response.body),
            false => Err(format!("its server answered with status {}", response.status)),
        }
    }
}

impl PictureFolder {
    /// The pictures beside the store in a folder.
    pub fn of_store(store_dir: &Path) -> Self {
        Self { folder: store_dir.join("images"), most: MOST_BYTES }
    }

    /// The picture that was at an address, where it was kept.
    pub fn get(&self, url: &str) -> Option<Vec<u8>> {
        let file = self.file(url);
        let mut content = fs::read(&file).ok()?;
        // Two addresses may have one name.
        let head = head(url);
        if !content.starts_with(head.as_bytes()) {
            return None;
        }
        // What was seen last goes last. A folder that cannot be written is none to keep in order.
        let _ =
            File::options().append(true).open(&file).and_then(|file| file.set_modified(SystemTime::now()));
        Some(content.split_off(head.len()))
    }

    /// Keeps a picture, and gives up those that were not seen for longest, where they are too much.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn put(&self, url: &str, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let file = self.file(url);
        // Whole or not at all; a name of its own, as another reader may do the same.
        let draft = file.with_extension(format!("{}-draft", std::process::id()));
        let written = fs::write(&draft, [head(url).as_bytes(), bytes].concat());
        written.and_then(|()| fs::rename(&draft, &file)).inspect_err(|_| {
            let _ = fs::remove_file(&draft);
        })?;
        self.make_room()
    }

    fn make_room(&self) -> io::Result<()> {
        let kept = |entry: io::Result<DirEntry>| {
            let (entry, about) = entry.and_then(|entry| entry.metadata().map(|about| (entry, about))).ok()?;
            Some((about.modified().unwrap_or(SystemTime::UNIX_EPOCH), about.len(), entry.path()))
        };
        let mut files: Vec<_> = fs::read_dir(&self.folder)?.filter_map(kept).collect();
        files.sort_unstable();
        let mut bytes: u64 = files.iter().map(|(_, bytes, _)| bytes).sum();
        for (_, size, file) in files {
            if bytes <= self.most {
                break;
            }
            fs::remove_file(file)?;
            bytes -= size;
        }
        Ok(())
    }

    fn file(&self, url: &str) -> PathBuf {
        // FNV-1a: the same on every machine and in every version, which the standard library's hashers are not.
        let hash = url.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        self.folder.join(format!("{hash:016x}"))
    }
}

/// What stands before the bytes of a picture in its file.
fn head(url: &str) -> String {
    format!("{url}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_may_be_at_home_where_its_feed_is() {
        let mut server = mockito::Server::new();
        server.mock("GET", "/a.png").with_body("picture").create();
        server.mock("GET", "/none.png").with_status(404).create();
        let dir = tempfile::tempdir().expect("a folder");
        let mut newsroom = Newsroom::open(dir.path()).expect("a store");
        let wire = crate::newsroom::Network::default().wire().expect("a network");
        let mut add = |origin: &str| {
            let address = Address::parse(&format!("{origin}/feed")).expect("an address");
            let found =
                crate::newsroom::FoundFeed { title: None, origin: address.origin().to_owned(), address };
            newsroom.subscribe(&found, None, Vec::new()).expect("a feed").id()
        };
        let (home, elsewhere) = (add(&server.url()), add("https://news.example"));
        let fetch = |feed, path: &str| {
            Newsroom::fetch_picture(dir.path(), &wire, feed, &format!("{}{path}", server.url()))
        };
        assert_eq!(fetch(home, "/a.png"), Ok(b"picture".to_vec()));
        assert_eq!(fetch(home, "/none.png"), Err("its server answered with status 404".to_owned()));
        for stranger in [elsewhere, FeedId(999)] {
            let why = fetch(stranger, "/a.png").expect_err("a private address");
            assert!(why.contains("private network"), "{why}");
        }
        let file = Newsroom::fetch_picture(dir.path(), &wire, home, "file:///etc/passwd");
        assert!(file.is_err_and(|why| why.contains("only http: and https:")));
    }

    #[test]
    fn what_was_seen_last_is_kept_longest() {
        let dir = tempfile::tempdir().expect("a folder");
        let folder = PictureFolder { most: 350, ..PictureFolder::of_store(dir.path()) };
        let url = |nth: u64| format!("https://news.example/{nth}.png");
        let at = |nth: u64, second: u64| {
            let file = File::options().append(true).open(folder.file(&url(nth))).expect("a file");
            let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(second);
            file.set_modified(time).expect("set");
        };
        for nth in 0..3 {
            folder.put(&url(nth), &[b'x'; 70]).expect("kept");
            at(nth, nth);
        }
        assert_eq!(folder.get(&url(0)), Some(vec![b'x'; 70]));
        folder.put(&url(3), &[b'y'; 70]).expect("kept");
        let kept: Vec<u64> = (0..4).filter(|nth| folder.get(&url(*nth)).is_some()).collect();
        assert_eq!(kept, [0, 2, 3]);
        assert_eq!(folder.get("https://news.example/other.png"), None);
        fs::rename(folder.file(&url(3)), folder.file("https://evil.example/")).expect("renamed");
        assert_eq!(folder.get("https://evil.example/"), None, "it is another address's");
    }
}
