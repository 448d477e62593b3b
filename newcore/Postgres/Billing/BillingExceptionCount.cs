using Strangler.Core.Debts;

namespace Strangler.Postgres.Billing;

/// <param name="Source">The kind of work that met them: parallel-run, billing-run.</param>
public sealed record BillingExceptionCount(BillingCycle Cycle, string Source, string Reason, long Bills);
