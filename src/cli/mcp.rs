//! `cite mcp`: the checks as tools for agents, by the Model Context Protocol.
//!
//! Messages of JSON-RPC 2.0, one on a line. Files are read below the current folder only, nothing is
//! written, and nothing is sent to the network.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::files::regular;
use crate::rules::{self, RULES};
use crate::{Checker, Document, Safety};

use super::failure::Failure;
use super::{Command, difference, input};

/// The command.
pub(super) const COMMAND: Command = Command {
    clap: || {
        clap::Command::new("mcp")
            .about("Serve an agent: checks as tools of the Model Context Protocol")
            .long_about(
                "Serve an agent by the Model Context Protocol, over standard input and output. Files \
                 are read below the current folder only; nothing is written, and nothing is sent to \
                 the network.",
            )
    },
    run: |_| {
        regular::confine(Path::new("."))?;
        serve(io::stdin().lock(), io::stdout().lock())?;
        Ok(ExitCode::SUCCESS)
    },
};

/// The version of the protocol that is spoken where the agent knows no other of these.
const VERSIONS: [&str; 3] = ["2025-06-18", "2025-03-26", "2024-11-05"];

/// A tool: what it is called, what it does, what it takes, and the doing.
struct Tool {
    name: &'static str,
    about: &'static str,
    schema: fn() -> Value,
    run: fn(&Value) -> Result<String, Failure>,
}

const TOOLS: &[Tool] = &[
    Tool {
        name: "check",
        about: "Checks the citations of a manuscript against its reference list and returns the \
                citations, the references and what does not fit, with places and fixes.",
        schema: || {
            document_schema(json!({"format": {
                "type": "string", "enum": ["json", "short", "markdown"],
                "description": "how the report is written; json by default"
            }}))
        },
        run: check,
    },
    Tool {
        name: "fixes",
        about: "Returns the changes that repair a manuscript, as a unified diff. Nothing is written.",
        schema: || {
            document_schema(json!({"unsafe": {
                "type": "boolean", "description": "also fixes that the author should look at"
            }}))
        },
        run: fixes,
    },
    Tool {
        name: "references",
        about: "Returns the reference list of a manuscript as CSL-JSON.",
        schema: || document_schema(json!({})),
        run: references,
    },
    Tool {
        name: "explain",
        about: "Explains a rule, with examples; without a name, lists all rules.",
        schema: || json!({"type": "object", "properties": {"rule": {"type": "string"}}}),
        run: explanation,
    },
];

fn document_schema(mut more: Value) -> Value {
    more["path"] = json!({
        "type": "string", "description": "the manuscript, in the current folder or below it"
    });
    more["text"] = json!({"type": "string", "description": "its text, in place of a path"});
    more["name"] = json!({
        "type": "string", "description": "with text: a file name, whose ending tells the format"
    });
    json!({"type": "object", "properties": more})
}

/// Answers messages until there are no more.
fn serve(messages: impl BufRead, mut out: impl Write) -> io::Result<()> {
    // What is no UTF-8 is no message, and is answered as any other that cannot be read.
    for line in messages.split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        if line.trim().is_empty() {
            continue;
        }
        if let Some(answer) = answer(&line) {
            writeln!(out, "{answer}")?;
            out.flush()?;
        }
    }
    Ok(())
}

/// The answer to a message; none to what asks nothing.
fn answer(line: &str) -> Option<Value> {
    let error = |id: Value, code: i32, message: String| {
        Some(json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}}))
    };
    let message: Value = match serde_json::from_str(line) {
        Ok(message) => message,
        Err(fault) => return error(Value::Null, -32700, fault.to_string()),
    };
    let id = message.get("id")?.clone();
    let Some(method) = message["method"].as_str() else {
        return error(id, -32600, "expected a method".to_owned());
    };
    let params = &message["params"];
    let result = match method {
        "initialize" => initialized(params),
        "ping" => json!({}),
        "tools/list" => json!({"tools": TOOLS.iter().map(listed).collect::<Vec<_>>()}),
        "tools/call" => match TOOLS.iter().find(|tool| params["name"] == tool.name) {
            Some(tool) => called(tool, &params["arguments"]),
            None => return error(id, -32602, format!("there is no tool {}", params["name"])),
        },
        _ => return error(id, -32601, format!("this server does not answer {method}")),
    };
    Some(json!({"jsonrpc": "2.0", "id": id, "result": result}))
}

fn initialized(params: &Value) -> Value {
    let known = VERSIONS.into_iter().find(|version| params["protocolVersion"] == *version);
    json!({
        "protocolVersion": known.unwrap_or(VERSIONS[0]),
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "cite", "version": env!("CARGO_PKG_VERSION")},
    })
}

fn listed(tool: &Tool) -> Value {
    json!({
        "name": tool.name,
        "description": tool.about,
        "inputSchema": (tool.schema)(),
        "annotations": {"readOnlyHint": true, "openWorldHint": false},
    })
}

