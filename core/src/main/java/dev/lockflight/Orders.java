package dev.lockflight;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The orders that stand: a fold over the journal of orders, nothing else. Immutable; of the same
 * kind about the same thing the last one counts.
 */
public final class Orders {
  /** Nobody has ordered anything. */
  public static final Orders NONE = new Orders(Map.of());

  private enum Kind {
    VETO,
    PIN,
    HOLD
  }

  /** What an order is about: a later one of the same topic replaces it. */
  private record Topic(Kind kind, @Nullable EnvironmentName environment, String commit) {
    static Topic of(Order order) {
      EnvironmentName where = order.place().orElse(null);
      if (order instanceof Order.Veto veto) {
        return new Topic(Kind.VETO, where, veto.commit());
      }
      if (order instanceof Order.LiftVeto lifted) {
        return new Topic(Kind.VETO, where, lifted.commit());
      }
      boolean pins = order instanceof Order.Pin || order instanceof Order.Unpin;
      return new Topic(pins ? Kind.PIN : Kind.HOLD, where, "");
    }
  }

  private final Map<Topic, OrderEntry> last;

  private Orders(Map<Topic, OrderEntry> last) {
    this.last = last;
  }

  /** The orders whose journal this is, oldest first. */
  public static Orders of(Iterable<OrderEntry> journal) {
    Map<Topic, OrderEntry> last = new LinkedHashMap<>();
    for (OrderEntry entry : journal) {
      Topic topic = Topic.of(entry.order());
      last.remove(topic);
      last.put(topic, entry);
    }
    return last.isEmpty() ? NONE : new Orders(Collections.unmodifiableMap(last));
  }

  /** The veto that keeps this commit out of the environment. */
  public Optional<Order.Veto> veto(EnvironmentName environment, String commit) {
    return order(new Topic(Kind.VETO, null, commit), Order.Veto.class)
        .or(() -> order(new Topic(Kind.VETO, environment, commit), Order.Veto.class));
  }

  /** Whether the release of this line may not be there again. */
  public boolean isVetoed(Deployment line) {
    return veto(line.environment(), line.release().commit()).isPresent();
  }

  /** The vetoes that stand in the environment, also those of every one, oldest first. */
  public List<Order.Veto> vetoes(EnvironmentName environment) {
    return entries().stream()
        .map(OrderEntry::order)
        .filter(Order.Veto.class::isInstance)
        .map(Order.Veto.class::cast)
        .filter(veto -> veto.place().map(environment::equals).orElse(true))
        .toList();
  }

  /** The pin that stands at that moment. */
  public Optional<Order.Pin> pin(EnvironmentName environment, Instant now) {
    return order(new Topic(Kind.PIN, environment, ""), Order.Pin.class)
        .filter(pin -> !pin.isOver(now));
  }

  /** Whether the veto that would be lifted stands. */
  public boolean hasVeto(Order.LiftVeto lift) {
    return order(Topic.of(lift), Order.Veto.class).isPresent();
  }

  /** When a hold of the environment was released last, unless it was ordered again since. */
  public Optional<Instant> holdReleased(EnvironmentName environment) {
    return lastAboutHold(environment)
        .filter(entry -> entry.order() instanceof Order.ReleaseHold)
        .map(OrderEntry::at);
  }

  /** The last word about holding the environment: a hold, or its release. */
  Optional<OrderEntry> lastAboutHold(EnvironmentName environment) {
    return Optional.ofNullable(last.get(new Topic(Kind.HOLD, environment, "")));
  }

  /** The last order of each kind about each thing, also those that take another back. */
  public Collection<OrderEntry> entries() {
    return last.values();
  }

  private <T extends Order> Optional<T> order(Topic topic, Class<T> wanted) {
    return Optional.ofNullable(last.get(topic))
        .map(OrderEntry::order)
        .filter(wanted::isInstance)
        .map(wanted::cast);
  }

  @Override
  public String toString() {
    return last.values().toString();
  }
}
