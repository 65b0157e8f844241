package dev.lockflight.connector.terraform;

import dev.lockflight.Progress;
import dev.lockflight.RunContext;
import dev.lockflight.connector.process.LineListener;
import dev.lockflight.connector.process.LineSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hears what Terraform tells with {@code -json}: one object a line, values of sensitive things left
 * out.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/internals/machine-readable-ui">Terraform
 *     Machine-Readable UI</a>
 */
final class Messages implements LineListener {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int LONGEST = 1 << 24;
  private final RunContext context;
  private final Consumer<Progress> progress;
  private final StringBuilder piece = new StringBuilder();
  private final List<ResourceChange> planned = new ArrayList<>();
  private final List<ResourceChange> drifted = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Map<String, JsonNode> outputs = new TreeMap<>();
  private TerraformPlan.Summary summary = TerraformPlan.Summary.NOTHING;
  private String version = "";
  private @Nullable String operation;
  private long applied;

  Messages(RunContext context, Consumer<Progress> progress) {
    this.context = context;
    this.progress = progress;
  }

  @Override
  public void line(LineSource source, String line) {
    if (piece.length() == 0 && !line.startsWith("{")) {
      context.log(line);
      return;
    }
    piece.append(line);
    JsonNode message = parsed(piece.toString());
    if (message != null) {
      piece.setLength(0);
      heard(message);
    } else if (piece.length() > LONGEST) {
      context.log("a message of Terraform is longer than " + LONGEST + " characters, left out");
      piece.setLength(0);
    }
  }

  /** Null while the end of a long line is still to come. */
  private static @Nullable JsonNode parsed(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      return null;
    }
  }

  private void heard(JsonNode message) {
    switch (message.path("type").asString("")) {
      case "version" -> version = message.path("terraform").asString("");
      case "planned_change" -> planned.add(ResourceChange.of(message.path("change")));
      case "resource_drift" -> drifted.add(ResourceChange.of(message.path("change")));
      case "change_summary" -> summarised(message.path("changes"));
      case "outputs" -> message.path("outputs").forEachEntry(outputs::put);
      case "diagnostic" -> diagnostics.add(Diagnostic.of(message.path("diagnostic")));
      case "apply_complete" -> applied(message.path("hook").path("resource"));
      default -> {}
    }
    context.log(message.path("@message").asString(""));
  }

  private void summarised(JsonNode changes) {
    summary = TerraformPlan.Summary.of(changes);
    operation = changes.path("operation").asString("");
  }

  private void applied(JsonNode resource) {
    applied++;
    String what = resource.path("addr").asString("resources");
    progress.accept(
        planned.isEmpty()
            ? Progress.of(what, applied)
            : Progress.of(what, applied, Math.max(applied, planned.size())));
  }

  /** Whether Terraform has told how the operation ended. */
  boolean summarised(String wanted) {
    return wanted.equals(operation);
  }

  TerraformPlan.Summary summary() {
    return summary;
  }

  String version() {
    return version;
  }

  List<ResourceChange> planned() {
    return List.copyOf(planned);
  }

  List<ResourceChange> drifted() {
    return List.copyOf(drifted);
  }

  Map<String, JsonNode> outputs() {
    return Map.copyOf(outputs);
  }

  List<Diagnostic> errors() {
    return diagnostics.stream().filter(Diagnostic::isError).toList();
  }
}
