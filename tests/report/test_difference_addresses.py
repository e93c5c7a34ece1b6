"""The addresses of what changed, as a build can be limited to them."""

from pathlib import Path

from tests.government import simple
from tests.history import History

HEAD = "单位代码: {code}\n单位名称: 示例局\n年度: 2026\n版式: gansu\n状态: 已公开\n"


def test_each_that_is_still_there_stands_on_a_line(tmp_path: Path) -> None:
    history = History(tmp_path)
    for code in ("156001", "156002", "156003"):
        history.write(HEAD.format(code=code) + simple("10"), f"{code}/2026")
    history.commit()
    history.write(HEAD.format(code="156001") + simple("11"), "156001/2026")
    history.remove("156002/2026")
    history.write(HEAD.format(code="156004") + simple("10"), "156004/2026")
    assert history.addresses() == ["156001/2026", "156004/2026"]
