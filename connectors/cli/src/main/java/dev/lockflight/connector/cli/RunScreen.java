package dev.lockflight.connector.cli;

import dev.lockflight.Pipeline;
import dev.lockflight.report.PlainProgress;
import dev.lockflight.report.Screen;
import dev.lockflight.report.TerminalProgress;
import dev.lockflight.run.RunListener;
import java.time.InstantSource;

/** What people see of a run while it is under way. */
interface RunScreen extends AutoCloseable {
  RunListener listener();

  default void tick() {}

  /** Leaves the terminal to somebody who asks a question. */
  default void pause() {}

  default void resume() {}

  @Override
  default void close() {}

  /** A picture that is redrawn on a terminal, plain lines elsewhere. */
  static RunScreen of(Terminal terminal, Pipeline pipeline, InstantSource clock, boolean json) {
    Screen screen = terminal.screen();
    if (screen == null || json) {
      RunListener plain = PlainProgress.to(json ? terminal.err() : terminal.out(), clock);
      return () -> plain;
    }
    return new Live(TerminalProgress.of(pipeline, terminal.out(), screen, clock));
  }

  /** The picture on a terminal. */
  record Live(TerminalProgress listener) implements RunScreen {
    @Override
    public void tick() {
      listener.tick();
    }

    @Override
    public void pause() {
      listener.pause();
    }

    @Override
    public void resume() {
      listener.resume();
    }

    @Override
    public void close() {
      listener.close();
    }
  }
}
