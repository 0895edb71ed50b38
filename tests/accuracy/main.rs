//! How right the program is on texts with known answers. The figures only rise.
//!
//! `cargo test --test accuracy` prints them. What is measured on `tests/corpus` runs everywhere. What
//! needs the larger corpora beside the repository names them here: where they are not at hand it is
//! printed as ignored, and the last line says how much was skipped. This is the only file of tests
//! that may need them.

#[cfg(feature = "render")]
mod csl_agreement;
#[cfg(feature = "render")]
mod csl_suite;
mod kazakhstan;
mod kinds;
#[cfg(feature = "render")]
mod pairs;
mod papers;
mod patterns;
#[cfg(feature = "render")]
mod rendered;
#[path = "../support/mod.rs"]
mod support;
mod wild_citations;
mod wild_lists;

use libtest_mimic::{Arguments, Failed, Trial};

/// A test, and the corpus beside the repository that it needs.
struct Measure {
    name: &'static str,
    needs: Option<&'static str>,
    run: fn(),
}

const fn own(name: &'static str, run: fn()) -> Measure {
    Measure { name, needs: None, run }
}

const fn with(corpus: &'static str, name: &'static str, run: fn()) -> Measure {
    Measure { name, needs: Some(corpus), run }
}

/// All of them: first those that run everywhere.
const MEASURES: &[Measure] = &[
    own("papers_of_the_corpus", papers::papers_of_the_corpus),
    own("patterns_of_the_corpus", patterns::patterns_of_the_corpus),
    #[cfg(feature = "render")]
    own("texts_of_the_corpus_rendered", rendered::texts_of_the_corpus),
    with("data/papers", "published_papers", papers::published_papers),
    with("data/citation-patterns.jsonl", "citation_patterns", patterns::citation_patterns),
    with("data/papers-wider", "kinds", kinds::kinds_of_real_entries),
    with("data/wild/docs", "wild_lists", wild_lists::lists_of_real_documents),
    with("data/wild/docs", "wild_citations", wild_citations::citations_of_real_documents),
    with("papers/kazakhstan", "kazakhstan_entries", kazakhstan::all_entries_are_read_right),
    with("papers/kazakhstan", "kazakhstan_citations", kazakhstan::citations_and_traps),
    with("papers/kazakhstan", "kazakhstan_findings", kazakhstan::every_wanted_finding_is_made_once),
    #[cfg(feature = "render")]
    with("papers/kazakhstan", "kazakhstan_rewritten", kazakhstan::rewriting_is_stable),
    #[cfg(feature = "render")]
    with("data/csl/suite", "csl_suite", csl_suite::only_listed_fixtures_fail),
    #[cfg(feature = "render")]
    with("data/csl/styles", "csl_agreement", csl_agreement::the_share_does_not_fall),
];

impl Measure {
    fn is_skipped(&self) -> bool {
        self.needs.is_some_and(|corpus| !support::beside(corpus).exists())
    }

    /// The test; one that is run although its corpus is not at hand fails.
    fn trial(&self) -> Trial {
        let (run, needs, skipped) = (self.run, self.needs.unwrap_or_default(), self.is_skipped());
        let test = move || match skipped {
            true => Err(Failed::from(format!("../shared/{needs} is not at hand"))),
            false => {
                run();
                Ok(())
            }
        };
        Trial::test(self.name, test).with_ignored_flag(skipped)
    }
}

fn main() {
    let arguments = Arguments::from_args();
    let trials = MEASURES.iter().map(Measure::trial).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    if !arguments.list && conclusion.num_ignored > 0 {
        let skipped: Vec<String> = MEASURES
            .iter()
            .filter(|measure| measure.is_skipped())
            .map(|measure| format!("{} (../shared/{})", measure.name, measure.needs.unwrap_or("")))
            .collect();
        println!("SKIPPED, for their texts are not at hand: {}\n", skipped.join(", "));
    }
    conclusion.exit()
}
