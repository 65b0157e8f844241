#!/usr/bin/env python3
"""Runs one of the example flows on this machine, from nothing.

    examples/flow.py                  lists the flows
    examples/flow.py F1               runs one: prints its outline, then live progress, leaves a report
    examples/flow.py F1 --help        what it can be told, for example what to break

The first time it makes the virtual environments a flow needs and builds the Java modules with
Maven, which takes some minutes. It needs a JDK (17 or newer), Maven, git and Python 3.10 to 3.13;
what else a flow needs is said in its line. It keeps what it makes in examples/.venv, .venv-tools,
in target directories, and in .lockflight of the present directory. With the variables
LOCKFLIGHT_DBT and LOCKFLIGHT_TOOLS it uses that dbt and those tools instead of making them.
"""

import os
import subprocess
import sys
from pathlib import Path

import demo

# class, environments of setup_python.py, what it shows
FLOWS = {
    "F1": ("f1.F1Analytics", ["dbt"], "pull requests to dev and main: stage, then prod, by checklists"),
    "F1-job": ("f1.F1InActions", ["dbt"], "CI of F1 inside a job of GitHub Actions, which it asks what to do"),
    "F2": ("f2.DeltaLake", ["tools"], "one workflow from quality over a matrix of tests and images to a deployment"),
    "F3": ("f3.DataOps", ["dbt", "tools"], "CI, CD and rollback of containers and dbt; needs Linux, root and dockerd"),
    "F4": ("DatabricksDelivery", ["dbt"], "continuous delivery in Databricks, on a workspace of this machine"),
    "F5": ("f5.Brewery", ["tools"], "an image goes by tests and scans to staging and production; a nightly DAG run"),
    "checks": ("GitHubChecks", [], "a check run, a comment and a status tell how a build went"),
    "release": ("ReleaseWithNotes", [], "a release with GitHub's notes and a file, at the commit that was delivered"),
}


def main(arguments):
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__.strip() + "\n")
        for name, (_, _, shows) in FLOWS.items():
            print(f"    {name:7} {shows}")
        return 0
    name, options = arguments[0], arguments[1:]
    if name not in FLOWS:
        demo.fail(f"there is no flow {name}; there are {', '.join(FLOWS)}")
    class_name, kinds, _ = FLOWS[name]
    java = demo.find_java()
    demo.check_programs()
    properties = {"examples": str(demo.HERE)}
    if not {"-h", "--help"} & set(options):
        properties |= {kind: environment(kind) for kind in kinds}
    demo.build()
    command = [java, *demo.native_access(java), "-cp", demo.class_path()]
    command += [f"-D{key}={value}" for key, value in properties.items()]
    command += ["-Dsun.net.httpserver.nodelay=true"]  # else each answer of a local server takes 40 ms
    command += ["-Dslf4j.internal.verbosity=ERROR", f"dev.lockflight.examples.{class_name}", *options]
    os.execv(java, command) if os.name == "posix" else sys.exit(subprocess.call(command))


def environment(kind):
    """The dbt command, or the directory of the tools."""
    if kind == "dbt":
        return demo.find_dbt()
    own = os.environ.get("LOCKFLIGHT_TOOLS")
    if own:
        return own if Path(own).is_dir() else demo.fail(f"LOCKFLIGHT_TOOLS names no directory: {own}")
    made = subprocess.run(
        [sys.executable, str(demo.HERE / "setup_python.py"), kind], stdout=subprocess.PIPE, text=True
    )
    return made.stdout.strip().splitlines()[-1] if made.returncode == 0 else sys.exit(made.returncode)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
