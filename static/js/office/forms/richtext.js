// The editor of long texts: a small vocabulary, no pictures; without scripts the field stays a plain one.

import {
  Blockquote,
  Bold,
  BulletList,
  Document,
  Editor,
  Gapcursor,
  HardBreak,
  Heading,
  History,
  Italic,
  Link,
  ListItem,
  Menu,
  OrderedList,
  Paragraph,
  Subscript,
  Superscript,
  Table,
  TableCell,
  TableHeader,
  TableRow,
  Text,
  updateAttrsDialog,
} from "django-prose-editor/editor";
import { cleaned, unstyled } from "./clipboard.js";

const BLOCK = /<(p|h2|h3|ul|ol|table|blockquote)\b/i;
const EMPTY = /^<(\w+)><\/\1>$/;
const GROUPS = ["headings", "lists", "nodes -lists -headings -blockType", "blockquote", "marks", "link", "table", "history"];

/** Returns plain text as paragraphs, cut at its empty lines as on the public page. */
function asHtml(text) {
  if (BLOCK.test(text)) return text;
  const box = document.createElement("div");
  for (const part of text.replace(/\r\n?/g, "\n").split(/\n{2,}/)) {
    if (!part.trim()) continue;
    const paragraph = box.appendChild(document.createElement("p"));
    for (const [at, line] of part.split("\n").entries()) paragraph.append(...(at ? [document.createElement("br"), line] : [line]));
  }
  return box.innerHTML;
}

function create(textarea) {
  if (textarea.closest(".prose-editor") || textarea.id.includes("__prefix__")) return;
  const labels = JSON.parse(textarea.dataset.rich);
  const box = Object.assign(document.createElement("div"), { className: "prose-editor" });
  const note = Object.assign(document.createElement("p"), { className: "rich-note", role: "alert", hidden: true });
  const tell = (text) => {
    note.textContent = text;
    note.hidden = !text;
  };
  const link = Link.extend({
    addCommands() {
      return {
        ...this.parent?.(),
        addLink:
          () =>
          ({ editor }) => {
            const fields = { href: { type: "string", title: labels.address, format: "url", required: true } };
            const ask = updateAttrsDialog(fields, { title: labels.link, submitText: labels.done });
            ask(editor, editor.getAttributes("link")).then((given) => {
              if (given) editor.chain().focus().extendMarkRange("link").setLink({ href: given.href }).run();
            });
          },
      };
    },
  });
  const table = Table.extend({
    addCommands() {
      return {
        ...this.parent?.(),
        insertTableWithOptions:
          () =>
          ({ commands }) =>
            commands.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
      };
    },
  });
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const name = label?.textContent.trim() ?? "";
  textarea.before(box);
  box.append(textarea);
  box.after(note);
  const hasPictures = (data) => [...(data?.files ?? [])].some((file) => file.type.startsWith("image/"));
  const editor = new Editor({
    element: box,
    injectCSS: false, // under the strict policy its rules stand in office.css
    editable: !textarea.disabled,
    content: asHtml(textarea.value),
    extensions: [
      Document,
      Paragraph,
      Text,
      HardBreak,
      Heading.configure({ levels: [2, 3] }),
      Bold,
      Italic,
      Superscript,
      Subscript,
      BulletList,
      OrderedList.configure({ enableListAttributes: false }),
      ListItem,
      Blockquote,
      link.configure({ enableTarget: false, openOnClick: false, autolink: false, protocols: ["http", "https", "mailto"] }),
      table.configure({ resizable: false }),
      TableRow,
      TableHeader,
      TableCell,
      History,
      Gapcursor,
      Menu.configure({ groups: GROUPS.map((group) => ({ group })) }),
    ],
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": name, lang: labels.language },
      transformPastedHTML: (html) => {
        // What was cut from this very editor is clean already.
        if (html.includes("data-pm-slice")) return unstyled(html);
        const result = cleaned(html);
        const struck = result.struck.length ? labels.struck.replace("{1}", result.struck.join(" · ").slice(0, 300)) : "";
        tell([struck, result.pictures ? labels.pictures : ""].filter(Boolean).join(" "));
        return result.html;
      },
      // Several blocks stay blocks: a heading does not melt into the paragraph where the caret stood.
      transformPasted: (slice) => (slice.content.childCount > 1 ? new slice.constructor(slice.content, 0, 0) : slice),
      handlePaste: (_view, event) => {
        if (!hasPictures(event.clipboardData) || event.clipboardData.getData("text/html")) return false;
        tell(labels.pictures);
        return true;
      },
      handleDrop: (_view, event) => {
        if (!hasPictures(event.dataTransfer)) return false;
        event.preventDefault();
        tell(labels.pictures);
        return true;
      },
    },
    onUpdate({ editor: changed }) {
      const html = changed.getHTML();
      textarea.value = EMPTY.test(html) ? "" : html;
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  editor.on("create", () => {
    const menu = box.querySelector(".prose-menubar");
    menu.setAttribute("role", "toolbar");
    menu.setAttribute("aria-label", labels.toolbar);
    for (const button of menu.querySelectorAll("button")) {
      const word = labels.buttons[button.dataset.name];
      if (word) {
        button.title = word;
        button.setAttribute("aria-label", word);
      }
    }
  });
  label?.addEventListener("click", () => editor.commands.focus());
  textarea.addEventListener("replaced", () => editor.chain().setContent(textarea.value).focus("end").run());
}

document.querySelectorAll("textarea[data-rich]").forEach(create);
document.addEventListener("formset:added", (event) => event.target.querySelectorAll("textarea[data-rich]").forEach(create));
