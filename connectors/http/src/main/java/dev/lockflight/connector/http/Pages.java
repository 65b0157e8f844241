package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The pages of a list, each asked for when it is wanted. For one thread. */
public final class Pages {
  private final RestClient client;
  private final Request first;
  private final Paging paging;
  private final Set<String> seen = new HashSet<>();
  private Optional<Request> next;

  Pages(RestClient client, Request first, Paging paging) {
    this.client = client;
    this.first = first;
    this.paging = paging;
    next = Optional.of(first);
  }

  /**
   * The next page; empty behind the last.
   *
   * @throws RestException when it cannot be had, or was there before
   */
  public Optional<Answer> next() throws InterruptedException {
    if (next.isEmpty()) {
      return Optional.empty();
    }
    Request request = next.get();
    if (!seen.add(client.whole(request))) {
      throw new UnreadableAnswerException(
          request.toString(), FailureClass.FATAL, "the pages lead back to one that was read");
    }
    Answer page = client.send(request);
    next = paging.next(first, page);
    return Optional.of(page);
  }

  /** All elements of all pages that are left. */
  public <T> List<T> all(Function<Answer, List<T>> elements) throws InterruptedException {
    List<T> all = new ArrayList<>();
    for (Optional<Answer> page = next(); page.isPresent(); page = next()) {
      all.addAll(elements.apply(page.get()));
    }
    return List.copyOf(all);
  }

  /** What the first page that has it has; pages behind it are not asked for. */
  public <T> Optional<T> first(Function<Answer, Optional<T>> finding) throws InterruptedException {
    for (Optional<Answer> page = next(); page.isPresent(); page = next()) {
      Optional<T> found = finding.apply(page.get());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
