package dev.lockflight.connector.kubernetes;

import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.model.jackson.GoCompatibilityModule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * What Kubernetes' own types say about a document: unknown fields and values of the wrong type. The
 * types are those of the fabric8 client, made from Kubernetes' API; they leave this class as
 * sentences only.
 */
final class Models {
  private final KubernetesSerialization kinds = new KubernetesSerialization();
  private final JsonMapper strict =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .addModule(new GoCompatibilityModule()) // octal modes, as 0644
          .withCoercionConfig(
              LogicalType.Textual,
              coercion ->
                  coercion
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  boolean know(Document document) {
    return type(document) != null;
  }

  private @Nullable Class<?> type(Document document) {
    return kinds.getRegisteredKubernetesResource(document.apiVersion(), document.kind());
  }

  /** What is wrong, as {@code path: problem}; empty for kinds that are not known. */
  List<String> problems(Document document) {
    Class<?> type = type(document);
    List<String> problems = new ArrayList<>();
    if (type == null) {
      return problems;
    }
    unknown(document.content(), strict.constructType(type), "", problems);
    try {
      Object unused = strict.treeToValue(document.content(), type);
    } catch (DatabindException e) {
      problems.add(path(e) + ": " + firstLine(e));
    }
    return problems;
  }

  private void unknown(JsonNode node, JavaType type, String path, List<String> problems) {
    if (type.isCollectionLikeType() && node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        unknown(node.get(i), type.getContentType(), path + "[" + i + "]", problems);
      }
    } else if (type.isMapLikeType() && node.isObject()) {
      node.forEachEntry(
          (key, value) -> unknown(value, type.getContentType(), path + "." + key, problems));
    } else if (node.isObject() && isModel(type)) {
      node.forEachEntry((key, value) -> field(key, value, type, path + "." + key, problems));
    }
  }

  private void field(
      String key, JsonNode value, JavaType owner, String path, List<String> problems) {
    List<BeanPropertyDefinition> fields = fields(owner);
    for (BeanPropertyDefinition field : fields) {
      if (field.getName().equals(key)) {
        unknown(value, field.getPrimaryType(), path, problems);
        return;
      }
    }
    String words = Similar.to(key, fields.stream().map(BeanPropertyDefinition::getName).toList());
    problems.add(path.substring(1) + ": unknown field" + words);
  }

  private List<BeanPropertyDefinition> fields(JavaType type) {
    ClassIntrospector introspector = strict.serializationConfig().classIntrospectorInstance();
    return introspector
        .introspectForSerialization(type, introspector.introspectClassAnnotations(type))
        .findProperties();
  }

  /** Types that read any JSON, as IntOrString and Quantity, have no fields of their own. */
  private static boolean isModel(JavaType type) {
    Class<?> raw = type.getRawClass();
    return raw.getName().startsWith("io.fabric8.kubernetes.api.model.")
        && !raw.isInterface()
        && !AnyType.class.isAssignableFrom(raw);
  }

  private static String path(DatabindException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      String name = step.getPropertyName();
      path.append(name == null ? "[" + step.getIndex() + "]" : "." + name);
    }
    return path.length() == 0 ? "document" : path.substring(1);
  }

  private static String firstLine(DatabindException e) {
    return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("wrong type");
  }
}
