package dev.lockflight.connector.databricks;

import dev.lockflight.InvalidDefinitionException;
import java.net.URI;
import java.util.Locale;

/**
 * The repository from which tasks take their files. A run checks out the commit of the release it
 * promotes, never a branch, so that what was verified is what runs.
 */
public record GitSource(URI repository, Provider provider) {
  /** Who hosts it, as Databricks names them. */
  public enum Provider {
    GIT_HUB("gitHub"),
    GIT_HUB_ENTERPRISE("gitHubEnterprise"),
    GIT_LAB("gitLab"),
    GIT_LAB_ENTERPRISE("gitLabEnterpriseEdition"),
    BITBUCKET_CLOUD("bitbucketCloud"),
    BITBUCKET_SERVER("bitbucketServer"),
    AZURE_DEV_OPS("azureDevOpsServices"),
    AWS_CODE_COMMIT("awsCodeCommit");

    private final String word;

    Provider(String word) {
      this.word = word;
    }
  }

  public GitSource {
    boolean web = "https".equals(repository.getScheme()) && repository.getUserInfo() == null;
    if (!web) {
      throw new InvalidDefinitionException(
          "git source must be an https address without a user: " + repository.getHost());
    }
  }

  /** A repository on github.com. */
  public static GitSource gitHub(String ownerAndName) {
    return new GitSource(URI.create("https://github.com/" + ownerAndName), Provider.GIT_HUB);
  }

  /**
   * At this commit.
   *
   * @throws InvalidDefinitionException when it is no full commit id, which a branch could be
   */
  Fields at(String commit) {
    if (!commit.toLowerCase(Locale.ROOT).matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
      throw new InvalidDefinitionException(
          "a run needs the full id of a commit, not " + commit + ": give the release its commit");
    }
    return Fields.NONE
        .with("git_url", repository.toString())
        .with("git_provider", provider.word)
        .with("git_commit", commit);
  }
}
