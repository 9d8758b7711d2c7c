// A city or an organisation that is not on the list yet is made from the field that misses it.

const office = document.querySelector("#office");
const $ = window.django?.jQuery;
const addresses = JSON.parse(document.querySelector("#creatable")?.textContent ?? "{}");
const words = office.dataset;

const addressFor = (select) => addresses[select.dataset.refersTo];

/** Says below `select` what the public will not see of what was made, with the way to publish it. */
function tell(select, words) {
  const said = Object.assign(document.createElement("p"), { className: "quick-told" });
  said.setAttribute("role", "status");
  select.closest(".related-widget-wrapper").after(said); // an empty region first: what comes into it is read out
  said.append(...new DOMParser().parseFromString(words, "text/html").body.childNodes);
}

/** Opens the short form for `select` with `name` typed in, and chooses what is made. */
async function create(select, name) {
  const address = addressFor(select);
  const dialog = document.createElement("dialog");
  dialog.className = "quick";
  dialog.setAttribute("aria-labelledby", "quick-heading");
  const form = document.createElement("form");
  form.noValidate = true;
  dialog.append(form);
  document.body.append(dialog);
  const show = async (answer) => {
    const text = await answer.text();
    form.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    form.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    (form.querySelector("[aria-invalid=true]") ?? form.querySelector("input, select"))?.focus();
  };
  dialog.addEventListener("close", () => {
    dialog.remove();
    $(select).select2("focus");
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new FormData(form);
    const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } });
    if (!answer.ok) return show(answer);
    const made = await answer.json();
    select.append(new Option(made.text, made.id, true, true));
    $(select).trigger("change");
    if (made.told) tell(select, made.told);
    return dialog.close();
  });
  await show(await fetch(`${address}?${new URLSearchParams({ name })}`));
  dialog.showModal();
}

/** Returns the side that receives and invites, by the direction of the visit; undefined elsewhere. */
function sideOfHosts(select) {
  const direction = document.querySelector("#id_direction")?.value;
  return select.closest("#section-received, #section-invited") ? { incoming: "home", outgoing: "partner" }[direction] : undefined;
}

/** The model that an autocomplete field points at is named by the link beside it. */
function prepare(scope) {
  for (const select of scope.querySelectorAll("select.admin-autocomplete")) {
    const wrapper = select.closest(".related-widget-wrapper");
    const link = wrapper?.querySelector(".add-related");
    const model = wrapper?.dataset.modelRef?.replace(/\s/g, "") ?? "";
    select.dataset.refersTo = link?.href.split("/").at(-3) ?? model;
    if (addressFor(select)) select.dataset.tags = "true";
    // A select without any option takes the first one that comes, if it is only offered: an empty one stands before it.
    if (!select.multiple && !select.options.length) select.append(new Option("", ""));
    if (select.multiple) select.dataset.allowClear = "false"; // its cross would stand in the list without being an item
  }
}

if ($) {
  prepare(document);
  $.fn.select2.defaults.set("createTag", ({ term }) => {
    const name = term.trim();
    const inner = name.replaceAll("«", "„").replaceAll("»", "“"); // the offer has quotation marks around it
    return name ? { id: `new:${name}`, text: words.createText.replace("{1}", inner), isNew: true, name } : null;
  });
  // What is only like the typed name stands below the offer, and Enter alone never takes it.
  $.fn.select2.defaults.set("insertTag", (found, tag) => {
    const at = found.findIndex((row) => row.isNear);
    found.splice(at < 0 ? found.length : at, 0, tag);
  });
  $.fn.select2.defaults.set("templateResult", (row) => (row.isNear ? words.nearText.replace("{1}", row.text) : row.text));
  // On a side of an agreement, and where a visit is received, the bodies of that side are offered first.
  $(document).on("select2:opening", "select.admin-autocomplete", ({ target: select }) => {
    const side = select.closest("[data-row]")?.querySelector("[name$='-side']")?.value || sideOfHosts(select);
    const ajax = $(select).data("select2").dataAdapter.ajaxOptions;
    ajax.url = select.getAttribute("data-ajax--url") + (side ? `?${new URLSearchParams({ side })}` : "");
  });
  $(document).on("select2:open", "select.admin-autocomplete", ({ target: select }) => {
    if (select.dataset.careful) return;
    select.dataset.careful = "yes";
    const box = $(select).data("select2");
    const loosen = () => {
      box.$results.find(".select2-results__option--highlighted").removeClass("select2-results__option--highlighted");
      $(".select2-search__field").removeAttr("aria-activedescendant");
    };
    box.on("query", loosen); // what answered the letters before is no answer to these
    box.on("results:all", ({ data }) => data.results[0]?.isNear && loosen());
  });
  $(document).on("select2:selecting", "select.admin-autocomplete", (event) => {
    const chosen = event.params.args.data;
    if (!chosen.isNew) return;
    event.preventDefault();
    $(event.target).select2("close");
    create(event.target, chosen.name);
  });
  // In the capturing phase, ahead of the admin's own handler, which would open another window.
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.(".related-widget-wrapper .add-related");
      const select = link?.closest(".related-widget-wrapper").querySelector("select");
      if (!select || !addressFor(select)) return;
      event.preventDefault();
      event.stopPropagation();
      create(select, "");
    },
    true,
  );
}
