package dev.lockstep.model.execution;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.Clock;
import dev.lockstep.engine.vbucket.CompactionListener;
import dev.lockstep.engine.vbucket.CompactionProgress;
import dev.lockstep.engine.vbucket.CompactionProgress.Phase;
import dev.lockstep.engine.vbucket.CompactionResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether what one compaction tells of its progress is true:
 *
 * <ol>
 *   <li>what it has handled grows, and is all there is when the copy ends;
 *   <li>it copies, catches up round by round, then switches, and says that some bytes remain only while
 *       it catches up;
 *   <li>in the end it counts the rounds without the lock: all, or fewer where it has let the flusher go;
 *   <li>what it says in the end is what it told last;
 *   <li>where it waits for room on the disk, it says so before every wait, and says that it goes on when that
 *       is over, before it handles anything;
 *   <li>where its copy has a pace and did not wait for room, what it has told of the copy took as long as that
 *       asks for;
 *   <li>it gives up as soon as it is asked to: no time passes until then.
 * </ol>
 */
final class ToldProgress implements CompactionListener {
  private static final double NANOS_PER_SECOND = 1e9;

  private static final long NEVER = -1;

  /** A stretch of bytes takes whole nanoseconds. */
  private static final long PACE_NANOS_OFF_MAX = 1_000;

  private final Optional<Clock> clock;
  private final long bytesPerSecond;
  private final long begunNanos;

  /** When it told something last, or began. */
  private long toldNanos;

  private @Nullable CompactionProgress last;
  private boolean hasHeldBack;
  private boolean hasWaited;
  private long askedNanos = NEVER;

  /**
   * What one compaction tells that begins now.
   *
   * @param clock by which its pace is measured, if it is
   * @param bytesPerSecond 0 where it has none
   */
  ToldProgress(Optional<Clock> clock, long bytesPerSecond) {
    this.clock = clock;
    this.bytesPerSecond = bytesPerSecond;
    this.begunNanos = now();
    this.toldNanos = begunNanos;
  }

  @Override
  public void progressed(CompactionProgress now) {
    checkPace();
    checkWait();
    boolean copies = order(now) == 0;
    boolean isAll = now.documents() == now.documentsTotal() && now.bytes() == now.bytesTotal();
    boolean isPart = now.documents() <= now.documentsTotal() && now.bytes() <= now.bytesTotal();
    boolean catchesUp = now.phase() == Phase.CATCHING_UP;
    Invariant.check(
        (copies ? isPart : isAll)
            && catchesUp == (now.bytesRemaining() > 0)
            && (last == null ? copies && now.round() == 0 : follows(last, now)),
        "a compaction told %s after %s",
        now,
        before());
    hasWaited |= isWait(now);
    last = now;
  }

  private static boolean isWait(CompactionProgress progress) {
    return progress.phase() == Phase.WAITING_FOR_SPACE;
  }

  @Override
  public void flusherLetGo() {
    hasHeldBack = true;
  }

  /** Without a pace, only a wait for room that it has told makes time pass for a compaction. */
  private void checkWait() {
    long passedNanos = now() - toldNanos;
    toldNanos += passedNanos;
    Invariant.check(
        passedNanos == 0 || bytesPerSecond > 0 || (last != null && isWait(last)),
        "a compaction let %d ns pass after %s",
        passedNanos,
        before());
  }

  /** Nothing but its pace and a wait for room makes time pass for a compaction. */
  private void checkPace() {
    if (clock.isEmpty() || bytesPerSecond == 0 || last == null || hasWaited) {
      return;
    }
    long tookNanos = now() - begunNanos;
    long dueNanos = (long) (last.bytes() * NANOS_PER_SECOND / bytesPerSecond);
    boolean isDone = order(last) > 0 || last.bytes() == last.bytesTotal();
    Invariant.check(
        isDone || Math.abs(tookNanos - dueNanos) <= PACE_NANOS_OFF_MAX,
        "what a copy had told before was to take %d ns by its pace, and took %d",
        dueNanos,
        tookNanos);
  }

  /** What was told last, for a message; words only when there is one. */
  private Object before() {
    return last == null ? "nothing" : last;
  }

  private static int order(CompactionProgress progress) {
    return switch (progress.phase()) {
      case COPYING, WAITING_FOR_SPACE -> 0;
      case CATCHING_UP -> 1;
      case SWITCHING -> 2;
    };
  }

  private boolean follows(CompactionProgress before, CompactionProgress now) {
    boolean isRoundRight = switch (now.phase()) {
      case COPYING, WAITING_FOR_SPACE -> now.round() == 0;
      case CATCHING_UP -> now.round() == before.round() + 1;
      case SWITCHING -> hasHeldBack ? now.round() < before.round() : now.round() == before.round();
    };
    boolean isStill = now.documents() == before.documents() && now.bytes() == before.bytes();
    return isRoundRight
        && (!isWait(before) || (isStill && order(now) == 0))
        && order(before) <= order(now)
        && before.documentsTotal() == now.documentsTotal()
        && before.bytesTotal() == now.bytesTotal()
        && before.documents() <= now.documents()
        && before.bytes() <= now.bytes();
  }

  /** Somebody is about to ask it to give up. */
  void askedToGiveUp() {
    askedNanos = now();
  }

  private long now() {
    return clock.map(Clock::monotonicNanos).orElse(0L);
  }

  /** The compaction has come back. */
  void ended(CompactionResult result) {
    Invariant.check(
        result.status() == CompactionResult.Status.SWITCHED
            || askedNanos == NEVER
            || askedNanos == now(),
        "asked to give up at %d ns, a compaction did at %d",
        askedNanos,
        now());
    long handled = result.documentsCopied() + result.documentsPurged();
    boolean isSwitched = result.status() == CompactionResult.Status.SWITCHED;
    boolean isRight = isSwitched
        ? last != null
            && last.phase() == Phase.SWITCHING
            && handled == last.documents()
            && result.rounds() == last.round()
        : last == null || handled >= last.documents();
    Invariant.check(
        isRight && result.documentsCopied() >= 0 && result.documentsPurged() >= 0,
        "%s, but told last: %s",
        result,
        before());
  }
}
