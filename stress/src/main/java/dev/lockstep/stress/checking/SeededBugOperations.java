package dev.lockstep.stress.checking;

import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketCheck;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.state.VBucketState.Lifecycle;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.execution.Client;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.StoreView;
import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.CountedPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * A vbucket with a seeded bug, in memory, as Lincheck wants it. It compares what comes out with a run of
 * the same class one call after the other, so what may differ from that on a healthy engine is left out:
 * how a compaction ends, and what it has purged.
 */
@Param(name = "task", gen = IntGen.class)
@Param(name = "index", gen = IntGen.class)
public final class SeededBugOperations {
  private final VBuckets vbuckets;
  private final Client client;

  /** What the scenario is given is done. */
  public SeededBugOperations() {
    InvocationCount.add();
    try {
      CountedPlatform platform = new CountedPlatform(new CountedFiles());
      vbuckets =
          VBuckets.open(platform, SeededBug.options(), SeededBug.scenario().parts());
      vbuckets.create(Client.VBUCKET, Lifecycle.ACTIVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    client = new Client(vbuckets);
    SeededBug.scenario().given().forEach(client::perform);
  }

  /** Carries out an operation of a task of the scenario. */
  @org.jetbrains.lincheck.datastructures.Operation
  public String perform(int task, int index) {
    return said(SeededBug.operation(task, index));
  }

  /** What is there, and what is wrong with it: for the end. */
  @org.jetbrains.lincheck.datastructures.Operation
  public String end() {
    return said(new Operation.Scan()) + problems();
  }

  private String said(Operation operation) {
    Answer answer = client.perform(operation);
    if (answer instanceof Answer.Compacted) {
      return "compacted or not";
    }
    return answer instanceof Answer.Seen seen ? said(seen.view()) : answer.toString();
  }

  private static String said(StoreView view) {
    StringBuilder text = new StringBuilder(view.lifecycle() + ", high seqno " + view.highSeqno());
    view.entries().stream()
        .filter(entry -> !entry.deleted())
        .forEach(entry -> text.append(", ").append(entry));
    return text.append(", local ").append(view.locals()).toString();
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    try {
      VBucket vbucket = vbuckets.get(Client.VBUCKET);
      try (Snapshot snapshot = vbucket.snapshot()) {
        problems.addAll(VBucketCheck.structure(snapshot));
        problems.addAll(VBucketCheck.droppedList(snapshot));
        problems.addAll(VBucketCheck.counters(snapshot));
      }
    } catch (VBucketClosedException e) {
      // There is nothing to be wrong.
    } catch (IOException e) {
      problems.add(e.toString());
    }
    return problems;
  }
}
