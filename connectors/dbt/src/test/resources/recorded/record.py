#!/usr/bin/env python3
"""Records what a dbt leaves behind, as fixtures for the readers.

    python3 record.py <dbt command> <directory of examples/dbt>     from this directory

Writes <dbt version>/<case>/, see README.md. Standard library only.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ARTIFACTS = ["manifest.json", "run_results.json", "catalog.json", "sources.json"]
BUILD = ["build", "--select", "+tag:deploy", "--exclude", "tag:heavy"]
FRESHNESS = ["source", "freshness"]
NEGATIVE = ["--vars", "{break_data: negative}"]
# What a reader of progress needs; the rest of a debug log is SQL and chatter.
EVENTS = set(
    "MainReportVersion MainReportArgs FoundStats ConcurrencyLine NodeStart LogStartLine LogModelResult LogTestResult"
    " LogSnapshotResult LogSeedResult LogFreshnessResult LogNodeNoOpResult LogNodeResult SkippingDetails LogHookStartLine"
    " LogHookEndLine NodeFinished MarkSkippedChildren EndRunResult StatsLine CommandCompleted LogSkipBecauseError"
    " NothingToDo NoNodesForSelectionCriteria MainEncounteredError RunResultError RunResultFailure RunResultWarning"
    " CheckNodeTestFailure CompileComplete CatalogWritten FreshnessCheckComplete HooksRunning FinishedRunningStats".split()
)


def main():
    dbt, source = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as directory:
        recorder = Recorder(dbt, source, Path(directory).resolve())
        recorder.build_cases()
        recorder.freshness_cases()
        recorder.cases_that_build_nothing()
        if not recorder.is_old:
            recorder.more_cases()
        recorder.broken_project()


class Recorder:
    def __init__(self, dbt, source, directory):
        self.dbt, self.source, self.root = dbt, source, directory
        self.project = directory / "project"
        (directory / "warehouse").mkdir()
        told = subprocess.run([dbt, "--version"], capture_output=True, text=True).stdout
        self.version = re.search(r"(?:installed: |dbt\S* )(\d\S+)", told).group(1)
        self.is_old = self.version.startswith(("1.5.", "1.6.", "1.7."))
        self.is_new = self.version.startswith("2")
        self.fresh_project()

    def build_cases(self):
        self.record("build-green", BUILD, keep_macros=not self.is_old)
        self.record("build-failing-test", BUILD + NEGATIVE)
        self.edit("models/gold/fact_laps.sql", "laps.is_pit_lap", "laps.no_such_column")
        self.record("build-error-model", BUILD)
        self.fresh_project()
        self.run(BUILD, "again")

    def freshness_cases(self):
        self.record("source-freshness", FRESHNESS)
        self.age_loads(48)
        self.record("source-freshness-stale", FRESHNESS)
        self.age_loads(-48)

    def cases_that_build_nothing(self):
        docs = ["compile", "--write-catalog"] if self.is_new else ["docs", "generate"]
        self.record("docs-generate", docs)
        self.record("empty-selection", ["build", "--select", "tag:no_such_tag"])

    def more_cases(self):
        self.age_loads(15)
        self.record("source-freshness-warn", FRESHNESS)
        self.record("compile", ["compile"])
        self.record("test", ["test", "--select", "tag:guardrail"], whole_log=True)
        self.edit("tests/no_negative_lap_times.sql", "config(", "config(severity='warn', ")
        self.record("build-warning-test", BUILD + NEGATIVE)
        self.edit("models/bronze/bronze_drivers.sql", "select", "{{ config(materialized='ephemeral') }}\nselect")
        self.record("build-ephemeral", ["build", "--select", "+dim_drivers"])
        self.fresh_project()

    def broken_project(self):
        self.edit("models/gold/fact_laps.sql", "ref('silver_laps')", "ref('no_such_model')")
        self.record("broken-project", BUILD)

    def age_loads(self, hours):
        self.run(["run-operation", "age_loads", "--args", f"{{hours: {hours}}}"], f"age-{hours}")

    def record(self, case, arguments, keep_macros=False, whole_log=False):
        target, logs, code = self.run(arguments, case)
        out = HERE / self.version / case
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        for name in ARTIFACTS:
            if (target / name).is_file():
                content = json.loads((target / name).read_text())
                if name == "manifest.json":
                    shrink(content, keep_macros)
                self.write(out / name, json.dumps(content, separators=(",", ":"), ensure_ascii=False) + "\n")
        lines = (logs / "dbt.log").read_text().splitlines(keepends=True)
        self.write(out / "dbt.log", "".join(line for line in lines if whole_log or tells(line)))
        self.write(out / "exit_code.txt", f"{code}\n")
        print(f"{self.version}/{case}: exit code {code}, {', '.join(sorted(p.name for p in out.iterdir()))}")

    def run(self, arguments, name):
        target, logs = self.project / "target" / name, self.project / "logs" / name
        arguments = [self.dbt, *arguments, "--target", "stage", "--target-path", str(target), "--log-path", str(logs),
                     *self.log_format(), "--log-level-file", "debug"]  # fmt: skip
        environment = {key: value for key, value in os.environ.items() if not key.startswith("DBT_")}
        environment["LOCKFLIGHT_WAREHOUSE_DIR"] = str(self.root / "warehouse")
        environment["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
        environment["DBT_ENV_CUSTOM_ENV_LOCKFLIGHT_RUN"] = "run-0001"
        done = subprocess.run(arguments, cwd=self.project, env=environment, capture_output=True, text=True)
        return target, logs, done.returncode

    def log_format(self):
        """dbt 2.0.0-preview.196 knows --log-format-file and does not heed it."""
        return ["--log-format", "json"] if self.is_new else ["--log-format-file", "json"]

    def write(self, file, text):
        """Writes with the paths of this machine replaced, and refuses to leave one."""
        text = text.replace(str(self.project), "/project").replace(str(self.root), "/project")
        text = text.replace(self.dbt, "/venv/bin/dbt").replace(str(Path(self.dbt).parents[1]), "/venv")
        text = re.sub(r"(?:/[\w.+-]+)+(?=/lib/python3)", "/python", text)
        left = re.search(r"(?<![\w.])/(?:work|root|home|tmp|Users)/.{0,60}", text)
        if left:
            sys.exit(f"{file}: a path of this machine is left: {left.group()}")
        file.write_text(text)

    def fresh_project(self):
        shutil.copytree(self.source, self.project, dirs_exist_ok=True, ignore=shutil.ignore_patterns("target", "logs"))
        if self.is_old:
            self.make_old()

    def make_old(self):
        """Says the same in the words of dbt 1.5 to 1.7."""
        self.edit("dbt_project.yml", '">=1.10.0", ', "")
        self.edit("dbt_project.yml", "flags:\n  send_anonymous_usage_stats: false\n", "")
        for file in ["models/silver/silver.yml", "models/gold/gold.yml"]:
            self.edit(file, "data_tests:", "tests:")
            text = (self.project / file).read_text()
            text = re.sub(r"arguments: \{(.*)\}", lambda m: "\n              ".join(split_arguments(m.group(1))), text)
            (self.project / file).write_text(re.sub(r"unit_tests:.*?(?=exposures:|\Z)", "", text, flags=re.S))
        self.edit("models/bronze/sources.yml", "    config:\n      loaded_at_field", "    loaded_at_field")
        self.edit("models/bronze/sources.yml", "      freshness:\n        warn", "    freshness:\n      warn")
        self.edit("models/bronze/sources.yml", "        error_after", "      error_after")
        self.edit("models/bronze/sources.yml", "config: {freshness: {filter: (.*)}}", r"freshness: {filter: \1}", regex=True)
        (self.project / "snapshots/drivers_snapshot.yml").unlink(missing_ok=True)
        (self.project / "snapshots/drivers_snapshot.sql").write_text(
            "{% snapshot drivers_snapshot %}\n"
            "{{ config(strategy='check', unique_key='driver_number', check_cols=['team'], target_schema='silver_clean') }}\n"
            "select * from {{ ref('silver_drivers') }}\n"
            "{% endsnapshot %}\n"
        )

    def edit(self, name, old, new, regex=False):
        file = self.project / name
        text = file.read_text()
        changed = re.sub(old, new, text) if regex else text.replace(old, new)
        if changed == text:
            sys.exit(f"{name}: nothing to replace: {old}")
        file.write_text(changed)


def split_arguments(text):
    return re.split(r", (?=\w+: )", text)


def shrink(manifest, keep_macros):
    """Macro bodies are most of a manifest and nobody reads them; dbt's own macros matter in one recording only."""
    for macro in manifest["macros"].values():
        macro["macro_sql"] = ""
    if not keep_macros:
        project = manifest["metadata"].get("project_name", "f1_analytics")
        manifest["macros"] = {
            key: macro for key, macro in manifest["macros"].items() if macro["package_name"] == project
        }


def tells(line):
    try:
        return json.loads(line)["info"]["name"] in EVENTS
    except (ValueError, KeyError, TypeError):
        return True


if __name__ == "__main__":
    main()
