"""The casebook that this process works on: opened once; on a bare machine it is begun."""

from functools import cache

from casebook.book import Casebook, begin_casebook
from casebook.people.signing_in import first_code

FIRST = "还没有系统管理员。请在浏览器中打开本系统，用这个一次性代码设立（一天内有效，重新启动即换新）：\n\n    {code}\n"


@cache
def casebook() -> Casebook:
    """The casebook at DATABASE_URL, else in the data folder.

    Raises:
        CasebookError: there are cases, but not the key of their trail.
    """
    return begin_casebook()


def tell_first_code() -> None:
    """Prints the code for the first administrator, where there is none."""
    code = first_code(casebook())
    if code is not None:
        print(FIRST.format(code=code), flush=True)  # noqa: T201 -- for whoever started the server, not for a log
