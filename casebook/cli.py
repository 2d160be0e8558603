"""The commands: init, add-user, backup, restore, verify, export, import, refresh, gates, samples. Mistakes: a sentence on standard error, exit 2."""

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

from sqlalchemy.exc import DBAPIError
from tqdm import tqdm

from casebook.refusals import CasebookError
from penalty_engine.problems import InputError

BAR: Final = "{desc}：{percentage:3.0f}% {bar} {n_fmt}/{total_fmt} 件，已用 {elapsed}，还需 {remaining}"
ROLES: Final = ("officer", "reviewer", "head", "keeper", "auditor", "administrator")


class Parser(argparse.ArgumentParser):
    """Tells in Chinese that a command is wrong, and ends with 2."""

    def error(self, message: str) -> NoReturn:
        """Every mistake of the command line ends here."""
        self.exit(2, f"命令有误：{message}\n{self.format_usage()}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (CasebookError, InputError) as error:
        print(error, file=sys.stderr)
    except DBAPIError as error:
        print(f"数据库无法使用，请核对 DATABASE_URL 和数据库服务：{error.orig}", file=sys.stderr)
    except OSError as error:
        print(f"文件无法读写：{error}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m casebook", description="案件库：DATABASE_URL 为数据库地址（默认 data/casebook.db）")
    commands = parser.add_subparsers(required=True, metavar="命令")
    init = commands.add_parser("init", help="建立数据库和审计密钥；还没有管理员的，给出一次性代码")
    init.set_defaults(run=_init)
    add_user = commands.add_parser("add-user", help="添加人员，密码从终端或者标准输入读取")
    add_user.add_argument("login", metavar="登录名")
    add_user.add_argument("--name", required=True, metavar="姓名")
    add_user.add_argument("--role", required=True, action="append", choices=ROLES, help="可以写几次")
    add_user.add_argument("--certificate", metavar="执法证号", help="执法人员必填")
    add_user.add_argument("--qualification", metavar="资格", help="法律职业资格，法制审核人员必填")
    add_user.set_defaults(run=_add_user)
    backup = commands.add_parser("backup", help="备份（系统运行时也可以），打印备份的摘要")
    backup.add_argument("file", type=Path, metavar="文件")
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="把备份恢复到空的数据库，逐项校验；审计密钥应当先放回原处")
    restore.add_argument("file", type=Path, metavar="文件")
    restore.add_argument("--digest", metavar="摘要", help="备份时打印的摘要")
    restore.set_defaults(run=_restore)
    verify = commands.add_parser("verify", help="校验审计记录和全部存档；有问题的退出码为 1")
    verify.set_defaults(run=_verify)
    export = commands.add_parser("export", help="导出一个案件的全部材料")
    export.add_argument("case", metavar="案号或者编号")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="文件")
    export.set_defaults(run=_export)
    take_in = commands.add_parser("import", help="导入在别处导出的案件")
    take_in.add_argument("file", type=Path, metavar="文件")
    take_in.set_defaults(run=_import)
    refresh = commands.add_parser(
        "refresh", help="规则修改或者系统升级以后，重新计算案件列表中的期限和名称，重新整理统计和类案所用的处罚决定"
    )
    refresh.set_defaults(run=_refresh)
    gates = commands.add_parser("gates", help="打印办案流程的关口（docs/gates.md）")
    gates.set_defaults(run=_gates)
    samples = commands.add_parser("samples", help="在空的案件库中放入虚构的人员和案件，每个阶段都有")
    samples.set_defaults(run=_samples)
    return parser


def _init(_: argparse.Namespace) -> int:
    """A database and a key where there are none."""
    from casebook.book import begin_casebook  # noqa: PLC0415 -- each command loads only what it needs
    from casebook.people.signing_in import first_code  # noqa: PLC0415

    book = begin_casebook()
    print(f"数据库：{book.engine.url.render_as_string()}")
    print(f"审计密钥：{book.keyring.key_file}（另行保管，不要与备份放在一起）")
    if code := first_code(book):
        print(f"第一位管理员的一次性代码（24 小时内有效）：{code}")
    return 0


