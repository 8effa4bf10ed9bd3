// The page: the run as a whole, and the table of its scenarios with their details.

const COLUMNS = [
  { title: "Scenario", value: (one) => one.name },
  { title: "Fault", value: (one) => one.fault ?? "" },
  { title: "Expected", value: (one) => one.expected },
  { title: "Result", value: (one) => (one.asExpected ? "1" : "0") + one.verdict },
  { title: "Executions", value: (one) => one.executions, numeric: true },
  { title: "Distinct traces", value: (one) => one.distinctTraces, numeric: true },
  { title: "Crashes", value: (one) => one.crashes, numeric: true },
  { title: "Covered", value: (one) => one.coverage },
  { title: "Seconds", value: (one) => one.nanos, numeric: true },
];

class Page {
  constructor(result) {
    this.result = result;
    this.entries = result.scenarios.map((scenario, place) => ({ scenario, place, ...this.rows(scenario, place) }));
    this.order = { column: -1, ascending: true };
    this.filter = element("input", { type: "search", placeholder: "Filter by name, title, fault, result", "aria-label": "Filter scenarios", input: () => this.update() });
    this.only = element("input", { type: "checkbox", change: () => this.update() });
    this.shown = element("span", { class: "shown", role: "status" });
    this.body = element("tbody", {});
    this.headings = COLUMNS.map((column, place) => element("th", { scope: "col", class: column.numeric && "numeric" },
      button(column.title, "Sort by " + column.title.toLowerCase(), () => this.sort(place))));
  }

  draw(root) {
    root.append(
      this.header(),
      element("div", { class: "filters" }, this.filter,
        element("label", {}, this.only, " Only what was not as expected"), this.shown),
      element("div", { class: "table-frame" }, element("table", { class: "scenarios" },
        element("thead", {}, element("tr", {}, ...this.headings)), this.body)));
    this.update();
    this.openFirst();
    addEventListener("hashchange", () => this.openFirst());
  }

  header() {
    const { totals, passed } = this.result;
    const tile = (value, label) => element("div", { class: "tile" }, element("b", {}, value), element("span", {}, label));
    return element("header", { class: passed ? "passed" : "failed" },
      element("p", { class: "brand" }, "Lockstep"),
      element("h1", {}, element("span", { class: "sign", "aria-hidden": "true" }, passed ? "✓" : "✗"), this.result.headline),
      element("p", { class: "run" }, `version ${this.result.version} · Java ${this.result.java} · tasks by ${this.result.taskDriver}`),
      element("div", { class: "tiles" },
        tile(number(totals.scenarios), totals.scenarios === 1 ? "scenario" : "scenarios"), tile(number(totals.unexpected), "not as expected"),
        tile(number(totals.executions), "executions"), tile(number(totals.distinctTraces), "distinct traces"),
        tile(number(totals.steps), "steps"), tile(number(totals.crashes), "crashes recovered from"),
        tile(seconds(totals.nanos), "seconds")));
  }

  /** The row of a scenario and the one with its details, which is filled when it is first opened. */
  rows(scenario, place) {
    const id = "details-" + place;
    const details = element("tr", { class: "details", id, hidden: true }, element("td", { colspan: COLUMNS.length }));
    const opener = element("button", { type: "button", class: "opener", "aria-expanded": "false", "aria-controls": id },
      element("span", { class: "name" }, scenario.name));
    const cell = (text, kind) => element("td", { class: kind }, text);
    const row = element("tr", { class: "scenario " + (scenario.asExpected ? "expected" : "unexpected"),
      click: (event) => !selects(event.currentTarget) && this.toggle(place) },
      element("td", {}, opener, element("div", { class: "title" }, scenario.title)),
      cell(scenario.fault ?? "–"), cell(scenario.expected), element("td", {}, pill(scenario)),
      cell(number(scenario.executions), "numeric"), cell(number(scenario.distinctTraces), "numeric"),
      cell(number(scenario.crashes), "numeric"), cell(scenario.coverage), cell(seconds(scenario.nanos), "numeric"));
    return { row, details, opener };
  }

  toggle(place) {
    const { scenario, details, opener } = this.entries[place];
    this.open(place, details.hidden);
    if (!details.hidden && location.hash !== anchor(scenario)) {
      history.replaceState(null, "", anchor(scenario));
    }
    opener.focus({ preventScroll: true });
  }

  open(place, opened) {
    const { scenario, row, details, opener } = this.entries[place];
    details.hidden = !opened;
    row.classList.toggle("opened", opened);
    opener.setAttribute("aria-expanded", String(opened));
    if (opened && !details.firstChild.hasChildNodes()) {
      details.firstChild.append(describe(scenario));
    }
  }

  /** Opens the scenario that the address names; without one, the first that asks for attention. */
  openFirst() {
    const named = this.entries.find((entry) =>
      [anchor(entry.scenario), "#" + entry.scenario.name].includes(location.hash));
    const alone = this.entries.length === 1 ? this.entries[0] : undefined;
    const entry = named ?? this.entries.find((one) => !one.scenario.asExpected) ?? alone;
    if (entry) {
      this.open(entry.place, true);
    }
    named?.row.scrollIntoView();
  }

