//! What came of an item: the class of its result, and how its proposers rated the answer.
//!
//! Both are kept as region-neutral codes; a rule pack gives them letters and words.

use super::coded;

coded! {
    /// The class of a result, neutral of any region's letters (one region's B is another's C).
    ResultClass {
        /// 已解决或基本解决.
        Solved = "SOLVED",
        /// 部分解决.
        Partly = "PARTLY",
        /// 正在解决.
        InProgress = "IN_PROGRESS",
        /// 列入计划.
        Planned = "PLANNED",
        /// 条件不具备, 暂缓.
        Deferred = "DEFERRED",
        /// 留作参考.
        Reference = "REFERENCE",
        /// 不可行.
        NotFeasible = "NOT_FEASIBLE",
        /// 需报上级.
        ReportedUp = "REPORTED_UP",
        /// 已作说明.
        Explained = "EXPLAINED",
    }
}

coded! {
    /// A proposer's judgement, the best first.
    Rating {
        /// 非常满意.
        Very = "very",
        /// 满意.
        Satisfied = "satisfied",
        /// 基本满意.
        Basically = "basically",
        /// 了解.
        Understood = "understood",
        /// 不满意.
        Unsatisfied = "unsatisfied",
    }
}
