namespace Strangler.Postgres.Billing;

/// <param name="Source">The kind of work that met it: parallel-run, billing-run.</param>
public sealed record StoredBillingException(BillingException Exception, string Source, DateTimeOffset FoundAt);
