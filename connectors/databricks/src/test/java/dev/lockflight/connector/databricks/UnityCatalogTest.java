package dev.lockflight.connector.databricks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;
import dev.lockflight.testkit.fake.FakeContext;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnityCatalogTest {
  @RegisterExtension static final WireMockExtension SERVER = Workspaces.server();
  private static final String API = "/api/2.1/unity-catalog/";
  private static final Securable GOLD = Securable.schema("prod.gold");

  private Databricks workspace;
  private UnityCatalog catalog;

  @BeforeEach
  void open() {
    workspace = Workspaces.of(SERVER);
    catalog = workspace.unityCatalog();
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void a_list_ends_only_where_no_token_is() throws Exception {
    SERVER.stubFor(
        get(urlPathEqualTo(API + "tables"))
            .withQueryParam("schema_name", equalTo("gold"))
            .withQueryParam("page_token", absent())
            .willReturn(okJson("{\"tables\":[],\"next_page_token\":\"p2\"}")));
    SERVER.stubFor(
        get(urlPathEqualTo(API + "tables"))
            .withQueryParam("page_token", equalTo("p2"))
            .willReturn(
                okJson(
                    """
                    {"tables":[{"full_name":"prod.gold.laps","table_type":"MANAGED",
                      "owner":"ann","table_id":"t-1"}]}""")));

    assertThat(catalog.tables(GOLD))
        .containsExactly(
            new CatalogEntry(Securable.table("prod.gold.laps"), "MANAGED", "ann", "t-1"));
  }

  @Test
  void what_is_not_there_is_made_once() throws Exception {
    missing("schemas/prod.gold");
    SERVER.stubFor(
        post(API + "schemas")
            .willReturn(okJson("{\"name\":\"gold\",\"owner\":\"ann\",\"schema_id\":\"s-1\"}")));

    assertThat(catalog.ensure(GOLD)).isEqualTo(new CatalogEntry(GOLD, "", "ann", "s-1"));

    SERVER.verify(
        postRequestedFor(urlEqualTo(API + "schemas"))
            .withRequestBody(equalToJson("{\"name\":\"gold\",\"catalog_name\":\"prod\"}")));
  }

  @Test
  void what_another_made_meanwhile_is_taken() throws Exception {
    SERVER.stubFor(
        get(API + "volumes/prod.ops.files")
            .inScenario("race")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withStatus(404))
            .willSetStateTo("made"));
    SERVER.stubFor(
        get(API + "volumes/prod.ops.files")
            .inScenario("race")
            .whenScenarioStateIs("made")
            .willReturn(okJson("{\"volume_type\":\"MANAGED\",\"volume_id\":\"v-1\"}")));
    SERVER.stubFor(
        post(API + "volumes")
            .willReturn(
                aResponse()
                    .withStatus(409)
                    .withBody("{\"error_code\":\"ALREADY_EXISTS\",\"message\":\"there\"}")));

    assertThat(catalog.ensure(Securable.volume("prod.ops.files")).id()).isEqualTo("v-1");
  }

  @Test
  void a_table_is_not_made_here() {
    missing("tables/prod.gold.laps");

    assertThatThrownBy(() -> catalog.ensure(Securable.table("prod.gold.laps")))
        .hasMessage("make table prod.gold.laps with SQL or dbt");
  }

  @Test
  void privileges_are_read_and_granted() throws Exception {
    SERVER.stubFor(
        get(API + "permissions/schema/prod.gold")
            .willReturn(
                okJson(
                    """
                    {"privilege_assignments":[
                      {"principal":"team","privileges":["SELECT","USE_SCHEMA"]}]}""")));
    SERVER.stubFor(
        patch(urlPathEqualTo(API + "permissions/schema/prod.gold")).willReturn(okJson("{}")));

    assertThat(catalog.grants(GOLD))
        .isEqualTo(List.of(new Privileges("team", Set.of("SELECT", "USE_SCHEMA"))));
    catalog.grant(GOLD, "team", "MODIFY");

    SERVER.verify(
        patchRequestedFor(urlEqualTo(API + "permissions/schema/prod.gold"))
            .withRequestBody(
                equalToJson("{\"changes\":[{\"principal\":\"team\",\"add\":[\"MODIFY\"]}]}")));
  }

  @Test
  void a_gate_looks_at_what_is_effective() throws Exception {
    SERVER.stubFor(
        get(urlPathEqualTo(API + "effective-permissions/schema/prod.gold"))
            .withQueryParam("principal", equalTo("team"))
            .willReturn(
                okJson(
                    """
                    {"privilege_assignments":[{"principal":"team","privileges":[
                      {"privilege":"SELECT","inherited_from_type":"CATALOG",
                       "inherited_from_name":"prod"}]}]}""")));
    Gate reads = catalog.granted(GOLD, "team", "SELECT");
    Gate writes = catalog.granted(GOLD, "team", "SELECT", "MODIFY");

    assertThat(reads.evaluate(FakeContext.ofRun("r1")).status()).isEqualTo(Verdict.Status.PASSED);
    assertThat(writes.evaluate(FakeContext.ofRun("r1")))
        .hasToString("FAILED: team lacks [MODIFY] on schema prod.gold: grant them to it");
  }

  @Test
  void a_name_of_the_wrong_depth_is_refused() {
    assertThatThrownBy(() -> Securable.schema("gold"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessage("schema must have 2 names with dots between: gold");
  }

  private static void missing(String path) {
    SERVER.stubFor(
        get(API + path)
            .willReturn(
                aResponse()
                    .withStatus(404)
                    .withBody("{\"error_code\":\"SCHEMA_DOES_NOT_EXIST\",\"message\":\"no\"}")));
  }
}
