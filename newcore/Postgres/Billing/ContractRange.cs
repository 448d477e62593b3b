namespace Strangler.Postgres.Billing;

/// <summary>
/// Contracts by number, both ends included: the unit of work that is claimed, loaded and done at once.
/// </summary>
public readonly record struct ContractRange(int First, int Last)
{
    public override string ToString() => $"{First}-{Last}";
}
