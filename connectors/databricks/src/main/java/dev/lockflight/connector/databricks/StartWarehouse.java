package dev.lockflight.connector.databricks;

import dev.lockflight.FailureClass;
import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.RestException;
import java.time.Duration;
import java.time.Instant;

/** Starts a warehouse and waits for it. Starting twice does no more than starting once. */
record StartWarehouse(SqlWarehouse warehouse) implements RemoteOperation<WarehouseStatus> {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "start-warehouse";
  }

  @Override
  public String describe() {
    return "start " + warehouse;
  }

  /** The handle is the moment it was asked. */
  @Override
  public Handle submit(StepContext context) throws InterruptedException {
    try {
      warehouse.start();
      return new Handle(context.now().toString());
    } catch (RestException e) {
      throw e.asStepFailure();
    }
  }

  @Override
  public Poll<WarehouseStatus> poll(Handle handle, StepContext context)
      throws InterruptedException {
    WarehouseStatus status = status();
    return switch (status.state()) {
      case RUNNING -> Poll.finished(status);
      case DELETING, DELETED ->
          throw StepFailedException.fatal(status + ": name another warehouse");
      case STOPPED ->
          throw StepFailedException.transientFailure(
              status
                  + " although it was started: "
                  + (status.trouble().isEmpty() ? "Databricks does not say why" : status.trouble())
                  + "; look at the warehouse's monitoring page");
      default -> waiting(Instant.parse(handle.value()), status, context);
    };
  }

  private WarehouseStatus status() throws InterruptedException {
    try {
      return warehouse.status();
    } catch (RestException e) {
      throw e.failureClass() == FailureClass.TRANSIENT ? e : e.asStepFailure();
    }
  }

  private static Poll<WarehouseStatus> waiting(
      Instant since, WarehouseStatus status, StepContext context) {
    if (context.now().isAfter(since.plus(PATIENCE))) {
      throw StepFailedException.transientFailure(
          status
              + " since "
              + PATIENCE.toMinutes()
              + " minutes "
              + status.trouble()
              + "; look at the warehouse's monitoring page and the cloud's quotas");
    }
    return Poll.running(AGAIN, Progress.of(status.toString(), 0, 1));
  }

  /** A warehouse that is starting cannot be called back; it stops by itself when nobody uses it. */
  @Override
  public void cancel(Handle handle, StepContext context) {}
}
