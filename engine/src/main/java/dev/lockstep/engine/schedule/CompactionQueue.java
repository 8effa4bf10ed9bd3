package dev.lockstep.engine.schedule;

import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The compactions that are asked for and those that run. Whoever calls holds the mutex of the scheduler.
 *
 * <pre>
 * waiting   in the order in which they were asked for; several may be of one vbucket
 * running   at most one of a vbucket
 * answered  in neither: whoever takes a request out answers it
 * </pre>
 */
final class CompactionQueue {
  private final List<CompactionRequest> waiting = new ArrayList<>();
  private final Map<Integer, CompactionRequest> running = new TreeMap<>();

  /** By the vbucket's number; what a later generation did is added to that of earlier ones. */
  private final Map<Integer, CompactionCounts> counts = new TreeMap<>();

  private Optional<String> closed = Optional.empty();

  /** Takes one more asker into a request that waits, if one compaction can do for all. */
  Optional<CompactionRequest> join(int vbucket, CompactionOptions options) {
    return waiting.stream().filter(request -> request.merge(vbucket, options)).findFirst();
  }

  /** Puts a new request at the end; answered already where nothing is taken any more. */
  CompactionRequest add(int vbucket, CompactionOptions options) {
    CompactionRequest request = new CompactionRequest(vbucket, options);
    if (closed.isPresent()) {
      request.fail(new CompactionCancelledException(vbucket, closed.get()));
    } else {
      waiting.add(request);
    }
    return request;
  }

  /** The first request whose vbucket is not being compacted. */
  Optional<CompactionRequest> firstToRun() {
    return waiting.stream()
        .filter(request -> !running.containsKey(request.vbucket()))
        .findFirst();
  }

  /** Takes a request out of the queue. Returns whether it can be run; else it is answered. */
  boolean begin(CompactionRequest request, CompactionScheduler.Compactions compactions) {
    waiting.remove(request);
    try {
      request.begin(compactions.prepare(request.vbucket(), request.options()));
      running.put(request.vbucket(), request);
      return true;
    } catch (IOException e) {
      request.fail(e);
      return false;
    }
  }

  /**
   * A compaction that ran has ended.
   *
   * @param result what came of it; null: it failed
   */
  void end(CompactionRequest request, @Nullable CompactionResult result, IOException failure) {
    running.remove(request.vbucket());
    counts.put(request.vbucket(), counts(request.vbucket()).plus(result));
    if (result != null) {
      request.answer(result);
    } else {
      request.fail(failure);
    }
  }

  /** Answers a request that waits, asks one that runs to give up. Returns whether it is answered now. */
  boolean callOff(CompactionRequest request, String why) {
    if (waiting.remove(request)) {
      request.fail(new CompactionCancelledException(request.vbucket(), why));
      return true;
    }
    if (running.get(request.vbucket()) == request) {
      request.compaction().abort();
    }
    return false;
  }

  /** Those of a vbucket that wait or run. */
  List<CompactionRequest> of(int vbucket) {
    List<CompactionRequest> found = new ArrayList<>(waiting);
    found.addAll(running.values());
    found.removeIf(request -> request.vbucket() != vbucket);
    return found;
  }

  /** Takes nothing any more, answers what waits and asks what runs to give up. */
  void close(String why) {
    closed = Optional.of(why);
    List.copyOf(waiting).forEach(request -> callOff(request, why));
    List.copyOf(running.values()).forEach(request -> callOff(request, why));
  }

  boolean isClosed() {
    return closed.isPresent();
  }

  /** The sum over all numbers. */
  CompactionCounts counts() {
    return counts.values().stream().reduce(CompactionCounts.NONE, CompactionCounts::plus);
  }

  /** What came of the compactions of a vbucket's number so far. */
  CompactionCounts counts(int vbucket) {
    return counts.getOrDefault(vbucket, CompactionCounts.NONE);
  }
}
