package dev.lockflight.examples.f2;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** What is spoilt in the sample, to watch the flow stop it. */
enum DeltaLakeFault {
  NONE("", "", ""),
  /** A line that flake8 and black do not like. */
  QUALITY("src/lake/orders.py", "import zlib\n", "import zlib, os\n"),
  /** What bandit calls a high finding. */
  SECURITY(
      "src/lake/orders.py",
      "    return zlib.crc32",
      "    subprocess.run(f\"logger {key}\", shell=True)\n    return zlib.crc32"),
  /** A test that fails in each cell. */
  TESTS("src/lake/orders.py", "+ cents", "- cents"),
  /** What a matrix is for: it works with one Java and not with another. */
  CELL(
      "jvm/Partition.java",
      "    System.out.println(hash.getValue()",
      """
          if (Runtime.version().feature() < 21) {
            throw new UnsupportedOperationException("needs Java 21");
          }
          System.out.println(hash.getValue()"""
          .indent(4)
          .stripTrailing()),
  /** The same result, but slowly. */
  PERFORMANCE(
      "src/lake/orders.py",
      "    return [newest[key] for key in sorted(newest)]",
      "    return [newest[key] for _ in range(200) for key in sorted(newest)][: len(newest)]");

  private final String file;
  private final String good;
  private final String bad;

  DeltaLakeFault(String file, String good, String bad) {
    this.file = file;
    this.good = good;
    this.bad = bad;
  }

  /**
   * The fault of this name.
   *
   * @throws IllegalArgumentException naming those there are
   */
  static DeltaLakeFault named(String name) {
    return Arrays.stream(values())
        .filter(fault -> fault.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--break takes quality, security, tests, cell or performance, not " + name));
  }

  String file() {
    return file;
  }

  /** The files that differ. */
  Map<String, String> files(String source) {
    if (this == NONE) {
      return Map.of();
    }
    String spoilt = source.replace(good, bad);
    if (this == SECURITY) {
      spoilt = spoilt.replace("import zlib\n", "import subprocess\nimport zlib\n");
    }
    if (spoilt.equals(source)) {
      throw new IllegalStateException("the sample has changed: " + file + " does not hold " + good);
    }
    return Map.of(file, spoilt);
  }
}
