package dev.lockstep.stress.subject;

import dev.lockstep.engine.platform.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One file in memory that counts how often it is closed and removed.
 *
 * <p>Its bytes are written by one thread at a time. Whether it is open is read without any ordering of
 * its own (an opaque read), so that the file does not hide a race of those who use it.
 */
final class CountedFile implements StorageFile {
  private final String name;
  private final AtomicInteger closes = new AtomicInteger();
  private final AtomicInteger removals = new AtomicInteger();
  private byte[] bytes = new byte[0];
  private boolean removedWhileOpen;

  CountedFile(String name) {
    this.name = name;
  }

  /** What became of it: {@code open}, {@code closed}, {@code closed then removed} or what went wrong. */
  String fate() {
    String order = removedWhileOpen ? "removed while open" : "in order";
    String counts = closes.get() + " closes " + removals.get() + " removals " + order;
    return switch (counts) {
      case "0 closes 0 removals in order" -> "open";
      case "1 closes 0 removals in order" -> "closed";
      case "1 closes 1 removals in order" -> "closed then removed";
      default -> counts;
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    checkOpen();
    if (position >= bytes.length) {
      return -1;
    }
    int length = (int) Math.min(target.remaining(), bytes.length - position);
    target.put(bytes, (int) position, length);
    return length;
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    checkOpen();
    int length = source.remaining();
    int end = Math.toIntExact(position) + length;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, end);
    }
    source.get(bytes, (int) position, length);
    return length;
  }

  @Override
  public long size() throws IOException {
    checkOpen();
    return bytes.length;
  }

  @Override
  public void sync() throws IOException {
    checkOpen();
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }

  void remove() {
    removedWhileOpen |= closes.get() == 0;
    removals.incrementAndGet();
  }

  private void checkOpen() throws IOException {
    if (closes.getOpaque() > 0) {
      throw new IOException(name + " is used after it was closed");
    }
  }
}
