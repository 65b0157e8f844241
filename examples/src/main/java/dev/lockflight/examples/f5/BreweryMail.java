package dev.lockflight.examples.f5;

import static dev.lockflight.dsl.Lockflight.tell;

import dev.lockflight.Channel;
import dev.lockflight.Notification.Message;
import dev.lockflight.RunContext;
import dev.lockflight.Step;
import dev.lockflight.Told;

/** What people are told. Immutable. */
record BreweryMail(Channel channel) {
  Step<Told> passed() {
    return tell(
            channel,
            run -> Message.of("✅ Build passed: " + source(run), "Release: " + run.release()))
        .named("mail build passed");
  }

  Step<Told> failed() {
    return tell(
            channel,
            run ->
                Message.of(
                    "❌ Build failed: " + source(run),
                    "Run " + run.run() + " did not come to its end; its report says where and why.",
                    "Release: " + run.release()))
        .named("mail build failed");
  }

  Step<Told> deployed() {
    return tell(
            channel,
            run ->
                Message.of(
                    "🚀 Deployed to " + run.environment().orElseThrow().name(),
                    "Release: " + run.release()))
        .named("mail deployed");
  }

  private static String source(RunContext run) {
    return run.cause().ref() + " at " + run.release().commit().substring(0, 7);
  }
}
