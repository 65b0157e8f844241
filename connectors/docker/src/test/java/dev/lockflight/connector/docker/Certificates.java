package dev.lockflight.connector.docker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/** One certificate for 127.0.0.1 that both sides use and trust, as files of either kind. */
record Certificates(Path directory, Path store, Path trusted) {
  static final String PASSWORD = "changeit";

  static Certificates make() {
    try {
      Path directory = Files.createTempDirectory("docker-tls");
      Path store = directory.resolve("server.p12");
      keytool(store);
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      Certificate certificate = keys.getCertificate("engine");
      Key key = keys.getKey("engine", PASSWORD.toCharArray());
      pem(directory.resolve("ca.pem"), "CERTIFICATE", certificate.getEncoded());
      pem(directory.resolve("cert.pem"), "CERTIFICATE", certificate.getEncoded());
      pem(directory.resolve("key.pem"), "PRIVATE KEY", key.getEncoded());
      Path trusted = directory.resolve("trusted.p12");
      KeyStore trust = KeyStore.getInstance("PKCS12");
      trust.load(null, null);
      trust.setCertificateEntry("engine", certificate);
      try (OutputStream out = Files.newOutputStream(trusted)) {
        trust.store(out, PASSWORD.toCharArray());
      }
      return new Certificates(directory, store, trusted);
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void keytool(Path store) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String options =
        "-genkeypair -alias engine -keyalg EC -dname CN=localhost -validity 2"
            + " -ext san=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass "
            + PASSWORD;
    ProcessBuilder process = new ProcessBuilder(tool.toString());
    process.command().addAll(List.of(options.split(" ")));
    process.command().addAll(List.of("-keystore", store.toString()));
    if (process.inheritIO().start().waitFor() != 0) {
      throw new AssertionError("keytool failed");
    }
  }

  private static void pem(Path file, String kind, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
