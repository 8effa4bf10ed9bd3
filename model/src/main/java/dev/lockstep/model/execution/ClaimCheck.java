package dev.lockstep.model.execution;

import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.model.history.History;
import dev.lockstep.model.scenario.Claim;
import dev.lockstep.model.scenario.Claim.CollectionCounter;
import dev.lockstep.model.scenario.CommitClaim;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.spec.KeyText;
import dev.lockstep.model.spec.StoreView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares a claim with what there is. A line a difference. */
final class ClaimCheck {
  private final List<String> differences = new ArrayList<>();

  private ClaimCheck() {}

  /**
   * An execution that has ended.
   *
   * @param passed how often milestones were passed
   * @param files the names of all files, sorted
   */
  record Ended(
      Scenario scenario, History history, Map<String, Integer> passed, List<String> files) {

    List<String> answers(String task) {
      return history.calls().stream()
          .filter(call -> scenario.tasks().get(call.task()).name().equals(task))
          .map(call -> call.answer() == null ? "none" : Words.kind(call.answer()))
          .toList();
    }
  }

  /** What a claim says of an execution: answers, milestones, files. */
  static List<String> ofExecution(Claim claim, Ended ended) {
    ClaimCheck check = new ClaimCheck();
    claim
        .answers()
        .forEach((task, answers) ->
            check.compare("the answers to " + task, answers, ended.answers(task)));
    claim.passed().forEach((milestone, times) -> {
      int found = ended.passed().getOrDefault(milestone, 0);
      if (!times.contains(found)) {
        check.differences.add(milestone + " was passed " + found + " times, should be " + times);
      }
    });
    claim.files().ifPresent(files -> check.compare("the files", files, ended.files()));
    return check.differences;
  }

  /** What a claim says of a commit; empty where there is no vbucket. */
  static List<String> ofShown(CommitClaim claim, Optional<Revision> shown) throws IOException {
    ClaimCheck check = new ClaimCheck();
    if (shown.isPresent()) {
      check.addShown(claim, shown.get());
    } else if (claim.needsVBucket()) {
      check.differences.add("there is no vbucket");
    }
    return check.differences;
  }

  private void addShown(CommitClaim claim, Revision shown) throws IOException {
    addCounters(claim, VBucketStatistics.of(shown), shown.state());
    try (Snapshot snapshot =
        new Snapshot(shown.file().couch(), shown.header(), shown.state(), () -> {})) {
      addCollections(claim, snapshot);
      addState(claim, snapshot);
      addLocals(claim, snapshot);
      addDocuments(claim, snapshot);
      addRevSeqnos(claim, snapshot);
    }
  }

  private void addCounters(CommitClaim claim, VBucketStatistics statistics, VBucketState state) {
    claim.counters().forEach((counter, wanted) -> {
      long found = switch (counter) {
        case ITEMS -> statistics.items();
        case TOMBSTONES -> statistics.tombstones();
        case PREPARES -> statistics.prepares();
        case PREPARE_BYTES -> statistics.prepareBytes();
        case HIGH_SEQNO -> statistics.persistedSeqno();
        case HIGH_COMPLETED_SEQNO -> state.highCompletedSeqno();
        case PURGE_SEQNO -> statistics.purgeSeqno();
        case REVISION -> statistics.revision();
      };
      compare(counter.key(), wanted, found);
    });
  }

  private void addCollections(CommitClaim claim, Snapshot snapshot) {
    claim.collections().forEach((collection, counters) -> {
      Optional<Generation> open = snapshot.state().manifest().open(collection);
      if (open.isEmpty()) {
        differences.add("collection " + collection + " is not open");
      } else {
        counters.forEach((counter, wanted) -> compare(
            "collection " + collection + ": " + counter.key(),
            wanted,
            counted(open.get(), counter)));
      }
    });
    claim.dropped().ifPresent(ids -> {
      List<Long> found = snapshot.state().manifest().dropped().stream()
          .map(Generation::collection)
          .sorted()
          .toList();
      compare("the dropped list", ids, found);
    });
  }

  private static long counted(Generation generation, CollectionCounter counter) {
    return switch (counter) {
      case ITEMS -> generation.items();
      case BYTES -> generation.bytes();
      case HIGH_SEQNO -> generation.highSeqno();
    };
  }

  private void addState(CommitClaim claim, Snapshot snapshot) {
    claim
        .state()
        .ifPresent(
            wanted -> compare("the state", wanted, snapshot.state().lifecycle().word()));
  }

  private void addLocals(CommitClaim claim, Snapshot snapshot) throws IOException {
    if (claim.locals().isPresent()) {
      SortedMap<Bytes, Bytes> wanted = new TreeMap<>();
      claim.locals().get().forEach((name, value) -> wanted.put(KeyText.localId(name), value));
      SortedMap<Bytes, Bytes> found = Scans.locals(snapshot);
      if (!found.equals(wanted)) {
        differences.add("the local documents are " + found + ", should be " + wanted);
      }
    }
  }

  private void addDocuments(CommitClaim claim, Snapshot snapshot) throws IOException {
    for (String key : claim.documents().keySet()) {
      Optional<Bytes> wanted = Objects.requireNonNull(claim.documents().get(key));
      Optional<Bytes> found = snapshot.get(KeyText.id(key)).map(Document::body);
      if (!found.equals(wanted)) {
        differences.add(
            "the document " + key + " is " + shown(found) + ", should be " + shown(wanted));
      }
    }
  }

  private void addRevSeqnos(CommitClaim claim, Snapshot snapshot) throws IOException {
    for (Map.Entry<String, Claim.Bounds> wanted : claim.revSeqnos().entrySet()) {
      long found = snapshot
          .get(KeyText.id(wanted.getKey()))
          .map(held -> held.info().revisionSeqno())
          .orElse(0L);
      compare("the revision seqno of " + wanted.getKey(), wanted.getValue(), found);
    }
  }

  private static String shown(Optional<Bytes> value) {
    return value.map(StoreView::shown).orElse("nothing");
  }

  private void compare(String what, Claim.Bounds wanted, long found) {
    if (!wanted.contains(found)) {
      differences.add(what + " is " + found + ", should be " + wanted);
    }
  }

  private void compare(String what, Object wanted, Object found) {
    if (!found.equals(wanted)) {
      boolean isMany = found instanceof List;
      differences.add(what + (isMany ? " are " : " is ") + found + ", should be " + wanted);
    }
  }
}
