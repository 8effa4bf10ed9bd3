package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.engine.platform.LongCell;
import dev.lockstep.engine.platform.Platform;
import dev.lockstep.engine.revision.HeaderSwitch;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.RevisionFile;
import dev.lockstep.engine.revision.VBucketFileName;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.state.VBucketState;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies what is live into a new file and switches the vbucket to it while the flusher goes on.
 *
 * <ol>
 *   <li>Pin the current revision: its header is what will be copied.
 *   <li>Create the target file beside it.
 *   <li>Copy what is live under that header, without the lock, and commit the target.
 *   <li>Catch up without the lock: replay into the target what the flusher has committed since, again
 *       and again while more than a little remains and the remainder shrinks, at most
 *       {@link #CATCH_UP_ROUNDS_MAX} times.
 *   <li>While more than a little remains nevertheless, because the flusher writes as fast as that: catch
 *       up again, at most {@link #HELD_BACK_ROUNDS_MAX} times, in small saves, and let the flusher wait, by
 *       the write lock, for every other one of them. So it waits often and for short instead of once and
 *       for long.
 *   <li>Take the write lock: the flusher waits from here on.
 *   <li>Give up if asked to: a rollback has made the copy worthless.
 *   <li>Catch up for the last time; the target now equals the source.
 *   <li>Rename the target to the next revision, make the rename durable, and see that the file by
 *       that name ends in what was committed.
 *   <li>Switch the vbucket to it.
 *   <li>Give the lock back.
 *   <li>Retire the source: its last reader removes it.
 * </ol>
 *
 * <p>A failure at any step leaves the vbucket as it was. Nothing here waits for a reader. One object
 * runs once. Every phase may be overridden by a subclass that shows what a faulty one does.
 */
public class Compactor {
  /** More rounds than this are never run without the lock: a flusher that outruns us is stopped. */
  public static final int CATCH_UP_ROUNDS_MAX = 10;

  /** More rounds than this never hold the flusher back. */
  public static final int HELD_BACK_ROUNDS_MAX = 100;

  private final VBucketInternals vbucket;
  private final CompactionOptions options;
  private final Platform platform;
  private final WriteHold hold;
  private final LongCell abortAsked;
  private final Optional<CopyBrake> brake;

  private HeaderSwitch.@Nullable Pin source;
  private @Nullable CompactionTarget target;
  private @Nullable CompactionReport report;
  private @Nullable LiveCopy copy;
  private @Nullable CatchUp catchUp;
  private @Nullable Rounds rounds;
  private boolean switched;

  public Compactor(VBucketInternals vbucket, CompactionOptions options) {
    this.vbucket = vbucket;
    this.options = options;
    this.platform = vbucket.platform();
    this.hold = new WriteHold(vbucket);
    this.abortAsked = platform.newLongCell("abort asked", 0);
    this.brake = CopyBrake.isWanted(options)
        ? Optional.of(new CopyBrake(platform, options))
        : Optional.empty();
  }

  /**
   * Compacts the vbucket.
   *
   * @throws CompactionRunningException if another compaction of it runs
   * @throws IOException if it failed; the vbucket is as it was
   */
  public final CompactionResult compact() throws IOException {
    vbucket.beginCompaction(this);
    try {
      pinSource();
      createTarget();
      copyLive();
      catchUpWithoutLock();
      catchUpHoldingBack();
      report().switching(roundsRun());
      lock();
      stopIfAborted();
      catchUpFinally();
      renameTarget();
      switchToTarget();
      unlock();
      retireSource();
      return result(CompactionResult.Status.SWITCHED);
    } catch (CompactionAbortedException e) {
      platform.reached(Milestones.COMPACTION_ABORTED, targetName().toString(), roundsRun());
      return result(CompactionResult.Status.ABORTED);
    } finally {
      giveBackWhatIsHeld();
    }
  }

  /** Asks the compaction to give up; it does before the switch, or has switched already. */
  public final void abort() {
    abortAsked.set(1);
    brake.ifPresent(CopyBrake::release);
  }

  /** Step 1. */
  protected void pinSource() throws IOException {
    source = vbucket.headerSwitch().pin();
    platform.reached(
        Milestones.COMPACTION_PINNED,
        source.revision().file().name().toString(),
        source.revision().highSeqno());
  }

  /** Step 2. */
  private void createTarget() throws IOException {
    target = new CompactionTarget(vbucket, source().revision().file().name());
    target.use(openTarget(target.name().toString()));
  }

  /** Makes the empty target; step 2. */
  protected CouchFile openTarget(String name) throws IOException {
    return target().create();
  }

  /** Step 3. */
  protected void copyLive() throws IOException {
    Revision from = source().revision();
    report = new CompactionReport(platform, options.listener(), from);
    CopySteering steering = steering(report);
    copy =
        new LiveCopy(from, target().couch(), purgeRule(from), newAccount(from.state()), steering);
    steering.begin();
    LiveCopy.Copied copied = copy.copy(options.sortEntriesMax());
    catchUp = newCatchUp(new CatchUp.Start(
        from, target().couch(), copied.committed(), copied.state(), options.replayDocumentsMax()));
    rounds = new Rounds(this, report, catchUp);
    report.copyEnded(copy);
  }

  private CopySteering steering(CompactionReport toReport) {
    ExpiryRule expiry = ExpiryRule.at(platform.clock().epochNanos());
    return new CopySteering(options.listener(), expiry, toReport, brake, this::stopIfAborted);
  }

  /** What the copy leaves out; a part of step 3. */
  protected PurgeRule purgeRule(Revision from) {
    return new PurgeRule(
        options.purgeUpToSeqno(),
        options.purgeDeletedBeforeSeconds(),
        from.state().highCompletedSeqno(),
        from.highSeqno());
  }

  /** What counts what the copy leaves out; a part of step 3. */
  protected StateAccount newAccount(VBucketState held) {
    return new StateAccount(held);
  }

  /** Makes what replays into the target; a part of steps 4, 5 and 8. */
  protected CatchUp newCatchUp(CatchUp.Start start) {
    return new CatchUp(start);
  }

  /** Step 4. */
  protected void catchUpWithoutLock() throws IOException {
    rounds().runWithoutLock();
  }

  /** Step 5. */
  private void catchUpHoldingBack() throws IOException {
    rounds().runHoldingBack(hold);
  }

  /** What the source holds now; a part of steps 4, 5 and 8. */
  protected Revision newestSource() throws IOException {
    return vbucket.headerSwitch().current();
  }

  /** Step 6. */
  protected void lock() throws IOException {
    hold.take();
    platform.reached(Milestones.FINAL_CATCH_UP_LOCKED, targetName().toString(), roundsRun());
  }

  /** Step 7, and between the entries and rounds of steps 3 and 4. */
  protected void stopIfAborted() throws IOException {
    if (abortAsked.get() != 0) {
      throw new CompactionAbortedException();
    }
  }

  /** Step 8. */
  protected void catchUpFinally() throws IOException {
    Revision newest = newestSource();
    if (newest.header().position() != catchUp().caughtUpTo().header().position()) {
      catchUp().replay(newest);
    }
  }

  /** Step 9. */
  protected void renameTarget() throws IOException {
    target().rename(catchUp().committed());
    VBucketFileName next = target().nextName();
    platform.reached(Milestones.COMPACTION_RENAMED, next.toString(), next.revision());
  }

  /** Step 10. */
  protected void switchToTarget() throws IOException {
    RevisionFile file = new RevisionFile(platform, target().nextName(), target().couch());
    Revision previous = vbucket
        .headerSwitch()
        .switchTo(new Revision(file, catchUp().committed(), catchUp().state()));
    switched = true;
    Invariant.check(
        previous.file() == source().revision().file(),
        "compacted %s while %s was current",
        source().revision().file().name(),
        previous.file().name());
  }

  /** Step 11. */
  protected void unlock() {
    hold.giveBack();
  }

  /** Step 12. */
  protected void retireSource() {
    vbucket.headerSwitch().retire(source().revision().file());
  }

  /** Ends the run in every case: undoes what is not finished, under the lock if it is held. */
  private void giveBackWhatIsHeld() {
    if (target != null && !switched) {
      discardTarget();
    }
    if (hold.isHeld()) {
      unlock();
    }
    if (source != null) {
      source.release();
    }
    vbucket.endCompaction();
  }

  /** Leaves no new revision behind where the vbucket was not switched to it. */
  protected void discardTarget() {
    target().discard();
  }

  private CompactionResult result(CompactionResult.Status status) {
    long revision = source().revision().number() + (switched ? 1 : 0);
    return new CompactionResult(
        status,
        revision,
        roundsRun(),
        copy == null ? 0 : copy.documentsCopied(),
        copy == null ? 0 : copy.documentsPurged());
  }

  protected final VBucketFileName targetName() {
    return source().revision().file().name().compact();
  }

  protected final HeaderSwitch.Pin source() {
    return Objects.requireNonNull(source, "nothing is pinned yet");
  }

  private CompactionTarget target() {
    return Objects.requireNonNull(target, "there is no target yet");
  }

  private CompactionReport report() {
    return Objects.requireNonNull(report, "nothing is copied yet");
  }

  private Rounds rounds() {
    return Objects.requireNonNull(rounds, "nothing is copied yet");
  }

  private int roundsRun() {
    return rounds == null ? 0 : rounds.count();
  }

  private CatchUp catchUp() {
    return Objects.requireNonNull(catchUp, "nothing is copied yet");
  }

  /** The options of this run. */
  protected final CompactionOptions options() {
    return options;
  }
}
