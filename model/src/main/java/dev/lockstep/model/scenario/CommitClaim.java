package dev.lockstep.model.scenario;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.model.scenario.Claim.Bounds;
import dev.lockstep.model.scenario.Claim.CollectionCounter;
import dev.lockstep.model.scenario.Claim.Counter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody says of one commit of a vbucket. What is left out is not looked at.
 *
 * @param counters of the vbucket
 * @param collections the counters of open collections, by id
 * @param dropped the ids on the dropped list, a generation each
 * @param state {@code active}, {@code replica}, {@code pending} or {@code dead}
 * @param locals all local documents but the store's own, by name
 * @param documents what keys hold; empty for a key that must hold nothing
 * @param revSeqnos the revision seqnos of what keys hold: the writes of it that each counts
 */
public record CommitClaim(
    Map<Counter, Bounds> counters,
    Map<Long, Map<CollectionCounter, Bounds>> collections,
    Optional<List<Long>> dropped,
    Optional<String> state,
    Optional<Map<String, Bytes>> locals,
    Map<String, Optional<Bytes>> documents,
    Map<String, Bounds> revSeqnos) {

  /** Nothing is asked. */
  public static final CommitClaim ANY = new CommitClaim(
      Map.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());

  public CommitClaim {
    counters = copy(counters);
    collections = copy(collections);
    dropped = dropped.map(CommitClaim::sorted);
    locals = locals.map(CommitClaim::copy);
    documents = copy(documents);
    revSeqnos = copy(revSeqnos);
  }

  /** The same with other counters of the vbucket. */
  public CommitClaim withCounters(Map<Counter, Bounds> others) {
    return new CommitClaim(others, collections, dropped, state, locals, documents, revSeqnos);
  }

  /** The same of other documents. */
  public CommitClaim withDocuments(Map<String, Optional<Bytes>> others) {
    return new CommitClaim(counters, collections, dropped, state, locals, others, revSeqnos);
  }

  /** Whether it asks for something that only a vbucket can show. */
  public boolean needsVBucket() {
    return !counters.isEmpty()
        || !collections.isEmpty()
        || dropped.isPresent()
        || state.isPresent()
        || locals.isPresent()
        || !revSeqnos.isEmpty()
        || documents.values().stream().anyMatch(Optional::isPresent);
  }

  static <K, V> Map<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  static <T extends Comparable<T>> List<T> sorted(List<T> list) {
    List<T> sorted = new ArrayList<>(list);
    Collections.sort(sorted);
    return List.copyOf(sorted);
  }
}
