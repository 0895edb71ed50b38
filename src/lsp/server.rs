//! The talk with the editor.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crossbeam_channel::{Receiver, Sender, select};
use lsp_server::{
    Connection, ErrorCode, Message, Notification, ProtocolError, Request, RequestId, Response,
};
use lsp_types::notification::{self as told, Notification as _};
use lsp_types::request::{self as asked, Request as _};
use lsp_types::{
    CancelParams, Diagnostic, InitializeParams, MessageType, NumberOrString,
    PublishDiagnosticsParams, ShowMessageParams, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::analysis::Session;
use crate::lsp::check::{Done, Job, WORKERS, brings_others_in, start};
use crate::lsp::position;
use crate::lsp::project::{Projects, is_read};
use crate::lsp::snapshot::Snapshot;
use crate::lsp::{
    actions, address, capabilities, completion, definition, diagnostics, hover, lens, references,
    rename, sync,
};
use crate::text::source::PositionUnit;

/// Talks with the editor at the other end of a connection until it says that it is done.
pub(super) fn run(connection: Connection) -> Result<(), ProtocolError> {
    let (id, params) = connection.initialize_start()?;
    let params: InitializeParams = serde_json::from_value(params).unwrap_or_default();
    let offered =
        params.capabilities.general.as_ref().and_then(|one| one.position_encodings.clone());
    let unit = position::unit(&offered.unwrap_or_default());
    let answer = json!({
        "capabilities": capabilities::capabilities(unit),
        "serverInfo": {"name": "cite", "version": env!("CARGO_PKG_VERSION")},
    });
    connection.initialize_finish(id, answer)?;
    let (jobs, done) = start();
    let options = params.initialization_options.as_ref();
    let shows_places = options.and_then(|one| one["showReferences"].as_bool()).unwrap_or(false);
    let mut server = Server {
        sender: connection.sender.clone(),
        jobs,
        unit,
        shows_places,
        projects: Projects::default(),
        documents: BTreeMap::new(),
        running: 0,
        waiting: Vec::new(),
    };
    if let Some(watched) = capabilities::watched(&params) {
        let method = asked::RegisterCapability::METHOD.to_owned();
        server.send(Request::new(RequestId::from("watched".to_owned()), method, watched));
    }
    server.listen(&connection, &done)
}

struct Server {
    sender: Sender<Message>,
    jobs: Sender<Job>,
    unit: PositionUnit,
    /// Whether the editor has the command that shows places.
    shows_places: bool,
    projects: Projects,
    /// The open documents by their addresses.
    documents: BTreeMap<String, Open>,
    /// How many checks are running.
    running: usize,
    /// Requests that wait for the check of a text, with the address of the document.
    waiting: Vec<(String, Request)>,
}

/// A document that is open in the editor.
struct Open {
    uri: Uri,
    path: PathBuf,
    version: i32,
    text: String,
    /// Which state of the text, or of what it depends on, this is.
    revision: u64,
    /// The state that was given to a check last.
    given: u64,
    /// What was found, and in which state.
    checked: Option<(u64, Arc<Snapshot>)>,
    /// The files whose diagnostics were sent, besides its own.
    others: BTreeSet<PathBuf>,
    /// The document that brings this one in.
    part_of: Option<String>,
    /// What is kept between its checks.
    session: Arc<Mutex<Session>>,
}

impl Server {
    fn listen(
        &mut self,
        connection: &Connection,
        done: &Receiver<Done>,
    ) -> Result<(), ProtocolError> {
        loop {
            select! {
                recv(connection.receiver) -> message => {
                    // The editor went away.
                    let Ok(message) = message else { return Ok(()) };
                    match message {
                        Message::Request(request) => {
                            if connection.handle_shutdown(&request)? {
                                return Ok(());
                            }
                            self.request(request);
                        }
                        Message::Notification(notification) => self.notification(notification),
                        Message::Response(_) => {}
                    }
                }
                recv(done) -> result => {
                    let Ok(result) = result else { return Ok(()) };
                    self.done(result);
                }
            }
        }
    }

    fn send(&self, message: impl Into<Message>) {
        // Where the editor went away, the next message that is awaited says so.
        let _ = self.sender.send(message.into());
    }

    fn notify<N: told::Notification>(&self, params: N::Params) {
        self.send(Notification::new(N::METHOD.to_owned(), params));
    }

    fn say(&self, message: String) {
        let params = ShowMessageParams { typ: MessageType::WARNING, message };
        self.notify::<told::ShowMessage>(params);
    }

    // What the editor tells.

    fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            told::DidOpenTextDocument::METHOD => self.opened(params),
            told::DidChangeTextDocument::METHOD => self.changed(params),
            told::DidCloseTextDocument::METHOD => self.closed(params),
            told::DidSaveTextDocument::METHOD => {
                if let Some(saved) = read::<told::DidSaveTextDocument>(params) {
                    self.files_changed(&[saved.text_document.uri]);
                }
            }
            told::DidChangeWatchedFiles::METHOD => {
                if let Some(changed) = read::<told::DidChangeWatchedFiles>(params) {
                    let files: Vec<Uri> = changed.changes.into_iter().map(|one| one.uri).collect();
                    self.files_changed(&files);
                }
            }
            told::Cancel::METHOD => self.cancelled(params),
            _ => {}
        }
    }

    fn opened(&mut self, params: Value) {
        let Some(params) = read::<told::DidOpenTextDocument>(params) else { return };
        let document = params.text_document;
        let key = document.uri.as_str().to_owned();
        let open = Open {
            path: address::path(&document.uri, &document.language_id),
            uri: document.uri,
            version: document.version,
            text: document.text,
            revision: 1,
            given: 0,
            checked: None,
            others: BTreeSet::new(),
            part_of: None,
            session: Arc::default(),
        };
        self.documents.insert(key.clone(), open);
        self.check(&key);
    }

    fn changed(&mut self, params: Value) {
        let Some(params) = read::<told::DidChangeTextDocument>(params) else { return };
        let key = params.text_document.uri.as_str().to_owned();
        let unit = self.unit;
        if let Some(open) = self.documents.get_mut(&key) {
            open.version = params.text_document.version;
            sync::apply(&mut open.text, params.content_changes, unit);
            open.revision += 1;
            self.check(&key);
        }
    }

    fn closed(&mut self, params: Value) {
        let Some(params) = read::<told::DidCloseTextDocument>(params) else { return };
        let key = params.text_document.uri.as_str().to_owned();
        let Some(open) = self.documents.remove(&key) else { return };
        self.publish(open.uri, Vec::new(), None);
        for uri in open.others.iter().filter_map(|path| address::uri(path)) {
            self.publish(uri, Vec::new(), None);
        }
        let mut freed = Vec::new();
        for (other, document) in &mut self.documents {
            if document.part_of.as_ref() == Some(&key) {
                document.part_of = None;
                document.revision += 1;
                freed.push(other.clone());
            }
        }
        freed.iter().for_each(|key| self.check(key));
        let (gone, waiting) =
            std::mem::take(&mut self.waiting).into_iter().partition(|(at, _)| *at == key);
        self.waiting = waiting;
        let gone: Vec<(String, Request)> = gone;
        gone.into_iter()
            .for_each(|(_, request)| self.send(Response::new_ok(request.id, Value::Null)));
    }

    /// Checks all documents again where a file of settings or a library is among those that changed.
    fn files_changed(&mut self, files: &[Uri]) {
        if !files.iter().any(|uri| is_read(&address::path(uri, ""))) {
            return;
        }
        self.projects.forget();
        let keys: Vec<String> = self.documents.keys().cloned().collect();
        for key in keys {
            if let Some(open) = self.documents.get_mut(&key) {
                open.revision += 1;
            }
            self.check(&key);
        }
    }

    fn cancelled(&mut self, params: Value) {
        let Ok(CancelParams { id }) = serde_json::from_value(params) else { return };
        let id = match id {
            NumberOrString::Number(number) => RequestId::from(number),
            NumberOrString::String(text) => RequestId::from(text),
        };
        if let Some(at) = self.waiting.iter().position(|(_, request)| request.id == id) {
            self.waiting.remove(at);
            let code = ErrorCode::RequestCanceled as i32;
            self.send(Response::new_err(id, code, "it was cancelled".to_owned()));
        }
    }

    // Checks.

    /// Begins the check of a document, or of the one that brings it in, unless enough are running:
    /// then it begins when one of them is done.
    fn check(&mut self, key: &str) {
        if let Some(whole) = self.documents.get(key).and_then(|open| open.part_of.clone()) {
            if let Some(open) = self.documents.get_mut(&whole) {
                open.revision += 1;
            }
            return self.check(&whole);
        }
        let Some(open) = self.documents.get(key).filter(|open| open.given < open.revision) else {
            return;
        };
        if self.running >= WORKERS {
            return;
        }
        let others = match brings_others_in(&open.path) {
            true => self.texts(),
            false => HashMap::new(),
        };
        let (checker, fault) = self.projects.checker(&open.path);
        let Some(open) = self.documents.get_mut(key) else { return };
        open.given = open.revision;
        self.running += 1;
        let job = Job {
            key: key.to_owned(),
            revision: open.revision,
            path: open.path.clone(),
            text: open.text.clone(),
            open: others,
            checker,
            unit: self.unit,
            session: Arc::clone(&open.session),
        };
        // The threads end with the server only.
        let _ = self.jobs.send(job);
        if let Some(fault) = fault {
            self.say(fault);
        }
    }

    fn texts(&self) -> HashMap<PathBuf, String> {
        self.documents.values().map(|open| (open.path.clone(), open.text.clone())).collect()
    }

    fn done(&mut self, Done { key, revision, snapshot }: Done) {
        self.running -= 1;
        if let Some(snapshot) = snapshot {
            self.found(&key, revision, snapshot);
        }
        let late: Vec<String> = self
            .documents
            .iter()
            .filter(|(_, open)| open.part_of.is_none() && open.given < open.revision)
            .map(|(key, _)| key.clone())
            .collect();
        late.iter().for_each(|key| self.check(key));
    }

    fn found(&mut self, key: &str, revision: u64, snapshot: Arc<Snapshot>) {
        let Some(open) = self.documents.get_mut(key) else { return };
        if open.checked.as_ref().is_some_and(|(newer, _)| *newer > revision) {
            return;
        }
        open.checked = Some((revision, Arc::clone(&snapshot)));
        // Of an older text nothing is shown: it was overtaken.
        if revision == open.revision {
            self.show(key, &snapshot);
            let (ready, waiting) =
                std::mem::take(&mut self.waiting).into_iter().partition(|(at, _)| at == key);
            self.waiting = waiting;
            let ready: Vec<(String, Request)> = ready;
            ready.into_iter().for_each(|(_, request)| self.request(request));
        }
    }

    /// Sends the diagnostics of a document and of the files that it brings in.
    fn show(&mut self, key: &str, snapshot: &Snapshot) {
        let Some(open) = self.documents.get_mut(key) else { return };
        let (uri, version, own) = (open.uri.clone(), open.version, open.path.clone());
        let mut files = diagnostics::of(snapshot);
        let own = files.remove(own.as_path()).unwrap_or_default();
        let others: BTreeSet<PathBuf> = files.keys().map(|path| path.to_path_buf()).collect();
        let before = std::mem::replace(&mut open.others, others.clone());
        self.publish(uri, own, Some(version));
        for (path, found) in files {
            let part = self.documents.iter_mut().find(|(_, open)| open.path == *path);
            let (uri, version) = match part {
                Some((_, part)) => {
                    part.part_of = Some(key.to_owned());
                    (Some(part.uri.clone()), Some(part.version))
                }
                None => (address::uri(path), None),
            };
            uri.into_iter().for_each(|uri| self.publish(uri, found.clone(), version));
        }
        for uri in before.difference(&others).filter_map(|path| address::uri(path)) {
            self.publish(uri, Vec::new(), None);
        }
    }

    fn publish(&self, uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        let params = PublishDiagnosticsParams { uri, diagnostics, version };
        self.notify::<told::PublishDiagnostics>(params);
    }

    // What the editor asks.

    fn request(&mut self, request: Request) {
        let uri = request.params["textDocument"]["uri"].as_str().unwrap_or_default().to_owned();
        let whole = self.documents.get(&uri).and_then(|open| open.part_of.clone());
        let key = whole.unwrap_or_else(|| uri.clone());
        let Some(open) = self.documents.get(&key) else {
            return self.send(unknown(request));
        };
        let fresh = open.checked.as_ref().is_some_and(|(revision, _)| *revision == open.revision);
        // While one types a word the list is hardly another.
        let may_be_old = request.method == asked::Completion::METHOD;
        match &open.checked {
            Some((_, snapshot)) if fresh || may_be_old => {
                let snapshot = Arc::clone(snapshot);
                self.send(self.answer(request, &snapshot, &uri));
            }
            _ => self.waiting.push((key, request)),
        }
    }

    fn answer(&self, request: Request, snapshot: &Snapshot, uri: &str) -> Response {
        let Request { id, method, params } = request;
        match method.as_str() {
            asked::HoverRequest::METHOD => answered::<asked::HoverRequest>(id, params, |params| {
                hover::answer(snapshot, &params)
            }),
            asked::GotoDefinition::METHOD => {
                answered::<asked::GotoDefinition>(id, params, |params| {
                    definition::answer(snapshot, &params)
                })
            }
            asked::References::METHOD => answered::<asked::References>(id, params, |params| {
                references::answer(snapshot, &params)
            }),
            asked::CodeActionRequest::METHOD => {
                answered::<asked::CodeActionRequest>(id, params, |params| {
                    actions::answer(snapshot, &params)
                })
            }
            asked::CodeLensRequest::METHOD => {
                answered::<asked::CodeLensRequest>(id, params, |params| {
                    lens::answer(snapshot, &params, self.shows_places)
                })
            }
            asked::Completion::METHOD => answered::<asked::Completion>(id, params, |params| {
                let text = &self.documents.get(uri)?.text;
                let position = params.text_document_position.position;
                completion::answer(snapshot, text, position, self.unit)
            }),
            asked::PrepareRenameRequest::METHOD => {
                answered::<asked::PrepareRenameRequest>(id, params, |params| {
                    rename::prepare(snapshot, &params)
                })
            }
            asked::Rename::METHOD => match serde_json::from_value(params) {
                Ok(params) => match rename::answer(snapshot, &params) {
                    Ok(edit) => Response::new_ok(id, Some(edit)),
                    Err(error) => {
                        Response::new_err(id, ErrorCode::RequestFailed as i32, error.to_string())
                    }
                },
                Err(error) => invalid(id, &error),
            },
            _ => not_known(id, &method),
        }
    }
}

/// The parameters of a notification, if they are of its form.
fn read<N: told::Notification>(params: Value) -> Option<N::Params>
where
    N::Params: DeserializeOwned,
{
    serde_json::from_value(params).ok()
}

fn answered<R: asked::Request>(
    id: RequestId,
    params: Value,
    answer: impl FnOnce(R::Params) -> R::Result,
) -> Response {
    match serde_json::from_value(params) {
        Ok(params) => Response::new_ok(id, answer(params)),
        Err(error) => invalid(id, &error),
    }
}

fn invalid(id: RequestId, error: &serde_json::Error) -> Response {
    Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string())
}

fn not_known(id: RequestId, method: &str) -> Response {
    let message = format!("this server does not answer {method}");
    Response::new_err(id, ErrorCode::MethodNotFound as i32, message)
}

/// The answer on a document that is not open: nothing, if it is a question that is known at all.
fn unknown(request: Request) -> Response {
    match request.params.get("textDocument") {
        Some(_) => Response::new_ok(request.id, Value::Null),
        None => not_known(request.id, &request.method),
    }
}
