//! What the server can do, and what it wants to hear of.

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions,
    CompletionOptions, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern,
    HoverProviderCapability, InitializeParams, OneOf, Registration, RegistrationParams,
    RenameOptions, SaveOptions, ServerCapabilities, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkDoneProgressOptions,
};
use serde_json::json;

use crate::lsp::actions::FIX_ALL;
use crate::lsp::position::encoding;
use crate::text::source::PositionUnit;

/// The files that checks depend on besides the documents themselves.
const WATCHED: &str = "**/{cite.toml,*.bib,*.ris,*.nbib,*.json,*.yaml,*.yml}";

/// Returns what the server can do.
pub(super) fn capabilities(unit: PositionUnit) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions::default())),
        ..TextDocumentSyncOptions::default()
    };
    let triggers = ["@", "{", ",", "(", ";"].map(str::to_owned).to_vec();
    ServerCapabilities {
        position_encoding: Some(encoding(unit)),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers),
            ..CompletionOptions::default()
        }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                CodeActionKind::from(FIX_ALL.to_owned()),
            ]),
            ..CodeActionOptions::default()
        })),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: None }),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        ..ServerCapabilities::default()
    }
}

/// Returns the request for notices of changed files, where the editor takes one.
pub(super) fn watched(params: &InitializeParams) -> Option<RegistrationParams> {
    let workspace = params.capabilities.workspace.as_ref()?;
    let takes = workspace.did_change_watched_files.as_ref()?.dynamic_registration?;
    let watcher =
        FileSystemWatcher { glob_pattern: GlobPattern::String(WATCHED.to_owned()), kind: None };
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
    takes.then(|| RegistrationParams {
        registrations: vec![Registration {
            id: "watched".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: Some(json!(options)),
        }],
    })
}
