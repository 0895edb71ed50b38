//! The HTTP client: who we say we are, and whom we trust.

use std::cell::OnceCell;

use reqwest::{Method, RequestBuilder, Url, redirect};

use crate::verify::http::fault::Fault;
use crate::verify::http::resolve::Resolver;
use crate::verify::http::tls;
use crate::verify::settings::Settings;

/// Makes requests; redirects are not followed here.
pub struct Client {
    plain: reqwest::Client,
    /// Made when it is first needed: reading the system's certificates takes longer than asking.
    secure: OnceCell<Result<reqwest::Client, String>>,
    settings: Settings,
}

impl Client {
    /// A client as the settings want it.
    ///
    /// # Errors
    ///
    /// Settings that cannot be used, with what was expected.
    pub fn new(settings: &Settings) -> Result<Client, String> {
        let plain =
            finish(builder(settings, 80)?.tls_backend_preconfigured(tls::trusting_none()?))?;
        // A wrong file is told before anything is sent.
        if let Some(path) = &settings.ca_file {
            tls::config(Some(path))?;
        }
        Ok(Client { plain, secure: OnceCell::new(), settings: settings.clone() })
    }

    /// A request to be filled and sent.
    ///
    /// # Errors
    ///
    /// [`Fault::Setup`] if this machine cannot make secure connections.
    pub fn request(&self, method: Method, url: Url) -> Result<RequestBuilder, Fault> {
        let client = match url.scheme() {
            "https" => self.secure().map_err(Fault::Setup)?,
            _ => &self.plain,
        };
        Ok(client.request(method, url))
    }

    fn secure(&self) -> Result<&reqwest::Client, String> {
        let make = || {
            let trusted = tls::config(self.settings.ca_file.as_deref())?;
            finish(builder(&self.settings, 443)?.tls_backend_preconfigured(trusted))
        };
        self.secure.get_or_init(make).as_ref().map_err(Clone::clone)
    }
}

/// What both kinds of connection have in common.
///
/// Servers that break the grammar of headers are read as browsers read them.
fn builder(settings: &Settings, port: u16) -> Result<reqwest::ClientBuilder, String> {
    Ok(reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .user_agent(user_agent(settings))
        .dns_resolver(Resolver::new(&settings.resolve, port)?)
        .connect_timeout(Settings::seconds(settings.connect_timeout))
        .pool_max_idle_per_host(settings.per_domain.max(1))
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_ignore_invalid_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http09_responses())
}

fn finish(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, String> {
    builder.build().map_err(|error| error.to_string())
}

/// What the program calls itself: its name, what it does, and whom to write to.
pub fn user_agent(settings: &Settings) -> String {
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
