package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.simulation.Ending;
import dev.lockstep.model.simulation.SimulationResult;
import dev.lockstep.model.simulation.Waiting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Small programs with conditions: the reduction runs what brute force runs, one of each class. */
class ConditionTracesTest {

  @Test
  void aConsumerFindsTheItemOrWaitsForIt() {
    List<SimulationResult> results = assertAllTraces(platform -> {
      Slot slot = new Slot(platform);
      platform.start("producer", slot::put);
      platform.start("consumer", slot::take);
    });

    assertThat(results).hasSize(2).allMatch(result -> result.ending() == Ending.COMPLETED);
  }

  @Test
  void ofTwoConsumersOfOneItemOneWaitsForEver() {
    List<SimulationResult> results = assertAllTraces(platform -> {
      Slot slot = new Slot(platform);
      platform.start("producer", slot::put);
      platform.start("first", slot::take);
      platform.start("second", slot::take);
    });

    List<String> waiting =
        results.stream().map(result -> result.waiting().get(0).toString()).toList();
    assertThat(waiting).hasSize(2 + 2 * 2 + 2 * 2);
    assertThat(new HashSet<>(waiting))
        .containsExactlyInAnyOrder("first waits for item#1", "second waits for item#1");
  }

  /** The item is put and signalled between the look and the wait. */
  @Test
  void findsALostWakeUpAsADeadlock() {
    List<SimulationResult> results = assertAllTraces(platform -> {
      Slot slot = new Slot(platform);
      platform.start("producer", slot::put);
      platform.start("consumer", slot::takeAfterALookOutsideOfTheLock);
    });

    List<SimulationResult> deadlocks =
        results.stream().filter(result -> result.ending() == Ending.DEADLOCK).toList();
    assertThat(deadlocks).hasSize(1);
    assertThat(deadlocks.get(0).waiting().stream().map(Waiting::toString))
        .containsExactly("consumer waits for item#1");
  }

  @Test
  void aSignalWakesAllThatWaitInAnyOrder() {
    List<SimulationResult> results = assertAllTraces(platform -> {
      Slot slot = new Slot(platform);
      platform.start("producer", slot::put);
      platform.start("first", slot::read);
      platform.start("second", slot::read);
    });

    assertThat(results).allMatch(result -> result.ending() == Ending.COMPLETED);
    // Of three critical sections each order; where a reader waits, it comes once more after the
    // put.
    assertThat(results).hasSize(2 + 2 * 2 + 2 * 2);
  }

  @Test
  void timePassesOnlyWhereNobodyCanGoOn() {
    List<String> seen = new ArrayList<>();
    List<SimulationResult> results = assertAllTraces(platform -> {
      Slot slot = new Slot(platform);
      platform.start("producer", slot::put);
      platform.start("consumer", () -> {
        boolean signalled = slot.waitOnce(1_000);
        seen.add(signalled + " " + platform.clock().monotonicNanos());
      });
    });

    // First the producer, then the consumer waits in vain; or the other way round.
    assertThat(results).hasSize(2);
    assertThat(new HashSet<>(seen)).containsExactlyInAnyOrder("true 0", "false 1000");
  }

  /** While the holder of the lock sleeps in it, time passes; who wants the lock could have come first. */
  @Test
  void reversesARaceForAMutexThatIsHeldWhileTimePasses() {
    List<SimulationResult> results = assertAllTraces(platform -> {
      Mutex outer = platform.newMutex("outer");
      Mutex inner = platform.newMutex("inner");
      Condition never = inner.newCondition("never");
      platform.start("sleeper", () -> {
        outer.lock();
        inner.lock();
        never.awaitNanos(5);
        inner.unlock();
        outer.unlock();
      });
      platform.start("other", () -> {
        outer.lock();
        outer.unlock();
      });
    });

    assertThat(results).hasSize(2);
  }

  /** What a task does once its time is over cannot come ahead of what let it wait that long. */
  @Test
  void nothingMovesAcrossThePassingOfTime() {
    List<SimulationResult> results = assertAllTraces(platform -> {
      Slot slot = new Slot(platform);
      LongCell cell = platform.newLongCell("x", 0);
      platform.start("early", () -> cell.set(1));
      platform.start("late", () -> {
        slot.waitOnce(5);
        cell.set(2);
      });
    });

    assertThat(results).hasSize(1);
  }

  private static List<SimulationResult> assertAllTraces(Program program) {
    Set<String> everything = new HashSet<>();
    EveryInterleaving brute = new EveryInterleaving(100_000);
    for (SimulationResult result : Executions.all(brute, program)) {
      everything.add(form(result));
    }
    assertThat(brute.coverage().complete()).isTrue();
    ExhaustiveScheduler scheduler = new ExhaustiveScheduler(DiskOrder.UNOBSERVED);
    List<SimulationResult> results = Executions.all(scheduler, program);
    List<String> forms = results.stream().map(ConditionTracesTest::form).toList();
    assertThat(forms).doesNotHaveDuplicates();
    assertThat(new HashSet<>(forms)).isEqualTo(everything);
    assertThat(scheduler.blocked()).isZero();
    return results;
  }

  private static String form(SimulationResult result) {
    return CanonicalForm.of(result.trace().steps(), DiskOrder.UNOBSERVED);
  }

  /** Room for items, of which a consumer takes one. */
  private static final class Slot {
    private final Mutex mutex;
    private final Condition item;
    private int items;

    Slot(Platform platform) {
      mutex = platform.newMutex("slot");
      item = mutex.newCondition("item");
    }

    void put() {
      mutex.lock();
      items++;
      item.signalAll();
      mutex.unlock();
    }

    void take() {
      awaitItem();
      items--;
      mutex.unlock();
    }

    void read() {
      awaitItem();
      mutex.unlock();
    }

    private void awaitItem() {
      mutex.lock();
      while (items == 0) {
        item.await();
      }
    }

    void takeAfterALookOutsideOfTheLock() {
      mutex.lock();
      boolean isEmpty = items == 0;
      mutex.unlock();
      mutex.lock();
      if (isEmpty) {
        item.await();
      }
      items--;
      mutex.unlock();
    }

    boolean waitOnce(long nanos) {
      mutex.lock();
      boolean signalled = item.awaitNanos(nanos);
      mutex.unlock();
      return signalled;
    }
  }
}
