package dev.lockstep.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.bucket.Scan.Tombstones;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.live.LiveBucket;
import dev.lockstep.engine.vbucket.CompactionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans of a bucket on real files and threads. */
class BucketScansTest {
  private static final BucketOptions OPTIONS = BucketOptions.defaults().withVBuckets(1);

  @TempDir
  Path directory;

  @Test
  void aScanStaysOnItsCommitThroughSwitches() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.set(0, text("b"), text("1"));
      bucket.set(0, text("a"), text("2"));
      bucket.awaitPersisted(0, bucket.delete(0, text("c")).seqno());
      try (Scan scan = bucket.scanById(0, Bytes.EMPTY, Optional.empty(), Tombstones.HIDDEN)) {
        for (int i = 0; i < 3; i++) {
          bucket.awaitPersisted(0, bucket.set(0, text("a"), text("new" + i)).seqno());
          bucket.vbuckets().get(0).compact(CompactionOptions.defaults());
        }
        assertThat(Shown.of(scan)).containsExactly("2 a=2", "1 b=1");
      }
      try (Scan scan = bucket.scanById(0, text("b"), Optional.of(text("c")), Tombstones.SHOWN)) {
        assertThat(Shown.of(scan)).containsExactly("1 b=1");
      }
    }
  }

  @Test
  void aPausedScanGoesOnWithWhatWasWrittenSince() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      for (String id : List.of("a", "b", "c")) {
        bucket.awaitPersisted(0, bucket.set(0, text(id), text("1")).seqno());
      }
      ScanPosition position;
      try (Scan scan = bucket.scanBySeqno(0, 1, 100, Tombstones.SHOWN)) {
        assertThat(scan.next().map(DocumentInfo::id)).contains(text("a"));
        position = scan.pause();
      }
      assertThat(position.from()).isEqualTo(2);
      bucket.awaitPersisted(0, bucket.set(0, text("b"), text("2")).seqno());
      try (Scan scan = bucket.resume(position)) {
        assertThat(Shown.of(scan)).containsExactly("3 c=1", "4 b=2");
        position = scan.pause();
      }
      try (Scan scan = bucket.resume(position)) {
        assertThat(Shown.of(scan)).isEmpty();
      }
      bucket.rollback(0, 3);
      ScanPosition lost = position;
      assertThatThrownBy(() -> bucket.resume(lost)).isInstanceOf(ScanPositionLostException.class);
    }
  }

  @Test
  void aScanBySeqnoShowsWhatLiesBetweenItsBoundsAndNoPrepare() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.set(0, text("a"), text("1"));
      bucket.set(0, text("b"), text("1"));
      bucket.prepare(0, text("c"), text("1"), WriteOptions.defaults());
      bucket.delete(0, text("d"));
      bucket.awaitPersisted(0, bucket.set(0, text("e"), text("1")).seqno());
      try (Scan scan = bucket.scanBySeqno(0, 2, 4, Tombstones.SHOWN)) {
        assertThat(Shown.of(scan)).containsExactly("2 b=1", "4 d -");
      }
      try (Scan scan = bucket.scanById(0, text("b"), Optional.empty(), Tombstones.HIDDEN)) {
        assertThat(Shown.of(scan)).containsExactly("2 b=1", "5 e=1");
      }
    }
  }

  @Test
  void aPausedScanGoesOnAfterASwitchUnlessTombstonesThatItHasToShowArePurged() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS)) {
      bucket.set(0, text("a"), text("1"));
      bucket.delete(0, text("b"));
      bucket.awaitPersisted(0, bucket.set(0, text("c"), text("1")).seqno());
      ScanPosition all = pausedAfterOne(bucket, Tombstones.SHOWN);
      ScanPosition live = pausedAfterOne(bucket, Tombstones.HIDDEN);

      bucket.compact(0, CompactionOptions.defaults()).await();
      try (Scan scan = bucket.resume(all)) {
        assertThat(Shown.of(scan)).containsExactly("2 b -", "3 c=1");
      }

      bucket.compact(0, CompactionOptions.defaults().withPurgeUpToSeqno(2)).await();
      assertThatThrownBy(() -> bucket.resume(all))
          .isInstanceOf(ScanPositionLostException.class)
          .hasMessageContaining("tombstones up to seqno 2 are purged");
      try (Scan scan = bucket.resume(live)) {
        assertThat(Shown.of(scan)).containsExactly("3 c=1");
      }
    }
  }

  private static ScanPosition pausedAfterOne(Bucket bucket, Tombstones tombstones)
      throws IOException {
    try (Scan scan = bucket.scanBySeqno(0, 0, 100, tombstones)) {
      assertThat(scan.next().map(DocumentInfo::id)).contains(text("a"));
      return scan.pause();
    }
  }

  @Test
  void whatCannotBeScannedIsRefused() throws IOException {
    try (Bucket bucket = LiveBucket.open(directory, OPTIONS);
        Scan byId = bucket.scanById(0, Bytes.EMPTY, Optional.empty(), Tombstones.SHOWN)) {
      assertThatThrownBy(byId::pause)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("a scan by id cannot be paused: keep it open");
      assertThatThrownBy(() -> bucket.scanBySeqno(0, 3, 2, Tombstones.SHOWN))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("seqnos 3 to 2: expected a range");
    }
  }

  private static Bytes text(String text) {
    return Bytes.ofUtf8(text);
  }
}
