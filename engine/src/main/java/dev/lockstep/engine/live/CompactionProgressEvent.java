package dev.lockstep.engine.live;

import dev.lockstep.engine.vbucket.CompactionProgress;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** How far a compaction of a bucket is: a {@link CompactionProgress}. */
@Name(CompactionProgressEvent.NAME)
@Label("Compaction Progress")
@Description("How much of a vbucket a compaction has copied, and how much is still to be caught up")
@Category("Lockstep")
@StackTrace(false)
final class CompactionProgressEvent extends Event {
  static final String NAME = "dev.lockstep.CompactionProgress";

  @Label("Directory")
  String directory = "";

  @Label("VBucket")
  int vbucket;

  @Label("Phase")
  String phase = "";

  @Label("Documents Copied")
  long documents;

  @Label("Documents in Total")
  long documentsTotal;

  @Label("Bytes Copied")
  @DataAmount
  long bytes;

  @Label("Bytes in Total")
  @DataAmount
  long bytesTotal;

  @Label("Catch-up Round")
  int round;

  @Label("Bytes to be Caught Up")
  @DataAmount
  long bytesRemaining;

  static void emit(String directory, int vbucket, CompactionProgress progress) {
    CompactionProgressEvent event = new CompactionProgressEvent();
    if (event.shouldCommit()) {
      event.directory = directory;
      event.vbucket = vbucket;
      event.phase = progress.phase().name();
      event.documents = progress.documents();
      event.documentsTotal = progress.documentsTotal();
      event.bytes = progress.bytes();
      event.bytesTotal = progress.bytesTotal();
      event.round = progress.round();
      event.bytesRemaining = progress.bytesRemaining();
      event.commit();
    }
  }
}
