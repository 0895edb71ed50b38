//! `cite serve`: the page for a browser, on this machine only.
//!
//! The page checks papers in the browser itself; this serves its files and takes nothing in. The
//! address holds a token, and requests must name this host: what another page or another user of
//! the machine asks is refused.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, FromArgMatches};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{self, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::failure::Failure;
use super::{Command, output, talk};

/// The command.
pub(super) const COMMAND: Command = Command {
    clap: || ServeArgs::augment_args(clap::Command::new("serve")),
    run: |matches| run(ServeArgs::from_arg_matches(matches)?),
};

/// Serve the page on which papers are checked in a browser
///
/// The page is served on this machine only (127.0.0.1), under an address that nobody else knows. It
/// checks papers in the browser itself: they are not sent anywhere, not even to this program.
#[derive(Debug, Args)]
struct ServeArgs {
    /// The port; one that is free, if none is given
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port: u16,

    /// Open the page in the browser
    #[arg(long)]
    open: bool,

    /// Serve the files of this folder, as web/build makes it, not those in the program
    #[arg(long, value_name = "FOLDER")]
    page: Option<PathBuf>,
}

/// The files of the page, by their names.
type Files = Vec<(String, Bytes)>;

mod built_in {
    //! The page as it was when the program was built; empty unless `CITE_PAGE` named it then.
    include!(concat!(env!("OUT_DIR"), "/page.rs"));
}

/// What may be served, by the endings of files.
const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
];

/// What keeps the page for work without a network: not wanted where the program itself serves it.
const OFFLINE: &str = "offline.js";

/// What the page may do, as in its own first lines: use its own files, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

fn run(args: ServeArgs) -> Result<ExitCode, Failure> {
    let files = files(args.page.as_deref())?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
        let listener = TcpListener::bind(address).await?;
        let site = Arc::new(Site { files, token: token()?, port: listener.local_addr()?.port() });
        let address = format!("http://127.0.0.1:{}/{}/", site.port, site.token);
        output::write(format!("{address}\n").as_bytes(), None, false)?;
        talk::say("the page is served until this program ends (Ctrl-C)");
        if args.open && open::that_detached(&address).is_err() {
            talk::say("no browser could be opened; open the address yourself");
        }
        serve(listener, site).await
    })
}

/// The files of the page: those of a folder, or those in the program.
fn files(folder: Option<&Path>) -> Result<Files, Failure> {
    let files: Files = match folder {
        Some(folder) => in_folder(folder)?,
        None => {
            let file = |(name, bytes): &(&str, &'static [u8])| {
                ((*name).to_owned(), Bytes::from_static(bytes))
            };
            built_in::FILES.iter().map(file).collect()
        }
    };
    if files.iter().any(|(name, _)| name == "index.html") {
        return Ok(files);
    }
    let message = match folder {
        Some(folder) => {
            format!("{}: this is no page; web/build in a clone makes one", folder.display())
        }
        None => "this program was built without the page: run web/build in a clone, and give \
                 --page target/page; or build the program with CITE_PAGE=target/page"
            .to_owned(),
    };
    Err(Failure::Input(message))
}

fn in_folder(folder: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    for file in std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let file = file?;
        let Ok(name) = file.file_name().into_string() else { continue };
        if kind(&name).is_some() && file.path().is_file() {
            files.push((name, std::fs::read(file.path())?.into()));
        }
    }
    Ok(files)
}

fn unreadable(folder: &Path, error: &std::io::Error) -> Failure {
    Failure::Input(format!("{}: {error}", folder.display()))
}

/// The type of a file that may be served.
fn kind(name: &str) -> Option<&'static str> {
    let ending = name.rsplit_once('.')?.1;
    TYPES.iter().find(|(known, _)| *known == ending).map(|(_, kind)| *kind)
}

