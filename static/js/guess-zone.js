// The browser knows the zone better than its language does. Without this file the guess stays.
const field = document.querySelector("input[data-guess-zone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (field && /^(?!Etc\/)\w+\//.test(zone)) {
  field.value = zone.replaceAll("_", " ");
}
