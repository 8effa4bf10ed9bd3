package dev.lockstep.stress.subject;

import dev.lockstep.engine.platform.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One file in memory that counts how often it is removed and each of its handles closed.
 *
 * <p>Its bytes are written by one thread at a time, each write to an array of its own, so that a reader
 * sees whole writes. What orders a read after a write, and a use before a close, is up to those who use
 * the file: it hands its bytes on by release and acquire, and reads whether it is open without any
 * ordering (opaque), so that it does not hide a race of theirs.
 */
final class CountedFile {
  private final AtomicReference<byte[]> bytes = new AtomicReference<>(new byte[0]);
  private final List<Handle> handles = new CopyOnWriteArrayList<>();
  private final AtomicInteger removals = new AtomicInteger();
  private boolean removedWhileOpen;

  /** Opens it once more. */
  StorageFile open(String name) {
    Handle handle = new Handle(name);
    handles.add(handle);
    return handle;
  }

  /** What became of it: {@code open}, {@code closed}, {@code closed then removed} or what went wrong. */
  String fate() {
    long open = handles.stream().filter(handle -> handle.closes.get() == 0).count();
    long tooOften = handles.stream().filter(handle -> handle.closes.get() > 1).count();
    String order = removedWhileOpen ? "removed while open" : "in order";
    if (tooOften > 0
        || removals.get() > 1
        || removedWhileOpen
        || (removals.get() > 0 && open > 0)) {
      return open + " open, " + tooOften + " closed too often, " + removals.get() + " removals "
          + order;
    }
    String closed = open > 0 ? "open" : "closed";
    return removals.get() == 0 ? closed : closed + " then removed";
  }

  void remove() {
    removedWhileOpen |= handles.stream().anyMatch(handle -> handle.closes.get() == 0);
    removals.incrementAndGet();
  }

  private final class Handle implements StorageFile {
    private final String name;
    private final AtomicInteger closes = new AtomicInteger();

    Handle(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      checkOpen();
      byte[] content = bytes.getAcquire();
      if (position >= content.length) {
        return -1;
      }
      int length = (int) Math.min(target.remaining(), content.length - position);
      target.put(content, (int) position, length);
      return length;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      checkOpen();
      byte[] content = bytes.getAcquire();
      int length = source.remaining();
      int end = Math.max(content.length, Math.toIntExact(position) + length);
      byte[] written = Arrays.copyOf(content, end);
      source.get(written, (int) position, length);
      bytes.setRelease(written);
      return length;
    }

    @Override
    public long size() throws IOException {
      checkOpen();
      return bytes.getAcquire().length;
    }

    @Override
    public void sync() throws IOException {
      checkOpen();
    }

    @Override
    public void close() {
      closes.incrementAndGet();
    }

    private void checkOpen() throws IOException {
      if (closes.getOpaque() > 0) {
        throw new ClosedFileException(name);
      }
    }
  }
}
