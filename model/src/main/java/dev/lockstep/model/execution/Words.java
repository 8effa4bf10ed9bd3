package dev.lockstep.model.execution;

import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.StoreView;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Operations in the words of scenario files, failures in a line. */
public final class Words {
  private static final Map<Class<? extends Answer>, String> ANSWERS = Map.ofEntries(
      Map.entry(Answer.Flushed.class, "committed"),
      Map.entry(Answer.Taken.class, "taken"),
      Map.entry(Answer.Persisted.class, "persisted"),
      Map.entry(Answer.NotPrepared.class, "not-prepared"),
      Map.entry(Answer.WrongCollection.class, "wrong-collection"),
      Map.entry(Answer.Found.class, "found"),
      Map.entry(Answer.Seen.class, "seen"),
      Map.entry(Answer.SeenById.class, "seen"),
      Map.entry(Answer.AbortAsked.class, "asked"),
      Map.entry(Answer.RolledBack.class, "rolled-back"),
      Map.entry(Answer.Reopened.class, "reopened"),
      Map.entry(Answer.Remounted.class, "remounted"),
      Map.entry(Answer.Damaged.class, "damaged"),
      Map.entry(Answer.NoSuchVBucket.class, "no-such-vbucket"),
      Map.entry(Answer.Deleted.class, "deleted"),
      Map.entry(Answer.Created.class, "created"),
      Map.entry(Answer.Exists.class, "exists"),
      Map.entry(Answer.NotDone.class, "not-done"),
      Map.entry(Answer.Refused.class, "refused"),
      Map.entry(Answer.Failed.class, "failed"));

  private Words() {}

  /** A failure's kind and message. */
  public static String of(Throwable failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }

  public static String of(Operation operation) {
    if (operation instanceof Operation.Flush flush) {
      return "flush " + flush.mutations().stream().map(Words::of).collect(Collectors.joining(", "));
    }
    if (operation instanceof Operation.Write write) {
      return "write " + of(write.mutation());
    }
    if (operation instanceof Operation.Persist) {
      return "persist";
    }
    if (operation instanceof Operation.Get get) {
      return "get " + get.key();
    }
    if (operation instanceof Operation.ScanById scan) {
      return "scan by id"
          + scan.from().map(key -> " from " + key).orElse("")
          + scan.to().map(key -> " up to " + key).orElse("");
    }
    if (operation instanceof Operation.Rollback rollback) {
      return "rollback to " + rollback.seqno();
    }
    if (operation instanceof Operation.Compact compact) {
      return of(compact);
    }
    if (operation instanceof Operation.Create create) {
      return "create " + create.state();
    }
    if (operation instanceof Operation.Reopen) {
      return "reopen";
    }
    if (operation instanceof Operation.Remount) {
      return "remount";
    }
    if (operation instanceof Operation.ChangeDisk) {
      return "change the disk";
    }
    if (operation instanceof Operation.AbortCompaction) {
      return "abort the compaction";
    }
    return operation instanceof Operation.Delete ? "delete the vbucket" : "scan";
  }

  private static String of(Operation.Compact compact) {
    boolean isOfAge = compact.deletedBefore() == Operation.Compact.ANY_AGE;
    return (compact.purgeUpTo() == 0 ? "compact" : "compact, purge up to " + compact.purgeUpTo())
        + (isOfAge ? "" : " what was deleted before second " + compact.deletedBefore())
        + (compact.heldBack() == 0 ? "" : ", hold back for " + compact.heldBack())
        + (compact.sortInMemory() == 0 ? "" : ", sort " + compact.sortInMemory() + " in memory")
        + (compact.bytesPerSecond() == 0 ? "" : ", " + compact.bytesPerSecond() + " bytes a second")
        + (compact.roomFor() == 0 ? "" : ", with room for " + compact.roomFor() + " bytes");
  }

  /** How an answer is called in the outcome of a script. */
  static String kind(Answer answer) {
    if (answer instanceof Answer.Compacted compacted) {
      return compacted.ending().name().toLowerCase(Locale.ROOT);
    }
    return ANSWERS.entrySet().stream()
        .filter(kind -> kind.getKey().isInstance(answer))
        .findFirst()
        .orElseThrow(() -> new AssertionError("an answer without a word: " + answer))
        .getValue();
  }

  private static String of(Mutation mutation) {
    if (mutation instanceof Mutation.Set set) {
      return "set " + set.key() + " = " + StoreView.shown(set.value());
    }
    if (mutation instanceof Mutation.SetExpired set) {
      return "set expired " + set.key() + " = " + StoreView.shown(set.value());
    }
    if (mutation instanceof Mutation.Delete delete) {
      return "delete " + delete.key();
    }
    if (mutation instanceof Mutation.Prepare prepare) {
      return "prepare " + prepare.key() + " = " + StoreView.shown(prepare.value());
    }
    if (mutation instanceof Mutation.PrepareExpired prepare) {
      return "prepare expired " + prepare.key() + " = " + StoreView.shown(prepare.value());
    }
    if (mutation instanceof Mutation.Commit commit) {
      return "commit " + commit.key();
    }
    if (mutation instanceof Mutation.Abort abort) {
      return "abort " + abort.key();
    }
    if (mutation instanceof Mutation.CreateCollection create) {
      return "create " + create.collection();
    }
    if (mutation instanceof Mutation.DropCollection drop) {
      return "drop " + drop.collection();
    }
    if (mutation instanceof Mutation.SetLocal set) {
      return "local " + set.name() + " = " + StoreView.shown(set.value());
    }
    if (mutation instanceof Mutation.RemoveLocal remove) {
      return "remove local " + remove.name();
    }
    return "state " + ((Mutation.SetState) mutation).state();
  }
}
