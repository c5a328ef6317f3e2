//! The `anfu` binary; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(anfu::cli::run(std::env::args_os()))
}
