//! Whatever the text: a style is read and used, or refused.
#![cfg(feature = "render")]

use cite::Entry;
use cite::internals::render::bibliography::render;
use cite::internals::render::style::Style;
use cite::{Date, Name};
use proptest::prelude::*;

const PIECES: [&str; 26] = [
    "<group>",
    "</group>",
    "<choose>",
    "</choose>",
    "<if type=\"book\">",
    "</if>",
    "<else>",
    "</else>",
    "<text variable=\"title\"/>",
    "<text macro=\"a\"/>",
    "<text macro=\"b\"/>",
    "<names variable=\"author\">",
    "</names>",
    "<substitute>",
    "</substitute>",
    "<date variable=\"issued\" form=\"text\"/>",
    "<number variable=\"volume\"/>",
    "<label variable=\"page\"/>",
    "<name/>",
    "<et-al/>",
    "<text value=\"x\"/>",
    "<sort>",
    "</sort>",
    "<key macro=\"a\"/>",
    "</macro>",
    "<macro name=\"b\">",
];

fn style(inside: &str, layout: &str) -> String {
    format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>T</title>
<id>http://a.example/t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<macro name="a">{inside}</macro><citation><layout><text variable="title"/></layout></citation>
<bibliography><layout>{layout}</layout></bibliography></style>"#
    )
}

fn check(xml: &str) {
    let mut entry = Entry::new("a", "book");
    entry.set("title", "On the nature of things");
    entry.set(
        "author",
        vec![Name::person("Smith", Some("John".to_owned())), Name::literal("A Body")],
    );
    entry.set("issued", Date::of_parts(&[2010, 3]));
    if let Ok(style) = Style::from_xml("style", xml, &[]) {
        render(&[&entry], &style, None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn anything_like_a_style(
        inside in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..20),
        layout in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..20),
    ) {
        check(&style(&inside.concat(), &layout.concat()));
    }
}
