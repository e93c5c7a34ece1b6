"""Files made to do harm, by what they try; none of them is valid."""

from collections.abc import Callable, Mapping


def _bomb(mark: str) -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    if mark == "merge":
        lines = ["a0: &a0 {x: 1}", *(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 12))]
    return "\n".join(lines).encode()


FILES: Mapping[str, Callable[[], bytes]] = {
    "alias bomb": lambda: _bomb("alias"),
    "merge bomb": lambda: _bomb("merge"),
    "self reference": lambda: b"a: &a [*a]\n",
    "100,000 brackets": lambda: b"a: " + b"[" * 100_000,
    "100,000 braces": lambda: b"a: " + b"{" * 100_000,
    "100,000 braces with keys": lambda: b"a: " + b"{a: " * 100_000,
    "balanced brackets": lambda: b"a: " + b"[" * 50_000 + b"]" * 50_000,
    "nested dashes": lambda: b"- " * 100_000 + b"x",
    "nested question marks": lambda: b"? " * 100_000 + b"x",
    "deep indents": lambda: "\n".join(" " * n + "a:" for n in range(900)).encode(),
    "10 MB of text": lambda: b"a: " + b"x" * 10_000_000,
    "10 MB of lines": lambda: b"a: 1\n" * 2_000_000,
    "10 MB of zero bytes": lambda: bytes(10_000_000),
    "100,000 digits": lambda: b"a: " + b"1" * 100_000,
    "100,000 digits after the point": lambda: b"a: 0." + b"1" * 100_000,
    "a key of 100,000 letters": lambda: b"a" * 100_000 + b": 1\n",
    "60,000 values": lambda: b"a: [" + b"1," * 60_000 + b"]",
    "60,000 keys": lambda: "\n".join(f"k{n}: 1" for n in range(60_000)).encode(),
    "the same key 40,000 times": lambda: b"a: 1\n" * 40_000,
    "UTF-16 little": lambda: "甲: 1\n".encode("utf-16-le"),
    "UTF-16 with mark": lambda: "甲: 1\n".encode("utf-16"),
    "UTF-32": lambda: "甲: 1\n".encode("utf-32"),
    "GBK": lambda: ("部门: 预算\n" * 100).encode("gbk"),
    "Latin-1": lambda: "café: 1\n".encode("latin-1"),
    "overlong UTF-8": lambda: b"a: \xc0\xaf\n",
    "lone surrogate in UTF-8": lambda: b"a: \xed\xa0\x80\n",
    "escaped lone surrogate": lambda: b'a: "\\ud800"\n',
    "escaped zero": lambda: b'a: "\\0"\n',
    "escaped bidi mark": lambda: b'a: "\\u202e"\n',
    "escaped private use": lambda: b'a: "\\ue000"\n',
    "only a mark": lambda: b"\xef\xbb\xbf",
    "two marks": lambda: b"\xef\xbb\xbf\xef\xbb\xbfa: 1\n",
    "zero byte": lambda: b"a: 1\x00b: 2\n",
    "escape sequences of a terminal": lambda: b"a: \x1b[31mred\n",
    "delete character": lambda: b"a: \x7f\n",
    "C1 control": lambda: "a: \x9b\n".encode(),
    "line separator": lambda: "a: b\u2028c: d\n".encode(),
    "noncharacter": lambda: "a: \uffff\n".encode(),
    "python object": lambda: b"!!python/object/apply:os.system ['true']\n",
    "python name": lambda: b"a: !!python/name:os.system\n",
    "binary tag": lambda: b"a: !!binary aGVsbG8=\n",
    "set tag": lambda: b"a: !!set {b, c}\n",
    "tag directive": lambda: b"%TAG ! tag:x,2000:\n---\na: !b c\n",
    "many documents": lambda: b"---\na: 1\n" * 20_000,
    "unclosed quotation mark": lambda: b'a: "' + b"x" * 400_000,
    "unclosed block": lambda: b"a: |9\n" + b"x\n" * 1_000,
    "100,000 anchors": lambda: b"\n".join(b"- &a%d x" % n for n in range(30_000)),
    "comment and nothing else": lambda: b"# x\n" * 100_000,
    "tabs": lambda: b"a:\n" + b"\tb: 1\n" * 10_000,
    "number as root": lambda: b"1\n",
    "200,000 colons": lambda: b"a" + b": " * 200_000,
    "400,000 quotation marks": lambda: b"a: " + b'"' * 400_000,
    "one line of brackets and quotation marks": lambda: b"- {" + b'a: "b, ' * 60_000,
    "500,000 full-width colons": lambda: "：".encode() * 170_000,
    "500,000 blanks before a tab": lambda: b" " * 500_000 + b"\tx",
    "500,000 tabs": lambda: b"\t" * 500_000,
    "blanks and ideographic spaces": lambda: " \u3000".encode() * 120_000,
    "a number with 100,000 commas": lambda: b"a: {b: 1" + b",1" * 100_000 + b"}",
    "a key of dashes": lambda: b"-" * 400_000,
    "100,000 mistyped lines": lambda: b"ab\n" * 100_000,
    "100,000 keys with full-width colons in brackets": lambda: b"a: {" + "b：1, ".encode() * 60_000 + b"}",
}
