package dev.lockstep.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scheduler.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonResultsTest {
  @Test
  void whatWasReadIsRenderedAsItWas() throws IOException {
    for (RunResult result :
        List.of(Examples.mixed(), Examples.run(Examples.hostile()), Examples.run(), share())) {
      String json = JsonReport.render(result);
      assertThat(JsonReport.render(JsonResults.parse(json))).isEqualTo(json);
    }
  }

  @Test
  void refusesWhatIsNoReportInOneLine(@TempDir Path folder) throws IOException {
    String report = JsonReport.render(Examples.mixed());
    Path file = folder.resolve("report.json");
    for (String wrong : List.of(
        "",
        "{",
        "[]",
        "{\"format\": 2}",
        report.replace("\"holds\"", "\"held\""),
        report.replaceFirst("\"identity\"", "\"other\""))) {
      Files.writeString(file, wrong);
      assertThatThrownBy(() -> JsonResults.read(file))
          .isInstanceOf(IOException.class)
          .hasMessage(file + ": not a report.json of this version; name one that a check wrote");
    }
  }

  private static RunResult share() {
    return new RunResult(
        "0.1.0",
        "17.0.15",
        "baton",
        new Shard(2, 3),
        List.of(Examples.violated("bugs/B05", Optional.of("B05"), faulty())));
  }

  private static Counterexample faulty() {
    return new Story("flusher")
        .as(0)
        .write("f#1", 4096, 100)
        .violates(Property.DURABLE, "all", "nothing", 0, List.of());
  }
}
