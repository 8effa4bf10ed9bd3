package dev.lockstep.scenarios.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.scenario.Search.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BugTableTest {
  private static final BugMeasurement ALWAYS = new BugMeasurement(
      "B05",
      Kind.BOUNDED.word(),
      1,
      1,
      Optional.of(1200L),
      Optional.of(1_500_000L),
      OptionalInt.of(40));
  private static final BugMeasurement MOSTLY = new BugMeasurement(
      "B05",
      Kind.PCT.word(),
      20,
      17,
      Optional.of(9L),
      Optional.of(2_000_000_000L),
      OptionalInt.of(41));
  private static final BugMeasurement RARELY = new BugMeasurement(
      "B05", Kind.POS.word(), 20, 3, Optional.empty(), Optional.empty(), OptionalInt.of(42));
  private static final BugMeasurement NEVER = new BugMeasurement(
      "B05", Kind.SURW.word(), 20, 0, Optional.empty(), Optional.empty(), OptionalInt.empty());

  @Test
  void showsHowManySearchesFoundItWhereNotAllDid() {
    assertThat(BugTable.row(List.of(ALWAYS, MOSTLY, RARELY, NEVER)))
        .isEqualTo("| B05 | 1,200, 0.002 s, 40 | 9, 2.000 s, 41 (17 of 20) | - (3 of 20) | - |");
  }

  @Test
  void leavesOutWhatAnotherCheckerDoesNotTakeOrCount() {
    BugMeasurement found = new BugMeasurement(
        "B05", "other", 1, 1, Optional.of(7L), Optional.of(3_000_000L), OptionalInt.empty());
    BugMeasurement notTaken = BugMeasurement.notTaken("B05", "other");

    assertThat(BugTable.head(List.of("other")).get(0))
        .endsWith("| surw | guided | exhaustive | other |");
    assertThat(BugTable.row(List.of(NEVER, found))).isEqualTo("| B05 | - | 7, 0.003 s |");
    assertThat(BugTable.row(List.of(NEVER, notTaken))).isEqualTo("| B05 | - |  |");
    assertThat(BugTable.json(List.of(notTaken))).isEqualTo("{\"results\":[]}\n");
  }

  @Test
  void hasNoNumbersInJsonWhereMostSearchesFoundNothing() {
    assertThat(BugTable.json(List.of(MOSTLY, NEVER))).isEqualTo("""
        {"results":[\
        {"bug":"B05","scheduler":"pct","found":true,"executionsMedian":9,"secondsMedian":2.0,"steps":41},\
        {"bug":"B05","scheduler":"surw","found":false,"executionsMedian":null,"secondsMedian":null,"steps":null}]}
        """);
  }

  @Test
  void saysWhenAnotherCheckerGivesUp() {
    assertThat(BugTable.legend("other", 60))
        .startsWith("other: one search, '-' where")
        .contains(" 60 seconds");
  }
}
