namespace Strangler.Postgres.Tariffs;

/// <summary>What is wrong with a plan of the imported tables; contracts that need it are parked.</summary>
/// <param name="Code">The plan's.</param>
/// <param name="Detail">Table, ids, dates and values.</param>
public sealed record LegacyPlanProblem(string Code, string Detail);
