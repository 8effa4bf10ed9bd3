package dev.lockstep.stress.peers;

import dev.lockstep.stress.benchmark.BenchmarkStore;
import dev.lockstep.stress.benchmark.Contender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB as it comes: its log is written and not synced. */
public final class Rocks implements Contender {

  @Override
  public String name() {
    return "rocksdb";
  }

  @Override
  public BenchmarkStore open(Path directory) throws IOException {
    RocksDB.loadLibrary();
    Options options = new Options().setCreateIfMissing(true);
    try {
      RocksDB db = RocksDB.open(options, directory.toString());
      return new Opened(options, db, new WriteOptions().setSync(false), directory);
    } catch (RocksDBException e) {
      options.close();
      throw new IOException(e);
    }
  }

  private record Opened(Options options, RocksDB db, WriteOptions writing, Path directory)
      implements BenchmarkStore {

    @Override
    public void write(List<Entry> batch) throws IOException {
      try (WriteBatch writes = new WriteBatch()) {
        for (Entry entry : batch) {
          writes.put(entry.key(), entry.value());
        }
        db.write(writing, writes);
      } catch (RocksDBException e) {
        throw new IOException(e);
      }
    }

    @Override
    public int get(byte[] key, byte[] target) throws IOException {
      try {
        int length = db.get(key, target);
        return length == RocksDB.NOT_FOUND ? -1 : length;
      } catch (RocksDBException e) {
        throw new IOException(e);
      }
    }

    @Override
    public long scan(byte[] target) {
      long count = 0;
      try (RocksIterator iterator = db.newIterator()) {
        for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
          byte[] value = iterator.value();
          System.arraycopy(value, 0, target, 0, value.length);
          count++;
        }
      }
      return count;
    }

    @Override
    public long compact() throws IOException {
      try (CompactRangeOptions all = new CompactRangeOptions()
          .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForce)) {
        db.compactRange(null, null, null, all);
      } catch (RocksDBException e) {
        throw new IOException(e);
      }
      return DirectorySize.of(directory);
    }

    @Override
    public void close() {
      db.close();
      writing.close();
      options.close();
    }
  }
}
