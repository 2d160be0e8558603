"""python -m letters. To be stopped, by Ctrl-C or by the system, is no error: what was finished stays, nothing else does."""

import os
import signal
import sys
from typing import Final

NOT_READ: Final = 128 + signal.SIGPIPE  # as a shell counts it


def _run() -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        from letters.command.cli import main  # noqa: PLC0415 -- loading takes long enough to be interrupted

        code = main(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("已中断", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever reads the list may stop reading
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is still to be flushed at the end
        return NOT_READ
    return code


if __name__ == "__main__":
    sys.exit(_run())
