"""The periods that documents tell, in words: 七, 十五, 六十; figures are the rulebook's (规则 L20)."""

from typing import NamedTuple

from letters.words import numeral
from penalty_engine.rulebook import Rules


class Periods(NamedTuple):
    """Working days: statement, hearing_request, hearing_notice, preservation, urging; calendar days: payment, reconsideration."""

    statement: str
    hearing_request: str
    hearing_notice: str
    preservation: str
    payment: str
    surcharge: str  # per cent a day: 三
    reconsideration: str
    litigation: str  # months
    urging: str


def periods(rules: Rules) -> Periods:
    """The rulebook's periods in words."""
    return Periods(
        statement=numeral(rules.statement_days),
        hearing_request=numeral(rules.hearing_request_days),
        hearing_notice=numeral(rules.hearing_notice_days),
        preservation=numeral(rules.preservation_days),
        payment=numeral(rules.payment_days),
        surcharge=numeral(int(rules.surcharge_daily * 100)),
        reconsideration=numeral(rules.reconsideration_days),
        litigation=numeral(rules.litigation_months),
        urging=numeral(rules.urging_days),
    )
