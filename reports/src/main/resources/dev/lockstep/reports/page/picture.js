// The picture of a story: a lane a task, a row a file, steps from left to right.

const AXIS = 22;
const FLAG = 13;
const FLAG_ROWS = 2;
const CALL = 17;
const BLOCK = 24;
const GLANCE = 13;
const HOLD = 12;
const LANE_GAP = 14;
const FILE = 44;
const FILE_GAP = 12;
const WIDTH_MAX = 60000;
const UNIT_MAX = 40;
const LETTERS_FROM = 15;
/** What a step does, by its kind. The first character stands in the step's block. */
const DEEDS = {
  "lock": "L locks", "try-lock": "T tries to lock", "unlock": "U unlocks", "await": "A awaits", "signal": "! signals",
  "cell-get": "g gets", "cell-set": "s sets", "cell-compare-and-set": "c compares and sets", "cell-add": "+ adds",
  "file-open": "o opens", "file-read": "r reads", "file-write": "w writes", "file-size": "m measures", "file-sync": "S syncs",
  "file-close": "x closes", "directory-list": "l lists", "rename": "R renames", "remove": "D removes", "directory-sync": "S syncs",
  "task-start": "▸ starts", "join": "j joins",
};

/** The deeds of some steps, each once, in the order above. */
function deeds(steps) {
  const kinds = new Set(steps.map((step) => step.kind));
  return [...new Set(Object.keys(DEEDS).filter((kind) => kinds.has(kind)).map((kind) => DEEDS[kind]))];
}

let pictures = 0;

class Picture {
  constructor(story, choose) {
    this.story = story;
    this.choose = choose;
    this.unit = 0;
    this.fitted = true;
    this.hatch = "hatch-" + pictures++;
    this.layOut();
    this.names = element("div", { class: "names", "aria-hidden": "true" });
    this.tip = element("div", { class: "tip", hidden: true });
    this.scroller = element("div", { class: "scroller", scroll: () => this.keepLabels() });
    this.node = element("div", { class: "picture" }, this.names, this.scroller, this.tip);
    this.nameRows();
    new ResizeObserver(() => this.fitted && this.fit()).observe(this.scroller);
  }

  /** Heights and tops of lanes and rows. */
  layOut() {
    let top = AXIS;
    this.lanes = this.story.tasks.map((name, task) => {
      const mutexes = [...new Set([...this.story.holds, ...this.story.waits]
        .filter((hold) => hold.task === task).map((hold) => hold.mutex))];
      const concerns = (one) => one.task === task;
      const flags = top + 6;
      const calls = flags + (this.story.found.milestones.some(concerns) ? FLAG * FLAG_ROWS : 0);
      const block = calls + (this.story.found.calls.some(concerns) ? CALL + 3 : 0);
      const holds = block + BLOCK + 3;
      const lane = { name, top, flags, calls, block, holds, mutexes };
      top = holds + HOLD * mutexes.length + LANE_GAP;
      lane.bottom = top;
      return lane;
    });
    this.rows = this.story.files.map((file) => {
      const row = { file, top: top + FILE_GAP, bottom: top + FILE_GAP + FILE };
      top = row.bottom;
      return row;
    });
    this.height = top + 10;
  }

  nameRows() {
    this.names.style.height = this.height + "px";
    for (const lane of this.lanes) {
      this.names.append(element("div", { class: "name", title: lane.name, style: `top:${lane.block}px` }, lane.name));
    }
    for (const row of this.rows) {
      const names = row.file.names;
      const label = element("div", { class: "name file", style: `top:${row.top}px` }, names[0].name);
      names.slice(1).forEach(({ name }) => label.append(element("span", {}, "→ " + name)));
      this.names.append(label);
    }
  }

  fit() {
    this.fitted = true;
    const width = this.scroller.clientWidth || 1000;
    this.draw(Math.min(UNIT_MAX, (width - 2) / Math.max(1, this.story.steps.length)));
  }

  zoom(factor) {
    this.fitted = false;
    const most = Math.min(UNIT_MAX, WIDTH_MAX / this.story.steps.length);
    const least = 400 / this.story.steps.length;
    this.draw(clamp(this.unit * factor, Math.min(least, most), most));
    this.reveal();
  }

