// Calls the gateway with types generated from its own document: what the document leaves out does not compile here.
import createClient from "openapi-fetch";
import type { paths } from "./schema.js";

declare const process: { env: Record<string, string> };

const plan = JSON.parse(process.env.PLAN) as { address: string; key: string; contract: number; reference: string };
const client = createClient<paths>({ baseUrl: plan.address, headers: { "X-Api-Key": plan.key } });
const path = { contract: plan.contract };

const debt = await client.GET("/api/v1/contracts/{contract}/debt", { params: { path } });
const owed: number | undefined = debt.data?.owed;
const invoices = await client.GET("/api/v1/contracts/{contract}/invoices", { params: { path, query: { limit: 1 } } });
const quote = await client.POST("/api/v1/quotes", {
  body: { plan: "charity", day: "2026-02-28", cubicMetres: 20 },
});
const amount: number | undefined = quote.data?.lines?.[0]?.amount;
const total = await client.POST("/api/aquacis/InterfazGenericaGestionDeudaWS/getDeudaTotalConFacturas", {
  body: { contrato: plan.contract },
});
const same: number | undefined = total.data?.return?.deudaTotalFacturas?.deudaTotal;
const payment = {
  params: { header: { "Idempotency-Key": "generated" } },
  body: { reference: plan.reference, amount: 1.5, paidOn: "2026-03-31" },
};
const paid = await client.POST("/api/v1/payments", payment);
const again = await client.POST("/api/v1/payments", payment);
const other = await client.POST("/api/v1/payments", { ...payment, body: { ...payment.body, amount: 2 } });
const type: "/api/problems/idempotency-key-reused" | string | undefined = other.error?.type;
const nobody = await client.GET("/api/v1/contracts/{contract}/debt", { params: { path: { contract: 1 } } });

console.log(JSON.stringify({
  owed, same, pageLength: invoices.data?.items?.length, amount, paid: paid.data?.state,
  again: again.data?.state, type, nobody: nobody.response.status, missing: nobody.error?.status,
}));
