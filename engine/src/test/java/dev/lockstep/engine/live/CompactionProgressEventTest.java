package dev.lockstep.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketOptions;
import dev.lockstep.engine.bucket.Instruments.Operation;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.vbucket.CompactionListener;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.CompactionProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a compaction that a writer keeps busy leaves in a recording and in the latencies. */
class CompactionProgressEventTest {
  private static final CompactionOptions HOLDS_BACK =
      CompactionOptions.defaults().withFinalCatchUpBytesMax(0).withHeldBackDocuments(1);

  private static final Set<String> HELD_BACK =
      Set.of(Milestones.FLUSHER_HELD_BACK, Milestones.FLUSHER_HELD_BACK_AGAIN);

  @TempDir
  Path directory;

  /** Commits two documents at whatever it hears, so that the catch-up never comes to its end. */
  private static final class Writer implements CompactionListener {
    private final Bucket bucket;
    private final List<CompactionProgress> heard = new ArrayList<>();

    Writer(Bucket bucket) {
      this.bucket = bucket;
    }

    @Override
    public void progressed(CompactionProgress progress) {
      heard.add(progress);
      write(bucket, "written at " + heard.size());
      write(bucket, "and this too at " + heard.size());
    }
  }

  private static void write(Bucket bucket, String id) {
    try {
      bucket.awaitPersisted(0, bucket.set(0, Bytes.ofUtf8(id), Bytes.ofUtf8(id)).seqno());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theRecordingSaysHowFarItIsAndTheLatenciesHowLongItHeldTheFlusherBack() throws IOException {
    Path file = directory.resolve("recording.jfr");
    try (Bucket bucket = LiveBucket.open(
            directory.resolve("bucket"), BucketOptions.defaults().withVBuckets(1));
        Recording recording = new Recording()) {
      recording.enable(CompactionProgressEvent.NAME);
      recording.enable(MilestoneEvent.NAME);
      write(bucket, "first");
      Writer writer = new Writer(bucket);
      recording.start();
      bucket.compact(0, HOLDS_BACK.withListener(writer)).await();
      recording.stop();
      recording.dump(file);

      List<RecordedEvent> events = RecordingFile.readAllEvents(file);
      assertThat(events.stream()
              .filter(isOf(CompactionProgressEvent.NAME))
              .map(this::progress)
              .toList())
          .isEqualTo(writer.heard)
          .anyMatch(progress -> progress.bytesTotal() > 0 && progress.documentsTotal() == 1)
          .anyMatch(progress -> progress.round() > 0 && progress.bytesRemaining() > 0);
      long heldBack = events.stream()
          .filter(isOf(MilestoneEvent.NAME))
          .filter(event -> HELD_BACK.contains(event.getString("name")))
          .count();
      assertThat(heldBack).isPositive();
      var latencies = bucket.statistics().latencies();
      assertThat(
              Objects.requireNonNull(latencies.get(Operation.FLUSHER_HELD_BACK)).count())
          .isEqualTo(heldBack);
      assertThat(Objects.requireNonNull(latencies.get(Operation.FLUSHER_STALL)).count())
          .isEqualTo(1);
    }
  }

  private static Predicate<RecordedEvent> isOf(String name) {
    return event -> event.getEventType().getName().equals(name);
  }

  private CompactionProgress progress(RecordedEvent event) {
    assertThat(event.getString("directory"))
        .isEqualTo(directory.resolve("bucket").toString());
    assertThat(event.getInt("vbucket")).isZero();
    return new CompactionProgress(
        CompactionProgress.Phase.valueOf(event.getString("phase")),
        event.getLong("documents"),
        event.getLong("documentsTotal"),
        event.getLong("bytes"),
        event.getLong("bytesTotal"),
        event.getInt("round"),
        event.getLong("bytesRemaining"));
  }
}