def _add_user(options: argparse.Namespace) -> int:
    from casebook.actor import CONSOLE  # noqa: PLC0415
    from casebook.book import open_casebook  # noqa: PLC0415
    from casebook.people.accounts import NewAccount, add_account  # noqa: PLC0415

    roles = tuple(options.role)
    new = NewAccount(options.login, options.name, roles, _password(), options.certificate, options.qualification)
    add_account(open_casebook(), CONSOLE, new)
    print(f"已添加 {options.name}（{options.login}）")
    return 0


def _password() -> str:
    """Asked for twice at a terminal; else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first, second = getpass.getpass("密码："), getpass.getpass("再输入一次：")
    if first != second:
        raise CasebookError("两次输入的密码不同")
    return first


def _backup(options: argparse.Namespace) -> int:
    from casebook.actor import CONSOLE  # noqa: PLC0415
    from casebook.book import open_casebook  # noqa: PLC0415
    from casebook.care.backup import backup  # noqa: PLC0415

    print(backup(open_casebook(), CONSOLE, options.file))
    return 0


def _restore(options: argparse.Namespace) -> int:
    from casebook.book import default_keyring  # noqa: PLC0415
    from casebook.care.backup import restore  # noqa: PLC0415
    from casebook.database import database_url, open_engine  # noqa: PLC0415

    made = restore(open_engine(database_url()), default_keyring(), options.file, options.digest)
    print(f"已恢复并校验：{made}")
    return 0


def _verify(_: argparse.Namespace) -> int:
    from casebook.actor import CONSOLE  # noqa: PLC0415
    from casebook.book import open_casebook  # noqa: PLC0415
    from casebook.care.verification import verify  # noqa: PLC0415

    found = verify(open_casebook(), CONSOLE)
    for one in found:
        print(one)
    print(f"发现{len(found)}处问题" if found else "审计记录完整，存档与记录一致")
    return 1 if found else 0


def _export(options: argparse.Namespace) -> int:
    from casebook.actor import CONSOLE  # noqa: PLC0415
    from casebook.book import open_casebook  # noqa: PLC0415
    from casebook.care.bundles import export_case  # noqa: PLC0415
    from casebook.cases.listing import case_named  # noqa: PLC0415

    book = open_casebook()
    print(export_case(book, CONSOLE, case_named(book, CONSOLE, options.case), options.output))
    return 0


def _import(options: argparse.Namespace) -> int:
    from casebook.actor import CONSOLE  # noqa: PLC0415
    from casebook.book import open_casebook  # noqa: PLC0415
    from casebook.care.bundles import import_case  # noqa: PLC0415

    print(f"已导入案件 {import_case(open_casebook(), CONSOLE, options.file)}")
    return 0


def _refresh(_: argparse.Namespace) -> int:
    from casebook.actor import CONSOLE  # noqa: PLC0415
    from casebook.book import open_casebook  # noqa: PLC0415
    from casebook.cases.listing import refresh  # noqa: PLC0415
    from casebook.decisions.deriving import refresh_acts  # noqa: PLC0415

    book = open_casebook()
    with _progress("案件列表") as told:
        changed = refresh(book, CONSOLE, told)
    print(f"更新了{changed}个案件")
    with _progress("处罚决定") as told:
        changed = refresh_acts(book, CONSOLE, told)
    print(f"重新整理了{changed}个案件的处罚决定")
    return 0


@contextmanager
def _progress(of_what: str) -> Iterator[Callable[[int, int], None]]:
    """How far a long command is, on a terminal."""
    with tqdm(desc=of_what, bar_format=BAR, file=sys.stderr, disable=None, leave=False) as bar:

        def told(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield told


def _gates(_: argparse.Namespace) -> int:
    from casebook.workflow.showing import gates_table  # noqa: PLC0415

    sys.stdout.write(gates_table())
    return 0


def _samples(_: argparse.Namespace) -> int:
    from casebook.book import open_casebook  # noqa: PLC0415
    from casebook.care.samples import PASSWORD, fill  # noqa: PLC0415

    count = fill(open_casebook())
    print(f"放入了{count}个虚构的案件；虚构人员的密码都是：{PASSWORD}")
    return 0
