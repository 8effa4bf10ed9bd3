package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.CatchUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * B10 (MB-47460, 2021). The catch-up did not remove the counters of a collection that was dropped in the
 * replayed range before it counted the documents of its next generation: the sum of both came out.
 */
final class B10GenerationsMerged extends CatchUp {
  B10GenerationsMerged(Start start) {
    super(start);
  }

  @Override
  protected Manifest follow(Manifest held, Revision newest) {
    List<Generation> merged = new ArrayList<>();
    for (Generation generation : super.follow(held, newest).generations()) {
      Optional<Generation> before = held.open(generation.collection());
      merged.add(
          generation.isOpen() && before.isPresent() ? sum(generation, before.get()) : generation);
    }
    return Manifest.of(merged);
  }

  private static Generation sum(Generation open, Generation before) {
    return new Generation(
        open.collection(),
        open.startSeqno(),
        open.endSeqno(),
        before.items(),
        before.bytes(),
        Math.max(open.highSeqno(), before.highSeqno()));
  }
}
