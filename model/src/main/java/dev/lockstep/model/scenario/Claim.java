package dev.lockstep.model.scenario;

import dev.lockstep.engine.document.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody says of a vbucket and of an execution: numbers within bounds, and names. What is left
 * out is not looked at.
 *
 * @param counters of the vbucket
 * @param collections the counters of open collections, by id
 * @param dropped the ids on the dropped list, a generation each
 * @param files the names of all files, sorted
 * @param documents what keys hold; empty for a key that must hold nothing
 * @param answers what a task's operations answered, in order, in the words of {@link
 *     Words#kind}
 * @param passed how often milestones were passed, by all tasks together
 */
public record Claim(
    Map<Counter, Bounds> counters,
    Map<Long, Map<CollectionCounter, Bounds>> collections,
    Optional<List<Long>> dropped,
    Optional<List<String>> files,
    Map<String, Optional<Bytes>> documents,
    Map<String, List<String>> answers,
    Map<String, Bounds> passed) {

  /** Nothing is asked. */
  public static final Claim ANY = new Claim(
      Map.of(), Map.of(), Optional.empty(), Optional.empty(), Map.of(), Map.of(), Map.of());

  public Claim {
    counters = copy(counters);
    collections = copy(collections);
    dropped = dropped.map(Claim::sorted);
    files = files.map(Claim::sorted);
    documents = copy(documents);
    answers = copy(answers);
    passed = copy(passed);
  }

  /** Whether it asks for nothing but what a commit shows. */
  public boolean isOfWhatIsShown() {
    return files.isEmpty() && answers.isEmpty() && passed.isEmpty();
  }

  /** Whether it asks for something that only a vbucket can show. */
  public boolean needsVBucket() {
    return !counters.isEmpty()
        || !collections.isEmpty()
        || dropped.isPresent()
        || documents.values().stream().anyMatch(Optional::isPresent);
  }

  private static <K, V> Map<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  private static <T extends Comparable<T>> List<T> sorted(List<T> list) {
    List<T> sorted = new ArrayList<>(list);
    Collections.sort(sorted);
    return List.copyOf(sorted);
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
