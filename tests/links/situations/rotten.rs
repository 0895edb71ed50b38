//! Pages that no longer show the work, whatever their servers say.

use super::{Situation, case};
use crate::pages::{PROSE, TITLE, html, missing, only, to, work};
use crate::server::{Answer, Request, Step, answer};

const GONE: &[&str] = &["dead"];
const SOFT: &[&str] = &["soft-404"];
const PARKED: &[&str] = &["parked"];
/// What stands there now is something else; whose fault it is matters less.
const ELSE: &[&str] = &["drifted", "soft-404", "parked"];

fn page(title: &str, body: &str) -> Answer {
    answer(200, &[], html(title, body))
}

/// The site's own front page.
fn front() -> Answer {
    page(
        "Steppe Papers",
        "<h1>Welcome to Steppe Papers</h1><p>News from our journal: the new volume is out, with notes on roads, wells and winters. Subscribe to our letter. About us. Contact.</p>",
    )
}

/// What a lapsed site shows for every address.
fn for_all(_: &Request, title: &str, body: &str) -> Answer {
    page(title, body)
}

fn to_front(request: &Request, status: u16, target: &str) -> Answer {
    if request.path == "/paper" { to(status, target) } else { front() }
}

pub const CASES: &[Situation] = &[
    // Said aloud.
    case("gone-404", GONE, |_| missing()),
    case("gone-410", GONE, |_| answer(410, &[], "Gone")),
    case("gone-with-search", GONE, |_| {
        answer(404, &[], html("Steppe Papers", &format!("Try a search. {PROSE}")))
    }),
    case("wiki", &["dead", "soft-404"], |_| {
        answer(404, &[], html("Oil rents - Wiki", "There is currently no text in this page."))
    }),
    // Said by the page only.
    case("soft-title", SOFT, |_| page("Page not found | Steppe Papers", "<p>Sorry!</p>")),
    case("soft-text", SOFT, |_| {
        page(
            "Steppe Papers",
            "<p>Sorry, the page you are looking for could not be found. It may have been moved.</p>",
        )
    }),
    case("soft-de", SOFT, |_| {
        page("Seite nicht gefunden", "<p>Die angeforderte Seite existiert nicht.</p>")
    }),
    case("soft-fr", SOFT, |_| {
        page("Page introuvable", "<p>La page que vous recherchez n'existe pas.</p>")
    }),
    case("soft-es", SOFT, |_| {
        page("Página no encontrada", "<p>La página que busca no existe.</p>")
    }),
    case("soft-pt", SOFT, |_| {
        page("Página não encontrada", "<p>A página que você procura não existe.</p>")
    }),
    case("soft-it", SOFT, |_| page("Pagina non trovata", "<p>La pagina richiesta non esiste.</p>")),
    case("soft-nl", SOFT, |_| page("Pagina niet gevonden", "<p>De pagina bestaat niet.</p>")),
    case("soft-pl", SOFT, |_| page("Nie znaleziono strony", "<p>Strona nie istnieje.</p>")),
    case("soft-tr", SOFT, |_| page("Sayfa bulunamadı", "<p>Aradığınız sayfa bulunamadı.</p>")),
    case("soft-ru", SOFT, |_| {
        page("Страница не найдена", "<p>Запрошенная страница не существует.</p>")
    }),
    case("soft-kk", SOFT, |_| page("Бет табылмады", "<p>Сіз іздеген бет табылмады.</p>")),
    case("soft-uk", SOFT, |_| page("Сторінку не знайдено", "<p>Такої сторінки не існує.</p>")),
    case("soft-zh", SOFT, |_| page("页面不存在", "<p>抱歉，您访问的页面不存在。</p>")),
    case("soft-ja", SOFT, |_| {
        page("ページが見つかりません", "<p>お探しのページは見つかりませんでした。</p>")
    }),
    case("soft-ko", SOFT, |_| {
        page("페이지를 찾을 수 없습니다", "<p>요청하신 페이지를 찾을 수 없습니다.</p>")
    }),
    case("soft-ar", SOFT, |_| {
        page("الصفحة غير موجودة", "<p>عذرا، الصفحة التي تبحث عنها غير موجودة.</p>")
    }),
    case("soft-json", SOFT, |_| {
        answer(200, &[("Content-Type", "application/json")], r#"{"error": "page not found"}"#)
    }),
    case("soft-plain", SOFT, |_| {
        answer(200, &[("Content-Type", "text/plain")], "404 page not found")
    }),
    case("wiki-soft", SOFT, |_| {
        page(
            "Oil rents - Steppe Wiki",
            "<p>There is currently no text in this page. You can search for this page title in other pages.</p>",
        )
    }),
    case("removed", SOFT, |request| {
        only(request, page(TITLE, "<h1>This article has been removed</h1>"))
    }),
    case("no-longer", SOFT, |request| {
        only(request, page(TITLE, "<p>This document is no longer available.</p>"))
    }),
    case("no-results", SOFT, |request| match request.path.as_str() {
        "/paper" => to(302, "/search?q=paper"),
        _ => page(
            "Search results",
            "<p>No results found for \"paper\". Your search did not match any documents.</p>",
        ),
    }),
    case("video", SOFT, |_| page("Video unavailable", "<p>This video is no longer available.</p>")),
    case("post-deleted", SOFT, |_| {
        page(
            "Network of Friends",
            "<p>Sorry, this page isn't available. The link you followed may be broken, or the page may have been removed.</p>",
        )
    }),
    // Led elsewhere.
    case("to-home", SOFT, |request| to_front(request, 301, "/")),
    case("to-home-302", SOFT, |request| to_front(request, 302, "/index.html")),
    case("to-home-in-english", SOFT, |request| to_front(request, 302, "/en/home")),
    case("to-home-of-another", SOFT, |request| {
        to_front(request, 301, "http://front.to-home-of-another.example/")
    }),
    case("to-home-by-refresh", SOFT, |request| match request.path.as_str() {
        "/paper" => page("", "<meta http-equiv=refresh content='0;url=/'>"),
        _ => front(),
    }),
    case("to-home-by-script", SOFT, |request| match request.path.as_str() {
        "/paper" => page("", "<script>location.replace('/')</script>"),
        _ => front(),
    }),
    case("to-error-page", SOFT, |request| match request.path.as_str() {
        "/paper" => to(302, "/error.html"),
        _ => page("Steppe Papers", "<p>Something is not as it should be. Please go back.</p>"),
    }),
    case("to-404-page", &["soft-404", "dead"], |request| match request.path.as_str() {
        "/paper" => to(302, "/404"),
        _ => page("Steppe Papers", "<p>Oh dear.</p>"),
    }),
    case("home-for-all", SOFT, |_| front()),
    case("all-to-catalogue", SOFT, |request| match request.path.as_str() {
        "/catalogue" => page(
            "Catalogue of Steppe Papers",
            "<p>All volumes since 1990, with notes on roads, wells, winters, maps, letters and travel. Order by post.</p>",
        ),
        _ => to(302, "/catalogue"),
    }),
    case("circle", GONE, |request| match request.path.as_str() {
        "/paper" => to(302, "/other"),
        _ => to(302, "/paper"),
    }),
    case("self-circle", GONE, |_| to(301, "/paper")),
    case("ever-onward", GONE, |request| to(302, &format!("{}x", request.path))),
    case("astray", GONE, |_| to(302, "about:blank")),
    // Lapsed, taken over, closed.
    case("for-sale", PARKED, |request| {
        for_all(
            request,
            "for-sale.example",
            "<h1>This domain is for sale</h1><p>Make an offer.</p>",
        )
    }),
    case("for-sale-ru", PARKED, |request| {
        for_all(request, "Домен продается", "<p>Этот домен продается. Купить домен.</p>")
    }),
    case("for-sale-de", PARKED, |request| {
        for_all(request, "for-sale-de.example steht zum Verkauf", "<p>Diese Domain kaufen</p>")
    }),
    case("parking-script", PARKED, |request| {
        for_all(
            request,
            "parking-script.example",
            "<script src=\"https://img.sedoparking.com/js/main.js\"></script><div>Oil Steppe Rents Travel</div>",
        )
    }),
    case("lander", PARKED, |request| match request.path.as_str() {
        "/lander" => page(
            "lander.example",
            "<p>The domain lander.example may be for sale. Related searches: Oil, Travel, Credit.</p>",
        ),
        _ => page("", "<script>window.location.href=\"/lander\"</script>"),
    }),
    case("expired", PARKED, |request| {
        for_all(
            request,
            "Expired",
            "<p>This domain has expired. If you are the owner, renew it now.</p>",
        )
    }),
    case("slots", ELSE, |request| {
        for_all(
            request,
            "SLOT GACOR: Situs Judi Slot Online Terpercaya 2024",
            "<h1>Slot Gacor Maxwin</h1><p>Daftar situs judi slot online gacor dengan RTP tinggi, bonus deposit dan jackpot.</p>",
        )
    }),
    case("casino", ELSE, |request| {
        for_all(
            request,
            "Best Online Casino Bonuses | steppe-papers",
            "<p>Play poker, roulette and blackjack. Welcome bonus, free spins, sports betting odds and more. Join today.</p>",
        )
    }),
    case("lottery-zh", ELSE, |request| {
        for_all(
            request,
            "彩票平台 - 官方网站",
            "<p>时时彩 北京赛车 体育投注 真人娱乐 老虎机 注册送彩金 欢迎光临。</p>",
        )
    }),
    case("pills", ELSE, |request| {
        for_all(
            request,
            "Buy cheap viagra and cialis online",
            "<p>Cheap generic viagra, cialis and levitra without prescription at our online pharmacy, fast delivery and discount pills.</p>",
        )
    }),
    case("default-nginx", SOFT, |request| {
        for_all(
            request,
            "Welcome to nginx!",
            "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working.</p>",
        )
    }),
    case("default-apache", SOFT, |request| {
        for_all(
            request,
            "Apache2 Ubuntu Default Page: It works",
            "<p>This is the default welcome page used to test the correct operation of the server.</p>",
        )
    }),
    case("suspended", SOFT, |request| {
        for_all(
            request,
            "Account Suspended",
            "<p>This account has been suspended. Contact your hosting provider.</p>",
        )
    }),
    case("under-construction", SOFT, |request| {
        for_all(
            request,
            "Under construction",
            "<p>This site is under construction. Please come back soon.</p>",
        )
    }),
    case("coming-soon", SOFT, |request| {
        for_all(request, "Coming soon", "<p>Our new website is coming soon. Stay tuned.</p>")
    }),
    case("closed-service", SOFT, |request| {
        for_all(
            request,
            "Steppe Hosting",
            "<p>This service has been discontinued. Thank you for many good years.</p>",
        )
    }),
    // Another work in its place.
    case("drifted", &["drifted"], |request| {
        only(
            request,
            page(
                "Summer Garden Chairs and Tables | Comfort Store",
                "<h1>Garden chairs for the summer</h1><p>Our chairs are made of the best wood and will last for many years. Order them today with free delivery to your door, and ask us about the tables and the lamps that go with them.</p>",
            ),
        )
    }),
    case("drifted-namesake", &["drifted"], |request| only(request, page("Summer by the Water | Comfort Travel", "<h1>Summer by the water</h1><p>Our houses stand by the lake and will be yours for a week or two. Order the keys today and ask us about the boats and the bicycles that go with them.</p>")))
        .by("Lake"),
    case("drifted-same-site", ELSE, |request| {
        only(
            request,
            page(
                "Snow Fences along Mountain Railways | Steppe Papers",
                "<h1>Snow Fences along Mountain Railways</h1><p>By P. Novak. This paper shows how fences keep drifts off the rails, and what they cost to build and to mend over the years of a line in the high passes.</p>",
            ),
        )
    }),
    case("drifted-pdf", &["drifted"], |request| {
        only(request, answer(200, &[("Content-Type", "application/pdf")], b"%PDF-1.4\n<< /Title (Snow Fences along Mountain Railways) /Author (P. Novak) >>\nstream\nBT (This paper shows how fences keep the drifts off the rails and what they cost to build in the high passes) Tj ET\nendstream"))
    }),
    case("place-gone", &["fragment-missing"], |request| {
        only(request, page(TITLE, &format!("<h2 id=results>Results</h2><p>{PROSE}</p>")))
    })
    .at("/paper#methods"),
    // No answer at all.
    case("always-resets", &["connection-error"], |_| vec![Step::Reset]),
    case("closes-at-once", &["connection-error"], |_| vec![]),
    case("no-http", &["connection-error"], |_| {
        vec![Step::Send(b"220 mail.example ESMTP\r\n".to_vec())]
    }),
    case("wrong-query", &["dead", "soft-404"], |request| match request.path.as_str() {
        "/show.php?id=17" => page("Steppe Papers", "<p>No record with this number. Error 404.</p>"),
        _ => work(),
    })
    .at("/show.php?id=17"),
    // Not found, in further languages.
    case("soft-cs", SOFT, |_| page("Stránka nenalezena", "<p>Požadovaná stránka neexistuje.</p>")),
    case("soft-sv", SOFT, |_| page("Sidan kunde inte hittas", "<p>Sidan du söker finns inte.</p>")),
    case("soft-da", SOFT, |_| page("Siden blev ikke fundet", "<p>Siden findes ikke.</p>")),
    case("soft-nb", SOFT, |_| page("Siden finnes ikke", "<p>Vi fant dessverre ikke siden du leter etter.</p>")),
    case("soft-fi", SOFT, |_| page("Sivua ei löytynyt", "<p>Etsimääsi sivua ei löydy.</p>")),
    case("soft-hu", SOFT, |_| page("Az oldal nem található", "<p>A keresett oldal nem létezik.</p>")),
    case("soft-ro", SOFT, |_| page("Pagina nu a fost găsită", "<p>Pagina căutată nu există.</p>")),
    case("soft-el", SOFT, |_| page("Η σελίδα δεν βρέθηκε", "<p>Η σελίδα που ζητήσατε δεν υπάρχει.</p>")),
    case("soft-he", SOFT, |_| page("הדף לא נמצא", "<p>הדף המבוקש אינו קיים.</p>")),
    case("soft-fa", SOFT, |_| page("صفحه پیدا نشد", "<p>صفحه مورد نظر شما وجود ندارد.</p>")),
    case("soft-vi", SOFT, |_| page("Không tìm thấy trang", "<p>Trang bạn tìm không tồn tại.</p>")),
    case("soft-id", SOFT, |_| page("Halaman tidak ditemukan", "<p>Halaman yang Anda cari tidak ada.</p>")),
    case("soft-th", SOFT, |_| page("ไม่พบหน้าที่คุณต้องการ", "<p>ขออภัย ไม่พบหน้าที่ต้องการ</p>")),
    case("soft-hi", SOFT, |_| page("पृष्ठ नहीं मिला", "<p>आप जिस पृष्ठ को खोज रहे हैं वह मौजूद नहीं है।</p>")),
    case("soft-uz", SOFT, |_| page("Sahifa topilmadi", "<p>Siz izlagan sahifa topilmadi.</p>")),
    case("soft-ky", SOFT, |_| page("Барак табылган жок", "<p>Сиз издеген барак табылган жок.</p>")),
    case("soft-mn", SOFT, |_| page("Хуудас олдсонгүй", "<p>Таны хайсан хуудас олдсонгүй.</p>")),
    case("soft-bg", SOFT, |_| page("Страницата не е намерена", "<p>Търсената страница не съществува.</p>")),
    case("soft-sr", SOFT, |_| page("Страница није пронађена", "<p>Тражена страница не постоји.</p>")),
    case("soft-hr", SOFT, |_| page("Stranica nije pronađena", "<p>Tražena stranica ne postoji.</p>")),
    case("soft-sk", SOFT, |_| page("Stránka sa nenašla", "<p>Požadovaná stránka neexistuje.</p>")),
    case("soft-az", SOFT, |_| page("Səhifə tapılmadı", "<p>Axtardığınız səhifə mövcud deyil.</p>")),
    case("soft-ka", SOFT, |_| page("გვერდი ვერ მოიძებნა", "<p>გვერდი, რომელსაც ეძებთ, არ არსებობს.</p>")),
    case("soft-hy", SOFT, |_| page("Էջը չի գտնվել", "<p>Ձեր որոնած էջը գոյություն չունի։</p>")),
    // Further ways to say it, or not to.
    case("gone-410-at-length", GONE, |_| answer(410, &[], html("Steppe Papers", &PROSE.repeat(3)))),
    case("moved-you-will-be-led", SOFT, |request| match request.path.as_str() {
        "/paper" => page("Steppe Papers", "<meta http-equiv=refresh content='5;url=/'><p>Our site has a new look. You will be taken to the home page in a few seconds.</p>"),
        "/" => front(),
        _ => missing(),
    }),
    case("canonical-is-root", SOFT, |request| {
        let link = "<link rel=canonical href=\"/\">";
        match request.path.as_str() {
            "/robots.txt" => missing(),
            _ => answer(200, &[], format!("<html><head><title>Steppe Papers</title>{link}</head><body><h1>Welcome to Steppe Papers</h1><p>News from our journal: the new volume is out, with notes on roads, wells and winters. Subscribe to our letter. About us. Contact. Prizes for young writers are handed out in spring, in the hall by the river.</p></body></html>")),
        }
    }),
    case("found-nothing-much-around", SOFT, |_| {
        let around = "<p>The library opens at nine on working days, lends maps and keeps letters.</p>".repeat(60);
        page("Steppe Daily", &format!("<h1>Sorry, we can't find that page</h1>{around}"))
    }),
    case("to-search", SOFT, |request| match request.path.as_str() {
        "/paper" => to(302, "/search?q=paper"),
        path if path.starts_with("/search") => page("Search results for \"paper\" | Steppe Daily", "<p>12 results</p><p>Paper mill opens in the south. Paper prices rise again. A paper on winter roads. Paper boats on the river: a photo story.</p>"),
        _ => missing(),
    }),
    case("to-section", ELSE, |request| match request.path.as_str() {
        "/papers" => page("All volumes | Steppe Papers", "<p>Volume 12, on roads. Volume 11, on winters. Volume 10, on letters. Volume 9, on maps. Write to us for older volumes.</p>"),
        _ => to(301, "/papers"),
    }),
    case("to-pages-above", SOFT, |request| match request.path.as_str() {
        "/journal/2014/12/paper.html" => to(301, "/journal/"),
        "/journal/" => page("Steppe Papers: the journal", "<p>Three numbers a year, on roads, winters and letters. Send us your maps. Subscribe by post.</p>"),
        _ => missing(),
    })
    .at("/journal/2014/12/paper.html"),
    case("to-suspended", ELSE, |request| match request.path.as_str() {
        "/paper" => to(302, "/cgi-sys/suspendedpage.cgi"),
        _ => page("Account Suspended", "<h1>This Account has been suspended.</h1><p>Contact your hosting provider for more information.</p>"),
    }),
    case("blog-free-again", SOFT, |_| page("Blog not found", "<p>Sorry, the blog you were looking for does not exist. However, the name steppe is available to register!</p>")),
    case("file-of-a-drive", SOFT, |_| page("Google Drive - Page Not Found", "<p>Sorry, the file you have requested does not exist. Make sure that you have the correct URL and that the owner of the file hasn't deleted the file.</p>")),
    case("shut-down", SOFT, |_| page("Steppe Pages", "<p>Steppe Pages has shut down. We are grateful to all who wrote here.</p>")),
    // Further lapsed domains.
    case("parked-free", PARKED, |request| for_all(request, "parked-free.example", "<p>This Web page is parked FREE, courtesy of NameSeller. Would you like to buy this domain?</p>")),
    case("parked-offer", PARKED, |request| for_all(request, "parked-offer.example - Premium domain", "<h1>Buy this domain</h1><p>Listed at $2,495. Fast transfer, safe payment. Make an offer.</p>")),
    case("parked-owner", PARKED, |request| for_all(request, "parked-owner.example", "<p>The owner of this domain has not yet uploaded their website.</p>")),
    case("parked-registered", PARKED, |request| for_all(request, "parked-registered.example", "<p>This domain has recently been registered with a registrar. It is parked.</p>")),
    case("parked-ru", PARKED, |request| for_all(request, "Срок регистрации домена истек", "<p>Домен не продлен. Продлите регистрацию домена.</p>")),
    case("parked-kz", PARKED, |request| for_all(request, "Домен припаркован", "<p>Домен parked-kz.example зарегистрирован и припаркован.</p>")),
    case("parked-zh", PARKED, |request| for_all(request, "域名出售", "<p>本域名正在出售，欢迎联系购买。</p>")),
    case("parked-es", PARKED, |request| for_all(request, "parked-es.example", "<p>Este dominio está en venta. ¡Haga una oferta!</p>")),
    case("parked-fr", PARKED, |request| for_all(request, "parked-fr.example", "<p>Ce nom de domaine est à vendre. Faites une offre.</p>")),
    case("parked-tr", PARKED, |request| for_all(request, "parked-tr.example", "<p>Bu alan adı satılıktır.</p>")),
    case("parked-frame", &["parked", "unknown"], |request| for_all(request, "parked-frame.example", "<iframe src=\"https://parkingcrew.net/park.php?d=parked-frame.example\"></iframe>")),
    case("hijacked-elsewhere", ELSE, |request| match request.host.as_str() {
        "hijacked-elsewhere.example" => to(302, "http://slots.hijacked-elsewhere.example/welcome"),
        _ => page("Online Casino & Slots", "<p>Play slots, poker and roulette. Welcome bonus and free spins. Jackpot every day, sports betting odds.</p>"),
    }),
    case("hijacked-essays", ELSE, |request| for_all(request, "Write My Essay For Me: Cheap Essay Writing Service", "<h1>Cheap essay writing service</h1><p>Our writers will write your essay, term paper or dissertation in three hours. Order your essay now and get a discount on the first order of the year. We are the best of all the services that you will find.</p>")),
    case("hijacked-news", ELSE, |request| for_all(request, "How to Choose the Best Mattress for Your Back in 2024", "<h1>How to choose the best mattress</h1><p>A good night is the key to the day. In this guide we look at foam, springs and latex, and at what each of them will do for your back, your neck and your purse. Read on for our tips.</p>")),
    // As systems of many sites say it.
    case("wordpress", SOFT, |request| only(request, page("Page not found – Steppe Daily", "<h1>Oops! That page can’t be found.</h1><p>It looks like nothing was found at this location. Maybe try one of the links below or a search?</p>"))),
    case("drupal", SOFT, |request| only(request, page("Steppe Daily", "<h1>Page not found</h1><p>The requested page could not be found.</p>"))),
    case("joomla", SOFT, |request| only(request, page("404 - Component not found", "<h1>The requested page can't be found.</h1><p>An error has occurred while processing your request.</p>"))),
    case("hosted-pages", SOFT, |request| only(request, page("Site not found · Pages", "<p><strong>There isn't a Pages site here.</strong></p><p>If you're trying to publish one, read the full documentation.</p>"))),
    case("sharepoint", SOFT, |request| only(request, page("Error", "<h1>Sorry, something went wrong</h1><p>File Not Found. The page you're looking for doesn't exist. Check for a typo in the URL.</p>"))),
    case("tomcat", SOFT, |request| only(request, page("HTTP Status 404", "<h1>HTTP Status 404 – Not Found</h1><p>The origin server did not find a current representation for the target resource.</p>"))),
    case("repository", SOFT, |request| only(request, page("Invalid Identifier", "<p>The identifier 1234/5678 does not correspond to a valid item in this repository.</p>"))),
    case("journal-system", SOFT, |request| only(request, page("Steppe Papers", "<h1>Article not available</h1><p>The article you requested is not available. It may have been withdrawn by the journal.</p>"))),
    case("withdrawn-listing", SOFT, |request| only(request, page("Steppe Library", "<p>The document you have requested could not be located in our collection.</p>"))),
    case("news-archive", SOFT, |request| only(request, page("Steppe Daily", "<h1>Story unavailable</h1><p>This story is no longer available. Stories are removed after 30 days.</p>"))),
    case("ministry-ru", SOFT, |request| only(request, page("Министерство энергетики", "<h1>Ошибка 404</h1><p>К сожалению, запрашиваемая вами страница не найдена. Возможно, она была удалена или перемещена.</p>"))),
    case("ministry-kk", SOFT, |request| only(request, page("Энергетика министрлігі", "<h1>404 қате</h1><p>Кешіріңіз, сіз сұраған бет табылмады немесе жойылған.</p>"))),
    case("university-de", SOFT, |request| only(request, page("Universität der Steppe", "<h1>Fehler 404</h1><p>Die von Ihnen aufgerufene Seite konnte leider nicht gefunden werden.</p>"))),
    case("journal-fr", SOFT, |request| only(request, page("Revue des steppes", "<h1>Erreur 404</h1><p>Désolé, le document demandé n'a pas été trouvé.</p>"))),
    case("newspaper-es", SOFT, |request| only(request, page("Diario de la estepa", "<h1>¡Vaya!</h1><p>Lo sentimos, la página solicitada no se encuentra disponible.</p>"))),
    case("newspaper-zh", SOFT, |request| only(request, page("草原日报", "<h1>出错了</h1><p>您所访问的页面不存在或已被删除。</p>"))),
    case("vendor-first", PARKED, |request| only(request, page("vendor-first.example - This website is for sale! - vendor first Resources and Information.", "<p>This website is for sale! vendor-first.example is your first and best source for all of the information you’re looking for.</p>"))),
    case("vendor-huge", PARKED, |request| only(request, page("vendor-huge.example is for sale | HugeNames", "<h1>vendor-huge.example</h1><p>Buy now: $3,895. Start payment plan: $162 a month. 30-day money back guarantee.</p>"))),
    case("vendor-sedo-de", PARKED, |request| only(request, page("vendor-sedo-de.example - Diese Website steht zum Verkauf!", "<p>Diese Website steht zum Verkauf! vendor-sedo-de.example ist die beste Quelle für alle Informationen die Sie suchen.</p>"))),
    case("vendor-free", PARKED, |request| only(request, page("vendor-free.example", "<p>vendor-free.example is parked free, courtesy of NameSeller. Get this domain.</p>"))),
    case("vendor-broker", PARKED, |request| only(request, page("vendor-broker.example", "<p>Interested in vendor-broker.example? Our domain brokers can help you get it. The domain name is available for purchase.</p>"))),
    case("vendor-expired", PARKED, |request| only(request, page("vendor-expired.example", "<p>vendor-expired.example expired on 11/02/2023 and is pending renewal or deletion.</p>"))),
    case("vendor-notice", PARKED, |request| only(request, page("Domain expired", "<p>Notice: This domain name expired on 2022-03-04. To renew this domain contact your registrar.</p>"))),
    case("vendor-ru", PARKED, |request| only(request, page("vendor-ru.example", "<p>Домен vendor-ru.example продаётся. Узнать цену и купить домен.</p>"))),
    case("vendor-ja", PARKED, |request| only(request, page("vendor-ja.example", "<p>このドメインは販売中です。お名前.example で取得できます。</p>"))),
    case("vendor-pt", PARKED, |request| only(request, page("vendor-pt.example", "<p>Este domínio está à venda. Compre agora.</p>"))),
];
