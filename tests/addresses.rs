//! Addresses and DOIs as print has them.

use cite::internals::text::address::{find, find_wrapped, read};
use cite::internals::text::repair::Repair;
use proptest::prelude::*;

/// The addresses found in a text whose line feeds are line ends.
fn urls(text: &str) -> Vec<String> {
    find(text).into_iter().map(|address| address.url).collect()
}

/// Asserts that exactly one address is found, and what it says.
fn check(text: &str, url: &str) {
    assert_eq!(urls(text), [url], "in {text:?}");
}

/// Asserts the DOI and what was repaired.
fn check_doi(text: &str, doi: &str, repairs: &[Repair]) {
    let found = find(text);
    assert_eq!(found.len(), 1, "in {text:?}: {found:?}");
    assert_eq!(found[0].doi.as_deref(), Some(doi), "in {text:?}");
    assert_eq!(found[0].repairs, repairs, "in {text:?}");
    assert_eq!(found[0].fault, None, "in {text:?}");
}

/// Asserts that the other readings hold `url`.
fn check_other(text: &str, url: &str) {
    let found = find(text);
    assert!(
        found.iter().any(|a| a.others.iter().any(|other| other.url == url)),
        "in {text:?}: {found:?}"
    );
}

#[test]
fn closing_punctuation_is_left_out() {
    check("at http://example.org/a.", "http://example.org/a");
    check("(http://example.org/a).", "http://example.org/a");
    check("“http://example.org/a,” he", "http://example.org/a");
    check("http://example.org/a?", "http://example.org/a");
    check("http://example.org/a/;", "http://example.org/a/");
    check("*http://example.org/a*", "http://example.org/a");
    check("http://example.org/a...", "http://example.org/a");
    check("'http://example.org/a'", "http://example.org/a");
    check("«http://example.org/a»", "http://example.org/a");
    check("（http://example.org/a）。", "http://example.org/a");
}

#[test]
fn brackets_are_balanced() {
    check(
        "see http://en.example.org/wiki/Set_(mathematics).",
        "http://en.example.org/wiki/Set_(mathematics)",
    );
    check(
        "(see http://en.example.org/wiki/Set_(mathematics))",
        "http://en.example.org/wiki/Set_(mathematics)",
    );
    check(
        "http://example.org/BRIE(2019)63_EN.pdf). (accessed",
        "http://example.org/BRIE(2019)63_EN.pdf",
    );
    check("[http://example.org/a[1]]", "http://example.org/a[1]");
}

#[test]
fn markup_left_over_is_taken_off() {
    check(r"http://example.org/a\_b\(c\)\_d", "http://example.org/a_b(c)_d");
    check("http://example.org/?a=1&amp;b=2", "http://example.org/?a=1&b=2");
    check("&lt;http://example.org/a&gt;", "http://example.org/a");
    check(r"http://example.org/\~user/\#top", "http://example.org/~user/#top");
    assert_eq!(find(r"http://example.org/a\_b")[0].repairs, [Repair::Escape]);
    assert_eq!(find("http://example.org/?a=1&amp;b")[0].repairs, [Repair::Entity]);
}

#[test]
fn angle_brackets_hold_an_address_together() {
    check("<URL: http://example.org/a>", "http://example.org/a");
    check(
        "<URL:http://example.org/very/long/ path/index.html>.",
        "http://example.org/very/long/path/index.html",
    );
    check("<http://example.org/very\nlong>", "http://example.org/verylong");
    let two = urls("<http://example.org/a> and <http://example.org/b>");
    assert_eq!(two, ["http://example.org/a", "http://example.org/b"]);
}

#[test]
fn a_missing_scheme_is_added() {
    check("www.example.org/a.", "http://www.example.org/a");
    check("osf.io/ab3cd.", "http://osf.io/ab3cd");
    check("WWW.Example.ORG", "http://WWW.Example.ORG");
    check("Retrieved from example.co.uk/a/b.html.", "http://example.co.uk/a/b.html");
    assert_eq!(find("www.example.org")[0].repairs, [Repair::NoScheme]);
    for text in
        ["name@www.example.org/x", "and/or", "e.g./i.e.", "v1.2/3", "Amazon.com grew", "s.a./s.l."]
    {
        assert_eq!(urls(text), [""; 0], "in {text:?}");
    }
}

