//! Due dates, a case a line: pack; role, kind, and level or `between` where they matter; facts, each with
//! its day, `>` the day it sets, `@` a unit, `=` a role; clock; due day or `-`; why.
//!
//! The days were reckoned apart from this program, from the data set chinesecalendar 1.11.0.

use chrono::NaiveDate;

use crate::{
    domain::{
        deadline::{Clock, ClockKind, Step},
        event::{Detail, Event, EventKind, NewEvent},
        id::EventId,
        proposal::{Case, Role},
        sitting::{Kind, Level, Period},
    },
    rules::{Packs, Rules, clocks, project},
};

type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// A pack of one's own, with days of the year as some cities set them.
const OWN: &str = "id = 'own'\nname = '自定'\nlevel = 'county'\n\
    [[answer]]\ndate = '06-30'\nstart = 'assigned'\nsource = '督查室'\n\
    [[answer]]\nlevel = ['province', 'city']\nperiod = 'session'\ndate = '04-15'\nstart = 'assigned'\nsource = '督查室'\n\
    [[answer]]\nkind = 'cppcc'\nperiod = 'session'\nlevel = 'county'\ndate = '05-10'\nstart = 'assigned'\nsource = '督查室'\n\
    [[answer]]\nperiod = 'between'\nmonths = 3\nstart = 'assigned'\nsource = '督查室'\n\
    [[draft]]\nworking_days = 10\nstart = 'routed'\nsource = '本局'\n\
    [[accept]]\nworking_days = 3\nstart = 'assigned'\nsource = '本局'\n";