  x(index) {
    return index * this.unit;
  }

  draw(unit) {
    if (unit === this.unit) {
      return;
    }
    this.unit = unit;
    this.width = Math.max(1, this.story.steps.length * unit);
    this.labels = [];
    this.cursor = shape("rect", { class: "cursor", y: 0, height: this.height });
    const drawing = shape("svg", {
      width: this.width, height: this.height, role: "img",
      "aria-label": "Steps of " + this.story.tasks.join(", ") + " over time; the list below has the same as text",
      pointermove: (event) => this.hover(event),
      pointerleave: () => (this.tip.hidden = true),
      pointerdown: (event) => this.choose(this.stepAt(event)),
    });
    drawing.append(this.pattern(), this.axis(), this.cursor, this.handovers());
    this.lanes.forEach((lane, task) => drawing.append(this.lane(lane, task)));
    this.rows.forEach((row) => drawing.append(this.fileRow(row)));
    drawing.append(...this.landmarks());
    this.scroller.replaceChildren(drawing);
    this.moveCursor(this.current ?? 0);
  }

  pattern() {
    return shape("defs", {},
      shape("pattern", { id: this.hatch, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        shape("rect", { class: "hatch", width: 2, height: 5 })));
  }

  axis() {
    const group = shape("g", { class: "axis" });
    const every = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 20000].find((one) => one * this.unit >= 42) ?? 100000;
    for (let i = 0; i < this.story.steps.length; i += every) {
      group.append(shape("line", { x1: this.x(i), x2: this.x(i), y1: AXIS - 5, y2: this.height }));
      group.append(shape("text", { x: this.x(i) + 3, y: AXIS - 8 }, String(i)));
    }
    return group;
  }

  /** Lines from the task that stopped to the one that went on. */
  handovers() {
    const group = shape("g", {});
    for (const one of this.story.switches) {
      const down = one.to > one.from;
      const from = this.lanes[one.from].block + (down ? BLOCK : 0);
      const to = this.lanes[one.to].block + (down ? 0 : BLOCK);
      group.append(shape("line", {
        class: one.preemption ? "handover preemption" : "handover",
        x1: this.x(one.at), x2: this.x(one.at), y1: from, y2: to,
      }));
    }
    return group;
  }

  lane(lane, task) {
    const group = shape("g", {});
    group.append(shape("line", { class: "lifeline", x1: 0, x2: this.width, y1: lane.block + BLOCK / 2, y2: lane.block + BLOCK / 2 }));
    group.append(this.flags(lane, task), this.blocks(lane, task), this.calls(lane, task), this.mutexes(lane, task));
    return group;
  }

  /** The runs of a task, its steps in them: full height for those that change something, framed if they decide. */
  blocks(lane, task) {
    const group = shape("g", {});
    const gap = this.unit > 8 ? 1 : this.unit > 4 ? 0.5 : 0;
    const paths = new Map();
    for (const run of this.story.runs.filter((one) => one.task === task)) {
      const width = (run.last - run.first + 1) * this.unit;
      group.append(shape("rect", { class: "run", x: this.x(run.first), y: lane.block, width, height: BLOCK, rx: 3 }));
      for (let i = run.first; i <= run.last; i++) {
        const height = ONLY_LOOKS.has(this.story.steps[i].kind) ? GLANCE : BLOCK;
        const right = this.x(i) + Math.max(0.6, this.unit - gap);
        const path = `M${this.x(i) + gap} ${lane.block + BLOCK}V${lane.block + BLOCK - height}H${right}V${lane.block + BLOCK}Z`;
        paths.set(this.story.groups[i], (paths.get(this.story.groups[i]) ?? "") + path);
      }
    }
    paths.forEach((path, kind) => group.append(shape("path", { class: "step " + kind, d: path })));
    for (const { index } of this.story.steps.filter((step) => step.task === task && this.story.decisive.has(step.index))) {
      const width = Math.max(4, this.unit);
      group.append(shape("rect", { class: "decisive", x: this.x(index), y: lane.block - 1.5, width, height: BLOCK + 3, rx: 2 }));
    }
    if (this.unit >= LETTERS_FROM) {
      this.story.steps.filter((step) => step.task === task).forEach((step) => group.append(
        shape("text", { class: "letter", x: this.x(step.index) + this.unit / 2, y: lane.block + BLOCK - 3.5 },
          DEEDS[step.kind]?.charAt(0) ?? "·")));
    }
    return group;
  }

