package dev.lockflight.connector.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLogTest {
  @TempDir Path directory;

  private CommandLog log(long limit) throws Exception {
    return CommandLog.in(directory, "dbt build", limit);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 127, 128, 129, 255, 256})
  void all_lines_are_kept_up_to_the_limit(int lines) throws Exception {
    List<String> all = IntStream.range(0, lines).mapToObj(i -> String.format("%07d", i)).toList();
    CommandLog log = log(2048);
    all.forEach(log::add);
    log.close();

    assertThat(Files.readAllLines(log.file())).isEqualTo(all);
    assertThat(log.isComplete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {257, 300, 384, 385, 100_000})
  void head_and_tail_are_kept_beyond_the_limit(int lines) throws Exception {
    CommandLog log = log(2048);
    IntStream.range(0, lines).forEach(i -> log.add(String.format("%07d", i)));
    log.close();

    List<String> kept = Files.readAllLines(log.file());
    assertThat(log.isComplete()).isFalse();
    assertThat(kept).startsWith("0000000").endsWith(String.format("%07d", lines - 1));
    assertThat(kept.get(127)).isEqualTo("0000127");
    assertThat(kept.get(128)).matches("… \\d+ bytes left out …");
    assertThat(kept.subList(129, kept.size())).hasSizeBetween(127, 128).isSorted();
    assertThat(kept.get(129)).isEqualTo(String.format("%07d", lines - kept.size() + 129));
    assertThat(Files.size(log.file())).isLessThan(2048 + 64);
  }

  @Test
  void line_longer_than_the_tail_leaves_its_end() throws Exception {
    CommandLog log = log(1024);
    log.add("first");
    log.add("ü".repeat(5000) + "end");
    log.close();

    assertThat(Files.readString(log.file()))
        .matches("first\n… \\d+ bytes left out …\nü+end\n")
        .hasSizeLessThan(1024);
  }

  @Test
  void only_the_log_file_is_left() throws Exception {
    CommandLog log = log(1024);
    IntStream.range(0, 1000).forEach(i -> log.add("line " + i));
    log.close();
    log.close();

    assertThat(directory).isDirectoryContaining(log.file()::equals);
    assertThat(directory.toFile().list()).containsExactly("dbt-build-1.log");
    assertThat(log.problem()).isEmpty();
  }

  @Test
  void it_can_be_read_while_it_grows() throws Exception {
    try (CommandLog log = log(1024)) {
      log.add("one");
      log.flush();

      assertThat(log.file()).hasContent("one");
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "/dev/full is a full disk")
  void full_disk_is_told_and_loses_only_the_log() throws Exception {
    CommandLog log = log(1024);
    Files.createSymbolicLink(
        directory.resolve(log.file().getFileName() + ".tail"), Path.of("/dev/full"));
    IntStream.range(0, 10_000).forEach(i -> log.add("line " + i));
    log.close();

    assertThat(log.isComplete()).isFalse();
    assertThat(log.problem()).contains("No space left on device");
    assertThat(Files.readAllLines(log.file())).startsWith("line 0", "line 1");
  }
}
