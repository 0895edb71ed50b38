"use strict";
// Starts `cite lsp` and shows the places that it names.

const { commands, Location, Position, Range, Uri, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const LANGUAGES = ["markdown", "quarto", "rmd", "latex", "tex", "typst", "bibtex"];

let client;

async function start() {
  const command = workspace.getConfiguration("cite").get("path") || "cite";
  client = new LanguageClient("cite", "cite", { command, args: ["lsp"] }, {
    documentSelector: LANGUAGES.flatMap((language) => [
      { language, scheme: "file" },
      { language, scheme: "untitled" },
    ]),
    initializationOptions: { showReferences: true },
  });
  try {
    await client.start();
  } catch (error) {
    const said = `"${command} lsp" does not start (${error.message}). Install the program, or name it in the setting cite.path.`;
    const choice = await window.showErrorMessage(said, "Open the setting");
    if (choice) commands.executeCommand("workbench.action.openSettings", "cite.path");
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running?.isRunning()) await running.stop();
}

// The server speaks in plain objects; the editor wants its own.
function show(uri, position, places) {
  const at = ({ line, character }) => new Position(line, character);
  const locations = places.map(
    (place) => new Location(Uri.parse(place.uri), new Range(at(place.range.start), at(place.range.end))),
  );
  return commands.executeCommand("editor.action.showReferences", Uri.parse(uri), at(position), locations);
}

async function activate(context) {
  const restart = async () => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    commands.registerCommand("cite.showReferences", show),
    commands.registerCommand("cite.restart", restart),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("cite.path") && restart()),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
