package dev.lockflight.connector.python;

import dev.lockflight.StepFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A requirements file in which each requirement names one version. */
final class Requirements {
  private static final Pattern PINNED =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9._-]*\\s*(\\[[^]]*])?\\s*(===?\\s*[^*,\\s;]+|@\\s*\\S+).*");

  private Requirements() {}

  /**
   * The text of the file.
   *
   * @throws StepFailedException when it is missing, or a line names no version
   */
  static String pinned(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw StepFailedException.fatal(
              "there are no requirements " + file + "; write them, or correct the path")
          .causedBy(e);
    }
    List<String> loose = new ArrayList<>();
    int number = 0;
    boolean continued = false;
    for (String line : text.lines().toList()) {
      number++;
      String requirement = line.replaceAll("(^|\\s)#.*", "").strip();
      boolean option = requirement.startsWith("-") || continued;
      if (!requirement.isEmpty() && !option && !PINNED.matcher(requirement).matches()) {
        loose.add("line " + number + ": " + requirement);
      }
      continued = requirement.endsWith("\\");
    }
    if (!loose.isEmpty()) {
      throw StepFailedException.fatal(
          "requirements in "
              + file
              + " name no version, so tomorrow's environment would not be today's: "
              + loose
              + "; pin them with ==");
    }
    return text;
  }
}
