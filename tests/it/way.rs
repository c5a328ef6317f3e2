//! An item's whole way by keys, from its arrival to the promise that comes back: what a new clerk does in
//! one go, with what they find on the screen.

use std::fs;

use anfu::domain::{event::EventKind, state::State};

use crate::world::{World, demo};

/// The item of the demo office that waits to be signed for and is ours to answer.
const ITEM: &str = "007";

/// Goes to the item in the queue.
fn to_item(world: &mut World) -> &mut World {
    world.keys(&format!("1#{ITEM}<enter>"))
}

fn state(world: &mut World) -> State {
    to_item(world);
    world.model.queue.current().unwrap().row.projection.state
}

fn text(world: &World) -> String {
    world.model.letter.open.as_ref().unwrap().editor.text()
}

/// Fails unless the notice says this, over however many rows it stands.
#[track_caller]
fn said<'a>(world: &'a mut World, words: &str) -> &'a mut World {
    let says = world.model.notice.as_ref().map(|own| own.says.clone());
    let says = says.unwrap_or_default();
    assert!(says.contains(words), "{words:?} is not said: {says}");
    world
}

/// Puts the caret behind a piece of the open letter's text, as an arrow key would.
fn behind(world: &mut World, words: &str) {
    let open = world.model.letter.open.as_mut().unwrap();
    let paragraphs = open.editor.paragraphs();
    let paragraph = paragraphs.iter().position(|own| own.contains(words));
    let paragraph = paragraph.unwrap_or_else(|| panic!("{words} is not in the letter"));
    let byte = paragraphs[paragraph].find(words).unwrap() + words.len();
    open.editor
        .go_to(anfu::text::buffer::Position { paragraph, byte });
}

/// Signed for, routed, begun; the class that was picked afterwards fills its blank by one key.
fn begun(world: &mut World) {
    assert_eq!(state(world), State::AwaitingAcceptance);
    world.keys("a").shows("签收：007");
    to_item(world).keys("d2").shows("转科室：007");
    to_item(world).keys("e").shows("007 主办答复 拟稿");
    world.shows("!类别：【类别】").shows("待填 1 处");
    world.keys("<f9>").shows("请自己改：还没有填：类别");
    // Enter over a blank is no word: it stays.
    world.keys("<f8><f9>");
    behind(world, "【类别】");
    world.keys("<tab><enter>");
    assert!(text(world).starts_with("类别：【类别】\n"));
    world.keys("<esc>");
    to_item(world).keys("c2").shows("分类：007");
    world.keys("2<s-f8>").shows("还没有填：类别");
    world.keys("<f9>");
    assert!(text(world).starts_with("类别：B\n"), "{}", text(world));
    // Nothing is left that a person fills, and Tab does not lead into the number.
    world.keys("e<tab>").shows("没有待填的空了").hides("待填 ");
}

/// Drafted with a name and a figure of the roster, and with faults: one is corrected, one overridden.
fn drafted(world: &mut World) {
    behind(world, "一、关于“增设新职业竞赛项目”的问题");
    world.keys("<enter>　　由@zhang").keys("<tab>");
    assert!(!text(world).contains('@'), "{}", text(world));
    world.keys("领办，现有技师以上@jsh<tab>。");
    assert_eq!(
        world.model.letter.open.as_ref().unwrap().figures().len(),
        1,
        "the figure is one that opens to its people"
    );
    world.keys("<left><f6>").shows("人才 级别>=技师");
    world.keys("<esc>");
    behind(world, "二、关于“实行班组、企业、区三级选拔”的问题");
    world.keys("<enter>　　截止2026年10月底，工作室9个，其中省级4个、市级6个。");
    behind(world, "三、关于“落实获奖选手的晋级和奖励”的问题");
    world.keys("<enter>　　新的实训基地将于2027年6月底前建成。");
    world.wait();
    world.hides("已答");
    world.keys("<f7>").shows("“截止”应为“截至”");
    world
        .seeing("各项相加为10个，与总数9个不符")
        .keys("<esc><c-home>");
    world.keys("<f8>").shows("“截止”应为“截至”");
    world.keys("<f9>").wait();
    assert!(text(world).contains("截至2026年10月底"));
    world.keys("<f8>").shows("与总数9个不符");
    world.keys("<f9>").shows("请自己改：各项相加为10个");
    world.keys("<esc>");
    // The step is refused, and what was typed with it comes back to be sent again.
    world.keys("s请核<enter>").shows("有 1 处错误");
    world.shows("拟稿：007").shows("请核");
    world.keys("<esc><s-f9>").shows("放行的理由");
    world.keys("<enter>").shows("放行要写理由");
    world
        .keys("年报口径<enter>")
        .shows("tester已放行：年报口径");
    world.keys("<esc>");
}

/// Through the chain, signed on paper by the leader; the promise is found.
fn signed(world: &mut World) {
    world.keys("s<enter>").shows("拟稿已记下   下一步：核稿");
    assert_eq!(state(world), State::Reviewing);
    world.keys("2s<enter>").shows("下一步：签发");
    world.keys("s<tab>赵例<c-s>").shows("要写凭什么");
    // The form stands as it was: only the evidence is missing.
    world.seeing("赵例").keys("<tab>纸质签发单<c-s>");
    world.shows("找到 1 处承诺").shows("2027-06-30");
    world.keys("<enter>").shows("1 处承诺已选定");
    assert_eq!(state(world), State::Signed);
    world.keys("2");
}