#[test]
fn a_mistyped_scheme_is_mended() {
    for text in [
        "http:/example.org/a",
        "http//example.org/a",
        "htttp://example.org/a",
        "http;//example.org/a",
        "http:///example.org/a",
        "htp://example.org/a",
        "ttp://example.org/a",
        r"http:\\example.org/a",
        "hhttp://example.org/a",
    ] {
        check(text, "http://example.org/a");
        assert_eq!(find(text)[0].repairs, [Repair::Scheme], "in {text:?}");
    }
    check("https:/example.org/a", "https://example.org/a");
}

#[test]
fn lines_are_joined() {
    check(
        "http://example.org/reports/\n2010/paper.pdf. Accessed",
        "http://example.org/reports/2010/paper.pdf",
    );
    check("http://example.org/long-\nname/index.html", "http://example.org/long-name/index.html");
    check("http://example.org/a?id=\n77 (accessed", "http://example.org/a?id=77");
    check("http://example.org/a_\nb", "http://example.org/a_b");
    check("http://example.org/repo\n/file", "http://example.org/repo/file");
    check("http://example.org/repo\nrts/2010/x.pdf", "http://example.org/reports/2010/x.pdf");
    check("http://www.example.\norg/a", "http://www.example.org/a");
    check_other(
        "http://example.org/long-\nname/index.html",
        "http://example.org/longname/index.html",
    );
    check_other("http://example.org/reports/\n2010/paper.pdf.", "http://example.org/reports/");
    check_other("http://example.org/reports/\nannual.", "http://example.org/reports/annual");
}

#[test]
fn what_follows_on_the_next_line_is_not_joined() {
    check("http://example.org/a/\nAccessed 3 May 2010.", "http://example.org/a/");
    check("http://example.org/a\n(accessed May 2010)", "http://example.org/a");
    check("http://example.org/\nand then", "http://example.org/");
    check("http://example.org/a\nand/or else", "http://example.org/a");
    check("http://example.org/a/ 12/03/2010", "http://example.org/a/");
    check("http://example.org/a/ 2010", "http://example.org/a/");
    check("http://www.example.org.\nThe next", "http://www.example.org");
    check("http://www.example.org. Smith, J./K. 2010", "http://www.example.org");
    assert_eq!(
        urls("http://example.org/a/\nhttp://example.org/b"),
        ["http://example.org/a/", "http://example.org/b"]
    );
    assert_eq!(
        urls("http://example.org/a;http://example.org/b"),
        ["http://example.org/a", "http://example.org/b"]
    );
}

#[test]
fn a_break_is_told_by_its_offset() {
    let text = "http://example.org/long-name/index.html";
    let at = "http://example.org/long-".len();
    let found = find_wrapped(text, &[at]);
    assert_eq!(found[0].url, text);
    assert_eq!(found[0].others[0].url, "http://example.org/longname/index.html");
    let text = "http://example.org/reports/ x2010";
    assert_eq!(find_wrapped(text, &[27])[0].url, "http://example.org/reports/x2010");
}

#[test]
fn spaces_from_a_converter_are_taken_out() {
    check("http: //example.org/a", "http://example.org/a");
    check("http ://example.org/a", "http://example.org/a");
    check("https : // example.org/a", "https://example.org/a");
    check("http://www. example.com/globe/2007/08", "http://www.example.com/globe/2007/08");
    check("http://example. com/2012/07/30/x", "http://example.com/2012/07/30/x");
    check(
        "http://www.example.com/science/article/pii/ S0168900210014907",
        "http://www.example.com/science/article/pii/S0168900210014907",
    );
    check("http://www.example.edu:8080 /~ian/", "http://www.example.edu:8080/~ian/");
    check("http://example.gov/2007_ audit_report.pdf", "http://example.gov/2007_audit_report.pdf");
}

#[test]
fn signs_of_typesetting_are_replaced() {
    check("http://example.org/a‐b", "http://example.org/a-b");
    check("http://example.org/˜user", "http://example.org/~user");
    check("http://example.org/a\u{AD}b\u{200B}c", "http://example.org/abc");
}