#[rustfmt::skip]
const TABLE: &[Row] = &[
    ("national", "lead suggestion", "assigned 2026-08-24", "answer", "2026-11-24", "代表法：交办起三个月"),
    ("national", "lead suggestion", "received 2026-08-24", "answer", "-", "起算的事未发生，不猜日期"),
    ("zhejiang", "lead suggestion", "received 2026-08-24", "answer", "2026-11-24", "浙江：收到起三个月"),
    ("zhejiang", "lead suggestion", "assigned 2026-08-24", "answer", "2026-11-24", "没有收到日，按交办日起算"),
    ("beijing", "lead suggestion", "assigned 2026-08-24", "answer", "2026-11-24", "北京：交办起三个月"),
    ("beijing", "lead suggestion", "received 2026-08-24", "answer", "-", "起算的事未发生，不猜日期"),
    ("shanghai", "lead suggestion", "assigned 2026-08-24", "answer", "2026-11-24", "上海：交办起三个月"),
    ("shanghai", "lead suggestion", "received 2026-08-24", "answer", "-", "起算的事未发生，不猜日期"),
    ("shandong", "lead suggestion", "assigned 2026-08-24", "answer", "2026-11-24", "山东：交办起三个月"),
    ("shandong", "lead suggestion", "received 2026-08-24", "answer", "-", "起算的事未发生，不猜日期"),
    ("qingdao", "lead suggestion", "assigned 2026-08-24", "answer", "2026-11-24", "青岛：交办起三个月"),
    ("qingdao", "lead suggestion", "received 2026-08-24", "answer", "-", "起算的事未发生，不猜日期"),
    ("henan", "lead suggestion", "received 2026-08-24", "answer", "2026-11-24", "河南：收到起三个月"),
    ("henan", "lead suggestion", "assigned 2026-08-24", "answer", "2026-11-24", "没有收到日，按交办日起算"),
    ("chongqing", "lead suggestion", "assigned 2026-08-24", "answer", "2026-11-24", "重庆：交办起三个月"),
    ("chongqing", "lead suggestion", "received 2026-08-24", "answer", "-", "起算的事未发生，不猜日期"),
    ("sichuan", "lead suggestion", "received 2026-08-24", "answer", "2026-11-24", "四川：收到起三个月"),
    ("sichuan", "lead suggestion", "assigned 2026-08-24", "answer", "2026-11-24", "没有收到日，按交办日起算"),
    ("ningbo", "lead suggestion", "received 2026-08-24", "answer", "2026-11-24", "宁波：未核实，暂按浙江"),
    ("ningbo", "lead suggestion", "assigned 2026-08-24", "answer", "2026-11-24", "没有收到日，按交办日起算"),
    ("national", "lead suggestion", "assigned 2026-11-30", "answer", "2027-03-01", "二月没有三十日，止于月末，周日顺延"),
    ("national", "lead suggestion", "assigned 2025-11-30", "answer", "2026-02-28", "二月止于月末二十八日，是调休上班的周六"),
    ("national", "lead suggestion", "assigned 2023-11-30", "answer", "2024-02-29", "闰年二月止于二十九日"),
    ("national", "lead suggestion", "assigned 2026-05-31", "answer", "2026-08-31", "八月三十一日，周一"),
    ("national", "lead suggestion", "assigned 2026-08-31", "answer", "2026-11-30", "十一月没有三十一日，止于三十日"),
    ("national", "lead suggestion", "assigned 2025-12-31", "answer", "2026-03-31", "三月三十一日"),
    ("national", "lead suggestion", "assigned 2024-11-29", "answer", "2025-02-28", "二月没有二十九日，止于二十八日"),
    ("national", "lead suggestion", "assigned 2026-01-31", "answer", "2026-04-30", "四月没有三十一日，止于三十日"),
    ("national", "lead suggestion", "assigned 2026-03-31", "answer", "2026-06-30", "六月没有三十一日，止于三十日"),
    ("national", "lead suggestion", "assigned 2025-10-31", "answer", "2026-02-02", "一月三十一日是周六，顺延"),
    ("national", "lead suggestion", "assigned 2026-06-30", "answer", "2026-09-30", "九月三十日，次日才放假"),
    ("national", "lead suggestion", "assigned 2026-07-01", "answer", "2026-10-08", "末日十月一日放假，顺延过国庆"),
    ("national", "lead suggestion", "assigned 2026-07-03", "answer", "2026-10-08", "末日十月三日放假，顺延过国庆"),
    ("national", "lead suggestion", "assigned 2026-07-07", "answer", "2026-10-08", "末日十月七日放假，顺延一天"),
    ("national", "lead suggestion", "assigned 2026-07-10", "answer", "2026-10-10", "末日十月十日周六上班，不顺延"),
    ("national", "lead suggestion", "assigned 2026-06-20", "answer", "2026-09-20", "末日九月二十日周日上班，不顺延"),
    ("national", "lead suggestion", "assigned 2026-06-25", "answer", "2026-09-28", "末日九月二十五日中秋放假，顺延过周日"),
    ("national", "lead suggestion", "assigned 2025-11-15", "answer", "2026-02-24", "末日二月十五日春节放假，顺延到二十四日"),
    ("national", "lead suggestion", "assigned 2025-11-14", "answer", "2026-02-14", "末日二月十四日周六上班，不顺延"),
    ("national", "lead suggestion", "assigned 2025-11-28", "answer", "2026-02-28", "末日二月二十八日周六上班，不顺延"),
    ("national", "lead suggestion", "assigned 2026-02-01", "answer", "2026-05-06", "末日五月一日放假，顺延到六日"),
    ("national", "lead suggestion", "assigned 2026-02-09", "answer", "2026-05-09", "末日五月九日周六上班，不顺延"),
    ("national", "lead suggestion", "assigned 2026-01-04", "answer", "2026-04-07", "末日四月四日清明放假，顺延到七日"),
    ("national", "lead suggestion", "assigned 2026-03-19", "answer", "2026-06-22", "末日六月十九日端午放假，顺延过周日"),
    ("national", "lead suggestion", "assigned 2025-10-01", "answer", "2026-01-04", "末日一月一日元旦放假，四日周日上班"),
    ("national", "lead suggestion", "assigned 2025-10-03", "answer", "2026-01-04", "末日一月三日放假，四日周日上班"),
    ("national", "lead suggestion", "assigned 2019-10-24", "answer", "2020-02-03", "末日春节，二〇二〇年假期延长至二月二日"),
    ("national", "lead suggestion", "assigned 2019-10-31", "answer", "2020-02-03", "末日一月三十一日在延长的春节假期内"),
    ("national", "lead suggestion", "assigned 2024-06-29", "answer", "2024-09-29", "末日九月二十九日周日上班"),
    ("national", "lead suggestion", "assigned 2024-07-12", "answer", "2024-10-12", "末日十月十二日周六上班"),
    ("national", "lead suggestion", "assigned 2016-06-18", "answer", "2016-09-18", "末日九月十八日周日上班"),
    ("national", "lead suggestion", "assigned 2017-06-30", "answer", "2017-09-30", "末日九月三十日周六上班"),
    ("national", "lead suggestion", "assigned 2018-09-29", "answer", "2018-12-29", "末日十二月二十九日周六上班"),
    ("national", "lead suggestion", "assigned 2023-07-07", "answer", "2023-10-07", "末日十月七日周六上班"),
    ("national", "lead suggestion", "assigned 2023-06-29", "answer", "2023-10-07", "末日九月二十九日中秋，连国庆顺延到十月七日"),
    ("national", "lead suggestion", "assigned 2021-06-18", "answer", "2021-09-18", "末日九月十八日周六上班"),
    ("national", "lead suggestion", "assigned 2022-07-08", "answer", "2022-10-08", "末日十月八日周六上班"),
    ("national", "lead suggestion", "assigned 2025-06-28", "answer", "2025-09-28", "末日九月二十八日周日上班"),
    ("national", "lead suggestion", "assigned 2025-07-01", "answer", "2025-10-09", "末日十月一日，连中秋顺延到九日"),
    ("henan", "lead suggestion", "assigned 2026-09-25", "return", "2026-10-15", "河南：交办起十个工作日，跳过放假日，计入调休上班日"),
    ("henan", "lead suggestion", "assigned 2026-09-30", "return", "2026-10-20", "河南：交办起十个工作日，跳过放假日，计入调休上班日"),
    ("henan", "lead suggestion", "assigned 2026-02-10", "return", "2026-03-02", "河南：交办起十个工作日，跳过放假日，计入调休上班日"),
    ("henan", "lead suggestion", "assigned 2026-04-28", "return", "2026-05-14", "河南：交办起十个工作日，跳过放假日，计入调休上班日"),
    ("henan", "lead suggestion", "assigned 2025-12-30", "return", "2026-01-14", "河南：交办起十个工作日，跳过放假日，计入调休上班日"),
    ("henan", "lead suggestion", "assigned 2026-08-24", "return", "2026-09-07", "河南：交办起十个工作日，跳过放假日，计入调休上班日"),
    ("henan", "lead suggestion", "assigned 2026-06-18", "return", "2026-07-03", "河南：交办起十个工作日，跳过放假日，计入调休上班日"),
    ("chongqing", "lead suggestion", "assigned 2026-09-18", "return", "2026-10-09", "重庆：交办起十个工作日"),
    ("shanghai", "lead suggestion", "received 2026-09-18", "return", "2026-09-29", "上海：收到起七个工作日"),
    ("qingdao", "lead suggestion", "received 2026-09-18", "return", "2026-09-24", "青岛：收到起五个工作日"),
    ("chongqing", "lead suggestion", "assigned 2026-02-13", "return", "2026-03-05", "重庆：交办起十个工作日"),
    ("shanghai", "lead suggestion", "received 2026-02-13", "return", "2026-03-02", "上海：收到起七个工作日"),
    ("qingdao", "lead suggestion", "received 2026-02-13", "return", "2026-02-27", "青岛：收到起五个工作日"),
    ("zhejiang", "lead suggestion", "received 2026-08-24", "return", "2026-09-03", "浙江：收到起十日，日历日"),
    ("zhejiang", "lead suggestion", "received 2026-09-22", "return", "2026-10-08", "十日止于国庆假期，顺延"),
    ("zhejiang", "lead suggestion", "received 2026-09-30", "return", "2026-10-10", "十日止于十月十日周六上班"),
    ("ningbo", "lead suggestion city", "received 2026-08-24", "return", "2026-09-03", "宁波未核实，暂按浙江十日"),
    ("shandong", "lead suggestion between", "received 2026-08-24", "return", "2026-08-31", "山东闭会期间五日，周六顺延"),
    ("shandong", "lead suggestion", "received 2026-08-24", "return", "2026-08-31", "山东会议期间条例只说及时，政府规定五日（未核实）"),
    ("beijing", "lead suggestion", "assigned 2026-08-24", "return", "-", "北京条例没有退办期限"),
    ("national", "lead suggestion", "assigned 2026-08-24; received 2026-08-24", "return", "-", "全国没有退办期限"),
    ("zhejiang", "lead suggestion", "received 2026-08-24; assigned 2026-08-24; accepted 2026-08-25", "return", "2026-09-03", "签收后窗口仍开着"),
    ("zhejiang", "lead suggestion", "received 2026-08-24; assigned 2026-08-24; accepted 2026-08-25; routed 2026-08-26", "return", "-", "转科室后不再退办"),
    ("henan", "lead suggestion", "assigned 2026-08-24; return_asked 2026-09-21", "return_decision", "2026-10-12", "收到退办报告起十个工作日重新确定"),
    ("chongqing", "lead suggestion", "assigned 2026-08-24; return_asked 2026-08-28", "return_decision", "2026-09-11", "重庆：十个工作日内重新确定"),
    ("henan", "lead suggestion", "received 2026-08-24; assigned 2026-08-24; return_asked 2026-08-28", "answer", "2026-11-24", "申请退办不停答复期限"),
    ("henan", "lead suggestion", "received 2026-08-24; assigned 2026-08-24; return_asked 2026-08-28; return_refused 2026-09-07", "answer", "2026-11-24", "不同意退办，答复期限一直在走"),
    ("henan", "lead suggestion", "received 2026-08-24; assigned 2026-08-24; return_asked 2026-08-28; return_refused 2026-09-07", "return", "-", "退办已被拒，窗口关上"),
    ("henan", "lead suggestion", "received 2026-08-24; assigned 2026-08-24; return_asked 2026-08-28; return_granted 2026-09-07", "answer", "-", "已退办"),
    ("national", "lead suggestion", "assigned 2026-08-24; return_asked 2026-08-28; return_granted 2026-09-07; assigned 2026-09-14", "answer", "2026-12-14", "退办后重新交办，从新的交办日起算"),
    ("qingdao", "lead suggestion between", "proposed 2026-09-29", "assign", "2026-10-12", "青岛闭会期间收到起五个工作日交办"),
    ("shanghai", "lead suggestion between", "proposed 2026-09-29", "assign", "2026-10-14", "上海七个工作日"),
    ("chongqing", "lead suggestion between", "proposed 2026-09-29", "assign", "2026-10-19", "重庆十个工作日"),
    ("shandong", "lead suggestion between", "proposed 2026-09-29", "assign", "2026-10-08", "山东五日，止于国庆，顺延"),
    ("shanghai", "lead suggestion", "session_closed 2026-01-23", "assign", "2026-02-24", "上海闭会后一个月内部署，春节最后一天顺延"),
    ("qingdao", "lead suggestion", "proposed 2026-09-29", "assign", "-", "会议期间不按此期限"),
    ("shanghai", "lead suggestion between", "proposed 2026-09-29; assigned 2026-10-09", "assign", "-", "已交办"),
    ("zhejiang", "lead suggestion between", "filed 2026-08-24", "notice", "2026-08-31", "浙江闭会期间受理后七日内告知"),
    ("zhejiang", "lead suggestion between", "filed 2026-08-24; notified 2026-08-26", "notice", "-", "已告知"),
    ("zhejiang", "lead suggestion", "filed 2026-08-24", "notice", "-", "会议期间没有告知期限"),
    ("chongqing", "lead suggestion", "received 2026-09-18; assigned 2026-09-18", "contact", "2026-10-22", "重庆收到起二十个工作日联系代表"),
    ("chongqing", "lead suggestion", "received 2026-09-18; assigned 2026-09-18; accepted 2026-09-18; contacted 2026-09-28", "contact", "-", "已联系"),
    ("chongqing", "co suggestion", "received 2026-09-18; assigned 2026-09-18", "contact", "-", "协办单位不负首次联系之责"),
    ("zhejiang", "co suggestion", "received 2026-08-24", "opinion", "2026-10-26", "浙江会办两个月，周六顺延"),
    ("shanghai", "co suggestion", "received 2026-08-24", "opinion", "2026-09-24", "上海会办一个月"),
    ("shandong", "co suggestion", "received 2026-08-24", "opinion", "2026-09-24", "山东协办一个月"),
    ("qingdao", "co suggestion", "received 2026-08-24", "opinion", "2026-09-24", "青岛协办一个月"),
    ("henan", "co suggestion", "received 2026-08-24", "opinion", "2026-10-26", "河南协办两个月"),
    ("chongqing", "co suggestion", "assigned 2026-08-24", "opinion", "2026-10-10", "重庆协办三十个工作日"),
    ("ningbo", "co suggestion city", "received 2026-08-24", "opinion", "2026-09-24", "宁波市级件协办一个月"),
    ("ningbo", "co suggestion province", "received 2026-08-24", "opinion", "2026-10-26", "同一张桌上的省级件按浙江两个月"),
    ("national", "co suggestion", "received 2026-08-24; assigned 2026-08-24", "opinion", "-", "全国没有协办期限"),
    ("zhejiang", "co suggestion", "received 2026-08-24; assigned 2026-08-24", "answer", "-", "协办单位不答复代表"),
    ("zhejiang", "co suggestion", "received 2026-08-24; sent 2026-09-24", "opinion", "-", "意见已送"),
    ("chongqing", "co suggestion", "assigned 2026-08-24; sent 2026-09-24; opinion_sent_back 2026-09-29", "opinion_redo", "2026-10-12", "空洞意见退回，五个工作日重提"),
    ("chongqing", "co suggestion", "assigned 2026-08-24; sent 2026-09-24; opinion_sent_back 2026-09-29; sent 2026-10-08", "opinion_redo", "-", "已重提"),
    ("zhejiang", "lead suggestion", "received 2026-08-24; assigned 2026-08-24; accepted 2026-08-25; opinion_asked 2026-08-31 @区财政局", "opinion", "2026-11-02", "主办等协办：从征求之日起两个月，止于月末周六，顺延"),
    ("zhejiang", "lead suggestion", "received 2026-08-24; assigned 2026-08-24; accepted 2026-08-25; opinion_asked 2026-08-31 @区财政局; opinion_received 2026-09-20 @区财政局", "opinion", "-", "意见已到"),
    ("zhejiang", "lead suggestion", "received 2026-08-24; assigned 2026-08-24; accepted 2026-08-25; opinion_asked 2026-08-31 @区财政局; opinion_received 2026-09-20 @区教育局", "opinion", "2026-11-02", "到的是别家的意见"),
    ("zhejiang", "lead suggestion", "received 2026-08-24; assigned 2026-08-24; accepted 2026-08-25; opinion_asked 2026-08-31>2026-09-30 @区财政局", "opinion", "2026-09-30", "自己定的限期"),
    ("chongqing", "lead suggestion", "received 2026-08-24; assigned 2026-08-24; accepted 2026-08-25; opinion_asked 2026-08-31 @区财政局; opinion_received 2026-09-20 @区财政局; opinion_sent_back 2026-09-29 @区财政局", "opinion_redo", "2026-10-12", "退回协办单位重提，五个工作日"),
    ("zhejiang", "separate suggestion", "received 2026-08-24; assigned 2026-08-24", "answer", "2026-11-24", "分办单位各自答复"),
    ("zhejiang", "lead suggestion", "received 2026-08-24; assigned 2026-08-24; accepted 2026-08-25; role_set 2026-08-26 =co", "opinion", "2026-10-26", "改为会办后按会办期限"),
    ("shandong-township", "lead suggestion", "session_closed 2026-01-20", "answer", "2026-03-20", "山东乡镇：闭会起两个月"),
    ("shandong-township", "lead suggestion", "session_closed 2025-12-31", "answer", "2026-02-28", "二月止于二十八日，周六上班"),
    ("shandong-township", "lead suggestion", "session_closed 2026-01-20; extended 2026-03-10>2026-05-20", "answer", "2026-05-20", "最长四个月，从闭会起算"),
    ("shandong-township", "lead suggestion between", "assigned 2026-01-20", "answer", "2026-04-20", "闭会期间提出的按省条例"),
    ("shandong", "lead suggestion township", "session_closed 2026-01-20", "answer", "2026-03-20", "乡镇级件用乡镇的规定"),
    ("shandong", "lead suggestion county", "session_closed 2026-01-20", "answer", "-", "县级件不从闭会起算"),
    ("sichuan", "lead cppcc", "received 2026-02-25", "answer", "2026-07-27", "四川政协全会提案五个月，周六顺延"),
    ("sichuan", "lead cppcc between", "received 2026-02-25", "answer", "2026-05-25", "平时提案三个月"),
    ("sichuan", "lead suggestion between", "received 2026-02-25", "answer", "2026-05-25", "闭会期间建议三个月"),
    ("shanghai", "lead cppcc", "assigned 2026-02-25", "answer", "2026-04-27", "上海提案两个月（未核实），周六顺延"),
    ("national", "lead cppcc", "assigned 2026-02-25", "answer", "2026-05-25", "提案没有全国条文，按三个月（未核实）"),
    ("zhejiang", "lead cppcc", "assigned 2026-02-25", "answer", "2026-05-25", "浙江提案交办会三个月（未核实）"),
    ("henan", "lead cppcc", "assigned 2026-02-25", "answer", "2026-05-25", "河南办法只管建议，提案按全国"),
    ("henan", "lead cppcc", "assigned 2026-02-25", "return", "-", "河南的退办期限不及于提案"),
    ("zhejiang", "lead suggestion national", "assigned 2026-02-25", "answer", "2026-05-25", "全国人大建议按代表法从交办起算"),
    ("zhejiang", "lead suggestion national", "received 2026-02-25", "answer", "-", "全国人大建议不从收到起算"),
    ("national", "lead suggestion", "assigned 2026-08-24; extended 2026-11-01>2027-02-24", "answer", "2027-02-24", "延至六个月，从交办日起算"),
    ("national", "lead suggestion", "assigned 2026-08-24; extended 2026-11-01", "answer", "2027-02-24", "未写新期限，按最长六个月"),
    ("national", "lead suggestion", "assigned 2026-08-24; extended 2026-11-01>2026-12-26", "answer", "2026-12-28", "延到周六，顺延"),
    ("national", "lead suggestion", "assigned 2026-08-24; extended 2026-11-01>2026-11-10", "answer", "2026-11-24", "延期不会缩短期限"),
    ("national", "lead suggestion", "assigned 2026-08-24; extended 2026-11-01>2026-12-31; extended 2026-12-20>2027-01-29", "answer", "2027-01-29", "两次延期，取最晚"),
    ("shanghai", "lead suggestion", "assigned 2026-07-03; extended 2026-09-20", "answer", "2027-01-04", "上海从原期限十月三日再加三个月，不从顺延后的八日"),
    ("shanghai", "lead suggestion", "assigned 2026-11-30; extended 2027-02-01", "answer", "2027-05-28", "原期限二月二十八日加三个月是五月二十八日"),
    ("beijing", "lead suggestion", "assigned 2026-11-30; extended 2027-02-01", "answer", "2027-05-31", "北京六个月从交办日起算，五月三十日周日顺延"),
    ("shandong", "lead suggestion", "assigned 2026-03-31; extended 2026-06-01", "answer", "2026-09-30", "六个月止于九月三十日"),
    ("sichuan", "lead cppcc", "received 2026-02-25; assigned 2026-02-25; extended 2026-07-01", "answer", "2026-08-25", "四川提案最长六个月"),
    ("henan", "lead suggestion", "received 2026-04-07; assigned 2026-04-01; extended 2026-06-20", "answer", "2026-10-08", "河南从收到起算，六个月止于国庆最后一天，顺延"),
    ("national", "lead suggestion", "assigned 2026-08-24; extended 2026-11-01>2027-02-24; sent 2026-12-01", "answer", "-", "已答复"),
    ("national", "lead cppcc", "assigned 2026-08-24; extended 2026-11-01", "answer", "2026-11-24", "没有延期规定又未写新期限，不延"),
    ("henan", "lead suggestion", "received 2026-06-01; sent 2026-09-18", "feedback", "2026-10-09", "河南代表十个工作日反馈"),
    ("beijing", "lead suggestion", "assigned 2026-06-01; sent 2026-09-18", "feedback", "2026-10-15", "北京十五个工作日"),
    ("chongqing", "lead suggestion", "assigned 2026-06-01; sent 2026-09-18", "feedback", "2026-10-22", "重庆二十个工作日"),
    ("zhejiang", "lead suggestion", "received 2026-06-01; sent 2026-09-18", "feedback", "-", "浙江没有反馈期限"),
    ("henan", "lead suggestion", "received 2026-06-01; sent 2026-09-18; rated_satisfied 2026-09-25", "feedback", "-", "已反馈"),
    ("henan", "lead suggestion", "received 2026-06-01; sent 2026-09-18; lapsed 2026-10-20", "feedback", "-", "逾期未反馈"),
    ("henan", "lead suggestion", "received 2026-06-01; sent 2026-09-18; rated_satisfied 2026-09-25; followed_up 2026-09-26; reanswered 2026-12-01", "feedback", "2026-12-15", "再答复后二次评价"),
    ("henan", "lead suggestion", "received 2026-06-01; sent 2026-09-18; delivered 2026-09-22", "feedback", "2026-10-13", "收到答复才起算反馈"),
    ("chongqing", "lead suggestion", "assigned 2026-06-01; sent 2026-09-18; delivered 2026-09-19; delivered 2026-09-23", "feedback", "2026-10-28", "几位代表中最后收到的一位"),
    ("henan", "lead suggestion", "received 2026-06-01; sent 2026-07-01; delivered 2026-07-02; rated_unsatisfied 2026-07-06; sent 2026-08-03", "feedback", "2026-08-17", "再次答复尚未送达，从寄送起"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20", "redo", "2026-08-20", "浙江一个月重新办理"),
    ("shanghai", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20", "redo", "2026-08-20", "上海一个月重新办理"),
    ("shandong", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20", "redo", "2026-08-20", "山东一个月重新办理"),
    ("henan", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20", "redo", "2026-08-20", "河南一个月重新办理"),
    ("beijing", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20", "redo", "2026-09-20", "北京两个月重新办理"),
    ("chongqing", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20", "redo", "2026-09-20", "重庆两个月重新办理"),
    ("sichuan", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20", "redo", "2026-10-20", "四川三个月重新办理"),
    ("qingdao", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20", "redo", "2026-08-20", "青岛未写，按山东一个月重新办理"),
    ("ningbo", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20", "redo", "2026-08-20", "宁波未核实，按浙江一个月重新办理"),
    ("national", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20", "redo", "-", "全国没有重新办理的期限"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-08-31", "redo", "2026-09-30", "九月没有三十一日，止于三十日"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-09-03", "redo", "2026-10-08", "止于国庆，顺延"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20; sent 2026-08-10", "redo", "-", "再次答复即停"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20; sent 2026-08-10; rated_unsatisfied 2026-08-24", "redo", "2026-09-24", "第二次不满意，重新起算"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20; sent 2026-08-10; rated_unsatisfied 2026-08-24; sent 2026-09-10; rated_unsatisfied 2026-09-21", "redo", "2026-10-21", "第三次不满意，再起算"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20; rated_unsatisfied 2026-07-27", "redo", "2026-08-27", "同一轮两张不满意，从后一张起算"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20; drafted 2026-07-28", "redo", "2026-08-20", "重新拟稿时期限照走"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-20", "answer", "-", "首次答复已停，不再走答复期限"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_unsatisfied 2026-07-01", "redo", "2026-08-03", "当天答复当天反馈，次序在后"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; rated_satisfied 2026-07-10; followed_up 2026-07-12>2026-12-31", "follow_up", "2026-12-31", "承诺的日期"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; classified 2026-06-25>2026-10-03; sent 2026-07-01", "follow_up", "2026-10-08", "分类时承诺的日期，放假顺延"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; classified 2026-06-25>2026-10-30; sent 2026-07-01; rated_satisfied 2026-07-10", "follow_up", "2026-10-30", "满意之后承诺仍要兑现"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; followed_up 2026-07-12>2026-12-31; reanswered 2026-12-01", "follow_up", "-", "已再答复"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; classified 2026-06-25>2026-10-30", "follow_up", "-", "答复之前没有承诺可兑现"),
    ("zhejiang", "lead suggestion", "assigned 2026-05-06; received 2026-05-06; sent 2026-07-01; followed_up 2026-07-12>2026-12-31; carried_over 2026-12-28>2027-06-30", "follow_up", "2027-06-30", "结转下年，新的日期"),
    ("national", "lead suggestion", "assigned 2027-07-01", "answer", "2027-10-01", "没有放假安排的年份，十月一日周五按上班"),
    ("henan", "lead suggestion", "assigned 2027-09-27", "return", "2027-10-11", "没有放假安排，只除周六周日"),
    ("henan", "lead suggestion", "assigned 2026-12-25", "return", "2027-01-08", "跨进没有放假安排的年份"),
    ("national", "lead suggestion", "assigned 2027-05-15", "answer", "2027-08-16", "没有放假安排，周日顺延"),
    ("national", "lead suggestion", "assigned 2026-08-24; withdrawn 2026-09-01", "answer", "-", "撤回即行终止"),
    ("national", "lead suggestion", "assigned 2026-08-24; merged 2026-09-01", "answer", "-", "并案后由并入的件答复"),
    ("national", "lead suggestion", "assigned 2026-08-24; assigned 2026-09-01", "answer", "2026-12-01", "重新交办，从后一次起算"),
    ("national", "lead suggestion", "assigned 2026-08-24; disputed 2026-09-01", "answer", "2026-11-24", "待协调时答复期限照走"),
    ("own", "lead suggestion", "assigned 2026-03-10", "answer", "2026-06-30", "固定日期：六月三十日"),
    ("own", "lead suggestion", "assigned 2026-06-30", "answer", "2027-06-30", "当天之后的下一个六月三十日"),
    ("own", "lead suggestion province", "assigned 2026-03-10", "answer", "2026-04-15", "上级件另有日期"),
    ("own", "lead cppcc", "assigned 2026-03-10", "answer", "2026-05-11", "五月十日周日，顺延"),
    ("own", "lead suggestion between", "assigned 2026-03-10", "answer", "2026-06-10", "闭会期间三个月"),
    ("own", "lead suggestion", "assigned 2026-03-10; accepted 2026-03-11; routed 2026-09-28", "draft", "2026-10-16", "内部拟稿十个工作日"),
    ("own", "lead suggestion", "assigned 2026-03-10; accepted 2026-03-11; routed 2026-09-28; drafted 2026-10-09; submitted 2026-10-10", "draft", "-", "已送核"),
    ("own", "lead suggestion", "assigned 2026-03-10", "accept", "2026-03-13", "三个工作日签收"),
    ("own", "lead suggestion", "assigned 2026-03-10; accepted 2026-03-11", "accept", "-", "已签收"),
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn case_of(text: &str) -> Case {
    let mut case = Case {
        level: None,
        kind: Kind::Suggestion,
        period: Period::InSession,
        role: Role::Lead,
    };
    for word in text.split_whitespace() {
        if let Some(role) = Role::from_code(word) {
            case.role = role;
        } else if let Some(kind) = Kind::from_code(word) {
            case.kind = kind;
        } else if let Some(period) = Period::from_code(word) {
            case.period = period;
        } else {
            case.level = Some(Level::from_code(word).unwrap());
        }
    }
    case
}

fn fact(text: &str) -> NewEvent {
    let mut words = text.split_whitespace();
    let kind = EventKind::from_code(words.next().unwrap()).unwrap();
    let days = words.next().unwrap();
    let (on, until) = days.split_once('>').unwrap_or((days, ""));
    let on = day(on);
    let mut fact = NewEvent::plain(kind, on, on.and_hms_opt(9, 0, 0).unwrap(), "王");
    fact.until = (!until.is_empty()).then(|| day(until));
    for word in words {
        let (mark, value) = word.split_at(1);
        let detail = if mark == "@" {
            Detail::Unit
        } else {
            Detail::Role
        };
        fact = fact.with(detail, value);
    }
    fact
}

fn life(text: &str) -> Vec<Event> {
    let facts = text.split("; ").map(fact);
    let events = facts.zip(1..).map(|(fact, id)| Event {
        id: EventId(id),
        fact,
    });
    events.collect()
}

fn rules_of(pack: &str) -> Rules {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.toml");
    std::fs::write(&path, OWN).unwrap();
    let packs = Packs::of_files(&[path]);
    assert_eq!(packs.faults, []);
    Rules {
        pack: packs.find(pack).unwrap().clone(),
        ..Rules::default()
    }
}

fn clock_of(row: &Row) -> Option<Clock> {
    let (pack, case, facts, clock, ..) = *row;
    let all = clocks(&case_of(case), &life(facts), &rules_of(pack));
    let kind = ClockKind::from_code(clock).unwrap();
    all.into_iter().find(|own| own.kind == kind)
}

#[test]
fn every_due_date_of_the_table_is_right() {
    let mut wrong = Vec::new();
    for row in TABLE {
        let due = clock_of(row).map_or("-".to_owned(), |own| own.due.to_string());
        if due != row.4 {
            wrong.push(format!("{row:?}: {due}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(TABLE.len() >= 120, "{}", TABLE.len());
}

#[test]
fn every_date_can_prove_itself() {
    for row in TABLE {
        let Some(clock) = clock_of(row) else { continue };
        assert!(matches!(clock.steps[0], Step::Started(..)), "{row:?}");
        let named = clock.steps.iter().filter_map(Step::day);
        assert!(named.into_iter().any(|day| day == clock.due), "{row:?}");
        let source = clock.steps.iter().any(|step| match step {
            Step::Added(_, source, _) | Step::Fixed(_, source) => !source.is_empty(),
            Step::Set(..) => true,
            _ => false,
        });
        assert!(source, "{row:?}");
        let unknown = clock
            .steps
            .iter()
            .any(|step| matches!(step, Step::NoCalendar(_)));
        assert_eq!(unknown, clock.due >= day("2027-01-01"), "{row:?}");
    }
}

#[test]
fn lists_are_ordered_by_the_earliest_clock_that_waits_on_us() {
    for row in TABLE {
        let (case, events, rules) = (case_of(row.1), life(row.2), rules_of(row.0));
        let all = clocks(&case, &events, &rules);
        let own = project(&case, &events, &rules);
        let ours = all.iter().filter(|clock| clock.waits_on_us());
        let mut ours = ours.filter(|clock| clock.kind != ClockKind::Return);
        if let Some((due, kind)) = own.due {
            assert!(kind.waits_on_us(), "{row:?}");
            assert!(ours.all(|clock| clock.due >= due), "{row:?}");
        } else {
            assert_eq!(ours.count(), 0, "{row:?}");
        }
    }
}

fn steps(pack: &str, case: &str, facts: &str, clock: &'static str) -> Vec<Step> {
    let all = clocks(&case_of(case), &life(facts), &rules_of(pack));
    let kind = ClockKind::from_code(clock).unwrap();
    all.into_iter().find(|own| own.kind == kind).unwrap().steps
}

#[test]
fn the_days_passed_over_are_named() {
    let steps = steps("henan", "lead", "assigned 2026-09-25", "return");
    let october: Vec<NaiveDate> = ["01", "02", "05", "06", "07"]
        .iter()
        .map(|own| day(&format!("2026-10-{own}")))
        .collect();
    assert!(steps.contains(&Step::Skipped(october)), "{steps:?}");
    assert!(
        steps.contains(&Step::Shifted(vec![day("2026-10-10")])),
        "{steps:?}"
    );
}

#[test]
fn an_extension_says_who_consented_and_when_it_goes_too_far() {
    let mut events = life("assigned 2026-08-24; extended 2026-11-01>2027-03-31");
    events[1].fact = events[1]
        .fact
        .clone()
        .with(Detail::Consent, "区政府办 1 号函");
    let all = clocks(&case_of("lead"), &events, &rules_of("beijing"));
    let steps = &all[0].steps;
    assert!(steps.contains(&Step::Extended {
        until: day("2027-03-31"),
        on: Some(day("2026-11-01")),
        consent: Some("区政府办 1 号函".into()),
    }));
    let beyond =
        |step: &Step| matches!(step, Step::Beyond(day, _) if day.to_string() == "2027-02-24");
    assert!(steps.iter().any(beyond), "{steps:?}");
}

#[test]
fn an_extension_that_nobody_is_known_to_have_granted_warns() {
    let facts = "assigned 2026-08-24; extended 2026-11-01>2026-12-31";
    let missing = |pack: &str| {
        let all = steps(pack, "lead", facts, "answer");
        all.iter().any(|step| matches!(step, Step::NoConsent(_)))
    };
    assert!(missing("beijing"));
    assert!(!missing("chongqing"), "Chongqing asks for none");
}

#[test]
fn a_stand_in_and_an_unread_text_warn() {
    let ningbo = steps("ningbo", "lead city", "received 2026-08-24", "return");
    assert!(
        ningbo.contains(&Step::StandsIn("zhejiang".into())),
        "{ningbo:?}"
    );
    let sichuan = steps("sichuan", "lead", "received 2026-08-24", "answer");
    assert!(sichuan.contains(&Step::Unconfirmed), "{sichuan:?}");
    assert!(sichuan.iter().any(Step::warns));
}

#[test]
fn a_pack_may_count_otherwise_than_the_civil_code() {
    let text = format!(
        "{}[arithmetic]\nfirst_day_counts = true\nlast_day_moves = false\n[sources]\narithmetic = '本地'\n",
        OWN.replace("date = '06-30'", "days = 10")
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.toml");
    std::fs::write(&path, text).unwrap();
    let rules = Rules {
        pack: Packs::of_files(&[path]).find("own").unwrap().clone(),
        ..Rules::default()
    };
    let all = clocks(&case_of("lead"), &life("assigned 2026-09-24"), &rules);
    let answer = all
        .iter()
        .find(|own| own.kind == ClockKind::Answer)
        .unwrap();
    assert_eq!(
        answer.due,
        day("2026-10-03"),
        "the tenth day, free as it is"
    );
    assert!(answer.steps.contains(&Step::FirstDay));
}

#[test]
fn a_rule_that_came_into_force_later_holds_for_later_starts() {
    let text = "id = 'own'\nname = '自定'\n\
        [[answer]]\nmonths = 3\nstart = 'assigned'\nsource = '旧'\n\
        [[answer]]\nmonths = 2\nstart = 'assigned'\nvalid_from = '2026-07-01'\nsource = '新'\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.toml");
    std::fs::write(&path, text).unwrap();
    let packs = Packs::of_files(&[path]);
    assert_eq!(packs.faults, []);
    let rules = Rules {
        pack: packs.find("own").unwrap().clone(),
        ..Rules::default()
    };
    for (assigned, due) in [("2026-06-30", "2026-09-30"), ("2026-07-01", "2026-09-01")] {
        let all = clocks(
            &case_of("lead"),
            &life(&format!("assigned {assigned}")),
            &rules,
        );
        assert_eq!(all[0].due, day(due), "{assigned}");
    }
}
