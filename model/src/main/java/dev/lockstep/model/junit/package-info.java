/**
 * The explorer in JUnit 5: methods that are run under every schedule, or under one again, and scenario
 * files as tests. Whoever uses it brings JUnit along.
 */
@NullMarked
package dev.lockstep.model.junit;

import org.jspecify.annotations.NullMarked;
