package dev.lockstep.engine.testing;

import dev.lockstep.engine.platform.FileExistsException;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Files in memory, for one thread. Every call can be watched, refused, or cut short by a {@link
 * Gate}. Nothing is lost unless a test takes it away.
 */
public final class MemoryFiles implements StorageFiles {

  /** What is called. */
  public enum Call {
    OPEN,
    READ,
    WRITE,
    SIZE,
    SYNC,
    CLOSE,
    LIST,
    RENAME,
    REMOVE,
    SYNC_DIRECTORY
  }

  /** Stands before every call. */
  @FunctionalInterface
  public interface Gate {

    /**
     * Lets a call through, or throws instead of it.
     *
     * @param length bytes asked for, of a read or a write; else 0
     * @return how many bytes may be moved at most
     */
    int pass(Call call, String name, long position, int length) throws IOException;
  }

  private static final class Content {
    byte[] bytes = new byte[0];
  }

  private final NavigableMap<String, Content> contents = new TreeMap<>();
  private final List<String> open = new ArrayList<>();
  private Gate gate = (call, name, position, length) -> length;
  private long usableBytes = Long.MAX_VALUE;

  /** Puts {@code newGate} before all calls from now on. */
  public void setGate(Gate newGate) {
    gate = newGate;
  }

  /** Lets all calls through again. */
  public void removeGate() {
    gate = (call, name, position, length) -> length;
  }

  /** A copy of a file's bytes. */
  public byte[] bytes(String name) {
    Content content = contents.get(name);
    if (content == null) {
      throw new AssertionError("no file " + name);
    }
    return content.bytes.clone();
  }

  /** Makes {@code bytes} the content of a file, which need not exist. */
  public void put(String name, byte[] bytes) {
    contents.computeIfAbsent(name, absent -> new Content()).bytes = bytes.clone();
  }

  /** The names of the files that have open handles, once a handle. */
  public List<String> openHandles() {
    return List.copyOf(open);
  }

  @Override
  public StorageFile open(String name, OpenMode mode) throws IOException {
    gate.pass(Call.OPEN, name, 0, 0);
    Content content = contents.get(name);
    if (mode == OpenMode.CREATE_NEW) {
      if (content != null) {
        throw new FileExistsException(name);
      }
      content = new Content();
      contents.put(name, content);
    } else if (content == null) {
      throw new FileNotFoundException(name);
    }
    open.add(name);
    return new Handle(name, content, mode);
  }

  @Override
  public List<String> list() throws IOException {
    gate.pass(Call.LIST, "", 0, 0);
    return List.copyOf(contents.keySet());
  }

  @Override
  public void rename(String source, String target) throws IOException {
    gate.pass(Call.RENAME, source, 0, 0);
    Content content = contents.remove(source);
    if (content == null) {
      throw new FileNotFoundException(source);
    }
    contents.put(target, content);
  }

  @Override
  public void remove(String name) throws IOException {
    gate.pass(Call.REMOVE, name, 0, 0);
    if (contents.remove(name) == null) {
      throw new FileNotFoundException(name);
    }
  }

  @Override
  public void syncDirectory() throws IOException {
    gate.pass(Call.SYNC_DIRECTORY, "", 0, 0);
  }

  @Override
  public long usableBytes() {
    return usableBytes;
  }

  /** From now on the disk says that it has so much room; it takes more all the same. */
  public void setUsableBytes(long bytes) {
    usableBytes = bytes;
  }

  private final class Handle implements StorageFile {
    private final String name;
    private final Content content;
    private final OpenMode mode;
    private boolean closed;

    Handle(String name, Content content, OpenMode mode) {
      this.name = name;
      this.content = content;
      this.mode = mode;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      int length = pass(Call.READ, position, target.remaining());
      if (position >= content.bytes.length) {
        return -1;
      }
      int read = (int) Math.min(length, content.bytes.length - position);
      target.put(content.bytes, (int) position, read);
      return read;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      if (mode == OpenMode.READ) {
        throw new AssertionError("write to " + name + ", which is open for reads");
      }
      int length = pass(Call.WRITE, position, source.remaining());
      int end = (int) position + length;
      if (end > content.bytes.length) {
        content.bytes = Arrays.copyOf(content.bytes, end);
      }
      source.get(content.bytes, (int) position, length);
      return length;
    }

    @Override
    public long size() throws IOException {
      pass(Call.SIZE, 0, 0);
      return content.bytes.length;
    }

    @Override
    public void sync() throws IOException {
      pass(Call.SYNC, 0, 0);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        open.remove(name);
      }
      gate.pass(Call.CLOSE, name, 0, 0);
    }

    private int pass(Call call, long position, int length) throws IOException {
      if (closed) {
        throw new AssertionError(call + " on " + name + ", which is closed");
      }
      return gate.pass(call, name, position, length);
    }
  }
}
