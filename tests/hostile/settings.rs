//! Hostile settings.

use crate::Hostile;
use crate::pieces::{each, nested, noise};

/// All of them.
pub fn all() -> Vec<Hostile> {
    let toml = |name, text: String| Hostile::new(name, "toml", text);
    vec![
        toml("nothing", String::new()),
        Hostile::new("noise", "toml", noise(5_000, 5)),
        toml("lists in lists", format!("ignore = {}", nested("[", "", "]", 20_000))),
        toml("tables in tables", format!("a = {}", nested("{a=", "1", "}", 20_000))),
        toml("a long dotted key", format!("{}a = 1", "a.".repeat(20_000))),
        toml(
            "values of another kind",
            "documents = 7\nlibrary = {}\nrules = []\nignore = [1]\n".to_owned(),
        ),
        toml(
            "patterns",
            format!(
                "ignore = [{}]",
                each(300, |at| format!("\"{}{at}\",", "**/*?[a-z]{a,b}".repeat(9)))
            ),
        ),
        toml("a pattern that is none", "ignore = [\"[\", \"{a\", \"**{\"]".to_owned()),
        toml(
            "rules that are none",
            format!("[rules]\n{}", each(1_000, |at| format!("rule{at} = \"error\"\n"))),
        ),
        toml("one key, often", "fail-on = \"error\"\n".repeat(1_000)),
        toml(
            "paths that lead out",
            "library = [\"/dev/zero\", \"../../../../etc\", \"\\u0000\"]\n".to_owned(),
        ),
        toml("a text that stays open", "style = \"\"\"".to_owned() + &"x\n".repeat(10_000)),
    ]
}
