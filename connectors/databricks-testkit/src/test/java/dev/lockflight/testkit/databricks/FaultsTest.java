package dev.lockflight.testkit.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.Body;
import dev.lockflight.connector.http.NoAnswerException;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FaultsTest extends WorkspaceTest {
  private static final String ROOT = "/Volumes/main/ops/artifacts";

  @BeforeEach
  void volume() {
    workspace.files().volume("main", "ops", "artifacts");
  }

  private Answer put(String name) throws InterruptedException {
    byte[] bytes = "12345678".getBytes(StandardCharsets.UTF_8);
    return client.send(
        Request.put("/api/2.0/fs/files" + ROOT + "/{name}", name)
            .body(Body.bytes("application/octet-stream", bytes)));
  }

  @Test
  void reset_does_nothing_and_a_lost_answer_does_it() throws Exception {
    workspace.faults().add(Fault.reset());
    workspace.faults().add(Fault.answerLost().nth(2));
    workspace.faults().add(Fault.halfWritten().nth(3));

    for (String name : new String[] {"a", "b", "c"}) {
      assertThatThrownBy(() -> put(name)).isInstanceOf(NoAnswerException.class);
    }

    assertThat(put("d").status()).isEqualTo(204);
    assertThat(workspace.files().paths()).containsExactly(ROOT + "/b", ROOT + "/c", ROOT + "/d");
    assertThat(workspace.files().read(ROOT + "/b")).isEqualTo("12345678");
    assertThat(workspace.files().read(ROOT + "/c")).isEqualTo("1234");
    assertThat(workspace.faults().struck()).isEqualTo(3);
  }

  @Test
  void cut_answer_breaks_in_its_body() throws Exception {
    workspace.files().write(ROOT + "/a", "12345678");
    workspace.faults().add(Fault.answerCut());

    assertThatThrownBy(() -> client.send(Request.get("/api/2.0/fs/files" + ROOT + "/a")))
        .isInstanceOf(NoAnswerException.class)
        .hasMessageContaining("breaks off");
  }

  @Test
  void throttled_says_when_to_come_back() {
    workspace.faults().add(Fault.throttled(Duration.ofSeconds(7)));

    assertThatThrownBy(() -> put("a"))
        .isInstanceOfSatisfying(
            AnswerException.class,
            e -> {
              assertThat(e.status()).isEqualTo(429);
              assertThat(e.head().header("Retry-After")).contains("7");
            });
    assertThat(workspace.files().paths()).isEmpty();
  }

  @Test
  void fault_for_good_strikes_its_path_only() throws Exception {
    workspace.faults().add(Fault.html(502).on("PUT", "/api/2.0/fs/files").forGood());

    assertThatThrownBy(() -> put("a")).isInstanceOf(RestException.class);
    assertThatThrownBy(() -> put("b")).isInstanceOf(RestException.class);
    assertThat(client.send(Request.get("/api/2.2/jobs/list")).status()).isEqualTo(200);
    workspace.faults().clear();
    assertThat(put("c").status()).isEqualTo(204);
  }
}
