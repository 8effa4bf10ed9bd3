package dev.lockstep.stress.benchmark;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * What a workload asks of a store. One task writes; another may compact meanwhile. Whatever is read is
 * copied into the caller's array, so that no store gets away with a view of bytes that nobody fetched.
 */
public interface BenchmarkStore extends Closeable {

  /** Commits a batch of documents, in one transaction. */
  void write(List<Entry> batch) throws IOException;

  /**
   * Copies the value of a document into {@code target}, from its start on.
   *
   * @return its length; -1 where there is no such document
   */
  int get(byte[] key, byte[] target) throws IOException;

  /**
   * Reads all documents in the store's own order, copying each value into {@code target}.
   *
   * @return how many there were
   */
  long scan(byte[] target) throws IOException;

  /**
   * Gives back all space that no document takes, beside a writer.
   *
   * @return bytes that the store takes on disk afterwards
   */
  long compact() throws IOException;

  /** A document to write. Nobody changes its arrays. */
  final class Entry {
    private final byte[] key;
    private final byte[] value;

    public Entry(byte[] key, byte[] value) {
      this.key = key;
      this.value = value;
    }

    public byte[] key() {
      return key;
    }

    public byte[] value() {
      return value;
    }
  }
}
