// Prints Lighthouse's marks of one page from report.json; an error when one is below what we promise.
//   node lighthouse.mjs /ru/
import { readFileSync } from "node:fs";

const LEAST = { performance: 98 }; // the other marks: 100
const report = JSON.parse(readFileSync("report.json"));
const marks = Object.values(report.categories).map(({ id, score }) => [id, Math.round(score * 100)]);
const shift = report.audits["cumulative-layout-shift"].displayValue;
console.log(process.argv[2].padEnd(44), marks.map((mark) => mark.join(" ")).join(", "), "shift", shift);
for (const audit of Object.values(report.audits)) {
  if (audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === "binary") console.log("   ", audit.id, audit.title);
}
if (marks.some(([id, mark]) => mark < (LEAST[id] ?? 100))) process.exitCode = 1;
