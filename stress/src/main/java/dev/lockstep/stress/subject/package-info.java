/** What is raced: a header switch on the live platform's cells, over files that count their fate. */
@NullMarked
package dev.lockstep.stress.subject;

import org.jspecify.annotations.NullMarked;
