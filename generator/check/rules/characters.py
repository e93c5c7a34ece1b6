"""P502: characters that no font of the PDFs has."""

import re
from collections.abc import Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.problems import Severity

_PRINTED = """
20-7E A0-17F 192 1A0-1A1 1AF-1B0 1CD-1DC 1F8-1FF 218-21B 251 261 2BB 2C6-2C7 2C9-2CB 2D8-2DD 2EA-2EB 300-301 304
307 30C 37E 384-38A 38C 38E-3A1 3A3-3CE 400-45F 490-491 1100-11FF 1E3E-1E3F 1E80-1E85 1EA0-1EF9 2002-2003
2010-201E 2020-2022 2025-2027 2030 2032-2033 2035 2039-203C 203E 2042 2044 2047-2049 2051 205D 2074 207F
20A3-20A4 20A7 20A9 20AB-20AC 20DD-20DE 2100 2103 2105 2109-210A 210F 2113 2116 2121-2122 2126-2127 212B 212E
2135 213B 215B-215E 2160-216B 2170-217B 2190-2199 21A8 21B8-21B9 21C4-21C6 21CB-21CC 21D0 21D2 21D4 21E6-21E9
21F5 2200 2202-2203 2205-220B 220F 2211-2213 2215 2219-221A 221D-2220 2223 2225-222E 2234-2237 223D 2243 2245
2248 224C 2260-2262 2264-2267 226A-226B 226E-226F 2272-2273 2276-2277 2282-2287 228A-228B 2295-2299 22A0 22A5
22BF 22DA-22DB 22EF 2302 2305-2307 2310 2312 2318 2320-2321 2329-232A 23B0-23B1 23BE-23CC 23CE 23DA-23DB 2423
2460-25AC 25B1-25B3 25B6-25B7 25BA 25BC-25BD 25C0-25C1 25C4 25C6-25C7 25C9-25CC 25CE-25D3 25D8-25D9 25E2-25E6
25EF 2600-2603 2605-2606 2609 260E-260F 2616-2617 261C-261F 262F 263A-263C 2640-2642 2660-266F 2672-267D 26A0
26BD-26BE 2702 2713 271A 273D 273F-2740 2756 2776-2793 27A1 2934-2935 29BF 29FA-29FB 2B05-2B07 2B1A 2B95
2E3A-2E3B 2E80-2E99 2E9B-2EF3 2F00-2FD5 2FF0-2FFB 3000-303F 3041-3096 3099-30FF 3105-312F 3131-318E 3190-31BB
31C0-31E3 31F0-321E 3220-332B 332D-4DB5 4E00-9FEF A000-A48C A960-A97C AC00-D7A3 D7B0-D7C6 D7CB-D7FB E76C
E78D-E796 E7C7-E7C8 E7E7-E7F3 F001-F002 F004-F005 F900-FA6D FB00-FB04 FE10-FE19 FE30-FE52 FE54-FE66 FE68-FE6B
FF01-FFBE FFC2-FFC7 FFCA-FFCF FFD2-FFD7 FFDA-FFDC FFE0-FFE6 FFE8-FFEE 1F100-1F10C 1F110-1F16C 1F170-1F1AC
1F200-1F202 1F210-1F23B 1F240-1F248 1F250-1F251
"""
"""The characters below U+20000 that one of the fonts has, as ranges of hexadecimal numbers."""


def _ranges(text: str) -> str:
    """Write ranges as a regular expression's class does."""
    return "".join("-".join(f"\\U{number:0>8}" for number in each.split("-")) for each in text.split())


UNPRINTED = re.compile(rf"[^\s{_ranges(_PRINTED)}\U00020000-\U0003FFFF]")
"""A character that cannot be printed; of rare Han characters, from U+20000 on, the renderer tells."""


@rule_of_file("P502", Severity.ERROR, can_be_waived=False)
def characters_without_a_glyph(filed: Filed) -> Iterator[Result]:
    """文字中有 PDF 的字体印不出的符号，如 ☑、✔ 和表情符号。

    从表格、网页或聊天软件复制的文字会带上这些符号；字体中没有，PDF 就排不出来。
    依据：财预〔2016〕143号，公开的内容应当完整。

    通过::

        部门职责: √ 负责巡察工作；□ 受理来信；● 督促整改。

    不通过::

        部门职责: ☑ 负责巡察工作。
    """
    for passage in filed.texts.find(UNPRINTED):
        found = passage.match.group()
        message = f"“{found}”（U+{ord(found):04X}）在 PDF 的字体中没有，印不出来。请改用文字，或者 √、□、●、→ 等符号。"
        yield Finding(filed.texts.place(passage), message)
