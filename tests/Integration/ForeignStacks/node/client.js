// A node-soap client: makes the calls of the plan on standard input, and prints one JSON line for each.
import { text } from 'node:stream/consumers';
import soap from 'soap';

const TIMEOUT_MS = 30_000;

// node-soap keeps attributes beside the children, and the text of an element that has any under $value.
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return value.toString('base64');
  if (value === null || typeof value !== 'object') return value ?? null;
  if ('$value' in value) return plain(value.$value);
  const children = Object.entries(value).filter(([name]) => name !== 'attributes');
  return Object.fromEntries(children.map(([name, child]) => [name, plain(child)]));
}

// The one child of the response element, which is what a caller is after.
function returned(reply) {
  const children = Object.values(plain(reply) ?? {});
  return children.length === 0 ? null : children[0];
}

async function outcomeOf(client, call) {
  try {
    const [reply] = await client[`${call.operation}Async`](call.arguments, { timeout: TIMEOUT_MS });
    return ['reply', { value: returned(reply) }];
  } catch (error) {
    const fault = error.root?.Envelope?.Body?.Fault;
    if (!fault) return ['error', { error: `${error.name}: ${error.message}` }];
    const { faultcode: code, faultstring: string, detail } = plain(fault);
    return ['fault', { fault: { code, string, detail: detail ?? null } }];
  }
}

const plan = JSON.parse(await text(process.stdin));
const token = new soap.WSSecurity(plan.user, plan.password, { hasTimeStamp: false, hasTokenCreated: false });
const clients = new Map();
let failed = 0;
for (const call of plan.calls) {
  const { service, operation } = call;
  if (!clients.has(service)) {
    clients.set(service, await soap.createClientAsync(`${plan.baseUrl}/Comercial/services/${service}?wsdl`));
  }

  clients.get(service).setSecurity(call.secured ? token : null);
  const [outcome, detail] = await outcomeOf(clients.get(service), call);
  const ok = outcome === call.expect;
  failed += ok ? 0 : 1;
  console.log(JSON.stringify({ stack: 'node-soap', service, operation, ok, detail }));
}

process.exitCode = failed === 0 ? 0 : 1;
