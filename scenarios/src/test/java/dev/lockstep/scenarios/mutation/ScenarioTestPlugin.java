package dev.lockstep.scenarios.mutation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pitest.classinfo.ClassByteArraySource;
import org.pitest.help.PitHelpError;
import org.pitest.testapi.Configuration;
import org.pitest.testapi.TestGroupConfig;
import org.pitest.testapi.TestPluginFactory;
import org.pitest.testapi.TestSuiteFinder;
import org.pitest.testapi.TestUnitFinder;

/**
 * Gives PIT the scenarios as tests. PIT's plugin for JUnit runs all tests of a class to know their
 * names, and so in every process it starts; this one reads the files.
 */
public final class ScenarioTestPlugin implements TestPluginFactory, Configuration {
  @Override
  public String name() {
    return "lockstep-scenarios";
  }

  @Override
  public String description() {
    return "Every scenario file is a test";
  }

  @Override
  public Configuration createTestFrameworkConfiguration(
      TestGroupConfig groups,
      ClassByteArraySource source,
      Collection<String> excludedRunners,
      Collection<String> includedTestMethods) {
    return this;
  }

  @Override
  public TestUnitFinder testUnitFinder() {
    return (found, listener) ->
        found == ScenarioSuite.class ? List.copyOf(ScenarioSuite.tests()) : List.of();
  }

  @Override
  public TestSuiteFinder testSuiteFinder() {
    return found -> List.of();
  }

  @Override
  public Optional<PitHelpError> verifyEnvironment() {
    return Optional.empty();
  }
}
