package dev.lockstep.model.check;

import dev.lockstep.engine.document.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must have come out of a script: exact numbers and names. What is left out is not looked at; the
 * properties hold besides.
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
public record ScriptOutcome(
    Map<Counter, Long> counters,
    Map<Long, Map<CollectionCounter, Long>> collections,
    Optional<List<Long>> dropped,
    Optional<List<String>> files,
    Map<String, Optional<Bytes>> documents,
    Map<String, List<String>> answers,
    Map<String, Times> passed) {

  /** Nothing is asked. */
  public static final ScriptOutcome ANY = new ScriptOutcome(
      Map.of(), Map.of(), Optional.empty(), Optional.empty(), Map.of(), Map.of(), Map.of());

  public ScriptOutcome {
    counters = copy(counters);
    collections = copy(collections);
    dropped = dropped.map(ScriptOutcome::sorted);
    files = files.map(ScriptOutcome::sorted);
    documents = copy(documents);
    answers = copy(answers);
    passed = copy(passed);
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

    /** Finds one by its key. */
    public static Optional<Counter> of(String key) {
      return Arrays.stream(values()).filter(counter -> counter.key.equals(key)).findFirst();
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

    /** Finds one by its key. */
    public static Optional<CollectionCounter> of(String key) {
      return Arrays.stream(values()).filter(counter -> counter.key.equals(key)).findFirst();
    }
  }

  /** A number of times, from the least to the most, both inclusive. */
  public record Times(int least, int most) {
    boolean contains(int count) {
      return count >= least && count <= most;
    }

    @Override
    public String toString() {
      return least == most ? Integer.toString(least) : least + " to " + most;
    }
  }
}
