package dev.lockstep.stress.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.scenarios.cli.StoreBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreBenchmarkRunTest {
  private static final Effort TINY = new Effort(500, 100, 0, 0, 0, 60);

  @Test
  void takesOurEngineThroughEveryWorkloadInOrder(@TempDir Path directory) throws IOException {
    List<Measurement> measured = new ArrayList<>();

    ContenderRun.run(new Lockstep(), directory, TINY, measured::add);

    assertThat(measured)
        .extracting(Measurement::workload)
        .containsExactlyElementsOf(Arrays.asList(Workload.values()));
    assertThat(measured.get(0).documents()).isEqualTo(500);
    assertThat(measured.get(4).bytesOnDisk()).isPositive();
  }

  @Test
  void refusesAStoreThatLosesDocuments(@TempDir Path directory) {
    Contender lossy = new FakeContender("lossy", new LossyStore());

    assertThatThrownBy(() -> ContenderRun.run(lossy, directory, TINY, measured -> {}))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("lossy scanned 0 documents");
  }

  /** The peers are on the class path of the benchmark alone. */
  @Test
  void aRunThatMeasuredNothingFails(@TempDir Path directory) {
    StoreBenchmark.Request request =
        new StoreBenchmark.Request(true, List.of("lmdb"), directory, Optional.empty());

    assertThatThrownBy(() -> new StoreBenchmarkRun().run(request, line -> {}, line -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("none of [lmdb] could be measured");
  }

  @Test
  void writesOneObjectAMeasurementWithExactlyTheNamedMembers() throws IOException {
    JsonNode results = new ObjectMapper()
        .readTree(ResultsJson.of(List.of(measurement(Workload.BULK_LOAD, "lmdb", 2000))))
        .get("results");

    assertThat(results).hasSize(1);
    JsonNode only = results.get(0);
    assertThat(only.fieldNames())
        .toIterable()
        .containsExactly(
            "workload",
            "engine",
            "docsPerSecond",
            "p50Micros",
            "p99Micros",
            "p999Micros",
            "maxPauseMillis");
    assertThat(only.get("workload").asText()).isEqualTo("bulk-load");
    assertThat(only.get("docsPerSecond").asLong()).isEqualTo(2000);
    assertThat(only.get("p50Micros").asDouble()).isEqualTo(1000.4);
  }

  @Test
  void putsOurShareOfAPeersFigureBesideIt() {
    List<String> table = ResultsTable.of(List.of(
        measurement(Workload.SCAN, Lockstep.NAME, 3000), measurement(Workload.SCAN, "lmdb", 2000)));

    assertThat(table).contains("| scan | 3,000 | 2,000 (1.50) |");
  }

  private static Measurement measurement(Workload workload, String engine, long perSecond) {
    Histogram latencies = new Histogram(3);
    latencies.recordValue(1_000_000);
    return new Measurement(workload, engine, latencies, perSecond, 1_000_000_000, 0, 0);
  }
}
