namespace Strangler.Postgres.Billing;

/// <summary>A chunk that cannot be done as it stands; the message is for the operator.</summary>
public sealed class BillingFailureException(string message) : Exception(message);
