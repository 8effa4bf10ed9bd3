package dev.lockstep.model.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.opening.WarmUpReport;
import dev.lockstep.engine.store.StoreWarmUpReport;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpeningReportTest {
  private static final List<String> FOUND =
      List.of("0.couch.1", "0.couch.1.compact", "0.couch.2", "0.couch.3", "1.couch.1");
  private static final List<String> LEFT = List.of("0.couch.2", "0.couch.3.damaged");

  private static StoreWarmUpReport report(
      List<String> ofDeleted, boolean created, List<String> removed, List<String> setAside) {
    TreeMap<Integer, WarmUpReport> opened = new TreeMap<>();
    opened.put(0, new WarmUpReport(List.of(), "0.couch.2", created, removed, setAside));
    return new StoreWarmUpReport(opened, new TreeMap<>(), ofDeleted);
  }

  private static final List<String> OLDER = List.of("0.couch.1.compact", "0.couch.1");
  private static final List<String> ASIDE = List.of("0.couch.3.damaged");
  private static final List<String> DEAD = List.of("1.couch.1");

  @Test
  void isSoWhereEveryFileThatIsGoneOrNewIsTold() {
    assertThat(OpeningReport.contradiction(FOUND, report(DEAD, false, OLDER, ASIDE), LEFT))
        .isNull();
  }

  @Test
  void isNotSoWhereAFileIsGoneThatNobodyTells() {
    assertThat(OpeningReport.contradiction(FOUND, report(List.of(), false, OLDER, ASIDE), LEFT))
        .isNotNull();
    assertThat(OpeningReport.contradiction(
            FOUND, report(DEAD, false, List.of("0.couch.1"), ASIDE), LEFT))
        .isNotNull();
  }

  @Test
  void isNotSoWhereAFileIsSetAsideThatNobodyTells() {
    assertThat(OpeningReport.contradiction(FOUND, report(DEAD, false, OLDER, List.of()), LEFT))
        .isNotNull();
  }

  @Test
  void isNotSoWhereAFileIsToldRemovedThatIsThereOrNeverWas() {
    assertThat(OpeningReport.contradiction(LEFT, report(List.of(), false, LEFT, List.of()), LEFT))
        .isNotNull();
    assertThat(OpeningReport.contradiction(
            List.of("0.couch.2"),
            report(List.of(), false, List.of("0.couch.1"), List.of()),
            List.of("0.couch.2")))
        .isNotNull();
  }

  @Test
  void isNotSoWhereWhatWasThereIsToldCreated() {
    assertThat(OpeningReport.contradiction(FOUND, report(DEAD, true, OLDER, ASIDE), LEFT))
        .isNotNull();
    assertThat(OpeningReport.contradiction(
            List.of(), report(List.of(), false, List.of(), List.of()), List.of("0.couch.2")))
        .isNotNull();
  }
}
