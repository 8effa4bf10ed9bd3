package dev.lockstep.stress.checking;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What checkers are compared on: a store in memory whose compaction runs beside its writers. It is
 * written for the seam as the engine is, in as few lines as the protocol needs:
 *
 * <ol>
 *   <li>pin the newest change of the current revision;
 *   <li>copy, of each key, the newest change up to there, without the lock;
 *   <li>catch up with what came since, without the lock;
 *   <li>under the writer lock catch up with the rest, and switch.
 * </ol>
 */
public final class SmallStore {
  private final Mutex writerLock;
  private final Cell<Revision> current;
  private final Platform platform;

  public SmallStore(Platform platform) {
    this.platform = platform;
    this.writerLock = platform.newMutex("writer lock");
    this.current = platform.newCell("current", new Revision(platform.newCell("newest", NOTHING)));
  }

  private static final Change NOTHING = new Change("", 0, 0, null);

  private record Change(
      String key, int value, long seqno, @Nullable Change before) {}

  private record Revision(Cell<Change> newest) {}

  /** Writes; returns the change's seqno. */
  public long put(String key, int value) {
    writerLock.lock();
    Cell<Change> newest = current.get().newest();
    Change before = newest.get();
    newest.set(new Change(key, value, before.seqno() + 1, before));
    writerLock.unlock();
    return before.seqno() + 1;
  }

  /** Reads the newest value of a key. */
  public Optional<Integer> get(String key) {
    Change change = current.get().newest().get();
    while (change != null && !change.key().equals(key)) {
      change = change.before();
    }
    return change == null ? Optional.empty() : Optional.of(change.value());
  }

  /** Leaves, of each key, the newest change only. */
  public void compact() {
    Cell<Change> source = current.get().newest();
    Change pinned = source.get();
    Change copied = newestOfEachKey(pinned, new HashSet<>());
    Change caughtUp = source.get();
    copied = copyAfter(pinned, caughtUp, copied);
    writerLock.lock();
    Cell<Change> now = current.get().newest();
    if (now == source) {
      copied = copyAfter(caughtUp, source.get(), copied);
      current.set(new Revision(platform.newCell("newest", copied)));
    }
    writerLock.unlock();
  }

  private static Change newestOfEachKey(@Nullable Change change, Set<String> seen) {
    if (change == null || change.before() == null) {
      return NOTHING;
    }
    boolean isNewest = seen.add(change.key());
    Change older = newestOfEachKey(change.before(), seen);
    return isNewest ? new Change(change.key(), change.value(), change.seqno(), older) : older;
  }

  private static Change copyAfter(Change from, @Nullable Change to, Change target) {
    if (to == null || to.seqno() <= from.seqno()) {
      return target;
    }
    Change older = copyAfter(from, to.before(), target);
    return new Change(to.key(), to.value(), to.seqno(), older);
  }
}
