"""P401–P406: personal data in texts, which are printed only where the file permits it."""

import re
from collections.abc import Callable, Iterator

from generator.check.catalogue import Filed, Finding, Result, rule_of_file
from generator.load.nodes import Mapping, Scalar, Sequence
from generator.problems import Severity

_PERMITTED = "允许公开"
_GAP = r"[ -]?"
_MOBILE = re.compile(rf"(?<![0-9.])1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}(?![0-9.])")
_LANDLINE = re.compile(
    r"(?<![0-9.])[（(]?0(?:10|2[0-9]|[3-9][0-9]{2})[）)]?[ -－—]{0,2}[2-9][0-9]{6,7}(?![0-9.])"
    r"|(?:电话|传真|热线|座机)(?:号码)?(?:是|为)?[：:]? ?(?P<local>[2-9][0-9]{6,7})(?![0-9.万元])"
)
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9][0-9]{5}(?:19|20)[0-9]{2}[01][0-9][0-3][0-9][0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
_CARD = re.compile(r"(?<![0-9A-Za-z.])[3-6][0-9]{3}(?: ?[0-9]{4}){2,3}(?: ?[0-9]{1,7})?(?![0-9A-Za-z.])")
_MAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ADVICE = "属于个人信息，不应公开，请删去；确需公开的，在“允许公开”中写明内容和理由。"


def _is_identity(text: str) -> bool:
    """Check the last character of an identity number by GB 11643: ISO 7064, MOD 11-2."""
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == text[-1].upper()


def _is_card(text: str) -> bool:
    """Check a card number of 16 to 19 digits by the Luhn sum (GB/T 17552, ISO/IEC 7812)."""
    digits = [int(digit) for digit in text if digit.isdigit()]
    doubled = [digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[-2::-2]]
    return 16 <= len(digits) <= 19 and (sum(digits[::-2]) + sum(doubled)) % 10 == 0


def _always(_text: str) -> bool:
    return True


_KINDS: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "手机号码": (_MOBILE, _always),
    "电话号码": (_LANDLINE, _always),
    "身份证号码": (_IDENTITY, _is_identity),
    "银行卡号": (_CARD, _is_card),
    "电子邮箱": (_MAIL, _always),
}


def _bare(text: str) -> str:
    return re.sub(r"[\s（）()－—-]", "", text).lower()


def masked(text: str) -> str:
    """Show the ends of a number or address alone, so that a report does not spread what it warns of."""
    name, at, domain = text.partition("@")
    if at:
        return f"{name[0]}***@{domain}"
    return f"{text[:3]}{'*' * max(len(text) - 5, 3)}{text[-2:]}"


def _permissions(filed: Filed) -> list[Scalar]:
    listed = filed.document.root.entries.get(_PERMITTED)
    items = listed.items if isinstance(listed, Sequence) else ()
    contents = [item.entries.get("内容") for item in items if isinstance(item, Mapping)]
    return [content for content in contents if isinstance(content, Scalar)]


def _in_texts(filed: Filed, kind: str) -> Iterator[tuple[Finding, str]]:
    """Yield what is found of one kind outside the permissions, with its bare form."""
    pattern, is_real = _KINDS[kind]
    for passage in filed.texts.find(pattern):
        group: str | int = "local" if pattern is _LANDLINE and passage.match["local"] else 0
        text = passage.match[group]
        if is_real(text) and passage.typed.keys[0] != _PERMITTED:
            message = f"文字中有{kind}“{masked(text)}”，{_ADVICE}"
            yield Finding(filed.texts.place(passage, group), message), _bare(text)


def _not_permitted(filed: Filed, kind: str) -> Iterator[Result]:
    permitted: set[str] | None = None
    for finding, bare in _in_texts(filed, kind):
        permitted = permitted or {_bare(each.text) for each in _permissions(filed)}
        if bare not in permitted:
            yield finding


@rule_of_file("P401", Severity.WARNING)
def mobile_numbers(filed: Filed) -> Iterator[Result]:
    """文字中不公开手机号码。

    依据：《政府信息公开条例》第十五条，涉及个人隐私的信息不得公开；《个人信息保护法》第四条。

    通过::

        部门职责: 咨询请拨打12388。

    不通过::

        部门职责: 联系人张三，13800138000。
    """
    yield from _not_permitted(filed, "手机号码")


@rule_of_file("P402", Severity.WARNING)
def landline_numbers(filed: Filed) -> Iterator[Result]:
    """文字中的电话号码要写明允许公开。

    办公电话可以公开，但应由单位决定，不是随手带出。
    依据：《政府信息公开条例》第十七条，公开前应当审查。

    通过::

        部门职责: 咨询电话0932-8210000。
        允许公开:
          - {内容: "0932-8210000", 理由: 政务公开咨询电话}

    不通过::

        部门职责: 咨询电话0932-8210000。
    """
    yield from _not_permitted(filed, "电话号码")


@rule_of_file("P403", Severity.WARNING)
def identity_numbers(filed: Filed) -> Iterator[Result]:
    """文字中不公开身份证号码。

    按 GB 11643 核对校验码，只指出真的号码。
    依据：《政府信息公开条例》第十五条；《个人信息保护法》第二十八条。

    通过::

        部门职责: 文号110105194912310021。

    不通过::

        部门职责: 负责人身份证号11010519491231002X。
    """
    yield from _not_permitted(filed, "身份证号码")


@rule_of_file("P404", Severity.WARNING)
def card_numbers(filed: Filed) -> Iterator[Result]:
    """文字中不公开银行卡号。

    按校验位核对，只指出真的卡号。
    依据：《政府信息公开条例》第十五条；《个人信息保护法》第二十八条。

    通过::

        部门职责: 登记号6222020000000000。

    不通过::

        部门职责: 补助发放至6222 0200 0000 0000 018账户。
    """
    yield from _not_permitted(filed, "银行卡号")


@rule_of_file("P405", Severity.WARNING)
def mail_addresses(filed: Filed) -> Iterator[Result]:
    """文字中的电子邮箱要写明允许公开。

    个人邮箱属于个人信息；办公邮箱可以公开，但应由单位决定。
    依据：《政府信息公开条例》第十五条、第十七条。

    通过::

        部门职责: 意见请寄xunchaban@example.gov.cn。
        允许公开:
          - {内容: xunchaban@example.gov.cn, 理由: 征求意见的办公邮箱}

    不通过::

        部门职责: 意见请寄zhangsan@example.com。
    """
    yield from _not_permitted(filed, "电子邮箱")


@rule_of_file("P406", Severity.WARNING)
def needless_permission(filed: Filed) -> Iterator[Result]:
    """“允许公开”只写文字中用到的号码和邮箱。

    多余的许可会在以后放过不该公开的内容。

    通过::

        部门职责: 咨询电话0932-8210000。
        允许公开:
          - {内容: "0932-8210000", 理由: 政务公开咨询电话}

    不通过::

        部门职责: 咨询请到办公室。
        允许公开:
          - {内容: "0932-8210000", 理由: 政务公开咨询电话}
    """
    permissions = _permissions(filed)
    used = {bare for kind in _KINDS if permissions for _, bare in _in_texts(filed, kind)}
    for permission in permissions:
        if _bare(permission.text) not in used:
            message = f"“{masked(permission.text)}”不必写在这里：文字中没有它，或者它不属于需要允许的内容。请删去。"
            yield Finding(permission.span, message)
