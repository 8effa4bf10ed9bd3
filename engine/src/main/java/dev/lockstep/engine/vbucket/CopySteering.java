package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.document.DocumentInfo;
import java.io.IOException;
import java.util.Optional;

/**
 * What goes along with a compaction's copy: at every checkpoint it gives up if asked to, tells how far
 * it is, and waits if it must. Documents past their time, against the clock as it stood when the copy
 * began, are told to the listener.
 */
final class CopySteering implements LiveCopy.Companion {
  private final CompactionListener listener;
  private final ExpiryRule expiry;
  private final CompactionReport report;
  private final Optional<CopyBrake> brake;
  private final CopyBrake.Stop stop;

  CopySteering(
      CompactionListener listener,
      ExpiryRule expiry,
      CompactionReport report,
      Optional<CopyBrake> brake,
      CopyBrake.Stop stop) {
    this.listener = listener;
    this.expiry = expiry;
    this.report = report;
    this.brake = brake;
    this.stop = stop;
  }

  /** Before the first entry: where the disk has no room, nothing is begun. */
  void begin() throws IOException {
    hold(0);
  }

  @Override
  public void copied(DocumentInfo info) {
    if (listener != CompactionListener.NONE && expiry.isExpired(info)) {
      listener.expired(info);
    }
  }

  @Override
  public void passCheckpoint(long documents, long bytes) throws IOException {
    stop.check();
    report.copied(documents, bytes);
    hold(bytes);
  }

  private void hold(long bytes) throws IOException {
    if (brake.isPresent()) {
      brake.get().hold(bytes, stop, report);
    }
  }
}
