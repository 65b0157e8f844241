package dev.lockflight.engine;

import dev.lockflight.Channel;
import dev.lockflight.FailureClass;
import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.StepFailedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives letters to their channels: one at a time to each, so that a slow one holds one thread, and
 * in the order in which they come. Thread-safe.
 */
final class SendLetters {
  /** What came of an attempt; without a problem it was sent. */
  record Outcome(@Nullable Throwable problem) {
    boolean isFatal() {
      return problem instanceof StepFailedException failed
          && failed.failureClass() == FailureClass.FATAL;
    }
  }

  /** The letters of one channel that wait for their turn. */
  private static final class Post {
    private final Deque<Letter> waiting = new ArrayDeque<>();
    private InFlight.@Nullable Work work;
  }

  private final EngineThreads threads;
  private final BiConsumer<Letter, Outcome> tell;
  private final Map<String, Post> posts = new HashMap<>();
  private int underWay;
  private boolean closed;

  /**
   * @param tell is told what came of each; on a thread that may block
   */
  SendLetters(EngineThreads threads, BiConsumer<Letter, Outcome> tell) {
    this.threads = threads;
    this.tell = tell;
  }

  void send(Letter letter) {
    synchronized (this) {
      if (closed) {
        return;
      }
      underWay++;
      posts.computeIfAbsent(letter.rule().channel().name(), name -> new Post()).waiting.add(letter);
    }
    next(letter.rule().channel());
  }

  private void next(Channel channel) {
    Letter letter;
    InFlight.Work work;
    synchronized (this) {
      Post post = posts.get(channel.name());
      if (closed || post == null || post.work != null || post.waiting.isEmpty()) {
        return;
      }
      letter = post.waiting.remove();
      work = new InFlight.Work();
      post.work = work;
    }
    threads.steps().execute(new Task(letter, work, () -> send(letter, work)));
  }

  private void send(Letter letter, InFlight.Work work) {
    Channel channel = letter.rule().channel();
    work.by(Thread.currentThread());
    Outcome outcome = attempt(letter);
    work.by(null);
    boolean stopped = Thread.interrupted() || work.isStopped();
    try {
      if (!stopped || outcome.problem() == null) {
        tell.accept(letter, outcome);
      }
    } finally {
      done(channel);
    }
    next(channel);
  }

  private static Outcome attempt(Letter letter) {
    try {
      letter.rule().channel().notifier().send(letter.notification());
      return new Outcome(null);
    } catch (Throwable problem) {
      return new Outcome(problem);
    }
  }

  private synchronized void done(Channel channel) {
    underWay--;
    Post post = posts.get(channel.name());
    if (post != null) {
      post.work = null;
    }
    notifyAll();
  }

  /** Gives those that are under way so much time; what is left then stays to be sent. */
  void close(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (this) {
      try {
        for (long left = end - System.nanoTime();
            underWay > 0 && left > 0;
            left = end - System.nanoTime()) {
          wait(Math.max(1, left / 1_000_000));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      closed = true;
      for (Post post : posts.values()) {
        InFlight.Work work = post.work;
        if (work != null) {
          work.stop("the engine is being closed");
        }
      }
    }
  }

  /** Labelled, as all that the engine's threads are given. */
  private record Task(Letter letter, InFlight.Work work, Runnable what) implements EngineTask {
    @Override
    public void run() {
      what.run();
    }

    @Override
    public Kind kind() {
      return Kind.NOTIFY;
    }

    @Override
    public RunId ofRun() {
      return letter.run();
    }

    @Override
    public ItemPath item() {
      String channel = letter.rule().channel().name();
      return new ItemPath(StageName.of("notifications"), Phase.ALWAYS, channel);
    }

    @Override
    public int attempt() {
      return letter.attempts() + 1;
    }

    @Override
    public boolean isStopped() {
      return work.isStopped();
    }
  }
}
