package dev.lockstep.model.spec;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.model.spec.StoreView.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a vbucket may be after an operation: one state for most, several where a rollback may lead to
 * several commits or where entries may expire, none where the answer is wrong.
 *
 * @param now what it is before
 */
record Successors(StoreSpec now) {
  /**
   * What the vbucket may be after an operation.
   *
   * @param answer what came back; empty where nothing did, though the operation took effect
   * @return none where the answer is wrong
   */
  List<StoreSpec> after(Operation operation, Optional<Answer> answer) {
    if (now.expired.isEmpty()) {
      return afterAtOnce(operation, answer);
    }
    List<StoreSpec> after = new ArrayList<>(afterAtOnce(operation, answer));
    withOneDeleted().forEach(deleted -> after.addAll(deleted.after(operation, answer)));
    return after;
  }

  /** What it is with one of the documents whose time is over a tombstone. Only an active vbucket does that. */
  private List<StoreSpec> withOneDeleted() {
    if (!now.lifecycle.equals(StoreSpec.ACTIVE)) {
      return List.of();
    }
    return now.expired.stream()
        .filter(id -> !Prepares.isPrepareId(id))
        .map(id -> {
          CommitDraft draft = new CommitDraft(now);
          draft.put(id, true, Bytes.EMPTY);
          return draft.commit();
        })
        .toList();
  }

  private List<StoreSpec> afterAtOnce(Operation operation, Optional<Answer> answer) {
    if (answer.isPresent() && isWithoutEffect(answer.get())) {
      // A compaction that failed may have left out commits nevertheless: nothing else shows that.
      return operation instanceof Operation.Compact
          ? List.of(now, now.withShortenedHistory())
          : List.of(now);
    }
    if (operation instanceof Operation.Remount) {
      boolean right = answer.isEmpty() || answer.get() instanceof Answer.Remounted;
      return right ? List.of(now) : List.of();
    }
    if (now.isDamaged()) {
      return afterDamage(operation, answer);
    }
    if (operation instanceof Operation.Create create) {
      return afterCreate(create, answer);
    }
    if (!now.exists()) {
      boolean right = answer.isEmpty() || answer.get() instanceof Answer.NoSuchVBucket;
      return right ? List.of(now) : List.of();
    }
    return afterUse(operation, answer);
  }

  /** Of a vbucket that could not be opened. */
  private List<StoreSpec> afterDamage(Operation operation, Optional<Answer> answer) {
    boolean isDeletion = operation instanceof Operation.Delete;
    Answer right = isDeletion ? new Answer.Deleted() : new Answer.Damaged();
    if (answer.isPresent() && !answer.get().equals(right)) {
      return List.of();
    }
    return List.of(isDeletion ? StoreSpec.absent(now.hasCollections) : now);
  }

  /** Of a vbucket that is there. */
  private List<StoreSpec> afterUse(Operation operation, Optional<Answer> answer) {
    if (operation instanceof Operation.Delete) {
      boolean right = answer.isEmpty() || answer.get() instanceof Answer.Deleted;
      return right ? List.of(StoreSpec.absent(now.hasCollections)) : List.of();
    }
    if (operation instanceof Operation.Flush flush) {
      return afterFlush(flush, answer);
    }
    if (operation instanceof Operation.Write write) {
      return afterWrite(write.mutation(), answer);
    }
    if (operation instanceof Operation.Rollback rollback) {
      return afterRollback(rollback, answer);
    }
    if (operation instanceof Operation.Compact) {
      return afterCompact(answer);
    }
    boolean right = answer.isEmpty() || isRight(operation, answer.get());
    return right ? List.of(now) : List.of();
  }

  private static boolean isWithoutEffect(Answer answer) {
    return answer instanceof Answer.NotDone || answer instanceof Answer.Refused;
  }

