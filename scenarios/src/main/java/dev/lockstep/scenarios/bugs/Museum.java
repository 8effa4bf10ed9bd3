package dev.lockstep.scenarios.bugs;

import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.scenarios.language.FaultCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every historical bug that a scenario file may name. */
public final class Museum implements FaultCatalog {
  private static final Map<String, VBucketParts> BUGS = new TreeMap<>(Map.ofEntries(
      Map.entry("B01", new FaultyCatchUp(B01PurgedPreparesSubtracted::new)),
      Map.entry("B02", new FaultyCatchUp(B02AbortNotCounted::new)),
      Map.entry("B03", new FaultyCatchUp(B03BytesKeptWithCount::new)),
      Map.entry("B05", new FaultyCatchUp(B05SeqnoCountedByHeader::new)),
      Map.entry("B06", new FaultyCatchUp(B06TombstoneWithoutBody::new)),
      Map.entry("B14", new FaultyCatchUp(B14PurgeSeqnoOfSource::new)),
      Map.entry("B15", new B15EndOfSourceCached()),
      Map.entry("B17", new FaultyCatchUp(B17SpillLosesDocument::new)),
      Map.entry("B18", new B18RollbackDoesNotAbort()),
      Map.entry("B24", new B24RevisionReadThenOpened()),
      Map.entry("B34", new B34StateOfAnotherHeader()),
      Map.entry("B36", new B36HighestTombstonePurged()),
      Map.entry("B39", new B39StateReadBeforeLock()),
      Map.entry("B42", new B42PrepareCountedTwice()),
      Map.entry("B51", new B51LeftoverReused())));

  @Override
  public Optional<VBucketParts> find(String name) {
    return Optional.ofNullable(BUGS.get(name));
  }

  @Override
  public List<String> names() {
    return List.copyOf(BUGS.keySet());
  }
}
