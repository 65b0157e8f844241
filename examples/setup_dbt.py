#!/usr/bin/env python3
"""Makes a virtual environment with the pinned dbt of requirements.txt.

    python3 setup_dbt.py [directory]        default: .venv beside this script

Standard library only. A second run does nothing when the environment already holds what
requirements.txt asks for. The last line printed is the path of the dbt command.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
REQUIREMENTS = HERE / "requirements.txt"
OLDEST, NEWEST = (3, 10), (3, 13)
STAMP = "lockflight-requirements.sha256"


def main():
    directory = parse_arguments()
    check_python()
    if is_up_to_date(directory):
        say(f"up to date: {directory}")
    else:
        make(directory)
    print(command(directory, "dbt"))


def parse_arguments():
    parser = argparse.ArgumentParser(description="Make a virtual environment with the pinned dbt.")
    parser.add_argument("directory", nargs="?", type=Path, default=HERE / ".venv")
    return Path(os.path.abspath(parser.parse_args().directory))


def check_python():
    here = sys.version_info[:2]
    if not OLDEST <= here <= NEWEST:
        fail(
            f"Python {dotted(OLDEST)} to {dotted(NEWEST)} is needed, this is {dotted(here)}"
            f" ({sys.executable}). Run this script with another one, for example: python3.11 {sys.argv[0]}"
        )


def is_up_to_date(directory):
    stamp = directory / STAMP
    return stamp.is_file() and stamp.read_text() == wanted() and works(directory)


def works(directory):
    """An environment that was moved, or whose Python is gone, keeps its stamp but not its commands.

    `dbt --help` needs no network; `dbt --version` asks for the latest release."""
    try:
        return subprocess.run([command(directory, "dbt"), "--help"], capture_output=True).returncode == 0
    except OSError:
        return False


def make(directory):
    refuse_foreign(directory)
    say(f"[1/3] virtual environment in {directory} (Python {dotted(sys.version_info[:2])})")
    try:
        venv.EnvBuilder(with_pip=True, clear=True).create(directory)
    except (OSError, subprocess.CalledProcessError) as e:
        fail(f"could not make a virtual environment: {e}. On Debian and Ubuntu it needs the package python3-venv.")
    (directory / STAMP).write_text("unfinished")
    say(f"[2/3] pip installs {', '.join(pins())} (under a minute, 200 MB)")
    pip = [command(directory, "python"), "-m", "pip", "--disable-pip-version-check"]
    install = subprocess.run([*pip, "install", "--quiet", "--requirement", str(REQUIREMENTS)], stdout=sys.stderr)
    if install.returncode != 0:
        fail(f"pip ended with exit code {install.returncode}; its reason is in the lines above. Mend it and run this again.")
    say("[3/3] dbt starts")
    if not works(directory):
        fail(f"dbt was installed but does not start; see what this says: {command(directory, 'dbt')} --help")
    (directory / STAMP).write_text(wanted())


def refuse_foreign(directory):
    """Making the environment empties the directory, so it must be ours (it has the stamp) or nothing."""
    if directory.exists() and not directory.is_dir():
        fail(f"{directory} is a file; give a directory")
    if directory.is_dir() and any(directory.iterdir()) and not (directory / STAMP).is_file():
        fail(f"{directory} is not empty and was not made by this script; give another directory")


def wanted():
    """What the environment was made from: another pin or another Python means making it again."""
    text = "\n".join(pins()) + "\npython " + dotted(sys.version_info[:2])
    return hashlib.sha256(text.encode()).hexdigest()


def pins():
    lines = (line.strip() for line in REQUIREMENTS.read_text().splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def command(directory, name):
    windows = os.name == "nt"
    return str(directory / ("Scripts" if windows else "bin") / (name + ".exe" if windows else name))


def dotted(version):
    return ".".join(map(str, version))


def say(line):
    print(line, file=sys.stderr, flush=True)


def fail(message):
    say(f"setup_dbt: {message}")
    sys.exit(1)


if __name__ == "__main__":
    main()
