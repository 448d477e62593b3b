namespace Strangler.Postgres.Import;

/// <summary>When a file counts as broken, and the last good state stays.</summary>
/// <param name="BadShare">Of the rows of one file that may be bad, 0 to 1.</param>
/// <param name="AllowShrink">A file may have fewer than half of the rows it had, or none.</param>
public sealed record ImportLimits(decimal BadShare = 0.05m, bool AllowShrink = false);
