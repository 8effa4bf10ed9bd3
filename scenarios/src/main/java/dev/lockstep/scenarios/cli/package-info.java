/** The command line: one class a command. It parses arguments, calls the rest and prints. */
@NullMarked
package dev.lockstep.scenarios.cli;

import org.jspecify.annotations.NullMarked;
