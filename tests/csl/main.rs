//! Styles that mean harm. The official CSL test suite is measured by `tests/accuracy`, with the
//! fixtures read by `fixture.rs`; `failing.txt` lists those that fail, each with its reason.
#![cfg(feature = "render")]

use cite::csl::{Cite, Cluster, CslError, Item, Locales, Processor, Style};
use serde_json::json;

/// A style with these macros and this in its citation layout.
fn style(macros: &str, layout: &str) -> Result<Style, CslError> {
    Style::parse(&format!(
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\">\n\
         <info><title>T</title></info>\n{macros}\n\
         <citation><layout>{layout}</layout></citation></style>"
    ))
}

#[test]
fn a_macro_that_calls_itself_is_an_error_with_line_and_name() {
    let macros = "<macro name=\"a\"><text macro=\"b\"/></macro>\n\
                  <macro name=\"b\"><text macro=\"a\"/></macro>";
    let error = style(macros, "<text macro=\"a\"/>").expect_err("is a cycle");
    assert_eq!(error, CslError::MacroCycle { line: 3, name: "a".to_owned() });
    assert_eq!(error.to_string(), "line 3: the macro \"a\" calls itself");
}

#[test]
fn a_style_that_grows_without_bound_is_an_error() {
    let mut macros = "<macro name=\"m0\"><text variable=\"title\"/></macro>".to_owned();
    for number in 1..40 {
        let call = format!("<text macro=\"m{}\"/>", number - 1);
        macros.push_str(&format!("<macro name=\"m{number}\">{call}{call}</macro>\n"));
    }
    let error = style(&macros, "<text macro=\"m39\"/>").expect_err("is too much");
    assert!(matches!(error, CslError::TooDeep { .. }), "{error}");
    let deep = "<group>".repeat(200) + &"</group>".repeat(200);
    let error = style("", &deep).expect_err("is too deep");
    assert!(matches!(error, CslError::TooDeep { line: 4, .. }), "{error}");
}

#[test]
fn errors_name_what_is_wrong() {
    let cases = [
        ("<text macro=\"none\"/>", "line 4: the macro \"none\" is not defined"),
        ("<texts/>", "line 4: <texts> cannot stand here"),
        (
            "<number variable=\"volume\" form=\"words\"/>",
            "line 4: <number> has form=\"words\", which CSL lacks",
        ),
    ];
    for (layout, message) in cases {
        assert_eq!(style("", layout).expect_err("is wrong").to_string(), message);
    }
}

#[test]
fn tags_nested_without_end_are_text() {
    let style = style("", "<text variable=\"title\"/>").expect("is a style");
    let title = "<i>".repeat(100_000) + "deep" + &"</i>".repeat(100_000);
    let item = json!({"id": "a", "type": "book", "title": title});
    let mut processor = Processor::new(&style, &Locales::new(), None);
    processor.set_items(vec![Item::from_json(&item).expect("is an item")]);
    let clusters = [Cluster { cites: vec![Cite::new("a")], ..Cluster::default() }];
    assert!(processor.citations(&clusters)[0].to_plain().contains("deep"));
}
