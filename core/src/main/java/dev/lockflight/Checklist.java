package dev.lockflight;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A gate made of items that must all be ticked: automatic ones, which are gates, and manual ones,
 * which people sign. Immutable: each method returns another checklist.
 *
 * <pre>{@code
 * checklist("ready for prod")
 *     .automatic("all tests pass", testsPassed(STG))
 *     .manual("tested by hand in stage", "qa")
 * }</pre>
 *
 * <p>People are asked once no automatic item blocks, and see what the automatic items saw. The
 * automatic items are asked again with each answer: when what they see has changed, the answers are
 * void and people are asked again. A manual item is an approval with the name of the item.
 */
public record Checklist(GateName name, List<Item> items) implements Gate {
  /** One line of the list: what must be so, and the gate that knows. */
  public record Item(String text, Gate gate) {}

  public Checklist {
    items = List.copyOf(items);
    Set<String> texts = new LinkedHashSet<>();
    for (Item item : items) {
      if (!texts.add(item.text())) {
        throw new InvalidDefinitionException(
            "checklist " + name + " has the item '" + item.text() + "' twice");
      }
      if (item.gate() instanceof PolledGate) {
        throw new InvalidDefinitionException(
            "item '" + item.text() + "' of checklist " + name + " is polled; poll the checklist");
      }
    }
  }

  /** A list without items; it is rejected when it is asked or described before it has one. */
  public static Checklist of(String name) {
    return new Checklist(GateName.of(name), List.of());
  }

  /** An item that the gate ticks. */
  public Checklist automatic(String text, Gate gate) {
    List<Item> all = new ArrayList<>(items);
    all.add(new Item(text, gate));
    return new Checklist(name, all);
  }

  /** An item that one of these logins, or of the people of these groups, signs. */
  public Checklist manual(String text, String... loginsOrGroups) {
    return manual(ApprovalRule.of(text).by(loginsOrGroups));
  }

  /** An item that people sign as the rule says; the rule's name is the item's text. */
  public Checklist manual(ApprovalRule rule) {
    return automatic(rule.name().value(), rule);
  }

  @Override
  public Kind kind() {
    return all().kind();
  }

  @Override
  public Set<Output<?>> reads() {
    return all().reads();
  }

  @Override
  public List<ApprovalRule> approvals() {
    return all().approvals();
  }

  @Override
  public boolean readsWorld() {
    return all().readsWorld();
  }

  @Override
  public boolean opensOnlyAfter(Predicate<? super Gate> wanted) {
    return wanted.test(this) || all().opensOnlyAfter(wanted);
  }

  @Override
  public Gate replacing(UnaryOperator<Gate> replacement) {
    Gate replaced = replacement.apply(this);
    return replaced == this
        ? new Checklist(
            name,
            items.stream()
                .map(item -> new Item(item.text(), item.gate().replacing(replacement)))
                .toList())
        : replaced;
  }

  @Override
  public String describe() {
    return all().parts().size()
        + " items: "
        + items.stream()
            .map(item -> item.text() + " (" + item.gate().describe() + ")")
            .collect(Collectors.joining("; "));
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    List<Verdict> verdicts = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    for (Item item : all().parts().isEmpty() ? List.<Item>of() : items) {
      Verdict verdict = item.gate().evaluate(context);
      verdicts.add(verdict);
      if (item.gate().approvals().isEmpty()) {
        evidence.add(Evidence.of(item.text(), verdict, item.gate().describe(), "checklist"));
      }
      evidence.addAll(verdict.evidence());
    }
    return whole(verdicts, evidence);
  }

  private Verdict whole(List<Verdict> verdicts, List<Evidence> evidence) {
    List<Verdict> closed =
        verdicts.stream().filter(verdict -> !verdict.opens() && !verdict.isPending()).toList();
    Optional<Verdict> worst =
        closed.stream()
            .filter(verdict -> verdict.status() == Verdict.Status.FAILED)
            .max((one, other) -> one.refusal().compareTo(other.refusal()))
            .or(() -> closed.stream().findFirst());
    String told = told(verdicts);
    if (worst.isPresent()) {
      return new Verdict(worst.get().status(), told, evidence, null, worst.get().refusal());
    }
    if (verdicts.stream().anyMatch(Verdict::isPending)) {
      return verdicts.stream()
          .flatMap(verdict -> verdict.nextAnswerAt().stream())
          .min(java.time.Instant::compareTo)
          .map(at -> Verdict.pendingUntil(at, told))
          .orElseGet(() -> Verdict.pending(told))
          .withEvidence(evidence);
    }
    boolean warned = verdicts.stream().anyMatch(v -> v.status() == Verdict.Status.WARNED);
    return Verdict.of(
        warned ? Verdict.Status.WARNED : Verdict.Status.PASSED, told, List.copyOf(evidence));
  }

  /** How many are ticked, and every item that is not, with its reason. */
  private String told(List<Verdict> verdicts) {
    List<String> open = new ArrayList<>();
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      if (!verdict.opens() || verdict.status() == Verdict.Status.WARNED) {
        open.add(items.get(i).text() + " " + verdict);
      }
    }
    long ticked = verdicts.stream().filter(Verdict::opens).count();
    String count = ticked + " of " + items.size() + " items";
    return open.isEmpty() ? count : count + "; " + String.join("; ", open);
  }

  /** As the combination that it is. */
  private CombinedGate all() {
    if (items.isEmpty()) {
      throw new InvalidDefinitionException(
          "checklist " + name + " has no items; add automatic(...) or manual(...)");
    }
    return new CombinedGate(name, items.size(), items.stream().map(Item::gate).toList());
  }
}
