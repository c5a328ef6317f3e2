//! A question told apart by one field or by two at once: its cells, totals and what falls into none.
//!
//! A cell is the figure of the same question with the cell's values as conditions; both are selected
//! by the same statement. The store hands rows to a [`PivotTally`] range by range, and a table can be
//! made of what has been taken so far. Invariant of [`Pivot`]: its question is grouped, and the second
//! field is another one that can be grouped under the same measure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    field::{Field, Part, Subject, Unit},
    parse::{self, Slip, Wrong},
    question::{Filter, Op, Question, Tongue, Value, Wording, groups_under},
    value::{Group, in_order, one_unit},
};

/// A question by one or two fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pivot {
    question: Question,
    and: Option<Field>,
}

/// How the second field begins in a line, in either language.
const AND: [(&str, bool); 2] = [("再按", false), ("and", true)];

impl Pivot {
    /// Returns the pivot of a grouped question and a second field, when they go together.
    pub fn of(question: Question, and: Option<Field>) -> Option<Self> {
        let by = question.by?;
        let fits = |and: Field| {
            and != by && and.subject() == question.subject && groups_under(question.measure, and)
        };
        and.is_none_or(fits).then_some(Self { question, and })
    }

    /// Reads a question with its second field behind `再按` or `and:`: `人才 按级别 再按街道`.
    ///
    /// # Errors
    ///
    /// The first slip of the question; then a question that is not grouped, a second field that does
    /// not go with it, or the same field twice.
    pub fn read(line: &str) -> Result<Self, Slip> {
        let words = parse::words(line);
        let named = words.iter().find_map(|word| Some((word, second(word)?)));
        let Some((word, name)) = named else {
            return Self::grouped(parse::read(line)?, line, None);
        };
        // Blanks in its place keep every other word where it is.
        let blanked: String = line
            .chars()
            .enumerate()
            .map(|(at, c)| if word.at.contains(&at) { ' ' } else { c })
            .collect();
        let question = parse::read(&blanked)?;
        let slip = |wrong| Slip {
            at: word.at.clone(),
            wrong,
        };
        let no_field = || slip(Wrong::NoField(question.subject, name.to_owned()));
        let and = Field::named(question.subject, name).ok_or_else(no_field)?;
        if question.by == Some(and) {
            return Err(slip(Wrong::Twice));
        }
        if !groups_under(question.measure, and) {
            return Err(slip(Wrong::NotBy(question.measure, and)));
        }
        Self::grouped(question, line, Some(and))
    }

    fn grouped(question: Question, line: &str, and: Option<Field>) -> Result<Self, Slip> {
        let end = line.chars().count();
        let wrong = Wrong::NoBy(question.subject);
        Self::of(question, and).ok_or(Slip {
            at: end..end,
            wrong,
        })
    }

    /// Prints it as it is read.
    pub fn print(&self, tongue: Tongue) -> String {
        let mut line = self.question.print(tongue);
        if let Some(and) = self.and {
            line.push_str(match tongue {
                Tongue::Zh => " 再按",
                Tongue::En => " and:",
            });
            line.push_str(match tongue {
                Tongue::Zh => and.zh(),
                Tongue::En => and.en(),
            });
        }
        line
    }

    /// Returns the question by the first field.
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// Returns the list that is asked.
    pub fn subject(&self) -> Subject {
        self.question.subject
    }

    /// Returns the fields: of the rows, then of the columns.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        self.question.by.into_iter().chain(self.and)
    }

    /// Returns the field of the columns.
    pub fn and(&self) -> Option<Field> {
        self.and
    }

    /// Returns the question without any grouping: what it measures in all.
    pub fn whole(&self) -> Question {
        self.question.ungrouped()
    }

    /// Returns whether some of what is measured may fall into no cell: people without any honour, told
    /// apart by honours.
    pub fn leaves_some_out(&self) -> bool {
        let part = self.question.measure.part();
        self.fields()
            .any(|field| field.part() != Part::Own && field.part() != part)
    }

    /// Returns whether the cells always sum up: each thing measured falls into one of them.
    pub fn cells_sum(&self) -> bool {
        let measure = self.question.measure;
        let single = |field: Field| field.part() == Part::Own || field.part() == measure.part();
        self.fields().all(single) && !measure.reaches_twice()
    }
}

