package dev.lockflight.testkit.docker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/** A dockerd that touches nothing of the machine's network. */
final class EngineProgram {
  private EngineProgram() {}

  static URI address(Path directory) {
    return URI.create("unix://" + directory.resolve("dockerd.sock"));
  }

  static LocalProgram start(Programs programs, Path directory)
      throws IOException, InterruptedException {
    List<String> words =
        List.of(
            programs.find("dockerd").toString(),
            "--iptables=false",
            "--ip6tables=false",
            "--bridge=none",
            "--storage-driver=overlay2",
            "--shutdown-timeout=3",
            "--data-root=" + directory.resolve("data"),
            "--exec-root=" + directory.resolve("exec"),
            "--pidfile=" + directory.resolve("dockerd.pid"),
            "--host=" + address(directory));
    return LocalProgram.start(programs, directory.resolve("dockerd.log"), words)
        .await(() -> listens(directory.resolve("dockerd.sock")));
  }

  private static boolean listens(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }
}
