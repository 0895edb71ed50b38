//! What the project's own page, tests, benches, training and fuzzing reach into, under the paths of the
//! rooms.
//!
//! No promise is made of anything here: it changes without notice.

#![allow(missing_docs)]

pub use crate::analysis::session::Session;
pub use crate::analysis::summary::Analysis;
pub use crate::judge::judge;
pub use crate::model::evidence::Evidence;
pub mod bibliography {
    pub mod formats {
        pub use crate::bibliography::formats::{FORMATS, by_name, detect};
    }
}
pub mod check {
    pub use crate::check::Judged;
    pub use crate::judge::weighed;
}
pub mod citations {
    pub mod scan {
        pub use crate::citations::scan::{Segment, segments};
    }
}
pub mod document {
    pub mod format {
        pub use crate::document::format::Note;
    }
    pub mod pdf {
        pub use crate::document::pdf::{PlacedNote, placed, unpacked};
        #[cfg(feature = "pdf")]
        pub use crate::document::pdf::{packed, written};
    }
}
pub mod escape {
    pub mod escaped {
        pub use crate::escape::escaped::Escaped;
    }
    pub mod terminal {
        pub use crate::escape::terminal::{Terminal, is_control};
    }
    pub mod workflow {
        pub use crate::escape::workflow::Workflow;
    }
    pub mod xml {
        pub use crate::escape::xml::Xml;
    }
}
pub mod fix {
    pub mod annotate {
        pub use crate::fix::annotate::{annotated, notes};
    }
    pub mod edits {
        pub use crate::fix::edits::done;
    }
    pub mod repair {
        pub use crate::fix::repair::repair;
    }
}
pub mod lexicon {
    pub mod lists {
        pub use crate::lexicon::lists::list;
    }
}
pub mod links {
    pub mod document {
        pub use crate::links::document::of_document;
    }
}
pub mod model {
    pub mod document {
        pub use crate::model::document::{Block, BlockKind, MarkKind};
    }
    pub mod evidence {
        pub use crate::model::evidence::{Evidence, VerifiedLink};
    }
    pub mod field {
        pub use crate::model::field::FieldWork;
    }
    pub mod library {
        pub use crate::model::library::FaultKind;
    }
    pub mod reference {
        pub use crate::model::reference::{Field, Label, Reference};
    }
}
pub mod references {
    pub use crate::references::{parse_all, parse_list, parse_one};
    pub mod attributes {
        pub use crate::references::attributes::list_key;
    }
    pub mod crf {
        pub use crate::references::crf::{LABELS, PerLabel, Scores, Tag, Transitions, best};
    }
    pub mod cut {
        pub use crate::references::cut::split::evidence;
        pub mod clues {
            pub use crate::references::cut::clues::Clue;
        }
        pub mod search {
            pub use crate::references::cut::search::Evidence;
        }
        pub mod weights {
            pub use crate::references::cut::weights::Weights;
        }
    }
    pub mod entry {
        pub use crate::references::entry::entry;
    }
    pub mod features {
        pub use crate::references::features::{Features, features};
    }
    pub mod hash {
        pub use crate::references::hash::{hash, mix};
    }
    pub mod label {
        pub use crate::references::label::{fields, index_of, label};
    }
    pub mod lines {
        pub use crate::references::lines::lines;
    }
    pub mod lists {
        pub use crate::references::lists::{PROBES, built_in, position};
    }
    pub mod model {
        pub use crate::references::model::{MAGIC, Model, built_in, group, place, print};
    }
    pub mod sure {
        pub use crate::references::sure::sure;
    }
    pub mod tokens {
        pub use crate::references::tokens::{Token, tokens};
    }
    pub mod written {
        pub use crate::references::written::as_written;
    }
}
#[cfg(feature = "render")]
pub mod render {
    pub mod bibliography {
        pub use crate::render::bibliography::{at_once, render};
    }
    pub mod formatted {
        pub use crate::render::formatted::{FontStyle, Formatted, Piece};
    }
    pub mod style {
        pub use crate::render::style::Style;
    }
    pub mod write {
        pub use crate::render::write::{formats, markdown};
    }
}
pub mod report {
    pub mod markdown {
        pub use crate::report::markdown::markdown;
    }
    #[cfg(feature = "arrow")]
    pub mod tables {
        pub use crate::report::tables::{batch, flat};
        pub mod columns {
            pub use crate::report::tables::columns::{documents, records};
        }
        pub mod rows {
            pub use crate::report::tables::rows::{DocumentRow, RecordRow};
        }
    }
}
#[cfg(feature = "render")]
pub mod rewrite {
    pub mod paper {
        pub use crate::rewrite::paper::{Rewritten, rewrite};
    }
}
pub mod rules {
    pub use crate::rules::RULES;
}
pub mod text {
    pub mod address {
        pub use crate::text::address::{find, find_wrapped, read};
    }
    pub mod day {
        pub use crate::text::day::Day;
    }
    pub mod fold {
        pub use crate::text::fold::fold;
    }
    pub mod repair {
        pub use crate::text::repair::Repair;
    }
}
