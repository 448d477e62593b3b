namespace Strangler.Parity;

/// <summary>A difference that somebody answers for ignoring. Reported as ignored, never as same.</summary>
/// <param name="Operation">Null for every operation.</param>
/// <param name="Group">Billing group such as 1/M08; null for every group.</param>
/// <param name="Path">A path, without list positions; <c>*</c> stands for one step, <c>**</c> for any number.</param>
/// <param name="MoneyTolerance">
/// Pesos up to which (inclusive) a money difference is ignored; null ignores any difference there.
/// </param>
public sealed record ParityRule(
    long Id, string? Operation, string? Group, string Path, decimal? MoneyTolerance, string Author, string Reason,
    DateTimeOffset Expires)
{
    /// <summary>An operation is known by its name, and by its service, a point and its name.</summary>
    public bool AppliesTo(string service, string operation, string? group) =>
        (Operation is null || Operation == operation || Operation == $"{service}.{operation}")
        && (Group is null || string.Equals(Group, group, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether it hides that difference. A tolerance hides only two amounts that are near each other, never one that is
    /// missing.
    /// </summary>
    public bool Hides(Difference difference, DateTimeOffset now) =>
        now < Expires
        && PathPattern.Matches(Path, difference.Path)
        && (MoneyTolerance is not { } tolerance
            || (difference is { Primary: not null, Candidate: not null, MoneyDelta: { } delta }
                && Math.Abs(delta) <= tolerance));
}
