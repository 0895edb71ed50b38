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
    case("scripted-above", &["unknown", "ok", "moved"], |request| match request.path.as_str() {
        "/articles/17/full.html" => to(301, "/articles/17/"),
        _ => page(200, &[], "Steppe Papers", "<div id=root></div><script src=/app.js></script>"),
    })
    .at("/articles/17/full.html"),
    case("route-in-fragment", &["unknown", "ok", "moved"], |request| match request.path.as_str() {
        "/paper" => to(301, "/#/paper"),
        _ => page(200, &[], "Steppe Papers", "<div id=root></div><script src=/app.js></script>"),
    }),
    case("to-ftp", OPEN, |_| to(302, "ftp://ftp.to-ftp.example/pub/paper.ps")),
    case("choices", OPEN, |_| answer(300, &[], "")),
    case("redirect-nowhere", OPEN, |_| answer(302, &[], "")),
    // Further walls.
    case("wall-of-firewall", WALL, |_| {
        page(
            200,
            &[],
            "",
            "<iframe src=\"//content.incapsula.com/x\"></iframe><p>Request unsuccessful. Incapsula incident ID: 443000-18</p>",
        )
    }),
    case("wall-ru", WALL, |_| {
        page(
            200,
            &[],
            "Проверка браузера",
            "<p>Подождите, идет проверка вашего браузера перед переходом на сайт.</p>",
        )
    }),
    case("wall-by-address", WALL, |_| {
        page(
            200,
            &[],
            "Access denied",
            "<p>Your IP address has been blocked. If you think that this is an error, write to us.</p>",
        )
    }),
    case("wall-of-edge", WALL, |_| {
        page(
            403,
            &[("Server", "AkamaiGHost")],
            "Access Denied",
            "<h1>Access Denied</h1><p>You don't have permission to access this page on this server. Reference #18.2d351ab8</p>",
        )
    }),
    case("wall-queue", &["blocked", "unknown", "server-error"], |_| {
        page(200, &[], "Waiting room", "<p>You are now in line. Thank you for your patience.</p>")
    }),
    case("wall-unusual-traffic", WALL, |_| {
        page(
            429,
            &[],
            "Sorry...",
            "<p>Our systems have detected unusual traffic from your computer network.</p>",
        )
    }),
    case("choose-institution", WALL, |request| {
        gate(
            request,
            "/wayf?target=/paper",
            "Find your institution",
            "<p>Choose your institution to log in.</p>",
        )
    }),
    case("request-access", WALL, |_| {
        page(
            200,
            &[],
            "Sign in - Drive",
            "<p>You need permission. Request access, or switch to an account with permission.</p>",
        )
    }),
    case("login-de", WALL, |_| {
        page(
            200,
            &[],
            "Anmelden",
            "<form>Benutzername <input name=u> Passwort <input type=password></form>",
        )
    }),
    case("login-kk", WALL, |_| {
        page(200, &[], "Кіру", "<form>Логин <input name=u> Құпиясөз <input type=password></form>")
    }),
    case("paywall-de", &["blocked", "unknown", "ok"], |_| {
        page(
            200,
            &[],
            "Steppe Zeitung",
            "<p>Weiterlesen mit einem Abo. Bereits Abonnent? Jetzt anmelden.</p>",
        )
    }),
    case("consent-shown", &["blocked", "unknown", "ok"], |_| {
        page(
            200,
            &[],
            "Before you continue to Steppe",
            "<p>We use cookies and data. Accept all. Reject all. More options.</p>",
        )
    }),
    case("session-over", &["blocked", "unknown", "soft-404"], |_| {
        page(200, &[], "Session expired", "<p>Your session has expired. Please start again.</p>")
    }),
    // Further failures.
    case("nothing-204", OPEN, |_| answer(204, &[], "")),
    case("too-much-asked", FAILS, |_| {
        page(509, &[], "509 Bandwidth Limit Exceeded", "<h1>Bandwidth Limit Exceeded</h1>")
    }),
    case("origin-unknown", FAILS, |_| page(530, &[], "Origin DNS error", "<h1>Error 1016</h1>")),
    case("no-cure-for-http", OPEN, |_| page(405, &[], "Method Not Allowed", "")),
    case("head-drips", &["timeout"], |_| {
        vec![Step::Send(b"HTTP/1.1 200 OK\r\nX-Slow: ".to_vec()), Step::Repeat(b"a".to_vec(), 50)]
    }),
    case("back-in-a-moment", &["server-error", "unknown"], |_| {
        page(503, &[], "Back soon", "<p>We are doing some work on the site.</p>")
    }),
    case("programming-error", &["server-error", "unknown"], |_| {
        page(
            200,
            &[],
            "",
            "<b>Fatal error</b>: Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /var/www/index.php on line 3",
        )
    }),
];
