package dev.lockstep.model.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody says of an execution and of what a vbucket shows: numbers within bounds, and names. What is
 * left out is not looked at.
 *
 * @param commit what the vbucket shows
 * @param files the names of all files, sorted
 * @param answers what a task's operations answered, in order, in the words of {@link
 *     Words#kind}
 * @param passed how often milestones were passed, by all tasks together
 */
public record Claim(
    CommitClaim commit,
    Optional<List<String>> files,
    Map<String, List<String>> answers,
    Map<String, Bounds> passed) {

  /** Nothing is asked. */
  public static final Claim ANY = of(CommitClaim.ANY);

  public Claim {
    files = files.map(CommitClaim::sorted);
    answers = CommitClaim.copy(answers);
    passed = CommitClaim.copy(passed);
  }

  /** Of what the vbucket shows alone. */
  public static Claim of(CommitClaim commit) {
    return new Claim(commit, Optional.empty(), Map.of(), Map.of());
  }

  /** Of how often milestones were passed alone. */
  public static Claim ofPassed(Map<String, Bounds> passed) {
    return new Claim(CommitClaim.ANY, Optional.empty(), Map.of(), passed);
  }

  /** Whether it asks for nothing but what a commit shows. */
  public boolean isOfWhatIsShown() {
    return files.isEmpty() && answers.isEmpty() && passed.isEmpty();
  }

  /** A number that the vbucket keeps. */
  public enum Counter {
    /** Live documents, prepares not counted. */
    ITEMS("items"),
    /** Deleted documents, aborted prepares counted. */
    TOMBSTONES("tombstones"),
    /** Prepares, completed ones that are not purged yet counted. */
    PREPARES("prepares"),
    /** The size of those as stored, bytes. */
    PREPARE_BYTES("prepare-bytes"),
    /** The highest seqno. */
    HIGH_SEQNO("high-seqno"),
    /** The highest seqno of a prepare that is committed or aborted. */
    HIGH_COMPLETED_SEQNO("high-completed-seqno"),
    /** The highest seqno whose tombstone may be missing. */
    PURGE_SEQNO("purge-seqno"),
    /** The number of the file. */
    REVISION("revision");

    private final String key;

    Counter(String key) {
      this.key = key;
    }

    /** The word for it in scenario files. */
    public String key() {
      return key;
    }
  }

  /** A number that a collection keeps. */
  public enum CollectionCounter {
    /** Live documents, prepares not counted. */
    ITEMS("items"),
    /** What all its entries take, tombstones and prepares too. */
    BYTES("bytes"),
    /** The highest seqno of an entry, or of the creation. */
    HIGH_SEQNO("high-seqno");

    private final String key;

    CollectionCounter(String key) {
      this.key = key;
    }

    /** The word for it in scenario files. */
    public String key() {
      return key;
    }
  }

  /** A number from the least to the most, both inclusive. */
  public record Bounds(long least, long most) {
    /** What is at least 0 is at most this. */
    public static final long UNBOUNDED = Long.MAX_VALUE;

    /** One number. */
    public static Bounds exactly(long number) {
      return new Bounds(number, number);
    }

    public boolean contains(long number) {
      return number >= least && number <= most;
    }

    @Override
    public String toString() {
      if (least == most) {
        return Long.toString(least);
      }
      if (most == UNBOUNDED) {
        return "at least " + least;
      }
      return least == 0 ? "at most " + most : least + " to " + most;
    }
  }
}
