package dev.lockstep.scenarios.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.vbucket.Reopening;
import dev.lockstep.engine.vbucket.VBucketInternals;
import dev.lockstep.engine.vbucket.VBucketParts;
import dev.lockstep.model.check.ExplorationListener;
import dev.lockstep.model.check.Explorer;
import dev.lockstep.model.check.Property;
import dev.lockstep.model.check.ScenarioException;
import dev.lockstep.model.check.ScenarioResult;
import dev.lockstep.scenarios.language.FaultCatalog;
import dev.lockstep.scenarios.language.ScenarioParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped scenario of a reopening finds one that believes what it reads. */
class SeededReopeningTest {
  private static final Path SCENARIO = Path.of("faults", "reopened-after-doubt-crash.yaml");

  @TempDir
  Path folder;

  /** After a failed sync, what is read may be in memory alone: this one serves it nevertheless. */
  private static final class Believing extends VBucketParts {
    @Override
    public Reopening newReopening(VBucketInternals vbucket) {
      return new Reopening(vbucket) {
        @Override
        protected void makeDurable(CouchFile found) {}
      };
    }
  }

  private static final FaultCatalog CATALOG = new FaultCatalog() {
    @Override
    public Optional<VBucketParts> find(String name) {
      return Optional.of(new Believing());
    }

    @Override
    public List<String> names() {
      return List.of("believing");
    }
  };

  @Test
  void aReopeningThatServesWhatItDidNotMakeDurableIsFound() throws IOException, ScenarioException {
    String text = Files.readString(SCENARIO) + "fault: believing\n";
    Path seeded = Files.writeString(folder.resolve("seeded.yaml"), text);
    ScenarioResult result = new Explorer(
            new ScenarioParser(CATALOG).parse(seeded, "seeded"), ExplorationListener.SILENT)
        .explore();
    assertThat(result.counterexample()).as(result.coverage()).isPresent();
    assertThat(result.counterexample().get().property()).isEqualTo(Property.DURABLE);
  }
}
