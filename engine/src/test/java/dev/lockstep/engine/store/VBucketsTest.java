package dev.lockstep.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketExistsException;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vbuckets that are created, deleted and created again, on real files. */
class VBucketsTest {
  private static final Bytes ID = Bytes.ofUtf8("a");

  private final Path directory;
  private final LivePlatform platform;

  VBucketsTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.platform = LivePlatform.open(directory);
  }

  private VBuckets open() throws IOException {
    return VBuckets.open(platform, VBucketOptions.defaults());
  }

  private List<String> files() throws IOException {
    return platform.files().list();
  }

  private static WriteBatch set(String body) {
    return new WriteBatch().set(ID, Bytes.ofUtf8(body));
  }

  private static String read(VBucket vbucket) throws IOException {
    return vbucket.get(ID).map(Document::body).map(Bytes::toString).orElse("nothing");
  }

  @Test
  void opensEveryVBucketOfTheDirectory() throws IOException {
    try (VBuckets vbuckets = open()) {
      vbuckets.create(3, Lifecycle.ACTIVE).flush(set("three"));
      vbuckets.create(12, Lifecycle.REPLICA).flush(set("twelve"));
    }
    try (VBuckets vbuckets = open()) {
      assertThat(vbuckets.all().keySet()).containsExactly(3, 12);
      assertThat(read(vbuckets.get(3))).isEqualTo("three");
      assertThat(read(vbuckets.get(12))).isEqualTo("twelve");
      try (Snapshot snapshot = vbuckets.get(12).snapshot()) {
        assertThat(snapshot.state().lifecycle()).isEqualTo(Lifecycle.REPLICA);
      }
    }
  }

  @Test
  void aDeletedVBucketIsNotThereAndIsNotThereAfterReopening() throws IOException {
    try (VBuckets vbuckets = open()) {
      VBucket vbucket = vbuckets.create(0, Lifecycle.ACTIVE);
      vbuckets.delete(0);
      assertThatThrownBy(() -> vbuckets.get(0)).isInstanceOf(NoSuchVBucketException.class);
      assertThatThrownBy(() -> vbucket.flush(set("late")))
          .isInstanceOf(NoSuchVBucketException.class)
          .hasMessage("there is no vbucket 0: create it first");
      assertThatThrownBy(() -> vbucket.compact(CompactionOptions.defaults()))
          .isInstanceOf(NoSuchVBucketException.class);
      assertThatThrownBy(() -> vbuckets.delete(0)).isInstanceOf(NoSuchVBucketException.class);
    }
    try (VBuckets vbuckets = open()) {
      assertThat(vbuckets.all()).isEmpty();
    }
    assertThat(files()).containsExactly("0.couch.2.deleted");
  }

  @Test
  void revisionsGoOnCountingThroughDeletionsAndRestarts() throws IOException {
    try (VBuckets vbuckets = open()) {
      vbuckets.create(0, Lifecycle.ACTIVE).compact(CompactionOptions.defaults());
      vbuckets.delete(0);
      assertThat(vbuckets.create(0, Lifecycle.ACTIVE).currentFile()).hasToString("0.couch.4");
      assertThat(files()).containsExactly("0.couch.4");
      vbuckets.delete(0);
    }
    try (VBuckets vbuckets = open()) {
      assertThat(vbuckets.create(0, Lifecycle.ACTIVE).currentFile()).hasToString("0.couch.6");
    }
    assertThat(files()).containsExactly("0.couch.6");
  }

  @Test
  void aSnapshotStaysOnItsGenerationAndRemovesItsFileWhenItEnds() throws IOException {
    try (VBuckets vbuckets = open()) {
      vbuckets.create(0, Lifecycle.ACTIVE).flush(set("old"));
      try (Snapshot snapshot = vbuckets.get(0).snapshot()) {
        vbuckets.delete(0);
        assertThat(read(vbuckets.create(0, Lifecycle.ACTIVE))).isEqualTo("nothing");
        assertThat(snapshot.get(ID).map(Document::body)).contains(Bytes.ofUtf8("old"));
        assertThat(files()).containsExactly("0.couch.1", "0.couch.3");
      }
      assertThat(files()).containsExactly("0.couch.3");
    }
  }

  @Test
  void whatWasQueuedForADeadGenerationIsRefused() throws IOException {
    try (VBuckets vbuckets = open()) {
      long generation = vbuckets.create(0, Lifecycle.ACTIVE).generation();
      assertThat(vbuckets.get(0, generation)).isSameAs(vbuckets.get(0));
      vbuckets.delete(0);
      vbuckets.create(0, Lifecycle.ACTIVE);
      assertThatThrownBy(() -> vbuckets.get(0, generation))
          .isInstanceOf(NoSuchVBucketException.class);
    }
  }

  @Test
  void twoCannotHaveOneNumber() throws IOException {
    try (VBuckets vbuckets = open()) {
      vbuckets.create(0, Lifecycle.ACTIVE);
      assertThatThrownBy(() -> vbuckets.create(0, Lifecycle.ACTIVE))
          .isInstanceOf(VBucketExistsException.class)
          .hasMessage("vbucket 0 exists already: delete it first");
    }
  }

  @Test
  void nothingIsThereOnceItIsClosed() throws IOException {
    VBuckets vbuckets = open();
    vbuckets.create(0, Lifecycle.ACTIVE);
    vbuckets.close();
    vbuckets.close();
    assertThatThrownBy(() -> vbuckets.get(0)).isExactlyInstanceOf(VBucketClosedException.class);
    assertThatThrownBy(() -> vbuckets.create(1, Lifecycle.ACTIVE))
        .isExactlyInstanceOf(VBucketClosedException.class);
  }

  @Test
  void whatDeletedVBucketsLeftIsRemovedAtTheNextOpening() throws IOException {
    try (VBuckets vbuckets = open()) {
      vbuckets.create(0, Lifecycle.ACTIVE);
    }
    Files.createFile(directory.resolve("0.couch.1.deleted"));
    Files.createFile(directory.resolve("0.couch.3.deleted"));
    Files.createFile(directory.resolve("0.couch.3.compact"));
    try (VBuckets vbuckets = open()) {
      assertThat(vbuckets.all()).isEmpty();
      assertThat(files()).containsExactly("0.couch.3.deleted");
    }
  }

  @Test
  void aMarkBelowTheRevisionThatLivesSaysNothing() throws IOException {
    try (VBuckets vbuckets = open()) {
      vbuckets.create(0, Lifecycle.ACTIVE);
      vbuckets.delete(0);
      vbuckets.create(0, Lifecycle.ACTIVE).flush(set("new"));
    }
    Files.createFile(directory.resolve("0.couch.2.deleted"));
    try (VBuckets vbuckets = open()) {
      assertThat(read(vbuckets.get(0))).isEqualTo("new");
    }
    assertThat(files()).containsExactly("0.couch.3");
  }
}
