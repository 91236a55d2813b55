// Sort and filter the table of the towns, close an open source, switch dark and light. All is readable without.
(function () {
  "use strict";
  var by = function (id) { return document.getElementById(id); };
  var table = by("table"), body = table.tBodies[0], rows = Array.from(body.rows);
  var names = new Intl.Collator("zh-CN"), root = document.documentElement;
  var key = function (row, column) {
    var cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent : cell.dataset.v === "" ? null : +cell.dataset.v;
  };

  function sort(heading) {
    var column = heading.cellIndex, up = heading.getAttribute("aria-sort") !== "ascending";
    Array.from(table.tHead.rows[0].cells).forEach(function (each) { each.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    rows.slice().sort(function (one, other) {
      var a = key(one, column), b = key(other, column);
      if (a === null || b === null) return (a === null) - (b === null); // unknown stays last
      return (up ? 1 : -1) * (typeof a === "string" ? names.compare(a, b) : a - b);
    }).forEach(function (row) { body.appendChild(row); });
  }

  Array.from(table.tHead.rows[0].cells).forEach(function (heading) {
    var button = heading.firstElementChild;
    button.classList.add("sort");
    button.setAttribute("role", "button");
    button.tabIndex = 0;
    button.addEventListener("click", function () { sort(heading); });
    button.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(heading); }
    });
  });

  function filter() {
    var name = by("by-name").value.trim(), group = by("by-group") ? by("by-group").value : "", lack = by("by-lack").value, shown = 0;
    rows.forEach(function (row) {
      row.hidden = !(row.cells[0].textContent.includes(name) && (!group || row.dataset.group === group) &&
        (!lack || row.dataset.lack.split(" ").includes(lack)));
      shown += !row.hidden;
    });
    by("shown").textContent = by("shown").dataset.words.replace("#", shown + "/" + rows.length);
  }
  by("filters").addEventListener("input", filter);
  by("filters").addEventListener("submit", function (event) { event.preventDefault(); });
  by("filters").hidden = by("theme").hidden = false;
  filter();

  function close(event) {
    document.querySelectorAll("details[name=source][open]").forEach(function (each) {
      if (event.key === "Escape" || event.type === "click" && !each.contains(event.target)) each.open = false;
    });
  }
  document.addEventListener("keydown", close);
  document.addEventListener("click", close);
  by("theme").addEventListener("click", function () {
    var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
})();
