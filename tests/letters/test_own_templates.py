"""Templates of the bureau that come with its settings: before the shipped ones, checked before they hold, errors with their line."""

import re
from dataclasses import replace

import pytest

from letters.bureau import BureauSettings, Templates, read_bureau
from letters.checking import Checked, check, sample_matters
from letters.contents import CONTENTS, lacking
from letters.kinds import KINDS
from letters.making import make, make_file
from letters.matter import Matter
from letters.rendering import TemplateFaultError, ValueMissingError, parts_of, shipped
from letters.view import View
from penalty_engine.problems import InputError

from .samples import WHOLE, SampleOf

NAME = "prior-notice.html"
NOTICE = KINDS["prior-notice"]
SHIPPED = shipped()[NAME]


def of_its_own(bureau: BureauSettings, text: str, name: str = NAME) -> BureauSettings:
    return replace(bureau, templates=((name, text),))


def test_the_template_of_the_settings_comes_first(sample: SampleOf, bureau: BureauSettings) -> None:
    own = of_its_own(bureau, SHIPPED.replace("经调查，", "经本局调查，"))
    said = "经本局调查，拟对你单位给予行政处罚"
    assert said in make(NOTICE, sample(WHOLE, settings=own)).html
    assert said in make_file(sample(WHOLE, settings=own)).html
    assert said in make(NOTICE, sample(WHOLE, settings=own), public=True).html
    assert said not in make(NOTICE, sample(WHOLE)).html


def test_a_part_of_the_settings_comes_first_too(sample: SampleOf, bureau: BureauSettings) -> None:
    own = of_its_own(bureau, '<p class="signature">{{ letter.date }}</p>', "parts/signature.html")
    assert "（印章）" not in make(NOTICE, sample(WHOLE, settings=own)).html


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n{{ letter.nonsense }}", "prior-notice.html:2 有错误：没有可以填入的内容“nonsense”"),
        ("\n{{ nonsense }}", "prior-notice.html:2 有错误：没有可以填入的内容“nonsense”"),
        ("\n\n{% if %}", "prior-notice.html:3 有错误：这里缺少内容或者条件"),
        ("\n{% for one in letter.acts %}", "prior-notice.html:2 有错误：有 if、for 或者 block 没有结束"),
        ("{% include 'none.html' %}", "prior-notice.html:1 有错误：没有名为 none.html 的模板"),
        ("{{ letter.title|nonsense }}", "prior-notice.html:1 有错误：没有“nonsense”这种处理"),
        ("\n{{ 1 // 0 }}", "prior-notice.html:2 有错误"),
        ("\n{{ letter.title + 1 }}", "prior-notice.html:2 有错误"),
        ("\n{% for one in range(1000000) %}.{% endfor %}", "prior-notice.html:2 有错误"),
        ("\n{{ letter.__class__.__mro__ }}", "prior-notice.html:2 有错误：不允许使用“__class__”"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(sample: SampleOf, bureau: BureauSettings, text: str, message: str) -> None:
    with pytest.raises(TemplateFaultError, match=message):
        make(NOTICE, sample(WHOLE, settings=of_its_own(bureau, text)))


def test_a_value_that_is_missing_is_told_with_its_line(sample: SampleOf, bureau: BureauSettings) -> None:
    own = of_its_own(bureau, "\n\n<p>{{ letter.unpaid_gains }}</p>")
    with pytest.raises(ValueMissingError, match=r"文书模板 prior-notice\.html:3 引用的内容没有填写"):
        make(NOTICE, sample(WHOLE, settings=own))


def test_an_error_in_a_part_names_the_part(sample: SampleOf, bureau: BureauSettings) -> None:
    own = of_its_own(bureau, "\n{{ letter.nonsense }}", "parts/party.html")
    with pytest.raises(TemplateFaultError, match=r"文书模板 parts/party\.html:2 有错误"):
        make(NOTICE, sample(WHOLE, settings=own))


def test_what_a_template_brings_in_is_known() -> None:
    assert {NAME, "page.html", "parts/party.html", "parts/macros.html"} <= parts_of(NAME)
    assert "prior-notice.html" not in parts_of("penalty-decision.html")
    assert {f"{kind}.html" for kind in KINDS} <= shipped().keys()


def checked(text: str, name: str = NAME) -> dict[str, Checked]:
    own: Templates = ((name, text),)
    return {one.kind: one for one in check(own, name)}


def test_only_the_kinds_that_use_it_are_tried() -> None:
    found = checked(SHIPPED.replace("经调查，", "经本局调查，"))
    assert found.keys() == {"prior-notice"}
    assert found["prior-notice"].is_own
    assert found["prior-notice"].fault == ""
    assert found["prior-notice"].pdf


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% if %}", "prior-notice.html:1 有错误"),
        (
            SHIPPED.replace("{% endblock %}", "{{ letter.nonsense }}{% endblock %}"),
            r"prior-notice.html:\d+ 有错误.*nonsense",
        ),
        ("<html><body><p>正文</p></body></html>", "没有 block body"),
        ("{% extends 'page.html' %}{% block body %}<p><blink>正文</blink></p>{% endblock %}", "blink"),
    ],
)
def test_a_template_that_cannot_hold_is_found_out(text: str, message: str) -> None:
    (found,) = checked(text).values()
    assert found.pdf is None
    assert re.search(message, found.fault)


