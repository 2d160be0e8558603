"""Numbers that lead to a person: identity cards, phones, accounts, number plates, dates of birth, and what a label tells of."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from stdnum.cn import uscc

from letters.masking.spans import HIDDEN, replaced

D: Final = "[0-9]"
SEP: Final = r"[\s\-‐‑–—−]{0,3}"
DOT: Final = r"[\s\-‐‑–—−.]{0,2}"
NOT_BEFORE: Final = "(?<![0-9A-Za-z])"
NOT_AFTER: Final = "(?![0-9A-Za-z])"
SHORTEST_KNOWN: Final = 7  # digits of a number that is looked for as the file gives it
SHORTEST_ACCOUNT: Final = 15


def _spaced(*parts: str) -> str:
    return SEP.join(parts)


MONTH: Final = f"(?:{_spaced('0', '[1-9]')}|{_spaced('1', '[0-2]')})"
DAY: Final = f"(?:{_spaced('0', '[1-9]')}|{_spaced('[12]', D)}|{_spaced('3', '[01]')})"
CENTURY: Final = f"(?:{_spaced('1', '[89]')}|{_spaced('2', '0')})"
REGION: Final = _spaced("[1-9]", *[D] * 5)
LONG_ID: Final = _spaced(REGION, CENTURY, D, D, MONTH, DAY, D, D, D, "[0-9Xx]")
SHORT_ID: Final = _spaced(REGION, D, D, MONTH, DAY, D, D, D)
MOBILE: Final = rf"(?:(?:\+|00)?86{DOT}|0)?1[3-9]{D}(?:{DOT}{D}{{4}}{DOT}{D}{{4}}|{D}{DOT}{D}{{4}}{DOT}{D}{{3}})"
LANDLINE: Final = rf"(?:\(0{D}{{2,3}}\)|0{D}{{2,3}}){SEP}{D}{{3,4}}{SEP}{D}{{4}}(?:\s?转\s?{D}{{1,6}}|-{D}{{1,4}})?"
IN_FOURS: Final = rf"{D}{{4}}(?:[\s\-]{{1,2}}{D}{{4}}){{2,4}}(?:[\s\-]{{1,2}}{D}{{1,3}})?"
CODE: Final = rf"[0-9A-Z]{{2}}{D}{{6}}[0-9A-Z]{{10}}"
PLATE: Final = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•.\\s]?[A-HJ-NP-Z0-9]{5,6}"
MAIL: Final = r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"

# In their order: what stands first is tried first. Days, licences and codes of organisations stay.
NUMBERS: Final = re.compile(
    "|".join(
        (
            rf"(?P<day>(?<!{D})(?:19|20){D}{{2}}-{D}{{1,2}}-{D}{{1,2}}(?!{D}))",
            rf"(?P<licence>(?:教民|许可证|执照|登记证书?)(?:副本)?(?:注册)?(?:编?号码?)?[:为是(\s]*{D}{{15}}(?!{D}))",
            rf"(?P<code>{NOT_BEFORE}{CODE}{NOT_AFTER})",
            rf"(?P<mail>{MAIL})",
            rf"(?P<identity>(?<!{D}){LONG_ID}(?!{D}))",
            rf"(?P<mobile>(?<!{D}){MOBILE}(?!{D}))",
            rf"(?P<landline>(?<![0-9.]){LANDLINE}(?!{D}))",
            rf"(?P<older>(?<!{D}){SHORT_ID}(?!{D}))",
            rf"(?P<account>{D}{{{SHORTEST_ACCOUNT},}}[Xx]?)",
            rf"(?P<fours>(?<!{D}){IN_FOURS}(?!{D}))",
            rf"(?P<plate>{PLATE}{NOT_AFTER})",
        )
    )
)

PAPERS: Final = (
    "身份证件?|公民身份|证件|护照|通行证|军官证|士兵证|居住证|居留证|台胞证|回乡证|社保卡|医保卡|学籍|准考证|执法证件?"
)
TELLS: Final = r"[\s:为是(“\"]{0,3}"
NO_DAY: Final = rf"(?!(?:19|20){D}{{2}}[\-年])"
LABELLED: Final = tuple(
    re.compile(rf"{label}{TELLS}({NO_DAY}{value})", re.IGNORECASE)
    for label, value in (
        (
            f"(?:{PAPERS})(?:编?号码?|号)?",
            rf"[A-Z]{{0,3}}[0-9*](?:{SEP}[0-9*]){{4,}}[A-Z]?{NOT_AFTER}",
        ),
        ("(?:账号|账户号|帐号|帐户号|卡号|银行卡号?|存折号?)码?", rf"[0-9*](?:{SEP}[0-9*]){{5,}}"),
        ("(?:微信|微博|抖音|快手|QQ|支付宝)(?:[账帐]?号码?|ID)?", rf"[A-Z][A-Z0-9_\-]{{4,19}}{NOT_AFTER}"),
        ("(?:微信|微博|抖音|快手|QQ|支付宝)(?:[账帐]?号码?|ID)", rf"{D}{{5,}}"),
        ("QQ:", rf"{D}{{5,}}"),
        ("(?:电话|手机|座机|传真|联系方式|Tel)(?:号码?)?", rf"{D}(?:{SEP}[0-9*]){{6,}}"),
    )
)
DATE: Final = rf"{D}{{4}}[年\-./]{D}{{1,2}}(?:月(?:{D}{{1,2}}日)?|[\-./]{D}{{1,2}})"
BORN: Final = (
    re.compile(rf"(?:出生日期|出生年月日?|出生于|生于|生日){TELLS}({DATE})"),
    re.compile(rf"({DATE})(?=\s*(?:出生|生(?:[，。；、,;)）\s]|$)))"),
)


def hidden(text: str, own: str | None) -> str:
    """The text without numbers that lead to a person. `own`: the code of the organisation that is the party stays."""

    def told(match: re.Match[str]) -> str | None:
        return None if _stays(match, own) else HIDDEN

    for pattern in (*BORN, *LABELLED, NUMBERS):
        text = replaced(text, pattern, told)
    return text


def _stays(match: re.Match[str], own: str | None) -> bool:
    """Days, licences and codes of organisations, and years or short figures that stand beside each other."""
    found = match[match.lastindex or 0]
    if match.lastgroup in {"day", "licence"} or (own and digits(found) == digits(own)):
        return True
    if match.lastgroup == "fours":
        years = all(group[:2] in {"19", "20"} for group in re.findall(f"{D}{{4}}", found))
        return years or len(digits(found)) < SHORTEST_ACCOUNT
    return is_code(found) if match.lastgroup in {"code", "account", "identity"} else False


def is_code(number: str) -> bool:
    """Whether it is a 统一社会信用代码 and cannot be a 身份证号, not even one that was typed wrongly."""
    return bool(uscc.is_valid(number)) and not is_of_a_person(number)


def is_of_a_person(number: str) -> bool:
    """Whether the number reads as a 身份证号: it may be given for an organisation, as that of whoever runs it."""
    return re.fullmatch(LONG_ID, number) is not None


def digits(number: str) -> str:
    """The number as figures and letters alone."""
    return re.sub("[^0-9A-Za-z]", "", number).upper()


def known(numbers: Iterable[str | None]) -> re.Pattern[str] | None:
    """A pattern for the numbers that fields give, however they are spaced; None: there are none."""
    given = {digits(one) for number in numbers if number for one in re.split("[、,，;；/或\n]", number)}
    long = sorted((one for one in given if len(re.sub("[^0-9]", "", one)) >= SHORTEST_KNOWN), key=len, reverse=True)
    spelt = (SEP.join(f"[{one}{one.lower()}]" for one in number) for number in long)
    return re.compile("|".join(f"(?<!{D}){one}(?!{D})" for one in spelt)) if long else None


def birthday(born: date | None) -> re.Pattern[str] | None:
    """A pattern for a known date of birth as it may be written; None: it is not known."""
    if born is None:
        return None
    year, month, day = born.year, f"0?{born.month}", f"0?{born.day}"
    forms = (f"{year}年{month}月{day}日", rf"{year}[\-./]{month}[\-./]{day}", f"{born:%Y%m%d}")
    return re.compile(rf"(?<!{D})(?:{'|'.join(forms)})(?!{D})")
