// Generates a client from the OpenAPI document on standard input, type-checks client.ts against it, and runs it.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const here = dirname(fileURLToPath(import.meta.url));
const parts = [];
for await (const part of process.stdin) {
  parts.push(part);
}

const plan = JSON.parse(Buffer.concat(parts).toString("utf8"));
const folder = mkdtempSync(join(tmpdir(), "strangler-openapi-"));

function run(program, env = {}) {
  const done = spawnSync(process.execPath, program, {
    cwd: folder, encoding: "utf8", timeout: 90_000, env: { ...process.env, ...env },
  });
  process.stdout.write(done.stdout ?? "");
  process.stderr.write(done.stderr ?? "");
  return done.status ?? 1;
}

try {
  symlinkSync(join(here, "node_modules"), join(folder, "node_modules"));
  copyFileSync(join(here, "client.ts"), join(folder, "client.ts"));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "schema.d.ts"), astToString(await openapiTS(plan.document)));
  process.exitCode = run([
    join(here, "node_modules", "typescript", "bin", "tsc"), "--strict", "--target", "es2022", "--module", "nodenext",
    "--skipLibCheck", "--lib", "es2022,dom", "client.ts",
  ]) || run(["client.js"], { PLAN: JSON.stringify({ ...plan, document: undefined }) });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
