package dev.lockstep.model.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.trace.Footprint;
import dev.lockstep.model.trace.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which calls can be exchanged without anyone noticing. */
class FootprintsTest {
  private static final int LENGTH = 100;

  @Test
  void readsBelowTheEndCommuteWithAppends() throws IOException {
    assertConflict(false, file -> read(file, 0, 50), file -> append(file, 10));
    assertConflict(false, file -> read(file, 0, LENGTH), file -> append(file, 10));
    assertConflict(true, file -> read(file, 0, LENGTH + 1), file -> append(file, 10));
    assertConflict(true, file -> read(file, 0, 50), file -> write(file, 49, 1));
    assertConflict(false, file -> read(file, 0, 50), file -> write(file, 50, 50));
    assertConflict(false, file -> read(file, 0, 50), file -> read(file, 0, 50));
  }

  @Test
  void theSizeOfAFileConflictsWithItsGrowthOnly() throws IOException {
    assertConflict(true, StorageFile::size, file -> append(file, 1));
    assertConflict(false, StorageFile::size, file -> write(file, 0, LENGTH));
    assertConflict(false, StorageFile::size, file -> read(file, 0, LENGTH));
    assertConflict(true, file -> append(file, 1), file -> append(file, 2));
  }

  @Test
  void aSyncConflictsWithWrites() throws IOException {
    assertConflict(true, StorageFile::sync, file -> write(file, 0, 1));
    assertConflict(false, StorageFile::sync, file -> read(file, 0, 1));
    assertConflict(false, StorageFile::sync, StorageFile::sync);
  }

  @Test
  void aCloseConflictsWithUsesOfItsOwnHandle() throws IOException {
    assertConflict(true, StorageFile::close, file -> read(file, 0, 1));
    Footprint other =
        footprint(setUp -> file -> setUp.files().open("f", OpenMode.READ).close());
    Footprint use = footprint(setUp -> file -> read(file, 0, 1));
    assertThat(other.conflictsWith(use)).isFalse();
  }

  @Test
  void aRenameConflictsWithUsesOfBothNames() throws IOException {
    Footprint rename = footprint(setUp -> file -> setUp.files().rename("f", "g"));

    assertThat(rename.conflictsWith(open("f"))).isTrue();
    assertThat(rename.conflictsWith(footprint(setUp -> file -> setUp.files().list())))
        .isTrue();
    assertThat(open("f").conflictsWith(open("f"))).isFalse();
    assertThat(open("f").conflictsWith(footprint(setUp -> file -> setUp.files().list())))
        .isFalse();
  }

  @Test
  void anAttemptThatFailsIsARead() {
    Simulation simulation = recording(new SimulatedDisk());
    LongCell cell = simulation.platform().newLongCell("x", 5);
    Mutex mutex = simulation.platform().newMutex("m");
    mutex.lock();
    simulation.start("task", () -> {
      cell.compareAndSet(4, 6);
      cell.compareAndSet(5, 6);
      mutex.tryLock();
    });

    List<Step> steps = simulation.run().trace().steps();

    assertThat(steps).hasSize(4);
    assertThat(conflictsWithItself(steps.get(1))).isFalse();
    assertThat(conflictsWithItself(steps.get(2))).isTrue();
    assertThat(conflictsWithItself(steps.get(3))).isFalse();
  }

  private static boolean conflictsWithItself(Step step) {
    return step.footprint().conflictsWith(step.footprint());
  }

  private static Footprint open(String name) throws IOException {
    return footprint(setUp -> file -> setUp.files().open(name, OpenMode.READ));
  }

  private interface Use {
    void of(StorageFile file) throws IOException;
  }

  private interface UseOnPlatform {
    Use on(Platform platform);
  }

  private static void assertConflict(boolean expected, Use first, Use second) throws IOException {
    Footprint one = footprint(platform -> first);
    Footprint other = footprint(platform -> second);
    assertThat(one.conflictsWith(other)).isEqualTo(expected);
    assertThat(other.conflictsWith(one)).isEqualTo(expected);
  }

  /** What the last step of a use touches, on a disk with one file. */
  private static Footprint footprint(UseOnPlatform use) throws IOException {
    DiskScript script = new DiskScript().create("f").write("f", 0, "-".repeat(LENGTH));
    Simulation simulation = recording(script.disk);
    Platform platform = simulation.platform();
    StorageFile file = platform.files().open("f", OpenMode.WRITE);
    simulation.start("task", () -> {
      try {
        use.on(platform).of(file);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
    SimulationResult result = simulation.run();
    assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
    List<Step> steps = result.trace().steps();
    return steps.get(steps.size() - 1).footprint();
  }

  private static Simulation recording(SimulatedDisk disk) {
    SimulationOptions options = SimulationOptions.defaults().withRecording(Recording.STEPS);
    return new Simulation(disk, new FirstEnabled(), options);
  }

  private static void read(StorageFile file, long position, int count) throws IOException {
    file.read(ByteBuffer.allocate(count), position);
  }

  private static void write(StorageFile file, long position, int count) throws IOException {
    file.write(ByteBuffer.allocate(count), position);
  }

  private static void append(StorageFile file, int count) throws IOException {
    write(file, LENGTH, count);
  }
}
