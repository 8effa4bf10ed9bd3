package dev.lockstep.model.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.model.disk.DiskLog;
import dev.lockstep.model.disk.Inode;
import dev.lockstep.model.disk.SimulatedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A log of what steps did to a disk, from which the disk is made as other orders leave it. */
class DiskLogTest {
  /** What a test does to a disk, step by step; a step that is left out does nothing. */
  private interface Deed {
    void to(SimulatedDisk disk) throws IOException;
  }

  private static final List<Deed> DEEDS = List.of(
      disk -> write(disk, "old", 3, "more"),
      disk -> disk.open("new", OpenMode.CREATE_NEW, "task"),
      disk -> write(disk, "new", 0, "first"),
      disk -> disk.sync(file(disk, "old")),
      disk -> write(disk, "old", 0, "again"),
      disk -> disk.rename("other", "moved"),
      SimulatedDisk::syncDirectory,
      disk -> disk.remove("moved"),
      disk -> disk.dropUnsynced(file(disk, "old")));

  /** Each with what it builds upon. */
  private static final List<Set<Integer>> ORDERS = List.of(
      Set.of(),
      Set.of(0),
      Set.of(1),
      Set.of(1, 2),
      Set.of(0, 3),
      Set.of(0, 3, 4, 8),
      Set.of(5, 7),
      Set.of(1, 2, 5, 6),
      Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8));

  private static void write(SimulatedDisk disk, String name, long position, String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    disk.write(file(disk, name), bytes, bytes.remaining(), position);
  }

  private static Inode file(SimulatedDisk disk, String name) {
    return requireNonNull(disk.inodes().get(name));
  }

  private static SimulatedDisk begun() throws IOException {
    SimulatedDisk disk = new SimulatedDisk();
    disk.open("old", OpenMode.CREATE_NEW, "setup");
    disk.open("other", OpenMode.CREATE_NEW, "setup");
    write(disk, "old", 0, "abc");
    disk.settle();
    return disk;
  }

  @Test
  void makesTheDiskThatSomeOfTheStepsLeave() throws IOException {
    SimulatedDisk begun = begun();
    DiskLog log = run(begun.recorded());
    for (Set<Integer> done : ORDERS) {
      SimulatedDisk run = begun.fork();
      for (int step = 0; step < DEEDS.size(); step++) {
        if (done.contains(step)) {
          DEEDS.get(step).to(run);
        }
      }
      SimulatedDisk made = log.after(done::contains);
      assertThat(List.of(made.contentHash(), made.crashHash()))
          .as("after %s", done)
          .isEqualTo(List.of(run.contentHash(), run.crashHash()));
      assertThat(made.hasDropped()).as("after %s", done).isEqualTo(run.hasDropped());
    }
  }

  @Test
  void doesAlwaysWhatWasDoneBeforeTheFirstStep() throws IOException {
    SimulatedDisk disk = begun().recorded();
    disk.remove("other");
    DiskLog log = disk.log().orElseThrow();
    log.begin();
    write(disk, "old", 0, "step");
    log.endStep(0);
    assertThat(log.after(step -> false).names()).containsExactly("old");
    assertThat(log.after(step -> false).bytes("old")).asString().isEqualTo("abc");
    assertThat(log.after(step -> true).bytes("old")).asString().isEqualTo("step");
  }

  private static DiskLog run(SimulatedDisk disk) throws IOException {
    DiskLog log = disk.log().orElseThrow();
    log.begin();
    for (int step = 0; step < DEEDS.size(); step++) {
      DEEDS.get(step).to(disk);
      log.endStep(step);
    }
    return log;
  }
}
