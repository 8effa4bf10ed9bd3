package dev.lockstep.model.execution;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.vbucket.CompactionProgress;
import dev.lockstep.engine.vbucket.CompactionProgress.Phase;
import dev.lockstep.engine.vbucket.CompactionResult;
import dev.lockstep.engine.vbucket.CompactionResult.Status;
import dev.lockstep.model.simulation.VirtualClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A compaction of 5 documents of 50 bytes. */
class ToldProgressTest {

  private static CompactionProgress copying(long documents, long bytes) {
    return new CompactionProgress(Phase.COPYING, documents, 5, bytes, 50, 0, 0);
  }

  private static CompactionProgress after(Phase phase, int round, long remaining) {
    return new CompactionProgress(phase, 5, 5, 50, 50, round, remaining);
  }

  private static CompactionProgress waiting(long documents, long bytes) {
    return new CompactionProgress(Phase.WAITING_FOR_SPACE, documents, 5, bytes, 50, 0, 0);
  }

  private static final CompactionProgress COPIED = copying(5, 50);

  private static CompactionResult switched(int rounds, long copied) {
    return new CompactionResult(Status.SWITCHED, 2, rounds, copied, 1);
  }

  private static void tell(CompactionResult result, CompactionProgress... told) {
    ToldProgress progress = new ToldProgress(Optional.empty(), 0);
    List.of(told).forEach(progress::progressed);
    progress.ended(result);
  }

  private static void isRefused(CompactionResult result, CompactionProgress... told) {
    assertThatThrownBy(() -> tell(result, told)).isInstanceOf(AssertionError.class);
  }

  @Test
  void isTrueWhereItGrowsAndEndsWithAll() {
    assertThatCode(() -> {
          tell(
              switched(1, 4),
              copying(2, 20),
              COPIED,
              after(Phase.CATCHING_UP, 1, 100),
              after(Phase.SWITCHING, 1, 0));
          tell(new CompactionResult(Status.ABORTED, 1, 0, 2, 1), copying(2, 20));
          tell(new CompactionResult(Status.ABORTED, 1, 0, 0, 0));
        })
        .doesNotThrowAnyException();
  }

  @Test
  void isNotTrueWhereItGoesBackOrPastTheEnd() {
    isRefused(switched(0, 4), copying(2, 20), copying(1, 20));
    isRefused(switched(0, 4), copying(2, 20), copying(2, 10));
    isRefused(switched(0, 4), copying(6, 20));
    isRefused(switched(0, 4), copying(2, 60));
  }

  @Test
  void saysThatItWaitsAndThatItGoesOn() {
    assertThatCode(() -> tell(
            switched(0, 4),
            waiting(0, 0),
            waiting(0, 0),
            copying(0, 0),
            copying(2, 20),
            waiting(2, 20),
            copying(2, 20),
            COPIED,
            after(Phase.SWITCHING, 0, 0)))
        .doesNotThrowAnyException();
    isRefused(switched(0, 4), waiting(0, 0), copying(2, 20));
    isRefused(switched(0, 4), waiting(5, 50), after(Phase.SWITCHING, 0, 0));
    isRefused(switched(0, 4), copying(2, 20), waiting(3, 30), copying(4, 40));
  }

  @Test
  void isNotTrueWhereTheCopyEndsBeforeAllIsHandled() {
    isRefused(
        switched(0, 4),
        copying(5, 40),
        new CompactionProgress(Phase.SWITCHING, 5, 5, 40, 50, 0, 0));
  }

  @Test
  void isNotTrueWhereRoundsOrPhasesAreOutOfOrder() {
    isRefused(switched(0, 4), after(Phase.SWITCHING, 0, 0));
    isRefused(switched(2, 4), COPIED, after(Phase.CATCHING_UP, 2, 10));
    isRefused(
        switched(0, 4), COPIED, after(Phase.SWITCHING, 0, 0), after(Phase.CATCHING_UP, 1, 10));
    isRefused(switched(1, 4), COPIED, after(Phase.SWITCHING, 1, 0));
  }

  @Test
  void doesNotCountTheRoundsThatHeldTheFlusherBack() {
    ToldProgress heldBack = new ToldProgress(Optional.empty(), 0);
    heldBack.progressed(COPIED);
    heldBack.progressed(after(Phase.CATCHING_UP, 1, 100));
    heldBack.progressed(after(Phase.CATCHING_UP, 2, 10));
    heldBack.flusherLetGo();
    assertThatThrownBy(() -> heldBack.progressed(after(Phase.SWITCHING, 2, 0)))
        .isInstanceOf(AssertionError.class);
    heldBack.progressed(after(Phase.SWITCHING, 1, 0));
    heldBack.ended(switched(1, 4));

    isRefused(
        switched(0, 4), COPIED, after(Phase.CATCHING_UP, 1, 10), after(Phase.SWITCHING, 0, 0));
  }

  @Test
  void isNotTrueWhereSomethingRemainsButWhileItCatchesUp() {
    isRefused(switched(1, 4), COPIED, after(Phase.CATCHING_UP, 1, 0));
    isRefused(switched(0, 4), COPIED, after(Phase.SWITCHING, 0, 9));
  }

  @Test
  void isNotTrueWhereTheAnswerSaysSomethingElse() {
    isRefused(switched(0, 5), COPIED, after(Phase.SWITCHING, 0, 0));
    isRefused(switched(1, 4), COPIED, after(Phase.SWITCHING, 0, 0));
    isRefused(switched(0, 4), COPIED);
    isRefused(new CompactionResult(Status.ABORTED, 1, 0, 1, 0), copying(2, 20));
  }

  @Test
  void takesAsLongAsItsPaceAsksForAndNoLonger() {
    VirtualClock clock = new VirtualClock();
    ToldProgress tenASecond = new ToldProgress(Optional.of(clock), 10);
    tenASecond.progressed(copying(2, 20));
    clock.advance(2_000_000_000);
    tenASecond.progressed(copying(3, 30));
    clock.advance(999_000_000);
    assertThatThrownBy(() -> tenASecond.progressed(COPIED))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("was to take 3000000000 ns by its pace, and took 2999000000");
    clock.advance(2_000_000);
    assertThatThrownBy(() -> tenASecond.progressed(COPIED)).isInstanceOf(AssertionError.class);
  }

  @Test
  void letsNoTimePassUnlessItSaysThatItWaits() {
    VirtualClock clock = new VirtualClock();
    ToldProgress told = new ToldProgress(Optional.of(clock), 0);
    told.progressed(waiting(0, 0));
    clock.advance(1_000);
    told.progressed(copying(0, 0));
    clock.advance(1_000);
    assertThatThrownBy(() -> told.progressed(copying(2, 20)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a compaction let 1000 ns pass after");
  }

  @Test
  void endsAtOnceWhenItIsAskedTo() {
    CompactionResult aborted = new CompactionResult(Status.ABORTED, 1, 0, 2, 1);
    VirtualClock clock = new VirtualClock();
    ToldProgress asked = new ToldProgress(Optional.of(clock), 0);
    clock.advance(1_000);
    asked.askedToGiveUp();
    asked.ended(aborted);
    clock.advance(1);
    assertThatThrownBy(() -> asked.ended(aborted))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("asked to give up at 1000 ns, a compaction did at 1001");
  }

  @Test
  void hasNoPaceBehindTheCopy() {
    ToldProgress tenASecond = new ToldProgress(Optional.of(new VirtualClock()), 10);
    tenASecond.progressed(COPIED);
    assertThatCode(() -> tenASecond.progressed(after(Phase.SWITCHING, 0, 0)))
        .doesNotThrowAnyException();
  }
}
