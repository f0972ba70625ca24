//! What is asked and what is answered, without the network.
//!
//! Owns requests, replies and faults; takes the parts of HTTP from `hyper`.

use std::io::Write;

use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, StatusCode};

use crate::store::{self, Stop};

/// A request whose body has been read.
pub(super) struct Request {
    pub(super) method: Method,
    /// The path as it was sent, percent-encoded.
    pub(super) path: String,
    pub(super) query: Option<String>,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// Stops what is done for a client that has gone.
    pub(super) stop: Stop,
}

impl Request {
    /// A header as text; one that is no text is as good as none.
    pub(super) fn header(&self, name: &HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The parameters of the address.
    pub(super) fn parameters(&self) -> Vec<(String, String)> {
        form(self.query.as_deref().unwrap_or_default().as_bytes())
    }

    /// The media type of the body, without its parameters.
    pub(super) fn content_type(&self) -> String {
        let text = self.header(&header::CONTENT_TYPE);
        text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

/// The pairs of a form.
pub(super) fn form(bytes: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(bytes).into_owned().collect()
}

/// The value of a parameter, the first when there are several.
pub(super) fn parameter<'p>(pairs: &'p [(String, String)], name: &str) -> Option<&'p str> {
    pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
}

/// Writes a body as it is computed.
pub(super) type Flow = Box<dyn FnOnce(&mut dyn Write) -> Result<(), Fault>>;

/// What a reply carries.
pub(super) enum Body {
    Whole(Vec<u8>),
    /// Part of the program.
    Fixed(&'static [u8]),
    /// Computed while it is sent.
    Flow(Flow),
}

/// What is answered.
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
}

impl Reply {
    /// A reply with a body of this media type.
    pub(super) fn new(media: &str, body: Body) -> Self {
        Self { status: StatusCode::OK, headers: HeaderMap::new(), body }.with(header::CONTENT_TYPE, media)
    }

    /// A reply without a body.
    pub(super) fn empty(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: Body::Fixed(b"") }
    }

    /// See what stands elsewhere.
    pub(super) fn see_other(place: &str) -> Self {
        Self::empty(StatusCode::SEE_OTHER).with(header::LOCATION, place)
    }

    pub(super) fn json(value: &serde_json::Value) -> Self {
        Self::new("application/json", Body::Whole(value.to_string().into_bytes()))
    }

    /// With one more header; a value that no header can have is left out.
    pub(super) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.append(name, value);
        }
        self
    }
}

/// Why a request is not answered as asked.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) status: StatusCode,
    pub(super) message: String,
    /// Seconds after which asking again may help.
    pub(super) retry: Option<u32>,
}

impl Fault {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), retry: None }
    }

    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    pub(super) fn missing() -> Self {
        Self::new(StatusCode::NOT_FOUND, "there is nothing at this address")
    }

    pub(super) fn busy(message: impl Into<String>) -> Self {
        Self { retry: Some(2), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, message) }
    }

    /// The fault as a reply.
    pub(super) fn reply(self) -> Reply {
        let text = format!("{}\n", self.message);
        let mut reply = Reply::new("text/plain; charset=utf-8", Body::Whole(text.into_bytes()));
        reply.status = self.status;
        let reply = match self.status {
            StatusCode::UNAUTHORIZED => reply.with(header::WWW_AUTHENTICATE, "Bearer realm=\"relata\""),
            _ => reply,
        };
        match self.retry {
            Some(seconds) => reply.with(header::RETRY_AFTER, &seconds.to_string()),
            None => reply,
        }
    }
}

impl From<store::Error> for Fault {
    fn from(cause: store::Error) -> Self {
        match cause {
            store::Error::Syntax(_) => Self::bad(cause.to_string()),
            store::Error::Refused(_) | store::Error::Service(store::ServiceFault::Refused(_)) => {
                Self::new(StatusCode::FORBIDDEN, cause.to_string())
            }
            store::Error::Service(_) => Self::new(StatusCode::BAD_GATEWAY, cause.to_string()),
            store::Error::Stopped => Self::busy("the query was stopped"),
            _ => Self::new(StatusCode::INTERNAL_SERVER_ERROR, cause.to_string()),
        }
    }
}
