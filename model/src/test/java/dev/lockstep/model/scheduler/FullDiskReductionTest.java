package dev.lockstep.model.scheduler;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.StorageFile;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.scheduler.RandomProgram.Subject;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.trace.Fault;
import dev.lockstep.model.trace.FaultDecision;
import dev.lockstep.model.trace.FaultPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A full disk is one task's fault and felt by all that need room: those steps must keep their order. */
class FullDiskReductionTest {
  private static final int FAULTS_MAX = 2;

  /** More than any of the programs has steps: every interleaving. */
  private static final int ALL_PREEMPTIONS = 100;

  /** Programs with more interleavings are left out, for brute force would take too long. */
  private static final int INTERLEAVINGS_MAX = 100;

  /** What happened where: the faults that were met, and the class of the execution. */
  private record Seen(List<FaultPoint> faults, String form) {}

  @ParameterizedTest
  @CsvSource({
    "FILE, NONE, 6",
    "NAMES, NONE, 8",
    "FILES, NONE, 10",
    "FILES, SHORT_WRITE, 4",
    "FILES, NO_MEMORY, 4"
  })
  void findsWhatBruteForceFindsUnderEveryPlan(Subject subject, Fault another, int count) {
    Set<Fault> kinds = EnumSet.of(Fault.FULL_DISK);
    if (another != Fault.NONE) {
      kinds.add(another);
    }
    int compared = 0;
    int full = 0;
    for (int seed = 0; compared < count; seed++) {
      Program program = RandomProgram.of(subject, seed);
      EveryInterleaving everything = new EveryInterleaving(INTERLEAVINGS_MAX);
      Executions.all(everything, program);
      if (everything.coverage().complete()) {
        compared++;
        Set<Seen> brute = seen(plans(false), program, kinds);
        Set<Seen> reduced = seen(plans(true), program, kinds);
        assertThat(difference(brute, reduced))
            .as("%s %d, missed", subject, seed)
            .isEmpty();
        assertThat(difference(reduced, brute))
            .as("%s %d, beyond", subject, seed)
            .isEmpty();
        Set<List<FaultPoint>> plans = brute.stream().map(Seen::faults).collect(toSet());
        plans.forEach(plan -> assertRunsOnce(new FaultPlan(plan), program, kinds));
        full += plans.size();
      }
    }
    assertThat(full).isGreaterThan(count);
  }

  private static List<Seen> difference(Set<Seen> some, Set<Seen> others) {
    return some.stream().filter(seen -> !others.contains(seen)).toList();
  }

  private static Scheduler plans(boolean reduced) {
    return new FrontierScheduler(new PlansFrontier(
        () -> reduced
            ? new ExhaustiveScheduler(DiskOrder.UNOBSERVED)
            : new BoundedScheduler(ALL_PREEMPTIONS),
        FAULTS_MAX,
        Shard.WHOLE));
  }

  private static Set<Seen> seen(Scheduler scheduler, Program program, Set<Fault> kinds) {
    return new HashSet<>(all(scheduler, program, kinds));
  }

  private static List<Seen> all(Scheduler scheduler, Program program, Set<Fault> kinds) {
    List<Seen> seen = new ArrayList<>();
    while (scheduler.beginExecution()) {
      SimulationResult result = Executions.one(scheduler, program, kinds);
      scheduler.endExecution(result);
      Set<Integer> changers = result.schedule().faults().stream()
          .filter(met -> met.fault() == Fault.FULL_DISK || met.fault() == Fault.SPACE_BACK)
          .map(FaultDecision::step)
          .collect(toSet());
      seen.add(new Seen(
          result.schedule().faultPoints(),
          CanonicalForm.of(result.trace().steps(), DiskOrder.UNOBSERVED, changers)));
    }
    return seen;
  }

  private static void assertRunsOnce(FaultPlan plan, Program program, Set<Fault> kinds) {
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(DiskOrder.UNOBSERVED);
    PlanSearch search = new PlanSearch(plan, scheduler, 0);
    search.beginPiece(Long.MAX_VALUE);
    assertThat(all(search, program, kinds)).as("%s", plan).doesNotHaveDuplicates();
    assertThat(scheduler.blocked()).as("%s", plan).isZero();
  }

  @Test
  void writesToDifferentFilesCommuteButForTheOneThatFillsTheDisk() {
    Program writers = platform -> {
      for (int task = 0; task < 3; task++) {
        StorageFile file = make(platform.files(), "file" + task);
        platform.start("writer" + task, () -> write(file));
      }
    };

    ExhaustiveScheduler healthy = new ExhaustiveScheduler(DiskOrder.UNOBSERVED);
    assertThat(all(healthy, writers, Set.of(Fault.FULL_DISK))).hasSize(1);

    // Each of the two others writes before the disk is full, or after: and fails.
    FaultPlan plan = new FaultPlan(List.of(new FaultPoint(1, 1, Fault.FULL_DISK)));
    PlanSearch full = new PlanSearch(plan, new ExhaustiveScheduler(DiskOrder.UNOBSERVED), 0);
    full.beginPiece(Long.MAX_VALUE);
    assertThat(all(full, writers, Set.of(Fault.FULL_DISK))).hasSize(4);
  }

  private static StorageFile make(StorageFiles files, String name) {
    try {
      return files.open(name, OpenMode.CREATE_NEW);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(StorageFile file) {
    try {
      file.write(ByteBuffer.allocate(4), 0);
    } catch (IOException full) {
      // The one that the disk had no room for.
    }
  }
}
