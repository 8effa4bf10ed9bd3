package dev.lockstep.stress.peers;

import dev.lockstep.stress.benchmark.BenchmarkStore;
import dev.lockstep.stress.benchmark.Contender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jetbrains.exodus.ArrayByteIterable;
import jetbrains.exodus.ByteIterable;
import jetbrains.exodus.env.Cursor;
import jetbrains.exodus.env.Environment;
import jetbrains.exodus.env.EnvironmentConfig;
import jetbrains.exodus.env.EnvironmentImpl;
import jetbrains.exodus.env.Environments;
import jetbrains.exodus.env.Store;
import jetbrains.exodus.env.StoreConfig;

/** Xodus, which syncs only where it is told to. Its own collector is off: a compaction runs it. */
public final class Xodus implements Contender {

  @Override
  public String name() {
    return "xodus";
  }

  @Override
  public BenchmarkStore open(Path directory) {
    EnvironmentConfig config =
        new EnvironmentConfig().setGcEnabled(false).setLogDurableWrite(false);
    Environment environment = Environments.newInstance(directory.toFile(), config);
    Store documents = environment.computeInTransaction(transaction ->
        environment.openStore("documents", StoreConfig.WITHOUT_DUPLICATES, transaction));
    return new Opened(environment, documents, directory);
  }

  private record Opened(Environment environment, Store documents, Path directory)
      implements BenchmarkStore {

    @Override
    public void write(List<Entry> batch) {
      environment.executeInExclusiveTransaction(transaction -> {
        for (Entry entry : batch) {
          documents.put(
              transaction,
              new ArrayByteIterable(entry.key()),
              new ArrayByteIterable(entry.value()));
        }
      });
    }

    @Override
    public int get(byte[] key, byte[] target) {
      ByteIterable found = environment.computeInReadonlyTransaction(
          transaction -> documents.get(transaction, new ArrayByteIterable(key)));
      return found == null ? -1 : copy(found, target);
    }

    @Override
    public long scan(byte[] target) {
      return environment.computeInReadonlyTransaction(transaction -> {
        long count = 0;
        try (Cursor cursor = documents.openCursor(transaction)) {
          while (cursor.getNext()) {
            copy(cursor.getValue(), target);
            count++;
          }
        }
        return count;
      });
    }

    @Override
    public long compact() throws IOException {
      ((EnvironmentImpl) environment).getGC().cleanEntireLog();
      return DirectorySize.of(directory);
    }

    @Override
    public void close() {
      environment.close();
    }

    private static int copy(ByteIterable found, byte[] target) {
      System.arraycopy(found.getBytesUnsafe(), 0, target, 0, found.getLength());
      return found.getLength();
    }
  }
}
