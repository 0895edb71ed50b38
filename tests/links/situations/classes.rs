//! Situations by class: files, hulls, works that were taken back, gates, words that are no signs,
//! and redirects that do not last.

use super::{Situation, case};
use crate::pages::{PROSE, TITLE, html, missing, only, to, work};
use crate::server::{Answer, answer};

const GONE: &[&str] = &["soft-404", "dead", "drifted"];
const BACK: &[&str] = &["retracted"];
const WALL: &[&str] = &["blocked"];
const OPENLY: &[&str] = &["unknown"];
const THERE: &[&str] = &["ok", "moved"];
/// There, and under its own address.
const STILL: &[&str] = &["ok"];
/// There, as far as a program can tell.
const LIVING: &[&str] = &["ok", "moved", "unknown"];
const LEFT: &[&str] = &["unchecked"];

const FRONT: &str = "<h1>Welcome to Steppe Papers</h1><p>News from our journal: the new volume is out, with notes on roads, wells and winters. Subscribe to our letter. About us. Contact.</p>";

fn page(title: &str, body: &str) -> Answer {
    answer(200, &[], html(title, body))
}

/// Much other text, as a page has around what it is about.
fn around() -> String {
    "<p>The library of the four provinces opens at nine on working days, lends maps and keeps the \
     letters of travellers. Readers from abroad write ahead.</p>"
        .repeat(30)
}

