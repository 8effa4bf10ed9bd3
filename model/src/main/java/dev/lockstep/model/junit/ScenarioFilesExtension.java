package dev.lockstep.model.junit;

import dev.lockstep.model.check.Canary;
import dev.lockstep.model.check.ExplorationListener;
import dev.lockstep.model.check.Explorer;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.result.ReplayLine;
import dev.lockstep.model.result.ScenarioResult;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.ScenarioReader;
import dev.lockstep.model.scenario.ScenarioReader.Placed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes a test of every scenario that {@link ScenarioFiles} names. */
final class ScenarioFilesExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return context.getRequiredTestMethod().isAnnotationPresent(ScenarioFiles.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    ScenarioFiles files = context.getRequiredTestMethod().getAnnotation(ScenarioFiles.class);
    List<TestTemplateInvocationContext> tests = new ArrayList<>();
    for (String path : files.value()) {
      for (Placed scenario : read(path)) {
        tests.add(new ScenarioTest(scenario));
      }
    }
    if (tests.isEmpty()) {
      throw new ExtensionConfigurationException(
          "no scenario in " + String.join(", ", files.value()) + ": nothing would be tested");
    }
    Canary.sing();
    return tests.stream();
  }

  private static List<Placed> read(String path) {
    ScenarioReader reader = ServiceLoader.load(ScenarioReader.class)
        .findFirst()
        .orElseThrow(() -> new ExtensionConfigurationException(
            "nothing here reads scenario files: put lockstep-scenarios on the class path"));
    try {
      return reader.read(path);
    } catch (IOException e) {
      throw new ExtensionConfigurationException(String.valueOf(e.getMessage()), e);
    }
  }

  /** One scenario: it is explored before the method runs. */
  private static final class ScenarioTest
      implements TestTemplateInvocationContext, BeforeTestExecutionCallback, ParameterResolver {
    private final Scenario scenario;
    private final String folder;
    private @Nullable ScenarioResult result;

    ScenarioTest(Placed placed) {
      this.scenario = placed.scenario();
      this.folder = placed.folder();
    }

    @Override
    public String getDisplayName(int number) {
      return scenario.name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) throws ScenarioException {
      ScenarioResult ended =
          new Explorer(scenario, ExplorationListener.SILENT).explore().in(folder);
      result = ended;
      if (!ended.asExpected()) {
        throw new AssertionError(scenario.name() + " should end as: " + ended.expected() + "; it "
            + ended
                .counterexample()
                .map(ScenarioTest::text)
                .orElse("ended as " + ended.verdict().word())
            + "\n" + ended.coverage());
      }
    }

    private static String text(Counterexample found) {
      return "violates " + found.property().key() + "\npromised: " + found.promised() + "\nseen: "
          + found.seen() + "\nto run it again: " + ReplayLine.of(found);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ScenarioResult.class;
    }

    @Override
    public @Nullable ScenarioResult resolveParameter(
        ParameterContext parameter, ExtensionContext context) {
      return result;
    }
  }
}
