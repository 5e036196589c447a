//! Refreshes generated feeds from a server on this machine and prints the table *Refreshing* of BENCHMARKS.md.
//!
//! `cargo bench --bench refreshing -- [--feeds 100] [--each 100]`: the real binary, from its start to its end.

#[path = "articles/generator.rs"]
mod generator;

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write, stdout};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use generator::{Generated, Generator};
use masthead::model::FeedId;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let (feeds, each) = (argument("--feeds")?.unwrap_or(100), argument("--each")?.unwrap_or(100));
    let mut generator = Generator::new();
    let served: Vec<String> = (0..feeds).map(|nth| feed(&mut generator, nth, each)).collect();
    let bytes = served.iter().map(String::len).sum::<usize>() / (feeds * each).max(1);
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || serve(&listener, &Arc::new(served)));

    let dir = tempfile::tempdir()?;
    let list: String = (0..feeds).map(|nth| format!("http://{address}/{nth}\n")).collect();
    fs::write(dir.path().join("urls"), list)?;
    let imported = masthead(dir.path(), &["feeds", "import", "urls"])?.wait()?;
    if !imported.success() {
        return Err("the feeds could not be imported".into());
    }
    let new = refresh(dir.path())?;
    let size = fs::metadata(dir.path().join("store/masthead.db"))?.len() as f64;
    let mut unchanged = Vec::new();
    for _ in 0..3 {
        unchanged.push(refresh(dir.path())?.all);
    }
    let articles = (feeds * each) as f64;
    let mut out = stdout().lock();
    writeln!(out, "{feeds} feeds of {each} articles of {bytes} bytes")?;
    writeln!(out, "| nothing has changed (304): s | {:.2} |", least(&unchanged).as_secs_f64())?;
    writeln!(out, "| everything is new, listed and found by title: s | {:.2} |", new.listed.as_secs_f64())?;
    writeln!(out, "| indexed and cast too: s | {:.2} |", new.all.as_secs_f64())?;
    writeln!(out, "| articles a second, in all | {:.0} |", articles / new.all.as_secs_f64())?;
    writeln!(out, "| most memory: MB | {:.0} |", new.memory as f64 / 1024.0)?;
    writeln!(out, "| on disk: KB an article | {:.2} |", size / articles / 1000.0)?;
    Ok(())
}

fn argument(name: &str) -> Outcome<Option<usize>> {
    let value = std::env::args().skip_while(|argument| argument != name).nth(1);
    Ok(value.map(|value| value.parse()).transpose()?)
}

fn least(times: &[Duration]) -> Duration {
    times.iter().min().copied().unwrap_or_default()
}

/// What a refresh took.
struct Took {
    /// Until it said what it brought.
    listed: Duration,
    /// Until its end.
    all: Duration,
    /// The most memory that it had, in KB; on Linux only.
    memory: u64,
}

fn refresh(dir: &Path) -> Outcome<Took> {
    let begun = Instant::now();
    let mut child = masthead(dir, &["refresh", "--all"])?;
    let mut said = String::new();
    BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut said)?;
    let listed = begun.elapsed();
    let mut memory = 0;
    while child.try_wait()?.is_none() {
        memory = memory.max(high_water(&child));
        thread::sleep(Duration::from_millis(2));
    }
    Ok(Took { listed, all: begun.elapsed(), memory })
}

fn high_water(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn masthead(dir: &Path, arguments: &[&str]) -> Outcome<Child> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
    command.current_dir(dir).args(arguments).args(["--store", "store", "--config", "none.toml"]);
    Ok(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?)
}

fn feed(generator: &mut Generator, feed: usize, each: usize) -> String {
    let mut out = format!("<rss version='2.0'><channel><title>Agency {feed}</title>");
    for nth in 0..each {
        // Feeds report on the same time side by side.
        let Generated { document, incoming, .. } =
            generator.article((nth * 1000 + feed) as u64, &[FeedId(1)]);
        let date = document.published.unwrap_or_default().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        let url = incoming.url.unwrap_or_default();
        let _ = write!(
            out,
            "<item><title>{}</title><guid>{url}</guid><link>{url}</link><pubDate>{date}</pubDate><description>",
            &*document.title
        );
        for section in &document.sections {
            for block in &section.blocks {
                let text = block.parts();
                let _ = write!(out, "&lt;p&gt;{}&lt;/p&gt;", text.join(": "));
            }
        }
        out.push_str("</description></item>");
    }
    out.push_str("</channel></rss>");
    out
}

fn serve(listener: &TcpListener, feeds: &Arc<Vec<String>>) {
    for connection in listener.incoming().flatten() {
        let feeds = Arc::clone(feeds);
        // One that breaks off is the other side's business.
        thread::spawn(move || answer_all(connection, &feeds).ok());
    }
}

fn answer_all(mut connection: TcpStream, feeds: &[String]) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let mut lines = BufReader::new(connection.try_clone()?.take(u64::MAX));
    loop {
        let (mut wanted, mut known, mut line) = (None, false, String::new());
        while lines.read_line(&mut line)? > 2 {
            wanted = wanted.or_else(|| line.split(&['/', ' '][..]).nth(2)?.parse::<usize>().ok());
            known |= line.to_ascii_lowercase().starts_with("if-none-match: \"1\"");
            line.clear();
        }
        let Some(feed) = wanted.and_then(|wanted| feeds.get(wanted)) else { return Ok(()) };
        let (status, body) = if known { ("304 Not Modified", "") } else { ("200 OK", feed.as_str()) };
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\nETag: \"1\"\r\nContent-Type: application/rss+xml\r\nContent-Length: {length}\r\n\r\n"
        );
        connection.write_all(head.as_bytes())?;
        connection.write_all(body.as_bytes())?;
    }
}
