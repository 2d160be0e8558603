"""The commands: assess, check, test, violations, schema. Bad input: every problem on standard error, exit 2."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from penalty_engine import command_words
from penalty_engine.problems import InputError, Problem

command_words.install()


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
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m penalty_engine", description="教育行政处罚裁量：规则与案件")
    commands = parser.add_subparsers(required=True, metavar="命令")
    assess = commands.add_parser("assess", help="裁量一个或者多个案件")
    assess.add_argument("cases", nargs="+", type=Path, metavar="案件文件")
    assess.add_argument("--format", choices=("text", "json"), default=None, help="默认：一个案件为 text，多个为 json")
    assess.add_argument("--today", type=day, default=None, help="评估日（默认今天），如 2026-07-20")
    assess.set_defaults(run=_assess)
    check = commands.add_parser("check", help="校验整套规则，并列出未核对的和系统设定的内容")
    check.set_defaults(run=_check)
    test = commands.add_parser("test", help="运行规则自带的场景")
    test.set_defaults(run=_test)
    violations = commands.add_parser("violations", help="违法行为目录")
    violations.add_argument("--format", choices=("text", "json"), default="json")
    violations.set_defaults(run=_violations)
    schema = commands.add_parser("schema", help="案件文件和规则文件的 JSON Schema")
    schema.set_defaults(run=_schema)
    for command in (assess, check, test, violations):
        command.add_argument("--rulebook", type=Path, default=None, metavar="文件夹", help="默认 rules/zibo")
    return parser


def day(text: str) -> date:
    """A day given on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"日期应写成 2026-07-20 的形式，不是 {text}"
        raise argparse.ArgumentTypeError(message) from error


def _assess(options: argparse.Namespace) -> int:
    """One assessment a case; one bad file and there is no output at all."""
    from penalty_engine.assess import assess  # noqa: PLC0415 -- each command loads only what it needs
    from penalty_engine.inputs.casefile import load_case  # noqa: PLC0415
    from penalty_engine.inputs.rulebook_reading import load_rulebook  # noqa: PLC0415
    from penalty_engine.rendering import to_json, to_text  # noqa: PLC0415

    rulebook = load_rulebook(options.rulebook)
    cases, problems = [], list[Problem]()
    for file in options.cases:
        try:
            cases.append(load_case(file, rulebook))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    today = options.today or date.today()  # noqa: DTZ011 -- the office's own day
    form = options.format or ("text" if len(cases) == 1 else "json")
    for case in cases:
        assessment = assess(case, rulebook, today)
        sys.stdout.write(to_json(assessment) + "\n" if form == "json" else to_text(assessment))
    return 0


def _check(options: argparse.Namespace) -> int:
    """0 sound; 1 with errors; 2 unreadable."""
    from penalty_engine.forms import missing  # noqa: PLC0415
    from penalty_engine.inputs.rulebook_reading import DEFAULT_FOLDER, load_rulebook  # noqa: PLC0415

    folder = options.rulebook or DEFAULT_FOLDER
    if not (folder / "rulebook.yaml").is_file():
        raise InputError([Problem(str(folder / "rulebook.yaml"), 0, "", "没有找到规则：文件不存在")])
    try:
        rulebook = load_rulebook(folder)
    except InputError as error:
        print(error, file=sys.stderr)
        return 1
    lacking = list(missing(rulebook.sentences, rulebook.warnings))
    if lacking:
        print(f"{folder}: 缺少引擎要用的语句或者提示：{'、'.join(lacking)}", file=sys.stderr)
        return 1
    for notice in rulebook.notices:
        print(f"提示：{notice}")
    print(
        f"{rulebook.title} {rulebook.version}：{len(rulebook.violations)}项违法行为，{len(rulebook.circumstances)}项情节，校验通过"
    )
    return 0


def _test(options: argparse.Namespace) -> int:
    """0 all scenarios come out as expected; 1 otherwise."""
    from penalty_engine.inputs.rulebook_reading import DEFAULT_FOLDER, load_rulebook  # noqa: PLC0415
    from penalty_engine.scenarios import load_scenarios, run_scenario  # noqa: PLC0415

    folder = options.rulebook or DEFAULT_FOLDER
    rulebook = load_rulebook(folder)
    scenarios = load_scenarios(folder)
    failures = [failure for scenario in scenarios if (failure := run_scenario(scenario, rulebook)) is not None]
    for failure in failures:
        print(failure)
    print(f"场景{len(scenarios)}个，不符{len(failures)}个")
    return 1 if failures else 0


def _violations(options: argparse.Namespace) -> int:
    """The catalogue of punishable acts."""
    import simplejson  # noqa: PLC0415

    from penalty_engine.catalogue import catalogue  # noqa: PLC0415
    from penalty_engine.inputs.rulebook_reading import load_rulebook  # noqa: PLC0415

    rulebook = load_rulebook(options.rulebook)
    if options.format == "text":
        for violation in rulebook.violations.values():
            print(f"{violation.id}\t{violation.name}\t{violation.basis_text}")
        return 0
    print(simplejson.dumps(catalogue(rulebook), ensure_ascii=False, use_decimal=True, indent=1))
    return 0


def _schema(_: argparse.Namespace) -> int:
    """JSON Schema of the case file and of the rulebook files."""
    from penalty_engine.inputs.schemas import schemas  # noqa: PLC0415

    print(json.dumps(schemas(), ensure_ascii=False, indent=1))
    return 0
