/** The sequential specification: what a vbucket may answer, as an immutable value. */
@NullMarked
package dev.lockstep.model.spec;

import org.jspecify.annotations.NullMarked;
