// Lists of Word, LibreOffice and Google's editor as lists of ours; a number that ours would not show is written out.

const BULLET = /^[·•▪■►§o–-]$/;
const NUMBER = /^([1-9]\d{0,4})\.$/; // what a numbered list of a page shows as it is; any other number is kept as typed
const TYPED_BULLET = /^[\s\u00a0]*(?:[·•▪■►]|§(?![\s\u00a0]*\d))[\s\u00a0]+/; // “§ 5” is the number of a paragraph

// Fonts whose letters are pictures: ü is a tick, Ø an arrow. Only the first of a list counts: many end with “Segoe UI Symbol”.
const SYMBOLS = /font-family:\s*["']?(?:wingdings(?: [23]|-regular)?|webdings|(?:open|star)?symbol(?:mt)?)["']?\s*(?:[,;]|$)/;

export const style = (node) => (node.dataset?.css ?? "").toLowerCase();
export const isList = (node) => node.matches("ul, ol");

/** Returns what marks `p` as an item of a list in Word: its level, and whether it is numbered; takes the mark away. */
function wordItem(p) {
  if (p.localName !== "p") return null;
  const css = style(p);
  const level = Number(css.match(/mso-list:[^;]*level(\d)/)?.[1] ?? 0);
  const mark = [...p.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/.test(style(span)));
  if (level && mark) {
    const text = mark.textContent.replace(/[\s\u00a0]+/g, " ").trim();
    const number = Number(text.match(NUMBER)?.[1] ?? 0);
    if (/[\p{L}\p{N}]/u.test(text) && !BULLET.test(text) && !number && !isPicture(mark)) {
      mark.replaceWith(`${text} `);
      return null;
    }
    mark.remove();
    return { level, tag: number ? "ol" : "ul", number };
  }
  const typed = [...p.querySelectorAll("span, font")].find((span) => isPicture(span) && span.textContent.trim().length === 1);
  if (typed && p.textContent.trim().startsWith(typed.textContent.trim())) typed.textContent = "• ";
  if (!TYPED_BULLET.test(p.textContent)) return level ? { level, tag: "ul" } : null;
  cutStart(p, p.textContent.match(TYPED_BULLET)[0].length);
  const margin = Number(css.match(/margin-left:\s*([\d.]+)pt/)?.[1] ?? 36);
  return { level: level || Math.max(1, Math.round(margin / 36)), tag: "ul" };
}

/** Says whether the letters of `mark`, or of the element around it, are pictures. */
function isPicture(mark) {
  return [mark, mark.parentElement, ...mark.querySelectorAll("span")].some((node) => SYMBOLS.test(style(node)) || SYMBOLS.test(`font-family:${(node.getAttribute("face") ?? "").toLowerCase()}`));
}

/** Removes the first `length` characters of the text of `node`. */
function cutStart(node, length) {
  const walker = node.ownerDocument.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  let left = length;
  while (left > 0 && walker.nextNode()) {
    const text = walker.currentNode;
    const part = Math.min(left, text.data.length);
    text.data = text.data.slice(part);
    left -= part;
  }
}

/** Turns runs of Word's list paragraphs into lists, one inside the other by their level. */
export function wordLists(root) {
  const made = new Set();
  for (const p of [...root.querySelectorAll("p")]) {
    const item = wordItem(p);
    if (!item) continue;
    const li = root.ownerDocument.createElement("li");
    li.append(...p.childNodes);
    const before = previous(p);
    let list = made.has(before) ? before : null;
    for (let level = 1; list && level < item.level; level += 1) {
      const inner = [...list.lastElementChild.children].findLast(isList);
      list = inner ?? list.lastElementChild.appendChild(makeList(root, item.tag));
    }
    if (list && !continues(list, item)) list = list.parentNode.localName === "li" ? after(list, item.tag) : null;
    if (!list) {
      list = makeList(root, item.tag);
      p.before(list);
      made.add(list);
    }
    if (item.number > 1 && !list.children.length) list.setAttribute("start", item.number);
    list.append(li);
    p.remove();
  }
}

/** Says whether `item` is the next of `list`: of its kind, with the number that follows. */
function continues(list, { tag, number }) {
  if (list.localName !== tag) return false;
  return tag === "ul" || !list.children.length || number === Number(list.getAttribute("start") ?? 1) + list.children.length;
}

function after(list, tag) {
  const made = makeList(list, tag);
  list.after(made);
  return made;
}

/** Writes out the numbers of lists that a page of ours would number otherwise: letters, other steps, other signs. */
export function typedLists(root) {
  for (const list of [...root.querySelectorAll("ol, ul")].reverse()) {
    const items = [...list.children].filter((node) => node.localName === "li");
    const step = list.hasAttribute("reversed") ? -1 : 1;
    let next = Number(list.getAttribute("start") ?? (step < 0 ? items.length : 1));
    const numbers = items.map((item) => {
      next = item.hasAttribute("value") ? Number(item.getAttribute("value")) : next;
      next += step;
      return next - step;
    });
    const ofList = list.getAttribute("type") ?? typeOf(list) ?? "1";
    const kinds = items.map((item) => typeOf(item) ?? ofList);
    if (list.localName === "ul" && kinds.some(Boolean)) continue;
    if (kinds.every((kind) => kind === "1") && numbers.every((number, at) => number === numbers[0] + at)) {
      if (items.length) list.setAttribute("start", numbers[0]);
      continue;
    }
    const blocks = items.map((item, at) => {
      const box = root.ownerDocument.createElement("div");
      box.append(...item.childNodes);
      const first = box.querySelector("p, h1, h2, h3, h4, h5, h6") ?? box;
      if (kinds[at]) first.prepend(`${counted(numbers[at], kinds[at])}. `);
      return box;
    });
    list.replaceWith(...blocks);
  }
}

/** Returns how a list or an item of one says that it is numbered; "none" beside a type speaks of its picture. */
function typeOf(node) {
  const said = [...style(node).matchAll(/list-style(?:-type)?:([^;]*)/g)].at(-1)?.[1] ?? "";
  const names = said.split(/[\s!]+/).filter((name) => Object.hasOwn(TYPES, name));
  return TYPES[names.find((name) => name !== "none") ?? names[0]];
}

/** A style of lists and its type; "" shows no numbers, so those that are typed are the only ones. */
const TYPES = { none: "", decimal: "1", "decimal-leading-zero": "01", "lower-greek": "α", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I" };

/** Returns a number as a list of type 1, a, A, i or I shows it. */
function counted(number, kind) {
  if (kind === "1" || number < 1) return `${number}`;
  if (kind === "01") return `${number}`.padStart(2, "0");
  if (kind === "α" && number <= GREEK.length) return GREEK[number - 1];
  const said = kind.toLowerCase() === "i" ? roman(number) : letters(number);
  return kind === kind.toUpperCase() ? said.toUpperCase() : said;
}

const GREEK = "αβγδεζηθικλμνξοπρστυφχψω";

function letters(number) {
  const rest = Math.floor((number - 1) / 26);
  return (rest ? letters(rest) : "") + String.fromCharCode(97 + ((number - 1) % 26));
}

const ROMAN = [[1000, "m"], [900, "cm"], [500, "d"], [400, "cd"], [100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];

function roman(number) {
  const [value, said] = ROMAN.find(([value]) => value <= number);
  return said + (number > value ? roman(number - value) : "");
}

const makeList = (beside, tag) => beside.ownerDocument.createElement(tag);

function previous(node) {
  let before = node.previousSibling;
  while (before && before.nodeType === Node.TEXT_NODE && !before.data.trim()) before = before.previousSibling;
  return before;
}

/** Puts lists that stand between items, alone or in an item without a mark, into the item before. */
export function nestLists(root) {
  for (const item of [...root.querySelectorAll("li + li")]) {
    const holdsLists = item.children.length && [...item.childNodes].every((node) => (node.matches ? isList(node) : !node.textContent.trim()));
    if (holdsLists && typeOf(item) === "") item.replaceWith(...item.children);
  }
  for (const list of [...root.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")]) {
    const item = list.previousElementSibling;
    if (item?.localName === "li") item.append(list);
    else list.replaceWith(...list.children);
  }
}
