# Databricks notebook source
# MAGIC %md
# MAGIC # run_dbt
# MAGIC Runs one dbt command and leaves its artifacts where it was told to, also when dbt fails.
# MAGIC
# MAGIC | parameter | meaning |
# MAGIC |---|---|
# MAGIC | cmd | `build`, `test`, `source freshness`, ... |
# MAGIC | target, select, exclude | as dbt takes them; empty for none |
# MAGIC | defer, full_refresh | `true` or `false` |
# MAGIC | state_path | a directory with the manifest.json of another run |
# MAGIC | vars | a JSON object |
# MAGIC | more | other arguments, a JSON list |
# MAGIC | env | variables for dbt, a JSON object: the stamp by which the artifacts are known |
# MAGIC | artifacts | the directory on a volume into which everything is written; must be new |
# MAGIC | project_dir | where dbt_project.yml is, seen from this notebook |
# MAGIC | run_id, commit | whose run this is; shown only |
# MAGIC
# MAGIC profiles.yml reads `DBT_HOST` and `DBT_ENV_SECRET_TOKEN`, which are set to this workspace and
# MAGIC to the identity that runs the notebook. dbt must be installed: `dbt-databricks==<version>`.

# COMMAND ----------

import json
import os
import shutil
import subprocess
import tempfile

PARAMETERS = [
    "cmd", "target", "select", "exclude", "defer", "state_path", "full_refresh", "vars", "more",
    "env", "artifacts", "project_dir", "run_id", "commit",
]
for name in PARAMETERS:
    dbutils.widgets.text(name, "")
given = {name: dbutils.widgets.get(name).strip() for name in PARAMETERS}
print("dbt", given["cmd"], "for run", given["run_id"], "at", given["commit"])

# COMMAND ----------


def arguments(target_path, log_path):
    words = given["cmd"].split()
    for flag in ["target", "select", "exclude"]:
        if given[flag]:
            words += ["--" + flag] + given[flag].split()
    for flag in ["defer", "full_refresh"]:
        if given[flag] == "true":
            words.append("--" + flag.replace("_", "-"))
    if given["state_path"]:
        words += ["--state", given["state_path"]]
    if given["vars"]:
        words += ["--vars", given["vars"]]
    words += json.loads(given["more"] or "[]")
    if given["cmd"] not in ("deps", "debug"):
        words += ["--target-path", target_path]
    return words + ["--log-path", log_path]


def environment():
    # a DBT_ variable of the cluster would change what dbt does behind its back
    env = {name: value for name, value in os.environ.items() if not name.startswith("DBT_")}
    try:
        context = dbutils.notebook.entry_point.getDbutils().notebook().getContext()
        env["DBT_HOST"] = context.apiUrl().get().replace("https://", "")
        env["DBT_ENV_SECRET_TOKEN"] = context.apiToken().get()
    except Exception as missing:
        print("no token of this notebook:", type(missing).__name__)
    env.update(json.loads(given["env"] or "{}"))
    return env


def told(log_file):
    """The invocation id and the errors that dbt's structured log tells."""
    invocation, errors = "", []
    if os.path.exists(log_file):
        with open(log_file, encoding="utf-8", errors="replace") as log:
            for line in log:
                try:
                    info = json.loads(line)["info"]
                except (ValueError, KeyError, TypeError):
                    continue
                invocation = info.get("invocation_id") or invocation
                if info.get("level") == "error" and len(errors) < 20:
                    errors.append(str(info.get("msg", "")).strip())
    return invocation, "\n".join(errors)[:4000]


def counts(results_file):
    found = {}
    if os.path.exists(results_file):
        with open(results_file, encoding="utf-8") as file:
            for node in json.load(file).get("results", []):
                key = node["unique_id"].split(".")[0] + ":" + node["status"]
                found[key] = found.get(key, 0) + 1
    return found


def publish(source, target):
    for directory, _, names in os.walk(source):
        there = os.path.join(target, os.path.relpath(directory, source))
        os.makedirs(there, exist_ok=True)
        for name in names:
            if not name.endswith((".msgpack", ".gpickle")):
                shutil.copyfile(os.path.join(directory, name), os.path.join(there, name))


# COMMAND ----------

# never dbt's own target directory: what another run left there would be taken for this one's
work = tempfile.mkdtemp(prefix="run_dbt_")
log_path = os.path.join(work, "logs")
result = {
    "version": 1,
    "exit_code": 2,
    "invocation_id": "",
    "which": given["cmd"],
    "counts": {},
    "artifacts": given["artifacts"],
    "error": None,
}
try:
    done = subprocess.run(
        [shutil.which("dbt") or "dbt"] + arguments(work, log_path),
        cwd=given["project_dir"] or ".",
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    print(done.stdout[-100000:])
    result["exit_code"] = done.returncode
    result["invocation_id"], result["error"] = told(os.path.join(log_path, "dbt.log"))
    result["counts"] = counts(os.path.join(work, "run_results.json"))
    if done.returncode and not result["error"]:
        result["error"] = done.stdout[-2000:]
except Exception as problem:
    result["error"] = f"{type(problem).__name__}: {problem}"
finally:
    publish(work, given["artifacts"])
    with open(os.path.join(given["artifacts"], "exit.json"), "w", encoding="utf-8") as file:
        json.dump(result, file)

# COMMAND ----------

# a task that exits with a value has succeeded, so a failure is raised instead; exit.json tells more
if result["exit_code"]:
    raise RuntimeError(f"dbt {given['cmd']} ended with {result['exit_code']}: {result['error']}")
dbutils.notebook.exit(json.dumps(result))
