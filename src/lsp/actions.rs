//! Quick fixes: what a finding brings, and a comment that silences it.

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse,
};

use crate::document::open::format_of;
use crate::fix::edits::done;
use crate::fix::repair::disjoint;
use crate::lsp::diagnostics::diagnostic;
use crate::lsp::edit::Changes;
use crate::lsp::snapshot::{File, Snapshot};
use crate::model::finding::{Finding, Fix, Safety};
use crate::report::excerpt::excerpt;
use crate::text::span::Span;

/// How many characters of the text are named in a title.
const LONGEST: usize = 40;

/// The kind of the action that makes all safe fixes, under `source.fixAll`.
pub(super) const FIX_ALL: &str = "source.fixAll.cite";

/// Returns what can be done about the findings in a segment of the text.
pub(super) fn answer(snapshot: &Snapshot, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let (file, span) = snapshot.at(&params.text_document.uri, params.range)?;
    let wanted = |kind: &str| {
        let only = params.context.only.as_ref();
        only.is_none_or(|only| {
            only.iter()
                .any(|one| kind == one.as_str() || kind.starts_with(&format!("{}.", one.as_str())))
        })
    };
    let mut actions = Vec::new();
    if wanted(CodeActionKind::QUICKFIX.as_str()) {
        let found = snapshot
            .findings
            .iter()
            .filter(|finding| finding.span.is_none_or(|place| snapshot.meets(place, file, span)));
        for finding in found {
            actions.extend(fixed(snapshot, finding));
            actions.extend(ignored(snapshot, finding));
        }
    }
    if wanted(FIX_ALL) {
        actions.extend(all_fixed(snapshot));
    }
    Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

/// The fix of a finding, if it can be made.
fn fixed(snapshot: &Snapshot, finding: &Finding) -> Option<CodeAction> {
    let fix = finding.fix.as_ref()?;
    done(&snapshot.document, &[fix])?;
    let changes = Changes::of(snapshot, &fix.edits)?;
    let safe = fix.safety == Safety::Safe;
    let look = if safe { "" } else { " (look at it)" };
    Some(CodeAction {
        title: format!("{}{look}", title(snapshot, finding, fix)),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(snapshot, finding).1]),
        edit: changes.into_edit(),
        is_preferred: Some(safe),
        ..CodeAction::default()
    })
}

/// What a fix does, in words.
fn title(snapshot: &Snapshot, finding: &Finding, fix: &Fix) -> String {
    match fix.edits.as_slice() {
        [edit] => {
            let old = excerpt(snapshot.document.slice(edit.span), LONGEST);
            let new = excerpt(&edit.text, LONGEST);
            match (old.is_empty(), new.is_empty()) {
                (true, _) => format!("Add \"{new}\""),
                (false, true) => format!("Remove \"{old}\""),
                (false, false) => format!("Replace \"{old}\" by \"{new}\""),
            }
        }
        edits => format!("Fix {} in {} places", finding.rule, edits.len()),
    }
}

/// All safe fixes that do not get in each other's way.
fn all_fixed(snapshot: &Snapshot) -> Option<CodeAction> {
    let fixes = snapshot.findings.iter().filter_map(|finding| finding.fix.as_ref());
    let safe: Vec<&Fix> =
        fixes.filter(|fix| fix.safety == Safety::Safe && !fix.edits.is_empty()).collect();
    let chosen: Vec<&Fix> = disjoint(&safe)
        .into_iter()
        .filter(|fix| done(&snapshot.document, &[*fix]).is_some())
        .collect();
    if chosen.is_empty() || done(&snapshot.document, &chosen).is_none() {
        return None;
    }
    let edits: Vec<_> = chosen.iter().flat_map(|fix| fix.edits.iter().cloned()).collect();
    Some(CodeAction {
        title: match chosen.len() {
            1 => "Make the safe fix of cite".to_owned(),
            number => format!("Make the {number} safe fixes of cite"),
        },
        kind: Some(CodeActionKind::from(FIX_ALL.to_owned())),
        edit: Changes::of(snapshot, &edits)?.into_edit(),
        ..CodeAction::default()
    })
}

/// A comment at the end of the line that silences a finding.
fn ignored(snapshot: &Snapshot, finding: &Finding) -> Option<CodeAction> {
    let (file, place) = snapshot.place(finding.span?)?;
    let end = snapshot.end_of_line(file, place.start);
    let comment = comment(file, finding.rule)?;
    let mut changes = Changes::default();
    changes.add(snapshot, file, Span::new(end, end), &comment)?;
    Some(CodeAction {
        title: format!("Ignore {} on this line", finding.rule),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(snapshot, finding).1]),
        edit: changes.into_edit(),
        ..CodeAction::default()
    })
}

/// The comment in the syntax of a file; nothing where there is none behind a line.
fn comment(file: &File, rule: &str) -> Option<String> {
    let order = format!("cite: ignore[{rule}]");
    match format_of(&file.path).name {
        _ if crate::lsp::check::library_format(&file.path).is_some() => None,
        "markdown" | "html" => Some(format!(" <!-- {order} -->")),
        "latex" => Some(format!(" % {order}")),
        "typst" => Some(format!(" // {order}")),
        _ => None,
    }
}
