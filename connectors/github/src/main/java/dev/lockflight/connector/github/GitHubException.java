package dev.lockflight.connector.github;

import dev.lockflight.FailureClass;
import dev.lockflight.LockflightException;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.RestException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * GitHub did not do what was asked, or nobody knows whether it did. The message names the call,
 * what GitHub said, the permission it needs when that may be the reason, and what to do next; it
 * holds no secret.
 */
public final class GitHubException extends LockflightException {
  /** Why, for programs. */
  public enum Kind {
    /** No credentials, or wrong or expired ones. */
    CREDENTIALS,
    /** These credentials may not do this. */
    PERMISSION,
    /** It is not there, or these credentials may not see it: GitHub tells no difference. */
    NOT_FOUND,
    /** Its present state forbids it: not mergeable, moved meanwhile, exists already. */
    CONFLICT,
    /** GitHub does not accept what was sent. */
    INVALID,
    /** More than GitHub takes. */
    TOO_LARGE,
    /** Too many requests, by the primary or a secondary limit. */
    RATE_LIMITED,
    /** No answer, or one that says try later; it may have taken effect. */
    UNAVAILABLE,
    /** An answer that GitHub does not document. */
    UNEXPECTED
  }

  private final Kind kind;
  private final int status;
  private final FailureClass failureClass;
  private final @Nullable Permission permission;

  private GitHubException(
      Kind kind,
      int status,
      FailureClass failureClass,
      @Nullable Permission permission,
      String message) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.failureClass = failureClass;
    this.permission = permission;
  }

  /** Found out here, before or after asking GitHub. */
  static GitHubException of(Kind kind, String message) {
    FailureClass failureClass =
        kind == Kind.UNAVAILABLE ? FailureClass.TRANSIENT : FailureClass.FATAL;
    return new GitHubException(kind, 0, failureClass, null, message);
  }

  static GitHubException of(RestException e, Permission needed) {
    int status = e instanceof AnswerException answer ? answer.status() : 0;
    Kind kind = kind(e, status);
    boolean telling =
        needed != Permission.NONE && (kind == Kind.PERMISSION || kind == Kind.NOT_FOUND);
    GitHubException made =
        new GitHubException(
            kind,
            status,
            e.failureClass(),
            telling ? needed : null,
            e.getMessage() + (telling ? "; the call needs the permission " + needed : ""));
    Throwable unused = made.initCause(e);
    return made;
  }

  private static Kind kind(RestException e, int status) {
    if (e instanceof AnswerException answer && answer.problem().refusal().isRefused()) {
      return Kind.RATE_LIMITED;
    }
    if (status == 0) {
      return e.failureClass() == FailureClass.TRANSIENT ? Kind.UNAVAILABLE : Kind.UNEXPECTED;
    }
    return switch (status) {
      case 401 -> Kind.CREDENTIALS;
      case 403, 451 -> Kind.PERMISSION;
      case 404, 410 -> Kind.NOT_FOUND;
      case 405, 409 -> Kind.CONFLICT;
      case 400, 422 -> Kind.INVALID;
      case 413 -> Kind.TOO_LARGE;
      default -> status >= 500 ? Kind.UNAVAILABLE : Kind.UNEXPECTED;
    };
  }

  public Kind kind() {
    return kind;
  }

  /** The HTTP status; 0 when there was no such answer. */
  public int status() {
    return status;
  }

  /** Whether the same call may succeed later. */
  public FailureClass failureClass() {
    return failureClass;
  }

  /** The permission that may be missing, as GitHub's settings name it. */
  public Optional<String> permission() {
    return Optional.ofNullable(permission).map(Permission::toString);
  }

  /** The same, for a step to throw. */
  public StepFailedException asStepFailure() {
    String message = String.valueOf(getMessage());
    return (failureClass == FailureClass.TRANSIENT
            ? StepFailedException.transientFailure(message)
            : StepFailedException.fatal(message))
        .causedBy(this);
  }
}
