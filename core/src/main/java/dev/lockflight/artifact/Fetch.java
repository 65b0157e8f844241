package dev.lockflight.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Copies a set to this machine while verifying it; the directory appears only when it is whole. */
final class Fetch {
  private final SetReader reader;

  Fetch(SetReader reader) {
    this.reader = reader;
  }

  /**
   * Copies the set into a directory of its own below {@code under}, named for its content.
   *
   * @throws TornArtifactsException when a file is not the published one; then nothing is left
   */
  FetchedArtifacts into(Path under, PublishedArtifacts source) throws IOException {
    ArtifactSet set = source.set();
    Path target = under.resolve(set.environment() + "-" + set.digest().brief());
    if (!holds(target, set)) {
      Files.createDirectories(under);
      Path fresh = Files.createDirectory(under.resolve("fetching-" + UUID.randomUUID()));
      try {
        copy(set, fresh);
        put(fresh, target, set);
      } finally {
        FileTree.delete(fresh);
      }
    }
    return new FetchedArtifacts(target.toString(), source);
  }

  private void copy(ArtifactSet set, Path fresh) throws IOException {
    List<Damage> damages = new ArrayList<>();
    for (ArtifactFile file : set.files()) {
      try (MeasuringStream in = new MeasuringStream(reader.open(set, file))) {
        Path local = fresh.resolve(file.name());
        Files.createDirectories(local.getParent());
        long unused = Files.copy(in, local);
        SetReader.difference(file, in.file(file.name())).ifPresent(damages::add);
      } catch (NoSuchFileException e) {
        damages.add(new Damage(file.name(), "is missing"));
      }
    }
    if (!damages.isEmpty()) {
      throw new TornArtifactsException(set, damages);
    }
  }

  /** Another fetch of the same content may come first; then its copy serves as well. */
  private static void put(Path fresh, Path target, ArtifactSet set) throws IOException {
    try {
      Path unused = Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!holds(target, set)) {
        FileTree.delete(target);
        Path unused = Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static boolean holds(Path directory, ArtifactSet set) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    for (ArtifactFile file : set.files()) {
      Path local = directory.resolve(file.name());
      if (!Files.isRegularFile(local, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      try (InputStream in = Files.newInputStream(local)) {
        Optional<Damage> damage =
            SetReader.difference(file, MeasuringStream.measure(file.name(), in));
        if (damage.isPresent()) {
          return false;
        }
      }
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> !Files.isDirectory(path)).count() == set.files().size();
    }
  }
}
