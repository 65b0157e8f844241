package dev.lockflight.connector.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Notification;
import dev.lockflight.Notification.About;
import dev.lockflight.Notification.Event;
import dev.lockflight.Notification.Message;
import dev.lockflight.PipelineName;
import dev.lockflight.RunId;
import dev.lockflight.testkit.contract.NotifierContract;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommentNotifierTest extends NotifierContract {
  private static final Pattern EVENT =
      Pattern.compile(
          "<!-- lockflight event: ([0-9a-f]{40}) -->\n(.*?)(?=\n<!--|$)", Pattern.DOTALL);

  private final List<AutoCloseable> opened = new ArrayList<>();

  private CommentBoard board() throws IOException {
    CommentBoard board = new CommentBoard();
    opened.add(board);
    return board;
  }

  private Comments commentsOn(CommentBoard board) {
    GitHub github = board.open();
    opened.add(github);
    return github.repository("acme/warehouse").comments();
  }

  @Override
  protected Channel open() throws Exception {
    CommentBoard board = board();
    return new Channel(commentsOn(board).telling(7), () -> received(board), board::stop);
  }

  /** As people read it: without tags, and with letters for entities. */
  private static List<Received> received(CommentBoard board) {
    List<Received> all = new ArrayList<>();
    for (String body : board.at(7)) {
      String head = read(body.lines().skip(1).findFirst().orElseThrow());
      Matcher events = EVENT.matcher(body);
      while (events.find()) {
        all.add(new Received(events.group(1), head + "\n" + read(events.group(2))));
      }
    }
    return all;
  }

  private static String read(String html) {
    return html.replaceAll("<[^>]*>", "")
        .replace("&#8203;", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  private static Notification failed(String run, long entry, Message message) {
    About about = new About(RunId.of(run), PipelineName.of("delivery"), null);
    return new Notification(Event.FAILED, about, entry, Instant.EPOCH, message);
  }

  @Test
  void a_run_has_one_comment_and_another_run_another() throws Exception {
    CommentBoard board = board();
    Comments comments = commentsOn(board);
    comments.telling(7).send(failed("run-1", 1, Message.of("first")));
    comments.telling(7).send(failed("run-1", 2, Message.of("second")));
    comments.telling(7).send(failed("run-2", 1, Message.of("third")));

    assertThat(board.at(7)).hasSize(2);
    assertThat(board.at(7).get(0)).contains("delivery · run-1", "first", "second");
    assertThat(board.at(7).get(1)).contains("run-2", "third").doesNotContain("first");
  }

  @Test
  void what_is_said_already_is_not_written_again_by_another_process() throws Exception {
    CommentBoard board = board();
    Notification sent = failed("run-1", 1, Message.of("failed"));
    commentsOn(board).telling(7).send(sent);
    commentsOn(board).telling(7).send(sent);

    assertThat(board.writes()).isEqualTo(1);
  }

  @Test
  void each_run_goes_to_its_own_pull_request() throws Exception {
    CommentBoard board = board();
    Comments comments = commentsOn(board);
    var notifier = comments.telling(about -> about.run().value().equals("run-8") ? 8 : 9);

    notifier.send(failed("run-8", 1, Message.of("eight")));
    notifier.send(failed("run-9", 1, Message.of("nine")));

    assertThat(board.at(8)).singleElement().asString().contains("eight");
    assertThat(board.at(9)).singleElement().asString().contains("nine");
  }

  @Test
  void nobody_is_mentioned_and_nothing_is_marked_up() throws Exception {
    CommentBoard board = board();

    commentsOn(board)
        .telling(7)
        .send(failed("run-1", 1, Message.of("@alice broke #12", "</pre><img src=x> @alice")));

    assertThat(board.at(7).get(0))
        .contains("<b>❌ @&#8203;alice broke #&#8203;12</b>")
        .contains("<pre>&lt;/pre&gt;&lt;img src=x&gt; @alice</pre>");
  }

  @Test
  void the_oldest_go_when_github_takes_no_more() throws Exception {
    CommentBoard board = board();
    var notifier = commentsOn(board).telling(7);
    for (int entry = 1; entry <= 9; entry++) {
      notifier.send(failed("run-1", entry, Message.of("no. " + entry, "x".repeat(9_000))));
    }

    assertThat(board.at(7).get(0))
        .hasSizeLessThan(65_536)
        .contains("no. 9", "no. 4")
        .doesNotContain("no. 1");
  }
}
