namespace Strangler.AquaCis.Extract;

/// <summary>A row of an extract that cannot be taken in; the reason never repeats a value.</summary>
/// <param name="Line">The header is line 1.</param>
/// <param name="Reason">Without a full stop, such as "facfecfact is not a date such as 2026-01-31".</param>
public sealed record RefusedRow(long Line, string Reason);