/// Returns the name of the second field, when the word is one.
fn second(word: &parse::Word) -> Option<&str> {
    if word.quoted.contains(&true) {
        return None;
    }
    AND.iter().find_map(|(begins, needs_sign)| {
        let lower = word.text.get(..begins.len())?.to_lowercase();
        let rest = &word.text[begins.len()..];
        let bare = rest.strip_prefix([':', '=']);
        let rest = bare.or((!needs_sign).then_some(rest))?;
        (lower == *begins).then_some(rest)
    })
}

/// A cell, a whole row, a whole column, or all of a pivot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PivotCell {
    /// The pivot.
    pub pivot: Pivot,
    /// The row's value; none for all rows.
    pub row: Option<Value>,
    /// The column's value; none for all columns.
    pub col: Option<Value>,
}

impl PivotCell {
    /// Returns the values with their fields.
    pub fn conditions(&self) -> impl Iterator<Item = (Field, &Value)> {
        let row = self.pivot.question.by.zip(self.row.as_ref());
        row.into_iter().chain(self.pivot.and.zip(self.col.as_ref()))
    }

    /// Returns the question whose value the cell has; none where a row of a part has nothing known,
    /// which no condition says.
    pub fn question(&self) -> Option<Question> {
        let mut wording = Wording::clone(&self.pivot.whole());
        for (field, value) in self.conditions() {
            wording.filters.push(Filter {
                field,
                op: Op::Is,
                values: vec![value.clone()],
            });
        }
        // Without a value, an axis still asks that there is one.
        let open = |field: Field, own: Option<&Value>| own.is_none() && field.part() != Part::Own;
        let by = self.pivot.question.by;
        let by = by.filter(|by| open(*by, self.row.as_ref()));
        let and = self.pivot.and;
        let and = and.filter(|and| open(*and, self.col.as_ref()));
        if by.is_some() && and.is_some() {
            return None;
        }
        wording.by = by.or(and);
        Question::of(wording)
    }
}

/// The values of one field as they are met, each with what was measured of it.
#[derive(Clone, Debug, Default)]
struct Axis {
    values: Vec<Value>,
    places: BTreeMap<Value, usize>,
    totals: Vec<i64>,
}

impl Axis {
    fn place(&mut self, value: Value) -> usize {
        if let Some(place) = self.places.get(&value) {
            return *place;
        }
        self.values.push(value.clone());
        self.totals.push(0);
        self.places.insert(value, self.values.len() - 1);
        self.values.len() - 1
    }

    /// Returns the values in the order in which they are shown, with their places.
    fn ordered(&self, field: Option<Field>) -> (Vec<Group>, Vec<usize>) {
        let mut groups: Vec<Group> = self
            .places
            .iter()
            .map(|(value, place)| Group {
                value: value.clone(),
                amount: self.totals[*place],
            })
            .collect();
        in_order(field, &mut groups);
        let places = groups.iter().map(|own| self.places[&own.value]).collect();
        (groups, places)
    }
}

/// Adds rows up; a copy of what it has so far is a table.
#[derive(Clone, Debug)]
pub struct PivotTally {
    pivot: Pivot,
    rows: Axis,
    cols: Axis,
    cells: HashMap<(usize, usize), i64>,
    total: i64,
    base: i64,
    units: BTreeSet<String>,
    last: Option<i64>,
    seen: Vec<(usize, usize)>,
}

impl PivotTally {
    /// Begins.
    pub fn of(pivot: Pivot) -> Self {
        Self {
            pivot,
            rows: Axis::default(),
            cols: Axis::default(),
            cells: HashMap::new(),
            total: 0,
            base: 0,
            units: BTreeSet::new(),
            last: None,
            seen: Vec::new(),
        }
    }

    /// Returns what is asked.
    pub fn pivot(&self) -> &Pivot {
        &self.pivot
    }

    /// Returns the place of a value among the rows.
    pub fn row(&mut self, value: Value) -> usize {
        self.rows.place(value)
    }