  calls(lane, task) {
    const group = shape("g", {});
    for (const call of this.story.found.calls.filter((one) => one.task === task)) {
      const open = call.lastStep < 0;
      const end = open ? this.story.steps.length : call.lastStep + 1;
      const width = Math.max(2, this.x(end) - this.x(call.firstStep));
      const label = call.operation + (open ? " …" : " → " + (call.answer ?? "done"));
      const text = clipped(label, this.x(call.firstStep) + 5, lane.calls + CALL - 5, width - 8, "call-text", 6.1, 8);
      this.labels.push({ text, left: this.x(call.firstStep) + 5, right: this.x(end) - 5 - label.length * 6.1 });
      group.append(
        shape("rect", { class: open ? "call open" : "call", x: this.x(call.firstStep) + 0.5, y: lane.calls, width: width - 1, height: CALL, rx: 4 }),
        text);
    }
    return group;
  }

  /** Keeps the names of long calls in sight while the picture scrolls. */
  keepLabels() {
    for (const { text, left, right } of this.labels) {
      text.setAttribute("x", Math.max(left, Math.min(this.scroller.scrollLeft + 5, right)));
    }
  }

  mutexes(lane, task) {
    const group = shape("g", {});
    const bar = (hold, first, last, kind, label) => {
      const y = lane.holds + lane.mutexes.indexOf(hold.mutex) * HOLD;
      const x = this.x(first);
      const width = Math.max(1.5, this.x(last) - x);
      const fill = kind === "wait" && `url(#${this.hatch})`;
      group.append(shape("rect", { class: kind, x, y, width, height: HOLD - 2, rx: 2, fill }));
      group.append(clipped(label, x + 4, y + HOLD - 4, width - 6, kind + "-text", 5.2, label.length));
    };
    for (const hold of this.story.holds.filter((one) => one.task === task)) {
      bar(hold, hold.first, Math.min(hold.last + 1, this.story.steps.length), "hold", "holds " + hold.mutex);
    }
    for (const wait of this.story.waits.filter((one) => one.task === task)) {
      bar(wait, wait.first, wait.last + 1, "wait", "waits for " + wait.mutex);
    }
    return group;
  }

  /** Milestones: a flag each, with its name where there is room for it. */
  flags(lane, task) {
    const poles = shape("g", {});
    const texts = shape("g", {});
    const taken = Array.from({ length: FLAG_ROWS }, () => -Infinity);
    for (const one of this.story.found.milestones.filter((other) => other.task === task)) {
      const wide = one.name.length * 6.3 + 8;
      const x = Math.min(this.x(one.afterStep), this.width - 1);
      const left = x + wide > this.width ? x - wide : x;
      const row = taken.findIndex((end) => end <= left);
      const y = lane.flags + (row < 0 ? FLAG_ROWS - 1 : row) * FLAG;
      poles.append(shape("line", { class: "pole", x1: x, x2: x, y1: y + (row < 0 ? 8 : 1), y2: lane.block }));
      if (row >= 0) {
        taken[row] = left + wide;
        const end = left < x;
        texts.append(shape("text", { class: "flag", x: end ? x - 3 : x + 3, y: y + 9, "text-anchor": end ? "end" : "start" }, one.name));
      }
    }
    return shape("g", {}, poles, texts);
  }

