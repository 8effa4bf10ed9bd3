package dev.lockstep.model.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Explores scenario files, a test each, and fails where one does not end as it expects. The method runs
 * after each that does; it may take the {@link dev.lockstep.model.result.ScenarioResult}. The module
 * that reads scenario files, {@code lockstep-scenarios}, has to be on the class path.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ScenarioFilesExtension.class)
public @interface ScenarioFiles {

  /** Files and folders, counted from the folder that the tests run in. */
  String[] value();
}
