namespace Strangler.Postgres.Writes;

/// <summary>A write as operators see it: never what it says, nor who sent it.</summary>
/// <param name="Owner">legacy or native, for ever.</param>
/// <param name="RouteVersion">Of the routes under which it began.</param>
/// <param name="Amount">Pesos, of a payment that says them.</param>
/// <param name="Done">Of an answer, whether it says that it was done.</param>
/// <param name="IsCurrent">Whether the same request is still this write.</param>
public sealed record WriteLine(
    long Id, string Operation, string Owner, long RouteVersion, string? Group, int? Contract, decimal? Amount,
    string State, string? Reason, int Attempt, DateTimeOffset ReceivedAt, DateTimeOffset? DispatchedAt,
    DateTimeOffset? EndedAt, bool? Done, bool IsCurrent, string? ResolvedBy, string? ResolvedWhy);
