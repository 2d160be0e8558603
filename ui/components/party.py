"""Section 1: the party, and how the case came about."""

from html import escape

import streamlit as st

from penalty_engine.inputs.id_numbers import birth_date, is_organisation
from ui.components import fields
from ui.components.officers import officers_told
from ui.filling import desk
from ui.filling.draft import at
from ui.filling.work import Work
from ui.words import DECIDED_BY, PARTY_KINDS, ROLES, day, identifier

_CAPACITY = "举办者、学校、幼儿园、教师、考生等；与条文规定的对象不符时给出提示"


def party(work: Work) -> None:
    """Everything about the party; the guardian where one is needed; the case's number, source and days."""
    natural = at(work.draft, ("party", "kind")) == "natural_person"
    fields.one_of(work, ("party", "kind"), "当事人的性质", PARTY_KINDS)
    left, right = st.columns(2)
    with left:
        fields.text(work, ("party", "name"), "姓名" if natural else "名称")
    with right:
        fields.text(work, ("party", "capacity"), "身份", hint="例如 举办者、教师、考生", why=_CAPACITY)
        if actors := _actors(work):  # below, where it stands whole
            st.caption(actors)
    left, right = st.columns(2)
    with left:
        _id_number(work, natural=natural)
    with right:
        if natural:
            fields.day(
                work, ("party", "birth_date"), "出生日期", why="身份证号有效时由它得出，可以不填", year="written"
            )
        else:
            fields.text(work, ("party", "representative"), "法定代表人或者负责人")
    left, right = st.columns((2, 1))
    with left:
        fields.text(work, ("party", "address"), "住址" if natural else "住所")
    with right:
        fields.text(work, ("party", "phone"), "联系电话")
    if natural:
        _guardian(work)
    _case(work)


def _actors(work: Work) -> str:
    """Whom the provision speaks of."""
    violation = work.violation(0)
    return f"条文规定的对象：{'、'.join(violation.actors)}" if violation and violation.actors else ""


def _id_number(work: Work, *, natural: bool) -> None:
    path = ("party", "id_number")
    fields.text(work, path, "身份证号" if natural else "统一社会信用代码", parse=identifier)
    number = str(at(work.draft, path) or "").strip()
    if not number:
        return
    born = birth_date(number) if natural else None
    if natural and born:
        st.caption(f"校验码正确；出生日期 {day(born)}")
    elif not natural and is_organisation(number):
        st.caption("校验码正确")
    else:
        st.markdown(":orange[位数或者校验码不对，请核对证件]")


def _guardian(work: Work) -> None:
    """Minors and persons without full capacity are told through their guardians."""
    needed = any(refusal.path == "party.guardian" for refusal in work.refusals) or _lacks_capacity(work)
    wanted = desk.recall("guardian", nothing=False)
    if not (needed or wanted or at(work.draft, ("party", "guardian")) or _is_minor(work)):
        st.button(
            "另填监护人",
            key="guardian-wanted",
            type="tertiary",
            disabled=desk.fixed(),
            on_click=desk.keep,
            args=("guardian", True),
        )
        return
    left, right = st.columns(2)
    with left:
        fields.text(
            work,
            ("party", "guardian", "name"),
            "监护人姓名",
            why="未成年人、无民事行为能力或者限制民事行为能力的人应当填写",
        )
    with right:
        fields.text(work, ("party", "guardian", "phone"), "监护人电话")


def _lacks_capacity(work: Work) -> bool:
    """Whether a circumstance holds in which a person is told through a guardian, such as illness of the mind."""
    known = work.rulebook.circumstance
    found = (one for act in range(work.acts) for one in work.findings(act).values())
    return any(one.holds and known[one.id].needs_guardian for one in found)


def _is_minor(work: Work) -> bool:
    computed = {one.id for one in work.rulebook.circumstances if one.computed and one.computed.startswith("minor")}
    return any(
        work.findings(act)[one].holds for act in range(work.acts) for one in computed & work.findings(act).keys()
    )


def _case(work: Work) -> None:
    """Number, source, filing, the planned day of the decision."""
    st.html("<h4>立案</h4>")
    left, right = st.columns(2)
    with left:
        fields.text(work, ("number",), "案号", hint="立案时自动编号")
        if not work.draft.get("number"):
            st.caption("现在不用填：批准立案时由系统编号。")
    with right:
        fields.day(work, ("filed_on",), "立案日期", why="处罚决定的期限自立案之日起算", past=True)
    left, right = st.columns(2)
    with left:
        fields.text(
            work,
            ("source", "kind"),
            "案件来源",
            hint="举报、投诉、检查发现、移送……",
            why="印入告知书，当事人看得到；谁举报的不要写在这里",
        )
    with right:
        fields.day(work, ("source", "on"), "来源日期", past=True)
    fields.text(work, ("source", "note"), "来源的说明（不印入给当事人的文书）", hint="例如 学生家长来电，要求保密")
    st.html(f'<p class="quiet">执法人员 {escape(officers_told(work.draft))}，在“文书”中改</p>')
    _rest(work)
    _authority(work)
    _others(work)


def _rest(work: Work) -> None:
    """What is seldom other than as it stands; open where it is."""
    role, by = at(work.draft, ("party", "role")), work.draft.get("decided_by")
    others = role not in (None, "principal") or by not in (None, "municipal") or "decided_on" in work.draft
    with st.expander(
        "不常改的：地位、作出决定的机关、拟作出决定的日期", expanded=others, type="compact", key="party-rest"
    ):
        fields.one_of(work, ("party", "role"), "在违法行为中的地位", ROLES, default="principal")
        left, right = st.columns(2)
        with left:
            fields.one_of(work, ("decided_by",), "作出决定的机关", DECIDED_BY, default="municipal")
        with right:
            fields.day(work, ("decided_on",), "拟作出决定的日期", why="不填的，按今天裁量")


def _authority(work: Work) -> None:
    """Which county bureau, where it is not this one that decides."""
    if work.draft.get("decided_by") == "county" or work.draft.get("authority"):
        fields.text(work, ("authority",), "作出决定的机关的名称", hint="例如 张店区教育和体育局")


def _others(work: Work) -> None:
    """Other parties of the same matter, with cases of their own (双罚)."""
    violations = [one for act in range(work.acts) for one in work.violations(act)]
    both = any(one.liable_persons for one in violations) or at(work.draft, ("party", "role")) == "responsible_person"
    if both or work.draft.get("joint_with"):
        fields.listed(
            work,
            ("joint_with",),
            "另案处理的立案号",
            hint="单位和直接责任人员分别立案的，写对方的立案号",
            why="同一事项的其他当事人各有自己的案件，事实和证据相同",
        )
