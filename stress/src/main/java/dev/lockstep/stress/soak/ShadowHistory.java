package dev.lockstep.stress.soak;

import dev.lockstep.stress.shadow.Shadow;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What one generation of a vbucket held after each of its last commits, by high seqno. One task writes
 * it, before the commit it speaks of can be seen; readers look up what a snapshot must hold.
 *
 * <p>After a rollback a high seqno may mean two states: the one undone, which a snapshot may still hold,
 * and the new one.
 */
final class ShadowHistory {
  private static final int COMMITS_KEPT = 400;

  private final long generation;
  private final NavigableMap<Long, List<Shadow>> states = new ConcurrentSkipListMap<>();

  ShadowHistory(long generation) {
    this.generation = generation;
    states.put(0L, List.of(new Shadow()));
  }

  long generation() {
    return generation;
  }

  /** Says what a commit that begins now will hold. */
  void announce(Shadow state) {
    states.merge(state.highSeqno(), List.of(state), ShadowHistory::both);
    while (states.size() > COMMITS_KEPT) {
      states.remove(states.higherKey(0L));
    }
  }

  private static List<Shadow> both(List<Shadow> some, List<Shadow> more) {
    List<Shadow> both = new ArrayList<>(some);
    both.addAll(more);
    return List.copyOf(both);
  }

  /** What a snapshot of that high seqno may hold; empty where that is forgotten. */
  List<Shadow> statesAt(long highSeqno) {
    return states.getOrDefault(highSeqno, List.of());
  }

  /** The state committed last under a high seqno; empty where it is forgotten. */
  Optional<Shadow> latestAt(long highSeqno) {
    List<Shadow> at = statesAt(highSeqno);
    return at.isEmpty() ? Optional.empty() : Optional.of(at.get(at.size() - 1));
  }
}
