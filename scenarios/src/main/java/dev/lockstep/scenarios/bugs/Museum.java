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
      Map.entry("B04", new FaultyCatchUp(B04CollectionsNotCounted::new)),
      Map.entry("B05", new FaultyCatchUp(B05SeqnoCountedByHeader::new)),
      Map.entry("B06", new FaultyCatchUp(B06TombstoneWithoutBody::new)),
      Map.entry("B07", new FaultyCatchUp(B07ErasedBackOnList::new)),
      Map.entry("B09", new FaultyCatchUp(B09OlderDroppedList::new)),
      Map.entry("B10", new FaultyCatchUp(B10GenerationsMerged::new)),
      Map.entry("B11a", new B11aTombstoneCountedAgain()),
      Map.entry("B11b", new FaultyCatchUp(B11bCountersAfterDocuments::new)),
      Map.entry("B12", new B12PurgedStayInSize()),
      Map.entry("B14", new FaultyCatchUp(B14PurgeSeqnoOfSource::new)),
      Map.entry("B15", new B15EndOfSourceCached()),
      Map.entry("B16", new B16CompletionNeedsCollection()),
      Map.entry("B17", new FaultyCatchUp(B17SpillLosesDocument::new)),
      Map.entry("B18", new B18RollbackDoesNotAbort()),
      Map.entry("B19", new B19DeleteDoesNotStopCompaction()),
      Map.entry("B21", new B21RevisionReused()),
      Map.entry("B22", new B22RenamedFileStays()),
      Map.entry("B23", new B23FallsBackToAnyRevision()),
      Map.entry("B24", new B24RevisionReadThenOpened()),
      Map.entry("B25", new B25LockOfItsOwn()),
      Map.entry("B26", new B26ReaderRemovesStaleFiles()),
      Map.entry("B27", new B27StatePersistCoalesced()),
      Map.entry("B28", new B28StateOfDeadGeneration()),
      Map.entry("B29", new B29SnapshotByNumber()),
      Map.entry("B30", new B30LocksCrossed()),
      Map.entry("B31", new B31ReplicaExpires()),
      Map.entry("B32", new B32NewerVersionExpires()),
      Map.entry("B34", new B34StateOfAnotherHeader()),
      Map.entry("B36", new B36HighestTombstonePurged()),
      Map.entry("B38", new B38EmptyFlushPoisonsState()),
      Map.entry("B39", new B39StateReadBeforeLock()),
      Map.entry("B40", new B40DroppedInMemory()),
      Map.entry("B41", new B41NewerMarkedClean()),
      Map.entry("B42", new B42PrepareCountedTwice()),
      Map.entry("B43", new B43CountedFromTarget()),
      Map.entry("B44", new B44FailedBatchPublished()),
      Map.entry("B46", new B46CountersOfFailedCommit()),
      Map.entry("B47", new OtherFiles(B47FailedSyncIsSuccess::new)),
      Map.entry("B48", new B48HeaderInDoubtIsFailure()),
      Map.entry("B51", new B51LeftoverReused()),
      Map.entry("B52", new B52CreatedInPlace()),
      Map.entry("B53", new OtherFiles(B53NoSyncBeforeHeader::new)),
      Map.entry("B54", new OtherFiles(B54HeaderWrittenInParts::new)),
      Map.entry("B55", new OtherFiles(B55ShortWriteIsWhole::new)),
      Map.entry("B56", new B56CatchUpIgnoresErrors()),
      Map.entry("B57", new B57LockLeftHeld()),
      Map.entry("B58", new B58SecondAskerForgotten()),
      Map.entry("C01", new C01NodesNeverSplit()),
      Map.entry("C03", new C03RangePastItsEnd()),
      Map.entry("C04", new FaultyCatchUp(C04TombstoneWithBody::new)),
      Map.entry("C07", new OtherFiles(C07OffsetTooShort::new)),
      Map.entry("C09", new C09ListenerStopsPurge()),
      Map.entry("C10", new C10BoundForgotten()),
      Map.entry("C11", new C11OlderWriteStays()),
      Map.entry("C12", new C12SeqnoTaken()),
      Map.entry("C15", new C15RollbackForgetsDropped()),
      Map.entry("C16", new C16RollbackWithoutState()),
      Map.entry("C17", new C17OlderGenerationUpdated()),
      Map.entry("C18", new C18CountersNotReadAtStart()),
      Map.entry("C19", new C19ErasedNotSubtracted()),
      Map.entry("C21", new C21PersistedSeqnoAhead()),
      Map.entry("C22", new C22AbsentFileRemovedForEver()),
      Map.entry("C23", new C23FileKeptOverSwitch()),
      Map.entry("C24", new C24EraseEndsLater()),
      Map.entry("C25", new C25DeletionWaitsForCompaction())));

  @Override
  public Optional<VBucketParts> find(String name) {
    return Optional.ofNullable(BUGS.get(name));
  }

  @Override
  public List<String> names() {
    return List.copyOf(BUGS.keySet());
  }
}
