namespace Strangler.Postgres.Parity;

/// <summary>Which calls are looked at; null is all.</summary>
/// <param name="Operation">With or without its service and a point before it.</param>
public sealed record ParityScope(string? Operation, string? Group, DateTimeOffset? Since)
{
    public static ParityScope Everything { get; } = new(null, null, null);
}
