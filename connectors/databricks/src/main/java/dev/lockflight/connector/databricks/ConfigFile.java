package dev.lockflight.connector.databricks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of profiles such as {@code ~/.databrickscfg}: sections in brackets, {@code key = value}.
 */
record ConfigFile(Path file, Map<String, Map<String, String>> sections) {
  private static final String SETTINGS = "__settings__";
  private static final String DEFAULT = "DEFAULT";

  ConfigFile {
    sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
  }

  static ConfigFile read(Path file) {
    try {
      return new ConfigFile(file, parse(file, Files.readAllLines(file)));
    } catch (IOException e) {
      throw new AuthSettingsException(
          "cannot read the Databricks profiles in " + file + ": " + e.getClass().getSimpleName(),
          e);
    }
  }

  /** Lines are quoted by number only: they may hold a secret. */
  private static Map<String, Map<String, String>> parse(Path file, List<String> lines) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> section = new TreeMap<>();
    sections.put(DEFAULT, section);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      int equals = line.indexOf('=');
      if (line.startsWith("[") && line.endsWith("]")) {
        String name = line.substring(1, line.length() - 1).strip();
        section = sections.computeIfAbsent(name, any -> new TreeMap<>());
      } else if (equals > 0) {
        section.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      } else {
        throw new AuthSettingsException(
            file + " line " + (i + 1) + " is neither [profile] nor key = value");
      }
    }
    return sections;
  }

  AuthSettings defaultProfile() {
    String chosen = sections.getOrDefault(SETTINGS, Map.of()).getOrDefault("default_profile", "");
    return profile(chosen.isEmpty() ? DEFAULT : chosen);
  }

  AuthSettings profile(String name) {
    Map<String, String> values = sections.getOrDefault(name, Map.of());
    if (name.equals(SETTINGS) || values.isEmpty()) {
      throw new AuthSettingsException(
          "no profile "
              + name
              + " in "
              + file
              + "; it has "
              + names()
              + "; run: databricks auth"
              + " login --profile "
              + name);
    }
    return new AuthSettings("profile " + name + " of " + file, values);
  }

  private List<String> names() {
    return sections.entrySet().stream()
        .filter(section -> !section.getKey().equals(SETTINGS) && !section.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public String toString() {
    return file + " " + names();
  }
}
