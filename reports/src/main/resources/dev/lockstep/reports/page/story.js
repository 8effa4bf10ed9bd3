// What can be told from the steps of a counterexample: who ran when, who held what, how files grew.

const KIND_GROUPS = [
  ["mutex", ["lock", "try-lock", "unlock", "await", "signal"]],
  ["cell", ["cell-get", "cell-set", "cell-compare-and-set", "cell-add"]],
  ["file", ["file-open", "file-read", "file-write", "file-size", "file-sync", "file-close"]],
  ["directory", ["directory-list", "rename", "remove", "directory-sync"]],
  ["task", ["task-start", "join"]],
];

const ONLY_LOOKS = new Set(["cell-get", "file-read", "file-size", "directory-list", "join"]);

/** How the reason of a violation names the steps that decide. */
const NAMED_STEP = /\(step (\d+)\)/g;

function kindGroup(kind) {
  const group = KIND_GROUPS.find(([, kinds]) => kinds.includes(kind));
  return group ? group[0] : "other";
}

/** The first file position that a step touches; handles stand at negative ones. */
function position(step) {
  const range = step.touches.find((touched) => touched.start >= 0);
  return range ? range.start : 0;
}

class Story {
  constructor(found) {
    this.found = found;
    this.steps = found.steps;
    this.tasks = found.tasks;
    this.groups = this.steps.map((step) => kindGroup(step.kind));
    this.runs = this.findRuns();
    this.findHolds();
    this.switches = this.findSwitches();
    this.files = this.findFiles();
    this.between = this.findLines();
    this.decisive = new Set([...(found.why ?? "").matchAll(NAMED_STEP)].map(([, index]) => Number(index)));
  }

  /** Consecutive steps of one task. */
  findRuns() {
    const runs = [];
    for (const step of this.steps) {
      const run = runs[runs.length - 1];
      if (run && run.task === step.task) {
        run.last = step.index;
      } else {
        runs.push({ task: step.task, first: step.index, last: step.index });
      }
    }
    return runs;
  }

  /** Who held each mutex from which step to which, and who stood before it meanwhile. */
  findHolds() {
    this.holds = [];
    this.waits = [];
    this.holdsOf = new Map();
    const lastStepOf = new Map();
    const calls = [...this.found.calls].sort((left, right) => left.firstStep - right.firstStep);
    const calledAt = new Map();
    for (const step of this.steps) {
      while (calls.length > 0 && calls[0].firstStep <= step.index) {
        calledAt.set(calls[0].task, calls.shift().firstStep);
      }
      const previous = (this.holdsOf.get(step.number) ?? []).at(-1);
      if (step.kind === "lock" || (step.kind === "try-lock" && step.result === 1)) {
        const hold = { task: step.task, mutex: step.object, number: step.number, first: step.index, last: Infinity };
        const from = Math.max((lastStepOf.get(step.task) ?? -1) + 1, calledAt.get(step.task) ?? 0);
        if (previous && step.kind === "lock" && previous.task !== step.task && previous.last >= from) {
          const first = Math.max(from, previous.first);
          this.waits.push({ task: step.task, mutex: step.object, first, last: step.index - 1 });
        }
        this.holds.push(hold);
        this.holdsOf.set(step.number, this.holdsOf.get(step.number) ?? []);
        this.holdsOf.get(step.number).push(hold);
      } else if (step.kind === "unlock" && previous) {
        previous.last = step.index;
      }
      lastStepOf.set(step.task, step.index);
    }
  }

  /** Where another task took over. A switch is a preemption where the task could have gone on. */
  findSwitches() {
    const switches = [];
    const nextOf = new Map();
    for (let i = this.runs.length - 1; i > 0; i--) {
      const from = this.runs[i - 1];
      const to = this.runs[i];
      nextOf.set(to.task, this.steps[to.first]);
      const preemption = this.couldGoOn(from.task, to.first, nextOf.get(from.task));
      switches.push({ at: to.first, from: from.task, to: to.task, preemption });
    }
    switches.reverse();
    const counted = switches.filter((one) => one.preemption).length;
    if (counted !== this.found.preemptions) {
      // The steps alone do not tell which ones they were, so none is marked.
      switches.forEach((one) => (one.preemption = false));
    }
    return switches;
  }

  /** Whether a task was free to take its next step already at another step's place. */
  couldGoOn(task, at, next) {
    if (!next) {
      return this.found.calls.some((call) => call.task === task && call.lastStep < 0 && call.firstStep <= at);
    }
    if (next.kind === "lock") {
      return !this.holdsOf.get(next.number).some((hold) => hold.first < at && hold.last >= at);
    }
    if (next.kind === "join") {
      const start = this.steps.find((step) => step.kind === "task-start" && step.number === next.number);
      return !start || !this.runs.some((run) => run.task === start.task && run.last >= at);
    }
    return true;
  }

