namespace Strangler.ParallelRun.Billing;

/// <summary>summary.json: money in pesos, negative where native bills less.</summary>
internal sealed record RunSummary
{
    public required string Group { get; init; }
    public required string Period { get; init; }
    public required long DataVersion { get; init; }
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Of the process that finished it.</summary>
    public required decimal Seconds { get; init; }

    public required int Contracts { get; init; }
    public required int BilledNatively { get; init; }
    public required decimal LegacyTotal { get; init; }
    public required decimal NativeTotal { get; init; }
    public required decimal Delta { get; init; }

    /// <summary>Every verdict, also those of no bill.</summary>
    public required IReadOnlyDictionary<string, int> Verdicts { get; init; }

    public required IReadOnlyList<CauseTotal> Causes { get; init; }
    public required IReadOnlyList<GroupSummary> Groups { get; init; }
    public required IReadOnlyList<ExplanationTotal> Explanations { get; init; }

    /// <summary>Contracts that were parked, by reason: ./strangler exceptions.</summary>
    public required IReadOnlyDictionary<string, int> Parked { get; init; }

    public required IReadOnlyList<string> PlanProblems { get; init; }
}
