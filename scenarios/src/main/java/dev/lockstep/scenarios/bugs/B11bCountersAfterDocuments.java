package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.vbucket.CatchUp;

/**
 * B11 (MB-45221, 2021), its second half. The catch-up copied the documents before the local documents, so
 * the counters that the documents had to be added to were not there yet: it added them to nothing.
 */
final class B11bCountersAfterDocuments extends CatchUp {
  B11bCountersAfterDocuments(Start start) {
    super(start);
  }

  @Override
  protected Manifest follow(Manifest held, Revision newest) {
    return super.follow(held, newest).uncounted();
  }
}