  sort(column) {
    const ascending = this.order.column === column ? !this.order.ascending : true;
    this.order = { column, ascending };
    this.headings.forEach((heading, place) =>
      place === column ? heading.setAttribute("aria-sort", ascending ? "ascending" : "descending")
        : heading.removeAttribute("aria-sort"));
    this.update();
  }

  update() {
    const wanted = this.filter.value.toLowerCase().split(/\s+/);
    const matches = ({ scenario }) => {
      const text = [scenario.name, scenario.title, scenario.fault ?? "", scenario.outcome].join(" ").toLowerCase();
      return wanted.every((word) => text.includes(word)) && !(this.only.checked && scenario.asExpected);
    };
    const shown = this.entries.filter(matches).sort((left, right) => this.compare(left, right));
    this.body.replaceChildren(...shown.flatMap((entry) => [entry.row, entry.details]));
    if (shown.length === 0) {
      this.body.append(element("tr", {}, element("td", { colspan: COLUMNS.length, class: "none" }, "No scenario to show.")));
    }
    this.shown.textContent = `${number(shown.length)} of ${number(this.entries.length)} shown`;
  }

  compare(left, right) {
    const column = COLUMNS[this.order.column];
    if (!column) {
      return left.place - right.place;
    }
    const [one, other] = [column.value(left.scenario), column.value(right.scenario)];
    const order = one < other ? -1 : one > other ? 1 : 0;
    return (this.order.ascending ? order : -order) || left.place - right.place;
  }
}

/** Whether text in the row is selected: then the click that ended there was meant for that. */
function selects(row) {
  const selection = getSelection();
  return !selection.isCollapsed && row.contains(selection.anchorNode);
}

function anchor(scenario) {
  return "#" + encodeURIComponent(scenario.name);
}

function pill(scenario) {
  const kind = !scenario.asExpected ? "alarm" : scenario.verdict === "violated" ? "found" : "holds";
  const found = scenario.counterexample ? " " + scenario.counterexample.property.key : "";
  const word = { holds: "holds", violated: (scenario.asExpected ? "found" : "violates") + found };
  return element("span", { class: "pill " + kind },
    (scenario.asExpected ? "✓ " : "✗ ") + (word[scenario.verdict] ?? scenario.verdict),
    element("small", {}, scenario.asExpected ? "as expected" : "not as expected"));
}

/** All about a scenario. */
function describe(scenario) {
  const about = scenario.about.split(/\n\s*\n/).filter(Boolean).map((text) => element("p", { class: "about" }, text));
  const covered = element("p", { class: "covered" },
    `Covered: ${scenario.coverage}; ${plural(scenario.steps, "step", "steps")} in ${plural(scenario.executions, "execution", "executions")}.`);
  const hint = { holds: "The seeded bug was not found: no execution broke a property.", incomplete: "The search stopped at its number of executions before it was complete, which is not a pass.",
    "time-limit": "The time was over before the search was complete, which is not a pass.",
    "memory-limit": "The memory was full before the search was complete, which is not a pass.",
    "no-execution": "Nothing was run, which is not a pass.",
    vacuous: "Some property was never evaluated, or what is so sometimes never was, which is not a pass.",
    shard: "Nothing broke in this share of the search, which alone is no proof: lockstep merge joins all shares." };
  const verdict = !scenario.asExpected && hint[scenario.verdict]
    ? [element("h3", { class: "alarm" }, "Expected: " + scenario.expected), element("p", {}, hint[scenario.verdict])] : [];
  return element("div", { class: "description" }, ...about, ...verdict, covered, ...worth(scenario), reach(scenario.reach),
    ...(scenario.counterexample ? [violation(scenario)] : []));
}

/** What it is worth that a scenario holds. */
function worth({ asExpected, verdict, coverage }) {
  const proof = "A proof: every schedule of this scenario is one of these, or equivalent to one.";
  const sample = "Not every schedule was run: a proof needs a search that is complete.";
  return asExpected && verdict === "holds"
    ? [element("p", { class: "meaning" }, coverage.startsWith("complete: all") ? proof : sample)] : [];
}

/** What the executions came by, with the lists of what they did not, folded. */
function reach({ text, pairs, milestonesNeverReached, sometimesNeverSo, faultsNeverTaken }) {
  const order = { forward: ({ first, second }) => `${first}, then ${second}`,
    backward: ({ first, second }) => `${second}, then ${first}`,
    never: ({ first, second }) => `${first} and ${second}` };
  const list = (title, lines) => lines.length === 0 ? []
    : [element("h4", {}, title), element("ul", {}, ...lines.map((line) => element("li", {}, line)))];
  const of = (...seen) => pairs.filter((pair) => seen.includes(pair.seen)).map((pair) => order[pair.seen](pair));
  return element("details", { class: "reach" }, element("summary", {}, text),
    ...list("Only in this order", of("forward", "backward")), ...list("Never in conflict", of("never")),
    ...list("Milestones never reached", milestonesNeverReached),
    ...list("Never so: sometimes", sometimesNeverSo), ...list("Faults never taken", faultsNeverTaken));
}

new Page(JSON.parse(document.getElementById("result").textContent)).draw(document.getElementById("page"));
