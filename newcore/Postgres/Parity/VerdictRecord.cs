namespace Strangler.Postgres.Parity;

/// <summary>What is to be kept of one shadowed call.</summary>
/// <param name="Group">Billing group such as 1/M08; empty where the request has none.</param>
/// <param name="RouteVersion">Of the route table the call was planned under.</param>
/// <param name="CandidateTook">Null where it gave no answer.</param>
/// <param name="PrimaryTook">On average, where it stands for several.</param>
public sealed record VerdictRecord(
    DateTimeOffset At, string Service, string Operation, string Group, long RouteVersion, bool PrimaryIsNative,
    CallOutcome Outcome, TimeSpan PrimaryTook, TimeSpan? CandidateTook)
{
    /// <summary>How many calls this stands for; more than one only where each by itself says nothing more.</summary>
    public long Calls { get; init; } = 1;

    /// <summary>Why it failed or was not compared: one of few texts, for they are counted.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Ids of the rules that hid differences.</summary>
    public IReadOnlyList<long> Rules { get; init; } = [];

    public IReadOnlyList<KeptDifference> Differences { get; init; } = [];

    /// <summary>Sum of the absolute money differences, pesos.</summary>
    public decimal MoneyDelta { get; init; }

    public VerdictSample? Sample { get; init; }

    internal string PrimarySide => PrimaryIsNative ? "native" : "legacy";

    /// <summary>What is the same, or was not compared, only counts.</summary>
    internal bool IsKept => Outcome is not (CallOutcome.Same or CallOutcome.NotCompared);
}
