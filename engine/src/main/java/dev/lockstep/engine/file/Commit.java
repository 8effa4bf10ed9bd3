package dev.lockstep.engine.file;

import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.Chunks;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.HeaderFormat;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The steps of a commit, as {@link AppendFile} tells them. */
final class Commit {
  private final StorageFile storage;
  private final Tail tail;
  private final DiskVersion version;

  Commit(StorageFile storage, Tail tail, DiskVersion version) {
    this.storage = storage;
    this.tail = tail;
    this.version = version;
  }

  /** Runs all steps and returns the header's position. */
  long run(Header header) throws IOException {
    long position = append(header, Blocks.DATA);
    tail.write();
    syncData();
    publish(position);
    return position;
  }

  /** Step 1: appends a header, its block typed as {@code type}. */
  long append(Header header, byte type) {
    WriteBuffer buffer = tail.buffer();
    byte[] body = HeaderFormat.encode(header);
    buffer.padToBoundary();
    long position = buffer.end();
    check(header, position);
    buffer.putByte(type);
    buffer.put(Chunks.headerPrefix(body, version.checksum()));
    buffer.put(body);
    return position;
  }

  private void check(Header header, long position) {
    Invariant.check(
        header.version() == version, "header of %s in a file of %s", header.version(), version);
    Invariant.check(
        header.purgePointer() <= position && header.previousPosition() < Math.max(position, 1),
        "purge pointer %d and previous position %d must be before the header",
        header.purgePointer(),
        header.previousPosition());
    checkRoot(header.bySeqno(), position);
    checkRoot(header.byId(), position);
    checkRoot(header.local(), position);
  }

  private static void checkRoot(Optional<NodePointer> root, long position) {
    Invariant.check(
        root.isEmpty() || root.get().position() < position,
        "root %s not before the header at %s",
        root,
        position);
  }

  /** Step 2. */
  private void syncData() throws IOException {
    try {
      storage.sync();
    } catch (IOException e) {
      tail.leaveBehind();
      throw e;
    }
  }

  /** Steps 3 and 4. */
  private void publish(long position) throws CommitUncertainException {
    IOException failure = null;
    for (int attempt = 1; attempt <= AppendFile.COMMIT_ATTEMPTS_MAX; attempt++) {
      try {
        mark(position);
        return;
      } catch (IOException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw new CommitUncertainException(
        storage.name(), position, failure == null ? new IOException("no attempt") : failure);
  }

  /** Types the block at {@code position} as one that starts with a header, durably. */
  void mark(long position) throws IOException {
    Transfer.writeFully(storage, ByteBuffer.wrap(new byte[] {Blocks.HEADER}), position);
    storage.sync();
  }
}
