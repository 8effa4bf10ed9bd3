@NullMarked
package dev.lockstep.reports;

import org.jspecify.annotations.NullMarked;
