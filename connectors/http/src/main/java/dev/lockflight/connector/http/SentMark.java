package dev.lockflight.connector.http;

import okhttp3.Call;
import okhttp3.EventListener;

/** Whether the server may have heard of a call. */
final class SentMark extends EventListener {
  private boolean sent;

  @Override
  public void requestHeadersStart(Call call) {
    sent = true;
  }

  WireException.Stage stage() {
    return sent ? WireException.Stage.WAITING : WireException.Stage.CONNECTING;
  }
}