  /** Each file's names, and its size and durable size after every step that changed one of them. */
  findFiles() {
    const files = new Map();
    const fileOf = (id, object) => {
      if (!files.has(id)) {
        files.set(id, { number: id, names: [{ step: 0, name: object.replace(/#1$/, "") }], changes: [], first: 0, last: Infinity });
      }
      return files.get(id);
    };
    for (const step of this.steps) {
      if (step.kind === "file-open" && step.result > 0) {
        const isNew = !files.has(step.result);
        const file = fileOf(step.result, step.object);
        if (isNew && step.touches.some((range) => range.access === "write")) {
          file.first = step.index;
          file.changes.push({ step: step.index, size: 0, durable: 0 });
        }
      } else if (this.groups[step.index] === "file" && step.result >= 0) {
        this.noteFileStep(fileOf(step.number, step.object), step);
      } else if (step.kind === "rename" && step.result >= 0) {
        const [source, target] = step.object.split(" to ");
        const file = named(files, source);
        if (file) {
          file.names.push({ step: step.index, name: target });
        }
      } else if (step.kind === "remove" && step.result >= 0) {
        const file = named(files, step.object);
        if (file) {
          file.last = step.index;
        }
      }
    }
    return [...files.values()]
      .filter((file) => file.changes.length > 0)
      .sort((left, right) => left.first - right.first || left.number - right.number);
  }

  noteFileStep(file, step) {
    const start = position(step);
    const before = file.changes[file.changes.length - 1];
    if (step.kind === "file-write") {
      // A file that was there before the first step was as long as its first append says.
      const size = Math.max(before ? before.size : start, start + step.result);
      file.changes.push({ step: step.index, size, durable: before ? before.durable : start, unsynced: true });
    } else if (step.kind === "file-sync" && before) {
      file.changes.push({ step: step.index, size: before.size, durable: before.size, unsynced: false });
    } else if (!before && step.kind === "file-size") {
      file.changes.push({ step: 0, size: step.result, durable: step.result, unsynced: false });
    }
  }

  /** What happened between the steps, by the index of the step that follows. */
  findLines() {
    const between = Array.from({ length: this.steps.length + 1 }, () => []);
    const add = (next, line) => between[clamp(next, 0, this.steps.length)].push(line);
    const milestones = (opening) =>
      this.found.milestones
        .filter((one) => one.name.endsWith(".begin") === opening)
        .forEach((one) => add(one.afterStep, { type: "milestone", ...one, text: milestoneText(one) }));
    const answer = (call, next) =>
      add(next, { type: "answer", task: call.task, text: call.answer ?? "done" });
    milestones(false);
    for (const call of this.found.calls) {
      if (call.lastStep >= call.firstStep) {
        answer(call, call.lastStep + 1);
      }
    }
    for (const call of this.found.calls) {
      add(call.firstStep, { type: "call", task: call.task, text: call.operation });
      if (call.lastStep >= 0 && call.lastStep < call.firstStep) {
        answer(call, call.firstStep);
      }
    }
    milestones(true);
    for (const one of this.switches.filter((other) => other.preemption)) {
      add(one.at, { type: "preemption", task: one.from, text: "preempted: could have gone on" });
    }
    if (this.found.crash) {
      add(this.found.crash.beforeStep, { type: "crash", text: "crash, disk image " + this.found.crash.image });
    }
    return between;
  }

  /** Whether a task has begun and whether it still has steps to take. */
  phase(task, index) {
    const runs = this.runs.filter((run) => run.task === task);
    if (!runs.some((run) => run.first <= index)) {
      return "not started";
    }
    return runs[runs.length - 1].last <= index ? "no more steps" : "–";
  }

  /** Each task and file as they stand after a step. */
  at(index) {
    const tasks = this.tasks.map((name, task) => ({
      name,
      phase: this.phase(task, index),
      call: this.found.calls.find(
        (call) => call.task === task && call.firstStep <= index && (call.lastStep < 0 || call.lastStep > index)),
      holds: this.holds.filter((hold) => hold.task === task && hold.first <= index && hold.last > index),
      waits: this.waits.filter((wait) => wait.task === task && wait.first <= index + 1 && wait.last > index),
      milestone: this.found.milestones.filter((one) => one.task === task && one.afterStep <= index + 1).pop(),
    }));
    const files = this.files
      .filter((file) => file.first <= index)
      .map((file) => ({
        name: file.names.filter((one) => one.step <= index).pop().name,
        removed: file.last <= index,
        state: file.changes.filter((change) => change.step <= index).pop() ?? before(file),
      }));
    return { tasks, files };
  }
}

/** The newest file that has this name now. */
function named(files, name) {
  return [...files.values()].reverse().find((file) => file.names[file.names.length - 1].name === name);
}

/** What a file held before its first change. */
function before(file) {
  const durable = file.changes[0].durable;
  return { size: durable, durable, unsynced: false };
}

function milestoneText(one) {
  return [one.name, one.subject, one.value === 0 ? "" : number(one.value)].filter((part) => part !== "").join(" ");
}
