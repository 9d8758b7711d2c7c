// Writes the descriptions of saved pages as TypeScript that names the types of schema.org's published vocabulary
// (the package schema-dts): the compiler then refuses an unknown type, property or kind of value.
//   node schema_org.mjs page-*.html
import { readFileSync, writeFileSync } from "node:fs";

const lines = ['import type * as schema from "schema-dts";'];
for (const path of process.argv.slice(2)) {
  for (const [, text] of readFileSync(path, "utf8").matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) {
    const node = JSON.parse(text);
    const { "@context": context, "@type": type } = node;
    if (context["dcat"]) continue; // the catalogue of open data speaks DCAT
    if (context !== "https://schema.org") throw new Error(`${path}: ${JSON.stringify(context)}`);
    lines.push(`/* ${path} */ export const x${lines.length}: schema.WithContext<schema.${type}> = ${JSON.stringify(node)};`);
  }
}
writeFileSync("structured.ts", lines.join("\n"));
console.log(`schema.org: ${lines.length - 1} descriptions`);
