package dev.lockstep.model.history;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.StoreSpec;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether some sequential order of a history's calls explains all of its answers.
 *
 * <p>The search of Wing and Gong ("Testing and verifying concurrent objects", 1993) with Lowe's
 * memory of visited pairs of linearized calls and state ("Testing for linearizability", 2016): take
 * any call that no other unlinearized call precedes, see whether the specification allows its answer
 * now, go on from the state after it. A call that got no answer, or failed, may have taken effect at
 * any time after it was made, or never; a deletion that failed not after a flush that came later and was
 * acknowledged, which it would take with it.
 */
public final class Linearizability {
  /** A history has at most so many calls: sets of calls are the bits of one number. */
  public static final int CALLS_MAX = 62;

  /** More states than this are not told apart. */
  public static final int ENDINGS_MAX = 1_000;

  private record Visited(long linearized, StoreSpec state) {}

  private final List<Call> calls;
  private final long[] preceding;
  private final long[] settling;
  private final long answered;
  private final Set<Visited> visited = new HashSet<>();
  private long longest;
  private StoreSpec longestState;

  private Linearizability(History history, StoreSpec initial) {
    calls = history.calls();
    Invariant.check(
        calls.size() <= CALLS_MAX, "a history of %d calls; at most %d", calls.size(), CALLS_MAX);
    preceding = calls.stream().mapToLong(history::preceding).toArray();
    settling = new long[calls.size()];
    for (int i = 0; i < calls.size(); i++) {
      settling[i] = isFailedDeletion(calls.get(i)) ? flushedAfter(i) : 0;
    }
    longestState = initial;
    long bits = 0;
    for (int i = 0; i < calls.size(); i++) {
      if (answer(calls.get(i)).isPresent()) {
        bits |= 1L << i;
      }
    }
    answered = bits;
  }

  private static boolean isFailedDeletion(Call call) {
    return call.operation() instanceof Operation.Delete && call.answer() instanceof Answer.Failed;
  }

  /** The acknowledged flushes that a call precedes. */
  private long flushedAfter(int call) {
    long bits = 0;
    for (int i = 0; i < calls.size(); i++) {
      boolean isAfter = (preceding[i] & 1L << call) != 0;
      if (isAfter && calls.get(i).answer() instanceof Answer.Flushed) {
        bits |= 1L << i;
      }
    }
    return bits;
  }

  /**
   * What cannot be explained.
   *
   * @param call a call whose answer no order explains, after the longest prefix that some order does
   * @param state what the specification holds after that prefix
   */
  public record Contradiction(Call call, StoreSpec state) {}

  /** Empty where some order explains everything, starting from {@code initial}. */
  public static Optional<Contradiction> check(History history, StoreSpec initial) {
    Linearizability search = new Linearizability(history, initial);
    if (search.canFinish(0, initial)) {
      return Optional.empty();
    }
    return Optional.of(search.contradiction());
  }

  /**
   * The states in which an order that explains all answers may end, starting from {@code initial}: at
   * most {@link #ENDINGS_MAX}; none where no order does.
   */
  public static Set<StoreSpec> endings(History history, StoreSpec initial) {
    Linearizability search = new Linearizability(history, initial);
    Set<StoreSpec> endings = new LinkedHashSet<>();
    search.collect(0, initial, endings);
    return endings;
  }

  private void collect(long linearized, StoreSpec state, Set<StoreSpec> endings) {
    if (endings.size() == ENDINGS_MAX || !visited.add(new Visited(linearized, state))) {
      return;
    }
    if ((linearized & answered) == answered) {
      endings.add(state);
    }
    for (int i = 0; i < calls.size(); i++) {
      if (isNext(i, linearized)) {
        Call call = calls.get(i);
        for (StoreSpec next : state.after(call.operation(), answer(call))) {
          collect(linearized | 1L << i, next, endings);
        }
      }
    }
  }

  /** Whether a call may come next: it has not, and all that precede it have, and it is not too late. */
  private boolean isNext(int call, long linearized) {
    return (linearized & 1L << call) == 0
        && (preceding[call] & ~linearized & answered) == 0
        && (settling[call] & linearized) == 0;
  }

  private boolean canFinish(long linearized, StoreSpec state) {
    if ((linearized & answered) == answered) {
      return true;
    }
    if (!visited.add(new Visited(linearized, state))) {
      return false;
    }
    if (Long.bitCount(linearized & answered) > Long.bitCount(longest & answered)) {
      longest = linearized;
      longestState = state;
    }
    for (int i = 0; i < calls.size(); i++) {
      if (isNext(i, linearized)) {
        Call call = calls.get(i);
        for (StoreSpec next : state.after(call.operation(), answer(call))) {
          if (canFinish(linearized | 1L << i, next)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** What a call's answer says of its effect. */
  private static Optional<Answer> answer(Call call) {
    return Optional.ofNullable(call.answer()).filter(answer -> !(answer instanceof Answer.Failed));
  }

  private Contradiction contradiction() {
    for (int i = 0; i < calls.size(); i++) {
      boolean isOpen = (longest & (1L << i)) == 0 && (answered & (1L << i)) != 0;
      if (isOpen && (preceding[i] & ~longest & answered) == 0) {
        return new Contradiction(calls.get(i), longestState);
      }
    }
    throw new AssertionError("a history that cannot be explained has a call that cannot be");
  }
}
