//! Pages that show the work, however their servers behave.

use std::io::Write;
use std::sync::LazyLock;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};

use super::{Situation, case};
use crate::pages::{self, PROSE, TITLE, html, only, to, work};
use crate::server::{Answer, Request, Step, answer, head};

const OK: &[&str] = &["ok"];
/// Where the way leads over a lasting redirect, "moved" is right as well.
const THERE: &[&str] = &["ok", "moved"];

fn page(title: &str, body: &str) -> Answer {
    answer(200, &[], html(title, body))
}

fn told(request: &Request, title: &str, body: &str) -> Answer {
    only(request, page(title, body))
}

/// The work's page behind another address.
fn hop(request: &Request, status: u16, target: &str) -> Answer {
    match request.path.as_str() {
        "/paper" => to(status, target),
        _ => work(),
    }
}

fn packed(bytes: &[u8], kind: &str) -> Vec<u8> {
    let level = Compression::fast();
    match kind {
        "gzip" => {
            let mut encoder = GzEncoder::new(Vec::new(), level);
            encoder.write_all(bytes).expect("packs");
            encoder.finish().expect("packs")
        }
        _ => {
            let mut encoder = ZlibEncoder::new(Vec::new(), level);
            encoder.write_all(bytes).expect("packs");
            encoder.finish().expect("packs")
        }
    }
}

/// The work's page, packed.
fn packed_work(kind: &str) -> Answer {
    answer(200, &[("Content-Encoding", kind)], packed(work_html().as_bytes(), kind))
}

fn work_html() -> String {
    html(TITLE, &format!("<h1>{TITLE}</h1><p>{PROSE}</p>"))
}

/// The head of the work's page, and then more and more.
fn endless(bytes: Vec<u8>, pause: u64) -> Answer {
    vec![
        Step::Send(head(200, &[], None)),
        Step::Send(format!("<title>{TITLE}</title><p>{PROSE}</p>").into_bytes()),
        Step::Repeat(bytes, pause),
    ]
}

fn pdf(title: &str, shown: &str) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(format!("BT /F1 12 Tf ({shown}) Tj ET").as_bytes()).expect("packs");
    let stream = encoder.finish().expect("packs");
    let info = format!("1 0 obj << /Title ({title}) /Producer (LaTeX) >> endobj\n");
    [
        b"%PDF-1.5\n",
        info.as_bytes(),
        b"2 0 obj << /Filter /FlateDecode >> stream\n",
        &stream,
        b"\nendstream endobj\n%%EOF",
    ]
    .concat()
}

fn as_pdf(request: &Request, title: &str, shown: &str, kind: &str) -> Answer {
    only(request, answer(200, &[("Content-Type", kind)], pdf(title, shown)))
}

/// Much other text, as a page has around what it is about.
fn around() -> String {
    "<p>The library of the four provinces opens at nine on working days, lends maps and keeps the \
     letters of travellers. Readers from abroad write ahead.</p>"
        .repeat(30)
}

fn cookie_then_work(request: &Request, status: u16) -> Answer {
    match request.header("cookie").contains("seen=1") {
        true => work(),
        false => answer(status, &[("Set-Cookie", "seen=1; Path=/"), ("Location", "/paper")], ""),
    }
}

