package dev.lockstep.stress.benchmark;

import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Our engine: one vbucket, as it ships except that nothing is synced. Scans go by seqno. */
final class Lockstep implements Contender {
  static final String NAME = "lockstep";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public BenchmarkStore open(Path directory) throws IOException {
    VBucket vbucket = VBucket.open(new UnsyncedPlatform(directory), 0, VBucketOptions.defaults());
    return new LockstepStore(vbucket, directory);
  }

  private record LockstepStore(VBucket vbucket, Path directory) implements BenchmarkStore {

    @Override
    public void write(List<Entry> batch) throws IOException {
      WriteBatch writes = new WriteBatch();
      for (Entry entry : batch) {
        writes.set(Bytes.wrap(entry.key()), Bytes.wrap(entry.value()));
      }
      vbucket.flush(writes);
    }

    @Override
    public int get(byte[] key, byte[] target) throws IOException {
      Optional<Document> found = vbucket.get(Bytes.wrap(key));
      if (found.isEmpty()) {
        return -1;
      }
      found.get().body().copyTo(target, 0);
      return found.get().body().length();
    }

    @Override
    public long scan(byte[] target) throws IOException {
      try (Snapshot snapshot = vbucket.snapshot()) {
        DocumentCursor cursor = snapshot.bySeqno(0, snapshot.highSeqno());
        long count = 0;
        for (Optional<DocumentInfo> next = cursor.next(); next.isPresent(); next = cursor.next()) {
          cursor.body(next.get()).copyTo(target, 0);
          count++;
        }
        return count;
      }
    }

    @Override
    public long compact() throws IOException {
      vbucket.compact(CompactionOptions.defaults());
      return Files.size(directory.resolve(vbucket.currentFile().toString()));
    }

    @Override
    public void close() {
      vbucket.close();
    }
  }
}
