package dev.lockstep.model.check;

import dev.lockstep.engine.bucket.VBuckets;
import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Document;
import dev.lockstep.engine.vbucket.Snapshot;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.VBucketStatistics;
import dev.lockstep.model.check.ScriptOutcome.CollectionCounter;
import dev.lockstep.model.history.History;
import dev.lockstep.model.simulation.SimulatedDisk;
import dev.lockstep.model.spec.KeyText;
import dev.lockstep.model.spec.StoreView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what came of a script with what it asks for, twice: in the open store, whose numbers are
 * cached, and in the same store closed and opened again.
 */
final class ScriptCheck {
  private final Scenario scenario;
  private final ScriptOutcome wanted;
  private final ScriptChooser chooser;

  ScriptCheck(Scenario scenario, ScriptChooser chooser) {
    this.scenario = scenario;
    this.wanted = scenario.script().orElseThrow().outcome();
    this.chooser = chooser;
  }

  /** When all tasks have ended, before the store is closed. */
  @Nullable
  Violation open(Client client, History history, SimulatedDisk disk) throws IOException {
    List<String> differences = new ArrayList<>();
    chooser.problem().ifPresent(differences::add);
    wanted.answers().forEach((task, answers) -> {
      List<String> found = answers(history, task);
      compare(differences, "the answers to " + task, answers, found);
    });
    wanted.passed().forEach((milestone, times) -> {
      int found = chooser.passed(milestone);
      if (!times.contains(found)) {
        differences.add(milestone + " was passed " + found + " times, should be " + times);
      }
    });
    wanted.files().ifPresent(files -> compare(differences, "the files", files, disk.names()));
    addStored(differences, client);
    return violation("", differences);
  }

  private List<String> answers(History history, String task) {
    return history.calls().stream()
        .filter(call -> scenario.tasks().get(call.task()).name().equals(task))
        .map(call -> call.answer() == null ? "none" : Words.kind(call.answer()))
        .toList();
  }

  /** When the store was closed. */
  @Nullable
  Violation reopened(SimulatedDisk disk) throws IOException {
    List<String> differences = new ArrayList<>();
    try (VBuckets vbuckets = PreparedScenario.open(disk.fork(), scenario)) {
      addStored(differences, new Client(vbuckets));
    }
    return violation("closed and opened again: ", differences);
  }

  private static @Nullable Violation violation(String where, List<String> differences) {
    return differences.isEmpty()
        ? null
        : Violation.of(
            Property.SCRIPT, Property.SCRIPT.meaning(), where + String.join("\n", differences));
  }

  private void addStored(List<String> differences, Client client) throws IOException {
    Optional<VBucket> vbucket = client.vbucket();
    if (vbucket.isPresent()) {
      addCounters(differences, vbucket.get().statistics());
      try (Snapshot snapshot = vbucket.get().snapshot()) {
        addCollections(differences, snapshot);
        addDocuments(differences, snapshot);
      }
    } else if (asksOfTheVBucket()) {
      differences.add("there is no vbucket");
    }
  }

  private boolean asksOfTheVBucket() {
    return !wanted.counters().isEmpty()
        || !wanted.collections().isEmpty()
        || wanted.dropped().isPresent()
        || wanted.documents().values().stream().anyMatch(Optional::isPresent);
  }

  private void addCounters(List<String> differences, VBucketStatistics statistics) {
    wanted.counters().forEach((counter, value) -> {
      long found = switch (counter) {
        case ITEMS -> statistics.items();
        case TOMBSTONES -> statistics.tombstones();
        case PREPARES -> statistics.prepares();
        case PREPARE_BYTES -> statistics.prepareBytes();
        case HIGH_SEQNO -> statistics.persistedSeqno();
        case PURGE_SEQNO -> statistics.purgeSeqno();
        case REVISION -> statistics.revision();
      };
      compare(differences, counter.key(), value, found);
    });
  }

  private void addCollections(List<String> differences, Snapshot snapshot) {
    wanted.collections().forEach((collection, counters) -> {
      Optional<Generation> open = snapshot.state().manifest().open(collection);
      if (open.isEmpty()) {
        differences.add("collection " + collection + " is not open");
      } else {
        counters.forEach((counter, value) -> compare(
            differences,
            "collection " + collection + ": " + counter.key(),
            value,
            counted(open.get(), counter)));
      }
    });
    wanted.dropped().ifPresent(ids -> {
      List<Long> found = snapshot.state().manifest().dropped().stream()
          .map(Generation::collection)
          .sorted()
          .toList();
      compare(differences, "the dropped list", ids, found);
    });
  }

  private static long counted(Generation generation, CollectionCounter counter) {
    return switch (counter) {
      case ITEMS -> generation.items();
      case BYTES -> generation.bytes();
      case HIGH_SEQNO -> generation.highSeqno();
    };
  }

  private void addDocuments(List<String> differences, Snapshot snapshot) throws IOException {
    for (String key : wanted.documents().keySet()) {
      Optional<Bytes> found = snapshot.get(KeyText.id(key)).map(Document::body);
      compare(
          differences,
          "the document " + key,
          shown(Objects.requireNonNull(wanted.documents().get(key))),
          shown(found));
    }
  }

  private static String shown(Optional<Bytes> value) {
    return value.map(StoreView::shown).orElse("nothing");
  }

  private static void compare(List<String> differences, String what, Object wanted, Object found) {
    if (!found.equals(wanted)) {
      boolean isMany = found instanceof List;
      differences.add(what + (isMany ? " are " : " is ") + found + ", should be " + wanted);
    }
  }
}
