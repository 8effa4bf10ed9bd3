package dev.lockstep.reports;

import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ReplayLine;
import dev.lockstep.model.result.RunResult;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.result.ScenarioResult.Verdict;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The results as CI servers read them: a test suite for each folder of scenarios, a test case for
 * each scenario. A case fails when its scenario did not end as its file expects; a seeded bug that
 * was found is a pass.
 */
final class JUnitReport {
  /** More steps than this are not printed in full: CI servers cut or choke on long failures. */
  private static final int STEPS_MAX = 400;

  private final XMLStreamWriter xml;

  private JUnitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static String render(RunResult result) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JUnitReport(xml).write(result);
      xml.close();
    } catch (XMLStreamException e) {
      throw new AssertionError("a writer to memory failed", e);
    }
    return text + "\n";
  }

  private void write(RunResult result) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    newLine(0);
    xml.writeStartElement("testsuites");
    attribute("name", "Lockstep");
    writeTotals(result.scenarios());
    for (Map.Entry<String, List<ScenarioResult>> suite :
        byFolder(result.scenarios()).entrySet()) {
      writeSuite(result, suite.getKey(), suite.getValue());
    }
    newLine(0);
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private static Map<String, List<ScenarioResult>> byFolder(List<ScenarioResult> scenarios) {
    Map<String, List<ScenarioResult>> folders = new LinkedHashMap<>();
    for (ScenarioResult scenario : scenarios) {
      folders.computeIfAbsent(folder(scenario), unused -> new ArrayList<>()).add(scenario);
    }
    return folders;
  }

  private static String folder(ScenarioResult scenario) {
    int slash = scenario.name().lastIndexOf('/');
    return slash < 0 ? "scenarios" : "scenarios/" + scenario.name().substring(0, slash);
  }

  private void writeSuite(RunResult result, String folder, List<ScenarioResult> scenarios)
      throws XMLStreamException {
    newLine(1);
    xml.writeStartElement("testsuite");
    attribute("name", folder);
    writeTotals(scenarios);
    newLine(2);
    xml.writeStartElement("properties");
    writeProperty("lockstep.version", result.version());
    writeProperty("java.version", result.java());
    writeProperty("lockstep.taskDriver", result.taskDriver());
    newLine(2);
    xml.writeEndElement();
    for (ScenarioResult scenario : scenarios) {
      writeCase(folder, scenario);
    }
    newLine(1);
    xml.writeEndElement();
  }

  private void writeTotals(List<ScenarioResult> scenarios) throws XMLStreamException {
    long failures =
        scenarios.stream().filter(one -> !one.asExpected() && !isShare(one)).count();
    attribute("tests", String.valueOf(scenarios.size()));
    attribute("failures", String.valueOf(failures));
    attribute("errors", "0");
    attribute(
        "skipped",
        String.valueOf(scenarios.stream().filter(JUnitReport::isShare).count()));
    attribute(
        "time",
        Phrases.seconds(scenarios.stream().mapToLong(ScenarioResult::nanos).sum()));
  }

  private static boolean isShare(ScenarioResult scenario) {
    return scenario.verdict() == Verdict.SHARD;
  }

  private void writeProperty(String name, String value) throws XMLStreamException {
    newLine(3);
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
  }

  private void writeCase(String folder, ScenarioResult scenario) throws XMLStreamException {
    newLine(2);
    xml.writeStartElement("testcase");
    attribute("name", scenario.name().substring(scenario.name().lastIndexOf('/') + 1));
    attribute("classname", folder.replace('/', '.'));
    attribute("time", Phrases.seconds(scenario.nanos()));
    if (isShare(scenario)) {
      newLine(3);
      xml.writeEmptyElement("skipped");
      attribute("message", Phrases.oneLine(scenario.coverage()));
    } else if (!scenario.asExpected()) {
      newLine(3);
      xml.writeStartElement("failure");
      attribute("type", failureType(scenario));
      attribute("message", Phrases.oneLine(Phrases.outcome(scenario) + ": " + scenario.title()));
      xml.writeCharacters(XmlText.clean(
          scenario.counterexample().map(JUnitReport::explain).orElse(scenario.coverage())));
      xml.writeEndElement();
    }
    newLine(3);
    xml.writeStartElement("system-out");
    xml.writeCharacters(XmlText.clean(output(scenario)));
    xml.writeEndElement();
    newLine(2);
    xml.writeEndElement();
  }

  private static String failureType(ScenarioResult scenario) {
    return switch (scenario.verdict()) {
      case HOLDS -> "not-found";
      case VIOLATED ->
        scenario.counterexample().map(found -> found.property().key()).orElse("violated");
      case INCOMPLETE, TIME_LIMIT, MEMORY_LIMIT, NO_EXECUTION, VACUOUS, SHARD ->
        scenario.verdict().word();
    };
  }

  private static String explain(Counterexample found) {
    StringBuilder text = new StringBuilder();
    text.append("property ")
        .append(found.property().key())
        .append(": ")
        .append(found.property().meaning());
    text.append("\n\npromised:\n").append(found.promised().indent(2));
    text.append("\nseen:\n").append(found.seen().indent(2));
    found.why().ifPresent(why -> text.append("\nbecause:\n").append(why.indent(2)));
    text.append("\ntoken:  ").append(found.token());
    text.append("\nreplay: ").append(ReplayLine.of(found));
    text.append("\n\n").append(Phrases.count(found.steps().size(), "step", "steps"));
    text.append(", ")
        .append(Phrases.count(found.preemptions(), "preemption", "preemptions"))
        .append("\n");
    StepColumns.of(found, STEPS_MAX).forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static String output(ScenarioResult scenario) {
    StringBuilder text = new StringBuilder();
    text.append(Phrases.outcome(scenario)).append('\n');
    text.append("covered: ").append(scenario.coverage()).append('\n');
    text.append(Phrases.reach(scenario.reach())).append('\n');
    text.append(Phrases.count(scenario.executions(), "execution", "executions")).append(", ");
    text.append(Phrases.count(scenario.distinctTraces(), "distinct trace", "distinct traces"))
        .append(", ");
    text.append(Phrases.count(scenario.crashes(), "crash", "crashes")).append('\n');
    scenario
        .counterexample()
        .ifPresent(found -> text.append(ReplayLine.of(found)).append('\n'));
    return text.toString();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, XmlText.clean(value));
  }

  private void newLine(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
