package dev.lockstep.scenarios.language;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.model.scenario.FaultBudget;
import dev.lockstep.model.scenario.OwnProperties;
import dev.lockstep.model.scenario.Scenario.TaskScript;
import dev.lockstep.model.scenario.Script;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The hash of what a schedule depends on: given, tasks, script, the scenario's own properties, crash,
 * faults, after-crash and fault. Two files that differ only in comments, layout, title, description, search
 * or expectation have the same one.
 *
 * <p>Every part goes in with its length before it and every operation with its name, so that no two
 * contents look alike. Replay tokens carry the hash: a change here makes recorded ones useless.
 */
final class ContentHash {
  /** So much of the digest is kept, in bytes. */
  private static final int SIZE = 8;

  private final MessageDigest digest = sha256();

  private ContentHash() {}

  static String of(
      List<Operation> given,
      List<TaskScript> tasks,
      Optional<Script> script,
      OwnProperties own,
      boolean crash,
      FaultBudget faults,
      List<Operation> afterCrash,
      Optional<String> fault) {
    ContentHash hash = new ContentHash();
    hash.operations(given);
    hash.number(tasks.size());
    for (TaskScript task : tasks) {
      hash.text(task.name());
      hash.operations(task.operations());
    }
    script.ifPresent(steps -> hash.text(steps.toString()));
    if (!own.isNone()) {
      hash.text(own.toString());
    }
    hash.number(crash ? 1 : 0);
    if (!faults.isNone()) {
      hash.number(faults.atMost());
      faults.kinds().forEach(kind -> hash.text(kind.key()));
    }
    hash.operations(afterCrash);
    hash.text(fault.orElse(""));
    return HexFormat.of().formatHex(hash.digest.digest(), 0, SIZE);
  }

  private void operations(List<Operation> operations) {
    number(operations.size());
    operations.forEach(this::operation);
  }

  private void operation(Operation operation) {
    if (operation instanceof Operation.Flush flush) {
      text("flush");
      number(flush.mutations().size());
      flush.mutations().forEach(this::mutation);
    } else if (operation instanceof Operation.Write write) {
      text("write");
      mutation(write.mutation());
    } else if (operation instanceof Operation.Persist) {
      text("persist");
    } else if (operation instanceof Operation.Get get) {
      text("get").text(get.key());
    } else if (operation instanceof Operation.Scan) {
      text("scan");
    } else if (operation instanceof Operation.ScanById scan) {
      text("scan-by-id").text(scan.from().toString()).text(scan.to().toString());
    } else if (operation instanceof Operation.Compact compact) {
      text("compact").number(compact.purgeUpTo());
      if (compact.deletedBefore() != Operation.Compact.ANY_AGE) {
        text("deleted-before").number(compact.deletedBefore());
      }
      if (compact.heldBack() > 0) {
        text("hold-back").number(compact.heldBack());
      }
      if (compact.sortInMemory() > 0) {
        text("sort-in-memory").number(compact.sortInMemory());
      }
      if (compact.bytesPerSecond() > 0) {
        text("bytes-per-second").number(compact.bytesPerSecond());
      }
      if (compact.roomFor() > 0) {
        text("room-for").number(compact.roomFor());
      }
    } else if (operation instanceof Operation.ChangeDisk change) {
      text("disk").text(change.changes().toString()).text(change.opening().toString());
      if (!change.writes().isEmpty()) {
        text(change.writes().toString());
      }
    } else if (operation instanceof Operation.Remount) {
      text("remount");
    } else if (operation instanceof Operation.AbortCompaction) {
      text("abort-compaction");
    } else if (operation instanceof Operation.Reopen) {
      text("reopen");
    } else if (operation instanceof Operation.Rollback rollback) {
      text("rollback").number(rollback.seqno());
    } else if (operation instanceof Operation.Delete) {
      text("delete");
    } else if (operation instanceof Operation.Create create) {
      text("create").text(create.state());
    } else {
      throw new AssertionError("an operation without a hash: " + operation);
    }
  }

  private void mutation(Mutation mutation) {
    if (mutation instanceof Mutation.Set set) {
      text("set").text(set.key()).bytes(set.value());
    } else if (mutation instanceof Mutation.SetExpired set) {
      text("expired").text(set.key()).bytes(set.value());
    } else if (mutation instanceof Mutation.Delete delete) {
      text("delete").text(delete.key());
    } else if (mutation instanceof Mutation.Prepare prepare) {
      text("prepare").text(prepare.key()).bytes(prepare.value());
    } else if (mutation instanceof Mutation.PrepareExpired prepare) {
      text("prepare-expired").text(prepare.key()).bytes(prepare.value());
    } else if (mutation instanceof Mutation.Commit commit) {
      text("commit").text(commit.key());
    } else if (mutation instanceof Mutation.Abort abort) {
      text("abort").text(abort.key());
    } else if (mutation instanceof Mutation.CreateCollection create) {
      text("create").number(create.collection());
    } else if (mutation instanceof Mutation.DropCollection drop) {
      text("drop").number(drop.collection());
    } else if (mutation instanceof Mutation.SetLocal local) {
      text("local").text(local.name()).bytes(local.value());
    } else if (mutation instanceof Mutation.RemoveLocal local) {
      text("remove-local").text(local.name());
    } else if (mutation instanceof Mutation.SetState state) {
      text("state").text(state.state());
    } else {
      throw new AssertionError("a change without a hash: " + mutation);
    }
  }

  private ContentHash text(String text) {
    return bytes(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private ContentHash bytes(Bytes bytes) {
    number(bytes.length());
    digest.update(bytes.toArray());
    return this;
  }

  private void number(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