  /** A file's size over time; what a crash could still take is drawn lighter. */
  fileRow({ file, top, bottom }) {
    const group = shape("g", {});
    const most = Math.max(1, ...this.story.files.flatMap((one) => one.changes.map((change) => change.size)));
    const y = (size) => bottom - Math.max(size > 0 ? 2 : 0, (size / most) * FILE);
    const end = Math.min(file.last + 1, this.story.steps.length);
    const outline = (height) => {
      let path = `M${this.x(file.first)} ${bottom}`;
      let size = height(before(file));
      path += `V${y(size)}`;
      for (const change of file.changes.filter((one) => one.step <= end)) {
        path += `H${this.x(change.step)}V${y(height(change))}`;
      }
      return path + `H${this.x(end)}V${bottom}Z`;
    };
    group.append(shape("line", { class: "ground", x1: 0, x2: this.width, y1: bottom, y2: bottom }));
    group.append(shape("path", { class: "grown", d: outline((one) => one.size) }));
    group.append(shape("path", { class: "durable", d: outline((one) => one.durable) }));
    for (const one of this.story.found.milestones) {
      if (one.name === "header.published" && file.names.some(({ name }) => name === one.subject) && one.afterStep <= end) {
        const change = file.changes.filter((other) => other.step < one.afterStep).pop() ?? before(file);
        const x = this.x(one.afterStep);
        const at = y(change.size);
        group.append(shape("path", { class: "header", d: `M${x} ${at - 5}l4 5l-4 5l-4 -5Z` }));
      }
    }
    if (file.last < Infinity) {
      const left = this.x(end) + 60 > this.width;
      group.append(shape("text", { class: "gone", x: this.x(end) + (left ? -4 : 4), y: bottom - 4, "text-anchor": left ? "end" : "start" }, "removed"));
    }
    return group;
  }

  /** What concerns every lane: the switch of files, the crash. */
  landmarks() {
    const marks = this.story.found.milestones
      .filter((one) => one.name === "file.switched")
      .map((one) => this.landmark("switched", one.afterStep, "switched to " + one.subject, this.height - 3));
    if (this.story.found.crash) {
      marks.push(this.landmark("crash", this.story.found.crash.beforeStep, "crash", AXIS - 8));
    }
    return marks;
  }

  landmark(kind, index, label, y) {
    const x = clamp(this.x(index), 1.5, this.width - 1.5);
    const left = x + label.length * 6.5 > this.width;
    return shape("g", { class: "landmark " + kind },
      shape("line", { x1: x, x2: x, y1: AXIS - 6, y2: this.height }),
      shape("text", { x: left ? x - 5 : x + 5, y, "text-anchor": left ? "end" : "start" }, label));
  }

  stepAt(event) {
    const left = event.currentTarget.getBoundingClientRect().left;
    return clamp(Math.floor((event.clientX - left) / this.unit), 0, this.story.steps.length - 1);
  }

  hover(event) {
    const index = this.stepAt(event);
    if (event.buttons === 1) {
      this.choose(index);
    }
    const step = this.story.steps[index];
    const passed = this.story.between[index + 1].filter((line) => line.type === "milestone");
    this.tip.replaceChildren(
      element("b", {}, "#" + index + " " + this.story.tasks[step.task]), " " + step.text,
      ...passed.map((line) => element("div", {}, "⚑ " + line.text)));
    this.tip.hidden = false;
    const frame = this.node.getBoundingClientRect();
    const x = clamp(event.clientX - frame.left + 12, 0, frame.width - this.tip.offsetWidth - 4);
    this.tip.style.left = x + "px";
    this.tip.style.top = event.clientY - frame.top + 16 + "px";
  }

  moveCursor(index) {
    this.current = index;
    this.cursor?.setAttribute("x", this.x(index));
    this.cursor?.setAttribute("width", Math.max(2, this.unit));
  }

  /** Scrolls so that the current step is in sight. */
  reveal() {
    const x = this.x(this.current ?? 0);
    const { scrollLeft, clientWidth } = this.scroller;
    if (x < scrollLeft + 20 || x > scrollLeft + clientWidth - 40) {
      this.scroller.scrollLeft = x - clientWidth / 2;
    }
  }
}

/** A text cut to a width; nothing where fewer than so many characters of it fit. */
function clipped(label, x, y, width, kind, characterWidth, least) {
  const room = Math.floor(width / characterWidth);
  const text = label.length <= room ? label : room < least ? "" : label.slice(0, room - 1) + "…";
  return shape("text", { class: kind, x, y }, text);
}
