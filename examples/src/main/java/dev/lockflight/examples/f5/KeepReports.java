package dev.lockflight.examples.f5;

import dev.lockflight.Call;
import dev.lockflight.Output;
import dev.lockflight.StepContext;
import dev.lockflight.connector.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Collects what a run has left: logs and reports as far as it came, and what it was about. */
record KeepReports() implements Call<KeptFiles> {
  @Override
  public String name() {
    return "keep reports";
  }

  @Override
  public String describe() {
    return "keep logs and reports as far as there are any";
  }

  @Override
  public KeptFiles run(StepContext context) throws IOException {
    Map<String, String> kept = new TreeMap<>();
    Path about = context.workspace().resolve("run.txt");
    String text =
        context.run() + "\n" + context.cause() + "\n" + BreweryMail.of(context.release()) + "\n";
    kept.put("run.txt", Files.writeString(about, text).toString());
    Stream.of(BreweryPipeline.TESTS, BreweryPipeline.BANDIT)
        .forEach(output -> context.find(output).ifPresent(result -> keep(output, result, kept)));
    return new KeptFiles(kept);
  }

  private static void keep(Output<?> output, CommandResult result, Map<String, String> kept) {
    kept.put("logs/" + output.name() + ".log", result.logFile());
    result.files().forEach((name, file) -> kept.put(name, file.toString()));
  }
}
