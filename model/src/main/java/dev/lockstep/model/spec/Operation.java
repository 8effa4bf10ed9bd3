package dev.lockstep.model.spec;

import dev.lockstep.engine.document.Bytes;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a client may ask of a vbucket. */
public sealed interface Operation {

  /** Commits a write batch. An empty batch commits nothing. */
  record Flush(List<Mutation> mutations) implements Operation {
    public Flush {
      mutations = List.copyOf(mutations);
    }
  }

  /**
   * Has a bucket take one write, which is readable at once and on disk later; or change its vbucket's
   * state, which it waits for.
   *
   * @param mutation any but SetLocal and RemoveLocal
   */
  record Write(Mutation mutation) implements Operation {}

  /** Waits until all that a bucket has taken is on disk. */
  record Persist() implements Operation {}

  /** Reads one document; nothing where the key is the id that a prepare is kept under. */
  record Get(String key) implements Operation {}

  /** Reads the whole vbucket in seqno order, on one pinned header. */
  record Scan() implements Operation {}

  /**
   * Reads what has a key in a range, in the order of ids, on one pinned header.
   *
   * @param from the first key; empty: from the beginning
   * @param to the key before which it ends; empty: to the end
   */
  record ScanById(Optional<String> from, Optional<String> to) implements Operation {
    /** Whether the range holds the id of a document, prepare or event. */
    boolean reads(Bytes id) {
      return fromId().compareTo(id) <= 0
          && toId().map(end -> id.compareTo(end) < 0).orElse(true);
    }

    /** The id that the range begins with. */
    public Bytes fromId() {
      return from.map(KeyText::id).orElse(Bytes.EMPTY);
    }

    /** The id before which the range ends. */
    public Optional<Bytes> toId() {
      return to.map(KeyText::id);
    }
  }

  /**
   * Compacts.
   *
   * @param purgeUpTo tombstones with a seqno at or below it are dropped, if they are old enough; 0 keeps
   *     all
   * @param deletedBefore they are old enough if they were deleted before so many seconds of the run;
   *     {@link #ANY_AGE} for all
   * @param heldBack in a round that a flusher outruns, for so many documents it waits; 0 never
   * @param sortInMemory so many ids the copy sorts in memory, the others in temporary files; 0 for as many
   *     as the engine does where nobody says
   * @param bytesPerSecond so many bytes of bodies the copy reads in a second at most; 0 for no limit
   * @param roomFor the copy waits while the disk has room for fewer bytes than this; 0 never
   */
  record Compact(
      long purgeUpTo,
      long deletedBefore,
      int heldBack,
      int sortInMemory,
      long bytesPerSecond,
      long roomFor)
      implements Operation {

    /** All tombstones are old enough. */
    public static final long ANY_AGE = Long.MAX_VALUE;

    /** One that looks at no time and no room, holds no flusher back, sorts in memory, and goes as fast as it can. */
    public Compact(long purgeUpTo) {
      this(purgeUpTo, ANY_AGE, 0, 0, 0, 0);
    }
  }

  /** Asks the compaction that runs, if one does, to give up; does not wait for it. */
  record AbortCompaction() implements Operation {}

  /** Looks at what is on disk after a write that is in doubt, so that the vbucket takes writes again. */
  record Reopen() implements Operation {}

  /** Takes the vbucket back to the newest commit at or below a seqno. */
  record Rollback(long seqno) implements Operation {}

  /** Closes the store and opens it again; what others ask meanwhile waits for that. */
  record Remount() implements Operation {}

  /**
   * While the store is closed, its directory is changed; then it is opened again.
   *
   * @param changes one after the other
   * @param opening what that must lead to
   * @param writes how the store writes from then on
   */
  record ChangeDisk(List<DiskChange> changes, Opening opening, Set<Writing> writes)
      implements Operation {
    public ChangeDisk {
      changes = List.copyOf(changes);
      writes = Collections.unmodifiableSet(new TreeSet<>(writes));
    }

    /** One that writes as before. */
    public ChangeDisk(List<DiskChange> changes, Opening opening) {
      this(changes, opening, Set.of());
    }
  }

  /** How a store may write otherwise than plainly. */
  enum Writing {
    /** New files are encrypted; those that are there stay as they are. */
    ENCRYPTED("encrypted"),
    /** Bodies are compressed. */
    COMPRESSED("compressed");

    private final String word;

    Writing(String word) {
      this.word = word;
    }

    /** The word for it in files. */
    public String word() {
      return word;
    }

    /** Finds it by its word. */
    public static Optional<Writing> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
  }

  /** What a store whose directory was changed opens to. */
  sealed interface Opening {

    /** Everything is there as before. */
    record Whole() implements Opening {}

    /** The vbucket is there and cannot be opened. */
    record Damaged() implements Opening {}

    /** Opened so that it looks for older commits, the vbucket is what it was at a high seqno. */
    record RecoveredAt(long highSeqno) implements Opening {}
  }

  /** Deletes the vbucket with everything in it. */
  record Delete() implements Operation {}

  /**
   * Creates the vbucket, empty; of a deleted one this is the next generation.
   *
   * @param state {@code active}, {@code replica}, {@code pending} or {@code dead}
   */
  record Create(String state) implements Operation {}
}
