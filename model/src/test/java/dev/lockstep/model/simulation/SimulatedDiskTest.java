package dev.lockstep.model.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.platform.FileExistsException;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.model.disk.OpenHandle;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest {

  @Test
  void keepsTheBytesOfForksApart() throws IOException {
    String long1 = "1".repeat(5000);
    DiskScript original = new DiskScript().create("a").write("a", 0, long1).settle();
    DiskScript fork = new DiskScript(original.disk.fork());

    original.write("a", 4000, "original").create("b");
    fork.write("a", 0, "fork").remove("a");
    DiskScript late = new DiskScript(original.disk.fork()).write("a", 0, "late");

    assertThat(DiskScript.describe(fork.disk)).isEmpty();
    assertThat(DiskScript.describe(original.disk))
        .isEqualTo("a=" + "1".repeat(4000) + "original" + "1".repeat(992) + " b=");
    assertThat(DiskScript.describe(late.disk)).startsWith("a=late111").endsWith(" b=");
  }

  @Test
  void hashesNamesAndBytes() throws IOException {
    DiskScript script = new DiskScript().create("a").write("a", 0, "x".repeat(3000));
    long before = script.disk.contentHash();

    assertThat(script.disk.fork().contentHash()).isEqualTo(before);
    assertThat(script.write("a", 1500, "y").disk.contentHash()).isNotEqualTo(before);
    assertThat(script.write("a", 1500, "x").disk.contentHash()).isEqualTo(before);
    assertThat(script.rename("a", "b").disk.contentHash()).isNotEqualTo(before);
  }

  @Test
  void hashesAHoleLikeZeros() throws IOException {
    DiskScript hole = new DiskScript().create("a").write("a", 4000, "x");
    DiskScript zeros = new DiskScript().create("a").write("a", 0, "\0".repeat(4000) + "x");

    assertThat(hole.disk.contentHash()).isEqualTo(zeros.disk.contentHash());
    assertThat(DiskScript.describe(hole.disk)).isEqualTo("a=" + ".".repeat(4000) + "x");
  }

  @Test
  void readsAtAnyPositionUpToTheEnd() throws IOException {
    DiskScript script = new DiskScript().create("a").write("a", 0, "a".repeat(1023) + "bcd");
    try (StorageFile file = script.platform.files().open("a", OpenMode.READ)) {
      ByteBuffer target = ByteBuffer.allocate(10);

      assertThat(file.read(target, 1022)).isEqualTo(4);
      assertThat(new String(target.array(), 0, 4, StandardCharsets.UTF_8)).isEqualTo("abcd");
      assertThat(file.read(target, 1026)).isEqualTo(-1);
      assertThat(file.size()).isEqualTo(1026);
    }
  }

  @Test
  void keepsAFileReadableThatIsOpenWhenItIsRemovedOrReplaced() throws IOException {
    DiskScript script = new DiskScript().create("a").write("a", 0, "old");
    script.create("b").write("b", 0, "new");
    StorageFiles files = script.platform.files();
    try (StorageFile file = files.open("a", OpenMode.READ)) {
      files.rename("b", "a");
      ByteBuffer target = ByteBuffer.allocate(3);

      assertThat(file.read(target, 0)).isEqualTo(3);
      assertThat(target.array()).isEqualTo("old".getBytes(StandardCharsets.UTF_8));
      assertThat(DiskScript.describe(script.disk)).isEqualTo("a=new");
    }
  }

  @Test
  void refusesWhatTheSeamRefuses() throws IOException {
    StorageFiles files = new DiskScript().create("a").platform.files();

    assertThatThrownBy(() -> files.open("a", OpenMode.CREATE_NEW))
        .isInstanceOf(FileExistsException.class);
    assertThatThrownBy(() -> files.open("b", OpenMode.WRITE))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> files.rename("b", "a")).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> files.remove("b")).isInstanceOf(FileNotFoundException.class);
    assertThat(files.list()).containsExactly("a");
  }

  @Test
  void treatsTheUseOfAClosedFileAsABug() throws IOException {
    DiskScript script = new DiskScript().create("a");
    StorageFile file = script.platform.files().open("a", OpenMode.READ);
    file.close();

    assertThatThrownBy(file::size).hasMessage("main uses a after it was closed");
    assertThatThrownBy(file::sync).isInstanceOf(AssertionError.class);
  }

  @Test
  void listsTheHandlesThatWereNotClosed() throws IOException {
    DiskScript script = new DiskScript().create("a").create("b");
    Simulation simulation =
        new Simulation(script.disk, new FirstEnabled(), SimulationOptions.defaults());
    StorageFiles files = simulation.platform().files();
    simulation.start("leaker", () -> {
      try {
        StorageFile kept = files.open("a", OpenMode.READ);
        StorageFile closed = files.open("b", OpenMode.READ);
        closed.close();
        assertThat(kept.name()).isEqualTo("a");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });

    assertThat(simulation.run().ending()).isEqualTo(Ending.COMPLETED);
    assertThat(script.disk.openHandles()).containsExactly(new OpenHandle("a", "leaker"));
    assertThat(script.disk.fork().openHandles()).isEmpty();
  }

  @Test
  void countsItsChangesAndNotWhatIsOnlyRead() throws IOException {
    DiskScript script = new DiskScript().create("a");
    long before = script.disk.changes();
    script.platform.files().open("a", OpenMode.READ).close();
    script.platform.files().list();

    assertThat(script.disk.changes()).isEqualTo(before);
    assertThat(script.write("a", 0, "x").disk.changes()).isGreaterThan(before);
  }
}
