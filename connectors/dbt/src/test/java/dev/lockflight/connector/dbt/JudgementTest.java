package dev.lockflight.connector.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a skipped node means depends on the engine that skipped it. */
class JudgementTest {
  @ParameterizedTest
  @CsvSource({
    // version, status of another node, materialization of the skipped one, does the skip count
    "1.11.16, SUCCESS, table, true",
    "1.11.16, FAIL, table, true",
    "1.11.16, SUCCESS, ephemeral, false",
    "2.0.5, SUCCESS, table, false",
    "2.0.5, FAIL, table, true",
    "2.0.5, ERROR, table, true",
    "2.0.5, FAIL, ephemeral, false",
  })
  void skipped_node_counts_by_the_rule_of_its_engine(
      String version, NodeStatus other, String materialized, boolean counts) {
    ArtifactMetadata metadata =
        new ArtifactMetadata(
            6, version, null, "id", Map.of(), new ArtifactMetadata.Project("", ""));
    NodeResult skipped = new NodeResult("model.shop.a", NodeStatus.SKIPPED, "", null, 0, "");
    NodeResult another = new NodeResult("test.shop.t", other, "", null, 0, "");
    ManifestNode node =
        new ManifestNode(
            new NodeId("model.shop.a", "model", "shop", "a", "", null),
            new NodeConfig(materialized, true, List.of(), Map.of(), ""),
            new NodeRelation("", "", "", ""),
            NodeContract.NONE,
            List.of(),
            false);
    Manifest manifest = new Manifest(metadata, Map.of("model.shop.a", node), Set.of());
    Judgement judgement =
        Judgement.of(
            new RunResults(metadata, "build", new ArrayList<>(List.of(skipped, another)), 0),
            () -> manifest);
    assertThat(judgement.skipped().contains(skipped)).isEqualTo(counts);
    assertThat(judgement.executed()).isEqualTo(1);
  }
}