fn called(tool: &Tool, arguments: &Value) -> Value {
    let (text, failed) = match (tool.run)(arguments) {
        Ok(text) => (text, false),
        Err(failure) => (failure.to_string(), true),
    };
    json!({"content": [{"type": "text", "text": text}], "isError": failed})
}

// The tools.

fn check(arguments: &Value) -> Result<String, Failure> {
    let format = arguments["format"].as_str().unwrap_or("json");
    let (document, checker) = read(arguments)?;
    Ok(checker.report(&document, format)?)
}

fn fixes(arguments: &Value) -> Result<String, Failure> {
    let safety = match arguments["unsafe"].as_bool() {
        Some(true) => Safety::Unsafe,
        _ => Safety::Safe,
    };
    let (document, checker) = read(arguments)?;
    let repaired = checker.repair(&document, safety);
    let after = repaired.document.source.text();
    Ok(difference::unified(document.path(), document.source.text(), after))
}

fn references(arguments: &Value) -> Result<String, Failure> {
    let (document, checker) = read(arguments)?;
    let report: Value = serde_json::from_str(&checker.report(&document, "json")?)
        .map_err(|error| Failure::Input(error.to_string()))?;
    let references = report["documents"][0]["references"].as_array().cloned().unwrap_or_default();
    let entries: Vec<Value> = references.into_iter().map(|mut one| one["entry"].take()).collect();
    Ok(Value::Array(entries).to_string())
}

fn explanation(arguments: &Value) -> Result<String, Failure> {
    let Some(name) = arguments["rule"].as_str() else {
        let line =
            |rule: &&crate::rules::rule::Rule| format!("{}: {}\n", rule.name, rule.summary());
        return Ok(RULES.iter().map(line).collect());
    };
    match rules::by_name(name) {
        Some(rule) => Ok(rule.explained()),
        None => Err(Failure::Input(input::unknown_rule(name))),
    }
}

/// The document that the arguments name or hold, and what it is checked with.
fn read(arguments: &Value) -> Result<(Document, Checker), Failure> {
    let here = Path::new("");
    if let Some(text) = arguments["text"].as_str() {
        let name = arguments["name"].as_str().unwrap_or("text.md");
        let name = Path::new(name).file_name().unwrap_or_default();
        let document = Document::from_bytes(PathBuf::from(name), text.as_bytes().to_vec());
        return Ok((document, Checker::around(here)?));
    }
    let Some(path) = arguments["path"].as_str() else {
        return Err(Failure::Input("expected a path or a text".to_owned()));
    };
    let path = Path::new(path);
    let (whole, root) = (path.canonicalize()?, std::env::current_dir()?.canonicalize()?);
    if !whole.starts_with(&root) {
        let message = format!("{} does not lie in the current folder", path.display());
        return Err(Failure::Input(message));
    }
    let folder = path.parent().unwrap_or(here);
    Ok((Document::open(path)?, Checker::around(folder)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: &str = "So it is 100% right. (Hurd 1998).\n\n## References\n\nHurd, I. 1999. \"Legitimacy.\" *Order* 53 (2): 379–408.\n";

    fn asked(method: &str, params: Value) -> Value {
        let message = json!({"jsonrpc": "2.0", "id": 7, "method": method, "params": params});
        answer(&message.to_string()).expect("an answer")
    }

    fn called(tool: &str, arguments: Value) -> (String, bool) {
        let answer = asked("tools/call", json!({"name": tool, "arguments": arguments}));
        let text = answer["result"]["content"][0]["text"].as_str().expect("a text").to_owned();
        (text, answer["result"]["isError"] == true)
    }

    #[test]
    fn tools_are_listed_and_do_their_work() {
        let version = asked("initialize", json!({"protocolVersion": "2025-03-26"}));
        assert_eq!(version["result"]["protocolVersion"], "2025-03-26");
        let listed = asked("tools/list", json!({}));
        assert_eq!(listed["result"]["tools"].as_array().map(Vec::len), Some(TOOLS.len()));
        let (report, failed) = called("check", json!({"text": PAPER, "format": "short"}));
        assert!(report.contains("year-mismatch") && !failed, "{report}");
        let (changes, _) = called("fixes", json!({"text": PAPER}));
        assert!(changes.contains("+So it is 100% right (Hurd 1998)."), "{changes}");
        let (entries, _) = called("references", json!({"text": PAPER}));
        assert!(entries.contains("\"family\":\"Hurd\""), "{entries}");
        let (page, _) = called("explain", json!({"rule": "ibid"}));
        assert!(page.starts_with("# ibid"), "{page}");
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        assert!(called("check", json!({"path": "/etc/hostname"})).1);
        assert!(called("check", json!({"path": "nowhere.md"})).1);
        assert!(called("check", json!({})).1);
        assert!(called("explain", json!({"rule": "no-such-rule"})).1);
        assert_eq!(asked("tools/call", json!({"name": "rm"}))["error"]["code"], -32602);
        assert_eq!(asked("resources/list", json!({}))["error"]["code"], -32601);
        assert_eq!(answer("{").expect("an answer")["error"]["code"], -32700);
        assert_eq!(answer("{\"method\":\"notifications/initialized\"}"), None);
    }
}
