"""What keeps a file from being worked out at all, so that no rule can look at it: told by its document and library."""

from generator.load.nodes import Document
from generator.model.disclosure import CONFIDENTIAL, Disclosure
from generator.model.library import Library
from generator.model.sheets import INPUTS
from generator.problems import Explanation, Problem, Severity
from generator.source import Span

EXPLANATIONS = (
    Explanation(
        "H201",
        Severity.ERROR,
        """由所属单位相加的部门，每个单列预算的所属单位都要有可用的文件。

        缺一个单位，部门的合计就不完整；因此哪一个都不加，先指出缺的单位。单位的文件是草稿、有错或代码不在本部门之下，
        也按缺少处理。
        依据：《关于推进部门所属单位预算公开的指导意见》，部门预算由本级和所属单位预算组成。

        不通过::

            # 文件 156/2026.yaml
            单位代码: 156
            所属单位:
              - {代码: 156002, 名称: 某市某馆, 性质: 事业}
        """,
        can_be_waived=False,
    ),
    Explanation(
        "N109",
        Severity.ERROR,
        """依法不公开的文件不能有金额。

        只列单位名称和不公开的依据；文件在公开的仓库中，金额写在里面就已经公开了。
        依据：《预算法》第十四条，涉及国家秘密的除外。

        不通过::

            状态: 依法不公开
            不公开依据: 《中华人民共和国保守国家秘密法》
        """,
        can_be_waived=False,
    ),
    Explanation(
        "N110",
        Severity.ERROR,
        """依法不公开的，要写明不公开的法律依据。

        不公开是例外，读者有权知道根据哪部法律。
        依据：《预算法》第十四条，涉及国家秘密的除外。

        不通过::

            状态: 依法不公开
        """,
        can_be_waived=False,
    ),
)


def hindrances(document: Document, disclosure: Disclosure, library: Library) -> list[Problem]:
    """Return why a disclosure cannot be worked out or published as it is; nothing where it can."""
    if disclosure.state == CONFIDENTIAL:
        return _of_confidential(document, disclosure)
    if not disclosure.sums_units:
        return []
    return [
        _error(
            unit.span,
            "H201",
            f"所属单位 {unit.code} {unit.name}：{why}，因此没有汇总。单位齐全后再公开，或写“汇总: 否”自行填报。",
        )
        for unit, why in library.missing_units(disclosure)
    ]


def _of_confidential(document: Document, disclosure: Disclosure) -> list[Problem]:
    keys = document.root.keys
    sections = dict.fromkeys([path[0] for paths in INPUTS.values() for path in paths] + ["上年", "项目", "整体绩效"])
    found = [
        _error(keys[key], "N109", f"状态是“{CONFIDENTIAL}”的文件不能有“{key}”，请删去。")
        for key in sections
        if key in keys
    ]
    if not disclosure.withheld_because:
        message = f"状态是“{CONFIDENTIAL}”的，请在“不公开依据”中写明法律依据。"
        found.append(_error(document.root.entries["状态"].span, "N110", message))
    return found


def _error(span: Span, code: str, message: str) -> Problem:
    return Problem(span, code, Severity.ERROR, message)
