package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.vbucket.CatchUp;
import java.util.ArrayList;
import java.util.List;

/**
 * B09 (MB-47460, 2021). The catch-up read the dropped list of the header it started from, not of the one it
 * went to. A collection dropped in between had lost its counters in the target already, and its documents
 * were counted all the same, from nothing.
 */
final class B09OlderDroppedList extends CatchUp {
  private Manifest right = Manifest.NONE;

  B09OlderDroppedList(Start start) {
    super(start);
  }

  @Override
  protected Manifest follow(Manifest held, Revision newest) {
    right = super.follow(held, newest);
    Manifest current = newest.state().manifest();
    List<Generation> judged = new ArrayList<>();
    for (Generation generation : held.generations()) {
      boolean isStillOpen =
          current.sameLife(generation).filter(Generation::isOpen).isPresent();
      judged.add(isStillOpen ? generation : generation.emptied());
    }
    return Manifest.of(judged);
  }

  /** What was dropped goes on the list all the same. */
  @Override
  protected VBucketState replayState(Revision newest, StateAccount account) {
    VBucketState judged = super.replayState(newest, account);
    List<Generation> listed = new ArrayList<>();
    for (Generation generation : judged.manifest().generations()) {
      listed.add(right.sameLife(generation).filter(other -> !other.isOpen()).orElse(generation));
    }
    return judged.withManifest(Manifest.of(listed));
  }
}
