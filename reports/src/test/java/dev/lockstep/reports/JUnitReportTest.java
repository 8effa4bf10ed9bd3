package dev.lockstep.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.scenario.Property;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class JUnitReportTest {

  @Test
  void isWhatCiServersRead() throws Exception {
    Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Objects.requireNonNull(JUnitReportTest.class.getResource("junit.xsd")));

    for (RunResult result : List.of(
        Examples.mixed(),
        Examples.run(),
        Examples.run(Examples.hostile()),
        Examples.run(Examples.share("proofs/one")))) {
      schema
          .newValidator()
          .validate(new StreamSource(new StringReader(JUnitReport.render(result))));
    }
  }

  @Test
  void makesASuiteOfEachFolderAndACaseOfEachScenario() throws Exception {
    Document document = parsed(Examples.mixed());

    assertThat(all(document, "testsuite").stream().map(suite -> suite.getAttribute("name")))
        .containsExactly("scenarios/proofs", "scenarios/bugs", "scenarios/crash");
    assertThat(all(document, "testcase").stream()
            .map(one -> one.getAttribute("classname") + " " + one.getAttribute("name")))
        .containsExactly(
            "scenarios.proofs flusher-compactor",
            "scenarios.proofs flusher-compactor-scan",
            "scenarios.proofs crash-everywhere",
            "scenarios.bugs B05-metadata-only-commit",
            "scenarios.bugs B24-late-abort",
            "scenarios.crash rollback-deep");
  }

  @Test
  void countsAndTimesSuitesAndTheWhole() throws Exception {
    Document document = parsed(Examples.mixed());

    Element whole = document.getDocumentElement();
    assertThat(whole.getAttribute("tests")).isEqualTo("6");
    assertThat(whole.getAttribute("failures")).isEqualTo("3");
    Element proofs = all(document, "testsuite").get(0);
    assertThat(proofs.getAttribute("tests")).isEqualTo("3");
    assertThat(proofs.getAttribute("failures")).isEqualTo("1");
    assertThat(proofs.getAttribute("time")).isEqualTo("4.240");
  }

  @Test
  void skipsAShareWhichIsNeitherAPassNorAFailure() throws Exception {
    Document document =
        parsed(Examples.run(Examples.share("proofs/one"), Examples.holds("proofs/two")));

    assertThat(document.getDocumentElement().getAttribute("skipped")).isEqualTo("1");
    assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("0");
    assertThat(all(document, "skipped").stream().map(one -> one.getAttribute("message")))
        .containsExactly("shard 2/3: complete up to 2 preemptions");
  }

  @Test
  void failsWhatDidNotEndAsExpectedAndNothingElse() throws Exception {
    Document document = parsed(Examples.mixed());

    assertThat(all(document, "failure").stream()
            .map(failure -> name(failure) + ": " + failure.getAttribute("type")))
        .containsExactly(
            "crash-everywhere: durable", "B24-late-abort: not-found", "rollback-deep: incomplete");
  }

  @Test
  void tellsInTheFailureWhatWasPromisedAndSeenAndHowToRunItAgain() throws Exception {
    Element failure = all(parsed(Examples.mixed()), "failure").get(0);

    assertThat(failure.getAttribute("message"))
        .startsWith("violates durable, expected: holds: ")
        .hasLineCount(1);
    assertThat(failure.getTextContent())
        .contains("promised:\n  after the crash: k0 … k11, with or without z\n")
        .contains("seen:\n  after the crash: k0 … k10\n  k11 is gone\n")
        .contains("token:  " + Story.TOKEN + "\n")
        .contains("./lockstep replay " + Story.TOKEN + "\n")
        .contains("=== crash, disk image 3 ===");
  }

  @Test
  void saysForEveryScenarioWhatWasCovered() throws Exception {
    List<Element> outputs = all(parsed(Examples.mixed()), "system-out");

    assertThat(outputs).hasSize(6);
    assertThat(outputs.get(0).getTextContent()).isEqualTo("""
            holds
            covered: complete up to 2 preemptions
            Of the steps that conflict 1 pair came in both orders, 1 in one, 1 never, in 512 executions looked at
            18204 executions, 911 distinct traces, 7310 crashes
            """);
    assertThat(outputs.get(3).getTextContent())
        .startsWith("found, as expected: linearizable\n")
        .contains(Story.TOKEN);
  }

  @Test
  void keepsTextThatXmlAllowsAndReplacesTheRest() throws Exception {
    Document document = parsed(Examples.run(Examples.hostile()));

    assertThat(all(document, "failure").get(0).getTextContent())
        .contains(
            "a/<b>&\"'`|*]]></script><script>alert(1)</script>-->{{title}}$1\\\uFFFD\uFFFD[31m\u2028\uFFFD\n  end");
  }

  @Test
  void leavesOutTheMiddleOfALongExecution() throws Exception {
    Story story = new Story("flusher").as(0);
    IntStream.range(0, 5000).forEach(i -> story.add("cell " + i, 1));
    Counterexample found = story.violates(Property.TERMINATES, "an end", "none", 0, List.of());

    String text = all(
            parsed(Examples.run(Examples.violated("loops", Optional.empty(), found))), "failure")
        .get(0)
        .getTextContent();

    assertThat(text).contains("... 4601 steps left out ...").contains("5001 steps, 0 preemptions");
    assertThat(text)
        .contains("adds to cell 0")
        .doesNotContain("adds to cell 2500")
        .contains("adds to cell 4999");
  }

  private static String name(Element failure) {
    return ((Element) failure.getParentNode()).getAttribute("name");
  }

  private static List<Element> all(Document document, String tag) {
    NodeList nodes = document.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> (Element) nodes.item(i))
        .toList();
  }

  private static Document parsed(RunResult result) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(JUnitReport.render(result))));
  }
}
