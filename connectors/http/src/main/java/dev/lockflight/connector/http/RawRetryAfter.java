package dev.lockflight.connector.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Response;

/**
 * Keeps Retry-After from OkHttp, which repeats a 503 with {@code Retry-After: 0} unasked and fails
 * on numbers over an int.
 */
final class RawRetryAfter {
  private static final String NAME = "retry-after";
  private static final String HIDDEN = "lockflight-retry-after";

  private RawRetryAfter() {}

  static Response hide(Response response) {
    String value = response.header(NAME);
    return value == null
        ? response
        : response.newBuilder().removeHeader(NAME).header(HIDDEN, value).build();
  }

  static Map<String, List<String>> shown(Map<String, List<String>> headers) {
    Map<String, List<String>> shown = new LinkedHashMap<>(headers);
    List<String> values = shown.remove(HIDDEN);
    if (values != null) {
      shown.put(NAME, values);
    }
    return shown;
  }
}
