package dev.lockflight.connector.databricks;

/** What is installed on a cluster. */
public final class Library {
  private final String kind;
  private final Object what;

  private Library(String kind, Object what) {
    this.kind = kind;
    this.what = what;
  }

  /** A Python wheel in a volume or the workspace. */
  public static Library wheel(String path) {
    return new Library("whl", path);
  }

  /** A requirements.txt in a volume or the workspace. */
  public static Library requirements(String path) {
    return new Library("requirements", path);
  }

  public static Library jar(String path) {
    return new Library("jar", path);
  }

  /** A Python package, for example {@code dbt-databricks==1.12.4}. */
  public static Library python(String requirement) {
    return new Library("pypi", Fields.NONE.with("package", requirement));
  }

  /** A Java artifact by its coordinates. */
  public static Library maven(String coordinates) {
    return new Library("maven", Fields.NONE.with("coordinates", coordinates));
  }

  Fields spec() {
    return Fields.NONE.with(kind, what);
  }

  /** What the API says to identify it: the path or package. */
  String identity() {
    return what instanceof Fields fields
        ? fields.values().values().iterator().next().toString()
        : what.toString();
  }

  @Override
  public String toString() {
    return kind + " " + identity();
  }
}
