#!/usr/bin/env python3
"""Runs the continuous delivery of examples/dbt on this machine, from nothing.

    examples/demo.py                  deliver; asks for the approval on the terminal
    examples/demo.py --yes            deliver; approves what is asked
    examples/demo.py --break-data     spoil the data of stage: the row count stops the release
    examples/demo.py --break-prod     spoil the data of prod: verification fails, prod is restored
    examples/demo.py status           any other command: resume, approve, history, explain, ...
    examples/demo.py --help           all of them

The first time it makes a virtual environment with dbt and builds the Java modules with Maven,
which takes some minutes. It needs a JDK (17 or newer), Maven, git and Python 3.10 to 3.13, and
keeps what it makes in examples/.venv, in target directories, and in .lockflight of the present
directory. With the variable LOCKFLIGHT_DBT it uses that dbt instead of making one.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CLASS_PATH = HERE / "target" / "classpath.txt"
CLASSES = HERE / "target" / "classes"
USING_DBT = ("run", "resume", "retry", "rerun", "rollback")
SWITCHES = {"--break-data": "break_data=true", "--break-prod": "break_prod=true"}
PROD = Path(".lockflight") / "warehouse" / "prod.duckdb"
FIGURES = """
import sys, duckdb
ask = duckdb.connect(sys.argv[1], read_only=True).sql
laps = ask("select count(*) from gold_analytics.fact_laps").fetchone()[0]
points, least = ask("select sum(points), min(points) from gold_analytics.team_performance").fetchone()
print(f"{laps} laps, {points} points in all, the least of a team {least}")
"""


def main():
    arguments = with_command(sys.argv[1:])
    java = find_java()
    check_programs()
    if any(f in arguments for f in SWITCHES.values()) and not PROD.exists():
        fail("there is no release in prod yet to compare with; deliver a good one first: examples/demo.py --yes")
    dbt = find_dbt() if arguments[0] in USING_DBT else ""
    build()
    command = [java, *native_access(java), "-cp", class_path(), f"-Dexamples={HERE}"]
    command += [f"-Ddbt={dbt}"] if dbt else []
    command += ["dev.lockflight.examples.ContinuousDelivery", *arguments]
    if dbt and not {"--json", "-h", "--help"} & set(arguments):
        sys.exit(deliver(command, dbt))
    os.execv(java, command) if os.name == "posix" else sys.exit(subprocess.call(command))


def with_command(arguments):
    """A delivery unless a command is named; the switches become parameters of the pipeline."""
    helps = arguments and arguments[0] in ("-h", "--help", "help")
    if not helps and (not arguments or arguments[0].startswith("-")):
        arguments = ["run", *arguments]
    switched = [SWITCHES[word] for word in arguments if word in SWITCHES]
    if switched and arguments[0] not in ("run", "plan"):
        fail("the switches belong to a new delivery: examples/demo.py --break-data")
    arguments = [word for word in arguments if word not in SWITCHES]
    for fault in switched:
        arguments += ["--param", fault]
    if arguments[0] in ("run", "plan") and not {"--trigger", "-h", "--help"} & set(arguments):
        arguments += ["--trigger", "manual"]
    return arguments


def deliver(command, dbt):
    """The figures before and after show what a rollback is worth."""
    print(f"prod before: {figures(dbt)}", flush=True)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Java hears Ctrl-C too, and leaves in order
    code = subprocess.Popen(command, preexec_fn=die_together if sys.platform == "linux" else None).wait()
    print(f"prod after:  {figures(dbt)}", flush=True)
    return code if code >= 0 else 128 - code


def die_together():
    """In the child: kill -9 of this program also kills Java. Ctrl-C is heard again."""
    import ctypes

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def figures(dbt):
    if not PROD.exists():
        return "nothing, there was no release yet"
    python = Path(dbt).parent / "python"
    asked = subprocess.run([str(python), "-c", FIGURES, str(PROD)], capture_output=True, text=True)
    return asked.stdout.strip() if asked.returncode == 0 else "not readable now, another program has it open"


def find_java():
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if home and not shutil.which(java):
        fail(f"JAVA_HOME is {home}, where no bin/java is; correct it, or unset it to use the java of the PATH")
    if not java:
        fail(missing("a JDK, 17 or newer,", "openjdk-17-jdk", "openjdk@17"))
    if java_version(java) < 17:
        fail(f"{java} is Java {java_version(java)}; " + missing("a JDK, 17 or newer,", "openjdk-17-jdk", "openjdk@17"))
    if not shutil.which(str(Path(os.path.realpath(java)).parent / "javac")):
        fail(f"{java} has no javac beside it; " + missing("a whole JDK", "openjdk-17-jdk", "openjdk@17"))
    return java


def java_version(java):
    told = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', told)
    return int(found.group(1)) if found else 0


def native_access(java):
    """Newer Javas warn when DuckDB and SQLite load their native libraries."""
    return ["--enable-native-access=ALL-UNNAMED"] if java_version(java) >= 22 else []


def check_programs():
    for program, package in {"mvn": "maven", "git": "git"}.items():
        if not shutil.which(program):
            fail(missing(program, package, package))


def missing(what, apt, brew):
    return f"{what} is needed. On Debian and Ubuntu: apt-get install {apt}; on macOS: brew install {brew}."


def find_dbt():
    own = os.environ.get("LOCKFLIGHT_DBT")
    if own:
        return own if shutil.which(own) else fail(f"LOCKFLIGHT_DBT names no program: {own}")
    made = subprocess.run([sys.executable, str(HERE / "setup_python.py"), "dbt"], stdout=subprocess.PIPE, text=True)
    if made.returncode != 0:
        sys.exit(made.returncode)
    return made.stdout.strip().splitlines()[-1]


def build():
    if is_built():
        return
    print("Maven builds the modules (the first time it downloads what they need)", file=sys.stderr, flush=True)
    maven = ["mvn", "-q", "-B", "-DskipTests", "-Dspotless.check.skip", "-pl", "examples", "-am", "package"]
    if subprocess.run(maven, cwd=ROOT, stdout=sys.stderr).returncode != 0:
        fail("the build failed; its reason is in the lines above")


def is_built():
    if not CLASS_PATH.exists():
        return False
    built = CLASS_PATH.stat().st_mtime
    modules = [pom.parent for pom in [*ROOT.glob("*/pom.xml"), *ROOT.glob("connectors/*/pom.xml")]]
    files = [ROOT / "pom.xml", *(module / "pom.xml" for module in modules)]
    files += [file for module in modules for file in (module / "src" / "main").rglob("*") if file.is_file()]
    return all(file.stat().st_mtime <= built for file in files)


def class_path():
    return os.pathsep.join([str(CLASSES), CLASS_PATH.read_text().strip()])


def fail(message):
    print(f"demo: {message}", file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
