package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest extends LocalService {
  record Run(long id) {}

  /** As GitHub does: the following pages have another path. */
  private void linked() {
    SERVICE.stubFor(
        get("/repos/o/r/issues?per_page=2")
            .willReturn(
                okJson("[{\"id\":1},{\"id\":2}]")
                    .withHeader(
                        "Link",
                        "<"
                            + SERVICE.baseUrl()
                            + "/repositories/1/issues?per_page=2&page=2>; rel=\"next\", <https://x/l>;"
                            + " rel=\"last\"")));
    SERVICE.stubFor(
        get("/repositories/1/issues?per_page=2&page=2").willReturn(okJson("[{\"id\":3}]")));
  }

  @Test
  void links_are_followed_as_they_are_written() throws Exception {
    linked();

    Request issues = Request.get("/repos/{owner}/{repo}/issues", "o", "r").query("per_page", 2);
    List<Run> all = client.pages(issues, Paging.byLink()).all(page -> page.asListOf(Run.class));

    assertThat(all).containsExactly(new Run(1), new Run(2), new Run(3));
  }

  @Test
  void what_is_found_on_the_first_page_needs_no_second() throws Exception {
    linked();
    Request issues = Request.get("/repos/o/r/issues").query("per_page", 2);

    Optional<Run> found =
        client
            .pages(issues, Paging.byLink())
            .first(page -> page.asListOf(Run.class).stream().filter(r -> r.id() == 2).findFirst());

    assertThat(found).contains(new Run(2));
    assertThat(SERVICE.getAllServeEvents()).hasSize(1);
  }

  @Test
  void only_a_missing_token_ends_the_list() throws Exception {
    SERVICE.stubFor(
        get("/runs?limit=1").willReturn(okJson("{\"runs\":[],\"next_page_token\":\"a+b/=\"}")));
    SERVICE.stubFor(
        get("/runs?limit=1&page_token=a%2Bb%2F%3D")
            .willReturn(okJson("{\"runs\":[{\"id\":1}],\"next_page_token\":\"c\"}")));
    SERVICE.stubFor(
        get("/runs?limit=1&page_token=c").willReturn(okJson("{\"next_page_token\":\"\"}")));

    Pages pages =
        client.pages(
            Request.get("/runs").query("limit", 1),
            Paging.byToken("next_page_token", "page_token"));

    assertThat(pages.all(page -> page.asListOf(Run.class, "runs"))).containsExactly(new Run(1));
    assertThat(pages.next()).isEmpty();
  }

  @Test
  void pages_that_lead_back_are_an_error() {
    SERVICE.stubFor(get("/a").willReturn(okJson("[]").withHeader("Link", "</b>; rel=next")));
    SERVICE.stubFor(get("/b").willReturn(okJson("[]").withHeader("Link", "</a>; rel=next")));

    assertThatThrownBy(
            () -> client.pages(Request.get("/a"), Paging.byLink()).all(page -> List.of()))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("the pages lead back to one that was read");
    assertThat(SERVICE.getAllServeEvents()).hasSize(2);
  }

  @Test
  void the_next_page_may_be_named_in_the_page() throws Exception {
    SERVICE.stubFor(get("/a").willReturn(okJson("{\"next\":\"/b?x=1\"}")));
    SERVICE.stubFor(get("/b?x=1").willReturn(okJson("{\"next\":null}")));

    List<Integer> statuses =
        client.pages(Request.get("/a"), Paging.byUri("next")).all(p -> List.of(p.status()));

    assertThat(statuses).containsExactly(200, 200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<https://h/2>; rel=\"next\" | https://h/2",
        "<https://h/1>; rel=\"prev\", <https://h/2>; rel=\"next\" | https://h/2",
        "<https://h/2?a=1,2;b>;rel=next;title=\"x, y\" | https://h/2?a=1,2;b",
        "<2>; title=\"next\"; rel=\"last next\" | https://h/2",
        "<https://h/2>; rel=\"last\" | ",
        "<https://h/2>; rel=\"nextish\" | ",
        "rubbish | ",
      })
  void links_are_read(String header, String next) {
    AnswerHead head =
        new AnswerHead(
            URI.create("https://h/1"), 200, Map.of("link", List.of(header)), VirtualTime.START);

    assertThat(Link.next(head)).isEqualTo(Optional.ofNullable(next).map(URI::create));
  }

  @Test
  void an_answer_that_still_holds_is_kept() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(okJson("{\"id\":1}").withHeader("ETag", "W/\"e\"")));
    SERVICE.stubFor(
        get("/x")
            .withHeader("If-None-Match", equalTo("W/\"e\""))
            .willReturn(aResponse().withStatus(304)));

    Answer known = client.send(Request.get("/x"));

    assertThat(client.send(Request.get("/x").ifNoneMatch("W/\"e\"")).isNotModified()).isTrue();
    assertThat(client.refreshed(Request.get("/x"), known)).isSameAs(known);
  }
}
