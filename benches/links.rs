//! Times `cite links --verify` as a whole process against servers on loopback.
//!
//! `cargo bench --bench links -- [LINKS]`: so many addresses (10 000) on 100 hosts with the pace
//! switched off, beside lychee as it comes where it is installed, and beside an earlier build of
//! `cite` whose path is in `CITE_BEFORE`, all in turn; then servers
//! that mean ill: a gzip bomb, a body without end, 64 MB, and one that wants to be asked in an
//! hour. Printed are wall time, processor time and the most memory. Reads `/proc`, so it runs on
//! Linux only.

mod measured;

use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use measured::measured;

/// Hosts that the addresses are spread over.
const HOSTS: usize = 100;

/// Runs of each program.
const RUNS: usize = 3;

fn main() {
    let given = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let links: usize = given.unwrap_or(10_000);
    let server = serve();
    LazyLock::force(&BOMB);
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("links.md");
    let port = server.port();
    let address = |n: usize| format!("- <http://127.0.0.{}:{port}/{n}>\n", n % HOSTS + 1);
    std::fs::write(&list, (0..links).map(address).collect::<String>()).expect("written");
    println!("{links} addresses on {HOSTS} hosts, pace 0, {RUNS} runs each");
    for run in 0..=RUNS {
        let programs =
            [("cite", Some(cite(&list))), ("before", before(&list)), ("lychee", lychee(&list))];
        for (name, program) in programs {
            let Some(taken) = program.map(|mut program| measured(&mut program)) else {
                continue;
            };
            // The first run of each only warms the machine.
            if run > 0 {
                println!("  {name:<7} {taken}");
            }
        }
    }
    for (what, path) in [
        ("gzip bomb of 1 GB", "bomb"),
        ("body without end", "endless"),
        ("body of 64 MB", "large"),
        ("Retry-After: 3600", "busy"),
    ] {
        std::fs::write(&list, format!("<http://127.0.0.1:{port}/{path}#place>\n"))
            .expect("written");
        println!("{what:<20} {}", measured(&mut cite(&list)));
    }
}

fn cite(list: &Path) -> Command {
    program(env!("CARGO_BIN_EXE_cite"), list)
}

/// An earlier build, if there is one to compare with.
fn before(list: &Path) -> Option<Command> {
    Some(program(&std::env::var("CITE_BEFORE").ok()?, list))
}

fn program(path: &str, list: &Path) -> Command {
    let mut command = Command::new(path);
    command.env("CITE_PRIVATE_HOSTS", "1");
    command.env("CITE_CACHE", "none").env("CITE_PACE", "0").env("CITE_ARCHIVES", "0");
    command.args(["links", "--verify", "--timeout", "5", "--format", "json"]).arg(list);
    command
}

/// lychee with its pace switched off, if it is installed.
fn lychee(list: &Path) -> Option<Command> {
    Command::new("lychee").arg("--version").stdout(Stdio::null()).status().ok()?;
    let mut command = Command::new("lychee");
    command.args(["--no-progress", "--host-request-interval", "0ms"]).arg(list);
    Some(command)
}

/// A gigabyte of spaces, packed.
static BOMB: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..1024 {
        encoder.write_all(&vec![b' '; 1 << 20]).expect("packs");
    }
    encoder.finish().expect("packs")
});

/// Starts the server on all addresses of loopback.
fn serve() -> SocketAddr {
    let listener = std::net::TcpListener::bind("0.0.0.0:0").expect("a port");
    listener.set_nonblocking(true).expect("not blocking");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let listener = TcpListener::from_std(listener).expect("a listener");
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream));
            }
        });
    });
    address
}

/// Answers one connection until it is closed.
async fn answer(mut stream: TcpStream) {
    let mut buffer = [0; 4096];
    let mut seen = Vec::new();
    while let Ok(count @ 1..) = stream.read(&mut buffer).await {
        seen.extend_from_slice(&buffer[..count]);
        while let Some(end) = seen.windows(4).position(|four| four == b"\r\n\r\n") {
            let head: Vec<u8> = seen.drain(..end + 4).collect();
            let path = String::from_utf8_lossy(&head);
            let path = path.split(' ').nth(1).unwrap_or("/").to_owned();
            if say(&mut stream, &path).await.is_err() {
                return;
            }
        }
    }
}

async fn say(stream: &mut TcpStream, path: &str) -> std::io::Result<()> {
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    let title =
        format!("<title>Page {path}</title><h1>Page {path}</h1><p>{}</p>", "Words. ".repeat(200));
    match path {
        "/bomb" => {
            let head =
                format!("{html}Content-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", BOMB.len());
            stream.write_all(head.as_bytes()).await?;
            stream.write_all(&BOMB).await
        }
        "/endless" => {
            stream.write_all(format!("{html}Connection: close\r\n\r\n").as_bytes()).await?;
            loop {
                stream.write_all(&[b' '; 65536]).await?;
            }
        }
        "/large" => {
            stream.write_all(format!("{html}Content-Length: 67108864\r\n\r\n").as_bytes()).await?;
            for _ in 0..1024 {
                stream.write_all(&[b' '; 65536]).await?;
            }
            Ok(())
        }
        "/busy" => {
            stream
                .write_all(b"HTTP/1.1 429 Busy\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n")
                .await
        }
        _ => {
            let head = format!("{html}Content-Length: {}\r\n\r\n", title.len());
            stream.write_all([head.as_bytes(), title.as_bytes()].concat().as_slice()).await
        }
    }
}
