package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.document.DocumentInfo;

/** Two who hear from one compaction, one after the other; the second one also where the first throws. */
record TwoListeners(CompactionListener one, CompactionListener two) implements CompactionListener {

  @Override
  public void progressed(CompactionProgress progress) {
    try {
      one.progressed(progress);
    } finally {
      two.progressed(progress);
    }
  }

  @Override
  public void flusherLetGo() {
    try {
      one.flusherLetGo();
    } finally {
      two.flusherLetGo();
    }
  }

  @Override
  public void expired(DocumentInfo document) {
    try {
      one.expired(document);
    } finally {
      two.expired(document);
    }
  }
}
