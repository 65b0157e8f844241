package dev.lockflight.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.testkit.contract.RunStoreContract;
import org.junit.jupiter.api.Test;

final class InMemoryRunStoreTest extends RunStoreContract {
  @Override
  protected RunStore open() {
    return new InMemoryRunStore();
  }

  @Test
  void belongs_to_one_process() {
    assertThat(store.isShared()).isFalse();
  }
}
