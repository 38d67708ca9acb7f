"""The door: the command ``lessons``, and ``python -m lessons``; a Ctrl-C while the program loads is answered too.

Loading takes 0.3 s, on a busy machine seconds. Python would show where it was, or lose the interrupt (measured: once
in 80) where it comes in the import machinery; so a handler ends the process there and then, as nothing is begun yet.
"""

import os
import signal
import sys

INTERRUPTED = 130


def main() -> None:
    """Load the command line and run it."""
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # it may be ignored, as nohup has it
    if heeded:
        signal.signal(signal.SIGINT, _leave)
    from lessons.cli import main as run  # noqa: PLC0415 - what may be interrupted

    if heeded:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


def _leave(_number: int, _frame: object) -> None:
    sys.stderr.write("lessons: interrupted; nothing finished is lost\n")
    sys.stderr.flush()
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
