//! Situations in which no program can say whether the work is there.

use super::{Situation, case};
use crate::pages::{html, to};
use crate::server::{Answer, Request, Step, answer};

const WALL: &[&str] = &["blocked"];
const OPEN: &[&str] = &["unknown"];
const FAILS: &[&str] = &["server-error"];

fn page(status: u16, headers: &[(&str, &str)], title: &str, body: &str) -> Answer {
    answer(status, headers, html(title, body))
}

fn gate(request: &Request, target: &str, title: &str, body: &str) -> Answer {
    match request.path.as_str() {
        "/paper" => to(302, target),
        _ => page(200, &[], title, body),
    }
}

pub const CASES: &[Situation] = &[
    // Walls against robots.
    case("challenge-403", WALL, |_| {
        page(
            403,
            &[("cf-mitigated", "challenge"), ("Server", "cloudflare")],
            "Just a moment...",
            "<p>Enable JavaScript and cookies to continue</p>",
        )
    }),
    case("challenge-503", WALL, |_| {
        page(
            503,
            &[("Server", "cloudflare")],
            "Just a moment...",
            "<p>Checking your browser before accessing the site.</p>",
        )
    }),
    case("challenge-200", WALL, |_| {
        page(
            200,
            &[],
            "Robot Check",
            "<p>Enter the characters you see below. Sorry, we just need to make sure you're not a robot.</p>",
        )
    }),
    case("challenge-script", WALL, |_| {
        page(
            200,
            &[],
            "steppe.example",
            "<script src=\"https://geo.captcha-delivery.com/c.js\"></script><p>Please enable JS and disable any ad blocker</p>",
        )
    }),
    case("challenge-202", WALL, |_| answer(202, &[("x-amzn-waf-action", "challenge")], "")),
    case("forbidden", WALL, |_| page(403, &[], "403 Forbidden", "<h1>Forbidden</h1>")),
    case("not-for-robots-999", WALL, |_| answer(999, &[], "Request denied")),
    case("teapot", WALL, |_| answer(418, &[], "")),
    case("legal-reasons", WALL, |_| answer(451, &[], "Unavailable For Legal Reasons")),
    case("not-in-your-country", WALL, |_| {
        page(200, &[], "Steppe TV", "<p>This content is not available in your country.</p>")
    }),
    case("not-in-your-region", WALL, |_| {
        page(
            200,
            &[],
            "Steppe Daily",
            "<p>We're sorry, but this page is not available in your region due to legal reasons.</p>",
        )
    }),
    case("cookie-for-ever", WALL, |request| {
        answer(403, &[("Set-Cookie", &format!("n={}", request.times))], "Forbidden")
    }),
    case("needs-scripts", &["blocked", "unknown"], |_| {
        page(
            200,
            &[],
            "Steppe Papers",
            "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div><script src=/app.js></script>",
        )
    }),
    case("needs-cookies", &["blocked", "unknown"], |_| {
        page(
            200,
            &[],
            "Cookies required",
            "<p>Please enable cookies in your browser to continue.</p>",
        )
    }),
    // Log-ins and walls that want money.
    case("unauthorised", WALL, |_| answer(401, &[("WWW-Authenticate", "Basic realm=x")], "")),
    case("payment", WALL, |_| answer(402, &[], "")),
    case("login-page", WALL, |request| {
        gate(
            request,
            "/login?next=/paper",
            "Log in",
            "<form>Name <input name=u> Password <input type=password></form>",
        )
    }),
    case("login-elsewhere", WALL, |request| {
        gate(
            request,
            "http://sso.login-elsewhere.example/idp/profile",
            "Steppe University",
            "<form>Name <input name=u> Password <input type=password></form>",
        )
    }),
    case("login-shown", WALL, |_| {
        page(
            200,
            &[],
            "Sign in | Steppe Papers",
            "<form>E-mail <input name=u> Password <input type=password></form>",
        )
    }),
    case("login-ru", WALL, |_| {
        page(200, &[], "Вход", "<form>Логин <input name=u> Пароль <input type=password></form>")
    }),
    case("consent", WALL, |request| {
        gate(
            request,
            "http://consent.consent.example/m?continue=paper",
            "Before you continue",
            "<p>We use cookies.</p><button>Accept</button>",
        )
    }),
    case("paywall", WALL, |_| {
        page(
            200,
            &[],
            "Steppe Daily",
            "<p>Subscribe to continue reading. Already a subscriber? Log in.</p>",
        )
    }),
    // Servers that want to be asked later, or fail.
    case("busy", OPEN, |_| answer(429, &[("Retry-After", "3600")], "")),
    case("busy-until", OPEN, |_| {
        answer(429, &[("Retry-After", "Fri, 31 Dec 2100 23:59:59 GMT")], "")
    }),
    case("away", &["unknown", "server-error"], |_| answer(503, &[("Retry-After", "86400")], "")),
    case("fails", FAILS, |_| answer(500, &[], "Internal Server Error")),
    case("bad-gateway", FAILS, |_| answer(502, &[], "")),
    case("origin-down", FAILS, |_| answer(522, &[], "")),
    case("fails-with-200", FAILS, |_| {
        page(200, &[], "Steppe Papers", "<h1>Error establishing a database connection</h1>")
    }),
    case("maintenance", &["server-error", "unknown"], |_| {
        page(
            200,
            &[],
            "Maintenance",
            "<p>The site is down for maintenance. We will be back soon.</p>",
        )
    }),
    case("silent", &["timeout"], |_| vec![Step::Wait(60_000)]),
    case("stalls", &["timeout"], |_| {
        vec![
            Step::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n".to_vec()),
            Step::Wait(60_000),
        ]
    }),
    // Nothing to judge by.
    case("empty", OPEN, |_| answer(200, &[], "")),
    case("blank", OPEN, |_| answer(200, &[], "<html><body></body></html>")),
    case("scripted", OPEN, |_| {
        page(200, &[], "Steppe Papers", "<div id=root></div><script src=/app.js></script>")
    }),
    case("framed", OPEN, |_| page(200, &[], "Steppe Papers", "<iframe src=/inner.html></iframe>")),
    case("choices", OPEN, |_| answer(300, &[], "")),
    case("redirect-nowhere", OPEN, |_| answer(302, &[], "")),
];
