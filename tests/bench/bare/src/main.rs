//! For the bench only. `cairn-bench-bare serve FOLDER`: the least server that does the same durable work as
//! Cairn's. `cairn-bench-bare load FILE ADDRESS CLIENTS`: the clients that ask every server.

mod load;
mod serve;
mod writer;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["serve", folder] => serve::run(Path::new(folder)),
        ["load", file, address, clients] => load::run(Path::new(file), address, clients.parse()?),
        _ => Err("usage: cairn-bench-bare serve FOLDER | load FILE ADDRESS CLIENTS".into()),
    }
}
