/** What is made of an execution that broke a property: replayed, shrunk, explained. */
@NullMarked
package dev.lockstep.model.counterexample;

import org.jspecify.annotations.NullMarked;
