package dev.lockflight.report;

import dev.lockflight.ItemPath;
import dev.lockflight.Pipeline;
import dev.lockflight.Progress;
import dev.lockflight.RunId;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StepEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows one run live on a terminal: stages, running steps with their progress, gates and what is
 * waited for, redrawn in place. It follows the first run it hears of.
 *
 * <p>It has no thread: it redraws when something happens, at most every 50 ms, and when {@link
 * #tick()} is called, so call that a few times a second. When the run ends the whole picture stays
 * on the screen and the cursor is back; {@link #close()} does the same earlier, and must be called
 * however the program ends. Nobody else should write to the terminal meanwhile, except between
 * {@link #pause()} and {@link #resume()}. Thread-safe.
 */
public final class TerminalProgress implements RunListener, AutoCloseable {
  private static final Duration BETWEEN_FRAMES = Duration.ofMillis(50);

  private final Pipeline pipeline;
  private final TerminalFrame frame;
  private final InstantSource clock;
  private final Map<ItemPath, Progress> progress = new HashMap<>();
  private final Map<ItemPath, String> said = new HashMap<>();
  private @Nullable Run run;
  private Instant drawnAt = Instant.MIN;
  private boolean paused;
  private boolean closed;

  private TerminalProgress(Pipeline pipeline, TerminalFrame frame, InstantSource clock) {
    this.pipeline = pipeline;
    this.frame = frame;
    this.clock = clock;
  }

  /**
   * A live view of the next run of the pipeline.
   *
   * @param out the terminal; it is flushed when it can be, and stays the caller's
   * @param clock for how long things have been running
   */
  public static TerminalProgress of(
      Pipeline pipeline, Appendable out, Screen screen, InstantSource clock) {
    return new TerminalProgress(pipeline, new TerminalFrame(out, screen), clock);
  }

  @Override
  public synchronized void happened(JournalEntry entry, Run after) {
    if (run != null && !run.id().equals(entry.run())) {
      return;
    }
    run = after;
    if (entry.event() instanceof StepEvent event && !(event instanceof StepEvent.StepSubmitted)) {
      progress.remove(event.step());
      said.remove(event.step());
    }
    if (entry.event() instanceof RunEvent.Ended) {
      close();
    } else if (after.status() == RunStatus.WAITING) {
      draw();
    } else {
      drawIfDue();
    }
  }

  @Override
  public synchronized void progressed(RunId of, ItemPath step, Progress now) {
    if (follows(of)) {
      progress.put(step, now);
      drawIfDue();
    }
  }

  @Override
  public synchronized void said(RunId of, ItemPath item, String line) {
    if (follows(of)) {
      said.put(item, SafeText.abridged(line, 500));
      drawIfDue();
    }
  }

  /** Redraws what has changed, elapsed times included. */
  public synchronized void tick() {
    draw();
  }

  /** The terminal has another size now. */
  public synchronized void resize(Screen screen) {
    frame.resize(screen);
    draw();
  }

  /** Leaves the picture as it is and gives the terminal to somebody else, to ask a question. */
  public synchronized void pause() {
    draw();
    paused = true;
    frame.leave();
  }

  /** Goes on below whatever was written since {@link #pause()}. */
  public synchronized void resume() {
    paused = false;
    draw();
  }

  /** Draws the last picture in full, leaves it there and restores the cursor; once. */
  @Override
  public synchronized void close() {
    if (!closed && run != null) {
      frame.drawWhole(rows(run));
    }
    closed = true;
    frame.leave();
  }

  private boolean follows(RunId of) {
    return run != null && run.id().equals(of);
  }

  private void drawIfDue() {
    Instant now = clock.instant();
    if (drawnAt.equals(Instant.MIN) || !now.isBefore(drawnAt.plus(BETWEEN_FRAMES))) {
      draw();
    }
  }

  private void draw() {
    if (!closed && !paused && run != null) {
      drawnAt = clock.instant();
      frame.draw(rows(run));
    }
  }

  private List<LiveRow> rows(Run shown) {
    Instant now = clock.instant();
    Instant time = now.isBefore(shown.changedAt()) ? shown.changedAt() : now;
    return LiveRows.of(ReportedRun.of(pipeline, shown), new LiveRows.Heard(progress, said), time);
  }
}
