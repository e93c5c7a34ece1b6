"""N108: what the profile asks for and the file does not report."""

from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.problems import Severity


@rule_of_file("N108", Severity.NOTE)
def not_reported(filed: Filed) -> Iterator[Result]:
    """版式要求公开而文件没有填报的内容。

    没有填报与没有金额不同：没有金额的填 0，打印为零或留空；没有填报的一律留空，并在报告末尾列出，因此是提示。
    依据：财预〔2016〕143号，没有数据的表也要公开空表并说明。

    通过::

        会议费: 0
        部门管理转移支付: []

    不通过::

        三公经费: {公务接待费: 1}
    """
    for missing in filed.page.unreported:
        yield Finding(
            filed.document.root.span,
            f"“{missing.place}”没有填报：{'、'.join(missing.names)}。"
            "打印时留空，并列入“未填报”；没有的请填 0 或写空列表 []。",
        )
