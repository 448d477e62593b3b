namespace Strangler.Postgres.Cfdi;

/// <summary>A call to a PAC, for the history: words and codes only.</summary>
/// <param name="Call">stamp, recover, fetch, cancel, status, receipt.</param>
public sealed record CfdiAttempt(string Pac, string Call, string Outcome, string? Code, TimeSpan Took);
