package dev.lockflight.connector.process;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All places that lines of one command come from, read in turns by one thread. */
final class Reading implements Closeable {
  private static final int LONGEST_LINE = 1 << 16;
  private static final int LONGEST_FILE_LINE = 1 << 20;
  private final Recorder recorder;
  private final Redaction redaction;
  private final List<Channel> channels = new ArrayList<>();
  private final List<Closeable> open = new ArrayList<>();

  Reading(Recorder recorder, Redaction redaction) {
    this.recorder = recorder;
    this.redaction = redaction;
  }

  void follow(Path file) {
    try {
      FollowedFile followed = FollowedFile.fromItsEnd(file);
      open.add(followed);
      LineStream lines = new LineStream(redaction, LONGEST_FILE_LINE, recorder.fileLines());
      channels.add(new Channel(followed, lines, false, problem -> cannotRead(file, problem)));
    } catch (IOException e) {
      cannotRead(file, e.toString());
    }
  }

  private void cannotRead(Path file, String problem) {
    recorder.note("cannot follow " + file + ": " + problem);
  }

  void listenTo(InputStream output, InputStream errors) {
    listenTo(output, recorder.outputLines());
    listenTo(errors, recorder.errorLines());
  }

  private void listenTo(InputStream pipe, Consumer<String> sink) {
    open.add(pipe);
    LineStream lines = new LineStream(redaction, LONGEST_LINE, sink);
    channels.add(new Channel(ByteSource.of(pipe), lines, true, this::broken));
  }

  private void broken(String problem) {
    recorder.note("cannot read the output of the command: " + problem);
  }

  /** Reads a little of each; false when there is nothing now. */
  boolean pump() {
    boolean any = false;
    for (Channel channel : channels) {
      any |= channel.pump();
    }
    return any;
  }

  void silentFor(long nanos) {
    channels.forEach(channel -> channel.silentFor(nanos));
  }

  /** Delivers lines that were never ended. */
  void end() {
    channels.forEach(Channel::end);
  }

  @Override
  public void close() {
    for (Closeable closeable : open) {
      var unused = Closing.of(closeable);
    }
  }
}
