package dev.lockstep.reports;

import java.nio.file.Path;

/**
 * Where the reports of one run were written.
 *
 * @param html the page for people, complete in itself
 * @param junit the results as CI servers read them
 * @param json everything, for programs; {@code report.schema.json} describes it
 * @param summary a short text for a CI job's summary
 */
public record ReportFiles(Path html, Path junit, Path json, Path summary) {}
