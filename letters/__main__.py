"""python -m letters. To be stopped, by Ctrl-C or by the system, is no error: what was finished stays, nothing else does."""

import signal
import sys


def _run() -> int:
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # whoever reads the list may stop reading
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        from letters.cli import main  # noqa: PLC0415 -- loading takes long enough to be interrupted

        return main(sys.argv[1:])
    except KeyboardInterrupt:
        print("已中断", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(_run())
