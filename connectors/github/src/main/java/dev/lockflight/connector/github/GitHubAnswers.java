package dev.lockflight.connector.github;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.Decision;
import dev.lockflight.Principal;
import dev.lockflight.connector.github.webhook.CommandRule;
import dev.lockflight.connector.github.webhook.CommentCommand;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.engine.AnswerSource;
import dev.lockflight.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks GitHub itself who has answered an approval: by a review of the run's very commit, by {@code
 * /approve} or {@code /reject} in a comment on its pull request, or as required reviewer of an
 * environment in a workflow of the commit. A comment counts when it is newer than the question and
 * was never edited; reviews and environments are bound to the commit. Each answer counts once: when
 * the question changes, people answer anew. Immutable and thread-safe.
 *
 * <pre>{@code
 * Triggers.on(engine)
 *     .answeredBy(warehouse.approvals().answering("data-owners").byComments(), ofMinutes(1))
 * }</pre>
 */
public final class GitHubAnswers implements AnswerSource {
  private final RepositoryCalls calls;
  private final Function<String, Set<String>> groups;
  private final String approval;
  private final Ways ways;

  /** In which ways people may answer; null for not in this way. */
  private record Ways(
      boolean reviews, @Nullable CommandRule comments, @Nullable String environment) {}

  private GitHubAnswers(
      RepositoryCalls calls, Function<String, Set<String>> groups, String approval, Ways ways) {
    this.calls = calls;
    this.groups = groups;
    this.approval = approval;
    this.ways = ways;
  }

  static GitHubAnswers of(
      RepositoryCalls calls, Function<String, Set<String>> groups, String approval) {
    return new GitHubAnswers(calls, groups, approval, new Ways(false, null, null));
  }

  /** By reviews that approve, or ask for changes of, the run's commit as a pull request's head. */
  public GitHubAnswers byReviews() {
    return with(new Ways(true, ways.comments(), ways.environment()));
  }

  /** By comments of these logins; of owners, members and collaborators when none is named. */
  public GitHubAnswers byComments(String... logins) {
    return with(new Ways(ways.reviews(), CommandRule.of(logins), ways.environment()));
  }

  /** By required reviewers of this environment in workflow runs of the commit. */
  public GitHubAnswers byEnvironment(String environment) {
    return with(new Ways(ways.reviews(), ways.comments(), environment));
  }

  private GitHubAnswers with(Ways other) {
    return new GitHubAnswers(calls, groups, approval, other);
  }

  @Override
  public String name() {
    return "GitHub " + calls.name();
  }

  @Override
  public boolean answers(String asked) {
    return approval.equals(asked);
  }

  @Override
  public List<Given> given(Run run, ApprovalRequest question) throws InterruptedException {
    String commit = run.release().commit();
    List<Given> all = new ArrayList<>();
    if (ways.reviews() || ways.comments() != null) {
      for (PullRequest pull : new PullRequests(calls).having(commit)) {
        boolean isHead = pull.head().sha().equals(commit);
        if (ways.reviews() && isHead) {
          all.addAll(reviews(pull, commit));
        }
        if (isHead || pull.state() == PullRequest.State.MERGED) {
          all.addAll(comments(pull, question.askedAt()));
        }
      }
    }
    if (ways.environment() != null) {
      all.addAll(environments(commit, ways.environment()));
    }
    return all;
  }

  private List<Given> reviews(PullRequest pull, String commit) throws InterruptedException {
    return new GitHubApprovals(calls, groups)
        .ofReviews(pull.number(), commit).stream()
            .map(
                each ->
                    new Given(
                        "review of #%d at %s by %s: %s"
                            .formatted(pull.number(), commit, each.by().name(), each.answer()),
                        person(each.by().name()),
                        each.answer(),
                        each.comment()))
            .toList();
  }

  private List<Given> comments(PullRequest pull, Instant asked) throws InterruptedException {
    CommandRule rule = ways.comments();
    if (rule == null) {
      return List.of();
    }
    return calls
        .api()
        .all(
            calls
                .get("/issues/{issue_number}/comments", pull.number())
                .query("since", asked.toString()),
            "",
            json -> comment(json, rule, asked),
            Permission.ISSUES_READ)
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** GitHub counts seconds, so one of the second in which it was asked counts. */
  private Optional<Given> comment(JsonTree json, CommandRule rule, Instant asked) {
    Instant created = Objects.requireNonNullElse(Read.instant(json.at("created_at")), Instant.MIN);
    boolean edited = !created.equals(Read.instant(json.at("updated_at")));
    String by = Read.login(json.at("user"));
    boolean may =
        rule.allows(by, Read.text(json.at("author_association")))
            && !Read.text(json.at("user", "type")).equals("Bot");
    if (edited || !may || created.isBefore(Instant.ofEpochSecond(asked.getEpochSecond()))) {
      return Optional.empty();
    }
    return CommentCommand.of(Read.text(json.at("body")))
        .flatMap(
            command ->
                answer(command)
                    .map(
                        answer ->
                            new Given(
                                "comment " + json.at("id").number(),
                                person(by),
                                answer,
                                command.rest())));
  }

  private static Optional<Decision.Answer> answer(CommentCommand command) {
    return switch (command.word()) {
      case "approve" -> Optional.of(Decision.Answer.APPROVE);
      case "reject" -> Optional.of(Decision.Answer.REJECT);
      default -> Optional.empty();
    };
  }

  private List<Given> environments(String commit, String environment) throws InterruptedException {
    WorkflowRuns runs = new WorkflowRuns(calls);
    List<Given> all = new ArrayList<>();
    for (WorkflowRun run : runs.ofCommit(commit)) {
      for (EnvironmentReview review : runs.reviews(run.id())) {
        if (review.environments().contains(environment)) {
          String id =
              "environment %s of workflow run %d by %s"
                  .formatted(environment, run.id(), review.by());
          all.add(new Given(id, person(review.by()), review.answer(), review.comment()));
        }
      }
    }
    return all;
  }

  private Principal person(String login) {
    return new Principal(login, groups.apply(login), "github");
  }
}
