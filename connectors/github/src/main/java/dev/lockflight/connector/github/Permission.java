package dev.lockflight.connector.github;

/** What a token or GitHub App must be allowed; as GitHub's settings pages name it. */
enum Permission {
  NONE("nothing"),
  METADATA_READ("metadata: read"),
  STATUSES_READ("commit statuses: read"),
  STATUSES_WRITE("commit statuses: write"),
  CHECKS_READ("checks: read"),
  CHECKS_WRITE("checks: write, of a GitHub App"),
  PULLS_READ("pull requests: read"),
  PULLS_WRITE("pull requests: write"),
  ISSUES_READ("issues: read or pull requests: read"),
  ISSUES_WRITE("issues: write or pull requests: write"),
  CONTENTS_READ("contents: read"),
  CONTENTS_WRITE("contents: write"),
  DEPLOYMENTS_READ("deployments: read"),
  DEPLOYMENTS_WRITE("deployments: write"),
  DEPLOYMENTS_REVIEW("deployments: write, and be a required reviewer"),
  ACTIONS_READ("actions: read"),
  ACTIONS_WRITE("actions: write"),
  ADMINISTRATION_READ("administration: read"),
  ADMINISTRATION_WRITE("administration: write"),
  SECURITY_READ("code scanning alerts: read"),
  SECURITY_WRITE("code scanning alerts: write"),
  MEMBERS_READ("members: read, of the organization");

  private final String text;

  Permission(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
