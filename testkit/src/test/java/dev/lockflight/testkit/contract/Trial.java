package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.test;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a contract on a dummy, as a third party's build would. */
final class Trial {
  private Trial() {}

  /** Every test must pass; at least that many must have run. */
  static void passes(Class<?> dummy, int atLeast) {
    EngineExecutionResults results = run(dummy);
    assertThat(caughtIn(results)).as("tests that failed").isEmpty();
    assertThat(results.testEvents().succeeded().count()).isGreaterThanOrEqualTo(atLeast);
  }

  /** The names of the tests that failed. */
  static Set<String> caught(Class<?> dummy) {
    EngineExecutionResults results = run(dummy);
    assertThat(results.testEvents().list()).haveAtLeast(1, event(test()));
    return caughtIn(results);
  }

  /** Whether that test of the contract fails; the slow others are not run. */
  static boolean isCaughtBy(String test, Class<?> dummy) {
    return caughtIn(run(selectMethod(dummy, test))).equals(Set.of(test));
  }

  private static EngineExecutionResults run(Class<?> dummy) {
    return run(selectClass(dummy));
  }

  private static EngineExecutionResults run(DiscoverySelector what) {
    return EngineTestKit.engine("junit-jupiter").selectors(what).execute();
  }

  private static Set<String> caughtIn(EngineExecutionResults results) {
    Set<String> names = new TreeSet<>();
    results.allEvents().failed().stream()
        .filter(failed -> !isAborted(failed))
        .forEach(failed -> names.add(nameOf(failed)));
    return names;
  }

  private static boolean isAborted(Event event) {
    return event
        .getPayload(TestExecutionResult.class)
        .map(result -> result.getStatus() == TestExecutionResult.Status.ABORTED)
        .orElse(false);
  }

  private static String nameOf(Event event) {
    TestSource source = event.getTestDescriptor().getSource().orElse(null);
    return source instanceof MethodSource method
        ? method.getMethodName()
        : event.getTestDescriptor().getDisplayName();
  }
}
