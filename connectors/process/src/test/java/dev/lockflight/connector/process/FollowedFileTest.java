package dev.lockflight.connector.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedFileTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("dbt.log");
  }

  private void append(String text) throws IOException {
    var unused =
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** What two rounds of reading find. */
  private static String read(FollowedFile followed) throws IOException {
    byte[] bytes = new byte[100];
    StringBuilder text = new StringBuilder();
    int silent = 0;
    while (silent < 2) {
      int read = followed.read(bytes);
      silent = read == 0 ? silent + 1 : 0;
      text.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Test
  void file_that_comes_late_is_read_from_its_beginning() throws IOException {
    try (FollowedFile followed = FollowedFile.fromItsEnd(file)) {
      assertThat(read(followed)).isEmpty();
      append("one\n");
      assertThat(read(followed)).isEqualTo("one\n");
      append("two\n");
      assertThat(read(followed)).isEqualTo("two\n");
    }
  }

  @Test
  void what_was_there_before_is_skipped() throws IOException {
    append("old\n");
    try (FollowedFile followed = FollowedFile.fromItsEnd(file)) {
      append("new\n");
      assertThat(read(followed)).isEqualTo("new\n");
    }
  }

  @Test
  void file_that_is_cut_is_read_from_its_beginning() throws IOException {
    append("a long line\n");
    try (FollowedFile followed = FollowedFile.fromItsEnd(file)) {
      Files.writeString(file, "cut\n", StandardOpenOption.TRUNCATE_EXISTING);
      assertThat(read(followed)).isEqualTo("cut\n");
    }
  }

  @Test
  void file_that_is_rotated_is_read_to_its_end_and_then_the_new_one() throws IOException {
    append("one\n");
    try (FollowedFile followed = FollowedFile.fromItsEnd(file)) {
      append("two\n");
      Files.move(file, directory.resolve("dbt.log.1"));
      append("three\n");
      assertThat(read(followed)).isEqualTo("two\nthree\n");
    }
  }

  @Test
  void file_that_is_removed_is_waited_for() throws IOException {
    append("one\n");
    try (FollowedFile followed = FollowedFile.fromItsEnd(file)) {
      Files.delete(file);
      assertThat(read(followed)).isEmpty();
      append("two\n");
      assertThat(read(followed)).isEqualTo("two\n");
    }
  }
}
