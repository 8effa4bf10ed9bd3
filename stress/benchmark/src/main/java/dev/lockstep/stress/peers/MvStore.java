package dev.lockstep.stress.peers;

import dev.lockstep.stress.benchmark.BenchmarkStore;
import dev.lockstep.stress.benchmark.Contender;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** H2's MVStore, one map; commits are its own, and it syncs none of them. */
public final class MvStore implements Contender {
  private static final String FILE = "store.mv";

  @Override
  public String name() {
    return "mvstore";
  }

  @Override
  public BenchmarkStore open(Path directory) {
    Path file = directory.resolve(FILE);
    MVStore store =
        new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open();
    MVMap<byte[], byte[]> map = store.openMap(
        "documents",
        new MVMap.Builder<byte[], byte[]>()
            .keyType(ByteArrays.INSTANCE)
            .valueType(ByteArrays.INSTANCE));
    return new Opened(store, map, file);
  }

  private record Opened(MVStore store, MVMap<byte[], byte[]> map, Path file)
      implements BenchmarkStore {

    @Override
    public void write(List<Entry> batch) {
      for (Entry entry : batch) {
        map.put(entry.key(), entry.value());
      }
      store.commit();
    }

    @Override
    public int get(byte[] key, byte[] target) {
      return copy(map.get(key), target);
    }

    @Override
    public long scan(byte[] target) {
      long count = 0;
      Cursor<byte[], byte[]> cursor = map.cursor(null);
      while (cursor.hasNext()) {
        cursor.next();
        copy(cursor.getValue(), target);
        count++;
      }
      return count;
    }

    @Override
    public long compact() {
      store.compactFile(Integer.MAX_VALUE);
      return file.toFile().length();
    }

    @Override
    public void close() {
      store.closeImmediately();
    }

    private static int copy(byte @Nullable [] value, byte[] target) {
      if (value == null) {
        return -1;
      }
      System.arraycopy(value, 0, target, 0, value.length);
      return value.length;
    }
  }
}
