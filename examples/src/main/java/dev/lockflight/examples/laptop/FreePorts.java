package dev.lockflight.examples.laptop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ports of this machine that nobody listens at now; another program may still be faster. */
public final class FreePorts {
  private FreePorts() {}

  /** A different one for each name. */
  public static Map<String, Integer> of(List<String> names) throws IOException {
    Map<String, Integer> ports = new LinkedHashMap<>();
    List<ServerSocket> taken = new ArrayList<>();
    try {
      for (String name : names) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        taken.add(socket);
        ports.put(name, socket.getLocalPort());
      }
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
    }
    return ports;
  }
}
