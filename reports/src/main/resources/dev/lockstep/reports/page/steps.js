// The list of a story's steps: a line a step, a column a task, with what happened between them.

const LINES_AROUND = 400;

class StepList {
  constructor(story, choose) {
    this.story = story;
    this.choose = choose;
    this.body = element("tbody", {});
    const heading = element("tr", {}, element("th", { scope: "col", class: "index" }, "#"),
      ...story.tasks.map((name) => element("th", { scope: "col" }, name)));
    this.node = element("div", { class: "step-list", tabindex: 0, role: "region", "aria-label": "Steps" },
      element("table", {}, element("thead", {}, heading), this.body));
    this.first = -1;
    this.last = -1;
  }

  /** Marks a step as the current one and brings it into sight. */
  show(index) {
    if (index < this.first || index > this.last || this.first < 0) {
      this.fill(index);
    }
    this.body.querySelector(".current")?.classList.remove("current");
    const row = this.body.querySelector(`[data-step="${index}"]`);
    row.classList.add("current");
    const top = row.offsetTop - this.node.clientHeight / 2;
    this.node.scrollTop = Math.max(0, top);
  }

  /** The lines around a step: very long executions are not listed as a whole. */
  fill(index) {
    const count = this.story.steps.length;
    this.first = Math.max(0, index - LINES_AROUND);
    this.last = Math.min(count - 1, index + LINES_AROUND);
    const rows = [];
    if (this.first > 0) {
      rows.push(this.wide(plural(this.first, "step", "steps") + " before these", "cut"));
    }
    for (let i = this.first; i <= this.last; i++) {
      this.story.between[i].forEach((line) => rows.push(this.line(line)));
      rows.push(this.step(this.story.steps[i]));
    }
    if (this.last === count - 1) {
      this.story.between[count].forEach((line) => rows.push(this.line(line)));
      if (this.story.found.stepsLeftOut) {
        rows.push(this.wide(plural(this.story.found.stepsLeftOut, "step is", "steps are") + " left out: replay shows all", "cut"));
      }
    } else {
      rows.push(this.wide(plural(count - 1 - this.last, "step", "steps") + " after these", "cut"));
    }
    this.body.replaceChildren(...rows);
  }

  step(step) {
    const before = this.story.steps[step.index - 1];
    const starts = !before || before.task !== step.task;
    const row = this.inColumn(step.task, step.text, "step-line " + this.story.groups[step.index] + (starts ? " starts" : "")
      + (this.story.decisive.has(step.index) ? " decisive" : ""), String(step.index));
    row.dataset.step = step.index;
    row.addEventListener("click", () => this.choose(step.index));
    return row;
  }

  line(line) {
    if (line.type === "crash") {
      const lost = this.story.found.crash.lost.map((one) => element("div", {}, "lost: " + one));
      return this.wide(line.text, "crash-line", lost);
    }
    const sign = { milestone: "⚑ ", call: "▶ ", answer: "◀ ", preemption: "‖ " }[line.type];
    return this.inColumn(line.task, sign + line.text, line.type + "-line", "");
  }

  inColumn(task, text, kind, index) {
    return element("tr", { class: kind }, element("td", { class: "index" }, index),
      ...this.story.tasks.map((name, column) => (column === task
        ? element("td", {}, element("span", { class: "entry" }, text)) : element("td", {}))));
  }

  wide(text, kind, more) {
    return element("tr", { class: kind },
      element("td", { class: "index" }), element("td", { colspan: this.story.tasks.length }, text, ...(more ?? [])));
  }
}