/// Out: export numbers it first; a name that is taken is said whole and can be changed at once.
fn sent(world: &mut World) -> String {
    world.keys("X<c-u>函.docx<enter>").shows("还没有编号");
    world.keys("<c-s>");
    let number = text(world).lines().nth(1).unwrap().to_owned();
    assert!(number.starts_with("云区总工案复〔2026〕"), "{number}");
    assert!(!number.contains('【'), "{number}");
    world.keys("X<c-u>函.docx<enter>");
    said(world, "已有同名").shows("导出到文件");
    world.keys("<c-u>函.txt<enter>");
    said(world, "已导出到");
    world.keys("X<c-u>没有/这个/夹.docx<enter>");
    said(world, "不成").shows("没有/这个/夹.docx");
    world.keys("<esc>s<enter>").shows("印发已记下   下一步：-");
    number
}

#[test]
fn an_item_goes_from_its_arrival_to_its_promise_by_keys_alone() {
    let mut world = demo((80, 24));
    begun(&mut world);
    drafted(&mut world);
    signed(&mut world);
    let number = sent(&mut world);
    assert_eq!(state(&mut world), State::FollowingUp);
    world.shows("跟踪 期限 2027-06-30");
    world.keys("s1").shows("送达：007");
    let acts: Vec<EventKind> = world.model.acts.iter().map(|own| own.kind).collect();
    let wanted = [
        EventKind::Accepted,
        EventKind::Routed,
        EventKind::Classified,
    ];
    assert!(wanted.iter().all(|own| acts.contains(own)), "{acts:?}");
    // The files say what the screen said.
    let file = |name: &str| fs::read(world.folder.path().join(name)).unwrap();
    let plain = String::from_utf8(file("函.txt")).unwrap();
    for words in [
        &*number,
        "截至2026年10月底",
        "其中省级4个、市级6个",
        "谢桐爱代表：",
    ] {
        assert!(plain.contains(words), "{words}: {plain}");
    }
    assert!(!plain.contains(['【', '@']), "{plain}");
    assert!(file("函.docx").starts_with(b"PK"));
    let names = fs::read_dir(world.folder.path()).unwrap().flatten();
    let parts = names.filter(|own| own.file_name().to_string_lossy().contains(".part"));
    assert_eq!(parts.count(), 0);
}

#[test]
fn marked_letters_leave_together_and_what_stays_is_named() {
    let mut world = demo((80, 24));
    world.keys("2gv<down><down><down>v");
    assert_eq!(world.model.letter.marks.len(), 4);
    world.keys("<down>");
    assert_eq!(world.model.letter.marks.len(), 4, "the range has ended");
    world.keys("<esc>");
    assert!(world.model.letter.marks.is_empty());
    // A letter is looked for where everything is.
    world.keys("/").shows("直达");
    world.keys("<esc>");
    // One with a blank stays here, and is named; the others leave.
    assert_eq!(state(&mut world), State::AwaitingAcceptance);
    world.keys("a");
    to_item(&mut world).keys("d2");
    to_item(&mut world).keys("e").shows("!类别：【类别】");
    let blank = world.model.letter.open.as_ref().unwrap().id();
    world.keys("<esc><esc>ggv<down><down><down>v");
    let heads = &world.model.letter.heads;
    assert_eq!(heads[0].id, blank, "the newest stands first");
    assert_eq!(world.model.letter.marks.len(), 4);
    let folder = world.folder.path().join("函");
    world.keys("X<c-u>");
    let pattern = format!("{}/*.txt", folder.display());
    world.send(anfu::app::Msg::Text(pattern)).keys("<enter>");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);
    said(&mut world, "已导出 3 份，共 4 份");
    world
        .shows("没有导出的")
        .shows("007号建议")
        .shows("查出 1 处错误");
    world.keys("<esc>");
    assert!(world.model.letter.marks.is_empty());
}

#[test]
fn the_list_of_letters_is_full_after_an_act_in_the_queue() {
    let mut world = demo((80, 24));
    world.keys("2G1a2");
    let letter = &world.model.letter;
    assert!(letter.cursor.top + 18 <= letter.heads.len());
    // Every letter's title begins so, and nothing else on the screen does.
    let screen = world.screen();
    let shown = screen.lines().filter(|row| row.contains("关于")).count();
    assert!(shown >= 18, "{shown} letters:\n{screen}");
}

#[test]
fn typing_taken_back_from_outside_the_text_is_said() {
    let mut world = demo((80, 24));
    state(&mut world);
    world.keys("a");
    to_item(&mut world).keys("d2");
    to_item(&mut world).keys("e<c-home>多写<esc>");
    assert!(text(&world).contains("多写"));
    world.keys("u");
    said(&mut world, "已撤销一步文字改动");
    assert!(!text(&world).contains("多写"));
    world.keys("u");
    said(&mut world, "没有可撤销的文字改动");
}

#[test]
fn the_path_stays_when_a_draft_will_not_do() {
    let mut world = demo((80, 24));
    state(&mut world);
    world.keys("a");
    to_item(&mut world).keys("d2");
    to_item(&mut world).keys("e<esc>X<c-u>送领导.txt<enter>");
    world.shows("草稿");
    world.keys("<esc>").shows("送领导.txt");
    world.keys("<enter><enter>");
    assert!(world.model.overlays.is_empty());
}
