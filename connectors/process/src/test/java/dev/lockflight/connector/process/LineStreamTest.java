package dev.lockflight.connector.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineStreamTest {
  private final List<String> lines = new ArrayList<>();

  private LineStream stream(int longest) {
    return new LineStream(new Redaction(List.of()), longest, lines::add);
  }

  private List<String> linesOf(byte[] bytes, int chunk, int longest) {
    lines.clear();
    LineStream stream = stream(longest);
    for (int from = 0; from < bytes.length; from += chunk) {
      int length = Math.min(chunk, bytes.length - from);
      byte[] part = new byte[length];
      System.arraycopy(bytes, from, part, 0, length);
      stream.accept(part, length);
    }
    stream.end();
    return lines;
  }

  @Test
  void lines_end_at_every_kind_of_break_wherever_chunks_are_cut() {
    byte[] bytes = "a\nb\r\nc\rd\n\ne\r\r\nü€𝄞".getBytes(UTF_8);
    for (int chunk = 1; chunk <= bytes.length; chunk++) {
      assertThat(linesOf(bytes, chunk, 100))
          .containsExactly("a", "b", "c", "d", "", "e", "", "ü€𝄞");
    }
  }

  @Test
  void bytes_that_are_not_utf_8_are_replaced() {
    byte[] bytes = {'a', (byte) 0xFF, 'b', (byte) 0xC3, '\n', 'c', (byte) 0xE2, (byte) 0x82};
    for (int chunk = 1; chunk <= bytes.length; chunk++) {
      assertThat(linesOf(bytes, chunk, 100)).containsExactly("a\uFFFDb\uFFFD", "c\uFFFD");
    }
  }

  @Test
  void long_line_comes_in_pieces() {
    assertThat(linesOf("abcdefghijk\nl\n".getBytes(UTF_8), 3, 4))
        .containsExactly("abcd", "efgh", "ijk", "l");
  }

  @Test
  void line_of_exactly_the_longest_length_is_one_piece() {
    assertThat(linesOf("abcd\nefgh".getBytes(UTF_8), 100, 4)).containsExactly("abcd", "efgh");
  }

  @Test
  void pieces_do_not_cut_a_character() {
    assertThat(linesOf("abc𝄞d".getBytes(UTF_8), 100, 4)).containsExactly("abc", "𝄞d");
  }

  @Test
  void unfinished_line_is_delivered_when_flushed_and_goes_on_afterwards() {
    LineStream stream = stream(100);

    stream.accept("ready? ".getBytes(UTF_8), 7);
    stream.flush();
    stream.flush();
    stream.accept("yes\n".getBytes(UTF_8), 4);
    stream.end();

    assertThat(lines).containsExactly("ready? ", "yes");
  }
}
