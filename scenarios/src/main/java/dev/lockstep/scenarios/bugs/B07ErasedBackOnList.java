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
 * B07 (MB-44590, MB-44694, 2021). The catch-up copied the source's dropped list as it was. The source knows
 * nothing of what the copy has erased, so the erased collection was on the list again.
 */
final class B07ErasedBackOnList extends CatchUp {
  B07ErasedBackOnList(Start start) {
    super(start);
  }

  @Override
  protected VBucketState replayState(Revision newest, StateAccount account) {
    VBucketState right = super.replayState(newest, account);
    List<Generation> generations = new ArrayList<>(right.manifest().open());
    generations.addAll(newest.state().manifest().dropped());
    return right.withManifest(Manifest.of(generations));
  }
}
