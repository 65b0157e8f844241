package dev.lockflight.connector.docker;

import dev.lockflight.RunContext;
import java.util.List;

/**
 * Which tags an image gets in a run, for example {@code run -> ImageTags.ofBranch(
 * run.parameter(BRANCH), run.parameter(VERSION), run.release().commit())}. Must be thread-safe.
 */
@FunctionalInterface
public interface TagRule {
  List<String> tags(RunContext run);
}
