//! The HTTP client: its name, its limits and the certificates it trusts.

use std::cell::OnceCell;
use std::sync::{Arc, OnceLock};

use reqwest::header::{AUTHORIZATION, LOCATION};
use reqwest::{Method, Request, RequestBuilder, Response, Url, redirect};
use rustls::ClientConfig;

use crate::verify::error::VerifyError;
use crate::verify::http::dns::Resolver;
use crate::verify::http::error::FetchError;
use crate::verify::http::tls;
use crate::verify::request_policy::{Origin, refusal};
use crate::verify::settings::Settings;

/// Makes requests; redirects are not followed here.
pub(crate) struct Client {
    plain: reqwest::Client,
    /// Made when it is first needed: reading the system's certificates takes longer than asking.
    secure: OnceCell<Result<reqwest::Client, VerifyError>>,
    trusted: Arc<Trusted>,
    settings: Arc<Settings>,
}

/// Whom secure connections trust, read when it is first needed; the clients of a run share it.
pub(crate) type Trusted = OnceLock<Result<ClientConfig, VerifyError>>;

impl Client {
    /// A client as the settings want it.
    ///
    /// # Errors
    ///
    /// Settings that cannot be used, with what was expected.
    pub(crate) fn new(
        settings: Arc<Settings>,
        trusted: Arc<Trusted>,
    ) -> Result<Client, VerifyError> {
        let plain =
            finish(builder(&settings, 80)?.tls_backend_preconfigured(tls::trusting_none()?))?;
        let client = Client { plain, secure: OnceCell::new(), trusted, settings };
        // A wrong file is told before anything is sent.
        if client.settings.ca_file.is_some() {
            client.trusted()?;
        }
        Ok(client)
    }

    /// A request to be filled and sent.
    ///
    /// # Errors
    ///
    /// [`FetchError::Setup`] if this machine cannot make secure connections.
    pub(crate) fn request(&self, method: Method, url: Url) -> Result<RequestBuilder, FetchError> {
        Ok(self.of_scheme(&url)?.request(method, url))
    }

    /// Sends a request, and follows up to `hops` redirects of those that ask for something and show
    /// no key.
    ///
    /// # Errors
    ///
    /// Why no answer came.
    pub(crate) async fn send(
        &self,
        mut request: Request,
        mut hops: usize,
    ) -> Result<Response, FetchError> {
        loop {
            let open = request.method() == Method::GET
                && !request.headers().contains_key(AUTHORIZATION)
                && hops > 0;
            let again = request.try_clone().filter(|_| open);
            let sent = self.of_scheme(request.url())?.execute(request).await;
            let response = sent.map_err(|error| FetchError::of(&error))?;
            let open = |target: &Url| refusal(target, Origin::Redirect, &self.settings).is_none();
            let Some((mut next, target)) = again.zip(target(&response).filter(open)) else {
                return Ok(response);
            };
            *next.url_mut() = target;
            request = next;
            hops -= 1;
        }
    }

    fn of_scheme(&self, url: &Url) -> Result<&reqwest::Client, FetchError> {
        match url.scheme() {
            "https" => self.secure().map_err(FetchError::Setup),
            _ => Ok(&self.plain),
        }
    }

    fn secure(&self) -> Result<&reqwest::Client, VerifyError> {
        let make = || {
            let trusted = self.trusted()?.clone();
            finish(builder(&self.settings, 443)?.tls_backend_preconfigured(trusted))
        };
        self.secure.get_or_init(make).as_ref().map_err(Clone::clone)
    }

    fn trusted(&self) -> Result<&ClientConfig, VerifyError> {
        let read = || tls::config(self.settings.ca_file.as_deref());
        self.trusted.get_or_init(read).as_ref().map_err(Clone::clone)
    }
}

/// Where a redirect leads.
fn target(response: &Response) -> Option<Url> {
    let led = matches!(response.status().as_u16(), 301..=303 | 307 | 308);
    let location = response.headers().get(LOCATION).filter(|_| led)?;
    response.url().join(location.to_str().ok()?).ok()
}

/// Some sites set a cookie for each of a hundred purposes.
const MOST_HEADERS: usize = 256;

/// What both kinds of connection have in common.
///
/// Servers that break the grammar of headers are read as browsers read them.
fn builder(settings: &Settings, port: u16) -> Result<reqwest::ClientBuilder, VerifyError> {
    Ok(reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .user_agent(user_agent(settings))
        .dns_resolver(Resolver::new(settings, port)?)
        .connect_timeout(Settings::seconds(settings.connect_timeout))
        .pool_max_idle_per_host(settings.per_domain.max(1))
        .http1_max_headers(MOST_HEADERS)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_ignore_invalid_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http09_responses())
}

fn finish(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, VerifyError> {
    builder.build().map_err(|error| VerifyError::Connections(error.to_string()))
}

/// What the program calls itself: its name, what it does, and whom to write to.
pub(crate) fn user_agent(settings: &Settings) -> String {
    if let Some(name) = &settings.user_agent {
        return name.clone();
    }
    let contact = settings.contact.as_ref().map(|mail| format!("; mailto:{mail}"));
    format!(
        "cite/{} (checks references; +https://crates.io/crates/cite-cli{})",
        env!("CARGO_PKG_VERSION"),
        contact.unwrap_or_default()
    )
}
