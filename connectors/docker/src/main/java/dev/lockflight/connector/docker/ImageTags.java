package dev.lockflight.connector.docker;

import dev.lockflight.Digest;
import dev.lockflight.InvalidDefinitionException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which tags an image gets for the branch, the version and the commit it was built from. Pure.
 *
 * <table>
 * <caption>The rules</caption>
 * <tr><th>built from</th><th>tags</th></tr>
 * <tr><td>main</td><td>{@code latest}, {@code sha-abc1234}</td></tr>
 * <tr><td>develop</td><td>{@code develop-0.0.4}, {@code sha-abc1234}</td></tr>
 * <tr><td>develop/taps</td><td>{@code develop-taps-0.0.4}, {@code sha-abc1234}</td></tr>
 * <tr><td>a release</td><td>{@code v1.2.3}, {@code sha-abc1234}</td></tr>
 * <tr><td>any other branch</td><td>{@code sha-abc1234}</td></tr>
 * </table>
 *
 * <p>What a tag may not hold becomes a dash. A branch's name stays in its tag, so that two branches
 * below {@code develop/} do not take each other's; one that had to be changed or cut carries eight
 * digits of its hash for the same reason. All but {@code sha-} tags move or can be moved: deploy by
 * digest.
 */
public final class ImageTags {
  private static final int LONGEST = 128;
  private static final int BRIEF = 7;
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");
  private static final Pattern RELEASE =
      Pattern.compile("v?(\\d+\\.\\d+\\.\\d+(?:[-+][0-9A-Za-z.+-]+)?)");
  private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_.-]+");
  private static final String DEVELOP = "develop";

  private ImageTags() {}

  /**
   * The tags of a commit on a branch.
   *
   * @param branch as git calls it, with or without {@code refs/heads/}
   * @param version for example {@code 0.0.4}
   * @param commit at least seven lower case hex digits
   */
  public static List<String> ofBranch(String branch, String version, String commit) {
    String name = branch.startsWith("refs/heads/") ? branch.substring(11) : branch;
    if (name.isBlank() || version.isBlank()) {
      throw new InvalidDefinitionException(
          "tags need a branch and a version: branch '" + branch + "', version '" + version + "'");
    }
    String sha = ofCommit(commit);
    if (name.equals("main")) {
      return List.of("latest", sha);
    }
    boolean develops = name.equals(DEVELOP) || name.startsWith(DEVELOP + "/");
    return develops ? List.of(branchTag(name, version), sha) : List.of(sha);
  }

  /**
   * The tags of a release.
   *
   * @param version {@code 1.2.3} or {@code v1.2.3}, with a pre-release part if it has one
   */
  public static List<String> ofRelease(String version, String commit) {
    var matcher = RELEASE.matcher(version);
    if (!matcher.matches()) {
      throw new InvalidDefinitionException(
          "a release's version must be like 1.2.3 or v1.2.3: " + version);
    }
    return List.of(checked("v" + legal(matcher.group(1))), ofCommit(commit));
  }

  /** The one tag that every commit gets: {@code sha-} and its first seven digits. */
  public static String ofCommit(String commit) {
    if (!COMMIT.matcher(commit).matches()) {
      throw new InvalidDefinitionException(
          "a commit must be 7 to 64 lower case hex digits: " + commit);
    }
    return "sha-" + commit.substring(0, BRIEF);
  }

  private static String branchTag(String branch, String version) {
    String behind = "-" + legal(version);
    String readable = legal(branch);
    boolean told = readable.equals(branch.replaceFirst("/", "-"));
    if (told && readable.length() + behind.length() <= LONGEST) {
      return checked(readable + behind);
    }
    String hash = "-" + Digest.of(branch).value().substring(7, 15);
    int room = LONGEST - behind.length() - hash.length();
    return checked(
        readable.substring(0, Math.max(0, Math.min(room, readable.length()))) + hash + behind);
  }

  private static String legal(String text) {
    return ILLEGAL.matcher(text).replaceAll("-");
  }

  private static String checked(String tag) {
    if (!ImageName.isTag(tag)) {
      throw new InvalidDefinitionException("the version is too long for a tag: " + tag);
    }
    return tag;
  }
}
