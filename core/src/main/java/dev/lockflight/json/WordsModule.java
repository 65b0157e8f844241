package dev.lockflight.json;

import dev.lockflight.Digest;
import dev.lockflight.EnvironmentName;
import dev.lockflight.GateName;
import dev.lockflight.PipelineName;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.StepName;
import dev.lockflight.run.OutputKey;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** Ids are written as plain strings, also as keys of objects. */
final class WordsModule extends SimpleModule {
  WordsModule() {
    super("lockflight");
    add(Digest.class, Digest::new, Digest::value);
    add(EnvironmentName.class, EnvironmentName::new, EnvironmentName::value);
    add(GateName.class, GateName::new, GateName::value);
    add(PipelineName.class, PipelineName::new, PipelineName::value);
    add(RunId.class, RunId::new, RunId::value);
    add(StageName.class, StageName::new, StageName::value);
    add(StepName.class, StepName::new, StepName::value);
    add(OutputKey.class, OutputKey::parse, OutputKey::toString);
  }

  private <T> void add(Class<T> type, Function<String, T> read, Function<T, String> text) {
    var unused =
        addSerializer(
                type,
                new ValueSerializer<T>() {
                  @Override
                  public void serialize(T value, JsonGenerator to, SerializationContext context) {
                    var unused = to.writeString(text.apply(value));
                  }
                })
            .addKeySerializer(
                type,
                new ValueSerializer<T>() {
                  @Override
                  public void serialize(T value, JsonGenerator to, SerializationContext context) {
                    var unused = to.writeName(text.apply(value));
                  }
                })
            .addDeserializer(
                type,
                new ValueDeserializer<T>() {
                  @Override
                  public T deserialize(JsonParser from, DeserializationContext context) {
                    return read.apply(from.getString());
                  }
                })
            .addKeyDeserializer(
                type,
                new KeyDeserializer() {
                  @Override
                  public Object deserializeKey(String key, DeserializationContext context) {
                    return read.apply(key);
                  }
                });
  }
}
