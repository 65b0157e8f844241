package dev.lockflight.examples;

import static dev.lockflight.dsl.Lockflight.stage;

import dev.lockflight.Cause;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.connector.github.PublishedRelease;
import dev.lockflight.connector.github.ReleaseDraft;
import dev.lockflight.connector.github.Releases;
import dev.lockflight.dsl.Lockflight;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.examples.laptop.LocalGitHub;
import dev.lockflight.examples.laptop.SampleRepository;
import dev.lockflight.run.Run;
import dev.lockflight.store.InMemoryRunStore;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A release on GitHub at the commit that was delivered, with GitHub's notes and a file. */
public final class ReleaseWithNotes {
  private static final Output<PublishedRelease> RELEASED =
      Output.of("released", PublishedRelease.class);

  private ReleaseWithNotes() {}

  static Pipeline pipeline(Releases releases, Path file) {
    return Lockflight.pipeline(
        "release",
        stage("publish")
            .run(releases.publishing(ReleaseDraft.of("v1").withGeneratedNotes()).into(RELEASED))
            .run(releases.uploading(RELEASED, file)));
  }

  public static void main(String[] args) throws Exception {
    System.out.println(run(System.out));
  }

  static Run run(PrintStream out) throws Exception {
    Path directory = Files.createTempDirectory("release");
    Path file = Files.writeString(directory.resolve("notes.txt"), "deployed");
    SampleRepository code = SampleRepository.empty(directory);
    try (LocalGitHub server = LocalGitHub.serving(code, "acme/warehouse", out);
        GitHub github = server.client();
        Engine engine =
            Engine.on(new InMemoryRunStore())
                .open(pipeline(github.repository("acme/warehouse").releases(), file))) {
      Cause cause = Cause.manual(Principal.of("alice"));
      return engine
          .ended(engine.start(StartRequest.of("release", cause, Release.of(code.head("main")))))
          .get();
    }
  }
}