    /// Returns the place of a value among the columns.
    pub fn col(&mut self, value: Value) -> usize {
        self.cols.place(value)
    }

    /// Takes what a record adds to a cell; without a second field the column is 0. The rows of a
    /// record come one behind the other, and where records are counted each counts once a cell, a row
    /// and a column, and once in all.
    pub fn take(&mut self, record: i64, amount: i64, row: usize, col: usize) {
        let (mut new_row, mut new_col, mut new_cell, mut new) = (true, true, true, true);
        if !self.pivot.question.measure.adds_up() {
            new = self.last != Some(record);
            if new {
                self.last = Some(record);
                self.seen.clear();
            }
            for own in &self.seen {
                new_row &= own.0 != row;
                new_col &= own.1 != col;
                new_cell &= *own != (row, col);
            }
            self.seen.push((row, col));
        }
        let add = |sum: &mut i64, is_new: bool| {
            if is_new {
                *sum = sum.saturating_add(amount);
            }
        };
        add(&mut self.rows.totals[row], new_row);
        if let Some(sum) = self.cols.totals.get_mut(col) {
            add(sum, new_col);
        }
        add(self.cells.entry((row, col)).or_default(), new_cell);
        add(&mut self.total, new);
    }

    /// Takes the units of targets that are added up.
    pub fn take_units(&mut self, units: BTreeSet<String>) {
        self.units.extend(units);
    }

    /// Takes what is measured in all, whether it falls into a cell or not.
    pub fn take_base(&mut self, amount: i64) {
        self.base = self.base.saturating_add(amount);
    }

    /// Returns the table of what was taken so far.
    pub fn table(&self) -> PivotTable {
        let (rows, row_places) = self.rows.ordered(self.pivot.question.by);
        let (cols, col_places) = self.cols.ordered(self.pivot.and);
        let back = |places: &[usize]| {
            let mut back = vec![0; places.len()];
            for (shown, place) in places.iter().enumerate() {
                back[*place] = shown;
            }
            back
        };
        let (row_of, col_of) = (back(&row_places), back(&col_places));
        let cells = self.cells.iter();
        let cells = cells.map(|((row, col), amount)| {
            let col = col_of.get(*col).copied().unwrap_or_default();
            ((row_of[*row], col), *amount)
        });
        PivotTable {
            unit: match self.pivot.question.measure.part() {
                Part::Goals => one_unit(&self.units),
                _ => self.pivot.question.unit(),
            },
            cells: cells.collect(),
            rows,
            cols,
            total: self.total,
            base: if self.pivot.leaves_some_out() {
                self.base
            } else {
                self.total
            },
        }
    }
}

/// What was counted.
#[derive(Clone, Debug, PartialEq)]
pub struct PivotTable {
    /// The unit of every amount.
    pub unit: Unit,
    /// The rows with their totals: levels from the highest, years from the first, all else from the
    /// largest; what is not known comes last. A total counts a record once, also one of many cells.
    pub rows: Vec<Group>,
    /// The columns with theirs; empty without a second field.
    pub cols: Vec<Group>,
    cells: HashMap<(usize, usize), i64>,
    /// The measure of all that falls into a cell.
    pub total: i64,
    /// The measure of all that is asked, also what falls into no cell.
    pub base: i64,
}

impl PivotTable {
    /// Returns the amount of a cell; without a second field the column is 0.
    pub fn cell(&self, row: usize, col: usize) -> i64 {
        self.cells.get(&(row, col)).copied().unwrap_or_default()
    }

    /// Returns how much falls into no cell.
    pub fn rest(&self) -> i64 {
        self.base - self.total
    }

