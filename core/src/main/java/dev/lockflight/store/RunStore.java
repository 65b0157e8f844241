package dev.lockflight.store;

import dev.lockflight.Deployment;
import dev.lockflight.Digest;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.OrderEntry;
import dev.lockflight.PipelineName;
import dev.lockflight.RunId;
import dev.lockflight.Structure;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps journals. What {@link #append} has returned from survives a kill and a loss of power, as
 * far as the store says it does. Thread-safe; one engine at a time owns a store, and any number of
 * processes may read it and send requests to its owner.
 */
public interface RunStore extends AutoCloseable {
  /** Which runs to list; null or empty means any. Newest first. */
  record Query(@Nullable PipelineName pipeline, Set<RunStatus> statuses, int limit) {
    public static final Query UNFINISHED =
        new Query(
            null,
            Set.of(RunStatus.PENDING, RunStatus.RUNNING, RunStatus.WAITING),
            Integer.MAX_VALUE);

    public Query {
      statuses = Set.copyOf(statuses);
    }

    public static Query newest(int limit) {
      return new Query(null, Set.of(), limit);
    }
  }

  /**
   * Does what can be done about an append before it is its turn to be written, on the thread of
   * whoever brings it: the one that writes should do little else. Not needed, and never throws.
   */
  default Append prepare(Append append) {
    return append;
  }

  /**
   * Writes the appends in one commit: all are durable when it returns, or none is there.
   *
   * @throws StaleJournalException when a run's next entry already exists: somebody else wrote it
   * @throws StoreException when an entry would leave a gap in its run's journal
   * @throws StoreException when the store cannot write, for example on a full disk
   */
  void append(List<Append> appends);

  /** The entries of a run after {@code afterSeq}, oldest first; empty for an unknown run. */
  List<JournalEntry> read(RunId run, long afterSeq);

  Optional<RunSummary> find(RunId run);

  List<RunSummary> list(Query query);

  /** The structure with this digest, when a run was pinned to it. */
  Optional<Structure> structure(Digest digest);

  /** The lines of the ledger about an environment, in the order of the journal, newest first. */
  List<Deployment> deployments(EnvironmentName environment);

  /**
   * Writes the next line of the journal of orders: what people have decided about environments. It
   * is durable when it returns.
   *
   * @throws StoreException when the store cannot write
   */
  void write(OrderEntry order);

  /** The journal of orders, oldest first. There are few: people give them. */
  List<OrderEntry> orders();

  /** What is deployed where and what people have ordered, read anew each time it is asked. */
  default Ledger ledger() {
    return new StoreLedger(this);
  }

  /**
   * Makes the caller the one owner until it closes the ownership or dies.
   *
   * @param owner who it is, for the message another one gets: process, host, program
   * @throws StoreOwnedException when another process owns it; the message names it
   */
  Ownership own(String owner);

  /** Who owns the store now, if anybody alive does. */
  Optional<String> owner();

  /** Leaves a request for the owner; durable when it returns. Sending it again changes nothing. */
  void send(Request request);

  /** The requests that the owner has not answered, oldest first. */
  List<Request> requests();

  /**
   * Records the owner's answer and removes the request from those waiting; the first answer stays.
   *
   * @throws StoreException when there is no such request
   */
  void answer(String requestId, String answer);

  /** The answer to a request, once there is one. */
  Optional<String> answerTo(String requestId);

  /** What was kept under this name. */
  Optional<String> bookmark(String name);

  /**
   * Remembers how far something was handled, in the place of what was kept under this name before;
   * durable when it returns. Triggers keep what they have seen here.
   */
  void keepBookmark(String name, String value);

  /** Whether other processes can leave requests, so that the owner must look for them. */
  boolean isShared();

  @Override
  void close();

  /** The right to write. */
  interface Ownership extends AutoCloseable {
    @Override
    void close();
  }

  /** Something another process wants the owner to do. */
  record Request(String id, String kind, String body) {}
}