def left_out(kind: str, samples: dict[str, Matter], own: Templates) -> str:
    """What the document no longer says with these templates, in any sample that it can be made from."""
    told: list[str] = []
    for matter in samples.values():
        seen = matter._replace(bureau=replace(matter.bureau, templates=own))
        if not KINDS[kind].refusals(KINDS[kind].of(seen)):
            told += lacking(kind, View(KINDS[kind], KINDS[kind].of(seen)), make(KINDS[kind], seen).html)
    return "；".join(told)


@pytest.fixture(scope="module")
def samples() -> dict[str, Matter]:
    return sample_matters()


@pytest.mark.parametrize(
    ("kind", "what", "part"),
    [
        (kind, one.what, one.part)
        for kind, contents in CONTENTS.items()
        for one in contents
        if one.part.startswith("parts/") and one.part != "parts/letterhead.html"  # the name stands below as well
    ],
)
def test_what_the_law_asks_for_cannot_be_left_out_of_a_part(
    samples: dict[str, Matter], kind: str, what: str, part: str
) -> None:
    assert f"没有写明{what}（" in left_out(kind, samples, ((part, ""),))


@pytest.mark.parametrize(
    ("kind", "cut", "what"),
    [
        ("prior-notice", "陈述和申辩的权利", "陈述、申辩的权利和期限"),
        ("prior-notice", "要求听证的权利", "要求听证的权利和期限"),
        ("hearing-right-notice", "要求听证的权利", "要求听证的权利和期限"),
        ("on-the-spot-decision", "行政复议和行政诉讼", "行政复议、行政诉讼的途径和期限"),
        ("on-the-spot-decision", "当场处罚决定", "时间、地点"),
        ("no-penalty-decision", "教育", "教育"),
        ("penalty-decision", "行政复议和行政诉讼", "行政复议、行政诉讼的途径和期限"),
    ],
)
def test_nor_out_of_the_template(samples: dict[str, Matter], kind: str, cut: str, what: str) -> None:
    text = shipped()[f"{kind}.html"]
    begun = text.index(f"<h2>{{{{ number.next() }}}}、{cut}</h2>")
    without = text[:begun] + text[text.index("</section>", begun) :]
    assert f"没有写明{what}（" in left_out(kind, samples, ((f"{kind}.html", without),))


@pytest.mark.parametrize("kind", sorted(CONTENTS))
def test_nothing_is_said_by_a_title_alone(samples: dict[str, Matter], kind: str) -> None:
    bare = "{% extends 'page.html' %}{% block body %}<h1>{{ letter.title }}</h1>{% endblock %}"
    told = left_out(kind, samples, ((f"{kind}.html", bare),))
    assert all(one.what in told for one in CONTENTS[kind] if one.what != "不予行政处罚")  # the title says it
    assert left_out(kind, samples, ()) == ""


def test_a_template_that_leaves_something_out_does_not_pass() -> None:
    (found,) = checked("{% extends 'page.html' %}{% block body %}<h1>{{ letter.title }}</h1>{% endblock %}").values()
    assert found.pdf is None
    assert "没有写明违法事实（行政处罚法第四十四条、办法第九条；系统自带的写在 parts/facts.html）" in found.fault


def test_the_text_of_settings_is_read_as_the_file_is() -> None:
    read = read_bureau("court: 某法院\npayee: {account: '1'}\n", "本局信息")
    assert (read.court, read.payee.account, read.number_prefixes["prior-notice"]) == ("某法院", "1", "淄教罚告字")
    assert read_bureau("", "本局信息") == BureauSettings()
    with pytest.raises(InputError) as caught:
        read_bureau("court: 1\n", "本局信息")
    assert str(caught.value.problems[0]).startswith("本局信息:1: court: 应当是文字")
