// What the pages do more with JavaScript: ask without leaving the page, warn before sending, copy, print. Without it everything works too.
"use strict";
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  let shown = location.pathname;
  const say = (text, quiet = false) => {
    const s = $("#status");
    if (!s) return;
    s.classList.toggle("hidden", quiet); // only to be heard: who sees the page sees the answer
    s.textContent = text;
  };

  const findings = (form, text) => {
    const patterns = JSON.parse(form.dataset.patterns || "[]");
    return [...new Set(patterns.filter(([, p]) => new RegExp(p, "u").test(text)).map(([kind]) => kind))];
  };

  const warn = (form, text) => {
    const found = findings(form, text);
    $("#warnung").hidden = found.length === 0;
    $("#funde").textContent = found.join(", ");
    return found.length > 0;
  };

  // The server answers with the same page it gives without JavaScript; what is new in it is put into this one.
  const show = (page, url) => {
    const old = $("main"), fresh = page.querySelector("main");
    if (!fresh) throw new Error("keine Seite");
    old.replaceChildren(...document.adoptNode(fresh).childNodes);
    document.title = page.title;
    if (url && url.split("#")[0] !== location.href.split("#")[0]) history.pushState({}, "", url.split("#")[0]);
    shown = location.pathname;
    ready();
  };

  const send = async (form, submitter) => {
    const data = new FormData(form, submitter);
    const button = submitter || $("button[type=submit]", form);
    button.disabled = true;
    say("Die Antwort wird gesucht …");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data), headers: { Accept: "text/html" } });
      show(new DOMParser().parseFromString(await answer.text(), "text/html"), answer.redirected ? answer.url : "");
      if (!form.matches("#frageformular, .direct")) return;
      const last = $("[data-last]");
      if (answer.ok && last) {
        say("Die Antwort ist da.", true);
        last.scrollIntoView({ block: "start" });
        $(".question", last).setAttribute("tabindex", "-1");
        $(".question", last).focus({ preventScroll: true });
      }
    } catch {
      button.disabled = false;
      say("Der Dienst antwortet nicht. Bitte noch einmal versuchen.");
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("#frageformular, .direct, .feedback")) return;
    const anyway = event.submitter && event.submitter.name === "trotzdem";
    if (form.id === "frageformular" && !anyway && warn(form, $("#frage").value)) {
      event.preventDefault();
      $("#warnung button").focus();
      return;
    }
    event.preventDefault();
    send(form, event.submitter);
  });

  document.addEventListener("keydown", (event) => {
    if (event.target.id === "frage" && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      event.target.form.requestSubmit($(".row .button", event.target.form));
    }
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-print], [data-back]");
    if (!button) return;
    if (button.dataset.copy) {
      const field = document.getElementById(button.dataset.copy);
      field.select();
      try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
      button.textContent = "Kopiert";
    } else if ("print" in button.dataset) {
      window.print();
    } else {
      event.preventDefault();
      history.back();
    }
  });

  const ready = () => {
    for (const element of document.querySelectorAll(".js[hidden]")) {
      if (!("back" in element.dataset) || document.referrer || history.length > 1) element.hidden = false;
    }
    const mark = $("#stelle");
    if (mark) mark.scrollIntoView({ block: "center" });
  };
  // Back and forward between conversations load the page; a jump within the page does not.
  window.addEventListener("popstate", () => { if (location.pathname !== shown) location.reload(); });
  ready();
})();
