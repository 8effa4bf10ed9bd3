package dev.lockstep.stress.peers;

import dev.lockstep.stress.benchmark.BenchmarkStore;
import dev.lockstep.stress.benchmark.Contender;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lmdbjava.CopyFlags;
import org.lmdbjava.CursorIterable;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.Txn;

/** LMDB, told not to sync. It cannot compact in place: what counts as compaction is a compact copy. */
public final class Lmdb implements Contender {
  private static final long MAP_SIZE = 1L << 36;
  private static final int KEY_LENGTH_MAX = 511;
  private static final int VALUE_LENGTH_MAX = 1 << 16;

  @Override
  public String name() {
    return "lmdb";
  }

  @Override
  public BenchmarkStore open(Path directory) {
    Env<ByteBuffer> env = Env.create()
        .setMapSize(MAP_SIZE)
        .setMaxDbs(1)
        .open(directory.toFile(), EnvFlags.MDB_NOSYNC, EnvFlags.MDB_NOTLS);
    return new Opened(env, env.openDbi("documents", DbiFlags.MDB_CREATE), directory);
  }

  private static final class Opened implements BenchmarkStore {
    private final Env<ByteBuffer> env;
    private final Dbi<ByteBuffer> documents;
    private final Path directory;
    private final ByteBuffer key = ByteBuffer.allocateDirect(KEY_LENGTH_MAX);
    private final ByteBuffer value = ByteBuffer.allocateDirect(VALUE_LENGTH_MAX);
    private final Txn<ByteBuffer> reader;

    Opened(Env<ByteBuffer> env, Dbi<ByteBuffer> documents, Path directory) {
      this.env = env;
      this.documents = documents;
      this.directory = directory;
      this.reader = env.txnRead();
      reader.reset();
    }

    @Override
    public void write(List<Entry> batch) {
      try (Txn<ByteBuffer> writer = env.txnWrite()) {
        for (Entry entry : batch) {
          documents.put(
              writer,
              key.clear().put(entry.key()).flip(),
              value.clear().put(entry.value()).flip());
        }
        writer.commit();
      }
    }

    @Override
    public int get(byte[] wanted, byte[] target) {
      reader.renew();
      try {
        ByteBuffer found = documents.get(reader, key.clear().put(wanted).flip());
        return found == null ? -1 : copy(found, target);
      } finally {
        reader.reset();
      }
    }

    @Override
    public long scan(byte[] target) {
      long count = 0;
      reader.renew();
      try (CursorIterable<ByteBuffer> all = documents.iterate(reader)) {
        for (CursorIterable.KeyVal<ByteBuffer> each : all) {
          copy(each.val(), target);
          count++;
        }
      } finally {
        reader.reset();
      }
      return count;
    }

    @Override
    public long compact() throws IOException {
      Path copy = Files.createTempDirectory(directory, "copy-");
      env.copy(copy.toFile(), CopyFlags.MDB_CP_COMPACT);
      long size = DirectorySize.of(copy);
      Files.delete(copy.resolve("data.mdb"));
      Files.delete(copy);
      return size;
    }

    @Override
    public void close() {
      reader.close();
      env.close();
    }

    private static int copy(ByteBuffer found, byte[] target) {
      int length = found.remaining();
      found.get(target, 0, length);
      return length;
    }
  }
}
