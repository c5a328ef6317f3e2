//! Arguments, subcommands, error printing and exit codes.
