package dev.lockflight.connector.github.webhook;

import dev.lockflight.Cause;
import dev.lockflight.Decision;
import dev.lockflight.Principal;
import dev.lockflight.connector.http.JsonTree;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the payload of an event, which is the same in a webhook and in the event file of a job. */
public final class EventReader {
  private static final Set<String> PULL_ACTIONS =
      Set.of("opened", "synchronize", "reopened", "ready_for_review");
  private static final String NO_COMMIT = "0".repeat(40);

  private final String name;
  private final JsonTree payload;
  private final CommandRule commands;

  EventReader(String name, JsonTree payload, CommandRule commands) {
    this.name = name;
    this.payload = payload;
    this.commands = commands;
  }

  /** What the event file of a job of GitHub Actions tells. */
  public static WebhookEvent ofJob(String event, JsonTree payload) {
    return new EventReader(event, payload, CommandRule.ofCollaborators()).read();
  }

  WebhookEvent read() {
    return switch (name) {
      case "push" -> push();
      case "pull_request", "pull_request_target" -> pullRequest();
      case "release" -> release();
      case "workflow_dispatch" -> manual("inputs", "ref");
      case "repository_dispatch" -> manual("client_payload", "branch");
      case "schedule" -> started(Cause.cron(payload.at("schedule").text()), "", 0, false);
      case "pull_request_review" -> review();
      case "deployment_review" -> environmentReview();
      case "issue_comment" -> comment();
      default -> new WebhookEvent.Ignored("event " + name + " starts nothing");
    };
  }

  private WebhookEvent push() {
    String ref = payload.at("ref").text();
    String commit = payload.at("after").text();
    if (commit.equals(NO_COMMIT)) {
      return new WebhookEvent.Ignored(ref + " was deleted");
    }
    Principal by = sender();
    if (ref.startsWith("refs/tags/")) {
      // an annotated tag is an object of its own
      String marked = payload.at("head_commit", "id").optionalText().orElse(commit);
      return started(Cause.tag(ref.substring("refs/tags/".length()), by), marked, 0, false);
    }
    String[] authors =
        payload.at("commits").items().stream()
            .flatMap(each -> each.at("author", "username").optionalText().stream())
            .distinct()
            .toArray(String[]::new);
    Cause cause = Cause.push(ref.replaceFirst("^refs/heads/", ""), by);
    return started(cause.withAuthors(authors), commit, 0, false);
  }

  private WebhookEvent pullRequest() {
    String action = payload.at("action").text();
    if (!PULL_ACTIONS.contains(action)) {
      return new WebhookEvent.Ignored("pull request " + action);
    }
    JsonTree pull = payload.at("pull_request");
    Cause cause =
        Cause.pullRequest(pull.at("head", "ref").text(), pull.at("base", "ref").text(), sender());
    return new WebhookEvent.Started(
        cause.withAuthors(pull.at("user", "login").text()), source(pull));
  }

  private WebhookEvent.Source source(JsonTree pull) {
    String head = pull.at("head", "repo", "full_name").optionalText().orElse("");
    boolean fork = !head.equals(pull.at("base", "repo", "full_name").optionalText().orElse("?"));
    return new WebhookEvent.Source(
        repository(), pull.at("head", "sha").text(), pull.at("number").number(), fork);
  }

  private WebhookEvent release() {
    String action = payload.at("action").text();
    return action.equals("published")
        ? started(Cause.tag(payload.at("release", "tag_name").text(), sender()), "", 0, false)
        : new WebhookEvent.Ignored("release " + action);
  }

  private WebhookEvent manual(String values, String branch) {
    Cause cause = Cause.manual(sender());
    JsonTree inputs = payload.at(values);
    for (String input : inputs.names()) {
      JsonTree value = inputs.at(input);
      cause = cause.withInput(input, value.optionalText().orElseGet(value::toString));
    }
    String ref = payload.at(branch).optionalText().orElse("").replaceFirst("^refs/heads/", "");
    return new WebhookEvent.Started(
        cause, new WebhookEvent.Source(repository(), "", 0, false, ref));
  }

  private WebhookEvent review() {
    String state = payload.at("review", "state").text().toLowerCase(Locale.ROOT);
    JsonTree by = payload.at("review", "user");
    boolean says = state.equals("approved") || state.equals("changes_requested");
    if (!payload.at("action").text().equals("submitted") || !says || isBot(by)) {
      return new WebhookEvent.Ignored("review " + state);
    }
    WebhookEvent.Source source = source(payload.at("pull_request"));
    String commit = payload.at("review", "commit_id").text();
    return new WebhookEvent.Reviewed(
        person(by),
        answer(state.equals("approved")),
        payload.at("review", "body").optionalText().orElse(""),
        new WebhookEvent.Source(
            source.repository(), commit, source.pullRequest(), source.isFromFork()));
  }

  private WebhookEvent environmentReview() {
    String action = payload.at("action").text();
    boolean answered = action.equals("approved") || action.equals("rejected");
    if (!answered || !payload.at("workflow_run").isPresent()) {
      return new WebhookEvent.Ignored("deployment review " + action);
    }
    Set<String> environments = new TreeSet<>();
    payload.at("workflow_job_runs").items().stream()
        .flatMap(job -> job.at("environment").optionalText().stream())
        .forEach(environments::add);
    payload.at("workflow_job_run", "environment").optionalText().ifPresent(environments::add);
    return new WebhookEvent.EnvironmentReviewed(
        person(payload.at("approver").isPresent() ? payload.at("approver") : payload.at("sender")),
        answer(action.equals("approved")),
        payload.at("comment").optionalText().orElse(""),
        payload.at("workflow_run", "id").number(),
        environments);
  }

  private static Decision.Answer answer(boolean yes) {
    return yes ? Decision.Answer.APPROVE : Decision.Answer.REJECT;
  }

  /** Only new comments count: an edited one may have been changed by somebody else. */
  private WebhookEvent comment() {
    JsonTree comment = payload.at("comment");
    Optional<CommentCommand> command =
        CommentCommand.of(comment.at("body").optionalText().orElse(""));
    if (!payload.at("action").text().equals("created") || command.isEmpty()) {
      return new WebhookEvent.Ignored("no command");
    }
    if (!payload.at("issue", "pull_request").isPresent()) {
      return new WebhookEvent.Ignored("a command on an issue that is no pull request");
    }
    JsonTree by = comment.at("user");
    String association = comment.at("author_association").optionalText().orElse("NONE");
    if (isBot(by) || !commands.allows(by.at("login").text(), association)) {
      return new WebhookEvent.Ignored(by.at("login").text() + " may not give commands");
    }
    return new WebhookEvent.Command(
        person(by),
        command.get().word(),
        command.get().rest(),
        repository(),
        payload.at("issue", "number").number());
  }

  private static boolean isBot(JsonTree user) {
    return user.at("type").optionalText().filter("Bot"::equals).isPresent();
  }

  private Principal sender() {
    return person(payload.at("sender"));
  }

  private static Principal person(JsonTree user) {
    return new Principal(user.at("login").text(), Set.of(), "github");
  }

  private String repository() {
    return payload.at("repository", "full_name").text();
  }

  private WebhookEvent started(Cause cause, String commit, long pull, boolean fork) {
    return new WebhookEvent.Started(
        cause, new WebhookEvent.Source(repository(), commit, pull, fork));
  }
}
