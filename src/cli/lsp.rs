//! `cite lsp`: a language server for editors.

use std::process::ExitCode;

use super::Command;

/// The command.
pub(super) const COMMAND: Command = Command {
    clap: || {
        clap::Command::new("lsp")
            .about("Serve an editor: findings as one types, fixes, hover, completion")
            .long_about(
                "Serve an editor by the Language Server Protocol, over standard input and output. \
                 Findings are those of cite check with the nearest cite.toml; nothing is sent to \
                 the network. docs/editors.md has the settings of editors.",
            )
    },
    run: |_| {
        crate::lsp::serve()?;
        Ok(ExitCode::SUCCESS)
    },
};