#[test]
fn names_in_every_script_are_addresses() {
    check("http://пример.рф/путь.", "http://пример.рф/путь");
    check("https://例え.jp/あ。", "https://例え.jp/あ");
    check("http://www.example.cn/a于2010年", "http://www.example.cn/a");
    check("http://example.kz/қазақ%20тілі", "http://example.kz/қазақ%20тілі");
}

#[test]
fn remarks_run_into_an_address_are_left_out() {
    check("http://example.org/a.Accessed 3 May", "http://example.org/a");
    check("http://example.org/a,accessed 3 May", "http://example.org/a");
}

#[test]
fn hosts_of_one_s_own_machine_are_addresses() {
    check("http://127.0.0.1:8080/a_b", "http://127.0.0.1:8080/a_b");
    check("http://localhost:8080/a", "http://localhost:8080/a");
    check("http://[::1]:8080/a", "http://[::1]:8080/a");
    assert!(find("http://localhost:8080/a")[0].fault.is_none());
    assert!(find("http://[::1]:8080/a")[0].fault.is_none());
    assert!(find("http://nowhere/a")[0].fault.is_some());
}

#[test]
fn dois_are_found_in_any_dress() {
    for text in [
        "doi:10.1000/182",
        "DOI 10.1000/182.",
        "doi: 10.1000/182",
        "DOI:10.1000/182,",
        "(doi:10.1000/182)",
        "10.1000/182",
        "[DOI] 10.1000/182",
        "https://doi.org/10.1000/182",
        "doi: DOI: 10.1000/182",
        "doi.10.1000/182",
        "https://doi.org/10.1000%2F182",
        "<https://doi.org/10.1000/182>",
        "DOI: https://doi.org/10.1000/182",
    ] {
        check_doi(text, "10.1000/182", &[]);
    }
    for text in [
        "http://dx.doi.org/10.1000/182",
        "https://www.doi.org/10.1000/182",
        "https://doi-org.proxy.example.edu/10.1000/182",
    ] {
        assert_eq!(find(text)[0].doi.as_deref(), Some("10.1000/182"), "in {text:?}");
    }
    check_doi("doi.org/10.1000/182", "10.1000/182", &[Repair::NoScheme]);
    check_doi("https://doi.org/https://doi.org/10.1000/182", "10.1000/182", &[Repair::Resolver]);
    check_doi("https://doi.org/doi:10.1000/182", "10.1000/182", &[Repair::Resolver]);
}

#[test]
fn dois_keep_their_odd_signs() {
    check_doi("10.1016/S0967-0637(98)00012-0.", "10.1016/S0967-0637(98)00012-0", &[]);
    check_doi(
        "(10.1890/0012-9658(2003)084[1412:TETTWU]2.0.CO;2)",
        "10.1890/0012-9658(2003)084[1412:TETTWU]2.0.CO;2",
        &[],
    );
    check_doi(
        "doi:10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2.",
        "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        &[],
    );
    let found = find("doi:10.1002/1097-0215(2000)91:2<205::AID-IJC1>3.0.CO;2-5");
    assert_eq!(
        found[0].url,
        "https://doi.org/10.1002/1097-0215(2000)91:2%3C205::AID-IJC1%3E3.0.CO;2-5"
    );
}

#[test]
fn damaged_dois_are_mended_and_flagged() {
    check_doi("doi:10 .1145/1601966.1601973", "10.1145/1601966.1601973", &[Repair::Space]);
    check_doi("doi: 10. 1016/j.cell.2012.02.009", "10.1016/j.cell.2012.02.009", &[Repair::Space]);
    check_doi("10.1093/molbev /msu300", "10.1093/molbev/msu300", &[Repair::Space]);
    check_doi("doi:1O.1016/j.cell.2012", "10.1016/j.cell.2012", &[Repair::Prefix]);
    check_doi("doi:10,1016/j.cell.2012", "10.1016/j.cell.2012", &[Repair::Prefix]);
    check_doi("doi:0.1016/j.cell.2012", "10.1016/j.cell.2012", &[Repair::Prefix]);
    check_doi("doi:1016/j.cell.2012", "10.1016/j.cell.2012", &[Repair::Prefix]);
    check_doi(
        "10.1111/j.1540‐594X.2006.00219.x",
        "10.1111/j.1540-594X.2006.00219.x",
        &[Repair::Dash],
    );
    check_doi("https://doi.org/10.1111/abc.123/full", "10.1111/abc.123", &[Repair::Suffix]);
    check_doi(r"doi:10.1007/978-3-642\_12", "10.1007/978-3-642_12", &[Repair::Escape]);
    check_doi("http://dx.doi.org/10.1021/ es062529n", "10.1021/es062529n", &[Repair::Space]);
    for text in ["doi:10.1016", "https://doi.org/10.1016/", "doi:10.123/abc"] {
        assert!(find(text)[0].fault.is_some(), "in {text:?}: {:?}", find(text));
    }
}

