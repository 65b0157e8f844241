package dev.lockflight.connector.cli;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Cause;
import dev.lockflight.Parameter;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.Trigger;
import dev.lockflight.engine.StartRequest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run is started with. */
final class StartOptions {
  /** What can be said to have started a run. */
  enum Kind {
    PUSH("push"),
    PULL_REQUEST("pull-request"),
    TAG("tag"),
    MANUAL("manual"),
    CRON("cron");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @Option(names = "--pipeline", description = "Which pipeline, when there are several.")
  @Nullable String pipeline;

  @Option(names = "--commit", description = "The commit to release. Default: git's HEAD here.")
  @Nullable String commit;

  @Option(
      names = "--trigger",
      description =
          "What starts it: ${COMPLETION-CANDIDATES}. Default: push, or manual when no push starts it.")
  @Nullable Kind trigger;

  @Option(names = "--branch", description = "The branch pushed or to be merged. Default: git's.")
  @Nullable String branch;

  @Option(names = "--into", description = "The branch a pull request goes into.")
  @Nullable String into;

  @Option(names = "--tag", description = "The tag, for --trigger tag.")
  @Nullable String tag;

  @Option(
      names = "--cron",
      description = "The schedule, for --trigger cron. Default: the pipeline's only one.")
  @Nullable String cron;

  @Option(
      names = "--param",
      paramLabel = "<name=value>",
      description = "A parameter of the pipeline; may be given several times.")
  Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--author",
      description = "An author of the release, for approvals that bar authors. Default: git's.")
  Set<String> authors = new LinkedHashSet<>();

  @Option(
      names = "--hotfix",
      paramLabel = "<reason>",
      description = {
        "A hotfix, and why: it passes freezes and soaks where the environment lets you,",
        "never an approval, a verification, a veto or a pin."
      })
  @Nullable String hotfix;

  /** A plan says all of this itself. */
  void refuseBesidePlan() {
    boolean given =
        Stream.of(pipeline, commit, trigger, branch, into, tag, cron, hotfix)
                .anyMatch(Objects::nonNull)
            || !parameters.isEmpty()
            || !authors.isEmpty();
    if (given) {
      throw CommandFailedException.usage(
          "--plan says what is started; leave out pipeline, commit, trigger, branch, parameters,"
              + " authors and hotfix, or make another plan with them");
    }
  }

  StartRequest request(Session session) {
    Pipeline chosen = session.tool().pipeline(pipeline);
    parameters.forEach((name, text) -> check(chosen, name, text));
    Git git = new Git(session.tool().place().directory());
    Release release = release(session, git);
    Cause cause = cause(chosen, git, session.tool().user());
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      cause = cause.withInput(parameter.getKey(), parameter.getValue());
    }
    Set<String> known = authors.isEmpty() ? git.authors(release.commit()) : authors;
    if (known.isEmpty() && barsAuthors(chosen)) {
      throw CommandFailedException.usage(
          "an approval of "
              + chosen.name()
              + " bars the release's authors, and git does not know them here; name them with --author");
    }
    StartRequest request =
        new StartRequest(chosen.name(), cause.withAuthors(known.toArray(new String[0])), release);
    return hotfix == null ? request : request.asHotfix(hotfix);
  }

  private Release release(Session session, Git git) {
    if (commit != null) {
      return Release.of(commit);
    }
    Optional<String> head = git.commit();
    if (head.isEmpty()) {
      throw CommandFailedException.usage(
          session.tool().place().directory()
              + " is not in a git work tree with a commit; name the release with --commit");
    }
    if (git.hasUncommittedChanges()) {
      session
          .printer()
          .warn("there are uncommitted changes; the release is named after commit " + head.get());
    }
    return Release.of(head.get());
  }

  private Cause cause(Pipeline chosen, Git git, Principal by) {
    Kind kind = trigger == null ? usual(chosen) : trigger;
    return switch (kind) {
      case PUSH -> Cause.push(branch(git), by);
      case PULL_REQUEST -> Cause.pullRequest(branch(git), given(into, "--into"), by);
      case TAG -> Cause.tag(given(tag, "--tag"), by);
      case MANUAL -> Cause.manual(by);
      case CRON -> Cause.cron(cron == null ? onlySchedule(chosen) : cron);
    };
  }

  private static Kind usual(Pipeline chosen) {
    boolean pushed = chosen.triggers().stream().anyMatch(Trigger.Push.class::isInstance);
    boolean byHand =
        chosen.triggers().isEmpty()
            || chosen.triggers().stream().anyMatch(Trigger.Manual.class::isInstance);
    return !pushed && byHand ? Kind.MANUAL : Kind.PUSH;
  }

  private String branch(Git git) {
    return branch != null
        ? branch
        : git.branch()
            .orElseThrow(
                () ->
                    CommandFailedException.usage("git has no branch here; name it with --branch"));
  }

  private static String given(@Nullable String value, String option) {
    if (value == null) {
      throw CommandFailedException.usage("this trigger needs " + option);
    }
    return value;
  }

  private static String onlySchedule(Pipeline chosen) {
    List<String> schedules =
        chosen.triggers().stream()
            .filter(Trigger.Cron.class::isInstance)
            .map(each -> ((Trigger.Cron) each).expression().text())
            .toList();
    if (schedules.size() != 1) {
      throw CommandFailedException.usage("say which schedule with --cron, one of " + schedules);
    }
    return schedules.get(0);
  }

  private static void check(Pipeline chosen, String name, String text) {
    Parameter<?> parameter =
        chosen.parameters().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    CommandFailedException.usage(
                        "pipeline "
                            + chosen.name()
                            + " has no parameter "
                            + name
                            + "; it has "
                            + chosen.parameters()));
    parameter.check(text);
  }

  private static boolean barsAuthors(Pipeline chosen) {
    return chosen.stages().stream()
        .flatMap(
            stage -> java.util.Arrays.stream(Phase.values()).flatMap(p -> stage.gates(p).stream()))
        .flatMap(gate -> gate.approvals().stream())
        .anyMatch(rule -> rule.barred().contains(ApprovalRule.Barred.AUTHORS));
  }
}
