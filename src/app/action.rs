//! What can be asked for: by key, palette, `:` line or from the help.
//!
//! One row an action; its name, labels and help sentence serve the keymap, the palette and the help.

use super::model::Context;
use crate::lang::Lang;

/// Makes the actions from one table.
macro_rules! actions {
    ($($variant:ident $name:literal $context:ident $zh:literal $zh_help:literal $en:literal $en_help:literal;)+) => {
        /// Something a person can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $(#[doc = $en_help] $variant,)+
        }

        impl Action {
            /// Every action, in the order of the help.
            pub const ALL: &'static [Action] = &[$(Action::$variant,)+];

            /// Returns the name that keymaps use.
            pub const fn name(self) -> &'static str {
                match self { $(Action::$variant => $name,)+ }
            }

            /// Finds the action of a name.
            pub fn from_name(name: &str) -> Option<Action> {
                match name { $($name => Some(Action::$variant),)+ _ => None }
            }

            /// Returns the place where the action means something.
            pub const fn context(self) -> Context {
                match self { $(Action::$variant => Context::$context,)+ }
            }

            /// Returns the short label.
            pub const fn label(self, lang: Lang) -> &'static str {
                match self { $(Action::$variant => lang.pick($zh, $en),)+ }
            }

            /// Returns the help sentence.
            pub const fn help(self, lang: Lang) -> &'static str {
                match self { $(Action::$variant => lang.pick($zh_help, $en_help),)+ }
            }
        }
    };
}

