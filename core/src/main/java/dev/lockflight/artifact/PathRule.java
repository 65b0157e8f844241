package dev.lockflight.artifact;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What may be a path in a store. */
final class PathRule {
  /** Linux, macOS and Windows all end at 255. */
  private static final int LONGEST_SEGMENT = 255;

  /** Object stores end at 1,024. */
  private static final int LONGEST_PATH = 1000;

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
  private static final Pattern DEVICE =
      Pattern.compile(
          "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³]) *(\\..*)?",
          Pattern.CASE_INSENSITIVE);

  private PathRule() {}

  static void check(String path) {
    refuseIf(path.isEmpty(), path, "is empty");
    refuseIf(path.startsWith("/"), path, "is absolute");
    refuseIf(DRIVE.matcher(path).matches(), path, "starts with a drive");
    refuseIf(path.indexOf('\\') >= 0, path, "holds a backslash");
    refuseIf(path.chars().anyMatch(Character::isISOControl), path, "holds a control character");
    refuseIf(!StandardCharsets.UTF_8.newEncoder().canEncode(path), path, "holds half a character");
    refuseIf(bytes(path) > LONGEST_PATH, path, "has more than " + LONGEST_PATH + " bytes");
    for (String segment : path.split("/", -1)) {
      checkSegment(path, segment);
    }
  }

  private static void checkSegment(String path, String segment) {
    refuseIf(segment.isEmpty(), path, "has an empty segment");
    refuseIf(segment.equals(".") || segment.equals(".."), path, "holds the segment " + segment);
    refuseIf(
        segment.endsWith(".") || segment.endsWith(" "),
        path,
        "has a segment that ends with a dot or a blank");
    refuseIf(DEVICE.matcher(segment).matches(), path, "is the name of a device on Windows");
    refuseIf(
        bytes(segment) > LONGEST_SEGMENT,
        path,
        "has a segment of more than " + LONGEST_SEGMENT + " bytes");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void refuseIf(boolean refused, String path, String rule) {
    if (refused) {
      throw new UnsafeNameException(path, rule);
    }
  }
}
