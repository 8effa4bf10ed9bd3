// One violation: what was promised and seen, how to run it again, and its steps to go through.

/** The details of a scenario's counterexample. */
function violation(scenario) {
  const found = scenario.counterexample;
  const player = found.steps.length > 0 ? new Player(found) : undefined;
  const parts = [
    element("h3", { class: scenario.asExpected ? "calm" : "alarm" },
      scenario.asExpected ? "Found, as expected: " : "Violated: ", element("code", {}, found.property.key)),
    element("p", { class: "meaning" }, "Promised of every execution: " + found.property.meaning + "."),
    promisedAndSeen(found),
  ];
  if (found.crash) {
    parts.push(crashBox(found.crash));
  }
  if (found.why) {
    parts.push(because(found.why, player));
  }
  parts.push(again(found));
  if (player) {
    parts.push(player.node);
  }
  return element("section", { class: "violation" }, ...parts);
}

/** Why it happened; each step that is named there is a button that goes to it. */
function because(why, player) {
  const parts = why.split(NAMED_STEP).map((part, place) => (place % 2 === 0 ? part
    : button(`(step ${part})`, "Go to step " + part, () => player?.go(Number(part)), { class: "to-step" })));
  return element("p", { class: "why" }, "Because ", ...parts, ".");
}

function promisedAndSeen(found) {
  const promised = found.promised.split("\n");
  const seen = found.seen.split("\n");
  const comparable = promised.some((line) => seen.includes(line));
  const box = (title, kind, lines, others) => element("div", { class: "box " + kind },
    element("h4", {}, title),
    element("pre", {}, ...lines.map((line) =>
      element(comparable && !others.includes(line) ? "mark" : "span", {}, line + "\n"))));
  return element("div", { class: "boxes" }, box("Promised", "promised", promised, seen), box("Seen", "seen", seen, promised));
}

function crashBox(crash) {
  return element("div", { class: "box crash-box" },
    element("h4", {}, "Crash before step " + crash.beforeStep + ", disk image " + crash.image),
    crash.lost.length === 0
      ? element("p", {}, "Nothing that was written was lost.")
      : element("ul", {}, ...crash.lost.map((line) => element("li", {}, element("code", {}, line)))));
}

function again(found) {
  const line = (label, text) => {
    const code = element("code", {}, text);
    return element("div", { class: "again-line" }, element("span", { class: "label" }, label), code, copyButton(code));
  };
  return element("div", { class: "again" }, line("Run it again", found.replay), line("Token", found.token));
}

function synced({ unsynced, durable, size }) {
  return !unsynced ? "yes" : durable < size ? "only " + bytes(durable) : "all but what was overwritten";
}

/** Goes through the steps: the picture, the slider, the list and the state, always at the same step. */
class Player {
  constructor(found) {
    this.story = new Story(found);
    const choose = (index) => this.go(index);
    this.picture = new Picture(this.story, choose);
    this.list = new StepList(this.story, choose);
    this.state = element("div", { class: "state" });
    this.shown = element("div", { class: "shown-store" });
    this.text = element("output", { class: "now", "aria-live": "polite" });
    this.slider = element("input", {
      type: "range", min: 0, max: found.steps.length - 1, value: 0, "aria-label": "Step",
      input: () => this.go(Number(this.slider.value)),
    });
    this.node = element("div", { class: "player", keydown: (event) => this.key(event) },
      element("p", { class: "facts" }, this.facts()), this.controls(), this.text, this.picture.node, this.legend(),
      this.shown, this.state, this.list.node);
    requestAnimationFrame(() => {
      this.picture.fit();
      this.go(0);
    });
  }

  facts() {
    const found = this.story.found;
    return [
      plural(found.steps.length + (found.stepsLeftOut ?? 0), "step", "steps"), plural(found.tasks.length, "task", "tasks"),
      plural(this.story.switches.length, "switch between tasks", "switches between tasks"),
      plural(found.preemptions, "preemption", "preemptions"),
    ].join(" · ");
  }

  controls() {
    const run = (direction) => () => this.go(this.nextRun(direction));
    return element("div", { class: "controls" },
      button("|◀", "First step (Home)", () => this.go(0)),
      button("◀◀", "Previous task switch (Shift+Left)", run(-1)),
      button("◀", "Previous step (Left)", () => this.go(this.current - 1)),
      button("▶", "Next step (Right)", () => this.go(this.current + 1)),
      button("▶▶", "Next task switch (Shift+Right)", run(1)),
      button("▶|", "Last step (End)", () => this.go(Infinity)),
      this.slider,
      button("−", "Zoom out (-)", () => this.picture.zoom(1 / 1.5)),
      button("Fit", "Fit the picture to the page (0)", () => this.picture.fit()),
      button("+", "Zoom in (+)", () => this.picture.zoom(1.5)));
  }

