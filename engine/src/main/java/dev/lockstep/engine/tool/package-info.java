/** What a person does with any couch file: info, dump, verify, compact. */
@NullMarked
package dev.lockstep.engine.tool;

import org.jspecify.annotations.NullMarked;
