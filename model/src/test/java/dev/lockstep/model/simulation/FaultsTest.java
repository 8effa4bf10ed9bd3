package dev.lockstep.model.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.model.disk.CrashImages;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.FaultDecision;
import dev.lockstep.model.trace.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {
  private final SimulatedDisk disk = new SimulatedDisk();
  private final List<String> seen = new ArrayList<>();

  /** Lets the steps of the one task meet the faults at their indexes. */
  private record Meets(List<FaultDecision> decisions) implements Chooser {
    @Override
    public int choose(SchedulingPoint point) {
      return point.enabled(0);
    }

    @Override
    public Fault fault(SchedulingPoint point, int task, List<Fault> possible) {
      for (FaultDecision decision : decisions) {
        if (decision.step() == point.step() && possible.contains(decision.fault())) {
          return decision.fault();
        }
      }
      return Fault.NONE;
    }
  }

  private interface Body {
    void run(Platform platform) throws IOException;
  }

  /** Step 0 is the start; the body's first call is step 1. */
  private SimulationResult run(Body body, FaultDecision... decisions) {
    SimulationOptions options = SimulationOptions.defaults()
        .withRecording(Recording.STEPS)
        .withFaults(EnumSet.complementOf(EnumSet.of(Fault.NONE, Fault.SPACE_BACK)));
    Simulation simulation = new Simulation(disk, new Meets(List.of(decisions)), options);
    simulation.start("task", () -> {
      try {
        body.run(simulation.platform());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
    return simulation.run();
  }

  private static FaultDecision at(int step, Fault fault) {
    return new FaultDecision(step, fault);
  }

  private void note(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    seen.add(thrown == null ? "done" : thrown.getClass().getSimpleName());
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private String content(String name) throws IOException {
    return new String(disk.bytes(name), StandardCharsets.UTF_8);
  }

  @Test
  void aWriteThatFailsChangesNothing() throws IOException {
    SimulationResult result = run(
        platform -> {
          StorageFile file = platform.files().open("f", OpenMode.CREATE_NEW);
          note(() -> file.write(bytes("abcd"), 0));
          note(() -> file.write(bytes("efgh"), 0));
          file.close();
        },
        at(2, Fault.WRITE_ERROR));

    assertThat(seen).containsExactly("IOException", "done");
    assertThat(content("f")).isEqualTo("efgh");
    assertThat(result.schedule().faults()).containsExactly(at(2, Fault.WRITE_ERROR));
    assertThat(result.trace().steps().stream().map(Step::describe))
        .contains("task writes f#1: write error");
  }

  @Test
  void aShortTransferMovesHalf() throws IOException {
    run(
        platform -> {
          StorageFile file = platform.files().open("f", OpenMode.CREATE_NEW);
          ByteBuffer source = bytes("abcd");
          seen.add("wrote " + file.write(source, 0) + ", left " + source.remaining());
          file.write(bytes("abcd"), 0);
          ByteBuffer target = ByteBuffer.allocate(8);
          seen.add("read " + file.read(target, 0) + ", left " + target.remaining());
          file.close();
        },
        at(2, Fault.SHORT_WRITE),
        at(4, Fault.SHORT_READ));

    assertThat(seen).containsExactly("wrote 2, left 2", "read 2, left 6");
  }

  @Test
  void aFullDiskStaysFullUntilThereIsRoomAgain() throws IOException {
    SimulationResult result = run(
        platform -> {
          StorageFile file = platform.files().open("f", OpenMode.CREATE_NEW);
          note(() -> file.write(bytes("abcd"), 0)); // Finds the disk full.
          note(() -> file.write(bytes("abcd"), 0)); // Finds it full still.
          note(() -> platform.files().open("g", OpenMode.CREATE_NEW));
          note(() -> file.write(bytes("abcd"), 0)); // There is room again.
          note(() -> file.write(bytes("efgh"), 4));
          file.close();
        },
        at(2, Fault.FULL_DISK),
        at(5, Fault.SPACE_BACK));

    assertThat(seen).containsExactly("IOException", "IOException", "IOException", "done", "done");
    assertThat(content("f")).isEqualTo("abcdefgh");
    assertThat(result.schedule().faults())
        .containsExactly(at(2, Fault.FULL_DISK), at(5, Fault.SPACE_BACK));
  }

  @Test
  void aFullDiskTakesBytesWhereThereAreSome() throws IOException {
    run(
        platform -> {
          StorageFile file = platform.files().open("f", OpenMode.CREATE_NEW);
          file.write(bytes("abcd"), 0);
          note(() -> file.write(bytes("efgh"), 4));
          note(() -> file.write(bytes("xy"), 1));
          file.close();
        },
        at(3, Fault.FULL_DISK));

    assertThat(seen).containsExactly("IOException", "done");
    assertThat(content("f")).isEqualTo("axyd");
  }

  @Test
  void bytesDroppedByASyncAreSeenAndNeverDurable() throws IOException {
    run(
        platform -> {
          StorageFile file = platform.files().open("f", OpenMode.CREATE_NEW);
          file.write(bytes("abcd"), 0);
          note(file::sync);
          file.write(bytes("ef"), 4);
          note(file::sync);
          platform.files().syncDirectory();
          file.close();
        },
        at(3, Fault.SYNC_FAILURE));

    assertThat(seen).containsExactly("IOException", "done");
    assertThat(content("f")).isEqualTo("abcdef");
    assertThat(disk.hasDropped()).isTrue();
    assertThat(images()).containsExactly("\0\0\0\0ef");
  }

  @Test
  void bytesInDoubtMayBeDurableAndAreAfterTheNextSync() throws IOException {
    Body body = platform -> {
      StorageFile file = platform.files().open("f", OpenMode.CREATE_NEW);
      platform.files().syncDirectory();
      file.write(bytes("abcd"), 0);
      note(file::sync);
      if (seen.size() == 2) {
        file.sync();
      }
      file.close();
    };
    run(body, at(4, Fault.SYNC_IN_DOUBT));
    assertThat(seen).containsExactly("IOException");
    assertThat(images()).containsExactlyInAnyOrder("", "abcd", "\0\0\0\0");
  }

  @Test
  void namesStayInDoubtWhereTheDirectoryIsNotSynced() throws IOException {
    run(
        platform -> {
          platform.files().open("f", OpenMode.CREATE_NEW).close();
          note(platform.files()::syncDirectory);
        },
        at(3, Fault.DIRECTORY_SYNC_FAILURE));

    assertThat(seen).containsExactly("IOException");
    assertThat(CrashImages.of(disk).images().stream().map(SimulatedDisk::names))
        .containsExactlyInAnyOrder(List.of(), List.of("f"));
  }

  private List<String> images() throws IOException {
    List<String> images = new ArrayList<>();
    for (SimulatedDisk image : CrashImages.of(disk).images()) {
      images.add(new String(image.bytes("f"), StandardCharsets.UTF_8));
    }
    return images;
  }

  @ParameterizedTest
  @EnumSource(names = {"FILE_IN_USE", "WRITE_ERROR"})
  void aRefusedRenameOrRemovalLeavesTheNames(Fault fault) {
    run(
        platform -> {
          platform.files().open("f", OpenMode.CREATE_NEW).close();
          note(() -> platform.files().rename("f", "g"));
          note(() -> platform.files().remove("f"));
          note(() -> platform.files().rename("f", "g"));
        },
        at(3, fault),
        at(4, fault));

    assertThat(seen).containsExactly("IOException", "IOException", "done");
    assertThat(disk.names()).containsExactly("g");
  }

  @Test
  void memoryThatIsNotToBeHadIsAnError() {
    run(
        platform -> {
          StorageFile file = platform.files().open("f", OpenMode.CREATE_NEW);
          note(() -> file.write(bytes("abcd"), 0));
          note(() -> file.read(ByteBuffer.allocate(4), 0));
          file.close();
        },
        at(2, Fault.NO_MEMORY),
        at(3, Fault.NO_MEMORY));

    assertThat(seen).containsExactly("FailedAllocation", "FailedAllocation");
  }

  @Test
  void theWallClockJumpsAndMonotonicTimeDoesNot() {
    List<Long> times = new ArrayList<>();
    run(
        platform -> {
          times.add(platform.clock().epochNanos());
          times.add(platform.clock().epochNanos());
          times.add(platform.clock().epochNanos());
          times.add(platform.clock().monotonicNanos());
        },
        at(2, Fault.CLOCK_FORWARD),
        at(3, Fault.CLOCK_BACK));

    long start = VirtualClock.EPOCH_NANOS;
    assertThat(times).containsExactly(start, start + JumpingClock.JUMP_NANOS, start, 0L);
  }

  @Test
  void readingTheClockIsNoStepWhereItCannotJump() {
    Simulation simulation = new Simulation(disk, new FirstEnabled(), SimulationOptions.defaults());
    simulation.start("task", () -> simulation.platform().clock().epochNanos());

    assertThat(simulation.run().schedule().length()).isEqualTo(1);
  }

  @Test
  void aLookForRoomFindsNoneAndTheNextOneFindsSome() {
    List<Long> found = new ArrayList<>();
    run(
        platform -> {
          found.add(platform.files().usableBytes());
          found.add(platform.files().usableBytes());
          platform.files().open("f", OpenMode.CREATE_NEW).close();
        },
        at(1, Fault.LITTLE_ROOM));

    assertThat(found).containsExactly(0L, Long.MAX_VALUE);
    assertThat(disk.names()).contains("f");
  }

  @Test
  void lookingForRoomIsNoStepWhereThereIsAlwaysEnough() {
    Simulation simulation = new Simulation(disk, new FirstEnabled(), SimulationOptions.defaults());
    List<Long> found = new ArrayList<>();
    simulation.start("task", () -> {
      try {
        found.add(simulation.platform().files().usableBytes());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });

    assertThat(simulation.run().schedule().length()).isEqualTo(1);
    assertThat(found).containsExactly(Long.MAX_VALUE);
  }
}
