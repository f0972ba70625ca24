//! The network: connections, heads, bodies, and the end.
//!
//! Owns everything asynchronous. A request is read whole, answered on a thread of its own, and the reply is sent
//! while it is made; a client that goes away stops what was done for it.

use std::convert::Infallible;
use std::io::{self, Write};
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderValue};
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::sync::{Notify, Semaphore, mpsc, oneshot};

use crate::store::Stop;

use super::bounds::GRACE;
use super::exchange::{Body, Fault, Reply, Request};

/// How long a client may take for a head, and then for a body.
const HEAD: Duration = Duration::from_secs(10);
const BODY: Duration = Duration::from_secs(20);
/// Bytes of a head and of a body.
const HEAD_LIMIT: usize = 128 << 10;
const BODY_LIMIT: usize = 4 << 20;
/// Connections at once.
const CONNECTIONS: usize = 1024;
/// How long what is being answered may take once the server was told to end.
const FAREWELL: Duration = Duration::from_secs(10);
/// Bytes that are held before the head is sent, so that a late fault still has its own status.
const HELD: usize = 64 << 10;
/// Stack of the threads that answer: parsing and evaluation of SPARQL are recursive.
const STACK: usize = 64 << 20;

/// Answers requests.
pub(super) type Answer = dyn Fn(Request) -> Reply + Send + Sync;

/// Serves until told to stop, by `ended` or by a signal.
pub(super) fn run(listener: TcpListener, answer: Arc<Answer>, ended: Arc<Notify>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK)
        .max_blocking_threads(256)
        .build()?;
    runtime.block_on(accept(listener, answer, ended))?;
    runtime.shutdown_timeout(Duration::from_secs(1));
    Ok(())
}

async fn accept(listener: TcpListener, answer: Arc<Answer>, ended: Arc<Notify>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut end = std::pin::pin!(end(ended));
    loop {
        let next = async {
            // The semaphore is never closed.
            let permit = room.clone().acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, stream) = tokio::select! {
            () = &mut end => break,
            accepted = next => accepted,
        };
        let Ok((stream, _)) = stream else {
            // Out of descriptors, mostly: others have to end first.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let answer = answer.clone();
        let service = service_fn(move |request| exchange(answer.clone(), request));
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(HEAD_LIMIT)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A connection that breaks has nobody left to be told.
            let _ = connection.await;
            drop(permit);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
    Ok(())
}

/// Ends when asked to: by the program, by the terminal, by the system.
async fn end(ended: Arc<Notify>) {
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = ended.notified() => {}
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}

/// Stops what is done for a client when dropped.
struct Gone(Stop);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.stop();
    }
}

async fn exchange(answer: Arc<Answer>, request: hyper::Request<Incoming>) -> Result<Response<Outgoing>, Infallible> {
    let gone = Gone(Stop::default());
    let zip = accepts_gzip(request.headers().get(header::ACCEPT_ENCODING));
    let request = match read(request, gone.0.clone()).await {
        Ok(request) => request,
        Err(fault) => {
            let mut reply = fault.reply();
            // What is left of the body is not read.
            reply.headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            let body = whole(reply.body);
            return Ok(response(reply.status, reply.headers, Outgoing::whole(body, gone)));
        }
    };
    let (give, take) = oneshot::channel();
    let stop = gone.0.clone();
    let stopped = stopped(stop.clone());
    tokio::task::spawn_blocking(move || send(answer(request), zip, stop, give));
    let answered = tokio::select! {
        taken = take => taken.map_err(|_| Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "the request could not be answered")),
        () = stopped => Err(Fault::busy("the query took too long and was stopped")),
    };
    let (status, headers, content) = match answered {
        Ok(head) => head,
        Err(fault) => {
            let reply = fault.reply();
            let body = whole(reply.body);
            return Ok(response(reply.status, reply.headers, Outgoing::whole(body, gone)));
        }
    };
    let body = match content {
        Content::Whole(bytes) => Outgoing::whole(bytes, gone),
        Content::Parts(parts) => Outgoing { whole: None, parts: Some(parts), _gone: gone },
    };
    Ok(response(status, headers, body))
}

/// Ends when a request was stopped and its thread does not notice: it is sorting, or still optimising the query.
async fn stopped(stop: Stop) {
    while !stop.stopped() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(GRACE).await;
}

fn accepts_gzip(header: Option<&HeaderValue>) -> bool {
    let header = header.and_then(|value| value.to_str().ok()).unwrap_or_default();
    !header.is_empty() && super::negotiate::best(header, &[&["gzip"]]).is_some()
}

fn response(status: StatusCode, headers: hyper::HeaderMap, body: Outgoing) -> Response<Outgoing> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// Reads a request whole.
async fn read(request: hyper::Request<Incoming>, stop: Stop) -> Result<Request, Fault> {
    let (head, body) = request.into_parts();
    let read = tokio::time::timeout(BODY, Limited::new(body, BODY_LIMIT).collect()).await;
    let late = |_| Fault::new(StatusCode::REQUEST_TIMEOUT, "the body took too long");
    let body = read.map_err(late)?.map_err(|cause| {
        if cause.is::<LengthLimitError>() {
            Fault::new(StatusCode::PAYLOAD_TOO_LARGE, format!("a body may have {} MiB", BODY_LIMIT >> 20))
        } else {
            Fault::bad("the body could not be read")
        }
    })?;
    Ok(Request {
        method: head.method,
        path: head.uri.path().to_owned(),
        query: head.uri.query().map(str::to_owned),
        headers: head.headers,
        body: body.to_bytes().to_vec(),
        stop,
    })
}

