package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.disk.OpenHandle;
import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.history.History;
import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.simulation.EndlessWait;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges an execution all of whose tasks have ended:
 *
 * <ol>
 *   <li>no call failed that had no reason to;
 *   <li>a last scan and all answers are explained by one order of the calls;
 *   <li>the file is sound, and no other is left;
 *   <li>what the scenario says comes in the end is so;
 *   <li>closing leaves nothing open, and a store that is opened again shows the same.
 * </ol>
 */
final class Completion {
  private final PreparedScenario prepared;
  private final Judge judge;
  private final SimulatedDisk disk;
  private final History history;
  private final OwnPropertyCheck own;
  private final @Nullable ScriptCheck script;
  private @Nullable Answer lastSeen;

  /**
   * The end of an execution.
   *
   * @param script what its outcome is judged by too; null where it follows no script
   */
  Completion(
      PreparedScenario prepared,
      Judge judge,
      SimulatedDisk disk,
      History history,
      OwnPropertyCheck own,
      @Nullable ScriptCheck script) {
    this.prepared = prepared;
    this.judge = judge;
    this.disk = disk;
    this.history = history;
    this.own = own;
    this.script = script;
  }

  /** What the last scan showed; empty if there was none. */
  Optional<Answer> lastSeen() {
    return Optional.ofNullable(lastSeen);
  }

  /** What is wrong; the store is closed then, if it can be. */
  @Nullable
  Violation judge(Front front) {
    Violation failed = judge.failures(history);
    if (failed != null) {
      return failed;
    }
    try {
      VBuckets vbuckets = front.atTheEnd();
      Client client = new Client(vbuckets);
      lastSeen = client.look();
      History withLast = history.followedBy(new Operation.Scan(), lastSeen);
      Violation unexplained = judge.answers(withLast);
      if (unexplained != null) {
        return unexplained;
      }
      Violation unsound = judgeFile(client.vbucket());
      return unsound == null ? judgeClosing(vbuckets, client, withLast) : unsound;
    } catch (EndlessWait e) {
      return Violation.of(
          Property.NO_DEADLOCK,
          "after all tasks have ended nothing is held that closing waits for",
          Words.of(e));
    } catch (IOException | RuntimeException | AssertionError e) {
      return Violation.of(
          Property.NO_FAILURE,
          "after all tasks have ended the store can be read and closed",
          Words.of(e));
    }
  }

  private @Nullable Violation judgeFile(Optional<VBucket> vbucket) throws IOException {
    if (judge.isKnownSound(disk.contentHash())) {
      return null;
    }
    Violation unsound =
        vbucket.isEmpty() ? null : Soundness.of(prepared.scenario()).violation(vbucket.get());
    if (unsound == null) {
      judge.noteSound(disk.contentHash());
    }
    return unsound;
  }

  private @Nullable Violation judgeClosing(VBuckets vbuckets, Client client, History withLast)
      throws IOException {
    boolean metFault = withLast.calls().stream().anyMatch(Call::metFault);
    Violation stray = metFault ? null : DiskCheck.files(vbuckets, disk, prepared.scenario());
    Violation unclaimed = judgeClaims(client);
    vbuckets.close();
    List<OpenHandle> leaked = disk.openHandles();
    if (!leaked.isEmpty()) {
      return Violation.of(Property.NO_LEAK, "no open file", "still open: " + leaked);
    }
    Violation changed =
        stray == null ? judge.reopened(disk, withLast, Objects.requireNonNull(lastSeen)) : stray;
    if (changed != null) {
      return changed;
    }
    return unclaimed == null ? judgeClaimsReopened() : unclaimed;
  }

  /** What the script asks for, and what the scenario says comes in the end. */
  private @Nullable Violation judgeClaims(Client client) throws IOException {
    ClaimCheck.Ended ended =
        new ClaimCheck.Ended(prepared.scenario(), history, own.passed(), disk.names());
    Optional<Revision> shown = client.shown();
    Violation unscripted = script == null ? null : script.open(ended, shown);
    Violation unreached = own.ended(ended, shown);
    return unscripted == null ? unreached : unscripted;
  }

  private @Nullable Violation judgeClaimsReopened() throws IOException {
    if (script == null && prepared.scenario().own().eventually().isEmpty()) {
      return null;
    }
    try (VBuckets vbuckets = PreparedScenario.open(disk.fork(), prepared.scenario())) {
      Optional<Revision> shown = new Client(vbuckets).shown();
      Violation unscripted = script == null ? null : script.reopened(shown);
      return unscripted == null ? own.reopened(shown) : unscripted;
    }
  }
}
