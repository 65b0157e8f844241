#!/usr/bin/env python3
"""Runs every test of Lockflight.

  python3 test.py                     all of them
  python3 test.py --delta             also those on real Spark and Delta: Java 17, 300 MB more of jars
  python3 test.py -pl core            other arguments go to Maven

Needs a JDK (17 or newer), Maven (3.8.7 or newer) and Python 3.10 to 3.13. It makes virtual
environments with the pinned dbt and the pinned Python tools first, so that the tests that run the
real ones are not skipped. The databases come with the tests; npm, if it is there, fetches GitHub's
descriptions of its API. Docker, Terraform, kubectl and Chromium are used where they are; a part that
cannot be had is named in the output as skipped.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def stop(message):
    sys.exit(f"test.py: {message}")


def need(program, how):
    if shutil.which(program) is None:
        stop(f"there is no {program} on the PATH; install {how} and run this again")


def installed(kind):
    """The pinned dbt or tools; where they are is all that the set-up writes to stdout."""
    setup = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "setup_python.py"), kind], stdout=subprocess.PIPE, text=True
    )
    if setup.returncode != 0:
        stop(f"{kind} could not be installed, see above")
    return setup.stdout.strip()


def main(arguments):
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    need("mvn", "Maven 3.8.7 or newer (Debian: maven, Homebrew: maven)")
    if "JAVA_HOME" not in os.environ:
        need("javac", "a JDK, 17 or newer")
    environment = dict(os.environ, LOCKFLIGHT_DBT=installed("dbt"), LOCKFLIGHT_TOOLS=installed("tools"))
    arguments = ["-Pdelta" if argument == "--delta" else argument for argument in arguments]
    maven = ["mvn", "-B", "-ntp", "--fail-at-end", "verify", *arguments]
    print("test.py: " + " ".join(maven), flush=True)
    return subprocess.run(maven, cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
