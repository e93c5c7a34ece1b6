"""Texts as careful offices write them: no rule says anything of them."""

from pathlib import Path

import pytest

from tests.check.reading import DUTIES, codes_of, said_of
from tests.editing import edited

_LINES = (Path(__file__).parent / "silent.txt").read_text("utf-8").splitlines()
SENTENCES = [line for line in _LINES if not line.startswith("#")]
MORE = """
人员增加，工资福利支出相应增加
新增在职人员3人，人员经费相应增加
基本工资调标，社会保险缴费基数上调
在职人员职务职级晋升，工资标准提高
新增巡察任务，差旅费、办公费相应增加
上年结转资金纳入本年预算
本年新增信息化建设项目1个
机构改革后职能划入，人员随之转入
2025年部分人员经费由上级承担，2026年全部列入本级预算
公务用车更新购置1辆
落实过紧日子要求的同时，保障了重点工作支出需要
会议由线上改为线下，会期有所延长
物业服务、水电取暖费用上涨
按照政策规定补发绩效奖金
""".strip().splitlines()
LESS = """
严格落实“过紧日子”要求，压减一般性支出
人员退休、调出，人员经费相应减少
上年一次性项目已完成，本年不再安排
项目整合，减少重复安排
厉行节约，压缩会议规模和会期
公务用车报废1辆，运行维护费相应减少
机构改革后部分职能划转，经费随之划出
按照规定核减项目支出
节约用电用水，提高资源利用效率
2025年新增的一次性采购已完成
培训由线下改为线上
基数中剔除上年结转的一次性因素
离休人员去世，离休费减少
财政资金统筹力度加大，压减非急需项目
""".strip().splitlines()


def test_there_are_enough_of_them() -> None:
    assert len(SENTENCES) + len(MORE) + len(LESS) >= 200
    assert len(set(SENTENCES)) == len(SENTENCES)


def test_no_sentence_is_spoken_of() -> None:
    paragraphs = "".join(f"\n\n  {sentence}" for sentence in SENTENCES)
    assert [problem.message for problem in said_of(edited((DUTIES, DUTIES + paragraphs)))] == []


@pytest.mark.parametrize("reason", MORE)
def test_a_reason_for_more_is_silent(reason: str) -> None:
    assert codes_of(("原因: 上年度基本工资调标和人员职务职级变动", f"原因: {reason}")) == []


@pytest.mark.parametrize("reason", LESS)
def test_a_reason_for_less_is_silent(reason: str) -> None:
    assert codes_of(("原因: 本年度项目预算经费减少", f"原因: {reason}")) == []
