package dev.lockflight.testkit.databricks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Unity Catalog volumes and the files in them. The bytes lie in a temporary directory, so a file
 * may be as big as the disk. Thread-safe.
 */
public final class LocalFiles {
  private static final long FIVE_GIB = 5L << 30;

  private final InstantSource clock;
  private final Path directory;
  private final AtomicInteger blobs = new AtomicInteger();
  private final FileTree tree = new FileTree();
  private final Set<String> volumes = ConcurrentHashMap.newKeySet();
  private final Map<String, String> denied = new ConcurrentHashMap<>();
  private volatile long largestUpload = FIVE_GIB;
  private volatile long capacity = Long.MAX_VALUE;
  private volatile int page = 1000;
  private volatile boolean resumable;

  LocalFiles(InstantSource clock) throws IOException {
    this.clock = clock;
    directory = Files.createTempDirectory("local-workspace");
  }

  /** There is such a volume from now on; its files are under {@code /Volumes/c/s/v}. */
  public void volume(String catalog, String schema, String name) {
    String root = "/Volumes/" + catalog + "/" + schema + "/" + name;
    tree.makeDirectories(root, clock.instant());
    var unused = volumes.add(root);
  }

  /** Whoever reads or lists in the volume is refused for want of READ VOLUME. */
  public void denyReading(String catalog, String schema, String name) {
    denied.put("/Volumes/" + catalog + "/" + schema + "/" + name, "READ VOLUME");
  }

  /** Whoever writes or deletes in the volume is refused for want of WRITE VOLUME. */
  public void denyWriting(String catalog, String schema, String name) {
    denied.put("/Volumes/" + catalog + "/" + schema + "/" + name, "WRITE VOLUME");
  }

  /** How many bytes one request may upload; 5 GiB unless told. */
  public void largestUpload(long bytes) {
    largestUpload = bytes;
  }

  /** How many bytes all files may have together; no limit unless told. */
  public void capacity(long bytes) {
    capacity = bytes;
  }

  /** Lists come in pages of at most so many entries, the first of them empty. */
  public void shortPages(int entries) {
    page = entries;
  }

  /** Big uploads go as on Google's cloud: one address, and chunks in order. */
  public void likeGoogleCloud() {
    resumable = true;
  }

  /** The paths of all files, sorted. */
  public List<String> paths() {
    return tree.files();
  }

  /** Puts a text into a file, past the API. */
  public void write(String path, String text) {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts bytes into a file, past the API. */
  public void write(String path, byte[] bytes) {
    try (InputStream in = new java.io.ByteArrayInputStream(bytes)) {
      keep(path, store(in, Long.MAX_VALUE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file, past the API. */
  public String read(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  /** The bytes of a file, past the API. */
  public byte[] bytes(String path) {
    try {
      return Files.readAllBytes(tree.file(path).blob());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> volumes() {
    return volumes;
  }

  Routes.Service service() {
    return new FilesApi(this);
  }

  FileTree tree() {
    return tree;
  }

  InstantSource clock() {
    return clock;
  }

  int page() {
    return page;
  }

  boolean isShort() {
    return page < 1000;
  }

  boolean isResumable() {
    return resumable;
  }

  long largestUpload() {
    return largestUpload;
  }

  void checkReading(String path) {
    check(path, "READ VOLUME");
  }

  void checkWriting(String path) {
    check(path, "WRITE VOLUME");
  }

  private void check(String path, String privilege) {
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..") || segment.equals(".")) {
        throw Refusal.badRequest("Invalid path: " + path);
      }
    }
    String root =
        volumes.stream()
            .filter(volume -> (path + "/").startsWith(volume + "/"))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "NOT_FOUND", "Volume of " + path + " not found."));
    if (privilege.equals(denied.get(root))) {
      String name = root.substring("/Volumes/".length()).replace('/', '.');
      throw Refusal.denied("User does not have " + privilege + " on Volume '" + name + "'.");
    }
  }

  /** A new, empty place for bytes. */
  Path newBlob() {
    return directory.resolve(Integer.toString(blobs.incrementAndGet()));
  }

  /** Takes bytes in, under no name yet. */
  Path store(InputStream in, long limit) throws IOException {
    Path blob = newBlob();
    try (var out = Files.newOutputStream(blob)) {
      byte[] chunk = new byte[1 << 16];
      long size = 0;
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        size += read;
        if (size <= limit) {
          out.write(chunk, 0, read);
        }
      }
      if (size > limit) {
        throw new Refusal(
            413, "REQUEST_ENTITY_TOO_LARGE", "The file is larger than " + limit + " bytes.");
      }
    }
    return blob;
  }

  /** Gives stored bytes their name. */
  void keep(String path, Path blob) throws IOException {
    long size = Files.size(blob);
    if (tree.size() - tree.sizeOf(path) + size > capacity) {
      Files.delete(blob);
      throw new Refusal(507, "RESOURCE_EXHAUSTED", "No space is left for " + path + ".");
    }
    tree.put(path, new FileTree.StoredFile(blob, size, clock.instant()));
  }

  void close() {
    try (var all = Files.list(directory)) {
      for (Path blob : all.toList()) {
        Files.delete(blob);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