pub const CASES: &[Situation] = &[
    // A file was asked for, and something else came.
    case("pdf-is-front", GONE, |_| page("Steppe Papers", FRONT)).at("/files/oil-rents-2014.pdf"),
    case("pdf-only-is-front", GONE, |request| match request.path.as_str() { "/files/oil-rents-2014.pdf" => page("Steppe Papers", FRONT), _ => missing() }).at("/files/oil-rents-2014.pdf"),
    case("pdf-to-front", GONE, |request| match request.path.as_str() { "/files/oil-rents-2014.pdf" => to(302, "/"), _ => page("Steppe Papers", FRONT) }).at("/files/oil-rents-2014.pdf"),
    case("pdf-to-section", GONE, |request| match request.path.as_str() { "/files/oil-rents-2014.pdf" => to(302, "/downloads/overview"), "/downloads/overview" => page("Downloads", "<p>Maps, forms and leaflets of the library, for readers and for guests. Opening hours are on the next page, prices on the last.</p>"), _ => missing() }).at("/files/oil-rents-2014.pdf"),
    case("pdf-is-landing", THERE, |_| work()).at("/files/oil-rents-2014.pdf"),
    case("pdf-to-landing", THERE, |request| match request.path.as_str() { "/files/oil-rents-2014.pdf" => to(302, "/papers/17"), _ => work() }).at("/files/oil-rents-2014.pdf"),
    case("pdf-in-viewer", LIVING, |request| match request.path.as_str() { "/files/oil-rents-2014.pdf" => page("oil-rents-2014.pdf - Steppe Drive", "<script src=/viewer.js></script><p>oil-rents-2014.pdf</p><p>Download. Print. 24 pages, two megabytes, shared by the library with all its readers.</p>"), _ => missing() }).at("/files/oil-rents-2014.pdf"),
    case("pdf-is-script-viewer", OPENLY, |_| page("Viewer", "<div id=viewer></div><script src=/viewer.js></script>")).at("/files/oil-rents-2014.pdf"),
    case("pdf-is-login", WALL, |_| page("Steppe University", "<p>You must log in to download this file.</p><form>Name <input name=u> Password <input type=password></form>")).at("/files/oil-rents-2014.pdf"),
    case("pdf-is-missing-note", GONE, |_| page("Steppe Papers", "<p>The file has been moved or deleted.</p>")).at("/files/oil-rents-2014.pdf"),
    case("pdf-is-dot", GONE, |_| answer(200, &[("Content-Type", "image/gif")], b"GIF89a\x01\x00\x01\x00\x80\x00\x00")).at("/files/oil-rents-2014.pdf"),
    case("pdf-is-json", GONE, |_| answer(200, &[("Content-Type", "application/json")], r#"{"status":"error","code":17}"#)).at("/files/oil-rents-2014.pdf"),
    case("pdf-is-words", GONE, |_| answer(200, &[("Content-Type", "text/plain")], "No input file specified.")).at("/files/oil-rents-2014.pdf"),
    case("pdf-says-missing", GONE, |_| answer(200, &[("Content-Type", "application/pdf")], "%PDF-1.4\nstream\nBT (The document is no longer available.) Tj ET\nendstream")).at("/files/oil-rents-2014.pdf"),
    case("pdf-is-foreign-page", OPENLY, |request| match request.path.as_str() { "/files/oil-rents-2014.pdf" => page("Библиотека", "<p>Для того чтобы получить книгу, напишите нам, и мы вышлем ее по почте в течение недели, если она есть на полке.</p>"), _ => missing() }).at("/files/oil-rents-2014.pdf"),
    case("zip-is-page", GONE, |_| page("Steppe Data", "<p>All tables of the survey office, by year and by province. Choose a year and then a province, and a list of tables will be shown to you.</p>")).at("/data/tables-2014.zip"),
    case("map-is-page", GONE, |_| page("Steppe Survey Office", FRONT)).at("/maps/sheet-17.jpg"),
    case("spreadsheet-is-page", GONE, |_| page("Steppe Survey Office", FRONT)).at("/data/rents.xlsx"),
    case("picture-page-of-wiki", LIVING, |request| if request.path != "/wiki/File:Steppe-map-1914.jpg" { missing() } else { page("File:Steppe-map-1914.jpg - Steppe Commons", "<p>Size of this preview: 800 by 600. Original file. A map of the four provinces, drawn by hand in the winter of that year.</p>") }).at("/wiki/File:Steppe-map-1914.jpg"),
    case("html-is-pdf", THERE, |_| answer(200, &[("Content-Type", "application/pdf")], format!("%PDF-1.4\n<< /Title ({TITLE}) >>\n"))).at("/papers/17.html"),
    // Next to nothing, with 200.
    case("hull", OPENLY, |_| page("Steppe Papers", "<header></header><main></main><footer>© 2020</footer>")),
    case("hull-without-title", OPENLY, |_| page("", "<div class=page></div><p>...</p>")),
    case("hull-loading", OPENLY, |_| page("Loading...", "<div id=app>Loading...</div><script src=/main.js></script>")),
    case("hull-frames", OPENLY, |_| answer(200, &[], "<html><head><title>Steppe</title></head><frameset cols='20%,80%'><frame src=a.html><frame src=b.html></frameset></html>")),
    case("hull-comment", OPENLY, |_| answer(200, &[], "<!-- cached 2014-03-02 -->")),
    // Taken back: said in the text, or by a badge.
    case("preprint-withdrawn", BACK, |request| only(request, page(&format!("{TITLE} | Steppe Papers"), &format!("<h1>{TITLE}</h1><p>D. Almagambet, C. Okonkwo</p><p>Comments: This paper has been withdrawn by the authors due to an error in table 3</p><p>{PROSE}</p>")))),
    case("preprint-withdrawn-at-length", BACK, |request| only(request, page(&format!("{TITLE} | Steppe Papers"), &format!("<h1>{TITLE}</h1><p>D. Almagambet</p><p>This submission has been withdrawn.</p><p>{PROSE}</p>{}", around())))),
    case("journal-notice", BACK, |request| only(request, page(&format!("{TITLE} | Steppe Papers"), &format!("<p>This article has been retracted. See the notice of 2 March 2016.</p><h1>{TITLE}</h1><p>{PROSE}</p>")))),
    case("journal-editors", BACK, |request| only(request, page(&format!("{TITLE} | Steppe Papers"), &format!("<h1>{TITLE}</h1><p>The editors have retracted this article because its figures cannot be confirmed.</p><p>{PROSE}</p>")))),
    case("badge-retracted", BACK, |request| only(request, page(&format!("{TITLE} | Steppe Papers"), &format!("<span class=badge>Retracted</span><h1>{TITLE}</h1><p>D. Almagambet</p><p>{PROSE}</p>")))),
    case("badge-behind", BACK, |request| only(request, page(&format!("{TITLE} | Steppe Papers"), &format!("<h1>{TITLE}</h1><span>WITHDRAWN</span><p>D. Almagambet</p><p>{PROSE}</p>")))),
    case("badge-ru", BACK, |request| only(request, page(&format!("{TITLE} | Steppe Papers"), &format!("<div class=label>Статья отозвана</div><h1>{TITLE}</h1><p>{PROSE}</p>")))),
    case("notice-de", BACK, |request| only(request, page(&format!("{TITLE} | Steppe Papers"), &format!("<h1>{TITLE}</h1><p>Dieser Artikel wurde zurückgezogen.</p><p>{PROSE}</p>")))),
    case("notice-fr", BACK, |request| only(request, page(&format!("{TITLE} | Steppe Papers"), &format!("<h1>{TITLE}</h1><p>Cet article a été rétracté à la demande de la rédaction.</p><p>{PROSE}</p>")))),
    case("notice-es", BACK, |request| only(request, page(&format!("{TITLE} | Steppe Papers"), &format!("<h1>{TITLE}</h1><p>Este artículo ha sido retractado por sus autores.</p><p>{PROSE}</p>")))),
    case("notice-ru", BACK, |request| only(request, page(&format!("{TITLE} | Steppe Papers"), &format!("<h1>{TITLE}</h1><p>Статья отозвана по решению редакции.</p><p>{PROSE}</p>")))),
    case("notice-zh", BACK, |request| only(request, page(&format!("{TITLE} | Steppe Papers"), &format!("<h1>{TITLE}</h1><p>本文已被撤稿。</p><p>{PROSE}</p>")))),
    case("title-of-note", BACK, |request| only(request, page(&format!("Retraction Note: {TITLE}"), "<p>The editor has retracted this paper.</p>"))),
    case("preprint-bare", BACK, |request| only(request, page("Steppe Preprints", "<p>This preprint has been withdrawn. The full text is not shown.</p>"))),
    // Not taken back, though the words are there.
    case("others-taken-back", THERE, |request| only(request, page(TITLE, &format!("<h1>{TITLE}</h1><p>By D. Almagambet</p><p>{PROSE}</p>{}<h2>Related</h2><h3>Fences</h3><span>Retracted</span>", around())))),
    case("badge-in-list-below", THERE, |request| only(request, page(TITLE, &format!("<h1>{TITLE}</h1><p>{PROSE}{PROSE}</p><ul><li>Fences <span>Retracted</span></li></ul>")))),
    case("about-retraction", THERE, |request| only(request, page("Retracted: Why Papers Are Taken Back", &format!("<h1>Retracted: Why Papers Are Taken Back</h1><p>{PROSE}</p>")))).cited("Retracted: Why Papers Are Taken Back"),
    case("quotes-a-notice", THERE, |request| only(request, page(TITLE, &format!("<h1>{TITLE}</h1><p>By D. Almagambet</p>{PROSE}{PROSE}{PROSE}{PROSE}{}<p>A reader may find the words: this article has been retracted.</p>", around())))),
    case("comment-on-correction", THERE, |request| only(request, page(TITLE, &format!("<h1>{TITLE}</h1><p>This article has been corrected. See the note.</p><p>{PROSE}</p>")))),
    case("troops-withdrawn", THERE, |request| only(request, page(TITLE, &format!("<h1>{TITLE}</h1><p>By D. Almagambet</p><p>Troops were withdrawn from the provinces. {PROSE}</p>")))),
    // Films and posts that cannot be had.
    case("film-private", GONE, |_| page(&format!("{TITLE} - StepTube"), "<p>Private video. Sign in if you have been granted access to this video.</p>")),
    case("film-removed", GONE, |_| page("StepTube", "<p>Video unavailable. This video has been removed by the uploader.</p>")),
    case("film-claim", GONE, |_| page(&format!("{TITLE} - StepTube"), "<p>This video is no longer available due to a copyright claim by the Survey Office.</p>")),
    case("film-account", GONE, |_| page("StepTube", "<p>This video is no longer available because the account associated with it has been terminated.</p>")),
    case("film-ru", GONE, |_| page("СтепьТуб", "<p>Видео недоступно. Это видео удалено автором.</p>")),
    case("film-de", GONE, |_| page("StepTube", "<p>Dieses Video ist nicht mehr verfügbar.</p>")),
    case("film-fr", GONE, |_| page("StepTube", "<p>Cette vidéo est privée.</p>")),
    case("film-ja", GONE, |_| page("StepTube", "<p>この動画は非公開です。</p>")),
    case("post-removed", GONE, |_| page("Network of Friends", "<p>This post has been deleted by its author.</p>")),
    case("repository-disabled", GONE, |_| page("Steppe Code", "<p>This repository has been disabled.</p>")),
    case("film-there", LIVING, |request| only(request, page(&format!("{TITLE} - StepTube"), "<h1>A talk</h1><p>By D. Almagambet. 12 000 views. Comments are turned off. Up next: Video on wells.</p>"))),
    // Gates of all kinds.
    case("gate-consent-back", WALL, |request| match request.path.as_str() { "/papers/17/oil-rents" => to(302, "/privacy-gate/?target=%2Fpapers%2F17%2Foil-rents"), _ => page("Steppe Daily", "<p>How we use your data, and what you can choose. Read on, or change your settings at any time you wish.</p>") }).at("/papers/17/oil-rents"),
    case("gate-consent-host", WALL, |request| match request.path.as_str() { "/papers/17/oil-rents" => to(302, "http://cmp.gate-consent-host.example/start?u=http%3A%2F%2Fgate-consent-host.example%2Fpapers%2F17%2Foil-rents"), _ => page("Welcome", "<p>Choose how to go on: with advertisements, or for three coins a month. Both are good choices for our readers.</p>") }).at("/papers/17/oil-rents"),
    case("gate-terms", WALL, |request| match request.path.as_str() { "/papers/17/oil-rents" => to(302, "/terms-of-use?next=/papers/17/oil-rents"), _ => page("Terms of use", "<p>Readers of the archive keep to these rules: no copies, no sales, no names of those who are still alive.</p>") }).at("/papers/17/oil-rents"),
    case("gate-age", WALL, |request| match request.path.as_str() { "/papers/17/oil-rents" => to(302, "/age-check?back=%2Fpapers%2F17%2Foil-rents"), _ => page("Steppe Spirits", "<p>How old are you? Enter the year in which you were born, and we will see what can be done for you.</p>") }).at("/papers/17/oil-rents"),
    case("gate-country", WALL, |request| match request.path.as_str() { "/papers/17/oil-rents" => to(302, "/country-selector?r=papers/17/oil-rents"), _ => page("Choose a country", "<p>Albania, Brazil, Chad, Denmark, Estonia, Fiji, Ghana, Hungary and all of the others, in the order of letters.</p>") }).at("/papers/17/oil-rents"),
    case("gate-europe", WALL, |request| match request.path.as_str() { "/papers/17/oil-rents" => to(302, "/eu-visitors"), _ => page("To our readers in Europe", "<p>At this time our pages are not shown there. We are looking at ways to bring them to you again in the coming year.</p>") }).at("/papers/17/oil-rents"),
    case("gate-paid", WALL, |request| match request.path.as_str() { "/papers/17/oil-rents" => to(302, "/subscribe?from=/papers/17/oil-rents"), _ => page("Steppe Daily", "<p>Three months for one coin. Read all that we write, on paper and on screens, and stop whenever you like.</p>") }).at("/papers/17/oil-rents"),
    case("gate-twice-packed", WALL, |request| match request.path.as_str() { "/papers/17/oil-rents" => to(302, "/door?to=http%253A%252F%252Fgate-twice-packed.example%252Fpapers%252F17%252Foil-rents"), _ => page("Steppe Library", "<p>One moment please while we see who you are and from which of our reading rooms you come to us today.</p>") }).at("/papers/17/oil-rents"),
    case("gate-proxy", WALL, |request| match request.path.as_str() { "/papers/17/oil-rents" => to(302, "http://proxy.gate-proxy.example/connect?session=1&url=http://gate-proxy.example/papers/17/oil-rents"), _ => page("Reading rooms", "<p>Members of the university read here with their card. Guests come to the desk on the first floor.</p>") }).at("/papers/17/oil-rents"),
    case("gate-register", WALL, |request| match request.path.as_str() { "/papers/17/oil-rents" => to(302, "/account/register-wall?ref=%2Fpapers%2F17%2Foil-rents"), _ => page("Join us", "<p>Join for nothing, and read five papers a month. Tell us your name and where our letters reach you.</p>") }).at("/papers/17/oil-rents"),
    case("wall-login-text", WALL, |_| page("Steppe Papers", "<p>The page you requested requires you to log in.</p>")),
    case("wall-login-words-de", WALL, |_| page("Steppe-Archiv", "<p>Bitte melden Sie sich an, um diesen Inhalt zu sehen.</p>")),
    case("wall-login-words-ru", WALL, |_| page("Архив", "<p>Для просмотра этой страницы необходимо авторизоваться.</p>")),
    case("wall-login-words-zh", WALL, |_| page("草原文库", "<p>请先登录，然后再查看此页面。</p>")),
    case("wall-members", WALL, |_| page("Steppe Society", "<p>This part is for members only. Join the society to read on.</p>")),
    case("wall-permission", WALL, |_| page("Steppe Drive", "<p>You need permission to see this. Request access.</p>")),
    case("wall-consent-words", WALL, |_| page("Steppe Daily", "<p>We value your privacy. We and our partners store information. Accept all cookies.</p>")),
    case("wall-consent-de", WALL, |_| page("Steppe Zeitung", "<p>Alle Cookies akzeptieren und weiter, oder mit einem Abo lesen.</p>")),
    case("wall-age", WALL, |_| page("Steppe Spirits", "<p>You must be 18 to enter. Confirm your age.</p>")),
    case("wall-region", WALL, |_| page("Steppe TV", "<p>This content is not available in your region.</p>")),
    case("wall-europe", WALL, |_| page("Steppe Daily", "<p>Our website is currently unavailable in most European countries.</p>")),
    case("wall-region-film", WALL, |_| page("StepTube", "<p>Video unavailable. The uploader has not made this video available in your country.</p>")),
    case("wall-region-ru", WALL, |_| page("СтепьТВ", "<p>Просмотр недоступен на территории вашей страны.</p>")),
    case("wall-region-fr", WALL, |_| page("SteppeTV", "<p>Cette vidéo n’est pas disponible dans votre pays.</p>")),
    case("wall-region-ja", WALL, |_| page("草原TV", "<p>この動画はお住まいの地域ではご利用いただけません。</p>")),
    case("wall-region-pl", WALL, |_| page("StepTV", "<p>Ten materiał jest niedostępny w twoim kraju.</p>")),
    // Words of the title, and of the names around it.
    case("title-404", THERE, |request| only(request, page("404", "<p>A novel by D. Almagambet, in three parts.</p>"))).cited("404"),
    case("title-404-on-site", THERE, |request| only(request, page("404 | Steppe Books", "<h1>404</h1><p>A novel, in three parts, with maps.</p>"))).cited("404"),
    case("title-denied", THERE, |request| only(request, page("Access Denied - Steppe Books", "<p>On reading rooms and who is let in.</p>"))).cited("Access Denied"),
    case("title-denied-in-text", THERE, |request| only(request, page("Steppe Books", "<h1>Access denied</h1><p>On reading rooms, and who is let in, by D. Almagambet.</p>"))).cited("Access Denied"),
    case("title-missing", THERE, |request| only(request, page("Page not found: a novel", "<p>D. Almagambet writes of a page, and of those who look for it.</p>"))).cited("Page Not Found"),
    case("title-shorter", THERE, |request| only(request, page("Page Not Found", "<h1>Page Not Found</h1><p>On archives and their holes, by D. Almagambet.</p>"))).cited("Page Not Found: On Archives and Their Holes"),
    case("title-for-sale", THERE, |request| only(request, page("This domain is for sale", "<p>How names came to be sold, by D. Almagambet.</p>"))).cited("This Domain Is for Sale"),
    case("title-maintenance", THERE, |request| only(request, page("Under maintenance | Steppe Books", "<p>Roads and those who keep them.</p>"))).cited("Under Maintenance"),
    case("title-login", THERE, |request| only(request, page("Sign in - Steppe Books", "<p>A short story of a desk and a pen.</p>"))).cited("Sign In"),
    case("title-robot", THERE, |request| only(request, page("Are you a robot? | Steppe Books", "<p>Talks with machines.</p>"))).cited("Are You a Robot?"),
    case("title-soon", THERE, |request| only(request, page("Coming soon - Steppe Books", "<p>Three plays.</p>"))).cited("Coming Soon"),
    case("title-ru", THERE, |request| only(request, page("Страница не найдена | Книги степи", "<p>Роман в трех частях.</p>"))).cited("Страница не найдена"),
    case("name-404", THERE, |request| only(request, page("Who gets the money from the wells? | 404 Media", "<p>By D. Almagambet. 404 Media writes on wells and winters.</p>"))).cited("Oil Rents and Local Trust in the Steppe Provinces"),
    case("name-of-press", THERE, |request| only(request, page("Lost Page Press", "<p>Roads and Winters. Lost Page Press, the press of lost pages, sells it for nine coins to all who write to us.</p>"))).cited("Roads and Winters").within("Lost Page Press"),
    case("name-of-house", THERE, |request| only(request, page("Roads and Winters - Access Denied Institute", "<p>A report.</p>"))).cited("Roads and Winters").within("Access Denied Institute"),
    case("name-of-author", THERE, |request| only(request, page("Roads and Winters", "<p>By the Error 404 Collective</p>"))).cited("Roads and Winters").by("Error 404 Collective"),
    case("room-404", THERE, |request| only(request, page("Room 404 of the Steppe Museum", "<p>In room 404 of the museum hangs Roads and Winters, a cloth of wool and reed that was made by many hands.</p>"))).cited("Roads and Winters"),
    case("answer-not-found", THERE, |request| only(request, page("Trust was not found in the villages - Steppe Daily", &format!("<p>By D. Almagambet</p>{PROSE}")))),
    case("council-gone", THERE, |request| only(request, page("The council does not exist any more - Steppe Daily", &format!("<p>By D. Almagambet</p>{PROSE}")))),
    case("well-removed", THERE, |request| only(request, page("A well has been removed - Steppe Daily", &format!("<p>By D. Almagambet</p>{PROSE}")))),
    // Missing, said in words of no list as a whole.
    case("says-publication", GONE, |_| page("Steppe Library", "<p>The publication with this number could not be located.</p>")),
    case("says-we-could-not", GONE, |_| page("Steppe Library", "<p>Unfortunately we were unable to find the document that you want.</p>")),
    case("says-entry", GONE, |_| page("Steppe Archive", "<p>This entry does not exist in our catalogue.</p>")),
    case("says-topic", GONE, |_| page("Steppe Forum", "<p>The topic that you tried to open has been deleted.</p>")),
    case("says-de", GONE, |_| page("Steppe-Archiv", "<p>Der gesuchte Beitrag ist leider nicht mehr verfügbar.</p>")),
    case("says-fr", GONE, |_| page("Archives de la steppe", "<p>Le fichier que vous avez demandé a été supprimé.</p>")),
    case("says-es", GONE, |_| page("Archivo de la estepa", "<p>El documento que busca ya no está disponible.</p>")),
    case("says-pt", GONE, |_| page("Arquivo da estepe", "<p>O artigo que procura foi removido.</p>")),
    case("says-it", GONE, |_| page("Archivio della steppa", "<p>Il documento richiesto non è più disponibile.</p>")),
    case("says-nl", GONE, |_| page("Steppe-archief", "<p>Het bestand dat u zoekt is verwijderd.</p>")),
    case("says-pl", GONE, |_| page("Archiwum stepu", "<p>Szukany artykuł został usunięty.</p>")),
    case("says-ru", GONE, |_| page("Архив степи", "<p>Запрошенный вами материал был удалён.</p>")),
    case("says-uk", GONE, |_| page("Архів степу", "<p>Запитаний вами матеріал не знайдено.</p>")),
    case("says-kk", GONE, |_| page("Дала мұрағаты", "<p>Сұралған құжат табылмады.</p>")),
    case("says-tr", GONE, |_| page("Bozkır arşivi", "<p>Aradığınız belge bulunamadı.</p>")),
    case("says-zh", GONE, |_| page("草原档案", "<p>您要找的文章已被删除。</p>")),
    case("says-ja", GONE, |_| page("草原文庫", "<p>指定された記事は存在しません。</p>")),
    case("says-ko", GONE, |_| page("초원 문고", "<p>요청하신 문서를 찾을 수 없습니다.</p>")),
    case("says-ar", GONE, |_| page("أرشيف السهوب", "<p>عذرا، المقال الذي طلبته غير موجود.</p>")),
    case("says-cs", GONE, |_| page("Archiv stepi", "<p>Hledaný článek neexistuje.</p>")),
    case("says-hu", GONE, |_| page("Puszta archívum", "<p>A keresett cikk nem található.</p>")),
    case("says-sv", GONE, |_| page("Stäpparkivet", "<p>Artikeln finns inte längre.</p>")),
    case("says-vi", GONE, |_| page("Thư viện thảo nguyên", "<p>Bài viết này không tồn tại.</p>")),
    case("says-id", GONE, |_| page("Arsip padang", "<p>Dokumen yang Anda cari tidak ditemukan.</p>")),
    // Redirects that do not last.
    case("refresh-lasts-not", STILL, |request| match request.path.as_str() { "/paper" => page("", "<meta http-equiv=refresh content='0; url=/new'>"), "/new" => work(), _ => missing() }),
    case("lasting-session", STILL, |request| match request.path.as_str() { "/paper" => to(301, "/new?PHPSESSID=8f3a"), "/new?PHPSESSID=8f3a" => work(), _ => missing() }),
    case("lasting-session-in-path", STILL, |request| match request.path.as_str() { "/paper" => to(301, "/new;jsessionid=8F3A17"), "/new;jsessionid=8F3A17" => work(), _ => missing() }),
    case("lasting-tracking", STILL, |request| match request.path.as_str() { "/paper" => to(301, "/new?utm_source=old"), "/new?utm_source=old" => work(), _ => missing() }),
    case("lasting-signed", STILL, |request| match request.path.as_str() { "/paper" => to(301, "/new?Expires=170&Signature=ab12"), "/new?Expires=170&Signature=ab12" => work(), _ => missing() }),
    case("lasting-key", STILL, |request| match request.path.as_str() { "/paper" => to(301, "/new?k=9f8a7b6c5d4e3f2a1b0c9d8e"), "/new?k=9f8a7b6c5d4e3f2a1b0c9d8e" => work(), _ => missing() }),
    case("lasting-sound", &["moved"], |request| match request.path.as_str() { "/paper" => to(301, "/papers/oil-rents?lang=en"), "/papers/oil-rents?lang=en" => work(), _ => missing() }),
    // Not requested.
    case("to-this-machine", LEFT, |_| to(302, "http://127.0.0.1:1/paper")),
    case("to-this-machine-by-name", LEFT, |_| to(301, "http://localhost/paper")),
    case("to-private-number", LEFT, |_| to(302, "http://192.168.0.10/paper")),
    case("to-metadata", LEFT, |_| to(307, "http://169.254.169.254/latest/")),
    case("to-short-name", LEFT, |_| to(302, "http://intranet/paper")),
    case("to-user", LEFT, |_| to(302, "http://u:p@to-user.example/paper2")),
];
