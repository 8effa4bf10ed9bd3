package dev.lockstep.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MarkdownReportTest {

  @Test
  void putsWhatWasNotExpectedFirstWithTheCommandThatRunsItAgain() {
    String text = MarkdownReport.render(Examples.mixed());

    assertThat(text).startsWith("## ❌ Lockstep: 3 of 6 scenarios did not end as expected\n");
    assertThat(text)
        .containsSubsequence(
            "| proofs/crash-everywhere | holds | violates durable |",
            "| crash/rollback-deep | holds | incomplete |",
            "* again: `./lockstep replay " + Story.TOKEN + "`",
            "<details><summary>3 as expected</summary>",
            "| bugs/B05-metadata-only-commit | violates linearizable | found linearizable |");
  }

  @Test
  void staysShortWhereManyStepsConflict() {
    String text = MarkdownReport.render(Examples.run(Examples.holds("proofs/one")));

    assertThat(text)
        .contains("Of the steps that conflict", "Which steps and milestones: report.html");
    assertThat(text.lines().filter(line -> line.startsWith("    *"))).isEmpty();
  }

  @Test
  void isQuietAboutARunThatPassed() {
    String text = MarkdownReport.render(
        Examples.run(Examples.holds("proofs/one"), Examples.holds("proofs/two")));

    assertThat(text)
        .startsWith("## ✅ Lockstep: All 2 scenarios ended as expected\n")
        .doesNotContain("replay");
  }

  @Test
  void doesNotCallARunWithoutScenariosPassed() {
    assertThat(MarkdownReport.render(Examples.run()))
        .startsWith("## ❌ Lockstep: No scenario ran\n");
  }

  @Test
  void showsHostileTextAsItIs() {
    String text = MarkdownReport.render(Examples.run(Examples.hostile()));

    assertThat(text).contains("a/&lt;b&gt;&amp;\"'\\`\\|\\*\\]\\]&gt;&lt;/script&gt;");
    assertThat(text)
        .doesNotContain("<script>")
        .doesNotContainPattern("[\\u0000-\\u0009\\u000b-\\u001f]");
    assertThat(text.lines().filter(line -> line.startsWith("| a/"))).hasSize(1);
  }
}
