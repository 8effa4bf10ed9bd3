package dev.lockstep.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lockstep.engine.platform.Cell;
import dev.lockstep.engine.platform.Condition;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Mutex;
import dev.lockstep.engine.platform.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePlatformTest {
  /** Ends a wait for something that never comes; no test waits so long otherwise. */
  private static final Duration GIVE_UP = Duration.ofMinutes(1);

  @TempDir
  Path directory;

  private LivePlatform platform;

  @BeforeEach
  void open() throws IOException {
    platform = LivePlatform.open(directory);
  }

  @Test
  void aMutexExcludesOtherTasks() {
    Mutex mutex = platform.newMutex("writer lock");
    int[] count = {0};
    Runnable countUp = () -> {
      for (int i = 0; i < 20_000; i++) {
        mutex.lock();
        count[0]++;
        mutex.unlock();
      }
    };
    Task first = platform.start("first", countUp);
    Task second = platform.start("second", countUp);
    awaitEnd(first, second);
    assertThat(count[0]).isEqualTo(40_000);
  }

  @Test
  void aTaskWaitsForASignalOfAnother() {
    Mutex mutex = platform.newMutex("queue");
    Condition changed = mutex.newCondition("turn");
    int[] turn = {0};
    Runnable takeTurns = () -> {
      for (int i = 0; i < 1_000; i++) {
        mutex.lock();
        int mine = turn[0];
        turn[0]++;
        changed.signalAll();
        while (turn[0] == mine + 1 && turn[0] < 2_000) {
          changed.await();
        }
        mutex.unlock();
      }
    };
    Task first = platform.start("first", takeTurns);
    Task second = platform.start("second", takeTurns);
    awaitEnd(first, second);
    assertThat(turn[0]).isEqualTo(2_000);
  }

  @Test
  void aLimitedWaitSaysWhetherItWasSignalled() {
    Mutex mutex = platform.newMutex("queue");
    Condition changed = mutex.newCondition("change");
    mutex.lock();
    Task signaller = platform.start("signaller", () -> {
      mutex.lock();
      changed.signalAll();
      mutex.unlock();
    });
    assertThat(changed.awaitNanos(TimeUnit.HOURS.toNanos(1))).isTrue();
    assertThat(changed.awaitNanos(1)).isFalse();
    assertThat(changed.awaitNanos(0)).isFalse();
    assertThat(mutex.isHeldByCurrentTask()).isTrue();
    mutex.unlock();
    awaitEnd(signaller);
  }

  @Test
  void anInterruptDoesNotCutAWaitShort() {
    Mutex mutex = platform.newMutex("queue");
    Condition changed = mutex.newCondition("change");
    mutex.lock();
    Task signaller = platform.start("signaller", () -> {
      mutex.lock();
      changed.signalAll();
      mutex.unlock();
    });
    Thread.currentThread().interrupt();
    boolean signalled = changed.awaitNanos(TimeUnit.HOURS.toNanos(1));
    assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    assertThat(signalled).isTrue();
    mutex.unlock();
    awaitEnd(signaller);
  }

  @Test
  void aConditionIsUsedByTheHolderOfItsMutexAlone() {
    Condition changed = platform.newMutex("queue").newCondition("change");
    for (Runnable use :
        List.<Runnable>of(changed::await, changed::signalAll, () -> changed.awaitNanos(1))) {
      assertThatThrownBy(use::run)
          .isInstanceOf(AssertionError.class)
          .hasMessage("condition change is used without holding its mutex queue");
    }
  }

  @Test
  void aMutexSaysWhoHoldsIt() {
    Mutex mutex = platform.newMutex("writer lock");
    assertThat(mutex.isHeldByCurrentTask()).isFalse();
    assertThat(mutex.tryLock()).isTrue();
    assertThat(mutex.isHeldByCurrentTask()).isTrue();
    AtomicBoolean taken = new AtomicBoolean(true);
    awaitEnd(platform.start("other", () -> taken.set(mutex.tryLock())));
    assertThat(taken).isFalse();
    mutex.unlock();
    assertThat(mutex.isHeldByCurrentTask()).isFalse();
  }

  @Test
  void lockingTwiceFromOneTaskIsABug() {
    Mutex mutex = platform.newMutex("writer lock");
    mutex.lock();
    assertThatThrownBy(mutex::lock)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("mutex writer lock is locked again");
    assertThatThrownBy(mutex::tryLock).isInstanceOf(AssertionError.class);
    mutex.unlock();
    assertThat(mutex.tryLock()).as("one unlock gives it back").isTrue();
  }

  @Test
  void unlockingWhatAnotherTaskHoldsIsABug() {
    Mutex mutex = platform.newMutex("writer lock");
    assertThatThrownBy(mutex::unlock).isInstanceOf(AssertionError.class);
    awaitEnd(platform.start("holder", mutex::lock));
    assertThatThrownBy(mutex::unlock)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("mutex writer lock is unlocked by");
  }

  @Test
  void cellsCompareByIdentityAndNumbersByValue() {
    String first = "first";
    Cell<String> cell = platform.newCell("revision", first);
    assertThat(cell.compareAndSet(new String(new char[] {'f'}), "second")).isFalse();
    assertThat(cell.compareAndSet(first, "second")).isTrue();
    cell.set("third");
    assertThat(cell.get()).isEqualTo("third");

    LongCell number = platform.newLongCell("high seqno", 5_000_000_000L);
    assertThat(number.compareAndSet(5_000_000_000L, 7)).isTrue();
    assertThat(number.compareAndSet(5, 8)).isFalse();
    assertThat(number.addAndGet(-10)).isEqualTo(-3);
    number.set(4);
    assertThat(number.get()).isEqualTo(4);
  }

  @Test
  void aTaskRunsUnderItsName() {
    AtomicReference<String> seen = new AtomicReference<>("");
    Task task = platform.start("flusher", () -> seen.set(Thread.currentThread().getName()));
    awaitEnd(task);
    assertThat(seen).hasValue("flusher");
    assertThat(task.name()).isEqualTo("flusher");
  }

  @Test
  void aTaskKeepsTheJvmAliveWhoeverStartsIt() {
    AtomicBoolean isDaemon = new AtomicBoolean(true);
    AtomicBoolean hasRun = new AtomicBoolean();
    Thread starter = new Thread(() -> awaitEnd(platform.start("flusher", () -> {
      isDaemon.set(Thread.currentThread().isDaemon());
      hasRun.set(true);
    })));
    starter.setDaemon(true);
    starter.start();
    await().atMost(GIVE_UP).untilTrue(hasRun);
    assertThat(isDaemon).isFalse();
  }

  @Test
  void joinWaitsToTheEndAndKeepsAnInterruptForItsCaller() {
    AtomicBoolean go = new AtomicBoolean();
    AtomicBoolean done = new AtomicBoolean();
    Task task = platform.start("slow", () -> {
      await().atMost(GIVE_UP).untilTrue(go);
      done.set(true);
    });
    Thread waiter = Thread.currentThread();
    waiter.interrupt();
    // Opens the gate only after the interrupt has reached join, which clears the flag meanwhile.
    platform.start("gate", () -> {
      await().atMost(GIVE_UP).until(() -> !waiter.isInterrupted());
      go.set(true);
    });
    task.join();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).isTrue();
  }

  @Test
  void clocksTellTheTimeAndNeverGoBack() {
    long before = TimeUnit.MILLISECONDS.toNanos(Instant.now().toEpochMilli());
    assertThat(platform.clock().epochNanos()).isGreaterThanOrEqualTo(before);
    long first = platform.clock().monotonicNanos();
    assertThat(platform.clock().monotonicNanos()).isGreaterThanOrEqualTo(first);
  }

  @Test
  void aMilestoneIsSeenInARecordingAndNowhereElse() throws IOException {
    platform.reached("flush.begin", "0.couch.1", 1);
    Path file = directory.resolve("milestones.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(MilestoneEvent.NAME);
      recording.start();
      platform.reached("compaction.pinned", "0.couch.2", 77);
      recording.stop();
      recording.dump(file);
    }
    platform.reached("flush.committed", "0.couch.1", 2);

    List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("dev.lockstep.Milestone"))
        .toList();
    assertThat(events).hasSize(1);
    assertThat(events.get(0).getString("name")).isEqualTo("compaction.pinned");
    assertThat(events.get(0).getString("subject")).isEqualTo("0.couch.2");
    assertThat(events.get(0).getLong("value")).isEqualTo(77);
  }

  /** Joins them, as long as that does not take for ever. */
  private static void awaitEnd(Task... tasks) {
    await().atMost(GIVE_UP).until(() -> {
      List.of(tasks).forEach(Task::join);
      return true;
    });
  }
}
