#!/usr/bin/env python3
"""Makes a virtual environment with pinned programs, without root and beside everything else.

    python3 setup_python.py dbt [directory]      dbt with DuckDB, default: .venv beside this script
    python3 setup_python.py tools [directory]    linters, pytest, build, twine, default: .venv-tools

Standard library only. What is pinned stands in dbt-requirements.txt and tools-requirements.txt. A
second run does nothing when the environment already holds it. The last line printed is the path of
the dbt command, or of the directory with the tools' commands.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
# what each environment is for: its directory, the command that shows that it works, its size
KINDS = {
    "dbt": (".venv", "dbt", "under a minute, 200 MB"),
    "tools": (".venv-tools", "pytest", "a minute, 500 MB"),
}
OLDEST, NEWEST = (3, 10), (3, 13)
STAMP = "lockflight-requirements.sha256"


def main():
    kind, directory = parse_arguments()
    check_python()
    if is_up_to_date(kind, directory):
        say(f"up to date: {directory}")
    else:
        make(kind, directory)
    print(command(directory, "dbt") if kind == "dbt" else Path(command(directory, "pytest")).parent)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Make a virtual environment with pinned programs.")
    parser.add_argument("kind", choices=KINDS, help="what is installed")
    parser.add_argument("directory", nargs="?", type=Path, help="where, instead of beside this script")
    given = parser.parse_args()
    return given.kind, Path(os.path.abspath(given.directory or HERE / KINDS[given.kind][0]))


def check_python():
    here = sys.version_info[:2]
    if not OLDEST <= here <= NEWEST:
        fail(
            f"Python {dotted(OLDEST)} to {dotted(NEWEST)} is needed, this is {dotted(here)}"
            f" ({sys.executable}). Run this script with another one, for example: python3.11 {sys.argv[0]}"
        )


def is_up_to_date(kind, directory):
    stamp = directory / STAMP
    return stamp.is_file() and stamp.read_text() == wanted(kind) and works(kind, directory)


def works(kind, directory):
    """An environment that was moved, or whose Python is gone, keeps its stamp but not its commands.

    `dbt --help` needs no network; `dbt --version` asks for the latest release."""
    program = command(directory, KINDS[kind][1])
    try:
        return subprocess.run([program, "--help"], capture_output=True).returncode == 0
    except OSError:
        return False


def make(kind, directory):
    refuse_foreign(directory)
    say(f"[1/3] virtual environment in {directory} (Python {dotted(sys.version_info[:2])})")
    try:
        venv.EnvBuilder(with_pip=True, clear=True).create(directory)
    except (OSError, subprocess.CalledProcessError) as e:
        fail(f"could not make a virtual environment: {e}. On Debian and Ubuntu it needs the package python3-venv.")
    (directory / STAMP).write_text("unfinished")
    say(f"[2/3] pip installs {', '.join(pins(kind))} ({KINDS[kind][2]})")
    pip = [command(directory, "python"), "-m", "pip", "--disable-pip-version-check"]
    install = subprocess.run([*pip, "install", "--quiet", "--requirement", str(requirements(kind))], stdout=sys.stderr)
    if install.returncode != 0:
        fail(f"pip ended with exit code {install.returncode}; its reason is in the lines above. Mend it and run this again.")
    program = KINDS[kind][1]
    say(f"[3/3] {program} starts")
    if not works(kind, directory):
        fail(f"{program} was installed but does not start; see what this says: {command(directory, program)} --help")
    (directory / STAMP).write_text(wanted(kind))


def refuse_foreign(directory):
    """Making the environment empties the directory, so it must be ours (it has the stamp) or nothing."""
    if directory.exists() and not directory.is_dir():
        fail(f"{directory} is a file; give a directory")
    if directory.is_dir() and any(directory.iterdir()) and not (directory / STAMP).is_file():
        fail(f"{directory} is not empty and was not made by this script; give another directory")


def wanted(kind):
    """What the environment was made from: another pin or another Python means making it again."""
    text = "\n".join(pins(kind)) + "\npython " + dotted(sys.version_info[:2])
    return hashlib.sha256(text.encode()).hexdigest()


def requirements(kind):
    return HERE / f"{kind}-requirements.txt"


def pins(kind):
    lines = (line.strip() for line in requirements(kind).read_text().splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def command(directory, name):
    windows = os.name == "nt"
    return str(directory / ("Scripts" if windows else "bin") / (name + ".exe" if windows else name))


def dotted(version):
    return ".".join(map(str, version))


def say(line):
    print(line, file=sys.stderr, flush=True)


def fail(message):
    say(f"setup_python: {message}")
    sys.exit(1)


if __name__ == "__main__":
    main()