  legend() {
    const swatch = (kind, label) => element("span", {}, element("i", { class: "swatch " + kind }), label);
    return element("p", { class: "legend" },
      swatch("mutex", "mutex"), swatch("cell", "cell"), swatch("file", "file"), swatch("directory", "directory"),
      swatch("task", "task"), element("span", {}, "tall: changes something, short: only looks"),
      swatch("hold-swatch", "holds a mutex"), swatch("wait-swatch", "waits for it"),
      swatch("durable-swatch", "synced bytes"), swatch("grown-swatch", "unsynced bytes"),
      swatch("header-swatch", "published header"),
      ...(this.story.switches.some((one) => one.preemption) ? [swatch("preemption-swatch", "preemption")] : []),
      ...(this.story.decisive.size > 0
        ? [swatch("decisive-swatch", this.story.decisive.size > 1 ? "their order decides" : "it decides")]
        : []),
      element("span", {}, "letters, where there is room for them: " + deeds(this.story.steps).join(", ")),
      element("span", { class: "keys" }, "keys: ← → steps, Shift switches, Home End, + − 0 zoom"));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "CODE") {
      return;
    }
    const actions = {
      ArrowLeft: () => this.go(event.shiftKey ? this.nextRun(-1) : this.current - 1),
      ArrowRight: () => this.go(event.shiftKey ? this.nextRun(1) : this.current + 1),
      PageUp: () => this.go(this.current - 10),
      PageDown: () => this.go(this.current + 10),
      Home: () => this.go(0),
      End: () => this.go(Infinity),
      "+": () => this.picture.zoom(1.5),
      "-": () => this.picture.zoom(1 / 1.5),
      "0": () => this.picture.fit(),
    };
    if (actions[event.key]) {
      event.preventDefault();
      actions[event.key]();
    }
  }

  /** The first step of the run after this one, or of this run or the one before. */
  nextRun(direction) {
    const starts = this.story.runs.map((run) => run.first);
    return direction > 0
      ? starts.find((first) => first > this.current) ?? Infinity
      : starts.filter((first) => first < this.current).pop() ?? 0;
  }

  go(wanted) {
    const index = clamp(wanted, 0, this.story.steps.length - 1);
    this.current = index;
    const step = this.story.steps[index];
    this.slider.value = index;
    this.text.replaceChildren(
      element("span", { class: "place" }, `${index} of 0–${this.story.steps.length - 1}`),
      element("i", { class: "swatch " + this.story.groups[index] }),
      element("b", {}, this.story.tasks[step.task]), " " + step.text);
    this.picture.moveCursor(index);
    this.picture.reveal();
    this.list.show(index);
    this.shown.replaceChildren(...this.shownAfter(index));
    this.state.replaceChildren(...this.stateAfter(index));
  }

  /** What the store shows after a step, beside what the specification says. */
  shownAfter(index) {
    const shown = (this.story.found.shown ?? []).filter((one) => one.steps <= index + 1).pop();
    if (!shown) {
      return [];
    }
    const store = shown.store.split("; ");
    const specification = shown.specification.split("; ");
    const box = (title, kind, lines, others) => element("div", { class: "box " + kind },
      element("h4", {}, ...title),
      element("pre", {}, ...lines.map((line) =>
        element(shown.difference && !others.includes(line) ? "mark" : "span", {}, line + "\n"))));
    return [
      element("div", { class: "boxes" },
        box(["The store shows ", shown.file && element("code", {}, shown.file)], "seen", store, specification),
        box(["The specification says"], "promised", specification, store)),
      element("p", { class: shown.difference ? "differs" : "agrees" },
        shown.difference ? "They differ: " + shown.difference : "They agree."),
    ];
  }

  stateAfter(index) {
    const { tasks, files } = this.story.at(index);
    const cell = (text) => element("td", { title: text }, text);
    const names = (holds) => holds.map((hold) => hold.mutex).join(", ");
    const taskRows = tasks.map((task) => element("tr", {}, element("th", { scope: "row" }, task.name),
      cell(task.call ? task.call.operation : task.phase),
      cell([names(task.holds), task.waits.length > 0 ? "waits for " + names(task.waits) : ""].filter(Boolean).join("; ") || "–"),
      cell(task.milestone ? task.milestone.name : "–")));
    const fileRows = files.map((file) => element("tr", { class: file.removed && "removed" },
      element("th", { scope: "row", title: file.name }, file.name), cell(bytes(file.state.size)),
      cell(file.removed ? "removed" : synced(file.state))));
    const table = (headings, rows) => element("table", {},
      element("thead", {}, element("tr", {}, ...headings.map((text) => element("th", { scope: "col" }, text)))),
      element("tbody", {}, ...rows));
    return [
      table(["After step " + index, "In call", "Holds", "Last milestone"], taskRows),
      ...(files.length > 0 ? [table(["File", "Written", "Synced"], fileRows)] : []),
    ];
  }
}
