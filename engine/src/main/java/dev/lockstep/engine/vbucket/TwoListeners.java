package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.document.DocumentInfo;

/** Two who hear from one compaction, one after the other. */
record TwoListeners(CompactionListener one, CompactionListener two) implements CompactionListener {

  @Override
  public void progressed(CompactionProgress progress) {
    one.progressed(progress);
    two.progressed(progress);
  }

  @Override
  public void flusherLetGo() {
    one.flusherLetGo();
    two.flusherLetGo();
  }

  @Override
  public void expired(DocumentInfo document) {
    one.expired(document);
    two.expired(document);
  }
}
