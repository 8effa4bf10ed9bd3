package dev.lockstep.stress.subject;

import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.DecodedCache;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Places of their own in the live cache of decoded nodes. The cache is that of one real file, which is
 * removed as soon as it is open: nothing is written to it.
 */
public final class CacheSubject {
  private static final DecodedCache CACHE = openCache();
  private static final AtomicLong PLACES = new AtomicLong();
  private static final int MEMORY = 64;

  private final long place = PLACES.incrementAndGet();

  /**
   * Stands for a decoded node.
   *
   * @param place where it was decoded from
   * @param version which of several equal ones it is
   */
  private record Node(long place, int version) {}

  /** Puts one of several decodings of the same bytes there. */
  public void put(int version) {
    CACHE.put(place, new Node(place, version), MEMORY);
  }

  /** What is found there: {@code version 1}, {@code nothing}, or what went wrong. */
  public String get() {
    @Nullable Object found = CACHE.get(place);
    if (found == null) {
      return "nothing";
    }
    Node node = (Node) found;
    return node.place() == place && node.version() > 0
        ? "version " + node.version()
        : "a node of place " + (node.place() - place) + " further, version " + node.version();
  }

  private static DecodedCache openCache() {
    String name = "cache." + ProcessHandle.current().pid();
    try {
      StorageFiles files = LivePlatform.files(Path.of("."));
      StorageFile file = files.open(name, OpenMode.CREATE_NEW);
      DecodedCache cache = file.decoded();
      file.close();
      files.remove(name);
      return cache;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
