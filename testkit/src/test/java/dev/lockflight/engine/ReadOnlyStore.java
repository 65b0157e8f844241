package dev.lockflight.engine;

import dev.lockflight.store.Append;
import dev.lockflight.store.ForwardingRunStore;
import dev.lockflight.store.RunStore;
import java.util.List;

/** A store that may be looked at and nothing else, while it is strict. */
final class ReadOnlyStore extends ForwardingRunStore {
  boolean strict = true;

  ReadOnlyStore(RunStore store) {
    super(store);
  }

  private void refuse(String what) {
    if (strict) {
      throw new AssertionError("the store was asked to " + what);
    }
  }

  @Override
  public Append prepare(Append append) {
    refuse("prepare");
    return super.prepare(append);
  }

  @Override
  public void append(List<Append> appends) {
    refuse("append");
    super.append(appends);
  }

  @Override
  public Ownership own(String owner) {
    refuse("own");
    return super.own(owner);
  }

  @Override
  public void send(Request request) {
    refuse("send");
    super.send(request);
  }

  @Override
  public void answer(String requestId, String answer) {
    refuse("answer");
    super.answer(requestId, answer);
  }

  @Override
  public void keepBookmark(String name, String value) {
    refuse("keep a bookmark");
    super.keepBookmark(name, value);
  }

  @Override
  public void close() {
    refuse("close");
    super.close();
  }
}
