import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Which partition a key belongs to, as the JVM's side says it: Partition KEY PARTITIONS. */
public final class Partition {
  public static void main(String[] arguments) {
    CRC32 hash = new CRC32();
    hash.update(arguments[0].getBytes(StandardCharsets.UTF_8));
    System.out.println(System.getProperty("java.specification.version"));
    System.out.println(hash.getValue() % Long.parseLong(arguments[1]));
  }
}
