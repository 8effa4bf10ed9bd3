package dev.lockstep.engine.couch;

import dev.lockstep.engine.document.Words;
import java.util.Arrays;

/**
 * Entries in memory, in pages as they come and sorted by their places in them: a collector of garbage
 * sees a handful of objects, however many entries there are, and none that wants a region of its own.
 */
final class GatheredEntries {
  /** Bytes of a page; the first one grows up to it. A longer entry is a page of its own. */
  private static final int PAGE_LENGTH = 1 << 18;

  private static final int FIRST_PAGE_LENGTH = 1 << 12;
  private static final int PAGES_MAX = 16;
  static final int ENTRIES_MAX = 1 << 16;
  private static final int ENTRIES_INITIAL = 1 << 6;

  /** Keys and values; the pages up to {@link #page} are in use. */
  private byte[][] pages = {new byte[FIRST_PAGE_LENGTH]};

  private int page;

  /** Bytes used of the last page in use. */
  private int length;

  /** Of each entry: its page, where in it its key starts, and how long its key and its value are. */
  private byte[] entryPages = new byte[ENTRIES_INITIAL];

  private int[] keyStarts = new int[ENTRIES_INITIAL];
  private int[] keyLengths = new int[ENTRIES_INITIAL];
  private int[] valueLengths = new int[ENTRIES_INITIAL];
  private int count;

  int count() {
    return count;
  }

  /** Whether an entry of {@code more} bytes may be added: the first one may, however long. */
  boolean hasRoomFor(int more) {
    return count == 0
        || (count < ENTRIES_MAX
            && more <= PAGE_LENGTH
            && (length + more <= PAGE_LENGTH || page + 1 < PAGES_MAX));
  }

  /** Makes room for {@code more} bytes of an entry, to be put into {@link #bytes} from {@link #length} on. */
  void reserve(int more) {
    if (length > 0 && length + more > PAGE_LENGTH) {
      page++;
      length = 0;
    }
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, page + 1);
      pages[page] = new byte[Math.max(more, PAGE_LENGTH)];
    }
    byte[] bytes = pages[page];
    if (bytes.length - length < more) {
      int doubled = Math.min(2 * bytes.length, PAGE_LENGTH);
      pages[page] = Arrays.copyOf(bytes, Math.max(length + more, doubled));
    }
    if (count == keyStarts.length) {
      entryPages = Arrays.copyOf(entryPages, 2 * count);
      keyStarts = Arrays.copyOf(keyStarts, 2 * count);
      keyLengths = Arrays.copyOf(keyLengths, 2 * count);
      valueLengths = Arrays.copyOf(valueLengths, 2 * count);
    }
  }

  /** The page that has room. */
  byte[] bytes() {
    return pages[page];
  }

  /** Where in {@link #bytes} the room starts. */
  int length() {
    return length;
  }

  /** Adds the entry that was put there. */
  void added(int keyLength, int valueLength) {
    entryPages[count] = (byte) page;
    keyStarts[count] = length;
    keyLengths[count] = keyLength;
    valueLengths[count++] = valueLength;
    length += keyLength + valueLength;
  }

  /** Forgets all entries; the room stays. */
  void clear() {
    page = 0;
    length = 0;
    count = 0;
  }

  /** All entries in order, equal keys as they came; good until more are added. */
  SortedEntries sorted() {
    return new Walk(EntryOrder.of(this));
  }

  /** Compares the keys of two entries. */
  int compare(int one, int other) {
    return Arrays.compareUnsigned(
        pages[entryPages[one]],
        keyStarts[one],
        keyStarts[one] + keyLengths[one],
        pages[entryPages[other]],
        keyStarts[other],
        keyStarts[other] + keyLengths[other]);
  }

  /** With how many bytes, at most {@code lengthMax}, both of two keys begin. */
  int sharedLength(int one, int other, int lengthMax) {
    int oneLength = Math.min(keyLengths[one], lengthMax);
    int otherLength = Math.min(keyLengths[other], lengthMax);
    int mismatch = Arrays.mismatch(
        pages[entryPages[one]],
        keyStarts[one],
        keyStarts[one] + oneLength,
        pages[entryPages[other]],
        keyStarts[other],
        keyStarts[other] + otherLength);
    return mismatch < 0 ? oneLength : mismatch;
  }

  /** The eight bytes of a key from {@code offset} on; zeros past its end. */
  long keyWord(int entry, int offset) {
    return Words.getPadded(
        pages[entryPages[entry]], keyStarts[entry] + offset, keyLengths[entry] - offset);
  }

  private final class Walk implements SortedEntries {
    private final int[] order;
    private int next;
    private int entry;

    Walk(int[] order) {
      this.order = order;
    }

    @Override
    public boolean advance() {
      if (next == order.length) {
        return false;
      }
      entry = order[next++];
      return true;
    }

    @Override
    public byte[] bytes() {
      return pages[entryPages[entry]];
    }

    @Override
    public int keyStart() {
      return keyStarts[entry];
    }

    @Override
    public int keyLength() {
      return keyLengths[entry];
    }

    @Override
    public int valueLength() {
      return valueLengths[entry];
    }
  }
}
