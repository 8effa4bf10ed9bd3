package dev.lockstep.model.execution;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.model.simulation.FailedAllocation;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import java.io.IOException;
import java.util.Optional;

/**
 * A vbucket by itself, in a store that is closed and opened again while others use it:
 *
 * <ol>
 *   <li>Who remounts it holds the mount lock from before the closing until the new store is shown.
 *   <li>Every other operation goes to the store that is shown.
 *   <li>If that is closed, it takes the mount lock, which is free again when another is shown, and goes to
 *       that one. A store whose opening has failed is opened by the next who needs it.
 * </ol>
 */
final class RemountedFront implements Front {
  private final PreparedScenario prepared;
  private final Simulation simulation;
  private final Mutex mountLock;

  /** Empty where the store could not be opened. Changed under the mount lock. */
  private final Cell<Optional<VBuckets>> shown;

  RemountedFront(PreparedScenario prepared, Simulation simulation) throws IOException {
    this.prepared = prepared;
    this.simulation = simulation;
    this.mountLock = simulation.platform().newMutex("mount lock");
    this.shown =
        simulation.platform().newCell("store", Optional.of(prepared.open(simulation.platform())));
  }

  /** A vbucket that was not damaged before, and is for the fault that the opening met, is opened anew. */
  private VBuckets openAgain() throws IOException {
    VBuckets opened = prepared.open(simulation.platform());
    return prepared.initial().exists() ? PreparedScenario.whole(opened) : opened;
  }

  @Override
  public Answer perform(Operation operation) {
    try {
      return operation instanceof Operation.Remount ? remount() : passOn(operation);
    } catch (IOException | FailedAllocation e) {
      return new Answer.NotDone(Words.of(e));
    }
  }

  /** Step 1. */
  private Answer remount() throws IOException {
    mountLock.lock();
    try {
      shown.get().ifPresent(VBuckets::close);
      shown.set(Optional.empty());
      shown.set(Optional.of(openAgain()));
      return new Answer.Remounted();
    } finally {
      mountLock.unlock();
    }
  }

  /** Steps 2 and 3. */
  private Answer passOn(Operation operation) throws IOException {
    Optional<VBuckets> store = shown.get();
    while (true) {
      try {
        VBuckets open = store.orElseThrow(VBucketClosedException::new);
        return Client.in(simulation, open).attempt(operation);
      } catch (VBucketClosedException e) {
        Optional<VBuckets> next = mounted();
        if (next.equals(store)) {
          throw e;
        }
        store = next;
      }
    }
  }

  private Optional<VBuckets> mounted() throws IOException {
    mountLock.lock();
    try {
      if (shown.get().isEmpty()) {
        shown.set(Optional.of(openAgain()));
      }
      return shown.get();
    } finally {
      mountLock.unlock();
    }
  }

  @Override
  public Optional<VBuckets> store() {
    return shown.get();
  }

  @Override
  public Watch watch(Judge judge, OwnPropertyCheck own) {
    return new BucketCommits(this, judge, own);
  }

  @Override
  public VBuckets atTheEnd() throws IOException {
    Optional<VBuckets> store = shown.get();
    return store.isPresent()
        ? store.get()
        : PreparedScenario.open(simulation.disk(), prepared.scenario());
  }
}
