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
    GoTo "go-to" Global "直达" "按编号、标题或姓名直达件、函、人、工作室、单位、项目；也可用筛选（级别:技师 张）。" "Go to" "Go to any item, letter, person, studio, employer or programme; filters too (level:technician zhang).";
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
    Calendar "calendar" Global "放假安排" "导入一年的放假安排，先看哪些期限会动。" "Calendar" "Bring a year of holidays in; what moves is shown first.";
    ApplyRules "apply-rules" Global "按规则重算" "规则变了之后，看哪些期限会动，再重算。" "Apply rules" "After a change of rules, see what moves, then compute it anew.";
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
    Return "return" Queue "退办" "申请退办：从本地规定的理由里选，显示退办期还剩几天，并拟好退办函。" "Return" "Ask to give it back: pick the reason; the days left are shown and the letter is drafted.";
    ReturnResult "return-result" Queue "退办结果" "记下退办申请同意还是不同意。" "Return decided" "Record whether the return was granted or refused.";
    Route "route" Queue "转科室" "转给科室，按 Tab 再选经办人。" "Route" "Pass it to a section; Tab goes on to the person.";
    SetRole "set-role" Queue "主协分办" "明确主办、协办、分办，和协办单位或主办单位。" "Role" "Say whether we lead, help or answer separately, and with whom.";
    Contact "contact" Queue "联系" "记下与代表委员的联系：走访、座谈、电话、面商。" "Contact" "Record a talk with the proposer: visit, forum, telephone, meeting.";
    Extend "extend" Queue "延期" "延长答复期限；要经同意的，先记申请，并拟好延期申请。" "Extend" "Put the answer off; where consent is needed it is asked for first.";
    Classify "classify" Queue "分类" "选办理结果类别。" "Class" "Pick the class of the result.";
    Merge "merge" Queue "并案" "并入另一件一起办；代表委员仍要分别答复。" "Merge" "Handle it together with another item; its proposers are answered separately.";
    Withdraw "withdraw" Queue "撤回" "代表委员书面撤回，办理终止。" "Withdraw" "Record that the proposers withdrew it; handling ends.";
    Prioritise "prioritise" Queue "重点" "列为重点督办或领导领办。" "Priority" "Mark it as supervised, or led by a leader.";
    Deliver "deliver" Queue "寄送" "记答复寄出，或送达又一位代表、委员；每一位单独记。" "Deliver" "Record that the answer went out, or reached one more proposer.";
    Rate "rate" Queue "反馈" "记一位代表、委员的征询意见：满意、基本满意、不满意，凭什么录入。" "Slip" "Type in a proposer's slip, and on what evidence.";
    Remind "remind" Queue "催要意见" "记催要征询意见。" "Remind" "Record that slips were asked for again.";
    Lapse "lapse" Queue "逾期未反馈" "催过仍未交回征询意见，记为未反馈。" "No slip" "Record that no slip came back after a reminder.";
    Correct "correct" Queue "更正" "选一条错记的经过，写明理由，予以更正（不删记录）。" "Correct" "Take back a wrong fact of the item with a reason; nothing is deleted.";
    ExtensionGranted "extension-granted" Queue "同意延期" "记下同意的延期：新的期限、谁同意、凭什么。" "Extension granted" "Record the new end, who consented and by what paper.";
    ExtensionRefused "extension-refused" Queue "不同意延期" "记下不同意延期。" "Extension refused" "Record that the extension was refused.";
    AskOpinion "ask-opinion" Queue "征求协办意见" "记下向协办单位征求意见。" "Ask for opinions" "Record that co-handlers were asked for their opinions.";
    OpinionReceived "opinion-received" Queue "收到协办意见" "记下收到的协办意见。" "Opinion received" "Record an opinion that came in.";
    SendOpinionBack "send-opinion-back" Queue "协办意见退回" "协办意见空泛的，退回重办。" "Opinion sent back" "Record that an empty opinion was sent back.";
    Dispute "dispute" Queue "提请协调" "单位意见不一，提请交办单位协调。" "Dispute" "The units disagree: ask the assigning office to settle it.";
    Settle "settle" Queue "协调结果" "记下协调结果，继续办理。" "Settled" "Record how it was settled.";
    FollowUp "follow-up" Queue "转跟踪办理" "正在解决、列入计划的，转入跟踪办理，可定再答复日期。" "Follow up" "Follow it up until the promise is kept.";
    Reanswer "reanswer" Queue "再答复" "记下跟踪办理后的再答复。" "Answered again" "Record the answer after following up.";
    CarryOver "carry-over" Queue "结转续办" "本年办不完的，结转下年续办。" "Carry over" "Go on with it in the next year.";
    CloseItem "close-item" Queue "办结" "办结归档。" "Close" "Close the item.";
    SessionClosed "session-closed" Queue "闭会" "记下会议闭会的日期。" "Session closed" "Record the day its session was closed.";
    Notify "notify" Queue "告知受理" "记下已告知代表委员受理。" "Notify" "Record that the proposer was told it was taken up.";
    Draft "draft" Queue "拟稿" "为当前件起草答复或协办意见。" "Draft" "Start the letter for this item, or open the one begun.";
    Note "note" Queue "备注" "给标记的件或当前件加备注。" "Note" "Add a remark to the marked items or this one.";
    Views "views" Queue "清单" "常用和自存的清单，各有件数；数字直接选，Ctrl-s 把现在的筛选存成一个。" "Views" "Lists that come with the program and your own, with counts; a digit takes one, Ctrl-s saves this filter as one.";
    Similar "similar" Queue "相似" "历年相似的件：答复、分类、承诺、评价，以及当时转到的科室。" "Similar" "Items like this one in any year: answer, class, promise, rating, and the section they went to.";
    Slips "slips" Queue "征询意见表" "为当前件的每位提出人写一份征询意见表，存入一个文件夹。" "Slips to send" "Write the slip on which each proposer judges the answer into a folder.";
    Deadline "deadline" Queue "期限怎么算的" "列出各时限的起点、规定、出处和顺延。" "How it is due" "Show each clock's start, rule, source and moves.";
    WhatIf "what-if" Queue "试算" "假如明天来一件：试算各时限。" "What if" "What if it arrives tomorrow? Compute every clock of a case.";
    ExportLedger "export-ledger" Queue "导出台账" "把全部件导出成台账：xlsx、csv 或 jsonl。" "Export ledger" "Write all items as a ledger: xlsx, csv or jsonl.";
    ExportLetters "export-letters" Queue "导出函" "把标记的件或当前件的函一次导出到一个文件夹。" "Export letters" "Write the letters of the marked items, or of this one, into a folder.";
    RosterIn "roster-in" Roster "名册导入" "读入一张名册表：看哪一列是什么、会改动什么，再写入。" "Table in" "Read a table of the roster in: see which column is what and what would change, then write it.";
    RosterDue "roster-due" Roster "到期" "列出要到期的证书、荣誉、工作室周期和超限的补贴，回车看卡片。" "Ends soon" "List certificates, honours and studio terms that end soon, and what was paid beyond a cap; Enter opens the card.";
    PublicList "public-list" Roster "公示名单" "把现在列出的人按模板写成公示名单，不带个人信息。" "Public list" "Write the names listed now as a public list by template; private data has no place in it.";
    ExportRoster "export-roster" Roster "导出名册" "把现在列出的人写成表格，电话、证号打码。" "Export names" "Write the names listed now as a table, phones and numbers masked.";
    TableSender "table-sender" Review "谁发来的" "写明名册表是谁发来的，列的去处按单位记住。" "Sender" "Say who sent the table; which column is what is remembered of them.";
    TableList "table-list" Review "列的是谁" "换：这张表列的是工匠、工作室还是单位。" "What it lists" "Change what the table lists: craftsmen, studios or employers.";
    MakeEmployers "make-employers" Review "新建单位" "表里有、库里没有的单位：只留名称，或者一并新建。" "Employers" "Employers that the table names and the roster lacks: keep the name alone, or make them.";
    WriteBadRows "write-bad-rows" Review "写出坏行" "把收不了的行连同原因写成文件，改好再读。" "Bad rows out" "Write the rows that cannot be taken into a file with the reasons, to be repaired and read again.";
    NewStudio "new-studio" Roster "新建工作室" "登记技能大师工作室。" "New studio" "Register a studio.";
    NewEmployer "new-employer" Roster "新建单位" "登记单位。" "New employer" "Register an employer.";
    SoundAlikes "sound-alikes" Roster "音近" "名字按音近查（模糊音），再按一次按原音查。" "Sound-alikes" "Find names also by what sounds alike (zh and z, n and l, ang and an); once more ends it.";
    Facets "facets" Roster "分布" "找到的人按级别、荣誉、街道和名单各有多少；选一项作为筛选。" "Counts" "How many of what was found by level, honour, town and list; pick one as a filter.";
    Complete "complete" Field "补全" "补全正在输入的栏目或值。" "Complete" "Complete the field or value being typed.";
    Programmes "programmes" Roster "项目" "竞赛、培训、补贴、计划、积分考核：回车看一项，n 新建同类的。" "Programmes" "Contests, classes, subsidies, plans and assessments: Enter opens one, n makes one of its kind.";
    OverCaps "over-caps" Roster "超限补贴" "列出超过每人每年上限或预算的补贴。" "Over the cap" "List what was paid beyond a yearly cap or the budget.";
    AddEntry "add-entry" Roster "登记" "在打开的项目里登记：名次、结果、发放、完成数、积分。" "Enter" "Enter into the open programme: a place, an outcome, a payment, a number reached, points.";
    NewContest "new-contest" Roster "新建竞赛" "登记一项竞赛。" "New contest" "Register a contest.";
    NewTraining "new-training" Roster "新建培训" "登记一期培训。" "New class" "Register a training class.";
    NewSubsidy "new-subsidy" Roster "新建补贴" "登记一项补贴：标准、上限、账户、预算。" "New subsidy" "Register a subsidy: rates, caps, account, budgets.";
    NewPlan "new-plan" Roster "新建计划" "登记一个计划和各年指标。" "New plan" "Register a plan with its targets by year.";
    NewAssessment "new-assessment" Roster "新建积分考核" "登记一项积分考核。" "New assessment" "Register an assessment by points.";
    Reveal "reveal" Roster "显示电话" "显示或收起这张卡片、这一件上的电话和地址；在卡片上先问，并记入修改记录。" "Phone" "Show or hide phone and address on this card or item; on a card it asks first and is recorded.";
    AddFact "add-fact" Roster "添一条" "给这张卡片添证书、荣誉、经历、师徒协议，或成员、补助、任务、考核、认定。" "Add" "Add a certificate, honour, job, apprenticeship, member, grant, duty, judgement or recognition to this card.";
    RemoveFact "remove-fact" Roster "去一条" "去掉卡片上这一条（修改记录里留着，可撤销）。" "Remove" "Take this row off the card; the log keeps it and it can be undone.";
    RosterLog "roster-log" Roster "修改记录" "谁在何时改了什么。" "Log" "Who changed what on this card, and when.";
    LookAlikes "look-alikes" Roster "查重" "找像是同一个的记录：合并，或记下不是同一个。" "Doubles" "Find records that look like this one: make them one, or record that they are two.";
    NextSection "next-section" Roster "下一段" "到卡片的下一段。" "Next part" "Go to the card's next part.";
    PreviousSection "previous-section" Roster "上一段" "到卡片的上一段。" "Previous part" "Go to the card's part before.";
    PickValue "pick-value" Form "选值" "从列表里选这一栏的值：职业工种。" "Pick a value" "Pick this field's value from a list: a trade.";
    AskFigure "ask-figure" Global "问数" "按菜单向名册问一个数；写函时直接引用到文中。" "Ask a figure" "Ask the roster for a figure by menu; while a letter is written it goes into the text.";
    OpenFigure "open-figure" Letter "看数据" "看光标处的数据从哪里来：问句、当时和现在、名单。" "Open figure" "See where the figure at the caret comes from: question, then and now, and whom it counts.";
    RefreshFigures "refresh-figures" Letter "重查数据" "把这份函里变了的数据都重新查过。" "Look up again" "Look up again every figure of this letter that has moved.";
    Left "left" Board "左移" "到左边一格。" "Left" "Go to the mark on the left.";
    BoardPage "board-page" Board "换页" "看板在件和人才之间换页。" "Page" "Turn between the items and the roster on the board.";
    NextPlot "next-plot" Board "下一图" "人才看板到下一张图；窄屏一次一张。" "Next plot" "Go to the next plot of the roster; a narrow screen shows one at a time.";
    PreviousPlot "previous-plot" Board "上一图" "人才看板到上一张图。" "Previous plot" "Go to the plot before.";
    AskLook "ask-look" Board "选字段" "选数什么、按什么分、再按什么分，画成图或表；输拼音筛。" "Choose fields" "Choose what to count and by which one or two fields, and see it drawn.";
    SaveLook "save-look" Board "改存图" "改这张图的问句（可加条件），起名存下；写函时 @ 可引用。" "Change or save" "Change this plot's question, add conditions, and save it under a name; letters can cite it by @.";
    DropLook "drop-look" Board "去图" "去掉这张自存的图。" "Remove plot" "Remove this saved plot.";
    Right "right" Board "右移" "到右边一格。" "Right" "Go to the mark on the right.";
    Export "export" Letter "导出" "导出这份函：docx、pdf、txt 或 md。" "Export" "Export this letter as docx, pdf, txt or md.";
    Proof "proof" Letter "版样" "看印出来的样子：每面 22 行、每行 28 字，回车换版头。" "Proof" "See the pages as they will be printed, 22 lines of 28 characters; Enter changes the head.";
    EditOutside "edit-outside" Letter "外部编辑器" "用外部编辑器（EDITOR）改这份函；要先允许：anfu config editor true。" "Other editor" "Write this letter in another editor (EDITOR), where that is allowed: anfu config editor true.";
    EnterText "enter-text" Letter "改文字" "回到正文继续写。" "Write" "Go into the text and write.";
    NextStep "next-step" Letter "下一步" "按办文流程办下一步：送核、签发、编号、印发；别人在纸上办的可替他录入。" "Next step" "Take the next step of the chain: hand on, sign, number, send; also for another who did it on paper.";
    SendBack "send-back" Letter "退回" "退回修改，写明理由；对文字的意见先用“意见”标上。" "Send back" "Send it back with a reason, or with remarks on its words.";
    Changes "changes" Letter "改动" "与上一步时相比改了什么，按句列出。" "Changes" "What changed since the last step, by sentence.";
    LetterLog "letter-log" Letter "流程" "办到哪一步，每步谁办的、凭什么录入。" "Steps" "Its steps: who did what, and on what evidence.";
    Remark "remark" Letter "意见" "对选中的文字提修改意见。" "Remark" "Make a remark on the selected words.";
    Remarks "remarks" Letter "意见单" "列出全部修改意见。" "Remarks" "List the remarks made on it.";
    SettleRemark "settle-remark" Letter "意见改好" "光标所在的意见记为已改；已改的改回待改。" "Settle remark" "Say that the remark at the caret is settled; a settled one is opened again.";
    Promises "promises" Letter "承诺" "列出函里的承诺，逐条选定，到期提醒。" "Promises" "List what the letter promises and choose what is brought up on its day.";
    Publish "publish" Letter "公开" "定下这份函公开不公开：主动公开、依申请公开、不予公开。" "Publish" "Decide whether this letter is published: open, on request, withheld.";
    ExportPublic "export-public" Letter "公开稿" "导出给公众看的稿子：代表、委员的电话、住址遮去；先用“公开”定下主动公开。" "Public copy" "Export the copy for the public, the proposers' phones and addresses masked; first decide with Publish that it is open.";
    VoidNumber "void-number" Letter "文号作废" "文号作废，写明理由；函回到待编号。" "Void number" "Make its number void for a reason; it waits for another.";
    FindNext "find-next" Letter "下一处" "找下一处。" "Find next" "Find the next place.";
    FindPrevious "find-previous" Letter "上一处" "找上一处。" "Find previous" "Find the place before.";
    WholeForm "whole-form" Pick "展开" "从选单到完整的表单，再填备注、日期等。" "Whole form" "Go from the list to the whole form: remark, day and the rest.";
    Asks "asks" Letter "诉求" "各诉求答了没有：回车到答复处，空格把光标所在的段落记为某条诉求的答复。" "Asks" "Which asks are answered: Enter goes there, Space links the paragraph at the caret to one.";
    Beside "beside" Letter "旁看" "在旁边看协办意见和相似件的答复，回车摘入一段；再按一次回到正文。" "Beside" "See opinions and answers to items like this one beside the text; Enter lifts a paragraph in. Once more goes back.";
    ConfirmFigure "confirm-figure" Letter "核数" "到下一个摘来未核的数字；已选中的，记为核过。" "Look up" "Go to the next figure lifted and not looked up; the one selected is kept as looked up.";
    Outline "outline" Letter "大纲" "列出标题（一、（一）1.（1）、第几部分），输拼音筛，直达。" "Outline" "List the headings, narrow by pinyin, go to one.";
    GoToLine "go-to-line" Letter "到行页" "到第几行，或 p3 到第 3 页（每行 28 字、每页 22 行）。" "Go to line" "Go to a line, or with p3 to page 3, at 28 characters by 22 lines.";
    Replace "replace" Letter "替换" "把一个词换成另一个：全文或选中部分，或一处一处换；一次撤销。" "Replace" "Replace a text everywhere, in the selection or one by one; one undo.";
    Ruler "ruler" Letter "标尺" "显示或收起 28 字标尺，超出的标明几列。" "Ruler" "Show or hide the ruler at 28 characters, and how far rows go over it.";
    Counts "counts" Letter "字数" "字数、标点、行数、页数。" "Counts" "Say how many characters, marks, lines and pages there are.";
    LeaveText "leave-text" Editor "出正文" "离开正文，回到本栏的按键。" "Leave the text" "Leave the text for the pane's own keys.";
    Save "save" Editor "保存" "立即保存（平时自动保存）。" "Save" "Save now; it is saved by itself while you write.";
    Find "find" Editor "查找" "在正文里查找。" "Find" "Find in the text.";
    NextBlank "next-blank" Editor "下一空" "到下一个待填的空。" "Next blank" "Go to the next blank to fill in.";
    Findings "findings" Editor "校核" "列出查出的问题：规则、原文、改法；不适用的写明理由放行。" "Findings" "List what the checks found: rule, words and correction; override what does not apply, with a reason.";
    NextFinding "next-finding" Editor "下一处问题" "到下一处查出的问题，说明规则。" "Next finding" "Go to the next finding and say its rule.";
    PreviousFinding "previous-finding" Editor "上一处问题" "到上一处查出的问题。" "Previous finding" "Go to the finding before.";
    CorrectFinding "correct-finding" Editor "照改" "照查出的改法改正这一处（一步可撤销）。" "Correct" "Correct this finding as proposed, in one step of undo.";
    WaiveFinding "waive-finding" Editor "放行" "这一处不适用：写明理由放行，或收回放行。" "Not here" "This finding does not apply: override it with a reason, or take that back.";
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
