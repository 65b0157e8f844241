import os
import subprocess
import sys
from pathlib import Path

from lake.orders import partition

SOURCE = Path(__file__).parents[2] / "jvm" / "Partition.java"


def test_both_sides_put_an_order_into_the_same_partition():
    java = str(Path(os.environ["JAVA_HOME"], "bin", "java"))
    said = subprocess.run(
        [java, "-XX:TieredStopAtLevel=1", str(SOURCE), "order-4711", "16"],
        capture_output=True,
        text=True,
    )
    version, *chosen = said.stdout.split()
    tell(python=".".join(map(str, sys.version_info[:2])), java=version)
    assert said.returncode == 0, said.stderr
    assert chosen == [str(partition("order-4711", 16))]


def tell(**versions):
    """What really ran, for whoever asked for these versions."""
    if "CELL_REPORT" in os.environ:
        lines = [f"{name}={version}\n" for name, version in versions.items()]
        Path(os.environ["CELL_REPORT"]).write_text("".join(lines))
