package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadmeTest extends LocalService {
  record Run(long id, String headSha) {}

  @Test
  void the_readme_works() throws Exception {
    URI base = URI.create(SERVICE.baseUrl());
    String token = "t0ken";
    SERVICE.stubFor(
        get("/repos/a%20b/runs?per_page=100")
            .willReturn(okJson("{\"runs\":[{\"id\":1,\"head_sha\":\"c0ffee\"}]}")));
    SERVICE.stubFor(post("/runs/1/cancel").willReturn(okJson("{}")));

    RestSettings settings =
        RestSettings.of(base)
            .credentials(Credentials.bearer(token))
            .limits(HostLimits.usual().writes(1, Duration.ofSeconds(1)))
            .listener(event -> System.getLogger("http").log(System.Logger.Level.DEBUG, event));
    try (RestClient client = RestClient.open(settings)) {
      List<Run> runs =
          client
              .pages(
                  Request.get("/repos/{repo}/runs", "a b").query("per_page", 100), Paging.byLink())
              .all(page -> page.asListOf(Run.class, "runs")); // head_sha becomes headSha
      for (Run run : runs) {
        Request cancel = Request.post("/runs/{id}/cancel", run.id()).json(Map.of("force", true));
        String state =
            client.send(cancel.repeatable()).json().at("state").optionalText().orElse("?");
        assertThat(state).isEqualTo("?");
      }
    }

    SERVICE.verify(postRequestedFor(urlEqualTo("/runs/1/cancel")));
  }
}
