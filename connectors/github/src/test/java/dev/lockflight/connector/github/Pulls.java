package dev.lockflight.connector.github;

/** A pull request in GitHub's JSON. */
record Pulls(long number, String state, boolean isMerged, String head, String title) {
  static Pulls open(long number) {
    return new Pulls(number, "open", false, FakeGitHub.SHA, "Add laps");
  }

  Pulls merged() {
    return new Pulls(number, "closed", true, head, title);
  }

  Pulls at(String sha) {
    return new Pulls(number, state, isMerged, sha, title);
  }

  Pulls titled(String text) {
    return new Pulls(number, state, isMerged, head, text);
  }

  String json() {
    return """
        {"number":%d,"state":"%s","draft":false,"title":"%s","body":null,"user":{"login":"alice"},
         "labels":[{"name":"data"}],"html_url":"https://github.com/acme/warehouse/pull/%d",
         "merged_at":%s,"mergeable":null,
         "head":{"ref":"feature/laps","sha":"%s","repo":{"full_name":"acme/warehouse"}},
         "base":{"ref":"main","sha":"ba5e","repo":{"full_name":"acme/warehouse"}}}
        """
        .formatted(
            number, state, title, number, isMerged ? "\"2026-03-01T12:00:00Z\"" : "null", head);
  }

  /** As lists have it, which do not tell whether it can be merged. */
  String listed() {
    return json().replace("\"mergeable\":null,", "");
  }
}
