// Rows by paste: the server reads what was copied, the clerk looks at it, and takes the rows into the form.

import { addRow, fieldOf, removeRow, rowsOf } from "./rows.js";

const office = document.querySelector("#office");
const form = document.querySelector("#content-main > form");
const typedIn = (name) => form.querySelector(`[name="${name}"]`)?.value ?? "";

function fill(field, value) {
  if (field.type === "checkbox") field.checked = Boolean(value);
  else if (typeof value === "object") field.append(new Option(value.text, value.id, true, true));
  else field.value = value;
  if (field.tagName === "SELECT") window.django.jQuery(field).trigger("change");
  else field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Adds a row to `group` with `values`; returns it. */
function filledRow(group, values) {
  const row = addRow(group, { quiet: true });
  for (const [name, value] of Object.entries(values)) {
    const field = fieldOf(row, name);
    if (field) fill(field, value);
  }
  return row;
}

for (const box of document.querySelectorAll(".paste")) {
  const group = box.closest(".inline-group");
  const [area, preview, done, failed] = ["textarea", ".paste-preview", ".paste-done", ".paste-failed"].map((part) =>
    box.querySelector(part),
  );
  let copied = { html: "", text: "" };
  let taken = [];

  async function read(columns = []) {
    const body = new FormData();
    const headRoles = box.dataset.heads.split(" ").filter(Boolean);
    const heads = rowsOf(group).filter((row) => headRoles.includes(fieldOf(row, "role")?.value));
    const known = { kind: box.dataset.kind, ...copied, period: typedIn("period"), has_head: heads.length ? "1" : "0" };
    for (const [name, value] of Object.entries(known)) body.set(name, value);
    for (const column of columns) body.append("columns", column);
    const headers = { "X-CSRFToken": typedIn("csrfmiddlewaretoken") };
    const answer = await fetch(office.dataset.paste, { method: "POST", body, headers }).catch(() => null);
    failed.hidden = Boolean(answer?.ok);
    if (!answer?.ok) return;
    preview.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
    preview.querySelector("[data-take]")?.focus();
  }

  area.addEventListener("paste", (event) => {
    copied = { html: event.clipboardData.getData("text/html"), text: event.clipboardData.getData("text/plain") };
    done.hidden = true;
    read();
  });
  box.querySelector("[data-read]").addEventListener("click", () => {
    if (!area.value.trim()) return area.focus();
    if (copied.text.replaceAll("\r", "").trim() !== area.value.trim()) copied = { html: "", text: area.value };
    return read();
  });
  preview.addEventListener("change", (event) => {
    if (event.target.name === "columns") read([...preview.querySelectorAll("[name=columns]")].map(({ value }) => value));
  });
  preview.addEventListener("click", (event) => {
    if (event.target.matches("[data-drop]")) preview.replaceChildren();
    if (!event.target.matches("[data-take]")) return;
    const rows = JSON.parse(preview.querySelector("script").textContent);
    const lines = [...preview.querySelectorAll("tbody tr")];
    const wanted = lines.map((line) => line.querySelector("input").checked);
    // A role that could not be read is chosen before its row is taken.
    const roles = lines.map((line) => line.querySelector("select[name=role]"));
    if (!roles.every((role, at) => !role || !wanted[at] || role.reportValidity())) return;
    roles.forEach((role, at) => {
      if (role) rows[at].role = role.value;
    });
    taken = rows.filter((_row, at) => wanted[at]).map((values) => filledRow(group, values));
    group.dispatchEvent(new CustomEvent("rows:changed", { bubbles: true }));
    preview.replaceChildren();
    area.value = "";
    done.querySelector("span").textContent = done.dataset.text.replace("{1}", taken.length);
    done.hidden = false;
    done.querySelector("button").focus();
  });
  done.querySelector("button").addEventListener("click", () => {
    for (const row of taken.toReversed()) removeRow(row);
    done.hidden = true;
    area.focus();
  });
}