/// 128 random bits in hexadecimal digits.
fn token() -> Result<String, Failure> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Failure::Input(error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What is served.
struct Site {
    files: Files,
    token: String,
    port: u16,
}

/// How many connections are answered at a time; a browser opens six. Others wait.
const MOST_CONNECTIONS: usize = 64;

/// Answers until the program ends. Who says nothing for half a minute is let go.
async fn serve(listener: TcpListener, site: Arc<Site>) -> Result<ExitCode, Failure> {
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    loop {
        // The places are never closed.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { continue };
        // A caller that goes away before it is answered is no error, nor is a machine that has no
        // more connections to give at this moment.
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let site = Arc::clone(&site);
        tokio::spawn(async move {
            let _place = place;
            let answer = service_fn(move |request| {
                let answer = site.answer(&request);
                async move { Ok::<_, Infallible>(answer) }
            });
            // A browser that goes away is no error.
            let mut connection = hyper::server::conn::http1::Builder::new();
            connection.timer(TokioTimer::new());
            let _ = connection.serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}

impl Site {
    fn answer<B>(&self, request: &Request<B>) -> Response<Full<Bytes>> {
        let found = match self.found(request) {
            Ok(found) => found,
            Err(status) => return refused(status),
        };
        let (name, bytes) = found;
        let body = if request.method() == Method::HEAD { Bytes::new() } else { bytes.clone() };
        let mut response = Response::new(Full::new(body));
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static(kind(name).unwrap_or("application/octet-stream"));
        headers.insert(header::CONTENT_TYPE, kind);
        for (name, value) in [
            ("content-security-policy", POLICY),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        response
    }

    /// The file that is asked for, or why there is none.
    fn found<B>(&self, request: &Request<B>) -> Result<&(String, Bytes), StatusCode> {
        if !self.is_named(request) {
            return Err(StatusCode::FORBIDDEN);
        }
        if ![Method::GET, Method::HEAD].contains(request.method()) {
            return Err(StatusCode::METHOD_NOT_ALLOWED);
        }
        let inside = request.uri().path().strip_prefix('/');
        let name = inside.and_then(|path| path.strip_prefix(&self.token)?.strip_prefix('/'));
        let name = match name.ok_or(StatusCode::NOT_FOUND)? {
            "" => "index.html",
            OFFLINE => return Err(StatusCode::NOT_FOUND),
            name => name,
        };
        self.files.iter().find(|(known, _)| known == name).ok_or(StatusCode::NOT_FOUND)
    }

    /// Whether a request names this host: another page can lead a name of its own here, but cannot
    /// change what the browser says that it asks.
    fn is_named<B>(&self, request: &Request<B>) -> bool {
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        let hosts = ["127.0.0.1", "localhost"].map(|host| format!("{host}:{}", self.port));
        host.is_some_and(|host| hosts.iter().any(|known| known.eq_ignore_ascii_case(host)))
    }
}

fn refused(status: StatusCode) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::new()));
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let file = |name: &str| (name.to_owned(), Bytes::from_static(b"text"));
        let files = ["index.html", "page.js", "check.wasm", OFFLINE].map(file).to_vec();
        Site { files, token: "secret".to_owned(), port: 8080 }
    }

    fn asked(method: &str, host: &str, path: &str) -> Response<Full<Bytes>> {
        let request = Request::builder().method(method).uri(path).header("host", host);
        site().answer(&request.body(()).expect("a request"))
    }

    fn status(method: &str, host: &str, path: &str) -> u16 {
        asked(method, host, path).status().as_u16()
    }

    #[test]
    fn files_are_served_under_the_token() {
        let answer = asked("GET", "127.0.0.1:8080", "/secret/");
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
        let policy = answer.headers()["content-security-policy"].to_str().expect("text");
        assert!(policy.starts_with("default-src 'none'") && policy.contains("connect-src 'self'"));
        assert_eq!(status("GET", "localhost:8080", "/secret/page.js"), 200);
        assert_eq!(status("HEAD", "127.0.0.1:8080", "/secret/check.wasm"), 200);
    }

    #[test]
    fn all_else_is_refused() {
        let here = "127.0.0.1:8080";
        for (method, host, path, expected) in [
            ("GET", here, "/", 404),
            ("GET", here, "/secret", 404),
            ("GET", here, "/wrong/page.js", 404),
            ("GET", here, "/secret/../secret/none.js", 404),
            ("GET", here, "/secret/offline.js", 404),
            ("POST", here, "/secret/page.js", 405),
            ("GET", "127.0.0.1:81", "/secret/page.js", 403),
            ("GET", "evil.example:8080", "/secret/page.js", 403),
            ("GET", "127.0.0.1.evil.example:8080", "/secret/page.js", 403),
        ] {
            assert_eq!(status(method, host, path), expected, "{method} {host} {path}");
        }
    }

    #[test]
    fn tokens_differ() {
        let (one, other) = (token().expect("bits"), token().expect("bits"));
        assert!(one != other && one.len() == 32);
    }

    #[test]
    fn without_a_page_it_is_said_how_to_get_one() {
        let empty = tempfile::tempdir().expect("a folder");
        let failure = files(Some(empty.path())).expect_err("no page").to_string();
        assert!(failure.contains("web/build"), "{failure}");
    }
}
