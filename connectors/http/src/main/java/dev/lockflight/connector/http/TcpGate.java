package dev.lockflight.connector.http;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ClosedByInterruptException;

/** Opens a connection and closes it. */
record TcpGate(String host, int port) implements Gate {
  private static final int HIGHEST = 65_535;

  TcpGate {
    if (host.isBlank() || port < 1 || port > HIGHEST) {
      throw new InvalidRequestException(
          "a TCP port needs a host and a number from 1 to 65535: " + host + ":" + port);
    }
  }

  @Override
  public GateName name() {
    return GateName.of("tcp open at " + host + ":" + port);
  }

  @Override
  public String describe() {
    return host + ":" + port + " takes TCP connections";
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return Verdict.errored("unknown host " + host + "; check the name");
    }
    try (Socket socket = new InterruptibleSockets().createSocket()) {
      socket.connect(address, (int) Probe.PATIENCE.toMillis());
      return Verdict.passed(describe(), seen("open"));
    } catch (ConnectException e) {
      return Verdict.failed(address + ": " + e.getMessage(), seen("refused"));
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException("interrupted").initCause(e);
    } catch (IOException e) {
      return Verdict.errored(address + " does not answer: " + e.getMessage(), seen("silence"));
    }
  }

  private Evidence seen(String what) {
    return Evidence.of("TCP port " + port, what, "open", host);
  }
}
