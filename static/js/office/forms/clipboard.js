// Text pasted from Word, LibreOffice or a page: its structure stays, everything else goes.

import { isList, nestLists, style, typedLists, wordLists } from "./lists.js";

const JUNK = "style, script, meta, link, title, xml, head, object, embed, iframe, del, .msoDel, .MsoCommentText, .MsoCommentReference, .msocomtxt, .msocomanchor, .msocomoff, [id^=cmnt]:not(a), a[id^=cmnt_ref]";
const STRUCK = /text-decoration(?:-line)?:[^;]*line-through/;
const KEPT = { B: "strong", STRONG: "strong", I: "em", EM: "em", SUP: "sup", SUB: "sub", BLOCKQUOTE: "blockquote", BR: "br" };
const BLOCKS = "P, H1, H2, H3, H4, H5, H6, UL, OL, LI, TABLE, BLOCKQUOTE, DIV, CENTER, PRE, SECTION, ARTICLE, DL, DT, DD".split(", ");

/** Returns `html` without styles: even a parsed copy of the page would break the policy; they stay to be read. */
export function unstyled(html) {
  return html.replace(/<style[\s>][\s\S]*?<\/style>/gi, "").replace(/\sstyle\s*=\s*(?=["'])/gi, " data-css=");
}

/** Returns the cleaned HTML of `html`, how many pictures were left out, and the words that were struck through. */
export function cleaned(html) {
  const page = new DOMParser().parseFromString(unstyled(html), "text/html");
  const pictures = page.querySelectorAll("img, picture, svg, v\\:imagedata").length;
  for (const node of page.querySelectorAll(`${JUNK}, img, picture, svg`)) node.remove();
  for (const node of [...page.body.querySelectorAll("*")]) {
    if (node.localName === "o:p" || node.localName.startsWith("v:") || node.localName.startsWith("w:")) unwrapOrDrop(node);
    else if (/mso-element:\s*comment|mso-special-character:\s*comment|mso-hide:\s*all|display:\s*none/.test(style(node))) node.remove();
  }
  const struck = strikes(page.body);
  for (const mark of page.querySelectorAll("a[id^=cmnt]:not([id^=cmnt_ref])")) commentOf(mark).remove();
  for (const lines of page.querySelectorAll("pre")) breakLines(lines);
  removeComments(page.body);
  wordLists(page.body);
  nestLists(page.body);
  typedLists(page.body);
  levels = page.querySelector("h1") ? 1 : 2;
  const out = document.implementation.createHTMLDocument("").body;
  blocks(page.body, out);
  return { html: out.innerHTML, pictures, struck };
}

/** Takes out what is struck through, which is deleted for its writer; returns its words. A cell keeps its place. */
function strikes(root) {
  const found = [];
  for (const node of [...root.querySelectorAll("*")]) {
    if (!root.contains(node) || !(node.matches("s, strike") || STRUCK.test(style(node)))) continue;
    found.push(node.textContent.trim());
    if (node.matches("td, th")) node.replaceChildren();
    else node.remove();
  }
  return found.filter(Boolean);
}

let levels = 2; // the level of the source's highest heading

function unwrapOrDrop(node) {
  if (node.textContent.trim()) node.replaceWith(...node.childNodes);
  else node.remove();
}

/** Returns the outermost block that begins with the mark of a comment of Google's editor; without one the mark alone. */
function commentOf(mark) {
  let whole = mark;
  for (let node = mark.parentElement; node; node = node.parentElement) {
    const before = node.ownerDocument.createRange();
    before.setStart(node, 0);
    before.setEndBefore(mark);
    if (node.matches("p, div, li") && !before.toString().trim()) whole = node;
  }
  return whole;
}

function removeComments(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const comment of found) comment.remove();
}

/** Ends the lines of a text that is set as typed where they end. */
function breakLines(lines) {
  const walker = lines.ownerDocument.createTreeWalker(lines, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const parts = text.data.split("\n").flatMap((part, at) => (at ? [lines.ownerDocument.createElement("br"), part] : [part]));
    text.replaceWith(...parts);
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
    if (/^-?\d+$/.test(node.getAttribute("start") ?? "") && Number(node.getAttribute("start")) !== 1) made.setAttribute("start", Number(node.getAttribute("start")));
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

const inlines = (source, out) => {
  for (const node of source.childNodes) inline(node, out);
};

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
  if (/vertical-align:\s*(super|\d+%)|mso-text-raise:\s*\d/.test(css)) tags.add("sup");
  if (/vertical-align:\s*(sub\b|-\d+%)|mso-text-raise:\s*-\d/.test(css)) tags.add("sub");
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
