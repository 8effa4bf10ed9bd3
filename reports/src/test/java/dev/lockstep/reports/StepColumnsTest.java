package dev.lockstep.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.scenario.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StepColumnsTest {

  @Test
  void givesEachTaskAColumnAndShowsWhatHappenedBetweenTheSteps() {
    Story story = new Story("flusher", "compactor");
    story.as(0).as(1).as(0).reached("flush.begin", "0.couch.1", 7).lock("write lock#1");
    story.as(1).read("0.couch.1#1", 0, 4096).reached("compaction.pinned", "0.couch.1", 4096);
    story.as(0).unlock("write lock#1").called(2, "flush set b", "seqno 2").cut(5, "flush set c");

    assertThat(StepColumns.of(crash(story), 100))
        .containsExactly(
            "        flusher                   compactor",
            "     0  starts",
            "     1                            starts",
            "        > flush set b",
            "        ~ flush.begin 0.couch.1 7",
            "     2  locks write lock#1",
            "     3                            reads 0.couch.1#1 [0, 4096)",
            "                                  ~ compaction.pinned 0.couch.1 4096",
            "     4  unlocks write lock#1",
            "        < seqno 2",
            "        > flush set c",
            "        === crash, disk image 3 ===",
            "            lost: all");
  }

  @Test
  void showsACallThatTookNoStep() {
    Story story = new Story("flusher").as(0).called(1, "flush nothing", "ok");

    assertThat(StepColumns.of(crash(story), 100))
        .containsSubsequence("        > flush nothing", "        < ok");
  }

  @Test
  void saysHowManyStepsItLeavesOut() {
    Story story = new Story("flusher").as(0);
    for (int i = 1; i < 20; i++) {
      story.add("cell", i);
    }

    List<String> lines = StepColumns.of(crash(story), 8);

    assertThat(lines.get(3)).isEqualTo("        ... 12 steps left out ...");
    assertThat(lines.get(2)).startsWith("     1 ");
    assertThat(lines.get(4)).startsWith("    14 ");
  }

  private static Counterexample crash(Story story) {
    return story.violates(Property.DURABLE, "", "", 0, List.of("all"));
  }
}
