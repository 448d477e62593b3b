namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Another run issues documents; nothing was done.</summary>
public sealed class IssuingBusyException() : Exception("Another run issues fiscal documents now: try again later.");