pub const CASES: &[Situation] = &[
    // Titles as sites dress them.
    case("plain", OK, |request| only(request, work())),
    case("upper", OK, |request| told(request, &format!("STEPPE PAPERS: {}", TITLE.to_uppercase()), PROSE)),
    case("cut", OK, |request| told(request, "Oil Rents and Local Trust in the…", PROSE)),
    case("subtitle-left-out", OK, |request| told(request, TITLE, PROSE))
        .cited("Oil Rents and Local Trust in the Steppe Provinces: Evidence from Four Surveys of Households"),
    case("subtitle-added", OK, |request| told(request, &format!("{TITLE}: Evidence from Four Surveys"), PROSE)),
    case("citation-title", OK, |request| {
        only(request, answer(200, &[], format!("<title>Steppe Papers 12(3)</title><meta name=\"citation_title\" content=\"{TITLE}\"><p>Volume twelve of the journal, with all its papers.</p>")))
    }),
    case("card-title", OK, |request| {
        only(request, answer(200, &[], format!("<title>Steppe Papers</title><meta property=\"og:title\" content=\"{TITLE}\"><p>Read on below.</p>")))
    }),
    case("linked-data", OK, |request| {
        only(request, answer(200, &[], format!("<title>Steppe Papers</title><script type=\"application/ld+json\">{{\"@context\": \"https://schema.org\", \"@type\": \"Article\", \"headline\": \"{TITLE}\"}}</script><p>A short page.</p>")))
    }),
    case("heading-only", OK, |request| told(request, "Home", &format!("<h1>{TITLE}</h1><p>{PROSE}</p>"))),
    case("no-title", OK, |request| told(request, "", &format!("<b>{TITLE}</b> {PROSE}"))),
    case("entities", OK, |request| told(request, "Oil&nbsp;Rents &amp; Local Trust in the Steppe Provinces", PROSE)),
    case("headline-changed", OK, |request| told(request, "Who gets the money from the wells?", &format!("<p>By D. Almagambet</p>{PROSE}"))),
    case("list-of-papers", OK, |request| told(request, "Working papers 2014", &format!("<ul><li>On roads</li><li>{TITLE}</li></ul>{}", around()))),
    case("translated-page", OK, |request| {
        told(request, "Нефтяная рента и доверие в степных областях", "<p>Мы спрашиваем, как доход от скважин делится между селами четырех областей, и верят ли люди своим советам больше, если получают долю. Опрос показал, что это так.</p>")
    }),
    case("translated-title", OK, |request| {
        told(request, "Die Ölrente und das Vertrauen in den Provinzen der Steppe", "<p>Wir fragen, wie die Einnahmen aus den Quellen auf die Dörfer verteilt werden und ob die Menschen den Räten mehr trauen, wenn sie einen Teil davon bekommen. Es ist so, aber es dauert.</p>")
    }),
    case("chinese-title", OK, |request| told(request, "中亚草原地区的石油收入与信任_新闻网", "<p>四个省的村庄如何分配油井收入。</p>")).cited("中亚草原地区的石油收入与信任"),
    case("kazakh-title", OK, |request| told(request, "Дала облыстарындағы мұнай рентасы | Кітапхана", "<p>Төрт облыстың ауылдары.</p>")).cited("Дала облыстарындағы мұнай рентасы"),
    case("diacritics", OK, |request| told(request, "Petrol gelirleri ve guven: Bozkir illeri uzerine", "<p>Metin.</p>")).cited("Petrol Gelirleri ve Güven: Bozkır İlleri Üzerine"),
    // Works whose words look like signs of decay.
    case("about-not-found", OK, |request| told(request, "Page Not Found: A History of Error 404", &format!("<h1>Page Not Found: A History of Error 404</h1>{PROSE}"))).cited("Page Not Found: A History of Error 404"),
    case("about-casinos", OK, |request| told(request, "Casino Towns | Steppe Papers", "<h1>Casino Towns</h1><p>Gambling, betting and poker in two towns: jackpot, roulette and baccarat as a trade. Slots and bets since 1990.</p>")).cited("Casino Towns"),
    case("about-domains", OK, |request| told(request, "This Domain Is for Sale: Markets for Names", &format!("<h1>This Domain Is for Sale: Markets for Names</h1>{PROSE}"))).cited("This Domain Is for Sale: Markets for Names"),
    case("about-denial", OK, |request| told(request, "Access Denied: Readers and Libraries in the South", PROSE)).cited("Access Denied: Readers and Libraries in the South"),
    case("404-in-margin", OK, |request| told(request, TITLE, &format!("<aside>A broken link? Tell us of any page not found.</aside>{PROSE}{}", around()))),
    case("login-in-margin", OK, |request| told(request, TITLE, &format!("<form action=/login>Log in <input type=password></form><p>{PROSE}</p>"))),
    case("captcha-in-form", OK, |request| told(request, TITLE, &format!("<script src=\"https://www.google.com/recaptcha/api.js\"></script>{PROSE}{}", around()))),
    case("paywalled-abstract", OK, |request| told(request, TITLE, &format!("<p>{PROSE}</p><p>Get access. Purchase this article. Already a subscriber? Access through your institution.</p>"))),
    case("related-searches", OK, |request| told(request, &format!("{TITLE} - Catalogue"), "<p>One copy. Related searches: oil, steppe.</p>")),
    case("advertised", OK, |request| told(request, TITLE, &format!("{PROSE}<p>Advertisement: online casino, poker, welcome bonus, free spins, jackpot, slots, betting odds.</p>"))),
    case("maintenance-notice", OK, |request| told(request, TITLE, &format!("<p>Notice: scheduled maintenance on Sunday.</p>{PROSE}"))),
    // Ways that lead to it.
    case("lasting", &["moved"], |request| hop(request, 301, "/papers/2014/oil-rents")),
    case("lasting-308", &["moved"], |request| hop(request, 308, "/papers/2014/oil-rents")),
    case("passing", OK, |request| hop(request, 302, "/papers/2014/oil-rents")),
    case("see-other", OK, |request| hop(request, 303, "papers/2014/oil-rents")),
    case("passing-307", OK, |request| hop(request, 307, "//passing-307.example/papers")),
    case("raw-letters-in-location", THERE, |request| match request.path.as_str() {
        "/paper" => vec![Step::Send("HTTP/1.1 301 Moved\r\nLocation: /статья/нефть\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".as_bytes().to_vec())],
        path if path.contains("%D1%81%D1%82") => work(),
        _ => pages::missing(),
    }),
    case("space-in-location", THERE, |request| match request.path.as_str() {
        "/paper" => to(301, "/oil rents"),
        "/oil%20rents" => work(),
        _ => pages::missing(),
    }),
    case("ten-hops", THERE, |request| match request.path.strip_prefix("/step").map(|step| step.parse().unwrap_or(0)) {
        None if request.path == "/paper" => to(302, "/step1"),
        Some(step) if step < 9 => to(302, &format!("/step{}", step + 1)),
        Some(9) => work(),
        _ => pages::missing(),
    }),
    case("meta-refresh", THERE, |request| match request.path.as_str() {
        "/paper" => page("Redirecting", "<meta http-equiv=refresh content='0; url=/new'>"),
        "/new" => work(),
        _ => pages::missing(),
    }),
    case("script-redirect", THERE, |request| match request.path.as_str() {
        "/paper" => page("", "<script>window.location.href = \"/new\";</script>"),
        "/new" => work(),
        _ => pages::missing(),
    }),
    case("cookie-redirect", OK, |request| cookie_then_work(request, 302)),
    case("cookie-wall", OK, |request| cookie_then_work(request, 403)),
    case("home-of-body", OK, |request| match request.path.as_str() {
        "/" => to(302, "/en/"),
        _ => page("Steppe Survey Office", "<p>News of the office, its maps and people.</p>"),
    })
    .at("/")
    .cited("Steppe Survey Office"),
    case("query", OK, |request| match request.path.as_str() {
        "/show.php?id=17" => work(),
        _ => pages::missing(),
    })
    .at("/show.php?id=17"),
    // Servers with moods.
    case("head-not-allowed", OK, |request| match request.method.as_str() {
        "GET" => only(request, work()),
        _ => answer(405, &[], ""),
    }),
    case("fails-once", OK, |request| if request.times == 1 { answer(500, &[], "Oops") } else { work() }),
    case("unavailable-once", OK, |request| if request.times == 1 { answer(503, &[("Retry-After", "1")], "") } else { work() }),
    case("busy-once", OK, |request| if request.times == 1 { answer(429, &[("Retry-After", "1")], "") } else { work() }),
    case("resets-once", OK, |request| if request.times == 1 { vec![Step::Reset] } else { work() }),
    case("leisurely", OK, |request| [vec![Step::Wait(1500)], only(request, work())].into_iter().flatten().collect()),
    case("drips", OK, |_| endless(b" ".to_vec(), 50)),
    case("endless", OK, |_| endless(vec![b'x'; 64 << 10], 0)),
    case("truncated", OK, |_| vec![Step::Send(head(200, &[], Some(100_000))), Step::Send(work_html().into_bytes())]),
    case("reset-after-body", OK, |_| vec![Step::Send(head(200, &[], Some(100_000))), Step::Send(work_html().into_bytes()), Step::Wait(200), Step::Reset]),
    case("shows-with-404", OK, |_| answer(404, &[], work_html())),
    case("shows-with-500", OK, |_| answer(500, &[], work_html())),
    case("old-http", OK, |_| vec![Step::Send(format!("HTTP/1.0 200 OK\r\n\r\n{}", work_html()).into_bytes())]),
    case("no-headers", OK, |_| vec![Step::Send(work_html().into_bytes())]),
    case("folded-header", OK, |_| vec![Step::Send(format!("HTTP/1.1 200 OK\r\nX-Long: one\r\n two\r\nConnection: close\r\n\r\n{}", work_html()).into_bytes())]),
    case("bad-header", OK, |_| vec![Step::Send(format!("HTTP/1.1 200 OK\r\nBad Header: x\r\nConnection: close\r\n\r\n{}", work_html()).into_bytes())]),
    case("both-lengths", OK, |_| vec![Step::Send(format!("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{:x}\r\n{}\r\n0\r\n\r\n", work_html().len(), work_html()).into_bytes())]),
    // Bodies in every dress.
    case("gzip", OK, |_| packed_work("gzip")),
    case("deflate", OK, |_| packed_work("deflate")),
    case("says-gzip-is-not", OK, |request| match request.header("accept-encoding") {
        "identity" => work(),
        _ => answer(200, &[("Content-Encoding", "gzip")], work_html()),
    }),
    case("bomb", OK, |_| {
        static BOMB: LazyLock<Vec<u8>> = LazyLock::new(|| {
            packed(&[work_html().as_bytes(), &vec![b' '; 40 << 20]].concat(), "gzip")
        });
        answer(200, &[("Content-Encoding", "gzip")], &*BOMB)
    }),
    case("windows-1251", OK, |_| {
        let body = html("Нефтяная рента и доверие в степи", "<p>Мы спрашиваем, как доход делится.</p>");
        answer(200, &[("Content-Type", "text/html")], encoding_rs::WINDOWS_1251.encode(&body).0)
    })
    .cited("Нефтяная рента и доверие в степи"),
    case("wrong-charset", OK, |_| {
        let body = html("Нефтяная рента и доверие в степи", "<p>Мы спрашиваем, как доход делится.</p>");
        answer(200, &[("Content-Type", "text/html; charset=iso-8859-1")], body)
    })
    .cited("Нефтяная рента и доверие в степи"),
    case("called-text", OK, |request| only(request, answer(200, &[("Content-Type", "text/plain")], work_html()))),
    case("called-nothing", OK, |_| vec![Step::Send(format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}", work_html()).into_bytes())]),
    case("xhtml", OK, |request| only(request, answer(200, &[("Content-Type", "application/xhtml+xml")], format!("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title>{TITLE}</title></head><body><p>{PROSE}</p></body></html>")))),
    case("pdf", OK, |request| as_pdf(request, TITLE, "Steppe Papers", "application/pdf")),
    case("pdf-as-bytes", OK, |request| as_pdf(request, TITLE, "Steppe Papers", "application/octet-stream")),
    case("pdf-as-html", OK, |request| as_pdf(request, TITLE, "Steppe Papers", "text/html")),
    case("pdf-template-title", OK, |request| as_pdf(request, "Microsoft Word - final2.doc", "Some words", "application/pdf")),
    case("pdf-journal-title", OK, |request| as_pdf(request, "SP_12_3_layout.indd", "Oil Rents and Local Trust in the Steppe Provinces", "application/pdf")),
    case("data-file", OK, |request| only(request, answer(200, &[("Content-Type", "application/zip")], b"PK\x03\x04data".repeat(100)))),
    case("text-file", OK, |request| only(request, answer(200, &[("Content-Type", "text/plain")], format!("{TITLE}\n\n{PROSE}")))),
    case("numbers", OK, |request| only(request, answer(200, &[("Content-Type", "text/csv")], "year,rent\n2013,4\n2014,5\n"))),
    case("picture", OK, |request| only(request, answer(200, &[("Content-Type", "image/png")], b"\x89PNG\r\n\x1a\n1234"))),
    case("scripted-but-known", OK, |request| only(request, page("Steppe Papers", "<div id=root></div><script src=/app.js></script>"))),
    // Places in pages.
    case("fragment", OK, |request| told(request, TITLE, &format!("<h2 id=methods>Methods</h2>{PROSE}"))).at("/paper#methods"),
    case("fragment-by-name", OK, |request| told(request, TITLE, &format!("<a name=\"sec_2\"></a>{PROSE}"))).at("/paper#sec_2"),
    case("fragment-for-text", OK, |request| told(request, TITLE, PROSE)).at("/paper#:~:text=how%20the%20income"),
    case("fragment-for-scripts", OK, |request| told(request, TITLE, PROSE)).at("/paper#!/view/2"),
    case("fragment-top", OK, |request| told(request, TITLE, PROSE)).at("/paper#top"),
    // Further ways that lead to it.
    case("adds-www", THERE, |request| match request.host.as_str() {
        "adds-www.example" => to(301, "http://www.adds-www.example/paper"),
        _ => only(request, work()),
    }),
    case("adds-slash", THERE, |request| match request.path.as_str() {
        "/paper" => to(301, "/paper/"),
        "/paper/" => work(),
        _ => pages::missing(),
    }),
    case("adds-session", OK, |request| match request.path.as_str() {
        "/paper" => to(302, "/paper;jsessionid=8F3A?sid=17"),
        path if path.starts_with("/paper;") => work(),
        _ => pages::missing(),
    }),
    case("adds-language", OK, |request| match request.path.as_str() {
        "/paper" => to(302, "/kk/paper"),
        "/kk/paper" => work(),
        _ => pages::missing(),
    }),
    case("index-to-root", THERE, |request| match request.path.as_str() {
        "/index.php" => to(301, "/"),
        "/" => page("Steppe Survey Office - Home", "<p>Maps of the four provinces, and the people who draw them.</p>"),
        _ => pages::missing(),
    })
    .at("/index.php")
    .cited("Steppe Survey Office"),
    case("root-to-language", OK, |request| match request.path.as_str() {
        "/" => to(302, "/kk"),
        "/kk" => page("Дала картографиясы", "<p>Төрт облыстың карталары және оларды сызатын адамдар туралы.</p>"),
        _ => pages::missing(),
    })
    .at("/")
    .cited("Steppe Survey Office"),
    case("gate-gives-cookie", OK, |request| match (request.path.as_str(), request.header("cookie").contains("terms=yes")) {
        ("/paper", true) => work(),
        ("/paper", false) => to(302, "/terms?next=/paper"),
        _ => answer(302, &[("Set-Cookie", "terms=yes; Path=/"), ("Location", "/paper")], ""),
    }),
    case("reloads-itself", OK, |request| told(request, TITLE, &format!("<meta http-equiv=refresh content='600;url=/'>{PROSE}"))),
    case("above-in-another-language", THERE, |request| match request.path.as_str() {
        "/articles/17/full.html" => to(301, "/articles/17/"),
        "/articles/17/" => page("Нефтяная рента и доверие в степных областях", "<p>Мы спрашиваем, как доход от скважин делится между селами четырех областей, и верят ли люди своим советам больше, если получают долю.</p>"),
        _ => pages::missing(),
    })
    .at("/articles/17/full.html"),
    case("own-host", THERE, |request| match (request.host.as_str(), request.path.as_str()) {
        ("own-host.example", "/~almagambet/") => to(301, "http://almagambet.own-host.example/"),
        ("almagambet.own-host.example", "/") => page("Dana Almagambet", &format!("<h1>Dana Almagambet</h1><p>Papers, maps and notes on the provinces.</p>{PROSE}")),
        _ => pages::missing(),
    })
    .at("/~almagambet/")
    .cited("Working papers on steppe provinces"),
    case("nineteen-hops", THERE, |request| match request.path.strip_prefix("/step").map(|step| step.parse().unwrap_or(0)) {
        None if request.path == "/paper" => to(302, "/step1"),
        Some(step) if step < 18 => to(302, &format!("/step{}", step + 1)),
        Some(18) => work(),
        _ => pages::missing(),
    }),
    // Further moods of servers.
    case("partial-content", OK, |request| only(request, answer(206, &[("Content-Range", "bytes 0-999/1000")], work_html()))),
    case("second-hand", OK, |request| only(request, answer(203, &[], work_html()))),
    case("longer-than-said", OK, |_| vec![Step::Send(head(200, &[], Some(work_html().len() - 40))), Step::Send(work_html().into_bytes())]),
    case("chunks-without-end", OK, |_| vec![Step::Send(format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{}\r\n", work_html().len(), work_html()).into_bytes())]),
    case("early-hints", OK, |_| vec![Step::Send(format!("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}", work_html()).into_bytes())]),
    case("very-many-headers", OK, |_| {
        let cookies: String = (0..150).map(|n| format!("Set-Cookie: c{n}={n}\r\n")).collect();
        vec![Step::Send(format!("HTTP/1.1 200 OK\r\n{cookies}Connection: close\r\n\r\n{}", work_html()).into_bytes())]
    }),
    case("very-long-header", OK, |_| vec![Step::Send(format!("HTTP/1.1 200 OK\r\nContent-Security-Policy: {}\r\nConnection: close\r\n\r\n{}", "a.example ".repeat(3000), work_html()).into_bytes())]),
    case("bare-line-feeds", OK, |_| vec![Step::Send(format!("HTTP/1.1 200 OK\nContent-Type: text/html\nConnection: close\n\n{}", work_html()).into_bytes())]),
    case("no-reason", OK, |_| vec![Step::Send(format!("HTTP/1.1 200\r\nConnection: close\r\n\r\n{}", work_html()).into_bytes())]),
    case("odd-encoding", OK, |request| only(request, answer(200, &[("Content-Encoding", "none")], work_html()))),
    case("encoding-is-charset", OK, |request| only(request, answer(200, &[("Content-Encoding", "utf-8")], work_html()))),
    case("refresh-header", THERE, |request| match request.path.as_str() {
        "/paper" => answer(200, &[("Refresh", "0; url=/new")], ""),
        "/new" => work(),
        _ => pages::missing(),
    }),
    case("letter-case-of-path", THERE, |request| match request.path.as_str() {
        "/Paper" => to(301, "/paper"),
        "/paper" => work(),
        _ => pages::missing(),
    })
    .at("/Paper"),
    case("script-of-old", THERE, |request| match request.path.as_str() {
        "/paper" => page("", "<body onload=\"\"><script language=JavaScript>setTimeout(\"document.location.href='/new'\", 100)</script>"),
        "/new" => work(),
        _ => pages::missing(),
    }),
    case("frames-of-old", OK, |_| answer(200, &[], format!("<html><head><title>{TITLE}</title></head><frameset cols='20%,80%'><frame src=menu.html><frame src=text.html></frameset></html>"))),
    case("packed-unsaid", OK, |request| only(request, answer(200, &[], packed(work_html().as_bytes(), "gzip")))),
    case("title-far-down", OK, |request| only(request, answer(200, &[], format!("<html><head><script>{}</script><title>{TITLE}</title></head><p>{PROSE}", "var a = 1;".repeat(40_000))))),
    case("old-page-in-koi8", OK, |_| {
        let body = html("Нефтяная рента и доверие в степи", "<p>Мы спрашиваем, как доход от скважин делится между селами.</p>");
        answer(200, &[("Content-Type", "text/html; charset=koi8-r")], encoding_rs::KOI8_R.encode(&body).0)
    })
    .cited("Нефтяная рента и доверие в степи"),
    case("shift-jis", OK, |_| {
        let body = html("草原の石油と信頼について", "<p>四つの州の村で、油井の収入がどのように分けられるかを調べた。</p>");
        answer(200, &[("Content-Type", "text/html")], encoding_rs::SHIFT_JIS.encode(&body).0)
    })
    .cited("草原の石油と信頼について"),
    // Words that are no signs where they stand.
    case("headline-says-no-longer", OK, |request| told(request, "The council that no longer exists", &format!("<p>By D. Almagambet</p>{PROSE}{}", around()))),
    case("headline-with-404", OK, |request| told(request, "On the road 404 to the wells", &format!("<p>By D. Almagambet</p>{PROSE}{}", around()))),
    case("headline-says-login", OK, |request| told(request, "Why villagers log in to their councils", &format!("<p>By D. Almagambet</p>{PROSE}{}", around()))),
    case("headline-says-access-denied", OK, |request| told(request, "Access denied: how wells were closed to the villages", &format!("<p>By D. Almagambet</p>{PROSE}{}", around()))),
    case("headline-says-suspended", OK, |request| told(request, "Account of a suspended council", &format!("<p>By D. Almagambet</p>{PROSE}{}", around()))),
    case("headline-says-maintenance", OK, |request| told(request, "Under maintenance: roads of the four provinces", &format!("<p>By D. Almagambet</p>{PROSE}{}", around()))),
    case("nothing-found-below", OK, |request| told(request, TITLE, &format!("<h1>{TITLE}</h1>{PROSE}<h2>Nothing found</h2><p>No comments yet.</p>{}", around()))),
    case("nothing-found-below-other-headline", OK, |request| told(request, "Who gets the money from the wells?", &format!("<h1>Who gets the money from the wells?</h1><p>By D. Almagambet</p>{PROSE}<h2>No results found</h2><p>Related: none.</p>{}", around()))),
    case("search-box-first", OK, |request| told(request, &format!("{TITLE} - Search - Steppe Papers"), &format!("<h2>Log in</h2><h2>Page not available in your language</h2><h1>{TITLE}</h1>{PROSE}{}", around()))),
    case("catalogue-record", OK, |request| told(request, "Catalogue | Oil rents and local trust in the steppe provinces / D. Almagambet, C. Okonkwo", "<p>2 copies. Shelf 12. Reserve. Send to a friend. Log in to your account.</p>")),
    case("comments-closed", OK, |request| told(request, TITLE, &format!("{PROSE}<p>Comments are closed. This account has been suspended. Buy cheap viagra online.</p>"))),
    case("consent-bar", OK, |request| told(request, TITLE, &format!("<div>We value your privacy. Accept all cookies.</div>{PROSE}"))),
    case("ligatures-and-hyphens", OK, |request| told(request, "Oil Rents and Lo\u{AD}cal Trust in the Steppe Provinces – Steppe Papers", PROSE)),
    case("curly", OK, |request| told(request, "“Oil Rents” and ‘Local Trust’ in the Steppe Provinces", PROSE)),
];
