package dev.lockstep.model.execution;

import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.model.scenario.Property;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers that are lower in what is published than in what was published before. */
final class GoneBack {
  private GoneBack() {}

  /** Of a file, or of what it lacks. */
  static @Nullable Violation inFile(Revision previous, Revision next, boolean isRollback) {
    if (next.number() < previous.number()) {
      return violation("revision " + previous.number(), "revision " + next.number());
    }
    long purged = previous.header().header().purgeSeqno();
    long purgedNext = next.header().header().purgeSeqno();
    return isRollback || purgedNext >= purged
        ? null
        : violation("purge seqno " + purged, "purge seqno " + purgedNext);
  }

  /** Of a vbucket, or of an open collection. */
  static @Nullable Violation inSeqnos(Revision previous, Revision next) {
    if (next.highSeqno() < previous.highSeqno()) {
      return violation("high seqno " + previous.highSeqno(), "high seqno " + next.highSeqno());
    }
    for (Generation before : previous.state().manifest().open()) {
      Optional<Generation> now = next.state().manifest().sameLife(before);
      if (now.isPresent() && now.get().highSeqno() < before.highSeqno()) {
        return violation(before.toString(), now.get().toString());
      }
    }
    return null;
  }

  /** Of a new vbucket's file, where files up to {@code highest} were seen before. */
  static @Nullable Violation inCreation(long highest, long revision) {
    return revision > highest
        ? null
        : violation("revisions above " + highest, "a creation made revision " + revision);
  }

  private static Violation violation(String before, String after) {
    return Violation.of(
        Property.MONOTONIC, Property.MONOTONIC.meaning() + "; it was " + before, "it is " + after);
  }
}
