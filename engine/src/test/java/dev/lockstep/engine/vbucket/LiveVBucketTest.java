package dev.lockstep.engine.vbucket;

import static dev.lockstep.engine.vbucket.Store.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.Task;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketClosedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same vbucket on real files and, where it has several tasks, on real threads. */
class LiveVBucketTest {
  private static final int FLUSHES = 60;
  private static final int KEYS = 7;

  /** Ends a wait for something that never comes; no test waits so long otherwise. */
  private static final Duration GIVE_UP = Duration.ofMinutes(1);

  private final LivePlatform platform;
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

  LiveVBucketTest(@TempDir Path directory) throws IOException {
    platform = LivePlatform.open(directory);
  }

  private VBucket open() throws IOException {
    return VBucket.open(platform, 0, VBucketOptions.defaults());
  }

  private Task start(String name, OneThread.Action body) {
    return platform.start(name, () -> {
      try {
        body.run();
      } catch (IOException e) {
        failures.add(new UncheckedIOException(name, e));
      } catch (RuntimeException | AssertionError e) {
        failures.add(e);
      }
    });
  }

  /** Joins them, as long as that does not take for ever. */
  private static void awaitEnd(Task... tasks) {
    await().atMost(GIVE_UP).until(() -> {
      List.of(tasks).forEach(Task::join);
      return true;
    });
  }

  @Test
  void whatIsFlushedAndCompactedIsThereAfterReopening() throws IOException {
    String shown;
    try (VBucket vbucket = open()) {
      vbucket.flush(Store.set("a", "1"));
      vbucket.flush(Store.prepare("a", "2"));
      vbucket.flush(Store.commit("a"));
      vbucket.compact(Store.compaction());
      vbucket.flush(Store.delete("b"));
      shown = show(vbucket);
    }
    try (VBucket vbucket = open()) {
      assertThat(show(vbucket)).isEqualTo(shown).isEqualTo("active 4, 3 a=2, 4 b deleted");
      Store.check(vbucket);
    }
    assertThat(platform.files().list()).containsExactly("0.couch.2");
  }

  /** However the threads run: every acknowledged write is there, and every scan is of one commit. */
  @Test
  void flusherCompactorAndReadersRunBesideEachOther() throws IOException {
    VBucket vbucket = open();
    AtomicInteger acknowledged = new AtomicInteger();
    Task flusher = start("flusher", () -> {
      for (int i = 1; i <= FLUSHES; i++) {
        vbucket.flush(Store.set("k" + i % KEYS, "v" + i));
        acknowledged.set(i);
      }
    });
    Task compactor = start("compactor", () -> {
      while (acknowledged.get() < FLUSHES) {
        vbucket.compact(Store.compaction());
      }
    });
    Task reader = start("reader", () -> {
      while (acknowledged.get() < FLUSHES) {
        int before = acknowledged.get();
        try (Snapshot snapshot = vbucket.snapshot()) {
          long highSeqno = snapshot.highSeqno();
          assertThat(highSeqno).isGreaterThanOrEqualTo(before);
          assertThat(show(snapshot)).isEqualTo(expected(highSeqno));
        }
      }
    });
    awaitEnd(flusher, compactor, reader);
    assertThat(failures).isEmpty();
    assertThat(show(vbucket)).isEqualTo(expected(FLUSHES));
    Store.check(vbucket);
    String current = vbucket.currentFile().toString();
    vbucket.close();
    assertThat(platform.files().list()).containsExactly(current);
    try (VBucket reopened = open()) {
      assertThat(show(reopened)).isEqualTo(expected(FLUSHES));
    }
  }

  /** What a scan shows after so many flushes: the last one of each key, in seqno order. */
  private static String expected(long flushes) {
    StringBuilder shown = new StringBuilder("active " + flushes);
    for (long i = Math.max(1, flushes - KEYS + 1); i <= flushes; i++) {
      shown.append(", ").append(i).append(" k").append(i % KEYS).append("=v").append(i);
    }
    return shown.toString();
  }

  /** A rollback beside a compaction wins, whichever comes first. */
  @Test
  void rollbackAndCompactorRunBesideEachOther() throws IOException {
    try (VBucket vbucket = open()) {
      vbucket.flush(Store.set("kept", "1"));
      vbucket.flush(Store.set("undone", "2"));
      Task compactor = start("compactor", () -> vbucket.compact(Store.compaction()));
      Task rollback = start("rollback", () -> vbucket.rollback(1));
      awaitEnd(compactor, rollback);
      assertThat(failures).isEmpty();
      assertThat(vbucket.get(Store.bytes("undone"))).isEmpty();
      assertThat(show(vbucket)).isIn("active 1, 1 kept=1", "active 0");
      Store.check(vbucket);
    }
  }

  @Test
  void aVBucketMayBeClosedUnderItsTasks() throws IOException {
    VBucket vbucket = open();
    vbucket.flush(Store.set("a", "1"));
    Task compactor =
        start("compactor", () -> untilClosed(() -> vbucket.compact(Store.compaction())));
    Task reader = start(
        "reader",
        () -> untilClosed(() -> {
          assertThat(vbucket.get(Store.bytes("a")).map(Document::body)).contains(Store.bytes("1"));
        }));
    vbucket.flush(Store.set("a", "1"));
    vbucket.close();
    awaitEnd(compactor, reader);
    assertThat(failures).isEmpty();
    try (VBucket reopened = open()) {
      assertThat(show(reopened)).isEqualTo("active 2, 2 a=1");
      assertThat(platform.files().list()).hasSize(1);
    }
  }

  private static void untilClosed(OneThread.Action action) throws IOException {
    while (true) {
      try {
        action.run();
      } catch (VBucketClosedException closed) {
        return;
      }
    }
  }
}
