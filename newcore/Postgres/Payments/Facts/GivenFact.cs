namespace Strangler.Postgres.Payments.Facts;

/// <summary>A fact whose money the former system posts.</summary>
/// <param name="Parts">None: nobody knows any more whose it is.</param>
public sealed record GivenFact(KeptFact Fact, IReadOnlyList<GivenPart> Parts);
