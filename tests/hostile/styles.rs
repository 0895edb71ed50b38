//! Hostile CSL styles.

use crate::Hostile;
use crate::pieces::{each, nested};

/// The library that is rendered with them.
pub const LIST: &str = "@article{a, author = {Smith, John and Doe, Jane}, title = {On the nature of things}, journal = {Things}, year = 2010, volume = 5, pages = {1--9}}
@book{b, author = {Smith, John}, title = {On other things}, publisher = {Press}, year = 2010}
";

/// A style with these macros, and this in the layout of its bibliography.
fn style(macros: &str, layout: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Hostile</title><id>http://a.example/hostile</id><updated>2020-01-01T00:00:00+00:00</updated></info>
{macros}
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout>{layout}</layout></bibliography>
</style>"#
    )
}

fn dependent(parent: &str) -> String {
    format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>Hostile</title>
<id>http://a.example/hostile</id><updated>2020-01-01T00:00:00+00:00</updated>
<link href="http://a.example/{parent}" rel="independent-parent"/></info></style>"#
    )
}

/// All of them.
pub fn all() -> Vec<Hostile> {
    let title = r#"<text variable="title"/>"#;
    let csl = |name, text: String| Hostile::new(name, "csl", text);
    let of = |name, macros: &str, layout: &str| csl(name, style(macros, layout));
    let called = r#"<text macro="m0"/>"#;
    let row = |count: usize, calls: usize| {
        let macros = each(count, |at| {
            let call = format!(r#"<text macro="m{}"/>"#, at + 1).repeat(calls);
            format!(r#"<macro name="m{at}"><group>{call}</group></macro>"#)
        });
        format!(r#"{macros}<macro name="m{count}">{title}</macro>"#)
    };
    vec![
        of("a macro that calls itself", r#"<macro name="m0"><text macro="m0"/></macro>"#, called),
        of(
            "macros in a circle",
            r#"<macro name="m0"><text macro="m1"/></macro><macro name="m1"><text macro="m0"/></macro>"#,
            called,
        ),
        of("macros that double", &row(40, 2), called),
        of("a long row of macros", &row(2_000, 1), called),
        of("a macro that is nowhere", "", r#"<text macro="nowhere"/>"#),
        of(
            "a sort key that calls itself",
            r#"<macro name="m0"><names variable="author"><substitute><text macro="m0"/></substitute></names></macro>"#,
            called,
        ),
        of("groups in groups", "", &nested("<group>", title, "</group>", 5_000)),
        of("eighty groups in groups", "", &nested("<group>", title, "</group>", 80)),
        of(
            "choices in choices",
            "",
            &nested("<choose><if type=\"book\">", title, "</if></choose>", 3_000),
        ),
        of(
            "names that stand for names",
            "",
            &nested("<names variable=\"editor\"><substitute>", title, "</substitute></names>", 500),
        ),
        of("thousands of parts", "", &title.repeat(5_000)),
        of(
            "numbers beyond all numbers",
            "",
            r#"<names variable="author"><name et-al-min="99999999999" et-al-use-first="-1" initialize-with="x"/></names>"#,
        ),
        of(
            "an affix without end",
            "",
            &format!(r#"<text variable="title" prefix="{}"/>"#, "(".repeat(50_000)),
        ),
        of(
            "a language that is none",
            "<locale xml:lang=\"xx-XX-XX\"><terms><term name=\"and\">x</term></terms></locale>",
            title,
        ),
        of(
            "terms without end",
            &format!(
                "<locale><terms>{}</terms></locale>",
                r#"<term name="and">x</term>"#.repeat(3_000)
            ),
            title,
        ),
        of(
            "attributes that are none",
            "",
            r#"<text variable="nothing" form="none" text-case="upside-down" display="x"/>"#,
        ),
        of(
            "dates that are none",
            "",
            r#"<date variable="issued" form="none" date-parts="x"><date-part name="century"/></date>"#,
        ),
        csl("a style that depends on itself", dependent("hostile")),
        csl("a style that depends on nobody", dependent("nobody")),
        csl("a style that depends on a path", dependent("..")),
        csl("no layout", style("", "")),
        csl("nothing", String::new()),
        csl("no style", "<html><body>Not found</body></html>".to_owned()),
        csl("no XML", "\u{0}\u{1}<<<>>>&&&".repeat(100)),
        csl("elements that stay open", "<style><macro name=\"a\">".repeat(2_000)),
        csl(
            "entities of entities",
            format!(
                "<!DOCTYPE x [<!ENTITY l0 \"ha\">{}]>{}",
                each(20, |at| format!("<!ENTITY l{} \"&l{at};&l{at};\">", at + 1)),
                style("", "<text value=\"&l20;\"/>")
            ),
        ),
        Hostile::new("broken UTF-8", "csl", b"<style>\xFF\xFE</style>".to_vec()),
        csl("larger than a style", style("", &title.repeat(300_000))),
    ]
}
