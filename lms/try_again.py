"""Try again what can be tried on any machine of the trials in ``tried.csv``, and print the whole table: make lms.

With ``--note`` (make lms NOTE=1) day and edition of what passed are written into the table, which the page for
lecturers shows. A trial that needs a system of somebody's own, such as Moodle, is printed as it was noted.
"""

import argparse
import dataclasses
import datetime
import subprocess
import sys
import textwrap
from pathlib import Path

from vastus import __version__
from vastus.quiz.export import tried

ROOT = Path(__file__).parents[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--note", action="store_true", help="write day and edition of what passed into the table")
    note = parser.parse_args().note
    trials = tried.trials()
    passed = {again: _passes(again) for again in dict.fromkeys(trial.again for trial in trials) if again}
    today = datetime.date.today().isoformat()
    trials = [
        dataclasses.replace(trial, on=today, edition=__version__) if passed.get(trial.again) else trial
        for trial in trials
    ]
    if note:
        tried.write(trials)
    print(*_table(trials, passed), sep="\n")
    return 0 if all(passed.values()) else 1


def _passes(again):
    print(f"trying {again}", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "--disable-warnings", again]
    done = subprocess.run(command, cwd=ROOT, stdout=sys.stderr)
    return done.returncode == 0


def _table(trials, passed):
    shown = None
    for trial in trials:
        if trial.format != shown:
            shown = trial.format
            yield f"\n{tried.TITLES[shown]}"
        came = {True: "passed now", False: "FAILED NOW", None: "not tried now"}[passed.get(trial.again)]
        yield f"  {trial.named}: {came}"
        yield textwrap.fill(f"{trial.outcome}. {trial.when}", 110, initial_indent="    ", subsequent_indent="    ")


if __name__ == "__main__":
    sys.exit(main())
