"""`script/bench [engine] [peers] [letters] [casebook] [pages] [first_case]`: prints the figures; without arguments all of them."""

import importlib
import platform
import sys

PARTS = ("engine", "peers", "letters", "casebook", "pages", "first_case")


def main(arguments: list[str]) -> int:
    """Run the parts named, in order."""
    wanted = arguments or [*PARTS]
    unknown = [part for part in wanted if part not in PARTS]
    if unknown:
        print(f"没有这一部分：{'、'.join(unknown)}；可用：{'、'.join(PARTS)}", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}，{platform.machine()}，各项为中位数")
    for part in wanted:
        print(f"\n{part}")
        for line in importlib.import_module(f"bench.{part}").report():
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
