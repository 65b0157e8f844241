package dev.lockflight.connector.databricks;

import java.util.List;

/** The libraries a step has installed. */
public record InstalledLibraries(List<Library> libraries) {
  /**
   * How far one library is.
   *
   * @param name its path, package or coordinates
   * @param status {@code PENDING}, {@code INSTALLING}, {@code INSTALLED}, {@code FAILED} ...
   */
  public record Library(String name, String status, String messages) {}

  public InstalledLibraries {
    libraries = List.copyOf(libraries);
  }
}