/// What a reply's body is once its head is sent.
enum Content {
    Whole(Bytes),
    Parts(mpsc::Receiver<Part>),
}

/// A part of a body; nothing says that the body is whole.
type Part = Option<Bytes>;

type Head = (StatusCode, hyper::HeaderMap, Content);

fn whole(body: Body) -> Bytes {
    match body {
        Body::Whole(bytes) => bytes.into(),
        Body::Fixed(bytes) => Bytes::from_static(bytes),
        Body::Flow(_) => Bytes::new(),
    }
}

/// Sends a reply: the body whole when it is short, else part by part while it is made.
fn send(mut reply: Reply, zip: bool, stop: Stop, give: oneshot::Sender<Head>) {
    let zip = zip && !reply.headers.contains_key(header::CONTENT_ENCODING) && compressible(&reply);
    let flow = match reply.body {
        Body::Flow(flow) => flow,
        body => {
            let bytes = whole(body);
            if !zip || bytes.len() < 1024 {
                // The client may have gone; then nobody takes it.
                let _ = give.send((reply.status, reply.headers, Content::Whole(bytes)));
                return;
            }
            Box::new(move |out: &mut dyn Write| out.write_all(&bytes).map_err(|cause| cut(&cause)))
        }
    };
    if zip {
        reply.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    let head = (reply.status, reply.headers);
    let mut sink = Sink { held: Vec::new(), head: Some((head, give)), parts: None, stop };
    let done = if zip {
        let mut encoder = GzEncoder::new(&mut sink, Compression::fast());
        flow(&mut encoder).and_then(|()| encoder.finish().map(|_| ()).map_err(|cause| cut(&cause)))
    } else {
        flow(&mut sink)
    };
    sink.end(done);
}

fn cut(cause: &io::Error) -> Fault {
    Fault::new(StatusCode::INTERNAL_SERVER_ERROR, cause.to_string())
}

fn compressible(reply: &Reply) -> bool {
    let media = reply.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    reply.status == StatusCode::OK && !media.starts_with("image/png") && !media.starts_with("font/")
}

/// Takes the bytes of a body; holds the first ones back.
struct Sink {
    held: Vec<u8>,
    head: Option<((StatusCode, hyper::HeaderMap), oneshot::Sender<Head>)>,
    parts: Option<mpsc::Sender<Part>>,
    stop: Stop,
}

impl Sink {
    /// Sends what is held, and the head before it when it is still here.
    fn pass(&mut self) -> io::Result<()> {
        if let Some(((status, headers), give)) = self.head.take() {
            let (parts, taken) = mpsc::channel(8);
            self.parts = Some(parts);
            let _ = give.send((status, headers, Content::Parts(taken)));
        }
        let part = Some(Bytes::from(std::mem::take(&mut self.held)));
        self.hand(part)
    }

    fn hand(&self, mut part: Part) -> io::Result<()> {
        let Some(parts) = &self.parts else { return Ok(()) };
        loop {
            match parts.try_send(part) {
                Ok(()) => return Ok(()),
                Err(mpsc::error::TrySendError::Closed(_)) => return Err(io::ErrorKind::BrokenPipe.into()),
                Err(mpsc::error::TrySendError::Full(_)) if self.stop.stopped() => {
                    return Err(io::ErrorKind::TimedOut.into());
                }
                Err(mpsc::error::TrySendError::Full(back)) => part = back,
            }
            // The client reads more slowly than the answer is made.
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn end(mut self, done: Result<(), Fault>) {
        match (done, self.head.take()) {
            (Ok(()), Some(((status, headers), give))) => {
                let _ = give.send((status, headers, Content::Whole(self.held.into())));
            }
            (Ok(()), None) => {
                // A client that is gone needs no end.
                let _ = self.pass().and_then(|()| self.hand(None));
            }
            (Err(fault), Some((_, give))) => {
                let reply = fault.reply();
                let _ = give.send((reply.status, reply.headers, Content::Whole(whole(reply.body))));
            }
            // The head is out: without its end the body is cut, so that the client does not take a part for the whole.
            (Err(_), None) => {}
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= HELD {
            self.pass()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A body on its way out.
struct Outgoing {
    whole: Option<Bytes>,
    parts: Option<mpsc::Receiver<Part>>,
    _gone: Gone,
}

impl Outgoing {
    fn whole(bytes: Bytes, gone: Gone) -> Self {
        Self { whole: (!bytes.is_empty()).then_some(bytes), parts: None, _gone: gone }
    }
}

impl hyper::body::Body for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(bytes) = self.whole.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        match &mut self.parts {
            Some(parts) => match std::task::ready!(parts.poll_recv(context)) {
                Some(Some(bytes)) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
                Some(None) => Poll::Ready(None),
                None => Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into()))),
            },
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.whole.is_none() && self.parts.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        match (&self.whole, &self.parts) {
            (Some(bytes), _) => SizeHint::with_exact(bytes.len() as u64),
            (None, None) => SizeHint::with_exact(0),
            (None, Some(_)) => SizeHint::default(),
        }
    }
}
