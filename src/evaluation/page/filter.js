
(function () {
  "use strict";
  var field = document.getElementById("filter");
  if (!field) { return; }
  var told = document.querySelector("output");
  var cards = Array.from(document.querySelectorAll(".card"));
  field.parentElement.hidden = false;
  field.addEventListener("input", function () {
    var wanted = field.value.trim().toLowerCase();
    var shown = 0;
    cards.forEach(function (card) {
      card.hidden = !card.textContent.toLowerCase().includes(wanted);
      if (!card.hidden) { shown += 1; }
    });
    told.textContent = wanted ? shown + " of " + cards.length : "";
  });
}());
