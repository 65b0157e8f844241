package dev.lockflight.connector.process;

import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Path;
import java.time.Duration;

/** Runs a shell script and counts what it says: a main of its own, to be given a small heap. */
final class InSmallHeap {
  private long lines;
  private long characters;

  private InSmallHeap() {}

  public static void main(String[] arguments) throws InterruptedException {
    InSmallHeap counter = new InSmallHeap();
    FakeContext context = Contexts.in(Path.of(arguments[0]));
    var unused =
        CommandTest.sh(arguments[1])
            .stopWithin(Duration.ofMillis(100))
            .run(context, counter::count);
    context.lines().forEach(System.out::println);
    System.out.println(counter.lines + " lines, " + counter.characters + " characters");
  }

  private void count(LineSource source, String line) {
    lines++;
    characters += line.length();
  }
}
