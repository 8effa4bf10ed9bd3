package dev.lockstep.stress.subject;

import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.Decoded;
import dev.lockstep.engine.platform.DecodedCache;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Places of their own in the live cache of decoded nodes. The cache is that of one real file, which is
 * removed as soon as it is open: nothing is written to it.
 */
public final class CacheSubject {
  private static final DecodedCache CACHE = openCache();
  private static final AtomicLong PLACES = new AtomicLong();
  private static final int LENGTH = 64;

  private final long place = PLACES.incrementAndGet();

  /** Puts one of several decodings of the same bytes there: it says the same all along. */
  public void put(int version) {
    byte[] bytes = new byte[LENGTH];
    int[] places = new int[LENGTH];
    Arrays.fill(bytes, (byte) version);
    Arrays.fill(places, (int) (char) place);
    Decoded source = new Decoded();
    source.show(bytes, LENGTH, places, LENGTH);
    CACHE.put(place, source, DecodedCache.Use.OFTEN);
  }

  /** What is found there: {@code version 1}, {@code nothing}, or what went wrong. */
  public String get() {
    Decoded found = new Decoded();
    if (!CACHE.get(place, found)) {
      return "nothing";
    }
    int version = found.bytes()[0];
    boolean isWhole = found.length() == LENGTH && found.count() == LENGTH && version > 0;
    for (int i = 0; isWhole && i < LENGTH; i++) {
      isWhole = found.bytes()[i] == version && found.places()[i] == (char) place;
    }
    return isWhole ? "version " + version : "half of a node, or one of another place";
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
