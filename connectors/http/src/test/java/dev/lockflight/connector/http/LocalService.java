package dev.lockflight.connector.http;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A local service, a client of it in virtual time, and what the client told. */
abstract class LocalService {
  @RegisterExtension
  static final WireMockExtension SERVICE =
      WireMockExtension.newInstance()
          .options(
              WireMockConfiguration.wireMockConfig()
                  .bindAddress("127.0.0.1")
                  .dynamicPort()
                  .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER))
          .build();

  final VirtualTime time = new VirtualTime();
  final List<RestEvent> events = Collections.synchronizedList(new ArrayList<>());
  RestClient client;

  RestSettings settings() {
    return RestSettings.of(URI.create(SERVICE.baseUrl()))
        .retry(RetryPolicy.upTo(4).jitter(0))
        .time(time, time)
        .listener(events::add);
  }

  @BeforeEach
  void open() {
    client = RestClient.open(settings());
  }

  /** Another client in place of the usual one. */
  @CanIgnoreReturnValue
  RestClient open(RestSettings settings) {
    client.close();
    client = RestClient.open(settings);
    return client;
  }

  @AfterEach
  void close() {
    client.close();
  }

  static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
