package dev.lockflight.connector.process;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Secret;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The variables a child process is given.
 *
 * @param inherited differ between machines, so they are no part of a description
 */
record ChildEnvironment(
    Map<String, String> inherited, Map<String, String> declared, Map<String, Secret> secrets) {
  private static final Set<String> HANDED_ON =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "SHELL",
          "LANG",
          "LANGUAGE",
          "TZ",
          "TMPDIR",
          "TMP",
          "TEMP",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "SystemRoot",
          "SystemDrive",
          "ComSpec",
          "PATHEXT",
          "USERPROFILE",
          "APPDATA",
          "LOCALAPPDATA",
          "ProgramData");
  static final ChildEnvironment EMPTY = new ChildEnvironment(Map.of(), Map.of(), Map.of());

  ChildEnvironment {
    inherited = Collections.unmodifiableMap(new TreeMap<>(inherited));
    declared = Collections.unmodifiableMap(new TreeMap<>(declared));
    secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
  }

  ChildEnvironment inheriting(Map<String, String> variables, List<String> alsoNamed) {
    Map<String, String> handedOn = new TreeMap<>();
    variables.forEach(
        (name, value) -> {
          if (HANDED_ON.contains(name) || name.startsWith("LC_") || alsoNamed.contains(name)) {
            handedOn.put(name, value);
          }
        });
    return new ChildEnvironment(handedOn, declared, secrets);
  }

  ChildEnvironment with(String name, String value) {
    check(name);
    if (value.indexOf('\0') >= 0) {
      throw new InvalidDefinitionException("the variable " + name + " holds a NUL character");
    }
    if (secrets.containsKey(name)) {
      throw declaredTwice(name);
    }
    Map<String, String> all = new TreeMap<>(declared);
    all.put(name, value);
    return new ChildEnvironment(inherited, all, secrets);
  }

  ChildEnvironment with(String name, Secret secret) {
    check(name);
    if (declared.containsKey(name)) {
      throw declaredTwice(name);
    }
    Map<String, Secret> all = new TreeMap<>(secrets);
    all.put(name, secret);
    return new ChildEnvironment(inherited, declared, all);
  }

  /** Everything but the secrets. */
  Map<String, String> open() {
    Map<String, String> all = new TreeMap<>(inherited);
    all.putAll(declared);
    return all;
  }

  private static void check(String name) {
    if (name.isBlank() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
      throw new InvalidDefinitionException(
          "a variable's name must not be blank nor hold '=' or NUL: " + name);
    }
  }

  private static InvalidDefinitionException declaredTwice(String name) {
    return new InvalidDefinitionException(
        "the variable " + name + " is declared both as a secret and openly; keep one of them");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    declared.forEach((name, value) -> text.append(", ").append(name).append('=').append(value));
    secrets.forEach(
        (name, secret) -> text.append(", ").append(name).append("=secret ").append(secret.name()));
    return text.toString();
  }
}
