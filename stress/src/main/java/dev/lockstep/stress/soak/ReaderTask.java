package dev.lockstep.stress.soak;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.stress.shadow.Shadow;
import dev.lockstep.stress.shadow.Workload;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of random vbuckets, holds some of them for long, and compares each with what its commit
 * must hold: whatever was flushed, compacted, rolled back or deleted meanwhile.
 */
final class ReaderTask {
  private static final int HELD_MAX = 6;
  private static final int GETS = 8;

  private final Course course;
  private final VBuckets store;
  private final List<WriterTask> writers;
  private final SplittableRandom random;
  private final Deque<Held> held = new ArrayDeque<>();

  ReaderTask(Course course, VBuckets store, List<WriterTask> writers, long seed) {
    this.course = course;
    this.store = store;
    this.writers = writers;
    this.random = new SplittableRandom(seed);
  }

  /**
   * A snapshot with what it may hold, as known when it was taken.
   *
   * @param file the name of the data file that was current then
   */
  private record Held(
      int id, VBucket vbucket, String file, Snapshot snapshot, List<Shadow> states) {}

  /** Reads until the soak is over. */
  void run() throws IOException {
    while (course.nextTurn()) {
      take(random.nextInt(writers.size()));
      if (held.size() > HELD_MAX || random.nextBoolean()) {
        compare(random.nextBoolean() ? held.pollFirst() : held.pollLast());
      }
    }
    while (!held.isEmpty()) {
      compare(held.pollFirst());
    }
  }

  private void take(int id) throws IOException {
    ShadowHistory history = writers.get(id).history();
    VBucket vbucket;
    String file;
    Snapshot snapshot;
    try {
      vbucket = store.get(id, history.generation());
      file = vbucket.currentFile().toString();
      snapshot = vbucket.snapshot();
    } catch (VBucketClosedException deleted) {
      return;
    }
    held.addLast(new Held(id, vbucket, file, snapshot, history.statesAt(snapshot.highSeqno())));
  }

  private void compare(@Nullable Held one) throws IOException {
    if (one == null) {
      return;
    }
    try (Snapshot snapshot = one.snapshot()) {
      if (!one.states().isEmpty()) {
        compareWith(one, snapshot);
      }
    }
  }

  private void compareWith(Held one, Snapshot snapshot) throws IOException {
    List<String> differences = new ArrayList<>();
    for (Shadow state : one.states()) {
      differences = state.contentDifferences(snapshot);
      if (differences.isEmpty()) {
        gets(state, snapshot).ifPresent(course::violated);
        count(one);
        return;
      }
    }
    course.violated("vbucket " + one.id() + ", a snapshot of seqno " + snapshot.highSeqno() + " in "
        + one.file() + ":\n" + String.join("\n", differences));
  }

  private Optional<String> gets(Shadow state, Snapshot snapshot) throws IOException {
    for (int i = 0; i < GETS; i++) {
      Bytes key = Workload.anyKey(random);
      Optional<Bytes> read = snapshot.get(key).map(document -> document.body());
      if (!read.equals(state.get(key))) {
        return Optional.of("a get of " + key + " at seqno " + snapshot.highSeqno() + " gave " + read
            + ", should give " + state.get(key));
      }
    }
    course.tally().add(Tally.Event.GETS, GETS);
    return Optional.empty();
  }

  private void count(Held one) throws IOException {
    course.tally().add(Tally.Event.SNAPSHOTS, 1);
    try {
      if (!one.vbucket().currentFile().toString().equals(one.file())) {
        course.tally().add(Tally.Event.LONG_SNAPSHOTS, 1);
      }
    } catch (VBucketClosedException deleted) {
      course.tally().add(Tally.Event.LONG_SNAPSHOTS, 1);
    }
  }
}
