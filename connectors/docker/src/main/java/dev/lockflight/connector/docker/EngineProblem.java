package dev.lockflight.connector.docker;

import dev.lockflight.FailureClass;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.Problem;
import java.util.Locale;

/** What the engine's errors mean: it answers 500 to much that no repetition heals. */
final class EngineProblem {
  private EngineProblem() {}

  static Problem read(Problem problem, Answer answer) {
    if (answer.status() == 404 && problem.message().contains("manifest")) {
      return problem.advising("check that the image was pushed there");
    }
    if (answer.status() == 404) {
      return problem.advising("check the name; pull the image or create the container first");
    }
    if (answer.status() == 409) {
      return problem.advising("look at the container's present state, or remove it first");
    }
    return answer.status() == 500 ? sharpened(problem) : problem;
  }

  private static Problem sharpened(Problem problem) {
    String advice = advice(problem.message());
    return advice.isEmpty() ? problem : problem.failing(FailureClass.FATAL).advising(advice);
  }

  /** What a person must do about it; empty when trying again may help. */
  static String advice(String message) {
    String said = message.toLowerCase(Locale.ROOT);
    if (said.contains("unauthorized")
        || said.contains("denied")
        || said.contains("no basic auth credentials")
        || said.contains("incorrect username or password")) {
      return "check the registry login and that it may do this with the repository";
    }
    if (said.contains("no space left")) {
      return "free disk space on the engine's machine (docker system prune)";
    }
    if (said.contains("manifest unknown") || said.contains("not found")) {
      return "check that the image was pushed there";
    }
    return said.contains("does not exist") ? "build, tag or pull the image first" : "";
  }
}
