"""Executes a Databricks notebook: notebook.py <notebook> <widgets.json> <file for the exit value>"""

import json
import sys

notebook, values, result = sys.argv[1:4]


class Exit(BaseException):
    """Ends the notebook from anywhere, as dbutils does; no `except Exception` may catch it."""


class Notebook:
    def exit(self, value):
        with open(result, "w", encoding="utf-8") as file:
            file.write(value)
        raise Exit()


class Widgets:
    def __init__(self):
        with open(values, encoding="utf-8") as file:
            self.values = json.load(file)

    def text(self, name, default, label=None):
        self.values.setdefault(name, default)

    def get(self, name):
        return self.values[name]


class Utils:
    notebook = Notebook()
    widgets = Widgets()


with open(notebook, encoding="utf-8") as file:
    source = file.read()
try:
    exec(compile(source, notebook, "exec"), {"dbutils": Utils(), "__name__": "__main__"})
except Exit:
    pass
except Exception as problem:
    with open(result + ".error", "w", encoding="utf-8") as file:
        file.write(f"{type(problem).__name__}: {problem}")
    raise
