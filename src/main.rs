//! The `anfu` binary; everything is in the library.

fn main() {
    use anfu::{lang::Lang, run::{clock::Clock, config::Config, maker, office::Office, paths::Paths, who}, store::sqlite::SqliteStore, tui::run::{DeskAsk, desk}};
    let path = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let workers: usize = std::env::args().nth(2).and_then(|n| n.parse().ok()).unwrap_or(0);
    let proposals: usize = std::env::args().nth(3).and_then(|n| n.parse().ok()).unwrap_or(0);
    if !path.exists() && workers > 0 {
        let t = std::time::Instant::now();
        let store = SqliteStore::open(&path).unwrap();
        let mut office = Office::open(Box::new(store), Clock::Machine, who::os_user()).unwrap();
        maker::make(&mut office, &maker::MakeAsk { workers, proposals, seed: 1, today: Clock::Machine.today() }, &mut |_, _| {}).unwrap();
        eprintln!("{:?}", t.elapsed());
        return;
    }
    let paths = Paths::find(Some(&path)).unwrap();
    let lang = if std::env::var("ANFU_LANG").is_ok_and(|l| l == "en") { Lang::En } else { Lang::Zh };
    desk(&DeskAsk { store: path, demo: true, lang, clock: Clock::Machine, config: Config { theme: std::env::var("ANFU_THEME").ok(), ..Config::default() }, paths }).unwrap();
}
