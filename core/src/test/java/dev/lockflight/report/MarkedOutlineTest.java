package dev.lockflight.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Phase;
import dev.lockflight.StageName;
import dev.lockflight.run.ItemKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkedOutlineTest {
  private static final StageName STAGING = StageName.of("stg_build");
  private static final StageName PROD = StageName.of("prod_build");

  @Test
  void a_stage_and_an_item_are_marked_on_their_lines() {
    assertThat(marked(Samples.failedGate(), Place.of(STAGING)))
        .singleElement()
        .asString()
        .startsWith("  ✗ stg_build in stage");
    assertThat(marked(Samples.failedGate(), item(STAGING, Phase.VERIFY, "row-count")))
        .singleElement()
        .asString()
        .startsWith("    ✗ verify row-count");
  }

  @Test
  void what_is_waited_for_is_marked() {
    assertThat(marked(Samples.waiting("run-1"), item(PROD, Phase.REQUIRE, "data-owners")))
        .singleElement()
        .asString()
        .startsWith("    ◔ data-owners");
  }

  @Test
  void an_item_without_a_line_is_marked_at_its_stage() {
    assertThat(marked(Samples.failedGate(), item(PROD, Phase.RUN, "dbt build")))
        .singleElement()
        .asString()
        .startsWith("  – prod_build in prod");
  }

  @Test
  void the_rest_stays_as_it_is() {
    RunReport report = Samples.failedGate().report();

    assertThat(report.outline(Place.of(STAGING)).replace("  ← here", ""))
        .isEqualTo(report.outline());
  }

  private static Place item(StageName stage, Phase phase, String item) {
    return Place.of(stage, new ItemKey(phase, item));
  }

  private static List<String> marked(Story story, Place place) {
    return story.report().outline(place).lines().filter(line -> line.contains("← here")).toList();
  }
}
