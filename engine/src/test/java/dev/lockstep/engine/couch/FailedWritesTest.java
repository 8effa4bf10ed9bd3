package dev.lockstep.engine.couch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.file.AppendFile;
import dev.lockstep.engine.file.CommitUncertainException;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.InitialHeader;
import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.testing.MemoryFiles;
import dev.lockstep.engine.testing.MemoryFiles.Call;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailedWritesTest {

  /** The calls of a commit: write, sync, flip, sync. The flip of a commit and its sync are repeated. */
  private static final int CALLS_BEFORE_FLIP = 2;

  private final MemoryFiles files = new MemoryFiles();
  private int call;

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void nothingOfAFailedCommitIsEverSeen(int failing) throws IOException {
    CouchFile file = Samples.create(files, CouchOptions.defaults());
    CommittedHeader first = Samples.commit(file, Samples.set("a", 1, "one"));
    Header draft = Samples.save(file, List.of(Samples.set("b", 2, "two")));
    fail(failing, failing + 1);
    assertThatThrownBy(() -> file.commit(draft))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(CommitUncertainException.class);
    files.removeGate();
    assertThat(file.lastHeader()).isEqualTo(first);
    assertThat(Samples.open(files, OpenMode.READ).lastHeader()).isEqualTo(first);
    assertThatThrownBy(() -> file.commit(draft)).isInstanceOf(AssertionError.class);

    CommittedHeader next = Samples.commit(file, Samples.set("c", 2, "three"));
    assertThat(file.info(next.header(), Bytes.ofUtf8("c")).orElseThrow().bodyPosition())
        .as("a block past all that the failed commit may have written")
        .isEqualTo(first.position() + 2 * Blocks.SIZE);
    CouchFile reopened = Samples.open(files, OpenMode.READ);
    assertThat(reopened.lastHeader()).isEqualTo(next);
    assertThat(reopened.info(next.header(), Bytes.ofUtf8("b"))).isEmpty();
    assertThat(CouchFileCheck.run(reopened, next)).matches(CheckReport::isClean);
    assertThat(reopened.previous(next)).contains(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void theFlipAndItsSyncAreRepeated(int failures) throws IOException {
    CouchFile file = Samples.create(files, CouchOptions.defaults());
    Header draft = Samples.save(file, List.of(Samples.set("a", 1, "one")));
    fail(CALLS_BEFORE_FLIP, CALLS_BEFORE_FLIP + failures);
    if (failures < AppendFile.COMMIT_ATTEMPTS_MAX) {
      CommittedHeader committed = file.commit(draft);
      files.removeGate();
      assertThat(Samples.open(files, OpenMode.READ).lastHeader()).isEqualTo(committed);
    } else {
      assertThatThrownBy(() -> file.commit(draft)).isInstanceOf(CommitUncertainException.class);
      files.removeGate();
      Header base = file.lastHeader().header();
      List<DocumentChange> changes = List.of(Samples.set("b", 1, "two"));
      assertThatThrownBy(() -> file.saveDocuments(base, changes, ChangeListener.IGNORED))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("uncertain");
    }
  }

  @Test
  void aSyncThatFailsOnceAfterTheFlipMakesBothHappenAgain() throws IOException {
    CouchFile file = Samples.create(files, CouchOptions.defaults());
    Header draft = Samples.save(file, List.of(Samples.set("a", 1, "one")));
    fail(CALLS_BEFORE_FLIP + 1, CALLS_BEFORE_FLIP + 2);
    file.commit(draft);
    assertThat(call).isEqualTo(CALLS_BEFORE_FLIP + 4);
  }

  @Test
  void aWriteThatStopsHalfwayLeavesTheFileReadable() throws IOException {
    CouchFile file = Samples.create(files, CouchOptions.defaults());
    CommittedHeader first = Samples.commit(file, Samples.set("a", 1, "one"));
    Header draft = Samples.save(file, List.of(Samples.set("b", 2, "two".repeat(3000))));
    call = 0;
    files.setGate((kind, name, position, length) -> {
      if (kind == Call.WRITE && call++ > 0) {
        throw new IOException("disk full");
      }
      return Math.min(length, 5000);
    });
    assertThatThrownBy(() -> file.commit(draft)).hasMessage("disk full");
    files.removeGate();
    assertThat(Samples.open(files, OpenMode.READ).lastHeader()).isEqualTo(first);
    CommittedHeader next = Samples.commit(file, Samples.set("c", 2, "three"));
    assertThat(CouchFileCheck.run(file, next)).matches(CheckReport::isClean);
    assertThat(Samples.open(files, OpenMode.READ).lastHeader()).isEqualTo(next);
  }

  @Test
  void aStorageThatTakesNothingIsAnErrorAndNoEndlessLoop() throws IOException {
    CouchFile file = Samples.create(files, CouchOptions.defaults());
    Header draft = Samples.save(file, List.of(Samples.set("a", 1, "one")));
    files.setGate((kind, name, position, length) -> 0);
    assertThatThrownBy(() -> file.commit(draft)).hasMessageContaining("nothing can be written");
  }

  @Test
  void aCreationThatFailsLeavesNoFile() throws IOException {
    fail(0, 1);
    assertThatThrownBy(() ->
            CouchFile.create(files, Samples.NAME, CouchOptions.defaults(), InitialHeader.WRITTEN))
        .isInstanceOf(IOException.class);
    assertThat(files.list()).isEmpty();
    assertThat(files.openHandles()).isEmpty();
  }

  @Test
  void anOpeningThatFailsLeavesNoHandle() {
    files.put(Samples.NAME, new byte[5000]);
    assertThatThrownBy(() -> Samples.open(files, OpenMode.READ)).isInstanceOf(IOException.class);
    assertThat(files.openHandles()).isEmpty();
  }

  /** Lets the writes and syncs from {@code first} on fail, up to {@code end}, which is counted from 0. */
  private void fail(int first, int end) {
    call = 0;
    files.setGate((kind, name, position, length) -> {
      if (Set.of(Call.WRITE, Call.SYNC).contains(kind)) {
        int number = call++;
        if (number >= first && number < end) {
          throw new IOException(kind + " refused");
        }
      }
      return length;
    });
  }
}