  private boolean isRight(Operation readOnly, Answer answer) {
    if (readOnly instanceof Operation.Get get) {
      return answer.equals(found(get));
    }
    if (readOnly instanceof Operation.Persist) {
      return answer instanceof Answer.Persisted;
    }
    if (readOnly instanceof Operation.AbortCompaction) {
      return answer instanceof Answer.AbortAsked;
    }
    if (readOnly instanceof Operation.Reopen) {
      return answer.equals(new Answer.Reopened(now.highSeqno));
    }
    if (readOnly instanceof Operation.ScanById) {
      return answer instanceof Answer.SeenById && now.whyNot(readOnly, answer).isEmpty();
    }
    return answer instanceof Answer.Seen seen && now.whyNot(seen.view()).isEmpty();
  }

  private List<StoreSpec> afterCreate(Operation.Create create, Optional<Answer> answer) {
    Answer expected = now.exists() ? new Answer.Exists() : new Answer.Created();
    boolean right = answer.isEmpty() || answer.get().equals(expected);
    return right
        ? List.of(now.exists() ? now : StoreSpec.created(create.state(), now.hasCollections))
        : List.of();
  }

  private List<StoreSpec> afterCompact(Optional<Answer> answer) {
    if (answer.isEmpty()) {
      return List.of(now.withShortenedHistory());
    }
    if (answer.get() instanceof Answer.Compacted compacted) {
      boolean switched = compacted.ending() == Answer.Compacted.Ending.SWITCHED;
      return List.of(switched ? now.withShortenedHistory() : now);
    }
    return List.of();
  }

  private List<StoreSpec> afterFlush(Operation.Flush flush, Optional<Answer> answer) {
    CommitDraft draft = new CommitDraft(now);
    Optional<Answer> refusal = draft.applyAll(CommitDraft.lastOfEachId(flush.mutations()));
    StoreSpec next = refusal.isPresent() || flush.mutations().isEmpty() ? now : draft.commit();
    Answer right = refusal.orElseGet(() -> new Answer.Flushed(now.highSeqno + 1, next.highSeqno));
    return answer.isEmpty() || answer.get().equals(right) ? List.of(next) : List.of();
  }

  private List<StoreSpec> afterWrite(Mutation mutation, Optional<Answer> answer) {
    CommitDraft draft = new CommitDraft(now);
    Optional<Answer> refusal = draft.applyAll(List.of(mutation));
    StoreSpec next = refusal.isPresent() ? now : draft.commit();
    Answer done = mutation instanceof Mutation.SetState
        ? new Answer.Persisted()
        : new Answer.Taken(next.highSeqno);
    Answer right = refusal.orElse(done);
    return answer.isEmpty() || answer.get().equals(right) ? List.of(next) : List.of();
  }

  private List<StoreSpec> afterRollback(Operation.Rollback rollback, Optional<Answer> answer) {
    List<StoreSpec> reachable = reachable(rollback.seqno());
    if (answer.isEmpty()) {
      return reachable;
    }
    return reachable.stream()
        .filter(spec -> answer.get().equals(new Answer.RolledBack(spec.highSeqno)))
        .toList();
  }

  /** Where a rollback may lead: the newest commit in range, or an older one if that was left out. */
  private List<StoreSpec> reachable(long seqno) {
    if (now.highSeqno <= seqno) {
      return List.of(now);
    }
    List<StoreSpec> reachable = new ArrayList<>();
    for (StoreSpec older = now.previous; older != null; older = older.previous) {
      if (older.highSeqno <= seqno) {
        reachable.add(now.backTo(older));
      }
    }
    reachable.add(now.emptied());
    return now.historyIsShortened ? reachable : reachable.subList(0, 1);
  }

  private Answer found(Operation.Get get) {
    Entry entry = now.entries.get(KeyText.id(get.key()));
    return new Answer.Found(Optional.ofNullable(entry).filter(this::isRead).map(Entry::value));
  }

  private boolean isRead(Entry entry) {
    return !entry.deleted()
        && !Prepares.isPrepareId(entry.id())
        && !now.expired.contains(entry.id());
  }
}
