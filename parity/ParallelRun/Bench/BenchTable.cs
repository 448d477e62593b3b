namespace Strangler.ParallelRun.Bench;

/// <summary>Figures in rows, for the terminal and for a page alike.</summary>
/// <param name="Heads">As many as each row has cells.</param>
internal sealed record BenchTable(IReadOnlyList<string> Heads, IEnumerable<string[]> Rows)
{
    public static BenchTable Of(IEnumerable<Target> targets) => new(
        ["target", "limit", "measured", " "],
        targets.Select(target => (string[])[target.Promise, target.Limit, target.Measured, target.Verdict]));
}
