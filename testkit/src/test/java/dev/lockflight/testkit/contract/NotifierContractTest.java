package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Notification;
import dev.lockflight.Notifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class NotifierContractTest {
  /** A third party's channel: a board everybody reads. */
  static class Board implements Notifier {
    final List<NotifierContract.Received> notes = Collections.synchronizedList(new ArrayList<>());
    final AtomicBoolean broken = new AtomicBoolean();

    @Override
    public void send(Notification notification) throws Exception {
      if (broken.get()) {
        throw new IOException("the board is gone");
      }
      pin(notification.id(), textOf(notification));
    }

    void pin(String id, String text) {
      notes.add(new NotifierContract.Received(id, text));
    }

    String textOf(Notification sent) {
      String where = sent.about().environment().map(name -> " in " + name).orElse("");
      return sent.message().title()
          + "\n"
          + String.join("\n\n", sent.message().paragraphs())
          + "\n"
          + sent.about().run()
          + " of "
          + sent.about().pipeline()
          + where;
    }
  }

  /** Its contract, with the one method there is to write. */
  static class Kept extends NotifierContract {
    @Override
    protected Channel open() {
      Board board = board();
      return new Channel(board, () -> List.copyOf(board.notes), () -> board.broken.set(true));
    }

    Board board() {
      return new Board();
    }
  }

  @Test
  void a_good_channel_passes() {
    Trial.passes(Kept.class, 16);
  }

  static final class ThrowingAway extends Kept {
    @Override
    Board board() {
      return new Board() {
        @Override
        void pin(String id, String text) {}
      };
    }
  }

  @Test
  void a_channel_that_throws_away_is_caught() {
    assertThat(Trial.caught(ThrowingAway.class))
        .contains(
            "every_kind_of_event_arrives_once_and_says_everything", "several_threads_send_at_once");
  }

  static final class Silent extends Kept {
    @Override
    Board board() {
      return new Board() {
        @Override
        public void send(Notification notification) {
          if (!broken.get()) {
            pin(notification.id(), textOf(notification));
          }
        }
      };
    }
  }

  @Test
  void a_channel_that_hides_its_failures_is_caught() {
    assertThat(Trial.caught(Silent.class)).containsExactly("a_broken_channel_says_so");
  }

  static final class Stuttering extends Kept {
    @Override
    Board board() {
      return new Board() {
        @Override
        void pin(String id, String text) {
          super.pin(id, text);
          super.pin(id, text);
        }
      };
    }
  }

  @Test
  void a_channel_that_says_all_twice_is_caught() {
    assertThat(Trial.caught(Stuttering.class))
        .contains("every_kind_of_event_arrives_once_and_says_everything");
  }

  static final class NewIdEachTime extends Kept {
    @Override
    Board board() {
      return new Board() {
        @Override
        void pin(String id, String text) {
          super.pin(UUID.randomUUID().toString(), text);
        }
      };
    }
  }

  @Test
  void a_channel_that_loses_the_id_is_caught() {
    assertThat(Trial.caught(NewIdEachTime.class))
        .contains("what_comes_twice_after_a_crash_is_recognised_by_its_id");
  }

  static final class MarkingUp extends Kept {
    @Override
    Board board() {
      return new Board() {
        @Override
        String textOf(Notification sent) {
          return super.textOf(sent).replace("&", "&amp;").replace("<", "&lt;");
        }
      };
    }
  }

  @Test
  void a_channel_that_escapes_what_people_read_is_caught() {
    assertThat(Trial.caught(MarkingUp.class)).containsExactly("text_is_only_text");
  }

  static final class NewestFirst extends Kept {
    @Override
    Board board() {
      return new Board() {
        @Override
        void pin(String id, String text) {
          notes.add(0, new NotifierContract.Received(id, text));
        }
      };
    }
  }

  @Test
  void a_channel_that_mixes_the_order_is_caught() {
    assertThat(Trial.caught(NewestFirst.class))
        .containsExactly("events_arrive_in_the_order_they_were_sent");
  }

  static final class Forgetful extends Kept {
    @Override
    Board board() {
      return new Board() {
        @Override
        String textOf(Notification sent) {
          return sent.message().title();
        }
      };
    }
  }

  @Test
  void a_channel_that_does_not_say_where_is_caught() {
    assertThat(Trial.caught(Forgetful.class))
        .contains("every_kind_of_event_arrives_once_and_says_everything");
  }
}
