package dev.lockflight.examples.f5;

import static dev.lockflight.dsl.Lockflight.call;
import static dev.lockflight.dsl.Lockflight.gate;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Step;
import dev.lockflight.Verdict;
import dev.lockflight.connector.docker.PushedImage;
import dev.lockflight.connector.github.PublishedRelease;
import dev.lockflight.connector.github.ReleaseDraft;
import dev.lockflight.connector.github.Releases;
import java.util.Optional;

/** The release on GitHub of what is in production. Immutable. */
record BreweryRelease(Releases releases) {
  /** A version names one commit for ever: opens unless it is released from another one. */
  Gate isNew(Output<String> version) {
    return gate(
        "version is new",
        context -> {
          String tag = "v" + context.read(version);
          Optional<PublishedRelease> there = releases.find(tag);
          boolean other =
              there.isPresent() && !there.get().body().contains(context.release().commit());
          Evidence seen =
              Evidence.of(tag, other ? "released" : "free", "free or of this commit", "GitHub");
          return other
              ? Verdict.failed(tag + " is released from another commit; raise VERSION", seen)
              : Verdict.passed(tag + " can be released", seen);
        });
  }

  Step<PublishedRelease> publish(Output<String> version, Output<PushedImage> image) {
    return call(
        "publish release",
        context -> {
          String commit = context.release().commit();
          String body = "Image " + context.read(image).reference() + " of commit " + commit;
          return releases.publish(
              ReleaseDraft.of("v" + context.read(version)).at(commit).saying(body));
        });
  }
}
