package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.scenarios.language.FaultCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every historical bug that a scenario file may name. */
public final class Museum implements FaultCatalog {
  private static final Map<String, VBucketParts> BUGS = new TreeMap<>(Map.of(
      "B01", new B01PurgedPreparesSubtracted(),
      "B05", new B05SeqnoCountedByHeader(),
      "B15", new B15EndOfSourceCached(),
      "B18", new B18RollbackDoesNotAbort(),
      "B24", new B24RevisionReadThenOpened(),
      "B51", new B51LeftoverReused()));

  @Override
  public Optional<VBucketParts> find(String name) {
    return Optional.ofNullable(BUGS.get(name));
  }

  @Override
  public List<String> names() {
    return List.copyOf(BUGS.keySet());
  }
}