    /// Returns the value and the amount of a cell, a row or a column; nothing of what is not there.
    pub fn amount(&self, row: Option<usize>, col: Option<usize>) -> i64 {
        match (row, col) {
            (Some(row), Some(col)) => self.cell(row, col),
            (Some(row), None) => self.rows.get(row).map_or(0, |own| own.amount),
            (None, Some(col)) => self.cols.get(col).map_or(0, |own| own.amount),
            (None, None) => self.total,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_printed_in_either_language_is_read_as_the_same_pivot() {
        for line in [
            "人才 按级别",
            "people level>=senior by:level and:town",
            "人才 荣誉数 按荣誉级别 再按荣誉年份 截至2025年底",
            "工作室 再按街道 街道=\"再 按\" 按级别",
            "单位 人数 再按：类型 按街道",
        ] {
            let pivot = Pivot::read(line).unwrap();
            for tongue in [Tongue::Zh, Tongue::En] {
                let printed = pivot.print(tongue);
                assert_eq!(Pivot::read(&printed).as_ref(), Ok(&pivot), "{printed}");
            }
        }
    }

    #[test]
    fn what_does_not_go_together_is_said_with_its_place() {
        for (line, at, wrong) in [
            ("人才", 2..2, Wrong::NoBy(Subject::People)),
            ("人才 再按级别", 7..7, Wrong::NoBy(Subject::People)),
            ("人才 按级别 再按级别", 7..11, Wrong::Twice),
            (
                "人才 按级别 再按没有",
                7..11,
                Wrong::NoField(Subject::People, "没有".into()),
            ),
            (
                "人才 荣誉数 按级别 再按证书级别",
                11..17,
                Wrong::NotBy(super::super::Measure::Honours, Field::CertificateLevel),
            ),
            ("", 0..0, Wrong::Empty),
        ] {
            assert_eq!(Pivot::read(line), Err(Slip { at, wrong }), "{line}");
        }
        assert!(Pivot::read("人才 按级别 \u{1b}[31me\u{301}").is_err());
    }

    fn tally(line: &str) -> PivotTally {
        PivotTally::of(Pivot::read(line).unwrap())
    }

    fn year(year: i32) -> Value {
        Value::Year(year)
    }

    #[test]
    fn a_person_of_two_cells_counts_once_in_all() {
        let mut own = tally("人才 按荣誉年份 再按荣誉");
        let rows = [own.row(year(2024)), own.row(year(2025))];
        let cols = [own.col(Value::Text("工匠".into())), own.col(Value::Nothing)];
        for (person, row, col) in [(1, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1), (2, 0, 1)] {
            own.take(person, 1, rows[row], cols[col]);
        }
        own.take_base(5);
        let table = own.table();
        assert_eq!((table.total, table.base, table.rest()), (2, 5, 3));
        let totals = |groups: &[Group]| groups.iter().map(|own| own.amount).collect::<Vec<_>>();
        assert_eq!(totals(&table.rows), [2, 1]);
        assert_eq!(totals(&table.cols), [1, 2]);
        let cells: Vec<i64> = (0..4).map(|at| table.cell(at / 2, at % 2)).collect();
        assert_eq!(cells, [1, 1, 1, 1]);
        assert_eq!(table.cols[1].value, Value::Nothing);
        assert_eq!(table.amount(None, None), 2);
        assert_eq!(table.amount(Some(9), None), 0);
    }

    #[test]
    fn amounts_add_up_however_often_a_person_is_met() {
        let mut own = tally("人才 荣誉数 按荣誉年份");
        let row = own.row(year(2024));
        own.take(1, 1, row, 0);
        own.take(1, 1, row, 0);
        let table = own.table();
        assert_eq!((table.total, table.base, table.cell(0, 0)), (2, 2, 2));
        assert_eq!(tally("人才 按级别").table().rows, []);
    }

    #[test]
    fn a_cell_is_a_question_unless_no_condition_says_it() {
        let pivot = Pivot::read("人才 级别>=高级工 按荣誉年份 再按街道").unwrap();
        let cell = |row: Option<Value>, col: Option<Value>| PivotCell {
            pivot: pivot.clone(),
            row,
            col,
        };
        let printed = |own: PivotCell| own.question().map(|own| own.print(Tongue::Zh));
        assert_eq!(
            printed(cell(Some(year(2024)), Some(Value::Nothing))).as_deref(),
            Some("人才 级别>=高级工 荣誉年份=2024 街道=无")
        );
        assert_eq!(printed(cell(Some(Value::Nothing), None)), None);
        assert_eq!(
            printed(cell(None, None)).as_deref(),
            Some("人才 级别>=高级工 按荣誉年份")
        );
    }
}
