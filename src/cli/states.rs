//! `anfu states`: the life cycle as the program has it, for people, for data, and for a drawing.

use clap::ArgMatches;
use serde_json::json;

use super::{
    cx::{Cx, Form},
    error::CliError,
};
use crate::domain::{proposal::Role, state::State};

/// Prints every state with the ways out of it.
pub fn run(cx: &mut Cx, matches: &ArgMatches) -> Result<(), CliError> {
    let ways = State::ways(Role::Lead);
    if matches.get_flag("dot") {
        return dot(cx);
    }
    for state in State::ALL {
        let out: Vec<_> = ways.iter().filter(|(from, ..)| from == state).collect();
        let end = State::ENDS.contains(state);
        if cx.form == Form::Json {
            let told: Vec<_> = out
                .iter()
                .map(|(_, act, to)| json!({ "act": act.code(), "to": to.code() }))
                .collect();
            cx.json(json!({
                "state": state.code(),
                "word": cx.word("state", state.code()),
                "end": end,
                "open": state.is_open(),
                "ways": told,
            }))?;
            continue;
        }
        let mut head = cx.word("state", state.code());
        if end {
            head.push_str(&cx.say("states.end"));
        }
        cx.line(&head)?;
        for (_, act, to) in out {
            let act = cx.word("event", act.code());
            let to = cx.word("state", to.code());
            cx.line(&format!("  --{act}--> {to}"))?;
        }
    }
    Ok(())
}

/// Prints the graph for Graphviz; ways between the same two states share an arrow.
fn dot(cx: &mut Cx) -> Result<(), CliError> {
    cx.line("digraph states {")?;
    cx.line("  rankdir=LR; node [shape=box];")?;
    for state in State::ALL {
        let word = cx.word("state", state.code());
        let shape = if State::ENDS.contains(state) {
            ", peripheries=2"
        } else {
            ""
        };
        cx.line(&format!("  {} [label=\"{word}\"{shape}];", state.code()))?;
    }
    let ways = State::ways(Role::Lead);
    for from in State::ALL {
        for to in State::ALL {
            let acts: Vec<String> = ways
                .iter()
                .filter(|(own, _, end)| own == from && end == to)
                .map(|(_, act, _)| cx.word("event", act.code()))
                .collect();
            if !acts.is_empty() {
                let (from, to, acts) = (from.code(), to.code(), acts.join("\\n"));
                cx.line(&format!("  {from} -> {to} [label=\"{acts}\"];"))?;
            }
        }
    }
    cx.line("}")
}
