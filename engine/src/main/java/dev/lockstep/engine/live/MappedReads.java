package dev.lockstep.engine.live;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Small reads of one file without system calls: what the file holds is mapped into memory, in segments.
 *
 * <ol>
 *   <li>A read that lies within a segment is copied out of it.
 *   <li>Once the file has grown by a part of what is mapped, or reads have missed the rest so often that
 *       one more segment pays, the next read past what is mapped has the rest mapped.
 *   <li>Any other read, and every one where the system maps no more, is not taken: it is for a system
 *       call.
 *   <li>Closing unmaps everything as soon as the last read under way has ended. So a removed file gives
 *       its room on disk back, and no read meets an address that is gone.
 * </ol>
 *
 * <p>Much is mapped and unmapped on another thread, one after the other: it takes milliseconds, and whoever
 * maps waits for who unmaps. So nobody who holds a lock waits for either.
 *
 * <p>Nothing here makes a file shorter, so what is mapped stays there. A page that the disk does not give
 * ends a copy in an {@link InternalError}. Then the read is not taken, and the system call says what is
 * wrong.
 */
final class MappedReads {
  private static final System.Logger LOG = System.getLogger(MappedReads.class.getName());

  /** A longer read gains nothing. */
  private static final int LENGTH_MAX = 1 << 14;

  private static final int SEGMENT_MAX = 1 << 26;
  private static final int SEGMENT_MIN = 1 << 20;
  private static final int PAGE = 1 << 12;

  /** The file has grown enough to map the rest when it has grown by what is mapped divided by this. */
  private static final int GROWTH_DIVISOR = 8;

  /** So is a smaller rest once so many reads a segment have missed it. */
  private static final int MISSES_A_SEGMENT = 1 << 10;

  /** What is more is mapped and unmapped on another thread. */
  private static final int AT_ONCE_MAX = 1 << 24;

  /** The count of readers once it is closed and none is left; below 0 as long as some are. */
  private static final int CLOSED = Integer.MIN_VALUE;

  /** Far above {@link #CLOSED}, and far below 0. */
  private static final int UNMAPPED = Integer.MIN_VALUE / 2;

  /** Bytes of the file from {@code start} on. */
  private record Segment(long start, MappedByteBuffer bytes) {
    boolean holds(long position, int length) {
      return position >= start && position + length <= start + bytes.capacity();
    }
  }

  private final FileChannel channel;
  private final AtomicInteger readers = new AtomicInteger();

  /** Whether somebody maps more: who changes this to true does. */
  private final AtomicBoolean growing = new AtomicBoolean();

  /** Without gaps from the file's start on; changed by who maps more. */
  private volatile Segment[] segments = {};

  /** Where the segments end; changed by who maps more. */
  private volatile long mappedEnd;

  /** Where the file ends at least. */
  private volatile long fileEnd;

  /** Reads past what is mapped since it last grew; roughly, for nobody counts on it. */
  private int misses;

  /** Whether the system has refused to map; set by who maps more. */
  private volatile boolean refused;

  private MappedReads(FileChannel channel, long fileEnd) {
    this.channel = channel;
    this.fileEnd = fileEnd;
  }

  /** Reads of the file that has this path now, whatever becomes of the path. */
  static MappedReads open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    return new MappedReads(channel, channel.size());
  }

  /** The file was written up to {@code end}. */
  void written(long end) {
    if (end > fileEnd) {
      fileEnd = end;
    }
  }

  /** Fills {@code target} if it can. Returns whether it has. */
  boolean read(ByteBuffer target, long position) {
    int length = target.remaining();
    if (length == 0 || length > LENGTH_MAX || !enter()) {
      return false;
    }
    try {
      if (position + length > mappedEnd) {
        growIfDue();
      }
      Segment segment = segmentOf(position, length);
      return segment != null && copy(segment, position, target, length);
    } finally {
      leave();
    }
  }

  private @Nullable Segment segmentOf(long position, int length) {
    Segment[] mapped = segments;
    int low = 0;
    int high = mapped.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (mapped[middle].start() <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return high >= 0 && mapped[low].holds(position, length) ? mapped[low] : null;
  }

  private static boolean copy(Segment segment, long position, ByteBuffer target, int length) {
    int from = (int) (position - segment.start());
    try {
      target.put(target.position(), segment.bytes(), from, length);
    } catch (InternalError fault) {
      return false;
    }
    target.position(target.position() + length);
    return true;
  }

  private void growIfDue() {
    long grown = fileEnd - mappedEnd;
    boolean isMissed = ++misses > MISSES_A_SEGMENT * (1 + segments.length) && grown >= PAGE;
    if (!(isMissed || grown >= Math.max(SEGMENT_MIN, mappedEnd / GROWTH_DIVISOR))
        || refused
        || !growing.compareAndSet(false, true)) {
      return;
    }
    if (grown <= AT_ONCE_MAX) {
      grow();
    } else {
      MappingThread.execute(this::growUnlessClosed);
    }
  }

  private void growUnlessClosed() {
    if (enter()) {
      try {
        grow();
      } finally {
        leave();
      }
    }
  }

  private void grow() {
    try {
      long end = fileEnd / PAGE * PAGE;
      List<Segment> more = new ArrayList<>(List.of(segments));
      for (long start = mappedEnd; start < end; start += SEGMENT_MAX) {
        more.add(new Segment(start, map(start, Math.min(end - start, SEGMENT_MAX))));
      }
      segments = more.toArray(Segment[]::new);
      mappedEnd = end;
      misses = 0;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the system maps no more of a file; it is read by calls", e);
      refused = true;
    } finally {
      growing.set(false);
    }
  }

  /** An interrupt would close the channel, so it waits. */
  private MappedByteBuffer map(long start, long length) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return channel.map(FileChannel.MapMode.READ_ONLY, start, length);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** From here on no read is taken. Does nothing the second time. */
  void close() throws IOException {
    unmapIfLast(readers.updateAndGet(count -> count < 0 ? count : count + CLOSED));
    channel.close();
  }

  private boolean enter() {
    if (readers.incrementAndGet() > 0) {
      return true;
    }
    leave();
    return false;
  }

  private void leave() {
    unmapIfLast(readers.decrementAndGet());
  }

  private void unmapIfLast(int left) {
    if (left == CLOSED && readers.compareAndSet(CLOSED, UNMAPPED)) {
      Segment[] last = segments;
      segments = new Segment[0];
      if (mappedEnd <= AT_ONCE_MAX) {
        unmap(last);
      } else {
        MappingThread.execute(() -> unmap(last));
      }
    }
  }

  private static void unmap(Segment[] all) {
    for (Segment segment : all) {
      Unmapping.unmap(segment.bytes());
    }
  }
}
