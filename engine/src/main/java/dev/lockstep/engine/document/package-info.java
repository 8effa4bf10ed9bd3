/** The values a store keeps: documents, their infos, local documents, revision metadata. */
@NullMarked
package dev.lockstep.engine.document;

import org.jspecify.annotations.NullMarked;
