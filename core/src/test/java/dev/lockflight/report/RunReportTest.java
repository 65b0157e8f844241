package dev.lockflight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Evidence;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.Verdict;
import dev.lockflight.run.RunStatus;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class RunReportTest {
  private static final String EVERY_CHARACTER =
      "\uFFFE\uFFFF\uD800 ]]> \u001B[2J <script> | `code` @team #12 [a](b) *b* \"q\""
          + IntStream.rangeClosed(0, 0x2100)
              .mapToObj(Character::toString)
              .reduce("", String::concat);

  /** A run whose messages hold every character there is trouble with. */
  private static Story hostile() {
    Evidence evidence = Evidence.of(EVERY_CHARACTER, EVERY_CHARACTER, EVERY_CHARACTER, "|\n|");
    return Samples.staged("run-hostile")
        .gate(
            Story.item("stg_build", Phase.VERIFY, "row-count"),
            Verdict.failed(EVERY_CHARACTER, evidence))
        .stageEnded("stg_build", RunStatus.FAILED, EVERY_CHARACTER)
        .ended(RunStatus.FAILED, EVERY_CHARACTER);
  }

  @ParameterizedTest
  @MethodSource("dev.lockflight.report.GoldenReportsTest#runs")
  void junit_xml_is_what_readers_expect(Story story) throws Exception {
    assertThat(checkJUnit(story.report().junitXml()).getDocumentElement().getTagName())
        .isEqualTo("testsuites");
  }

  @Test
  void junit_xml_is_valid_with_any_text() throws Exception {
    Document xml = checkJUnit(hostile().report().junitXml());
    Element failure = (Element) xml.getElementsByTagName("failure").item(0);
    assertThat(failure.getTextContent()).contains("]]> ").contains("<script>").contains("␀");
    assertThat(failure.getTextContent()).doesNotContain("\u001B").doesNotContain("\u0085");
  }

  @Test
  void junit_xml_tells_failed_from_errored_and_skipped() throws Exception {
    assertThat(counts(Samples.failedGate())).containsExactly("1", "0");
    assertThat(counts(Samples.erroredGate())).containsExactly("0", "1");
    assertThat(counts(Samples.rejected())).containsExactly("1", "0");
    assertThat(counts(Samples.success())).containsExactly("0", "0");
  }

  private static List<String> counts(Story story) throws Exception {
    Element root = checkJUnit(story.report().junitXml()).getDocumentElement();
    return List.of(root.getAttribute("failures"), root.getAttribute("errors"));
  }

  private static Document checkJUnit(String xml) throws Exception {
    var schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(Path.of("src/test/resources/dev/lockflight/report/junit.xsd").toFile());
    schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    Document document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    var suites = document.getElementsByTagName("testsuite");
    for (int i = 0; i < suites.getLength(); i++) {
      Element suite = (Element) suites.item(i);
      for (String kind : List.of("failure", "error", "skipped", "testcase")) {
        String counted = kind.equals("testcase") ? "tests" : plural(kind);
        assertThat(suite.getAttribute(counted))
            .isEqualTo(String.valueOf(suite.getElementsByTagName(kind).getLength()));
      }
    }
    return document;
  }

  private static String plural(String kind) {
    return kind.equals("skipped") ? kind : kind + "s";
  }

  @Test
  void no_report_holds_a_character_that_could_steer_a_terminal() {
    RunReport report = hostile().report();
    for (String text :
        List.of(report.outline(), report.markdown(), report.mermaid(), report.json())) {
      assertThat(text.replace("\n", "").codePoints())
          .noneMatch(c -> Character.isISOControl(c) || c == 0x202E || c == 0x2028);
    }
  }

  @Test
  void markdown_tables_keep_their_shape_with_any_text() {
    String markdown = hostile().report().markdown();
    markdown
        .lines()
        .filter(line -> line.startsWith("| ✗"))
        .forEach(
            line -> assertThat(line.replaceAll("\\\\.", "").split("\\|", -1)).hasSizeBetween(7, 8));
    assertThat(markdown)
        .contains("\\<script\\> \\| \\`code\\` @&#8203;team #&#8203;12 \\[a\\](b) \\*b\\*");
  }

  @Test
  void mermaid_labels_hold_any_text() {
    Stage stage = Stage.of("end @ x").run(new Does("graph", "\"]; click s0 call alert()"));
    Stage other = Stage.of("subgraph (b)").when(named("a \"quoted\" <b>"));
    Pipeline pipeline = Pipeline.of("p", stage, other);
    assertThat(PipelineReport.of(pipeline).mermaid())
        .contains("s0[\"end #64; x\"]")
        .contains("#34;quoted#34; #60;b#62;");
  }

  private static dev.lockflight.Condition named(String value) {
    return new dev.lockflight.Condition.ParameterIs(dev.lockflight.Parameter.text("p"), value);
  }

  @Test
  void markdown_keeps_to_its_limit_and_loses_failures_last() {
    RunReport report = manyStages(400);
    String whole = report.markdown();
    assertThat(whole.length()).isGreaterThan(30_000);
    for (int limit = 1_500; limit < whole.length(); limit += 997) {
      String shortened = report.markdown(limit);
      assertThat(shortened.length()).isLessThanOrEqualTo(limit);
      assertThat(shortened).contains("### What went wrong").contains("stage-7 ");
      assertThat(shortened).endsWith("._\n").contains("_Shortened; rows left out: ");
      assertThat(shortened.lines().filter(line -> line.startsWith("|")))
          .allMatch(line -> line.endsWith("|"));
    }
    assertThat(report.markdown(whole.length())).isEqualTo(whole);
  }

  @Test
  void markdown_limit_holds_for_hostile_text_too() {
    RunReport report = hostile().report();
    for (int limit = 1_500; limit < 20_000; limit += 499) {
      assertThat(report.markdown(limit).length()).isLessThanOrEqualTo(limit);
    }
  }

  @Test
  void markdown_limit_that_is_too_small_is_refused() {
    assertThatThrownBy(() -> Samples.success().report().markdown(1_499))
        .hasMessage("the limit of a Markdown report must be at least 1500: 1499");
  }

  private static RunReport manyStages(int count) {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stages.add(Stage.of("stage-" + i).run(new Does("work", "works")));
    }
    Story story = new Story(Pipeline.of("long", stages), "run-long").created();
    for (int i = 0; i < 7; i++) {
      story.stage("stage-" + i, "work", 1);
    }
    return story
        .begun("stage-7")
        .started(Story.item("stage-7", Phase.RUN, "work"))
        .failed(Story.item("stage-7", Phase.RUN, "work"), "no")
        .stageEnded("stage-7", RunStatus.FAILED, "no")
        .ended(RunStatus.FAILED, "stage stage-7 failed")
        .report();
  }

  @Test
  void stage_that_the_pipeline_no_longer_has_is_still_reported() {
    Story story = Samples.failedGate();
    Pipeline changed = Pipeline.of("continuous-delivery", Stage.of("other"));
    RunReport report = RunReport.of(changed, story.run(), story.journal());
    assertThat(report.outline()).contains("· other").contains("✗ stg_build").contains("row-count");
    assertThat(report.junitXml()).contains("verify row-count");
    assertThat(report.mermaid()).contains("other");
  }

  @Test
  void decision_shows_who_when_why_and_on_which_digest() {
    String seen = dev.lockflight.Digest.of("what was shown").value();
    assertThat(Samples.rejected().report().markdown())
        .contains(
            "| 2026-07-31T13:01:50Z | eve (github) | REJECT | prod_build data-owners | not before"
                + " the race | "
                + seen
                + " |");
  }

  @Test
  void numbers_do_not_depend_on_the_locale() {
    assertThat(Locale.getDefault()).isEqualTo(Locale.GERMANY);
    assertThat(Samples.success().report().junitXml()).contains("time=\"2.250\"");
    assertThat(Samples.success().report().outline()).contains("1.5 s");
  }

  @Test
  void reports_of_ten_thousand_stages_are_written_in_linear_time() {
    RunReport report = manyStages(10_000);
    assertThat(report.junitXml().lines().filter(line -> line.contains("<testsuite ")))
        .hasSize(10_000);
    assertThat(report.mermaid().lines().filter(line -> line.contains(" --> "))).hasSize(9_999);
    assertThat(report.markdown(RunReport.GITHUB_COMMENT).length()).isLessThan(65_537);
  }
}
