package dev.lockstep.engine.live;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A named point of a protocol that a task reached. Costs a flag test while nobody records. */
@Name(MilestoneEvent.NAME)
@Label("Milestone")
@Description("A named point of a storage protocol that a task reached")
@Category("Lockstep")
@StackTrace(false)
final class MilestoneEvent extends Event {
  static final String NAME = "dev.lockstep.Milestone";

  @Label("Name")
  String name = "";

  @Label("Subject")
  String subject = "";

  @Label("Value")
  long value;

  static void emit(String name, String subject, long value) {
    MilestoneEvent event = new MilestoneEvent();
    if (event.shouldCommit()) {
      event.name = name;
      event.subject = subject;
      event.value = value;
      event.commit();
    }
  }
}