actions! {
    Help "help" Global "帮助" "查找并执行任何操作。" "Help" "Find any action and run it.";
    Palette "palette" Global "命令" "输入中文、拼音或首字母，执行操作。" "Command" "Run an action by its Chinese, pinyin, initials or English.";
    GoTo "go-to" Global "直达" "按编号、标题或姓名直达件、函、人、工作室、单位。" "Go to" "Go to any item, letter, person, studio or employer.";
    PaneQueue "pane-queue" Global "件" "到件（建议、提案）。" "Queue" "Go to the queue of items.";
    PaneLetter "pane-letter" Global "函" "到函（答复、意见）。" "Letters" "Go to the letters.";
    PaneRoster "pane-roster" Global "人才" "到人才（工匠、工作室、单位）。" "Roster" "Go to the roster.";
    PaneBoard "pane-board" Global "看板" "到看板（数与图）。" "Board" "Go to the board of figures.";
    NextPane "next-pane" Global "下一栏" "到右边一栏。" "Next pane" "Go to the pane on the right.";
    PreviousPane "previous-pane" Global "上一栏" "到左边一栏。" "Previous pane" "Go to the pane on the left.";
    Zoom "zoom" Global "全屏" "收起或打开下方的提要。" "Zoom" "Put the strip below away, or bring it back.";
    Refresh "refresh" Global "刷新" "重新读取。" "Refresh" "Read everything again.";
    PapersIn "papers-in" Global "收文" "从收件夹、路径或粘贴读入公文。" "Papers in" "Read papers from the inbox folder, a path or a paste.";
    Sources "sources" Global "资料" "查看收来的资料（不是建议、提案的文章、计划、通知）。" "Sources" "Look at the sources taken in: articles, plans and notices that are no proposals.";
    EditUnit "edit-unit" Global "本单位" "填写本单位名称、文号、联系人、人员。" "Our unit" "Fill in our unit's names, number series, contact and staff.";
    NextTheme "next-theme" Global "换配色" "换下一套配色。" "Next theme" "Use the next theme.";
    SwitchLanguage "switch-language" Global "中/英" "在中文和英文之间切换。" "Language" "Switch between Chinese and English.";
    Quit "quit" Global "离开" "保存并离开。" "Leave" "Save and leave.";
    Down "down" List "下移" "到下一行。" "Down" "Go to the next row.";
    Up "up" List "上移" "到上一行。" "Up" "Go to the row above.";
    PageDown "page-down" List "下翻" "向下半屏。" "Page down" "Go half a screen down.";
    PageUp "page-up" List "上翻" "向上半屏。" "Page up" "Go half a screen up.";
    First "first" List "到头" "到第一行。" "First" "Go to the first row.";
    Last "last" List "到尾" "到最后一行。" "Last" "Go to the last row.";
    Open "open" List "打开" "打开这一行。" "Open" "Open this row.";
    Back "back" List "返回" "关上最上面的一层；在列表里清除筛选和标记。" "Back" "Close the topmost view; in a list, clear filter and marks.";
    Filter "filter" List "筛选" "边输边筛：汉字、拼音、首字母都行，回车保留。" "Filter" "Narrow the list as you type; Enter keeps it.";
    Mark "mark" List "标记" "标记这一行，光标下移。" "Mark" "Mark this row and go on.";
    MarkRange "mark-range" List "连续标记" "从这一行起连续标记，再按一次结束。" "Mark a range" "Mark from this row on; once more ends it.";
    Sort "sort" List "排序" "换一种顺序：期限、编号、新到。" "Sort" "Order by due day, number or newest.";
    JumpNumber "jump-number" List "跳到号" "按件的编号跳转，37 可到 037。" "Jump to number" "Jump to an item by its number; 37 finds 037.";
    Copy "copy" List "复制" "把这一行复制到剪贴板（OSC 52）。" "Copy" "Copy this row to the clipboard (OSC 52).";
    New "new" List "新建" "手工新建：件栏建件，人才栏建工匠。" "New" "Make a new item, or in the roster a new craftsman.";
    Edit "edit" List "改" "用表单修改这一行。" "Edit" "Change this row by form.";
    Undo "undo" List "撤销" "撤销上一个经办动作（追加一条更正，不删记录）。" "Undo" "Take back the last act; a correcting event is added, nothing is deleted.";
    Redo "redo" List "重做" "恢复刚撤销的动作。" "Redo" "Put back what was just taken back.";
    Accept "accept" Queue "签收" "签收标记的件或当前件。" "Accept" "Sign for the marked items or this one.";
    SetAssigned "set-assigned" Queue "交办日" "填写交办日期，期限由此起算。" "Assigned on" "Fill in the day of assignment, from which the answer is due.";
    Draft "draft" Queue "拟稿" "为当前件起草答复或协办意见。" "Draft" "Start the letter for this item, or open the one begun.";
    Note "note" Queue "备注" "给标记的件或当前件加备注。" "Note" "Add a remark to the marked items or this one.";
    Deadline "deadline" Queue "期限怎么算的" "列出各时限的起点、规定、出处和顺延。" "How it is due" "Show each clock's start, rule, source and moves.";
    ExportLedger "export-ledger" Queue "导出台账" "把全部件导出成台账：xlsx、csv 或 jsonl。" "Export ledger" "Write all items as a ledger: xlsx, csv or jsonl.";
    NewStudio "new-studio" Roster "新建工作室" "登记技能大师工作室。" "New studio" "Register a studio.";
    NewEmployer "new-employer" Roster "新建单位" "登记单位。" "New employer" "Register an employer.";
    Reveal "reveal" Roster "显示电话" "显示或收起这张卡片、这一件上的电话和地址。" "Phone" "Show or hide phone and address on this card or item.";
    Export "export" Letter "导出" "导出这份函：txt 或 md。" "Export" "Export this letter as txt or md.";
    EnterText "enter-text" Letter "改文字" "回到正文继续写。" "Write" "Go into the text and write.";
    FindNext "find-next" Letter "下一处" "找下一处。" "Find next" "Find the next place.";
    FindPrevious "find-previous" Letter "上一处" "找上一处。" "Find previous" "Find the place before.";
    LeaveText "leave-text" Editor "出正文" "离开正文，回到本栏的按键。" "Leave the text" "Leave the text for the pane's own keys.";
    Save "save" Editor "保存" "立即保存（平时自动保存）。" "Save" "Save now; it is saved by itself while you write.";
    Find "find" Editor "查找" "在正文里查找。" "Find" "Find in the text.";
    NextBlank "next-blank" Editor "下一空" "到下一个待填的空。" "Next blank" "Go to the next blank to fill in.";
    UndoEdit "undo-edit" Editor "撤销输入" "撤销输入。" "Undo typing" "Undo typing.";
    RedoEdit "redo-edit" Editor "重做输入" "重做输入。" "Redo typing" "Redo typing.";
    SelectAll "select-all" Editor "全选" "选中全文。" "Select all" "Select the whole text.";
    CopyText "copy-text" Editor "复制文字" "复制选中的文字（OSC 52）。" "Copy text" "Copy the selected text (OSC 52).";
    CutText "cut-text" Editor "剪切文字" "剪切选中的文字。" "Cut text" "Cut the selected text.";
    PasteText "paste-text" Editor "粘贴文字" "粘贴本程序内剪切或复制的文字。" "Paste text" "Paste what was cut or copied in this program.";
}

#[cfg(test)]
mod tests {
    use super::Action;
    use crate::lang::Lang;

    #[test]
    fn every_action_has_one_name_and_words_in_both_languages() {
        let mut names = std::collections::BTreeSet::new();
        for action in Action::ALL {
            assert!(names.insert(action.name()), "{} twice", action.name());
            assert_eq!(Action::from_name(action.name()), Some(*action));
            for lang in [Lang::Zh, Lang::En] {
                assert!(!action.label(lang).is_empty() && !action.help(lang).is_empty());
            }
        }
    }
}
