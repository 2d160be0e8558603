"""What gates need: each need is a function of the situation that gives every reason why it is not met, with its provision."""

from casebook.refusals import Reason
from casebook.workflow.gates import Gate
from casebook.workflow.needs import decision, enforcement, investigation, notice, particulars
from casebook.workflow.needs.need import Need
from casebook.workflow.situation import Situation

NEEDS: dict[str, Need] = {
    name: need
    for module in (particulars, investigation, notice, decision, enforcement)
    for name, need in module.NEEDS.items()
}

# What is filled in with the event itself.
PARTICULARS = frozenset(
    (
        "reason",
        "text",
        "whom",
        "until",
        "result",
        "items",
        "place",
        "amount",
        "of",
        "in_writing",
        "several_present",
        "presider",
    )
)


def reasons(gate: Gate, situation: Situation) -> tuple[Reason, ...]:
    """Every reason why the gate stays shut; none: it is open."""
    told = (
        Reason(name, message, NEEDS[name].citation) for name in gate.needs for message in NEEDS[name].unmet(situation)
    )
    return tuple(dict.fromkeys(told))
