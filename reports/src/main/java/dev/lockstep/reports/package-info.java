/** The results of a run as HTML, JUnit XML, JSON and Markdown. */
@NullMarked
package dev.lockstep.reports;

import org.jspecify.annotations.NullMarked;
