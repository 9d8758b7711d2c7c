// Text pasted from Word, LibreOffice or a page: its structure stays, everything else goes.

const JUNK = "style, script, meta, link, title, xml, head, object, embed, iframe, del, .msoDel, .MsoCommentText, .MsoCommentReference, .msocomtxt, .msocomanchor, .msocomoff, [id^=cmnt]";
const BULLET = /^[·•▪■►§o–-]$/;
const NUMBER = /^(\d{1,5})\.$/; // what a numbered list of a page shows as it is; any other number is kept as typed
const TYPED_BULLET = /^[\s\u00a0]*[·•▪■►§][\s\u00a0]+/;
const KEPT = { B: "strong", STRONG: "strong", I: "em", EM: "em", SUP: "sup", SUB: "sub", BLOCKQUOTE: "blockquote", BR: "br" };
const BLOCKS = "P, H1, H2, H3, H4, H5, H6, UL, OL, LI, TABLE, BLOCKQUOTE, DIV, CENTER, PRE, SECTION, ARTICLE, DL, DT, DD".split(", ");

const style = (node) => (node.dataset?.css ?? "").toLowerCase();
const isList = (node) => node.matches("ul, ol");

/** Returns `html` without styles: even a parsed copy of the page would break the policy; they stay to be read. */
export function unstyled(html) {
  return html.replace(/<style[\s>][\s\S]*?<\/style>/gi, "").replace(/\sstyle\s*=\s*(?=["'])/gi, " data-css=");
}

/** Returns the cleaned HTML of `html`, and how many pictures were left out. */
export function cleaned(html) {
  const page = new DOMParser().parseFromString(unstyled(html), "text/html");
  const pictures = page.querySelectorAll("img, picture, svg, v\\:imagedata").length;
  for (const node of page.querySelectorAll(`${JUNK}, img, picture, svg`)) node.remove();
  for (const node of [...page.body.querySelectorAll("*")]) {
    if (node.localName === "o:p" || node.localName.startsWith("v:") || node.localName.startsWith("w:")) unwrapOrDrop(node);
    else if (/mso-element:\s*comment|mso-special-character:\s*comment|mso-hide:\s*all|display:\s*none/.test(style(node))) node.remove();
  }
  removeComments(page.body);
  wordLists(page.body);
  nestLists(page.body);
  typedLists(page.body);
  levels = page.querySelector("h1") ? 1 : 2;
  const out = document.implementation.createHTMLDocument("").body;
  blocks(page.body, out);
  return { html: out.innerHTML, pictures };
}

let levels = 2; // the level of the source's highest heading

function unwrapOrDrop(node) {
  if (node.textContent.trim()) node.replaceWith(...node.childNodes);
  else node.remove();
}

function removeComments(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const comment of found) comment.remove();
}

/** Returns what marks `p` as an item of a list in Word: its level, and whether it is numbered; takes the mark away. */
function wordItem(p) {
  if (p.localName !== "p") return null;
  const css = style(p);
  const level = Number(css.match(/mso-list:[^;]*level(\d)/)?.[1] ?? 0);
  const mark = [...p.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/.test(style(span)));
  if (level && mark) {
    const text = mark.textContent.replace(/[\s\u00a0]+/g, " ").trim();
    const number = Number(text.match(NUMBER)?.[1] ?? 0);
    if (/[\p{L}\p{N}]/u.test(text) && !BULLET.test(text) && !number) {
      mark.replaceWith(`${text} `);
      return null;
    }
    mark.remove();
    return { level, tag: number ? "ol" : "ul", number };
  }
  if (!TYPED_BULLET.test(p.textContent)) return level ? { level, tag: "ul" } : null;
  cutStart(p, p.textContent.match(TYPED_BULLET)[0].length);
  const margin = Number(css.match(/margin-left:\s*([\d.]+)pt/)?.[1] ?? 36);
  return { level: level || Math.max(1, Math.round(margin / 36)), tag: "ul" };
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
function wordLists(root) {
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
function typedLists(root) {
  for (const list of [...root.querySelectorAll("ol")].reverse()) {
    const items = [...list.children].filter((node) => node.localName === "li");
    const step = list.hasAttribute("reversed") ? -1 : 1;
    let next = Number(list.getAttribute("start") ?? (step < 0 ? items.length : 1));
    const numbers = items.map((item) => {
      next = item.hasAttribute("value") ? Number(item.getAttribute("value")) : next;
      next += step;
      return next - step;
    });
    const kind = list.getAttribute("type") ?? TYPES[style(list).match(/list-style(?:-type)?:\s*([\w-]+)/)?.[1]] ?? "1";
    if (kind === "1" && numbers.every((number, at) => number === numbers[0] + at)) {
      if (items.length) list.setAttribute("start", numbers[0]);
      continue;
    }
    const blocks = items.map((item, at) => {
      const box = root.ownerDocument.createElement("div");
      box.append(...item.childNodes);
      const first = box.querySelector("p, h1, h2, h3, h4, h5, h6") ?? box;
      first.prepend(`${counted(numbers[at], kind)}. `);
      return box;
    });
    list.replaceWith(...blocks);
  }
}

const TYPES = { "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I" };

/** Returns a number as a list of type 1, a, A, i or I shows it. */
function counted(number, kind) {
  if (kind === "1" || number < 1) return `${number}`;
  const said = kind.toLowerCase() === "i" ? roman(number) : letters(number);
  return kind === kind.toUpperCase() ? said.toUpperCase() : said;
}

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

/** Puts lists that stand between items, as LibreOffice writes them, into the item before. */
function nestLists(root) {
  for (const list of [...root.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")]) {
    const item = list.previousElementSibling;
    if (item?.localName === "li") item.append(list);
    else list.replaceWith(...list.children);
  }
}

/** Copies the blocks in `source` to `out`; text that stands between them becomes paragraphs. */
function blocks(source, out) {
  let loose = null;
  for (const node of source.childNodes) {
    const isBlock = node.nodeType === Node.ELEMENT_NODE && (BLOCKS.includes(node.nodeName) || node.querySelector("p, table, ul, ol, h1, h2, h3, h4"));
    if (!isBlock) {
      loose ??= out.ownerDocument.createElement("p");
      inline(node, loose);
      continue;
    }
    loose = put(loose, out);
    block(node, out);
  }
  put(loose, out);
}

/** Appends `made` to `out` unless it says nothing. */
function put(made, out) {
  if (made) {
    trim(made);
    if (made.textContent.replace(/[\s\u00a0]/g, "")) out.append(made);
  }
  return null;
}

function block(node, out) {
  const make = (tag) => out.ownerDocument.createElement(tag);
  const heading = node.nodeName.match(/^H([1-6])$/) ?? node.className.match?.(/^MsoHeading(\d)|^MsoTitle/);
  if (heading && node.nodeName !== "DIV") {
    const made = make(Number(heading[1] ?? 1) <= levels ? "h2" : "h3");
    inlines(node, made);
    for (const bold of made.querySelectorAll("strong")) bold.replaceWith(...bold.childNodes);
    put(made, out);
  } else if (isList(node)) {
    const made = make(node.localName);
    if (node.getAttribute("start") > 1) made.setAttribute("start", node.getAttribute("start"));
    for (const item of node.children) {
      if (item.localName === "li") listItem(item, made);
    }
    if (made.children.length) out.append(made);
  } else if (node.localName === "table") {
    table(node, out);
  } else if (node.localName === "blockquote") {
    const made = make("blockquote");
    blocks(node, made);
    if (made.children.length) out.append(made);
  } else if (node.localName === "p") {
    const made = make("p");
    inlines(node, made);
    put(made, out);
  } else {
    blocks(node, out);
  }
}

function listItem(item, list) {
  const made = list.ownerDocument.createElement("li");
  blocks(item, made);
  if (made.children.length) list.append(made);
}

function table(node, out) {
  const made = out.ownerDocument.createElement("table");
  const body = made.appendChild(out.ownerDocument.createElement("tbody"));
  for (const row of node.rows) {
    const line = body.appendChild(out.ownerDocument.createElement("tr"));
    for (const cell of row.cells) {
      const copy = line.appendChild(out.ownerDocument.createElement(cell.localName));
      for (const name of ["colspan", "rowspan"]) {
        if (cell.getAttribute(name) > 1) copy.setAttribute(name, cell.getAttribute(name));
      }
      blocks(cell, copy);
      if (!copy.children.length) copy.append(out.ownerDocument.createElement("p"));
    }
  }
  if (made.textContent.trim()) out.append(made);
}

const inlines = (source, out) => source.childNodes.forEach((node) => inline(node, out));

function inline(node, out) {
  if (node.nodeType === Node.TEXT_NODE) {
    out.append(node.data.replace(/\u00ad/g, "").replace(/[ \t\r\n]+/g, " ").replace(/(?:[ \u00a0]){2,}/g, " "));
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  let target = out;
  for (const tag of tagsOf(node)) target = target.appendChild(out.ownerDocument.createElement(tag));
  const href = node.localName === "a" ? (node.getAttribute("href") ?? "") : "";
  if (/^(https?:|mailto:)/i.test(href)) {
    target = target.appendChild(out.ownerDocument.createElement("a"));
    target.setAttribute("href", href);
  }
  inlines(node, target);
}

/** Returns the tags that say what `node` looks like: bold and italic by tag or by style. */
function tagsOf(node) {
  const css = style(node);
  const tags = new Set(KEPT[node.nodeName] ? [KEPT[node.nodeName]] : []);
  if (/font-weight:\s*(bold|[6-9]00)/.test(css)) tags.add("strong");
  if (/font-weight:\s*(normal|400)/.test(css)) tags.delete("strong");
  if (/font-style:\s*italic/.test(css)) tags.add("em");
  if (/font-style:\s*normal/.test(css)) tags.delete("em");
  if (/vertical-align:\s*(super|\d+%)/.test(css)) tags.add("sup");
  if (/vertical-align:\s*(sub|-\d+%)/.test(css)) tags.add("sub");
  return tags;
}

/** Takes blanks and line breaks from both ends of a paragraph, and empty marks out of it. */
function trim(made) {
  for (const node of made.querySelectorAll("strong, em, sup, sub, a")) {
    if (!node.textContent.replace(/[\s\u00a0]/g, "")) node.replaceWith(...node.childNodes);
  }
  made.normalize();
  for (const [end, blank] of [["firstChild", /^[\s\u00a0]+/], ["lastChild", /[\s\u00a0]+$/]]) {
    for (let node = made[end]; node; node = made[end]) {
      if (node.nodeType === Node.TEXT_NODE) {
        node.data = node.data.replace(blank, "");
        if (node.data) break;
        node.remove();
      } else if (node.localName === "br") {
        node.remove();
      } else {
        break;
      }
    }
  }
}
