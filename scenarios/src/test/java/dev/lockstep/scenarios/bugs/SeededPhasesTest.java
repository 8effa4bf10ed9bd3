package dev.lockstep.scenarios.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.state.StateAccount;
import dev.lockstep.engine.vbucket.CatchUp;
import dev.lockstep.engine.vbucket.Reopening;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.check.ExplorationListener;
import dev.lockstep.model.check.Explorer;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.scenarios.language.FaultCatalog;
import dev.lockstep.scenarios.language.ScenarioParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Phases that were never wrong in the real store, made wrong: the scenarios about them find it. */
class SeededPhasesTest {
  @TempDir
  Path folder;

  /** After a failed sync, what is read may be in memory alone: this one serves it nevertheless. */
  private static final class BelievesWhatItReads extends VBucketParts {
    @Override
    public Reopening newReopening(VBucketInternals vbucket) {
      return new Reopening(vbucket) {
        @Override
        protected void makeDurable(CouchFile found) {}
      };
    }
  }

  /** Ends a round when the flusher is let go, which is when one document is saved. */
  private static final class EndsWithTheWait extends CatchUp {
    private boolean ended;

    EndsWithTheWait(Start start) {
      super(start);
    }

    @Override
    protected Header replayDocuments(Header draft, Revision newest, StateAccount account)
        throws IOException {
      ended = false;
      return super.replayDocuments(draft, newest, account);
    }

    @Override
    protected Header saveBatch(Header draft, List<DocumentChange> batch, StateAccount account)
        throws IOException {
      Header saved = ended ? draft : super.saveBatch(draft, batch, account);
      ended = ended || batch.size() == 1;
      return saved;
    }
  }

  private record Catalog(VBucketParts seeded) implements FaultCatalog {
    @Override
    public Optional<VBucketParts> find(String name) {
      return Optional.of(seeded);
    }

    @Override
    public List<String> names() {
      return List.of("seeded");
    }
  }

  private Property broken(String scenario, VBucketParts seeded)
      throws IOException, ScenarioException {
    String text = Files.readString(Path.of(scenario)) + "fault: seeded\n";
    Path file = Files.writeString(folder.resolve("seeded.yaml"), text);
    ScenarioParser parser = new ScenarioParser(new Catalog(seeded));
    ScenarioResult result =
        new Explorer(parser.parse(file, "seeded"), ExplorationListener.SILENT).explore();
    assertThat(result.counterexample()).as(result.coverage()).isPresent();
    return result.counterexample().get().property();
  }

  @Test
  void aReopeningThatServesWhatItDidNotMakeDurableIsFound() throws IOException, ScenarioException {
    assertThat(broken("faults/reopened-after-doubt-crash.yaml", new BelievesWhatItReads()))
        .isEqualTo(Property.DURABLE);
  }

  @Test
  void aHeldBackRoundThatEndsWhenTheFlusherIsLetGoIsFound() throws IOException, ScenarioException {
    assertThat(
            broken("proofs/flusher-held-back-crash.yaml", new FaultyCatchUp(EndsWithTheWait::new)))
        .isIn(Property.LINEARIZABLE, Property.DURABLE);
  }
}
