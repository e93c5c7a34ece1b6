"""N: codes and names against the classification registers."""

from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.load.nodes import Mapping, Node, Scalar, Sequence
from generator.model.codes import TOTAL, Register
from generator.model.sheets import BASIC, EXPENDITURE, INCOME, OPERATING, PROCUREMENT, TRANSFERS
from generator.problems import Severity
from generator.source import Span

_LISTS = {EXPENDITURE: "functional", BASIC: "economic", OPERATING: "economic", PROCUREMENT: "procurement"}


def _coded(filed: Filed) -> Iterator[tuple[str, str | None, Span, Span | None, Register]]:
    """Yield (code, inline name, place of the code, place of the name, register) for every coded line."""
    last = filed.document.root.entries.get("上年")
    blocks = [filed.document.root, *(last.items if isinstance(last, Sequence) else [last])]
    blocks += [block.entries.get("增减额") for block in blocks if isinstance(block, Mapping)]
    for block in blocks:
        if isinstance(block, Mapping):
            for section, register in _LISTS.items():
                yield from _in_list(block.entries.get(section), getattr(filed.registers, register))
    for code in _project_codes(filed.document.root.entries.get("项目")):
        yield code.text, None, code.span, None, filed.registers.functional


def _project_codes(node: Node | None) -> Iterator[Scalar]:
    """Yield the function code of every project; what stands beside it is the project's name, not the code's."""
    for item in node.items if isinstance(node, Sequence) else ():
        code = item.entries.get("科目") if isinstance(item, Mapping) else None
        if isinstance(code, Scalar):
            yield code


def _in_list(node: Node | None, register: Register) -> Iterator[tuple[str, str | None, Span, Span | None, Register]]:
    if isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Mapping):
                code = item.entries.get("科目") or item.entries.get("品目")
                name = item.entries.get("名称")
                if isinstance(code, Scalar) and code.text != TOTAL:
                    if isinstance(name, Scalar):
                        yield code.text, name.text, code.span, name.span, register
                    else:
                        yield code.text, None, code.span, None, register


@rule_of_file("N101", Severity.ERROR, can_be_waived=False)
def unknown_code_without_name(filed: Filed) -> Iterator[Result]:
    """目录中没有的科目编码必须在同一行写明名称。

    分类目录每年修订，本库的目录不一定完整；没有名称的编码无法公开。

    通过::

        政府采购:
          - {品目: A02010108, 金额: 1.2}

    不通过::

        政府采购:
          - {品目: A99999999, 金额: 1.2}
    """
    for code, name, span, _, register in _coded(filed):
        if register.name(code) is None and not name:
            yield Finding(span, f"{register.title}中没有“{code}”。请核对编码；确实使用这个编码的，在本行加上“名称”。")


@rule_of_file("N102", Severity.WARNING)
def unknown_code_with_name(filed: Filed) -> Iterator[Result]:
    """目录中没有、但写明了名称的科目编码，请核对。

    可以公开；财政部门应补充分类目录。

    通过::

        政府采购:
          - {品目: A02010108, 金额: 1.2}

    不通过::

        政府采购:
          - {品目: A99999999, 名称: 档案密集架, 金额: 1.2}
    """
    for code, name, span, _, register in _coded(filed):
        if register.name(code) is None and name:
            yield Finding(span, f"{register.title}中没有“{code}”，按填写的名称“{name}”公开。请核对编码。")


@rule_of_file("N103", Severity.ERROR)
def former_or_wrong_name(filed: Filed) -> Iterator[Result]:
    """科目名称应与分类目录一致；旧名称和别的名称都不能公开。

    名称由编码得出，不必填写；填写的名称与目录不同，多半是编码或名称写错了。

    通过::

        支出:
          - {科目: 2101101, 名称: 行政单位医疗, 基本支出: 4}

    不通过::

        支出:
          - {科目: 2101101, 名称: 行政运行, 基本支出: 4}

    不通过::

        支出:
          - {科目: 210, 名称: 医疗卫生与计划生育支出, 基本支出: 4}
    """
    for code, name, span, name_span, register in _coded(filed):
        known = register.name(code)
        if known is not None and name and name != known:
            former = register.former.get(name)
            what = f"“{name}”是旧名称，现名“{register.name(former)}”" if former else f"“{name}”不是它的名称"
            yield Finding(
                name_span or span,
                f"科目 {code} 在{register.title}中的名称是“{known}”，{what}。请删去“名称”或改正编码。",
                suggestions=(f"把“{name}”改为“{known}”",),
            )


