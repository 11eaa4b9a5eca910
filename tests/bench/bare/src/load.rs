//! Clients that take as little CPU as they can: whole requests, made beforehand, over connections that stay open.
//!
//! The file holds one request after another: its length in bytes (u32, little-endian), then its bytes as they go
//! over the wire. Each client is a thread with one connection; it takes the next request until none is left.

use std::error::Error;
use std::fs;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A server that says nothing for so long has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends all requests and prints `{"seconds", "times": [milliseconds of each]}`.
pub fn run(file: &Path, address: &str, clients: usize) -> Result<(), Box<dyn Error>> {
    let bytes = fs::read(file)?;
    let requests = split(&bytes)?;
    let next = AtomicUsize::new(0);
    let mut connections = Vec::new();
    for _ in 0..clients {
        let connection = TcpStream::connect(address)?;
        connection.set_nodelay(true)?;
        connection.set_read_timeout(Some(PATIENCE))?;
        connections.push(connection);
    }
    let started = Instant::now();
    let times = thread::scope(|scope| {
        let each = |connection| scope.spawn(|| client(connection, &requests, &next));
        let threads: Vec<_> = connections.into_iter().map(each).collect();
        let mut times = Vec::new();
        for thread in threads {
            times.extend(thread.join().map_err(|_| io::Error::other("a client panicked"))??);
        }
        io::Result::Ok(times)
    })?;
    let seconds = started.elapsed().as_secs_f64();
    println!("{}", serde_json::json!({ "seconds": seconds, "times": times }));
    Ok(())
}

fn split(mut bytes: &[u8]) -> Result<Vec<&[u8]>, Box<dyn Error>> {
    let mut requests = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_le_bytes(*length))?;
        let (request, rest) = rest.split_at_checked(length).ok_or("the file of requests is cut off")?;
        requests.push(request);
        bytes = rest;
    }
    Ok(requests)
}

fn client(mut connection: TcpStream, requests: &[&[u8]], next: &AtomicUsize) -> io::Result<Vec<f64>> {
    let mut times = Vec::new();
    let mut buffer = Vec::new();
    while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
        let started = Instant::now();
        connection.write_all(request)?;
        answer(&mut connection, &mut buffer)?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(times)
}

/// Reads one answer. Any that is none of success is an error, and so is a step that was not taken.
fn answer(connection: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<()> {
    buffer.clear();
    let mut chunk = [0; 64 * 1024];
    let mut whole = None;
    while whole.is_none_or(|length| buffer.len() < length) {
        let count = connection.read(&mut chunk)?;
        if count == 0 {
            return Err(io::Error::other("the server closed the connection"));
        }
        buffer.extend_from_slice(&chunk[..count]);
        if whole.is_none() {
            whole = length(buffer)?;
        }
    }
    let text = String::from_utf8_lossy(buffer);
    if !text.starts_with("HTTP/1.1 2") || text.contains("\"rejected\"") {
        return Err(io::Error::other(format!("the server refused: {text}")));
    }
    Ok(())
}

/// The length of the whole answer, once its head is here.
fn length(buffer: &[u8]) -> io::Result<Option<usize>> {
    let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let head = String::from_utf8_lossy(&buffer[..end]).to_ascii_lowercase();
    let field = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    let body = match field {
        Some(value) => value.trim().parse().map_err(io::Error::other)?,
        None if head.starts_with("http/1.1 204") => 0,
        None => return Err(io::Error::other(format!("the answer has no length: {head}"))),
    };
    Ok(Some(end + 4 + body))
}
