"""`lvliang-nlp`: reports to tables and to clean text, profiles, scores and training, from the shell.

What is heavy is imported inside the commands, so that `--help` answers at once. reports.py has the commands that read
reports, extend.py those for another city and for gold, common.py what they share.
"""

import os
import sys

from lvliang_nlp.cli import extend, reports  # noqa: F401 (their commands join the app)
from lvliang_nlp.cli.app import app
from lvliang_nlp.cli.common import tidy

__all__ = ["app", "main"]


def main() -> None:
    """The command `lvliang-nlp`."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115 (None: closed by who started us)
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a pipe gets UTF-8 whatever the locale; a terminal what it can show
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    tidy(app)()  # --help and --version are written by no command