#[test]
fn numbers_are_no_dois() {
    for text in
        ["110.1000/182", "10.5/12", "table 10.12/3", "DOI is good", "the DOI system of 1998"]
    {
        assert_eq!(urls(text), [""; 0], "in {text:?}");
    }
    check("http://example.org/doi/abs/10.1000/182", "http://example.org/doi/abs/10.1000/182");
}

#[test]
fn a_lone_host_is_an_address_where_one_is_known_to_stand() {
    assert_eq!(read(" example.org ").map(|a| a.url).as_deref(), Some("http://example.org"));
    assert_eq!(
        read("https://example.org/a_b").map(|a| a.url).as_deref(),
        Some("https://example.org/a_b")
    );
    assert_eq!(read("no address"), None);
}

proptest! {
    #[test]
    fn spans_lie_in_the_text_in_order(text in "(?s).{0,200}") {
        let mut end = 0;
        for address in find(&text) {
            prop_assert!(address.span.start >= end);
            prop_assert!(!address.span.of(&text).is_empty());
            end = address.span.end;
        }
    }

    #[test]
    fn damage_of_every_kind_is_survived(pieces in proptest::collection::vec(prop_oneof![
        Just("http://"), Just("http:/ /"), Just("www."), Just("doi:"), Just("10.1000/"), Just("10."), Just("example.org"),
        Just("/"), Just("("), Just(")"), Just("<"), Just(">"), Just("&amp;"), Just("\\_"), Just("\\"), Just("-\n"), Just(" "),
        Just("ж"), Just("于"), Just("[::1]"), Just("%2F"), Just("%"), Just("#"), Just("."), Just("1O.1016/"), Just("https://doi.org/"),
    ], 0..40)) {
        let text = pieces.concat();
        for address in find(&text) {
            prop_assert!(!address.span.of(&text).is_empty());
        }
    }

    #[test]
    fn a_plain_address_is_found_whole(path in "[a-z0-9/_~=-]{0,30}[a-z0-9/]", before in "[ (\"«<]", after in "( |\\.|\\)|,|\"|»|>) ") {
        let url = format!("https://example.org/{path}");
        let text = format!("x{before}{url}{after}");
        let found = urls(&text);
        prop_assert_eq!(found.first(), Some(&url), "in {}", text);
    }

    #[test]
    fn markup_escapes_change_nothing(path in "[a-z0-9/_()*.-]{0,30}[a-z0-9/]") {
        let url = format!("https://example.org/{path}");
        let escaped: String = url.chars().flat_map(|c| "_()*".contains(c).then_some('\\').into_iter().chain([c])).collect();
        prop_assert_eq!(urls(&escaped), urls(&url));
    }

    #[test]
    fn a_doi_is_found_whole(doi in "10\\.[1-9][0-9]{3,4}/[a-zA-Z][a-zA-Z0-9._-]{0,20}[a-zA-Z0-9]", label in "(doi:|DOI |https://doi\\.org/|)") {
        prop_assume!(!doi.to_lowercase().ends_with("pdf") && !doi.to_lowercase().ends_with("full") && !doi.contains("Epub"));
        let text = format!("x {label}{doi}. y");
        let found = find(&text);
        prop_assert_eq!(found[0].doi.as_deref(), Some(doi.as_str()));
        prop_assert_eq!(found[0].fault.as_ref(), None);
    }
}
