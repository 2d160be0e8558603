"""A bare machine: the first administrator comes in by the code on the console, once."""

import re
import stat
from pathlib import Path

import pytest

from casebook.refusals import CasebookError
from tests.serving import Visitor, serving
from web.cookies import read_key


def told(text: str) -> str:
    return "".join(re.findall(r'role="alert">(.*?)</p>', text, re.DOTALL))


def test_from_a_bare_machine_to_an_administrator(tmp_path: Path) -> None:
    url, keys = f"sqlite:///{tmp_path / 'data' / 'casebook.db'}", tmp_path / "data" / "keys"
    with serving(url, keys, tmp_path) as server:
        visitor = Visitor(server.port)
        assert visitor.page("/").way == "/sign-in"
        assert visitor.page("/sign-in").way == "/set-up"
        code = server.code()
        for fields, said in (
            ({"code": "wrong"}, "代码不对"),
            ({"code": code, "again": "another"}, "不一样"),
            ({"code": code, "password": "short", "again": "short"}, "12"),
            ({"code": code, "name": " "}, "姓名"),
        ):
            answer = visitor.set_up(**fields)
            assert answer.status == 400
            assert said in told(answer.text)
        assert visitor.set_up(code).way == "/"
        assert visitor.is_in()
        assert "系统管理员" in visitor.page("/account").text
        assert "执法人员" in visitor.page("/account").text
        second = Visitor(server.port)
        assert second.page("/set-up").way == "/sign-in"
        answer = second.send("/set-up", {"code": code, "token": "x"})
        assert answer.status == 400
    for file in (keys / "cookie.key", keys / "trail.key"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    with serving(url, keys, tmp_path) as server:
        assert "一次性代码" not in server.log.read_text("utf-8")
        visitor.port = server.port
        assert visitor.is_in()  # a restart signs nobody out


def test_a_key_is_made_once_and_a_broken_one_is_told(tmp_path: Path) -> None:
    made = read_key(tmp_path / "keys")
    assert read_key(tmp_path / "keys") == made
    assert len(made) == 32
    assert [one.name for one in (tmp_path / "keys").iterdir()] == ["cookie.key"]
    (tmp_path / "keys" / "cookie.key").write_text("abcd")
    with pytest.raises(CasebookError, match="已经损坏"):
        read_key(tmp_path / "keys")


def test_cases_without_their_key_are_not_opened(tmp_path: Path) -> None:
    url, keys = f"sqlite:///{tmp_path / 'casebook.db'}", tmp_path / "keys"
    with serving(url, keys, tmp_path):
        pass
    (keys / "trail.key").unlink()
    with pytest.raises(AssertionError, match="没有可用的审计密钥"), serving(url, keys, tmp_path):
        pass
    assert not (keys / "trail.key").exists()
