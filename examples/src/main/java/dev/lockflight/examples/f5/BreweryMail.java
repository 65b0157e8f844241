package dev.lockflight.examples.f5;

import static dev.lockflight.dsl.Lockflight.tell;

import dev.lockflight.Channel;
import dev.lockflight.Notification.Message;
import dev.lockflight.Release;
import dev.lockflight.RunContext;
import dev.lockflight.Step;
import dev.lockflight.Told;

/** What people are told. Immutable. */
record BreweryMail(Channel channel) {
  Step<Told> passed() {
    return tell(channel, run -> Message.of("✅ Build passed: " + source(run), of(run.release())))
        .named("mail build passed");
  }

  Step<Told> failed() {
    return tell(
            channel,
            run ->
                Message.of(
                    "❌ Build failed: " + source(run),
                    "Run " + run.run() + " did not come to its end; its report says where and why.",
                    of(run.release())))
        .named("mail build failed");
  }

  Step<Told> deployed() {
    return tell(
            channel,
            run ->
                Message.of(
                    "🚀 Deployed to " + run.environment().orElseThrow().name(), of(run.release())))
        .named("mail deployed");
  }

  /** A release in words: its commit, and the digests of what was built from it. */
  static String of(Release release) {
    StringBuilder text = new StringBuilder("commit " + release.commit());
    release.artifacts().forEach((name, digest) -> text.append("\n" + name + "@" + digest));
    return text.toString();
  }

  private static String source(RunContext run) {
    return run.cause().ref() + " at " + run.release().commit().substring(0, 7);
  }
}
