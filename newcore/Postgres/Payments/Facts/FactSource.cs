namespace Strangler.Postgres.Payments.Facts;

/// <summary>Whence we know of a fact.</summary>
public enum FactSource
{
    Webhook,
    File,
    Till,
    Command,
}
