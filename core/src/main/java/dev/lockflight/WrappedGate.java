package dev.lockflight;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A gate that is another gate with something added. */
interface WrappedGate extends Gate {
  Gate gate();

  /** The same wrapping around another gate. */
  Gate around(Gate other);

  @Override
  default Gate replacing(UnaryOperator<Gate> replacement) {
    return around(gate().replacing(replacement));
  }

  @Override
  default GateName name() {
    return gate().name();
  }

  @Override
  default Kind kind() {
    return gate().kind();
  }

  @Override
  default Set<Output<?>> reads() {
    return gate().reads();
  }

  @Override
  default List<ApprovalRule> approvals() {
    return gate().approvals();
  }

  @Override
  default boolean readsWorld() {
    return gate().readsWorld();
  }

  @Override
  default boolean opensOnlyAfter(Predicate<? super Gate> wanted) {
    return gate().opensOnlyAfter(wanted);
  }

  @Override
  default Set<String> overriders() {
    return gate().overriders();
  }
}
