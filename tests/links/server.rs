//! A server on loopback that plays every host of the tests, and can reset, truncate, drip or lie.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What a client asked for.
pub struct Request {
    pub method: String,
    pub host: String,
    /// Path and query.
    pub path: String,
    /// Header names in lower case.
    pub headers: HashMap<String, String>,
    pub body: String,
    /// How often this host and path were asked for, this time included.
    pub times: usize,
}

impl Request {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// What a server does on the wire, step by step; at the end it closes.
pub enum Step {
    Send(Vec<u8>),
    Wait(u64),
    /// Sends the same again and again, with a pause, for ever.
    Repeat(Vec<u8>, u64),
    /// Closes in the middle, so that the client sees a reset.
    Reset,
}

/// All that a server does for one request.
pub type Answer = Vec<Step>;

/// Plays the hosts: from a request to what is done on the wire.
pub type Play = fn(&Request) -> Answer;

/// An answer with a status, headers and a body of the right length.
pub fn answer(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Answer {
    let body = body.as_ref();
    let mut bytes = head(status, headers, Some(body.len()));
    bytes.extend_from_slice(body);
    vec![Step::Send(bytes)]
}

/// The head of an answer; without a length, the body goes on until the server closes.
pub fn head(status: u16, headers: &[(&str, &str)], length: Option<usize>) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} Whatever\r\nConnection: close\r\n");
    if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
        head.push_str("Content-Type: text/html; charset=utf-8\r\n");
    }
    if let Some(length) = length {
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    head.into_bytes()
}

/// A server that runs until the test ends.
pub struct Server {
    pub plain: SocketAddr,
    pub secure: Option<SocketAddr>,
    /// Every request in order: host and path.
    pub log: Arc<Mutex<Vec<(String, String)>>>,
}

impl Server {
    /// Starts a server; with `tls`, it answers to secure connections too.
    pub fn start(play: Play, tls: Option<Arc<tokio_rustls::rustls::ServerConfig>>) -> Server {
        let log = Arc::new(Mutex::new(Vec::new()));
        let stage = Stage { play, log: log.clone(), counts: Arc::default() };
        let (listener, plain) = bind();
        let (secure_listener, secure) = bind();
        let secure = tls.as_ref().map(|_| secure);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                if let Some(config) = tls {
                    tokio::spawn(accept_secure(secure_listener, config, stage.clone()));
                }
                accept(listener, stage).await;
            });
        });
        Server { plain, secure, log }
    }
}

/// A port of our own on loopback.
fn bind() -> (std::net::TcpListener, SocketAddr) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("not blocking");
    let address = listener.local_addr().expect("an address");
    (listener, address)
}

#[derive(Clone)]
struct Stage {
    play: Play,
    log: Arc<Mutex<Vec<(String, String)>>>,
    counts: Arc<Mutex<HashMap<(String, String), usize>>>,
}

async fn accept(listener: std::net::TcpListener, stage: Stage) {
    let listener = TcpListener::from_std(listener).expect("a listener");
    while let Ok((stream, _)) = listener.accept().await {
        let stage = stage.clone();
        tokio::spawn(async move {
            // A second hold on the socket, to reset it.
            let socket = stream.into_std().expect("a socket");
            let hold = socket.try_clone().expect("a second hold");
            serve(TcpStream::from_std(socket).expect("a stream"), stage, Some(hold)).await;
        });
    }
}

async fn accept_secure(
    listener: std::net::TcpListener,
    config: Arc<tokio_rustls::rustls::ServerConfig>,
    stage: Stage,
) {
    let listener = TcpListener::from_std(listener).expect("a listener");
    let acceptor = tokio_rustls::TlsAcceptor::from(config);
    while let Ok((stream, _)) = listener.accept().await {
        let (acceptor, stage) = (acceptor.clone(), stage.clone());
        tokio::spawn(async move {
            if let Ok(stream) = acceptor.accept(stream).await {
                serve(stream, stage, None).await;
            }
        });
    }
}

async fn serve(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    stage: Stage,
    hold: Option<std::net::TcpStream>,
) {
    let Some(mut request) = read(&mut stream).await else {
        return;
    };
    let key = (request.host.clone(), request.path.clone());
    stage.log.lock().expect("a log").push(key.clone());
    request.times = {
        let mut counts = stage.counts.lock().expect("counts");
        let count = counts.entry(key).or_insert(0);
        *count += 1;
        *count
    };
    for step in (stage.play)(&request) {
        match step {
            Step::Send(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Step::Wait(milliseconds) => {
                tokio::time::sleep(Duration::from_millis(milliseconds)).await
            }
            Step::Repeat(bytes, pause) => loop {
                if stream.write_all(&bytes).await.is_err() || stream.flush().await.is_err() {
                    return;
                }
                if pause > 0 {
                    tokio::time::sleep(Duration::from_millis(pause)).await;
                }
            },
            Step::Reset => {
                let hold = hold.map(|hold| TcpStream::from_std(hold).expect("a stream"));
                let _ = hold.map(|hold| hold.set_zero_linger());
                return;
            }
        }
    }
    let _ = stream.flush().await;
    let _ = stream.shutdown().await;
}

async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Option<Request> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        match stream.read(&mut buffer).await {
            Ok(count) if count > 0 => bytes.extend_from_slice(&buffer[..count]),
            _ => return None,
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let (method, path) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: HashMap<String, String> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length: usize =
        headers.get("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        match stream.read(&mut buffer).await {
            Ok(count) if count > 0 => body.extend_from_slice(&buffer[..count]),
            _ => return None,
        }
    }
    let host = headers.get("host").cloned().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_owned();
    let body = String::from_utf8_lossy(&body).into_owned();
    Some(Request { method, host, path, headers, body, times: 0 })
}
