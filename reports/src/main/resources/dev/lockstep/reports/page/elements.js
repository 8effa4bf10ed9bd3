// Making elements, and writing numbers for people.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element. Attributes that are false or absent are left out; functions are listeners. */
function element(tag, attributes, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/** An SVG element, likewise. */
function shape(tag, attributes, ...children) {
  return furnish(document.createElementNS(SVG, tag), attributes, children);
}

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") {
      node.addEventListener(name, value);
    } else if (value !== false && value !== undefined && value !== null) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.filter((child) => child !== undefined && child !== null));
  return node;
}

function button(label, title, action, attributes) {
  return element("button", { type: "button", title, "aria-label": title, click: action, ...attributes }, label);
}

/** A button that copies a text; where the browser forbids that, it selects the text instead. */
function copyButton(source) {
  const copy = button("Copy", "Copy to the clipboard", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      copy.textContent = "Copied";
    } catch (refused) {
      const range = document.createRange();
      range.selectNodeContents(source);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      copy.textContent = "Selected: press Ctrl+C";
    }
    setTimeout(() => (copy.textContent = "Copy"), 2000);
  }, { "aria-label": false, "aria-live": "polite" });
  return copy;
}

function number(value) {
  return value.toLocaleString("en-US");
}

function seconds(nanos) {
  const value = nanos / 1e9;
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : number(Math.round(value));
}

function bytes(size) {
  return size < 4096 ? number(size) + " B" : number(Math.round(size / 102.4) / 10) + " KiB";
}

function plural(count, one, many) {
  return number(count) + " " + (count === 1 ? one : many);
}

function clamp(value, lowest, highest) {
  return Math.max(lowest, Math.min(highest, value));
}
