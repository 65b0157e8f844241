package dev.lockflight.connector.kubernetes;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares manifests with the types of Kubernetes' API, without a cluster: a misspelt field, which
 * a server drops in silence unless it is asked to be strict, is FAILED and named by file, document
 * and path. Immutable and thread-safe.
 */
public final class TypedGate implements Gate {
  private static final int MOST = 5;
  private final Output<Manifests> manifests;
  private final UnknownKinds unknownKinds;

  TypedGate(Output<Manifests> manifests, UnknownKinds unknownKinds) {
    this.manifests = manifests;
    this.unknownKinds = unknownKinds;
  }

  /** A kind that is not known is FAILED. */
  public TypedGate refusingUnknownKinds() {
    return new TypedGate(manifests, UnknownKinds.FAIL);
  }

  /** A kind that is not known is passed over. */
  public TypedGate ignoringUnknownKinds() {
    return new TypedGate(manifests, UnknownKinds.IGNORE);
  }

  @Override
  public GateName name() {
    return GateName.of("manifests typed " + manifests.name());
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(manifests);
  }

  @Override
  public String describe() {
    return name() + ", unknown kinds: " + unknownKinds;
  }

  @Override
  public Verdict evaluate(GateContext context) {
    Manifests left = context.read(manifests);
    return Reading.of(left).verdict(documents -> judge(left, documents));
  }

  private Verdict judge(Manifests left, List<Document> documents) {
    Models models = new Models();
    List<Finding> wrong = new ArrayList<>();
    List<Finding> unknown = new ArrayList<>();
    for (Document document : documents) {
      if (document.apiVersion().isEmpty() || document.kind().isEmpty()) {
        wrong.add(new Finding(document, "no apiVersion or no kind", "both"));
      } else if (models.know(document)) {
        models
            .problems(document)
            .forEach(each -> wrong.add(new Finding(document, each, "a field of its type")));
      } else {
        String kind = document.apiVersion() + " " + document.kind();
        unknown.add(new Finding(document, "unknown kind " + kind, "a kind of Kubernetes"));
      }
    }
    if (unknownKinds == UnknownKinds.FAIL) {
      wrong.addAll(unknown);
    }
    Evidence[] evidence =
        Stream.concat(wrong.stream(), unknown.stream())
            .distinct()
            .map(each -> each.asEvidence(left))
            .toArray(Evidence[]::new);
    if (!wrong.isEmpty()) {
      return Verdict.failed(wrong.size() + " problems: " + brief(wrong), evidence);
    }
    return unknown.isEmpty() || unknownKinds == UnknownKinds.IGNORE
        ? Verdict.passed(documents.size() + " objects are as Kubernetes' types say", evidence)
        : Verdict.warned(
            "could not look into kinds that are not Kubernetes' own: " + brief(unknown), evidence);
  }

  private static String brief(List<Finding> findings) {
    List<String> first = findings.stream().limit(MOST).map(Finding::toString).toList();
    return String.join("; ", first) + (findings.size() > MOST ? "; …" : "");
  }
}
