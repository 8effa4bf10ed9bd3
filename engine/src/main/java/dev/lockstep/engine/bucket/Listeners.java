package dev.lockstep.engine.bucket;

import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.vbucket.CompactionListener;
import dev.lockstep.engine.vbucket.CompactionProgress;
import dev.lockstep.engine.vbucket.FlushResult;
import java.io.IOException;

/**
 * The listeners of the embedding program, as the bucket's own tasks call them: an exception that one throws
 * goes to the log and ends neither the task nor what it is at. An error is no listener's and ends it.
 */
final class Listeners {
  private static final System.Logger LOG = System.getLogger(Listeners.class.getName());

  private Listeners() {}

  /** One that hears of flushes. */
  static FlushListener contained(FlushListener listener) {
    return new FlushListener() {
      @Override
      public void flushed(int vbucket, FlushResult result, int writes, long nanos) {
        tell(() -> listener.flushed(vbucket, result, writes, nanos));
      }

      @Override
      public void flushFailed(int vbucket, IOException cause, int attempts) {
        tell(() -> listener.flushFailed(vbucket, cause, attempts));
      }
    };
  }

  /** One that hears from a compaction. */
  static CompactionListener contained(CompactionListener listener) {
    if (listener == CompactionListener.NONE) {
      return listener;
    }
    return new CompactionListener() {
      @Override
      public void progressed(CompactionProgress progress) {
        tell(() -> listener.progressed(progress));
      }

      @Override
      public void flusherLetGo() {
        tell(listener::flusherLetGo);
      }

      @Override
      public void expired(DocumentInfo document) {
        tell(() -> listener.expired(document));
      }
    };
  }

  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a listener has failed; what it heard of goes on", e);
    }
  }
}