@rule_of_file("N104", Severity.ERROR, can_be_waived=False)
def code_listed_twice(filed: Filed) -> Iterator[Result]:
    """同一列表中，同一科目在同一种资金下只能出现一次，同一单位的转移支付也只能填写一行。

    重复的行会把金额计算两次，或者互相覆盖。

    通过::

        支出:
          - {科目: 2011101, 基本支出: 70, 项目支出: 30}

    不通过::

        支出:
          - {科目: 2011101, 基本支出: 70}
          - {科目: 2011101, 项目支出: 30}
    """
    disclosure = filed.page.disclosure
    for lines in (disclosure.lines, *(block.lines for block in disclosure.last)):
        for section in (*_LISTS, TRANSFERS):
            first: dict[tuple[str, str, str], Span] = {}
            for line in lines.get(section, ()):
                key = (line.row, line.fund, line.source)
                if key in first:
                    yield Finding(
                        line.span, f"“{section}”中 {line.row} 已在第 {first[key].line} 行填写，请合并为一行。"
                    )
                first.setdefault(key, line.span)


@rule_of_file("N105", Severity.ERROR, can_be_waived=False)
def file_and_content_disagree(filed: Filed) -> Iterator[Result]:
    """文件位置与内容一致：units/单位代码/年度.yaml。

    位置决定公开的网址，内容决定公开的文字，两者不一致必有一处写错。

    通过::

        单位代码: 156001
        年度: 2026

    不通过::

        单位代码: 156002
    """
    disclosure = filed.page.disclosure
    folder, _, file = disclosure.path.rpartition("/")
    root = filed.document.root.entries
    if folder.rpartition("/")[2] != disclosure.code:
        yield Finding(
            root["单位代码"].span, f"单位代码是 {disclosure.code}，而文件在文件夹“{folder}”中。请移动文件或改正代码。"
        )
    if file.removesuffix(".yaml") != str(disclosure.year):
        yield Finding(root["年度"].span, f"年度是 {disclosure.year}，而文件名是“{file}”。请改文件名或改正年度。")


@rule_of_file("N107", Severity.ERROR)
def no_revenue_or_expenditure(filed: Filed) -> Iterator[Result]:
    """自己填报金额的文件要有“收入”和“支出”。

    只有由所属单位相加的部门文件和依法不公开的文件可以没有。
    依据：《预算法实施条例》第六条，单位的全部收支都应当编入预算。

    通过::

        支出: []

    不通过::

        # 没有“支出”
    """
    root = filed.document.root
    if not filed.page.disclosure.sums_units:
        for key in (INCOME, EXPENDITURE):
            if key not in root.keys:
                yield Finding(root.span, f"文件缺少“{key}”。没有这项收支的也要填，金额写 0 或空列表 []。")


@rule_of_file("N122", Severity.ERROR)
def unknown_project(filed: Filed) -> Iterator[Result]:
    """机关运行经费引用的项目，必须是“项目”中写明名称、并有年度财政拨款的项目。

    引用不到的项目没有金额，机关运行经费就会少算。

    通过::

        机关运行经费:
          - {科目: 30201, 项目支出: 5}

    不通过::

        机关运行经费:
          - {科目: 30201, 项目: 没有这个项目}
    """
    disclosure = filed.page.disclosure
    names = [project.name for project in disclosure.projects]
    known = filed.page.budget.sheets[OPERATING].cells
    for line in disclosure.lines.get(OPERATING, ()):
        if line.project and line.project not in names:
            listed = "、".join(names) or "没有项目"
            yield Finding(line.span, f"“项目”中没有“{line.project}”。现有的项目：{listed}。请改正名称。")
        elif line.project and (line.row, "项目支出") not in known:
            message = f"项目“{line.project}”没有年度财政拨款，同一科目和资金下也没有项目支出，{line.row} 取不到金额。"
            yield Finding(line.span, message + "请在项目中填写，或改正项目的科目和资金。")
