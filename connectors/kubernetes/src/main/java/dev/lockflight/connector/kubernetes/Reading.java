package dev.lockflight.connector.kubernetes;

import dev.lockflight.Evidence;
import dev.lockflight.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;

/** Manifests as they were read, or why they could not be. */
record Reading(
    Manifests manifests, List<Document> documents, List<String> broken, List<String> lost) {
  static Reading of(Manifests manifests) {
    List<String> lost = ManifestFiles.changesOf(manifests);
    List<Document> documents = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    if (lost.isEmpty()) {
      for (Map.Entry<String, Path> file : manifests.files().entrySet()) {
        read(file.getKey(), file.getValue(), documents, broken);
      }
    }
    return new Reading(manifests, documents, broken, lost);
  }

  private static void read(String name, Path file, List<Document> documents, List<String> broken) {
    try {
      for (Document document : Document.in(name, file)) {
        if (document.isObject()) {
          documents.add(document);
        } else {
          broken.add(name + " document " + document.number() + " is no object");
        }
      }
      broken.addAll(TruthWords.in(name, file));
    } catch (JacksonException e) {
      broken.add(
          name
              + " line "
              + e.getLocation().getLineNr()
              + ": "
              + e.getOriginalMessage().lines().findFirst().orElse("no YAML"));
    } catch (IOException e) {
      broken.add(name + ": " + e);
    }
  }

  /**
   * ERRORED when the files are not those that were left, FAILED when their YAML is not that of
   * objects.
   */
  Verdict verdict(Function<List<Document>, Verdict> judge) {
    if (!lost.isEmpty()) {
      return Verdict.errored("the manifests are not those that were left: " + lost);
    }
    if (!broken.isEmpty()) {
      Evidence[] evidence =
          broken.stream()
              .map(each -> Evidence.of("YAML", each, "well-formed", manifests.directory()))
              .toArray(Evidence[]::new);
      return Verdict.failed("YAML that cannot be relied on: " + broken, evidence);
    }
    return documents.isEmpty()
        ? Verdict.errored("there is no object in " + manifests)
        : judge.apply(documents);
  }
}
