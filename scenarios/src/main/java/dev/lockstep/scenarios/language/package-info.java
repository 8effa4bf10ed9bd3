/**
 * The language of scenario files: YAML in, {@link dev.lockstep.model.scenario.Scenario} out, and every
 * mistake named with its line and column.
 */
@NullMarked
package dev.lockstep.scenarios.language;

import org.jspecify.annotations.NullMarked;
