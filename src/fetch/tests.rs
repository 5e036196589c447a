//! The client against a server on this machine that answers in every way that servers do.

use std::io::Write;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use mockito::{Server, ServerGuard};

use super::error::Limits;
use super::{Address, Client, FetchError, Http, Request, Response, Secret, Trust};

fn get(server: &ServerGuard, path: &str) -> Result<Response, FetchError> {
    request(&Request::feed(address(server, path)))
}

fn request(request: &Request) -> Result<Response, FetchError> {
    Client::with_limits(None, Limits::short()).expect("a client").get(request)
}

fn address(server: &ServerGuard, path: &str) -> Address {
    Address::parse(&format!("{}{path}", server.url())).expect("an address")
}

fn redirects(server: &mut ServerGuard, hops: &[(&str, usize, &str)]) {
    for (from, status, to) in hops {
        server.mock("GET", *from).with_status(*status).with_header("location", to).create();
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("packed")
}

#[test]
fn an_answer_comes_with_what_makes_the_next_request_cheap() {
    let mut server = Server::new();
    let mock = server
        .mock("GET", "/feed")
        .match_header("user-agent", mockito::Matcher::Regex("^masthead/".to_owned()))
        .match_header("accept-encoding", mockito::Matcher::Regex("gzip.*br|br.*gzip".to_owned()))
        .match_header("cookie", mockito::Matcher::Missing)
        .with_header("etag", "\"1\"")
        .with_header("last-modified", "Tue, 14 Oct 2025 09:00:00 GMT")
        .with_header("cache-control", "max-age=600")
        .with_header("set-cookie", "a=b")
        .with_header("content-type", "application/rss+xml; charset=koi8-r")
        .with_header("content-encoding", "gzip")
        .with_body(gzip(b"<rss/>"))
        .expect(1)
        .create();
    let answer = get(&server, "/feed").expect("an answer");
    mock.assert();
    assert_eq!((answer.status, &*answer.body), (200, &b"<rss/>"[..]));
    assert_eq!(answer.etag.as_deref(), Some("\"1\""));
    assert_eq!(answer.modified.as_deref(), Some("Tue, 14 Oct 2025 09:00:00 GMT"));
    assert_eq!(answer.content_type.as_deref(), Some("application/rss+xml; charset=koi8-r"));
    assert_eq!((answer.fresh_for, answer.moved), (Some(Duration::from_secs(600)), None));
    assert_eq!(answer.address, Some(address(&server, "/feed")));
}

#[test]
fn what_is_here_already_is_not_sent_again() {
    let mut server = Server::new();
    let mock = server
        .mock("GET", "/feed")
        .match_header("if-none-match", "\"1\"")
        .match_header("if-modified-since", "Tue, 14 Oct 2025 09:00:00 GMT")
        .with_status(304)
        .create();
    let mut asked = Request::feed(address(&server, "/feed"));
    asked.etag = Some("\"1\"".to_owned());
    asked.modified = Some("Tue, 14 Oct 2025 09:00:00 GMT".to_owned());
    let answer = request(&asked).expect("an answer");
    mock.assert();
    assert_eq!((answer.status, answer.is_success()), (304, false));
}

#[test]
fn redirects_are_followed_and_remembered_while_they_are_for_good() {
    let mut server = Server::new();
    redirects(&mut server, &[("/a", 301, "/b"), ("/b", 308, "c"), ("/c", 302, "/d")]);
    server.mock("GET", "/d").with_body("here").create();
    let answer = get(&server, "/a").expect("an answer");
    assert_eq!((&*answer.body, answer.moved), (&b"here"[..], Some(address(&server, "/c"))));
    assert_eq!(answer.address, Some(address(&server, "/d")));
    redirects(&mut server, &[("/x", 302, "/y"), ("/y", 301, "/d")]);
    assert_eq!(get(&server, "/x").expect("an answer").moved, None);
}

#[test]
fn redirects_without_end_end() {
    let mut server = Server::new();
    redirects(
        &mut server,
        &[("/a", 301, "/b"), ("/b", 302, "/a"), ("/nowhere", 200, ""), ("/here", 301, "/here")],
    );
    assert_eq!(get(&server, "/a"), Err(FetchError::RedirectLoop));
    assert_eq!(get(&server, "/here"), Err(FetchError::RedirectLoop));
    server.mock("GET", "/none").with_status(302).create();
    assert_eq!(get(&server, "/none"), Err(FetchError::RedirectToNowhere));
    for n in 0..12 {
        let (from, to) = (format!("/{n}"), format!("/{}", n + 1));
        redirects(&mut server, &[(&from, 302, &to)]);
    }
    server.mock("GET", "/12").with_body("the end").create();
    assert_eq!(get(&server, "/0"), Err(FetchError::TooManyRedirects { limit: 10 }));
    assert_eq!(&*get(&server, "/2").expect("ten are allowed").body, b"the end");
}

#[test]
fn no_redirect_leads_into_a_private_network() {
    let mut server = Server::new();
    let port = server.socket_address().port();
    for (path, to) in [
        ("/name", format!("http://localhost:{port}/secret")),
        ("/port", format!("http://127.0.0.1:{}/secret", port ^ 1)),
        ("/metadata", "http://169.254.169.254/latest".to_owned()),
        ("/router", "http://192.168.0.1/".to_owned()),
        ("/six", "http://[::1]/".to_owned()),
        ("/mapped", "http://[::ffff:10.0.0.1]/".to_owned()),
        ("/number", "http://2130706434/".to_owned()),
    ] {
        redirects(&mut server, &[(path, 302, &to)]);
        assert!(matches!(get(&server, path), Err(FetchError::Private { .. })), "{path}");
    }
    redirects(&mut server, &[("/file", 302, "file:///etc/passwd")]);
    assert!(matches!(get(&server, "/file"), Err(FetchError::Address(_))));
}

#[test]
fn a_stranger_does_not_lead_into_a_private_network() {
    let mut server = Server::new();
    server.mock("GET", "/page").with_body("here").expect(1).create();
    let page = address(&server, "/page");
    let stranger = request(&Request::page(page.clone(), Trust::Stranger));
    assert!(matches!(stranger, Err(FetchError::Private { .. })));
    let elsewhere = Trust::Origin("http://127.0.0.1:1".to_owned());
    assert!(matches!(request(&Request::page(page.clone(), elsewhere)), Err(FetchError::Private { .. })));
    let own = Trust::Origin(page.origin().to_owned());
    assert_eq!(&*request(&Request::page(page, own)).expect("the user's own server").body, b"here");
}

#[test]
fn a_server_may_say_no() {
    let mut server = Server::new();
    server.mock("GET", "/gone").with_status(410).with_body("x").create();
    let gone = get(&server, "/gone").expect("an answer");
    assert_eq!((gone.status, gone.body.len()), (410, 0));
    for (status, value, seconds) in [(429, "120", 120), (503, "7", 7)] {
        let path = format!("/{status}");
        server.mock("GET", &*path).with_status(status).with_header("retry-after", value).create();
        let busy = get(&server, &path).expect("an answer");
        assert_eq!(busy.retry_after, Some(Duration::from_secs(seconds)));
    }
}

#[test]
fn an_answer_that_breaks_off_is_none() {
    let mut server = Server::new();
    let mut packed = gzip(&(0..20_000_u32).flat_map(u32::to_le_bytes).collect::<Vec<_>>());
    packed.truncate(packed.len() / 2);
    server.mock("GET", "/gzip").with_header("content-encoding", "gzip").with_body(packed).create();
    let cut = get(&server, "/gzip");
    assert!(matches!(cut, Err(FetchError::Cut { .. })), "{cut:?}");
    server.mock("GET", "/none").with_header("content-encoding", "gzip").with_body("no gzip").create();
    let cut = get(&server, "/none");
    assert!(matches!(cut, Err(FetchError::Cut { .. })), "{cut:?}");
}

#[test]
fn bombs_and_streams_without_end_are_cut_off() {
    let mut server = Server::new();
    let bomb = gzip(&vec![0; 50_000_000]);
    server.mock("GET", "/bomb").with_header("content-encoding", "gzip").with_body(bomb).create();
    assert_eq!(get(&server, "/bomb"), Err(FetchError::TooLarge { limit: 100_000 }));
    let endless = |out: &mut dyn Write| loop {
        out.write_all(&[b'x'; 8192])?;
    };
    server.mock("GET", "/endless").with_chunked_body(endless).create();
    assert_eq!(get(&server, "/endless"), Err(FetchError::TooLarge { limit: 100_000 }));
}

#[test]
fn servers_that_drip_or_say_nothing_are_given_up() {
    let mut server = Server::new();
    let drip = |out: &mut dyn Write| {
        for _ in 0..100 {
            out.write_all(b"x")?;
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    };
    server.mock("GET", "/drip").with_chunked_body(drip).create();
    assert!(matches!(get(&server, "/drip"), Err(FetchError::Timeout { .. })));
    // Taken by the system, and never by anybody after that.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let silent = format!("http://{}/", silent.local_addr().expect("an address"));
    let stalled = request(&Request::feed(Address::parse(&silent).expect("an address")));
    assert!(
        matches!(stalled, Err(FetchError::Timeout { .. } | FetchError::Unreachable { .. })),
        "{stalled:?}"
    );
}

#[test]
fn a_server_without_a_good_certificate_is_not_spoken_to() {
    let server = Server::new();
    let https = server.url().replace("http:", "https:");
    let refused = request(&Request::feed(Address::parse(&https).expect("an address")));
    assert!(matches!(refused, Err(FetchError::Tls { .. })), "{refused:?}");
}

#[test]
fn nobody_there_is_said_to_be_nobody() {
    let gone = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let refused = request(&Request::feed(Address::parse(&format!("http://{gone}/")).expect("an address")));
    assert!(matches!(refused, Err(FetchError::Unreachable { .. })), "{refused:?}");
}

#[test]
fn a_secret_goes_to_its_own_server_alone() {
    let mut server = Server::new();
    let own = server.mock("GET", "/own").match_header("authorization", "Bearer geheim").create();
    let mut asked = Request::feed(address(&server, "/own"));
    asked.secret = Some((server.url(), Secret::Bearer("geheim".to_owned())));
    assert_eq!(request(&asked).expect("an answer").status, 200);
    own.assert();
    let to = |text: &str| asked.authorization(&Address::parse(text).expect("an address"));
    assert!(to(&format!("{}/elsewhere", server.url())).is_some());
    assert!(to("http://127.0.0.1:1/own").is_none() && to("https://example.org/own").is_none());
}

#[test]
fn a_picture_is_taken_up_to_a_limit_of_its_own() {
    let mut server = Server::new();
    for (path, bytes) in [("/large", 10 << 20), ("/too-large", (10 << 20) + 1)] {
        let picture =
            server.mock("GET", path).match_header("accept", mockito::Matcher::Regex("^image/".to_owned()));
        picture.with_body(vec![0; bytes]).create();
    }
    let client = Client::new(None).expect("a client");
    let picture = |path| client.get(&Request::picture(address(&server, path), Trust::User));
    assert_eq!(picture("/large").map(|answer| answer.body.len()), Ok(10 << 20));
    assert_eq!(picture("/too-large"), Err(FetchError::TooLarge { limit: 10 << 20 }));
}
